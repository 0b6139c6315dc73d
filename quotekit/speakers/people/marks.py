"""What tells people of one first name and surname apart, as far as their names say it, and when they spoke."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quotekit.speakers.people.appearances import Appearance, double, folded
from quotekit.speakers.surnames import generation

_WEEK = 7


class Marks(NamedTuple):
    """What tells people of one first name and surname apart; "" where a name does not say."""

    double: str
    """The first half of a surname with a hyphen."""
    born: str
    """`jr`, `sr` or a number."""
    middle: str
    """The initials between first and last name: "hw" of George H. W. Bush."""


def marks_of(one: Appearance, doubles: set[str]) -> Marks:
    """The marks of a name; "Robert Kilroy Silk" is "Robert Kilroy-Silk" where `doubles` has "kilroy".

    >>> from quotekit.records import Speaker
    >>> speaker = Speaker("a:s1", "Ida K. Bell-Hale Jr.", "person")
    >>> marks_of(Appearance(("a", "a:s1"), speaker, ("ida", "k", "bell", "hale")), set())
    Marks(double='bell', born='jr', middle='k')
    """
    own, middle = double(one.speaker.name), one.words[1:-1]
    own = own or ("-".join(middle) if "-".join(middle) in doubles else "")
    middle = tuple(word for word in middle if word not in own.split("-"))
    words = folded(one.speaker.name)
    return Marks(own, generation(words) if words else "", "".join(word[0] for word in middle))


def differ(one: Marks, other: Marks) -> bool:
    """Whether the marks of two names are not those of one person; what a name does not say is no mark.

    >>> differ(Marks("", "", "w"), Marks("", "", "hw")), differ(Marks("", "jr", ""), Marks("", "", ""))
    (True, False)
    """
    pairs = (one.born, other.born), (one.middle, other.middle)
    return one.double != other.double or any(a and b and a != b for a, b in pairs)


def weeks_of(members: Iterable[Appearance]) -> set[tuple[str, int]]:
    """The outlets and weeks of some appearances, each with the week beside it.

    >>> weeks_of([])
    set()
    """
    return {
        (one.setting.outlet, one.setting.day // _WEEK + beside)
        for one in members
        if one.setting.outlet and one.setting.day
        for beside in (0, 1)
    }
