"""How far several annotators of the same articles agree: Krippendorff's alpha and Cohen's kappa, by nltk.

The unit is the word, as quotekit cuts a text into words: for each role whether an annotator has the word in some span
of it, and for all roles together which of them. Words that nobody marked are units, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.gold import ROLES, Attribution, annotations_in, attributions_of, read_attributions, text_of
from quotekit.plugins import load

AGREEMENT_COLUMNS = ("role", "annotators", "articles", "words", "observed", "alpha", "kappa")


class Annotated(NamedTuple):
    """An article that several people annotated."""

    name: str
    text: str
    by: Mapping[str, Sequence[Attribution]]
    """The attributions of each annotator."""


_NEEDED = (
    "attributions/NAME_ANNOTATOR.ann of two or more annotators, with text/NAME.txt; nor NAME.tsv/ANNOTATOR.tsv or "
    "ANNOTATOR/NAME.tsv of WebAnno, nor an export of Label Studio in JSON with as many"
)


def read_annotators(path: Path) -> list[Annotated]:
    """The articles that the same people annotated, two at least, in whatever form the project reads.

    A folder of text/NAME.txt and attributions/NAME_ANNOTATOR.ann; a folder or .zip of WebAnno TSV, as INCEpTION exports
    a project (NAME.tsv/ANNOTATOR.tsv) or with a folder for each annotator; Label Studio's export in JSON.

    Raises InputError where no article has two, where they differ by article, and for what cannot be read.
    """
    several = [one for one in _articles(path) if len(one.by) > 1]
    if not several:
        raise InputError(f"{path}: no article with {_NEEDED}")
    people = {who for one in several for who in one.by}
    for one in several:
        if missing := sorted(people - one.by.keys()):
            raise InputError(f"{path}: {one.name} is not annotated by {', '.join(missing)}, who annotated others")
    return several


def _articles(path: Path) -> list[Annotated]:
    """All that somebody annotated. Raises InputError for what is in none of the forms."""
    if path.suffix.lower() == ".json":
        return _told_together(load("quotekit.annotating.label_studio_reading:annotators_in")(path), path)
    is_folder = path.is_dir()
    if path.suffix.lower() == ".zip" or (is_folder and not (path / "text").is_dir() and any(path.rglob("*.tsv"))):
        return _told_together(load("quotekit.annotating.webanno.reading:annotators_in")(path), path)
    texts = {name: path / "text" / f"{name}.txt" for name in annotations_in(path)}
    return [_annotated(name, texts[name], own) for name, own in annotations_in(path).items() if texts[name].is_file()]


def _annotated(name: str, path: Path, own: Mapping[str, Path]) -> Annotated:
    text = text_of(path)
    return Annotated(name, text, {one: read_attributions(where, len(text)) for one, where in own.items()})


def _told_together(told: Iterable[tuple[str, Analysis]], path: Path) -> list[Annotated]:
    """The articles of analyses, each the work of somebody, in the order of their names."""
    found: dict[str, Annotated] = {}
    for who, analysis in told:
        article = analysis.articles[0]
        own = found.setdefault(article.id, Annotated(article.id, article.text, {}))
        if own.text != article.text:
            raise InputError(f"{path}: {article.id} has another text in what {who} annotated")
        found[article.id] = own._replace(by={**own.by, who: attributions_of(analysis)})
    return sorted(found.values(), key=lambda one: one.name)


def agreement(articles: Iterable[Annotated]) -> list[dict[str, Any]]:
    """A row for each role and one for all: agreement observed, alpha and kappa in percent, one decimal.

    None where there is nothing to agree on: nobody marked a word, or everybody every word. With more than two
    annotators kappa is the mean of Davies and Fleiss (1982), as nltk has it.

    >>> marked = {"source": [], "cue": [], "content": [(0, 2)]}
    >>> rows = agreement([Annotated("a", "It held.", {"ana": [marked], "bo": [marked]})])
    >>> [(row["role"], row["words"], row["alpha"]) for row in rows]
    [('source', 2, None), ('cue', 2, None), ('content', 2, 100.0), ('all', 2, 100.0)]
    """
    units = [unit for article in articles for unit in _units(article)]
    names = {article for article, _ in units}
    rows = []
    for role in (*ROLES, "all"):
        labels = [{who: _label(found, role) for who, found in by.items()} for _, by in units]
        people = len(labels[0]) if labels else 0
        rows.append(
            {"role": role, "annotators": people, "articles": len(names), "words": len(units), **_figures(labels)}
        )
    return rows


Marked = Mapping[str, frozenset[str]]
"""The roles in whose spans a word is, by annotator."""


def _units(article: Annotated) -> Iterator[tuple[str, Marked]]:
    """The words of an article, with what each annotator has them in."""
    from quotekit.text.tokens import tokenize  # who scores quotes of others needs no numpy

    table = tokenize(article.text)
    starts, ends = table.start.tolist(), table.end.tolist()
    inside = {who: {role: _inside(starts, ends, found, role) for role in ROLES} for who, found in article.by.items()}
    for at, word in enumerate(table.word):
        if any(map(str.isalnum, word)):
            yield article.name, {who: frozenset(one for one in ROLES if at in by[one]) for who, by in inside.items()}


def _inside(starts: list[int], ends: list[int], attributions: Sequence[Attribution], role: str) -> set[int]:
    """The tokens, given by where they start and end, that are in a span of a role, whole or in part."""
    places = (place for one in attributions for place in one[role])
    return {at for start, end in places for at in range(bisect_right(ends, start), bisect_left(starts, end))}


def _label(roles: frozenset[str], role: str) -> str:
    return "+".join(sorted(roles)) if role == "all" else str(role in roles)


def _figures(labels: Sequence[Mapping[str, str]]) -> dict[str, float | None]:
    from nltk.metrics.agreement import AnnotationTask

    if len({label for one in labels for label in one.values()}) < 2:
        return dict.fromkeys(("observed", "alpha", "kappa"))
    task = AnnotationTask([(who, at, label) for at, one in enumerate(labels) for who, label in one.items()])
    kappa = task.kappa() if len(labels[0]) == 2 else task.multi_kappa()
    figures = {"observed": task.avg_Ao(), "alpha": task.alpha(), "kappa": kappa}
    return {name: round(100 * value, 1) for name, value in figures.items()}
