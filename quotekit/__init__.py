"""Who said what in the news: quotations, their speakers, and extractive summaries, by rules and small models.

>>> import quotekit
>>> analysis = quotekit.analyze("“The dam held,” said Ana Reyes, the mayor.")
>>> analysis.rows()[0]["speaker"], analysis.rows()[0]["role"]
('Ana Reyes', 'mayor')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotekit.analysis import Analysis
from quotekit.errors import InputError, QuotekitError, TableError, UsageError, WorkerError
from quotekit.plugins import lazy
from quotekit.records import Article, Edit, Headline, Mention, Person, Pick, Quote, Span, Speaker, Summary

if TYPE_CHECKING:
    from quotekit.annotating.brat_reading import read_standoff
    from quotekit.annotating.label_studio_reading import read_label_studio
    from quotekit.annotating.webanno.reading import read_webanno
    from quotekit.auditing.counting import audit
    from quotekit.estimators.quotes import QuoteVectorizer
    from quotekit.estimators.summaries import SummaryTransformer
    from quotekit.exporting.formats import export
    from quotekit.exporting.linked_data import read_annotations
    from quotekit.models.model import Model
    from quotekit.pipeline import analyze, analyze_each
    from quotekit.reading.problems import Problem, ReadWarning
    from quotekit.reading.reader import read
    from quotekit.reporting.page import report
    from quotekit.speakers.people.network import network
    from quotekit.store.store import Store
    from quotekit.stories.event import Event
    from quotekit.stories.grouping import events
    from quotekit.summary.summarize import summarize
    from quotekit.summary.wish import Wish
    from quotekit.text.lexicon import Lexicon
    from quotekit.variants.grouping import Variants, group

    __version__: str

__all__ = [
    "Analysis",
    "Article",
    "Edit",
    "Event",
    "Headline",
    "InputError",
    "Lexicon",
    "Mention",
    "Model",
    "Person",
    "Pick",
    "Problem",
    "Quote",
    "QuoteVectorizer",
    "QuotekitError",
    "ReadWarning",
    "Span",
    "Speaker",
    "Store",
    "Summary",
    "SummaryTransformer",
    "TableError",
    "UsageError",
    "Variants",
    "Wish",
    "WorkerError",
    "__version__",
    "analyze",
    "analyze_each",
    "audit",
    "events",
    "export",
    "group",
    "network",
    "read",
    "read_annotations",
    "read_label_studio",
    "read_standoff",
    "read_webanno",
    "report",
    "summarize",
]

_HOMES = {
    "Event": "stories.event",
    "Lexicon": "text.lexicon",
    "Model": "models.model",
    "Problem": "reading.problems",
    "ReadWarning": "reading.problems",
    "Store": "store.store",
    "QuoteVectorizer": "estimators.quotes",
    "SummaryTransformer": "estimators.summaries",
    "Variants": "variants.grouping",
    "Wish": "summary.wish",
    "analyze": "pipeline",
    "analyze_each": "pipeline",
    "audit": "auditing.counting",
    "events": "stories.grouping",
    "export": "exporting.formats",
    "group": "variants.grouping",
    "network": "speakers.people.network",
    "read": "reading.reader",
    "read_annotations": "exporting.linked_data",
    "read_label_studio": "annotating.label_studio_reading",
    "read_standoff": "annotating.brat_reading",
    "read_webanno": "annotating.webanno.reading",
    "report": "reporting.page",
    "summarize": "summary.summarize",
}

_home, _ = lazy("quotekit", _HOMES)


def __getattr__(name: str) -> Any:
    """The verbs, imported when first used: `import quotekit` alone loads neither numpy nor any table."""
    if name == "__version__":
        from importlib.metadata import version

        return version("quotekit")
    return _home(name)


def __dir__() -> list[str]:
    return sorted(__all__)
