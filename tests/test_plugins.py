"""Parts of other packages: asked for only where ours do not do, told in one line where they are broken."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import commands
import pytest
from plugged import plugged

from quotekit import plugins
from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.exporting.formats import EXPORTERS, export, exporter_of
from quotekit.reading.problems import Problem
from quotekit.reading.reader import read
from quotekit.records import Article

CODE = """
from quotekit.exporting.formats import Exporter
from quotekit.reading.columns import RecordDraft
from quotekit.reading.formats import Reader
from quotekit.reading.problems import Flaw

def write(analyses, stream):
    for analysis in analyses:
        for quote in analysis.quotes:
            stream.write(f"<li>{quote.id}\\n")

def write_columns(rows, stream, columns):
    stream.write(" ".join(columns) + f" {len(list(rows))}")

def drafts(source):
    for number, line in enumerate(source.data().decode().splitlines(), 1):
        if line == "bad":
            yield Flaw("is bad", f":{number}")
        else:
            yield RecordDraft(line, number)

READER = Reader((".lines",), "said:drafts")
SAID = Exporter((".said",), "analyses", "text", "said:write")
NAMES = Exporter((".names",), "rows", "text", "said:write_columns", ("columns",))
NONE = "no exporter"
CSV = Exporter((".csv",), "analyses", "text", "said:write")
"""
ENTRIES = {
    plugins.EXPORTERS: {
        "said": "said:SAID",
        "names": "said:NAMES",
        "none": "said:NONE",
        "gone": "said:GONE",
        "lost": "no_such_module:X",
        "csv": "said:CSV",
    },
    plugins.READERS: {"lines": "said:READER"},
}
TEXT = "“The dam held,” said Ana Reyes."


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    with plugged(tmp_path / "site", "said", CODE, ENTRIES):
        yield tmp_path


run = partial(commands.run, "export")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none", "is 'no exporter', which is nothing that quotekit.exporters takes"),
        ("gone", "cannot be loaded: AttributeError: module 'said' has no attribute 'GONE'"),
        ("lost", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
    ],
)
def test_a_part_that_is_broken_is_told_in_one_line(name: str, reason: str, site: Path) -> None:
    where = ENTRIES[plugins.EXPORTERS][name]
    (site / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(str(site / "a.txt"), "--format", name)
    line = f"quotekit: quotekit.exporters: {name!r}, {where}, of the package said, {reason}\n"
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", line)


def test_what_nobody_has_is_refused_with_what_there_is(site: Path) -> None:
    with pytest.raises(UsageError, match=r"the formats are csv, .*, schema, gone, lost, names, none, said, not 'x'"):
        exporter_of("a.csv", "x")
    done = run(str(site), "--format", "x")
    assert (done.exit_code, "'said'" in done.stderr) == (2, True)


def test_ours_go_first(site: Path) -> None:
    assert exporter_of("a.csv") == ("csv", EXPORTERS["csv"])
    assert exporter_of(None, "csv") == ("csv", EXPORTERS["csv"])


def test_ours_need_no_look_at_what_is_installed() -> None:
    code = "from quotekit.exporting.formats import exporter_of; exporter_of('a.csv'); exporter_of(None, 'brat')"
    code += "; import sys; print('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert done.stdout == "False\n", done.stderr


ROOT = Path(__file__).parents[1]


def test_a_part_is_found_by_its_name(site: Path) -> None:
    (site / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(str(site / "a.txt"), "--format", "said")
    assert (done.exit_code, done.stdout) == (0, "<li>a-1\n")


def test_a_writer_gets_what_it_asks_for(site: Path) -> None:
    export(Analysis((Article(TEXT, "a"),), (), ()), site / "a.x", "names")
    assert (site / "a.x").read_text().startswith("article id kind")
    assert (site / "a.x").read_text().endswith(" 0")


# --- Readers ---


def test_a_reader_that_is_broken_is_told_where_a_suffix_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with plugged(tmp_path / "site", "broken", "", {plugins.READERS: {"x": "broken:X"}}):
        assert len(list(read(tmp_path / "a.txt"))) == 1
        (tmp_path / "a.rst").touch()
        done = commands.run("quotes", str(tmp_path))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "quotekit: quotekit.readers: 'x', broken:X, of the package broken, cannot be loaded" in done.stderr


def test_what_nobody_reads_is_refused_with_what_there_is(site: Path) -> None:
    with pytest.raises(UsageError, match=r"input_format is one of text, .*, warc, lines, not 'x'"):
        read(site, input_format="x")


def test_a_reader_is_found_by_the_suffix_in_folders_and_archives(site: Path) -> None:
    folder = site / "news"
    folder.mkdir()
    lines = b"It rained.\nbad\nIt stopped.\n"
    (folder / "b.lines").write_bytes(lines)
    (folder / "c.lines.gz").write_bytes(gzip.compress(lines))
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("e.lines", lines)
    problems: list[Problem] = []
    found = [(article.id, article.text) for article in read(folder, problems=problems.append)]
    assert found == [
        (f"{name}:{line}", text) for name in "bce" for line, text in ((1, "It rained."), (3, "It stopped."))
    ]
    assert [str(one)[len(str(folder)) :] for one in problems] == [
        "/b.lines:2: is bad",
        "/c.lines.gz:2: is bad",
        "/d.zip/e.lines:2: is bad",
    ]


def test_a_reader_is_found_by_its_name(site: Path) -> None:
    (site / "a.txt").write_text("“It held,” said Ana.\n“No,” said Bo.", encoding="utf-8")
    done = commands.run("quotes", str(site / "a.txt"), "--input-format", "lines", "--format", "jsonl")
    assert (done.exit_code, done.stdout.count("\n")) == (0, 2)
    assert commands.run("quotes", str(site / "a.txt"), "--input-format", "rows").exit_code == 2


# --- Models ---


def test_a_model_is_found_by_its_name_where_no_file_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "damaged.npz").write_bytes(b"no model")
    code = (
        "from pathlib import Path\nfrom quotekit.models.model import Model, SHIPPED\n"
        "FOLDER, MODEL, MISSING, NUMBER = SHIPPED, Model.shipped(), 'no/such.npz', 3\n"
    )
    names = {"folder": "ours:FOLDER", "model": "ours:MODEL", "missing": "ours:MISSING", "number": "ours:NUMBER"}
    with plugged(tmp_path / "site", "ours", code, {plugins.MODELS: {**names, "damaged.npz": "ours:MODEL"}}):
        told = {name: commands.run("quotes", "a.txt", "--model", name) for name in (*names, "damaged.npz", "nobody's")}
    for name in ("folder", "model"):
        assert (told[name].exit_code, "Ana Reyes" in told[name].stdout) == (0, True)
    lines = {
        "missing": "no/such.npz: no such file",
        "number": "quotekit.models: 'number', ours:NUMBER, of the package ours, is 3, which is nothing",
        "damaged.npz": "damaged.npz: not a model",
        "nobody's": "nobody's: no such file",
    }
    for name, line in lines.items():
        assert (told[name].exit_code, told[name].stdout, told[name].stderr.count("\n")) == (2, "", 1)
        assert told[name].stderr.startswith(f"quotekit: {line}")
