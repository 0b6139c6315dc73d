"""docs/extending.md: its package is installed into a fresh environment, and its examples do there what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from plugged import put_package

from quotekit import plugins
from quotekit.exporting.formats import EXPORTERS
from quotekit.reading.formats import READERS
from quotekit.summary.methods import METHODS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`([\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```", TEXT, re.M | re.S))
EXAMPLES = re.findall(r"^```(sh|python)\n([^`]*?)^```\n\n```text\n(.*?)^```", TEXT, re.M | re.S)
"""Language, code and what it prints."""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the libraries of this one, our checkout, the package of the page, and its files.

    The package is put there as an installer does: the module, and its entry points beside it.
    """
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder / "env", with_pip=False)
    [site] = (folder / "env").glob("lib/python*/site-packages")
    paths = (str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    (site / "as-here.pth").write_text("\n".join(dict.fromkeys(paths)), encoding="utf-8")
    project = tomllib.loads(FILES["pyproject.toml"])
    [module] = project["tool"]["setuptools"]["py-modules"]
    put_package(site, module, FILES[f"{module}.py"], project["project"]["entry-points"])
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        if name != f"{module}.py":
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_the_page_holds_its_files() -> None:
    assert set(FILES) == {"own/cues.tsv", "own/titles.tsv", "pyproject.toml", "quotekit_own.py", "letter.eml"}
    assert len(EXAMPLES) >= 3


def test_every_door_is_shown_and_no_other() -> None:
    entries = tomllib.loads(FILES["pyproject.toml"])["project"]["entry-points"]
    assert set(entries) == {plugins.MODELS, plugins.READERS, plugins.EXPORTERS, plugins.METHODS}
    assert all(f"`{group}`" in TEXT for group in entries)
    assert not {name for own in entries.values() for name in own} & {*READERS, *EXPORTERS, *METHODS}


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_do_what_the_page_says(number: int, fresh: Path) -> None:
    language, code, printed = EXAMPLES[number]
    python = fresh / "env" / "bin" / "python"
    command = fresh / "env" / "bin" / "quotekit"
    command.write_text(f'#!/bin/sh\nexec "{python}" -m quotekit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    path = f"{command.parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(
        ["sh", "-e", "-c", code] if language == "sh" else [str(python), "-c", code],
        cwd=fresh,
        env={**environment, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, printed), done.stderr


def test_without_the_package_there_are_no_such_parts(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(FILES["letter.eml"], encoding="utf-8")
    command = [sys.executable, "-m", "quotekit", "export", "letter.eml", "-o", "quotes.md"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "no format has this suffix" in done.stderr) == (2, True)
