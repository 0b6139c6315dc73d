"""The fit of the sequence model: its gradient against finite differences, its minimum on a problem with a known one."""

from __future__ import annotations

import numpy as np
import pytest

from quotekit.attribution.tagging import crf
from quotekit.training import fitting


def _problem(seed: int = 0) -> fitting.Problem:
    rng = np.random.default_rng(seed)
    bounds = np.array([[2, 7], [9, 10], [10, 18]], np.int32)
    indices = rng.integers(-1, 12, (20, 5)).astype(np.int32)
    labels = np.array([0, 0, 1, 2, 3, 5, 6, 0, 0, 5, 1, 0, 3, 4, 0, 5, 6, 6, 0, 0], np.int8)
    return fitting.problem(indices, 12, labels, bounds, 0.5)


def test_the_gradient_is_that_of_the_loss() -> None:
    task = _problem()
    function = fitting.objective(task)
    rng = np.random.default_rng(1)
    at = rng.normal(0, 0.5, 12 * 7 + 56).astype(np.float32)
    _, gradient = function(at)
    for index in rng.choice(len(at), 60, replace=False):
        step = np.zeros_like(at)
        step[index] = 0.01
        difference = (function(at + step)[0] - function(at - step)[0]) / 0.02
        assert gradient[index] == pytest.approx(difference, abs=5e-3)


def test_the_fit_ends_where_the_gradient_vanishes_and_learns_the_labels() -> None:
    task = _problem()
    function = fitting.objective(task)
    found = fitting.minimize(function, fitting.scaling(task), 200)
    assert float(np.abs(function(found)[1]).max()) < 0.02
    parts = fitting.parameters(found)
    bounds = np.stack([task.paragraphs.first, task.paragraphs.first + task.paragraphs.length], axis=1)
    labels = crf.best_labels(task.rows @ parts.weights, bounds, parts.chain)
    assert (labels == task.labels).mean() > 0.9


def test_the_fit_is_the_same_every_time() -> None:
    once, again = (fitting.minimize(fitting.objective(t), fitting.scaling(t), 20) for t in (_problem(), _problem()))
    assert once.tobytes() == again.tobytes()
