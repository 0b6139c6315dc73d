"""An audit as tables for reading, and these written on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from quotekit.auditing.charts import shown_counts, shown_values
from quotekit.auditing.notes import INTERVAL, TITLE, UNIT, notes_of, percent, title_of, warning_of
from quotekit.auditing.records import Audit, Breakdown, Division, wilson
from quotekit.auditing.sources.divisions import DIVISIONS
from quotekit.exporting.summaries import as_markdown
from quotekit.exporting.tables import harmless, print_to, write_all

if TYPE_CHECKING:
    from rich.console import Console

_FIGURES = ("statements", "share", "words", "share", "sources", "share (95 %)")
_WITH_INTERVALS = 6
"""Values up to which the columns of a breakdown have room for intervals."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, the names of its columns, and its cells. Columns but the first are of numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(audit: Audit) -> Iterator[Sheet]:
    """The tables of an audit: each division of all articles, then each breakdown by each division.

    >>> from quotekit.auditing.counting import audit
    >>> [sheet.title for sheet in sheets(audit([]))]
    ['Gender', 'Kind', 'Named or not', 'Role', 'First time or repeated']
    """
    for division in audit.whole.divisions:
        lines = (line for line in division.lines if line.statements or line.value == "unknown")
        title = DIVISIONS[division.name].title
        yield Sheet(title, (title, *_FIGURES), tuple(_cells(division, line.value) for line in lines))
    for breakdown in audit.breakdowns:
        yield from (_sheet(breakdown, division) for division in audit.whole.divisions)


def _cells(division: Division, value: str) -> tuple[str, ...]:
    line = division.line(value)
    statements, words = (percent(division.share(value, what)) for what in ("statements", "words"))
    sources = percent(division.share(value), interval=True)
    return value, f"{line.statements:,}", statements, f"{line.words:,}", words, f"{line.sources:,}", sources


def _sheet(breakdown: Breakdown, whole: Division) -> Sheet:
    values = shown_values(whole)
    has_room = len(values) <= _WITH_INTERVALS
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
    """Write an audit as tables for a terminal."""
    for note in filter(None, (*notes_of(audit), warning_of(audit.whole))):
        print_to(harmless(note), console, soft_wrap=True)
    for sheet in sheets(audit):
        print_to(_table(sheet), console)
    print_to(harmless(f"{UNIT} {INTERVAL}"), console)


def _table(sheet: Sheet) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, title=Text(sheet.title, "bold"), title_justify="left")
    for number, column in enumerate(sheet.columns):
        table.add_column(Text(column), justify="right" if number else "left", overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(harmless(cell)) for cell in row))
    return table


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
