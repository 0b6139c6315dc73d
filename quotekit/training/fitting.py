"""Fits a linear-chain CRF: exact gradients over sparse rows, L2, and L-BFGS scaled by how often features fire.

Without the scaling the method takes some two hundred steps, because features that fire at every token and features that
fire five times need steps of different length; with it, thirty to forty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from quotekit.attribution.tagging.crf import N_LABELS, Chain, Floats, Labels, Sequences, allowed, sequences, steps_of
from quotekit.attribution.tagging.wordtypes import Ints

Vector = NDArray[np.float32]
Objective = Callable[[Vector], tuple[float, Vector]]

_MEMORY = 7  # pairs that L-BFGS remembers
_CURVATURE = 0.1  # of the loss along a feature, for each time it fires: p (1 - p) for an unsure label


class Parameters(NamedTuple):
    """Views into one vector of parameters."""

    weights: Floats
    """(columns, 7)"""
    chain: Chain


def parameters(vector: Vector) -> Parameters:
    """The parts of a vector of parameters."""
    rest = N_LABELS * (N_LABELS + 1)
    chain = vector[-rest:].reshape(N_LABELS + 1, N_LABELS)
    return Parameters(vector[:-rest].reshape(-1, N_LABELS), Chain(chain[:-1], chain[-1]))


class Problem(NamedTuple):
    """What is to be fitted: features and gold labels of the tokens in sequences."""

    rows: csr_matrix
    """(n_tokens, columns) ones where a feature fires."""
    labels: Labels
    """(n_tokens,)"""
    paragraphs: Sequences
    """Over these tokens."""
    penalty: float
    """Half the penalty on squared parameters."""


def problem(indices: Ints, n_columns: int, labels: Labels, bounds: Ints, penalty: float) -> Problem:
    """Gather the tokens of some sequences; `indices` is (n, templates) with -1 where nothing is known of a feature."""
    places = np.concatenate([np.arange(first, last) for first, last in bounds])
    length = bounds[:, 1] - bounds[:, 0]
    last = np.cumsum(length)
    chosen = indices[places]
    known = chosen >= 0
    pointer = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    columns = chosen[known]
    rows = csr_matrix((np.ones(len(columns), np.float32), columns, pointer), shape=(len(places), n_columns))
    moved = np.stack([last - length, last], axis=1).astype(np.int32)
    return Problem(rows, labels[places], sequences(moved), penalty)


def objective(task: Problem) -> Objective:
    """The penalized negative log-likelihood and its gradient, as a function of the parameters."""
    observed = _observed(task)

    def value_and_gradient(vector: Vector) -> tuple[float, Vector]:
        at = parameters(vector)
        scores = task.rows @ at.weights
        loss, expected, pairs, starts = expectations(scores, task.paragraphs, at.chain)
        gold = scores[np.arange(len(scores)), task.labels].sum(dtype=np.float64)
        chain = np.concatenate([pairs, starts[None]]) - observed
        gold += float((observed[:-1] * at.chain.transition).sum() + (observed[-1] * at.chain.initial).sum())
        expected[np.arange(len(scores)), task.labels] -= 1
        gradient = np.concatenate([(task.rows.T @ expected).ravel(), chain.ravel().astype(np.float32)])
        gradient += np.float32(task.penalty) * vector
        return loss - gold + 0.5 * task.penalty * float(np.dot(vector, vector)), gradient

    return value_and_gradient


def _observed(task: Problem) -> NDArray[np.float64]:
    """(8, 7) how often each label follows each in the gold, and, last, begins."""
    counts = np.zeros((N_LABELS + 1, N_LABELS))
    inner = np.ones(len(task.labels), bool)
    inner[task.paragraphs.first] = False
    at = np.flatnonzero(inner)
    np.add.at(counts, (task.labels[at - 1], task.labels[at]), 1)
    np.add.at(counts[-1], task.labels[task.paragraphs.first], 1)
    return counts


def expectations(
    scores: Floats, paragraphs: Sequences, chain: Chain
) -> tuple[float, Floats, NDArray[np.float64], NDArray[np.float64]]:
    """Log of the partition function, marginals (n, 7), expected pairs of labels (7, 7) and beginnings (7,)."""
    may = allowed()
    transition, initial = chain.constrained()
    peak = scores.max(axis=1)
    gain = np.exp(scores - peak[:, None]).astype(np.float64)
    step, start = np.exp(transition).astype(np.float64), np.exp(initial).astype(np.float64)
    sequence, at = steps_of(paragraphs)
    place = paragraphs.first[sequence] + at
    alpha, beta = np.zeros((len(scores), N_LABELS)), np.ones((len(scores), N_LABELS))
    norm = np.ones(len(scores))
    for now in range(paragraphs.steps):
        here = paragraphs.first[: paragraphs.active[now]] + now
        alpha[here] = (alpha[here - 1] @ step if now else start) * gain[here]
        norm[here] = alpha[here].sum(axis=1)
        alpha[here] /= norm[here, None]
    for now in range(paragraphs.steps - 2, -1, -1):
        after = paragraphs.first[: paragraphs.active[now + 1]] + now + 1
        beta[after - 1] = (beta[after] * gain[after] / norm[after, None]) @ step.T
    loss = float(np.log(norm[place]).sum() + peak[place].sum(dtype=np.float64))
    later = place[at > 0]
    pairs = alpha[later - 1].T @ (beta[later] * gain[later] / norm[later, None]) * step * may
    expected = (alpha * beta).astype(np.float32)
    return loss, expected, pairs, expected[paragraphs.first].sum(axis=0, dtype=np.float64)


def scaling(task: Problem) -> Vector:
    """For each parameter, the length of a step: the inverse of the curvature to be expected."""
    fired = np.asarray(task.rows.sum(axis=0)).ravel()
    columns = np.repeat(1 / (_CURVATURE * fired + task.penalty), N_LABELS)
    chain = np.full(N_LABELS * (N_LABELS + 1), 5 / (_CURVATURE * task.rows.shape[0]))
    return np.concatenate([columns, chain]).astype(np.float32)


def minimize(function: Objective, scale: Vector, steps: int, start: Vector | None = None) -> Vector:
    """L-BFGS with the given scaling, from zero unless told, for a number of steps or until nothing more is gained."""
    here = np.zeros_like(scale) if start is None else start.copy()
    value, gradient = function(here)
    memory: list[tuple[Vector, Vector]] = []
    for _ in range(steps):
        direction = -_times_inverse(gradient, scale, memory)
        there, reached, slope = _line_search(function, here, value, gradient, direction, first=not memory)
        if reached >= value * (1 - 1e-6):
            return here
        step, change = there - here, slope - gradient
        if float(np.dot(step, change)) > 0:
            memory = [*memory[1 - _MEMORY :], (step, change)]
        here, value, gradient = there, reached, slope
    return here


def _times_inverse(gradient: Vector, scale: Vector, memory: list[tuple[Vector, Vector]]) -> Vector:
    """The gradient times the approximate inverse of the Hessian (the two loops of Nocedal)."""
    turned = gradient.copy()
    shares = []
    for step, change in reversed(memory):
        share = float(np.dot(step, turned)) / float(np.dot(step, change))
        turned -= np.float32(share) * change
        shares.append(share)
    turned *= scale
    if memory:
        step, change = memory[-1]
        turned *= np.float32(float(np.dot(step, change)) / float(np.dot(change * scale, change)))
    for (step, change), share in zip(memory, reversed(shares)):
        back = float(np.dot(change, turned)) / float(np.dot(step, change))
        turned += np.float32(share - back) * step
    return turned


def _line_search(
    function: Objective, here: Vector, value: float, gradient: Vector, direction: Vector, first: bool
) -> tuple[Vector, float, Vector]:
    """Halve the step until the loss falls enough (Armijo); the first step of all is cautious."""
    length = 1 / 32 if first else 1.0
    falling = float(np.dot(direction, gradient))
    for _ in range(20):
        there = here + np.float32(length) * direction
        reached, slope = function(there)
        if reached <= value + 1e-4 * length * falling:
            return there, reached, slope
        length /= 2
    return here, value, gradient
