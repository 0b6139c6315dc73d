"""The file of a store under what happens to files: kills, other programs, other versions, damage; and the command."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import commands
import pytest
from stores import BLOG, DAM, ECHO, WIRE, analysis, dump, stored

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.store import file
from quotekit.store.exported import write_store
from quotekit.store.file import complaints, opened, transaction
from quotekit.store.schema import MIGRATIONS
from quotekit.store.store import Store

ROOT = Path(__file__).parents[2]


run = partial(commands.run, "store")


# --- Kills ---


KILLED = """
import os, signal, sys
from quotekit.store import adding, file
from quotekit.cli.main import cli
adding._TOGETHER = 8
left, connected = [int(sys.argv[1])], file._connected
def counted(statement):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
def traced(path, write):
    connection = connected(path, write)
    connection.set_trace_callback(counted)
    return connection
file._connected = traced
cli(["store", "add", *sys.argv[2:]], standalone_mode=False)
print(int(sys.argv[1]) - left[0])
"""
"""`quotekit store add` that kills itself at its n-th statement, and else prints how many there were."""


def killed(number: int, path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    line = [sys.executable, "-c", KILLED, str(number), str(path), str(folder)]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_killed_at_any_moment_and_given_again_it_ends_with_the_same(tmp_path: Path) -> None:
    folder, path, chance = tmp_path / "news", tmp_path / "news.db", random.Random(5)
    folder.mkdir()
    for number in range(60):
        who = chance.choice(["Ana Reyes", "Bo Lee", "Lee", "Cy Young"])
        text = f"“The dam at mile {number % 40} held through the flood,” said {who}, the mayor.\n\n" * 2
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    statements = int(killed(0, tmp_path / "once.db", folder).stdout)
    assert statements > 1000
    states = []
    for share in (0.01, 0.1, 0.15, 0.3, 0.7):  # of the statements of a whole run, while each has fewer left to do
        assert killed(max(1, int(share * statements)), path, folder).returncode in (-signal.SIGKILL, 0)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                states.append((0, 0))  # killed while the tables were made, of which none is there then
                continue
            states.append(connection.execute("SELECT count(*), sum(is_grouped) FROM quotes").fetchone())
    assert len(set(states)) >= 3
    assert killed(0, path, folder).returncode == 0
    assert dump(path) == dump(tmp_path / "once.db")


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    before = stored(path, [ECHO])

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE appearances SET speaker_id = NULL")
        raise KeyboardInterrupt

    with Store(path) as store:
        monkeypatch.setattr("quotekit.store.adding.settle", fails)
        with pytest.raises(KeyboardInterrupt):
            store.add(WIRE)
        assert len(store.search("dam")) == 2  # found already, if not yet as whose
        assert store.left() == {"unsettled": 2, "ungrouped": 2}
        told = [
            run(*asked).stderr for asked in (("search", path, "--speaker", "lee"), ("speakers", path), ("groups", path))
        ]
        assert all(line.startswith(f"quotekit: {path}: 2 ") and "has not ended" in line for line in told)
        assert run("search", path, "dam").stderr == ""
        monkeypatch.undo()
        store.add([])
    assert before != dump(path) == stored(tmp_path / "b.db", [ECHO, WIRE])


def test_groups_can_wait(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([ECHO, WIRE], group=False)
        assert (list(store.groups()), store.info()["ungrouped"]) == ([], 4)
        store.add([])
        assert (len(list(store.groups())), store.info()["ungrouped"]) == (1, 0)


# --- Others beside ---


def test_a_reader_beside_a_writer_sees_what_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as writer, Store(path, write=False) as reader:
        writer.add(ECHO)
        with transaction(writer._connection):
            writer._connection.execute("UPDATE articles SET outlet = 'Herald'")
            assert [row["outlet"] for row in reader.search("dam")] == ["Echo"]
        assert [row["outlet"] for row in reader.search("dam")] == ["Herald"]
        with pytest.raises(UsageError, match="write-protected"):
            reader.add(WIRE)


def test_a_second_writer_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as first:
        with transaction(first._connection):
            pool = ThreadPoolExecutor(1)
            waiting = pool.submit(stored_one, path, WIRE)
            time.sleep(0.2)
            assert not waiting.done()
            assert first.info()["articles"] == 0
        waiting.result(30)
        first.add(ECHO)
    assert dump(path) == stored(tmp_path / "b.db", [ECHO, WIRE])


def stored_one(path: Path, found: Analysis | list[Analysis]) -> None:
    with Store(path) as store:
        store.add(found)


def test_writers_that_begin_at_once(tmp_path: Path) -> None:
    found = [analysis(f"a{number}", ("Ana Reyes", DAM), ("Reyes", f"Day {number}.")) for number in range(70)]
    expected = stored(tmp_path / "once.db", found)
    for turn in range(3):
        path = tmp_path / f"{turn}.db"
        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(stored_one, path, found) for _ in range(4)]:
                done.result(60)
        assert dump(path) == expected


def test_another_writer_groups_what_this_one_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        store.add([analysis("a", ("Ana Reyes", DAM)), analysis("b", ("Ana Reyes", DAM))], group=False)

    @contextmanager
    def late(connection: sqlite3.Connection) -> Iterator[None]:
        monkeypatch.undo()
        with Store(path) as other:
            other.add([])
        with transaction(connection):
            yield

    monkeypatch.setattr("quotekit.store.variants.transaction", late)
    with Store(path) as store:
        store.add([])
        assert len(list(store.groups())) == 1


def test_a_writer_that_does_not_end_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr(file, "PATIENCE", 0.1)
    with Store(path) as first, Store(path) as second, transaction(first._connection):
        with pytest.raises(UsageError, match=r"a\.db: another program has been writing to it"):
            second.add(ECHO)
        assert second.search("dam") == []


# --- What is no store of ours ---


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")


def newer(path: Path) -> None:
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    stored(path, [ECHO, WIRE])
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("“Yes,” she said. " * 99, encoding="utf-8"), "is no SQLite file"),
        (lambda path: path.mkdir(), "is a folder, not a store"),
        (other_program, "is an SQLite file, but no store of quotekit"),
        (newer, f"is the store of a newer quotekit (version 99, and this quotekit knows {len(MIGRATIONS)})"),
        (damaged, "is damaged"),
    ],
)
@pytest.mark.parametrize("how", [("add", "corpus"), ("search", "dam"), ("speakers",), ("groups",), ("info",)])
def test_what_is_no_store_is_one_line(make: object, message: str, how: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)  # type: ignore[operator]
    (tmp_path / "corpus.txt").write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    before = path.read_bytes() if path.is_file() else b""
    verb, *rest = [str(tmp_path / "corpus.txt") if word == "corpus" else word for word in how]
    result = run(verb, path, *rest)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotekit: {path}: {message}")
    assert result.stderr.count("\n") == 1
    assert path.is_dir() or path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "missing.db", "dam"), "missing.db: no such file"),
        (("search", "empty.db", "dam"), "empty.db: is empty, no store"),
        (("search", "", "dam"), "the path of a store is a str that names a file, not ''"),
        (("add", "new.db", "missing.txt"), "missing.txt: no such file"),
        (("add", "none/new.db", "a.txt"), "none/new.db: its folder does not exist"),
        (("search", "good.db", "--since", "May"), "since is a year, a month or a day"),
        (("search", "good.db", "--speaker", "!"), "'!' is no name"),
        (("search", "good.db", "dam", "--excel", "--format", "jsonl"), "--excel is for csv, not jsonl"),
        (("search", "good.db", "dam", "-o", "good.db"), "good.db: .db files are not written"),
        (("search", "good.db", "dam", "-o", "good.db", "--format", "csv"), "good.db: is an input"),
    ],
)
def test_mistakes_are_one_line(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    (tmp_path / "empty.db").touch()
    stored(tmp_path / "good.db", [ECHO])
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "new.db").exists()


def test_a_write_protected_store_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    stored(path, [ECHO])
    monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK)  # root may write to everything
    with Store(path, write=False) as store:
        assert len(store.search("dam")) == 1
    with pytest.raises(UsageError, match=r"a\.db: is write-protected"):
        Store(path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


def test_a_write_protected_store_is_read_with_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(ECHO)
        copies = tmp_path / "copies"
        copies.mkdir()
        for name in ("a.db", "a.db-wal"):  # as a kill leaves them: what was added is in the log alone
            shutil.copy(tmp_path / name, copies)
    monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK)
    with Store(copies / "a.db", write=False) as store:
        assert len(store.search("dam")) == 1


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        store.add(ECHO)
        before = store.info()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OSError, match="the disk is full") as error:
            store.add(analysis("long", ("Ana Reyes", DAM * 2000)))
        assert error.value.errno == errno.ENOSPC
        assert store.info() == before
    assert dump(path) == stored(tmp_path / "b.db", [ECHO])


def test_what_sqlite_says_otherwise_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), complaints("a.db"):
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")


def test_other_programs_are_told_what_refers_to_what(tmp_path: Path) -> None:
    """Datasette dies of a reference without a column, and finds a full-text index by its double quotes."""
    stored(tmp_path / "a.db", [ECHO])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')"))
        references = [row[4] for name in tables for row in connection.execute(f"PRAGMA foreign_key_list({name})")]
        shown = sorted(name for name in tables if name.endswith("_view"))
        views = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in shown]
    assert len(references) >= 8
    assert set(references) == {"id"}
    assert 'content="quotes"' in tables["quotes_fts"]
    assert [len(rows) for rows in views] == [2, 1, 0]


# --- Versions ---


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    stored(path, [ECHO])
    step = "CREATE TABLE notes (a);\nINSERT INTO notes SELECT name FROM articles;\n"
    monkeypatch.setattr(file, "MIGRATIONS", [*MIGRATIONS, step])
    with pytest.raises(UsageError, match=r"a\.db: is the store of an older quotekit"):
        opened(path, write=False)
    for _ in range(2):
        connection = opened(path, write=True)
        assert connection.execute("SELECT a FROM notes").fetchall() == [("echo",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        connection.close()


def fill(connection: sqlite3.Connection, new: Path) -> None:
    """Fill the tables of a store of an older version with what a new one has."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("ATTACH ? AS new", (str(new),))
    for table in ("articles", "speakers", "aliases", "_name_words", "appearances", "variants", "quotes", "_quote_keys"):
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")


def test_a_store_of_the_last_version_takes_mentions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its quotes move to a new table, with their numbers, words and groups; a number of one that is gone stays gone."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    expected = stored(new, [ECHO, WIRE, BLOG])
    monkeypatch.setattr(file, "MIGRATIONS", MIGRATIONS[:2])
    with closing(opened(old, write=True)) as connection:
        fill(connection, new)
        highest = connection.execute("SELECT max(id) + 1 FROM quotes").fetchone()[0]
        connection.execute("UPDATE main.sqlite_sequence SET seq = ? WHERE name = 'quotes'", (highest,))
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE quotes SET act = 'mention'")
    monkeypatch.undo()
    with Store(old) as store:
        assert [row["quote"] for row in store.search("dam")] == [DAM, DAM]
    people = [("person:lee",), ("person:reyes",)]  # who is whom is told anew, once something is added
    assert dump(old) == {**expected, "stale": people}
    praise = analysis("praise", ("Ana Reyes", "She praised the crew of the dam..."), outlet="Praise")
    both = stored(old, [praise]), stored(new, [praise])
    assert both[0] == both[1]
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT id FROM quotes WHERE act = 'mention'").fetchall() == [(highest + 1,)]
        query = "SELECT quotes, mentions, beliefs FROM speakers WHERE name = 'Ana Reyes'"
        assert connection.execute(query).fetchall() == [(2, 1, 0)]
    with Store(old, write=False) as store:
        found = [[row["act"] for row in store.search("dam", acts=acts)] for acts in ("statement", "all")]
        assert [sorted(acts) for acts in found] == [["statement"] * 2, ["mention", "statement", "statement"]]


def test_a_store_of_before_documents_takes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its speakers move to a new table, with their numbers, other names and all that refers to them."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    expected = stored(new, [ECHO, WIRE, BLOG])
    monkeypatch.setattr(file, "MIGRATIONS", MIGRATIONS[:6])
    with closing(opened(old, write=True)) as connection:
        fill(connection, new)
    query = "SELECT quotes.id, speakers.id, key, word FROM quotes JOIN speakers ON speakers.id = quotes.speaker_id "
    query += "JOIN _name_words ON _name_words.speaker_id = speakers.id ORDER BY 1, 2, 4"
    with closing(sqlite3.connect(old)) as connection:
        before = connection.execute(query).fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE speakers SET kind = 'document'")
    monkeypatch.undo()
    opened(old, write=True).close()
    assert before
    assert dump(old) == expected
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute(query).fetchall() == before
        connection.execute("UPDATE speakers SET kind = 'document'")


def test_a_step_to_a_new_version_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    before = stored(path, [ECHO])
    monkeypatch.setattr(file, "MIGRATIONS", [*MIGRATIONS, "DROP TABLE quotes;\nCREATE nonsense;\n"])
    with pytest.raises(sqlite3.OperationalError):
        opened(path, write=True)
    assert dump(path) == before


# --- A store as an export ---


def test_a_store_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write_store([ECHO], path)

    def failing() -> Iterator[Analysis]:
        yield WIRE
        raise UsageError("b.txt: nothing")

    before = path.read_bytes()
    with pytest.raises(UsageError, match="nothing"):
        write_store(failing(), path)
    assert path.read_bytes() == before
    stale = tmp_path / "a.db-wal"  # of the old file: SQLite would play it into the new one
    stale.write_bytes(b"\x37\x7f\x06\x82" * 999)
    write_store([WIRE, BLOG], path)
    assert not stale.exists()
    assert dump(path) == stored(tmp_path / "b.db", [WIRE, BLOG])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db", "b.db"]


def test_an_export_replaces_no_store_that_somebody_filled(tmp_path: Path) -> None:
    path, exported = tmp_path / "a.db", tmp_path / "b.db"
    stored(path, [ECHO, WIRE])
    write_store([ECHO], exported)
    write_store([WIRE], exported)  # by an export alone: in its place
    with Store(exported) as store:
        store.add([ECHO])
    for full, name in ((path, "a.db"), (exported, "b.db")):
        before = dump(full)
        with pytest.raises(
            UsageError, match=f"{name}: is a store with 2 articles that was filled by `quotekit store add`"
        ):
            write_store([BLOG], full)
        assert dump(full) == before


def test_an_export_replaces_what_is_no_store_or_has_nothing_in_it(tmp_path: Path) -> None:
    Store(tmp_path / "empty.db").close()
    (tmp_path / "none.db").touch()
    (tmp_path / "text.db").write_text("“The dam held,” she said. " * 99, encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE articles (a)")
    for name in ("empty", "none", "text", "other"):
        write_store([ECHO], tmp_path / f"{name}.db")
        with Store(tmp_path / f"{name}.db", write=False) as store:
            assert store.info()["articles"] == 1


def test_what_sqlite_says_of_the_new_file_names_the_one_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(path: Path, write: bool) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(file, "_connected", unable)
    with pytest.raises(UsageError) as caught:
        write_store([ECHO], tmp_path / "a.db")
    assert str(caught.value) == f"{tmp_path / 'a.db'}: cannot be written: Permission denied"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("place", "reason"),
    [("", "it is a folder"), ("none/a.db", "its folder does not exist"), ("pipe", "no regular file")],
)
def test_a_store_that_cannot_be_written_is_one_line(place: str, reason: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError) as caught:
        write_store([ECHO], tmp_path / place)
    assert str(caught.value).startswith(f"{tmp_path / place}: cannot be written: ")
    assert str(caught.value).endswith(reason)
    assert [file.name for file in tmp_path.iterdir()] == ["pipe"]


def test_a_pipe_is_no_store(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="pipe: is no regular file, and no store"):
        opened(tmp_path / "pipe", write=True)


# --- The command ---


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles that the command has added; both are called `lead`."""
    folder = tmp_path_factory.mktemp("command")
    for day, said in ("monday", "=1+1 is what it held"), ("tuesday", "The dam held, <b>and</b> held"):
        (folder / day).mkdir()
        (folder / day / "lead.txt").write_text(f"“{said},” said Ana Reyes, the mayor.\n", encoding="utf-8")
        result = run("add", folder / "news.db", folder / day, "--outlet-from", "folder")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"quotekit: {folder / 'news.db'}: articles: 1 added, 0 replaced, 0 unchanged\n"
    return folder / "news.db"


def test_an_edited_file_takes_the_place_of_the_old_one(news: Path, tmp_path: Path) -> None:
    path, text = tmp_path / "lead.txt", "“It rained,” Ann Lee said.\n"
    for said, counts in (text, "articles: 1 added, 0 replaced"), (text * 2, "articles: 0 added, 1 replaced"):
        path.write_text(said, encoding="utf-8")
        assert counts in run("add", tmp_path / "a.db", path).stderr
    assert "articles: 0 added, 0 replaced, 1 unchanged" in run("add", tmp_path / "a.db", tmp_path).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("search a.db zebra --speaker Lee --since 2025", "nothing found for zebra --speaker Lee --since 2025"),
        ("search a.db zebra --acts all --kind direct", "nothing found for zebra --kind direct"),
        ("search none.db", "nothing found"),
        ("speakers a.db --speaker Nobody", "nothing found for --speaker Nobody"),
    ],
)
def test_nothing_found_is_said(arguments: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stored(tmp_path / "a.db", [ECHO])
    stored(tmp_path / "none.db", [])
    result = run(*arguments.split(), "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"quotekit: {arguments.split()[1]}: {said}\n"


def test_no_groups_is_said(tmp_path: Path) -> None:
    stored(tmp_path / "a.db", [ECHO])
    result = run("groups", tmp_path / "a.db", "--min-outlets", "9", "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "quotekit: nothing found that 9 outlets printed\n"


def test_search_writes_csv_that_no_spreadsheet_runs(news: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", news, "held", "--speaker", "reyes").stdout)))
    assert {(row["quote"], row["snippet"]) for row in rows} == {
        ("'=1+1 is what it held,", "'=1+1 is what it [held],"),
        ("The dam held, <b>and</b> held,", "The dam [held], <b>and</b> [held],"),
    }
    assert "\n=1+1" not in run("search", news, "held").stdout
    assert "=1+1 is what it held," in {
        row["quote"] for row in csv.DictReader(io.StringIO(run("search", news, "--raw").stdout))
    }


def test_search_writes_json_lines_and_tables(news: Path, tmp_path: Path) -> None:
    assert run("search", news, "dam", "-o", tmp_path / "found.jsonl").stdout == ""
    [row] = map(json.loads, (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["outlet"], row["article"], row["key"]) == (
        "tuesday",
        "lead",
        (news.parent / "tuesday/lead.txt").as_uri(),
    )
    table = run("search", news, "dam", "--format", "table").stdout
    assert table.split()[:5] == ["speaker", "snippet", "outlet", "published", "article"]
    assert "[dam]" in table
    assert run("search", news, "snow", "--format", "jsonl").stdout == ""


def test_speakers_groups_and_info(news: Path) -> None:
    assert run("speakers", news).stdout.splitlines()[1].startswith("Ana Reyes,person,f,2,2,")
    assert run("speakers", news, "--speaker", "snow", "--format", "jsonl").stdout == ""
    assert run("groups", news, "--format", "jsonl").stdout == ""
    assert run("info", news).stdout.splitlines()[:2] == ["articles\t2", "quotes\t2"]


def test_standard_input_is_added(tmp_path: Path) -> None:
    arguments = ["store", "add", str(tmp_path / "a.db"), "-"]
    for text in ("“It rained,” Ann Lee said.", "“It snowed,” Ann Lee said."):
        assert commands.run(*arguments, input=text).exit_code == 0
    assert run("info", tmp_path / "a.db").stdout.startswith("articles\t2\n")


def test_an_input_that_cannot_be_read_leaves_the_others_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    result = run("add", tmp_path / "a.db", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 3
    assert "b.txt: no such file" in result.stderr
    assert "articles: 1 added" in result.stderr
