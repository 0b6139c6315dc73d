"""What is decided of an article is the same whatever articles are read beside it, down to what is looked at."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from marked import parse

from quotekit import Article, analyze
from quotekit.attribution.decisions.confidence import Confidence, confidence_columns
from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.speech import pair_columns
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.stages import decide
from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.verdicts import Proposals
from quotekit.models.model import Model
from quotekit.pipeline import analyze_each
from quotekit.text.document import look
from tests.attribution.test_find import MARKED, NEGATIVES

TEXTS = [row[1] for row in NEGATIVES] + ["", "A HEADING", "“"] + [parse(row[2])[0] for row in MARKED]


def _read(*texts: str) -> Decided:
    views = [look(text) for text in texts]
    return decide(Decided(views, label(views, Model.shipped().passes)), Model.shipped().decisions)


@cache
def together() -> Decided:
    return _read(*TEXTS)


@cache
def alone() -> list[Decided]:
    return [_read(text) for text in TEXTS]


def test_nothing_that_decides_depends_on_the_articles_beside_it() -> None:
    at = np.argsort(together()[Attributions].content[:, 0], kind="stable")
    own = [np.argsort(one[Attributions].content[:, 0], kind="stable") for one in alone()]
    columns = [confidence_columns(one) for one in alone()]
    for name, values in confidence_columns(together()).items():
        expected = np.concatenate([one[name][order] for one, order in zip(columns, own)])
        assert values[at].tolist() == expected.tolist(), name
    expected = np.concatenate([one[Confidence].sure[order] for one, order in zip(alone(), own)])
    np.testing.assert_allclose(together()[Confidence].sure[at], expected, rtol=1e-5)


def test_what_is_known_of_marks_does_not_depend_on_the_articles_beside_them() -> None:
    columns = [pair_columns(one.seen) for one in alone()]
    for name, values in pair_columns(together().seen).items():
        assert values.tolist() == np.concatenate([one[name] for one in columns]).tolist(), name


def test_what_is_known_of_finds_does_not_depend_on_the_articles_beside_them() -> None:
    columns = [one[Proposals].columns for one in alone()]
    for name, values in together()[Proposals].columns.items():
        assert values.tolist() == np.concatenate([one[name] for one in columns]).tolist(), name


@pytest.mark.parametrize("size", [3, 40])
def test_articles_in_any_company_give_the_same_quotes(size: int) -> None:
    articles = [Article(text, f"{size}-{number}") for number, text in enumerate(TEXTS)]
    found = [one for first in range(0, len(articles), size) for one in analyze_each(articles[first : first + size])]
    assert found == [analyze(article) for article in articles]


def test_spans_of_an_article_lie_in_it() -> None:
    for one in analyze_each([Article(text, str(number)) for number, text in enumerate(TEXTS)]):
        [article] = one.articles
        for quote in one.quotes:
            assert quote.article == article.id
            assert all(span.end <= len(article.text) for span in (*quote.content, *quote.cue, *quote.source))
            assert all(a.end <= b.start for a, b in pairwise(quote.content))
