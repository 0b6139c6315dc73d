"""Which contents belong together and to which cue, from odds written by hand."""

from __future__ import annotations

import pytest

from quotekit.attribution.decisions.joins import Claim, claims, margins, rivals
from quotekit.attribution.decisions.links import LEAST, Links, Options, preferred

Joins = dict[tuple[int, int, int], float]
"""Odds that two contents of a cue are one: cue, earlier content, later content."""

# (id, number of contents, options, odds of joins, contents and cue of each claim in order of the contents)
CLAIMS: list[tuple[str, int, Options, Joins, list[tuple[list[int], int]]]] = [
    ("nothing", 0, {}, {}, []),
    ("no-cue", 2, {}, {}, [([0], -1), ([1], -1)]),
    ("a-cue-without-content", 1, {0: [(1, 7)]}, {}, [([0], 7)]),
    ("one-each", 2, {0: [(2, 0)], 1: [(3, 1)]}, {}, [([0], 0), ([1], 1)]),
    ("the-surest-cue", 1, {0: [(2, 0), (3, 1)]}, {}, [([0], 1)]),
    ("one-has-none", 2, {1: [(3, 0)]}, {}, [([0], -1), ([1], 0)]),
    ("joined", 2, {0: [(2, 0)], 1: [(3, 0)]}, {(0, 0, 1): 0.5}, [([0, 1], 0)]),
    ("joined-in-order-of-the-text", 2, {0: [(1, 0)], 1: [(9, 0)]}, {(0, 0, 1): 5}, [([0, 1], 0)]),
    ("not-joined-the-surest-keeps-the-cue", 2, {0: [(2, 0)], 1: [(3, 0)]}, {(0, 0, 1): -0.5}, [([0], -1), ([1], 0)]),
    ("even-odds-do-not-join", 2, {0: [(2, 0)], 1: [(3, 0)]}, {(0, 0, 1): 0}, [([0], -1), ([1], 0)]),
    (
        "turned-away-takes-the-second-choice",
        2,
        {0: [(2, 0), (1, 1)], 1: [(3, 0)]},
        {(0, 0, 1): -1},
        [([0], 1), ([1], 0)],
    ),
    (
        "but-not-the-cue-of-another",
        3,
        {0: [(2, 0), (1, 1)], 1: [(3, 0)], 2: [(0, 1)]},
        {(0, 0, 1): -1},
        [([0], -1), ([1], 0), ([2], 1)],
    ),
    (
        "the-surest-second-choice-first",
        3,
        {0: [(2.5, 0), (0.5, 1)], 1: [(3, 0)], 2: [(2, 0), (1, 1)]},
        {(0, 0, 1): -1, (0, 1, 2): -1, (0, 0, 2): -1},
        [([0], -1), ([1], 0), ([2], 1)],
    ),
    (
        "a-third-joins-through-the-second",
        3,
        {0: [(3, 0)], 1: [(2, 0)], 2: [(1, 0)]},
        {(0, 0, 1): 1, (0, 1, 2): 1, (0, 0, 2): -1},
        [([0, 1, 2], 0)],
    ),
    (
        "not-through-one-that-was-turned-away",
        3,
        {0: [(3, 0)], 1: [(2, 0)], 2: [(1, 0)]},
        {(0, 0, 1): -1, (0, 1, 2): 1, (0, 0, 2): -1},
        [([0], 0), ([1], -1), ([2], -1)],
    ),
]


def _claims(count: int, options: Options, joins: Joins) -> list[Claim]:
    return claims(count, Links(options, preferred(options)), joins)


@pytest.mark.parametrize(("count", "options", "joins", "expected"), [pytest.param(*r[1:], id=r[0]) for r in CLAIMS])
def test_claims(
    count: int,
    options: Options,
    joins: Joins,
    expected: list[tuple[list[int], int]],
) -> None:
    found = _claims(count, options, joins)
    assert sorted((claim.contents, claim.cue) for claim in found) == expected


@pytest.mark.parametrize(("count", "options", "joins"), [pytest.param(*row[1:4], id=row[0]) for row in CLAIMS])
def test_every_content_has_one_claim_and_every_cue_one_at_most(count: int, options: Options, joins: Joins) -> None:
    found = _claims(count, options, joins)
    assert sorted(content for claim in found for content in claim.contents) == list(range(count))
    cues = [claim.cue for claim in found if claim.cue >= 0]
    assert len(cues) == len(set(cues))
    for claim in found:
        odds = [value for content in claim.contents for value, cue in options.get(content, ()) if cue == claim.cue]
        assert claim.odds == max(odds, default=LEAST)


def test_rivals_are_all_pairs_of_contents_of_a_cue_in_order_of_the_text() -> None:
    assert rivals({3: [(5, 1)]}) == []
    assert rivals({3: [(5, 1), (2, 0), (1, 2)], 4: [(0, 7)]}) == [(3, 0, 1), (3, 1, 2), (3, 0, 2)]


def test_margins_are_those_of_the_less_sure_content() -> None:
    options: Options = {0: [(2, 3), (1.5, 4)], 1: [(5, 3)]}
    assert margins([(3, 0, 1)], options).tolist() == [0.5]
    assert margins([(3, 1, 1)], options).tolist() == [5 - LEAST]
    assert margins([], options).tolist() == []
