"""By what a page tells speakers apart: a few letters, each speaker's own, and one of a few colors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

HUES = 10
"""Colors in `data/page.css`, `.c1` to `.c10`; `.c0` is for nobody."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an the of for and".split())


class Badge(NamedTuple):
    """The letters and the number of the color of a speaker."""

    letters: str
    hue: int


NOBODY = Badge("?", 0)


def badges(names: Iterable[str]) -> list[Badge]:
    """A badge for each name: no two have the same letters, neighbours have different colors.

    >>> [badge.letters for badge in badges(["Javier Mascherano", "Messi", "the Harbour Trust", "Jo Miller"])]
    ['JM', 'Me', 'HT', 'JM2']
    """
    taken: dict[str, int] = {}
    found = []
    for number, name in enumerate(names):
        letters = first = initials(name)
        while letters in taken:  # the count lives on, so that a thousand Jo Millers take a thousand steps
            taken[first] += 1
            letters = f"{first}{taken[first]}"
        taken[letters] = 1
        found.append(Badge(letters, number % HUES + 1))
    return found


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name; `#` where it has no letter.

    >>> initials("Ursula von der Leyen"), initials("Lula"), initials("…")
    ('UL', 'Lu', '#')
    """
    words: list[str] = _WORD.findall(name)
    words = [word for word in words if word.lower() not in _SMALL] or words
    if not words:
        return "#"
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].capitalize()
