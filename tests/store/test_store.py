"""The store: what is in it after any sequence of additions, kills and errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import BLOG, DAM, ECHO, HARBOUR, WIRE, WIRE_TOLD, analysis, dump, stored

import quotekit
from quotekit.analysis import Analysis
from quotekit.errors import InputError, UsageError
from quotekit.records import Article
from quotekit.speakers.people.identities import identities
from quotekit.store.counts import counts
from quotekit.store.records import PlaceKeys, iso_day
from quotekit.store.store import Added, Store
from quotekit.variants.grouping import Variants

ROOT = Path(__file__).parents[2]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A store of three articles."""
    path = tmp_path / "news.db"
    with Store(path) as store:
        store.add([ECHO, WIRE, BLOG])
    return path


# --- What is one article ---


def test_a_place_is_one_article() -> None:
    key = PlaceKeys()
    places = ["file:///n/a.txt", "file:///n/week.csv#1", "file:///n/a.txt", "file:///n/a.txt"]
    keys = [key(Article("It rained.", "a", place=place)) for place in places]
    assert keys == [*places[:2], "file:///n/a.txt~2", "file:///n/a.txt~3"]


def test_an_address_is_one_article_wherever_it_was_read() -> None:
    key, url = PlaceKeys(), "https://echo.test/1"
    assert {key(Article("It rained.", url=url, place=place)) for place in ("file:///n/a.html", "-", None)} == {url}


def test_standard_input_is_told_apart_by_its_text() -> None:
    key = PlaceKeys()
    assert key(Article("One.", "stdin", place="-")) != key(Article("Two.", "stdin", place="-"))


def test_what_was_not_read_is_told_apart_by_its_id() -> None:
    assert PlaceKeys()(Article("One.", "a")) == "id:a"


def test_the_key_of_each_article_is_asked_once(tmp_path: Path) -> None:
    def key(article: Article) -> str:
        asked.append(article.id)
        return article.id

    asked: list[str] = []
    with Store(tmp_path / "news.db") as store:
        for again in (False, False, True):
            store.add([Article("One.", "a"), Article("Two.", "b")], key=key, again=again)
    assert asked == ["a", "b"] * 3


@pytest.mark.parametrize(
    ("published", "day"),
    [(None, None), ("", None), ("April 1", None), ("2025-02-30", None), ("2025-04-10T08:00:00+02:00", "2025-04-10")],
)
def test_days(published: str | None, day: str | None) -> None:
    assert iso_day(published) == day


# --- Adding ---


def test_the_same_article_changes_nothing(news: Path) -> None:
    before = dump(news)
    with Store(news) as store:
        again = store.add(analysis("wire", *WIRE_TOLD, outlet="Wire", published="2025-04-10T08:00"))
        assert (again, store.add([])) == (Added(unchanged=1), Added())
    assert dump(news) == before


@pytest.mark.parametrize(
    "change",
    [
        analysis("wire", ("Bo Lee", "It rained."), outlet="Wire", published="2025-04-10"),
        analysis("wire", outlet="Wire"),
        analysis("wire", *WIRE_TOLD, outlet="Wire", published="2025-04-11"),
        analysis("wire", *WIRE_TOLD, outlet="Wire", title="Rain"),
    ],
)
def test_a_changed_article_takes_the_place_of_the_old_one(news: Path, change: Analysis, tmp_path: Path) -> None:
    with Store(news) as store:
        assert store.add(change) == Added(replaced=1)
    assert dump(news) == stored(tmp_path / "other.db", [change, ECHO, BLOG])


def test_quotes_found_otherwise_take_the_place_of_the_old_ones(news: Path) -> None:
    with Store(news) as store:
        assert store.add(replace(ECHO, quotes=ECHO.quotes[:1])) == Added(replaced=1)
        assert store.info()["quotes"] == 5


def test_only_articles_that_are_new_are_analyzed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article(f"“It rained on day {n},” Ann Lee said.", f"a{n}") for n in range(3)]
    seen: list[str] = []

    def analyze_each(given: Iterable[Article], model: object, headlines: bool, jobs: int) -> Iterator[Analysis]:
        for article in given:
            seen.append(article.id)
            yield Analysis((article,), (), ())

    monkeypatch.setattr("quotekit.store.intake.analyze_each", analyze_each)
    with Store(tmp_path / "a.db") as store:
        assert store.add(articles[:2]) == Added(new=2)
        assert store.add(articles) == Added(new=1, unchanged=2)
        assert store.add(articles[:1], again=True) == Added(unchanged=1)
    assert seen == ["a0", "a1", "a2", "a0"]


def test_what_was_read_before_an_error_is_kept(tmp_path: Path) -> None:
    def reading() -> Iterator[Article]:
        yield Article("“It rained,” Ann Lee said.", "a")
        raise InputError("b.txt: no text")

    with Store(tmp_path / "a.db") as store:
        with pytest.raises(InputError, match=r"b\.txt"):
            store.add(reading())
        counts = {"articles": 1, "quotes": 1, "speakers": 1}
        nothing = dict.fromkeys(("variants", "versions", "names", "unsettled", "ungrouped"), 0)
        assert store.info() == {**counts, **nothing}


@pytest.mark.parametrize("found", [5, [5], [analysis("a"), "It rained."], ["It rained.", analysis("a")]])
def test_what_is_no_article_is_refused(found: Any, tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store, pytest.raises(UsageError):
        store.add(found)


def test_any_text_can_be_stored(tmp_path: Path) -> None:
    text = "“A\0b \ud800 🎉,” Ann Lee said."
    with Store(tmp_path / "a.db") as store:
        store.add(Article(text, "a\udc80", title="\ud800"))
        store.add(Article(text, "a\udc80", title="\ud800"))
        [row] = store.search("b")
        assert (row["article"], row["title"], store.info()["articles"]) == ("a�", "�", 1)
        assert text[row["content"][0][0] : row["content"][0][1]].startswith("A\0b")


# --- Any order gives the same ---

NAMES = ("Ana Reyes", "Reyes", "A. Reyes", "Amy Reyes", "Bo Lee", "Bo Q. Lee", "Lee", "Bo W. Lee", "ACME", "a fan", "")
WORDS = (HARBOUR, HARBOUR.replace("noon", "night"), DAM, DAM.replace("old", "new"), "It rained.", "We shall see?")
TOLD = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(WORDS)), max_size=4, unique_by=lambda said: said[1])
OUTLETS, DAYS = st.sampled_from([None, "Echo", "Wire"]), st.sampled_from([None, "2025-04-01", "2025-05-09"])
ARTICLE = st.tuples(st.sampled_from("abcdef"), TOLD, OUTLETS, DAYS)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(ARTICLE, max_size=4), min_size=1, max_size=5))
def test_any_sequence_gives_what_its_end_gives_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    made = [[analysis(n, *told, outlet=outlet, published=day) for n, told, outlet, day in step] for step in steps]
    last = {one.articles[0].id: one for step in made for one in step}
    assert stored(folder / "steps.db", *made) == stored(folder / "once.db", [last[name] for name in sorted(last)])


@settings(max_examples=15, deadline=None)
@given(st.lists(ARTICLE, min_size=1, max_size=8, unique_by=lambda article: article[0]))
def test_speakers_are_those_of_identities(tmp_path_factory: pytest.TempPathFactory, articles: list[Any]) -> None:
    made = [analysis(n, *told) for n, told, _, _ in articles]
    path = tmp_path_factory.mktemp("stores") / "a.db"
    found = stored(path, *([one] for one in made))["appearances"]
    given = [(f"id:{one.articles[0].id}", speaker) for one in made for speaker in one.speakers]
    known = identities(given)
    assert sorted((key, name, who) for key, name, _, who in found) == sorted(
        (key, speaker.name, known[key, speaker.id].id) for key, speaker in given
    )


def test_one_by_one_gives_nearly_the_groups_of_all_at_once(tmp_path: Path) -> None:
    found = list(quotekit.analyze_each(quotekit.read(ROOT / "corpus" / "*.txt")))
    variants = Variants()
    for one in found:
        variants.add(one)
    wanted = {frozenset(printing.quote.id for printing in group.printings) for group in variants}
    with Store(tmp_path / "a.db") as store:
        for one in found:
            store.add(one)
        groups = {frozenset(printing.quote.id for printing in group.printings) for group in store.groups(min_outlets=1)}
    assert len(wanted & groups) >= 0.9 * len(wanted | groups)
    assert len(wanted) > 15


def test_what_is_kept_of_counts_is_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    stored(path, [ECHO, WIRE, BLOG])
    stored(path, [analysis("wire", ("Bo Lee", "One alone."), outlet="Wire", published="2025-04-10T08:00")])
    with closing(sqlite3.connect(path)) as connection:
        kept = counts(connection)
        which = {**dict.fromkeys(kept, "1"), "quotes": "act = 'statement'"}
        queries = {name: f"SELECT count(*) FROM {name} WHERE {condition}" for name, condition in which.items()}
        assert kept == {name: connection.execute(query).fetchone()[0] for name, query in queries.items()}
    assert kept["quotes"] > 2


def test_what_many_print_is_one_group_though_as_many_come_later(tmp_path: Path) -> None:
    """Before, the new ones were all that was looked at, and made a group of their own."""
    told = [analysis(f"a{number}", ("Ana Reyes", DAM), outlet=f"Outlet {number}") for number in range(90)]
    with Store(tmp_path / "a.db") as store:
        for part in (told[:45], told[45:]):
            store.add(part)
        assert [len(group.outlets) for group in store.groups()] == [90]


def test_one_text_in_two_outlets_is_two_articles(tmp_path: Path) -> None:
    text = f"“{DAM}” said Ana Reyes, the mayor."
    printed = [Article(text, outlet=outlet, published="2025-04-01") for outlet in ("Echo", "Wire")]
    assert len({one.id for one in [Article(text), *printed]}) == 3
    assert Article(text, title="Dam holds", outlet="Wire", published="2025-04-01").id == printed[1].id
    assert quotekit.analyze(printed).frame().outlet.tolist() == ["Echo", "Wire"]
    with Store(tmp_path / "wire.db") as store:
        assert store.add(printed) == Added(new=2, replaced=0, unchanged=0)
        assert store.add(printed) == Added(new=0, replaced=0, unchanged=2)
