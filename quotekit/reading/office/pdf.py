"""The article of a PDF: its pages as running text, without what every page repeats."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft
from quotekit.reading.problems import Flaw, short_reason

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be its header and footer."""
_NUMBERS = re.compile(r"\d+")
_PAGE = re.compile(r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_HYPHEN = re.compile(r"[a-z]{2}[-\u00ad\u2010]\Z")
_ENDED = re.compile(r"[.!?:…][”’\"')\]]*\Z")
_BEGUN = re.compile(r"[“‘\"'(\[]*[A-Z0-9]")
_SHORT, _VERY_SHORT = 0.85, 0.6
"""Shares of the usual length of a line under which one may be the last of its paragraph, and a heading."""


def pdf_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article of a PDF. Its title is that of the file's properties where the text begins with it, too.

    Raises ValueError where pypdf is missing, the file is no PDF or locked, or holds pictures of text.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise ValueError("needs pypdf: pip install 'quotekit[office]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # each oddity of a file is a line of its
    try:
        reader = PdfReader(source.rewindable())
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is locked by a password")
        pages = [page.extract_text() for page in reader.pages]
        title = " ".join(str(reader.metadata.title or "").split()) if reader.metadata else ""
    except Exception as error:  # pypdf lets through whatever a damaged file makes it do
        raise ValueError(f"no PDF that can be read: {short_reason(error)}") from None
    text = running_text(pages)
    if not text:
        raise ValueError("holds no text: its pages may be pictures")
    is_title = title and "".join(title.split()) in "".join(text[:1000].split())
    yield RecordDraft(text, title=title if is_title else None)


def running_text(pages: Sequence[str]) -> str:
    r"""The text of pages as paragraphs with an empty line between, each on one line.

    Lines at the edges of pages that others have too, but for numbers, and page numbers are left out. A word that a line
    end divides is one again. A paragraph ends at an empty line, at a short line that ends a sentence, and at a very
    short one, as of a heading, before a line that begins one; none ends with its page.

    >>> print(running_text(["Echo 1\nThe dam held on Sun-\nday night, they\nsaid.", "Echo 2\nNobody was hurt."]))
    The dam held on Sunday night, they said.
    <BLANKLINE>
    Nobody was hurt.
    """
    lines = [line for page in _without_edges([_lines(page) for page in pages]) for line in page]
    usual = median([len(line) for line in lines if line] or [0])
    found: list[str] = []
    before = ""
    for line in lines:
        if not before or not line or _ends(before, line, usual):
            found.append(line)
        elif _HYPHEN.search(before) and line[0].islower():
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] += f" {line}"
        before = line
    return "\n\n".join(filter(None, found))


def _ends(line: str, after: str, usual: float) -> bool:
    """Whether a paragraph ends with a line."""
    if len(line) >= _SHORT * usual:
        return False
    is_heading = len(line) < _VERY_SHORT * usual and line[-1] not in "-,;" and _BEGUN.match(after)
    return bool(_ENDED.search(line) or is_heading)


def _lines(page: str) -> list[str]:
    """The lines of a page from its first to its last, white space evened out."""
    return [" ".join(line.split()) for line in page.strip().splitlines()]


def _without_edges(pages: list[list[str]]) -> Iterator[list[str]]:
    """The pages without headers, footers and page numbers."""
    often = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    for page in pages:
        left_out = {at for at in _edges(page) if _is_repeated(page[at], often, len(pages))}
        yield [line for at, line in enumerate(page) if at not in left_out]


def _edges(page: list[str]) -> list[int]:
    """Where the lines at the top and at the bottom stand."""
    return sorted({*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))})


def _shape(line: str) -> str:
    return _NUMBERS.sub("0", line.casefold())


def _is_repeated(line: str, often: Counter[str], pages: int) -> bool:
    """Whether a line is a page number, or stands on most pages; columns of one page repeat nothing."""
    if not line:
        return False
    return bool(_PAGE.fullmatch(line)) or (pages > 1 and often[_shape(line)] > max(1, pages // 2))
