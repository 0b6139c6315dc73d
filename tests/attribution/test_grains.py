"""What many places share is scored once: the same rows of the weights as token by token."""

from __future__ import annotations

import numpy as np
import pytest

from quotekit.attribution.tagging import contexts, crf, features, grains
from quotekit.attribution.tagging.batch import Batch, lay_out
from quotekit.models.model import Model
from quotekit.text.document import look

TEXTS = [
    "It rained.",
    "“It rained,” said Ruth Okello, the mayor. Nobody had asked her.\n\nShe told the board that it would rain again.",
    "‘We lost,’ he said — and “won”, too.\n\nThe Ferry Sinks\n\nWhat the union calls “a joke” is none, it warned.",
]


def _batch(texts: list[str]) -> Batch:
    return lay_out([look(text) for text in texts], Model.shipped().passes.table)


@pytest.mark.parametrize("texts", [[""], *[[text] for text in TEXTS], TEXTS], ids=range(5))
def test_shared_scores_are_those_of_each_token(texts: list[str]) -> None:
    batch, bits = _batch(texts), 12
    lanes = crf.pack(np.random.default_rng(4).integers(-127, 128, (1 << bits, 7)).astype(np.int8))
    n = len(batch.types)
    each = features.each_hashed(contexts.columns(batch), features.FIRST, bits)
    [expected] = crf.emissions(lanes, each, n, (1.0,))
    found, shared = contexts.divided_columns(batch)
    own, of_shared = grains.divided(features.FIRST, shared)
    rows = [
        (features.each_hashed(grain.columns, some, bits, grain.offset), grain.rows, grain.at)
        for grain, some in zip(shared, of_shared)
    ]
    each = features.each_hashed(found | grains.spread(shared, [own]), own, bits)
    [scores] = crf.emissions(lanes, each, n, (1.0,), rows)
    np.testing.assert_array_equal(scores, expected)


def test_every_template_is_scored_once() -> None:
    shared = contexts.divided_columns(_batch(TEXTS))[1]
    own, of_shared = grains.divided(features.FIRST, shared)
    scored = [template for some in (own, *of_shared) for template in some.split()]
    assert sorted(scored) == sorted(features.FIRST.split())
    assert all(of_shared), "a grain that no template looks at alone"
