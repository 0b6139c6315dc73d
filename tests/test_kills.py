"""A dozen of the kills of `benchmarks/kills.py`, and that it sees what it looks for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import kills

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


def test_killed_and_given_again_commands_end_as_promised(tmp_path: Path) -> None:
    counts, wrong = kills.told(kills.faults(["store", "sqlite", "folder"], 12, 1, tmp_path, articles=40))
    assert wrong == []
    assert counts.total() == 12


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("", []),
        ("import sys; sys.exit(3)", ["exit status 3"]),
        ("import sys; sys.exit('quotekit: a.txt: empty')", ["exit status 1"]),
        ("import sys; sys.exit('Traceback')", ["exit status 1", "said Traceback"]),
        ("open('out/.quotekit-1.tmp', 'w')", ["left .quotekit-1.tmp"]),
        ("open('out/x.csv', 'w').write('whole')", []),
        ("open('out/x.csv', 'w').write('who')", ["half-written: x.csv"]),
    ],
)
def test_faults_are_seen(code: str, faults: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(_: str, folder: Path) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", code], cwd=folder, text=True, stderr=subprocess.PIPE)

    monkeypatch.setattr(kills, "started", started)
    (tmp_path / "out").mkdir()
    trial = kills.Trial("csv", tmp_path, {"x.csv": b"whole"}, (0, 0))
    assert list(trial.killed(signal.SIGTERM, 2.0)) == faults
