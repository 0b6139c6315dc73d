"""An article as a page shows it: its heading and byline, and its text in paragraphs of segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from quotekit.highlights import Mark, Segment, segments
from quotekit.paragraphs import ParagraphKind, paragraphs
from quotekit.records import Article, Pick, Quote
from quotekit.timeline import day_label

CONTENT, SOURCE, CUE, PICK = "content", "source", "cue", "pick"
"""The layers of marks: of a quote, by its number on the page, and of a summary's picks, by theirs."""

_LONGEST_HEADING = 160
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f\"<>\\]+", re.I)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of an article, or (`kind` None) the white space between two."""

    kind: ParagraphKind | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article as a page shows it."""

    number: int
    article: Article
    heading: str
    outlet: str
    """The outlet, or the article's id where none is known."""
    day: str | None
    link: tuple[str, str] | None
    """The address and its host, where the article has one that a reader may follow."""

    @property
    def text(self) -> str:
        """The article's text, to which segments refer."""
        return self.article.text


def sheets(articles: Iterable[Article]) -> list[Sheet]:
    """The articles under their numbers, from 1.

    >>> [(sheet.number, sheet.heading) for sheet in sheets([Article("It rained all day.", "rain")])]
    [(1, 'rain')]
    """
    return [_sheet(number, article) for number, article in enumerate(articles, 1)]


def _sheet(number: int, article: Article) -> Sheet:
    heading = shortened(heading_of(article), _LONGEST_HEADING)
    day = day_label(article.published)
    return Sheet(number, article, heading, article.outlet or article.id, day, followed(article.url))


def heading_of(article: Article) -> str:
    """The title given with an article, or the title line of its text, else its id.

    >>> heading_of(Article("Dam holds\\n\\nThe dam above Telford held on Sunday night.", "dam"))
    'Dam holds'
    """
    titles = (part for part in paragraphs(article.text[:5000]) if part.kind == "title")
    line = next((article.text[part.start : part.end] for part in titles), "")
    return " ".join((article.title or "").split()) or " ".join(line.split()) or article.id


def shortened(text: str, most: int) -> str:
    """A text of at most so many code points, cut before a word where it is longer.

    >>> shortened("The dam above Telford held", 12)
    'The dam …'
    """
    return text if len(text) <= most else (text[: most - 1].rpartition(" ")[0] or text[: most - 2]) + " …"


def followed(url: str | None) -> tuple[str, str] | None:
    """An address that may become a link, and its host; None for whatever is not plain http or https.

    >>> followed("https://echo.example/dam"), followed("javascript:alert(1)")
    (('https://echo.example/dam', 'echo.example'), None)
    """
    if not url or not _URL.fullmatch(url.strip()):
        return None
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:  # "https://[dam"
        return None
    return (url.strip(), host) if host else None


def marks_of(number: int, quote: Quote) -> list[Mark]:
    """The marks of a quote under its number on the page.

    >>> from quotekit.records import Span
    >>> [mark.layer for mark in marks_of(1, Quote("a-1", "a", "direct", "statement", (Span(1, 9),), (Span(11, 15),)))]
    ['content', 'cue']
    """
    layers = (CONTENT, quote.content), (SOURCE, quote.source), (CUE, quote.cue)
    return [Mark(span, layer, number) for layer, spans in layers for span in spans]


def pick_marks(numbered: Iterable[tuple[int, Pick]]) -> list[Mark]:
    """The marks of the picks of a summary under their numbers.

    >>> pick_marks([])
    []
    """
    return [Mark(pick.span, PICK, number) for number, pick in numbered]


def stretches(text: str, marks: Sequence[Mark]) -> list[Stretch]:
    """The paragraphs of a text and what is between them, in order: together they are the text.

    >>> [stretch.kind for stretch in stretches("Dam holds\\n\\nThe dam held on Sunday.", [])]
    ['title', None, 'body']
    """
    parts = paragraphs(text)
    found: list[Stretch] = []
    row = iter(segments(len(text), marks, [at for part in parts for at in (part.start, part.end)]))
    segment = next(row, None)
    for start, end, kind in _with_gaps(parts, len(text)):
        held = []
        while segment is not None and segment.end <= end:
            held.append(segment)
            segment = next(row, None)
        if start < end:
            found.append(Stretch(kind, tuple(held)))
    return found


def _with_gaps(
    parts: Sequence[tuple[int, int, ParagraphKind]], length: int
) -> list[tuple[int, int, ParagraphKind | None]]:
    found: list[tuple[int, int, ParagraphKind | None]] = []
    last = 0
    for start, end, kind in parts:
        found += [(last, start, None), (start, end, kind)]
        last = end
    return [*found, (last, length, None)]
