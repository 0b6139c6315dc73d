"""What is packed: gzip as a stream, the files of a ZIP one by one, with a limit; and a file that no longer is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar, cast

from quotekit.reading.decoding import BOMS, Lines, refuse_binary
from quotekit.reading.formats import is_readable
from quotekit.reading.problems import Flaw, printable, reason

LARGEST = 256 * 2**20
"""Bytes that a text, a page or a table of Parquet may expand to, which are read as a whole."""
_RATIO, _FREE = 200, 2**26
"""Text expands to 3 to 20 times its size, a bomb to 1,000 times; below 64 MB nobody is hurt."""
_IN_MEMORY = 2**24
_PIECE = 2**20


_MAGIC, _GZIP = b"\x1f\x8b", 16 + zlib.MAX_WBITS
_SECOND = b"\r\n\r\nWARC/1."
"""How the second record of a crawl begins."""
_MARKS = tuple(mark for mark, _ in BOMS)

Draft = TypeVar("Draft")


class DamagedError(ValueError):
    """What is packed cannot be unpacked any further."""


class Unpacking(io.RawIOBase):
    """A stream of all that can be unpacked of what is packed: where that is damaged it ends, and knows why."""

    damage: str | None = None
    """Why it ended too early; None where it did not, or has not ended yet."""
    doubt: str | None = None
    """What is said of bytes behind its end, which are passed over."""

    def __init__(self) -> None:
        self.packed = self.unpacked = 0
        """Bytes so far."""

    def readable(self) -> bool:
        """True, as TextIOWrapper wants to know."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; how many bytes came, 0 at the end."""
        data = self.more(len(buffer))
        self.unpacked += len(data)
        if self.unpacked > _FREE and self.unpacked > _RATIO * self.packed:
            self.damage, data = f"expands to more than {_RATIO} times its size: no text does", b""
        buffer[: len(data)] = data
        return len(data)

    def more(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        raise NotImplementedError

    def check(self) -> None:
        """Raise DamagedError where it ended too early."""
        if self.damage:
            raise DamagedError(self.damage)


class Gzip(Unpacking):
    """What a gzip stream holds, up to the byte where it is damaged.

    >>> import gzip
    >>> Gzip(io.BytesIO(gzip.compress(b"It rained.")[:-9])).read()
    b'It rained.'
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._held = b""
        """Packed bytes that were read and not yet used."""
        self._ready = b""
        self._inflater: Any = None
        """That of a member; None between two."""
        self.members = 0
        """How many have begun: files packed one by one and put together are one stream."""

    def more(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while not (self._ready or self.damage) and (self._inflater or self._begins()):
            self._ready = self._inflated(size)
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _begins(self) -> bool:
        """Begin with the next member; false where none follows. Zeros between members are padding."""
        while len(self._held) < 2 and (piece := self._read()):
            self._held = (self._held + piece).lstrip(b"\0")
        if self._held.startswith(_MAGIC):
            self._inflater = zlib.decompressobj(_GZIP)
            self.members += 1
        elif self._held and not self.unpacked:
            self.damage = f"damaged gzip: not a gzipped file ({self._held[:2]!r})"
        elif self._held:
            self.doubt = "what stands behind the end of the gzip is none: passed over"
        return self._inflater is not None

    def _inflated(self, size: int) -> bytes:
        piece = self._held or self._read()
        before = self._inflater.copy()  # zlib throws away what it has got before an error
        try:
            data: bytes = self._inflater.decompress(piece, size)
        except zlib.error as error:
            self.damage = f"damaged gzip: {_said(error)}"
            return b"".join(_up_to_error(before, piece))
        if self._inflater.eof:
            self._held, self._inflater = self._inflater.unused_data.lstrip(b"\0"), None
        else:
            self._held = self._inflater.unconsumed_tail
            if not (piece or data):
                self.damage = "damaged gzip: it is cut off"
        return data

    def _read(self) -> bytes:
        piece = self._stream.read(io.DEFAULT_BUFFER_SIZE)
        self.packed += len(piece)
        return piece


def _up_to_error(inflater: Any, piece: bytes) -> Iterator[bytes]:
    """What a piece holds before it is damaged: taken byte by byte, nothing is lost."""
    with suppress(zlib.error):
        for at in range(len(piece)):
            yield inflater.decompress(piece[at : at + 1])


def _said(error: zlib.error) -> str:
    """What zlib found wrong: "Error -3 while decompressing data: incorrect data check"."""
    said = str(error).rpartition(": ")[2]
    return "its checksum is wrong" if said.startswith("incorrect") else said


class Member(Unpacking):
    """What a file in a ZIP holds. Raises what zipfile raises where it cannot be opened."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        super().__init__()
        self._expected, self._sum = info.CRC, 0
        unchecked = copy(info)
        del unchecked.CRC  # zipfile throws away what it has got before a wrong one
        self._inner = archive.open(unchecked)
        self.packed = info.compress_size

    def more(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        try:
            data = b"" if self.damage else self._inner.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            self.damage = f"damaged in the ZIP: {reason(error)}"
            return b""
        self._sum = zlib.crc32(data, self._sum)
        if not data and self._sum != self._expected and not self.damage:
            self.damage = "damaged in the ZIP: its checksum is wrong"
        return data


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
    packed: Unpacking | None = None
    """What it is unpacked by; None where it was not packed."""
    wants: Callable[[int], bool] = bool
    """Whether the record of a number, from 1, is wanted; of others a draft with that number is enough."""

    def data(self) -> bytes:
        """All of its bytes. Raises ValueError where it was packed, and is damaged or larger than a text can be."""
        if self.packed is None:
            return self.stream.read()
        data = whole(self.stream)
        self.packed.check()
        return data

    def damage(self) -> Iterator[Flaw]:
        """What is wrong with it as a whole, once it has been read to its end."""
        if self.packed and self.packed.damage:
            yield Flaw(f"{self.packed.damage}; what was behind is not read")

    def rewindable(self) -> IO[bytes]:
        """Its stream, or a copy of it, in which one can go back."""
        return seekable(self.stream)

    def by_line(self, drafts: Callable[[Lines], Iterator[Draft]]) -> Iterator[Draft | Flaw]:
        """What is made of its lines, up to where it is damaged. Raises ValueError where it can have no lines."""
        if not self.head.startswith(_MARKS):
            refuse_binary(self.head)
        lines = Lines(self.stream, self.head, check=self.packed.check if self.packed else None)
        try:
            yield from drafts(lines)
        except (DamagedError, UnicodeDecodeError) as error:
            yield from lines.told()
            yield Flaw(f"{reason(error)}; from here on nothing is read", f":{lines.number + 1}")
        finally:
            lines.leave()


def is_packed_whole(stream: IO[bytes]) -> bool:
    """Whether a crawl that can go back was packed as one gzip stream, and not record by record as it should be."""
    packed, tail = Gzip(stream), b""
    is_whole = False
    while not is_whole and (data := packed.more(_PIECE)) and packed.members == 1:
        is_whole, tail = _SECOND in tail + data, data[-len(_SECOND) :]
    stream.seek(0)
    return is_whole


def is_zip(stream: IO[bytes]) -> bool:
    """Whether a stream that can go back is a ZIP of files, and none that an office program wrote."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        stream.seek(0)


def members(stream: IO[bytes]) -> Iterator[tuple[str, Member | Flaw]]:
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


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | Flaw:
    if info.filename.lower().endswith(".zip"):
        return Flaw("a ZIP inside a ZIP is not read; unpack it first")
    if info.flag_bits & 1:
        return Flaw("encrypted")
    try:
        return Member(archive, info)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        return Flaw(f"damaged in the ZIP: {reason(error)}")
