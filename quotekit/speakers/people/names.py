"""The names that the user gives: a table of names, other names for them, and ids of Wikidata or of the house."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import NAMED, Speaker
from quotekit.speakers.people.appearances import Words, folded


class Called(NamedTuple):
    """What somebody is to be called."""

    name: str
    id: str | None = None
    """As the user's table has it; None where it has none."""


Aliases = dict[Words, Called]
"""From the words of an alias, without case and accents, to the name to use."""


class _Table(NamedTuple):
    """What was read of a table so far."""

    names: dict[Words, str]
    """By alias."""
    ids: dict[str, str]
    """By name."""
    owners: dict[str, str]
    """Names by id."""


_COLUMNS = ("name", "alias")
_WITH_ID = (*_COLUMNS, "id")


def read_aliases(path: str | Path) -> Aliases:
    """The aliases of a CSV file whose first line is `name,alias` or `name,alias,id`.

    A name is an alias of itself: its spelling wins. An alias may be empty where there is an id; an id may be empty, and
    needs to stand in one row of its name only. Raises UsageError that names file and line: for a file that cannot be
    read, another header, a wrong number of cells, an empty one, an alias of two names, a name with two ids and an id
    of two names.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "names.csv")
    ...     _ = path.write_text("name,alias,id\\nLuis Suárez,Lucho,Q1\\n", encoding="utf-8")
    ...     read_aliases(path)["lucho",]
    Called(name='Luis Suárez', id='Q1')
    """
    told = _Table({}, {}, {})
    for place, cells in csv_rows(path, [_COLUMNS, _WITH_ID]):
        _add(told, place, _row(place, cells))
    return {alias: Called(name, told.ids.get(name)) for alias, name in told.names.items()}


def csv_rows(path: str | Path, headers: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, list[str]]]:
    """The rows below the header of a CSV file that the user made: where each stands, for messages, and its cells.

    Raises UsageError, one line that names file and line, for a file that cannot be read, a first line that is none of
    the `headers`, and a row with other than so many cells. Empty lines are passed over.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "names.csv")
    ...     _ = path.write_text("Name,Alias\\nLuis Suárez,Lucho\\n", encoding="utf-8")
    ...     [cells for _, cells in csv_rows(path, [("name", "alias")])]
    [['Luis Suárez', 'Lucho']]
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            table = csv.reader(lines, strict=True)
            header = next(table, [])
            if tuple(cell.strip().casefold() for cell in header) not in headers:
                allowed = " or ".join(repr(",".join(one)) for one in headers)
                raise UsageError(f"{path}:1: the header is {allowed}, not {','.join(header)!r:.80}")
            for cells in filter(None, table):
                if len(cells) != len(header):
                    told = f"{len(cells)} cells, where the header has {len(header)}"
                    raise UsageError(f"{path}:{table.line_num}: {told}")
                yield f"{path}:{table.line_num}", cells
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{path}:{table.line_num}: {error}") from None


def _row(place: str, cells: Sequence[str]) -> tuple[str, str, str]:
    """Name, alias and id of a row; the id is empty where there is none."""
    name, alias, *ids = (" ".join(cell.split()) for cell in cells)
    for cell in (name, alias) if alias or not any(ids) else (name,):
        if not folded(cell):
            raise UsageError(f"{place}: {cell!r} is no name")
    return name, alias or name, ids[0] if ids else ""


def _add(table: _Table, place: str, row: tuple[str, str, str]) -> None:
    name, alias, identity = row
    for key in (folded(name), folded(alias)):
        if table.names.setdefault(key, name) != name:
            raise UsageError(f"{place}: {alias!r} is an alias of {table.names[key]!r} already, not of {name!r}")
    if identity and table.ids.setdefault(name, identity) != identity:
        raise UsageError(f"{place}: {name!r} has the id {table.ids[name]!r} already, not {identity!r}")
    if identity and table.owners.setdefault(identity, name) != name:
        raise UsageError(f"{place}: {identity!r} is the id of {table.owners[identity]!r} already, not of {name!r}")


def rename(speaker: Speaker, aliases: Mapping[Words, Called]) -> Speaker:
    """A speaker under the name and the id that the user gave for it, the old name among the aliases.

    >>> rename(Speaker("a:s1", "Lucho", "person"), {("lucho",): Called("Luis Suárez", "Q1")})
    Speaker(id='a:s1', name='Luis Suárez', kind='person', aliases=('Lucho',), roles=(), mentions=(), gender=None, \
ref='Q1')
    """
    wanted = aliases.get(folded(speaker.name))
    if wanted is None or speaker.kind not in NAMED:
        return speaker
    names = tuple(sorted({*speaker.aliases, speaker.name} - {wanted.name}))
    return replace(speaker, name=wanted.name, aliases=names, ref=wanted.id)


def renamed(analysis: Analysis, aliases: Aliases) -> Analysis:
    """The analysis with its speakers under the names and ids that the user gave; who is in no alias stays as it is.

    >>> analysis = Analysis((), (), (Speaker("a:s1", "Lucho", "person"),))
    >>> renamed(analysis, {("lucho",): Called("Luis Suárez", "Q1")}).speakers[0].ref
    'Q1'
    """
    return replace(analysis, speakers=tuple(rename(speaker, aliases) for speaker in analysis.speakers))
