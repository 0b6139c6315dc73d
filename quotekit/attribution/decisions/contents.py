"""Contents: what the sequence model labels as content, put right by quotation marks, which are surer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.ranges import following
from quotekit.attribution.decisions.speech import Speech
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.batch import Batch
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import POS, SHAPE, WORD, Columns, Ints

_LEAST = 0.3
"""Share of the words between marks that a run must hold for the marks to pull its edge."""
_FEW = 2
"""Words cut off by an edge inside marks for which the marks pull it in any case."""
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
DECISION = Decision(
    "cut",
    strength=0.1,
    templates="""
side side&begun side&size side&left side&right side&before side&after side&before2&before side&after&after2 side&pos
side&heads side&closes side&shape side&end side&quoted side&label side&begun&size side&begun&before side&begun&after
side&size&before side&size&after side&heads&begun side&closes&begun side&end&after side&before&shape side&left&size
side&right&size side&heads&size side&end&closes side&quoted&begun side&quoted&size
""",
)


class Spans(NamedTuple):
    """What is said and what says so, before they are brought together."""

    contents: Ints
    """(k, 2) half-open places of the pieces of what is said, sorted and disjoint, none across paragraphs.

    An edge that the model puts inside a pair of marks has moved to the marks; marks that hold speech and have no label
    are a piece; a piece is cut where a paragraph ends, and at marks inside it where the decision says so.
    """
    cues: Ints
    """(k, 2) the cue runs that overlap no piece of content."""


class Edges(NamedTuple):
    """Edges of marks that hold speech inside a run of content."""

    runs: list[tuple[int, int]]
    """The runs, before any cut."""
    places: Ints
    """(e, 5) place, whether it opens, the range of its pair of marks, the number of its run."""


def _asked(before: Decided) -> Rows[Edges]:
    runs, pairs = spanned(before.seen, before[Speech])
    edges = inner_edges(runs, pairs)
    return Rows(Edges(runs, edges), edge_columns(before.seen, runs, edges))


def _answered(before: Decided, rows: Rows[Edges], odds: Floats) -> Spans:
    runs, edges = rows.about
    contents = _cut(before.seen.batch, runs, edges[odds > DECISION.least, 0])
    return Spans(contents, _outside(before.seen.runs[1], contents))


def spanned(seen: Labelled, speech: Speech) -> tuple[list[tuple[int, int]], Ints]:
    """The pieces before any cut, and the pairs of marks that hold speech."""
    pairs = seen.batch.pairs[:-1][speech.likely()][:, [0, 3]]
    runs = _snapped(seen.batch, seen.runs[2], pairs)
    return _merged(np.concatenate([runs, _uncovered(runs, pairs)])), pairs


def _snapped(batch: Batch, runs: Ints, pairs: Ints) -> Ints:
    """The runs with both edges outside of pairs of marks, or as far inside as the rest outweighs."""
    first, last = runs.T.copy()
    if len(pairs):
        of_first, of_last = _pair_around(first, pairs), _pair_around(last - 1, pairs)
        opened, closed = pairs[of_first].T
        moves = (opened < first) & (first < closed) & _pulls(batch, opened, closed, first, np.minimum(last, closed))
        first = np.where(moves, opened, first)
        opened, closed = pairs[of_last].T
        moves = (opened < last) & (last < closed) & _pulls(batch, closed, opened, np.maximum(first, opened), last)
        last = np.where(moves, closed, last)
    return np.stack([first, last], axis=1)


def _pulls(batch: Batch, near: Ints, far: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Whether marks pull an edge to `near`: the run holds much of what they hold, or the edge cuts off little."""
    words = batch.words
    whole = np.abs(words[far] - words[near])
    held = words[last] - words[first]
    cut = np.where(near < far, words[first] - words[near], words[near] - words[last])
    pulls: NDArray[np.bool_] = (held >= _LEAST * whole) | (cut <= _FEW)
    return pulls


def _pair_around(places: Ints, pairs: Ints) -> NDArray[np.intp]:
    """For each place the pair that begins at or before it, which is the one around it if any is."""
    return np.maximum(np.searchsorted(pairs[:, 0], places, side="right") - 1, 0)


def _uncovered(runs: Ints, pairs: Ints) -> Ints:
    """The pairs of which the runs cover little."""
    if not len(runs) or not len(pairs):
        return pairs
    covered = np.concatenate([[0], np.cumsum(runs[:, 1] - runs[:, 0])])

    def before(places: Ints) -> Ints:
        index = np.maximum(np.searchsorted(runs[:, 0], places, side="right") - 1, 0)
        within = np.clip(places - runs[index, 0], 0, runs[index, 1] - runs[index, 0])
        return np.where(places >= runs[0, 0], covered[index] + within, 0).astype(np.int32)

    share = before(pairs[:, 1]) - before(pairs[:, 0])
    return pairs[share < _LEAST * (pairs[:, 1] - pairs[:, 0])]


def _merged(spans: Ints) -> list[tuple[int, int]]:
    """Overlapping ranges as one, in order."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans.tolist()):
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def inner_edges(merged: list[tuple[int, int]], pairs: Ints) -> Ints:
    """(e, 5) edges of pairs of marks strictly inside a run: place, whether it opens, the pair's range, the run."""
    found = []
    opens = pairs[:, 0].tolist()
    for number, (first, last) in enumerate(merged):
        for at in range(bisect_left(opens, first), bisect_left(opens, last)):
            opened, closed = pairs[at].tolist()
            found += [
                (place, place == opened, opened, closed, number) for place in (opened, closed) if first < place < last
            ]
    return np.array(found, np.int32).reshape(-1, 5)


def edge_columns(seen: Labelled, merged: list[tuple[int, int]], edges: Ints) -> Columns:
    """What is known of each edge of a pair of marks inside a run of content, (e,) each."""
    batch, rows = seen.batch, seen.batch.rows
    word, words = rows[WORD], seen.batch.words
    place, opens, opened, closed, number = edges.T
    runs = np.array(merged, np.int32).reshape(-1, 2)[number]
    begun = np.where(opens > 0, seen.sure[place, 5], 1 - seen.sure[place, 6])
    columns = {
        "side": opens + 1,
        "size": bucket(words[closed] - words[opened]),
        "left": bucket(words[place] - words[runs[:, 0]]),
        "right": bucket(words[runs[:, 1]] - words[place]),
        "before": word[place - 1],
        "before2": word[place - 2],
        "after": word[place],
        "after2": word[place + 1],
        "pos": rows[POS][place],
        "begun": np.digitize(begun, _STEPS),
        "heads": batch.sentence[opened, 0] == opened,
        "closes": batch.sentence[closed - 1, 1] == closed,
        "shape": rows[SHAPE][opened + 1],
        "end": word[np.maximum(closed - 2, 0)],
        "quoted": batch.quoted[runs[:, 0]] * 2 + batch.quoted[runs[:, 1] - 1],
        "label": seen.labels[place] + 1,
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _cut(batch: Batch, spans: list[tuple[int, int]], places: Ints) -> Ints:
    """The ranges cut at some places and between paragraphs; parts without a word are left out."""
    cuts = np.union1d(places, np.flatnonzero(batch.types == 0)).tolist()
    edges = [
        part
        for first, last in spans
        for part in pairwise([first, *cuts[bisect_right(cuts, first) : bisect_left(cuts, last)], last])
    ]
    found = np.array(edges, np.int32).reshape(-1, 2)
    found[:, 0] = np.minimum(following(batch.types > 0)[found[:, 0]], found[:, 1])
    return found[batch.words[found[:, 1]] > batch.words[found[:, 0]]]


def _outside(cues: Ints, contents: Ints) -> Ints:
    """The cues that overlap no piece of content."""
    if not len(contents):
        return cues
    index = np.searchsorted(contents[:, 0], cues[:, 1])
    before = contents[np.maximum(index - 1, 0)]
    outside: Ints = cues[(index == 0) | (before[:, 1] <= cues[:, 0])]
    return outside


STAGE = Stage(DECISION, _asked, _answered)
