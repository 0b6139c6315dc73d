"""Quotations with their cue and source: from the labels of tokens, for many articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.denials import is_denied
from quotekit.attribution.drafts import QuoteDraft
from quotekit.attribution.negation import says_nothing
from quotekit.attribution.stages import Weights, decide
from quotekit.attribution.tagging.tagger import Passes, label
from quotekit.attribution.verdicts import judged
from quotekit.text.document import View


def find_drafts(views: Sequence[View], passes: Passes, weights: Weights) -> list[list[QuoteDraft]]:
    """The quotations of each article in the order of the text, best asked for a dozen articles or more at once.

    >>> from quotekit.models.model import Model
    >>> from quotekit.text.document import look
    >>> view = look("“It will rain all week,” the mayor said on Monday.")
    >>> model = Model.shipped()
    >>> [[draft]] = find_drafts([view], model.passes, model.decisions)
    >>> view.text(*draft.content[0]), view.text(*draft.source)
    ('It will rain all week,', 'the mayor')
    """
    if not views:
        return []
    drafts = judged(decide(Decided(views, label(views, passes)), weights))
    return [_told(view, own) for view, own in zip(views, drafts)]


def _told(view: View, drafts: list[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts that say something, those marked whose speaker says that it is not so."""
    kept = [draft for draft in drafts if not says_nothing(view, draft)]
    return [replace(draft, denied=True) if is_denied(view, draft) else draft for draft in kept]
