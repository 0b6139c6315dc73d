"""Who said what in the news: quotations, their speakers, and extractive summaries, by rules and small models.

>>> import quotekit
>>> analysis = quotekit.analyze("“The dam held,” said Ana Reyes, the mayor.")
>>> analysis.rows()[0]["speaker"], analysis.rows()[0]["role"]
('Ana Reyes', 'mayor')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotekit.analysis import Analysis
from quotekit.errors import InputError, QuotekitError, TableError, UsageError
from quotekit.records import Article, Edit, Headline, Mention, Pick, Quote, Span, Speaker, Summary

if TYPE_CHECKING:
    from quotekit.exporting.brat_reading import read_standoff
    from quotekit.exporting.formats import export
    from quotekit.exporting.linked_data import read_annotations
    from quotekit.pipeline import analyze, analyze_each
    from quotekit.reading.reader import read
    from quotekit.store.store import Store
    from quotekit.summary.estimator import SummaryTransformer
    from quotekit.summary.summarize import summarize
    from quotekit.variants.grouping import Variants

__all__ = [
    "Analysis",
    "Article",
    "Edit",
    "Headline",
    "InputError",
    "Mention",
    "Pick",
    "Quote",
    "QuotekitError",
    "Span",
    "Speaker",
    "Store",
    "Summary",
    "SummaryTransformer",
    "TableError",
    "UsageError",
    "Variants",
    "analyze",
    "analyze_each",
    "export",
    "read",
    "read_annotations",
    "read_standoff",
    "summarize",
]

_HOMES = {
    "Store": "store.store",
    "SummaryTransformer": "summary.estimator",
    "analyze": "pipeline",
    "analyze_each": "pipeline",
    "export": "exporting.formats",
    "read": "reading.reader",
    "read_annotations": "exporting.linked_data",
    "read_standoff": "exporting.brat_reading",
    "summarize": "summary.summarize",
    "Variants": "variants.grouping",
}


def __getattr__(name: str) -> object:
    """The verbs, imported when first used: `import quotekit` alone loads neither numpy nor any table."""
    if name in _HOMES:
        return getattr(import_module(f"quotekit.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'quotekit' has no attribute {name!r}")
