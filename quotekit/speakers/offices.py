"""Roles of speakers as a reader would print them: "Senator" for "Senators", none that says nothing, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SINGULAR = {
    "sens": "Sen.",
    "senators": "Senator",
    "reps": "Rep.",
    "representatives": "Representative",
    "govs": "Gov.",
    "governors": "Governor",
    "congressmen": "Congressman",
    "justices": "Justice",
    "presidents": "President",
    "professors": "Professor",
    "ministers": "Minister",
    "secretaries": "Secretary",
}
"""Titles before two names at once: "Sens. Ana Ruiz and Tom Bell"."""
_SAY_NOTHING = frozenset(
    "ally aunt backer boss boyfriend brother child client colleague companion convict cousin customer dad daughter "
    "ex-husband ex-wife fan father fiancé fiancée friend girlfriend grandfather grandmother grandson granddaughter "
    "head husband insider local man member mentor mom mother mum neighbor neighbour nephew niece opponent parent "
    "participant partner patient person relative rival roommate sibling sister son source stepfather stepmother "
    "supporter uncle user visitor widow widower wife witness woman youngster".split()
)
"""Roles that tell something only with whose they are: "Bell’s wife", "member of the council"."""
_LINKED = re.compile(r"[A-Z’']| (?:of|to|for|in|at|from|on|with|and) ")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)


def printable(roles: Iterable[str]) -> list[str]:
    """The roles that a reader would print, each once, in their order; plural titles are made singular.

    >>> printable(["Republican Sens.", "best friend", "friend of Tom Bell", "the mayor", "Mayor"])
    ['Republican Sen.', 'friend of Tom Bell', 'the mayor']
    """
    found: dict[str, str] = {}
    for role in map(_singular, roles):
        if not _says_nothing(role):
            found.setdefault(alike(role), role)
    return list(found.values())


def alike(role: str) -> str:
    """What roles have in common that differ by an article, a case, a point or the form of an apostrophe alone.

    >>> alike("The Mayor of Leith") == alike("mayor of Leith")
    True
    """
    return _ARTICLE.sub("", role, count=1).casefold().replace("’", "'").rstrip(".")


def merged(roles: Iterable[Sequence[str]]) -> list[str]:
    """The roles of somebody in several articles, those of most articles first, then by their best place in one.

    Of forms that are alike the one of most articles stands for all, then the first in the alphabet.

    >>> merged([["mayor", "chemist"], ["Mayor"], ["mayor"]])
    ['mayor', 'chemist']
    """
    forms: dict[str, dict[str, int]] = {}
    often: dict[str, int] = {}
    best: dict[str, int] = {}
    for told in roles:
        for place, role in enumerate(told):
            key = alike(role)
            counts = forms.setdefault(key, {})
            counts[role] = counts.get(role, 0) + 1
            best[key] = min(place, best.get(key, place))
        for key in {alike(role) for role in told}:
            often[key] = often.get(key, 0) + 1
    shown = {key: min(counts, key=lambda role: (-counts[role], role)) for key, counts in forms.items()}
    return [shown[key] for key in sorted(often, key=lambda key: (-often[key], best[key], shown[key]))]


def _singular(role: str) -> str:
    """A title before two names as one person has it."""
    front, _, last = role.rpartition(" ")
    one = _SINGULAR.get(last.rstrip(".").casefold())
    return f"{front} {one}".strip() if one and last[0].isupper() else role


def _says_nothing(role: str) -> bool:
    """Whether a role ends in a word for what somebody is to another, who is not told."""
    return role.split(" ")[-1].casefold() in _SAY_NOTHING and not _LINKED.search(role[:1].lower() + role[1:])
