"""What a find is as a whole, from probabilities written by hand, and which of two readings stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotekit import analyze
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.finds import Finds
from quotekit.attribution.verdicts import Beliefs, Mentions, Proposals, judged
from quotekit.records import QuoteKind
from quotekit.text.document import look
from quotekit.text.phrases import Range


class Find(NamedTuple):
    """A draft with the probabilities that it is a statement, a mention, a belief."""

    content: Sequence[Range]
    odds: tuple[float, float, float]
    cue: Range | None = None
    before: float = 0.9
    """How sure it was before it was judged."""
    rule: str = "labelled"
    kind: QuoteKind = "indirect"
    article: int = 0

    def draft(self) -> QuoteDraft:
        return QuoteDraft(tuple(self.content), self.rule, self.cue, kind=self.kind, confidence=self.before)


WORDS = 120
"""Tokens of an article."""
SAID, TOLD_OF, WANTED, NONE = (0.9, 0.05, 0.05), (0.2, 0.7, 0.1), (0.2, 0.1, 0.7), (0.1, 0.1, 0.1)
LIKELY_SAID = (0.69, 0.1, 0.1)
A, B, C = [(0, 10)], [(20, 30)], [(40, 50)]


def verdicts(finds: Sequence[Find], articles: int = 1) -> list[list[tuple[int, str, float]]]:
    """The first token, act and confidence of what stays of each article."""
    numbers = np.array([find.article for find in finds], np.int32)
    nowhere = np.zeros((len(finds), 2), np.int32)
    all_of = Finds([find.draft() for find in finds], numbers, nowhere, nowhere, nowhere, numbers)
    statement, mention, belief = np.array([find.odds for find in finds], float).reshape(-1, 3).T
    views = [look("word " * WORDS) for _ in range(articles)]
    found = Decided(views, None)  # type: ignore[arg-type]
    for record in (
        Proposals(all_of, {}, np.zeros((0, len(finds)), np.uint32), statement),
        Mentions(mention),
        Beliefs(belief),
    ):
        found = found.and_then(record)
    return [[(draft.start, draft.act, draft.confidence) for draft in drafts] for drafts in judged(found)]


# (id, finds, what stays)
ACTS: list[tuple[str, list[Find], list[tuple[int, str, float]]]] = [
    # nobody's speech
    ("nothing", [], []),
    ("nobody's-and-doubtful", [Find(A, NONE, before=0.19)], []),
    ("too-doubtful-before", [Find(A, LIKELY_SAID, before=0.19)], []),
    ("doubtful-mixed", [Find(A, SAID, before=0.34, kind="mixed")], []),
    ("doubtful-direct", [Find(A, LIKELY_SAID, before=0.24, kind="direct")], []),
    ("doubtful-mention", [Find(A, (0.2, 0.9, 0.1), before=0.19)], []),
    ("proposal-not-sure-enough", [Find(A, (0.49, 0.1, 0.1), rule="inside", before=0.0)], []),
    ("proposal-of-a-mention", [Find(A, TOLD_OF, rule="in-front", before=0.0)], []),
    ("proposal-of-a-belief", [Find(A, WANTED, rule="in-front", before=0.0)], []),
    ("nobody's", [Find(A, (0.04, 0.05, 0.05))], []),
    ("no-statement-and-told-of-by-nobody", [Find(A, (0.34, 0.009, 0.01))], []),
    # acts
    ("somebody's-all-three-together", [Find(A, (0.05, 0.05, 0.06))], [(0, "belief", 0.06)]),
    ("statement", [Find(A, SAID)], [(0, "statement", 0.931)]),
    ("surely-a-statement", [Find(A, (0.7, 0.1, 0.1), before=0.0)], [(0, "statement", 0.778)]),
    ("just-a-statement", [Find(A, (0.35, 0.9, 0.9))], [(0, "statement", 0.447)]),
    ("no-more-a-statement", [Find(A, (0.34, 0.1, 0.1))], [(0, "belief", 0.1)]),
    ("just-direct", [Find(A, (0.4, 0.9, 0.9), kind="direct")], [(0, "statement", 0.5)]),
    ("no-more-direct", [Find(A, (0.39, 0.1, 0.1), kind="direct")], [(0, "belief", 0.1)]),
    ("mention", [Find(A, TOLD_OF)], [(0, "mention", 0.7)]),
    ("belief", [Find(A, WANTED)], [(0, "belief", 0.7)]),
    ("direct-that-was-just-sure", [Find(A, SAID, before=0.25, kind="direct")], [(0, "statement", 0.931)]),
    ("proposal", [Find(A, (0.5, 0.1, 0.1), rule="in-front", before=0.0)], [(0, "statement", 0.6)]),
    ("three-decimals", [Find(A, (0.98765, 0, 0))], [(0, "statement", 0.992)]),
    (
        "in-the-order-of-the-text",
        [Find(B, SAID), Find(A, TOLD_OF), Find(C, WANTED)],
        [(0, "mention", 0.7), (20, "statement", 0.931), (40, "belief", 0.7)],
    ),
]


@pytest.mark.parametrize(("finds", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ACTS])
def test_acts(finds: list[Find], expected: list[tuple[int, str, float]]) -> None:
    assert verdicts(finds) == [expected]


LIKELY, LESS = (0.9, 0.0, 0.0), (0.8, 0.0, 0.0)

# (id, two finds, the first tokens of what stays)
READINGS: list[tuple[str, list[Find], list[int]]] = [
    # two quotations
    ("apart", [Find(A, LIKELY), Find(B, LESS)], [0, 20]),
    ("inside", [Find([(0, 20)], LIKELY), Find([(5, 20)], LESS)], [0, 5]),
    ("just-under-four-fifths", [Find([(0, 100)], LIKELY), Find([(21, 100)], LESS)], [0, 21]),
    ("cues-beside-each-other", [Find(A, LIKELY, (10, 12)), Find(B, LESS, (12, 14))], [0, 20]),
    ("neither-has-a-cue", [Find(A, LIKELY, None), Find(B, LESS, None)], [0, 20]),
    ("one-piece-of-two", [Find([(0, 10), (20, 30)], LIKELY), Find([(20, 30)], LESS)], [0, 20]),
    ("reported-inside", [Find([(0, 10)], LIKELY, (11, 12)), Find([(1, 10)], LESS, (0, 1))], [0, 1]),
    ("likelier-than-what-reports-it", [Find([(0, 10)], LESS, (11, 12)), Find([(1, 10)], LIKELY, (0, 1))], [0, 1]),
    ("what-is-nobodys-takes-nothing", [Find(A, LIKELY_SAID, before=0.0), Find(A, LESS)], [0]),
    # two readings of one
    ("the-same-words", [Find(A, LIKELY), Find(A, LESS)], [0]),
    ("four-fifths", [Find([(20, 100)], LESS), Find([(0, 100)], LIKELY)], [0]),
    ("the-likelier-stays", [Find([(0, 10)], LESS), Find([(1, 10)], LIKELY)], [1]),
    ("the-first-of-equals-stays", [Find([(1, 10)], LIKELY), Find([(0, 10)], LIKELY)], [1]),
    ("a-token-of-the-cue", [Find(A, LESS, (10, 12)), Find(B, LIKELY, (11, 13))], [20]),
    ("not-all-inside", [Find([(0, 10)], LIKELY, (11, 12)), Find([(1, 11)], LESS, (0, 1))], [0]),
    ("cues-on-both-sides", [Find([(1, 10)], LESS, (0, 1)), Find([(1, 10)], LIKELY, (11, 12))], [1]),
    ("in-pieces", [Find([(0, 5), (6, 11)], LIKELY), Find([(0, 11)], LESS)], [0]),
    ("a-proposal-gives-way", [Find(A, LIKELY), Find(A, LESS, rule="inside", before=0.0)], [0]),
    ("all-three-of-one", [Find(A, LIKELY), Find(B, LESS, (5, 6)), Find(A, LESS, (5, 7))], [0, 20]),
]


@pytest.mark.parametrize(("finds", "expected"), [pytest.param(*row[1:], id=row[0]) for row in READINGS])
def test_readings(finds: list[Find], expected: list[int]) -> None:
    assert [start for start, _, _ in verdicts(finds)[0]] == expected


def test_finds_of_two_articles_are_no_readings_of_one() -> None:
    finds = [Find(A, LIKELY, (10, 11)), Find(A, LESS, (10, 11), article=2)]
    assert verdicts(finds, 3) == [[(0, "statement", 0.931)], [], [(0, "statement", 0.857)]]


RANGES = st.tuples(st.integers(0, 12), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))
ANY = st.lists(st.tuples(RANGES, st.none() | RANGES, st.integers(40, 99)), max_size=12)


@given(ANY)
def test_what_is_looked_up_is_what_all_pairs_give(given_finds: list[tuple[Range, Range | None, int]]) -> None:
    finds = [Find([content], (odds / 100, 0, 0), cue) for content, cue, odds in given_finds]
    kept: list[Find] = []
    for find in sorted(finds, key=lambda find: -find.odds[0]):
        if not any(_are_rivals(find, other) for other in kept):
            kept.append(find)
    assert sorted(start for start, _, _ in verdicts(finds)[0]) == sorted(find.content[0][0] for find in kept)


def _are_rivals(one: Find, other: Find) -> bool:
    own, others = set(range(*one.content[0])), set(range(*other.content[0]))
    cues = set(range(*one.cue or (0, 0))) & set(range(*other.cue or (0, 0)))
    pairs = ((one, own, others), (other, others, own))
    nested = any(find.cue and inner | {*range(*find.cue)} <= outer for find, inner, outer in pairs)
    return bool(cues) or (not nested and len(own & others) >= 0.8 * len(own | others))


# (id, text, acts of its quotes)
TEXTS = [
    ("no-speech", "Carolina opened the scoring in the fifth minute.", []),
    ("statement", "The mayor said that the ferry would sail on Monday.", ["statement"]),
    ("mention", "The mayor praised the crew of the ferry.", ["mention"]),
    ("bare-object", "Boeing announced a deal with an airline to develop a platform for its tests.", ["mention"]),
    ("belief", "The club hopes to sign two defenders.", ["belief"]),
    ("proposal", "The ferry will sail on Monday, the mayor said.", ["statement"]),
]


@pytest.mark.parametrize(("text", "acts"), [pytest.param(*row[1:], id=row[0]) for row in TEXTS])
def test_acts_of_the_shipped_model(text: str, acts: list[str]) -> None:
    found = analyze(text)
    assert [quote.act for quote in found.quotes] == acts
    assert [row["act"] for row in found.rows()] == [act for act in acts if act == "statement"]
