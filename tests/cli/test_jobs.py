"""`--jobs` and `--shard`: the same bytes for any number of processes, and every article in one share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import HEARD, run

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of records: the texts of the corpus twice, a line that is no JSON and a record without text among them."""
    lines = [
        json.dumps({"id": f"{path.stem}-{copy}", "text": path.read_text(encoding="utf-8"), "title": "“It held”: Reyes"})
        for copy in (1, 2)
        for path in sorted(CORPUS.glob("*.txt"))
    ]
    path = tmp_path_factory.mktemp("jobs") / "news.jsonl"
    path.write_text("\n".join([*lines[:17], "{bad", *lines[17:30], '{"text": ""}', *lines[30:]]), encoding="utf-8")
    return path


def command(*arguments: object, jobs: int) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "quotekit", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QUOTEKIT_JOBS": str(jobs)},
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_output_and_the_complaints_are_the_same_for_any_number(records: Path) -> None:
    one = command("quotes", records, "--format", "jsonl", "--headlines", jobs=1)
    assert one[0] == 3
    assert one[1].count(b"\n") > 100
    assert b"news.jsonl:18: bad JSON" in one[2]
    for jobs in (2, 3):
        assert command("quotes", records, "--format", "jsonl", "--headlines", jobs=jobs) == one


@pytest.mark.parametrize(
    "arguments",
    ["export --format annotations", "speakers", "compare", "summarize --quotes 2", "summarize --by-article", "report"],
)
def test_every_command_that_finds_quotes_takes_jobs(arguments: str) -> None:
    texts = sorted(CORPUS.glob("*.txt"))[:18]
    name, *options = arguments.split()
    one, two = (run(name, *texts, *options, "--jobs", jobs) for jobs in (1, 2))
    assert (one.exit_code, one.output) == (two.exit_code, two.output)
    assert one.exit_code == 0, one.output


def test_a_store_is_the_same(records: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        status = run("store", "add", tmp_path / f"{jobs}.db", records, "--jobs", jobs).exit_code
        assert status == 3
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


@pytest.mark.parametrize("given", ["x", "-1", "1.5", "1001", "", "²"])
def test_a_number_that_is_none_is_one_line(given: str) -> None:
    line = f"quotekit: {{}}: {given!r} is no whole number from 0, for all cores, to 1000\n"
    line = line.replace("'1001'", "1001")
    result = run("quotes", CORPUS, "--jobs", given)
    assert (result.exit_code, result.output) == (2, line.format("--jobs"))
    if given:  # an empty variable is as none
        result = run("quotes", CORPUS, env={"QUOTEKIT_JOBS": given})
        assert (result.exit_code, result.output) == (2, line.format("QUOTEKIT_JOBS"))


# --- What ends a run ---


LINE = json.dumps({"text": "“It held,” said Ana Reyes."}).encode() + b"\n"


def started(*arguments: object) -> subprocess.Popen[bytes]:
    """A command with two workers that waits for more on standard input, once it has workers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quotekit", *map(str, arguments), "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **HEARD,
    )
    assert process.stdin
    process.stdin.write(LINE * 1000)  # more than is read at once
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while len(workers_of(process)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    return process


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, parent, stat in rows if int(parent) == process.pid and not stat.startswith("Z")]


def ended(process: subprocess.Popen[bytes], workers: list[int], more: bytes = b"") -> tuple[int, bytes]:
    """The exit status and what was said, where there is more to do; no worker is left."""
    assert len(workers) == 2
    _, stderr = process.communicate(more, timeout=60)
    listed = subprocess.run(["ps", "-eo", "pid="], capture_output=True, text=True, check=True).stdout.split()
    assert not {str(pid) for pid in workers} & set(listed)
    return process.returncode, stderr


STREAM = ("quotes", "-", "--input-format", "jsonl")


@posix
def test_an_interrupt_leaves_no_process_and_no_output(tmp_path: Path) -> None:
    process = started(*STREAM, "-o", tmp_path / "out.csv")
    workers = workers_of(process)
    process.send_signal(signal.SIGINT)
    assert ended(process, workers) == (130, b"")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_worker_that_is_killed_is_one_line_and_the_status_is_1(tmp_path: Path) -> None:
    process = started(*STREAM, "-o", tmp_path / "out.csv")
    workers = workers_of(process)
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    status, stderr = ended(process, workers, LINE * 1000)
    line = b"quotekit: a process ended that was at work (killed by SIGKILL): where memory is short, fewer --jobs need"
    assert (status, stderr) == (1, line + b" less\n")
    assert list(tmp_path.iterdir()) == []


# --- Shares ---


def ids(*arguments: object) -> list[str]:
    result = run(*arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def test_every_quote_is_in_one_share(tmp_path: Path) -> None:
    texts = sorted(CORPUS.glob("*.txt"))[:6]
    whole = ids("quotes", *texts)
    parts = [ids("quotes", *texts, "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert sorted(one for part in parts for one in part) == sorted(whole)
    assert max(map(len, parts)) < len(whole)


@pytest.mark.parametrize("given", ["0/3", "4/3", "x", "3", "1/0", "1/3/5", "-1/3", "1.0/3", ""])
@pytest.mark.parametrize("command", ["quotes", "export", "store add"])
def test_a_share_that_is_none_is_one_line(command: str, given: str, tmp_path: Path) -> None:
    target = [tmp_path / "news.db"] if command == "store add" else []
    result = run(*command.split(), *target, CORPUS, "--shard", given)
    line = f"quotekit: --shard: {given!r} is no share such as 3/100: two whole numbers, from 1/100 to 100/100\n"
    assert (result.exit_code, result.output) == (2, line)
    assert list(tmp_path.iterdir()) == []


def test_groups_are_not_for_a_share() -> None:
    result = run("quotes", CORPUS, "--shard", "1/3", "--groups")
    assert result.exit_code == 2
    assert result.output.startswith("quotekit: --groups compares all articles, and --shard")


def test_a_share_without_an_article_is_no_error() -> None:
    (text,) = CORPUS.glob("harbour-echo.txt")
    results = [run("quotes", text, "--shard", f"{number}/2", "--format", "csv") for number in (1, 2)]
    assert [result.exit_code for result in results] == [0, 0]
    assert sorted(result.stdout.count("\n") > 1 for result in results) == [False, True]
