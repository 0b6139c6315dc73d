"""Candidates for sources: what the sequence model labels, and noun phrases by the usual parts of speech of words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from labelled import labelled, words

from quotekit.attribution.decisions.sources import NAME, NOMINAL, PRONOUN, best_of, candidates
from quotekit.models.model import Model

# (id, text with the labels of the model, candidates; those that the model labels with a star in front)
ROWS = [
    # none
    ("nothing", "", []),
    ("no-noun", "Left again.", []),
    ("between-marks", "“The mayor left.”", []),
    ("a-label-is-no-second-chunk", "{s1 The mayor} left.", ["* The mayor"]),
    ("no-chunk-that-meets-a-label", "The mayor of {s1 Leeds} left.", ["* Leeds"]),
    # phrases
    ("pronoun", "He left.", ["He"]),
    ("who", "The man who left.", ["The man", "who"]),
    ("name", "Ruth Okello left.", ["Ruth Okello"]),
    ("two-names", "Tom Bell and Ruth Okello left.", ["Tom Bell", "Ruth Okello"]),
    ("with-of", "The mayor of Leeds left.", ["The mayor of Leeds"]),
    ("with-of-twice", "The mayor of the town of Leeds left.", ["The mayor of the town of Leeds"]),
    ("ampersand", "Smith & Sons lost.", ["Smith & Sons"]),
    ("possessor", "Bell’s mother left.", ["Bell ’s mother"]),
    ("possessive", "His wife left.", ["His wife"]),
    ("plural-alone", "Residents left.", ["Residents"]),
    ("adjectives", "A 31-year-old man left.", ["A 31-year-old man"]),
    ("cut-at-another-preposition", "A spokesman for the ministry left.", ["A spokesman", "the ministry"]),
    ("behind-marks", "“The mayor left,” said Ruth Okello.", ["Ruth Okello"]),
    ("in-a-title", "The Bank of England rose\n\nThey left.", ["They"]),
    ("two-paragraphs", "They left.\n\nThe Bank of England rose.", ["They", "The Bank of England"]),
    # labels
    ("a-label-may-be-longer", "{s1 A spokesman for the ministry} left.", ["* A spokesman for the ministry"]),
    ("a-label-may-be-what-no-noun-is", "He {s1 went}.", ["He", "* went"]),
    ("in-order", "{s1 Okello, a biologist}, met Tom Bell.", ["* Okello , a biologist", "Tom Bell"]),
    ("a-label-between-marks", "“{s1 The mayor} left.”", ["* The mayor"]),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_candidates(marked: str, expected: list[str]) -> None:
    seen = labelled(marked, table=Model.shipped().passes.table)
    found = candidates(seen)
    stars = ["* " * bool(one) for one in found.labelled]
    assert [star + text for star, text in zip(stars, words(seen, found.spans, marked))] == expected


# (text, head, kind) of a text's first candidate
HEADS = [
    ("He left.", "He", PRONOUN),
    ("Ruth Okello left.", "Okello", NAME),
    ("The mayor of Leeds left.", "mayor", NOMINAL),
    ("The Bank of England rose.", "Bank", NAME),
    ("His wife left.", "wife", NOMINAL),
    ("Bell’s mother left.", "mother", NOMINAL),
    ("{s1 The old mayor of Leeds} left.", "mayor", NOMINAL),
]


@pytest.mark.parametrize(("marked", "head", "kind"), HEADS)
def test_head_and_kind(marked: str, head: str, kind: int) -> None:
    seen = labelled(marked, table=Model.shipped().passes.table)
    found = candidates(seen)
    assert words(seen, [(found.head[0], found.head[0] + 1)], marked) == [head]
    assert found.kind[0] == kind


def test_candidates_of_many_texts_are_those_of_each_in_order_and_disjoint() -> None:
    texts = [row[1] for row in ROWS]
    seen = labelled(*texts, table=Model.shipped().passes.table)
    found = candidates(seen)
    assert words(seen, found.spans, *texts) == [one.removeprefix("* ") for row in ROWS for one in row[2]]
    assert all(a[1] <= b[0] for a, b in pairwise(found.spans.tolist()))
    assert ((found.spans[:, 0] <= found.head) & (found.head < found.spans[:, 1])).all()
    assert np.array([len(found.head), len(found.kind), len(found.labelled)]).tolist() == [len(found.spans)] * 3


# (id, left ends, odds, number of left ends, index of the best pair of each)
BEST = [
    ("nothing", [], [], 0, []),
    ("no-pairs", [], [], 2, [-1, -1]),
    ("one", [0], [-5], 1, [0]),
    ("the-surest", [0, 0, 0], [1, 3, 2], 1, [1]),
    ("some-without", [1, 1, 3], [2, 1, 0], 5, [-1, 0, -1, 2, -1]),
]


@pytest.mark.parametrize(("left", "odds", "count", "expected"), [pytest.param(*row[1:], id=row[0]) for row in BEST])
def test_best_of(left: list[int], odds: list[float], count: int, expected: list[int]) -> None:
    assert best_of(np.array(left, np.int64), np.array(odds, np.float32), count).tolist() == expected
