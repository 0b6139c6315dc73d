"""Clauses in front of their cue that the labels left out: "The ferry will sail on Monday, the mayor said." """

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quotekit.attribution.decisions.acts import listed_act
from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.ranges import article, starts, tokens
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.drafts import QuoteDraft
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import COMMA, Ints

_SURE = 0.5
"""Confidence of such a clause, set by hand."""
_FEWEST, _LIKELY = 3, 0.2
"""Fewest tokens of such a clause, and how likely they must be content on the whole."""


def in_front(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each such clause as its article's number and a draft in tokens of it."""
    batch = found.seen.batch
    for spans in clauses_in_front(found.seen, found[Spans].contents):
        number = article(batch, spans[0])
        content, source, cue = (tokens(batch, span) for span in spans)
        act = listed_act(found.views[number], *cue, source) or "statement"
        yield number, QuoteDraft((content,), "", cue, source, act, "indirect", confidence=_SURE)


def clauses_in_front(seen: Labelled, pieces: Ints) -> Ints:
    """(k, 3, 2) clause, source and cue of sentences that end with a source and a cue and have no content.

    A cue without content says nothing, and the clause in front of it is what was said: "The ferry will sail on Monday,
    the mayor said." It must be fairly likely to be content, and nothing in the sentence may be.
    """
    batch, (sources, cues, _) = seen.batch, seen.runs
    covered = starts(batch, pieces)
    source_of = {last: first for first, last in sources.tolist()}
    found = []
    for cue, after in cues.tolist():
        first, last = batch.sentence[cue].tolist()
        head = source_of.get(cue, -1)
        end = head - 1
        if end - first < _FEWEST or not batch.rows[COMMA][end] or covered[last] > covered[first]:
            continue
        free = not seen.labels[first:head].any() and not batch.quoted[first:last].any()
        if free and seen.content[end] - seen.content[first] >= _LIKELY * (end - first):
            found.append(((first, end), (head, cue), (cue, after)))
    return np.array(found, np.int32).reshape(-1, 3, 2)
