"""The names that the user gave to the speakers of a store, in the form of `--aliases`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from quotekit.errors import UsageError
from quotekit.speakers.people.appearances import Words, folded
from quotekit.speakers.people.names import Aliases, Called


class NameRow(NamedTuple):
    """A row of the names as `--aliases` takes it."""

    name: str
    alias: str
    """Without case and accents."""
    id: str | None


def kept_names(connection: sqlite3.Connection) -> Aliases:
    """The names of a store."""
    rows = connection.execute("SELECT alias, name, ref FROM names")
    return {tuple(alias.split()): Called(name, ref) for alias, name, ref in rows}


def keep_names(connection: sqlite3.Connection, names: Aliases) -> None:
    """Let a store have these names, and no others."""
    connection.execute("DELETE FROM names")
    rows = ((" ".join(alias), *called) for alias, called in names.items())
    connection.executemany("INSERT INTO names (alias, name, ref) VALUES (?, ?, ?)", rows)


def with_names(kept: Aliases, given: Aliases) -> Aliases:
    """Names with others added, which win; a name that is called otherwise now takes its aliases along.

    Raises UsageError where two names would have one id.

    >>> kept = {("al",): Called("Alan Reyes"), ("alan", "reyes"): Called("Alan Reyes")}
    >>> with_names(kept, {("alan", "reyes"): Called("Allan Reyes", "Q1")})["al",]
    Called(name='Allan Reyes', id='Q1')
    """
    ids = {called.name: called.id for called in (*kept.values(), *given.values()) if called.id}
    old = {alias: given.get(folded(called.name), called) for alias, called in kept.items()}
    found = {alias: Called(name, ids.get(name)) for alias, (name, _) in {**old, **given}.items()}
    owners: dict[str, str] = {}
    for name, identity in found.values():
        if identity and owners.setdefault(identity, name) != name:
            one, other = sorted((owners[identity], name))
            raise UsageError(f"{identity!r} would be the id of {one!r} and of {other!r}; in a store an id has one name")
    return found


def without_names(kept: Aliases, taken: Iterable[Words]) -> Aliases:
    """Names without some of their aliases; a name that is left with none but itself is left out with its id.

    >>> kept = {("al",): Called("Alan Reyes"), ("alan", "reyes"): Called("Alan Reyes")}
    >>> without_names(kept, [("al",)])
    {}
    """
    gone = set(taken)
    return aliases_of(row for row in name_rows(kept) if tuple(row.alias.split()) not in gone)


def without_selves(names: Aliases) -> Aliases:
    """The rows of a table of names: without a name for an alias of itself, where it has another one.

    >>> without_selves({("al",): Called("Alan Reyes"), ("alan", "reyes"): Called("Alan Reyes")})
    {('al',): Called(name='Alan Reyes', id=None)}
    """
    others = {called.name for alias, called in names.items() if alias != folded(called.name)}
    return {
        alias: called for alias, called in names.items() if alias != folded(called.name) or called.name not in others
    }


def name_rows(names: Aliases) -> list[NameRow]:
    """Names as the rows of a table that `read_aliases` reads, by name and alias.

    >>> name_rows({("al",): Called("Alan Reyes", "Q1"), ("alan", "reyes"): Called("Alan Reyes", "Q1")})
    [NameRow(name='Alan Reyes', alias='al', id='Q1')]
    """
    rows = ((called.name, " ".join(alias), called.id) for alias, called in without_selves(names).items())
    return [NameRow(*row) for row in sorted(rows)]  # an alias is there once: no ids are compared


def aliases_of(rows: Iterable[NameRow]) -> Aliases:
    """The names that such rows give, each an alias of itself too.

    >>> aliases_of([NameRow("Alan Reyes", "al", None)])
    {('alan', 'reyes'): Called(name='Alan Reyes', id=None), ('al',): Called(name='Alan Reyes', id=None)}
    """
    given = {tuple(row.alias.split()): Called(row.name, row.id) for row in rows}
    return {**{folded(called.name): called for called in given.values()}, **given}
