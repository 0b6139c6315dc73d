"""Which group a role belongs to: politics, business, science ..., by the table `role_groups`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from quotekit.records import SpeakerKind
from quotekit.wordtables import TABLES, Row, shipped

ROLE_GROUPS = TABLES["role_groups"]["group"]
"""The groups, in the order of outputs."""
_WORD = re.compile(r"[\w’'-]+")
_BEHIND = frozenset("of for in at from with to on and who".split())
"""What ends the head of a role."""
_PLURALS = (("ies", "y"), ("men", "man"), ("es", ""), ("s", ""))

Groups = Mapping[str, tuple[str, bool]]
"""By word the group, and whether the word is sure of it."""


def role_group(roles: Iterable[str], groups: Groups | None = None) -> str | None:
    """The group of the first of some roles that tells one; None where none does.

    The head of a role counts before what it is of; words that are sure before others ("president" of a bank).

    >>> role_group(["mayor of Leith"]), role_group(["president of a bank", "mayor"]), role_group(["idol"])
    ('politics', 'business', None)
    """
    known = shipped_groups() if groups is None else groups
    return next((group for role in roles if (group := _group(role, known))), None)


def role_of(kind: SpeakerKind, name: str, roles: Iterable[str], groups: Groups) -> str | None:
    """The group of a source by its roles, and where it is no person also by its name, which describes it.

    >>> groups = groups_of([{"word": "court", "group": "police and courts", "strength": "sure"}])
    >>> role_of("organization", "Supreme Court", [], groups), role_of("person", "Margaret Court", [], groups)
    ('police and courts', None)
    """
    return role_group(roles if kind == "person" else (*roles, name), groups)


def _group(role: str, groups: Groups) -> str | None:
    told = [groups[word] for word in _words(role) if word in groups]
    sure = (group for group, is_sure in told if is_sure)
    return next(sure, None) or next((group for group, _ in told), None)


def _words(role: str) -> Iterator[str]:
    """The words of a role, lower case, the head first; of each the singulars that it may be of too."""
    words: list[str] = _WORD.findall(role.lower())
    end = next((at for at, word in enumerate(words) if at and word in _BEHIND), len(words))
    for word in (*reversed(words[:end]), *words[end:]):
        word = re.sub(r"[’']s?$", "", word)
        yield word
        yield from (word.removesuffix(many) + one for many, one in _PLURALS if word.endswith(many))


def groups_of(rows: Iterable[Row]) -> Groups:
    """The rows of a table by their words.

    >>> groups_of([{"word": "mayor", "group": "politics", "strength": "sure"}])
    {'mayor': ('politics', True)}
    """
    return {row["word"]: (row["group"], row["strength"] == "sure") for row in rows}


@cache
def shipped_groups() -> Groups:
    """Those of the table of the package."""
    return groups_of(shipped("role_groups"))
