"""From the bytes of a file to the text of an article, and to lines with their numbers."""

from __future__ import annotations

import codecs
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from quotekit.errors import counted
from quotekit.reading.problems import Flaw

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
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
    (b"SQLite format 3\0", "SQLite, which quotekit store and quotekit audit take"),
)
_NULS = re.compile(rb"\0+")
_RARE = 20
"""Bytes to each place with NUL bytes of a text; UTF-16 and most else has more of them."""
_LOST = "\ufffd"
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_SMALL, _CAPITAL, _MARKS = "ß-öø-ÿœšž", "À-ÖØ-ÞŒŠŽŸ", "“”‘’–—…"
_NOT_ENGLISH = re.compile(
    rf"[^\x00-\x7f{_SMALL}{_CAPITAL}{_MARKS}•€™†‡‹›«»£¢¥§©®°²½¼¾·´\xa0\xad]"
    # Mac Roman read as cp1252: “ÒWe donÕt,Ó he said Ñ and”; cp1252 read as Mac Roman: “ìWe do,î”
    rf"|[a-z][{_CAPITAL}]|[,.!?][{_SMALL}{_CAPITAL}]|[{_CAPITAL}][A-Z][a-z]|[{_SMALL}][A-Z]|\s[ÐÑ]\s"
)


def decoded(data: bytes) -> tuple[str, str | None]:
    r"""The text of `data`, with \n for every line end and no byte-order mark, and a warning or None.

    A few NUL bytes are U+FFFD each.

    Raises `ValueError` that says why `data` is no article.

    >>> decoded(b"It rained.\r\n")
    ('It rained.\n', None)
    >>> decoded(b"\x93It\x92s late,\x94 she said.")
    ('“It’s late,” she said.', 'not UTF-8, read as cp1252')
    """
    text, doubt = _marked(data) or _unmarked(data.removeprefix(codecs.BOM_UTF8))
    if not text or text.isspace():
        raise ValueError("only white space" if text else "empty")
    doubt = doubt or lost_in(text)
    text, nuls = without_nuls(text)
    return with_line_feeds(text), "; ".join(filter(None, (doubt, nuls))) or None


def without_nuls(text: str) -> tuple[str, str | None]:
    r"""The text with U+FFFD for each NUL, and a warning where there is one. Raises ValueError for nothing else.

    >>> without_nuls("It ra\0ned.")
    ('It ra\ufffdned.', 'has NUL bytes: 1, read as U+FFFD')
    """
    nuls = text.count("\0")
    if nuls and not text.strip("\0 \t\r\n"):
        raise ValueError("nothing but NUL bytes")
    return text.replace("\0", _LOST), f"has NUL bytes: {nuls}, read as U+FFFD" if nuls else None


def lost_in(text: str) -> str | None:
    """A warning where somebody lost characters of a text before, for which U+FFFD stands; None for any other text.

    >>> lost_in("Jos\ufffd Ruiz"), lost_in("José Ruiz")
    ('characters were lost before it was saved: 1, U+FFFD', None)
    """
    lost = text.count(_LOST)
    return f"characters were lost before it was saved: {lost}, U+FFFD" if lost else None


def with_line_feeds(text: str) -> str:
    r"""The text with \n for every line end.

    >>> with_line_feeds("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes) -> tuple[str, None] | None:
    """The text where a byte-order mark names UTF-16 or UTF-32, None where there is no such mark."""
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"begins as {encoding.upper()} but is not: {error.reason}, byte {error.start}") from None
    refuse_binary(text.encode())
    return text, None


def _unmarked(data: bytes) -> tuple[str, str | None]:
    refuse_binary(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _damaged(data) or _western(data) or _guessed(data)


def refuse_binary(data: bytes) -> None:
    """Raise ValueError, which says what it is, for bytes that are no text, by how they begin and by their controls.

    >>> refuse_binary(b"It ra\\0ned all day in Telford.")
    """
    kind = next((kind for magic, kind in _BINARY if data.startswith(magic)), None)
    if kind:
        raise ValueError(f"binary: {kind}, not plain text")
    if b"\0" in data:
        data, places = _NULS.subn(b"", data)
        if _RARE * places > len(data):
            raise ValueError("binary: has NUL bytes (UTF-16 needs a byte-order mark)")
    if 10 * (len(data) - len(data.translate(None, _CONTROLS))) > 3 * len(data):  # the bound of Perl's -T
        raise ValueError("binary: mostly control characters")


def _damaged(data: bytes) -> tuple[str, str] | None:
    """Text that is UTF-8 but for a few bytes, as after a cut download; None where most non-ASCII is not UTF-8."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if len(text) - lost - len(data.translate(None, bytes(range(128, 256)))) <= lost:
        return None
    return text, f"damaged UTF-8: {counted(lost, 'unreadable place')}, read as U+FFFD"


def _western(data: bytes) -> tuple[str, str] | None:
    """The text as English newsrooms would have saved it: guessers call such short texts cp1250 or Mac Greek."""
    for encoding, needed in (("cp1252", ""), ("mac_roman", f"[{_MARKS}]")):
        text = data.decode(encoding, "replace")  # U+FFFD is not English
        accented, letters = (sum(1 for _ in re.finditer(f"[{kind}]", text)) for kind in (_SMALL + _CAPITAL, "A-Za-z"))
        if 2 * accented <= letters and re.search(needed, text) and not _NOT_ENGLISH.search(text):
            return text, f"not UTF-8, read as {encoding}"
    return None


def _guessed(data: bytes) -> tuple[str, str]:
    if b"\0" in data:  # UTF-16 that has few of them, as Chinese has
        raise ValueError("binary: has NUL bytes (UTF-16 needs a byte-order mark)")
    from charset_normalizer import from_bytes  # few files need it

    best = from_bytes(data, cp_exclusion=["utf_16_le", "utf_16_be", "utf_7"]).best()  # no such text lacks NUL or mark
    if best is None:
        raise ValueError("binary, or in an unknown encoding; save it as UTF-8")
    return str(best), f"not UTF-8, read as {best.encoding}, a guess"


LONGEST = 64 * 2**20
"""Characters of a line or a record; a longer one is none, but would fill the memory."""


class Lines(Iterator[str]):
    r"""Lines with their ends, which are \n, \r\n or \r. Bytes that are no UTF-8 become surrogates, as Python has it.

    >>> lines = Lines(io.BytesIO(b"one\ntwo\r\n"), b"one")
    >>> [(line, lines.number) for line in lines]
    [('one\n', 1), ('two\r\n', 2)]
    """

    def __init__(
        self, stream: IO[bytes], head: bytes, longest: int = LONGEST, check: Callable[[], None] | None = None
    ) -> None:
        encoding = next((name for mark, name in BOMS if head.startswith(mark)), "utf-8-sig")
        self.start = head.decode(encoding, "ignore").lstrip()
        """How the first line with something in it begins; a list in JSON may be one line of any length."""
        self._stream = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
        self._waiting: deque[tuple[int, str]] = deque()
        self._read = 0
        self._longest = longest
        self._check = check or (lambda: None)
        """Raises an error where the stream ended too early, so that its last line is none."""
        self.number = 0
        """The number of the last line, from 1."""
        self.flaws: list[Flaw] = []
        """What was wrong with lines that were passed over, until somebody takes it away."""

    def __next__(self) -> str:
        while True:
            if self._waiting:
                self.number, line = self._waiting.popleft()
                return line
            line = self._stream.readline(self._longest)
            if not line.endswith(("\n", "\r")):
                self._check()
            if not line:
                raise StopIteration
            self.number = self._read = self._read + 1
            if len(line) < self._longest or line.endswith(("\n", "\r")):
                return line
            while line and not line.endswith(("\n", "\r")):
                line = self._stream.readline(self._longest)
            self.flaws.append(Flaw(f"longer than {self._longest:,} characters", f":{self.number}"))

    def back(self, lines: Sequence[tuple[int, str]]) -> None:
        """Take lines with their numbers back, to hand them out again."""
        self._waiting.extendleft(reversed(lines))

    def rest(self, size: int) -> str:
        """At most `size` more characters, or a line that was taken back; empty at the end."""
        if self._waiting:
            return self._waiting.popleft()[1]
        text = self._stream.read(size)
        if not text:
            self._check()
        return text

    def told(self) -> Iterator[Flaw]:
        """What was wrong with lines since this was last asked."""
        yield from self.flaws
        self.flaws.clear()

    def leave(self) -> None:
        """Leave the stream to its owner, who closes it."""
        self._stream.detach()
