"""The fitted sequence model, end to end."""

from __future__ import annotations

import numpy as np
import pytest

from quotekit import crf
from quotekit.spans import answers, labels, runs
from quotekit.view import look

TEXTS = [
    "“The ferry will sail,” said Ruth Okello. She added that the storm had “passed for good” by noon.",
    "",
    "The river rose.\n\nThe council has denied the claim, according to two people who were there.",
    "Nothing was said.",
]


def test_a_plain_quotation_is_read() -> None:
    view = look("“It will rain all week,” the mayor said on Monday.")
    (answer,) = answers([view])
    assert [(found.role, view.text(found.first, found.last)) for found in runs(answer)] == [
        ("content", "“It will rain all week,”"),
        ("source", "the mayor"),
        ("cue", "said"),
    ]


@pytest.mark.parametrize("text", ["", " \n", "Rain.", "“", "”" * 50, "a" * 5000, "said " * 3000, "“ said " * 1000])
def test_odd_texts_get_one_label_a_token(text: str) -> None:
    view = look(text)
    assert len(labels([view])[0]) == len(view.word)


def test_together_or_alone_articles_get_the_same_labels() -> None:
    views = [look(text) for text in TEXTS]
    for answer, view in zip(answers(views), views):
        (alone,) = answers([view])
        assert answer.labels.tolist() == alone.labels.tolist()
        np.testing.assert_allclose(answer.sure, alone.sure, atol=1e-5)


def test_no_articles_get_no_answers() -> None:
    assert answers([]) == []


def test_runs_cover_the_labels_that_are_not_outside() -> None:
    for answer in answers([look(text) for text in TEXTS]):
        covered = np.zeros(len(answer.labels), np.int8)
        for found in runs(answer):
            begin = 1 + 2 * crf.ROLES.index(found.role)
            covered[found.first] = begin
            covered[found.first + 1 : found.last] = begin + 1
            assert 0 < found.score <= 1
        assert covered.tolist() == answer.labels.tolist()
