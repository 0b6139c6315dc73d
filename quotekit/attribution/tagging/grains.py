"""What many places share: a word type, a part of a sentence, a pair of marks.

A template that looks at one of these alone is scored once for each of them and not for each token.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.batch import Batch
from quotekit.attribution.tagging.features import parsed
from quotekit.attribution.tagging.wordtypes import NAMES, Column, Columns, Ints

_BESIDE = 3
"""How far beside a place templates look."""


class Grain(NamedTuple):
    """What some places share, a row for each that they have in common."""

    columns: Columns
    """(rows,) each."""
    at: Ints
    """(n,) the row of each place."""
    offset: int = 0
    """How far beside its place stands what its row tells of."""

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(next(iter(self.columns.values())))


def spread(grains: Iterable[Grain], templates: Sequence[str] | None = None) -> Columns:
    """(n,) the columns of grains at each place, or only those that some templates look at."""
    asked = None if templates is None else {name for text in " ".join(templates).split() for name, _ in parsed(text)}
    return {
        name: values.take(grain.at)
        for grain in grains
        if not grain.offset
        for name, values in grain.columns.items()
        if asked is None or name in asked
    }


def divided(templates: str, grains: Sequence[Grain]) -> tuple[str, list[str]]:
    """Which templates look at places, and which at each of the grains alone.

    >>> words = Grain({"word": np.zeros(1, np.uint32)}, np.zeros(1, np.int32), offset=-1)
    >>> divided("word word-1 word-1&word", [words])
    ('word word-1&word', ['word-1'])
    """
    return _divided(templates, tuple([(frozenset(grain.columns), grain.offset) for grain in grains]))


@cache
def _divided(templates: str, grains: tuple[tuple[frozenset[str], int], ...]) -> tuple[str, list[str]]:
    own: list[str] = []
    shared: list[list[str]] = [[] for _ in grains]
    for template in templates.split():
        parts = parsed(template)
        holders = [
            some
            for (names, offset), some in zip(grains, shared)
            if all(name in names and at == offset for name, at in parts)
        ]
        (holders[0] if holders else own).append(template)
    return " ".join(own), [" ".join(some) for some in shared]


def of_words(batch: Batch, rows: Column) -> list[Grain]:
    """The word types of a batch, at each place and up to three beside it; row 0 is the boundary, of which all is 0."""
    known = np.zeros(int(batch.types.max()) + 1, bool)
    known[0] = True  # beside the first and the last place stands nothing, which is 0 too
    known[batch.types] = True
    at = (np.cumsum(known, dtype=np.int32) - 1).take(batch.types)
    place = np.empty(int(at.max()) + 1, np.intp)
    place[at] = batch.places
    columns = dict(zip(NAMES, rows.take(place, axis=1)))
    return [Grain(columns, _beside(at, offset), offset) for offset in range(-_BESIDE, _BESIDE + 1)]


def _beside(at: Ints, offset: int) -> NDArray[np.int32]:
    found = np.zeros_like(at)
    n = len(at)
    found[max(-offset, 0) : n - max(offset, 0)] = at[max(offset, 0) : n - max(-offset, 0)]
    return found
