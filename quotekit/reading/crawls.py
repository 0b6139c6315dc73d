"""Articles from the web archives of crawls, with warcio, which is the extra `warc`."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import IO, Any

from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft
from quotekit.reading.decoding import decoded
from quotekit.reading.pages import LARGEST, page_articles
from quotekit.reading.problems import Flaw, reason

_PIECE = 2**20
_PLAIN = re.compile(rb"(?=WARC/1\.[01]\r?\n(?:WARC|Content)-)")
_PACKED = re.compile(rb"\x1f\x8b\x08")


def crawl_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of a WARC, packed or not; a record that is damaged is a `Flaw`.

    Pages with status 200 are read, and texts of `conversion` records (Common Crawl's WET). The number of an article is
    that of its record, from 1; the updates of a live blog have that of their page. What is no page (requests, pictures,
    redirects) is counted in a last warning. Raises ValueError where warcio is missing or there is no record at all.
    """
    try:
        import warcio.archiveiterator  # noqa: F401
    except ImportError:
        raise ValueError("needs warcio: pip install 'quotekit[warc]'") from None
    number = others = 0
    for record in _records(source.rewindable()):
        number += 1
        if isinstance(record, Flaw):
            yield record._replace(place=f", record {number}")
        elif record is None:
            others += 1
        elif not source.wants(number):
            yield RecordDraft("", number)
        else:
            yield from _found(*record, number)
    yield from source.damage()
    if not number:
        raise ValueError("no WARC: it has no record")
    if others:
        yield Flaw(f"{others} of {number} records are no pages: passed over", rejected=False)


_Page = tuple[str, str | None, bytes, bool]
"""Address, charset of the HTTP header, body, and whether it is a page (else a plain text)."""


def _found(url: str, charset: str | None, body: bytes, is_page: bool, number: int) -> Iterator[RecordDraft | Flaw]:
    try:
        drafts, doubt = page_articles(body, charset, url or None) if is_page else _plain(body, url)
    except ValueError as error:
        yield Flaw(str(error), f", record {number}")
        return
    if doubt:
        yield Flaw(doubt, f", record {number}", rejected=False)
    for draft in drafts:
        yield draft._replace(number=number, url=draft.url if draft.part else url or draft.url)


def _plain(body: bytes, url: str) -> tuple[list[RecordDraft], str | None]:
    text, doubt = decoded(body)
    return [RecordDraft(text, url=url)], doubt


def _records(stream: IO[bytes]) -> Iterator[_Page | Flaw | None]:
    """What the records hold; None for one that is no page. After a damaged one, reading goes on at the next."""
    start: int | None = 0
    while start is not None:
        stream.seek(start)
        broken: Exception | None = None
        iterator = _iterator(stream)
        while broken is None:
            offset = iterator.offset
            try:
                # warcio prints to standard error what it doubts; here doubt is a flaw
                with redirect_stderr(StringIO()) as doubts:
                    record = next(iterator, None)
                    if record is None and not _has_more(stream, offset):
                        return
                    if record is None:  # at the end of a stream warcio is content with half a header
                        raise ValueError("its header is cut off")
                    page = _page(record)
                    iterator.read_to_end()
                    _check_whole(record)
                if doubts.getvalue():
                    raise ValueError("its length is wrong")
                yield page
            except Exception as error:  # warcio raises what it meets: its own, zlib's, struct's, plain Exception
                broken = error
        start = _next_start(stream, offset)
        yield Flaw(f"damaged: {_short(broken)}")


def _iterator(stream: IO[bytes]) -> Any:
    from warcio.archiveiterator import ArchiveIterator

    return ArchiveIterator(stream)


def _page(record: Any) -> _Page | None:
    """What a record holds; None for one that is no page. Raises ValueError where it is cut off."""
    kind = record.rec_type
    http = record.http_headers
    content_type = (http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")) or ""
    is_html = re.match(r"\s*(?:text/html|application/xhtml)", content_type, re.I) is not None
    is_page = is_html and kind in ("response", "resource") and (http is None or http.get_statuscode() == "200")
    if not is_page and not (kind == "conversion" and content_type.startswith("text/plain")):
        return None
    body = record.content_stream().read(LARGEST + 1)
    left = getattr(record.raw_stream, "limit", 0)
    if left > 0 and len(body) <= LARGEST and not record.raw_stream.read(1):
        raise ValueError(f"{left:,} bytes are missing")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.I)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return url.strip("<>"), charset[1] if charset else None, body, is_page


def _has_more(stream: IO[bytes], offset: int) -> bool:
    stream.seek(offset)
    return bool(stream.read(_PIECE).strip(b"\r\n\0 "))


def _check_whole(record: Any) -> None:
    """Raise ValueError where a record that was read to its end is cut off: in a header warcio does not mind."""
    length = record.rec_headers.get_header("Content-Length") or ""
    if record.format == "warc" and not re.fullmatch(r"\s*\d+\s*", length):
        raise ValueError("its header is cut off, or names no length")
    left = getattr(record.raw_stream, "limit", 0)
    if left > 0:
        raise ValueError(f"{left:,} bytes are missing")


def _next_start(stream: IO[bytes], offset: int) -> int | None:
    """Where the next record begins behind `offset`, plain or packed; None where there is none."""
    stream.seek(offset + 1)
    at, kept = offset + 1, b""
    while piece := stream.read(_PIECE):
        data = kept + piece
        for found in sorted([*_PACKED.finditer(data), *_PLAIN.finditer(data)], key=lambda found: found.start()):
            place = at - len(kept) + found.end() - 3 * (found[0] == b"\x1f\x8b\x08")
            if place > offset and _begins(stream, place):
                return place
        kept, at = data[-16:], at + len(piece)
        stream.seek(at)
    return None


def _begins(stream: IO[bytes], place: int) -> bool:
    stream.seek(place)
    start = stream.read(1024)
    if start.startswith(b"\x1f\x8b\x08"):
        try:
            start = zlib.decompressobj(31).decompress(start, 16)
        except zlib.error:  # three bytes that only look like the start of gzip
            return False
    return start.startswith(b"WARC/1.")


def _short(error: Exception) -> str:
    if str(error).lower().startswith(("invalid warc", "unknown archive format")):  # it goes on with the bytes there
        return "no record begins where one should"
    return " ".join(reason(error).split())[:120]
