"""The arithmetic of the decisions: a weight for each template, whatever else is in the columns."""

from __future__ import annotations

import numpy as np
import pytest

from quotekit.attribution.decisions.logistic import Logistic, logits, probability
from quotekit.attribution.tagging.features import hashed, hashes
from quotekit.attribution.tagging.wordtypes import Columns

TEMPLATES = "kind far kind&far"


def _columns(n: int) -> Columns:
    rng = np.random.default_rng(4)
    return {name: rng.integers(0, 5, n).astype(np.uint32) for name in ("kind", "far", "other")}


@pytest.mark.parametrize("bits", [1, 4, 10])
@pytest.mark.parametrize("n", [0, 1, 40])
def test_odds_are_sums_of_weights(bits: int, n: int) -> None:
    weights = np.random.default_rng(bits).integers(-127, 128, 1 << bits).astype(np.int8)
    model, found = Logistic(weights, 0.25, -1.5), _columns(n)
    assert model.bits == bits
    rows = hashed(found, TEMPLATES, bits)
    expected = [-1.5 + 0.25 * sum(int(weights[row]) for row in column) for column in rows.T.tolist()]
    np.testing.assert_allclose(logits(model, hashes(found, TEMPLATES)), expected, rtol=1e-6)


def test_columns_that_no_template_names_do_not_matter() -> None:
    weights = np.arange(-64, 64).astype(np.int8)
    found = _columns(20)
    changed = found | {"other": found["other"] + np.uint32(1)}
    model = Logistic(weights, 1.0, 0.0)
    assert logits(model, hashes(found, TEMPLATES)).tolist() == logits(model, hashes(changed, TEMPLATES)).tolist()
    changed = found | {"far": found["far"] + np.uint32(1)}
    assert logits(model, hashes(found, TEMPLATES)).tolist() != logits(model, hashes(changed, TEMPLATES)).tolist()


def test_probability_rises_with_the_odds_and_stays_within_0_and_1() -> None:
    odds = np.array([-60, -2, 0, 1, 60], np.float32)
    found = probability(odds)
    np.testing.assert_allclose(found, [0, 0.1192, 0.5, 0.7311, 1], atol=1e-4)
    assert (np.diff(found) > 0).all()
