"""The words of a text, and sets of them that are quick to compare.

A set of words is an int whose bit i stands for word i: equal sets are equal numbers, `&` is what they have in common,
`bit_count` how many they are. Sets of other things that can be numbered are written alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Words = int

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[\n“”«»\"]|`(?=`)|'(?=')")  # two apostrophes as one mark, as some newswires print it


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The words of a text and which of them stand between quotation marks."""

    start: list[int]
    end: list[int]
    quoted: Words

    def under(self, places: Iterable[tuple[int, int]]) -> Words:
        """The words that some ranges of code points touch."""
        words = 0
        for start, end in places:
            words |= (1 << bisect_left(self.start, end)) - (1 << bisect_right(self.end, start))
        return words


def words_of(text: str) -> WordTable:
    """The words of a text; marks are paired paragraph by paragraph.

    >>> table = words_of("She said, “No rain.” It held.")
    >>> bin(table.under([(4, 15)])), bin(table.quoted)
    ('0b1110', '0b1100')
    """
    spans = [word.span() for word in _WORD.finditer(text)]
    table = WordTable([start for start, _ in spans], [end for _, end in spans], 0)
    return WordTable(table.start, table.end, table.under(_between_marks(text)))


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in _MARK.finditer(text):
        opens = mark[0] in "“«`" or (mark[0] in "\"'" and opened is None)
        if opens and opened is None:
            opened = mark.start()
        elif not opens and opened is not None:
            yield opened, mark.start()
            opened = None
    if opened is not None:
        yield opened, len(text)


def union(sets: Iterable[Words]) -> Words:
    """What is in any of some sets.

    >>> bin(union([0b100, 0b110]))
    '0b110'
    """
    words = 0
    for each in sets:
        words |= each
    return words


def paired(gold: Sequence[int], predicted: Sequence[int], least: float = 0.5) -> list[tuple[int, int]]:
    """Pairs of indices, each index once, of sets that have at least `least` of their elements in common.

    The most alike first; of equals, those that come first.

    >>> paired([0b1100, 0b0011], [0b1000, 0b1110])
    [(0, 1)]
    """
    alike = [
        ((asked & given).bit_count() / (asked | given).bit_count(), -g, -p)
        for g, asked in enumerate(gold)
        for p, given in enumerate(predicted)
        if asked & given
    ]
    pairs: list[tuple[int, int]] = []
    taken_gold, taken_predicted = set(), set()
    for share, g, p in sorted(alike, reverse=True):
        if share >= least and g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append((-g, -p))
    return pairs
