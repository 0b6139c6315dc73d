"""Finds that tell no words of anybody.

Their cue is negated: who does not say, refuses to say, or is nobody. Or their content is what somebody spoke of.
"""

from __future__ import annotations

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SUBJECT,
    SUBORDINATOR,
    WORD,
)
from quotekit.text.phrases import BE, Range
from quotekit.wordtables import Forms, Row

_NOT = frozenset({"not", "never", "cannot", "without", "hardly", "scarcely", "neither", "nor", "no", "any", "little"})
_ONLY = frozenset({"only", "just", "merely", "simply"})
_PARTICLES = frozenset({"out", "off", "up", "down", "away", "back", "over", "in", "on"})
_NOBODY = frozenset({"nobody", "none", "neither", "no", "nor", "no-one"})
_BETWEEN = frozenset("to or nor either neither confirm confirmed confirming be been being".split())
"""Words that may stand between a verb and its negation, beside auxiliaries and adverbs."""
_FARTHEST = 8
_FIND = frozenset({"find", "finds", "finding", "found"})
_CLAUSES = frozenset("that to what when where why how who which whether if".split())
_THESE = frozenset({"that", "this", "these", "those", "such"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where"})
_WHAT_TO = frozenset({"plan", "plans", "intention", "intentions", "intent", "call", "calls"})
"""Nouns of which an infinitive tells the words: "announced plans to sell the mill"."""
_SHOW = frozenset("show shows showed shown suggest suggests suggested indicate indicates indicated".split())
_SHOW |= frozenset("reveal reveals revealed demonstrate demonstrates demonstrated".split())
_SELVES = frozenset({"myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"})


def form_at(forms: Forms, view: View, at: int) -> tuple[int, Row] | None:
    """Where the form that begins at a token ends, and its row; None where none begins."""
    for rest, row in forms.get(view.lower(at), ()):
        last = at + 1 + len(rest)
        if tuple(word.lower() for word in view.word[at + 1 : last]) == rest:
            return last, row
    return None


def is_gerund(view: View, at: int) -> bool:
    """Whether a word looks like what somebody does: "selling", but not "king"."""
    return view.word[at].endswith("ing") and len(view.word[at]) > 4


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
    if word == "yet" and view.word[at + 1] == "to":
        return "negated"
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
    nothing: "the flag ruled it out"; "the team found themselves needing three goals" is no finding. What shows without
    anybody who does, as "a look at the map shows", is said by nobody.
    """
    if draft.cue is None or draft.kind != "indirect":
        return False
    if _is_rest_of_verb(view, draft) or _is_plight(view, draft.cue, draft.content[0][0]) or _is_shown(view, draft):
        return True
    return any(_is_silence(view, draft, at) for at in _verbs(view, draft))


def _is_rest_of_verb(view: View, draft: QuoteDraft) -> bool:
    words = draft.tokens
    last = view.lower(words[-1])
    return last in _PARTICLES and len(words) <= 2 and all(view.bits[at] & PRONOUN for at in words[:-1])


def _is_plight(view: View, cue: Range, content: int) -> bool:
    """Whether somebody is in a state: "found themselves needing", "found it easier to", "it was telling that"."""
    if cue[1] != content:
        return False
    word, verb = view.lower(content), view.lower(content - 1)
    if verb == "telling":
        return word == "that"
    found_it = word == "it" and content + 2 < len(view.word) and view.word[content + 2] == "to"
    return verb in _FIND and (word in _SELVES or found_it)


def _is_shown(view: View, draft: QuoteDraft) -> bool:
    """Whether a thing shows what is told: it stands in front of the verb, and nobody was found to be the source."""
    assert draft.cue is not None
    first, last = draft.cue
    if draft.source or view.lower(last - 1) not in _SHOW or draft.content[0][0] < last or first == 0:
        return False
    is_thing = view.bits[first - 1] & WORD and not view.bits[first - 1] & (CONJUNCTION | PREPOSITION | SUBORDINATOR)
    return bool(is_thing) and not any(view.lower(at) in BE for at in range(*draft.cue))


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


def is_bare_object(view: View, draft: QuoteDraft) -> bool:
    """Whether a content is no more than what somebody spoke of: "praised the forward", not "praised him as a saint".

    >>> from quotekit.text.document import look
    >>> view = look("She dismissed the latest rumour. She dismissed the claim that it had rained.")
    >>> find = QuoteDraft(((2, 5),), cue=(1, 2), kind="indirect")
    >>> is_bare_object(view, find), is_bare_object(view, find._replace(content=((8, 14),), cue=(7, 8)))
    (True, False)
    """
    if draft.kind != "indirect" or draft.cue is None or len(draft.content) > 1 or draft.content[0][0] != draft.cue[1]:
        return False
    first, last = draft.content[0]
    if view.lower(first) in _THESE and last - first == 2 and not view.bits[first + 1] & (AUXILIARY | SUBJECT | ADVERB):
        return _takes_object(view, draft.cue)  # "rejected that idea"
    if view.lower(first) in _CLAUSES or is_gerund(view, first) or not _takes_object(view, draft.cue):
        return False
    relative = next((at + 1 for at in range(first, last) if view.lower(at) in _RELATIVE), last)
    return not any(_tells_what(view, at, draft.cue) for at in range(first, relative))


def _takes_object(view: View, cue: Range) -> bool:
    """Whether a cue ends in a verb whose object alone is no words."""
    ends = (form_at(view.lexicon.mentions, view, at) for at in range(*cue))
    return any(found[0] == cue[1] for found in ends if found)


def _tells_what(view: View, at: int, cue: Range) -> bool:
    """Whether a token makes words of an object: "hailed it as a miracle", "called for him to go", "claims of fraud"."""
    word, bits = view.lower(at), view.bits[at]
    if word in ("of", "that"):
        return view.lexicon.denied.get(view.lower(at - 1)) == "claim"
    if word == "to":
        return view.lower(at - 1) in _WHAT_TO or view.lower(cue[1] - 1) == "for"
    is_subject = bits & SUBJECT and not bits & DETERMINER and word not in _RELATIVE
    return word == "as" or bool(bits & AUXILIARY or is_subject)
