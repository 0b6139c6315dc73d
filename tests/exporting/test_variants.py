"""The commands on groups: `quotekit compare` and `quotekit quotes --groups`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import run

from quotekit.exporting.variants import COMPARE_COLUMNS, GROUPED_COLUMNS

TOLD = {
    "echo-dam.txt": "Published: 3 June 2025\n\n“The dam has held for forty years,” said Ana Reyes.\n",
    "wire-dam.txt": "“The old dam has held for forty years,” Ana Reyes said.\n",
    "wire-dog.txt": "“My dog ate the whole tourist guide,” said Bo Okello.\n",
}


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(*arguments: str) -> list[dict[str, str]]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("compare", "Missing argument 'PATH"),
        ("compare no.txt", "no.txt: no such file"),
        ("compare wire-dog.txt --min-outlets 0", "x>=1"),
        ("compare wire-dog.txt --outlet-from suffix", "'suffix' is not one of 'folder', 'prefix'"),
        ("compare wire-dog.txt --format xml", "'xml' is not one of 'table', 'csv', 'json', 'jsonl', 'markdown'"),
        ("compare wire-dog.txt --excel --format jsonl", "--excel is for csv, not jsonl"),
        ("compare wire-dog.txt -o out.pdf", "out.pdf: .pdf files are not written"),
        ("quotes wire-dog.txt --outlet-from prefix", "--outlet-from prefix is for --groups: add --groups"),
    ],
)
def test_usage(arguments: str, reason: str, news: Path) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert reason in result.stderr.replace("\n", " ")
    assert not list(news.glob("out*"))


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "markdown"])
def test_nothing_in_two_outlets_is_said(form: str, news: Path) -> None:
    said = "quotekit: nothing found that 2 outlets printed: 1 outlet met, wire-dog\n"
    result = run("compare", "wire-dog.txt", "--format", form)
    wanted = ",".join(COMPARE_COLUMNS) + "\n" if form == "csv" else ""
    assert (result.exit_code, result.stdout.replace("\r", ""), result.stderr) == (0, wanted, said)
    assert run("compare", "wire-dog.txt", "--format", form, "-q").stderr == ""


def test_outlets_that_a_prefix_makes_of_topics_are_named(tmp_path: Path) -> None:
    for outlet, said in (
        ("echo", "“The old dam above Telford held,” said Bo Lee."),
        ("post", "“The old dam above Telford held,” Lee said."),
    ):
        (tmp_path / f"dam-{outlet}.txt").write_text(f"{said} It is in the {outlet}.\n", encoding="utf-8")
    assert "outlets met" not in run("compare", str(tmp_path)).stderr
    result = run("compare", str(tmp_path), "--outlet-from", "prefix")
    assert result.stderr == "quotekit: nothing found that 2 outlets printed: 1 outlet met, dam\n"


def test_marks_stand_around_a_direct_quote_only(tmp_path: Path) -> None:
    text = "The trust said that it had “followed every condition of the long licence” since it was issued in May.\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for form in ("table", "markdown"):
        heading = run("compare", str(tmp_path), "--format", form).stdout.splitlines()[0]
        assert heading.count("“") == 1, heading


def test_csv_has_a_row_for_each_quote(news: Path) -> None:
    found = rows("compare", ".", "--outlet-from", "prefix")
    assert list(found[0]) == list(COMPARE_COLUMNS)
    assert [(row["outlet"], row["published"], row["relation"]) for row in found] == [
        ("echo", "2025-06-03", "part"),
        ("wire", "", "identical"),
    ]
    assert found[0]["differences"] == "The [-old-] dam has held for forty years,"


def test_json_lines_have_an_object_for_each_group(news: Path) -> None:
    [group] = map(json.loads, run("compare", ".", "--outlet-from", "prefix", "--format", "jsonl").stdout.splitlines())
    assert (group["speaker"], group["outlets"], group["first"]) == ("Ana Reyes", ["echo", "wire"], "echo")
    assert [quote["article"] for quote in group["quotes"]] == ["echo-dam", "wire-dam"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("table", "echo-dam, 2025-06-03 [part] The [-old-] dam has held"),
        ("markdown", "- echo-dam, 2025-06-03 (part): The ~~old~~ dam has held"),
    ],
)
def test_what_differs_is_shown(form: str, shown: str, news: Path) -> None:
    assert shown in run("compare", ".", "--format", form).stdout


def test_more_outlets_than_there_are(news: Path) -> None:
    assert rows("compare", ".", "--min-outlets", "3") == []


def test_quotes_with_their_groups(news: Path) -> None:
    found = rows("quotes", ".", "--groups")
    assert list(found[0]) == list(GROUPED_COLUMNS)
    assert [(row["group"], row["outlets"]) for row in found] == [("echo-dam-1", "2")] * 2 + [("", "1")]


def test_groups_of_somebody_alone(news: Path) -> None:
    assert [row["speaker"] for row in rows("quotes", ".", "--groups", "--speaker", "reyes")] == ["Ana Reyes"] * 2
