"""`--by-event` and `--copies`: what the commands say of events, copies and agencies."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import commands
import pytest
from told import DAM, SISTERS, TRIAL

SAID = "“The water never came over the top, and I slept well,” said Ana Reyes, the mayor of Telford."
AGAIN = "“I will go back to sea in the spring,” said Tim Voss, the former harbour master."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Six articles on four events; each paper on the dam quotes the mayor, each on the trial the harbour master."""
    for number, told in enumerate((DAM, TRIAL, SISTERS)):
        for name, (title, text) in told.items():
            said = f"\n\n{(SAID, AGAIN, '')[number]}"
            record = {"id": name, "title": title, "text": text + said, "outlet": name}
            with (tmp_path / "news.jsonl").open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(record) + "\n")
    return tmp_path / "news.jsonl"


def test_a_summary_of_many_events_says_so_and_how_many(news: Path) -> None:
    told = commands.run("summarize", news)
    line = "quotekit: the 6 articles report 4 events: --by-event summarizes each for itself\n"
    assert (told.exit_code, told.stderr) == (0, line)
    assert commands.run("summarize", news, "--quiet").stderr == ""
    assert commands.run("summarize", news, "--by-event").stderr == ""


def test_a_summary_of_one_event_says_nothing(tmp_path: Path) -> None:
    for name, (title, text) in DAM.items():
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\n{text}\n\n{SAID}\n", encoding="utf-8")
    assert commands.run("summarize", tmp_path).stderr == ""


def test_each_event_is_summarized_under_a_headline(news: Path) -> None:
    picks = json.loads(commands.run("summarize", news, "--by-event", "--sentences", 2, "--format", "json").stdout)
    events: dict[str, set[str]] = {}
    for pick in picks:
        events.setdefault(pick["heading"], set()).add(pick["article"].split("-")[0])
    assert list(events.values()) == [{"dam"}, {"trial"}, {"first"}, {"prices"}]
    assert set(events) <= {title for told in (DAM, TRIAL, SISTERS) for title, _ in told.values()}


def test_two_ways_to_divide_a_summary_are_refused(news: Path) -> None:
    told = commands.run("summarize", news, "--by-event", "--by-article")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "quotekit: --by-article and --by-event are two ways to divide a summary: choose one\n"


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_groups_name_their_event(news: Path, form: str) -> None:
    text = commands.run("compare", news, "--by-event", "--format", form).stdout
    rows = list(csv.DictReader(io.StringIO(text))) if form == "csv" else list(map(json.loads, text.splitlines()))
    assert {row["event"]: row["outlets"] if form == "csv" else len(row["outlets"]) for row in rows} == {
        "dam-echo": "2" if form == "csv" else 2,
        "trial-echo": "2" if form == "csv" else 2,
    }
    assert "event" not in commands.run("compare", news, "--format", form).stdout.splitlines()[0]


@pytest.mark.parametrize(("form", "mark"), [("markdown", "# "), ("table", "")])
def test_groups_stand_under_the_headline_of_their_event(news: Path, form: str, mark: str) -> None:
    lines = commands.run("compare", news, "--by-event", "--format", form).stdout.splitlines()
    titles = {title for told in (DAM, TRIAL) for title, _ in told.values()}
    assert len([line for line in lines if line.startswith(mark) and line.removeprefix(mark) in titles]) == 2


def test_a_report_has_a_summary_of_each_event(news: Path, tmp_path: Path) -> None:
    for flags in ((), ("--by-event",)):
        assert commands.run("report", news, "-o", tmp_path / "r.html", *flags).exit_code == 0
        page = (tmp_path / "r.html").read_text(encoding="utf-8")
        assert page.count('<ol class="picks"') == (4 if flags else 1)


def copied(folder: Path, dated: str = "") -> Path:
    text = f"{' '.join(text for _, text in DAM.values())}\n\n{SAID}"
    (folder / "a-echo.txt").write_text(text, encoding="utf-8")
    (folder / "b-wire.txt").write_text(f"{dated}{text}", encoding="utf-8")
    return folder


def test_copies_and_agencies_are_columns_where_asked_for(tmp_path: Path) -> None:
    copied(tmp_path, "TELFORD (Reuters) - ")
    rows = list(map(json.loads, commands.run("quotes", tmp_path, "--copies", "--format", "jsonl").stdout.splitlines()))
    assert {(row["article"], row["copy_of"], row["wire"]) for row in rows} == {
        ("a-echo", None, None),
        ("b-wire", "a-echo", "Reuters"),
    }
    assert "copy_of" not in commands.run("quotes", tmp_path, "--format", "jsonl").stdout
    header = commands.run("export", tmp_path, "--copies", "--groups", "--format", "csv").stdout.splitlines()[0]
    assert header.endswith(",author,copy_of,wire,group,outlets")


def test_copies_are_refused_where_there_are_no_columns(tmp_path: Path) -> None:
    told = commands.run("export", copied(tmp_path), "--copies", "-o", tmp_path / "x.jsonld")
    assert (told.exit_code, "--copies is for tables" in told.stderr) == (2, True)
    assert not (tmp_path / "x.jsonld").exists()


def test_copies_are_one_of_the_outlets_that_are_asked_for(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert commands.run("compare", folder, "--format", "jsonl").stdout == ""
    told = commands.run("compare", folder, "--min-outlets", 1, "--format", "jsonl").stdout
    assert {tuple(json.loads(line)["outlets"]) for line in told.splitlines()} == {("a-echo", "b-wire")}


def test_an_outlet_in_capitals_is_the_same_one(tmp_path: Path) -> None:
    records = [
        {"id": str(n), "outlet": name, "text": f"{text}\n\n{SAID}"}
        for n, (name, (_, text)) in enumerate(zip(("NYT", "nyt"), DAM.values()))
    ]
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert commands.run("compare", tmp_path / "n.jsonl", "--format", "jsonl").stdout == ""
