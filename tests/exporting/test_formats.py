"""`quotekit export`: refusals, formats by suffix, tables that other programs read, columns and their document."""

from __future__ import annotations

import csv
import gc
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import commands
import openpyxl
import pandas
import pyarrow.parquet
import pytest
from exported import analyses, said
from hypothesis import given, settings

from quotekit.analysis import Analysis
from quotekit.annotating.brat_reading import read_standoff
from quotekit.annotating.notes import RELATIONS
from quotekit.annotating.webanno.cells import FEATURES, LINK_LAYER, SPAN_LAYER
from quotekit.annotating.webanno.reading import read_webanno
from quotekit.atomic import replacing_bytes
from quotekit.errors import QuotekitError, UsageError
from quotekit.exporting.excel import write_excel
from quotekit.exporting.formats import EXPORTERS, export, exporter_of
from quotekit.exporting.parquet import write_parquet
from quotekit.exporting.tables import export_row, write_csv
from quotekit.exporting.variants import COMPARE_COLUMNS, group_rows
from quotekit.records import Article
from quotekit.rows import COLUMNS, COPY_COLUMNS, EXPORT_COLUMNS, EXPORT_KEYS, GROUP_COLUMNS, Row, values_of
from quotekit.speakers.people.roster import SPEAKER_COLUMNS

ROOT = Path(__file__).parents[2]
TABLES = ("csv", "tsv", "jsonl", "parquet", "excel")


def fake_each(
    articles: Iterable[Article], model: str | None = None, headlines: bool = False, jobs: int = 1
) -> Iterator[Analysis]:
    for article in articles:
        found = said(article.text, article.id)
        yield replace(found, articles=(article,))


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, of two articles and an empty one."""
    monkeypatch.setitem(sys.modules, "quotekit.pipeline", SimpleNamespace(analyze_each=fake_each))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "echo-a.txt").write_text("Published: April 10, 2025\n\n“It held.” “007” “=1+1”", encoding="utf-8")
    (tmp_path / "post-b.txt").write_text("Nobody spoke.", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


run = partial(commands.run, "export")


# --- What is refused ---


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("echo-a.txt", "name a file to write with -o, such as quotes.xlsx, or a --format for standard output"),
        ("echo-a.txt --format parquet", "this format is written to a file: name it with -o"),
        ("echo-a.txt --format brat -o -", "this format is written to a file: name it with -o"),
        ("echo-a.txt --format xml", "'xml' is not one of"),
        ("echo-a.txt -o q.xls", "q.xls: no format has this suffix; use one of .csv, .tsv"),
        ("echo-a.txt -o quotes", "quotes: which format is told by a suffix; use one of .csv"),
        ("echo-a.txt -o gold", ", gold/ for a folder of brat standoff, or name a --format"),
        ("echo-a.txt -o q.xlsx --excel", "--excel is for csv and tsv, not excel"),
        ("echo-a.txt -o q.zip --groups", "--groups is for tables (csv, tsv, jsonl, json, parquet, excel), not brat"),
        ("echo-a.txt -o q.jsonld --groups", "not annotations"),
        ("echo-a.txt -o .", ".: is an input; choose another file"),
        ("echo-a.txt -o echo-a.txt --format excel", "echo-a.txt: is an input; choose another file"),
        ("echo-a.txt -o no/q.parquet", "no/q.parquet: cannot be written: its folder does not exist"),
        ("echo-a.txt -o no/gold/", "no/gold/: cannot be written: its folder does not exist"),
        ("empty.txt -o q.xlsx", "empty.txt: empty"),
        ("empty.txt -o q.parquet", "quotekit: empty.txt: empty"),
        ("empty.txt -o gold/", "quotekit: empty.txt: empty"),
        ("empty.txt -o q.zip", "quotekit: empty.txt: empty"),
        ("no.txt -o q.jsonld", "no.txt: no such file"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(news: Path, arguments: str, reason: str) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert reason in result.stderr
    assert sorted(path.name for path in news.iterdir()) == ["echo-a.txt", "empty.txt", "post-b.txt"]


def test_an_unknown_name_of_a_format_is_named() -> None:
    with pytest.raises(UsageError, match=r"the formats are csv, tsv, .* not 'xml'"):
        exporter_of("a.csv", "xml")


@pytest.mark.parametrize(
    ("name", "module", "extra"), [("q.parquet", "pyarrow", "parquet"), ("q.xlsx", "openpyxl", "excel")]
)
def test_a_missing_library_is_named_with_its_extra(
    news: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = run("echo-a.txt", "-o", name)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert f"needs {module}: pip install 'quotekit[{extra}]'" in result.stderr
    assert not (news / name).exists()


# --- Formats ---


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("-o q.csv", "csv"),
        ("-o q.TSV", "tsv"),
        ("-o q.ndjson", "jsonl"),
        ("-o q.json", "json"),
        ("-o q.json --format jsonl", "jsonl"),
        ("-o q.parquet", "parquet"),
        ("-o q.xlsx", "excel"),
        ("-o q.zip", "brat"),
        ("-o q/", "brat"),
        ("-o q --format brat", "brat"),
        ("-o q --format webanno", "webanno"),
        ("-o q.zip --format webanno", "webanno"),
        ("-o q.jsonld", "annotations"),
        ("-o q.json --format annotations", "annotations"),
        ("-o q.jsonld --format schema", "schema"),
    ],
)
def test_every_format_holds_the_same_quotes(news: Path, options: str, name: str) -> None:
    result = run("echo-a.txt", "post-b.txt", "--outlet-from", "prefix", *options.split())
    assert (result.exit_code, result.output) == (0, "")
    [path] = [one for one in news.iterdir() if one.stem == "q"]
    assert quotes_in(path, name) == [("echo-a-1", "It held."), ("echo-a-2", "007"), ("echo-a-3", "=1+1")]


def quotes_in(path: Path, name: str) -> list[tuple[str, str]]:
    """Ids and words of the quotes of an export, as its usual reader finds them."""
    if name in ("csv", "tsv"):
        frame = pandas.read_csv(path, sep="," if name == "csv" else "\t", dtype=str)
        return [(one, words.removeprefix("'")) for one, words in zip(frame["id"], frame["quote"])]
    if name == "parquet":
        return [(row["id"], row["quote"]) for row in pyarrow.parquet.read_table(path).to_pylist()]
    if name == "excel":
        return [(row["id"], row["quote"]) for row in pandas.read_excel(path, dtype=str).to_dict("records")]
    if name in ("brat", "webanno"):
        read_back = read_standoff if name == "brat" else read_webanno
        found = [(one, quote) for one in read_back(path) for quote in one.quotes]
        return [(quote.id, one.row_of(quote)["quote"]) for one, quote in found]
    text = path.read_text(encoding="utf-8")
    if name == "jsonl":
        return [(row["id"], row["quote"]) for row in map(json.loads, text.splitlines())]
    if name == "json":
        return [(row["id"], row["quote"]) for row in json.loads(text)]
    if name == "schema":
        return [(node["identifier"], node["text"]) for node in json.loads(text)["@graph"]]
    items = json.loads(text)["first"]["items"]
    return [(item["quotekit:id"], item["target"][0]["selector"][1]["exact"]) for item in items]


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl", "annotations", "schema"])
def test_text_goes_to_standard_output_where_asked(news: Path, name: str) -> None:
    result = run("echo-a.txt", "--format", name)
    assert (result.exit_code, result.stderr, "It held." in result.stdout) == (0, "", True)


def test_articles_of_the_quotes_are_described(news: Path) -> None:
    rows = [
        json.loads(line)
        for line in run("echo-a.txt", "--format", "jsonl", "--outlet-from", "prefix").stdout.splitlines()
    ]
    assert (rows[0]["outlet"], rows[0]["published"], rows[0]["title"], rows[0]["url"]) == (
        "echo",
        "2025-04-10",
        None,
        None,
    )
    assert tuple(rows[0]) == EXPORT_KEYS


def test_filters_are_those_of_quotes(news: Path) -> None:
    for options, count in {
        "--speaker ana": 3,
        "--speaker bo": 0,
        "--kind mixed": 0,
        "--min-confidence 0.95": 0,
    }.items():
        for name in ("csv", "schema"):
            result = run("echo-a.txt", "--format", name, *options.split())
            assert (result.exit_code, result.stdout.count("echo-a-")) == (0, count * (2 if name == "schema" else 1)), (
                options
            )
    run("echo-a.txt", "post-b.txt", "-o", "all/", "--kind", "mixed")
    run("echo-a.txt", "post-b.txt", "-o", "ana/", "--speaker", "ana")
    assert [(one.articles[0].id, len(one.quotes)) for one in read_standoff(news / "all")] == [
        ("echo-a", 0),
        ("post-b", 0),
    ]
    assert [(one.articles[0].id, len(one.quotes)) for one in read_standoff(news / "ana")] == [("echo-a", 3)]


def test_groups_are_columns(news: Path) -> None:
    (news / "post-b.txt").write_text("“It held.”", encoding="utf-8")
    table = run("echo-a.txt", "post-b.txt", "--format", "csv", "--groups").stdout
    assert table.splitlines()[0].split(",") == [*EXPORT_COLUMNS, *GROUP_COLUMNS]
    run("echo-a.txt", "-o", "q.parquet", "--groups")
    assert pyarrow.parquet.read_schema(news / "q.parquet").names == [*EXPORT_COLUMNS, *GROUP_COLUMNS]


def test_csv_is_safe_unless_raw(news: Path) -> None:
    assert "'=1+1" in run("echo-a.txt", "--format", "csv").stdout
    assert ',"=1+1",' in run("echo-a.txt", "--format", "csv", "--raw").stdout
    assert run("echo-a.txt", "--format", "tsv", "--excel").stdout.startswith("\ufeffarticle\tid")


def test_some_rejected_still_writes_what_is_left(news: Path) -> None:
    for name in ("q.xlsx", "gold/"):
        result = run("echo-a.txt", "empty.txt", "-o", name)
        assert (result.exit_code, result.stderr) == (3, "quotekit: empty.txt: empty\n")
        assert (news / name).exists()


# --- Tables as others read them ---


def rows_of(analysis: Analysis) -> list[Row]:
    return [export_row(analysis, quote) for quote in analysis.quotes]


def clean(text: Any) -> Any:
    """A text as formats of UTF-8 have it."""
    return text.encode("utf-8", "backslashreplace").decode() if isinstance(text, str) else text


@settings(max_examples=60, deadline=None)
@given(analyses())
def test_parquet_round_trip(analysis: Analysis) -> None:
    stream = io.BytesIO()
    write_parquet(rows_of(analysis), stream, EXPORT_COLUMNS)
    found = pyarrow.parquet.read_table(stream).to_pylist()
    for row in found:
        for part in ("content", "cue", "source"):
            row[part] = [[place["start"], place["end"]] for place in row[part]]
    wanted = [dict(zip(EXPORT_COLUMNS, map(clean, values_of(row, EXPORT_COLUMNS)))) for row in rows_of(analysis)]
    assert found == wanted


def test_parquet_has_types() -> None:
    stream = io.BytesIO()
    write_parquet([], stream, ("id", "speaker", "start", "content", "confidence"))
    assert str(pyarrow.parquet.read_schema(stream).remove_metadata()) == (
        "id: string not null\nspeaker: string\nstart: int32 not null\n"
        "content: list<element: struct<start: int32 not null, end: int32 not null> not null> not null\n"
        "  child 0, element: struct<start: int32 not null, end: int32 not null> not null\n"
        "      child 0, start: int32 not null\n      child 1, end: int32 not null\nconfidence: double not null"
    )


@settings(max_examples=40, deadline=None)
@given(analyses())
def test_excel_round_trip(analysis: Analysis) -> None:
    stream, said_of = io.BytesIO(), list[str]()
    write_excel(rows_of(analysis), stream, EXPORT_COLUMNS, said_of.append)
    book: Any = openpyxl.load_workbook(stream)
    header, *found = book.active.iter_rows(values_only=True)
    assert header == EXPORT_COLUMNS
    unfit = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
    for row, cells in zip(rows_of(analysis), found, strict=True):
        for value, cell in zip(values_of(row, EXPORT_COLUMNS), cells):
            if isinstance(value, str):
                value = unfit.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n")) or None
            assert cell == (json.dumps(value) if isinstance(value, list) else value)
    texts = [value for row in rows_of(analysis) for value in row.values() if isinstance(value, str)]
    assert bool(said_of) == any(unfit.search(text) or "\r" in text for text in texts)


def sheets(rows: list[Row], most_rows: int = 1_048_576) -> tuple[list[list[Any]], list[str]]:
    """The first column of each sheet, without the header, and what was said."""
    stream, said_of = io.BytesIO(), list[str]()
    write_excel(rows, stream, ["quote"], said_of.append, most_rows)
    book: Any = openpyxl.load_workbook(stream)
    return [[cell.value for cell in sheet["A"][1:]] for sheet in book], said_of


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", " lead", "007", "_x0041_"])
def test_excel_runs_nothing(text: str) -> None:
    stream = io.BytesIO()
    write_excel([{"quote": text}], stream, ["quote"], print)
    book: Any = openpyxl.load_workbook(stream)
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == (text.replace("_x0041_", "_x005F_x0041_"), "s")


def test_excel_cuts_what_is_too_long_and_says_so() -> None:
    fits, long, pairs = "x" * 32_767, "x" * 32_768, "😀" * 20_000  # two units each
    [cells], messages = sheets([{"quote": fits}, {"quote": long}, {"quote": pairs}])
    assert cells == [fits, "x" * 32_766 + "…", "😀" * 16_383 + "…"]
    assert messages == ["2 cells cut: Excel holds 32,767 characters in one"]


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_excel_is_given_up_in_silence() -> None:
    def rows() -> Iterator[Row]:
        yield {"quote": "x"}
        raise QuotekitError("no")

    with pytest.raises(QuotekitError):
        write_excel(rows(), io.BytesIO(), ["quote"], print)
    gc.collect()


@pytest.mark.parametrize(("count", "split"), [(0, [0]), (2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])])
def test_excel_goes_on_in_another_sheet(count: int, split: list[int]) -> None:
    found, messages = sheets([{"quote": "x"}] * count, most_rows=3)
    assert [len(cells) for cells in found] == split
    assert messages == ([f"more rows than a sheet has room for: they are on {len(split)} sheets"] if count > 2 else [])


@settings(max_examples=60, deadline=None)
@given(analyses())
def test_pandas_reads_every_character_of_a_csv(analysis: Analysis) -> None:
    stream = io.StringIO(newline="")
    write_csv(rows_of(analysis), stream, raw=True, columns=EXPORT_COLUMNS)
    how: Any = {"dtype": str, "keep_default_na": False, "engine": "python"}  # before 3.1 its C engine ends cells at NUL
    frame = pandas.read_csv(io.BytesIO(stream.getvalue().encode()), **how)
    wanted = [[clean(row[column]) or "" for column in ("id", "speaker", "quote", "title")] for row in rows_of(analysis)]
    assert frame[["id", "speaker", "quote", "title"]].to_numpy().tolist() == wanted


# --- From Python ---


def test_the_library_exports_too(tmp_path: Path) -> None:
    analysis = said("“It held.” “\x1b”", "a", title="Rain")
    with pytest.raises(UsageError, match="acts is 'statement' or 'all', not 'some'"):
        export([analysis], tmp_path / "q.csv", acts="some")
    with pytest.raises(UsageError, match=r"q\.xyz: no format has this suffix"):
        export(analysis, tmp_path / "q.xyz")
    assert list(tmp_path.iterdir()) == []
    with pytest.warns(UserWarning, match="1 cell changed"):
        export([analysis], tmp_path / "q.xlsx")
    export([analysis], tmp_path / "q", "brat")
    export(analysis, tmp_path / "q.jsonl")
    assert list(read_standoff(tmp_path / "q")) == [analysis]
    rows = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == rows_of(analysis)


# --- Bytes that are replaced whole or not at all ---


def test_bytes_are_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "q.bin"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing_bytes(path) as stream:
        stream.write(b"new" * (1 // 0))
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("q.bin", b"old")]


# --- The document ---

DOCUMENT = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return DOCUMENT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def table(heading: str) -> list[list[str]]:
    """The cells of the first table of a section, without its head."""
    block = section(heading).partition("\n|")[2].partition("\n\n")[0]
    lines = ("|" + block).splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_the_columns_of_the_document_are_those_of_the_code() -> None:
    found = {cells[0].strip("`"): (cells[1], cells[2] == "yes") for cells in table("Columns and keys")}
    assert found == {name: (column.type, column.optional) for name, column in COLUMNS.items()}
    assert list(COLUMNS) == [*EXPORT_COLUMNS, *COPY_COLUMNS, *GROUP_COLUMNS]


@pytest.mark.parametrize(("heading", "columns"), [("Speakers", SPEAKER_COLUMNS), ("Variants", COMPARE_COLUMNS)])
def test_the_columns_of_other_tables_are_in_the_document(heading: str, columns: tuple[str, ...]) -> None:
    assert [cells[0].strip("`") for cells in table(heading)] == list(columns)


def test_the_keys_of_groups_are_in_the_document() -> None:
    groups = analysis_of_two().variants
    found = keys_of([{**row, "speakers": {}} for row in group_rows(groups)])
    assert "differences" in found
    assert not [key for key in sorted(found) if f"`{key}`" not in section("Variants")]


def analysis_of_two() -> Analysis:
    """Two articles that quote the same."""
    words = "“The sea has sent the bill to every neighbour,” said Ana."
    both = [said(words, "a", outlet="Echo"), said(words, "b", outlet="Post")]
    parts = ("articles", "quotes", "speakers")
    return Analysis(*(tuple(x for one in both for x in getattr(one, part)) for part in parts))


def test_the_formats_of_the_document_are_those_of_the_code() -> None:
    found = {cells[0].strip("`"): set(re.findall(r"`(\.\w+)`", cells[1])) for cells in table("Formats")}
    assert found == {name: set(form.suffixes) for name, form in EXPORTERS.items()}


def test_json_lines_have_the_keys_of_the_document() -> None:
    assert set(EXPORT_KEYS) == set(EXPORT_COLUMNS) - {"start", "end"}
    assert tuple(export_row(said(), said().quotes[0])) == EXPORT_KEYS


def keys_of(node: Any) -> set[str]:
    """All keys of an object of JSON, those of objects in it too."""
    if isinstance(node, list):
        return set().union(*map(keys_of, node))
    return set(node) | keys_of(list(node.values())) if isinstance(node, dict) else set()


@pytest.mark.parametrize(("heading", "name"), [("Web Annotation", "annotations"), ("schema.org", "schema")])
def test_every_key_of_json_ld_is_in_the_document(news: Path, heading: str, name: str) -> None:
    found = keys_of(json.loads(run("echo-a.txt", "--format", name, "--outlet-from", "prefix").stdout))
    plain = {key for key in found if not key.startswith("quotekit:")}
    assert not [key for key in sorted(plain) if f"`{key}`" not in section(heading)]


def test_every_file_and_key_of_brat_is_in_the_document(news: Path) -> None:
    run("echo-a.txt", "-o", "out/")
    rows = [
        json.loads((news / "out" / name).read_text(encoding="utf-8").splitlines()[0])
        for name in ("articles.jsonl", "speakers.jsonl")
    ]
    note = (news / "out" / "attributions" / "echo-a_quotekit.ann").read_text(encoding="utf-8").splitlines()
    [words] = [line.split("\t")[2] for line in note if line.startswith("#1")]
    found = keys_of([*rows, json.loads(words)]) | {
        "Source",
        "Cue",
        "Content",
        "Attribution",
        "Kind",
        "Act",
        "AnnotatorNotes",
    }
    assert not [key for key in sorted(found) if f"`{key}`" not in section("brat standoff")]


def test_every_file_feature_and_key_of_webanno_is_in_the_document(news: Path) -> None:
    run("echo-a.txt", "-o", "out/", "--format", "webanno")
    [row] = map(json.loads, (news / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    own = {key for key in row if f"`{key}`" not in section("brat standoff")}
    files = {"NAME.tsv" if path.suffix == ".tsv" else path.name for path in (news / "out").iterdir()}
    found = {*own, *files, SPAN_LAYER, LINK_LAYER, *FEATURES, *RELATIONS.values()}
    assert not [key for key in sorted(found) if f"`{key}`" not in section("WebAnno TSV")]


def test_csv_header_is_the_columns() -> None:
    [header] = csv.reader([next(iter(written()))])
    assert tuple(header) == EXPORT_COLUMNS


def written() -> list[str]:
    stream = io.StringIO(newline="")
    write_csv(rows_of(said()), stream, columns=EXPORT_COLUMNS)
    return stream.getvalue().splitlines()


def test_a_signal_while_a_workbook_is_saved_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM once left "Exception ignored in ZipFile.__del__" on standard error."""
    ignored: list[object] = []

    def ended(*_: object) -> None:
        raise SystemExit(143)

    monkeypatch.setattr("sys.unraisablehook", ignored.append)
    monkeypatch.setattr("openpyxl.writer.excel.ExcelWriter._write_worksheets", ended)
    with pytest.raises(SystemExit):
        write_excel([{"id": "a"}], io.BytesIO(), ["id"], print)
    gc.collect()
    assert ignored == []
