"""Files of offices as tests write them: a PDF, a Word document, a workbook, a feed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl


def pdf(pages: Iterable[Sequence[str]], title: str = "") -> bytes:
    """A PDF whose pages have some lines of text, in the characters of cp1252."""
    bodies = [_page(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(bodies)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(bodies)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, body in enumerate(bodies):
        font = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(b"<< /Type /Page /Parent 2 0 R %b /Contents %d 0 R >>" % (font, 5 + 2 * number))
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(body), body))
    objects.append(b"<< /Title (%b) >>" % title.encode("cp1252"))
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    data_of_table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    ends = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, len(data))
    return data + data_of_table + ends


def _page(lines: Sequence[str]) -> bytes:
    drawn = b"".join(b"(%b) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 12 Tf 14 TL 50 750 Td\n" + drawn + b"ET"


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def word(paragraphs: Iterable[str], title: str = "", author: str = "", table: str = "") -> bytes:
    """A Word document with some paragraphs, a header and, if asked for, a table of one cell."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Printed at the desk"
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    document.save(stream := io.BytesIO())
    return stream.getvalue()


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of some sheets, given by their rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def rss(*items: dict[str, str], title: str = "Echo") -> bytes:
    """A feed of RSS 2.0; the keys of an item are its elements."""
    told = "".join(
        f"<item>{''.join(f'<{key}>{escape(value)}</{key}>' for key, value in item.items())}</item>" for item in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{told}</channel></rss>'.encode()
