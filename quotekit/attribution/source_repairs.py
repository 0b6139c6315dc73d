"""Repairs of sources: whom the verb, a preposition or the print beside it says to be the speaker.

Each is told a draft and the mended one before it in its article, and gives back the draft mended; None where it does
not apply. Their names, their order and an example of each stand in `rules.py`.
"""

from __future__ import annotations

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.names.name import NAMED
from quotekit.text import phrases
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
)
from quotekit.text.phrases import BE, POSSESSIVES, Range, after, is_finite

_PERSON = NAMED.index("person")
_QUOTES = frozenset({"quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"})
_HEARD = frozenset({"told", "informed", "warned", "advised", "notified", "assured", "asked"})
_RELATIVE = frozenset({"who", "whom", "which"})
_CLAUSES = frozenset({"who", "which", "whose"})
_PARTS = frozenset({",", "—", "–", "-", "--"})
_IN_RELATIVE = frozenset({"who", "which", "that", "whose"})
_POLLED = frozenset({"questioned", "polled", "surveyed", "interviewed", "asked"})
_ASIDES = frozenset({"however", "meanwhile", "though", "too", "instead", "then", "also"})
_ON_OCCASION = frozenset({"in", "at", "on", "during", "after", "before"})
_NO_VERB = ADVERB | PREPOSITION | DETERMINER | CONJUNCTION | SUBORDINATOR | PRONOUN
_FAR = 20  # tokens between "quoted" and "as saying", and behind "by"


def named_behind_to(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The source behind "according to" that was taken for a part of the content, or of the cue."""
    if draft.source or not draft.cue:
        return None
    begun, at = draft.cue
    if view.lower(begun) == "according" and begun + 2 < at:
        return draft._replace(cue=(begun, begun + 2), source=(begun + 2, at))
    (first, end), *others = draft.content
    found = after(view, at, closed=True) if first == at and view.word[at - 1].lower() == "to" else None
    if not found or not found[1] + 1 < end or view.word[found[1]] != ",":
        return None
    if any(is_finite(view, i) for i in range(*found)):  # "According to a filing, those funds hold shares, which"
        return None
    return draft._replace(source=found, content=((found[1] + 1, end), *others))


def quoted_speaks(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of "The Post quoted Ana Ruiz as saying it was over" what she said: she speaks, and not the paper."""
    if not draft.cue or view.word[draft.cue[1] - 1].lower() not in _QUOTES:
        return None
    start, end = draft.cue[1], view.bounds[view.sentence[draft.cue[0]]][1]
    at = next((i for i in range(start, min(end - 1, start + _FAR)) if view.word[i : i + 2] == ["as", "saying"]), start)
    if at == start or any(view.pair[i] >= 0 for i in range(start, at)):
        return None
    content = draft.content  # “It is over,” the paper quoted Ana Ruiz as saying. “It was late.”
    if content[-1][1] > draft.cue[0]:
        ahead = tuple(piece for piece in content if piece[1] <= draft.cue[0] and view.pair[piece[0]] >= 0)
        content = ahead + _behind(content, at + 2)
    return draft._replace(source=(start, at), cue=(at, at + 2), content=content) if content else None


def quoted_by_speaks(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of "Ana Ruiz was quoted by The Post as saying it was over" what she said."""
    if not draft.cue or not draft.source or draft.source[1] != draft.cue[0] or view.word[draft.cue[0]] != "as":
        return None
    at = draft.source[0] - 3
    if at < 1 or view.word[at] not in BE or view.word[at + 1] not in _QUOTES or view.word[at + 2] != "by":
        return None
    subject = phrases.before(view, at, view.bounds[view.sentence[at]][0])
    return draft._replace(source=subject) if subject else None


def _behind(content: tuple[Range, ...], at: int) -> tuple[Range, ...]:
    """What of a content stands behind a token."""
    return tuple((max(first, at), last) for first, last in content if last > at)


def hearer_silent(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """No source where it is who hears, or who is spoken of: "Ana Reyes was told that", "The firm was accused of"."""
    if not draft.source or not draft.cue or draft.source[1] > draft.cue[0]:
        return None
    first, last = draft.cue
    is_told = last - first > 1 and view.lower(last - 1) in _HEARD and _has_be(view, first, last - 1)
    return draft._replace(source=None) if is_told or _is_spoken_of(view, draft.source, draft) else None


def _has_be(view: View, first: int, last: int) -> bool:
    return any(view.lower(at) in BE for at in range(first, last))


def _is_spoken_of(view: View, source: Range, draft: QuoteDraft) -> bool:
    """Whether a verb is a passive whose subject somebody else speaks of: "is said to", "has been described as"."""
    assert draft.cue is not None
    first, last = draft.cue
    at = last - 1
    while at > first and (view.bits[at] & PREPOSITION or view.word[at] == "as"):
        at -= 1
    if view.lower(at) not in view.lexicon.passives or view.sentence[source[0]] != view.sentence[first]:
        return False
    if view.lower(source[0]) == "it" and draft.kind != "indirect" and view.lower(draft.content[0][0]) != "that":
        return False  # whose words they are is open, and who looked at it is near: "it was labelled “true”"
    while at > max(source[1], first - 2) and (
        view.bits[at - 1] & (AUXILIARY | ADVERB) or view.word[at - 1][-2:] == "ly"
    ):
        at -= 1
        if view.lower(at) in BE:
            return True
    return view.word[at - 1] in POSSESSIVES and view.lower(at - 2) in ("it", "that")  # "it's expected to"


def agent_speaks(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The agent of a passive: "was told by Ana Ruiz, the mayor, that it rained", "was called “odd” by Ana Ruiz"."""
    if draft.source or not draft.cue or not BE & {view.word[at].lower() for at in range(*draft.cue)}:
        return None
    start, end = draft.cue[1], view.bounds[view.sentence[draft.cue[0]]][1]
    by = next((at for at in range(start, min(end, start + _FAR)) if view.word[at] == "by" and view.pair[at] < 0), end)
    agent = _agent(view, by + 1) if by + 1 < end else None
    if not agent:
        return None
    if by == start:
        content = _behind(draft.content, agent[1])
    elif any(_opens_clause(view, at) for at in range(start, by)):
        return None  # "was told that he had been hit by Ana Ruiz"
    else:
        content = tuple((first, min(last, by)) for first, last in draft.content if first < by)
    return draft._replace(source=agent, content=content) if content else None


def _opens_clause(view: View, at: int) -> bool:
    return bool(view.bits[at] & (AUXILIARY | SUBORDINATOR)) and view.pair[at] < 0 and view.word[at] != "as"


def _agent(view: View, at: int) -> Range | None:
    """Who is named or described from a token on, up to a clause; None for what cannot speak."""
    found = after(view, at, closed=True)
    if not found:
        return None
    last = next((i for i in range(*found) if view.word[i] in _IN_RELATIVE and i > at), found[1])
    speaks = any(view.named[i] or view.bits[i] & (ROLE | GROUP) for i in range(at, last))
    return (at, last) if speaks else None


def name_behind_office(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The name that follows a description before the cue: "The union’s Commissioner for Aid, Ana Ruiz, was quoted"."""
    if not draft.source or not draft.cue or not draft.source[1] < draft.cue[0]:
        return None
    first, at = draft.source[1], draft.cue[0]
    if any(view.named[i] for i in range(*draft.source) if i > draft.source[1] - 2) and view.word[first] == ",":
        return None
    last = at - 1 if view.word[at - 1] == "," else at
    name = last
    while name > first and view.named[name - 1]:
        name -= 1
    opens = view.word[first] in ("of", "for", ",")
    if name in (first, last) or not opens or not view.bits[draft.source[1] - 1] & (ROLE | CAPITAL):
        return None
    plain = all(
        view.bits[i] & (CAPITAL | PREPOSITION | CONJUNCTION | DETERMINER) or view.word[i] == ","
        for i in range(first, name)
    )
    return draft._replace(source=(draft.source[0], last)) if plain and view.word[name - 1] == "," else None


def relative_alone(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of a relative clause its subject: "who" of "who has long thought so said", police of "whom police say"."""
    if not draft.source or draft.source[1] - draft.source[0] < 2 or view.word[draft.source[0]] not in _RELATIVE:
        return None
    first, last = draft.source
    has_verb = any(view.bits[at] & AUXILIARY or is_finite(view, at) for at in range(first, last))
    return draft._replace(source=(first, first + 1) if has_verb or last - first > 4 else (first + 1, last))


def those_questioned(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The participle behind "those" is of the source: "65% of those questioned said"."""
    if not draft.source or not draft.cue or draft.source[1] != draft.cue[0] or draft.cue[1] - draft.cue[0] < 2:
        return None
    (first, last), begin = draft.source, view.bounds[view.sentence[draft.source[0]]][0]
    if view.lower(last - 1) != "those" or view.lower(last) not in _POLLED:
        return None
    if last - first == 1 and first - 2 >= begin and view.lower(first - 1) == "of":
        first -= 2
        while first > begin and (view.bits[first - 1] & NUMBER or view.word[first - 1].isdigit()):
            first -= 1
    return draft._replace(source=(first, last + 1), cue=(last + 1, draft.cue[1]))


def occasion_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The name alone behind an occasion at the head of a sentence: "In the speech Ana Ruiz noted"."""
    if not draft.source:
        return None
    (first, last), begin = draft.source, view.bounds[view.sentence[draft.source[0]]][0]
    if first != begin + 1 or view.lower(begin) not in _ON_OCCASION:
        return None
    name = last
    while name > first and (view.named[name - 1] or view.bits[name - 1] & TITLE):
        name -= 1
    if name in (first, last) or view.named[last - 1] != _PERSON:
        return None
    leads = view.word[name - 1] in phrases.POSSESSIVES or view.bits[name - 1] & (
        PREPOSITION | CONJUNCTION | POSSESSIVE | ROLE | DETERMINER
    )
    return None if leads else draft._replace(source=(name, last))


def name_in_front(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The name in front of what describes it: "Ana Ruiz, the head of the harbour board, observes"."""
    if not draft.source or (draft.cue and draft.cue[0] < draft.source[1]):
        return None
    (first, last), begin = draft.source, view.bounds[view.sentence[draft.source[0]]][0]
    if first - 2 < begin or view.word[first - 1] != "," or view.named[first - 2] != _PERSON:
        return None
    describes = any(view.bits[at] & ROLE for at in range(first, last)) and _PERSON not in view.named[first:last]
    name = first - 1
    while name > begin and (view.named[name - 1] == _PERSON or view.bits[name - 1] & TITLE):
        name -= 1
    opens = name == begin or view.bits[name - 1] & (CONJUNCTION | SUBORDINATOR) or view.word[name - 1] == ","
    if not describes or not opens:
        return None
    content = tuple((begun, min(end, name) if end == first - 1 else end) for begun, end in draft.content)
    return draft._replace(source=(name, last), content=content) if all(a < b for a, b in content) else None


def aside_between(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The subject in front of an aside of a word: "Supporters, however, say that it held"."""
    if draft.source or not draft.cue:
        return None
    at, begin = draft.cue[0], view.bounds[view.sentence[draft.cue[0]]][0]
    if at - 3 <= begin or view.word[at - 1] != "," or view.word[at - 3] != "," or view.lower(at - 2) not in _ASIDES:
        return None
    subject = phrases.before(view, at - 3, begin)
    return draft._replace(source=subject) if subject and phrases.can_speak(view, *subject) else None


def clause_passed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The whole subject in front of its verb, with a relative clause: "Bell, who lost his seat in May, said"."""
    if not draft.cue or draft.content[0][0] < draft.cue[0] or view.word[draft.cue[0]].endswith("ing"):
        return None
    at, begin = draft.cue[0], view.bounds[view.sentence[draft.cue[0]]][0]
    parts = at - begin > 4 and view.pair[at] < 0 and view.word[at - 1] in _PARTS
    relative = _relative_before(view, at, begin) if parts else None
    if relative is None or not _is_inside(view, draft.source, relative, at):
        return None
    lead = relative - bool(view.bits[relative - 1] & PREPOSITION)
    begins = view.word[lead - 1] in _PARTS or draft.source == (relative, relative + 1)
    whole = _subject_start(view, lead, begin) if begins else None
    return draft._replace(source=(whole, at - 1)) if whole is not None else None


def _relative_before(view: View, at: int, begin: int) -> int | None:
    """The relative pronoun whose clause, with a verb of its own, ends before a comma and a token."""
    for i in range(at - 3, max(begin, at - phrases.LONGEST), -1):
        if view.pair[i] >= 0:
            return None
        if view.lower(i) in _CLAUSES:
            has_verb = any(view.bits[k] & AUXILIARY or is_finite(view, k) for k in range(i + 1, at - 1))
            is_verb = view.lower(i) == "who" and view.word[i + 1].islower() and not view.bits[i + 1] & _NO_VERB
            return i if (has_verb or is_verb) and view.word[i + 1] != "," else None
    return None


def _is_inside(view: View, source: Range | None, relative: int, at: int) -> bool:
    """Whether a source is none, or was taken from a relative clause: "who", or the subject of its "when she left"."""
    if not source:
        return True
    return relative <= source[0] < source[1] <= at and (source[0] == relative or view.word[source[0] - 1] != ",")


def _subject_start(view: View, lead: int, begin: int) -> int | None:
    """Where the subject in front of a relative clause begins: at its name, or at the phrase; None for no phrase."""
    found = phrases.nearest_antecedent(view, lead)
    first, name = found[0] if found else lead, lead
    if view.named[lead - 2] == _PERSON or (view.named[lead - 2] and view.word[lead - 1] != ","):
        name = lead - 1
    elif not found:
        return None
    elif first - 2 >= begin and view.word[first - 1] == "," and view.named[first - 2]:
        name = first - 1
    if name == lead:
        opens = view.named[first] or view.bits[first] & (CAPITAL | DETERMINER | POSSESSIVE | ROLE | GROUP | NUMBER)
        return first if opens else None
    while name > begin and (view.named[name - 1] or view.bits[name - 1] & (TITLE | ROLE)):
        name -= 1
    return name
