"""Quotes of the articles of a data frame: the pipeline on every worker."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.exporting.parquet import table_of
from quotekit.exporting.tables import export_row
from quotekit.pipeline import analyze_each
from quotekit.reading.columns import NoTextError, QuotesError, RecordDraft, chosen, draft_of
from quotekit.reading.origin import with_origin
from quotekit.reading.problems import Flaw, Problem, reason
from quotekit.records import Article
from quotekit.rows import EXPORT_COLUMNS
from quotekit.spark.engine import checked, spark_schema, sql
from quotekit.spark.evidence import EVIDENCE, evidence_of, evidence_type, quotes_schema
from quotekit.spark.shipped import Shipped, shipped
from quotekit.speakers.people.names import Aliases, read_aliases, renamed

_TOGETHER = 16
"""Articles that are read together; where one of them breaks the pipeline, each is read by itself."""
_ROWS = 1_000
"""Quotes from which they are handed on."""


class Way(NamedTuple):
    """How quotes are found, the same on every worker."""

    model: Shipped = Shipped()
    headlines: bool = False
    aliases: Aliases | None = None
    evidence: bool = True


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
    headlines: bool = False,
    model: str | None = None,
    aliases: str | None = None,
    evidence: bool = True,
) -> Any:
    """A data frame of the quotes of a data frame of articles: the columns and the types of the Parquet export.

    `text`, `id` and so on name its columns; those that are not named are guessed, as in any table. An article without
    an id has that of its text, one without a date that of its date line. Quotes of all acts come, one row each:
    `where("act = 'statement'")` keeps what people said. Behind the columns of the export is one more, `evidence`, for
    `speakers` and `variants`; `evidence=False` leaves it out. A row without a text, or with one that is none, is left
    out; `problems` lists them. An article that breaks the pipeline is left out, and its worker's log says so.

    `model` is the path of one that `quotekit train` wrote: the file is sent to the workers. `aliases` is a table as
    `--aliases` takes it. Nothing is shuffled: there are as many tasks as the frame has partitions, so give it two or
    three for each core: `quotes(frame.repartition(cores * 3))`.

    Raises UsageError, one line, for a column that there is not, or a model that is none; QuotekitError where PySpark is
    not installed.
    """
    sql()
    columns = _columns(frame, text=text, id=id, date=date, outlet=outlet, title=title, url=url, author=author)
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
) -> Any:
    """A data frame of what is wrong with the rows that `quotes` takes: `id`, `problem`, `rejected`.

    `rejected` is false for a doubt about an article that was read, such as a date that is none. No quotes are looked
    for, so that this is quick.

    Raises UsageError for a column that there is not.
    """
    sql()
    columns = _columns(frame, text=text, id=id, date=date, outlet=outlet, title=title, url=url, author=author)
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
        for start in range(0, batch.num_rows, _TOGETHER):  # a batch has ten thousand texts
            for row in batch.slice(start, _TOGETHER).to_pylist():
                own = row.get(columns.get("id", ""))
                for one in draft_of(row, columns, 0, ""):
                    yield _article(one) if isinstance(one, RecordDraft) else one, None if own is None else str(own)


def _article(draft: RecordDraft) -> Article:
    return Article(draft.text, draft.id or "", draft.title, draft.url, draft.outlet, draft.published, draft.author)


def _log(problem: Problem) -> None:
    print(f"quotekit: {problem}", file=sys.stderr)


def each(articles: Iterable[Article], way: Way, report: Any) -> Iterator[Analysis]:
    """An analysis for each article; one that breaks the pipeline is reported as a `Problem` and left out."""
    model, articles = way.model.model(), iter(articles)
    while some := list(islice(articles, _TOGETHER)):
        try:
            found = list(analyze_each(some, model, way.headlines))
        except Exception:  # one article in a million must not end a job of days
            found = [one for article in some for one in _alone(article, way, report)]
        yield from (renamed(one, way.aliases) for one in found) if way.aliases else found


def _alone(article: Article, way: Way, report: Any) -> list[Analysis]:
    try:
        return list(analyze_each(article, way.model.model(), way.headlines))
    except Exception as error:
        report(Problem(article.id, f"our fault: {type(error).__name__}: {reason(error)}", rejected=True))
        return []


def tables(analyses: Iterable[Analysis], way: Way) -> Iterator[Any]:
    """Analyses as tables of Arrow of about a thousand quotes, with the columns of `quotes_schema`."""
    held: list[Analysis] = []
    for analysis in analyses:
        held.append(analysis)
        if sum(len(one.quotes) for one in held) >= _ROWS:
            yield _table(held, way)
            held = []
    yield _table(held, way)


def _table(analyses: list[Analysis], way: Way) -> Any:
    import pyarrow as arrow

    rows = [export_row(analysis, quote) for analysis in analyses for quote in analysis.quotes]
    table = table_of(rows, EXPORT_COLUMNS)
    if not way.evidence:
        return table
    rarities = way.model.rarities()
    known = [one for analysis in analyses for one in evidence_of(analysis, rarities)]
    return table.append_column(EVIDENCE, arrow.array(known, evidence_type()))
