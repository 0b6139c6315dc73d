"""The sequence model's arithmetic against brute force on tiny chains."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from quotekit.attribution.tagging import crf
from quotekit.attribution.tagging.crf import LABELS, Chain, Floats


def _chain(rng: np.random.Generator) -> Chain:
    return Chain(rng.normal(size=(7, 7)).astype(np.float32), rng.normal(size=7).astype(np.float32))


def _paths(scores: Floats, chain: Chain) -> list[tuple[float, tuple[int, ...]]]:
    """Every labelling that is allowed, with its score."""
    may = crf.allowed()
    found = []
    for path in product(range(7), repeat=len(scores)):
        if path[0] in (2, 4, 6) or not all(may[a, b] for a, b in pairwise(path)):
            continue
        score = chain.initial[path[0]] + sum(scores[at, label] for at, label in enumerate(path))
        score += sum(chain.transition[a, b] for a, b in pairwise(path))
        found.append((float(score), path))
    return found


@pytest.mark.parametrize("lengths", [(0,), (1,), (4,), (2, 4, 0, 1, 4), (3, 3)])
def test_labels_and_marginals_are_those_of_all_paths(lengths: tuple[int, ...]) -> None:
    rng = np.random.default_rng(5)
    chain = _chain(rng)
    ends = np.cumsum(np.array(lengths) + 2)
    bounds = np.stack([ends - lengths, ends], axis=1).astype(np.int32)
    scores = rng.normal(0, 2, (int(ends[-1]) + 1, 7)).astype(np.float32)
    labels = crf.best_labels(scores, bounds, chain)
    sure = crf.marginals(scores, bounds, chain)
    for first, last in bounds:
        if first == last:
            continue
        paths = _paths(scores[first:last], chain)
        assert tuple(labels[first:last]) == max(paths)[1]
        np.testing.assert_allclose(sure[first:last], _of_paths(paths), atol=1e-5)
    outside = np.ones(len(scores), bool)
    outside[np.concatenate([np.arange(*bound) for bound in bounds])] = False
    assert not labels[outside].any()
    assert (sure[outside, 0] == 1).all()


def _of_paths(paths: list[tuple[float, tuple[int, ...]]]) -> NDArray[np.float64]:
    marginals = np.zeros((len(paths[0][1]), 7))
    for score, path in paths:
        marginals[range(len(path)), path] += np.exp(score)
    marginals /= marginals[0].sum()
    return marginals


def test_no_label_goes_on_with_what_never_began() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 5, (400, 7)).astype(np.float32)
    labels = crf.best_labels(scores, np.array([[0, 400]], np.int32), _chain(rng)).tolist()
    assert labels[0] in (0, 1, 3, 5)
    for before, label in pairwise(labels):
        assert label % 2 or not label or before in (label, label - 1), (LABELS[before], LABELS[label])


def test_scores_are_sums_of_weights() -> None:
    rng = np.random.default_rng(2)
    weights = [rng.integers(-127, 128, (64, 7)).astype(np.int8) for _ in range(2)]
    lanes = np.concatenate([crf.pack(one) for one in weights], axis=1)
    indices = rng.integers(0, 64, (200, 30)).astype(np.int32)
    found = crf.emissions(lanes, indices, indices.shape[1], (0.5, 2.0))
    for scores, one, scale in zip(found, weights, (0.5, 2.0)):
        np.testing.assert_allclose(scores, scale * one[indices].astype(int).sum(axis=0))


def test_nothing_to_label() -> None:
    rng = np.random.default_rng(3)
    none = np.zeros((0, 2), np.int32)
    scores = rng.normal(size=(3, 7)).astype(np.float32)
    assert crf.best_labels(scores, none, _chain(rng)).tolist() == [0, 0, 0]
    assert crf.marginals(scores, none, _chain(rng))[:, 0].tolist() == [1, 1, 1]
