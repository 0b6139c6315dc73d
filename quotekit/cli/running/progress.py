"""How far a run is, on standard error: a bar on a terminal, else a line a minute; nothing where it is soon over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotekit.reading.origin import Shard
    from quotekit.records import Article

_PATIENCE = 1.0
"""Seconds of work after which a bar is shown."""
_INTERVAL = 60.0
"""Seconds from a line to the next one where there is no terminal, and to the first."""
_COUNTING = 1.0
"""Seconds that counting may take before it is given up."""
_LINES = frozenset({".jsonl", ".ndjson"})
"""Suffixes of files with a record a line."""
_PIECE = 1 << 20
"""Bytes that are looked through at once for the ends of lines."""


def watched(
    articles: Iterable[Article],
    stack: ExitStack,
    expected: Callable[[], int | None],
    say: Callable[[str], None],
    bar: bool = True,
) -> Iterator[Article]:
    """The articles; where they take long, how far they are on standard error, until they end or `stack` closes.

    `expected` counts them, and is asked once that is to be shown. Without `bar`, a terminal is left to the results.
    """
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    if on_terminal and not bar:
        yield from articles
        return
    is_animated = on_terminal and os.environ.get("TERM") != "dumb"
    started = time.monotonic()
    total: int | None = None
    advance: Callable[[str], None] | None = None
    following = started + (_PATIENCE if is_animated else _INTERVAL)
    for done, article in enumerate(articles):
        now = time.monotonic()
        if now > following:
            if advance is None:
                total = expected()
                advance = _bar(stack) if is_animated else say
            advance(told(done, total, now - started))
            following = now + (0 if is_animated else _INTERVAL)
        yield article
    stack.close()


def told(done: int, total: int | None, seconds: float) -> str:
    """How far a run is that has taken so many seconds: without `total`, or beyond it, nothing of what is left.

    >>> told(30, 120, 61), told(30, None, 61)
    ('30 of about 120 articles, 25 %, 3 min left', '30 articles')
    """
    if not total or not 0 < done < total:
        return f"{done:,} articles"
    left = seconds * (total - done) / done
    return f"{done:,} of about {total:,} articles, {100 * done // total} %, {_duration(left)} left"


def _duration(seconds: float) -> str:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size)} {unit}"
    return f"{max(1, round(seconds))} s"


def _bar(stack: ExitStack) -> Callable[[str], None]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False))
    task = bar.add_task("", total=None)
    return lambda message: bar.update(task, description=message)


def expected(paths: Iterable[str], input_format: str | None, shard: Shard | None) -> int | None:
    """How many articles some paths will give, about: one a file, or one a line of JSON Lines.

    None where that cannot be told quickly: standard input, tables, packed records, crawls, very many files.
    """
    from quotekit.reading.reader import files_of

    total, until = 0, time.monotonic() + _COUNTING
    for path in paths:
        own = None if os.path.isdir(path) else input_format
        for found in files_of(path):
            number = _articles_in(found, own, until) if isinstance(found, str) else 0
            if number is None or time.monotonic() > until:
                return None
            total += number
    return -(-total // shard.of) if shard else total


def _articles_in(path: str, input_format: str | None, until: float) -> int | None:
    from quotekit.reading.origin import is_of_one

    if path == "-":
        return None
    if is_of_one(path, input_format):
        return 1
    suffix = os.path.splitext(path)[1].lower()
    has_lines = suffix != ".gz" if input_format == "jsonl" else not input_format and suffix in _LINES
    return _lines_in(path, until) if has_lines else None


def _lines_in(path: str, until: float) -> int | None:
    total = 0
    try:
        with open(path, "rb") as stream:
            while piece := stream.read(_PIECE):
                total += piece.count(b"\n")
                if time.monotonic() > until:
                    return None
    except OSError:  # told where it is read
        return 0
    return total
