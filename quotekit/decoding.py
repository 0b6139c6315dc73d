"""From the bytes of a file to the text of an article."""

from __future__ import annotations

import codecs
import re

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "ZIP, DOCX or ODT"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC or another Office format"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b\x08", "gzip"),
)
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_SMALL, _CAPITAL, _MARKS = "ß-öø-ÿœšž", "À-ÖØ-ÞŒŠŽŸ", "“”‘’–—…"
_NOT_ENGLISH = re.compile(
    rf"[^\x00-\x7f{_SMALL}{_CAPITAL}{_MARKS}•€™†‡‹›«»£¢¥§©®°²½¼¾·´\xa0\xad]"
    # Mac Roman read as cp1252: “ÒWe donÕt,Ó he said Ñ and”; cp1252 read as Mac Roman: “ìWe do,î”
    rf"|[a-z][{_CAPITAL}]|[,.!?][{_SMALL}{_CAPITAL}]|[{_CAPITAL}][A-Z][a-z]|[{_SMALL}][A-Z]|\s[ÐÑ]\s"
)


def decoded(data: bytes) -> tuple[str, str | None]:
    r"""The text of `data`, with \n for every line end and no byte-order mark, and a warning or None.

    Raises `ValueError` that says why `data` is no article.

    >>> decoded(b"It rained.\r\n")
    ('It rained.\n', None)
    >>> decoded(b"\x93It\x92s late,\x94 she said.")
    ('“It’s late,” she said.', 'not UTF-8, read as cp1252')
    """
    text, doubt = _marked(data) or _unmarked(data.removeprefix(codecs.BOM_UTF8))
    if not text or text.isspace():
        raise ValueError("only white space" if text else "empty")
    return with_line_feeds(text), doubt


def with_line_feeds(text: str) -> str:
    r"""The text with \n for every line end.

    >>> with_line_feeds("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes) -> tuple[str, None] | None:
    """The text where a byte-order mark names UTF-16 or UTF-32, None where there is no such mark."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"begins as {encoding.upper()} but is not: {error.reason}, byte {error.start}") from None
    _refuse_binary(text.encode())
    return text, None


def _unmarked(data: bytes) -> tuple[str, str | None]:
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _damaged(data) or _western(data) or _guessed(data)


def _refuse_binary(data: bytes) -> None:
    kind = next((kind for magic, kind in _BINARY if data.startswith(magic)), None)
    if kind:
        raise ValueError(f"binary: {kind}, not plain text")
    if b"\0" in data:
        raise ValueError("binary: has NUL bytes (UTF-16 needs a byte-order mark)")
    if 10 * (len(data) - len(data.translate(None, _CONTROLS))) > 3 * len(data):  # the bound of Perl's -T
        raise ValueError("binary: mostly control characters")


def _damaged(data: bytes) -> tuple[str, str] | None:
    """Text that is UTF-8 but for a few bytes, as after a cut download; None where most non-ASCII is not UTF-8."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if len(text) - lost - len(data.translate(None, bytes(range(128, 256)))) <= lost:
        return None
    return text, f"damaged UTF-8: {lost} unreadable place{'s' * (lost > 1)}, read as U+FFFD"


def _western(data: bytes) -> tuple[str, str] | None:
    """The text as English newsrooms would have saved it: guessers call such short texts cp1250 or Mac Greek."""
    for encoding, needed in (("cp1252", ""), ("mac_roman", f"[{_MARKS}]")):
        text = data.decode(encoding, "replace")  # U+FFFD is not English
        accented, letters = (sum(1 for _ in re.finditer(f"[{kind}]", text)) for kind in (_SMALL + _CAPITAL, "A-Za-z"))
        if 2 * accented <= letters and re.search(needed, text) and not _NOT_ENGLISH.search(text):
            return text, f"not UTF-8, read as {encoding}"
    return None


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # few files need it

    best = from_bytes(data, cp_exclusion=["utf_16_le", "utf_16_be", "utf_7"]).best()  # no such text lacks NUL or mark
    if best is None:
        raise ValueError("binary, or in an unknown encoding; save it as UTF-8")
    return str(best), f"not UTF-8, read as {best.encoding}, a guess"
