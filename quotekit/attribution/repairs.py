"""Repairs of drafts when the fitted decisions have spoken: where contents and sources begin and end.

Each is told a draft and the mended one before it in its article, and gives back the draft mended; None where it does
not apply. Their names, their order and an example of each stand in `rules.py`.
"""

from __future__ import annotations

from quotekit.attribution.clauses import may_be_subject, second_verb
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.drafting import SAID
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    WORD,
)
from quotekit.text.phrases import LONGEST, Range, after, is_finite

_DASHES = frozenset("—–-―") | {"--"}
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_CLOSING = frozenset(")]}%!?…'’") | {"..."}
_OPENING = frozenset("([{$£€#@'‘…") | {"..."}
_SAY = frozenset({"say", "says", "said", "writes", "wrote"})
_PARTS = frozenset({";", ":"}) | _DASHES
_TELL = frozenset(
    "tell tells told telling ask asks asked asking assure assures assured assuring reassured warn warns warned warning "
    "inform informs informed informing remind reminds reminded reminding notify notified advise advises advised".split()
)
_OPENS = frozenset({"that", "whether", "if", "how", "why", "what"})
_NO_HEARER = _OPENS | {"which", "who", "where", "when", "whose", "whom", "to", "of", "for", "about", "because"}
_HE = frozenset({"he", "she", "we", "they", "i"})
_STOPS = frozenset({":", ";", ".", "—", "–", "--"})
_LONGEST_HEARER = 14
_MODIFYING = _RELATIVE | {"taken", "done", "made", "held", "given", "written"}
"""What opens a clause behind a noun, as words in "-ed" do."""
_LEADS_TO_TIME = frozenset({"on", "in", "late", "early", "earlier", "this", "last", "next", "past"})
_TIMES = frozenset({"today", "yesterday", "tonight", "tomorrow"})
SPANS = frozenset({"week", "month", "year", "night", "morning", "evening", "afternoon", "weekend", "summer", "winter"})
_LONGEST_TIME = 4


def edges_trimmed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Contents without the marks that enclose them, and without the punctuation outside of marks at their edges."""
    pieces = tuple([_bare(view, piece) for piece in draft.content])
    return draft._replace(content=pieces) if pieces != draft.content else None


def _bare(view: View, piece: Range) -> Range:
    """A content without the marks that enclose it, and without the punctuation outside of marks at its edges."""
    first, last = piece
    pair = view.pair[first]
    if pair >= 0 and pair == view.pair[last - 1]:
        inner = max(first, view.pairs[pair].first), min(last, view.pairs[pair].last)
        return inner if inner[0] < inner[1] else piece
    while last - first > 1 and view.pair[last - 1] < 0 and _hangs(view, last - 1, _CLOSING):
        last -= 1
    while last - first > 1 and view.pair[first] < 0 and _hangs(view, first, _OPENING):
        first += 1
    return (first, last) if (first, last) == piece else _bare(view, (first, last))


def _hangs(view: View, at: int, kept: frozenset[str]) -> bool:
    return not view.bits[at] & WORD and view.word[at] not in kept and not view.word[at].isalnum()


def source_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """No source where it is a noun phrase that runs into the cue or the content."""
    if not draft.source:
        return None
    taken = (*draft.content, draft.cue) if draft.cue else draft.content
    overlaps = any(draft.source[0] < last and first < draft.source[1] for first, last in taken)
    return draft._replace(source=None) if overlaps else None


def source_trimmed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A source without the comma or the relative pronoun at its end: "Alan Berger, a gynecologist, who" """
    if not draft.source:
        return None
    first, last = draft.source
    while last - first > 1 and (_is_relative(view.word[last - 1]) or _hangs(view, last - 1, _CLOSING)):
        last -= 1
    return draft._replace(source=(first, last)) if last != draft.source[1] else None


def _is_relative(word: str) -> bool:
    return word.lower() in _RELATIVE and not word.isupper()  # "The WHO said"


def subject_in_front(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Both sides of words that part a subject from its verb: "Loneliness, she argues, has serious consequences"."""
    if not draft.cue or not draft.source:
        return None
    at, first, last = draft.start, min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1])
    begin, head = view.bounds[view.sentence[first]][0], first - 1
    if at != last + 1 or not 0 < head - begin <= LONGEST or not view.word[head] == view.word[last] == ",":
        return None
    is_verb = view.pair[at] < 0 and (view.bits[at] & AUXILIARY or is_finite(view, at))
    if not is_verb or any(view.pair[i] >= 0 for i in range(begin, head)):
        return None
    parted = next((i for i in range(head - 1, begin, -1) if view.word[i] in _PARTS), begin - 1)
    begin = head - 1 if _is_relative(view.word[head - 1]) else parted + 1
    return draft._replace(content=((begin, head), *draft.content)) if begin < head else None


def relative_ahead(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of what leads up to a relative clause the pronoun alone: "They met a man who, police say, wore gloves"."""
    if not draft.cue or len(draft.content) < 2 or draft.content[0][1] > draft.cue[0]:
        return None
    first, last = draft.content[0]
    while last > first and not view.bits[last - 1] & WORD:
        last -= 1
    if last - first < 2 or view.pair[last - 1] >= 0 or not _is_relative(view.word[last - 1]):
        return None
    lead = () if view.bits[last - 2] & PREPOSITION else ((last - 1, last),)  # "the speech in which he announced"
    return draft._replace(content=(*lead, *draft.content[1:]))


def turned(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """What stands in front of "says" and who says it: "Their careers are over, says the boss of the board"."""
    if draft.cue is None or draft.kind != "indirect" or view.lower(draft.cue[0]) not in _SAY:
        return None
    (first, last), at = draft.content[0], draft.cue[0]
    begin, end = view.bounds[view.sentence[at]]
    if not first == draft.cue[1] == at + 1 or len(draft.content) > 1 or view.word[at - 1] != ",":
        return None
    if at - begin < 5 or last - first > LONGEST:
        return None
    if any(view.bits[i] & AUXILIARY or is_finite(view, i) for i in range(first, last)):
        return None
    source = after(view, first)
    if not source or (source[1] < end and view.word[source[1]] not in (",", ".")):
        return None
    return draft._replace(content=((begin, at - 1),), source=source)


def time_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Without the time behind it: "Mr Howe last week told", "The LAPD early Monday declared"."""
    if not draft.source or not draft.cue or draft.cue[0] < draft.source[1]:
        return None
    first, last = draft.source
    at = _time_start(view, first, last)
    if at == last or view.bits[at - 1] & PREPOSITION:
        return None  # "the report from March"
    if any(view.word[at] in _MODIFYING or view.word[at].endswith("ed") for at in range(first, last)):
        return None  # "a poll taken last week", "a survey released Friday"
    while at - 1 > first and view.word[at - 1] == ",":
        at -= 1
    return draft._replace(source=(first, at)) if first < at else None


def _time_start(view: View, first: int, last: int) -> int:
    """Where the time at the end of a source begins; `last` where there is none."""
    word = view.word[last - 1]
    if not (view.bits[last - 1] & CALENDAR or word in _TIMES or word in SPANS):
        return last
    at = last - 1
    while at > first and last - at <= _LONGEST_TIME and tells_time(view, at - 1):
        at -= 1
    leads = {view.word[i] for i in range(at, last)} & _LEADS_TO_TIME
    if view.bits[last - 1] & CALENDAR or word in _TIMES:
        return at if not view.bits[at] & CAPITAL or view.bits[at] & CALENDAR else at + 1
    return at if word in SPANS and leads else last


def tells_time(view: View, at: int) -> bool:
    """Whether a word belongs to a time: a day, a number, "last" of "last week"."""
    number = view.bits[at] & NUMBER or view.word[at].isdigit()
    return bool(view.word[at] in _LEADS_TO_TIME or view.bits[at] & CALENDAR or number)


def hearer_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A content without who hears it: "asked the board whether it rained", "said to Ana Ruiz that it rained"."""
    if not draft.cue or draft.kind == "direct" or draft.content[0][0] != draft.cue[1]:
        return None
    (first, last), *others = draft.content
    if last - first < 4:  # who hears it, and two words that are told
        return None
    verb, tells = view.lower(draft.cue[1] - 1), view.lower(draft.cue[1] - 1) in _TELL
    if not tells and (view.lower(first) != "to" or not _can_hear(view, first + 1)):
        return None
    begin = first if tells else first + 1
    if view.lower(begin) in _NO_HEARER or (view.bits[begin] & PREPOSITION and not view.bits[begin] & CAPITAL):
        return None
    for at in range(begin + 1, min(last - 2, begin + _LONGEST_HEARER)):
        if _opens_told(view, at, verb if tells else ""):
            return draft._replace(content=((at, last), *others))
        if _ends_hearer(view, at):
            return None
    return None


def _can_hear(view: View, at: int) -> bool:
    """Whether somebody may be named or described from a token on: "to Ana Ruiz", but not "to leave"."""
    return bool(view.bits[at] & (CAPITAL | DETERMINER | POSSESSIVE | PRONOUN | ROLE | GROUP))


def _opens_told(view: View, at: int, verb: str) -> bool:
    """Whether what is told begins behind who hears it; `verb` is what takes the hearer, "" where "to" does."""
    if view.pair[at] >= 0:
        return False
    word, finite = view.lower(at), view.bits[at + 1] & AUXILIARY or is_finite(view, at + 1)
    if word in _OPENS:  # not "the polls that show", "stories of how"
        shows = word == "that" and (finite or view.bits[at + 1] & CUE)
        return not shows and not view.bits[at - 1] & PREPOSITION
    if word == "who":
        return verb.startswith("ask") and bool(view.bits[at + 1] & PRONOUN)
    return bool(verb) and word in _HE and bool(finite)


def _ends_hearer(view: View, at: int) -> bool:
    """Whether no hearer goes on over a token: a verb, a mark, a pronoun that begins a clause."""
    ends = view.pair[at] >= 0 or view.word[at] in _STOPS or view.lower(at) in _NO_HEARER | _HE
    return ends or bool(view.bits[at] & AUXILIARY) or is_finite(view, at)


def turned_between(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Who speaks between two commas: "As a result, says the board, it rained", "It rained, said Bell, who left"."""
    if draft.cue is None or draft.cue[1] - draft.cue[0] != 1 or view.pair[draft.cue[0]] >= 0:
        return None
    at = draft.cue[0]
    begin, end = view.bounds[view.sentence[at]]
    if (
        at <= begin
        or view.word[at - 1] != ","
        or view.lower(at) not in SAID - _TELL
        or _has_subject(view, draft, begin)
    ):
        return None
    source = after(view, at + 1)
    if not source or source[1] + 2 >= end or view.word[source[1]] != "," or not _speaks(view, source):
        return None
    behind = source[1] + 1
    if _is_relative(view.word[behind]):
        told = at - 1 - begin > 3 and len(draft.content) == 1
        return draft._replace(source=source, content=((begin, at - 1),)) if told else None
    content = tuple((max(a, behind) if b > at else a, b) for a, b in draft.content if b <= at or b > behind)
    return draft._replace(source=source, content=content) if content else None


def _has_subject(view: View, draft: QuoteDraft, begin: int) -> bool:
    """Whether the source of a draft stands behind its cue, or is the subject in front: "Bell, the mayor, said"."""
    assert draft.cue is not None
    if not draft.source:
        return False
    first, last = draft.source
    leads = first == begin or view.bits[first - 1] & CONJUNCTION
    return first > draft.cue[0] or (last >= draft.cue[0] - 1 and bool(leads))


def _speaks(view: View, source: Range) -> bool:
    """Whether a phrase behind a verb is who speaks: a name, a role or a group, without a verb in it."""
    named = any(view.named[i] or view.bits[i] & (ROLE | GROUP) for i in range(*source))
    has_verb = any(view.bits[i] & AUXILIARY or is_finite(view, i) for i in range(*source))
    return named and not has_verb and not view.bits[source[0]] & POSSESSIVE and source[1] - source[0] <= _LONGEST_HEARER


def second_verb_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A content without the second verb of who says it: "The mayor said the dam held and warned that it may not"."""
    at = second_verb(view, draft, draft.content[0][0] + 3) if draft.kind != "direct" else None
    if at is None or may_be_subject(view, draft.content[0][0]):
        return None
    end = at - (view.word[at - 1] == ",")
    content = tuple((first, min(last, end)) for first, last in draft.content if first < end)
    return draft._replace(content=content)
