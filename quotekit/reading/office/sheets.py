"""Articles from the rows of an Excel sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import chain
from typing import Any

from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft, chosen, draft_of
from quotekit.reading.problems import Flaw, misfit, printable


def sheet_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of an .xlsx: of the first sheet that has a column of texts, whose first filled row names the columns.

    The number of an article is its row. Other sheets that have such a column are named in a warning. Raises ValueError
    where openpyxl is missing, the file is no workbook, or no sheet does.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ValueError("needs openpyxl: pip install 'quotekit[excel]'") from None
    try:
        book = load_workbook(source.rewindable(), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever zipfile, expat and its own classes raise
        raise ValueError(misfit("Excel workbook", source.head, error)) from None
    try:
        yield from _drafts(book, source)
    finally:
        book.close()


def _drafts(book: Any, source: Source) -> Iterator[RecordDraft | Flaw]:
    refused: ValueError | None = None
    is_read = False
    for sheet in book.worksheets:
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        header = next(([*map(_name, row)] for _, row in rows if any(cell is not None for cell in row)), None)
        try:
            columns = chosen(filter(None, header or ()), source.columns) if header else None
        except ValueError as error:
            refused = refused or error
            continue
        if not header or not columns:
            continue
        if is_read:
            yield Flaw(f"the sheet {printable(sheet.title)!r} holds texts too, and is not read", rejected=False)
            continue
        first = next(rows, None)
        for number, row in chain([first] if first else (), rows):
            if any(cell is not None for cell in row):
                record = dict(zip(reversed(header), reversed([*map(_value, row)])))
                yield from draft_of(record, columns, number, f", row {number}")
        is_read = True
        if first is None:
            yield Flaw("has no rows")
    if not is_read:
        raise refused or ValueError("empty")


def _value(cell: object) -> object:
    """What is in a cell. Excel has no days without a time: one at midnight is a day."""
    return cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell


def _name(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
