"""The columns of exported tables and their types: those of a quote, and besides those of its article and group."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote
from quotekit.rows import QUOTE_COLUMNS, Row


class Column(NamedTuple):
    """What a column holds."""

    type: Literal["text", "integer", "number", "spans"]
    """`spans` is a list of half-open pairs of code points."""
    optional: bool = False
    """Whether None may stand in it."""


COLUMNS = {
    "article": Column("text"),
    "id": Column("text"),
    "kind": Column("text"),
    "act": Column("text"),
    "speaker": Column("text", optional=True),
    "speaker_kind": Column("text", optional=True),
    "role": Column("text", optional=True),
    "quote": Column("text"),
    "start": Column("integer"),
    "end": Column("integer"),
    "content": Column("spans"),
    "cue": Column("spans"),
    "source": Column("spans"),
    "source_text": Column("text", optional=True),
    "confidence": Column("number"),
    "rule": Column("text"),
    "outlet": Column("text", optional=True),
    "published": Column("text", optional=True),
    "title": Column("text", optional=True),
    "url": Column("text", optional=True),
    "author": Column("text", optional=True),
    "group": Column("text", optional=True),
    "outlets": Column("integer"),
}
"""Every column of an export, by its name."""

ARTICLE_COLUMNS = ("outlet", "published", "title", "url", "author")
EXPORT_COLUMNS = (*QUOTE_COLUMNS, *ARTICLE_COLUMNS)
"""The columns of a table."""
GROUP_COLUMNS = ("group", "outlets")
"""Those behind them with `--groups`."""
EXPORT_KEYS = (
    *("article", "id", "kind", "act", "quote", "content", "cue", "source", "source_text", "speaker", "speaker_kind"),
    *("role", "confidence", "rule", *ARTICLE_COLUMNS),
)
"""The keys of JSON Lines, in their order."""


def export_row(analysis: Analysis, quote: Quote) -> Row:
    """The row of a quote, and behind it what is known of its article.

    >>> from quotekit.records import Span
    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
    >>> row = export_row(Analysis((Article("“It held,” he said.", "a", outlet="Echo"),), (quote,), ()), quote)
    >>> row["quote"], row["outlet"], row["title"]
    ('It held,', 'Echo', None)
    """
    return analysis.row_of(quote) | article_row(analysis.article_of(quote))


def article_row(article: Article) -> Row:
    """What is known of an article as the columns of each of its quotes; None where nobody says.

    >>> article_row(Article("“Yes,” she said.", outlet="Echo"))
    {'outlet': 'Echo', 'published': None, 'title': None, 'url': None, 'author': None}
    """
    return {column: getattr(article, column) for column in ARTICLE_COLUMNS}
