"""Copies of one text: whole, cut, edited, copies of copies; and what only looks like one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.records import Article
from quotekit.stories.copies import Copies, copies_of_all, shared, sketch_of

WORDS = [
    f"{a}{b}" for a in ("dam", "rain", "mayor", "ferry", "coast", "price") for b in ("ly", "er", "ing", "s", "ish")
]


def text_of(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


LONG, OTHER = text_of(1), text_of(2)
NOTICE = "Add your location to this page and read all of our news, every morning, in one letter that costs nothing."


def edited(text: str, every: int) -> str:
    return " ".join("however" if at % every == every - 1 else word for at, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (LONG, OTHER, False),
        ("", "", False),
        ("It rained.", "It rained.", False),
        (f"{LONG} {NOTICE}", f"{OTHER} {NOTICE}", False),
        (LONG, edited(LONG, 4), False),
        (LONG, LONG, True),
        (LONG, LONG.upper().replace(" ", "\n"), True),
        (LONG, " ".join(LONG.split()[:100]), True),
        (LONG, f"{LONG} {NOTICE}", True),
        (LONG, edited(LONG, 20), True),
        (text_of(3, 3000), " ".join(text_of(3, 3000).split()[:1000]), True),
    ],
)
def test_a_copy_has_most_of_the_runs_of_the_shorter_text(one: str, other: str, is_copy: bool) -> None:
    for a, b in ((one, other), (other, one)):
        seen = Copies()
        assert seen.add(Article(a, "a")) is None
        assert seen.add(Article(b, "b")) == ("a" if is_copy else None)


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    words = LONG.split()
    first, middle, last = words[:180], words[60:240], words[120:300]
    seen = Copies()
    assert [seen.add(Article(" ".join(each), name)) for each, name in ((first, "a"), (middle, "b"), (last, "c"))] == [
        None,
        "a",
        "a",
    ]


def test_the_first_is_the_earliest_by_day_then_by_id() -> None:
    given = [
        Article(LONG, "z", published=None),
        Article(LONG, "b", published="2024-03-05"),
        Article(LONG, "c", published="2024-03-04T10:00:00+00:00"),
        Article(OTHER, "a", published="2024-03-01"),
    ]
    assert copies_of_all(given) == [2, 2, 2, 3]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(60, 300)), max_size=8), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(cuts: list[tuple[int, int]], chance: random.Random) -> None:
    articles = [Article(" ".join(text_of(seed).split()[:size]), f"{at}") for at, (seed, size) in enumerate(cuts)]
    mixed = chance.sample(articles, len(articles))

    def firsts(given: list[Article]) -> dict[str, str]:
        return {one.id: given[first].id for one, first in zip(given, copies_of_all(given))}

    found = firsts(articles)
    assert found == firsts(mixed)
    assert all(found[first] == first for first in found.values())


def test_a_sketch_is_bounded() -> None:
    assert len(sketch_of(text_of(5, 20_000))) == 256
    assert shared(sketch_of(LONG), sketch_of("")) == 0.0
