"""What is packed: gzip as a stream, the files of a ZIP one by one, with a limit; and a file that no longer is."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar, cast

from quotekit.reading.decoding import BOMS, Lines, decoded
from quotekit.reading.formats import is_readable
from quotekit.reading.problems import Flaw, printable, reason

LARGEST = 256 * 2**20
"""Bytes that a text, a page or a table of Parquet may expand to, which are read as a whole."""
_RATIO, _FREE = 200, 2**26
"""Text expands to 3 to 20 times its size, a bomb to 1,000 times; below 64 MB nobody is hurt."""
_IN_MEMORY = 2**24
_PIECE = 2**20


_NO_LINES = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b\x08")
_MARKS = tuple(mark for mark, _ in BOMS)

Draft = TypeVar("Draft")


class DamagedError(ValueError):
    """What is packed cannot be unpacked any further."""


class Unpacked(io.RawIOBase):
    """A stream of what is packed. Raises DamagedError where it is damaged or expands as no text does."""

    def __init__(self, inner: IO[bytes], packed: Callable[[], int], kind: str) -> None:
        self._inner, self._packed, self._kind, self._read = inner, packed, kind, 0

    def readable(self) -> bool:
        """True, as TextIOWrapper wants to know."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; how many bytes came."""
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise DamagedError(f"damaged {self._kind}: {reason(error)}") from None
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > _FREE and self._read > _RATIO * self._packed():
            raise DamagedError(f"expands to more than {_RATIO} times its size: no text does")
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it, as a pipe does not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.read_so_far = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.read_so_far += len(data)
        return len(data)


def ungzipped(stream: IO[bytes]) -> IO[bytes]:
    """What a gzip stream holds, as a stream.

    >>> ungzipped(io.BytesIO(gzip.compress(b"It rained."))).read()
    b'It rained.'
    """
    counted = _Counted(stream)
    inner = gzip.GzipFile(fileobj=cast(IO[bytes], io.BufferedReader(counted)))
    return io.BufferedReader(Unpacked(cast(IO[bytes], inner), lambda: counted.read_so_far, "gzip"))


def whole(stream: IO[bytes], most: int = LARGEST) -> bytes:
    """All bytes of a packed stream. Raises ValueError where there are more than `most`."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"more than {most:,} bytes when unpacked")
    return data


def seekable(stream: IO[bytes]) -> IO[bytes]:
    """A stream in which one can go back: the same, or a copy of it, on disk where it is large."""
    try:
        if stream.seekable():
            return stream
    except AttributeError:
        pass
    copy = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever reads it drops it
    while piece := stream.read(_PIECE):
        copy.write(piece)
    copy.seek(0)
    return cast(IO[bytes], copy)


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given: a file that is no longer packed, and how it is to be read."""

    stream: IO[bytes]
    head: bytes
    """Its first bytes, at most 8,192; they are in the stream, too."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The columns of a table or the keys of records by field, where they are not to be guessed."""
    was_packed: bool = False
    wants: Callable[[int], bool] = bool
    """Whether the record of a number, from 1, is wanted; of others a draft with that number is enough."""

    def data(self) -> bytes:
        """All of its bytes. Raises ValueError where it was packed and is larger than a text or a page can be."""
        return whole(self.stream) if self.was_packed else self.stream.read()

    def rewindable(self) -> IO[bytes]:
        """Its stream, or a copy of it, in which one can go back."""
        return seekable(self.stream)

    def by_line(self, drafts: Callable[[Lines], Iterator[Draft]]) -> Iterator[Draft | Flaw]:
        """What is made of its lines, up to where it is damaged. Raises ValueError where it can have no lines."""
        if self.head.startswith(_NO_LINES) or (b"\0" in self.head and not self.head.startswith(_MARKS)):
            decoded(self.head)  # says what it is
        lines = Lines(self.stream, self.head)
        try:
            yield from drafts(lines)
        except (DamagedError, UnicodeDecodeError) as error:
            yield from lines.told()
            yield Flaw(f"{reason(error)}; from here on nothing is read", f":{lines.number + 1}")
        finally:
            lines.leave()


def is_zip(stream: IO[bytes]) -> bool:
    """Whether a stream that can go back is a ZIP of files, and none that an office program wrote."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        stream.seek(0)


def members(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes] | Flaw]]:
    """The files of a ZIP that a folder would give, in the order of their paths, each open until the next one comes.

    Their paths are printable, and lead nowhere out of the ZIP.

    Raises ValueError where the ZIP cannot be read, or holds no such file.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ValueError(f"damaged ZIP: {reason(error)}") from None
    with archive:
        known = [info for info in archive.infolist() if not info.is_dir() and _is_wanted(info.filename)]
        if not known:
            raise ValueError("no files in this ZIP that can be read")
        for info in sorted(known, key=lambda info: info.filename):
            yield _inside(info.filename), _opened(archive, info)


def _inside(name: str) -> str:
    """A path below the ZIP, whatever its maker wrote: ../../a.txt and /a.txt are a.txt there."""
    return printable("/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")))


def _is_wanted(name: str) -> bool:
    return is_readable(name) and not any(part.startswith((".", "__MACOSX")) for part in _inside(name).split("/"))


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes] | Flaw:
    if info.filename.lower().endswith(".zip"):
        return Flaw("a ZIP inside a ZIP is not read; unpack it first")
    if info.flag_bits & 1:
        return Flaw("encrypted")
    try:
        inner = archive.open(info)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        return Flaw(f"damaged in the ZIP: {reason(error)}")
    return io.BufferedReader(Unpacked(inner, lambda: max(info.compress_size, 1), "in the ZIP"))
