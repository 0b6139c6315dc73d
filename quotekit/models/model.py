"""Model: one value that holds everything that is fitted, and the word tables beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit import plugins
from quotekit.errors import TableError, UsageError
from quotekit.models import parts
from quotekit.models.bundle import MOST_BYTES, Arrays, Bundle, DamagedError
from quotekit.names.kinds import NameKinds
from quotekit.plugins import addition
from quotekit.text.casing import Casing
from quotekit.text.lexicon import Lexicon
from quotekit.text.ranking import Ranker, Rankers
from quotekit.text.rarity import Rarity

if TYPE_CHECKING:  # only quotes need what finds them
    from quotekit.attribution.stages import Weights
    from quotekit.attribution.tagging.tagger import Passes

SHIPPED = Path(__file__).parents[1] / "data"
_FILE = Path("weights") / "model.npz"
_TABLES = "words"
"""Where a folder has the file of weights and the word tables."""


@dataclass(frozen=True, eq=False)
class Model:
    """Everything that is fitted: passed on as a value, each part made when it is first needed.

    >>> model = Model.shipped()
    >>> sorted(model.rankers), model.rarity.of("the") < model.rarity.of("otter")
    (['pronoun', 'source'], True)
    """

    bundle: Bundle
    """The arrays of its file. A part that it lacks is that of the package, but attribution must be there."""
    lexicon: Lexicon
    """The word tables."""

    @staticmethod
    def shipped() -> Model:
        """The model that the package carries."""
        return _shipped()

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Model:
        """A model from a file that `quotekit train` wrote, or from a folder like quotekit/data, checked in every part.

        A folder has weights/model.npz and may have words/TABLE.tsv. What a file has no arrays for (the rankers of
        speakers, the odds of variants, the rarities, single word tables) is what the package carries. Where there is
        no such file, `path` may be the name of a model that an installed package adds by an entry point of
        `quotekit.models`. Raises UsageError, one line that names the path, for anything else.
        """
        if isinstance(path, str) and not Path(path).exists():
            found = addition(plugins.MODELS, path, (Model, str, PathLike))
            if found is not None:
                return found if isinstance(found, Model) else cls.load(Path(found))
        path = Path(path)
        try:
            model = _from_folder(path) if path.is_dir() else _from_file(path)
            model.check()
        except (DamagedError, TableError) as error:
            raise UsageError(f"{path}: not a model that `quotekit train` wrote: {error}") from None
        return model

    @classmethod
    def of_bytes(cls, data: bytes) -> Model:
        """A model from what a file that `quotekit train` wrote holds, as another machine was sent it, unchecked.

        >>> sorted(Model.of_bytes((SHIPPED / "weights" / "model.npz").read_bytes()).rankers)
        ['pronoun', 'source']
        """
        bundle = Bundle(data)
        return cls(bundle, parts.lexicon(bundle))

    def with_lexicon(self, lexicon: Lexicon) -> Model:
        """This model with other word tables; the cue verbs that were added to them count as they say."""
        return Model(self.bundle, lexicon)

    def replaced(self, arrays: Arrays) -> Model:
        """This model with other arrays in the place of those of the same names."""
        return Model(Bundle(self.bundle.replaced(arrays)), self.lexicon)

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to another process: the file and the tables, of which it makes the parts that it needs."""
        made = {name for name in vars(self) if isinstance(getattr(type(self), name, None), cached_property)}
        return {name: value for name, value in vars(self).items() if name not in made}

    def check(self) -> None:
        """Make every part now. Raises DamagedError for the first that is wrong."""
        for name, part in vars(type(self)).items():
            if isinstance(part, cached_property):
                getattr(self, name)

    @cached_property
    def header(self) -> Mapping[str, Any]:
        """What it was fitted on, and with which settings."""
        return self.bundle.described("header")

    @cached_property
    def digest(self) -> str:
        """What changes when anything that is fitted does, or any word table: twelve hexadecimal digits.

        >>> Model.shipped().digest == Model.of_bytes(Model.shipped().bundle.data).digest
        True
        """
        return parts.digest(self.bundle, self.lexicon)

    @cached_property
    def passes(self) -> Passes:
        """The sequence model that tags tokens."""
        from quotekit.models.attribution import passes

        return passes(self.bundle, self.lexicon)

    @cached_property
    def decisions(self) -> Weights:
        """What decides between spans."""
        from quotekit.models.attribution import decisions

        return decisions(self.bundle, _shipped().bundle)

    @cached_property
    def _rankers(self) -> dict[str, parts.Weights]:
        return parts.rankers(self._with("rankers"), _shipped().bundle)

    @cached_property
    def kinds(self) -> NameKinds:
        """What tells people, organizations and places apart."""
        return NameKinds(self._rankers["kind"])

    @cached_property
    def rankers(self) -> Rankers:
        """Whom "he" and "the coach" mean."""
        return {task: Ranker(weights) for task, weights in self._rankers.items() if task != "kind"}

    @cached_property
    def rarity(self) -> Rarity:
        """How rare stems are in articles."""
        return parts.rarity(self._with("rarity.header"), "rarity")

    @cached_property
    def casing(self) -> Casing:
        """How words are usually printed: for what is in capitals."""
        return parts.casing(self._with("casing.header"))

    @cached_property
    def odds(self) -> dict[str, parts.Weights]:
        """What decides whether two quotes render one utterance, by the name of the regression and of the measure."""
        return parts.odds(self._with("variants"))

    @cached_property
    def rarity_in_paragraphs(self) -> Rarity:
        """How rare stems are in paragraphs: for variants, whose odds are fitted with it and come from the same file."""
        return parts.rarity(self._with("variants"), "rarity_in_paragraphs")

    def _with(self, name: str) -> Bundle:
        """Where to read an array: from the own file, from that of the package where it has none."""
        return self.bundle if name in self.bundle else _shipped().bundle


def _from_file(path: Path) -> Model:
    return Model.of_bytes(_bytes(path))


def _from_folder(path: Path) -> Model:
    bundle = Bundle(_bytes(path / _FILE))
    words = path / _TABLES
    return Model(bundle, Lexicon.read(words) if words.is_dir() else parts.lexicon(bundle))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; a model is a file that `quotekit train` wrote") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


@cache
def _shipped() -> Model:
    return Model(Bundle(_bytes(SHIPPED / _FILE)), Lexicon.shipped())


Given = Model | str | PathLike[str] | None
"""How a caller names a model: the model, the path of one, None for that of the package."""


def model_of(given: Given, lexicon: str | PathLike[str] | None = None) -> Model:
    """The model that a caller means, with the word tables of a folder added.

    Raises UsageError for a path that holds no model, and what `Lexicon.with_folder` raises.

    >>> model_of(None) is Model.shipped()
    True
    """
    if lexicon is not None:
        found = model_of(given)
        return found.with_lexicon(found.lexicon.with_folder(lexicon))
    if given is None:
        return Model.shipped()
    return given if isinstance(given, Model) else Model.load(given)
