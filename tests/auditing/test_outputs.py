"""An audit as rows, JSON, Markdown, a table and a page, and the command that writes them."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from page import parsed
from reports import HOSTILE, corpus, hostile
from rich.console import Console
from stores import DAM, analysis

from quotekit.analysis import Analysis
from quotekit.auditing.counting import audit
from quotekit.auditing.page import audit_page, fragment, styles
from quotekit.auditing.rows import AUDIT_COLUMNS, document, rows
from quotekit.auditing.sheets import sheets, write_markdown, write_sheets
from quotekit.auditing.sources.divisions import DIVISIONS
from quotekit.cli.main import cli
from quotekit.store.store import Store

ECHO = analysis("echo", ("Ana Reyes", DAM), ("Bo Lee", "No."), outlet="Echo", published="2025-04-01")


# --- Rows and JSON ---


def test_rows_have_every_value_of_every_group_in_the_columns_of_the_table() -> None:
    found = list(rows(audit([ECHO], by=["outlet"])))
    assert len(found) == 2 * sum(len(part.values) for part in DIVISIONS.values())
    assert {tuple(row) for row in found} == {AUDIT_COLUMNS}
    [women] = [row for row in found if row["by"] == "outlet" and row["value"] == "women"]
    assert women == {
        **{"by": "outlet", "group": "Echo", "division": "gender", "value": "women", "few": True},
        **{"statements": 0, "statements_share": 0.0, "words": 0, "words_share": 0.0},
        **{"sources": 0, "sources_share": 0.0, "low": 0.0, "high": 0.6576},
        **{"told_share": None, "told_low": None, "told_high": None},  # the gender of none of the two is told
    }


def test_the_share_among_those_who_are_told_is_the_one_that_is_printed() -> None:
    told = {row["value"]: row for row in rows(audit(corpus())) if row["division"] == "gender"}
    women, men = told["women"], told["men"]
    share = women["sources"] / (women["sources"] + men["sources"])
    assert women["told_share"] == round(share, 4) > women["sources_share"]
    assert women["told_share"] + men["told_share"] == 1
    assert women["told_low"] < share < women["told_high"]
    assert [told[value]["told_share"] for value in ("unknown", "no person")] == [None, None]


def test_json_has_the_figures_of_the_rows() -> None:
    found = audit(corpus(), by=["month"])
    told = document(found)
    assert json.loads(json.dumps(told)) == told
    by_place = {(row["by"], row["group"], row["division"], row["value"]): row for row in rows(found)}
    for group in told["groups"]:
        for division in DIVISIONS:
            for value, figures in group[division].items():
                row = by_place.pop((group["by"], group["group"], division, value))
                assert figures == {name: row[name] for name in figures}
    assert by_place == {}


# --- Markdown ---


def test_markdown_obeys_no_name() -> None:
    stream = io.StringIO()
    write_markdown(audit([analysis("a", ("Ana Reyes", DAM), outlet="*Echo* | <b>")], by=["outlet"]), stream)
    told = stream.getvalue()
    assert r"| \*Echo\* \| \<b\> \(few\) |".replace(r"\(few\)", "(few)") in told
    assert "Fewer than 30 sources: shares tell little." in told
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in told.splitlines() if line.startswith("| ")}
    assert len(widths) > 1  # tables of several widths
    assert "## Gender by outlet" in told


# --- On a terminal ---


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_figure_and_no_word_is_cut_on_a_terminal(width: int) -> None:
    stream = io.StringIO()
    found = audit(corpus(), by=["outlet", "month"])
    write_sheets(found, Console(file=stream, width=width))
    tables, _, _ = stream.getvalue().partition("A source is somebody")
    lines = tables.splitlines()[3:]
    assert max(map(len, lines)) <= width
    told = set(" ".join(lines).replace("(", "( ").split())
    for sheet in sheets(found, width):
        for cell in (*sheet.columns, *(cell for row in sheet.rows for cell in row)):
            assert set(cell.replace("(", "( ").split()) <= told
        assert all(any(line.endswith(row[-1]) for line in map(str.rstrip, lines)) for row in sheet.rows)


@pytest.mark.parametrize(("width", "has_intervals"), [(120, True), (80, True), (50, False)])
def test_intervals_are_where_they_have_room(width: int, has_intervals: bool) -> None:
    stream = io.StringIO()
    write_sheets(audit(corpus()), Console(file=stream, width=width))
    assert ("share (95 %)" in stream.getvalue()) is has_intervals
    assert ("In brackets: the interval" in " ".join(stream.getvalue().split())) is has_intervals


def test_what_is_too_wide_is_cut_between_columns() -> None:
    found = list(sheets(audit(corpus(), by=["outlet"]), 40))
    assert [sheet.title for sheet in found][:2] == ["Gender", "Gender, more"]
    assert [sheet.columns[0] for sheet in found[:2]] == ["Gender", "Gender"]
    whole = list(sheets(audit(corpus(), by=["outlet"]), 400))
    assert sum(len(sheet.columns) - 1 for sheet in found) == sum(len(sheet.columns) - 1 for sheet in whole)


# --- The page ---


@pytest.mark.parametrize("found", [[], [ECHO], corpus()], ids=["nothing", "two", "corpus"])
def test_a_page_needs_nothing_from_elsewhere_and_links_lead_somewhere(found: Analysis | list[Analysis]) -> None:
    text = audit_page(audit(found, by=["outlet", "month"]), "Who speaks")
    page = parsed(text)
    assert not {"script", "link", "img", "iframe"} & {one.name for one in page}
    ids = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(set(ids)) == len(ids)
    assert {one.attributes["href"] for one in page if "href" in one.attributes} <= {f"#{one}" for one in ids}
    assert len(page.all("table")) == 5 + 2 * 5  # a table behind each chart, and where there is no chart
    assert "style=" not in text


def test_hostile_names_are_text_in_a_page() -> None:
    found = hostile()
    text = audit_page(audit(found, by=["outlet", "author"]), HOSTILE)
    assert parsed(text).all("script") == []
    assert "<script>alert" not in text
    assert "\u202e" not in text


def test_a_fragment_is_what_a_page_has_between_its_heading_and_its_foot() -> None:
    found = audit(corpus(), by=["outlet"])
    assert str(fragment(found)).strip() in audit_page(found)
    assert ".audit" in styles()


# --- The command ---


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["audit", *arguments])


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, of a table with a topic column."""
    monkeypatch.chdir(tmp_path)
    said = "“The old dam held,” said Ana Reyes, the mayor, who lives beside it. “It was a long night,” she said."
    lines = [["id", "text", "outlet", "date", "topic"], ["a", said, "Echo", "2025-04-01", "floods"]]
    lines.append(["b", said.replace("Ana Reyes", "Tom Bell").replace("she", "he"), "Wire", "2025-05-01", "dams"])
    with (tmp_path / "news.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such file or directory"),
        (["news.csv", "--by", "outlet,days"], "by is outlet, .*, not 'days'"),
        (["news.csv", "--since", "May"], "since is a year, a month or a day, such as 2025-04-01, not 'May'"),
        (["news.csv", "--genders", "none.csv"], "none.csv: cannot be read: No such file or directory"),
        (["news.csv", "--format", "csv", "--title", "Who"], "--title is for html and markdown, not csv"),
        (["news.csv", "-o", "audit.xlsx"], "audit.xlsx: .xlsx files are not written"),
        (["news.csv", "-o", "news.csv"], "news.csv: is an input; choose another file for the output"),
        (["news.csv", "--min-confidence", "nan"], "the least confidence is a number from 0 to 1, not nan"),
        (["news.db", "news.csv"], "news.db: is a store, which is audited alone; there are 2 paths"),
        (["news.db", "--headlines"], "--headlines is for articles, and news.db is a store"),
        (["news.db", "--outlet-from", "folder"], "--outlet-from is for articles, and news.db is a store"),
        (["news.db", "--text-column", "x"], "--text-column is for articles, and news.db is a store"),
        (["news.db", "--section-column", "x"], "--section-column is for articles, and news.db is a store"),
        (["news.db", "--input-format", "csv"], "--input-format is for articles, and news.db is a store"),
        (["news.db", "-o", "news.db", "--format", "csv"], "news.db: is an input"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(arguments: list[str], message: str, news: Path) -> None:
    with Store("news.db"):
        pass
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert re.search(message, result.stderr)
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown", "html"])
def test_a_bad_record_costs_itself_and_not_the_audit(form: str, news: Path) -> None:
    whole = run("news.csv", "--format", form)
    with Path("news.csv").open("a", encoding="utf-8") as stream:
        stream.write("c,,Echo,,dams\n")
    result = run("news.csv", "--format", form)
    assert (result.exit_code, result.stderr) == (3, "quotekit: news.csv:4: its text is empty\n")
    assert result.stdout == whole.stdout != ""


def women(result: Result) -> dict[str, str]:
    """The women among the sources by group."""
    assert result.exit_code == 0, result.output
    return {
        row["group"]: row["sources"] for row in csv.DictReader(result.stdout.splitlines()) if row["value"] == "women"
    }


@pytest.mark.parametrize(
    ("narrowed", "told"),
    [
        ("", None),
        ("--outlet Echo", None),
        ("--outlet Wire --since 2025", None),
        ("--since 2025", "2 articles without a date are left out, because of --since"),
        (
            "--since 2025 --until 2026 --outlet Post",
            "1 article without a date is left out, because of --since and --until",
        ),
    ],
)
@pytest.mark.parametrize("source", ["news.csv", "news.db"])
def test_how_many_are_left_out_for_want_of_a_date_is_said(
    source: str, narrowed: str, told: str | None, news: Path
) -> None:
    with Path("news.csv").open("a", encoding="utf-8", newline="") as stream:
        for outlet in ("Echo", "Post"):
            csv.writer(stream).writerow([outlet, "“It held,” said Cy Young.", outlet, "", "dams"])
    if source == "news.db":
        assert CliRunner().invoke(cli, ["store", "add", "news.db", "news.csv", "-q"]).exit_code == 0
    result = run(source, *narrowed.split(), "--format", "json")
    assert json.loads(result.stdout)["undated"] == (int(told[0]) if told else 0)
    assert [line for line in result.stderr.splitlines() if "date" in line] == ([f"quotekit: {told}"] if told else [])
    shown = run(source, *narrowed.split(), "--format", "table").stdout
    noted = [line for line in shown.splitlines() if line.startswith("Not counted: ")]
    assert noted == ([f"Not counted: {told.partition(' date')[0].replace(' are', '')} date."] if told else [])


@pytest.mark.parametrize(
    ("narrowed", "told"),
    [
        (["--since", "2025"], ""),
        (["--since", "2031"], "quotekit: nothing found to count; articles: 0\n"),
        (["--outlet", "Nobody"], "quotekit: nothing found to count; articles: 0\n"),
    ],
)
@pytest.mark.parametrize("source", ["news.csv", "news.db"])
def test_figures_of_nothing_are_said_to_be_that(source: str, narrowed: list[str], told: str, news: Path) -> None:
    if source == "news.db":
        assert CliRunner().invoke(cli, ["store", "add", "news.db", "news.csv", "-q"]).exit_code == 0
    result = run(source, *narrowed)
    assert (result.exit_code, result.stderr) == (0, told)


def test_a_topic_column_is_a_section(news: Path) -> None:
    found = women(run("news.csv", "--section-column", "topic", "--by", "section"))
    assert found == {"": "1", "floods": "1", "dams": "0"}


def test_a_store_is_counted_without_a_model(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = women(run("news.csv", "--section-column", "topic", "--by", "section, outlet+month"))
    assert CliRunner().invoke(cli, ["store", "add", "news.db", "news.csv", "--section-column", "topic"]).exit_code == 0
    monkeypatch.setitem(__import__("sys").modules, "quotekit.pipeline", SimpleNamespace())
    assert women(run("news.db", "--by", "section, outlet+month")) == expected
    assert set(expected) == {"", "floods", "dams", "Echo, 2025-04", "Wire, 2025-05"}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("audit.csv", "by,group,division,value,statements"),
        ("audit.json", '{"first": "2025-04-01", "last": "2025-05-01", "left_out": '),
        ("audit.md", "# Source audit"),
        ("audit.html", "<!doctype html>"),
    ],
)
def test_the_suffix_tells_the_format(name: str, begins: str, news: Path) -> None:
    assert run("news.csv", "-o", name).exit_code == 0
    assert (news / name).read_text(encoding="utf-8").startswith(begins)


def test_a_table_is_for_reading(news: Path) -> None:
    told = run("news.csv", "--format", "table", "--since", "2025-05").stdout
    assert "1 article, 2 statements of 1 source in 9 words, 1 May 2025." in told
    assert "Fewer than 30 sources" in told
    assert re.search(r"^men +2 +100 % +9 +100 % +1 +100 % \(21 to 100\)$", told, re.M)


def test_a_store_in_which_somebody_is_not_known_yet_says_so(news: Path) -> None:
    with Store("news.db") as store:
        store.add([ECHO])
    with closing(sqlite3.connect("news.db")) as connection, connection:
        connection.execute("UPDATE appearances SET speaker_id = NULL")
        connection.execute("UPDATE quotes SET speaker_id = NULL")
    result = run("news.db", "--format", "json")
    assert "news.db: 2 speakers of articles are not known by name yet, and count as unknown" in result.stderr
    assert json.loads(result.stdout)["groups"][0]["kind"]["unknown"]["statements"] == 2
