"""An article as a page shows it: its heading and byline, and its text in paragraphs of segments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from quotekit.highlights import Mark, Segment, segments
from quotekit.paragraphs import ParagraphKind, paragraphs
from quotekit.records import Article, Quote, Span
from quotekit.timeline import day_label

CONTENT, SOURCE, CUE = "content", "source", "cue"
"""The layers of marks of what quotes are made of, by the number of the quote on the page."""
QUOTE, PICK = "quote", "pick"
"""The layers of whole quotes, from the first mark to the last, and of a summary's picks, by their numbers."""

_LONGEST_HEADING, _LONGEST_OPENING, _LONGEST_NAME, _LONGEST_DAY = 140, 90, 60, 40
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f\"<>\\]+", re.I)
_OPENING, _CLOSING = "“‘\"'«„‹", "”’\"'»“›"


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
    label: str
    """What it is called where it is one of many: its outlet, with its heading where that has several; else its id."""
    day: str | None
    link: tuple[str, str] | None
    """The address and its host, where the article has one that a reader may follow."""

    @property
    def text(self) -> str:
        """The article's text, to which segments refer."""
        return self.article.text


def sheets(articles: Sequence[Article]) -> list[Sheet]:
    """The articles under their numbers, from 1.

    >>> [(sheet.number, sheet.heading, sheet.label) for sheet in sheets([Article("It rained all day.", "rain")])]
    [(1, 'It rained all day.', 'rain')]
    """
    often = Counter(article.outlet for article in articles)
    return [_sheet(number, article, often[article.outlet]) for number, article in enumerate(articles, 1)]


def _sheet(number: int, article: Article, siblings: int) -> Sheet:
    heading = shortened(heading_of(article), _LONGEST_HEADING)
    label = shortened(article.outlet or article.id, _LONGEST_NAME)
    if article.outlet and siblings > 1:
        label = f"{label}: {shortened(heading, _LONGEST_NAME)}"
    return Sheet(
        number,
        article,
        heading,
        label,
        shortened(day_label(article.published) or "", _LONGEST_DAY) or None,
        followed(article.url),
    )


def heading_of(article: Article) -> str:
    """The title given with an article, or the title line of its text, or how its text begins; else its id.

    >>> heading_of(Article("Dam holds\\n\\nThe dam above Telford held on Sunday night.", "dam"))
    'Dam holds'
    """
    parts = paragraphs(article.text[:5000])
    lines = [part for kind in ("title", "body") for part in parts if part.kind == kind]
    line = article.text[lines[0].start : lines[0].end] if lines else ""
    if lines and lines[0].kind == "body":
        line = shortened(line, _LONGEST_OPENING)
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


def marks_of(number: int, quote: Quote, text: str) -> list[Mark]:
    """The marks of a quote of an article's text, under its number on the page.

    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),), (Span(14, 18),))
    >>> [(mark.layer, mark.span.start, mark.span.end) for mark in marks_of(1, quote, "“It held,” he said.")]
    [('content', 1, 9), ('cue', 14, 18), ('quote', 0, 10)]
    """
    layers = (CONTENT, quote.content), (SOURCE, quote.source), (CUE, quote.cue)
    marks = [Mark(span, layer, number) for layer, spans in layers for span in spans]
    if quote.content:
        marks.append(Mark(_with_marks(quote.content, text), QUOTE, number))
    return marks


def _with_marks(content: Sequence[Span], text: str) -> Span:
    """From the first piece to the last, with the quotation marks around them."""
    start, end = content[0].start, content[-1].end
    opened = 0 < start <= len(text) and text[start - 1] in _OPENING
    return Span(start - opened, end + (end < len(text) and text[end] in _CLOSING))


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
