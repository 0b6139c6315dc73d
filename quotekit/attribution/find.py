"""Quotations with their cue and source: from the labels of tokens, for many articles at once."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.decisions.words import Words, words_of
from quotekit.attribution.denials import is_denied
from quotekit.attribution.negation import says_nothing
from quotekit.attribution.stages import Weights, decide
from quotekit.attribution.tagging.tagger import Passes, label
from quotekit.attribution.verdicts import judged
from quotekit.text.document import View
from quotekit.text.lexicon import WORD


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
    decided = decide(Decided(views, label(views, passes)), weights)
    drafts = judged(decided)
    if any("caption" in view.table.paragraph_kind for view in views):
        drafts = [[draft for draft in own if _is_heard(words, draft)] for words, own in zip(words_of(decided), drafts)]
    return [_told(view, own) for view, own in zip(views, drafts)]


def _is_heard(words: Words, draft: QuoteDraft) -> bool:
    """Whether a draft is speech, and not what a picture shows: "The mayor says goodbye to staff in this file photo."""
    view = words.view
    if draft.kind != "indirect" or view.table.paragraph_kind[view.paragraph(draft.start)] != "caption":
        return True
    is_word = draft.cue is not None and bool(view.bits[draft.cue[1] - 1] & WORD)  # "Photo: the mayor speaks"
    return is_word and any(words.has_verb(*piece) for piece in draft.content)


def _told(view: View, drafts: list[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts that say something, those marked whose speaker says that it is not so."""
    kept = [draft for draft in drafts if not says_nothing(view, draft)]
    return [draft._replace(denied=True) if is_denied(view, draft) else draft for draft in kept]
