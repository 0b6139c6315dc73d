"""Which quotes may render one utterance: an index from what is telling in a wording to the quotes that hold it.

Near-linear: a quote has about two keys a word, and no key gives more than `HELD` quotes, the first that had it. A key
that many hold is no evidence, or else an utterance so widespread that any of its first prints leads to the others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple
from zlib import crc32

from quotekit.variants.wordings import CONTENT, Wording

HELD = 32
"""Quotes that one key gives at most."""
TRIED = 24
"""Quotes that are worth comparing at most, those first that share most keys."""
_BRIEF = 7
"""Stems up to which every three in a row are a key."""
_WHOLE = 3
"""Stems up to which all of a wording are a key."""


class _Profile(NamedTuple):
    """How many keys a wording has, and which number stands for one."""

    number: Callable[[str, tuple[str, ...]], int]
    """From the name of a key and its words."""
    runs: bool
    """Whether three in a row that hold a stem of content are a key in a long wording too."""
    alone: float
    """Rarity from which a stem alone is a key."""
    spoken: float
    """Rarity from which a stem of content is a key with its speaker."""


def _passing(name: str, words: tuple[str, ...]) -> int:
    """For one process, and equal only by a chance of one in 2 ** 60. All of three words is a run of another wording."""
    return hash(words) if name in ("whole", "three") else hash((name, *words))


def _lasting(name: str, words: tuple[str, ...]) -> int:
    """The same in every process, in the four bytes that SQLite gives it."""
    return crc32("\0".join((name, *words)).encode("utf-8", "surrogatepass")) - (1 << 31)


def _wide(name: str, words: tuple[str, ...]) -> int:
    """The same in every process of one Python, and equal only by a chance of one in 2 ** 61; else as `_passing`."""
    return hash(tuple(map(_number_of, words if name in ("whole", "three") else (name, *words))))  # numbers have no seed


@lru_cache(100_000)
def _number_of(stem: str) -> int:
    return int.from_bytes(hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "little")


_FINE = _Profile(_passing, runs=True, alone=6.5, spoken=CONTENT)
_WIDE = _FINE._replace(number=_wide)
_STABLE = _Profile(_lasting, runs=False, alone=inf, spoken=5.0)


def keys_of(wording: Wording, stable: bool = False) -> Iterator[int]:
    """What is telling in a wording: words in a row, words of content that follow each other, rare ones, with a speaker.

    Numbers stand for them, some more than once. They hold for one process; those that are `stable` are the same in
    every process, to be stored, and a third as many.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> quote, rarity = Quote("a", "a", "direct", "statement", (Span(0, 16),)), Rarities(Rarity({}, 7.0))
    >>> rarity.update(the=0.1, sank=5.0)
    >>> said = wording_of("The dredger sank.", quote, None, rarity)
    >>> [len(set(keys_of(said, stable))) for stable in (False, True)]
    [3, 3]
    """
    return _keys(wording, _STABLE if stable else _FINE)


def wide_keys_of(wording: Wording) -> Iterator[int]:
    """The keys of one process as numbers of 64 bits that are the same in every process: for many machines.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> quote, rarity = Quote("a", "a", "direct", "statement", (Span(0, 9),)), Rarities(Rarity({}, 7.0))
    >>> len(set(wide_keys_of(wording_of("It rained", quote, None, rarity))))
    4
    """
    return _keys(wording, _WIDE)


def _keys(wording: Wording, profile: _Profile) -> Iterator[int]:
    number, runs, alone, spoken = profile
    stems, rarity = wording.stems, wording.rarity
    content = [stem for stem in stems if rarity[stem] >= CONTENT]
    known = set(content)
    if len(stems) <= _WHOLE:
        yield number("whole", stems)
    brief = len(stems) <= _BRIEF
    for three in zip(stems, stems[1:], stems[2:]) if brief or runs else ():
        if brief or not known.isdisjoint(three):
            yield number("three", three)
    for distance in (1, 2):
        yield from (number("near", tuple(sorted(pair))) for pair in zip(content, content[distance:]))
    yield from (number("rare", (stem,)) for stem in known if rarity[stem] >= alone)
    if wording.speaker:
        yield from (number("who", (wording.speaker[-1], stem)) for stem in known if rarity[stem] >= spoken)
    if wording.kind == "mixed" and len(wording.marked) <= _WHOLE:
        yield number("whole", wording.marked)


class Neighbours:
    """Numbers of quotes by their keys.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> rarity = Rarities(Rarity({}, 7.0))
    >>> said = ["The dredger sank.", "It rained.", "That dredger sank."]
    >>> quotes = [wording_of(t, Quote("a", "a", "direct", "statement", (Span(0, len(t)),)), None, rarity) for t in said]
    >>> index = Neighbours()
    >>> [index.add(number, wording) for number, wording in enumerate(quotes)]
    [[], [], [0]]
    """

    def __init__(self) -> None:
        self._held: dict[int, int | list[int]] = {}  # most keys have one quote, and a list would cost as much again

    def add(self, number: int, wording: Wording) -> list[int]:
        """The numbers added before that share most keys with a wording, best first, and `number` from now on."""
        shared: Counter[int] = Counter()
        for key in set(keys_of(wording)):
            held = self._held.get(key)
            if held is None:
                self._held[key] = number
            elif isinstance(held, int):
                shared[held] += 1
                self._held[key] = [held, number]
            else:
                shared.update(held)
                if len(held) < HELD:
                    held.append(number)
        return [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:TRIED]]
