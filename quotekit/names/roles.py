"""Roles and titles that stand beside a name, and the gender they and a given name tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from quotekit.names.runs import POSSESSIVES, SUFFIXES, abbreviated
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    FUNCTION,
    GIVEN,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
    WORD,
)

HONORIFICS = frozenset(["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady"])
_LONGEST_ROLE = 12  # tokens
_LONGEST_APPOSITION = 19  # tokens, its comma included
_LONGEST_LEAD = 7  # tokens at the head of an apposition, one of which is a role
_STOPS = frozenset({",", ";", ":", "—", "–", "--", ".", "?", "!"})
_ENDS = _STOPS - {":", "?", "!"}
"""Marks behind an apposition that may be a role."""
_CLAUSES = frozenset({"who", "which", "whose", "as", "when", "while"})
"""Words that end an apposition, as they open a clause."""
_ENDS_APPOSITION = _STOPS | _CLAUSES
_OPENERS = PRONOUN | CONJUNCTION | PREPOSITION | SUBORDINATOR
"""What opens an apposition that is no role."""

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


def after_titles(view: View, first: int, last: int) -> int:
    """One past the last title or role in a run, so that "Police Chief Ann Moss" gives "Ann Moss".

    >>> from quotekit.text.document import look
    >>> after_titles(look("Police Chief Ann Moss left."), 0, 4)
    2
    """
    start = first
    for at in range(first, last):
        is_title = view.bits[at] & TITLE and (at == first or not view.bits[at] & GIVEN)
        is_more = at + 1 < last and SUFFIXES.isdisjoint(view.word[at + 1 : at + 3])  # "Martin Luther King, Jr."
        if (is_title or view.bits[at] & ROLE) and is_more:
            start = at + 1
    while start < last and not view.bits[start] & WORD:
        start += 1
    return start


def roles_of(view: View, run: int, first: int, last: int) -> tuple[str, ...]:
    """The roles beside the name of tokens `first` to `last`, without article: before it, else in front, and behind it.

    `run` is where the capitalized words begin that lead up to the name.

    >>> from quotekit.text.document import look
    >>> roles_of(look("Mayor Ann Moss, a chemist, left."), 0, 1, 3)
    ('Mayor', 'chemist')
    """
    before = _role_before(view, run, first) or _role_in_front(view, run)
    behind = _role_behind(view, last)
    return (*((before,) if before else ()), *((behind,) if behind else ()))


def gender_of(view: View, run: int, first: int, words: tuple[str, ...], role: str | None) -> str:
    """`m`, `f` or `-`, by the title between `run` and `first`, the given name in `words`, or the role.

    >>> from quotekit.text.document import look
    >>> gender_of(look("Mrs. Moss left."), 0, 2, ("Moss",), None)
    'f'
    """
    known = view.lexicon
    for at in range(run, first):
        gender = known.titles.get(view.word[at]) or known.titles.get(view.word[at] + ".")
        if gender in ("m", "f"):
            return gender
    if len(words) > 1 or run == first:  # behind a title a bare name is a surname: "Secretary Clinton"
        gender = known.given_genders.get(words[0]) or known.given_genders.get(words[0].split("-")[0])
        if gender:
            return gender
    if not role:
        return "-"
    genders = {known.role_genders.get(word.lower(), "-") for word in role.split()} - {"-"}
    return genders.pop() if len(genders) == 1 else "-"


def _role_before(view: View, run: int, first: int) -> str | None:
    """ "Inter Miami coach" before a name; a capitalized title alone ("Mayor") too, but no "Mr."."""
    head = run if run < first else first
    roles = bool(
        head
        and view.bits[head - 1] & ROLE
        and not view.bits[head - 1] & CAPITAL
        and view.pair[head - 1] == view.pair[first]
    )
    if not roles and run == first:
        return None
    if run < first and not roles and all(view.word[i].rstrip(".") in HONORIFICS | {""} for i in range(run, first)):
        return None
    start = head
    floor = max(view.bounds[view.sentence[first]][0], head - _LONGEST_ROLE)
    while start > floor and _modifies(view, start - 1) and view.pair[start - 1] == view.pair[first]:
        start -= 1
    while (
        start < head
        and view.bits[start] & FUNCTION
        and not view.bits[start] & NUMBER
        and view.word[start].lower() != "former"
    ):
        start += 1
    end = first
    while end > start and view.word[end - 1] == "." and not abbreviated(view.word[end - 2], view.lexicon):
        end -= 1
    return _one_line(view.text(start, end)) if end > start else None


def _role_in_front(view: View, run: int) -> str | None:
    """ "LAFC coach" in "The LAFC coach, Steve Cherundolo,": a description that the name follows behind a comma."""
    head = run - 1
    if view.word[head] != ",":
        return None
    begin = view.bounds[view.sentence[run]][0]
    if head <= begin or view.pair[head] != view.pair[run]:
        return None
    start = head
    while start > begin and head - start < _LONGEST_ROLE and _modifies(view, start - 1):
        start -= 1
    determined = (start > begin and view.bits[start - 1] & (DETERMINER | POSSESSIVE)) or view.bits[start] & DETERMINER
    while start < head and view.bits[start] & (DETERMINER | POSSESSIVE):
        start += 1
        determined = True
    if not determined or start >= head or not view.bits[head - 1] & ROLE:
        return None
    return _one_line(view.text(start, head))


def _modifies(view: View, at: int) -> bool:
    """Whether a word before a role belongs to it: capitalized, a role, a possessive, an adjective, but no verb."""
    word, bits = view.word[at], view.bits[at]
    if word in POSSESSIVES:
        return True
    if not bits & WORD:
        return word == "." and view.glued(at)
    if bits & CAPITAL:
        return not (bits & FUNCTION and not bits & NUMBER) or word == "Former"
    if word == "and":
        return bool(view.bits[at - 1] & ROLE) if at else False
    if bits & (FUNCTION | CALENDAR) or (word.endswith("ed") and not bits & ROLE):
        return False
    return not bits & CUE or bool(bits & (ROLE | GROUP))


def _role_behind(view: View, last: int) -> str | None:
    """ "LAFC's coach" behind "Steve Cherundolo,": an apposition that holds a role."""
    behind = _apposition(view, last)
    if behind is None or any(reason.holds(behind) for reason in REASONS):
        return None
    start = behind.first
    while start < behind.stop and view.bits[start] & DETERMINER and not view.bits[start] & NUMBER:
        start += 1
    return _one_line(view.text(start, behind.stop)) if behind.stop > start else None


class _Apposition(NamedTuple):
    """What stands behind a name and its comma."""

    view: View
    first: int
    stop: int
    """Where it ends: at a mark, at a word that opens a clause, or where it is too long."""
    goes_on: bool
    """Whether the sentence goes on behind it, on the same side of quotation marks."""

    def bits(self, most: int | None = None) -> Iterator[int]:
        """The properties of its words, of the first ones where `most` is given."""
        return iter(self.view.bits[self.first : self.stop if most is None else min(self.stop, self.first + most)])


def _apposition(view: View, last: int) -> _Apposition | None:
    """What stands behind the comma of a name that ends at token `last`, an age left out; None where there is none."""
    if last >= len(view.word) or view.word[last] != ",":
        return None
    end = view.bounds[view.sentence[last - 1]][1]
    if last + 3 < end and view.word[last + 2] == "," and view.word[last + 1].isdigit():
        last += 2  # the age in "Joan Carveth, 71, a fisherman's widow"
    if last + 1 >= end:
        return None
    stop, most = last + 1, min(end, last + _LONGEST_APPOSITION)
    while stop < most and not _ends_apposition(view, stop, view.pair[last]):
        stop += 1
    goes_on = stop < end and view.pair[stop] == view.pair[last]
    return _Apposition(view, last + 1, stop, goes_on) if stop > last + 1 else None


def _ends_apposition(view: View, at: int, pair: int) -> bool:
    return view.word[at] in _ENDS_APPOSITION or view.pair[at] != pair


REASONS: tuple[Reason[_Apposition], ...] = (
    Reason(
        "a source of what is said",
        "Joan Carveth, according to the mayor, left.",
        lambda behind: behind.view.word[behind.first] == "according",
    ),
    Reason(
        "a clause or an adverbial",
        "Joan Carveth, with a nurse, left.",
        lambda behind: _OPENERS & next(behind.bits()) and not (DETERMINER | POSSESSIVE) & next(behind.bits()),
    ),
    Reason(
        "no role among its first words",
        "Joan Carveth, a pillar of the town, left.",
        lambda behind: not any(map(ROLE.__and__, behind.bits(_LONGEST_LEAD))),
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
)
"""Why what stands behind the comma of a name is no role. Each example has no role, and would have one without it."""


def _one_line(text: str) -> str:
    return " ".join(text.split())
