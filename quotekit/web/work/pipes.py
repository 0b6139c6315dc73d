"""What comes out of the pipe of a process: answers, each with its length in front."""

from __future__ import annotations

import asyncio
import os
import struct

HEAD = struct.Struct(">I")
"""The length of an answer, or of a job."""
_AT_ONCE = 1 << 18


def receive(pipe: int, parts: bytearray, coming: asyncio.Future[bytes]) -> None:
    """Read what has come of an answer, and give it on when it is there as a whole."""
    if coming.done():
        return
    try:
        part = os.read(pipe, _AT_ONCE)
    except OSError as error:
        return coming.set_exception(error)
    parts += part
    if not part:
        coming.set_exception(EOFError())
    elif len(parts) >= HEAD.size and len(parts) == HEAD.size + HEAD.unpack_from(parts)[0]:
        coming.set_result(bytes(parts[HEAD.size :]))
