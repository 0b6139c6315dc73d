"""Which quotes may render one utterance: an index from what is telling in a wording to the quotes that hold it.

Near-linear: a quote has about two keys a word, and no key gives more than `_HELD` quotes, the first that had it. A key
that many hold is no evidence, or else an utterance so widespread that any of its first prints leads to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quotekit.variants.wordings import Wording, rarities

_HELD = 32
"""Quotes that one key gives at most."""
_TRIED = 24
"""Quotes that are worth comparing at most, those first that share most keys."""
_TELLING = 3.5
"""Rarity from which a stem is one of content."""
_RARE = 6.5
"""Rarity from which a stem alone is a key."""
_BRIEF = 7
"""Stems up to which every three in a row are a key."""


def keys_of(wording: Wording) -> Iterator[int]:
    """What is telling in a wording: words in a row, words of content that follow each other, rare ones, with a speaker.

    Numbers stand for them, equal only by a chance of one in 2 ** 60; they hold for one process.
    """
    stems, rarity = wording.stems, rarities()
    telling = [stem for stem in stems if rarity[stem] >= _TELLING]
    brief, known = len(stems) <= _BRIEF, set(telling)
    if len(stems) <= 3:
        yield hash(stems)
    for three in zip(stems, stems[1:], stems[2:]):
        if brief or not known.isdisjoint(three):
            yield hash(three)
    for distance in (1, 2):
        yield from (hash(("near", *sorted(pair))) for pair in zip(telling, telling[distance:]))
    yield from (hash(("rare", stem)) for stem in known if rarity[stem] >= _RARE)
    if wording.speaker:
        yield from (hash((wording.speaker[-1], stem)) for stem in known)
    if wording.kind == "mixed" and len(wording.marked) <= 3:
        yield hash(wording.marked)


class Neighbours:
    """Numbers of quotes by their keys.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.variants.wordings import wording_of
    >>> said = ["The dredger sank.", "It rained.", "That dredger sank."]
    >>> quotes = [wording_of(t, Quote("a", "a", "direct", "statement", (Span(0, len(t)),)), None) for t in said]
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
                if len(held) < _HELD:
                    held.append(number)
        return [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_TRIED]]
