"""Articles from the rows of CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from quotekit.errors import counted
from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft, chosen, draft_of
from quotekit.reading.decoding import LONGEST, Lines
from quotekit.reading.problems import Flaw, reason, short_reason

_DELIMITERS = ",;\t|"  # European Excel writes semicolons into its .csv
_ESCAPE = re.compile(r"\\([ntr\\0])")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "0": ""}
_NULLS = frozenset({"NULL", "\\N"})
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def csv_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of a CSV file."""
    return source.by_line(lambda lines: table_drafts(lines, source.columns, tabs=False))


def tsv_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of a TSV file."""
    return source.by_line(lambda lines: table_drafts(lines, source.columns, tabs=True))


def table_drafts(lines: Lines, wanted: Mapping[str, str], tabs: bool) -> Iterator[RecordDraft | Flaw]:
    r"""Articles of CSV, or of TSV where `tabs`, whose first line names the columns; a row that is none is a `Flaw`.

    In TSV `\n`, `\t`, `\r`, `\\` and `\0` are decoded, and `NULL` and `\N` are empty cells: so databases write them.
    The number of an article is the line where its row begins. Raises ValueError where the columns do not do.

    >>> import io
    >>> table = Lines(io.BytesIO(b"id,text\nx,It rained.\ny\n"), b"")
    >>> list(table_drafts(table, {}, tabs=False))
    [RecordDraft(text='It rained.', number=2, id='x', ...), Flaw(message='1 cell instead of 2', place=':3', ...)]
    """
    if csv.field_size_limit() < LONGEST:  # 131,072 by default, which a long read exceeds
        csv.field_size_limit(LONGEST)
    header, delimiter = _header(lines, wanted, tabs)
    columns = chosen(filter(None, header), wanted)
    rows = 0
    for rows, row in enumerate(_rows(lines, delimiter, len(header)), 1):  # noqa: B007 - counted for the end
        yield from lines.told()
        if isinstance(row, Flaw):
            yield row
        elif row:
            number, cells = row
            while len(cells) > len(header) and not cells[-1]:
                cells.pop()
            if len(cells) == len(header):
                cells = [*map(_plain, cells)] if delimiter == "\t" else cells
                record = dict(zip(reversed(header), reversed(cells)))  # of two columns of a name the first counts
                yield from draft_of(record, columns, number, f":{number}")
            else:
                told = f"{counted(len(cells), 'cell')} instead of {len(header)}"
                yield Flaw(f"{told} (up to line {lines.number})" if lines.number > number else told, f":{number}")
    yield from lines.told()
    if not rows:
        raise ValueError("has no rows")


def _header(lines: Lines, wanted: Mapping[str, str], tabs: bool) -> tuple[list[str], str]:
    """The names of the columns and the delimiter: the first one with which a column is the text."""
    line = next((line for line in lines if line.strip() and not re.fullmatch(r"sep=.\s*", line)), None)
    if line is None:
        raise ValueError("empty")
    for delimiter in "\t" if tabs else _DELIMITERS:
        header = _cells(line, delimiter)
        try:
            chosen(header, wanted)
        except ValueError:
            continue
        return header, delimiter
    likeliest = "\t" if tabs else max(_DELIMITERS, key=line.count)
    return _cells(line, likeliest), likeliest


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]


def _rows(lines: Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str]] | Flaw]:
    """Rows with the numbers of the lines where they begin. After a bad row, reading goes on in its second line."""
    for line in lines:
        if not line.strip("\r\n"):
            continue
        start = lines.number
        used: list[tuple[int, str]] = []
        if delimiter == "\t" and (plain := _unquoted(line, width)):
            yield start, plain
            continue
        plain = line.rstrip("\r\n").split(delimiter) if delimiter == "\t" else []
        try:
            cells = next(csv.reader(chain([line], _noted(lines, used)), delimiter=delimiter, strict=True))
        except csv.Error as error:
            lines.back(used)
            yield (start, plain) if len(plain) == width else Flaw(_said(error), f":{start}")
            continue
        if used and 1 < width == len(plain) and all(one.count("\t") == width - 1 for _, one in used):
            lines.back(used)  # whole rows: no cell that goes on, but a quotation that is closed in another row
            cells = plain
        yield start, cells


def _unquoted(line: str, width: int) -> list[str] | None:
    """The cells of a line of TSV where none of them begins like a quoted one; many programs quote nothing there."""
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != width or any(cell.startswith('"') and not _QUOTED.fullmatch(cell) for cell in cells):
        return None
    return [cell[1:-1].replace('""', '"') if cell.startswith('"') else cell for cell in cells]


def _plain(cell: str) -> str:
    """A cell of TSV without the escapes of databases. In CSV they are what stands there: line breaks are quoted."""
    return "" if cell in _NULLS else _ESCAPE.sub(lambda found: _ESCAPES[found[1]], cell)


def _noted(lines: Lines, used: list[tuple[int, str]]) -> Iterator[str]:
    for line in lines:
        used.append((lines.number, line))
        yield line


def _said(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark opens a cell that no other one closes"
    if "expected after" in str(error):
        return "a quotation mark inside a quoted cell is not doubled"
    return reason(error)


_BATCH = 64
"""Rows in memory at a time."""


def parquet_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of a Parquet file; only the columns that are needed are read.

    The number of an article is its row, from 1. A group of rows that is damaged is passed over with a `Flaw`. Raises
    ValueError where pyarrow is missing, the file is no Parquet, or its columns do not do.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ValueError("needs pyarrow: pip install 'quotekit[parquet]'") from None
    try:
        table = ParquetFile(source.rewindable())
    except (ArrowException, OSError, ValueError) as error:
        raise ValueError(f"no Parquet: {short_reason(error)}") from None
    columns = chosen(table.schema_arrow.names, source.columns)
    number = 0
    for group in range(table.num_row_groups):
        last = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH, row_groups=[group], columns=sorted(set(columns.values()))):
                for record in batch.to_pylist():
                    number += 1
                    yield from draft_of(record, columns, number, f", row {number}")
        except (ArrowException, OSError, ValueError) as error:
            rows = f", row {last}" if last == number + 1 else f", rows {number + 1} to {last}"
            yield Flaw(f"damaged: {short_reason(error)}", rows)
        number = last
    yield from source.damage()
    if not number:
        raise ValueError("empty")
