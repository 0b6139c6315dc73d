"""Tasks of Label Studio: refused, read back into the same quotes, corrected by hand, allowed by the interface."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import run
from exported import analyses, said
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import quotekit
from quotekit.analysis import Analysis
from quotekit.annotating.label_studio import interface, write_label_studio
from quotekit.annotating.label_studio_reading import read_label_studio
from quotekit.errors import InputError
from quotekit.records import Article


def tasks_of(*several: Analysis) -> list[Any]:
    write_label_studio(several, stream := io.StringIO())
    return list(json.loads(stream.getvalue()))


def read(tasks: object, folder: Path) -> list[Analysis]:
    (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    return list(read_label_studio(folder / "tasks.json"))


# --- What is refused ---


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "tasks.json: not JSON"),
        (b"\xff\xfe[", "tasks.json: not JSON"),
        (b"{}", "not an array of tasks, as Label Studio exports JSON, but dict"),
        (b"[7]", "tasks.json: task 1: not a task with a text"),
        (b'[{"data": {"words": "It held."}}]', "task 1: not a task with a text and its regions: it has no 'text'"),
        (b'[{"data": {"text": 7}}]', "the text of an article is a str, not int"),
        (b'[{"data": {"text": "a", "quotekit": "{"}}]', "task 1: not a task with a text"),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "tasks.json").write_bytes(data)
    with pytest.raises(quotekit.QuotekitError, match=reason):
        list(read_label_studio(tmp_path / "tasks.json"))


def _without_kind(result: list[Any]) -> list[Any]:
    return [item for item in result if item.get("from_name") != "kind"]


def _relabelled(result: list[Any]) -> list[Any]:
    return [item | {"value": item["value"] | {"labels": ["Person"]}} for item in result[:1]]


def _far(result: list[Any]) -> list[Any]:
    return [item | {"value": item["value"] | {"start": 90, "end": 99}} for item in result if "value" in item]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_without_kind, "task 1, content at 1–9: its kind is None, not one of direct, mixed, indirect"),
        (_relabelled, "task 1: a region is 'Person', not one of Source, Cue, Content"),
        (_far, "task 1, content at 90–99: the text has 20 characters"),
    ],
)
def test_a_wrong_region_is_named(tmp_path: Path, change: Callable[[list[Any]], list[Any]], reason: str) -> None:
    [task] = tasks_of(said())
    task["predictions"][0]["result"] = change(task["predictions"][0]["result"])
    with pytest.raises(InputError, match=reason):
        read([task], tmp_path)


# --- There and back ---


@settings(max_examples=60, deadline=None)
@given(st.lists(analyses(), max_size=3, unique_by=lambda one: one.articles[0].id))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, several: list[Analysis]) -> None:
    folder = tmp_path_factory.mktemp("tasks")
    ordered = [replace(one, quotes=tuple(sorted(one.quotes, key=lambda quote: quote.content))) for one in several]
    assert read(tasks_of(*ordered), folder) == ordered


def test_titles_come_back(tmp_path: Path) -> None:
    article = Article("Tom Orr, an MP, said: “It held.”", "a", title="Dam ‘held’, says MP Tom Orr", outlet="Echo")
    found = quotekit.analyze(article, headlines=True)
    assert any(quote.part == "title" for quote in found.quotes)
    assert read(tasks_of(found), tmp_path) == [found]


def test_positions_are_code_points() -> None:
    [task] = tasks_of(said("😀 “It held,” said Ana."))
    value = task["predictions"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (3, 11, "It held,")


def test_the_command_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It held,” said Ana Reyes, the mayor.", encoding="utf-8")
    result = run("export", tmp_path / "a.txt", "--format", "label-studio", "-o", tmp_path / "tasks.json")
    assert result.exit_code == 0, result.output
    [analysis] = quotekit.read_label_studio(tmp_path / "tasks.json")
    assert [row["speaker"] for row in analysis.rows()] == ["Ana Reyes"]


# --- Corrected by hand ---

FOUND = quotekit.analyze("“It held,” said Ana Reyes, the mayor. “It leaks,” said Bill Voss.")


def annotated(change: Callable[[list[Any]], list[Any]]) -> list[Any]:
    """The task as it is exported after somebody changed the regions."""
    [task] = tasks_of(FOUND)
    result = change(task["predictions"][0]["result"])
    skipped = {"result": [], "was_cancelled": True}
    return [{**task, "id": 7, "annotations": [{"result": result, "was_cancelled": False}, skipped]}]


def test_an_annotation_goes_before_the_prediction_and_a_skipped_one_counts_for_nothing(tmp_path: Path) -> None:
    assert read(annotated(lambda result: []), tmp_path)[0].quotes == ()


def test_a_speaker_is_corrected_added_and_removed(tmp_path: Path) -> None:
    def change(result: list[Any]) -> list[Any]:
        speakers = [item for item in result if item.get("from_name") == "speaker"]
        speakers[0]["value"]["text"] = ["Cleo Hart"]
        return [item for item in result if item is not speakers[1]]

    [analysis] = read(annotated(change), tmp_path)
    assert [row["speaker"] for row in analysis.rows()] == ["Cleo Hart", None]


def test_a_quote_of_ones_own_stands_in_text_order(tmp_path: Path) -> None:
    text = FOUND.articles[0].text
    start = text.index("the mayor")
    value = {"start": start, "end": start + 9}
    own = [
        {
            "id": "xY7",
            "type": "labels",
            "from_name": "part",
            "to_name": "text",
            "value": {**value, "labels": ["Content"]},
        },
        {
            "id": "xY7",
            "type": "choices",
            "from_name": "kind",
            "to_name": "text",
            "value": {**value, "choices": ["mixed"]},
        },
    ]
    [analysis] = read(annotated(lambda result: result + own), tmp_path)
    assert [row["quote"] for row in analysis.rows()] == ["It held,", "the mayor", "It leaks,"]
    assert analysis.rows()[1]["kind"] == "mixed"


def test_a_task_of_others_without_regions_has_no_quotes(tmp_path: Path) -> None:
    [analysis] = read([{"data": {"text": "It rained."}}], tmp_path)
    assert (analysis.articles[0].id, analysis.quotes) == ("1", ())


# --- What Label Studio checks when it imports ---


def test_regions_are_what_the_interface_has() -> None:
    view = etree.fromstring(interface())
    allowed = {
        ("part", "labels"): {one.get("value") for one in view.iter("Label")},
        ("kind", "choices"): {one.get("value") for one in view.xpath("//Choices[@name='kind']/Choice")},
        ("act", "choices"): {one.get("value") for one in view.xpath("//Choices[@name='act']/Choice")},
    }
    relations = {one.get("value") for one in view.iter("Relation")}
    names = {one.get("name") for one in view.iter("Labels", "Choices", "TextArea")}
    [task] = tasks_of(FOUND)
    assert {"text", "title"} <= task["data"].keys()
    for item in task["predictions"][0]["result"]:
        if item["type"] == "relation":
            assert set(item["labels"]) <= relations
            continue
        assert item["to_name"] == "text"
        assert item["from_name"] in names
        if (key := (item["from_name"], item["type"])) in allowed:
            assert set(item["value"][item["type"]]) <= allowed[key]
