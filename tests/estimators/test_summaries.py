from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline

from quotekit import SummaryTransformer, UsageError

TEXTS = ["The dam above Telford held on Sunday night. Nobody was hurt.", "The mayor opened a bakery in Hale.", ""]


@pytest.mark.parametrize("given", ["one text", b"bytes", 3, None, [], [3], [["a"]], np.array([[1.0]])])
def test_what_is_no_list_of_texts_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="X "):
        SummaryTransformer().fit(given)


def test_not_fitted() -> None:
    with pytest.raises(NotFittedError):
        SummaryTransformer().transform(TEXTS)


def test_a_bad_parameter_is_named_when_it_is_used() -> None:
    with pytest.raises(UsageError, match="sentences"):
        SummaryTransformer(sentences=0).fit_transform(TEXTS)


def test_a_summary_for_each_text() -> None:
    one = SummaryTransformer(sentences=1)
    found = one.fit(TEXTS).transform(np.array(TEXTS))
    assert found.tolist() == ["The dam above Telford held on Sunday night.", TEXTS[1], ""]
    assert make_pipeline(clone(one)).fit_transform(TEXTS).tolist() == found.tolist()
    assert one.get_params() == {"sentences": 1, "words": None, "method": "coverage", "position": None}
