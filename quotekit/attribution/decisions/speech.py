"""Speech or not: which pairs of marks quote somebody, and which set off a name, a word or a doubt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.batch import Batch, running
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import LEXICON, POS, SHAPE, SUFFIX3, WORD, Columns, Ints
from quotekit.text.lexicon import CAPITAL

DECISION = Decision(
    "speech",
    strength=0.2,
    scale="probability",
    least=0.5,
    templates="""
bias count last first second before before2 after after2 after3 first&second before2&before after&after2
capital shape opening closing style count&capital count&last count&opening count&closing opening&closing
ending count&ending ending&after cue.before cue.after cue.beforeword cue.afterword cue.before&count cue.after&ending
share share&count share&opening share&closing doubt doubt&count doubt&share labels labels&count labels&share
others others&count before.pos after.pos before.pos&after.pos last&after suffix count&first count&before
""",
)
_ALONE, _FEWEST = np.float32(0.6), 5
"""Least probability of speech, and fewest words, of marks around a whole paragraph: PolNeAR annotates nothing that has
no cue, so that the regression takes such paragraphs for no speech."""


class Speech(NamedTuple):
    """Whether marks hold what somebody said, wrote or thinks."""

    sure: Floats
    """(n_pairs,) the probability of each pair of marks."""

    def likely(self) -> NDArray[np.bool_]:
        """(n_pairs,) whether each is taken to."""
        likely: NDArray[np.bool_] = self.sure > DECISION.least
        return likely


def _asked(before: Decided) -> Rows[None]:
    return Rows(None, pair_columns(before.seen))


def _answered(before: Decided, rows: Rows[None], sure: Floats) -> Speech:
    return Speech(np.where(whole_paragraphs(before.seen.batch), np.maximum(sure, _ALONE), sure))


def whole_paragraphs(batch: Batch) -> NDArray[np.bool_]:
    """(n_pairs,) whether each closed pair holds a whole paragraph of some length, which is speech, whoever's."""
    opened, first, last, closed = batch.pairs[:-1].T
    around = batch.around[first]
    long = batch.words[last] - batch.words[first] >= _FEWEST
    whole: NDArray[np.bool_] = (around[:, 0] == opened) & (around[:, 1] == closed) & (last < closed) & long
    return whole


def pair_columns(seen: Labelled) -> Columns:
    """What is known of each pair of marks, (n_pairs,) each."""
    batch, rows, found = seen.batch, seen.batch.rows, seen.columns
    opened, first, last, closed = batch.pairs[:-1].T
    end = np.maximum(last - 1, 0)
    word, pos = rows[WORD], rows[POS]
    inside = np.maximum(batch.words[last] - batch.words[first], 1)
    capitals = running((rows[LEXICON] & CAPITAL) > 0)
    begins, ends = batch.sentence[opened, 0] == opened, batch.sentence[np.maximum(closed - 1, 0), 1] == closed
    around = batch.around[np.minimum(first, len(word) - 1)]
    content = running(seen.labels >= 5)
    size = np.maximum(last - first, 1)
    columns = {
        "bias": np.ones(len(first)),
        "count": bucket(inside),
        "first": word[first],
        "second": np.where(first + 1 < last, word[np.minimum(first + 1, end)], 1),
        "last": word[end],
        "suffix": rows[SUFFIX3][end],
        "before": word[opened - 1],
        "before2": word[opened - 2],
        "after": word[closed],
        "after2": word[closed + 1],
        "after3": word[np.minimum(closed + 2, len(word) - 1)],
        "before.pos": pos[opened - 1],
        "after.pos": pos[closed],
        "shape": rows[SHAPE][first],
        "capital": 4 * (capitals[last] - capitals[first]) // inside,
        "opening": begins + 2 * (around[:, 0] == opened),
        "closing": ends + 2 * (around[:, 1] == closed),
        "ending": pos[end],
        "style": batch.style[:-1],
        "cue.before": found["left.far"][opened] * 8 + found["left.cue"][opened],
        "cue.after": found["right.far"][end] * 8 + found["right.cue"][end],
        "cue.beforeword": found["left.word"][opened],
        "cue.afterword": found["right.word"][end],
        "share": 5 * (content[last] - content[first]) // size,
        "doubt": (8 * (seen.content[last] - seen.content[first]) / size).astype(np.int32),
        "labels": seen.labels[opened - 1] * 8 + seen.labels[closed],
        "others": _others(seen, around),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _others(seen: Labelled, around: Ints) -> Ints:
    """How many pairs begin in the same paragraph, up to 4."""
    begins = np.zeros(len(seen.batch.types), bool)
    begins[seen.batch.pairs[:-1, 0]] = True
    count = running(begins)
    others: Ints = np.minimum(count[around[:, 1]] - count[around[:, 0]], 4)
    return others


STAGE = Stage(DECISION, _asked, _answered)
