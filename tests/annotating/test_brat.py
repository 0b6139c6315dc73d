"""brat standoff: refused, read back into the same quotes, read as gold."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exported import analyses, said
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import gold
from quotekit.analysis import Analysis
from quotekit.annotating.brat import write_folder, write_zip
from quotekit.annotating.brat_reading import read_standoff
from quotekit.annotating.folders import file_name
from quotekit.atomic import replacing_bytes
from quotekit.errors import InputError, UsageError
from quotekit.evaluation.predictions import predictions_of
from quotekit.evaluation.quotes import evaluate
from quotekit.evaluation.speakers import read_speakers
from quotekit.records import Article, Quote, Span, Speaker

FILES = ["articles.jsonl", "attributions", "speakers.jsonl", "text"]
ANN = "attributions/a_quotekit.ann"


def zipped(several: list[Analysis], path: Path) -> Path:
    with replacing_bytes(path) as stream:
        write_zip(several, stream)
    return path


# --- What is refused ---


def test_a_folder_with_files_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="files that quotekit did not write, or that were changed since"):
        write_folder([said()], str(tmp_path / "out"))
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "notes.txt"]


@pytest.mark.parametrize(
    ("name", "text"), [(ANN, "T1\tCue 0 1\tI\n"), ("more.txt", "mine"), ("articles.jsonl", "[]"), ("text/a.txt", None)]
)
def test_a_folder_that_was_changed_is_left_alone(tmp_path: Path, name: str, text: str | None) -> None:
    out = tmp_path / "out"
    write_folder([said()], str(out))
    if text is None:
        (out / name).unlink()
    else:
        (out / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="changed since; name another one"):
        write_folder([], str(out))
    assert text is None or (out / name).read_text(encoding="utf-8") == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("extra", [None, ".DS_Store"])
def test_a_folder_as_we_wrote_it_is_replaced(tmp_path: Path, extra: str | None) -> None:
    out = tmp_path / "out"
    write_folder([said(identity="old")], str(out))
    if extra:
        (out / extra).touch()
    write_folder([said()], str(out))
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert [path.name for path in (out / "text").iterdir()] == ["a.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_failure_leaves_nothing_and_the_old_as_it_was(tmp_path: Path) -> None:
    def broken() -> object:
        yield said()
        raise InputError("b.txt: empty")

    with pytest.raises(InputError):
        write_folder(broken(), str(tmp_path / "new"))  # type: ignore[arg-type]
    write_folder([said()], str(tmp_path / "old"))
    with pytest.raises(InputError):
        write_folder(broken(), str(tmp_path / "old"))  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert list(read_standoff(tmp_path / "old")) == [said()]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("file", "is a file"), (".", "is the folder that you are in"), ("no/out", "its folder does not exist")],
)
def test_where_no_folder_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, reason: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=reason):
        write_folder([], path)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("A1\tKind E1 direct\n", "", "ann:3: Kind of E1 is None, not one of direct, mixed, indirect"),
        ("Kind E1 direct", "Kind E1 spoken", "ann:3: Kind of E1 is 'spoken', not one of"),
        ("Act E1 statement", "Act E1 wish", "ann:3: Act of E1 is 'wish', not one of statement, mention, belief"),
        ("Content 1 9", "Content 1 99", "ann:1: 1 to 99 is no place in a text of 20 characters"),
        ("Content 1 9", "Content nine", "ann:1: not LABEL START END"),
        ("Content:T3", "Content:T9", "ann:3: 'Content:T9' names no place of this file"),
        ('"confidence": 0.9', '"confidence": "high"', "ann:3: confidence in its note is 'high'"),
        ('"speaker": "Ana"', '"speaker": 3', "ann:3: speaker in its note is 3"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    write_folder([said()], str(tmp_path / "out"))
    path = tmp_path / "out" / ANN
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=reason.replace(".", r"\.")):
        list(read_standoff(tmp_path / "out"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("articles.jsonl", b"{", "articles.jsonl:1: not an article with a name"),
        (
            "articles.jsonl",
            b'{"name": "a", "altered": [[99, "x"]]}',
            "its line in articles.jsonl is not as it was written",
        ),
        ("articles.jsonl", b'{"name": "a", "speakers": [{}]}', "its line in articles.jsonl is not as it was written"),
        ("text/a.txt", b"\xff", "a.txt: not UTF-8: byte 0 is 0xff"),
        (ANN, b"\xff", "a_quotekit.ann: not UTF-8"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    write_folder([said()], str(tmp_path / "out"))
    (tmp_path / "out" / name).write_bytes(data)
    with pytest.raises(InputError, match=reason):
        list(read_standoff(tmp_path / "out"))


def test_what_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "a_me.ann").touch()
    with (
        zipfile.ZipFile(zipped([said()], tmp_path / "whole.zip")) as whole,
        zipfile.ZipFile(tmp_path / "torn.zip", "w") as torn,
    ):
        for name in whole.namelist():
            torn.writestr(name, whole.read(name))
    (tmp_path / "torn.zip").write_bytes((tmp_path / "torn.zip").read_bytes().replace(b"It held", b"It hold"))
    reasons = {
        "a.zip": "neither a folder nor a .zip",
        "empty": r"no \*.ann in it",
        "alone": "no text: neither",
        "torn.zip": "Bad CRC",
    }
    for name, reason in reasons.items():
        with pytest.raises(InputError, match=reason):
            list(read_standoff(tmp_path / name))


# --- There and back ---


@settings(max_examples=60, deadline=None)
@given(st.lists(analyses(), max_size=3, unique_by=lambda one: one.articles[0].id), st.booleans())
def test_standoff_round_trip(several: list[Analysis], as_folder: bool) -> None:
    # What no quote needs is not asked for: articles without quotes are there too.
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / ("out" if as_folder else "out.zip")
        write_folder(several, str(path)) if as_folder else zipped(several, path)
        if several:
            assert list(read_standoff(path)) == several
        else:
            with pytest.raises(InputError, match=r"no \*\.ann"):
                list(read_standoff(path))


@settings(max_examples=40, deadline=None)
@given(analyses())
def test_other_readers_see_the_same_places(analysis: Analysis) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_folder([analysis], str(folder / "out"))
        [article] = gold.read_folder(folder / "out")
        for quote, found in zip(analysis.quotes, article.attributions, strict=True):
            for role in gold.ROLES:
                assert found[role] == [(span.start, span.end) for span in getattr(quote, role)]
        assert len(article.text) == len(analysis.articles[0].text)
        lines = (
            (folder / "out" / "attributions" / f"{article.name}_quotekit.ann").read_text(encoding="utf-8").splitlines()
        )
        assert all(line[0] in "TEA#" for line in lines)  # for those who end lines at anything that ends one
        read_speakers(folder / "out" / "speakers.jsonl", {article.name: len(article.text)})


@settings(max_examples=60, deadline=None)
@given(analyses())
def test_brat_takes_every_line(analysis: Analysis) -> None:
    # brat 1.3 refuses a text-bound annotation whose words are not those of its places joined by a space, reads lines as
    # str.splitlines ends them, and knows only what annotation.conf has.
    stream = io.BytesIO()
    write_zip([analysis], stream)
    with zipfile.ZipFile(stream) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    [(name, lines)] = [(name, text.splitlines()) for name, text in files.items() if name.endswith(".ann")]
    text, types = files[name.replace(".ann", ".txt")], files["attributions/annotation.conf"]
    for line in lines:
        identity, what, *words = line.split("\t")
        assert what.split(":")[0].split()[0] in (*types.split(), "AnnotatorNotes")
        if identity.startswith("T"):
            places = [place.split() for place in what.split(" ", 1)[1].split(";")]
            assert words == [" ".join(text[int(start) : int(end)] for start, end in places)]


def test_an_analysis_of_many_articles_is_many(tmp_path: Path) -> None:
    both = [said(identity="a"), said("Nobody spoke.", "b")]
    whole = Analysis(
        *(tuple(x for one in both for x in getattr(one, part)) for part in ("articles", "quotes", "speakers"))
    )
    write_folder([whole], str(tmp_path / "out"))
    assert list(read_standoff(tmp_path / "out")) == both


def test_two_halves_of_a_character_stay_two(tmp_path: Path) -> None:
    halves = "\ud83d\ude00"
    [quote] = (
        found := said(f"{halves} “It held.”", f"a{halves}", title=f"{halves}{halves}", author=f"a{halves}")
    ).quotes
    ana = replace(found.speakers[0], name=f"Ana{halves}", aliases=(halves,), roles=(f"{halves}b",))
    given = replace(found, quotes=(replace(quote, via=halves),), speakers=(ana,))
    assert list(read_standoff(zipped([given], tmp_path / "a.zip"))) == [given]


def test_a_zip_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (zipped([said()], tmp_path / name).read_bytes() for name in ("1.zip", "2.zip"))
    assert first == second
    assert sorted(zipfile.ZipFile(io.BytesIO(first)).namelist()) == [
        "articles.jsonl",
        "attributions/a_quotekit.ann",
        "attributions/a_quotekit.txt",
        "attributions/annotation.conf",
        "speakers.jsonl",
        "text/a.txt",
    ]


def test_files_of_any_id_have_names_for_any_disk() -> None:
    taken: dict[str, int] = {}
    ids = [
        "a",
        "A",
        "a/b",
        "a:b",
        "",
        ".",
        "..",
        "nul",
        "NUL.txt",
        "é",
        "e\u0301",
        "x" * 999,
        "x" * 998,
        "漢" * 99,
        "\ud800",
        "ß",
        "ss",
    ]
    found = [file_name(one, taken) for one in ids]
    assert len({name.casefold() for name in found}) == len(ids)
    assert all(len(f"{name}_quotekit.ann".encode()) < 200 for name in found)
    assert not [
        name for name in found if set(name) & set('/\\:*?"<>| \0') or name.endswith(".") or name.lower() == "nul"
    ]


# --- Corrected by hand ---


def test_corrections_are_read(tmp_path: Path) -> None:
    write_folder([said("“It held,” said Ana. “Yes.”")], str(tmp_path / "out"))
    path = tmp_path / "out" / ANN
    text = path.read_text(encoding="utf-8")
    text = text.replace('"speaker": "Ana", "speaker_kind": "person"', '"speaker": "Bo", "speaker_kind": "group"', 1)
    lines = [
        line for line in text.replace("Content 1 9\tIt held,", "Content 1 8\tIt held").splitlines() if "E2" not in line
    ]
    more = [
        "T90\tContent 15 18\tAna",
        "E7\tAttribution:T90 Content:T90",
        "A9\tKind E7 indirect",
        "#8\tAnnotatorNotes E7\tsure?",
    ]
    path.write_text("\r\n".join([*lines, *more, ""]), encoding="utf-8", newline="")
    [analysis] = read_standoff(tmp_path / "out")
    assert analysis.quotes == (
        Quote("a-1", "a", "direct", "statement", (Span(1, 8),), (), (), "a:s2", 0.9, "labelled"),
        Quote("a-2", "a", "indirect", "statement", (Span(15, 18),)),
    )
    assert analysis.speakers[1] == Speaker("a:s2", "Bo", "group")


def test_a_bare_pair_of_files_is_enough(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It held, he said.", encoding="utf-8")
    (tmp_path / "b.ann").write_text(
        "T1\tContent 0 7\tIt held\nE1\tAttribution:T1 Content:T1\nA1\tKind E1 indirect\n", encoding="utf-8"
    )
    expected = Quote("b-1", "b", "indirect", "statement", (Span(0, 7),))
    assert list(read_standoff(tmp_path)) == [Analysis((Article("It held, he said.", "b"),), (expected,), ())]


# --- As gold ---


def test_what_is_exported_scores_all_against_itself(tmp_path: Path) -> None:
    several = [said("“It held,” said Ana. Bo said “no”, and “yes.”"), said("Nobody spoke.", "b")]
    quotes = several[0].quotes
    several[0] = replace(
        several[0], quotes=(replace(quotes[0], cue=(Span(11, 15),), source=(Span(16, 19),)), *quotes[1:])
    )
    write_folder(several, str(tmp_path / "out"))
    result = evaluate(list(gold.read_folder(tmp_path / "out")), predictions_of(several)).as_dict()
    assert result["articles"] == 2
    assert {result[key]["f1"] for key in ("attribution_exact",)} | {result["quotes"]["exact"]["f1"]} == {100.0}
    rows = [json.loads(line) for line in (tmp_path / "out" / "speakers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["article"], row["speaker"], row["kind"], row["mention"]) for row in rows] == [
        ("a", "Ana", "person", "none")
    ] * 3
