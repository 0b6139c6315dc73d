"""The files that a job reads, wherever they are, and how they are dealt out to its tasks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from quotekit.errors import InputError
from quotekit.reading.formats import is_readable
from quotekit.reading.problems import printable, reason

_BYTES, _FILES = 1 << 25, 1_000
"""Bytes and files of one task at most, packed as they are, unless one file alone has more."""


class Source(NamedTuple):
    """A file to be read."""

    path: str
    """As it is opened: a path, or a URI."""
    name: str
    """Its own name; behind that of its folder where another file has the same stem: what its articles are called by."""
    size: int


class Lot(NamedTuple):
    """Files that one task reads, and whose quotes stand in one file."""

    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """The same for the same files.

        >>> Lot((Source("a.jsonl", "a.jsonl", 9),)).name
        'part-8d6a6f2da8cffa60'
        """
        told = "\n".join(source.path for source in self.sources)
        return f"part-{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


def opened(path: str) -> tuple[Any, str]:
    """The file system of a path or a URI, as pyarrow knows it, and the path in it. Raises InputError for no such URI.

    >>> opened("/news/a.jsonl")[1]
    '/news/a.jsonl'
    """
    fs = import_module("pyarrow.fs")
    if "://" not in path:
        return fs.LocalFileSystem(), path
    try:
        found: tuple[Any, str] = fs.FileSystem.from_uri(path)
    except Exception as error:  # of whatever file system
        raise InputError(f"{printable(path)}: {printable(reason(error))}") from None
    return found


def sources(paths: Iterable[str]) -> list[Source]:
    """The files that paths or URIs name, sorted: of a folder those of a known suffix, hidden ones passed over.

    Raises InputError, one line, for a path where nothing is, or a folder without such files.
    """
    found = {path: size for named in paths for path, size in _files(named)}
    names = _names(sorted(map(bare, found)))
    return [Source(path, names[bare(path)], found[path]) for path in sorted(found)]


def bare(path: str) -> str:
    """A path, or a URI without the options behind it.

    >>> bare("s3://news/a.jsonl?region=us-east-1"), bare("/news/who?.txt")
    ('s3://news/a.jsonl', '/news/who?.txt')
    """
    return path.partition("?")[0] if "://" in path else path


def beside(named: str, path: str, other: str) -> str:
    """How another file of a file system is named, where `named` is how `path` is.

    >>> beside("s3://news/?region=us-east-1", "news/", "news/a b.jsonl"), beside("hdfs://h:1/n", "/n", "/n/a.txt")
    ('s3://news/a%20b.jsonl?region=us-east-1', 'hdfs://h:1/n/a.txt')
    >>> beside("news", "news", "news/a b.txt")
    'news/a b.txt'
    """
    if "://" not in named:
        return other
    return bare(named).rstrip("/").removesuffix(path.rstrip("/")) + quote(other) + named[len(bare(named)) :]


def _files(named: str) -> Iterator[tuple[str, int]]:
    system, path = opened(named)
    folder = path.rstrip("/") or "/"
    kind = import_module("pyarrow.fs").FileType
    try:
        info = system.get_file_info(folder)
        if info.type == kind.File:
            yield named, info.size
            return
        if info.type != kind.Directory:
            raise InputError(f"{printable(named)}: no such file or directory")
        inside = system.get_file_info(import_module("pyarrow.fs").FileSelector(folder, recursive=True))
    except OSError as error:
        raise InputError(f"{printable(named)}: {printable(reason(error))}") from None
    files = [
        one for one in inside if one.type == kind.File and _is_shown(one.path, folder) and is_readable(one.base_name)
    ]
    if not files:
        raise InputError(f"{printable(named)}: no files in this folder that can be read")
    yield from ((beside(named, path, one.path), one.size) for one in files)


def _is_shown(path: str, folder: str) -> bool:
    return not any(part.startswith((".", "_")) for part in PurePath(path[len(folder) :]).parts)


def _names(paths: list[str]) -> dict[str, str]:
    """The name of each path: the shortest end of it that has no other's stem.

    >>> _names(["x/a.txt", "x/b.txt", "y/b.txt"])
    {'x/a.txt': 'a.txt', 'x/b.txt': 'x/b.txt', 'y/b.txt': 'y/b.txt'}
    """
    often = Counter(_stem(path) for path in paths)
    return {
        path: PurePath(path).name if often[_stem(path)] == 1 else "/".join(PurePath(path).parts[-2:]) for path in paths
    }


def _stem(path: str) -> str:
    return PurePath(path).name.split(".")[0]


def lots(files: Sequence[Source], tasks: int = 1) -> list[Lot]:
    """Files as they are dealt out: small ones together, so that a task is worth its start, but some `tasks` at least.

    >>> [len(lot.sources) for lot in lots([Source(f"{n}.txt", f"{n}.txt", 20_000_000) for n in range(3)])]
    [1, 1, 1]
    >>> [len(lot.sources) for lot in lots([Source(f"{n}.txt", f"{n}.txt", 1_000) for n in range(10)], 4)]
    [2, 2, 2, 2, 2]
    """
    most = min(_BYTES, sum(source.size for source in files) // tasks)
    found: list[list[Source]] = []
    size = 0
    for source in files:
        size += source.size
        if not found or len(found[-1]) == _FILES or size > most:
            found.append([])
            size = source.size
        found[-1].append(source)
    return [Lot(tuple(some)) for some in found]
