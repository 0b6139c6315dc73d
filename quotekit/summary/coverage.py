"""Greedy choice of the passages that together cover most weight of concepts for their length.

The gain of a passage only falls while others are chosen, so most gains need not be computed anew in each step: Minoux
(1978), "Accelerated greedy algorithms". Passages that share a sentence with the one chosen are the exception.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from quotekit.summary.concepts import Concepts, total
from quotekit.summary.outline import Outline
from quotekit.summary.passages import Passage, wider

LENGTH = 0.7  # the power of the length by which a gain is divided, where there are several articles
LENGTH_ALONE = 0.3  # for an only article, which says in long sentences what matters
SHORTEST = 5  # words added to every length: short sentences tell less than their words promise
ENOUGH_ALONE = 0.03  # share of the summary's weight for a word, under which a passage is not worth its words
_ENOUGH = 2.0  # the same share times the words asked for, where there are several articles


@dataclass(slots=True)
class Coverage:
    """What a summary covers of the concepts, and what each passage would add."""

    outline: Outline
    concepts: Concepts
    factor: list[float]
    """For each sentence, what its gain is multiplied by: its place, and how well it answers the question."""
    length: float = LENGTH
    """The power of the length by which a gain is divided."""
    enough: float = ENOUGH_ALONE
    """The share of the weight so far, for its length, that a passage is worth at least."""
    covered: set[int] = field(default_factory=set)
    weight: float = 0.0

    def add(self, new: list[int]) -> None:
        """Put sentences into the summary."""
        gain = self._gain(new)
        self.outline.add(new, gain)
        self.covered.update(*(self.concepts.held[one] for one in new))
        self.weight += gain

    def choose(self, passages: list[Passage], fill: bool) -> None:
        """Add the passage of most gain for its length until no more fits, or, unless `fill`, none is worth its words.

        Equal gains fall to the lower article id, then to the earlier passage.
        """
        around = _around(passages)
        passages, offered = list(passages), set(passages)
        waiting: list[int] = []  # what is not understood beside what is chosen so far
        heap = [(-self._rate(passage), index, 0) for index, passage in enumerate(passages)]
        heapify(heap)
        latest = [0] * len(passages)
        step = 0
        while heap and not self.outline.full:
            rate, index, computed = heappop(heap)
            if computed < latest[index] or not rate:
                continue
            if computed < step:
                latest[index] = step
                heappush(heap, (-self._rate(passages[index]), index, step))
                continue
            new = self.outline.missing(passages[index])
            if not self.outline.fits(new):
                continue
            if not self.outline.is_clear(new):
                if (more := wider(self.outline.sentences, passages[index])) and more not in offered:
                    offered.add(more)
                    passages.append(more)
                    latest.append(step)
                    heappush(heap, (-self._rate(more), len(passages) - 1, step))
                waiting.append(index)
                continue
            if not fill and not self._worth_its_words(new):
                break
            self.add(new)
            step += 1
            for near in sorted({*waiting, *(near for one in new for near in around.get(one, ()))}):
                latest[near] = step
                heappush(heap, (-self._rate(passages[near]), near, step))
            waiting.clear()

    def _worth_its_words(self, new: list[int]) -> bool:
        """Whether the words tell enough, measured by those of the summary so far."""
        return self._gain(new) * self.outline.words >= self.enough * self.weight * self.outline.length(new)

    def _gain(self, new: list[int]) -> float:
        held = self.concepts.held
        added = held[new[0]].union(*(held[one] for one in new[1:])) - self.covered
        return total(added, self.concepts.weight) * max(self.factor[one] for one in new)

    def _rate(self, passage: Passage) -> float:
        """The gain for the length, rounded so that equal ones are equal; 0 where nothing is left to add."""
        new = self.outline.missing(passage)
        if not new:
            return 0.0
        return float(f"{self._gain(new) / (SHORTEST + self.outline.length(new)) ** self.length:.9g}")


def enough_for(asked: float, available: int) -> float:
    """The share of the weight for a word that is enough in a summary of several articles.

    Who asks for many of the words that there are wants what tells less, too; who asks for all does not.

    >>> enough_for(220, 2000) < enough_for(66, 2000) == enough_for(100, 132)
    True
    """
    return _ENOUGH / max(min(asked, available / 2), 1)


def _around(passages: list[Passage]) -> dict[int, list[int]]:
    """For each sentence the passages of several sentences that hold it."""
    found: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.last - passage.first > 1:
            for one in passage.sentences:
                found.setdefault(one, []).append(index)
    return found


@dataclass(frozen=True, slots=True)
class Task:
    """What a method is given."""

    outline: Outline
    """The summary in the making: all sentences, those that are in it, and what still fits."""
    passages: list[Passage]
    """What may be added, sentences that stand together only whole. One at least."""
    answers: list[float]
    """For each sentence of the outline how much of what was asked is in it, 0 to 1."""
    coverage: Coverage
    """What the summary covers so far."""
    fill: bool
    """Whether a budget is to be filled, or the summary ends where nothing is worth its words."""


def by_coverage(task: Task) -> None:
    """Our own method: what adds most concepts for its length."""
    task.coverage.choose(task.passages, task.fill)
