"""Rows as an Excel workbook."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import chain, islice
from shutil import copyfileobj
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from quotekit.errors import QuotekitError, counted
from quotekit.reading.decoding import with_line_feeds
from quotekit.rows import Row, values_of

_MOST_ROWS = 1_048_576
"""Rows of a sheet, the header among them."""
_LONGEST = 32_767
"""UTF-16 units of a cell."""
# What XML 1.0 has no form for. A carriage return it has, but readers of XML make a line feed of it.
_UNFIT = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as A; only the same form keeps the characters.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"article": 25, "id": 28, "speaker": 25, "role": 30, "quote": 80, "source_text": 40, "title": 40, "url": 40}


def write_excel(
    rows: Iterable[Row],
    stream: BinaryIO,
    columns: Sequence[str],
    say: Callable[[str], object],
    most_rows: int = _MOST_ROWS,
) -> None:
    """Write rows as a workbook: numbers as numbers, texts as texts whatever they begin with, spans as JSON.

    Rows that a sheet has no room for go on in the next one. `say` is told, in a line each, how many cells were cut at
    the 32,767 characters that Excel allows, and how many held controls, which are replaced by U+FFFD. Memory stays
    flat. Raises QuotekitError where openpyxl is not installed.

    >>> import io, openpyxl
    >>> stream = io.BytesIO()
    >>> write_excel([{"id": "=1+1", "role": None}], stream, ["id", "role"], print)
    >>> [[cell.value for cell in row] for row in openpyxl.load_workbook(stream).active]
    [['id', 'role'], ['=1+1', None]]
    """
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise QuotekitError("Excel needs openpyxl: pip install 'quotekit[excel]'") from None
    book, cells = openpyxl.Workbook(write_only=True), _Cells(openpyxl)
    with TemporaryFile() as whole, _errors_of_files():  # a ZipFile on a stream that fails complains when thrown away
        try:
            _fill(book, columns, rows, cells, most_rows)
            _save(book, whole)
        except BaseException:
            _close(book)
            raise
        whole.seek(0)
        copyfileobj(whole, stream)
    if len(book.sheetnames) > 1:
        say(f"more rows than a sheet has room for: they are on {len(book.sheetnames)} sheets")
    for message in cells.messages():
        say(message)


@contextmanager
def _errors_of_files() -> Iterator[None]:
    """What lxml says of a file that it cannot write as the OSError that it is. Sheets begin as temporary files."""
    try:
        yield
    except import_module("lxml.etree").SerialisationError as error:
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number), gettempdir()) from None


def _close(book: Any) -> None:
    """End the sheets of a book that is not to be: else they are torn down half-done, and say so on standard error."""
    for sheet in book:
        with suppress(Exception):
            sheet.close()


def _save(book: Any, whole: IO[bytes]) -> None:
    """As the book does itself, but that the ZIP is ended whatever comes: else it is torn down, and complains, later."""
    archive = ZipFile(whole, "w", ZIP_DEFLATED)
    try:
        import_module("openpyxl.writer.excel").ExcelWriter(book, archive).save()
    except BaseException:
        with suppress(Exception):
            archive.close()
        raise


def _fill(book: Any, columns: Sequence[str], rows: Iterable[Row], cells: _Cells, most_rows: int) -> None:
    """Rows on as many sheets as they need, one at least."""
    rows, following = iter(rows), list[Row]()
    while following or not book.sheetnames:
        sheet, last = _sheet(book, columns, cells), 1
        for row in chain(following, islice(rows, most_rows - 1 - len(following))):
            sheet.append([cells.cell(sheet, value) for value in values_of(row, columns)])
            last += 1
        sheet.auto_filter.ref = f"A1:{import_module('openpyxl.utils').get_column_letter(len(columns))}{last}"
        following = list(islice(rows, 1))


def _sheet(book: Any, columns: Sequence[str], cells: _Cells) -> Any:
    """A new sheet with its header, which stays in sight."""
    number = len(book.sheetnames) + 1
    sheet = book.create_sheet("quotes" if number == 1 else f"quotes {number}")
    sheet.freeze_panes = "A2"
    letter = import_module("openpyxl.utils").get_column_letter
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[letter(place)].width = _WIDTHS.get(column, 12)
    sheet.append([cells.cell(sheet, column, bold=True) for column in columns])
    return sheet


class _Cells:
    """Makes cells, and counts those that could not stay as they were."""

    def __init__(self, openpyxl: Any) -> None:
        self.make = openpyxl.cell.WriteOnlyCell
        self.bold = openpyxl.styles.Font(name="Calibri", size=11, bold=True)  # as the other cells, but bold
        self.cut = self.unfit = 0

    def cell(self, sheet: Any, value: Any, bold: bool = False) -> Any:
        if value is None or isinstance(value, int | float):
            return value
        text = self._fitting(value if isinstance(value, str) else json.dumps(value))
        cell = self.make(sheet, text)
        if bold:
            cell.font = self.bold
        cell.data_type = "s"  # else openpyxl takes "=1" for a formula and "#N/A" for an error
        return cell

    def _fitting(self, text: str) -> str:
        fit = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", with_line_feeds(text))
        self.unfit += fit != text
        fit = _ESCAPE.sub("_x005F_", fit)
        units = fit.encode("utf-16-le")
        if len(units) <= 2 * _LONGEST:
            return fit
        self.cut += 1
        return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"

    def messages(self) -> list[str]:
        """What is to be said, a line for each kind of change."""
        cut, unfit = counted(self.cut, "cell"), counted(self.unfit, "cell")
        return [
            *([f"{cut} cut: Excel holds {_LONGEST:,} characters in one"] if self.cut else []),
            *([f"{unfit} changed: Excel holds neither controls nor carriage returns"] if self.unfit else []),
        ]
