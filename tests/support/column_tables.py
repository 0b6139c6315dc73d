"""The table of columns in the documents, made of the one in `quotekit.rows`.

`python tests/support/column_tables.py` writes it into the document.
"""

from __future__ import annotations

from pathlib import Path

from quotekit.rows import COLUMNS

ROOT = Path(__file__).parents[2]


def of_exports() -> str:
    """The table of docs/data-format.md."""
    rows = (
        f"| `{name}` | {one.type} | {'yes' if one.optional else 'no'} | {one.meaning} |"
        for name, one in COLUMNS.items()
    )
    return "\n".join(("| name | type | may be none | meaning |", "|---|---|---|---|", *rows))


TABLES = {"docs/data-format.md": of_exports}


def table_in(text: str) -> str:
    """The first table of a document that has the column `article` in it."""
    return next(part for part in text.split("\n\n") if part.startswith("| name |") and "\n| `article` |" in part)


if __name__ == "__main__":
    for document, made in TABLES.items():
        text = (ROOT / document).read_text(encoding="utf-8")
        (ROOT / document).write_text(text.replace(table_in(text), made()), encoding="utf-8")
