"""Denials: finds whose speaker says that the content is not so ("denied that", "rejected claims that").

What a denial takes is in `data/words/denials.tsv`: a clause, a claim ("claims", "the notion"), what was not done, or
anything at all. A negated denial is none ("did not deny"), a negated belief is one ("did not accept that").
"""

from __future__ import annotations

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.negation import form_at, is_gerund, negation
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB, AUXILIARY, CUE, DETERMINER, POSSESSIVE, PREPOSITION, SUBJECT, WORD
from quotekit.text.phrases import BE, is_finite
from quotekit.wordtables import Row

_CLAUSE = frozenset({"that", "whether", "if"})
_OBJECTS = frozenset({"him", "her", "them", "us", "me", "you"})
_QUANTITIES = frozenset({"much", "most", "some", "all", "any", "many", "part"})
_LONGEST = 8
"""Tokens from a denial to the noun of what it denies."""


def is_denied(view: View, draft: QuoteDraft) -> bool:
    """Whether the speaker of a find says that its content is not so.

    >>> from quotekit.text.document import look
    >>> view = look("He denied that it had rained.")
    >>> is_denied(view, QuoteDraft(((2, 6),), "labelled", (1, 2), (0, 1), kind="indirect"))
    True
    """
    found = _denial(view, draft)
    if found is None:
        return False
    at, last, row = found
    takes = frozenset(row["takes"].split(","))
    if _few(view, draft) or bool(negation(view, at, draft.source)) is not (row["negated"] == "yes"):
        return False
    return _is_taken(view, draft, last, takes) if draft.content[0][0] >= last else _is_turned(view, draft, at, takes)


def _few(view: View, draft: QuoteDraft) -> bool:
    return draft.source is not None and view.lower(draft.source[0]) == "few"


def _denial(view: View, draft: QuoteDraft) -> tuple[int, int, Row] | None:
    """The last denial of a cue, or the one that governs it ("denied saying"): from, to, which; None where none is."""
    if draft.cue is None:
        return None
    first, last = draft.cue
    for at in reversed(range(first, last)):
        if found := form_at(view.lexicon.denials, view, at):
            return None if _another_verb(view, found[0], last) else (at, *found)
    at = first
    while at > 0 and at > first - 4 and (view.bits[at - 1] & (ADVERB | DETERMINER) or view.word[at - 1] == "having"):
        at -= 1
    found = form_at(view.lexicon.denials, view, at - 1) if at else None
    if not found or found[0] != at or not (is_gerund(view, first) or view.lower(first) in view.lexicon.denied):
        return None
    return None if draft.source and draft.source[1] > at else (at - 1, *found)


def _another_verb(view: View, first: int, last: int) -> bool:
    """Whether a cue goes on from a denial to another verb: "disputed this, saying", but not "denied saying"."""
    others = [at for at in range(first, last) if view.bits[at] & CUE and view.lower(at) not in view.lexicon.denied]
    return bool(others) and others[0] > first and not view.bits[others[0] - 1] & ADVERB


def _is_taken(view: View, draft: QuoteDraft, last: int, takes: frozenset[str]) -> bool:
    """Whether the content, behind a denial that ends before token `last`, is what is denied."""
    first, end = draft.content[0]
    if any(view.word[at] == ":" for at in range(last, first)) or "as" in (view.lower(first), view.lower(first - 1)):
        return False
    if view.pair[first] >= 0 and view.word[view.pairs[view.pair[first]].open - 1] in (",", "."):
        return False
    opening = view.lower(first - 1) if view.lower(first - 1) in _CLAUSE else view.lower(first)
    if "anything" in takes:
        return not _is_withheld(view, last, end)
    if "clause" in takes and (opening == "that" or (_is_clause(view, first) and not _prepositions(view, last, first))):
        return True
    return ("doing" in takes and is_gerund(view, first)) or ("claim" in takes and _claims(view, last, first, end))


def _prepositions(view: View, last: int, first: int) -> bool:
    """Whether a denial takes its content by a preposition: "doubts about whether", "did not agree on"."""
    return any(view.bits[at] & PREPOSITION for at in range(last, first))


def _is_clause(view: View, first: int) -> bool:
    """Whether a clause without "that" begins: "he will come", "the calf will live"."""
    if view.lower(first) in _CLAUSE or view.lower(first - 1) in _CLAUSE:
        return True
    if view.bits[first] & SUBJECT and not view.bits[first] & DETERMINER:
        return bool(view.bits[first + 1] & WORD) if first + 1 < len(view.word) else False
    if view.bits[first] & PREPOSITION or view.lower(first) in _QUANTITIES:
        return False
    end = min(view.bounds[view.sentence[first]][1], first + _LONGEST)
    return any(view.bits[at] & AUXILIARY for at in range(first + 1, end))


def _is_withheld(view: View, last: int, end: int) -> bool:
    """Whether a denial keeps something from somebody: "denied him entry", "denied the request"."""
    if view.lower(last) in _OBJECTS:
        return last + 1 < end and not view.bits[last + 1] & AUXILIARY and view.lower(last + 1) != "that"
    named = next((at for at in range(last, end) if not view.named[at]), end)
    if last < named < end and view.bits[named] & (DETERMINER | POSSESSIVE):  # "denied Iran a weapon"
        return True
    for at in range(last, min(end, last + _LONGEST)):
        if view.lexicon.denied.get(view.lower(at)) == "withheld":
            return at + 1 == len(view.word) or not view.bits[at + 1] & AUXILIARY
        if (
            view.lower(at) in _CLAUSE
            or view.bits[at] & (AUXILIARY | SUBJECT)
            or view.lexicon.denied.get(view.lower(at))
        ):
            return False
        if is_gerund(view, at) and at - last < 2:
            return False
    return False


def _claims(view: View, last: int, first: int, end: int) -> bool:
    """Whether a claim is denied ("rejected the government's claim that"), and not called something ("as nonsense")."""
    stop = min(end, max(first, last) + _LONGEST)
    noun = next((at for at in range(last, stop) if view.lexicon.denied.get(view.lower(at)) == "claim"), None)
    if noun is None or any(_breaks(view, at, last) for at in range(last, noun)):
        return False
    for at in range(noun + 1, end):
        if view.lower(at) == "as":
            return False
        if view.lower(at) in _CLAUSE or view.bits[at] & (AUXILIARY | SUBJECT) or is_finite(view, at):
            return True
    return True


def _breaks(view: View, at: int, last: int) -> bool:
    """Whether a token ends the noun phrase that a denial takes."""
    word, bits = view.lower(at), view.bits[at]
    if word == "of":
        return view.lower(at - 1) not in _QUANTITIES
    if not bits & WORD:
        return word not in ("-", "'s", "’s", "'", "’", "“", "”", '"')
    return bool(bits & (PREPOSITION | AUXILIARY | SUBJECT)) or (word in _CLAUSE and at > last)


def _is_turned(view: View, draft: QuoteDraft, at: int, takes: frozenset[str]) -> bool:
    """Whether what is denied stands in front: "claims that it leaked were denied by", "a leak, which he denies"."""
    assert draft.cue is not None
    if not takes & {"anything", "claim"}:
        return False
    (first, _), (_, end) = draft.content[0], draft.content[-1]
    passive = any(view.lower(i) in BE for i in range(draft.cue[0], at)) or view.lower(draft.cue[0] - 1) in BE
    relative = any(view.lower(i) == "which" for i in range(end - 1, draft.cue[0]))
    claim = any(view.lexicon.denied.get(view.lower(i)) == "claim" for i in range(first, min(end, first + _LONGEST)))
    return (relative and (claim or "anything" in takes)) or (passive and (claim or view.lower(first) == "that"))
