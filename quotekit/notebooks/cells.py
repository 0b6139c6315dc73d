"""What a notebook shows for a value: fragments of HTML without scripts and style sheets, as short as a cell wants them.

The macros lie in `cells.html.j2`. Everything that is printed goes through `reporting.page.shown` and Jinja's escaping.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote, Summary
from quotekit.reporting.articles import Sheet, Stretch, marks_of, sheets, stretches
from quotekit.reporting.page import templates
from quotekit.rows import quote_row
from quotekit.variants.groups import VariantGroup

_QUOTES = 20
"""Quotes that a cell shows of an analysis."""
_PARAGRAPHS = 12
"""Paragraphs of an article that is shown alone; one with its quotes is shown whole, folded."""


class _Shown(NamedTuple):
    """An article as a cell shows it."""

    sheet: Sheet
    parts: list[Stretch]
    more: int
    """Paragraphs that are left out."""


def analysis_cell(analysis: Analysis) -> str:
    """How much was found, the first statements as a table, and an only article with them highlighted.

    >>> analysis_cell(Analysis((), (), ())).count("<table")
    0
    """
    quotes = analysis.quotes_of()
    speakers = {quote.speaker for quote in quotes if quote.speaker}
    facts = {"articles": len(analysis.articles), "quotes": len(quotes), "speakers": len(speakers)}
    rows = [analysis.row_of(quote) for quote in quotes[:_QUOTES]]
    only = analysis.articles[0] if len(analysis.articles) == 1 else None
    shown = _shown(only, quotes, None) if only else None
    return str(_cells().analysis(facts, rows, len(quotes), shown))


def article_cell(article: Article) -> str:
    """Its heading, what is known of it, and its first paragraphs.

    >>> "<b>" in article_cell(Article("The <b>dam</b> held.", "dam"))
    False
    """
    return str(_cells().article(*_shown(article, (), _PARAGRAPHS)))


def _shown(article: Article, quotes: Sequence[Quote], most: int | None) -> _Shown:
    inside = [quote for quote in quotes if not article.is_apart(quote)]
    marks = [mark for number, quote in enumerate(inside) for mark in marks_of(number, quote, article.text)]
    parts = [part for part in stretches(article.text, marks) if part.kind not in (None, "title")]
    return _Shown(sheets([article])[0], parts[:most], len(parts[most:]) if most else 0)


def quote_cell(quote: Quote) -> str:
    """Its fields, those that say something: a quote knows where its words are, not the text.

    >>> "content" in quote_cell(Quote("a-1", "a", "direct", "statement", ()))
    False
    """
    told = ((field.name, getattr(quote, field.name)) for field in fields(quote) if field.name != "id")
    return str(_cells().fields(quote.id, [(name, _plain(value)) for name, value in told if value]))


def _plain(value: Any) -> str:
    """Spans as "449–468"; a flag as "yes"."""
    if isinstance(value, tuple):
        return ", ".join(f"{span.start}–{span.end}" for span in value)
    return "yes" if value is True else f"{value:.3f}" if isinstance(value, float) else str(value)


def summary_cell(summary: Summary) -> str:
    """Its headline and its sentences, each with whose it is.

    >>> summary_cell(Summary(())).count("<li>")
    0
    """
    return str(_cells().summary(summary.headline, summary.picks))


def group_cell(group: VariantGroup) -> str:
    """Who says it, and in which words each outlet prints it.

    >>> from quotekit.records import Span
    >>> from quotekit.variants.groups import Printing
    >>> held = Printing(Article("It held.", "a"), Quote("a-1", "a", "indirect", "statement", (Span(0, 7),)), None)
    >>> "It held" in group_cell(VariantGroup(0, (held,)))
    True
    """
    told = [(one, group.relation(one), quote_row(one.text, one.quote, one.speaker)["quote"]) for one in group.printings]
    return str(_cells().group(group, told))


@lru_cache(1)
def _cells() -> Any:
    """The macros of the template."""
    return templates(Path(__file__).parent).get_template("cells.html.j2").module
