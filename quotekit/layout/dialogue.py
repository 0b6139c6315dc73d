"""Dialogue in dashes: `— We are broke, said Ana Ruiz. — We pay no one.`, where a text uses it throughout."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.signatures import BY_PRINT
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, CUE, SUBJECT
from quotekit.text.phrases import Range, after, before

_DASHES = frozenset("—–―")
_ENDS = frozenset({",", "?", "!", "…", "—", "–"})
"""What stands between what is said and the verb of speech."""
_SHARE = 0.25
"""Of the paragraphs that begin with a dash, how many must hold a verb of speech."""


def dialogue_of(view: View) -> list[QuoteDraft]:
    """What is said in the dashes of a text; nothing where they are bullets or it uses marks.

    >>> from quotekit.text.document import look
    >>> view = look("— We are broke, said Ana Ruiz. We paid twice.")
    >>> [draft] = dialogue_of(view)
    >>> [view.text(*piece) for piece in draft.content], view.text(*draft.source)
    (['We are broke', 'We paid twice.'], 'Ana Ruiz')
    """
    if view.pairs:
        return []
    bounds = view.table.paragraph_token.tolist()
    dashed = [(first, last) for first, last in bounds if first < last and view.word[first] in _DASHES]
    drafts = [draft for first, last in dashed if (draft := _spoken(view, first + 1, last))]
    told = sum(draft.source is not None for draft in drafts)
    return drafts if told and told >= _SHARE * len(dashed) and len(drafts) == len(dashed) else []


def _spoken(view: View, first: int, last: int) -> QuoteDraft | None:
    """What one paragraph behind a dash says, and who: None where it holds nothing."""
    if first >= last or not view.bits[first] & CAPITAL:
        return None
    for at in range(first + 1, last - 1):
        source = _source_behind(view, at, last) or _source_before(view, at, first)
        if source:
            end, behind = min(at, source[0]), max(at + 1, source[1])
            content = [(first, end - (view.word[end - 1] not in ("?", "!", "…"))), *_goes_on(view, behind, last)]
            return QuoteDraft(tuple(content), "dialogue", (at, at + 1), source, confidence=BY_PRINT)
    return QuoteDraft(((first, last),), "dialogue", confidence=BY_PRINT)


def _source_behind(view: View, at: int, last: int) -> Range | None:
    """Who says it, where a verb of speech stands at a token behind a comma or a stop: ", said Ana Ruiz"."""
    if not view.bits[at] & CUE or not view.word[at].islower() or view.word[at - 1] not in _ENDS:
        return None
    source = after(view, at + 1)
    if not source or source[1] > last or not view.bits[source[0]] & (CAPITAL | SUBJECT):
        return None
    return source


def _source_before(view: View, at: int, first: int) -> Range | None:
    """Who says it, where a verb of speech stands at a token behind its subject and a comma: ", she said"."""
    if not view.bits[at] & CUE or not view.word[at].islower() or view.word[at - 1] in _ENDS:
        return None
    pronoun = (at - 1, at) if view.bits[at - 1] & SUBJECT else None
    source = pronoun or before(view, at, view.bounds[view.sentence[at]][0])
    if not source or source[0] <= first + 1 or view.word[source[0] - 1] not in _ENDS:
        return None
    return source if view.bits[source[0]] & (CAPITAL | SUBJECT) else None


def _goes_on(view: View, at: int, last: int) -> Iterator[Range]:
    """What is said behind the attribution: from the next sentence or dash on."""
    if at < last and view.word[at] in {*_DASHES, ","}:
        yield from [(at + 1, last)] if at + 1 < last else []
        return
    end = view.bounds[view.sentence[at - 1]][1]
    while end < last and view.word[end] in _DASHES:
        end += 1
    if end < last:
        yield end, last
