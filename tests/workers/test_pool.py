"""Workers: the same in the same order, errors in their place, few chunks ahead, and no process left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from errands import doubled, environment

from quotekit.errors import UsageError, WorkerError
from quotekit.workers.number import MOST, cores, jobs_of
from quotekit.workers.pool import each

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


def told(chunks: Iterable[list[int]], jobs: int) -> list[Any]:
    """What is given, and behind it the error that ended it."""
    found: list[Any] = []
    try:
        for one in each(doubled, chunks, jobs):
            found.append(one)
    except Exception as error:
        found.append(f"{type(error).__name__}: {error}".partition(" (")[0])
    return found


def broken() -> Iterator[list[int]]:
    yield [1, 2]
    yield [3]
    raise OSError("the disk is gone")


CHUNKS: list[tuple[Any, list[Any]]] = [
    ([], []),
    ([[]], []),
    ([[1], [], [2, 3]], [2, 4, 6]),
    ([[number] for number in range(12)], list(range(0, 24, 2))),
    ([[5, 13, 6], [7]], [10, "ValueError: thirteen"]),
    ([[77], [8]], [154, 16]),
]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_is_given_is_the_same_in_the_same_order(jobs: int) -> None:
    for chunks, expected in CHUNKS:
        assert told(chunks, jobs) == expected
    assert told(broken(), jobs) == [2, 4, 6, "OSError: the disk is gone"]


@posix
def test_a_worker_that_is_killed_is_an_error_behind_what_was_found_before() -> None:
    assert told([[1], [2], [99], [3]], 2) == [2, 4, "WorkerError: a process ended that was at work"]


@posix
def test_workers_end_with_the_iterator_whatever_they_are_at() -> None:
    started = time.monotonic()
    stream = each(doubled, [[1], [55], [55]], 2)
    assert next(stream) == 2
    stream.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 60
    pids = {pid for pid, _, _ in each(environment, [[1], [2], [3], [4]], 2)}
    assert not [pid for pid in pids if _is_alive(pid)]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_processes_are_others_and_as_many_as_asked_for() -> None:
    here = list(each(environment, [[1], [2]], 1))
    assert {pid for pid, _, _ in here} == {os.getpid()}
    there = list(each(environment, [[number] for number in range(8)], 2))
    assert len({pid for pid, _, _ in there}) == 2
    assert {parent for _, parent, _ in there} == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_only_some_chunks_are_read_ahead(jobs: int) -> None:
    read: list[int] = []

    def chunks() -> Iterator[list[int]]:
        for number in range(14, 50):
            read.append(number)
            yield [number]

    for done, _ in enumerate(each(doubled, chunks(), jobs), 1):
        assert len(read) - done <= 2 * jobs


def test_a_function_that_cannot_be_sent_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be sent to other processes"):
        list(each(lambda chunk: chunk, [[1]], 2))
    assert list(each(lambda chunk: chunk, [[1]], 1)) == [1]


@pytest.mark.parametrize("given", [-1, MOST + 1, True, 1.5, "2", None])
def test_a_number_that_is_none_is_refused_on_one_line(given: object) -> None:
    with pytest.raises(UsageError, match=f"^jobs: {given!r} is no whole number from 0, for all cores, to {MOST}$"):
        jobs_of(given)


def test_0_is_all_cores_of_this_process() -> None:
    assert (jobs_of(1), jobs_of(MOST), jobs_of(0)) == (1, MOST, cores())
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_an_error_of_a_process_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(WorkerError, match="cannot be started: No such file"):
        list(each(doubled, [[1]], 2))


SCRIPT = """import quotekit
found = quotekit.analyze_each(["“It held,” said Ana Reyes."] * 40, jobs=2)
print(len(next(found).quotes), len(list(found)))
"""


@pytest.mark.parametrize("way", ["script", "standard input"])
def test_a_script_needs_no_main_guard(tmp_path: Path, way: str) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    arguments, data = ([str(tmp_path / "script.py")], "") if way == "script" else (["-i", "-"], SCRIPT)
    done = subprocess.run(
        [sys.executable, *arguments],
        input=data.encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert (done.returncode, done.stdout.split()) == (0, [b"1", b"39"]), done.stderr.decode()


@posix
def test_a_worker_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from errands import *; from quotekit.workers.pool import each\n"
        "for one in each(environment, ([1] for _ in range(4)), 2): print(one[0], flush=True)\n"
        "import itertools\nfor one in each(doubled, ([2] for _ in itertools.count()), 2): pass\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT / "tests" / "support")], stdout=subprocess.PIPE, env=environ
    )
    assert process.stdout
    process.stdout.readline()
    children = _children(process.pid)
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(_runs, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in children if _runs(pid)]


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if int(line.split()[1]) == pid]


def _runs(pid: int) -> bool:
    """Whether a process is at work, and not ended and only unmissed."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")
