"""Two rows of words laid side by side: what they have in common in order, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import Literal

_NOTHING = -1, 0, 0.0
_LONG, _OFTEN = 4096, 8
"""Pairs of words up to which two rows are short, and how often a word of long ones meets others where that is often."""

_FEW = 3
"""Words in common below which a stretch is like nothing."""

Change = Literal["same", "dropped", "added", "changed"]


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, bit by bit in whole numbers (Hyyrö 2004).

    >>> common_length("we had it all".split(), "we never had all".split())
    3
    """
    places = _places(one)
    every = free = (1 << len(one)) - 1
    for word in other:
        if word in places:
            hit = free & places[word]
            free = ((free + hit) | (free - hit)) & every
    return len(one) - free.bit_count()


def likest_stretch(short: Sequence[str], long: Sequence[str], least: float) -> float:
    """How alike a row and the stretch of another that is likest are: the share of the words of both that is in order.

    0 where it is not `least`, and where they have no three words in common.

    >>> told = "this agent was odd well look here bodyguard youre out".split()
    >>> round(likest_stretch("well look here buddy youre out".split(), told, 0.8), 2)
    0.83
    """
    size, best = len(short), 0.0
    places = _places(short)
    every = (1 << size) - 1
    masks = [places.get(word, 0) for word in long]
    heads = set(short[: size - int(size * least / (2 - least)) + 1])  # of a row whose beginning is left out
    most = int(2 * size * (1 - least) / least)  # words that are not in order, if all the others are
    for start in [place for place, word in enumerate(long) if word in heads]:
        free, common = every, 0
        for width, mask in enumerate(masks[start:], 1):
            if hit := free & mask:
                free = ((free + hit) | (free - hit)) & every
                common = size - free.bit_count()
                if common >= _FEW and 2 * common > best * (size + width):
                    best = 2 * common / (size + width)
            if width - common > most:
                break
    return best if best >= least else 0.0


def _places(words: Sequence[str]) -> dict[str, int]:
    """The places of each word in a row, as the bits of a number."""
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        places[word] = places.get(word, 0) | (1 << place)
    return places


def longest_run(one: Sequence[str], other: Sequence[str], weights: Mapping[str, float]) -> tuple[int, float]:
    """The words of the longest common run, and what the heaviest one weighs; 0 and 0 where nothing is common.

    >>> longest_run("we had it all".split(), "we never had it".split(), {"we": 3.0, "had": 1.0, "it": 1.0})
    (2, 3.0)
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    if len(one) * len(other) > _LONG and sum(len(places.get(word, ())) for word in one) > _OFTEN * (
        len(one) + len(other)
    ):
        return _longest_run_of_few_words(one, other, weights)
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


def _longest_run_of_few_words(
    one: Sequence[str], other: Sequence[str], weights: Mapping[str, float]
) -> tuple[int, float]:
    """The same where words come back so often that nearly all meet all: "he said that he said that ...".

    By the automaton of all runs of the one (Blumer 1985), in steps as many as both have words.
    """
    runs = _runs_of(tuple(one))
    sums = [0.0, *accumulate(weights[word] if word in runs.next[0] else 0.0 for word in other)]
    state = length = longest = begin = end = 0
    for place, word in enumerate(other, 1):
        while state and word not in runs.next[state]:
            state = runs.shorter[state]
            length = runs.length[state]
        state = runs.next[state].get(word, 0)
        length = length + 1 if state else 0
        longest = max(longest, length)
        if sums[place] - sums[place - length] > sums[end] - sums[begin]:
            begin, end = place - length, place
    return longest, sum(weights[word] for word in other[begin:end])


@lru_cache(4)
def _runs_of(words: tuple[str, ...]) -> _Runs:  # one wording meets many others in a row
    return _Runs(words)


class _Runs:
    """All runs of some words: each a walk from state 0."""

    def __init__(self, words: Sequence[str]) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.shorter, self.length = [-1], [0]
        last = 0
        for word in words:
            last = self._longer(last, word)

    def _longer(self, last: int, word: str) -> int:
        """The state of all words so far and one more."""
        new, state = self._state(self.length[last] + 1, {}), last
        while state >= 0 and word not in self.next[state]:
            self.next[state][word] = new
            state = self.shorter[state]
        if state < 0:
            self.shorter[new] = 0
            return new
        there = self.next[state][word]
        if self.length[there] == self.length[state] + 1:
            self.shorter[new] = there
            return new
        copy = self._state(self.length[state] + 1, dict(self.next[there]), self.shorter[there])
        while state >= 0 and self.next[state].get(word) == there:
            self.next[state][word] = copy
            state = self.shorter[state]
        self.shorter[there] = self.shorter[new] = copy
        return new

    def _state(self, length: int, following: dict[str, int], shorter: int = 0) -> int:
        self.next.append(following)
        self.length.append(length)
        self.shorter.append(shorter)
        return len(self.next) - 1


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
