"""What stands behind the comma of a name and says who that is: "LAFC's coach" behind "Steve Cherundolo,"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from quotekit.names.runs import POSSESSIVES
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    FUNCTION,
    GIVEN,
    NUMBER,
    ORGANIZATION,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    TITLE,
    WORD,
    Lexicon,
)

_LONGEST = 19  # tokens, the comma included
_STOPS = frozenset({",", ";", ":", "—", "–", "--", ".", "?", "!"})
_ENDS = _STOPS - {":", "?", "!"}
"""Marks behind an apposition that may be a role."""
_CLAUSES = frozenset({"who", "which", "whose", "as", "when", "while"})
"""Words that end an apposition, as they open a clause."""
_ENDS_APPOSITION = _STOPS | _CLAUSES
_LEADS = DETERMINER | POSSESSIVE | ADVERB
"""What stands in front of the words of a role: "now a", "their"."""
_PARTIES = frozenset({"Democrat", "Republican"})
_OTHER_PARTIES = frozenset({"Conservative", "Liberal", "Independent", "Tory"})
"""What a member of parliament is called: "Norrland Democrat and chair of the committee"; the others behind "a"."""
_MODIFYING = frozenset(
    "acting banking boxing broadcasting building campaigning coaching consulting engineering exiting farming filming "
    "finding fishing founding fundraising gaming governing housing incoming leading licensing living lobbying managing "
    "manufacturing marketing mining nursing opposing outgoing planning polling presiding programming publishing "
    "racing ranking reigning remaining retiring rising ruling sailing serving setting shipping singing sitting "
    "spending sporting surviving swimming teaching trading training voting winning writing".split()
)
"""Words in -ing that belong to a role: "nursing director"; others are verbs: "covering singer Ruth Okello"."""
_GO_ON = frozenset(
    "known born seen sworn chosen made elect emeritus designate extraordinaire responsible familiar close critical "
    "present general based opposed".split()
)
"""What may stand behind a role besides words in -ed and -ing: "adviser known for his hats", "professor emeritus"."""
_STATES = frozenset({"state", "staff", "lady"})
"""Ends of roles of several words that are none alone: "chief of staff"."""

Evidence = TypeVar("Evidence")


@dataclass(frozen=True, slots=True)
class Reason(Generic[Evidence]):
    """Why words that look like a name, or like a role, are one or are none; the first reason that holds decides."""

    name: str
    example: str
    """A text in which it decides: a test demands that other names or roles are found without it."""
    holds: Callable[[Evidence], object]
    against: bool = True
    """Whether it speaks against; else it settles that the words are what they look like."""


def is_verbal(word: str) -> bool:
    """Whether a word in -ing is a verb as far as is known: "covering", but no "nursing".

    >>> is_verbal("covering"), is_verbal("nursing"), is_verbal("king")
    (True, False, False)
    """
    return len(word) > 5 and word.endswith("ing") and word not in _MODIFYING


def is_base_of_cue(word: str, lexicon: Lexicon) -> bool:
    """Whether a verb of speech stands as a noun does before another: "press secretary", "campaign manager"."""
    cue = lexicon.cues.get(word)
    return cue is not None and cue.lemma == word


def role_behind(view: View, last: int) -> str | None:
    """The role behind the comma of a name that ends at token `last`, without article; None for none.

    >>> from quotekit.text.document import look
    >>> role_behind(look("Ann Moss, now a judge at the show, left."), 2)
    'judge at the show'
    """
    behind = _apposition(view, last)
    if behind is None or any(reason.holds(behind) for reason in REASONS):
        return None
    start, stop = behind.begin, behind.stop
    while stop > start and _dangles(view, stop - 1):
        stop -= 1
    return _one_line(view.text(start, stop)) if stop > start else None


def _dangles(view: View, at: int) -> bool:
    """Whether a word at the end is the rest of something cut off: "author of" a title in quotation marks."""
    word, bits = view.word[at], view.bits[at]
    return word in POSSESSIVES or word == "so-called" or bool(bits & FUNCTION and not bits & (NUMBER | CAPITAL))


class _Apposition(NamedTuple):
    """What stands behind a name and its comma."""

    view: View
    first: int
    stop: int
    """Where it ends: at a mark, at a word that opens a clause, or where it is too long."""
    goes_on: bool
    """Whether the sentence goes on behind it, on the same side of quotation marks."""
    begin: int
    """Where its words begin behind "a", "now a" or "their"."""
    head: int
    """The last role before its first preposition or relative; -1 for none."""

    def bits(self) -> Iterator[int]:
        """The properties of its words."""
        return iter(self.view.bits[self.first : self.stop])


def _apposition(view: View, last: int) -> _Apposition | None:
    """What stands behind the comma of a name that ends at token `last`, an age left out; None where there is none."""
    if last >= len(view.word) or view.word[last] != ",":
        return None
    end = view.bounds[view.sentence[last - 1]][1]
    if last + 3 < end and view.word[last + 2] == "," and view.word[last + 1].isdigit():
        last += 2  # the age in "Joan Carveth, 71, a fisherman's widow"
    if last + 1 >= end:
        return None
    stop, most = last + 1, min(end, last + _LONGEST)
    while stop < most and not _ends_apposition(view, stop, view.pair[last], end):
        stop += 1
    if stop == last + 1:
        return None
    goes_on = stop < end and view.pair[stop] == view.pair[last]
    begin = _begin(view, last + 1, stop)
    return _Apposition(view, last + 1, stop, goes_on, begin, _head(view, begin, stop))


def _ends_apposition(view: View, at: int, pair: int, end: int) -> bool:
    if view.word[at] == "." and view.glued(at) and at + 1 < end:  # "President George W. Hale"
        return False
    return view.word[at] in _ENDS_APPOSITION or view.pair[at] != pair


def _begin(view: View, first: int, stop: int) -> int:
    """Where the words of a role begin behind an article, "now a" or "their"."""
    at = first
    while at < stop and view.bits[at] & _LEADS and not view.bits[at] & (NUMBER | CAPITAL | PREPOSITION):
        at += 1
    return at


def _head(view: View, first: int, stop: int) -> int:
    """The last role in the words before the first preposition or relative; "and" joins only until there is one."""
    head, at = -1, first
    parties = _PARTIES | _OTHER_PARTIES if view.word[first - 1] in ("a", "an") else _PARTIES
    while at < stop and _may_stand_before(view, at, head >= 0 or at == first) and not _is_full_name(view, at):
        if is_role(view, at) or view.word[at] in parties:
            head = at
        at += 1
    return head


def _is_full_name(view: View, at: int) -> bool:
    """Whether somebody's name begins here: "Sen. Tom Bell of Leith and ..."; not "Tom Bell’s former aide"."""
    behind = view.word[at + 2] if at + 2 < len(view.word) else ""
    is_two = view.bits[at] & GIVEN and at + 1 < len(view.word) and view.bits[at + 1] & CAPITAL
    is_place = view.bits[at] & PLACE or view.word[at + 1 : at + 2] in (["Democrat"], ["Republican"])
    return (
        bool(is_two)
        and not is_place
        and behind not in POSSESSIVES
        and not view.bits[at + 1] & (ROLE | ORGANIZATION | PLACE)
    )


def _may_stand_before(view: View, at: int, has_head: bool) -> bool:
    word, bits = view.word[at], view.bits[at]
    if bits & CONJUNCTION:
        return not has_head
    if word == "of":  # "Bank of Norrland president"
        return not has_head and bool(view.bits[at - 1] & view.bits[min(at + 1, len(view.bits) - 1)] & CAPITAL)
    if word.endswith("ed") and view.bits[at - 1] & CAPITAL and not bits & (CAPITAL | ROLE):  # "Tom Bell hosted"
        return False
    return bool(not bits & FUNCTION or bits & NUMBER or (bits & CAPITAL and not bits & PREPOSITION))


def is_role(view: View, at: int) -> bool:
    """Whether a word is a role by itself, or ends one of several words: "staff" in "chief of staff", "first lady"."""
    word = view.word[at].lower()
    if not view.bits[at] & ROLE:
        return False
    return word not in _STATES or (at > 0 and view.word[at - 1].lower() in ("of", "first"))


def _is_predicate(behind: _Apposition) -> bool:
    """Whether a verb or a noun follows the head: "source told", "president’s handling", but not "lawyer based in"."""
    at, view = behind.head + 1, behind.view
    while at < behind.stop and view.bits[at] & CAPITAL:
        at += 1
    if behind.head < 0 or at >= behind.stop or view.bits[at] & FUNCTION:
        return False
    word, bits = view.word[at], view.bits[at]
    if not word.islower() or not bits & WORD:
        return word in POSSESSIVES and at == behind.head + 1
    is_joined = at + 1 >= behind.stop or view.bits[at + 1] & (PREPOSITION | ADVERB) or view.word[at + 1].endswith("ing")
    if word.endswith("ed") and not bits & ROLE:
        return not is_joined
    return not word.endswith("ing") and word not in _GO_ON


def _names_another(behind: _Apposition) -> bool:
    """Whether the name of somebody else follows the head: "Ivanka Bell, Mayor Tom Moss and others"."""
    view, at = behind.view, behind.head + 1
    if behind.head < 0:
        return False
    while at < behind.stop and (view.word[at] == "." or (view.bits[at] & TITLE and not view.bits[at] & GIVEN)):
        at += 1
    if at >= behind.stop or not view.bits[at] & CAPITAL or view.bits[at] & (ORGANIZATION | FUNCTION):
        return False
    if view.bits[behind.head] & TITLE and not view.bits[at] & PLACE:
        return True
    return bool(view.bits[at] & GIVEN) or (at + 1 < behind.stop and bool(view.bits[at + 1] & CAPITAL))


def _is_pronoun(bits: int) -> bool:
    return bool(bits & PRONOUN and not bits & (DETERMINER | POSSESSIVE | NUMBER | CAPITAL))  # "the US attorney"


REASONS: tuple[Reason[_Apposition], ...] = (
    Reason(
        "no role among its first words",
        "Joan Carveth, a pillar of the town, left.",
        lambda behind: behind.head < 0 or behind.view.word[behind.first][:2] in ("R-", "D-", "I-"),
    ),
    Reason(
        "a verb in it",
        "Near Joan Carveth, a nurse was asleep.",
        lambda behind: any(map(AUXILIARY.__and__, behind.bits())),
    ),
    Reason(
        "more of the sentence behind it",
        "For Joan Carveth, a nurse who left, it rained.",
        lambda behind: behind.goes_on and behind.view.word[behind.stop] not in _ENDS,
    ),
    Reason("a verb behind the role", "Near Joan Carveth, a nurse told the mayor, it rained.", _is_predicate),
    Reason(
        "a clause in it",
        "Near Joan Carveth, an officer of the port warned that, and it rained.",
        lambda behind: "that" in behind.view.word[behind.begin : behind.stop],
    ),
    Reason(
        "somebody in it",
        "Near Joan Carveth, a nurse from Leith hit him, and left.",
        lambda behind: any(map(_is_pronoun, behind.bits())),
    ),
    Reason(
        "a verb in front of the role",
        "Joan Carveth, becoming head of the trust, left.",
        lambda behind: any(map(is_verbal, behind.view.word[behind.begin : behind.head])),
    ),
    Reason("the name of somebody else", "They met Joan Carveth, Mayor Tom Bell.", _names_another),
)
"""Why what stands behind the comma of a name is no role. Each example has no role, and would have one without it."""


def _one_line(text: str) -> str:
    return " ".join(text.split())
