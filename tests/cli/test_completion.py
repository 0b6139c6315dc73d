"""Completion in real shells, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import FishComplete

from quotekit.cli.main import cli
from quotekit.cli.running.completion import mend_fish

ROOT = Path(__file__).parents[2]
QUIET = "No progress, and no warnings."


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A search path where `quotekit` is this checkout's."""
    program = tmp_path / "bin" / "quotekit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quotekit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def shell(name: str, script: str, path: str, home: Path) -> str:
    """What a shell prints that reads no settings of the user. Skips where there is no such shell."""
    program = shutil.which(name)
    if not program:
        pytest.skip(f"{name} is not installed")
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    done = subprocess.run([program, "-c", script], env=env, cwd=home, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_fish_shows_the_help_to_its_end(path: str, tmp_path: Path) -> None:
    (tmp_path / "news.txt").touch()
    begun = ["quotekit quotes --", "quotekit spe", "quotekit quotes --kind ", "quotekit quotes new"]
    asked = [f"complete -C '{line}'" for line in begun]
    lines = shell("fish", "; ".join(["_QUOTEKIT_COMPLETE=fish_source quotekit | source", *asked]), path, tmp_path)
    found = dict(line.partition("\t")[::2] for line in lines.splitlines())
    assert found["--quiet"] == QUIET
    assert found["--strict"] == "Stop at the first input that cannot be read."
    assert found["speakers"].startswith("Count who is quoted how often, and ")
    assert {"direct", "mixed", "indirect", "news.txt"} <= set(found)


def test_bash_completes(path: str, tmp_path: Path) -> None:
    script = """eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"
        COMP_WORDS=(quotekit quotes --qu) COMP_CWORD=2 COMP_LINE="quotekit quotes --qu"
        _quotekit_completion quotekit; echo "${COMPREPLY[@]}" """
    assert shell("bash", script, path, tmp_path) == "--quiet\n"


def test_zsh_is_given_the_whole_help(path: str, tmp_path: Path) -> None:
    script = "_QUOTEKIT_COMPLETE=zsh_complete COMP_WORDS='quotekit quotes --qu' COMP_CWORD=2 quotekit"
    assert shell("sh", script, path, tmp_path) == f"plain\n--quiet\n{QUIET}\n"


def test_only_a_shell_that_asks_has_it_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[type[FishComplete]] = []
    monkeypatch.setattr("click.shell_completion.add_completion_class", added.append)
    monkeypatch.delenv("_QUOTEKIT_COMPLETE", raising=False)
    mend_fish()
    assert added == []
    monkeypatch.setenv("_QUOTEKIT_COMPLETE", "fish_source")
    mend_fish()
    [mended] = added
    assert 'string split --max 1 "," $completion' in mended(cli, {}, "quotekit", "_QUOTEKIT_COMPLETE").source()
