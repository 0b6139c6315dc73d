"""An audit as tables for reading, and these written on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Literal

from quotekit.auditing.charts import shown_counts, shown_values
from quotekit.auditing.notes import INTERVAL, TITLE, UNIT, notes_of, percent, title_of, warning_of
from quotekit.auditing.records import Audit, Breakdown, Division, wilson
from quotekit.auditing.sources.divisions import DIVISIONS
from quotekit.exporting.summaries import as_markdown
from quotekit.exporting.tables import cut, harmless, longest_word, print_text, print_to, write_all

if TYPE_CHECKING:
    from rich.console import Console

_FIGURES = ("statements", "share", "words", "share", "sources")
_FIRST = 24
"""Characters of a name in the first column that are never cut."""
_WITH_INTERVALS = 6
"""Values up to which the columns of a breakdown have room for intervals."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, the names of its columns, and its cells. Columns but the first are of numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def widths(self) -> list[int]:
        """What each column takes on a terminal, with a space behind it: names may break between words, figures not."""
        columns = list(zip(self.columns, *self.rows))
        first = min(_FIRST, max(map(longest_word, columns[0])))
        others = (max(longest_word(name), *map(len, cells), 0) for name, *cells in columns[1:])
        return [one + 1 for one in (first, *others)]


def sheets(audit: Audit, width: int | None = None) -> Iterator[Sheet]:
    """The tables of an audit: each division of all articles, then each breakdown by each division.

    With a `width` in characters intervals are left out where they do not fit, and tables that are still too wide are
    cut between columns.

    >>> from quotekit.auditing.counting import audit
    >>> [sheet.title for sheet in sheets(audit([]))]
    ['Gender', 'Kind', 'Named or not', 'Role', 'First time or repeated']
    """
    for division in audit.whole.divisions:
        yield from _fitting(partial(_whole_sheet, division), width)
    for breakdown in audit.breakdowns:
        for division in audit.whole.divisions:
            yield from _fitting(partial(_sheet, breakdown, division), width)


def _fitting(made: Callable[[bool], Sheet], width: int | None) -> Iterator[Sheet]:
    """A table with intervals where there is room for them, or as many as it takes to have each cell in one line."""
    sheet = made(True)
    if width is not None and sum(sheet.widths) > width:
        sheet = made(False)
        yield from _parts(sheet, width)
    else:
        yield sheet


def _parts(sheet: Sheet, width: int) -> Iterator[Sheet]:
    """A table as some that are narrow enough, one below the other, each with the first column."""
    first, *widths = sheet.widths
    parts: list[list[int]] = [[]]
    for place, own in enumerate(widths, 1):
        if parts[-1] and first + sum(widths[other - 1] for other in parts[-1]) + own > width:
            parts.append([])
        parts[-1].append(place)
    for number, part in enumerate(parts):
        places = (0, *part)
        columns, *rows = (tuple(row[place] for place in places) for row in (sheet.columns, *sheet.rows))
        yield Sheet(sheet.title + ", more" * (number > 0), columns, tuple(rows))


def _whole_sheet(division: Division, has_room: bool) -> Sheet:
    lines = (line for line in division.lines if line.statements or line.value == "unknown")
    title = DIVISIONS[division.name].title
    columns = (title, *_FIGURES, "share (95 %)" if has_room else "share")
    return Sheet(title, columns, tuple(_cells(division, line.value, has_room) for line in lines))


def _cells(division: Division, value: str, has_room: bool) -> tuple[str, ...]:
    line = division.line(value)
    statements, words = (percent(division.share(value, what)) for what in ("statements", "words"))
    sources = percent(division.share(value), interval=has_room)
    return value, f"{line.statements:,}", statements, f"{line.words:,}", words, f"{line.sources:,}", sources


def _sheet(breakdown: Breakdown, whole: Division, has_room: bool) -> Sheet:
    values = shown_values(whole)
    has_room = has_room and len(values) <= _WITH_INTERVALS
    rows = []
    for group in breakdown.groups:
        own = group.division(whole.name)
        base = own.base("sources")
        shares = (f"{n:,} {percent(wilson(n, base), has_room)}" for n in shown_counts(own, values))
        few = " (few)" * group.is_small
        counts = (group.articles, group.total.statements, group.total.sources)
        rows.append((f"{group.name}{few}", *(f"{n:,}" for n in counts), *shares))
    columns = (breakdown.by.replace("+", ", "), "articles", "statements", "sources", *values)
    return Sheet(f"{DIVISIONS[whole.name].title} {title_of(breakdown.by).lower()}", columns, tuple(rows))


def write_sheets(audit: Audit, console: Console) -> None:
    """Write an audit as tables for a terminal: as wide as it is, and no figure in two lines."""
    from rich.text import Text

    for note in filter(None, (*notes_of(audit), warning_of(audit.whole))):
        print_text(Text(harmless(note)), console)
    told = list(sheets(audit, console.width))
    for sheet in told:
        print_to(Text(sheet.title, "bold"), console)
        print_to(_table(sheet, console.width), console)
    has_intervals = any(" to " in cell for sheet in told for row in sheet.rows for cell in row[1:])
    print_to(harmless(f"{UNIT} {INTERVAL}" if has_intervals else UNIT), console)


def _table(sheet: Sheet, width: int) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=0, pad_edge=False)  # the padding of a last column is not the same in every rich
    widths = _spread(sheet, width)
    for number, (column, own) in enumerate(zip(sheet.columns, widths)):
        justify: Literal["left", "right"] = "right" if number else "left"  # so a space stands before every figure
        table.add_column(Text(column), justify=justify, overflow="fold", width=own if number else own - 1)
    for first, *figures in sheet.rows:
        table.add_row(Text(cut(harmless(first), widths[0] - 1)), *map(Text, figures))
    return table


def _spread(sheet: Sheet, width: int) -> list[int]:
    """How wide the columns are: as they must be, and as far as there is room so that names are in one line."""
    found = sheet.widths
    for place, cells in enumerate(zip(sheet.columns, *sheet.rows)):
        found[place] += max(0, min(width - sum(found), max(map(len, cells)) + 1 - found[place]))
    return found


def write_markdown(audit: Audit, stream: IO[str], title: str = TITLE) -> None:
    """Write an audit as Markdown under a title: a heading and a table for each of its sheets.

    >>> import sys
    >>> from quotekit.auditing.counting import audit
    >>> write_markdown(audit([]), sys.stdout)
    # Source audit
    ...
    ## Gender
    ...
    """
    notes = filter(None, (*notes_of(audit), warning_of(audit.whole)))
    write_all([f"# {as_markdown(title)}\n", *(f"\n{as_markdown(note)}\n" for note in notes)], stream)
    for sheet in sheets(audit):
        lines = [sheet.columns, ("---", *("--:" for _ in sheet.columns[1:])), *sheet.rows]
        write_all(
            [f"\n## {sheet.title}\n\n", *(_line(cells, number == 1) for number, cells in enumerate(lines))], stream
        )
    write_all([f"\n{as_markdown(UNIT)} {as_markdown(INTERVAL)}\n"], stream)


def _line(cells: tuple[str, ...], is_rule: bool) -> str:
    return f"| {' | '.join(cells if is_rule else map(as_markdown, cells))} |\n"
