"""Quotes of the articles of a data frame: the pipeline on every worker."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from quotekit.errors import UsageError
from quotekit.reading.columns import NoTextError, QuotesError, RecordDraft, chosen, draft_of
from quotekit.reading.origin import with_origin
from quotekit.reading.problems import Flaw, Problem
from quotekit.records import Article
from quotekit.spark.engine import checked, spark_schema, sql
from quotekit.spark.evidence import quotes_schema
from quotekit.spark.shipped import shipped
from quotekit.spark.worker import Way, each, tables
from quotekit.speakers.people.names import read_aliases

_READ = 16
"""Rows that are made articles together: a batch has ten thousand."""


def quotes(
    frame: Any,
    text: str | None = None,
    id: str | None = None,  # noqa: A002 - the name of the column
    date: str | None = None,
    outlet: str | None = None,
    *,
    title: str | None = None,
    url: str | None = None,
    author: str | None = None,
    section: str | None = None,
    headlines: bool = False,
    model: str | None = None,
    aliases: str | None = None,
    evidence: bool = True,
) -> Any:
    """A data frame of the quotes of a data frame of articles: the columns and the types of the Parquet export.

    `text`, `id` and so on name its columns; those that are not named are guessed, as in any table. An article without
    an id has that of an `Article`, one without a date that of its date line. Quotes of all acts come, one row each:
    `where("act = 'statement'")` keeps what people said. Behind the columns of the export are two more: `section`, that
    of the article, and `evidence`, for `speakers` and `variants`; `evidence=False` leaves the latter out. A row without
    a text, or with one that is none, is left out; `problems` lists them. An article that breaks the pipeline is left
    out, and its worker's log says so.

    `model` is the path of one that `quotekit train` wrote: the file is sent to the workers. `aliases` is a table as
    `--aliases` takes it. Nothing is shuffled: there are as many tasks as the frame has partitions, so give it two or
    three for each core: `quotes(frame.repartition(cores * 3))`.

    Raises UsageError, one line, for a column that there is not, or a model that is none; QuotekitError where PySpark is
    not installed.
    """
    sql()
    about = {"outlet": outlet, "title": title, "url": url, "author": author, "section": section}
    columns = _columns(frame, text=text, id=id, date=date, **about)
    names = read_aliases(aliases) if aliases is not None else None
    way = Way(shipped(model, frame.sparkSession), headlines, names, evidence)
    needed = frame.select(*(frame[f"`{name}`"] for name in dict.fromkeys(columns.values())))
    return needed.mapInArrow(partial(_found, columns, way), spark_schema(quotes_schema(evidence)))


def problems(
    frame: Any,
    text: str | None = None,
    id: str | None = None,  # noqa: A002
    date: str | None = None,
    outlet: str | None = None,
    *,
    title: str | None = None,
    url: str | None = None,
    author: str | None = None,
    section: str | None = None,
) -> Any:
    """A data frame of what is wrong with the rows that `quotes` takes: `id`, `problem`, `rejected`.

    `rejected` is false for a doubt about an article that was read, such as a date that is none. No quotes are looked
    for, so that this is quick.

    Raises UsageError for a column that there is not.
    """
    sql()
    about = {"outlet": outlet, "title": title, "url": url, "author": author, "section": section}
    columns = _columns(frame, text=text, id=id, date=date, **about)
    needed = frame.select(*(frame[f"`{name}`"] for name in dict.fromkeys(columns.values())))
    return needed.mapInArrow(partial(_wrong, columns), "id string, problem string, rejected boolean")


def _columns(frame: Any, **wanted: str | None) -> dict[str, str]:
    """The column of each field. Raises UsageError where there is none of texts, or none of a name."""
    checked(frame, (), "")
    try:
        return chosen(frame.columns, {field: name for field, name in wanted.items() if name is not None})
    except NoTextError as error:
        raise UsageError(str(error).replace("--text-column", "text=")) from None
    except (QuotesError, ValueError) as error:
        raise UsageError(str(error)) from None


# --- On a worker ---


def _found(columns: dict[str, str], way: Way, batches: Iterable[Any]) -> Iterator[Any]:
    articles = (with_origin(one) for one, _ in _read(columns, batches) if isinstance(one, Article))
    for table in tables(each(articles, way, _log), way):
        yield from table.to_batches()


def _wrong(columns: dict[str, str], batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow as arrow

    for batch in batches:
        told = [(own, one.message, one.rejected) for one, own in _read(columns, [batch]) if isinstance(one, Flaw)]
        values = zip(*told) if told else ((), (), ())
        types = arrow.string(), arrow.string(), arrow.bool_()
        arrays = [arrow.array(list(column), kind) for column, kind in zip(values, types)]
        yield arrow.record_batch(arrays, names=["id", "problem", "rejected"])


def _read(columns: dict[str, str], batches: Iterable[Any]) -> Iterator[tuple[Article | Flaw, str | None]]:
    """The article of each row, or what is wrong with it, and the id that the row has."""
    for batch in batches:
        for start in range(0, batch.num_rows, _READ):
            for row in batch.slice(start, _READ).to_pylist():
                own = row.get(columns.get("id", ""))
                for one in draft_of(row, columns, 0, ""):
                    yield _article(one) if isinstance(one, RecordDraft) else one, None if own is None else str(own)


def _article(draft: RecordDraft) -> Article:
    about = (draft.title, draft.url, draft.outlet, draft.published, draft.author)
    return Article(draft.text, draft.id or "", *about, section=draft.section)


def _log(problem: Problem) -> None:
    print(f"quotekit: {problem}", file=sys.stderr)
