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
    from quotekit.annotations import read_annotations
    from quotekit.estimator import SummaryTransformer
    from quotekit.exports import export
    from quotekit.pipeline import analyze, analyze_each
    from quotekit.reading import read
    from quotekit.standoff_reading import read_standoff
    from quotekit.store import Store
    from quotekit.summary import summarize
    from quotekit.variants import Variants

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
    "Store": "store",
    "SummaryTransformer": "estimator",
    "analyze": "pipeline",
    "analyze_each": "pipeline",
    "export": "exports",
    "read": "reading",
    "read_annotations": "annotations",
    "read_standoff": "standoff_reading",
    "summarize": "summary",
    "Variants": "variants",
}


def __getattr__(name: str) -> object:
    """The verbs, imported when first used: `import quotekit` alone loads neither numpy nor any table."""
    if name in _HOMES:
        return getattr(import_module(f"quotekit.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'quotekit' has no attribute {name!r}")
