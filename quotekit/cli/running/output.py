"""Rows and groups as commands write them: in which format, and in that format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Any

from quotekit.cli.running.events import Sections, heading_of
from quotekit.cli.running.run import Run, console_on, say
from quotekit.errors import UsageError, counted

if TYPE_CHECKING:
    from quotekit.stories.event import Event
    from quotekit.variants.groups import VariantGroup

_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}
_NAMED = 8
"""Outlets that are told by name."""
_MARKDOWN = {".md": "markdown", ".markdown": "markdown"}


def form_of(run: Run, form: str | None, excel: bool = False, markdown: bool = False) -> str:
    """The format that is asked for by name, else by what the run writes to: a table on a terminal, else CSV.

    Raises UsageError where `--excel` is not for it.

    >>> form_of(Run((), "quotes.jsonl", strict=False, quiet=False), None)
    'jsonl'
    """
    form = form or run.form("table", "csv", {**_SUFFIXES, **(_MARKDOWN if markdown else {})})
    if excel and form != "csv":
        raise UsageError(f"--excel is for csv, not {form}: add --format csv, or -o with a name that ends in .csv")
    return form


def write_rows(
    rows: Iterable[Mapping[str, Any]],
    stream: IO[str],
    form: str,
    table: dict[str, float],
    columns: tuple[str, ...],
    raw: bool = False,
    excel: bool = False,
) -> None:
    """Write rows as a table of some columns with their widths, as CSV of other columns, or as JSON."""
    from quotekit.exporting.tables import write_csv, write_json, write_jsonl, write_table

    if form == "table":
        write_table(rows, console_on(stream), table)
    elif form == "csv":
        write_csv(rows, stream, raw, columns, excel)
    else:
        (write_json if form == "json" else write_jsonl)(rows, stream)


def write_groups(
    sections: Sections,
    stream: IO[str],
    form: str,
    least: int,
    raw: bool,
    excel: bool,
    quiet: bool = False,
    met: Collection[str] = (),
) -> None:
    """Write groups that at least so many outlets printed; where there is none, say so, unless `quiet`, with those met.

    Those of an event stand under its heading, or in CSV and JSON have its id as `event`.
    """
    from quotekit.exporting.tables import write_csv, write_json, write_jsonl
    from quotekit.exporting.variants import COMPARE_COLUMNS, compare_rows, group_rows

    found = ((event, group) for event, groups in sections for group in groups)
    first = list(islice(found, 1))
    if not first and not quiet:
        say(f"nothing found that {least} outlets printed{_of_outlets(met)}")
    told = chain(first, found)
    if form in ("table", "markdown"):
        _write_under_headings(told, stream, form)
    elif form == "csv":
        columns = ("event", *COMPARE_COLUMNS) if first and first[0][0] else COMPARE_COLUMNS
        write_csv(
            (_of_event(row, event) for event, group in told for row in compare_rows([group])),
            stream,
            raw,
            columns,
            excel,
        )
    else:
        write = write_json if form == "json" else write_jsonl
        write((_of_event(row, event) for event, group in told for row in group_rows([group])), stream)


def _of_outlets(met: Collection[str]) -> str:
    """Which outlets there were: `--outlet-from` may have made few of many.

    >>> _of_outlets(["harbour", "reef"]), _of_outlets([])
    (': 2 outlets met, harbour, reef', '')
    """
    more = " ..." if len(met) > _NAMED else ""
    return f": {counted(len(met), 'outlet')} met, {', '.join(sorted(met)[:_NAMED])}{more}" if met else ""


def _of_event(row: Mapping[str, Any], event: Event | None) -> Mapping[str, Any]:
    return {"event": event.id, **row} if event else row


def _write_under_headings(told: Iterable[tuple[Event | None, VariantGroup]], stream: IO[str], form: str) -> None:
    from quotekit.exporting.summaries import as_markdown
    from quotekit.exporting.tables import harmless
    from quotekit.exporting.variants import write_compared, write_compared_markdown

    for number, (event, own) in enumerate(groupby(told, key=itemgetter(0))):
        groups = (group for _, group in own)
        if form == "markdown":
            stream.write("\n" * (number > 0) + (f"# {as_markdown(heading_of(event))}\n\n" if event else ""))
            write_compared_markdown(groups, stream)
        else:
            stream.write(f"{harmless(heading_of(event))}\n\n" if event else "")
            write_compared(groups, console_on(stream))
