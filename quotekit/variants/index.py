"""Which quotes may render one utterance: an index from what is telling in a wording to the quotes that hold it.

Near-linear: a quote has about two keys a word, and no key gives more than `HELD` quotes, the first that had it. A key
that many hold is no evidence, or else an utterance so widespread that any of its first prints leads to the others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest
from itertools import compress
from math import inf
from typing import NamedTuple

from quotekit.variants.wordings import CONTENT, Wording
from quotekit.wordtables import stable_hash

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

    number: Callable[[tuple[str, ...]], int]
    """From the words of a key, behind its name."""
    is_named: bool
    """Whether all of a wording, and three words in a row, have names too: else all of three are a run of another."""
    runs: bool
    """Whether three in a row that hold one stem of content are a key in a long wording too."""
    alone: float
    """Rarity from which a stem alone is a key."""
    spoken: float
    """Rarity from which a stem of content is a key with its speaker."""
    most: float
    """Rarity from which it is none: it is one alone."""


def _lasting(words: tuple[str, ...]) -> int:
    """The same in every process, in the four bytes that SQLite gives it."""
    return stable_hash("\0".join(words)) - (1 << 31)


def _wide(words: tuple[str, ...]) -> int:
    """The same in every process of one Python, and equal only by a chance of one in 2 ** 61."""
    return hash(tuple(map(_number_of, words)))  # the hashes of numbers have no seed


@lru_cache(100_000)
def _number_of(stem: str) -> int:
    return int.from_bytes(hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "little")


_FINE = _Profile(hash, is_named=False, runs=True, alone=6.5, spoken=CONTENT, most=6.5)
"""For one process, and equal only by a chance of one in 2 ** 60."""
_WIDE = _FINE._replace(number=_wide)
_STABLE = _Profile(_lasting, is_named=True, runs=False, alone=inf, spoken=5.0, most=inf)


def keys_of(wording: Wording, stable: bool = False) -> Iterator[int]:
    """What is telling in a wording: words in a row, words of content that follow each other, rare ones, with a speaker.

    Numbers stand for them, some more than once; none for what is compared with nothing. They hold for one process;
    those that are `stable` are the same in every process, to be stored, and a third as many.

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
    >>> sorted(set(wide_keys_of(wording_of("It rained", quote, None, rarity))))[0]
    -6242680039045554865
    """
    return _keys(wording, _WIDE)


def _keys(wording: Wording, profile: _Profile) -> Iterator[int]:
    return iter(()) if wording.is_alone else map(profile.number, _told(wording, profile))


def _told(wording: Wording, profile: _Profile) -> list[tuple[str, ...]]:
    """The words of each key, behind its name."""
    _, is_named, runs, alone, spoken, most = profile
    stems, rarity = wording.stems, wording.rarity
    rare = [rarity[stem] for stem in stems]
    content = [stem for stem, much in zip(stems, rare) if much >= CONTENT]
    threes: Iterable[tuple[str, ...]] = ()
    if len(stems) <= _BRIEF:
        threes = zip(stems, stems[1:], stems[2:])
    elif runs:  # two stems of content in three words are a pair below
        tells = [much >= CONTENT for much in rare]
        lone = map((1).__eq__, map(sum, zip(tells, tells[1:], tells[2:])))
        threes = compress(zip(stems, stems[1:], stems[2:]), lone)
    found = [("three", *three) for three in threes] if is_named else list(threes)
    whole = [stems] if len(stems) <= _WHOLE else []
    if wording.kind == "mixed" and len(wording.marked) <= _WHOLE:
        whole.append(wording.marked)
    found += [("whole", *all_of_it) for all_of_it in whole] if is_named else whole
    for distance in (1, 2):
        found += [("near", a, b) if a <= b else ("near", b, a) for a, b in zip(content, content[distance:])]
    known = set(content)
    found += [("rare", stem) for stem in known if rarity[stem] >= alone]
    if wording.speaker:
        name = wording.speaker[-1]
        found += [("who", name, stem) for stem in known if spoken <= rarity[stem] < most]
    return found


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
        self._held: dict[
            int, int | tuple[int, ...]
        ] = {}  # most keys have one quote, and a row would cost as much again

    def add(self, number: int, wording: Wording) -> list[int]:
        """The numbers added before that share most keys with a wording, best first, and `number` from now on."""
        found: list[int] = []
        for key in set(keys_of(wording)):
            held = self._held.setdefault(key, number)
            if held is number:  # its own, just set
                continue
            if isinstance(held, int):
                found.append(held)
                self._held[key] = held, number
            else:
                found.extend(held)
                if len(held) < HELD:
                    self._held[key] = *held, number
        return _most(Counter(found))


def _most(shared: Mapping[int, int]) -> list[int]:
    """The numbers that share most keys, best first, of equals the first; most share one, and need no sorting."""
    several = [number for number, count in shared.items() if count > 1]
    best = sorted(several, key=lambda number: (-shared[number], number))[:TRIED]
    if len(best) < TRIED:
        best += nsmallest(TRIED - len(best), (number for number, count in shared.items() if count == 1))
    return best
