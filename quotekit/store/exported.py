"""A store that is written at once, as one of the formats of an export."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from quotekit.analysis import Analysis
from quotekit.atomic import replacing_file
from quotekit.errors import UsageError, counted
from quotekit.store.file import complaints, guarded_articles
from quotekit.store.store import Store

_LOGS = ("-wal", "-shm", "-journal")


def write_store(analyses: Iterable[Analysis], path: str | os.PathLike[str]) -> None:
    """Write a new store with what was found, in place of any file at `path`: whole, or not at all.

    Raises UsageError where the file cannot be written, or is a store to which anybody has added, OSError where the disk
    is full.

    >>> from quotekit.records import Article
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_store([Analysis((Article("It rained.", "a"),), (), ())], f"{folder}/news.db")
    ...     Store(f"{folder}/news.db", write=False).info()["articles"]
    1
    """
    if kept := guarded_articles(path):
        what = f"is a store with {counted(kept, 'article')} that was filled by `quotekit store add`"
        raise UsageError(f"{os.fspath(path)}: {what}; add to it with that, name another file, or delete it first")
    with replacing_file(path) as beside:
        try:
            with _new_store(beside, path) as store, complaints(path):
                store.add(analyses)
                store.drop_versions()  # of an address read twice: they tell the hour, and equal runs give equal files
                store.mark_exported()
            for suffix in _LOGS:  # of the old file: SQLite would play them into the new one
                Path(f"{os.path.realpath(path)}{suffix}").unlink(missing_ok=True)
        finally:
            for suffix in _LOGS:
                Path(f"{beside}{suffix}").unlink(missing_ok=True)


def _new_store(beside: Path, path: str | os.PathLike[str]) -> Store:
    """A store in the new file `beside`, whose errors name the file that the caller knows."""
    try:
        return Store(beside)
    except UsageError as error:
        reason = str(error).removeprefix(f"{beside}: ")
        reason = "Permission denied" if "permission denied" in reason else reason  # it is a regular file: we made it
        raise UsageError(f"{os.fspath(path)}: cannot be written: {reason}") from None
