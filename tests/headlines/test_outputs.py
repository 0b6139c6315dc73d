"""Quotes in headlines through every output: their words are those of the title, nobody looks in the text for them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import run

from quotekit import Analysis, Article, Store, analyze, export, read_annotations, read_standoff, report, summarize
from quotekit.evaluation.predictions import predictions_of, read_predictions
from quotekit.store import file
from quotekit.store.schema import MIGRATIONS

TITLE = "Moreno: ‘The Hull Is Full of Holes’"
TEXT = """Ada Moreno, the leader of the council, spoke on Monday. “The hull is full of holes,” Moreno told reporters.

Islanders’ long wait

Piet Vann said that the crew had been warned.

Vann says crew had been warned

It rained."""
WORDS = [
    "The Hull Is Full of Holes",
    "The hull is full of holes,",
    "that the crew had been warned",
    "crew had been warned",
]
PARTS = ["title", "body", "body", "heading"]


def article(name: str = "a", **data: str) -> Article:
    return Article(TEXT, name, title=TITLE, **data)


def found() -> Analysis:
    return analyze(article(), headlines=True)


def told(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(row["part"], row["quote"]) for row in rows]


EXPECTED = list(zip(PARTS, WORDS))


def test_rows() -> None:
    rows = found().rows()
    assert told(rows) == EXPECTED
    assert [row["id"] for row in rows] == ["a-h1", "a-1", "a-2", "a-h2"]
    assert {row["speaker"] for row in rows} == {"Ada Moreno", "Piet Vann"}
    assert [row["source_text"] for row in rows] == ["Moreno", "Moreno", "Piet Vann", "Vann"]
    assert told(list(csv.DictReader(io.StringIO(found().to_csv())))) == EXPECTED


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonld", "a.zip"])
def test_exports(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    export(found(), path)
    if name == "a.jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    elif name == "a.csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    elif name == "a.jsonld":
        rows = list(read_annotations(path))
    else:
        [analysis] = read_standoff(path)
        assert analysis.quotes == tuple(quote for quote in found().quotes)
        rows = analysis.rows("all")
        assert [row for row in rows if row["act"] == "statement"] == found().rows()
        return
    assert told(rows) == EXPECTED


def test_a_changed_part_in_a_note_of_brat_is_told(tmp_path: Path) -> None:
    from quotekit.errors import InputError

    export(found(), tmp_path / "gold", form="brat")
    path = tmp_path / "gold" / "attributions" / "a_quotekit.ann"
    path.write_text(path.read_text(encoding="utf-8").replace('"part": "body"', '"part": "foot"'), encoding="utf-8")
    with pytest.raises(InputError, match="part in its note is 'foot', not one of title, heading, body, caption"):
        list(read_standoff(tmp_path / "gold"))


def test_schema_org_tells_the_part(tmp_path: Path) -> None:
    export(found(), tmp_path / "a.json", form="schema")
    keywords = [one["keywords"] for one in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["@graph"]]
    assert keywords[0] == ["direct", "statement", "title"]
    assert keywords[1] == ["direct", "statement"]


def test_the_page_leads_from_a_title_to_its_article() -> None:
    page = report(found())
    assert "The Hull Is Full of Holes" in page
    assert "in the title" in page
    assert "in a heading" in page
    assert 'href="#article-1"' in page


def test_summaries_weave_in_no_headline() -> None:
    summary = summarize(found(), sentences=2, quotes=2)
    assert "Vann says" not in str(summary)


def test_predictions_are_of_the_running_text(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(found().to_json(), encoding="utf-8")
    read = read_predictions(path, {"a": len(TEXT)})["a"]
    assert len(read) == 2
    assert [one for one in predictions_of([found()])["a"] if one.kind == "direct"] == read[:1]


def test_outlets_share_a_headline(tmp_path: Path) -> None:
    other = Article("“The hull is full of holes,” Ada Moreno said.", "b", outlet="Wire")
    groups = list(analyze([article(outlet="Echo"), other], headlines=True).variants)
    [words] = [[printing.words for printing in group.printings] for group in groups if len(group.outlets) == 2]
    assert words == ["The Hull Is Full of Holes".split(), *["The hull is full of holes".split()] * 2]


# --- The store ---


def test_a_store_has_the_parts(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(article())
        assert {row["part"] for row in store.search()} == {"body"}
        store.add(article(), headlines=True)  # nothing in it has changed
        assert {row["part"] for row in store.search()} == {"body"}
        store.add(article(), headlines=True, again=True)
        assert sorted(told(store.search())) == sorted(EXPECTED)
        snippets = {row["part"]: row["snippet"] for row in store.search("hull")}
        assert snippets["title"] == "The [Hull] Is Full of Holes"
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        query = "SELECT part, count(*) FROM quotes_view WHERE act = 'statement' GROUP BY part ORDER BY 1"
        assert connection.execute(query).fetchall() == [("body", 2), ("heading", 1), ("title", 1)]
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE quotes SET part = 'foot'")


def test_quotes_of_an_older_store_are_those_of_the_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr(file, "MIGRATIONS", MIGRATIONS[:3])
    with closing(file.opened(path, write=True)) as connection:
        connection.execute(
            "INSERT INTO articles VALUES (1, 'id:a', 'a', NULL, NULL, NULL, NULL, NULL, NULL, 'It.', '', '')"
        )
        values = "1, 1, 0, 'a-1', 'direct', 'statement', 'It', '[[0, 2]]', '[]', '[]', NULL, 0.9, 'marked'"
        columns = "id, article_id, number, name, kind, act, quote, content, cue, source, source_text, confidence, rule"
        connection.execute(f"INSERT INTO quotes ({columns}) VALUES ({values})")
    monkeypatch.undo()
    with Store(path) as store:
        assert told(store.search()) == [("body", "It")]


# --- The command and the page ---

COMMANDS = [
    ("quotes", "--format", "jsonl"),
    ("export", "--format", "jsonl"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": TITLE, "text": TEXT, "id": "a"}), encoding="utf-8")
    name, *options = command
    plain, with_headlines = (run(name, path, *options, *more) for more in ((), ("--headlines",)))
    assert told([json.loads(line) for line in with_headlines.stdout.splitlines()]) == EXPECTED
    assert told([json.loads(line) for line in plain.stdout.splitlines()]) == [
        one for one in EXPECTED if one[0] == "body"
    ]


def test_other_commands(tmp_path: Path) -> None:
    path, database = tmp_path / "a.txt", tmp_path / "a.db"
    path.write_text(f"{TITLE}\n\n{TEXT}", encoding="utf-8")
    counts = [
        [json.loads(line)["quotes"] for line in run("speakers", path, "--format", "jsonl", *more).stdout.splitlines()]
        for more in ((), ("--headlines",))
    ]
    assert [sorted(count) for count in counts] == [[1, 1], [2, 2]]
    assert run("report", path, "--headlines", "-o", tmp_path / "a.html").exit_code == 0
    assert "in the title" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert run("compare", path, "--headlines", "--min-outlets", 1, "--format", "jsonl").exit_code == 0
    assert run("store", "add", database, path, "--headlines").exit_code == 0
    with Store(database, write=False) as store:
        assert sorted(told(store.search())) == sorted(EXPECTED)


def test_the_rest_api_has_headlines() -> None:
    from quotekit.web.jobs import answer

    job = {"errand": "quotes", "articles": [{"text": TEXT, "title": TITLE}], "acts": "statement"}
    asked = {**job, "kinds": ["direct", "mixed", "indirect"], "min_confidence": 0}
    parts = [
        [row["part"] for row in json.loads(answer({**asked, **more}))["quotes"]] for more in ({}, {"headlines": True})
    ]
    assert parts == [["body", "body"], PARTS]
