"""Articles as the page shows them: heading, byline, paragraphs, and what covers what in them as a row of segments.

Spans may nest, overlap and touch; the text stays whole. One sweep over the boundaries of all
spans: each segment knows the innermost mark of each layer, so that a page can be written without nesting elements.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from quotekit.plain.shown import reads
from quotekit.records import Article, Quote, Span
from quotekit.reporting.timeline import day_label
from quotekit.text.paragraphs import ParagraphKind, paragraphs

Place = tuple[str, int]
"""A layer ("content", "cue" ...) and the number of whom or what a mark in it belongs to."""


class Mark(NamedTuple):
    """A span in a layer. Several marks of one layer and owner are the pieces of one thing."""

    span: Span
    layer: str
    owner: int


class Segment(NamedTuple):
    """A stretch of a text, half-open code points, that no boundary divides."""

    start: int
    end: int
    inside: Mapping[str, int]
    """For each layer that covers the segment, the owner of its innermost mark."""
    begins: tuple[Place, ...]
    """What begins with this segment: with its first piece."""
    ends: tuple[Place, ...]
    """What ends with it: with its last piece."""


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The segments of a text of so many code points, in order, together the whole of it.

    Innermost is the mark that begins last; of those that begin together, the shortest. What reaches beyond the text is
    cut off. `cuts` are further boundaries. The cost is that of sorting the boundaries, however deep marks are nested.

    >>> inner, outer = Mark(Span(4, 8), "content", 2), Mark(Span(0, 9), "content", 1)
    >>> [(one.start, one.end, one.inside["content"]) for one in segments(9, [outer, inner])]
    [(0, 4, 1), (4, 8, 2), (8, 9, 1)]
    """
    held = [
        mark._replace(span=Span(mark.span.start, min(mark.span.end, length))) for mark in marks if _fits(mark, length)
    ]
    begins, ends = _extremes(held)
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(held, key=lambda one: -one.span.end):  # the shortest is opened last: it lies on top
        opening[mark.span.start].append(mark)
    inside_of = {0, length, *(at for at in cuts if 0 < at < length)}
    bounds = sorted(inside_of.union(*((mark.span.start, mark.span.end) for mark in held)))
    stacks: dict[str, list[Mark]] = defaultdict(list)
    for start, end in pairwise(bounds):
        for mark in opening.get(start, ()):
            stacks[mark.layer].append(mark)
        yield Segment(start, end, _tops(stacks, start), tuple(begins.get(start, ())), tuple(ends.get(end, ())))


def _fits(mark: Mark, length: int) -> bool:
    return mark.span.start < length


def _extremes(marks: list[Mark]) -> tuple[dict[int, list[Place]], dict[int, list[Place]]]:
    """Where each thing begins with its first piece, and where it ends with its last."""
    first: dict[Place, int] = {}
    last: dict[Place, int] = {}
    for mark in marks:
        place = mark.layer, mark.owner
        first[place] = min(first.get(place, mark.span.start), mark.span.start)
        last[place] = max(last.get(place, 0), mark.span.end)
    return _turned(first), _turned(last)


def _turned(places: dict[Place, int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for place, at in places.items():
        found[at].append(place)
    return found


def _tops(stacks: dict[str, list[Mark]], at: int) -> dict[str, int]:
    """The innermost owner of each layer. A mark that ended below another one is dropped when it comes to light."""
    found: dict[str, int] = {}
    for layer, stack in stacks.items():
        while stack and stack[-1].span.end <= at:
            stack.pop()
        if stack:
            found[layer] = stack[-1].owner
    return found


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

    def reads(self, start: int, end: int) -> str:
        """What a reader sees of a stretch of it, code points, half-open."""
        return reads(self.text, start, end)


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
    head = article.text[:5000]
    head = reads(head, 0, len(head))
    lines = [part for kind in ("title", "body") for part in paragraphs(head) if part.kind == kind]
    line = head[lines[0].start : lines[0].end] if lines else ""
    if lines and lines[0].kind == "body":
        line = shortened(line, _LONGEST_OPENING)
    title = article.title or ""
    return " ".join(reads(title, 0, len(title)).split()) or " ".join(line.split()) or article.id


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
