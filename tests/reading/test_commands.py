"""The commands over pages, tables and JSON: what they say, what they exit with, what they find."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import run
from webpage_samples import BLOG, NEWSPAPER

HELD = "“The dam held all night,” said Ana Reyes, the mayor of Telford."


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, of a table and two pages."""
    monkeypatch.chdir(tmp_path)
    rows = [["nr", "story", "paper"], ["x1", HELD, "Echo"], ["x2", "", "Echo"], ["x3", HELD, "Wire"]]
    with open("news.csv", "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    Path("pages").mkdir()
    Path("pages/a.html").write_text(NEWSPAPER, encoding="utf-8")
    Path("pages/b.html").write_text(BLOG.replace("Penmorrow Echo", "Wire"), encoding="utf-8")
    return tmp_path


NAMED = ("--text-column", "story", "--id-column", "nr", "--outlet-column", "paper")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (
            "quotes news.csv --text-column body",
            2,
            "quotekit: news.csv: no column 'body'; its columns are nr, story, paper",
        ),
        (
            "quotes news.csv --date-column day",
            2,
            "quotekit: news.csv: no column 'day'; its columns are nr, story, paper",
        ),
        ("quotes news.csv --input-format xml", 2, "'xml' is not one of 'text', 'markdown', 'html', 'jsonl', 'csv'"),
        ("quotes news.csv --input-format jsonl", 2, "news.csv:1: bad JSON: Expecting value, column 1"),
        ("quotes news.csv", 3, "quotekit: news.csv:3: its story is empty"),
        ("quotes news.csv --strict", 3, "quotekit: news.csv:3: its story is empty"),
        ("quotes none.csv", 2, "quotekit: none.csv: no such file"),
        ("speakers news.csv", 3, "news.csv:3"),
        ("summarize news.csv", 3, "news.csv:3"),
        ("compare news.csv", 3, "news.csv:3"),
        ("quotes pages --quiet", 0, ""),
    ],
)
def test_what_is_said_and_the_status(news: Path, arguments: str, status: int, said: str) -> None:
    result = run(*arguments.split(), *(["-o", "out.csv"] if arguments.split()[0] != "summarize" else []))
    assert (result.exit_code, result.stdout if status == 2 else "") == (status, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    if status == 2:
        assert not (news / "out.csv").exists()


@pytest.mark.parametrize("command", ["quotes new", "store add new.db new", "store search news.csv x"])
def test_what_is_not_readable_is_one_line(command: str, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode, **how: False)  # as it is for who is not root
    (news / "new").mkdir()
    result = run(*command.split())
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.stderr


def test_quotes_of_a_table(news: Path) -> None:
    rows = [json.loads(line) for line in run("quotes", "news.csv", "--format", "jsonl", *NAMED).stdout.splitlines()]
    assert [(row["article"], row["speaker"]) for row in rows] == [("x1", "Ana Reyes"), ("x3", "Ana Reyes")]


def test_quotes_of_standard_input(news: Path) -> None:
    table = (news / "news.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(run("quotes", "-", "--input-format", "csv", input=table).stdout))
    assert [row["article"] for row in rows] == ["stdin:2", "stdin:4"]
    rows = csv.DictReader(io.StringIO(run("quotes", "-", input=NEWSPAPER).stdout))
    assert {row["speaker"] for row in rows} == {"Martin Pellow", "Ruth Okello", "Ana Reyes"}


@pytest.mark.parametrize(
    "arguments", [("news.csv", *NAMED), ("pages", "--outlet-from", "folder", "--min-outlets", "1")]
)
def test_outlets_that_records_and_pages_name_go_first(news: Path, arguments: tuple[str, ...]) -> None:
    """Two prints of one text are one voice, so that groups of the pages are asked for with one outlet."""
    groups = [json.loads(line) for line in run("compare", *arguments, "--format", "jsonl").stdout.splitlines()]
    assert groups
    assert {quote["outlet"] for group in groups for quote in group["quotes"]} in (
        {"Echo", "Wire"},
        {"Penmorrow Echo", "Wire"},
    )


def test_a_summary_has_the_title_of_a_page(news: Path) -> None:
    assert "Harbour chief admits fraud" in run("summarize", "pages", "--headline", "--format", "markdown").stdout
