"""Who published an article and when, where the file itself does not say: from its folder, its name, its date line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Literal

from quotekit.errors import UsageError
from quotekit.paragraphs import paragraphs
from quotekit.records import Article

OutletFrom = Literal["folder", "prefix"]
OUTLET_SOURCES = ("folder", "prefix")

_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH_DAY = re.compile(r"(?<![a-z])([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.I)
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,? (\d{4})", re.I)
_LOOKED_AT = 3000
"""Characters in which a date line is looked for."""


def outlet_of(place: str, source: str) -> str | None:
    """The outlet that the path of an article tells: the name of its folder, or the file's before the first - or _.

    None where there is no such part. Raises UsageError where `source` is neither "folder" nor "prefix".

    >>> outlet_of("news/echo/harbour.txt", "folder"), outlet_of("news/echo-harbour.txt", "prefix")
    ('echo', 'echo')
    """
    if source not in OUTLET_SOURCES:
        raise UsageError(f"outlet_from is 'folder' or 'prefix', not {source!r}")
    path = PurePath(place)
    if source == "folder":
        return path.parent.name or None
    stem, sign, _ = re.split(r"([-_])", path.stem, maxsplit=1) if re.search("[-_]", path.stem) else (path.stem, "", "")
    return stem if sign and stem else None


def date_line(text: str) -> str | None:
    """The date of the first date line near the top of a text, in ISO 8601; None where there is none.

    >>> date_line("Home > Sport\\n\\nPublished: April 10, 2025\\n\\nIt rained all day, she said.\\n")
    '2025-04-10'
    """
    head = text[:_LOOKED_AT]
    for paragraph in paragraphs(head):
        if paragraph.kind == "date":
            return _iso(head[paragraph.start : paragraph.end])
    return None


def _iso(line: str) -> str | None:
    if found := _ISO.search(line):
        return found[0].replace(" ", "T") if _is_day(*map(int, found[0][:10].split("-"))) else None
    if found := _MONTH_DAY.search(line):
        return _day(found[3], found[1], found[2])
    if found := _DAY_MONTH.search(line):
        return _day(found[3], found[2], found[1])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    number = _MONTHS.get(month.lower(), 0)
    return f"{year}-{number:02}-{int(day):02}" if _is_day(int(year), number, int(day)) else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def with_origin(article: Article, place: str = "", source: str | None = None) -> Article:
    """The article with its outlet, by `outlet_of` its path, and its date, by its date line, where it has none itself.

    >>> with_origin(Article("Rain.", "echo-rain"), "news/echo-rain.txt", "prefix").outlet
    'echo'
    """
    outlet = article.outlet or (outlet_of(place or article.id, source) if source else None)
    published = article.published or date_line(article.text)
    return replace(article, outlet=outlet, published=published)
