"""Fits the decisions between spans: logistic regressions on what the sequence model says of articles it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution import verdicts
from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.stages import BETWEEN_SPANS, Weights, decide
from quotekit.attribution.tagging.features import hashed
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import Columns
from quotekit.checkpoints.steps import Steps
from quotekit.gold import GoldArticle
from quotekit.names.kinds import NameKinds
from quotekit.training.labels import GoldBatch, gold_batch
from quotekit.training.truths import TRUTHS, Lesson

_PARTS = 4
"""Parts of the articles, each judged by decisions that were fitted to the others."""


def fit_as_step(
    steps: Steps, unseen: Sequence[tuple[list[GoldArticle], Labelled]], kinds: NameKinds, base: Weights
) -> dict[str, Logistic]:
    """Every decision fitted on articles as the sequence model labels them unseen; of `base` what they cannot teach."""

    def found() -> dict[str, NDArray[Any]]:
        gold = [gold_batch(*part, kinds) for part in unseen]
        fitted = fit_decisions(gold, untaught(gold, base))
        odds = {f"{name} odds": np.array([one.scale, one.bias]) for name, one in fitted.items()}
        return {name: one.weights for name, one in fitted.items()} | odds

    kept = steps.done("decisions between spans", found)
    odds = {name: map(float, kept[f"{name} odds"]) for name in kept if not name.endswith(" odds")}
    return {name: Logistic(kept[name], *numbers) for name, numbers in odds.items()}


def fit_decisions(gold: Sequence[GoldBatch], known: Weights | None = None) -> dict[str, Logistic]:
    """Every decision fitted, each on what those before it make of the articles; those of `known` stay as they are.

    What is decided of whole finds is fitted to finds by decisions between spans that have not seen their articles:
    those that have let too few scare quotes through for anything to be learned of them. Where no article tells acts,
    and none are known, it lets everything through.
    """
    starts = [Decided(one.views, one.seen) for one in gold]
    between, _ = _fitted(BETWEEN_SPANS, gold, starts, known or {})
    unseen = list(starts)
    for part in range(min(_PARTS, len(gold))):
        others = [number for number in range(len(gold)) if number % _PARTS != part]
        weights, _ = _fitted(BETWEEN_SPANS, [gold[at] for at in others], [starts[at] for at in others], known or {})
        for at in range(part, len(gold), _PARTS):
            unseen[at] = decide(starts[at], weights, BETWEEN_SPANS)
    of_finds, _ = _fitted(verdicts.STAGES, gold, unseen, known or {})
    return between | of_finds


def _fitted(
    stages: Sequence[Stage[Any]], gold: Sequence[GoldBatch], found: Sequence[Decided], known: Weights
) -> tuple[dict[str, Logistic], list[Decided]]:
    """Some stages in a row fitted, and what has been decided when they have answered."""
    weights, found = dict[str, Logistic](), list(found)
    for stage in stages:
        name = stage.decision.name
        rows = [stage.rows(before) for before in found]
        if name in known:
            weights[name] = known[name]
        else:
            lessons = [TRUTHS[name](*one) for one in zip(gold, found, rows)]
            weights[name] = fit(stage.decision, *together(gold, rows, lessons))
        found = [stage.after(before, own, weights[name]) for before, own in zip(found, rows)]
    return weights, found


def untaught(gold: Sequence[GoldBatch], base: Weights) -> Weights:
    """Of known decisions those that the gold cannot teach: those over whole finds, where it tells no acts."""
    tells_acts = any(article.acts for one in gold for article in one.articles)
    return {} if tells_acts else {name: base[name] for name in verdicts.OF_FINDS}


def together(
    gold: Sequence[GoldBatch], rows: Sequence[Rows[Any]], lessons: Sequence[Lesson]
) -> tuple[Columns, NDArray[np.bool_], NDArray[np.float64]]:
    """The rows of all batches that teach something, what is true of them, and their weights."""
    if not rows:
        return {}, np.zeros(0, bool), np.zeros(0)
    truth = np.concatenate([lesson.truth for lesson in lessons])
    weights = np.concatenate([lesson.weights() * one.weight for one, lesson in zip(gold, lessons)])
    taught = weights > 0
    columns = {name: np.concatenate([part.columns[name] for part in rows])[taught] for name in rows[0].columns}
    return columns, truth[taught], weights[taught]


def fit(
    decision: Decision, columns: Columns, truth: NDArray[np.bool_], weights: NDArray[np.float64] | None = None
) -> Logistic:
    """A logistic regression over the hashed templates of a decision, its own weights as whole numbers.

    `weights` (n,) say how much each row counts; all alike where there are none. Where all rows agree, or there are
    none, it says so whatever it sees, the surer the more there were.
    """
    size = 1 << decision.bits
    weights = np.ones(len(truth)) if weights is None else weights
    if truth.all() or not truth.any():
        odds = (weights[truth].sum() + 1) / (weights[~truth].sum() + 1)
        return Logistic(np.zeros(size, np.int8), 1.0, float(np.log(odds)))
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = hashed(columns, decision.templates, decision.bits)
    count, n = rows.shape
    ones = np.ones(count * n, np.float32)
    matrix = csr_matrix((ones, rows.T.ravel(), np.arange(0, count * n + 1, count)), shape=(n, size))
    regression = LogisticRegression(C=decision.strength, solver="liblinear", max_iter=1000, random_state=0)
    regression.fit(matrix, truth, weights)
    found: NDArray[Any] = regression.coef_[0]
    scale = float(np.abs(found).max()) / 127
    return Logistic(np.round(found / scale).astype(np.int8), scale, float(regression.intercept_[0]))
