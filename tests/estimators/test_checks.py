"""The checks that scikit-learn has for every estimator, run on ours; what feeds numbers in them is fed texts here."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import estimator_checks_generator, parametrize_with_checks

from quotekit import QuoteVectorizer, SummaryTransformer

OURS = [SummaryTransformer(), QuoteVectorizer()]
DOCUMENT = (Path(__file__).parents[2] / "docs" / "notebooks.md").read_text(encoding="utf-8")
APPLY, CANNOT = (
    re.findall(r"`(check_\w+)`", part) for part in DOCUMENT.partition("## scikit-learn")[2].split("cannot apply", 1)
)
"""Those that the document says apply, and those that it says do not."""
each = pytest.mark.parametrize("estimator", OURS, ids=lambda one: type(one).__name__)


@pytest.mark.filterwarnings("ignore:Can't test estimator")
@parametrize_with_checks(OURS)  # type: ignore[untyped-decorator]
def test_what_scikit_learn_runs_on_estimators_of_texts(estimator: Any, check: Callable[[Any], None]) -> None:
    check(estimator)


@each
@pytest.mark.parametrize("name", dict.fromkeys(APPLY))
def test_the_checks_that_need_no_numbers(estimator: Any, name: str) -> None:
    if name == "check_get_feature_names_out_error" and not hasattr(estimator, "get_feature_names_out"):
        assert isinstance(estimator, SummaryTransformer)  # its output is one column without a name
        return
    getattr(estimator_checks, name)(type(estimator).__name__, estimator)


@pytest.mark.filterwarnings("ignore")
def test_the_document_names_all_that_scikit_learn_runs_on_a_transformer() -> None:
    checks = (one for _, one in estimator_checks_generator(StandardScaler()))
    run = {one.func.__name__ if isinstance(one, partial) else one.__name__ for one in checks}
    assert len(run) > 40
    assert run - {*APPLY, *CANNOT} == set()
    assert not set(APPLY) & set(CANNOT)


# --- The same with texts ---

TEXTS = [
    "“The dam held,” said Ana Reyes, the mayor. Nobody was hurt in the valley below it.",
    "“We won,” said Bill Voss. The coach denied that they were lucky.",
    "It rained in Telford on Sunday. Roads were closed.",
]


def rows(found: Any) -> list[Any]:
    return list((found.toarray() if hasattr(found, "toarray") else np.asarray(found)).tolist())


@each
def test_fitting_gives_the_estimator_and_leaves_its_parameters(estimator: Any) -> None:
    own = clone(estimator)
    given = own.get_params()
    assert own.fit(TEXTS, [0, 1, 0]) is own
    assert own.get_params() == given
    assert {name for name in vars(own) if name not in given} == {name for name in vars(own) if name.endswith("_")}


@each
def test_fitted_twice_or_read_from_a_pickle_it_does_the_same(estimator: Any) -> None:
    own = clone(estimator).fit(TEXTS)
    known = pickle.dumps(own)
    first = rows(own.transform(TEXTS))
    assert pickle.dumps(own) == known
    assert rows(own.fit(TEXTS).transform(TEXTS)) == first
    assert rows(pickle.loads(pickle.dumps(own)).transform(TEXTS)) == first
    assert rows(clone(estimator).fit_transform(TEXTS, [0, 1, 0])) == first
    assert rows(own.transform(np.array(TEXTS, dtype=object))) == first


@each
def test_texts_do_not_hang_on_each_other(estimator: Any) -> None:
    own = clone(estimator).fit(TEXTS)
    whole = rows(own.transform(TEXTS))
    assert [row for text in TEXTS for row in rows(own.transform([text]))] == whole
    assert rows(own.transform(TEXTS[::-1])) == whole[::-1]
