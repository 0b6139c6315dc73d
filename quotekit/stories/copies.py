"""Articles that are one text: wire copy and syndicated articles, also cut or lightly edited. They are one voice.

Of each text a sketch of at most 256 hashes of its runs of four words is kept, the lowest ones, so that two sketches
tell how much of the shorter text is in the longer one: Broder (1997), "On the resemblance and containment of
documents".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from quotekit.dates import day_of
from quotekit.records import Article
from quotekit.wordtables import stable_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sketch = NDArray[np.uint64]

HELD = 100  # texts under a key: more hold a notice that every page has
TRIED = 50  # texts with which one is compared
_RUN = 4  # words
_KEPT = 256  # hashes of a text
_KEYS = 16  # of them under which a text is found
_SAME = 0.5  # share of the runs of the shorter text over which both are one
_FEWEST = 20  # runs; two tweets in the same words are no wire copy
_WORD = re.compile(r"\w+")
_SPREAD = 0x9E3779B97F4A7C15


@lru_cache(4096)  # the articles of a group of quotes are often those of the next one
def sketch_of(text: str) -> Sketch:
    """The lowest hashes of the runs of words of a text, sorted.

    >>> len(sketch_of("The old dam above Telford held.")), len(sketch_of("It held."))
    (3, 0)
    """
    import numpy as np

    hashes = np.array([_hash(word) for word in _WORD.findall(text.lower())], np.uint64)
    size = max(0, len(hashes) - _RUN + 1)
    runs = np.zeros(size, np.uint64)
    for offset in range(_RUN if size else 0):
        runs = runs * np.uint64(_SPREAD) + hashes[offset : offset + size]  # wraps, as it may
    mixed = (runs ^ (runs >> np.uint64(31))) * np.uint64(_SPREAD)  # else the lowest are those of the lowest words
    return np.unique(mixed ^ (mixed >> np.uint64(29)))[:_KEPT]


@lru_cache(100_000)
def _hash(word: str) -> int:
    return stable_hash(word)


def shared(one: Sketch, other: Sketch) -> float:
    """How much of the text with fewer runs the other one has, 0 to 1, by their sketches.

    >>> whole, part = "The old dam above Telford held on Sunday night.", "The old dam above Telford held."
    >>> shared(sketch_of(whole), sketch_of(part))
    1.0
    """
    import numpy as np

    if not len(one) or not len(other):
        return 0.0
    full = [each[-1] for each in (one, other) if len(each) == _KEPT]
    if full:  # above the highest hash that is kept nothing is known
        one, other = (each[each <= min(full)] for each in (one, other))
    fewest = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / fewest if fewest else 0.0


def keys_of(sketch: Sketch) -> list[int]:
    """The keys under which a text is found, whole numbers below 2 ** 64; none of a text that is too short for a copy.

    >>> keys_of(sketch_of("The old dam above Telford held."))
    []
    """
    return sketch[:_KEYS].tolist() if len(sketch) >= _FEWEST else []


def are_one(one: Sketch, other: Sketch) -> bool:
    """Whether two texts that share a key are one, whole, cut or lightly edited.

    >>> are_one(sketch_of("The old dam above Telford held."), sketch_of("The old dam above Telford held, he said."))
    True
    """
    return shared(one, other) > _SAME


class Copies:
    """The texts seen so far, a sketch of each. Articles may be added at any time.

    >>> said = "The old dam above Telford held on Sunday night, the mayor said, after two days of rain in the hills "
    >>> text = said + "and nobody in the three villages below it was hurt."
    >>> seen = Copies()
    >>> [seen.add(Article(each, name)) for each, name in ((text, "a"), ("It rained.", "b"), (text + " AP", "c"))]
    [None, None, 'a']
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._first: list[int] = []
        """For each text the number of the first one that it is a copy of, by way of others too; else its own."""
        self._sketches: list[Sketch] = []
        self._holders: dict[int, list[int]] = {}

    def add(self, article: Article) -> str | None:
        """The id of the first of the articles added before that are copies of this one; None where there is none."""
        number, sketch = len(self._ids), sketch_of(article.text)
        self._ids.append(article.id)
        self._first.append(number)
        self._sketches.append(sketch)
        if keys := keys_of(sketch):
            self._find(number, sketch, keys)
        first = self._root(number)
        return None if first == number else self._ids[first]

    def firsts(self) -> list[int]:
        """For each article added its number in the order of adding, or that of the first that it is a copy of."""
        return [self._root(number) for number in range(len(self._ids))]

    def _find(self, number: int, sketch: Sketch, keys: list[int]) -> None:
        """Join a text with those it is a copy of, and hold it under its keys."""
        found = Counter(other for key in keys for other in self._holders.get(key, ()))
        tried = 0
        for other, _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            if self._root(other) == self._root(number):
                continue
            if are_one(sketch, self._sketches[other]):
                self._join(number, other)
            tried += 1
            if tried == TRIED:
                break
        for key in keys:
            held = self._holders.setdefault(key, [])
            if len(held) < HELD:
                held.append(number)

    def _root(self, number: int) -> int:
        while self._first[number] != number:
            self._first[number] = self._first[self._first[number]]
            number = self._first[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, later = sorted((self._root(one), self._root(other)))
        self._first[later] = first


def copies_of_all(articles: Iterable[Article]) -> list[int]:
    """For each article its number, or that of the earliest one that it is a copy of: by day, then by id.

    The order in which the articles are given makes no difference to which is a copy of which.

    >>> copies_of_all([Article("It rained.", "b"), Article("It rained.", "a")])
    [0, 1]
    """
    given = list(articles)
    ordered = sorted(range(len(given)), key=lambda number: _earliest(given[number]))
    seen = Copies()
    for number in ordered:
        seen.add(given[number])
    found = [0] * len(given)
    for number, first in zip(ordered, seen.firsts()):
        found[number] = ordered[first]
    return found


def _earliest(article: Article) -> tuple[bool, str, str, str]:
    day = day_of(article.published)
    return day is None, day.isoformat() if day else "", article.id, article.text
