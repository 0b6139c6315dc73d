"""Rankers: which of several candidates fits best, by weights that were fitted and are kept as data.

What is true of a candidate is a row of groups of features. Equal groups come again and again, so the weight of a group
is added up once for the life of its ranker, and its features are named only then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Names = tuple[str, ...]
"""Features by their names in the file of weights."""
Group = tuple[Callable[..., Names], *tuple[Any, ...]]
"""Some features: the function that names them, and what it is called with."""
Features = tuple[Group, ...]

_MOST_GROUPS = 50_000
"""Groups whose sums are remembered."""


class Remembered(dict[Key, Value]):
    """Values by their keys, each worked out when it is first asked for; at a number of them all are forgotten.

    Quicker than `lru_cache`, which puts what was asked for in order each time.

    >>> lengths = Remembered(len, 2)
    >>> [lengths[word] for word in ("one", "three", "eleven")], list(lengths)
    ([3, 5, 6], ['eleven'])
    """

    def __init__(self, work_out: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:  # a hundred million articles hold more keys than memory
            self.clear()
        value = self[key] = self._work_out(key)
        return value


def given(*names: str) -> Names:
    """Names features that have their names already: `(given, "near", "subject")` is a group of two."""
    return names


def crossed(one: Group, other: Group) -> Names:
    """Each feature of a group with each of another: what both are true of has a weight of its own.

    >>> crossed((given, "near"), (given, "subject", "first"))
    ('near; subject', 'near; first')
    """
    (name, *told), (other_name, *other_told) = one, other
    return tuple([f"{first}; {second}" for first in name(*told) for second in other_name(*other_told)])


def named(features: Features) -> tuple[Names, ...]:
    """The features of a candidate by name.

    >>> named(((given, "near"),))
    (('near',),)
    """
    return tuple([name(*told) for name, *told in features])


class Ranker:
    """Chooses by fitted weights of features; those without a weight count nothing.

    >>> Ranker({"near": 1.0, "far": -1.0}).best([((given, "far", "odd"),), ((given, "near"),)])
    1
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._sums = Remembered(self._sum, _MOST_GROUPS)

    def _sum(self, group: Group) -> float:
        known = self.weights
        name, *told = group
        return sum([known.get(feature, 0.0) for feature in name(*told)])

    def best(self, candidates: Sequence[Features]) -> int:
        """The index of the candidate that fits best, the first of equals. Raises ValueError where there is none."""
        weight = self._sums.__getitem__
        scores = [sum(map(weight, features)) for features in candidates]
        return scores.index(max(scores))


Rankers = Mapping[str, Ranker]
"""A ranker for each task: "pronoun" and "source"."""
