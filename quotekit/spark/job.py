"""A job over files: quotes file by file, then who is one and what renders one utterance; what is written stays.

Each worker reads its files itself, wherever pyarrow finds them, so that the formats are those of `quotekit quotes`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple, cast

from quotekit.errors import InputError, UsageError
from quotekit.reading.columns import RecordDraft
from quotekit.reading.files import Wishes, items
from quotekit.reading.origin import ArticleIds, with_origin
from quotekit.reading.problems import Flaw, Problem, printable, reason
from quotekit.records import Article
from quotekit.spark.evidence import quotes_schema
from quotekit.spark.inputs import Lot, Source, bare, lots, opened, sources
from quotekit.spark.ledger import QUOTES, Ledger, Mark
from quotekit.spark.people import speakers
from quotekit.spark.utterances import variants
from quotekit.spark.worker import Way, each, tables

_TASKS = 3
"""Tasks for each core at least, where there are so many files."""
_TOLD = 1_000
"""Problems of one lot that are kept, besides their number."""


class Task(NamedTuple):
    """What every worker knows."""

    way: Way
    wishes: Wishes
    outlet_from: str | None
    ledger: Ledger


class Done(NamedTuple):
    """What came of a run."""

    before: int
    """Files that were done before."""
    files: int
    articles: int
    quotes: int
    rejected: int


def files_of(paths: Sequence[str], output: str) -> list[Source]:
    """The files that paths or URIs name.

    Raises InputError for a path where nothing is, UsageError where the output lies in a folder that is read.
    """
    for path in paths:
        if "://" not in path + output and Path(output).resolve().is_relative_to(Path(path).resolve()):
            raise UsageError(f"{printable(output)}: lies in {printable(path)}, which is read; choose another folder")
    return sources(paths)


def run(session: Any, files: list[Source], task: Task, say: Callable[[str], None]) -> Done:
    """Find the quotes of all files that have not been done, and tell what was wrong with them.

    Raises OSError where the output cannot be written; what was written till then stays.
    """
    known = {path for mark in task.ledger.marks() for path in mark.inputs}
    tasks = _TASKS * session.sparkContext.defaultParallelism
    left = lots([file for file in files if file.path not in known], tasks)
    if left:
        work = partial(_work, left, task)
        for row in session.range(0, len(left), 1, len(left)).mapInArrow(work, "error int").collect():
            if row["error"] is not None:
                raise OSError(row["error"], os.strerror(row["error"]), task.ledger.output)
    marks = [task.ledger.mark(lot) for lot in left]
    for problem in (problem for mark in marks for problem in mark.problems):
        say(problem)
    sums = (sum(column) for column in zip(*(mark[1:4] for mark in marks))) if marks else (0, 0, 0)
    return Done(sum(file.path in known for file in files), sum(len(lot.sources) for lot in left), *sums)


def write_speakers(session: Any, task: Task) -> None:
    """Write who is one to `speakers` of the output, unless that has been done for all that was read."""
    _later(session, task.ledger, "speakers", speakers)


def write_groups(session: Any, task: Task) -> None:
    """Write what renders one utterance to `groups` of the output, unless that has been done for all that was read."""
    _later(session, task.ledger, "groups", partial(variants, model=task.way.model.name))
    session.catalog.clearCache()


def _later(session: Any, ledger: Ledger, name: str, make: Callable[[Any], Any]) -> None:
    lots_done = len(ledger.marks())
    if ledger.stage(name) == lots_done:
        return
    ledger.note(name, None)
    root = (
        ledger.output.replace("s3://", "s3a://", 1)
        if "://" in ledger.output
        else Path(ledger.output).absolute().as_uri()
    )
    make(session.read.parquet(f"{root}/{QUOTES}")).write.mode("overwrite").parquet(f"{root}/{name}")
    ledger.note(name, lots_done)


# --- On a worker ---


def _work(left: Sequence[Lot], task: Task, batches: Iterable[Any]) -> Iterator[Any]:
    """Do what is left; gives for each lot the number of the error that kept it from being written, None for none."""
    arrow = import_module("pyarrow")
    for batch in batches:
        errors = [_error(left[number], task) for number in batch.column(0).to_pylist()]
        yield arrow.RecordBatch.from_pydict({"error": arrow.array(errors, arrow.int32())})


def _error(lot: Lot, task: Task) -> int | None:
    """Write a lot. A full disk is told, not raised: Spark would tell it in a hundred lines, and try again."""
    try:
        _write(lot, task)
    except OSError as error:
        if error.errno is None:
            raise
        return error.errno
    return None


def _write(lot: Lot, task: Task) -> None:
    """The quotes of some files as one file of Parquet, and then the mark of it."""
    import pyarrow.parquet as parquet

    problems: list[Problem] = []
    articles = quotes = 0
    with (
        task.ledger.writing(f"{QUOTES}/{lot.name}.parquet") as (system, beside),
        parquet.ParquetWriter(beside, quotes_schema(True), filesystem=system, compression="zstd") as writer,
    ):
        read = (article for source in lot.sources for article in _articles(source, task, problems.append))
        for table in tables(_counted(each(read, task.way, problems.append), counts := [0]), task.way):
            quotes += table.num_rows
            writer.write_table(table)
        articles = counts[0]
    told = tuple(str(problem) for problem in problems if problem.rejected)
    paths = tuple(source.path for source in lot.sources)
    task.ledger.done(lot, Mark(paths, articles, quotes, len(told), told[:_TOLD]))


def _counted(analyses: Iterable[Any], counts: list[int]) -> Iterator[Any]:
    for analysis in analyses:
        counts[0] += 1
        yield analysis


def _articles(source: Source, task: Task, report: Callable[[Problem], None]) -> Iterator[Article]:
    """The articles of a file; what is wrong with it is reported."""
    ids, path = ArticleIds(), bare(source.path)
    folder = source.name.rpartition("/")[0]
    try:
        with _stream(source.path) as stream:
            for member, one in items(path, stream, task.wishes):
                place = path + f"/{member}" * bool(member)
                if isinstance(one, Flaw):
                    report(Problem(printable(place) + one.place, printable(one.message), one.rejected))
                else:
                    yield with_origin(_article(one, place, folder, ids), place, task.outlet_from)
    except (OSError, ValueError, InputError) as error:
        report(Problem(printable(path), printable(reason(error)), rejected=True))


def _article(draft: RecordDraft, path: str, folder: str, ids: ArticleIds) -> Article:
    name = ids.of_draft(path, draft)
    if folder and draft.id is None:
        name = f"{folder}/{name}"
    about = (draft.title, draft.url, draft.outlet, draft.published, draft.author)
    return Article(draft.text, name, *about, section=draft.section)


def _stream(path: str) -> IO[bytes]:
    """A file as a stream that can go back, which a crawl needs: one that lies elsewhere is fetched first."""
    system, place = opened(path)
    if system.type_name == "local":
        return open(place, "rb")
    local = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 - the caller closes it
    with system.open_input_stream(place, compression=None) as stream:
        shutil.copyfileobj(stream, local, 1 << 20)
    local.seek(0)
    return local
