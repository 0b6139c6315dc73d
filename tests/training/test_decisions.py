"""The fit of one decision: rows that count more, rows that count nothing, rows that all agree."""

from __future__ import annotations

import numpy as np
import pytest
from labelled import article, labelled

from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.decisions.stage import Decision, Rows
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging.wordtypes import Columns
from quotekit.models.model import Model
from quotekit.training.decisions import fit, together
from quotekit.training.labels import GoldBatch, gold_batch
from quotekit.training.truths import TRUTHS, Lesson

WET = Decision("wet", "sky", strength=1.0, bits=4)


def sky(*values: int) -> Columns:
    return {"sky": np.array(values, np.uint32)}


def odds(fitted: Logistic, value: int) -> float:
    return float(WET.answers(fitted, Rows(None, sky(value)))[0])


def truths(text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([letter == "t" for letter in text], bool)


def test_there_is_a_truth_for_every_decision_and_no_other() -> None:
    assert set(TRUTHS) == {stage.decision.name for stage in STAGES}


# (id, what is true, least and most odds)
AGREEING = [("nothing", "", 0, 0), ("one", "t", 0.69, 0.7), ("all-untrue", "fff", -1.4, -1.3)]


@pytest.mark.parametrize(("truth", "least", "most"), [pytest.param(*row[1:], id=row[0]) for row in AGREEING])
def test_rows_that_agree_say_the_same_of_anything(truth: str, least: float, most: float) -> None:
    fitted = fit(WET, sky(*[1] * len(truth)), truths(truth))
    assert least <= odds(fitted, 1) == odds(fitted, 2) <= most


def test_what_is_seen_decides() -> None:
    fitted = fit(WET, sky(1, 1, 2, 2), truths("ttff"))
    assert odds(fitted, 1) > 0 > odds(fitted, 2)


def test_rows_of_one_weight_are_rows_without_weights() -> None:
    plain, weighed = (fit(WET, sky(1, 1, 2), truths("tft"), weights) for weights in (None, np.ones(3)))
    assert plain.weights.tolist() == weighed.weights.tolist()
    assert plain[1:] == weighed[1:]


def test_a_row_that_counts_more_decides_against_the_others() -> None:
    columns, truth = sky(1, 1, 1, 2), truths("ttff")
    assert odds(fit(WET, columns, truth), 1) > 0
    assert odds(fit(WET, columns, truth, np.array([1, 1, 9, 1.0])), 1) < 0


def test_batches_weigh_their_rows_and_rows_without_weight_are_left_out() -> None:
    seen = labelled("It rained.")
    gold = [GoldBatch([], [], seen, [], weight=weight) for weight in (1.0, 4.0, 0.0)]
    rows = [Rows(None, sky(1, 2)), Rows(None, sky(3, 4, 5)), Rows(None, sky(6))]
    lessons = [Lesson(truths("tf")), Lesson(truths("ttf"), np.array([1, 0, 0.5])), Lesson(truths("t"))]
    columns, truth, weights = together(gold, rows, lessons)
    assert columns["sky"].tolist() == [1, 2, 3, 5]
    assert truth.tolist() == [True, False, True, False]
    assert weights.tolist() == [1, 1, 4, 2]


def test_nothing_to_fit_to_is_no_rows() -> None:
    columns, truth, weights = together([], [], [])
    assert (columns, len(truth), len(weights)) == ({}, 0, 0)


def test_gold_lies_in_the_places_of_its_batch() -> None:
    marked = ["{s1 He} said so.", "She left. {q1 “So,”} he {c1 said}."]
    seen = labelled(*marked)
    gold = gold_batch([article(one) for one in marked], seen, Model.shipped().kinds, weight=2.0)
    runs = [np.concatenate([np.arange(first, last) for first, last in part]).tolist() for part in seen.runs]
    for role, places in zip(("source", "cue", "content"), runs):
        assert np.concatenate([getattr(event, role) for event in gold.events]).tolist() == places
    assert gold.weight == 2.0
