"""Which surnames so many people have that a first name does not tell who is meant."""

from __future__ import annotations

_COMMON = frozenset(
    "adams ahmed ali allen anderson bailey baker bell bennett brooks brown butler campbell carter chen clark "
    "clarke cole collins cook cooper cox cruz davies davis diaz edwards evans fisher foster fox garcia gomez "
    "gonzalez gray green hall hamilton harris harrison henderson hernandez hill howard hughes hunt jackson james "
    "jenkins johnson johnston jones kaur kelly kennedy khan kim king kumar lee lewis li lopez macdonald marshall "
    "martin martinez mason miller mitchell moore morgan morris murphy murray myers nelson nguyen patel parker "
    "perez peterson phillips powell price ramirez reed reid reyes reynolds richardson rivera roberts robertson "
    "robinson rodriguez rogers ross russell ryan sanchez sanders scott sharma shaw simmons simpson singh smith "
    "stevens stewart sullivan taylor thomas thompson thomson torres turner walker wallace walsh wang ward watson "
    "webb west white williams wilson wood wright wu yang young zhang".split()
)
MANY_FIRST_NAMES = 3
"""First names with one surname, in what is read, that make it a common one."""


def is_common(surname: str) -> bool:
    """Whether many people have a surname, folded.

    >>> is_common("smith"), is_common("okello")
    (True, False)
    """
    return surname in _COMMON
