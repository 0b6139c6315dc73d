"""How far a run is: a bar on a terminal, a line a minute elsewhere, nothing for short runs."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import quotekit.cli.running.progress as progress
from quotekit.cli.running.progress import expected, told, watched
from quotekit.reading.origin import Shard, shard_of
from quotekit.records import Article

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, 9, 5, "0 articles"),
        (9, 9, 5, "9 articles"),
        (12, 9, 5, "12 articles"),
        (5, None, 5, "5 articles"),
        (5, 0, 5, "5 articles"),
        (1, 2, 0.1, "1 of about 2 articles, 50 %, 1 s left"),
        (1, 3, 44, "1 of about 3 articles, 33 %, 88 s left"),
        (1, 3, 45, "1 of about 3 articles, 33 %, 2 min left"),
        (1, 3, 3000, "1 of about 3 articles, 33 %, 2 h left"),
        (1999, 2000, 60, "1,999 of about 2,000 articles, 99 %, 1 s left"),
        (1, 10000, 60, "1 of about 10,000 articles, 0 %, 7 d left"),
    ],
)
def test_what_is_told(done: int, total: int | None, seconds: float, line: str) -> None:
    assert told(done, total, seconds) == line


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with files of all sorts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for name in ("texts/a.txt", "texts/b.html", "texts/c.md.gz", "table.csv", "packed.jsonl.gz", "unknown"):
        (tmp_path / name).touch()
    for name in ("lines.jsonl", "lines.ndjson"):
        (tmp_path / name).write_text('{"text": "One."}\n' * 7, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "input_format", "shard", "number"),
    [
        ("-", None, None, None),
        ("texts -", None, None, None),
        ("table.csv", None, None, None),
        ("packed.jsonl.gz", None, None, None),
        ("unknown", None, None, None),
        (".", None, None, None),
        ("lines.jsonl", "csv", None, None),
        ("packed.jsonl.gz", "jsonl", None, None),
        ("missing.txt", None, None, 1),
        ("missing.jsonl", None, None, 0),
        ("missing/*.txt", None, None, 0),
        ("texts", None, None, 3),
        ("texts/*.txt", None, None, 1),
        ("lines.jsonl lines.ndjson texts", None, None, 17),
        ("unknown", "text", None, 1),
        ("texts/a.txt lines.jsonl", "jsonl", None, 7),
        ("lines.jsonl texts", None, "1/4", 3),
    ],
)
def test_articles_are_counted_where_that_is_cheap(
    news: Path, paths: str, input_format: str | None, shard: str | None, number: int | None
) -> None:
    assert expected(paths.split(), input_format, shard_of(shard) if shard else None) == number


def test_counting_is_given_up_where_it_takes_long(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_COUNTING", -1)
    for path in ("texts", "lines.jsonl"):
        assert expected([path], None, Shard(1, 1)) is None


class Clock:
    """Seconds that pass when they are told to."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "bar", "each", "lines"),
    [
        (None, True, 2, []),  # 40 s: too short for a line
        ("dumb", True, 2, []),
        ("xterm", False, 9, []),  # results on the terminal
        (None, True, 31, [2, 4, 6, 8, 10, 12, 14, 16, 18]),
        (None, False, 61, list(range(1, 20))),
        ("dumb", True, 9, [7, 14]),
    ],
)
def test_a_line_a_minute(
    monkeypatch: pytest.MonkeyPatch, term: str | None, bar: bool, each: float, lines: list[int]
) -> None:
    clock, said = Clock(), list[str]()
    monkeypatch.setattr(progress, "time", clock)
    monkeypatch.setattr(sys, "stderr", Terminal() if term else io.StringIO())
    monkeypatch.setenv("TERM", term or "xterm")

    def articles() -> Iterator[Article]:
        for number in range(20):
            yield Article("", str(number))
            clock.now += each

    with ExitStack() as stack:
        assert len(list(watched(articles(), stack, lambda: 20, said.append, bar))) == 20
    assert [int(line.split()[0]) for line in said] == lines
    assert all(re.fullmatch(r"\d+ of about 20 articles, \d+ %, \d+ (?:s|min) left", line) for line in said)


PROGRAM = """
import quotekit.cli.running.progress as progress
progress._PATIENCE = progress._INTERVAL = float({!r})
from quotekit.cli.main import main
main()
"""


def seen(news: Path, patience: float, *options: str, terminal: bool) -> str:
    """What a real run shows on standard error, a terminal or a file, with another patience."""
    records = news / "news.jsonl"
    records.write_text((json.dumps({"text": "“It held,” said Ana Reyes."}) + "\n") * 200, encoding="utf-8")
    arguments = [sys.executable, "-c", PROGRAM.format(str(patience)), "quotes", str(records), "-o", "out.csv", *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    if not terminal:
        return subprocess.run(arguments, env=env, stderr=subprocess.PIPE, text=True, check=True, timeout=60).stderr
    pty = pytest.importorskip("pty")
    main, other = pty.openpty()
    with subprocess.Popen(arguments, env=env, stderr=other) as process:
        os.close(other)
        shown = b""
        try:
            while piece := os.read(main, 4096):
                shown += piece
        except OSError:  # so Linux tells that nobody writes any more
            pass
        assert process.wait(60) == 0
    os.close(main)
    return shown.decode()


COUNT = r"\d+ of about 200 articles, \d+ %, \d+ s left"


def test_a_bar_on_a_real_terminal(news: Path) -> None:
    shown = seen(news, 0, terminal=True)
    assert re.search(COUNT, shown)
    assert "\x1b[" in shown
    assert not re.sub(r"\x1b\[[0-9?;]*[A-Za-z]|\r", "", shown).endswith("left")  # it is taken away at the end


def test_lines_in_a_file(news: Path) -> None:
    shown = seen(news, 0, terminal=False).splitlines()
    assert all(re.fullmatch(rf"quotekit: (?:{COUNT}|0 articles)", line) for line in shown)
    assert len(shown) > 100


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize(("patience", "options"), [(600, []), (0, ["-q"])])
def test_nothing_for_short_runs_and_quiet_ones(news: Path, patience: float, options: list[str], terminal: bool) -> None:
    assert seen(news, patience, *options, terminal=terminal) == ""
