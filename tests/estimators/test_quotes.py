from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import issparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

from quotekit import QuoteVectorizer, UsageError

TEXTS = [
    "“The dam held,” said Ana Reyes.",
    "“It leaks,” Ana Reyes said. “Not much,” according to Bill Voss.",
    "It rained.",
]


@pytest.mark.parametrize("given", ["one text", b"bytes", 3, None, [], [3], [["a"]], np.array([[1.0]])])
def test_what_is_no_list_of_texts_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="X "):
        QuoteVectorizer().fit(given)


def test_not_fitted() -> None:
    with pytest.raises(NotFittedError):
        QuoteVectorizer().transform(TEXTS)
    with pytest.raises(NotFittedError):
        QuoteVectorizer().get_feature_names_out()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"of": "verbs"}, "of is one of speakers, cues, words, not 'verbs'"),
        ({"min_df": 0}, "min_df is a whole number from 1 on, not 0"),
        ({"min_df": 0.5}, "min_df is a whole number from 1 on, not 0.5"),
        ({"acts": "some"}, "acts is 'statement' or 'all', not 'some'"),
    ],
)
def test_a_bad_parameter_is_named_when_it_is_used(how: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        QuoteVectorizer(**how).fit(TEXTS)


@pytest.mark.parametrize(
    ("of", "names", "counts"),
    [
        ("speakers", ["Ana Reyes", "Bill Voss"], [[1, 0], [1, 1], [0, 0]]),
        ("cues", ["according to", "said"], [[0, 1], [1, 1], [0, 0]]),
        ("words", "dam held it leaks much not the".split(), [[1, 1, 0, 0, 0, 0, 1], [0, 0, 1, 1, 1, 1, 0], [0] * 7]),
    ],
)
def test_what_is_counted(of: str, names: list[str], counts: list[list[int]]) -> None:
    one = QuoteVectorizer(of)
    matrix = one.fit_transform(TEXTS)
    assert issparse(matrix)
    assert (one.get_feature_names_out().tolist(), matrix.toarray().tolist()) == (names, counts)
    assert clone(one).fit(np.array(TEXTS)).transform(TEXTS).toarray().tolist() == counts


def test_what_was_not_learned_is_not_counted() -> None:
    one = QuoteVectorizer().fit(TEXTS[:1])
    assert one.transform(TEXTS).toarray().tolist() == [[1], [1], [0]]


def test_what_few_texts_have_is_left_out() -> None:
    assert QuoteVectorizer(min_df=2).fit(TEXTS).get_feature_names_out().tolist() == ["Ana Reyes"]


def test_texts_without_quotes_have_no_columns() -> None:
    assert QuoteVectorizer().fit_transform(["It rained."]).shape == (1, 0)


def test_a_frame_comes_out() -> None:
    frame = QuoteVectorizer(sparse_output=False).set_output(transform="pandas").fit_transform(TEXTS)
    assert list(frame.columns) == ["Ana Reyes", "Bill Voss"]
    assert frame["Ana Reyes"].tolist() == [1, 1, 0]


def test_in_a_search_over_a_pipeline() -> None:
    texts, wanted = TEXTS[:2] * 4, [0, 1] * 4
    search = GridSearchCV(
        make_pipeline(QuoteVectorizer(), LogisticRegression()), {"quotevectorizer__of": ["speakers", "words"]}, cv=2
    )
    assert search.fit(texts, wanted).predict(texts).tolist() == wanted
