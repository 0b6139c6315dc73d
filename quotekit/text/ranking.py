"""Rankers: which of several candidates fits best, by weights that were fitted and are kept as data.

What is true of a candidate is a row of groups of features. Equal groups come again and again, so the weight of a group
is added up once for the life of its ranker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

Group = tuple[str, ...]
"""Features by their names in the file of weights."""
Features = tuple[Group, ...]

_MOST_GROUPS = 200_000
"""Groups whose sums are remembered: a hundred million articles hold more of them than memory."""


class Ranker:
    """Chooses by fitted weights of features; those without a weight count nothing.

    >>> Ranker({"near": 1.0, "far": -1.0}).best([(("far", "odd"),), (("near",),)])
    1
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._weight = lru_cache(_MOST_GROUPS)(self._sum)

    def _sum(self, group: Group) -> float:
        known = self.weights
        return sum([known.get(feature, 0.0) for feature in group])

    def best(self, candidates: Sequence[Features]) -> int:
        """The index of the candidate that fits best, the first of equals. Raises ValueError where there is none."""
        weight = self._weight
        scores = [sum(map(weight, features)) for features in candidates]
        return scores.index(max(scores))


Rankers = Mapping[str, Ranker]
"""A ranker for each task: "pronoun" and "source"."""
