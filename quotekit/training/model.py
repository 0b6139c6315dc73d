"""Fits everything that the package carries to a folder of gold, and writes it as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from quotekit.attribution.stages import Weights
from quotekit.errors import InputError
from quotekit.gold import GoldArticle, read_folder
from quotekit.models.bundle import as_array, written
from quotekit.models.model import Model
from quotekit.training.counting import Words, conllu_tags, polnear_tags, tag_dictionary
from quotekit.training.decisions import fit_decisions
from quotekit.training.passes import Say, Settings, fit_passes
from quotekit.training.truths import gold_batch

FEWEST = 8
"""Articles below which nothing can be fitted and tried on others."""


def train(folder: Path, tagged: Iterable[Path] = (), settings: Settings | None = None, say: Say = print) -> bytes:
    """A model file fitted to the gold in a folder, byte for byte the same every time.

    `tagged` are CoNLL-U files, or folders of them, with parts of speech; FOLDER/tokens.tsv.gz is read too where it
    is. Without either the parts of speech come from the model that the package carries. Raises InputError for a
    folder that cannot be read or holds too little.
    """
    settings = settings or Settings()
    articles = list(read_folder(folder))
    if len(articles) < FEWEST:
        raise InputError(f"{folder}: {len(articles)} annotated articles, where {FEWEST} or more are needed")
    say(f"{len(articles)} articles")
    fitted = fit_passes(articles, words_of(folder, tagged, Model.shipped()), settings, say)
    header = {"bits": settings.bits, "scales": fitted.scales, "settings": settings._asdict()} | about(articles)
    say("decisions between spans")
    decisions = fit_decisions([gold_batch(*part) for part in fitted.unseen])
    return packed(fitted.arrays, decisions, header)


def words_of(folder: Path, tagged: Iterable[Path], base: Model) -> Words:
    """The usual parts of speech of words."""
    paths = list(_conllu_files(tagged))
    silver = folder / "tokens.tsv.gz"
    if not paths and not silver.exists():
        known = base.passes.table.vocabulary
        return Words({word: of[:2] for word, of in known.words.items() if of[0]}, known.endings, base.lexicon)
    tags = chain(polnear_tags(folder) if silver.exists() else (), conllu_tags(paths))
    return Words(*tag_dictionary(tags), base.lexicon)


def _conllu_files(tagged: Iterable[Path]) -> Iterator[Path]:
    for path in tagged:
        found = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            raise InputError(f"{path}: no CoNLL-U file here")
        yield from found


def about(articles: list[GoldArticle]) -> dict[str, Any]:
    """What a model was fitted on."""
    outlets = sorted({article.name.partition("_")[0] for article in articles})
    return {
        "articles": len(articles),
        "attributions": sum(len(article.attributions) for article in articles),
        "outlets": outlets if len(outlets) <= len(articles) // 2 else [],
    }


def packed(arrays: dict[str, NDArray[Any]], decisions: Weights, header: dict[str, Any]) -> bytes:
    """A model as the bytes of its file."""
    header = header | {"decisions": {name: [one.scale, one.bias] for name, one in decisions.items()}}
    weights = {name: one.weights for name, one in decisions.items()}
    return written(arrays | weights | {"header": as_array(header)})
