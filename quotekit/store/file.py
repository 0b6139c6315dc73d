"""The SQLite file of a store, opened and brought up to date. All that SQLite may complain of becomes one line here."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from quotekit.errors import UsageError
from quotekit.store.schema import MIGRATIONS

APPLICATION = 0x716B6974
"""`qkit`: what SQLite's header says that the file is."""

_MAGIC = b"SQLite format 3\0"
"""How SQLite's header begins."""

_EXPORTED = "_exported"
"""An empty table in a store that was written at once by `quotekit export`, and to which nobody has added since."""

_TOGETHER = 500
"""Values in one list of a query."""

PATIENCE = 60.0
"""Seconds that a writer waits for another one."""


def opened(path: str | os.PathLike[str], write: bool) -> sqlite3.Connection:
    """A connection to the store at `path`, its tables those of today; a new file where there is none, if to `write`.

    Raises UsageError, one line, for what is no store, is a newer program's, or cannot be opened.

    >>> opened("missing.db", write=False)
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: missing.db: no such file
    """
    with complaints(path):
        _check(path, write)
        connection = _connected(path, write)
        try:
            _prepare(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(path: str | os.PathLike[str], write: bool) -> None:
    place = os.fspath(path)
    if not isinstance(place, str) or not place or "\0" in place:
        raise UsageError(f"the path of a store is a str that names a file, not {path!r:.80}")
    if os.path.isdir(place):
        raise UsageError(f"{place}: is a folder, not a store")
    if os.path.exists(place) and not os.path.isfile(place):
        raise UsageError(f"{place}: is no regular file, and no store")
    if not os.path.exists(place) and not write:
        raise UsageError(f"{place}: no such file")
    if not os.path.exists(place) and not os.path.isdir(os.path.dirname(os.path.abspath(place))):
        raise UsageError(f"{place}: its folder does not exist")
    if write and os.path.exists(place) and not os.access(place, os.W_OK):
        raise UsageError(f"{place}: is write-protected")


def _connected(path: str | os.PathLike[str], write: bool) -> sqlite3.Connection:
    # sqlite3.connect(path) would make a new file even to read one. The URI says which of both is meant.
    uri = Path(os.path.abspath(path)).as_uri()
    mode = "rwc" if write else "rw"  # who may write cleans up behind the log, even having only read
    if not write and not (os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)):
        # A reader of a log makes files beside it, which a read-only folder forbids; without a log nobody needs them.
        mode = "ro" if _has_log(path) else "ro&immutable=1"
    connection = sqlite3.connect(f"{uri}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    if not write:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA mmap_size = 1073741824")  # halves the time of searches
    return connection


def _has_log(path: str | os.PathLike[str]) -> bool:
    log = f"{os.fspath(path)}-wal"
    return os.path.exists(log) and os.path.getsize(log) > 0


def _prepare(connection: sqlite3.Connection, path: str | os.PathLike[str], write: bool) -> None:
    """Bring the tables to those of today, or say why that is not to be."""
    version = _version(connection, path)
    if version == len(MIGRATIONS):
        if write:
            _write_ahead(connection)
    elif write:
        _write_ahead(connection)
        with transaction(connection):
            for number in range(_version(connection, path), len(MIGRATIONS)):  # another writer may have been quicker
                _run(connection, MIGRATIONS[number])
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
    elif version:
        raise UsageError(f"{path}: is the store of an older quotekit; `quotekit store add` brings it up to date")
    else:
        raise UsageError(f"{path}: is empty, no store")


def _version(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> int:
    """How many steps the file has had. Raises UsageError where it is another program's, or has had more than known."""
    # In one query: between two, another program may have made its tables.
    query = "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM {}, {}"
    row = connection.execute(query.format("pragma_application_id", "pragma_user_version")).fetchone()
    application, version, tables = map(int, row)
    if application != APPLICATION and tables:
        raise UsageError(f"{path}: is an SQLite file, but no store of quotekit")
    if application == APPLICATION and version > len(MIGRATIONS):
        known = f"version {version}, and this quotekit knows {len(MIGRATIONS)}"
        raise UsageError(f"{path}: is the store of a newer quotekit ({known}); update quotekit")
    return version if application == APPLICATION else 0


def check_still_there(path: str | os.PathLike[str], file: os.stat_result) -> None:
    """Raise OSError where not this file lies at a path any more: SQLite goes on writing to one that is nowhere."""
    if not os.path.exists(path) or not os.path.samestat(os.stat(path), file):
        raise OSError(errno.ENOENT, "was moved or deleted while it was written", os.fspath(path))


def mark_exported(connection: sqlite3.Connection) -> None:
    """Say in a store that all of it was written at once, as an export, so that another one may take its place."""
    with transaction(connection):
        connection.execute(f"CREATE TABLE IF NOT EXISTS {_EXPORTED} (quotekit TEXT)")


def unmark_exported(connection: sqlite3.Connection) -> None:
    """Take the mark away, where there is one, before anything is added."""
    if _has_table(connection, _EXPORTED):
        with transaction(connection):
            connection.execute(f"DROP TABLE IF EXISTS {_EXPORTED}")


def guarded_articles(path: str | os.PathLike[str]) -> int:
    """How many articles no export may replace: those of a store to which anybody has added; 0 for any other file.

    >>> guarded_articles("missing.db")
    0
    """
    if not is_sqlite(path):
        return 0
    with complaints(path), closing(_connected(path, write=False)) as connection:
        is_store = value(connection, "PRAGMA application_id") == APPLICATION
        if not is_store or _has_table(connection, _EXPORTED):
            return 0
        return int(value(connection, "SELECT count(*) FROM articles"))


def is_sqlite(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file that can be read and says that it is SQLite's.

    >>> is_sqlite("missing.db")
    False
    """
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:  # a sector that is broken, /proc/self/mem: whoever reads the file tells of it
        return False


def at_most(limit: int | None) -> int:
    """A number of rows as SQLite takes it: -1 for all, which are also fewer than it can count to.

    >>> at_most(20), at_most(None), at_most(10**20)
    (20, -1, -1)
    """
    return -1 if limit is None or limit > sys.maxsize else limit


def value(connection: sqlite3.Connection, query: str, values: Sequence[Any] = ()) -> Any:
    """What a query answers that has one row of one column.

    >>> value(sqlite3.connect(":memory:"), "SELECT ? + 1", (1,))
    2
    """
    [[found]] = connection.execute(query, values)
    return found


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (name,)).fetchone() is not None


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Readers go on while somebody writes. NORMAL: after a power cut the last articles may be missing, nothing broken.
    deadline = time.monotonic() + PATIENCE
    while value(connection, "PRAGMA journal_mode") != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:  # SQLite does not wait here where another program makes the file
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = NORMAL")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements inside the transaction that is open, which `executescript` would end."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written inside happens as a whole or not at all. Another writer is waited for.

    >>> connection = sqlite3.connect(":memory:", isolation_level=None)
    >>> with transaction(connection):
    ...     _ = connection.execute("CREATE TABLE t (a)")
    >>> connection.in_transaction
    False
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def complaints(path: str | os.PathLike[str]) -> Iterator[None]:
    """What SQLite complains of as one line: a UsageError, or an OSError where the disk is full.

    >>> with complaints("a.db"):
    ...     raise sqlite3.DatabaseError("file is not a database")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: a.db: is no SQLite file
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "disk is full" in said:
            raise OSError(errno.ENOSPC, "the disk is full", os.fspath(path)) from None
        if "disk I/O" in said:
            raise OSError(errno.EIO, "cannot be read or written", os.fspath(path)) from None
        for sign, meaning in _MEANINGS.items():
            if sign in said:
                raise UsageError(f"{os.fspath(path)}: {meaning}") from None
        raise


_MEANINGS = {
    "not a database": "is no SQLite file",
    "malformed": "is damaged; make it anew, or `sqlite3 FILE .recover` what is left",
    "locked": f"another program has been writing to it for {PATIENCE:.0f} seconds; try again",
    "readonly": "is write-protected",
    "no such module: fts5": "the SQLite of this Python has no full-text search (FTS5)",
    "unable to open": "cannot be opened: permission denied, or no regular file",
}


def parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values, sorted, in lists that are short enough for a query.

    >>> [len(part) for part in parts(range(600))]
    [500, 100]
    """
    listed = sorted(values)
    return (listed[start : start + _TOGETHER] for start in range(0, len(listed), _TOGETHER))


def placeholders(values: list[Any]) -> str:
    """As many question marks for a query as there are values.

    >>> placeholders([1, 2])
    '?, ?'
    """
    return ", ".join("?" * len(values))
