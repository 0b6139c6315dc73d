"""Links between cues and contents: all pairs that stand near each other, scored in one matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.batch import Batch, running
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import CUE, MARKS, SHAPE, STEM, WORD, Column, Columns, Ints

Indices = NDArray[np.int64]

FAR = 200
"""Places between a cue and its content at most."""

TEMPLATES = """
where where&gap where&cues&spans where&cue.word where&cue.stem where&quoted where&cues&spans&gap where&between
where&sentences where&first where&begins where&after where&before where&cue.word&after where&quoted&gap
where&quoted&cues&spans where&sources where&sources&spans&cues cue.word&between cue.stem&first cue.stem&between
where&before&quoted where&after&quoted where&length where&length&quoted where&end where&end&quoted where&behind
where&closes where&closes&quoted&gap where&nearest where&nearest&quoted where&cue.bin where&cue.bin&gap where&rival
where&rival&quoted where&rival&gap where&cue.before where&cue.before&quoted where&shape where&shape&quoted
where&shape&between where&end&between where&shape&before&quoted where&end&after&quoted
"""


def near(batch: Batch, anchors: Ints, spans: Ints, far: int = FAR) -> tuple[Indices, Indices]:
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


def link_columns(seen: Labelled, cues: Ints, contents: Ints, left: Indices, right: Indices) -> Columns:
    """What is known of pairs of a cue, by index `left`, and a content, by index `right`, (n_pairs,) each."""
    batch, rows = seen.batch, seen.batch.rows
    word, quoted = rows[WORD], batch.quoted
    cue, span = cues[left], contents[right]
    before, lo, hi = gaps(cue, span)
    of_cue, of_content, of_source = starts(batch, cues), starts(batch, contents), starts(batch, seen.runs[0])
    sentence, paragraph = batch.sentence_number, batch.paragraph_number
    apart = np.abs(sentence[span[:, 0]] - sentence[cue[:, 0]])
    apart = np.minimum(apart, np.abs(sentence[span[:, 1] - 1] - sentence[cue[:, 0]]))
    same = paragraph[span[:, 0]] == paragraph[cue[:, 0]]
    distance = hi - lo
    head, tail = edges(batch, span)
    columns = {
        "where": 1 + before * 4 + (apart == 0) * 2 + same,
        "gap": bucket(distance),
        "cues": np.minimum(of_cue[hi] - of_cue[lo], 2),
        "spans": np.minimum(of_content[hi] - of_content[lo], 3),
        "sources": np.minimum(of_source[hi] - of_source[lo], 2),
        "cue.word": word[cue[:, 1] - 1],
        "cue.stem": rows[STEM][cue[:, 1] - 1],
        "cue.bin": rows[CUE][cue[:, 1] - 1],
        "cue.before": word[cue[:, 0] - 1],
        "quoted": quoted[span[:, 0]] * 2 + quoted[span[:, 1] - 1] + 4 * quoted[cue[:, 0]],
        "between": np.where(distance == 1, word[lo], np.minimum(distance, 3)),
        "sentences": np.minimum(apart, 3),
        "first": word[head],
        "shape": rows[SHAPE][head],
        "begins": batch.sentence[span[:, 0], 0] == span[:, 0],
        "before": word[span[:, 0] - 1],
        "after": word[cue[:, 1]],
        "behind": word[span[:, 1]],
        "end": word[tail],
        "closes": batch.sentence[span[:, 1] - 1, 1] == span[:, 1],
        "length": bucket(span[:, 1] - span[:, 0]),
        "nearest": (of_cue[hi] == of_cue[lo]) * 2 + (of_content[hi] == of_content[lo]),
        "rival": _rival(batch, cues, span, before),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _rival(batch: Batch, cues: Ints, span: Ints, before: NDArray[np.bool_]) -> Column:
    """How near the next cue of the article stands on the other side of each span."""
    index = np.searchsorted(cues[:, 0], span[:, 0])
    earlier, later = cues[np.maximum(index - 1, 0)], cues[np.minimum(index, len(cues) - 1)]
    article = batch.article_number
    own = article[span[:, 0]]
    left = np.where((index > 0) & (article[earlier[:, 0]] == own), span[:, 0] - earlier[:, 1], 99)
    right = np.where((index < len(cues)) & (article[later[:, 0]] == own), later[:, 0] - span[:, 1], 99)
    return bucket(np.clip(np.where(before, left, right), 0, 40))


JOIN_TEMPLATES = """
where where&quoted where&gap where&quoted&gap where&cue.stem where&between where&between&quoted where&first
where&before where&sentences where&paragraphs where&quoted&paragraphs where&quoted&sentences where&begins
where&begins&quoted where&behind where&behind&before where&end where&end&quoted where&cues where&cues&quoted
where&margin where&margin&quoted where&after where&after&quoted where&cue.gap where&cue.gap&quoted
where&margin&gap&quoted where&shape where&shape&quoted where&end&before&quoted where&shape&before&quoted
where&contents where&contents&quoted where&length&quoted where&shape&end&quoted where&cues&before&quoted
where&cues&margin&quoted where&sentences&before&quoted
"""


def join_columns(seen: Labelled, cues: Ints, contents: Ints, pairs: Indices, margin: Floats) -> Columns:
    """What is known of two contents of one cue, (n,) each; `pairs` (n, 3) holds indices of cue, first and second.

    `margin` is by how much the link of the less sure content to the cue beats that to any other cue.
    """
    cue, first, second = cues[pairs[:, 0]], contents[pairs[:, 1]], contents[pairs[:, 2]]
    batch, word = seen.batch, seen.batch.rows[WORD]
    of_cue = starts(batch, cues)
    sentence, paragraph = batch.sentence_number, batch.paragraph_number
    lo, hi = first[:, 1], np.maximum(second[:, 0], first[:, 1])
    head, of_content = edges(batch, second)[0], starts(batch, contents)
    inside = (lo <= cue[:, 0]) & (cue[:, 1] <= hi)
    columns = {
        "where": 1 + inside + 2 * (cue[:, 0] < first[:, 0]),
        "quoted": quotedness(batch, first) * 3 + quotedness(batch, second),
        "gap": bucket(hi - lo),
        "between": np.where(hi - lo == 1, word[lo], np.minimum(hi - lo, 3)),
        "cue.stem": batch.rows[STEM][cue[:, 1] - 1],
        "cue.gap": bucket(np.maximum(second[:, 0] - cue[:, 1], 0)),
        "after": word[cue[:, 1]],
        "first": word[head],
        "shape": batch.rows[SHAPE][head],
        "before": word[second[:, 0] - 1],
        "behind": word[first[:, 1]],
        "end": word[edges(batch, first)[1]],
        "contents": np.minimum(of_content[hi] - of_content[lo], 2),
        "length": bucket(second[:, 1] - second[:, 0]),
        "begins": batch.sentence[second[:, 0], 0] == second[:, 0],
        "sentences": np.minimum(sentence[second[:, 0]] - sentence[first[:, 1] - 1], 3),
        "paragraphs": paragraph[second[:, 0]] - paragraph[first[:, 0]],
        "cues": np.minimum(of_cue[hi] - of_cue[lo], 3),
        "margin": np.digitize(margin, (-2, 0, 2, 4, 6)),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def quotedness(batch: Batch, spans: Ints) -> Ints:
    """0 where no word of a range stands between marks, 1 where some do, 2 where all do."""
    words = batch.words[spans[:, 1]] - batch.words[spans[:, 0]]
    inside = batch.quoted_words[spans[:, 1]] - batch.quoted_words[spans[:, 0]]
    return (inside > 0).astype(np.int32) + (inside >= words)
