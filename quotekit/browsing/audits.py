"""The audit of a store, of all its articles or of some."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields

from quotekit.auditing.asked import BY, Asked
from quotekit.auditing.records import Audit
from quotekit.auditing.stored import audit_of_rows
from quotekit.errors import UsageError

_MOST_GROUPS = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an audit is asked for, as it was typed; empty for what it is not."""

    by: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """What the parameters of an address ask for; others than these are nobody's."""
        return cls(**{field.name: given.get(field.name, "").strip() for field in fields(cls)})

    @property
    def asked(self) -> Asked:
        """The same as a question to a store. Raises UsageError for a value that is not allowed."""
        by, outlets = [self.by] if self.by else [], [self.outlet] if self.outlet else []
        return Asked(by, self.since or None, self.until or None, outlets)


GROUPED = tuple((name, f"by {name}" if name != "part" else "by part of the article") for name in BY)
"""By what the articles may be grouped, with its name for a reader."""


def audited(connection: sqlite3.Connection, asked: Asked) -> Audit:
    """The audit of what is asked. Raises UsageError where there are more than 500 groups: nobody reads them here."""
    found = audit_of_rows(connection, asked)
    if (count := sum(len(one.groups) for one in found.breakdowns)) > _MOST_GROUPS:
        told = f"by {', '.join(asked.by)} has {count:,} groups, and {_MOST_GROUPS} are shown at most"
        raise UsageError(f"{told}: ask for fewer days; `quotekit audit` writes all")
    return found
