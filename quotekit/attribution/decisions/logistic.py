"""Logistic regressions over hashed templates: what decides between pairs of spans, in numpy alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.features import Hashes, indices


class Logistic(NamedTuple):
    """A fitted logistic regression."""

    weights: NDArray[np.int8]
    """(2 ** bits,) a whole number for each row that a template may hash to."""
    scale: float
    """What a weight of 1 is worth."""
    bias: float

    @property
    def bits(self) -> int:
        """Templates hash to 2 ** bits rows."""
        return len(self.weights).bit_length() - 1


def logits(model: Logistic, hashes: Hashes) -> Floats:
    """(n,) the logarithm of the odds for each row of some columns, from what its templates make of them."""
    rows = indices(hashes, model.bits)
    total: Floats = model.weights[rows].sum(axis=0, dtype=np.int32).astype(np.float32)
    return total * np.float32(model.scale) + np.float32(model.bias)


def probability(odds: Floats) -> Floats:
    """The probability that belongs to a logarithm of odds.

    >>> probability(np.array([0.0], np.float32)).tolist()
    [0.5]
    """
    sure: Floats = np.float32(1) / (np.float32(1) + np.exp(-odds))
    return sure
