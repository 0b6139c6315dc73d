"""The divisions of an audit: which source is counted under which value."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from quotekit.auditing.sources.roles import ROLE_GROUPS
from quotekit.records import NAMED, SpeakerKind

UNKNOWN, NO_PERSON = "unknown", "no person"
GENDERS = {"f": "women", "m": "men", "x": "another"}
"""The values of gender by their letters; `x` is told by the user alone."""


class Source(NamedTuple):
    """Somebody who is quoted, in however many articles."""

    kind: SpeakerKind
    gender: str | None = None
    """`f`, `m` or `x`; None where articles do not tell."""
    role: str | None = None
    """A group of the table `role_groups`; None where no role tells."""
    is_met_again: bool = False
    """Whether it can be known that it is quoted in another article too: of "a spokesman" it cannot."""


class Axis(NamedTuple):
    """A division of all statements."""

    title: str
    values: tuple[str, ...]
    """In their order; the last is for what is not known, unless it is `NO_PERSON`."""
    value_of: Callable[[Source], str]
    """The value of a source, whose statement is its first."""


def _gender(source: Source) -> str:
    if source.kind not in ("person", "unnamed"):
        return NO_PERSON
    return GENDERS.get(source.gender or "", UNKNOWN)


DIVISIONS: dict[str, Axis] = {
    "gender": Axis("Gender", (*GENDERS.values(), UNKNOWN, NO_PERSON), _gender),
    "kind": Axis(
        "Kind", ("person", "organization", "group", "document", "unnamed", UNKNOWN), lambda source: source.kind
    ),
    "named": Axis(
        "Named or not", ("named", "unnamed", UNKNOWN), lambda one: "named" if one.kind in NAMED else "unnamed"
    ),
    "role": Axis("Role", (*ROLE_GROUPS, UNKNOWN), lambda source: source.role or UNKNOWN),
    "met": Axis(
        "First time or repeated",
        ("first", "repeated", UNKNOWN),
        lambda source: "first" if source.is_met_again else UNKNOWN,
    ),
}
"""By their names. Statements of later articles than a source's first are "repeated" instead of "first", and so is a
source with such a statement in the group."""
