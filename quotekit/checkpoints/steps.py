"""The steps of long work, and the folder in which their results are kept until all of it is done."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from quotekit.atomic import replacing, replacing_bytes
from quotekit.errors import UsageError

Arrays = Mapping[str, NDArray[Any]]
_KEY, _HALF = "key.txt", ".quotekit-*"


class Steps:
    """Steps whose results are kept in a folder; without one, nothing is kept, and all of them are done.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as parent:
    ...     for value in (1, 2):
    ...         steps = Steps(Path(parent, "begun"))
    ...         steps.begin("the same input", 1, print)
    ...         steps.done("counting", lambda: {"counts": np.array([value])})["counts"].tolist()
    step 1 of 1: counting
    [1]
    goes on where an earlier run was stopped
    step 1 of 1: counting: is done
    [1]
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._number = self._total = 0
        self._say: Callable[[str], object] = str

    def begin(self, key: str, total: int, say: Callable[[str], object]) -> None:
        """Begin with so many steps. What was kept for another `key` is taken away; `say` is told of the progress.

        Raises UsageError where the folder holds what is not ours, or cannot be made.
        """
        self._number, self._total, self._say = 0, total, say
        if self._folder is None:
            return
        place = self._folder / _KEY
        try:
            self._folder.mkdir(exist_ok=True)
            if any(not path.match(_HALF) for path in self._folder.iterdir()) and not place.is_file():
                raise UsageError(f"{self._folder}: is a folder with files that quotekit did not write; take it away")
            if place.is_file() and place.read_text(encoding="utf-8") == key:
                say("goes on where an earlier run was stopped")
                return
            self._clear()
        except OSError as error:
            raise UsageError(f"{self._folder}: cannot be written: {error.strerror}") from None
        with replacing(place) as stream:
            stream.write(key)

    def done(self, name: str, find: Callable[[], Arrays]) -> Arrays:
        """What the next step gives. It has the same name and place whenever the work is done with the same key."""
        self._number += 1
        told = f"step {self._number} of {self._total}: {name}"
        path = self._folder and self._folder / f"{self._number}.npz"
        if path and (kept := _read(path)) is not None:
            self._say(f"{told}: is done")
            return kept
        self._say(told)
        found = find()
        if path:
            with replacing_bytes(path) as stream:
                np.savez(stream, **found)  # type: ignore[arg-type] # the last of them is a flag
        return found

    def forget(self) -> None:
        """Take away what is kept, now that all of it is done."""
        if self._folder and (self._folder / _KEY).is_file():
            self._clear()
            with suppress(OSError):  # somebody has put something there
                self._folder.rmdir()

    def _clear(self) -> None:
        """Take our files away, the key last: without it they would be somebody's."""
        assert self._folder
        for sign in ("*.npz", _HALF, _KEY):
            for path in self._folder.glob(sign):
                path.unlink()


def _read(path: Path) -> Arrays | None:
    """The arrays of a file; None where it is not there, or damaged: then they are found again."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return dict(kept)
    except (OSError, ValueError, EOFError, BadZipFile, zlib.error):
        return None


def key_of(paths: Iterable[Path], *told: str | bytes) -> str:
    """A hash of files, of folders with all that is in them, and of whatever else results depend on.

    >>> len(key_of([], "settings")), key_of([], "a", "b") == key_of([], "ab")
    (64, False)
    """
    whole = hashlib.sha256()
    for one in told:
        whole.update(hashlib.sha256(one if isinstance(one, bytes) else one.encode()).digest())
    for path in paths:
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        for file in files:
            name = os.fsencode(file.relative_to(path)) if file != path else b""
            whole.update(hashlib.sha256(name).digest() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
