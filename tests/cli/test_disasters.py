"""Writers when the disk is full, a folder vanishes or they are told to end: a line, a status, nothing by halves."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import commands
import pytest
from stores import analysis

from quotekit.analysis import Analysis
from quotekit.exporting.formats import export
from quotekit.records import Article
from quotekit.store.store import Store

ROOT = Path(__file__).parents[2]
SAID = "“The dam at mile {0} held through the long night of the flood,” said Ana Reyes, the mayor.\n\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and limits")

WRITERS = {
    "csv": "export {news} -o {out}/x.csv",
    "tsv": "export {news} -o {out}/x.tsv",
    "jsonl": "export {news} -o {out}/x.jsonl",
    "parquet": "export {news} -o {out}/x.parquet",
    "excel": "export {news} -o {out}/x.xlsx",
    "sqlite": "export {news} -o {out}/x.db",
    "zip": "export {news} -o {out}/x.zip",
    "folder": "export {news} -o {out}/gold/",
    "annotations": "export {news} -o {out}/x.jsonld",
    "schema": "export {news} -o {out}/x.jsonl --format schema",
    "report": "report {news} -o {out}/x.html",
    "quotes": "quotes {news} -o {out}/x.csv",
    "summarize": "summarize {news} --by-article -o {out}/x.md",
    "store": "store add {out}/x.db {news}",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for number in range(12):
        text = "".join(SAID.format(f"{number}{one}") for one in range(12))
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A limit on every file that is written, as a full disk or a quota sets one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def left(folder: Path) -> list[str]:
    """What lies in a folder and is no store: the pages that SQLite has are never by halves."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("x.db"))


# --- No room ---


@pytest.mark.parametrize("name", WRITERS)
def test_no_room_is_one_line(name: str, news: Path, tmp_path: Path) -> None:
    command = WRITERS[name].format(news=news, out=tmp_path)
    with files_of_at_most(1000):
        result = commands.run(*command.split())
    assert result.exit_code == 1, result.stderr
    [line] = result.stderr.splitlines()
    assert line.startswith("quotekit: ")
    assert "Traceback" not in line
    assert left(tmp_path) == []
    assert name == "store" or not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("name", ["csv", "excel", "parquet", "zip", "report"])
@pytest.mark.parametrize("number", [errno.EDQUOT, errno.ENOSPC, errno.EROFS, errno.ESTALE])
def test_whatever_the_system_says_in_the_end(
    number: int, name: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    result = commands.run(*WRITERS[name].format(news=news / "a0.txt", out=tmp_path).split())
    assert (result.exit_code, result.stderr) == (1, f"quotekit: output: {os.strerror(number)}\n")
    assert left(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet", "excel", "annotations", "schema"])
def test_a_device_that_is_full(form: str, news: Path) -> None:
    result = commands.run("export", news, "-o", "/dev/full", "--format", form)
    assert (result.exit_code, result.stderr) == (1, "quotekit: output: No space left on device\n")


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("place", ["none/below", "/sys/quotekit"], ids=["missing", "read-only"])
def test_no_place_to_write_to_is_told_before(place: str, name: str, news: Path, tmp_path: Path) -> None:
    out = tmp_path / place  # an absolute path takes the place of both
    result = commands.run(*WRITERS[name].format(news=news / "a0.txt", out=out).split())
    [line] = result.stderr.splitlines()
    assert result.exit_code == 2
    assert line.startswith(f"quotekit: {out}")


# --- Taken away ---


def vanishing(folder: Path) -> Iterator[Analysis]:
    """What is found, while the folder that it is written to is taken away."""
    yield analysis("a", ("Ana Reyes", "The dam held."))
    shutil.rmtree(folder)
    yield analysis("b", ("Ana Reyes", "The dam held again."))


@pytest.mark.parametrize(
    "name", ["x.csv", "x.tsv", "x.jsonl", "x.parquet", "x.xlsx", "x.db", "x.zip", "gold/", "x.jsonld"]
)
def test_a_folder_that_vanishes_is_told(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = f"{folder}/{name}"
    with pytest.raises(OSError, match=r"No such file|taken away|moved or deleted|cannot be (written|read)") as error:
        export(vanishing(folder), path)
    assert error.value.filename == path
    assert error.value.strerror
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_vanishes_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with Store(folder / "x.db") as store, pytest.raises(OSError, match="was moved or deleted") as error:
        store.add(vanishing(folder))
    assert error.value.filename == str(folder / "x.db")


def test_an_error_in_the_middle_names_the_file_and_is_no_traceback(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        shutil.rmtree(tmp_path / "out")

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(os, "fsync", fails)
    result = commands.run("export", news / "a0.txt", "-o", tmp_path / "out" / "x.csv")
    assert (result.exit_code, result.stderr) == (1, f"quotekit: {tmp_path}/out/x.csv: No such file or directory\n")


def test_an_error_without_a_number_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Iterator[Article]:
        raise OSError("odd")

    monkeypatch.setattr("quotekit.reading.reader.read", fails)
    assert isinstance(commands.run("quotes", "a.txt").exception, OSError)


# --- Told to end ---


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda how: how.name)
@pytest.mark.parametrize("name", ["csv", "excel", "sqlite", "zip", "folder", "report"])
def test_nothing_is_left_behind(name: str, how: signal.Signals, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "quotekit", *WRITERS[name].format(news="-", out=tmp_path).split()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(line, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, **commands.HEARD)
    deadline = time.monotonic() + 60
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)  # until it has opened its output and waits for standard input
    process.send_signal(how)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (128 + how, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_that_is_to_be_ignored_is_ignored(tmp_path: Path) -> None:
    """As under `nohup`."""
    line = [sys.executable, "-m", "quotekit", "quotes", "-", "-o", str(tmp_path / "x.csv")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ignoring = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)
    process = subprocess.Popen(line, env=environment, stdin=subprocess.PIPE, preexec_fn=ignoring)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    process.send_signal(signal.SIGHUP)
    process.communicate(SAID.encode(), timeout=60)
    assert process.returncode == 0
    assert (tmp_path / "x.csv").exists()
