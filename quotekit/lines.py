"""The lines of a binary stream as text, one at a time, with their numbers."""

from __future__ import annotations

import codecs
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO

from quotekit.problems import Flaw

LONGEST = 64 * 2**20
"""Characters of a line or a record; a longer one is none, but would fill the memory."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Lines(Iterator[str]):
    r"""Lines with their ends, which are \n, \r\n or \r. Bytes that are no UTF-8 become surrogates, as Python has it.

    >>> lines = Lines(io.BytesIO(b"one\ntwo\r\n"), b"one")
    >>> [(line, lines.number) for line in lines]
    [('one\n', 1), ('two\r\n', 2)]
    """

    def __init__(self, stream: IO[bytes], head: bytes, longest: int = LONGEST) -> None:
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
        self.start = head.decode(encoding, "ignore").lstrip()
        """How the first line with something in it begins; a list in JSON may be one line of any length."""
        self._stream = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
        self._waiting: deque[tuple[int, str]] = deque()
        self._read = 0
        self._longest = longest
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
        return self._waiting.popleft()[1] if self._waiting else self._stream.read(size)

    def told(self) -> Iterator[Flaw]:
        """What was wrong with lines since this was last asked."""
        yield from self.flaws
        self.flaws.clear()

    def leave(self) -> None:
        """Leave the stream to its owner, who closes it."""
        self._stream.detach()
