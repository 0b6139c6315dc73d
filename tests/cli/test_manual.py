"""The manual page: what the help says, in troff that `man` takes without a warning."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from commands import run
from manual import PAGE, page

from quotekit.cli.main import cli
from quotekit.cli.store import store

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command", ["", "quotes", "speakers", "audit", "compare", "export", "report", "serve", "store add", "summarize"]
)
def test_the_help_of_what_reads_says_what_can_be_read(command: str) -> None:
    told = " ".join(run(*command.split(), "--help").stdout.split())
    for kind in ("Word", "PDF", "Excel", "feeds", "WARC", "JSON", "Parquet", ".gz"):
        assert kind in told
    assert told.index("PATH is a file") < told.index("quotekit ", told.index("PATH is a file"))


def test_the_page_is_what_the_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/support/manual.py writes it anew"


def test_every_status_of_the_help_is_in_the_page() -> None:
    statuses = page().partition(".SH EXIT STATUS")[2].partition(".SH COMPLETION")[0]
    told = set(re.findall(r"\b\d+\b", (cli.epilog or "").partition("variable")[0]))
    assert told <= set(re.findall(r"\b\d+\b", statuses))
    assert len(told) == 7


def test_the_page_is_installed_where_man_looks() -> None:
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    assert setup["options.data_files"]["share/man/man1"].split() == ["docs/quotekit.1"]


@pytest.fixture(scope="module")
def shown() -> str:
    """The page as a reader sees it in a window of 80 columns. Skips where there is no `man`."""
    if not shutil.which("man") or not shutil.which("groff"):
        pytest.skip("man and groff are not installed")
    done = subprocess.run(
        ["man", "--warnings", "--encoding=UTF-8", "-l", str(PAGE)],
        env={**os.environ, "MANWIDTH": "80", "MAN_KEEP_FORMATTING": "", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc_has_nothing_to_say() -> None:
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(PAGE)], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("name", [*sorted(cli.commands), *(f"store {name}" for name in sorted(store.commands))])
def test_every_command_is_shown(shown: str, name: str) -> None:
    assert f"   quotekit {name}\n       quotekit {name} [OPTIONS]" in shown


def test_examples_stand_line_by_line(shown: str) -> None:
    assert "\n           quotekit quotes article.txt\n           quotekit quotes news/ -o quotes.csv\n" in shown
    assert '           eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"\n' in shown
