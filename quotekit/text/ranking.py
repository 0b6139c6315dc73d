"""Rankers: which of several candidates fits best, by weights that were fitted and are kept as data.

What is true of a candidate is a row of groups of features. Equal groups come again and again, so the weight of a group
is added up once for the life of the process.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache

from quotekit.text.lexicon import WEIGHTS

Group = tuple[str, ...]
"""Features by their names in the file of weights."""
Features = tuple[Group, ...]


@cache
def _weights() -> dict[str, dict[str, float]]:
    with (WEIGHTS / "speakers.json").open(encoding="utf-8") as lines:
        found: dict[str, dict[str, float]] = json.load(lines)["weights"]
    return found


def weights(task: str) -> dict[str, float]:
    """The weights of one ranker by feature, from `data/speakers.json`.

    >>> weights("pronoun")["gender known"] > weights("pronoun")["gender open"]
    True
    """
    return _weights().get(task, {})


def use(other: dict[str, dict[str, float]]) -> None:
    """Put other weights in the place of those of the file, task by task, for the life of the process: for fitting.

    >>> use({})
    """
    _weights().update(other)
    weight.cache_clear()


def restore() -> None:
    """Go back to the weights of the file.

    >>> restore()
    """
    _weights.cache_clear()
    weight.cache_clear()


@lru_cache(200_000)  # a hundred million articles hold more groups than memory
def weight(task: str, group: Group) -> float:
    """The sum of the weights of some features; those without a weight count nothing.

    >>> weight("pronoun", ("no such feature",))
    0.0
    """
    known = weights(task)
    return sum([known.get(feature, 0.0) for feature in group])


def best(task: str, candidates: Sequence[Features]) -> int:
    """The index of the candidate that fits best, the first of equals. Raises ValueError where there is none.

    >>> best("pronoun", [(("gender open",),), (("gender known",),)])
    1
    """
    scores = [sum([weight(task, group) for group in features]) for features in candidates]
    return scores.index(max(scores))
