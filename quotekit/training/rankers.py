"""Fitting of the weights that rankers use: listwise logistic regression over groups of candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.text.ranking import Names

_RARE = 3
"""A feature of fewer candidates gets no weight."""
_STEPS = 200
_TINY = 0.005


class Decision(NamedTuple):
    """One choice of a ranker, and what would have been right."""

    article: str
    candidates: list[list[str]]
    """The features of each candidate."""
    right: frozenset[int]
    """The indices of the candidates that are right; empty where none is."""
    weight: float = 1.0


def decision(article: str, rows: Iterable[Sequence[Names]], right: Iterable[int], weight: float = 1.0) -> Decision:
    """A decision with the groups of features of each candidate laid flat.

    >>> decision("a", [(("near",), ("subject",))], [0]).candidates
    [['near', 'subject']]
    """
    flat = [[feature for group in row for feature in group] for row in rows]
    return Decision(article, flat, frozenset(right), weight)


def fit(decisions: Sequence[Decision], penalty: float, prior: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights under which the right candidates score best, drawn towards `prior` (0 where it names none).

    Multinomial logistic regression over the candidates of each decision with an L2 penalty, by L-BFGS: the same input
    gives the same weights. Decisions without a right candidate, or with a single one, teach nothing: where there are no
    others, the prior comes back.

    >>> seen = [decision("a", [(("far",),), (("near",),)], [1])] * 4
    >>> weights = fit(seen, 1.0)
    >>> weights["near"] > 0 > weights["far"]
    True
    """
    prior = prior or {}
    taught = [one for one in decisions if one.right and len(one.candidates) > 1]
    if not taught:
        return dict(prior)
    counts = Counter(feature for one in taught for row in one.candidates for feature in row)
    names = sorted({name for name, count in counts.items() if count >= _RARE} | set(prior))
    index = {name: number for number, name in enumerate(names)}
    start = np.array([prior.get(name, 0.0) for name in names])
    found = _minimize(_Table(taught, index), start, penalty)
    return {name: round(float(value), 3) for name, value in zip(names, found) if abs(value) >= _TINY}


class _Table:
    """Decisions as arrays: a row for each candidate."""

    def __init__(self, decisions: Sequence[Decision], index: dict[str, int]) -> None:
        rows = [[index[f] for f in row if f in index] for one in decisions for row in one.candidates]
        sizes = [len(one.candidates) for one in decisions]
        self.features = _matrix(rows, len(index))
        self.group = np.repeat(np.arange(len(sizes)), sizes)
        self.first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
        self.right = np.array([i in one.right for one in decisions for i in range(len(one.candidates))])
        self.weight = np.array([one.weight for one in decisions])

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """The negative log likelihood of the right candidates, and its gradient."""
        scores = self.features @ weights
        top = np.maximum.reduceat(scores, self.first)[self.group]
        exponential = np.exp(scores - top)
        rightly = exponential * self.right
        total, hit = np.add.reduceat(exponential, self.first), np.add.reduceat(rightly, self.first)
        share = (exponential / total[self.group] - rightly / hit[self.group]) * self.weight[self.group]
        return float((self.weight * (np.log(total) - np.log(hit))).sum()), self.features.T @ share


def _matrix(rows: list[list[int]], width: int) -> NDArray[np.float64]:
    sparse = import_module("scipy.sparse")
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([column for row in rows for column in row], dtype=int)
    matrix: NDArray[np.float64] = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), width))
    return matrix


def _minimize(table: _Table, start: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    """The weights near `start` that explain the table best; `start` where there is none to find."""
    if not len(start):  # which SciPy 1.11 does not take
        return start

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, gradient = table.loss(weights)
        away = weights - start
        return value + penalty / 2 * float(away @ away), gradient + penalty * away

    optimize = import_module("scipy.optimize")
    done = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    found: NDArray[np.float64] = done.x
    return found


def hits(decisions: Iterable[Decision], weights: Mapping[str, float]) -> tuple[int, int]:
    """How many decisions some weights get right, and how many there are.

    >>> hits([decision("a", [(("far",),), (("near",),)], [1])], {"near": 1.0})
    (1, 1)
    """
    right = number = 0
    for one in decisions:
        scores = [sum(weights.get(feature, 0.0) for feature in row) for row in one.candidates]
        right += scores.index(max(scores)) in one.right
        number += 1
    return right, number


def cross_validated(
    decisions: Sequence[Decision],
    scored: frozenset[str],
    penalty: float,
    prior: Mapping[str, float] | None = None,
    folds: int = 8,
) -> float:
    """The share of right decisions in the `scored` articles, each by weights fitted without its article.

    >>> seen = [decision(str(number), [(("far",),), (("near",),)], [1]) for number in range(8)]
    >>> cross_validated(seen, frozenset("01234567"), 1.0)
    1.0
    """
    articles = sorted(scored)
    right = number = 0
    for fold in range(folds):
        left_out = set(articles[fold::folds])
        weights = fit([one for one in decisions if one.article not in left_out], penalty, prior)
        a, b = hits([one for one in decisions if one.article in left_out], weights)
        right, number = right + a, number + b
    return right / max(number, 1)
