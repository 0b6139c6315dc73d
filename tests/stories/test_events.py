"""Events: which articles report the same, whatever their order, and what is told of each event."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import DAM, SISTERS, TRIAL, articles

import quotekit
from quotekit.errors import UsageError
from quotekit.records import Article
from quotekit.stories.event import Event
from quotekit.stories.tree import FEATURES, groups, grown


def ids(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(article.id for article in event.articles) for event in events}


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ([], []),
        (articles(SISTERS), ["first-leg", "prices"]),
        ([*articles(DAM)[:1], *articles(TRIAL)[:1]], ["dam-echo", "trial-echo"]),
        ([Article("", "a"), Article("", "b")], ["a", "b"]),
        (articles(DAM, SISTERS), ["dam-echo dam-wire", "first-leg", "prices"]),
        (articles(DAM, TRIAL, SISTERS), ["dam-echo dam-wire", "trial-echo trial-wire", "first-leg", "prices"]),
    ],
)
def test_articles_are_grouped_by_what_they_report(given: list[Article], groups: list[str]) -> None:
    assert ids(quotekit.events(given)) == {frozenset(group.split()) for group in groups}


def test_an_article_alone_is_an_event() -> None:
    (event,) = quotekit.events("Nobody spoke.")
    assert (event.id, len(event.articles), event.headline, event.first) == (event.articles[0].id, 1, None, None)


@pytest.mark.parametrize("given", [3, [3], [None]])
def test_what_is_no_article_is_refused(given: object) -> None:
    with pytest.raises(UsageError, match="article"):
        quotekit.events(given)  # type: ignore[arg-type]


def test_an_analysis_gives_the_events_of_its_articles() -> None:
    given = articles(DAM, SISTERS)
    assert quotekit.events(quotekit.Analysis(tuple(given), (), ())) == quotekit.events(given)


def test_the_order_of_the_articles_makes_no_difference_to_the_groups() -> None:
    given = articles(DAM, TRIAL, SISTERS)
    for order in (given[::-1], *(random.Random(seed).sample(given, len(given)) for seed in range(5))):
        found = quotekit.events(order)
        assert ids(found) == ids(quotekit.events(given))
        first = [order.index(event.articles[0]) for event in found]
        assert first == sorted(first)


def test_every_article_is_in_one_event_in_the_order_given() -> None:
    given = [*articles(DAM, TRIAL), *articles(DAM)]
    found = quotekit.events(given)
    assert sorted(article.id for event in found for article in event.articles) == sorted(one.id for one in given)
    assert [article.id for article in found[0].articles] == ["dam-echo", "dam-wire", "dam-echo", "dam-wire"]


def test_of_days_known_to_be_far_apart_nothing_is_one_event() -> None:
    def dated(second: str) -> list[Event]:
        one, other = articles(DAM)
        days = "2024-03-04", second
        return quotekit.events([*(Article(a.text, a.id, a.title, published=d) for a, d in zip((one, other), days))])

    assert len(dated("2024-03-04")) == len(dated("2024-03-05T08:00:00+00:00")) == 1
    assert len(dated("2025-03-04")) == 2


def test_what_is_told_of_an_event() -> None:
    one, other = articles(DAM)
    given = [
        Article(one.text, one.id, one.title, outlet="The Echo", published="2024-03-05"),
        Article(other.text, other.id, other.title, outlet="THE ECHO ", published="2024-03-04T23:00:00+00:00"),
    ]
    (event,) = quotekit.events(given)
    assert (event.first, event.last, event.outlets) == ("2024-03-04", "2024-03-05", ("The Echo",))
    assert event.headline is not None
    assert event.headline.text in (one.title, other.title)


def test_copies_of_one_text_are_one_event_and_one_text() -> None:
    one, other = articles(DAM)
    copy = Article(f"{one.text} Reporting by the Echo.", "copy", title="Rain")
    (event,) = quotekit.events([one, other, copy])
    assert (event.texts, len(event.articles)) == (2, 3)


ODDS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-9, 9).map(lambda value: round(value, 3)),
)
EVEN = {"bias": 0.0, "height": 1.0, **dict.fromkeys(FEATURES[1:], 0.0)}


@settings(max_examples=60, deadline=None)
@given(ODDS)
def test_a_tree_holds_each_article_once(odds: dict[tuple[int, int], float]) -> None:
    nodes = grown(8, iter([(*pair, value) for pair, value in odds.items()]))
    heights = [node.height for node in nodes if node.height is not None]
    assert all(node.above <= node.height + 1e-6 for node in nodes if node.height is not None)
    assert len(heights) < 8
    found = groups(nodes, EVEN)
    assert sorted(member for group in found for member in group) == list(range(8))


@pytest.mark.parametrize(
    ("odds", "expected"),
    [
        ({}, [[0], [1], [2]]),
        ({(0, 1): -1.0}, [[0], [1], [2]]),
        ({(0, 1): 2.0, (1, 2): 2.0, (0, 2): -5.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0, (1, 2): 1.0, (0, 2): 1.0}, [[0, 1, 2]]),
    ],
)
def test_two_groups_are_one_by_the_mean_of_their_pairs(
    odds: dict[tuple[int, int], float], expected: list[list[int]]
) -> None:
    for order in permutations(odds.items()):
        assert groups(grown(3, iter([(*pair, value) for pair, value in order])), EVEN) == expected
