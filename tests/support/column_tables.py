"""The tables of columns in the documents, made of the one in `quotekit.rows`.

`python tests/support/column_tables.py` writes them into the documents.
"""

from __future__ import annotations

from pathlib import Path

from quotekit.rows import COLUMNS, QUOTE_COLUMNS, QUOTE_KEYS

ROOT = Path(__file__).parents[2]


def of_exports() -> str:
    """The table of docs/data-format.md."""
    rows = (
        f"| `{name}` | {one.type} | {'yes' if one.optional else 'no'} | {one.meaning} |"
        for name, one in COLUMNS.items()
    )
    return "\n".join(("| name | type | may be none | meaning |", "|---|---|---|---|", *rows))


def of_quotes() -> str:
    """The table of README.md: what `quotekit quotes` writes."""
    names = [name for name, one in COLUMNS.items() if name in QUOTE_COLUMNS or one.section in ("copy", "group")]
    return "\n".join(
        (
            "| name | CSV | JSON | type | meaning |",
            "|---|:-:|:-:|---|---|",
            *(
                f"| `{name}` | x | {'x' if name in QUOTE_KEYS or COLUMNS[name].section in ('copy', 'group') else ''} "
                f"| {_type(name)} | {COLUMNS[name].meaning} |"
                for name in names
            ),
        )
    )


def _type(name: str) -> str:
    column = COLUMNS[name]
    plain = "list of `[start, end]`" if column.type == "spans" else column.type
    return f"{plain} or none" if column.optional else plain


TABLES = {"docs/data-format.md": of_exports, "README.md": of_quotes}


def table_in(text: str) -> str:
    """The first table of a document that has the column `article` in it."""
    return next(part for part in text.split("\n\n") if part.startswith("| name |") and "\n| `article` |" in part)


if __name__ == "__main__":
    for document, made in TABLES.items():
        text = (ROOT / document).read_text(encoding="utf-8")
        (ROOT / document).write_text(text.replace(table_in(text), made()), encoding="utf-8")
