"""Paths, folders, glob patterns and standard input, read into a stream of articles.

One article is in memory at a time. Its text is the file's, decoded, with `\\n` for every line end and without a
byte-order mark; nothing else is changed, so that offsets into it stay true to the file. What a file holds, and how it
is read, `files` knows.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import BinaryIO

from quotekit.errors import InputError, UsageError
from quotekit.reading.columns import RecordDraft, checked_columns
from quotekit.reading.files import Wishes, items
from quotekit.reading.formats import SUFFIXES, checked_format, is_readable
from quotekit.reading.origin import ArticleIds, Shard, date_line, is_of_one, number_in, place_in, shard_of, uri_of
from quotekit.reading.problems import Flaw, Foreign, printable, reason, shown
from quotekit.reading.problems import Problem as Problem
from quotekit.reading.problems import ReadWarning as ReadWarning
from quotekit.records import Article

_SUFFIXES = ", ".join((*SUFFIXES, ".zip"))


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    strict: bool = False,
    problems: Callable[[Problem], object] | None = None,
    stdin: BinaryIO | None = None,
    origin: Callable[[Article, str], Article] | None = None,
    columns: Mapping[str, str] | None = None,
    input_format: str | None = None,
    shard: Shard | str | None = None,
) -> Iterator[Article]:
    """The articles of one path or several, one at a time, in the order given; none where `paths` is empty.

    What a file holds is told by its suffix: text (.txt, .md), a web page (.html, .htm, .xhtml), JSON Lines, a list or
    one object (.jsonl, .ndjson, .json), a table (.csv, .tsv, .parquet), a crawl (.warc, .wet); with .gz behind it, it
    is unpacked; a .zip is read like a folder. Without a known suffix its first bytes tell, or `input_format`, which
    goes before any suffix of a file that is named. A folder gives its files of these suffixes and those of its
    subfolders, sorted; hidden names, README.md, links to folders and what is no regular file are passed over. A pattern
    with `*`, `?`, `[` or `**` gives its matches, sorted. `-` is standard input (`stdin`, a binary stream, stands in for
    it). A file met twice is read once.

    In tables and JSON, `columns` names the columns of the fields text, id, title, date, outlet, url, author and
    section; others are guessed by their names. A page has title, outlet, date, url and author as far as it declares
    them. What has no date so has that of its date line, if there is one near the top of its text ("Published: April 10,
    2025"). Dates are ISO 8601, or None where the day is in doubt.

    `Article.id` is the file's stem; where that is taken, `folder/stem`, then `stem~2`, `stem~3` ...; `stdin` for `-`;
    of a record its own, or the stem and its line or number: `stem:12`; of an update of a live blog that of its page and
    its place in the order of time: `stem:update-3`. For a text, everything else but its date
    is None, unless `origin` makes of an article and its path one that has more. Text that is not Unicode is read in a
    guessed encoding, with a warning.

    With `shard`, "3/100", only the third of a hundred shares of the articles is given, the same ones on every machine
    that is given the same paths; ids are those that they have without. Files of one article and records are divided; a
    page stays whole. What is wrong with a record or such a file its own share tells, what is wrong with a path, or with
    all of a file of records, each.

    The first article in another language than English is warned of, and how many more there are.

    Nothing is dropped in silence; of a file of records only the bad ones are rejected. With `problems`, each `Problem`
    is passed to it and reading goes on, but with `strict` the first rejected input or record raises. Without
    `problems`, a rejected one raises at once and a warning is a `ReadWarning`.

    Raises `UsageError` for an argument of a wrong type, `InputError` (`PATH: what is wrong`) for a rejected input.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a1.txt").write_text("“Yes,” she said.", encoding="utf-8")
    ...     [(article.id, article.text) for article in read(folder)]
    [('a1', '“Yes,” she said.')]
    """
    if problems is not None and not callable(problems):
        raise UsageError(f"problems must be a callable or None, not {shown(problems)}")
    several = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else paths
    if not isinstance(several, Iterable):
        raise UsageError(f"paths must be a str, an os.PathLike or an iterable of them, not {shown(paths)}")
    wishes = Wishes(checked_columns(columns), checked_format(input_format), shard_of(shard).has)
    if isinstance(several, Collection):  # tell a mistake before the first article; an iterator can only be read once
        several = [_checked(path) for path in several]
    return _articles(several, partial(_report, strict=strict, problems=problems), stdin, origin, wishes)


def _articles(
    paths: Iterable[str | os.PathLike[str]],
    report: Callable[[Problem], None],
    stdin: BinaryIO | None,
    origin: Callable[[Article, str], Article] | None,
    wishes: Wishes,
) -> Iterator[Article]:
    ids, foreign = ArticleIds(), Foreign()
    seen: set[str] = set()
    for path in paths:
        for found in files_of(_checked(path)):
            if isinstance(found, Problem):
                report(found)
            elif (identity := _identity(found)) not in seen:
                seen.add(identity)
                own_wishes = wishes._replace(format=None) if os.path.isdir(path) else wishes  # there suffixes tell
                if is_of_one(found, own_wishes.format) and not wishes.wants(found):
                    ids.of_file(found)  # others of its name are called so as they are without shares
                    continue
                uri = uri_of(found)
                for member, one in _items(found, stdin, own_wishes):
                    place = f"{_shown_path(found)}{member}{one.place}"
                    if isinstance(one, Flaw):
                        if (number := number_in(one.place)) and not wishes.wants(found, member, number):
                            continue
                        report(Problem(place, printable(one.message), one.rejected))
                    elif not wishes.wants(found, member, one.number):
                        ids.of_draft(found + member, one)
                    else:
                        article = _article(one, found + member, place_in(uri, member, one), ids)
                        for problem in foreign.met(article.text, place):
                            report(problem)
                        yield origin(article, found + member) if origin else article

    for problem in foreign.rest():
        report(problem)


def _items(path: str, stdin: BinaryIO | None, wishes: Wishes) -> Iterator[tuple[str, RecordDraft | Flaw]]:
    """What a file gives, each with the place in an archive that is put behind the path, empty for none."""
    try:
        with closing(_opened(path)) if path != "-" else nullcontext(_stdin(stdin)) as stream:
            for member, one in items(path, stream, wishes):
                yield f"/{member}" * bool(member), one
    except (OSError, ValueError) as error:
        yield "", Flaw(reason(error))


def _article(draft: RecordDraft, path: str, place: str, ids: ArticleIds) -> Article:
    path = f"stdin{path[1:]}" if place == "-" else path
    name = ids.of_draft(path, draft)
    published = draft.published or date_line(draft.text)
    about = draft.title, draft.url, draft.outlet, published, draft.author, draft.section
    return Article(draft.text, name, *about, place)


def _report(problem: Problem, *, strict: bool, problems: Callable[[Problem], object] | None) -> None:
    if problem.rejected and (strict or problems is None):
        raise InputError(str(problem))
    if problems is None:
        warnings.warn(str(problem), ReadWarning, stacklevel=3)  # the caller of read()
    else:
        problems(problem)


def _checked(path: object) -> str:
    name = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(name, str) or not name:
        raise UsageError(f"a path must be a str or os.PathLike that names a file, a folder or -, not {shown(path)}")
    return name


def _identity(path: str) -> str:
    """What two names of one file have in common; hard links stay two files, as two outlets may share a story."""
    try:
        return path if path == "-" else os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return path


# --- What a path names ---

_Pattern = tuple[str, ...]
"""The rest of a glob pattern, one item for each level of folders."""
_KNOWN = "/"
"""In a pattern: any name that a folder gives; no name has a slash."""
_ALL: _Pattern = ("**", _KNOWN)


def files_of(path: str) -> Iterator[str | Problem]:
    """The files that a path names as `read` has it: one, those of a folder, of a pattern; or what is wrong with it.

    >>> [str(problem) for problem in files_of("none/*.txt")]
    ['none: no such file or directory']
    """
    if path != "-" and os.path.isdir(path):
        files, complaint = _walk(path, _ALL), f"no files in this folder that can be read ({_SUFFIXES})"
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
                yield _rejected(path, reason(error))
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
        if _fits(entry.name, pattern[0]) and (not hidden or pattern[0].startswith(".")):
            rests.add(pattern[1:])
    if os.path.isdir(entry):  # entry.is_dir() would raise for a link to itself
        return frozenset(rest or _ALL for rest in rests) or None
    return frozenset() if () in rests else None


def _fits(name: str, part: str) -> bool:
    return is_readable(name) if part == _KNOWN else fnmatch(name, part)


# --- Streams ---


def _opened(path: str) -> BinaryIO:
    return open(path, "rb")


def _stdin(stdin: BinaryIO | None) -> BinaryIO:
    stream: BinaryIO | None = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ValueError("closed")
    return stream


# --- What is printed ---


def _rejected(path: str, message: str) -> Problem:
    return Problem(_shown_path(path), printable(message), rejected=True)


def _shown_path(path: str) -> str:
    return "standard input" if path == "-" else printable(path)
