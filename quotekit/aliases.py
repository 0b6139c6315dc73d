"""The user's own names for speakers: a CSV file with the columns name and alias."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.identities import Words, folded, rename

Aliases = dict[Words, str]
"""From the words of an alias, without case and accents, to the name to use."""


def read_aliases(path: str | Path) -> Aliases:
    """The aliases of a CSV file whose first line is `name,alias`. A name is an alias of itself: its spelling wins.

    Raises UsageError that names file and line: for a file that cannot be read, another header, a wrong number of
    cells, an empty one, and an alias of two names.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "names.csv")
    ...     _ = path.write_text("name,alias\\nLuis Suárez,Lucho\\n", encoding="utf-8")
    ...     read_aliases(path)
    {('luis', 'suarez'): 'Luis Suárez', ('lucho',): 'Luis Suárez'}
    """
    found: Aliases = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            table = csv.reader(lines, strict=True)
            _check_header(path, next(table, []))
            for cells in table:
                if cells:
                    _add(found, f"{path}:{table.line_num}", cells)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{path}:{table.line_num}: {error}") from None
    return found


def _check_header(path: str | Path, cells: list[str]) -> None:
    if [cell.strip().casefold() for cell in cells] != ["name", "alias"]:
        raise UsageError(f"{path}:1: the header is 'name,alias', not {','.join(cells)!r}")


def _add(found: Aliases, place: str, cells: list[str]) -> None:
    if len(cells) != 2:
        raise UsageError(f"{place}: {len(cells)} cells, where the header has 2")
    name, alias = (" ".join(cell.split()) for cell in cells)
    for cell in (name, alias):
        if not folded(cell):
            raise UsageError(f"{place}: {cell!r} is no name")
    for key in (folded(name), folded(alias)):
        if found.setdefault(key, name) != name:
            raise UsageError(f"{place}: {alias!r} is an alias of {found[key]!r} already, not of {name!r}")


def renamed(analysis: Analysis, aliases: Aliases) -> Analysis:
    """The analysis with its speakers under the names that the user gave; who is in no alias keeps the name.

    >>> from quotekit.records import Speaker
    >>> analysis = Analysis((), (), (Speaker("a:s1", "Lucho", "person"),))
    >>> renamed(analysis, {("lucho",): "Luis Suárez"}).speakers[0].name
    'Luis Suárez'
    """
    return replace(analysis, speakers=tuple(rename(speaker, aliases) for speaker in analysis.speakers))
