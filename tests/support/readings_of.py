"""The texts of `tests/golden`, and how far each is read for a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.stages import decide
from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.verdicts import judged
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.names.name import Name
from quotekit.text.document import View, look
from quotekit.text.phrases import Range

_FOLDER = Path(__file__).resolve().parents[1] / "golden" / "texts"
_CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TEXTS = tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))
CORPUS = tuple(sorted(path.stem for path in _CORPUS.glob("*.txt")))
"""Articles that are there for the quality gate too; only some sheets are made of them."""


class Found(NamedTuple):
    """A text as far as attribution has read it."""

    view: View
    names: list[Name]
    decided: Decided


def text_of(name: str) -> str:
    """A text of the folder, or of the corpus."""
    return ((_CORPUS if name in CORPUS else _FOLDER) / f"{name}.txt").read_text(encoding="utf-8")


def looked(name: str) -> View:
    """A text cut up."""
    model = Model.shipped()
    return look(text_of(name), model.lexicon, model.casing)


def found_in(name: str) -> Found:
    """A text up to what is decided of its spans."""
    model = Model.shipped()
    view, names = with_names(looked(name), model.kinds)
    decided = decide(Decided([view], label([view], model.passes)), model.decisions)
    return Found(view, names, decided)


def drafts_of(found: Found) -> list[QuoteDraft]:
    """The drafts of a text after the verdicts."""
    [drafts] = judged(found.decided)
    return drafts


def told(view: View, place: Range | None) -> str:
    """Some tokens as they are read; "-" for none."""
    return view.text(*place).replace("\n", " / ") if place and place[0] < place[1] else "-"


def pieces(view: View, places: Sequence[Range]) -> str:
    """Some ranges of tokens, with bars between them."""
    return " | ".join(told(view, place) for place in places)
