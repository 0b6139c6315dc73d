"""Confidence: the probability that an attribution is right, content and source, from how sure its parts are.

A logistic regression over the parts' own probabilities in steps is calibrated by its fit (the model card shows how
well), and its odds also decide which finds are too doubtful to be reported at all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.speech import Speech
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import CUE, STEM, WORD, Columns

DECISION = Decision(
    "confidence",
    strength=0.03,
    scale="probability",
    least=(0.2, 0.35, 0.25),  # what is less sure is not reported
    templates="""
kind kind&cued kind&cued&sourced kind&content kind&cue kind&source kind&link kind&origin kind&content&cue kind&speech
kind&cued&speech kind&words kind&cued&words kind&parts kind&cue.stem kind&cue.bin cue.stem kind&source&origin
kind&link&content kind&speech&words kind&opens kind&order kind&cued&last kind&first kind&cue&link kind&origin&link
kind&content&speech
""",
)
_STEPS = (0.4, 0.55, 0.7, 0.8, 0.87, 0.93, 0.97, 0.99)
_ODDS = (-2.0, -1.0, 0.0, 1.0, 2.0, 3.5, 5.0)


class Confidence(NamedTuple):
    """How sure each attribution is."""

    sure: Floats
    """(a,) the probability that content and source are right."""


def _asked(before: Decided) -> Rows[None]:
    return Rows(None, confidence_columns(before))


def _answered(before: Decided, rows: Rows[None], sure: Floats) -> Confidence:
    return Confidence(sure)


def confidence_columns(before: Decided) -> Columns:
    """What is known of each attribution, (a,) each."""
    seen, found, (source, origin) = before.seen, before[Attributions], before[Sources]
    link = np.array([claim.odds for claim in found.claims], np.float32)
    speech = _speech_within(seen, found, before[Speech])
    batch, rows = seen.batch, seen.batch.rows
    cued, sourced = found.cue[:, 1] > 0, source[:, 1] > 0
    tail = found.cue[:, 1] - 1
    columns = {
        "kind": found.kind + 1,
        "cued": cued + 1,
        "sourced": sourced + 1,
        "content": np.digitize(seen.sureness(found.content), _STEPS),
        "cue": np.where(cued, np.digitize(seen.sureness(found.cue), _STEPS) + 1, 0),
        "source": np.where(sourced, np.digitize(seen.sureness(source), _STEPS) + 1, 0),
        "link": np.where(cued, np.digitize(link, _ODDS) + 1, 0),
        "origin": np.where(sourced, np.digitize(origin, _ODDS) + 1, 0),
        "speech": np.digitize(speech, _STEPS),
        "words": bucket(batch.words[found.content[:, 1]] - batch.words[found.content[:, 0]]),
        "parts": np.minimum(found.pieces, 3),
        "cue.stem": np.where(cued, rows[STEM][tail], 0),
        "cue.bin": np.where(cued, rows[CUE][tail] + 1, 0),
        "opens": batch.sentence[found.content[:, 0], 0] == found.content[:, 0],
        "order": np.where(cued, 1 + (found.cue[:, 0] < found.content[:, 0]), 0),
        "last": rows[WORD][found.content[:, 1] - 1],
        "first": rows[WORD][found.content[:, 0]],
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _speech_within(seen: Labelled, found: Attributions, speech: Speech) -> Floats:
    """The probability that the first pair of marks in each content holds speech; 1 where there is none."""
    pair = seen.batch.pair[np.minimum(found.content[:, 0], len(seen.batch.pair) - 1)]
    return np.append(speech.sure, np.float32(1))[pair]


STAGE = Stage(DECISION, _asked, _answered)
