"""One run of the command: what it reads, where it writes, and what it says on standard error meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from quotekit.cli.running.progress import expected, watched
from quotekit.cli.running.variables import JOBS as JOBS
from quotekit.cli.running.variables import variable_of
from quotekit.errors import InputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from quotekit.reading.origin import Shard
    from quotekit.reading.reader import Problem
    from quotekit.records import Article

Found = TypeVar("Found")

_TOGETHER = 16
"""Articles that another process gets at once."""

_EXPORTED = frozenset({".tsv", ".tab", ".xlsx", ".parquet", ".db", ".sqlite", ".jsonld", ".zip"})
"""Suffixes that `quotekit export` knows besides those of other commands."""
_NOT_WRITTEN = _EXPORTED | {".xls", ".ods", ".html", ".md", ".markdown", ".pdf", ".docx"}
"""Suffixes that promise a format which would not be in the file."""


def jobs_of(context: click.Context, option: click.Parameter, given: str) -> int:
    """The number of processes that --jobs or a variable says. Raises UsageError for what is none."""
    from quotekit.workers.number import jobs_of as checked

    number = int(given) if given.isascii() and given.isdigit() else given
    return checked(number, variable_of(context, option) or "--jobs")


@dataclass(slots=True)
class Run:
    """One run of a command: what comes in, where it goes, and on standard error what went wrong."""

    paths: tuple[str, ...]
    output: str | None
    """The file to write; None for standard output, as is "-"."""
    strict: bool
    quiet: bool
    accepted: int = 0
    rejected: int = 0
    origin: Callable[[Article, str], Article] | None = None
    """Gives an article and its path an outlet and a date."""
    input_format: str | None = None
    """What the inputs hold, whatever their suffix."""
    columns: dict[str, str] = field(default_factory=dict)
    """The columns of tables and JSON, where they are not to be guessed."""
    shard: Shard | None = None
    """The share of the articles that is read; None for all."""
    has_columns: bool = False
    """Whether anything was read that may have columns."""

    def __post_init__(self) -> None:
        self.output = None if self.output == "-" else self.output

    @property
    def reading(self) -> dict[str, str | None]:
        """The options that say how files of articles are read, and what was given."""
        columns: dict[str, str | None] = {f"--{name}-column": value for name, value in self.columns.items()}
        return {**columns, "--input-format": self.input_format}

    def share(self, given: str | None) -> None:
        """Read only a share of the articles, as "3/100". Raises UsageError for what is none."""
        from quotekit.reading.origin import shard_of

        self.shard = shard_of(given, "--shard") if given is not None else None

    @property
    def on_terminal(self) -> bool:
        """Whether the results are for somebody who watches."""
        return self.output is None and sys.stdout is not None and sys.stdout.isatty()

    def form(self, terminal: str, other: str, suffixes: dict[str, str]) -> str:
        """The format that nobody asked for by name: `terminal` on one, else by the file's suffix, else `other`."""
        suffix = Path(self.output or "").suffix.lower()
        if suffix in _NOT_WRITTEN - set(suffixes):
            known = ", ".join(sorted(suffixes))
            hint = "; quotekit export writes it" if suffix in _EXPORTED else ""
            hint = "; quotekit report writes a page" if suffix == ".html" else hint
            reason = f"{suffix} files are not written; use one of {known}, or name a --format{hint}"
            raise UsageError(f"{self.output}: {reason}")
        return terminal if self.on_terminal else suffixes.get(suffix, other)

    @contextmanager
    def articles(self, bar: bool = True) -> Iterator[Iterator[Article]]:
        """The articles, while they last; then an exit status where some could not be read."""
        import quotekit.reading.reader  # noqa: F401 - now: Ctrl-C while a dataclass is being made ends CPython with -2

        if "-" in self.paths and sys.stdin is not None and sys.stdin.isatty():
            say("waiting for text on standard input; Ctrl-D ends it")
        try:
            with ExitStack() as stack:
                yield self.read() if self.quiet else watched(self.read(), stack, self._expected, say, bar)
        except InputError as error:
            if not self.rejected:  # else it has been said
                say(str(error))
            click.get_current_context().exit(3 if self.accepted else 2)
        if self.rejected:
            click.get_current_context().exit(3)

    def read(self) -> Iterator[Article]:
        """The articles. Raises InputError where there is none, and with `strict` at what cannot be read."""
        from quotekit.reading.reader import read

        origin = self._noted if self.columns else self.origin
        how: dict[str, Any] = {"origin": origin, "columns": self.columns, "input_format": self.input_format}
        how["shard"] = self.shard
        for article in read(self.paths, strict=self.strict, problems=self._report, **how):
            self.accepted += 1
            yield article
        if not self.accepted and not self.shard:  # a small share may be of nothing
            raise InputError("nothing was readable")
        if self.columns and self.accepted and not self.has_columns and not self.quiet:
            options = ", ".join(f"--{field}-column" for field in self.columns)
            say(f"{options}: nothing that was read has columns, which are for tables and JSON: left aside")

    def _noted(self, article: Article, path: str) -> Article:
        """An article with its origin, while it is noted whether there are columns."""
        from quotekit.reading.formats import may_have_columns

        self.has_columns = self.has_columns or may_have_columns(path, self.input_format)
        return self.origin(article, path) if self.origin else article

    def _expected(self) -> int | None:
        return expected(self.paths, self.input_format, self.shard)

    def _report(self, problem: Problem) -> None:
        self.rejected += problem.rejected
        if problem.rejected or not self.quiet:
            say(f"{problem.path}: {problem.message}")

    @contextmanager
    def stream(self, exact: bool) -> Iterator[IO[str]]:
        """Where the results go: UTF-8 where programs read them (`exact`), else what the terminal can show."""
        from quotekit.atomic import replacing

        if self.output is None:
            check_output("; name a file with -o")
            form = (
                {"encoding": "utf-8", "errors": "backslashreplace", "newline": ""} if exact else {"errors": "replace"}
            )
            getattr(sys.stdout, "reconfigure", lambda **_: None)(**form)
            yield sys.stdout
            return
        with replacing(self.target()) as stream:
            yield stream

    def target(self, folder: bool = False) -> str:
        """What -o names. Raises UsageError where that is nothing, or an input, or a `folder` with an input in it."""
        if self.output is None:
            raise UsageError("this format is written to a file: name it with -o")
        is_taken = _is_inside if folder else _is_same_file
        if any(is_taken(path, self.output) for path in self.paths):
            raise UsageError(f"{self.output}: is an input; choose another file for the output")
        return self.output


def check_output(more: str = "") -> None:
    """Raise UsageError where standard output is closed, with what else there is to say."""
    if sys.stdout is None:
        raise UsageError(f"standard output is closed{more}")


def each_of(function: Callable[..., Iterable[Found]], articles: Iterable[Article], jobs: int) -> Iterator[Found]:
    """What a function gives for some articles, asked about a few at a time, by so many processes."""
    from quotekit.workers.pool import each

    rest = iter(articles)
    return each(function, iter(lambda: list(islice(rest, _TOGETHER if jobs > 1 else 1)), []), jobs)


def _is_same_file(path: str, other: str) -> bool:
    return path != "-" and os.path.isfile(path) and os.path.exists(other) and os.path.samefile(path, other)


def _is_inside(path: str, folder: str) -> bool:
    if path == "-" or not os.path.isdir(folder):
        return _is_same_file(path, folder)
    return os.path.join(os.path.realpath(path), "").startswith(os.path.join(os.path.realpath(folder), ""))


def console_on(stream: IO[str]) -> Console:
    """A console that prints to `stream`, in color where that is a terminal and NO_COLOR is not set."""
    from rich.console import Console

    return Console(file=stream, color_system=None if os.environ.get("NO_COLOR") else "auto", highlight=False)


def say(message: str) -> None:
    """Print a message on standard error: one line, whatever is in it."""
    from quotekit.exporting.tables import harmless

    print(f"quotekit: {harmless(message)}", file=sys.stderr)


def forget_output() -> None:
    """Let nothing be written at exit, which would fail again and say so."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
