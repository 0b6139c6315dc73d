"""Who published an article and when, where the file itself does not say: from its folder, its name, its date line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from quotekit.dates import date_in
from quotekit.errors import UsageError
from quotekit.paragraphs import paragraphs
from quotekit.records import Article

OUTLET_SOURCES = ("folder", "prefix")

_LOOKED_AT = 3000
"""Characters in which a date line is looked for."""


def outlet_of(place: str, source: str) -> str | None:
    """The outlet that the path of an article tells: the name of its folder, or the file's before the first - or _.

    A ZIP is the folder of what is in it.

    None where there is no such part. Raises UsageError where `source` is neither "folder" nor "prefix".

    >>> outlet_of("news/echo/harbour.txt", "folder"), outlet_of("news/echo-harbour.txt", "prefix")
    ('echo', 'echo')
    >>> outlet_of("news/echo.zip/harbour.txt", "folder")
    'echo'
    """
    if source not in OUTLET_SOURCES:
        raise UsageError(f"outlet_from is 'folder' or 'prefix', not {source!r}")
    path = PurePath(place)
    if source == "folder":
        return re.sub(r"(?i)(?<=.)\.zip\Z", "", path.parent.name) or None
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
            return date_in(head[paragraph.start : paragraph.end])
    return None


def with_origin(article: Article, place: str = "", source: str | None = None) -> Article:
    """The article with its outlet, by `outlet_of` its path, and its date, by its date line, where it has none itself.

    >>> with_origin(Article("Rain.", "echo-rain"), "news/echo-rain.txt", "prefix").outlet
    'echo'
    """
    outlet = article.outlet or (outlet_of(place or article.id, source) if source else None)
    published = article.published or date_line(article.text)
    return replace(article, outlet=outlet, published=published)
