"""Rows and groups as commands write them: in which format, and in that format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from quotekit.cli.run import Run, console_on, say
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.variants.groups import VariantGroup

_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}
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
    """Write rows as a table of some columns with their widths, as CSV of other columns, or as JSON Lines."""
    from quotekit.exporting.tables import write_csv, write_jsonl, write_table

    if form == "table":
        write_table(rows, console_on(stream), table)
    elif form == "csv":
        write_csv(rows, stream, raw, columns, excel)
    else:
        write_jsonl(rows, stream)


def write_groups(
    groups: Iterable[VariantGroup],
    stream: IO[str],
    form: str,
    least: int,
    raw: bool,
    excel: bool,
    quiet: bool = False,
) -> None:
    """Write groups that at least so many outlets printed; where there is none, say so, unless `quiet`."""
    from quotekit.exporting.tables import write_csv, write_jsonl
    from quotekit.exporting.variants import (
        COMPARE_COLUMNS,
        compare_rows,
        group_rows,
        write_compared,
        write_compared_markdown,
    )

    groups = iter(groups)
    first = list(islice(groups, 1))
    if not first and not quiet:
        say(f"nothing found that {least} outlets printed")
    groups = chain(first, groups)
    if form == "table":
        write_compared(groups, console_on(stream))
    elif form == "markdown":
        write_compared_markdown(groups, stream)
    elif form == "csv":
        write_csv(compare_rows(groups), stream, raw, COMPARE_COLUMNS, excel)
    else:
        write_jsonl(group_rows(groups), stream)
