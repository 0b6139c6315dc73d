"""What of a job has been written: a folder of marks beside the quotes, one for each lot of files that is done.

A file of quotes and its mark appear whole or not at all, the mark last. What has no mark is done again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, NamedTuple

from quotekit.errors import UsageError
from quotekit.reading.problems import printable, reason
from quotekit.spark.inputs import Lot, opened

QUOTES = "quotes"
_OURS = "_quotekit"
"""Readers of Parquet pass over names with an underscore in front."""


class Mark(NamedTuple):
    """What came of a lot of files."""

    inputs: tuple[str, ...]
    articles: int
    quotes: int
    rejected: int
    problems: tuple[str, ...]
    """The first of what was wrong, a line each."""


class Ledger(NamedTuple):
    """The folder of a job's output, by a path or a URI that all machines have."""

    output: str

    def begin(self, settings: Mapping[str, Any]) -> None:
        """Make the folder, or go on in it, and take out what was half done.

        Raises UsageError where it holds something else, or was begun with other settings, or cannot be written.
        """
        system, root = opened(self.output)
        try:
            self._check(system, root, settings)
            for folder in (f"{root}/{QUOTES}", f"{root}/{_OURS}/done"):
                system.create_dir(folder, recursive=True)
            self._write(f"{_OURS}/settings.json", settings)
            marked = {name for name, _ in self._marks()}
            for info in _listed(system, f"{root}/{QUOTES}"):
                if info.base_name.removesuffix(".parquet") not in marked:
                    system.delete_file(info.path)
            for info in _listed(system, f"{root}/{_OURS}"):
                if info.extension == "tmp":
                    system.delete_file(info.path)
        except OSError as error:
            raise UsageError(f"{printable(self.output)}: cannot be written: {printable(reason(error))}") from None

    def _check(self, system: Any, root: str, settings: Mapping[str, Any]) -> None:
        kind = import_module("pyarrow.fs").FileType
        there = system.get_file_info([root, f"{root}/{_OURS}/settings.json"])
        if there[0].type == kind.File:
            raise UsageError(f"{printable(self.output)}: is a file; the output is a folder")
        if there[1].type == kind.File:
            before = self._read(f"{_OURS}/settings.json")
            if other := [name for name in settings if before.get(name) != settings[name]]:
                told = f"{other[0]} {before.get(other[0])!r}, not {settings[other[0]]!r}"
                raise UsageError(f"{printable(self.output)}: was begun with {told}; name another folder")
        elif there[0].type == kind.Directory and _listed(system, root):
            raise UsageError(f"{printable(self.output)}: is a folder with files that `quotekit spark` did not write")

    def marks(self) -> list[Mark]:
        """The marks of all lots that are done."""
        return [mark for _, mark in self._marks()]

    def mark(self, lot: Lot) -> Mark:
        """The mark of a lot that is done."""
        return _mark(self._read(f"{_OURS}/done/{lot.name}.json"))

    def done(self, lot: Lot, mark: Mark) -> None:
        """Say that a lot is done."""
        self._write(f"{_OURS}/done/{lot.name}.json", mark._asdict())

    def stage(self, name: str) -> Any:
        """What was noted of a later stage; None where it is not done."""
        system, root = opened(self.output)
        place = f"{_OURS}/{name}.json"
        is_there = system.get_file_info(f"{root}/{place}").type == import_module("pyarrow.fs").FileType.File
        return self._read(place) if is_there else None

    def note(self, name: str, about: Any) -> None:
        """Note of a later stage that it is done, or with None that it is not."""
        if about is not None:
            self._write(f"{_OURS}/{name}.json", about)
        elif self.stage(name) is not None:
            system, root = opened(self.output)
            system.delete_file(f"{root}/{_OURS}/{name}.json")

    @contextmanager
    def writing(self, name: str) -> Iterator[tuple[Any, str]]:
        """The file system, and where a file is written that becomes the one of a name when the block succeeds."""
        system, root = opened(self.output)
        beside = f"{root}/{_OURS}/{secrets.token_hex(8)}.tmp"
        try:
            yield system, beside
            system.move(beside, f"{root}/{name}")
        except BaseException:
            with suppress(OSError):
                system.delete_file(beside)
            raise

    def _marks(self) -> Iterator[tuple[str, Mark]]:
        system, root = opened(self.output)
        for info in _listed(system, f"{root}/{_OURS}/done"):
            if info.extension == "json":
                yield info.base_name.removesuffix(".json"), _mark(self._read(f"{_OURS}/done/{info.base_name}"))

    def _read(self, name: str) -> Any:
        system, root = opened(self.output)
        with system.open_input_stream(f"{root}/{name}") as stream:
            return json.loads(stream.read())

    def _write(self, name: str, about: Any) -> None:
        with self.writing(name) as (system, beside), system.open_output_stream(beside) as stream:
            stream.write(json.dumps(about).encode())


def _mark(about: Mapping[str, Any]) -> Mark:
    return Mark(**{**about, "inputs": tuple(about["inputs"]), "problems": tuple(about["problems"])})


def _listed(system: Any, folder: str) -> list[Any]:
    found = system.get_file_info(import_module("pyarrow.fs").FileSelector(folder))
    return sorted(found, key=lambda info: str(info.path))
