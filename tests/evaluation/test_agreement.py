"""How far annotators agree: what is refused, figures by hand, and those of nltk for a large one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import run

from quotekit.analysis import Analysis
from quotekit.annotating.webanno.files import write_webanno
from quotekit.errors import InputError
from quotekit.evaluation.agreement import Annotated, agreement, read_annotators
from quotekit.records import Article, Quote, Span

TEXT = "“The dam held,” said Ana Reyes.\n"


def folder_of(path: Path, **annotators: str) -> Path:
    (path / "text").mkdir()
    (path / "attributions").mkdir()
    (path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    for name, lines in annotators.items():
        (path / "attributions" / f"a_{name}.ann").write_text(lines, encoding="utf-8")
    return path


def ann(source: str = "21 30", content: str = "1 14") -> str:
    return (
        f"T1\tSource {source}\tx\nT2\tCue 16 20\tsaid\nT3\tContent {content}\tx\nT4\tAttribution 16 20\tsaid\n"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    )


# --- What is refused ---


def test_one_annotator_agrees_with_nobody(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no article with attributions/NAME_ANNOTATOR.ann of two or more annotators"):
        read_annotators(folder_of(tmp_path, ana=ann()))


def test_annotators_who_read_other_articles_are_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ana=ann(), bo=ann(), cleo=ann())
    (folder / "text" / "b.txt").write_text(TEXT, encoding="utf-8")
    for name in ("ana", "bo"):
        (folder / "attributions" / f"b_{name}.ann").write_text(ann(), encoding="utf-8")
    with pytest.raises(InputError, match="b is not annotated by cleo, who annotated others"):
        read_annotators(folder)


@pytest.mark.parametrize(("option", "named"), [("--speakers", "--speakers"), ("found.jsonl", "PREDICTIONS")])
def test_what_is_not_used_is_refused(tmp_path: Path, option: str, named: str) -> None:
    result = run("evaluate", folder_of(tmp_path, ana=ann(), bo=ann()), "--agreement", option)
    assert result.exit_code == 2
    assert f"leave out {named}" in result.output


# --- Forms ---


def webanno(place: Path, content: str = "The dam held,") -> None:
    """A file of WebAnno TSV of TEXT in which somebody marked some words as content."""
    start = TEXT.index(content)
    place.parent.mkdir(parents=True, exist_ok=True)
    pieces = (Span(start, start + len(content)),)
    quote = Quote("a-1", "a", "direct", "statement", pieces, (Span(16, 20),), (Span(21, 30),))
    write_webanno([Analysis((Article(TEXT, "a"),), (quote,), ())], str(place.parent / "made"))
    (place.parent / "made" / "a.tsv").rename(place)
    shutil.rmtree(place.parent / "made")


@pytest.mark.parametrize("form", ["annotation/a.tsv/{}.tsv", "{}/a.tsv", "zip"])
def test_webanno_of_several_people(tmp_path: Path, form: str) -> None:
    path = "annotation/a.tsv/{}.tsv" if form == "zip" else form
    webanno(tmp_path / "gold" / path.format("ana"))
    webanno(tmp_path / "gold" / path.format("bo"), "dam held,")
    if form.startswith("annotation"):
        webanno(tmp_path / "gold" / "curation" / "a.tsv" / "CURATION_USER.tsv")
        (tmp_path / "gold" / "annotation" / "a.tsv" / "INITIAL_CAS.tsv").touch()
    gold = tmp_path / "gold"
    if form == "zip":
        gold = Path(shutil.make_archive(str(tmp_path / "gold"), "zip", gold))
    [found] = read_annotators(gold)
    assert (found.name, found.text, sorted(found.by)) == ("a", TEXT, ["ana", "bo"])
    assert [own[0]["content"] for _, own in sorted(found.by.items())] == [[(1, 14)], [(5, 14)]]
    content = agreement([found])[2]
    assert (content["observed"], content["kappa"], content["alpha"]) == (83.3, 66.7, 68.6)


def task(**people: tuple[int, object]) -> dict[str, Any]:
    """A task of Label Studio: who marked content from which place on, and how the export names them."""
    annotations = []
    for start, who in people.values():
        at = {"start": start, "end": 14, "text": TEXT[start:14]}
        part = {"id": "r1", "from_name": "part", "to_name": "text"}
        result = [
            {**part, "type": "labels", "value": {**at, "labels": ["Content"]}},
            {**part, "type": "choices", "from_name": "kind", "value": {**at, "choices": ["direct"]}},
        ]
        annotations.append({"completed_by": who, "result": result})
    return {"data": {"text": TEXT}, "annotations": annotations}


def test_label_studio_of_several_people(tmp_path: Path) -> None:
    told = task(ana=(1, 1), again=(1, 1), bo=(5, {"id": 2, "email": "bo@echo.test"}), skipped=(9, 3))
    told["annotations"][-1]["was_cancelled"] = True
    (tmp_path / "export.json").write_text(json.dumps([told]), encoding="utf-8")
    result = run("evaluate", tmp_path / "export.json", "--agreement", "--json")
    content = json.loads(result.stdout)[2]
    assert (content["annotators"], content["observed"], content["kappa"]) == (2, 83.3, 66.7)


@pytest.mark.parametrize(
    ("tasks", "reason"),
    [
        ([task(ana=(1, 1))], "no article with attributions/NAME_ANNOTATOR.ann of two or more annotators"),
        ([task(ana=(1, 1), bo=(1, 2)), task(bo=(1, 2), cleo=(1, 3))], "1 is not annotated by 3, who annotated others"),
        ([{"data": {"text": TEXT}, "annotations": [3]}], "task 1: not a task with annotations"),
        ({}, "not an array of tasks"),
    ],
)
def test_tasks_that_cannot_be_compared_are_named(tmp_path: Path, tasks: object, reason: str) -> None:
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        read_annotators(tmp_path / "export.json")


def test_another_text_is_named(tmp_path: Path) -> None:
    webanno(tmp_path / "ana" / "a.tsv")
    webanno(tmp_path / "bo" / "a.tsv")
    made = tmp_path / "bo" / "a.tsv"
    made.write_text(made.read_text(encoding="utf-8").replace("Reyes", "Royes"), encoding="utf-8")
    with pytest.raises(InputError, match="a has another text in what bo annotated"):
        read_annotators(tmp_path)


# --- Figures ---


def test_who_marks_the_same_agrees(tmp_path: Path) -> None:
    rows = agreement(read_annotators(folder_of(tmp_path, ana=ann(), bo=ann())))
    assert [(row["role"], row["words"], row["alpha"], row["kappa"]) for row in rows] == [
        (role, 6, 100.0, 100.0) for role in ("source", "cue", "content", "all")
    ]


def test_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    # Of six words Ana marks three as content, Bo two of them: 5 of 6 alike. Kappa: by chance (3*2 + 3*4) / 36 = 1/2,
    # (5/6 - 1/2) / (1 - 1/2) = 2/3. Alpha: disagreement 1/6, expected 2 * 5 * 7 / (12 * 11) = 70/132, 1 - 132/420.
    rows = agreement(read_annotators(folder_of(tmp_path, ana=ann(), bo=ann(content="5 14"))))
    content = next(row for row in rows if row["role"] == "content")
    assert (content["observed"], content["kappa"], content["alpha"]) == (83.3, 66.7, 68.6)


def test_where_nobody_marks_there_is_nothing_to_agree_on() -> None:
    rows = agreement([Annotated("a", TEXT, {"ana": [], "bo": []})])
    assert {row["alpha"] for row in rows} == {None}


def test_three_annotators() -> None:
    marks = [[{"source": [], "cue": [], "content": [place]}] for place in ((1, 14), (1, 14), (5, 14))]
    rows = agreement([Annotated("a", TEXT, dict(zip(("ana", "bo", "cleo"), marks)))])
    assert [row["annotators"] for row in rows] == [3] * 4
    assert 0 < rows[2]["kappa"] < 100


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ana=ann(), bo=ann(content="5 14"))
    assert "83.3" in run("evaluate", folder, "--agreement").stdout
    rows = json.loads(run("evaluate", folder, "--agreement", "--json").stdout)
    assert [row["role"] for row in rows] == ["source", "cue", "content", "all"]
