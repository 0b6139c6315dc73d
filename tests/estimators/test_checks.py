"""The checks that scikit-learn has for every estimator, run on ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import parametrize_with_checks

from quotekit import QuoteVectorizer, SummaryTransformer

OURS = [SummaryTransformer(), QuoteVectorizer()]
DOCUMENT = (Path(__file__).parents[2] / "docs" / "notebooks.md").read_text(encoding="utf-8")
WITHOUT_DATA = re.findall(r"`(check_\w+)`", DOCUMENT.partition("## scikit-learn")[2])
"""Those that the document says apply: they feed no matrix of numbers."""


@pytest.mark.filterwarnings("ignore:Can't test estimator")
@parametrize_with_checks(OURS)  # type: ignore[untyped-decorator]
def test_what_scikit_learn_runs_on_estimators_of_texts(estimator: Any, check: Callable[[Any], None]) -> None:
    check(estimator)


@pytest.mark.parametrize("name", WITHOUT_DATA)
@pytest.mark.parametrize("estimator", OURS, ids=lambda one: type(one).__name__)
def test_the_checks_that_need_no_numbers(estimator: Any, name: str) -> None:
    getattr(estimator_checks, name)(type(estimator).__name__, estimator)


def test_the_document_names_some() -> None:
    assert len(WITHOUT_DATA) > 5
