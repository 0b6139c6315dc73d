"""The one table of columns: what follows from it, and that a column more is a line there and nothing elsewhere."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from column_tables import TABLES, table_in

from quotekit.records import Quote, Span, Speaker
from quotekit.rows import (
    ARTICLE_COLUMNS,
    COLUMNS,
    EXPORT_COLUMNS,
    EXPORT_KEYS,
    QUOTE_COLUMNS,
    QUOTE_KEYS,
    named,
    quote_row,
)
from quotekit.store.records import STORED
from quotekit.store.search import SEARCH_COLUMNS
from quotekit.store.store import Store

ROOT = Path(__file__).parents[1]
TYPES = {"text": str, "integer": int, "number": float, "true or false": bool, "spans": list}


def test_a_quote_without_a_speaker_has_none_where_none_may_be() -> None:
    row = quote_row("“It held.”", Quote("a-1", "a", "direct", "statement", (Span(1, 9),)), None)
    assert {name for name, value in row.items() if value is None} == {
        name for name in QUOTE_KEYS if COLUMNS[name].optional
    }


def test_the_values_of_a_row_have_the_types_of_the_table() -> None:
    places = (Span(1, 9),), (Span(11, 15),), (Span(16, 19),)
    quote = Quote("a-1", "a", "direct", "statement", *places, "a:s1", 0.12345, via="Echo")
    row = quote_row("“It held,” said Ana.", quote, Speaker("a:s1", "Ana", "person", roles=("mayor",), ref="Q1"))
    assert tuple(row) == QUOTE_KEYS
    assert {name: type(value) for name, value in row.items()} == {
        name: TYPES[COLUMNS[name].type] for name in QUOTE_KEYS
    }
    assert (row["confidence"], row["role"], row["source_text"]) == (0.123, "mayor", "Ana")


def test_the_orders() -> None:
    """They are a contract with whoever reads what was written."""
    assert (
        *(
            "article",
            "id",
            "kind",
            "act",
            "denied",
            "part",
            "speaker",
            "speaker_kind",
            "role",
            "speaker_ref",
            "via",
            "quote",
            "start",
            "end",
        ),
        *("content", "cue", "source", "source_text", "confidence", "rule"),
    ) == QUOTE_COLUMNS
    assert (
        *(
            "article",
            "id",
            "kind",
            "act",
            "denied",
            "part",
            "quote",
            "content",
            "cue",
            "source",
            "source_text",
            "speaker",
        ),
        *(
            "speaker_kind",
            "role",
            "speaker_ref",
            "via",
            "confidence",
            "rule",
            "outlet",
            "published",
            "title",
            "url",
            "author",
        ),
    ) == EXPORT_KEYS
    assert list(COLUMNS) == [*EXPORT_COLUMNS, *named("copy"), *named("group")]
    assert (
        *(
            "article",
            "id",
            "kind",
            "act",
            "denied",
            "part",
            "speaker",
            "speaker_kind",
            "role",
            "speaker_ref",
            "via",
            "quote",
        ),
        *("snippet", "outlet", "published", "title", "url", "start", "end", "content", "cue", "source", "source_text"),
        *("confidence", "rule"),
        *("speaker_id", "copy_of", "wire", "group", "outlets", "key"),
    ) == SEARCH_COLUMNS


@pytest.mark.parametrize(("document", "made"), TABLES.items())
def test_the_tables_of_the_documents(document: str, made: Callable[[], str]) -> None:
    """`python tests/support/column_tables.py` writes them."""
    assert table_in((ROOT / document).read_text(encoding="utf-8")) == made()


def test_the_store_has_the_columns(tmp_path: Path) -> None:
    """A column more is a step more at the end of `quotekit.store.schema.MIGRATIONS`, in the table and in the view."""
    Store(tmp_path / "a.db").close()
    connection = sqlite3.connect(tmp_path / "a.db")
    columns = {
        table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for table in ("quotes", "quotes_view")
    }
    connection.close()
    assert set(STORED) <= columns["quotes"]
    shown = {*named("which", "speaker", "decision", "copy"), "quote", *ARTICLE_COLUMNS} - {"author"}
    assert shown <= columns["quotes_view"]


# --- A column more ---

PLACES = {
    "records.py": ("class Quote:", '    rule: str = ""\n', '    rule: str = ""\n    loud: bool = False\n'),
    "rows.py": (
        "class QuoteRow(",
        "    rule: Annotated[\n",
        '    loud: Annotated[bool, Column("decision", "whether it was shouted")]\n    rule: Annotated[\n',
    ),
    "store/schema.py": (
        "MIGRATIONS",
        ']\n"""Steps',
        '    "ALTER TABLE quotes ADD COLUMN loud INTEGER NOT NULL DEFAULT 0;",\n]\n"""Steps',
    ),
}
TRIED = """
import csv, json
from pathlib import Path
import openpyxl, pyarrow.parquet
from quotekit import Analysis, Article, Quote, Span, Store, export, read_annotations, read_standoff, read_webanno
from quotekit.web.schemas import FoundQuote

quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),), rule="x", loud=True)
found = Analysis((Article("“It held.”", "a"),), (quote,), ())
export(found, "inception", "webanno")
for name in ("a.csv", "a.jsonl", "a.parquet", "a.xlsx", "a.jsonld", "a.zip"):
    export(found, name)
with Store("a.db") as store:
    store.add(found)
    [stored] = store.search("held")
[sheet] = openpyxl.load_workbook("a.xlsx").worksheets
cells = [[cell.value for cell in row] for row in sheet]
print(json.dumps({
    "csv": next(csv.DictReader(open("a.csv", encoding="utf-8")))["loud"],
    "jsonl": json.loads(Path("a.jsonl").read_text())["loud"],
    "parquet": pyarrow.parquet.read_table("a.parquet").to_pylist()[0]["loud"],
    "excel": dict(zip(*cells))["loud"],
    "annotations": next(read_annotations("a.jsonld"))["loud"],
    "brat": next(iter(read_standoff("a.zip"))).quotes[0].loud,
    "webanno": next(iter(read_webanno("inception"))).quotes[0].loud,
    "store": stored["loud"],
    "schema": "loud" in FoundQuote.model_json_schema()["properties"],
    "row": found.rows()[0]["loud"],
}))
"""


def test_a_column_more_is_a_line_in_the_table(tmp_path: Path) -> None:
    """And an attribute of `Quote`, and a step of the store: everything else follows."""
    shutil.copytree(ROOT / "quotekit", tmp_path / "quotekit", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (after, old, new) in PLACES.items():
        path = tmp_path / "quotekit" / name
        head, middle, tail = path.read_text(encoding="utf-8").partition(after)
        assert old in tail
        path.write_text(head + middle + tail.replace(old, new, 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TRIED],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("csv") == "true"
    assert {name for name, value in found.items() if value is not True} == set()
