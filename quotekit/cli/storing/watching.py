"""`quotekit store add --watch`: files are taken as they come, until a signal ends it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import takewhile
from threading import Event
from typing import TYPE_CHECKING, Any

from quotekit.cli.running.run import Run, say
from quotekit.errors import InputError, UsageError

if TYPE_CHECKING:
    from quotekit.records import Article

_Stamp = tuple[int, int]
"""Size and time of change of a file."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Files:
    """The files that have come or changed since they were last given, and have stayed still for a while.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     files, path = Files(), Path(folder, "a.txt")
    ...     _ = path.write_text("It rai")
    ...     first = files.due([str(path)])
    ...     _ = path.write_text("It rained.")
    ...     [len(due) for due in (first, files.due([str(path)]), files.due([str(path)]), files.due([str(path)]))]
    [0, 0, 1, 0]
    """

    _seen: dict[str, _Stamp] = field(default_factory=dict)
    _given: dict[str, _Stamp] = field(default_factory=dict)

    def due(self, paths: Iterable[str]) -> list[str]:
        """Those of all files that are there now, of the size and the time that they had when this was last asked."""
        now = {path: stamp for path in paths if (stamp := _stamp(path))}
        due = [path for path, stamp in now.items() if stamp == self._seen.get(path) != self._given.get(path)]
        self._given = {path: stamp for path, stamp in self._given.items() if path in now}
        self._given.update((path, now[path]) for path in due)
        self._seen = now
        return due


def _stamp(path: str) -> _Stamp | None:
    try:
        told = os.stat(path)
    except OSError:  # it has gone since it was listed
        return None
    return told.st_size, told.st_mtime_ns


def watch(run: Run, interval: float, take: Callable[[Iterable[Article]], object]) -> None:
    """Let `take` have the articles of new and changed files, again and again, until SIGINT or SIGTERM.

    What `take` is at is ended as if there were no more articles; a second signal has its usual effect. Raises
    UsageError for standard input and for what is not there.
    """
    for path in run.paths:
        if path == "-":
            raise UsageError("--watch takes files and folders, not standard input")
        if not os.path.exists(path) and not any(sign in path for sign in "*?["):
            raise UsageError(f"{path}: no such file or folder")
    files, told = Files(), set[str]()
    with _stopped_by_signals() as stop:
        while not stop.is_set():
            if due := files.due(_listed(run.paths, told)):
                some = replace(run, paths=tuple(due), accepted=0, rejected=0)
                try:
                    take(takewhile(lambda _: not stop.is_set(), some.read()))
                except InputError as error:
                    if run.strict:
                        raise
                    if not some.rejected:  # else it has been said
                        say(str(error))
            stop.wait(interval)


def _listed(paths: Iterable[str], told: set[str]) -> Iterator[str]:
    """All files that paths name; what is wrong with a path is said once."""
    from quotekit.reading.reader import files_of

    for path in paths:
        for found in files_of(path):
            if isinstance(found, str):
                yield found
            elif str(found) not in told:
                told.add(str(found))
                say(str(found))


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """An event that the first SIGINT or SIGTERM sets; the next one does what it does elsewhere."""
    stop = Event()
    before: dict[signal.Signals, Any] = {}

    def heard(number: int, frame: object) -> None:
        stop.set()
        for one, handler in before.items():
            signal.signal(one, handler)

    before.update((one, signal.signal(one, heard)) for one in _SIGNALS)
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
