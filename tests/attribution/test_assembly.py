"""Which contents belong together and to which cue, from odds written by hand."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from labelled import always, labelled, words

from quotekit.attribution import assembly, links
from quotekit.attribution.assembly import (
    LEAST,
    Claim,
    Option,
    best_of,
    claims,
    cues_outside,
    margins,
    preferred,
    rivals,
)
from quotekit.attribution.contents import contents
from quotekit.attribution.tagging.tagger import Labelled

Options = dict[int, list[Option]]
"""For each content that has any the odds of its cues, the odds first."""
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


def _claims(patch: pytest.MonkeyPatch, count: int, options: Options, joins: Joins) -> list[Claim]:
    patch.setattr(assembly, "link_options", lambda *_: options)
    patch.setattr(assembly, "_join_odds", lambda *_: joins)
    none = np.zeros((count, 2), np.int32)
    return claims(cast("Labelled", None), none, none, always(0), always(0))


@pytest.mark.parametrize(("count", "options", "joins", "expected"), [pytest.param(*r[1:], id=r[0]) for r in CLAIMS])
def test_claims(
    count: int,
    options: Options,
    joins: Joins,
    expected: list[tuple[list[int], int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = _claims(monkeypatch, count, options, joins)
    assert sorted((claim.contents, claim.cue) for claim in found) == expected


@pytest.mark.parametrize(("count", "options", "joins"), [pytest.param(*row[1:4], id=row[0]) for row in CLAIMS])
def test_every_content_has_one_claim_and_every_cue_one_at_most(
    count: int, options: Options, joins: Joins, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _claims(monkeypatch, count, options, joins)
    assert sorted(content for claim in found for content in claim.contents) == list(range(count))
    cues = [claim.cue for claim in found if claim.cue >= 0]
    assert len(cues) == len(set(cues))
    for claim in found:
        odds = [value for content in claim.contents for value, cue in options.get(content, ()) if cue == claim.cue]
        assert claim.odds == max(odds, default=LEAST)


def test_cues_have_the_contents_that_prefer_them_the_surest_first() -> None:
    options: Options = {0: [(1, 4), (2, 3)], 1: [(5, 3)], 2: [(0, 4)]}
    assert preferred({}) == {}
    assert preferred(options) == {3: [(5, 1), (2, 0)], 4: [(0, 2)]}


def test_rivals_are_all_pairs_of_contents_of_a_cue_in_order_of_the_text() -> None:
    assert rivals({3: [(5, 1)]}) == []
    assert rivals({3: [(5, 1), (2, 0), (1, 2)], 4: [(0, 7)]}) == [(3, 0, 1), (3, 1, 2), (3, 0, 2)]


def test_margins_are_those_of_the_less_sure_content() -> None:
    options: Options = {0: [(2, 3), (1.5, 4)], 1: [(5, 3)]}
    assert margins([(3, 0, 1)], options).tolist() == [0.5]
    assert margins([(3, 1, 1)], options).tolist() == [5 - LEAST]
    assert margins([], options).tolist() == []


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


# (id, labelled text, cues that are outside of contents)
CUES = [
    ("no-cue", "It {q1 rained}.", []),
    ("no-content", "He {c1 said} so.", ["said"]),
    ("before-and-behind", "He {c1 said} {q1 it rained}, he {c2 said}.", ["said", "said"]),
    ("touching", "{c1 said}{q1 : so}", ["said"]),
    ("touching-behind", "{q1 so}{c1 , said} he", [", said"]),
    ("inside-marks-that-are-content", "“He {c1 said} no,” she {c2 added}.", ["added"]),
    ("half-inside", "He {c1 said “no} way, never,” to her.", []),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CUES])
def test_cues_outside(marked: str, expected: list[str]) -> None:
    seen = labelled(marked)
    pieces = contents(seen, np.ones(len(seen.batch.pairs) - 1, np.float32), always(-1))
    assert words(seen, cues_outside(seen, pieces), marked) == expected


def test_links_reach_neither_far_nor_into_another_article() -> None:
    marked = (
        "He {c1 said} {q1 so}.\n\nIt rained.\n\n{q2 No.}",
        "{q1 Rain.}",
        "{c1 Said} he" + " word" * 300 + " {q2 so}.",
    )
    seen = labelled(*marked)
    options = assembly.link_options(seen, seen.runs[1], seen.runs[2], always(0))
    assert options == {0: [(0.0, 0)]}
    assert assembly.link_options(seen, seen.runs[1], seen.runs[2], always(LEAST - 1)) == {}


LINKED = [
    "{c1 Said} he: {q1 so}.",
    "{s1 He} {c1 said} {q1 it rained}, {q2 it blew}, he {c2 added}.",
    "{q1 So}, {s1 he} {c1 said}.",
    "{s1 She} {c1 said} {q1 so}.",
]


def _of_links(*marked: str) -> dict[str, list[int]]:
    seen = labelled(*marked)
    cues, pieces = seen.runs[1], seen.runs[2]
    columns = links.link_columns(seen, cues, pieces, *links.near(seen.batch, cues, pieces))
    return {name: values.tolist() for name, values in columns.items()}


def test_what_is_known_of_a_link_does_not_depend_on_the_articles_beside_it() -> None:
    alone = [_of_links(marked) for marked in LINKED]
    for name, values in _of_links(*LINKED).items():
        assert values == [value for one in alone for value in one[name]], name
