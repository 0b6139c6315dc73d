"""What a store keeps beside what is read: names that the user gave, earlier versions, who read it; and removal."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import BLOG, DAM, ECHO, HARBOUR, WIRE, analysis, dump, stored

from quotekit.errors import UsageError
from quotekit.models.model import Model
from quotekit.records import Article
from quotekit.speakers.people.names import Aliases, Called, read_aliases
from quotekit.store.keeping import versions
from quotekit.store.keeping.names import with_names, without_names
from quotekit.store.keeping.versions import Said, Version, changes
from quotekit.store.query import ArticleQuery
from quotekit.store.records import PlaceKeys
from quotekit.store.store import Added, Store

NAMES = ("Ana Reyes", "Reyes", "A. Reyes", "Amy Reyes", "Bo Lee", "Bo Q. Lee", "Lee", "ACME", "a fan", "")
WORDS = (HARBOUR, HARBOUR.replace("noon", "night"), DAM, DAM.replace("old", "new"), "It rained.", "We shall see?")
TOLD = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(WORDS)), max_size=4, unique_by=lambda said: said[1])
OUTLETS, DAYS = st.sampled_from([None, "Echo", "Wire"]), st.sampled_from([None, "2025-04-01", "2025-05-09"])
ARTICLES = st.lists(st.tuples(TOLD, OUTLETS, DAYS), max_size=5)


def made(name: str, articles: Iterable[Any]) -> list[Any]:
    return [
        analysis(f"{name}{number}", *told, outlet=outlet, published=day)
        for number, (told, outlet, day) in enumerate(articles)
    ]


def names_of(*rows: str, folder: Path) -> Aliases:
    """Names as a file has them, each row `name,alias,id`."""
    path = folder / "names.csv"
    path.write_text("\n".join(("name,alias,id", *rows)), encoding="utf-8")
    return read_aliases(path)


# --- One article that several places tell ---


def read(*told: tuple[str, str | None]) -> list[Article]:
    """Texts under one address, each from its place."""
    return [Article(text, "a", url="https://echo.test/1", place=place) for text, place in told]


ONE, OTHER, THIRD = (f"“It {what},” Ann Lee said." for what in ("rained", "snowed", "hailed"))


@pytest.mark.parametrize(
    ("places", "again"),
    [
        (("file:///a.jsonl#1", "file:///a.jsonl#2"), Added(unchanged=2)),
        (("file:///a.jsonl#1", "file:///b.jsonl#1"), Added(unchanged=2)),
        (("file:///a.jsonl#a", "file:///a.jsonl#a"), Added(unchanged=2)),
        (("-", "-"), Added(unchanged=2)),
        ((None, None), Added(replaced=1, unchanged=1)),
    ],
)
def test_two_texts_of_one_address_do_not_take_turns(
    places: tuple[str | None, str | None], again: Added, tmp_path: Path
) -> None:
    """Before, the one that was not there took the place of the other in each run."""
    with Store(tmp_path / "a.db") as store:
        told = read((ONE, places[0]), (OTHER, places[1]))
        assert store.add(told, key=PlaceKeys()) == Added(new=1, replaced=1)
        before = dump(tmp_path / "a.db")
        for _ in range(3):
            counts = store.add(told, key=PlaceKeys())
            assert counts == again or counts == Added(replaced=2)
            assert [row["quote"] for row in store.search()] == ["It snowed,"]
        assert dump(tmp_path / "a.db") == before
        if places[0]:
            assert store.info()["versions"] == 1


def test_what_a_place_changes_counts_whatever_took_its_place(tmp_path: Path) -> None:
    one, other = "file:///a.jsonl#1", "file:///b.jsonl#1"
    with Store(tmp_path / "a.db") as store:
        for told, counts, quote in (
            (((ONE, one), (OTHER, other)), Added(new=1, replaced=1), "It snowed,"),
            (((THIRD, one), (OTHER, other)), Added(replaced=1, unchanged=1), "It hailed,"),
            (((THIRD, one), (OTHER, other)), Added(unchanged=2), "It hailed,"),
            (((ONE, one), (OTHER, other)), Added(replaced=1, unchanged=1), "It rained,"),
            (((ONE, one), (THIRD, other)), Added(replaced=1, unchanged=1), "It hailed,"),
        ):
            assert store.add(read(*told)) == counts
            assert [row["quote"] for row in store.search()] == [quote]


def test_an_article_that_goes_back_is_changed(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        for text in (ONE, OTHER, ONE):
            counts = store.add(read((text, "file:///a.html")))
        assert (counts, store.search()[0]["quote"]) == (Added(replaced=1), "It rained,")


# --- Removing ---


@settings(max_examples=25, deadline=None)
@given(ARTICLES, ARTICLES)
def test_removing_gives_what_was_before(tmp_path_factory: pytest.TempPathFactory, one: Any, other: Any) -> None:
    folder = tmp_path_factory.mktemp("stores")
    first, second = made("a", one), made("b", other)
    mixed = [*first, *second]
    random.Random(len(mixed)).shuffle(mixed)
    stored(folder / "both.db", mixed)
    with Store(folder / "both.db") as store:
        removed = store.remove(ArticleQuery(ids=[each.articles[0].id for each in second] or ["none"]))
        assert sorted(removed.names) == sorted(each.articles[0].id for each in second)
    assert dump(folder / "both.db") == stored(folder / "one.db", first)


@pytest.mark.parametrize(
    ("which", "names", "unmatched"),
    [
        (ArticleQuery(ids=["nobody"]), [], [("id", "nobody")]),
        (ArticleQuery(ids=["wire"], outlets=["Echo"]), [], []),
        (ArticleQuery(outlets=["ech"]), [], [("outlet", "ech")]),
        (ArticleQuery(outlets=["ECHO "]), ["echo"], []),
        (ArticleQuery(ids=["echo", "id:wire", "none"]), ["echo", "wire"], [("id", "none")]),
        (ArticleQuery(outlets=["Echo", "Blog"]), ["echo", "blog"], []),
        (ArticleQuery(ids=["echo"] * 50_000), ["echo"], []),
        (ArticleQuery(since="2025-04-02"), ["wire"], []),
        (ArticleQuery(until="2025-04"), ["echo", "wire"], []),
        (ArticleQuery(urls=["https://wire.test/1"]), [], [("url", "https://wire.test/1")]),
    ],
)
def test_what_is_removed(
    which: ArticleQuery, names: list[str], unmatched: list[tuple[str, str]], tmp_path: Path
) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([ECHO, WIRE, BLOG])
        before = store.info()
        told = store.removable(which)
        assert (list(told.names), list(told.unmatched)) == (names, unmatched)
        assert store.info() == before
        assert store.remove(which) == told
        assert store.info()["articles"] == 3 - len(names)
        assert store.info()["quotes"] == before["quotes"] - told.quotes


def test_what_is_removed_can_be_added_again(tmp_path: Path) -> None:
    expected = stored(tmp_path / "a.db", [ECHO, WIRE, BLOG])
    with Store(tmp_path / "a.db") as store:
        store.remove(ArticleQuery(outlets=["Wire"]))
        assert store.add([ECHO, WIRE, BLOG]) == Added(new=1, unchanged=2)
    assert dump(tmp_path / "a.db") == expected


@pytest.mark.parametrize("step", ["settle_people", "regroup"])
@pytest.mark.parametrize("what", ["remove", "alias"])
def test_what_is_stopped_is_ended_by_the_next_addition(
    what: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = names_of("Anna Reyes,Ana Reyes,Q1", folder=tmp_path)

    def change(store: Store) -> None:
        store.remove(ArticleQuery(outlets=["Wire"])) if what == "remove" else store.alias(names)

    def fails(*_: object) -> None:
        if store.names() or store.info()["articles"] < 3:
            raise KeyboardInterrupt

    for path in (tmp_path / "a.db", tmp_path / "b.db"):
        stored(path, [ECHO, WIRE, BLOG])
    with Store(tmp_path / "a.db") as store:
        change(store)
    with Store(tmp_path / "b.db") as store:
        monkeypatch.setattr(f"quotekit.store.store.{step}", fails)
        with pytest.raises(KeyboardInterrupt):
            change(store)
        monkeypatch.undo()
        assert dump(tmp_path / "b.db") != dump(tmp_path / "a.db")
        store.add([])
    assert dump(tmp_path / "b.db") == dump(tmp_path / "a.db")


# --- Names ---


def test_two_spellings_become_one_and_come_apart_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one = analysis("one", ("Jon Smyth", DAM), outlet="Echo")
    other, later = analysis("other", ("John Smith", DAM), outlet="Wire"), analysis("later", ("Jon Smyth", HARBOUR))
    names = names_of("John Smith,Jon Smyth,", folder=tmp_path)
    before = stored(path, [one, other])
    with Store(path) as store:
        assert store.alias(names) == {("john", "smith"), ("jon", "smyth")}
        store.add(later)
        [row] = store.speakers()
        assert (row["name"], row["quotes"], row["aliases"]) == ("John Smith", 3, ["Jon Smyth"])
        assert len(store.search(speakers=["jon smyth"])) == len(store.search(speakers=["John Smith"])) == 3
        assert [group.speaker for group in store.groups()] == ["John Smith"]
        store.alias(names, undo=True)
        assert sorted(row["name"] for row in store.speakers()) == ["John Smith", "Jon Smyth"]
        store.remove(ArticleQuery(ids=["later"]))
    assert dump(path) == before


def test_an_id_makes_one_of_those_whom_their_work_tells_apart(tmp_path: Path) -> None:
    told = [analysis(n, ("Ana Reyes", what)) for n, what in (("a", DAM), ("b", HARBOUR))]
    works = ("surgeon", "goalkeeper")
    told = [
        replace(one, speakers=(replace(one.speakers[0], roles=(work,), gender=gender),))
        for one, work, gender in zip(told, works, "mf")
    ]
    with Store(tmp_path / "a.db") as store:
        store.add(told)
        assert len(store.speakers()) == 2
        store.alias(names_of("Ana Reyes,,Q7", folder=tmp_path))
        assert [(row["name"], row["ref"], row["quotes"]) for row in store.speakers()] == [("Ana Reyes", "Q7", 2)]
        assert {row["speaker_ref"] for row in store.search()} == {"Q7"}


@settings(max_examples=15, deadline=None)
@given(ARTICLES, ARTICLES, st.lists(st.sampled_from(NAMES[:8]), min_size=2, max_size=4, unique=True), st.booleans())
def test_names_given_first_or_last_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, one: Any, other: Any, called: list[str], with_id: bool
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    names = names_of(*(f"{called[0]},{alias},{'Q1' if with_id else ''}" for alias in called[1:]), folder=folder)
    unnamed = stored(folder / "never.db", made("a", one), made("b", other))
    with Store(folder / "first.db") as store:
        store.alias(names)
    first = stored(folder / "first.db", made("a", one), made("b", other))
    stored(folder / "last.db", made("a", one), made("b", other))
    with Store(folder / "last.db") as store:
        store.alias(names)
        assert dump(folder / "last.db") == first
        store.alias(names, undo=True)
    assert dump(folder / "last.db") == unnamed


A, B, C = (Called(name) for name in ("Ana Reyes", "Anna Reyes", "Bo Lee"))


@pytest.mark.parametrize(
    ("kept", "given", "names"),
    [
        ({}, {("al",): A}, {("al",): A}),
        ({("al",): A}, {("al",): C}, {("al",): C}),
        ({("al",): A}, {("ana", "reyes"): B}, {("al",): B, ("ana", "reyes"): B}),
        ({("al",): A._replace(id="Q1")}, {("ann",): A}, dict.fromkeys([("al",), ("ann",)], A._replace(id="Q1"))),
    ],
)
def test_names_that_are_given_later_win(kept: Aliases, given: Aliases, names: Aliases) -> None:
    assert with_names(kept, given) == names


def test_an_id_of_two_names_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(ECHO)
        store.alias(names_of("Anna Reyes,Ana Reyes,Q1", folder=tmp_path))
        before = store.names()
        with pytest.raises(UsageError, match="'Q1' would be the id of 'Anna Reyes' and of 'Bo Lee'"):
            store.alias(names_of("Bo Lee,Lee,Q1", folder=tmp_path))
        assert store.names() == before == [("Anna Reyes", "ana reyes", "Q1")]


def test_a_name_without_aliases_is_forgotten_with_its_id() -> None:
    kept = {("al",): A, ("ana", "reyes"): A, ("bo", "lee"): C}
    assert without_names(kept, [("al",)]) == {("bo", "lee"): C}
    assert without_names(kept, [("bo", "lee"), ("nobody",)]) == {("al",): A, ("ana", "reyes"): A}


# --- Versions ---


def version(*said: tuple[str, str | None]) -> Version:
    return Version(1, None, None, None, "", tuple(Said(*each) for each in said))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([], [], [("text", None, None)]),
        ([(DAM, "Lee")], [(DAM, "Lee")], [("text", None, None)]),
        ([(DAM, "Lee")], [], [("gone", DAM, None)]),
        ([], [(DAM, "Lee")], [("added", None, DAM)]),
        ([(DAM, "Lee")], [(DAM, "Reyes")], [("speaker", DAM, DAM)]),
        ([(DAM, "Lee")], [(DAM.replace("held", "broke"), "Lee")], [("changed", DAM, DAM.replace("held", "broke"))]),
        ([(DAM, "Lee")], [(HARBOUR, "Lee")], [("added", None, HARBOUR), ("gone", DAM, None)]),
        ([("No.", None)], [("No!", None)], [("changed", "No.", "No!")]),
        ([("No.", None)], [("No rain fell.", None)], [("added", None, "No rain fell."), ("gone", "No.", None)]),
        (
            [("It rained on us.", "Lee"), ("It rained on us all night.", "Lee")],
            [("It rained on us all day.", "Lee"), ("It rained on us!", "Lee")],
            [
                ("changed", "It rained on us all night.", "It rained on us all day."),
                ("changed", "It rained on us.", "It rained on us!"),
            ],
        ),
    ],
)
def test_changes(before: Any, after: Any, found: list[tuple[str, str | None, str | None]]) -> None:
    told = [
        (one.what, one.before and one.before.quote, one.after and one.after.quote)
        for one in changes(version(*before), version(*after))
    ]
    assert told == found


def test_which_outlet_changed_a_quote(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([ECHO, WIRE, BLOG])
        assert list(store.changes()) == []
        store.add(analysis("wire", ("Reyes", DAM.replace("held", "broke")), outlet="Wire"))
        [changed, gone] = store.changes()
        assert (changed.outlet, changed.version, changed.change.what) == ("Wire", 2, "changed")
        assert (changed.change.before, changed.change.after) == (
            Said(DAM, "Reyes"),
            Said(DAM.replace("held", "broke"), "Reyes"),
        )
        assert (gone.change.what, gone.change.before) == ("gone", Said("=1+1 penalty", "Bo Lee"))
        assert list(store.changes(ArticleQuery(outlets=["Echo"]))) == []


def test_a_name_of_the_user_is_no_change_of_an_article(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("a", ("Ana Reyes", DAM)))
        store.alias(names_of("Anna Reyes,Ana Reyes,", folder=tmp_path))
        store.add(analysis("a", ("Ana Reyes", DAM), title="Rain"))
        assert [one.change.what for one in store.changes()] == ["text"]


def test_only_another_text_is_a_version(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(ECHO)
        store.add(replace(ECHO, quotes=ECHO.quotes[:1]))
        store.add(analysis("echo", ("Ana Reyes", DAM), ("", "Nobody knows."), outlet="Herald"))
        assert store.info()["versions"] == 0
        store.add(analysis("echo", ("Ana Reyes", DAM), ("", "Nobody knows."), title="The dam"))
        assert [one.change.what for one in store.changes()] == ["text"]


def test_the_oldest_versions_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_VERSIONS", 3)
    with Store(tmp_path / "a.db") as store:
        for day in range(6):
            store.add(analysis("echo", ("Ana Reyes", f"It rained on day {day} of the month.")))
        assert [one.version for one in store.changes()] == [4, 5, 6]
        assert store.drop_versions(ArticleQuery(ids=["other"])) == 0
        assert store.drop_versions() == 3
        assert (list(store.changes()), store.info()["versions"]) == ([], 0)


# --- What read it ---


def test_what_read_an_article_is_told(tmp_path: Path) -> None:
    shipped = Model.shipped()
    other = shipped.with_lexicon(shipped.lexicon.with_folder(_lexicon(tmp_path)))
    assert shipped.digest != other.digest
    with Store(tmp_path / "a.db") as store:
        store.add([Article(ONE, "a"), Article(OTHER, "b")])
        store.add(ECHO)
        assert [(one.model, one.articles) for one in store.readings()] == [(shipped.digest, 2), (None, 1)]
        store.add([Article(ONE, "a"), Article(THIRD, "c")], other)
        store.add([Article(OTHER, "b")], other, again=True)
        assert {(one.model, one.articles) for one in store.readings()} == {
            (shipped.digest, 1),
            (other.digest, 2),
            (None, 1),
        }


def _lexicon(folder: Path) -> Path:
    (folder / "words").mkdir()
    (folder / "words" / "titles.tsv").write_text("title\tgender\nBirgermester\tm\n", encoding="utf-8")
    return folder / "words"


def test_versions_are_open_to_other_programs(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(ECHO)
        store.add(analysis("echo", ("Ana Reyes", HARBOUR)))
        [row] = store._connection.execute("SELECT number, quotes FROM versions")
        assert (row[0], json.loads(row[1])) == (1, [[DAM, "Ana Reyes"], ["Nobody knows.", None]])
