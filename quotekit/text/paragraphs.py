"""Paragraphs of an article and what each one is: text, a title line, a heading, a caption, breadcrumbs, a date.

Nothing is removed: a paragraph is a range of the text. Those of `RUNNING` kinds are quoted from, `body` is summarized.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from quotekit.text.headings import folded, is_finished_headline, is_turn

ParagraphKind = Literal["body", "title", "heading", "caption", "breadcrumb", "date", "notice"]
RUNNING: frozenset[ParagraphKind] = frozenset({"body", "caption"})
"""Kinds of running text, from which is quoted."""


class Paragraph(NamedTuple):
    """A range of code points without the white space around it, half-open, and its kind."""

    start: int
    end: int
    kind: ParagraphKind


# What Python's universal newlines leave and what str.splitlines splits at besides.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ISO_DATE = re.compile(
    r"(?:date|published|updated|posted)\s{0,3}:?\s{0,3}\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S{0,20})?", re.I
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE_LINE = re.compile(
    r"(?:(?:date|published|updated|posted|first published|last updated)(?: on| at)?:? )?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
    r"(?:[ T,]{1,2}(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?.{0,12})?",
    re.I,
)
_CRUMB = re.compile(r"(?:[-–—•*›»>] )?[^.!?]{1,120}[>›»]|[Hh]ome [>›»] [^.!?]{1,120}")
_TRAIL = re.compile(r"[^.!?>›»|]{1,40}(?: [>›»|] [^.!?>›»|]{1,120}){2,8}")
_OF_CRUMBS = re.compile("[>›»|]")
"""A line that holds none of this is no breadcrumb."""
_NOTICE = re.compile(
    r"(?:by [A-Z][\w.'’-]* [A-Z][^.!?]{0,80}|(?:read|see|watch|listen|more|also read|read more|related)\b[^.!?,]{0,20}:"
    r".{0,200}"
    r"|(?:advertisement|share this article|sign up .{0,120}|click here.{0,120}|all rights reserved.{0,120}|©.{0,200}"
    r"|(?:credit|source|related)s?: .{0,160}))",
    re.I,
)
_OF_CAPTIONS = ("/", "hoto", "HOTO", "mage", "icture", "aption", "APTION", "FILE", "File", "ideo:", "edia:")
"""A paragraph that holds none of this is no caption: looking for them takes a tenth of the time of the patterns."""
_GALLERY = re.compile(r"(?:hide|show|toggle|view|expand) captions?|(?:photos?:? )?\d{1,3} ?(?:of|/) ?\d{1,3}", re.I)
"""What one clicks on beside a picture: "Hide Caption", "1 of 12"."""
_CAPTION = re.compile(
    r"(?:(?:photo(?:graph)?|image|picture|video|media)s?(?: (?:caption|credit|copyright))?: .*"
    r"|(?:photo|image|picture|video|media) (?:caption|copyright) .*"
    r"|pictured[:,] .*|file ?[-–—] .*)",
    re.I | re.S,
)
# "ROME (AP) — Rain fell." has an agency in brackets, and is none.
_CREDIT = re.compile(
    r"\((?:AP|Reuters|Getty|AFP|EPA|Photo|Image|Picture)(?: Photo| by| courtesy| ?/|:)"
    r"|\([A-Z][^()/]{1,60} / [A-Z][^()/]{1,60}\)|\([A-Z][^()/]{1,60}/[A-Z][^()/]{1,60}\)\.?\Z"
    r"|/(?:Getty Images|AP|AFP)\b|\bFILE ?[-–—]"
    r"|\bfile (?:photo|picture|image)\b|\b[Ii]n th(?:is|ese) (?:[\w.,]{1,15} ){0,6}(?:photo|picture|image)(?:[ ,.]|\Z)"
    r"|[.”\"] (?:Photograph|Photo|Picture|Image|Credit)s?(?: by|:) [A-Z][^.]{1,60}\Z"
    r"|[.”\"] [A-Z][^./()]{2,40}/[A-Z][^./()]{2,40}\Z"
)
_LONGEST_CAPTION, _LONGEST_BARE, _LONGEST_GALLERY = 600, 250, 20  # characters
# An article in a list of sources: “River floods the town” — The Courier, August 15, 2008
_CITED = re.compile(
    rf"(?:[^\"“”]{{1,60}}[.,:] )?[\"“][^\"”]{{1,200}}[\"”][.,]? [—–-] [^\"“”]{{2,60}}, {_MONTH} \d{{1,2}}, \d{{4}}\.?",
    re.I,
)
# A quotation whose end was forgotten, or with its speaker behind a dash, and that speaker alone on a line.
_SPOKEN = re.compile(r"[—–―].*|(?:[-*•·] )?[“\"«„][^”\"»]*(?:[”\"»] ?[—–―-].*)?")
_BOLD = re.compile(r"(\*\*|__).+\1")
_LONGEST_HEADING = 25  # words
_WRAPPED_LINE = 100  # characters; hand-wrapped text keeps its lines shorter
_LONGEST_LINE = 300  # characters of a headline
_FOLLOWING = 3  # lines that are looked at behind one
_FINISHED = tuple(".!?:;,…\"'”’»)]—–-")


def paragraphs(text: str, title: str | None = None) -> list[Paragraph]:
    """The paragraphs of a text in order, disjoint, without white space at their edges.

    `title` is that of the text's record: a first line that repeats it is a title, however it ends.

    A line is a paragraph, except that lines broken by hand at some column (e-mail, plain text) are joined up to the
    next empty line.

    >>> [p.kind for p in paragraphs("- Home >\\nRiver floods town\\ndate 2025-06-03 The river rose.")]
    ['breadcrumb', 'title', 'date', 'body']
    """
    ranges = [part for block in _blocks(text) for part in _unwrapped(text, block)]
    own = folded(title or "")
    found: list[Paragraph] = []
    signs = [part for part in _OF_CAPTIONS if part in text]
    seen_text = gallery = False
    for index, (start, end) in enumerate(ranges):
        line, following = text[start:end], ranges[index + 1 : index + 1 + _FOLLOWING]
        if len(line) < _LONGEST_GALLERY and _GALLERY.fullmatch(line):
            found.append(Paragraph(start, end, "notice"))
            gallery = gallery or "aption" in line.lower()
            continue
        if _is_caption(line, signs) or (gallery and _is_bare_caption(line)):
            found.append(Paragraph(start, end, "caption"))
            gallery = False
            continue
        gallery = False
        next_lines = [text[a:b] for a, b in following] if len(line) < _LONGEST_LINE else []
        last_line = text[slice(*ranges[index - 1])] if index and next_lines else ""
        kind = _kind(_Line(line, last_line, next_lines, not seen_text), found, own)
        dated = _ISO_DATE.match(text, start, end) if kind == "body" else None
        if dated:
            found.append(Paragraph(start, dated.end(), "date"))
            start = dated.end() + len(text[dated.end() : end]) - len(text[dated.end() : end].lstrip())
        if start < end:
            found.append(Paragraph(start, end, kind))
        seen_text = seen_text or kind in ("body", "title")
    return found


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines between empty lines, each line a range without white space at its edges."""
    block: list[tuple[int, int]] = []
    last = 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        stripped = line.group().strip()
        if block and (not stripped or text.count("\n", last, start) > 1):
            yield block
            block = []
        if stripped:
            start += len(line.group()) - len(line.group().lstrip())
            block.append((start, start + len(stripped)))
        last = end
    if block:
        yield block


def _unwrapped(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a block, or the block as one paragraph where its lines were broken by hand."""
    if len(block) < 2 or max(end - start for start, end in block) > _WRAPPED_LINE:
        return block
    carried_on = sum(_carries_on(text, before, after) for before, after in pairwise(block))
    return [(block[0][0], block[-1][1])] if 2 * carried_on >= len(block) - 1 else block


def _carries_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a line goes on in the next: with a small letter, and neither is a breadcrumb or a date."""
    start, end = after
    return text[start].islower() and text[before[1] - 1] not in ".!?>›»" and not _ISO_DATE.match(text, start, end)


class _Line(NamedTuple):
    """A line and those around it."""

    text: str
    before: str
    following: list[str]
    """The next lines; none behind a long line, which is no headline."""
    first: bool
    """Whether no text stands before it."""


def _kind(line: _Line, before: list[Paragraph], title: str) -> ParagraphKind:
    """The kind of a line that is no caption; `title` is the folded title of the record."""
    crumb_before = bool(before) and before[-1].kind == "breadcrumb"
    short = line.text[:400]
    if crumb_before and short.startswith(("- ", "› ")):
        return "breadcrumb"
    if _OF_CRUMBS.search(short) and (_CRUMB.fullmatch(short) or _TRAIL.fullmatch(short)):
        return "breadcrumb"
    if _DATE_LINE.fullmatch(short):
        return "date"
    if _NOTICE.fullmatch(short) or _CITED.fullmatch(short):
        return "notice"
    is_title = line.first and title and folded(line.text) == title
    if not line.following or not (is_title or _is_headline(line)):
        return "body"
    return "title" if line.first else "heading"


def _is_headline(line: _Line) -> bool:
    text = line.text[2:-2] if _BOLD.fullmatch(line.text) else line.text  # a lead may be in bold
    if len(text.split(None, _LONGEST_HEADING)) > _LONGEST_HEADING:
        return False
    if not text.endswith(_FINISHED) and not _SPOKEN.fullmatch(text):
        return not (line.first and is_turn(text, line.following))
    return is_finished_headline(text, line.following, line.first, line.before)


def _is_caption(text: str, signs: Sequence[str]) -> bool:
    """Whether a paragraph of running text stands below a picture, by what it says of the picture and who took it.

    `signs` are those of `_OF_CAPTIONS` that are anywhere in the article.
    """
    if len(text) > _LONGEST_CAPTION or not any(part in text for part in signs):
        return False
    return bool(_CAPTION.fullmatch(text) or _CREDIT.search(text))


def _is_bare_caption(text: str) -> bool:
    """Whether a paragraph right behind "Hide Caption" may be the one that can be hidden: short, without quotations."""
    return len(text) <= _LONGEST_BARE and not any(mark in text for mark in '“”"')
