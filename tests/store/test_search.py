"""What is found in a store, and what is said where nothing can be."""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import BLOG, DAM, ECHO, WIRE, analysis

from quotekit.errors import UsageError
from quotekit.speakers.people.appearances import folded
from quotekit.speakers.people.names import Called
from quotekit.store.file import opened
from quotekit.store.query import Query, match_of
from quotekit.store.search import finds, finds_told
from quotekit.store.store import Store


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three articles."""
    path = tmp_path_factory.mktemp("search") / "news.db"
    with Store(path) as store:
        store.add([ECHO, WIRE, BLOG])
    return path


@pytest.mark.parametrize(
    ("words", "asked", "found"),
    [
        ("snow", {}, ""),
        ("pen", {}, ""),
        ('"penalty penalties"', {}, ""),
        ("penalty held", {}, ""),
        ("🎉", {}, ""),
        ("penalty", {"speakers": ["Ana Reyes"]}, ""),
        ("penalty", {"since": "2025-04-11"}, ""),
        ("penalty", {"outlets": ["wir"]}, ""),
        ("", {"speakers": ["Rey"]}, ""),
        ("", {"until": "2025-03-31"}, ""),
        ("", {"kinds": ["mixed", "indirect"]}, ""),
        ("penalty", {}, "wire-2 blog-1"),
        ("PENALTY 🎉", {}, "wire-2 blog-1"),
        ("pen*", {}, "blog-1 wire-2"),
        ("anil", {}, "blog-1"),
        ('kicks penalty "penalties, penalty"', {}, "blog-1"),
        ("penalty", {"acts": "all"}, "blog-2 wire-2 blog-1"),
        ("penalty", {"since": "2025-04", "until": "2025-04-10"}, "wire-2"),
        ("penalty", {"outlets": ["Blog", "Echo"]}, "blog-1"),
        ("penalty", {"outlets": ["wire"]}, "wire-2"),
        ("penalty", {"outlets": [" BLOG", "echo"]}, "blog-1"),
        ("penalty", {"speakers": ["lee"], "limit": 1}, "wire-2"),
        ("", {}, "wire-1 wire-2 echo-1 echo-2 blog-1"),
        ("", {"kinds": ["direct"], "speakers": ["reyes"]}, "wire-1 echo-1"),
        ("", {"speakers": ["ana reyes"], "until": "2025-04-01"}, "echo-1"),
        ("", {"speakers": ["REYES", "Bo Lee"], "outlets": ["Wire"]}, "wire-1 wire-2"),
        ("", {"speakers": ["a fan"], "acts": "all"}, "blog-2"),
        ("", {"outlets": ["Wire", "Blog"], "limit": 2}, "wire-1 wire-2"),
        ("", {"since": "2025", "until": "2025", "limit": None}, "wire-1 wire-2 echo-1 echo-2"),
    ],
)
def test_what_is_found(words: str, asked: dict[str, Any], found: str, news: Path) -> None:
    with Store(news, write=False) as store:
        assert [row["id"] for row in store.search(words, **asked)] == found.split()


@pytest.mark.parametrize(
    ("words", "asked"),
    [("penalty", {"speakers": ["lee"]}), ("", {"speakers": ["lee", "reyes"]}), ("pen*", {"since": "2025-04-02"})],
)
def test_common_words_are_found_by_other_ways(
    words: str, asked: dict[str, Any], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(news, write=False) as store:
        usual = store.search(words, **asked)
        for bound, least in (("_COMMON", 1), ("_MANY", 1), ("_MANY_DAYS", 1), ("_WRITTEN", 0)):
            with monkeypatch.context() as patched:
                patched.setattr(f"quotekit.store.search.{bound}", least)
                assert store.search(words, **asked) == usual
                assert [one["name"] for one in store.speakers(["lee"])] == ["Bo Lee"]
        assert len(usual) >= 1


@pytest.mark.parametrize("bounds", [{}, {"_COMMON": 1}, {"_MANY": 1, "_MANY_DAYS": 1, "_FEW": 0}, {"_FEW": 0}])
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("zzz", {}),
        ("penalty", {}),
        ("penalty", {"order": "newest"}),
        ("penalty", {"speakers": ["lee"]}),
        ("pen*", {"since": "2025-04-02"}),
        ("pen*", {"since": "2025-04-02", "order": "newest"}),
        ("", {"speakers": ["lee", "reyes"]}),
        ("", {"since": "2025"}),
        ("", {}),
    ],
)
def test_whoever_says_it_and_printed_it_is_told_whichever_way_it_was_found(
    words: str, asked: dict[str, Any], bounds: dict[str, int], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, bound in bounds.items():
        monkeypatch.setattr(f"quotekit.store.search.{name}", bound)
    query = Query(words, **asked)
    with closing(opened(news, write=False)) as connection:
        found = finds_told(connection, query)
        assert [number for number, _, _ in found] == finds(connection, query)
        assert (found == []) == (words == "zzz")
        for one in found:
            told = connection.execute("SELECT id, speaker_id, outlet FROM quotes WHERE id = ?", one[:1]).fetchone()
            assert told == one


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"since": "April"}, "since is a year, a month or a day, such as 2025-04-01, not 'April'"),
        ({"until": "2025-02-30"}, "until is a year"),
        ({"kinds": ["said"]}, "kind is 'direct', 'mixed' or 'indirect', not 'said'"),
        ({"speakers": ["?"]}, "'?' is no name"),
        ({"acts": "both"}, "acts is 'statement' or 'all', not 'both'"),
        ({"limit": 0}, "limit is a whole number from 1 on, or None for all, not 0"),
        ({"words": 5}, "words is a str, not 5"),
        ({"speakers": "reyes"}, "speakers is a list of texts, such as ['Echo'], not 'reyes'"),
        ({"outlets": None}, "outlets is a list of texts, such as ['Echo'], not None"),
        ({"words": "a " * 65}, "a search has at most 64 words, not 65"),
    ],
)
def test_what_cannot_be_meant_is_told(asked: dict[str, Any], message: str, news: Path) -> None:
    with Store(news, write=False) as store, pytest.raises(UsageError) as error:
        store.search(**asked)
    assert message in str(error.value)


HOSTILE = (
    *('"', '""', '"*', "*", "a*b*", "NEAR(", "-", "-x", "a AND", "NOT", "quote:", "{a}:b", "^a", "a OR", "'"),
    *("\0a\0", "\ud800"),
)


@pytest.mark.parametrize("words", [*HOSTILE, " ".join(HOSTILE)])
def test_hostile_words_are_text(words: str, news: Path) -> None:
    with Store(news, write=False) as store:
        assert words in ('"', '""') or store.search(words, limit=None) == []


@settings(max_examples=50, deadline=None)
@given(words=st.text(max_size=30), name=st.text(max_size=9))
def test_any_words_give_rows_or_none(news: Path, words: str, name: str) -> None:
    with Store(news, write=False) as store:
        assert len(store.search(words)) <= 5
        with nullcontext() if folded(name) else pytest.raises(UsageError, match="is no name"):
            assert len(store.search(speakers=[name])) <= 5


@given(st.text(max_size=30))
def test_the_expression_has_only_quoted_words(words: str) -> None:
    match = match_of(words)
    assert match is None or all(piece in ("", " ", "* ", "*") for piece in match.split('"')[::2])


def test_rows_have_the_keys_of_quotes_and_more(news: Path) -> None:
    with Store(news, write=False) as store:
        [row] = store.search("held", outlets=["Wire"])
        both = store.search("held")
    expected = {**WIRE.rows()[0], "outlet": "Wire", "published": "2025-04-10T08:00", "key": "id:wire", "outlets": 2}
    assert {key: row[key] for key in expected} == {**expected, "speaker": "Ana Reyes"}
    assert row["snippet"] == DAM.replace("held", "[held]")
    assert both[0]["group"] == both[1]["group"] is not None


def test_names_and_ids_of_the_user_are_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(
            [WIRE, ECHO], aliases={("ana", "reyes"): Called("Ana Reyes", "Q7"), ("reyes",): Called("Ana Reyes", "Q7")}
        )
        assert {(row["name"], row["ref"]) for row in store.speakers()} == {("Ana Reyes", "Q7"), ("Bo Lee", None)}
        assert {row["speaker_ref"] for row in store.search(speakers=["reyes"])} == {"Q7"}
        [group] = store.groups()
        assert {printing.speaker and printing.speaker.ref for printing in group.printings} == {"Q7"}


def test_speakers_and_groups(news: Path) -> None:
    with Store(news, write=False) as store:
        rows = store.speakers()
        assert [(row["name"], row["quotes"], row["articles"], row["aliases"], row["roles"]) for row in rows] == [
            ("Ana Reyes", 2, 2, ["Reyes"], ["mayor"]),
            ("Bo Lee", 2, 2, [], ["coach"]),
        ]
        assert store.speakers(["reyes"]) == store.speakers(limit=1) == rows[:1]
        assert store.speakers(["snow"]) == []
        [group] = store.groups()
        assert (group.outlets, group.speaker, list(store.groups(min_outlets=3))) == (["Echo", "Wire"], "Ana Reyes", [])


def test_articles_of_one_name_are_two_in_a_group(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        for day in ("monday", "tuesday"):
            store.add(analysis("lead", ("Ana Reyes", DAM)), key=lambda article, day=day: f"file:///{day}/{article.id}")  # type: ignore[misc]
        [group] = store.groups()
    assert group.outlets == ["file:///monday/lead", "file:///tuesday/lead"]
