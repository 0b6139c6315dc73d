"""An article token by token: usual tags, finite verbs, commas and cues, for whoever looks for clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.tagging.batch import running
from quotekit.attribution.tagging.wordtypes import COMMA, LEXICON, POS, VERBS, Column, Ints
from quotekit.attribution.tagging.wordtypes import CUE as CUE_BIN
from quotekit.text.document import View
from quotekit.text.lexicon import AUXILIARY, CUE
from quotekit.text.paragraphs import RUNNING

_LEAST_BIN = 2
"""The cue bin from which a word may be a cue that the labels left out."""


class Words(NamedTuple):
    """An article token by token."""

    view: View
    tags: Column
    """Index in `wordtypes.TAGS` of the usual tag of each."""
    verbs: Ints
    """How many finite verbs stand before each, and in all, counted from anywhere: looked at from every cue of a
    sentence without an end."""
    commas: Ints
    """The last comma before each, below 0 where there is none."""
    cues: Sequence[int]
    """The tokens outside of marks that may be the last of a cue."""

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb is in a range."""
        return bool(self.verbs[first] < self.verbs[last])


def words_of(found: Decided) -> Iterator[Words]:
    """The articles of a batch token by token."""
    batch, begin = found.seen.batch, 0
    tags, bits, bins = (batch.rows[column][batch.at] for column in (POS, LEXICON, CUE_BIN))
    verbs = running(VERBS[tags] | (bits & AUXILIARY > 0))
    commas = np.append(-1, np.maximum.accumulate(np.where(batch.rows[COMMA][batch.at] > 0, np.arange(len(tags)), -1)))
    likely = np.flatnonzero((bits & CUE > 0) & (bits & AUXILIARY == 0) & (bins >= _LEAST_BIN))
    for view in found.views:
        end = begin + len(view.word)
        own = likely[slice(*np.searchsorted(likely, (begin, end)))] - begin
        cues = [at for at in own.tolist() if view.pair[at] < 0 and in_body(view, at)]
        yield Words(view, tags[begin:end], verbs[begin : end + 1], commas[begin:end] - begin, cues)
        begin = end


def in_body(view: View, at: int) -> bool:
    """Whether a token stands in running text, and not in a heading, a caption or a list."""
    return view.table.paragraph_kind[view.paragraph(at)] in RUNNING
