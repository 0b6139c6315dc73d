"""What stands in front of a name: offices with their tasks, "Minister of Trade and Industry", and parties."""

from __future__ import annotations

from quotekit.names.name import is_organization
from quotekit.names.roles import LONGEST_ROLE, leads_in, one_line, walked_back
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, GIVEN, ROLE, TITLE

_PARTIES = frozenset("Conservative Dem Democrat Independent Labour Liberal Republican Tory".split())
_MOST_BEFORE_PARTY = 3
"""Words in front of a name that end in its party: "Fellow Lib Dem"."""
_LONGEST_BEHIND_PARTY = 5
_BEFORE_TASKS = frozenset({"of", "for", "and", "&", "the"})
ANDS = frozenset({"and", "&"})
_MOST_TASKS = 3
"""Links between an office and the name behind it: "of Trade, of Health and the Arts"."""


def behind_party(view: View, begin: int, last: int) -> int:
    """Where the person begins whose party stands in front: "Ruth Okello" in "Ohio Democrat Ruth Okello"."""
    for at in range(begin + 1, min(begin + _MOST_BEFORE_PARTY, last - 2)):
        if view.word[at] in _PARTIES and view.bits[at + 1] & GIVEN and last - at <= _LONGEST_BEHIND_PARTY:
            return at + 1
    return begin


def holder(view: View, begin: int, last: int) -> tuple[int, int]:
    """The office whose tasks a run of capitals begins with, and where its holder begins; -1 and `begin` for none.

    >>> from quotekit.text.document import look
    >>> holder(look("Minister of Trade and Industry Ana Ruiz left."), 4, 7)
    (0, 5)
    """
    if not begin or view.word[begin - 1] not in _BEFORE_TASKS:  # as nearly always
        return -1, begin
    office = office_before(view, begin)
    return office, _behind_seat(view, begin, last, office) if office >= 0 else begin


def office_before(view: View, begin: int) -> int:
    """The word of the office whose tasks end in front of a token: "Minister" before "Industry Ana Ruiz"; -1 for none.

    >>> from quotekit.text.document import look
    >>> view = look("Minister of Trade and Industry Ana Ruiz left.")
    >>> office_before(view, 4), office_before(view, 5)
    (0, -1)
    """
    at, floor = begin, view.bounds[view.sentence[begin]][0]
    for _ in range(_MOST_TASKS):
        link = at - 2 if at - 2 > floor and view.word[at - 1] == "the" else at - 1
        if link <= floor:
            return -1
        if view.word[link] in ("of", "for"):
            return link - 1 if view.bits[link - 1] & (TITLE | ROLE) else -1
        if view.word[link] not in ANDS:
            return -1
        at = link
        while at > floor and view.bits[at - 1] & CAPITAL:
            at -= 1
        if at == link:
            return -1
    return -1


def _behind_seat(view: View, begin: int, last: int, office: int) -> int:
    """Where the person begins in what follows an office: "Ruth Okello" in "Mayor of Leith Ruth Okello"."""
    if view.bits[begin] & GIVEN:
        return begin
    given = (at for at in range(begin + 1, last - 1) if view.bits[at] & GIVEN and last - at <= 3)
    is_of = begin - office < 4 and "of" in view.word[office:begin]
    is_two = is_of and last - begin == 4 and all(map(str.istitle, view.word[begin:last]))
    department = last - 2 if is_two and not is_organization(view, begin, last) else begin
    return next(given, department)


def is_task(view: View, first: int, last: int) -> bool:
    """Whether a word is the first task of an office whose holder follows: "Trade" of "Minister of Trade and"."""
    if last + 2 >= len(view.word) or not view.bits[last + 1] & CAPITAL:
        return False
    office = office_before(view, first)
    return office >= 0 and bool(view.bits[office] & CAPITAL) and view.word[first - 1] in ("of", "for")


def role_with_tasks(view: View, office: int, first: int) -> str:
    """The words from an office to the name at token `first`: "Minister of Trade and Industry" before "Ana Ruiz".

    >>> from quotekit.text.document import look
    >>> role_with_tasks(look("Norrland Minister of Trade and Industry Ana Ruiz left."), 1, 6)
    'Norrland Minister of Trade and Industry'
    """
    floor = max(view.bounds[view.sentence[first]][0], office - LONGEST_ROLE)
    start = walked_back(view, office, floor, not view.bits[office] & CAPITAL)
    while start < office and leads_in(view, start):
        start += 1
    return one_line(view.text(start, first))
