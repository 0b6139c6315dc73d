"""The component: quotes found in the text of a `Doc`, as span groups of its tokens and as rows.

It reads the text alone, so it works with `spacy.blank("en")` and wherever it stands in a pipeline.
"""

# Without "from __future__ import annotations": spaCy 3.7 makes a schema of the factory, and needs types that are types.
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.models.model import Given, model_of
from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.rows import QuoteRow, Spans

GROUPS = {"quotes": "content", "cues": "cue", "sources": "source"}
"""The groups of `doc.spans`, and the column of a row whose places they have."""


class QuoteComponent:
    """What `nlp.add_pipe("quotekit")` adds.

    `doc.spans["quotes"]` has a span for each piece of content, its label the kind (`direct`, `mixed`, `indirect`), its
    `id_` that of the quote; `doc.spans["cues"]` and `doc.spans["sources"]` likewise. A piece that begins or ends inside
    a token is that whole token; the exact places, in code points of `doc.text`, are in `doc._.quotes`, rows as
    `Analysis.rows` gives them. `span._.quote` is the row of a span, None for one of others.

    `nlp.add_pipe("quotekit", config={...})` takes the arguments: `model` is the path of a file that `quotekit train`
    wrote, or the name of one that a package adds, None for the shipped one; `acts` is "statement", or "all" for
    mentions, beliefs and questions, too.

    Raises UsageError where `acts` is neither "statement" nor "all".

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("quotekit")
    >>> doc = nlp("“The dam held,” said Ana Reyes, the mayor.")
    >>> doc.spans["quotes"][0].text, doc.spans["quotes"][0]._.quote["speaker"]
    ('The dam held,', 'Ana Reyes')
    """

    def __init__(self, model: Given = None, acts: str = "statement") -> None:
        if acts not in ("statement", "all"):
            raise UsageError(f"acts is 'statement' or 'all', not {acts!r}")
        self.model, self.acts = model_of(model), acts
        for holder, name, how in ((Doc, "quotes", {"default": []}), (Span, "quote", {"getter": _row_of})):
            if not holder.has_extension(name):
                holder.set_extension(name, **how)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its quotes."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The documents with their quotes, in order, found in so many at once."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from map(self._told, batch, analyze_each([Article(doc.text) for doc in batch], self.model))

    def _told(self, doc: Doc, analysis: Analysis) -> Doc:
        rows = analysis.rows(self.acts)
        doc._.quotes = [dict(row) for row in rows]
        for group, column in GROUPS.items():
            doc.spans[group] = [span for row in rows for span in _spans(doc, row, row[column])]  # type: ignore[literal-required]
        return doc


def _spans(doc: Doc, row: QuoteRow, places: Spans) -> Iterator[Span]:
    for start, end in places:
        span = doc.char_span(start, end, label=row["kind"], span_id=row["id"], alignment_mode="expand")
        if span is not None:  # None is for places outside the text alone
            yield span


def _row_of(span: Span) -> dict[str, Any] | None:
    return next((row for row in span.doc._.quotes if row["id"] == span.id_), None)


@Language.factory(
    "quotekit",
    default_config={"model": None, "acts": "statement"},
    assigns=["doc._.quotes", "doc.spans", "span._.quote"],
)
def made(nlp: Language, name: str, model: str | None, acts: str) -> QuoteComponent:
    """The component as a configuration asks for it: `model` is a path or a name, None for the shipped one."""
    return QuoteComponent(model, acts)
