"""Steps that are kept: only for the same key, only whole, only among files of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from quotekit.checkpoints.steps import Steps, key_of
from quotekit.errors import UsageError


def work(folder: Path, key: str, stop_at: int | None = None) -> tuple[list[int], list[str]]:
    """What three steps give, each a number of its own, and which of them were done now; it may stop before one."""
    fresh: list[str] = []
    steps = Steps(folder)
    steps.begin(key, 3, fresh.append)
    found = []
    for number in range(3):
        if number == stop_at:
            raise KeyboardInterrupt

        def find(number: int = number) -> dict[str, NDArray[Any]]:
            return {"value": np.array([number])}

        found.append(int(steps.done("abc"[number], find)["value"][0]))
    return found, [line.rpartition(": ")[2] for line in fresh]


def stopped(folder: Path, key: str, at: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        work(folder, key, at)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_was_done_is_not_done_again(at: int, tmp_path: Path) -> None:
    stopped(tmp_path / "begun", "key", at)
    found, told = work(tmp_path / "begun", "key")
    assert found == [0, 1, 2]
    assert told == ["goes on where an earlier run was stopped", *["is done"] * at, *"abc"[at:]]


def test_another_key_begins_anew(tmp_path: Path) -> None:
    stopped(tmp_path / "begun", "key", 2)
    assert work(tmp_path / "begun", "other") == ([0, 1, 2], ["a", "b", "c"])


@pytest.mark.parametrize("damage", [b"", b"PK", b"\0" * 100])
def test_a_damaged_file_is_found_again(damage: bytes, tmp_path: Path) -> None:
    stopped(tmp_path / "begun", "key", 2)
    (tmp_path / "begun" / "1.npz").write_bytes(damage)
    assert work(tmp_path / "begun", "key")[1] == ["goes on where an earlier run was stopped", "a", "is done", "c"]


@pytest.mark.parametrize("names", [[], [".quotekit-1234.tmp"]])
def test_killed_at_its_very_beginning_it_begins_anew(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert work(tmp_path, "key") == ([0, 1, 2], ["a", "b", "c"])
    Steps(tmp_path).forget()
    assert not tmp_path.exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="files that quotekit did not write"):
        work(tmp_path, "key")
    Steps(tmp_path).forget()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_nothing_is_left_in_the_end(tmp_path: Path) -> None:
    work(tmp_path / "begun", "key")
    (tmp_path / "begun" / ".quotekit-1234.tmp").touch()  # of a run that was killed while it wrote
    Steps(tmp_path / "begun").forget()
    assert not (tmp_path / "begun").exists()


@pytest.mark.parametrize("change", ["name", "text", "told"])
def test_a_key_is_that_of_all_that_is_given(change: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    before = key_of([tmp_path], "told")
    assert key_of([tmp_path], "told") == before
    if change == "name":
        (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    elif change == "text":
        (tmp_path / "a.txt").write_text("b")
    assert key_of([tmp_path], "else" if change == "told" else "told") != before
