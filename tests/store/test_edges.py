"""The edges of what a store is asked and told: both sides of each bound, the default of each option, each refusal."""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from stores import DAM, HARBOUR, analysis

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import Article
from quotekit.rows import QUOTE_COLUMNS
from quotekit.store import file, search
from quotekit.store.exported import write_store
from quotekit.store.intake import Intake
from quotekit.store.keeping.versions import Said, Version, changes
from quotekit.store.query import ArticleQuery, Query, left_undated, match_of
from quotekit.store.records import Entry, Origin, Origins, PlaceKeys, digest_of, from_store, names, spans
from quotekit.store.schema import MIGRATIONS
from quotekit.store.store import Added, Store

# --- What is asked ---


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"limit": 0}, "limit is a whole number from 1 on, or None for all, not 0"),
        ({"limit": -1}, "limit is"),
        ({"limit": 2.0}, "limit is"),
        ({"limit": "1"}, "limit is"),
        ({"order": "oldest"}, "order is 'best' or 'newest', not 'oldest'"),
        ({"acts": "a"}, "acts is"),
        ({"kinds": ["direct", "free"]}, "kind is 'direct', 'mixed' or 'indirect', not 'free'"),
        ({"kinds": "direct"}, "kinds is a list of texts"),
        ({"speakers": ["Lee", "--"]}, "'--' is no name"),
        ({"outlets": ["Echo", 5]}, "outlets is a list of texts"),
        ({"outlets": {"Echo"}}, "outlets is a list of texts"),
        ({"since": ""}, "since is a year, a month or a day"),
        ({"since": "2025-4"}, "since is"),
        ({"since": "20250401"}, "since is"),
        ({"since": "2025-W10"}, "since is"),
        ({"since": 2025}, "since is"),
        ({"until": "2025-13"}, "until is"),
        ({"until": "2025-04-31"}, "until is"),
        ({"until": "0000"}, "until is"),
        ({"until": "2025-04-01T10:00"}, "until is"),
    ],
)
def test_what_no_query_asks(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        Query(**asked)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "asked",
    [
        *({"limit": limit} for limit in (1, 20, None)),
        *({"since": day, "until": day} for day in ("2025", "2025-02", "2024-02-29", "9999-12-31", None)),
        *({"order": order} for order in ("best", "newest")),
        *({"acts": acts} for acts in ("statement", "all")),
        {"kinds": ["direct", "mixed", "indirect"]},
        {"words": "", "speakers": (), "outlets": []},
    ],
)
def test_what_a_query_asks(asked: dict[str, Any]) -> None:
    query = Query(**asked)
    assert {name: getattr(query, name) for name in asked} == asked
    assert Query().limit == 20


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "which articles? say so by id, url, outlet, since or until"),
        ({"ids": "a"}, "ids is a list of texts, such as ['Echo'], not 'a'"),
        ({"urls": "a"}, "urls is a list"),
        ({"outlets": None}, "outlets is a list"),
        ({"ids": [], "urls": (), "outlets": ()}, "which articles?"),
        ({"ids": ["a"], "since": "May"}, "since is a year"),
    ],
)
def test_what_says_of_no_article_which(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        ArticleQuery(**asked)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("", ""),
        ("  ", ""),
        ("_", None),
        ('"', None),
        ('"-" *', None),
        ("*", None),
        ("a", '"a"'),
        ("a*", '"a"*'),
        ("a**", '"a"*'),
        ("*a", '"*a"'),
        ('"a*"', '"a*"'),
        ('"a b', '"a b"'),
        ('a"b"c*', '"a" "b" "c"*'),
        ("a ! b", '"a" "b"'),
        ("a\0b", '"a" "b"'),
        ("w " * 64, " ".join(['"w"'] * 64)),
    ],
)
def test_words_as_an_expression(words: str, match: str | None) -> None:
    assert match_of(words) == match


def test_an_address_is_not_spelled_as_an_outlet(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("m", url="echo", outlet="echo"))
        assert store.removable(ArticleQuery(urls=["ECHO"])).unmatched == (("url", "ECHO"),)
        assert store.removable(ArticleQuery(ids=["ECHO"], outlets=["ECHO"])).unmatched == (("id", "ECHO"),)
        assert store.removable(ArticleQuery(outlets=["ECHO"])).unmatched == ()


def test_articles_without_a_day_are_counted_where_days_are_asked_for(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([analysis("a", outlet="Echo"), analysis("b", outlet="Wire"), analysis("c", published="2025-04-01")])
        asked: tuple[dict[str, Any], ...] = (
            {},
            {"since": "2025"},
            {"until": "2025"},
            {"since": "2025", "outlets": ["ECHO"]},
            {"outlets": ["Echo"]},
        )
        assert [left_undated(store._connection, Query(**one)) for one in asked] == [0, 2, 2, 1, 0]
        assert (store.undated(), store.undated(["Wire"]), store.undated(ids=["c"])) == (2, 1, 0)


# --- Which article it is ---


@pytest.mark.parametrize(
    ("key", "place", "told"),
    [
        ("m", None, [None, None]),
        ("m", "", [None, None]),
        ("m", "m", ["m", "m"]),
        ("m", "a", ["a", "a~2", "a~3"]),
        ("m", "z", ["z", "z~2", "z~3"]),
    ],
)
def test_places_of_one_article(key: str, place: str | None, told: list[str | None]) -> None:
    origin = Origins(lambda article: key)
    found = [origin(Article("It rained.", place=place)) for _ in told]
    assert found == [Origin(key, one, False) for one in told]


def test_places_are_counted_by_themselves() -> None:
    origin = Origins(lambda article: article.id, is_found_here=True)
    places = [origin(Article("It rained.", name, place=place)).place for name, place in ("ax", "bx", "ay", "ax")]
    assert places == ["x", "x", "y", "x~2"]
    key = PlaceKeys()
    told = [key(Article(text, "a", place=place)) for text, place in [("A", "x"), ("B", ""), ("A", "-"), ("A", "x")]]
    assert told == ["x", "id:a", f"text:{told[2].removeprefix('text:')}", "x~2"]
    assert len(told[2]) == 5 + 32
    assert key(Article("A", "b", place="-")) == told[2]


def test_a_section_is_part_of_what_was_read() -> None:
    plain, other = Article("It rained.", "a"), Article("It rained.", "a", section="Weather")
    assert digest_of(plain) != digest_of(other)
    assert len(digest_of(plain)) == 32


# --- Records ---


@pytest.mark.parametrize(
    ("kept", "column", "value"),
    [
        ("[]", "cue", ()),
        ("[[1, 9], [12, 14]]", "content", ([1, 9], [12, 14])),
        (1, "denied", True),
        (0, "denied", False),
        (0.9, "confidence", 0.9),
        ("[1]", "quote", "[1]"),
        (None, "source_text", None),
    ],
)
def test_what_a_column_is_read_as(kept: Any, column: str, value: Any) -> None:
    found = from_store(kept, column)
    assert found == (list(value) if isinstance(value, tuple) else value)
    assert isinstance(found, bool) == isinstance(value, bool)


def test_letters_with_accents_are_kept_as_they_are(tmp_path: Path) -> None:
    told = analysis("a", ("Zoë Abel", DAM))
    who = replace(told.speakers[0], aliases=("Zoë",), roles=("ædile",))
    with Store(tmp_path / "a.db") as store:
        store.add(replace(told, speakers=(who,)))
        [row] = store._connection.execute("SELECT aliases, roles FROM appearances")
        [told_of] = store._connection.execute("SELECT roles FROM speakers")
    assert (row, told_of) == (('["Zoë"]', '["ædile"]'), ('["ædile"]',))


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Query(), "words"),
        (ArticleQuery(ids=["a"]), "ids"),
        (Entry(Origin("a"), Article("It rained."), [], []), "quotes"),
        (Added(), "new"),
    ],
)
def test_what_is_asked_and_told_does_not_change(record: Any, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, name, None)
    assert not hasattr(record, "__dict__")


def test_what_counts_has_no_place_for_more() -> None:
    for one in (Origins(str), PlaceKeys(), Intake(sqlite3.connect(":memory:"), str, Any, False, False, 1)):  # type: ignore[arg-type]
        assert not hasattr(one, "__dict__")
    assert Intake(sqlite3.connect(":memory:"), str, Any, False, False, 1).known == 0  # type: ignore[arg-type]


def test_what_was_added_is_summed_up() -> None:
    assert Added() == Added(0, 0, 0)
    assert Added(7, 7, 7) + Added(3, 3, 3) == Added(10, 10, 10)
    assert Added(1, 2, 3) + Added(10, 20, 30) == Added(11, 22, 33)


@pytest.mark.parametrize(("read", "listed"), [(names, '["{}"]'), (spans, "[[{}, 99999]]")])
def test_lists_are_kept_up_to_ten_thousand(read: Any, listed: str) -> None:
    for most, missed in ((10_000, 10_000), (10_001, 10_002)):
        read.cache_clear()
        for number in (*range(most), 0):
            read(listed.format(number))
        assert read.cache_info().misses == missed
    read.cache_clear()


def test_widths_of_columns_are_all_of_a_table(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("a", ("Ana Reyes", DAM), outlet="Echo"))
        found = (search.SEARCH_TABLE, store.search("dam")), (search.STORED_SPEAKER_TABLE, store.speakers())
    for widths, [row] in found:
        assert set(widths) <= set(row)
        assert sum(widths.values()) == pytest.approx(1)
        assert min(widths.values()) > 0
    columns = [one for one in search.SEARCH_COLUMNS if one in QUOTE_COLUMNS]
    assert columns == list(QUOTE_COLUMNS)
    assert search.SEARCH_COLUMNS[search.SEARCH_COLUMNS.index("quote") + 1] == "snippet"
    assert "author" not in search.SEARCH_COLUMNS
    assert {"title", "outlet", "url", "published"} < set(search.SEARCH_COLUMNS)


# --- Versions ---


def said(*quotes: str) -> Version:
    return Version(1, None, None, None, "", tuple(Said(quote, "Lee") for quote in quotes))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("One two three four.", "One two nine ten.", ["changed"]),
        ("One two three four.", "One eight nine ten.", ["added", "gone"]),
        ("One two three four five.", "One two seven eight nine.", ["added", "gone"]),
        ("One two three.", "One two three four five six seven eight.", ["changed"]),
        ("One two.", "One nine.", ["changed"]),
        ("One two.", "One nine ten.", ["added", "gone"]),
        ("No.", "No!", ["changed"]),
        ("No.", "No way.", ["added", "gone"]),
    ],
)
def test_half_of_the_words_are_one_quote(before: str, after: str, found: list[str]) -> None:
    told = [[one.what for one in changes(said(x), said(y))] for x, y in ((before, after), (after, before))]
    assert told == [found, found]


def test_three_hundred_quotes_are_compared() -> None:
    quotes = [f"Day {number}." for number in range(301)]
    assert [one.what for one in changes(said(*quotes[:300]), said(*quotes[1:300]))] == ["gone"]
    assert [one.what for one in changes(said(*quotes), said(*quotes[:300]))] == ["text"]


def test_ten_versions_are_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        for day in range(12):
            store.add(analysis("a", ("Ana Reyes", f"It rained on day {day}.")))
            assert store.info()["versions"] == min(day, 10)
        assert [one.version for one in store.changes()] == list(range(3, 13))
        assert all(one.read.endswith("+00:00") for one in store.changes())


# --- How much at once ---


def statements(store: Store, action: Callable[[], object]) -> list[str]:
    """What an action asks of SQLite, without what triggers do."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    action()
    store._connection.set_trace_callback(None)
    return [" ".join(line.split()) for line in asked if not line.startswith("--")]


@pytest.mark.parametrize(("count", "writing"), [(64, 1), (65, 2)])
def test_how_many_articles_are_written_at_once(count: int, writing: int, tmp_path: Path) -> None:
    articles = [analysis(f"a{number}") for number in range(count)]
    with Store(tmp_path / "a.db") as store:
        asked = statements(store, lambda: store.add(articles))
        assert asked.count("BEGIN IMMEDIATE") == writing + 1  # one more compares texts
        asked = statements(store, lambda: store.remove(ArticleQuery(ids=[one.articles[0].id for one in articles])))
        assert asked.count("BEGIN IMMEDIATE") == writing


@pytest.mark.parametrize(("count", "comparing"), [(256, 1), (257, 2)])
def test_how_many_texts_are_compared_at_once(count: int, comparing: int, tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        asked = statements(store, lambda: store.add([analysis(f"a{number}") for number in range(count)]))
        assert sum("ORDER BY day, key LIMIT 256" in line for line in asked) == comparing


@pytest.mark.parametrize(("count", "reading"), [(200, 1), (201, 2), (401, 3)])
def test_how_many_finds_are_read_at_once(count: int, reading: int, tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("a", *(("Lee", f"Day {number}.") for number in range(count))), group=False)
        asked = statements(store, lambda: store.search("day", limit=None))
        assert sum(line.startswith("SELECT quotes.id, articles.name") for line in asked) == reading
        found = store.search("day", limit=None)
        assert [row["id"] for row in found] == [f"a-{number}" for number in range(count, 0, -1)]
        assert len(store.search("day")) == len(store.search()) == 20


@pytest.mark.parametrize("most", [2**63 - 1, 2**63, 10**30])
def test_any_number_is_a_bound(most: int, tmp_path: Path) -> None:
    """Before, from 2 ** 63 on it was an OverflowError."""
    with Store(tmp_path / "a.db") as store:
        store.add([analysis("a", ("Lee", DAM), outlet="Echo"), analysis("b", ("Lee", DAM), outlet="Wire")])
        assert len(store.search("dam", limit=most)) == len(store.search(limit=most)) == 2
        assert len(store.search("dam", outlets=["Echo"], limit=most)) == 1
        assert len(store.speakers(limit=most)) == len(list(store.groups(limit=most))) == 1
        assert list(store.groups(min_outlets=most)) == []


def test_a_snippet_has_forty_words(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("a", ("Lee", " ".join(f"w{number}" for number in range(100)))))
        [row] = store.search("w50")
    assert row["snippet"].startswith("...")
    assert row["snippet"].endswith("...")
    assert len(row["snippet"].replace("...", "").split()) == 40


def test_speakers_are_written_out_up_to_a_thousand() -> None:
    condition, values = search._are(list(range(1000)), "id")
    assert (condition[:12], values) == ("id IN (0, 1,", [])
    condition, values = search._are(list(range(1001)), "id")
    assert (condition, len(values)) == ("id IN (SELECT value FROM json_each(?))", 1)


def test_what_is_looked_at_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def analyze_each(given: Iterable[Article], model: object, headlines: bool, jobs: int) -> Iterator[Analysis]:
        seen.append((headlines, jobs))
        yield from (Analysis((article,), (), ()) for article in given)

    seen: list[tuple[bool, int]] = []
    monkeypatch.setattr("quotekit.store.intake.analyze_each", analyze_each)
    with Store(tmp_path / "a.db") as store:
        store.add("It rained.")
        store.add("It snowed.", headlines=True, jobs=3)
    assert seen == [(False, 1), (True, 3)]
    with Store(tmp_path / "b.db") as store:
        store.add([analysis("a", ("Ana Reyes", DAM), outlet="Echo"), analysis("b", ("Ana Reyes", DAM), outlet="Wire")])
        store.add([analysis("c", ("Lee", HARBOUR), outlet="Echo"), analysis("d", ("Lee", HARBOUR), outlet="Echo")])
        assert [len(group.outlets) for group in store.groups()] == [2]
        assert [len(group.outlets) for group in store.groups(min_outlets=1)] == [2, 1]


def test_a_place_that_was_superseded_is_there_already(tmp_path: Path) -> None:
    told = [
        Analysis((Article(text, "a", url="https://echo.test/1", place=place),), (), ())
        for text, place in (("It rained.", "file:///z"), ("It snowed.", "file:///a"))
    ]
    with Store(tmp_path / "a.db") as store:
        assert store.add(told) == Added(new=1, replaced=1)
        assert store.add(told[0]) == Added(unchanged=1)
        assert store.add(told) == Added(unchanged=2)


# --- The file ---


class Locked:
    """A connection to a file that another program makes: it can be given a log after some refusals; -1: it has one."""

    def __init__(self, refusals: int, message: str) -> None:
        self.refusals, self.message = refusals, message
        self.asked: list[str] = []

    def execute(self, query: str, values: object = ()) -> list[list[str]]:
        self.asked.append(query)
        if query == "PRAGMA journal_mode = WAL":
            self.refusals -= 1
            if self.refusals >= 0:
                raise sqlite3.OperationalError(self.message)
        return [["wal" if self.refusals < 0 else "delete"]] if query == "PRAGMA journal_mode" else []


@pytest.mark.parametrize(
    ("refusals", "message", "waited", "is_open"),
    [
        (0, "", 0, True),
        (2, "database is locked", 2, True),
        (6, "database schema is locked", 6, True),
        (7, "database is locked", 6, False),
        (2, "unable to open", 0, False),
    ],
)
def test_a_file_that_is_being_made_is_waited_for(
    refusals: int, message: str, waited: int, is_open: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is read at first and at each refusal, ten seconds later each time: the seventh refusal is too late."""
    slept: list[float] = []
    clock = SimpleNamespace(monotonic=itertools.count(1000, 10).__next__, sleep=slept.append)
    monkeypatch.setattr(file, "time", clock)
    connection = Locked(refusals, message)
    with nullcontext() if is_open else pytest.raises(sqlite3.OperationalError, match=message):
        file._write_ahead(connection)  # type: ignore[arg-type]
    assert slept == [0.02] * waited
    assert (connection.asked[-1] == "PRAGMA synchronous = NORMAL") == is_open


def test_what_has_a_log_is_given_none() -> None:
    connection = Locked(-1, "")
    file._write_ahead(connection)  # type: ignore[arg-type]
    assert connection.asked == ["PRAGMA journal_mode", "PRAGMA synchronous = NORMAL"]


@pytest.mark.parametrize(
    ("write", "file_open", "folder_open", "log", "mode"),
    [
        (True, True, True, b"", "rwc"),
        (True, False, False, b"x", "rwc"),
        (False, True, True, b"", "rw"),
        (False, True, True, b"x", "rw"),
        (False, True, False, b"", "ro&immutable=1"),
        (False, False, True, None, "ro&immutable=1"),
        (False, False, False, b"x", "ro"),
        (False, True, False, b"x", "ro"),
    ],
)
def test_how_a_file_is_opened(
    write: bool,
    file_open: bool,
    folder_open: bool,
    log: bytes | None,
    mode: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, asked = tmp_path / "a.db", []
    path.touch()
    if log is not None:
        Path(f"{path}-wal").write_bytes(log)

    def connect(uri: str, /, **options: Any) -> sqlite3.Connection:
        asked.append((uri, options))
        return made(":memory:")

    made = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(os, "access", lambda place, _: folder_open if os.path.isdir(place) else file_open)
    with closing(file._connected(path, write)) as connection:
        settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("query_only", "foreign_keys")]
    assert settings == [0 if write else 1, 1]
    assert asked == [(f"{path.as_uri()}?mode={mode}", {"uri": True, "timeout": 60, "isolation_level": None})]


@pytest.mark.parametrize(
    ("path", "write", "message"),
    [
        (b"a.db", True, "the path of a store is a str that names a file, not b'a.db'"),
        ("", True, "the path of a store is"),
        ("a\0b", False, "the path of a store is"),
        (".", True, ".: is a folder, not a store"),
        ("pipe", False, "pipe: is no regular file, and no store"),
        ("none", False, "none: no such file"),
        ("none/a.db", False, "none/a.db: no such file"),
        ("none/a.db", True, "none/a.db: its folder does not exist"),
        ("held/a.db", True, "held/a.db: is write-protected"),
        ("held/a.db", False, None),
        ("held/new.db", True, None),
        ("new.db", True, None),
    ],
)
def test_paths(path: Any, write: bool, message: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("held").mkdir()
    Path("held/a.db").touch()
    monkeypatch.setattr(os, "access", lambda place, _: "held" not in str(place))
    if message is None:
        file._check(path, write)
        return
    with pytest.raises(UsageError) as error:
        file._check(path, write)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("application", "version", "table", "steps"),
    [
        (0, 0, False, 0),
        (0, 99, False, 0),
        (file.APPLICATION + 1, 99, False, 0),
        (file.APPLICATION, 3, True, 3),
        (file.APPLICATION, 3, False, 3),
        (file.APPLICATION, len(MIGRATIONS), True, len(MIGRATIONS)),
        (file.APPLICATION, len(MIGRATIONS) + 1, True, "is the store of a newer quotekit"),
        (file.APPLICATION - 1, 3, True, "is an SQLite file, but no store"),
        (file.APPLICATION + 1, 3, True, "is an SQLite file, but no store"),
        (0, 99, True, "is an SQLite file, but no store"),
    ],
)
def test_whose_file_it_is(application: int, version: int, table: bool, steps: int | str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
        if table:
            connection.execute("CREATE TABLE t (a)")
        if isinstance(steps, int):
            assert file._version(connection, "a.db") == steps
            return
        with pytest.raises(UsageError, match=f"a.db: {steps}"):
            file._version(connection, "a.db")


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"", False),
        (b"SQLite format 3", False),
        (b"SQLite format 3\0", True),
        (b"SQLite format 3\0" * 9, True),
        (b" SQLite format 3\0", False),
    ],
)
def test_what_says_that_it_is_sqlites(data: bytes, is_one: bool, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(data)
    assert file.is_sqlite(tmp_path / "a.db") == is_one
    assert not file.is_sqlite(tmp_path)


def test_what_cannot_be_read_is_not_told_by_whoever_asks_whether_it_is_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, `quotekit audit` of a file on a broken disk said "output: Input/output error"."""

    def broken(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(file, "open", broken, raising=False)
    assert not file.is_sqlite(__file__)


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("database or disk is full", OSError, "the disk is full: 'a.db'"),
        ("disk I/O error", OSError, "cannot be read or written: 'a.db'"),
        ("file is not a database", UsageError, "a.db: is no SQLite file"),
        ("database disk image is malformed", UsageError, "a.db: is damaged; "),
        ("database is locked", UsageError, "a.db: another program has been writing to it for 60 seconds; try again"),
        ("attempt to write a readonly database", UsageError, "a.db: is write-protected"),
        ("no such module: fts5", UsageError, "a.db: the SQLite of this Python has no full-text search"),
        ("unable to open database file", UsageError, "a.db: cannot be opened: permission denied, or no regular file"),
        ("no such table: t", sqlite3.OperationalError, "no such table: t"),
    ],
)
def test_what_sqlite_complains_of(said: str, kind: type[Exception], told: str) -> None:
    with pytest.raises(kind) as error, file.complaints("a.db"):
        raise sqlite3.OperationalError(said)
    assert told in str(error.value)


def test_a_file_that_is_another_one_now_was_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    before = os.stat(path)
    file.check_still_there(path, before)
    path.rename(tmp_path / "b.db")
    for _ in range(2):  # nothing, then another file
        with pytest.raises(OSError, match="was moved or deleted"):
            file.check_still_there(path, before)
        path.touch()


def test_logs_beside_the_file_that_is_replaced_go(tmp_path: Path) -> None:
    """SQLite would play them into the new one; what is no store of ours is not opened, which would take them away."""
    (tmp_path / "a.db").write_text("No store.", encoding="utf-8")
    for suffix in ("-wal", "-shm", "-journal"):
        (tmp_path / f"a.db{suffix}").write_bytes(b"\x37\x7f\x06\x82" * 99)
    write_store([analysis("a")], tmp_path / "a.db")
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]
