"""Who is quoted in texts, with which verbs, or in which words, as a matrix of counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.utils.validation import check_is_fitted

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.estimators.texts import TextTransformer, texts_of
from quotekit.models.model import Given, model_of
from quotekit.pipeline import analyze_each
from quotekit.records import Article, Quote

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class QuoteVectorizer(TextTransformer):
    """Counts, in each text, the speakers of its quotes, their cues, or the words that are quoted.

    `of` is "speakers" (the fullest name in the text), "cues" ("said", "according to") or "words"; cues and words in
    lower case. `fit` learns which there are, those in `min_df` texts at least; `transform` counts only these. `acts`
    and `model` are those of `Analysis.rows` and `analyze`. With `sparse_output=False` the matrix is dense, which
    `set_output(transform="pandas")` needs. Input is a list, array or column of str; anything else raises ValueError, as
    scikit-learn demands; a parameter that is not allowed raises UsageError in `fit`.

    >>> texts = ["“The dam held,” said Ana Reyes.", "“It leaks,” Ana Reyes said. “Not much,” said Bill Voss."]
    >>> one = QuoteVectorizer(sparse_output=False)
    >>> one.fit_transform(texts).tolist(), one.get_feature_names_out().tolist()
    ([[1, 0], [1, 1]], ['Ana Reyes', 'Bill Voss'])
    """

    def __init__(
        self,
        of: str = "speakers",
        min_df: int = 1,
        acts: str = "statement",
        model: Given = None,
        sparse_output: bool = True,
    ) -> None:
        self.of = of
        self.min_df = min_df
        self.acts = acts
        self.model = model
        self.sparse_output = sparse_output

    def fit(self, X: Iterable[str], y: Any = None) -> Self:  # noqa: N803
        """Learn who or what there is to count."""
        self._learn(self._counts(X))
        return self

    def fit_transform(self, X: Iterable[str], y: Any = None, **_: Any) -> Any:  # noqa: N803
        """The same as `fit` and `transform`, in one reading of the texts."""
        counts = self._counts(X)
        self._learn(counts)
        return self._matrix(counts)

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803
        """(n_texts, n_features) a matrix of counts, int64: sparse, or an array without `sparse_output`."""
        check_is_fitted(self)
        return self._matrix(self._counts(X))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """(n_features,) what the columns count, sorted."""
        check_is_fitted(self)
        return np.array(list(self.vocabulary_), dtype=object)

    def _counts(self, texts: Any) -> list[Counter[str]]:
        if self.of not in _COUNTED:
            raise UsageError(f"of is one of {', '.join(_COUNTED)}, not {self.of!r}")
        counted, articles = _COUNTED[self.of], [Article(text) for text in texts_of(texts)]
        return [
            Counter(term for quote in found.quotes_of(self.acts) for term in counted(found, quote))
            for found in analyze_each(articles, model_of(self.model))
        ]

    def _learn(self, counts: list[Counter[str]]) -> None:
        if not isinstance(self.min_df, int) or self.min_df < 1:
            raise UsageError(f"min_df is a whole number from 1 on, not {self.min_df!r}")
        texts = Counter(term for one in counts for term in one)
        often = sorted(term for term, number in texts.items() if number >= self.min_df)
        self.vocabulary_ = {term: column for column, term in enumerate(often)}

    def _matrix(self, counts: list[Counter[str]]) -> Any:
        known = [
            (row, column, number)
            for row, one in enumerate(counts)
            for term, number in one.items()
            if (column := self.vocabulary_.get(term)) is not None
        ]
        rows, columns, numbers = (np.array(part, dtype=np.int64) for part in (zip(*known) if known else ((), (), ())))
        matrix = csr_matrix((numbers, (rows, columns)), shape=(len(counts), len(self.vocabulary_)))
        return matrix if self.sparse_output else matrix.toarray()


# --- What is counted ---


def _speakers(found: Analysis, quote: Quote) -> Iterator[str]:
    if speaker := found.speaker_of(quote):
        yield speaker.name


def _cues(found: Analysis, quote: Quote) -> Iterator[str]:
    if quote.cue:
        text = found.article_of(quote).told_in(quote)
        yield " ".join(" ".join(span.of(text) for span in quote.cue).lower().split())


def _words(found: Analysis, quote: Quote) -> Iterator[str]:
    return (word[0] for word in _WORD.finditer(found.row_of(quote)["quote"].lower()))


_COUNTED: dict[str, Callable[[Analysis, Quote], Iterator[str]]] = {
    "speakers": _speakers,
    "cues": _cues,
    "words": _words,
}
