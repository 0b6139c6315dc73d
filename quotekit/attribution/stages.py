"""The stages of attribution, in order: prediction and fitting (`training/decisions.py`) both walk this list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quotekit.attribution import verdicts
from quotekit.attribution.decisions import acts, confidence, contents, joins, links, sources, speech
from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.decisions.stage import Decided, Stage

BETWEEN_SPANS: tuple[Stage[Any], ...] = (
    speech.STAGE,
    contents.STAGE,
    links.STAGE,
    joins.STAGE,
    sources.STAGE,
    acts.STAGE,
    confidence.STAGE,
)
"""Each rests only on those before it. A decision more is a file in `decisions/` and a line here."""
STAGES = (*BETWEEN_SPANS, *verdicts.STAGES)
"""All of them: what is decided of whole finds rests on all that was decided between spans."""

Weights = Mapping[str, Logistic]
"""A regression for each decision, by its name."""


def decide(before: Decided, weights: Weights, stages: Sequence[Stage[Any]] = STAGES) -> Decided:
    """Everything that the fitted decisions say of some labelled articles."""
    for stage in stages:
        before = stage.after(before, stage.rows(before), weights[stage.decision.name])
    return before
