"""Cues that are negated: who does not say, refuses to say, or is nobody. Such a find tells no words of anybody."""

from __future__ import annotations

from quotekit.attribution.drafts import QuoteDraft
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB, AUXILIARY, PRONOUN
from quotekit.text.phrases import Range
from quotekit.wordtables import Forms, Row

_NOT = frozenset({"not", "never", "cannot", "without", "hardly", "scarcely", "neither", "nor", "no", "any", "little"})
_ONLY = frozenset({"only", "just", "merely", "simply"})
_PARTICLES = frozenset({"out", "off", "up", "down", "away", "back", "over", "in", "on"})
_NOBODY = frozenset({"nobody", "none", "neither", "no", "nor", "no-one"})
_BETWEEN = frozenset("to or nor either neither confirm confirmed confirming be been being".split())
"""Words that may stand between a verb and its negation, beside auxiliaries and adverbs."""
_FARTHEST = 8
_FIND = frozenset({"find", "finds", "finding", "found"})
_SELVES = frozenset({"myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"})


def form_at(forms: Forms, view: View, at: int) -> tuple[int, Row] | None:
    """Where the form that begins at a token ends, and its row; None where none begins."""
    for rest, row in forms.get(view.lower(at), ()):
        last = at + 1 + len(rest)
        if tuple(word.lower() for word in view.word[at + 1 : last]) == rest:
            return last, row
    return None


def _silence_at(view: View, at: int) -> tuple[int, str] | None:
    found = form_at(view.lexicon.silences, view, at)
    return (found[0], found[1]["kind"]) if found else None


def negation(view: View, verb: int, source: Range | None) -> str | None:
    """How the verb at a token is negated: `negated` ("did not say"), `refusal` ("refused to say"), or None.

    >>> from quotekit.text.document import look
    >>> negation(look("They not only said so."), 3, (0, 1)), negation(look("They did not say so."), 3, (0, 1))
    (None, 'negated')
    """
    if source and _is_nobody(view, source):
        return "negated"
    begin, at = max(view.bounds[view.sentence[verb]][0], verb - _FARTHEST), verb
    while at > begin:
        if source and source[1] == at and source[0] > begin and view.bits[source[0] - 1] & AUXILIARY:
            at = source[0]  # "nor did the mayor say"
            continue
        at -= 1
        if found := _negation_at(view, at, verb, begin):
            return found
        if not (view.bits[at] & (AUXILIARY | ADVERB) or view.lower(at) in _BETWEEN or _is_manner(view, at)):
            return None
    return None


def _negation_at(view: View, at: int, verb: int, begin: int) -> str | None:
    word = view.word[at].replace("’", "'")
    word = word.lower() if at == begin else word  # "George Little said"
    if word in _NOT or word.endswith("n't"):
        return None if view.lower(at + 1) in _ONLY else "negated"
    found = _silence_at(view, at)
    starts = [found] if found else [_silence_at(view, first) for first in range(max(0, at - 2), at)]
    return next(("refusal" for one in starts if one and one[1] == "refusal" and at < one[0] <= verb), None)


def _is_manner(view: View, at: int) -> bool:
    return view.word[at].endswith("ly") or view.lower(at) in ("further", "any")


def _is_nobody(view: View, source: Range) -> bool:
    first = source[0]
    if view.lower(first) == "no":  # not "No 10" and "No. 10"
        return source[1] - first > 1 and view.word[first + 1].islower()
    return view.lower(first) in _NOBODY


def says_nothing(view: View, draft: QuoteDraft) -> bool:
    """Whether a find tells that something was not said: "refused to say whether", "declined to comment", "nobody said".

    Words in marks are words all the same, and "refused to back the bill" says something. The rest of a verb says
    nothing: "the flag ruled it out"; "the team found themselves needing three goals" is no finding.
    """
    if draft.cue is None or draft.kind != "indirect":
        return False
    if _is_rest_of_verb(view, draft) or _is_plight(view, draft.cue, draft.content[0][0]):
        return True
    return any(_is_silence(view, draft, at) for at in _verbs(view, draft))


def _is_rest_of_verb(view: View, draft: QuoteDraft) -> bool:
    words = draft.tokens
    last = view.lower(words[-1])
    return last in _PARTICLES and len(words) <= 2 and all(view.bits[at] & PRONOUN for at in words[:-1])


def _is_plight(view: View, cue: Range, content: int) -> bool:
    return cue[1] == content and view.lower(content - 1) in _FIND and view.lower(content) in _SELVES


def _verbs(view: View, draft: QuoteDraft) -> list[int]:
    """Where the verbs of a find stand: the last of its cue, with "or"; what is refused, at the head of its content."""
    assert draft.cue is not None
    spoken = [at for at in range(*draft.cue) if _silence_at(view, at)]
    first, last = draft.content[0]
    found = _silence_at(view, spoken[-1]) if spoken else None
    if not found or found[1] != "refusal" or first < draft.cue[1]:
        return [at for at in spoken if at == spoken[-1] or view.lower(at + 1) in ("or", "nor")]
    return [at for at in range(first, min(last, first + 6)) if _begins(view, first, at)][-1:]


def _begins(view: View, first: int, at: int) -> bool:
    """Whether nothing but "to", adverbs and other verbs of speech stand between the head of a content and a token."""
    if not _silence_at(view, at):
        return False
    return all(
        view.bits[i] & ADVERB or view.lower(i) in _BETWEEN or _is_manner(view, i) or _silence_at(view, i)
        for i in range(first, at)
    )


def _is_silence(view: View, draft: QuoteDraft, verb: int) -> bool:
    found = _silence_at(view, verb)
    how = negation(view, verb, draft.source)
    return bool(found and (how == "refusal" or (how == "negated" and found[1] == "speech")))
