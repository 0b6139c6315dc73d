"""Which tokens are source, cue and content, by two passes of a fitted sequence model, for many articles at once.

The second pass sees what the first said, so that a source knows of its cue and a content of its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging import contexts, crf, features, grains
from quotekit.attribution.tagging.batch import Batch, lay_out
from quotekit.attribution.tagging.crf import Chain, Floats, Labels
from quotekit.attribution.tagging.wordtypes import Columns, Ints, TypeTable
from quotekit.text.document import View


class Passes(NamedTuple):
    """Both passes of the sequence model and the counts of words they rest on."""

    table: TypeTable
    bits: int
    """Templates hash to 2 ** bits rows."""
    shared: NDArray[np.uint64]
    """(2 ** bits, 4) packed weights of both passes side by side, for the templates that both use."""
    own: NDArray[np.uint64]
    """(2 ** bits, 2) packed weights of the second pass for what the first said."""
    scales: tuple[float, ...]
    """What a weight of 1 is worth: of the first pass, of the second, of its own features."""
    chains: tuple[Chain, Chain]


@dataclass(frozen=True)
class Labelled:
    """The tokens of some articles with what the sequence model says of each, by place."""

    batch: Batch
    columns: Columns
    """What the second pass looked at, and what is looked at of marks, (n,) each."""
    labels: Labels
    """(n,) numbers of `crf.LABELS`."""
    sure: Floats
    """(n, 7) the probability of each label."""

    @cached_property
    def runs(self) -> tuple[Ints, Ints, Ints]:
        """(k, 2) half-open places of the runs of tokens that are source, cue and content, in order."""
        role = (self.labels + 1) // 2
        stops = np.flatnonzero(np.append((self.labels == 0) | (self.labels % 2 == 1), True)).astype(np.int32)
        found = []
        for number in (1, 2, 3):
            first = np.flatnonzero((role == number) & (self.labels % 2 == 1)).astype(np.int32)
            last = stops[np.searchsorted(stops, first, side="right")]
            found.append(np.stack([first, last], axis=1))
        return found[0], found[1], found[2]

    @cached_property
    def belief(self) -> NDArray[np.float64]:
        """(n + 1,) running sum of the logarithms of how sure each label is."""
        surest = np.log(np.maximum(self.sure[self.batch.places, self.labels], 1e-6), dtype=np.float64)
        return np.concatenate([[0.0], np.cumsum(surest)])

    @cached_property
    def content(self) -> NDArray[np.float64]:
        """(n + 1,) running sum of the probability that a token is content."""
        return np.concatenate([[0.0], np.cumsum(self.sure[:, 5:].sum(axis=1), dtype=np.float64)])

    @cached_property
    def labelled(self) -> NDArray[np.float64]:
        """(n + 1,) running sum of the probability that a token has any label."""
        return np.concatenate([[0.0], np.cumsum(1 - self.sure[:, 0], dtype=np.float64)])

    def sureness(self, spans: Ints) -> Floats:
        """(k,) the geometric mean of the probabilities of the labels in some half-open ranges of places."""
        length = np.maximum(spans[:, 1] - spans[:, 0], 1)
        mean: Floats = np.exp((self.belief[spans[:, 1]] - self.belief[spans[:, 0]]) / length).astype(np.float32)
        return mean


def label(views: Sequence[View], passes: Passes) -> Labelled:
    """What the model says of some articles, best asked for a dozen or more at once."""
    batch = lay_out(views, passes.table)
    found, scores, more = _first_look(batch, passes)
    found |= contexts.label_columns(batch, crf.marginals(scores, batch.paragraph, passes.chains[0]))
    hashed = features.each_hashed(found, features.SECOND, passes.bits)
    (own,) = crf.emissions(passes.own, hashed, len(batch.types), passes.scales[2:])
    scores = more + own
    labels = crf.best_labels(scores, batch.paragraph, passes.chains[1])
    return Labelled(batch, found, labels, crf.marginals(scores, batch.paragraph, passes.chains[1]))


def _first_look(batch: Batch, passes: Passes) -> tuple[Columns, Floats, Floats]:
    """The columns that are looked at again, and the scores of both passes for the templates that both use."""
    found, shared = contexts.divided_columns(batch)
    templates, of_shared = grains.divided(features.FIRST, shared)
    found |= grains.spread(shared, [templates, *contexts.KEPT])
    each = (
        (features.each_hashed(grain.columns, some, passes.bits, grain.offset), grain.rows, grain.at)
        for grain, some in zip(shared, of_shared)
        if some
    )
    hashed = features.each_hashed(found, templates, passes.bits)
    first, more = crf.emissions(passes.shared, hashed, len(batch.types), passes.scales[:2], each)
    return {name: found[name] for name in contexts.KEPT}, first, more
