"""Parts of other packages: asked for only where ours do not do, told in one line where they are broken."""

from __future__ import annotations

import subprocess
import sys
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
from quotekit.records import Article

CODE = """
from quotekit.exporting.formats import Exporter

def write(analyses, stream):
    for analysis in analyses:
        for quote in analysis.quotes:
            stream.write(f"<li>{quote.id}\\n")

def write_columns(rows, stream, columns):
    stream.write(" ".join(columns) + f" {len(list(rows))}")

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
    }
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
