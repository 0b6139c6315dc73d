"""A store that is read for a long time, while others add to it or put another file in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from quotekit.store.file import complaints, opened

_PRAGMAS = ("cache_size = -20480", "mmap_size = 0")
"""What several processes that stay hold in memory: 20 MB each. Pages that are mapped would count for each of them."""


class Shelf:
    """The store at a path, read-only. Raises UsageError, one line, where it is none."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, ...] = ()
        """Device and number of the file that is read."""
        self._connected()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """The store as it is at one moment: what others write meanwhile is not seen, and they need not wait."""
        with complaints(self._path):
            connection = self._connected()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def _connected(self) -> sqlite3.Connection:
        """The connection, a new one where another file has taken the place of the one that was read."""
        file = (_stat(self._path) or ())[:2]
        if self._connection is None or file != self._file:
            self.close()
            self._connection, self._file = opened(self._path, write=False), file
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        return self._connection

    def close(self) -> None:
        """End the use of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def state_of(path: str) -> tuple[object, ...]:
    """What changes whenever anything in the store at a path does: the file, its log, their sizes and times.

    >>> state_of("missing.db")
    (None, None)
    """
    return tuple(_stat(name) for name in (path, f"{path}-wal"))


def _stat(path: str) -> tuple[int, ...] | None:
    """Device, number, size and time of change of a file; None where it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
