"""How many rows there are: kept by triggers, because to count a million takes longer than a page may."""

from __future__ import annotations

import sqlite3

_COUNTED = {"articles": "1", "quotes": "{}act = 'statement'", "speakers": "1", "variants": "1"}
"""The tables whose rows are counted, and which of them; `{}` stands for the row that comes or goes."""


def _counted(table: str, which: str) -> str:
    return f"""
INSERT INTO _counts (name, number) SELECT '{table}', count(*) FROM {table} WHERE {which.format("")};
CREATE TRIGGER {table}_counted AFTER INSERT ON {table} WHEN {which.format("new.")} BEGIN
  UPDATE _counts SET number = number + 1 WHERE name = '{table}';
END;
CREATE TRIGGER {table}_discounted AFTER DELETE ON {table} WHEN {which.format("old.")} BEGIN
  UPDATE _counts SET number = number - 1 WHERE name = '{table}';
END;"""


STEP = f"""
CREATE TABLE _counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
{"".join(_counted(table, which) for table, which in _COUNTED.items())}
CREATE INDEX variants_day ON variants (day, outlets, voices, quotes);
"""
"""The step of `schema.MIGRATIONS`. A later one that makes one of these tables anew makes its triggers anew, too."""


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many articles, statements, speakers and utterances of several quotes there are.

    >>> from quotekit.store.file import opened
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     counts(opened(f"{folder}/news.db", write=True))
    {'articles': 0, 'quotes': 0, 'speakers': 0, 'variants': 0}
    """
    return dict(connection.execute("SELECT name, number FROM _counts ORDER BY name"))
