"""Fits everything that the package carries to a folder of gold, and writes it as one file."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.checkpoints.steps import Steps, key_of
from quotekit.errors import InputError
from quotekit.gold import GoldArticle, read_folder
from quotekit.models import parts
from quotekit.models.bundle import Arrays, as_array
from quotekit.models.model import Given, Model, model_of
from quotekit.text.rarity import fit_rarity
from quotekit.training.counting import SILVER, Words, conllu_files, texts_of, words_of
from quotekit.training.decisions import fit_as_step
from quotekit.training.passes import STEPS, Settings, fit_passes
from quotekit.training.speakers import FILES, fit_rankers, tells_speakers
from quotekit.training.variants import fit_variants

Say = Callable[[str], None]
FEWEST = 8
"""Articles below which nothing can be fitted and tried on others."""


class Material(NamedTuple):
    """What a model is fitted to."""

    folder: Path
    """text/NAME.txt and attributions/NAME_ANNOTATOR.ann; tokens.tsv.gz and speakers.jsonl where they are."""
    tagged: Sequence[Path] = ()
    """CoNLL-U files, or folders of them, with parts of speech and, as GUM has it, coreference."""
    variants: tuple[Path, Path] | None = None
    """JSON Lines of clusters of articles, and of the utterances that several articles of one render."""
    also: Sequence[Path] = ()
    """Further folders of gold, of other kinds of news: what finds and attributes quotations is fitted to all alike."""
    speakers: Sequence[Path] = ()
    """Folders of gold that teach who speaks, and nothing else: articles chosen for what was doubtful in them, say."""


def train(
    material: Material,
    settings: Settings | None = None,
    say: Say = print,
    base: Given = None,
    steps: Steps | None = None,
) -> bytes:
    """A model file with every part, byte for byte the same every time on one machine.

    `say` is told of the progress. What `steps` have kept of a run with the same material, settings and program that was
    stopped is not fitted again; the file is the same.

    What the material has nothing for is that of `base`, the model that the package carries by default: parts of speech
    without tagged texts, the rankers of speakers without speakers.jsonl and tokens.tsv.gz, the odds of variants with
    their rarities without `variants`. The header of the file names it under "carried over". The word tables are those
    of `base`. Raises InputError for material that cannot be read or holds too little.
    """
    settings, known, steps = settings or Settings(), model_of(base), steps or Steps()
    own = _read([material.folder], known)
    articles = own + _read(material.also, known)
    if len(articles) < FEWEST:
        raise InputError(f"{material.folder}: {len(articles)} annotated articles, where {FEWEST} or more are needed")
    say(f"{len(articles)} articles")
    tagged, carried = conllu_files(material.tagged), list[str]()
    if not tagged and not (material.folder / SILVER).exists():
        carried.append("parts of speech")
    has_speakers = all((material.folder / name).exists() for name in FILES)
    _checked_speakers(material, has_speakers)
    total = STEPS + 1 + has_speakers + bool(material.variants)
    steps.begin(_key(material, settings, known), total, say)
    words = words_of(material.folder, tagged, known)
    model = known.replaced(_attribution(articles, words, settings, steps, known))
    if has_speakers:
        folders, before = _of_speakers(material), model
        fitted = steps.done("rankers of speakers", lambda: {"rankers": as_array(fit_rankers(folders, tagged, before))})
        model = model.replaced(dict(fitted))
    else:
        say(f"rankers of speakers: carried over, as {material.folder} has no {' and '.join(FILES)}")
        carried.append("rankers")
    say("rarities")
    model = model.replaced(_rarities(own, tagged))
    if given := material.variants:
        last = model
        fitted = steps.done("odds of variants", lambda: parts.variant_arrays(*fit_variants(*given, own, last)))
        model = model.replaced(dict(fitted))
    else:
        say("odds of variants: carried over, as no data for them was named")
        carried.append("variants")
    header = {**model.header, "carried over": carried}
    return model.bundle.replaced({"header": as_array(header), **parts.word_arrays(known.lexicon)})


def _key(material: Material, settings: Settings, base: Model) -> str:
    """What the results of all steps depend on: the program, the libraries that count, what is given."""
    libraries = " ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "scikit-learn"))
    known = base.bundle.replaced(parts.word_arrays(base.lexicon))
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    given = (material.folder, *material.also, *material.speakers, *material.tagged, *(material.variants or ()))
    return key_of([*sources, *given], sys.version, libraries, repr((material, settings)), known)


def _read(folders: Sequence[Path], base: Model) -> list[GoldArticle]:
    """The articles of some folders of gold, with the words of a model."""
    return [replace(article, lexicon=base.lexicon) for folder in folders for article in read_folder(folder)]


def _checked_speakers(material: Material, has_speakers: bool) -> None:
    """Before anything is fitted: an hour later is late to say that a folder teaches nothing."""
    for folder in material.speakers:
        if not has_speakers:
            raise InputError(f"{folder}: teaches nothing, as {material.folder} has no {' and '.join(FILES)}")
        if not tells_speakers(folder):
            raise InputError(f"{folder}: has neither {FILES[0]} nor quotes.jsonl, which tell who speaks")


def _of_speakers(material: Material) -> list[Path]:
    """The folders that tell who speaks, the first of which tells kinds of names as well."""
    return [material.folder, *filter(tells_speakers, material.also), *material.speakers]


def _attribution(
    articles: Sequence[GoldArticle], words: Words, settings: Settings, steps: Steps, base: Model
) -> Arrays:
    """The sequence model and the decisions; those over whole finds are those of `base` where no gold tells acts."""
    fitted = fit_passes(articles, words, settings, steps)
    decisions = fit_as_step(steps, fitted.unseen, base.kinds, base.decisions)
    about_it = {"bits": settings.bits, "scales": fitted.scales, "settings": settings._asdict()} | about(articles)
    scales = {"decisions": {name: [one.scale, one.bias] for name, one in decisions.items()}}
    weights = {name: one.weights for name, one in decisions.items()}
    return {**fitted.arrays, **weights, "header": as_array(about_it | scales)}


def about(articles: Sequence[GoldArticle]) -> dict[str, Any]:
    """What a model was fitted on; outlets are those, by the head of the names, of which there are several articles."""
    outlets = Counter(article.name.partition("_")[0] for article in articles)
    return {
        "articles": len(articles),
        "attributions": sum(len(article.attributions) for article in articles),
        "outlets": sorted(name for name, count in outlets.items() if count > 1),
    }


def _rarities(articles: Sequence[GoldArticle], tagged: Sequence[Path]) -> Arrays:
    """How rare stems are in the articles and in the tagged texts; both weigh the same, whatever their number."""
    texts = [[article.text for article in articles], texts_of(tagged)]
    names = ", ".join(f"{name} ({len(some)} texts)" for name, some in zip(("articles", "tagged texts"), texts) if some)
    return parts.rarity_arrays("rarity", fit_rarity([some for some in texts if some]), names)
