"""What a worker does with articles: an analysis for each, and their quotes as tables of Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from quotekit.analysis import Analysis
from quotekit.exporting.parquet import table_of
from quotekit.exporting.tables import export_row
from quotekit.pipeline import analyze_each
from quotekit.reading.problems import Problem, reason
from quotekit.records import Article
from quotekit.rows import EXPORT_COLUMNS
from quotekit.spark.evidence import EVIDENCE, SECTION, evidence_of, evidence_type
from quotekit.spark.shipped import Shipped
from quotekit.speakers.people.names import Aliases, renamed

_TOGETHER = 64
"""Articles that are read together; where one of them breaks the pipeline, each is read by itself."""
_ROWS = 1_000
"""Quotes from which they are handed on."""


class Way(NamedTuple):
    """How quotes are found, the same on every worker."""

    model: Shipped = Shipped()
    headlines: bool = False
    aliases: Aliases | None = None
    evidence: bool = True


def each(articles: Iterable[Article], way: Way, report: Callable[[Problem], object]) -> Iterator[Analysis]:
    """An analysis for each article; one that breaks the pipeline is reported as a `Problem` and left out."""
    model, articles = way.model.model(), iter(articles)
    while some := list(islice(articles, _TOGETHER)):
        try:
            found = list(analyze_each(some, model, way.headlines))
        except Exception:  # one article in a million must not end a job of days
            found = [one for article in some for one in _alone(article, way, report)]
        yield from (renamed(one, way.aliases) for one in found) if way.aliases else found


def _alone(article: Article, way: Way, report: Callable[[Problem], object]) -> list[Analysis]:
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
    sections = [analysis.article_of(quote).section for analysis in analyses for quote in analysis.quotes]
    table = table_of(rows, EXPORT_COLUMNS).append_column(SECTION, arrow.array(sections, arrow.string()))
    if not way.evidence:
        return table
    rarities = way.model.rarities()
    known = [one for analysis in analyses for one in evidence_of(analysis, rarities)]
    return table.append_column(EVIDENCE, arrow.array(known, evidence_type()))
