"""Paths, folders, glob patterns and standard input, read into a stream of articles.

One article is in memory at a time. Its text is the file's, decoded, with `\\n` for every line end and without a
byte-order mark; nothing else is changed, so that offsets into it stay true to the file.
"""

from __future__ import annotations

import os
import sys
import unicodedata
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import BinaryIO

from quotekit.decoding import decoded
from quotekit.errors import InputError, UsageError
from quotekit.records import Article


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one input. As a string it is one printable line.

    >>> print(Problem("a.txt", "empty", rejected=True))
    a.txt: empty
    """

    path: str
    """The path in printable form: control characters and undecodable bytes are escaped."""
    message: str
    rejected: bool
    """True where no article came of it, False for a warning about one that did."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class ReadWarning(UserWarning):
    """An article was read, but its encoding had to be guessed or repaired."""


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    strict: bool = False,
    problems: Callable[[Problem], object] | None = None,
    stdin: BinaryIO | None = None,
    origin: Callable[[Article, str], Article] | None = None,
) -> Iterator[Article]:
    """The articles of one path or several, one at a time, in the order given; none where `paths` is empty.

    A file is read whatever its suffix. A folder gives its `*.txt` files and those of its subfolders, sorted; hidden
    names, links to folders and what is no regular file are passed over. A pattern with `*`, `?`, `[` or `**` gives its
    matches, sorted. `-` is standard input (`stdin`, a binary stream, stands in for it). A file met twice is read once.

    `Article.id` is the file's stem; where that is taken, `folder/stem`, then `stem~2`, `stem~3` ...; `stdin` for `-`.
    Title, outlet and date are None, unless `origin` makes of an article and its path one that has them. Text that is
    not Unicode is read in a guessed encoding, with a warning.

    Nothing is dropped in silence. With `problems`, each `Problem` is passed to it and reading goes on, but with
    `strict` the first rejected input raises. Without `problems`, a rejected input raises at once and a warning is a
    `ReadWarning`.

    Raises `UsageError` for an argument of a wrong type, `InputError` (`PATH: what is wrong`) for a rejected input.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a1.txt").write_text("“Yes,” she said.", encoding="utf-8")
    ...     [(article.id, article.text) for article in read(folder)]
    [('a1', '“Yes,” she said.')]
    """
    if problems is not None and not callable(problems):
        raise UsageError(f"problems must be a callable or None, not {_shown(problems)}")
    several = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else paths
    if not isinstance(several, Iterable):
        raise UsageError(f"paths must be a str, an os.PathLike or an iterable of them, not {_shown(paths)}")
    if isinstance(several, Collection):  # tell a mistake before the first article; an iterator can only be read once
        several = [_checked(path) for path in several]
    return _articles(several, partial(_report, strict=strict, problems=problems), stdin, origin)


def _articles(
    paths: Iterable[str | os.PathLike[str]],
    report: Callable[[Problem], None],
    stdin: BinaryIO | None,
    origin: Callable[[Article, str], Article] | None,
) -> Iterator[Article]:
    taken: dict[str, int] = {}
    seen: set[str] = set()
    for path in paths:
        for found in _found(_checked(path)):
            if isinstance(found, Problem):
                report(found)
            elif (identity := _identity(found)) not in seen:
                seen.add(identity)
                text = _text(found, report, stdin)
                if text is not None:
                    article = Article(text, _fresh_id("stdin" if found == "-" else found, taken))
                    yield origin(article, found) if origin else article


def _report(problem: Problem, *, strict: bool, problems: Callable[[Problem], object] | None) -> None:
    if problem.rejected and (strict or problems is None):
        raise InputError(str(problem))
    if problems is None:
        warnings.warn(str(problem), ReadWarning, stacklevel=4)  # the caller of read()
    else:
        problems(problem)


def _checked(path: object) -> str:
    name = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(name, str) or not name:
        raise UsageError(f"a path must be a str or os.PathLike that names a file, a folder or -, not {_shown(path)}")
    return name


def _identity(path: str) -> str:
    """What two names of one file have in common; hard links stay two files, as two outlets may share a story."""
    try:
        return path if path == "-" else os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def _fresh_id(path: str, taken: dict[str, int]) -> str:
    """An id that is not in `taken`, which counts for each id how often its stem came."""
    stem, parent = _printable(Path(path).stem), _printable(Path(path).parent.name)
    name = stem
    if name in taken and parent not in ("", ".."):
        name = f"{parent}/{stem}"
    while name in taken:  # the count lives on, so that a million files of one name take a million steps
        taken[stem] += 1
        name = f"{stem}~{taken[stem]}"
    taken[name] = 1
    return name


# --- What a path names ---

_Pattern = tuple[str, ...]
"""The rest of a glob pattern, one item for each level of folders."""
_TEXTS: _Pattern = ("**", "*.[tT][xX][tT]")


def _found(path: str) -> Iterator[str | Problem]:
    """The files that a path names, or what is wrong with it."""
    if path != "-" and os.path.isdir(path):
        files, complaint = _walk(path, _TEXTS), "no *.txt files in this folder"
    elif any(sign in path for sign in "*?[") and not os.path.lexists(path):
        files, complaint = _walk(*_split(path)), "no file matches this pattern"
    else:
        files, complaint = iter([path]), ""
    first = next(files, None)
    yield _rejected(path, complaint) if first is None else first
    yield from files


def _split(pattern: str) -> tuple[str, _Pattern]:
    """The folder where a pattern starts, and the rest of it."""
    parts = Path(pattern).parts
    first = next(i for i, part in enumerate(parts) if any(sign in part for sign in "*?["))
    rest = [part for i, part in enumerate(parts) if i >= first and not (part == "**" == parts[i - 1] and i > first)]
    return os.path.join("", *parts[:first]), (*rest, "*") if rest[-1] == "**" else tuple(rest)


def _walk(folder: str, pattern: _Pattern) -> Iterator[str | Problem]:
    """The files below `folder` that match, in the order of their paths.

    All the ways to match go down the tree together, so each folder is listed once, whatever the pattern. The stack is
    our own because folders may lie deeper than Python recurses.
    """
    waiting = [(folder, frozenset([pattern]))]
    while waiting:
        path, patterns = waiting.pop()
        if patterns:
            try:
                waiting.extend(_listed(path, patterns))
            except (OSError, ValueError) as error:
                yield _rejected(path, _reason(error))
        elif os.path.isfile(path) or not os.path.exists(path):  # no pipe, but a broken link, to be reported
            yield path


def _listed(folder: str, patterns: frozenset[_Pattern]) -> list[tuple[str, frozenset[_Pattern]]]:
    """The matching entries of a folder, last first: subfolders with what must match inside, files with nothing."""
    with os.scandir(folder or ".") as entries:
        rests = [(os.path.join(folder, entry.name), _rest(entry, patterns)) for entry in entries]
    return sorted(((path, rest) for path, rest in rests if rest is not None), reverse=True)


def _rest(entry: os.DirEntry[str], patterns: frozenset[_Pattern]) -> frozenset[_Pattern] | None:
    """What must match inside `entry`: nothing for a file that matches, None where `entry` does not match."""
    rests: set[_Pattern] = set()
    hidden = entry.name.startswith(".")
    for pattern in patterns:
        if pattern[0] == "**":
            if not hidden and not entry.is_symlink():  # a link may lead back up
                rests.add(pattern)
            pattern = pattern[1:]
        if fnmatch(entry.name, pattern[0]) and (not hidden or pattern[0].startswith(".")):
            rests.add(pattern[1:])
    if os.path.isdir(entry):  # entry.is_dir() would raise for a link to itself
        return frozenset(rest or _TEXTS for rest in rests) or None
    return frozenset() if () in rests else None


# --- From a file to its text ---


def _text(path: str, report: Callable[[Problem], None], stdin: BinaryIO | None) -> str | None:
    """The text of a file; None where it was rejected."""
    try:
        text, doubt = decoded(_bytes(path, stdin))
    except (OSError, ValueError) as error:
        report(_rejected(path, _reason(error)))
        return None
    if doubt:
        report(Problem(_shown_path(path), doubt, rejected=False))
    return text


def _bytes(path: str, stdin: BinaryIO | None) -> bytes:
    if path != "-":
        with open(path, "rb") as file:
            return file.read()
    stream = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ValueError("closed")
    data = stream.read()
    if not isinstance(data, bytes):
        raise UsageError(f"stdin must be a binary stream, not {_shown(stream)}")
    return data


# --- What is printed ---


def _rejected(path: str, message: str) -> Problem:
    return Problem(_shown_path(path), _printable(message), rejected=True)


def _shown_path(path: str) -> str:
    return "standard input" if path == "-" else _printable(path)


def _shown(value: object) -> str:
    return _printable(repr(value)[:80])


def _reason(error: OSError | ValueError) -> str:
    message = getattr(error, "strerror", None) or str(error)
    return message if message.startswith("I/O") else message[:1].lower() + message[1:]


def _printable(text: str) -> str:
    """`text` on one line that any UTF-8 terminal or file takes: controls, surrogates and the like are escaped."""
    unsafe = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return text.translate({ord(char): char.encode("unicode_escape").decode() for char in unsafe})
