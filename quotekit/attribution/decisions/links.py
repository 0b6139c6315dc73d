"""Links between cues and contents: all pairs that stand near each other, scored in one matrix."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.ranges import Indices, edges, gaps, near, starts
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.batch import Batch
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import CUE, SHAPE, STEM, WORD, Column, Columns, Ints

FAR = 200
"""Places between a cue and its content at most."""
LEAST = -3.0
"""Logarithm of the odds below which a content is not linked to a cue."""
DECISION = Decision(
    "link",
    strength=0.1,
    least=LEAST,
    templates="""
where where&gap where&cues&spans where&cue.word where&cue.stem where&quoted where&cues&spans&gap where&between
where&sentences where&first where&begins where&after where&before where&cue.word&after where&quoted&gap
where&quoted&cues&spans where&sources where&sources&spans&cues cue.word&between cue.stem&first cue.stem&between
where&before&quoted where&after&quoted where&length where&length&quoted where&end where&end&quoted where&behind
where&closes where&closes&quoted&gap where&nearest where&nearest&quoted where&cue.bin where&cue.bin&gap where&rival
where&rival&quoted where&rival&gap where&cue.before where&cue.before&quoted where&shape where&shape&quoted
where&shape&between where&end&between where&shape&before&quoted where&end&after&quoted
""",
)
Option = tuple[float, int]
"""The logarithm of the odds of a link, and the cue or content at its end."""
Options = dict[int, list[Option]]
"""For a content the cues that it may belong to, or for a cue the contents."""


class Links(NamedTuple):
    """Which content may belong to which cue."""

    options: Options
    """For each content that has any, the cues that it may belong to."""
    owned: Options
    """For each cue the contents that prefer it, the surest first."""


def _asked(before: Decided) -> Rows[tuple[Indices, Indices]]:
    spans = before[Spans]
    left, right = near(before.seen.batch, spans.cues, spans.contents, FAR)
    return Rows((left, right), link_columns(before.seen, spans.cues, spans.contents, left, right))


def _answered(before: Decided, rows: Rows[tuple[Indices, Indices]], odds: Floats) -> Links:
    left, right = rows.about
    options: Options = defaultdict(list)
    likely = odds >= LEAST
    for cue, content, value in zip(left[likely].tolist(), right[likely].tolist(), odds[likely].tolist()):
        options[content].append((value, cue))
    return Links(options, preferred(options))


def preferred(options: Options) -> Options:
    """For each cue the contents that prefer it, the surest first."""
    owned: Options = defaultdict(list)
    for content, cues in options.items():
        value, cue = max(cues)
        owned[cue].append((value, content))
    return {cue: sorted(own, reverse=True) for cue, own in owned.items()}


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


STAGE = Stage(DECISION, _asked, _answered)
