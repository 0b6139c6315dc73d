"""The article of a page saved from the web, without what stands around it. Trafilatura finds it."""

from __future__ import annotations

import codecs
import html
import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quotekit.dates import iso_date
from quotekit.reading.archives import Source
from quotekit.reading.columns import QuotesError, RecordDraft
from quotekit.reading.decoding import decoded
from quotekit.reading.problems import Flaw

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
_BLOCKS = frozenset("p head quote list item table row code div fw ab".split())
_SHORTEST = 5
"""Words that some paragraph of an article has; a page without one is navigation."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))  # soft hyphens and their like would divide words
_OWN = b'<meta name="generator" content="quotekit">'
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext", "readability")
"""The loggers of the libraries that find an article in a page."""
_EDGE = "\ue000"  # between blocks; no page has this character for anything that is read


def page_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article of a file that is a page. Raises ValueError where there is none."""
    data = source.data()
    if not data.strip():
        raise ValueError("only white space" if data else "empty")
    if _OWN in source.head:
        raise QuotesError("is a page that quotekit wrote, not an article: passed over")
    draft, doubt = page_draft(data)
    if doubt:
        yield Flaw(doubt, rejected=False)
    yield draft


def page_draft(data: bytes, charset: str | None = None, url: str | None = None) -> tuple[RecordDraft, str | None]:
    """The article of a page with title, date, outlet, author and address as far as it tells them; a warning or None.

    Paragraphs, headings and items of lists are lines with an empty line between them; navigation, comments, captions
    and tables are gone. `charset` and `url` are what is known of the page from elsewhere. The outlet is the name of the
    site, else its host. Raises ValueError where there is no article.
    """
    if len(data) > LARGEST:
        raise ValueError(f"a page of {len(data):,} bytes; at most {LARGEST:,} are read")
    markup, doubt = _markup(data, charset)
    try:
        with _silenced():
            text, found, address = _extracted(markup, url or _address(markup))
    except ImportError as error:
        needed = "pip install trafilatura lxml-html-clean"
        raise ValueError(f"web pages need trafilatura: {needed} ({' '.join(str(error).split())[:80]})") from None
    except ValueError:
        raise
    except Exception as error:  # of libraries that meet any page: lxml's own, AttributeError, RecursionError ...
        raise ValueError(f"no article was found in this page: {type(error).__name__}") from None
    outlet = found.sitename or found.hostname or _host(address)
    date = iso_date(found.date or "")
    return RecordDraft(
        text, None, None, _line(found.title), found.url or url or address, _line(outlet), date, _line(found.author)
    ), doubt


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


def _host(address: str | None) -> str | None:
    return (urlsplit(address or "").hostname or "").removeprefix("www.") or None


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


def _extracted(markup: str, url: str | None) -> tuple[str, Any, str | None]:
    """The text that trafilatura finds, what it knows of the page, and the address that the page tells in JSON-LD.

    At first only what is surely the article, without tables; where that is nothing, as in old pages that are one table
    and in those that have their text in JSON-LD only, whatever it takes for one. It joins the paragraphs of JSON-LD:
    `fuller` has them.
    """
    from trafilatura import bare_extraction

    bodies, address = told_by(_tree(markup))
    for sure in (True, False):
        found = bare_extraction(
            _tree(markup),
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=not sure,
            favor_precision=sure,
            date_extraction_params={"original_date": True, "extensive_search": False},  # no year of a copyright line
        )
        text = fuller(_text_of(found.body), bodies) if found is not None and not isinstance(found, dict) else ""
        if any(len(block.split()) >= _SHORTEST for block in text.split("\n\n")):
            return text, found, address
    raise ValueError("no article was found in this page")


def _tree(markup: str) -> HtmlElement:
    """The parsed page. Quotation elements in a line, which trafilatura breaks it at, become the marks browsers show."""
    from trafilatura import load_html

    tree = load_html(markup)
    if tree is None:  # a piece of a page
        tree = load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        raise ValueError("no article was found in this page")
    _prepare(tree)
    return tree


def _prepare(tree: HtmlElement) -> None:
    for quote in list(tree.iter("q")):
        depth = sum(1 for outer in quote.iterancestors("q"))
        first, last = "‘’" if depth % 2 else "“”"
        quote.text = first + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + last
        else:
            quote.text += last
    for quote in list(tree.iter("q")):
        quote.drop_tag()
    for block in list(tree.iter("blockquote")):
        for footer in list(block.iter("footer")):  # who said it; footers of pages are cut away
            footer.tag = "p"


def _text_of(body: Any) -> str:
    """The text of what was found: blocks with an empty line between them, lines of a block as the page breaks them."""
    pieces: list[str] = []
    _gather(body, pieces)
    blocks = re.split(f"\\s*{_EDGE}[\\s{_EDGE}]*", "".join(pieces))
    lines = ([" ".join(line.split()) for line in block.split("\n")] for block in blocks)
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in lines)))


def _gather(body: Any, pieces: list[str]) -> None:
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            pieces += [_EDGE * block, "\n" * (element.tag == "lb"), _flat(element.text)]
        else:
            pieces += [_EDGE * block, _flat(element.tail)]


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"[ \t\r\n]+", text.translate(_INVISIBLE))) if text else ""


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


_UNREAD = re.compile(r"<(script|style|figure|table)\b[^<>]{0,2000}>.{0,50000}?</\1\s*>", re.I | re.S)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article)\b[^<>]{0,2000}>", re.I)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]{0,2000}>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div)\b", re.I)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"https?://[\w.-]{1,255}(?:[:/?#][^\s<>\"]{0,2000})?", re.I)
_ARTICLE = re.compile(r"Article|Report|Posting")
_DEEPEST = 12


def told_by(tree: HtmlElement) -> tuple[tuple[str, ...], str | None]:
    """The texts of articles that JSON-LD has, each once, and the address of the first; None where it tells none."""
    nodes = [node for script in tree.iter("script") if _is_data(script) for node in _nodes(_loaded(script.text or ""))]
    bodies = dict.fromkeys(plain(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str))
    addresses = (one for node in nodes if _ARTICLE.search(str(node.get("@type"))) for one in _addresses(node))
    return tuple(filter(None, bodies)), next(addresses, None)


def plain(body: str) -> str:
    r"""A text of JSON-LD, which may be HTML, with an empty line between paragraphs.

    >>> plain("<p>“It sailed.</p><p>“It sank,” he&nbsp;said.</p>"), plain("One.\r\n \r\nTwo,\nthree.")
    ('“It sailed.\n\n“It sank,” he said.', 'One.\n\nTwo,\nthree.')
    """
    text = html.unescape(body) if _ESCAPED.search(body) else body
    text = _UNREAD.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _BLOCK.search(text) or _BREAK.search(text):  # in HTML a line end is a space; but empty lines are never chance
        text = "\n\n".join(block.replace("\n", " ") for block in _EMPTY_LINES.split(text))
        text = _BREAK.sub("\n", _BLOCK.sub("\n\n", text))
    text = re.sub(r"<q\b[^<>]{0,200}>", "“", re.sub(r"</q\s*>", "”", text))
    text = html.unescape(_TAG.sub("", text)).translate(_INVISIBLE)
    blocks = ([" ".join(line.split()) for line in block.split("\n")] for block in _EMPTY_LINES.split(text))
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))


def fuller(text: str, bodies: Sequence[str]) -> str:
    r"""The text of a page, or that of its JSON-LD where the page has the same without paragraphs, or not half of it.

    >>> fuller("One. Two.", ["One.\n\nTwo."]), fuller("One.\n\nTwo.", ["One. Two."])
    ('One.\n\nTwo.', 'One.\n\nTwo.')
    """
    body = "\n\n".join(bodies)
    ours, theirs = _letters(text), _letters(body)
    is_same = bool(theirs) and theirs in ours and 5 * len(theirs) >= 4 * len(ours)
    if is_same and body.count("\n") > text.count("\n"):
        return body
    return body if len(bodies) == 1 and 2 * len(ours) < len(theirs) else text  # several: those of related articles


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_data(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _loaded(source: str) -> Any:
    try:
        return json.loads(re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?://)?(?:-->|\]\]>)\s*\Z", "", source), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
    if isinstance(value, Mapping | list) and depth < _DEEPEST:
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _nodes(one, depth + 1)


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        for one in (value.get("@id"), value.get("url")) if isinstance(value, Mapping) else (value,):
            if isinstance(one, str) and _ADDRESS.fullmatch(one.strip()):
                yield one.strip()
