"""Offices in runs of capitalized words: where one ends and the name of who has it begins."""

from __future__ import annotations

from quotekit.names.name import is_organization
from quotekit.names.roles import HONORIFICS, links_office
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, FUNCTION, GIVEN, ORGANIZATION, ROLE, TITLE, WORD

_BESIDE_OFFICE = frozenset({"of", "Acting", "Interim", "Former", "Assistant", "Associate"})
"""What stands in an office besides titles and roles."""
_BEFORE_TASKS = frozenset({"of", "for", "and", "&", "the"})
_MOST_TASKS = 3
"""Links between an office and the name behind it: "of Trade, of Health and the Arts"."""


def is_office(view: View, begin: int, last: int, surnames: frozenset[str]) -> bool:
    """Whether a run names an office and nobody: "the Culture Secretary", "the Secretary of State"; not "Ms. King"."""
    if not view.bits[last - 1] & TITLE:  # as nearly always
        return False
    if view.word[last - 1] in surnames and (
        view.word[begin] in HONORIFICS
        or (last - begin == 1 and not view.bits[begin - 1] & DETERMINER)
        or is_unknown_before(view, last - 1)
    ):
        return False
    if begin + 1 < last and view.word[begin + 1] == "of":
        return last - begin == 3 and bool(view.bits[begin] & TITLE)
    if any(view.bits[at] & GIVEN for at in range(begin, last)) or is_organization(view, begin, last):
        return False
    return not view.bits[last - 1] & ORGANIZATION


def is_unknown_before(view: View, at: int) -> bool:
    """Whether a title is behind one capitalized word that no table knows and in front of no other: "Mervyn King said".

    >>> from quotekit.text.document import look
    >>> [is_unknown_before(look(text), 1) for text in ("Mervyn King left.", "Culture Secretary Ann Moss left.")]
    [True, False]
    """
    first = at - 1
    if first < 0 or view.bits[first] != WORD | CAPITAL:
        return False
    before = view.bits[first - 1] if first else 0
    if before & DETERMINER or (before & CAPITAL and not before & (TITLE | ROLE | FUNCTION)):
        return False
    return at + 1 == len(view.word) or not view.bits[at + 1] & CAPITAL


def is_first_task(view: View, at: int) -> bool:
    """Whether a word is the first of two of an office: "Work" of "Work and Pensions Secretary"."""
    if at + 3 >= len(view.word) or view.word[at + 1] != "and" or not links_office(view, at + 1):
        return False
    return bool(view.bits[at + 3] & CAPITAL and view.bits[at + 3] & (TITLE | ROLE))


def is_of_an_office(view: View, at: int) -> bool:
    """Whether a token before a person's name is of an office, not of an organization: "Acting Secretary of State"."""
    is_title = view.bits[at] & (TITLE | ROLE) or not view.bits[at] & WORD
    return bool(is_title) or view.word[at] in _BESIDE_OFFICE


def office_before(view: View, begin: int) -> int:
    """The word of the office whose tasks end in front of a token: "Minister" before "Industry Ana Ruiz"; -1 for none.

    >>> from quotekit.text.document import look
    >>> view = look("Minister of Trade and Industry Ana Ruiz left.")
    >>> office_before(view, 4), office_before(view, 5)
    (0, -1)
    """
    if not begin or view.word[begin - 1] not in _BEFORE_TASKS:  # as nearly always
        return -1
    at, floor = begin, view.bounds[view.sentence[begin]][0]
    for _ in range(_MOST_TASKS):
        link = at - 2 if at - 2 > floor and view.word[at - 1] == "the" else at - 1
        if link <= floor:
            return -1
        if view.word[link] in ("of", "for"):
            return link - 1 if view.bits[link - 1] & (TITLE | ROLE) else -1
        if view.word[link] not in ("and", "&"):
            return -1
        at = link
        while at > floor and view.bits[at - 1] & CAPITAL:
            at -= 1
        if at == link:
            return -1
    return -1


def behind_seat(view: View, begin: int, last: int, office: int) -> int:
    """Where the person begins in what follows an office: "Ruth Okello" in "Mayor of Leith Ruth Okello"."""
    if office < 0 or view.bits[begin] & GIVEN:
        return begin
    given = (at for at in range(begin + 1, last - 1) if view.bits[at] & GIVEN and last - at <= 3)
    is_of = begin - office < 4 and "of" in view.word[office:begin]
    is_two = is_of and last - begin == 4 and all(map(str.istitle, view.word[begin:last]))
    department = last - 2 if is_two and not is_organization(view, begin, last) else begin
    return next(given, department)


def is_between(view: View, first: int, last: int) -> bool:
    """Whether a word is the first task of an office whose holder follows: "Trade" of "Minister of Trade and"."""
    if last + 2 >= len(view.word) or view.word[last] not in ("and", "&") or not view.bits[last + 1] & CAPITAL:
        return False
    office = office_before(view, first)
    return office >= 0 and bool(view.bits[office] & CAPITAL) and view.word[first - 1] in ("of", "for")


def is_titled_person(view: View, first: int, start: int, last: int) -> bool:
    """Whether "House Speaker Ruth Okello" with the name from `start` is a person, although a house comes first."""
    titled = any(view.bits[i] & TITLE for i in range(max(first, start - 2), start))
    words = sum(1 for i in range(start, last) if view.bits[i] & WORD)
    known = first < start < last and (view.bits[start] & GIVEN or titled) and 2 <= words <= 5
    return bool(known) and not is_organization(view, start, last)
