"""How far several annotators of the same articles agree: Krippendorff's alpha and Cohen's kappa, by nltk.

The unit is the word, as quotekit cuts a text into words: for each role whether an annotator has the word in some span
of it, and for all roles together which of them. Words that nobody marked are units, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.errors import InputError
from quotekit.gold import ROLES, Attribution, annotations_in, read_attributions, text_of

AGREEMENT_COLUMNS = ("role", "annotators", "articles", "words", "observed", "alpha", "kappa")


class Annotated(NamedTuple):
    """An article that several people annotated."""

    name: str
    text: str
    by: Mapping[str, Sequence[Attribution]]
    """The attributions of each annotator."""


def read_annotators(folder: Path) -> list[Annotated]:
    """The articles of FOLDER/text/NAME.txt with attributions/NAME_ANNOTATOR.ann of the same annotators, two at least.

    Raises InputError where no article has two, where they differ by article, and for what cannot be read.
    """
    paths = annotations_in(folder)
    several = {name: own for name, own in paths.items() if len(own) > 1 and (folder / "text" / f"{name}.txt").is_file()}
    if not several:
        needed = "attributions/NAME_ANNOTATOR.ann of two or more annotators, with text/NAME.txt"
        raise InputError(f"{folder}: no article with {needed}")
    people = set().union(*several.values())
    for name, own in several.items():
        if missing := sorted(people - own.keys()):
            raise InputError(f"{folder}: {name} is not annotated by {', '.join(missing)}, who annotated others")
    return [_annotated(name, folder / "text" / f"{name}.txt", own) for name, own in several.items()]


def _annotated(name: str, path: Path, own: Mapping[str, Path]) -> Annotated:
    text = text_of(path)
    return Annotated(name, text, {one: read_attributions(where, len(text)) for one, where in own.items()})


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
