"""Articles written into a store with their quotes: new ones added, changed ones replaced, all others left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from quotekit.models.model import Model
from quotekit.store.file import transaction
from quotekit.store.people import forget_nobodies, is_unsettled, settle
from quotekit.store.records import STORED, Entry
from quotekit.store.variants import forget_keys
from quotekit.variants.wordings import Rarities

_TOGETHER = 64
"""Articles that are written in one transaction: what a kill may cost, and how long another writer waits."""
_QUOTE = ("id", "article_id", "number", "name", *STORED, "outlet", "day", "appearance_id")
_APPEARANCE = (
    *("id", "article_id", "number", "name", "kind", "gender", "aliases", "roles", "statements"),
    *("mentions", "beliefs", "kin", "is_full", "ref"),
)


def insert(connection: sqlite3.Connection, table: str, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows, given by column, into a table."""
    columns = tuple(columns)
    query = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{column}' for column in columns)})"
    connection.executemany(query, rows)


def written(connection: sqlite3.Connection, entries: Iterable[Entry], model: Model) -> Iterator[tuple[int, int, int]]:
    """Write articles, some in one transaction; yields after each what `write` counted. `model` tells the keys."""
    rarity, rest = Rarities(model.rarity_in_paragraphs), iter(entries)
    while batch := list(islice(rest, _TOGETHER)):
        with transaction(connection):
            counts = write(connection, batch, rarity)
        yield counts


def settle_people(connection: sqlite3.Connection) -> None:
    """Find out whose quotes are whose, as far as that is not known yet."""
    if is_unsettled(connection):
        with transaction(connection):
            settle(connection)


def write(connection: sqlite3.Connection, batch: Iterable[Entry], rarity: Rarities) -> tuple[int, int, int]:
    """How many of some articles were new, replaced another one of the same key, and were there already.

    `rarity` is that by which the keys of quotes are found.

    Inside a transaction. Whose quotes are whose is settled later, by `settle` and `regroup`.
    """
    counts = [0, 0, 0]
    ids = _next_ids(connection)
    for entry in batch:
        row = entry.values
        query = "SELECT id, digest, found FROM articles WHERE key = ?"
        old = connection.execute(query, (entry.key,)).fetchone()
        if old and old[1:] == (row["digest"], row["found"]):
            counts[2] += 1
            continue
        counts[1 if old else 0] += 1
        if old:
            _take_out(connection, old[0], rarity)
            changes = ", ".join(f"{column} = :{column}" for column in row)
            connection.execute(f"UPDATE articles SET {changes} WHERE id = :id", {**row, "id": old[0]})
        else:
            insert(connection, "articles", ("id", *row), [{"id": ids["articles"], **row}])
        number = old[0] if old else ids["articles"]
        ids["articles"] += not old
        _write_found(connection, entry, {"article_id": number, "outlet": row["outlet"], "day": row["day"]}, ids)
    return counts[0], counts[1], counts[2]


def _next_ids(connection: sqlite3.Connection) -> dict[str, int]:
    last = {"quotes": connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'quotes'").fetchone()[0]}
    for table in ("articles", "appearances"):
        last[table] = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    return {table: (number or 0) + 1 for table, number in last.items()}


def _write_found(connection: sqlite3.Connection, entry: Entry, given: dict[str, Any], ids: dict[str, int]) -> None:
    """Write what was found in an article: in few calls, with the ids of the rows counted here."""
    first = ids["appearances"]
    people = ({**one, **given, "id": first + n, "number": n} for n, one in enumerate(entry.appearances))
    insert(connection, "appearances", _APPEARANCE, people)
    insert(connection, "quotes", _QUOTE, _quotes(entry, given, ids["quotes"], first))
    ids["appearances"] += len(entry.appearances)
    ids["quotes"] += len(entry.quotes)


def _quotes(entry: Entry, given: dict[str, Any], number: int, first: int) -> Iterator[dict[str, Any]]:
    for place, quote in enumerate(entry.quotes, number):
        speaker = quote["speaker"]
        yield {**quote, **given, "id": place, "appearance_id": None if speaker is None else first + speaker}


def _take_out(connection: sqlite3.Connection, article: int, rarity: Rarities) -> None:
    """Take out all that was found in an article. Whom and what it touched is to be settled anew."""
    left = "(SELECT variant_id FROM quotes WHERE article_id = ?)"
    connection.execute(f"UPDATE quotes SET is_grouped = 0 WHERE variant_id IN {left}", (article,))
    connection.execute(f"DELETE FROM variants WHERE id IN {left}", (article,))
    query = """SELECT kin, speakers.key FROM appearances LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE article_id = ?"""
    touched = connection.execute(query, (article,)).fetchall()
    kin = [(kin,) for kin, _ in touched if kin is not None]
    connection.executemany("INSERT OR IGNORE INTO _stale_kin VALUES (?)", kin)
    forget_keys(connection, article, rarity)
    connection.execute("DELETE FROM quotes WHERE article_id = ?", (article,))
    connection.execute("DELETE FROM appearances WHERE article_id = ?", (article,))
    forget_nobodies(connection, [key for _, key in touched if key is not None])
