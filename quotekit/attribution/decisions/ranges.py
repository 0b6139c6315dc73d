"""Ranges of places beside one another: what stands near what, and how many begin between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.batch import Batch, running
from quotekit.attribution.tagging.wordtypes import MARKS, Ints
from quotekit.text.phrases import Range

Indices = NDArray[np.int64]


def near(batch: Batch, anchors: Ints, spans: Ints, far: int) -> tuple[Indices, Indices]:
    """Indices of anchors and spans that stand at most `far` places and one paragraph apart in one article."""
    lo = np.searchsorted(spans[:, 0], anchors[:, 0] - far)
    hi = np.searchsorted(spans[:, 0], anchors[:, 0] + far)
    left, right = windows(lo, hi)
    a, b = anchors[left, 0], spans[right, 0]
    paragraph, article = batch.paragraph_number, batch.article_number
    keep = (np.abs(paragraph[a] - paragraph[b]) <= 1) & (article[a] == article[b])
    return left[keep], right[keep]


def windows(lo: Indices, hi: Indices) -> tuple[Indices, Indices]:
    """Every pair of an index of a half-open range and a number in it.

    >>> [part.tolist() for part in windows(np.array([3, 7]), np.array([5, 8]))]
    [[0, 0, 1], [3, 4, 7]]
    """
    left = np.repeat(np.arange(len(lo)), hi - lo)
    return left, np.arange(len(left)) - np.repeat(np.cumsum(hi - lo) - hi, hi - lo)


def following(flags: NDArray[np.bool_]) -> Ints:
    """(n,) the first flagged place at or behind each place; n where there is none."""
    n = len(flags)
    places = np.where(flags, np.arange(n, dtype=np.int32), n)
    behind: Ints = np.minimum.accumulate(places[::-1])[::-1]
    return behind


def starts(batch: Batch, spans: Ints) -> Ints:
    """(n + 1,) how many of the spans begin before each place."""
    flags = np.zeros(len(batch.types), bool)
    flags[spans[:, 0]] = True
    return running(flags)


def gaps(anchors: Ints, spans: Ints) -> tuple[NDArray[np.bool_], Ints, Ints]:
    """Whether each span stands before its anchor, and the range of places between them."""
    before = spans[:, 1] <= anchors[:, 0]
    lo = np.where(before, spans[:, 1], anchors[:, 1])
    hi = np.maximum(np.where(before, anchors[:, 0], spans[:, 0]), lo)
    return before, lo, hi


def edges(batch: Batch, spans: Ints) -> tuple[Ints, Ints]:
    """The places of the first and the last token of each range, quotation marks passed over."""
    first, last = spans[:, 0], spans[:, 1] - 1
    inner = last - first > 2
    marks = (batch.types > 0) & (batch.types <= MARKS)
    return first + (inner & marks[first]), last - (inner & marks[last])


def quotedness(batch: Batch, spans: Ints) -> Ints:
    """0 where no word of a range stands between marks, 1 where some do, 2 where all do."""
    words = batch.words[spans[:, 1]] - batch.words[spans[:, 0]]
    inside = batch.quoted_words[spans[:, 1]] - batch.quoted_words[spans[:, 0]]
    return (inside > 0).astype(np.int32) + (inside >= words)


def all_tokens(batch: Batch, spans: Ints) -> list[Range]:
    """Many ranges of places as ranges of tokens of their articles; what is (0, 0) ends at token 0."""
    return list(zip(batch.token[spans[:, 0]].tolist(), (batch.token[spans[:, 1] - 1] + 1).tolist()))


def all_tokens_if_any(batch: Batch, spans: Ints) -> list[Range | None]:
    """The same, but None for (0, 0)."""
    return [span if span[1] else None for span in all_tokens(batch, spans)]
