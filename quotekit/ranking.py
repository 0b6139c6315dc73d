"""Rankers: which of several candidates fits best, by weights that were fitted and are kept as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from quotekit.lexicon import DATA

Features = list[str]
"""What is true of a candidate, each by its name in the file of weights."""


@cache
def weights(task: str) -> dict[str, float]:
    """The weights of one ranker by feature, from `data/speakers.json`.

    >>> weights("pronoun")["gender known"] > weights("pronoun")["gender against"]
    True
    """
    with (DATA / "speakers.json").open(encoding="utf-8") as lines:
        found: dict[str, float] = json.load(lines)["weights"].get(task, {})
    return found


def score(task: str, features: Features) -> float:
    """The sum of the weights of some features; those without a weight count nothing.

    >>> score("pronoun", ["no such feature"])
    0.0
    """
    known = weights(task)
    return sum([known.get(feature, 0.0) for feature in features])


def best(task: str, candidates: Sequence[Features]) -> int:
    """The index of the candidate that fits best, the first of equals. Raises ValueError where there is none.

    >>> best("pronoun", [["gender against"], ["gender known"]])
    1
    """
    scores = [score(task, features) for features in candidates]
    return scores.index(max(scores))
