"""Two rows of words laid side by side: what they have in common in order, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_NOTHING = -1, 0, 0.0

Change = Literal["same", "dropped", "added", "changed"]


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, bit by bit in whole numbers (Hyyrö 2004).

    >>> common_length("we had it all".split(), "we never had all".split())
    3
    """
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << place)
    every = free = (1 << len(one)) - 1
    for word in other:
        hit = free & places.get(word, 0)
        free = ((free + hit) | (free - hit)) & every
    return len(one) - free.bit_count()


def longest_run(one: Sequence[str], other: Sequence[str], weights: Mapping[str, float]) -> tuple[int, float]:
    """The words of the longest common run, and what the heaviest one weighs; 0 and 0 where nothing is common.

    >>> longest_run("we had it all".split(), "we never had it".split(), {"we": 3.0, "had": 1.0, "it": 1.0})
    (2, 3.0)
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    longest, heaviest = 0, 0.0
    ended: dict[int, tuple[int, int, float]] = {}  # by how far apart: where the last run so far apart ends, and the run
    for here, word in enumerate(one):
        if word not in places:
            continue
        weight = weights[word]
        for place in places[word]:
            end, length, mass = ended.get(place - here, _NOTHING)
            length, mass = (length + 1, mass + weight) if end == here else (1, weight)
            ended[place - here] = here + 1, length, mass
            if length > longest:
                longest = length
            if mass > heaviest:
                heaviest = mass
    return longest, heaviest


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words that two wordings share, or in which they differ."""

    change: Change
    before: str
    """The words of the first, as printed, with their punctuation; empty where words were added."""
    after: str
    """Those of the second; empty where words were dropped."""
    gap: str = " "
    """What stands between it and the next stretch: a space, or nothing, as behind the dash of "it held—for now"."""


def differences(
    one: Sequence[str], other: Sequence[str], fold: Callable[[str], str] = str.casefold
) -> list[Difference]:
    """How the words of one become those of the other, stretch by stretch; words are the same that `fold` makes equal.

    Words are as they are printed: with punctuation, and with the space behind them where there is one.

    >>> told = ["Sometimes ", "luck ", "is ", "ours."], ["Luck ", "was ", "ours."]
    >>> [(each.change, each.before, each.after) for each in differences(*told)]
    [('dropped', 'Sometimes', ''), ('same', 'luck', 'Luck'), ('changed', 'is', 'was'), ('same', 'ours.', 'ours.')]
    """
    names: dict[str, Change] = {"equal": "same", "delete": "dropped", "insert": "added", "replace": "changed"}
    matcher = SequenceMatcher(None, [fold(word) for word in one], [fold(word) for word in other], autojunk=False)
    return [_difference(names[code], one[a:b], other[c:d]) for code, a, b, c, d in matcher.get_opcodes()]


def _difference(change: Change, one: Sequence[str], other: Sequence[str]) -> Difference:
    before, after = "".join(one), "".join(other)
    is_apart = before[-1:].isspace() or after[-1:].isspace()
    return Difference(change, before.strip(), after.strip(), " " if is_apart else "")
