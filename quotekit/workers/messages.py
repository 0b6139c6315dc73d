"""What goes through the pipes between a process and its workers: pickles, each with its length in front.

Both ends are our own processes, one started by the other, and nobody else can write to their pipes.
"""

from __future__ import annotations

import struct
from typing import IO

_HEAD = struct.Struct(">Q")


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message. Raises OSError where nobody reads any more."""
    for part in (_HEAD.pack(len(message)), message):
        rest = memoryview(part)
        while rest:
            rest = rest[stream.write(rest) :]
    stream.flush()


def received(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the stream ends before it does.

    >>> import io
    >>> stream = io.BytesIO()
    >>> send(stream, b"It held."), stream.seek(0), received(stream), received(stream)
    (None, 0, b'It held.', None)
    """
    head = _exactly(stream, _HEAD.size)
    return None if head is None else _exactly(stream, _HEAD.unpack(head)[0])


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    found = bytearray()
    while len(found) < length:
        piece = stream.read(length - len(found))
        if not piece:
            return None
        found += piece
    return bytes(found)
