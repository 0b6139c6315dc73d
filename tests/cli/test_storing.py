"""`quotekit store alias`, `remove`, `versions` and `add --watch`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import commands
import pytest
from stores import BLOG, DAM, ECHO, HARBOUR, WIRE, analysis, dump, stored

from quotekit.cli.storing.watching import Files
from quotekit.errors import UsageError
from quotekit.store.store import Store

ROOT = Path(__file__).parents[2]

run = partial(commands.run, "store")


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of three articles and files of names."""
    monkeypatch.chdir(tmp_path)
    stored(tmp_path / "a.db", [ECHO, WIRE, BLOG])
    Path("names.csv").write_text("name,alias,id\nAnna Reyes,Ana Reyes,Q1\nCy Young,Cyrus,\n", encoding="utf-8")
    Path("bad.csv").write_text("name,alias\nAnna Reyes\n", encoding="utf-8")
    Path("taken.csv").write_text("name,alias,id\nBo Lee,Lee,Q1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("alias a.db missing.csv", "missing.csv: cannot be read: No such file or directory"),
        ("alias a.db bad.csv", "bad.csv:2: 1 cells, where the header has 2"),
        ("alias none.db", "none.db: no such file"),
        ("alias none.db names.csv", "none.db: no such file"),
        ("remove none.db --id a", "none.db: no such file"),
        ("versions none.db --drop", "none.db: no such file"),
        ("remove a.db", "which articles? say so by id, url, outlet, since or until"),
        ("remove none.db --id a --dry-run", "none.db: no such file"),
        ("remove a.db --since May", "since is a year, a month or a day, such as 2025-04-01, not 'May'"),
        ("versions none.db", "none.db: no such file"),
        ("versions a.db --until 2025-13", "until is a year, a month or a day"),
        ("versions a.db -o a.db", "a.db: .db files are not written"),
        ("add a.db - --watch", "--watch takes files and folders, not standard input"),
        ("add a.db missing --watch", "missing: no such file or folder"),
    ],
)
def test_mistakes_are_one_line_and_change_nothing(line: str, said: str, news: Path) -> None:
    before = dump(news / "a.db")
    result = run(*line.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotekit: {said}")
    assert result.stderr.count("\n") == 1
    assert dump(news / "a.db") == before
    assert not (news / "none.db").exists()


def test_two_names_of_one_id_are_one_line(news: Path) -> None:
    assert run("alias", "a.db", "names.csv").exit_code == 0
    result = run("alias", "a.db", "taken.csv")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "'Q1' would be the id of 'Anna Reyes' and of 'Bo Lee'" in result.stderr


def test_names_are_kept_shown_and_taken_back(news: Path) -> None:
    before = dump(news / "a.db")
    result = run("alias", "a.db", "names.csv")
    assert result.stderr.splitlines() == [
        "quotekit: names.csv: 'cyrus' is nobody in the store",
        "quotekit: a.db: 1 name of 2 found, 2 kept",
    ]
    assert "names\t2" in run("info", "a.db").stdout.splitlines()
    assert "Anna Reyes" in run("speakers", "a.db").stdout
    shown = run("alias", "a.db").stdout
    assert list(csv.reader(io.StringIO(shown))) == [
        ["name", "alias", "id"],
        ["Anna Reyes", "ana reyes", "Q1"],
        ["Cy Young", "cyrus", ""],
    ]
    Path("shown.csv").write_text(shown, encoding="utf-8")
    assert "2 kept" in run("alias", "a.db", "shown.csv").stderr
    undone = run("alias", "a.db", "names.csv", "--undo")
    assert undone.stderr == "quotekit: a.db: 2 names taken back, 0 kept\n"
    assert dump(news / "a.db") == before
    again = run("alias", "a.db", "names.csv", "--undo").stderr
    assert "names.csv: 'ana reyes' is no name for 'Anna Reyes' in the store" in again


def test_people_whom_a_name_does_not_make_one_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [analysis("one", ("Ana Reyes", DAM)), analysis("other", ("Anita Reyes", HARBOUR))]
    works = ("surgeon", "m"), ("goalkeeper", "f")
    people = [replace(one.speakers[0], roles=(work,), gender=gender) for one, (work, gender) in zip(told, works)]
    stored(tmp_path / "a.db", [replace(one, speakers=(who,)) for one, who in zip(told, people)])
    for identity, lines in (("", 2), ("Q1", 1)):
        Path("names.csv").write_text(f"name,alias,id\nAna Reyes,Anita Reyes,{identity}\n", encoding="utf-8")
        said = run("alias", "a.db", "names.csv").stderr.splitlines()
        assert len(said) == lines
        assert ("'Ana Reyes' are 2 people" in said[0]) is (lines == 2)


def test_a_surname_that_is_left_behind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [("one", "Jon Reyes"), ("other", "Reyes"), ("third", "Jean Royes")]
    made = [analysis(name, (who, DAM), outlet="Echo", published="2025-04-01") for name, who in told]
    stored(tmp_path / "a.db", made)
    alone = "quotekit: names.csv: 'Reyes' was 'Jean Royes' too, and is somebody else now: give it a row of its own"
    for row, is_told in (("Jean Royes,Jon Reyes", True), ("Jean Royes,Reyes", False)):
        Path("names.csv").write_text(f"name,alias\n{row}\n", encoding="utf-8")
        assert (alone in run("alias", "a.db", "names.csv").stderr.splitlines()) is is_told
    with Store("a.db", write=False) as store:
        assert [(one["name"], one["quotes"]) for one in store.speakers()] == [("Jean Royes", 3)]


def test_removing_says_what_it_does(news: Path) -> None:
    with Store("a.db") as store:
        store.add(analysis("wire", ("Reyes", HARBOUR), outlet="Wire"))
    told = "1 article with 1 quote and 1 earlier version: wire\n"
    before = dump(news / "a.db")
    assert run("remove", "a.db", "--outlet", "Wire", "--dry-run").stderr == f"quotekit: a.db: would remove {told}"
    assert dump(news / "a.db") == before
    result = run("remove", "a.db", "--outlet", "Wire", "--outlet", "Post")
    assert result.stderr.splitlines() == [
        "quotekit: a.db: no article has --outlet Post",
        f"quotekit: a.db: removed {told[:-1]}",
    ]
    assert run("remove", "a.db", "--since", "2030").stderr.splitlines() == [
        "quotekit: a.db: 1 article without a date is left out, because of --since",
        "quotekit: a.db: nothing found for --since 2030",
    ]
    assert dump(news / "a.db") == stored(news / "b.db", [ECHO, BLOG])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("search a.db", None),
        ("search a.db --since 2025 --outlet Echo", None),
        ("remove a.db --id echo --until 2025 --dry-run", None),
        ("search a.db --since 2025", "2 articles without a date are left out, because of --since"),
        (
            "versions a.db --since 2025 --until 2025",
            "2 articles without a date are left out, because of --since and --until",
        ),
        ("versions a.db --until 2025 --drop", "2 articles without a date are left out, because of --until"),
        (
            "remove a.db --until 2025 --outlet moss --dry-run",
            "1 article without a date is left out, because of --until",
        ),
        ("remove a.db --until 2025 --id moss", "1 article without a date is left out, because of --until"),
    ],
)
def test_articles_left_out_for_want_of_a_date_are_counted(line: str, told: str | None, news: Path) -> None:
    with Store("a.db") as store:
        store.add(analysis("moss", ("Lee", DAM), outlet="Moss", published=None))
    said = [one for one in run(*line.split()).stderr.splitlines() if "date" in one]
    assert said == ([f"quotekit: a.db: {told}"] if told else [])


def test_versions_show_what_changed_and_are_dropped(news: Path) -> None:
    with Store("a.db") as store:
        store.add(analysis("wire", ("Reyes", DAM.replace("held", "broke")), outlet="Wire"))
    rows = list(map(json.loads, run("versions", "a.db", "wire", "--format", "jsonl").stdout.splitlines()))
    assert [(row["outlet"], row["change"], row["version"], row["differences"]) for row in rows] == [
        ("Wire", "changed", 2, "The old dam above Telford [-held-][+broke+] through the flood on Sunday night."),
        ("Wire", "gone", 2, "[-=1+1 penalty-]"),
    ]
    table = list(csv.DictReader(io.StringIO(run("versions", "a.db", "--outlet", "Wire").stdout)))
    assert [row["quote_before"] for row in table] == [DAM, "'=1+1 penalty"]
    assert "broke" in run("versions", "a.db", "--format", "table").stdout
    assert run("versions", "a.db", "echo").stderr == "quotekit: a.db: nothing found for echo\n"
    assert (
        run("versions", "a.db", "--outlet", "Echo", "--drop").stderr == "quotekit: a.db: 0 earlier versions dropped\n"
    )
    assert run("versions", "a.db", "--drop").stderr == "quotekit: a.db: 1 earlier version dropped\n"


def test_info_tells_what_read_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    stored(tmp_path / "a.db", [ECHO, WIRE])
    run("add", tmp_path / "a.db", tmp_path / "a.txt")
    told = run("info", tmp_path / "a.db").stdout.splitlines()[-2:]
    assert told[0] == "read with what is not known\t2"
    assert told[1].startswith("read with quotekit ")


# --- Two records of one address ---


@pytest.mark.parametrize("files", [("a.jsonl",), ("a.jsonl", "b.jsonl")])
def test_two_records_of_one_address_change_nothing_when_they_come_again(files: tuple[str, ...], tmp_path: Path) -> None:
    """Before, each run put one in the place of the other, and said `1 replaced`."""
    for number, said in enumerate(("rained", "snowed", "hailed")):
        with (tmp_path / files[number % len(files)]).open("a", encoding="utf-8") as stream:
            text, url = f"“It {said},” Ann Lee said.", "https://echo.test/1"
            stream.write(json.dumps({"id": f"a{number}", "url": url, "text": text}) + "\n")
    path = tmp_path / "a.db"
    assert "1 added, 2 replaced, 0 unchanged" in run("add", path, tmp_path).stderr
    before = dump(path)
    for _ in range(2):
        assert "0 added, 0 replaced, 3 unchanged" in run("add", path, tmp_path).stderr
        assert dump(path) == before
    exported = []
    for _ in range(2):
        commands.run("export", tmp_path, "-o", tmp_path / "b.sqlite")
        exported.append(dump(tmp_path / "b.sqlite"))
    assert exported[0] == exported[1]
    assert [row[6] for row in exported[0]["articles"]] == [row[6] for row in before["articles"]]


# --- Watching ---


def test_a_file_is_due_once_when_it_is_still(tmp_path: Path) -> None:
    path, files = tmp_path / "a.txt", Files()

    def due() -> bool:
        return bool(files.due([str(path)]))

    assert not due()
    path.write_text("It rai", encoding="utf-8")
    assert not due()
    path.write_text("It rained.", encoding="utf-8")
    assert [due() for _ in range(3)] == [False, True, False]
    os.utime(path, (1, 1))
    assert [due() for _ in range(3)] == [False, True, False]
    path.unlink()
    assert not due()
    path.write_text("It rained.", encoding="utf-8")
    os.utime(path, (1, 1))
    assert [due() for _ in range(3)] == [False, True, False]


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    line = [sys.executable, "-m", "quotekit", "store", "add", str(folder / "a.db"), str(folder / "in"), "--watch"]
    process = subprocess.Popen(
        [*line, "--interval", "0.2", *arguments], env=environment, stderr=subprocess.PIPE, text=True, **commands.HEARD
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(holds: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.1)


def said_in(path: Path) -> set[str]:
    if not path.exists():
        return set()
    with suppress(UsageError), Store(path, write=False) as store:
        return {row["quote"] for row in store.search(limit=None)}
    return set()  # its tables are being made


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_ctrl_c_says_that_what_was_added_is_kept(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    line = [sys.executable, "-m", "quotekit", "store", "add", str(database), "-", "-q", "--input-format", "jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    process = subprocess.Popen(line, env=environment, text=True, stdin=pipe, stderr=pipe, **commands.HEARD)
    assert process.stdin
    process.stdin.write('{"text": "“It rained,” Ann Lee said."}\n' * 3000)  # more than is read at once
    process.stdin.flush()
    wait_for(database.exists, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    kept = "stopped; what was added is kept, and the same command adds the rest"
    assert (process.returncode, told) == (130, f"quotekit: {database}: {kept}\n")


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_new_and_changed_files_are_added_until_a_signal(number: signal.Signals, tmp_path: Path) -> None:
    inbox, path = tmp_path / "in", tmp_path / "a.db"
    inbox.mkdir()
    with watching(tmp_path) as process:
        time.sleep(0.5)
        (inbox / "a.txt").write_text("“It rained,” Ann Lee said.\n", encoding="utf-8")
        wait_for(lambda: said_in(path) == {"It rained,"}, process)
        (inbox / "b.txt").write_text("“It hailed,” Bo Reyes said.\n", encoding="utf-8")
        (inbox / "a.txt").write_text("“It snowed,” Ann Lee said.\n", encoding="utf-8")
        (inbox / "bad.jsonl").write_text("{", encoding="utf-8")
        wait_for(lambda: said_in(path) == {"It snowed,", "It hailed,"}, process)
        time.sleep(0.5)
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0
    assert told.count("bad.jsonl") == 1
    assert "1 added, 0 replaced" in told
    with Store(path, write=False) as store:
        assert store.left() == {"unsettled": 0, "ungrouped": 0}
        assert store.info()["versions"] == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db", "in"]
