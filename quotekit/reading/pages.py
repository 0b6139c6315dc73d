"""The article of a page saved from the web, without what stands around it. Trafilatura finds it."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from quotekit.reading.archives import Source
from quotekit.reading.columns import QuotesError, RecordDraft
from quotekit.reading.decoding import decoded
from quotekit.reading.markup.bylines import authors_of
from quotekit.reading.markup.page import Page, page_of
from quotekit.reading.markup.trees import NO_ARTICLE
from quotekit.reading.problems import Flaw

LARGEST = 20_000_000
"""Bytes of a page; a larger one is no article."""
_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})""")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]{1,2000})", re.I
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What the web declares and what it means by it: the curly marks of cp1252 stand in pages that say Latin-1."""
_OWN = b'<meta name="generator" content="quotekit">'
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext", "readability")
"""The loggers of the libraries that find an article in a page."""


def page_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article of a file that is a page, and the updates of a live blog. Raises ValueError where there is none."""
    data = source.data()
    if not data.strip():
        raise ValueError("only white space" if data else "empty")
    if _OWN in source.head:
        raise QuotesError("is a page that quotekit wrote, not an article: passed over")
    drafts, doubt = page_articles(data)
    if doubt:
        yield Flaw(doubt, rejected=False)
    yield from drafts


def page_draft(data: bytes, charset: str | None = None, url: str | None = None) -> tuple[RecordDraft, str | None]:
    """The article of a page with title, date, outlet, author and address as far as it tells them; a warning or None.

    Paragraphs, headings and items of lists are lines with an empty line between them; navigation, comments, captions
    and tables are gone; block quotes begin with `> `, bold lines are in `**`. `charset` and `url` are what is known of
    the page from elsewhere. The outlet is the name of the site, else its host. It is one article, as the text of a
    record is, even of a live blog. Raises ValueError where there is none.
    """
    page, doubt = _read(data, charset, url, is_record=True)
    return _draft(page), doubt


def page_articles(
    data: bytes, charset: str | None = None, url: str | None = None
) -> tuple[list[RecordDraft], str | None]:
    """The article of a page as `page_draft` gives it, and behind it the updates of a live blog, the earliest first.

    An update is an article with its own title, date, address and author. Where nothing but updates is told, they are
    all.
    """
    page, doubt = _read(data, charset, url, is_record=False)
    return [*([_draft(page)] if page.text else []), *_updates(page)], doubt


def _read(data: bytes, charset: str | None, url: str | None, is_record: bool) -> tuple[Page, str | None]:
    if len(data) > LARGEST:
        raise ValueError(f"a page of {len(data):,} bytes; at most {LARGEST:,} are read")
    markup, doubt = _markup(data, charset)
    try:
        with _silenced():
            return page_of(markup, url or _address(markup), is_record), doubt
    except ImportError as error:
        needed = "pip install trafilatura lxml-html-clean"
        raise ValueError(f"web pages need trafilatura: {needed} ({' '.join(str(error).split())[:80]})") from None
    except ValueError:
        raise
    except Exception as error:  # of libraries that meet any page: lxml's own, AttributeError, RecursionError ...
        raise ValueError(f"{NO_ARTICLE}: {type(error).__name__}") from None


def _draft(page: Page) -> RecordDraft:
    about = page.title, page.url, page.outlet, page.published, page.author, page.section
    return RecordDraft(page.text, None, None, *about)


def _updates(page: Page) -> Iterator[RecordDraft]:
    """The updates as articles. No two have one address, as a store takes what has one for the same article."""
    seen = {page.url}
    for number, one in enumerate(page.updates, 1):
        part = f"update-{number}"
        url = one.address if one.address not in seen else None
        url = url or (f"{page.url}#{part}" if page.url else None)
        seen.add(url)
        author = "; ".join(authors_of(one.authors, [page.outlet])) or None
        about = one.headline, url, page.outlet, one.published, author, page.section
        yield RecordDraft(one.text, None, None, *about, part=part)


def _markup(data: bytes, charset: str | None) -> tuple[str, str | None]:
    """A page as text: by its byte-order mark, by what it declares, else as any text is read."""
    declared = None if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else charset
    if declared is None:
        found = _XML_ENCODING.match(data) or _CHARSET.search(data[:4096])
        declared = found[1].decode("ascii", "replace") if found else None
    try:
        name = codecs.lookup(declared or "").name
        text = data.decode(_AS_BROWSERS.get(name, name))
        doubt = None
        if "\0" in text or not text.strip():
            raise ValueError
    except (LookupError, ValueError):  # none, unknown, wrong, or no encoding of text: "hex" is one of Python's
        text, doubt = decoded(data)
    text = text.removeprefix("\ufeff")
    declaration = _XML.match(text)  # lxml takes none in a str
    return text[declaration.end() :] if declaration else text, doubt


def _address(markup: str) -> str | None:
    """Where a browser noted that it had saved the page from."""
    found = _SAVED_FROM.search(markup, 0, 4096)
    return found[1] if found else None


@contextmanager
def _silenced() -> Iterator[None]:
    """Without the complaints of libraries meanwhile: what is wrong with a page is said here, in one line."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels):
            logger.setLevel(level)
