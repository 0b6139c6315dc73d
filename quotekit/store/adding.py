"""Articles written into a store with their quotes, and taken out: all others are left alone.

Which are one text is settled when all are written. Whose quotes are whose, and which render one utterance, is noted as
open here, and settled by `settle_people` and `variants.regroup`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from quotekit.models.model import Model
from quotekit.records import Speaker
from quotekit.speakers.people.names import Aliases
from quotekit.store.file import transaction, value
from quotekit.store.keeping.copies import compare_texts, forget_text, has_uncompared
from quotekit.store.keeping.names import kept_names
from quotekit.store.keeping.readings import reading_id
from quotekit.store.keeping.versions import keep_version
from quotekit.store.people import forget_nobodies, given_name, is_unsettled, settle
from quotekit.store.records import STORED, Entry, Origin
from quotekit.store.variants import ungroup
from quotekit.variants.wordings import Rarities

_TOGETHER = 64
"""Articles that are written in one transaction: what a kill may cost, and how long another writer waits."""
_QUOTE = ("id", "article_id", "number", "name", *STORED, "outlet", "day", "appearance_id")
_APPEARANCE = (
    *("id", "article_id", "number", "name", "kind", "gender", "aliases", "roles", "statements"),
    *("mentions", "beliefs", "kin", "is_full", "ref", "called"),
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
            counts = write(connection, batch, rarity, reading_id(connection, model))
        yield counts
    _settle_copies(connection, model)


def _settle_copies(connection: sqlite3.Connection, model: Model) -> None:
    """Find out which articles are one text, as far as that is not known yet."""
    while has_uncompared(connection):
        with transaction(connection):
            compare_texts(connection, model)


def settle_people(connection: sqlite3.Connection) -> None:
    """Find out whose quotes are whose, as far as that is not known yet."""
    if is_unsettled(connection):
        with transaction(connection):
            settle(connection)


class _Stored(NamedTuple):
    """What the store has of an article."""

    id: int
    digest: str
    found: str
    place: str | None
    text: str
    title: str | None


def write(
    connection: sqlite3.Connection, batch: Iterable[Entry], rarity: Rarities, reading: int
) -> tuple[int, int, int]:
    """How many of some articles were new, replaced another one of the same key, and were there already.

    `rarity` is that by which the keys of quotes are found, `reading` the number of what found the quotes. Inside a
    transaction.
    """
    counts = [0, 0, 0]
    ids, names = _next_ids(connection), kept_names(connection)
    for entry in batch:
        row = {**entry.values, "reading_id": reading if entry.origin.is_found_here else None}
        old = _stored(connection, entry.origin.key)
        if old and (old.digest, old.found) == (row["digest"], row["found"]):
            if entry.origin.is_found_here:
                connection.execute("UPDATE articles SET reading_id = ? WHERE id = ?", (reading, old.id))
            counts[2] += 1
        elif old and is_superseded(connection, entry.origin, row["digest"]):
            counts[2] += 1
        else:
            number = old.id if old else ids["articles"]
            if old:
                _replace(connection, old, row, rarity)
            else:
                insert(connection, "articles", ("id", *row), [{"id": number, **row}])
                ids["articles"] += 1
            counts[1 if old else 0] += 1
            given = {"article_id": number, "outlet": row["outlet"], "day": row["day"]}
            _write_found(connection, entry, given, ids, names)
    return counts[0], counts[1], counts[2]


def is_superseded(connection: sqlite3.Connection, origin: Origin, digest: str) -> bool:
    """Whether the store took in what a place tells of an article, and after that what another place does."""
    query = """SELECT 1 FROM _superseded JOIN articles ON articles.id = article_id
        WHERE key = ? AND _superseded.place = ? AND _superseded.digest = ?"""
    return connection.execute(query, (origin.key, origin.place, digest)).fetchone() is not None


def _stored(connection: sqlite3.Connection, key: str) -> _Stored | None:
    query = "SELECT id, digest, found, place, text, title FROM articles WHERE key = ?"
    row = connection.execute(query, (key,)).fetchone()
    return _Stored(*row) if row else None


def _replace(connection: sqlite3.Connection, old: _Stored, row: dict[str, Any], rarity: Rarities) -> None:
    """Put the row of an article in the place of the old one, whose text is kept as a version where it was another."""
    if (old.text, old.title) != (row["text"], row["title"]):
        keep_version(connection, old.id)
    if old.place and row["place"] and old.place != row["place"]:
        superseded = (old.id, old.place, old.digest)
        connection.execute("INSERT OR REPLACE INTO _superseded VALUES (?, ?, ?)", superseded)
    connection.execute("DELETE FROM _superseded WHERE article_id = ? AND place = ?", (old.id, row["place"]))
    _take_out(connection, old.id, rarity)
    changes = ", ".join(f"{column} = :{column}" for column in row)
    connection.execute(f"UPDATE articles SET {changes} WHERE id = :id", {**row, "id": old.id})


def _next_ids(connection: sqlite3.Connection) -> dict[str, int]:
    queries = {table: f"SELECT coalesce(max(id), 0) + 1 FROM {table}" for table in ("articles", "appearances")}
    queries["quotes"] = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'quotes'"
    return {table: value(connection, query) for table, query in queries.items()}


def _write_found(
    connection: sqlite3.Connection, entry: Entry, given: dict[str, Any], ids: dict[str, int], names: Aliases
) -> None:
    """Write what was found in an article: in few calls, with the ids of the rows counted here."""
    first = ids["appearances"]
    people = (
        {**one, **given_name(Speaker("", one["name"], one["kind"]), names), **given, "id": first + n, "number": n}
        for n, one in enumerate(entry.appearances)
    )
    insert(connection, "appearances", _APPEARANCE, people)
    insert(connection, "quotes", _QUOTE, _quotes(entry, given, ids["quotes"], first))
    ids["appearances"] += len(entry.appearances)
    ids["quotes"] += len(entry.quotes)


def _quotes(entry: Entry, given: dict[str, Any], number: int, first: int) -> Iterator[dict[str, Any]]:
    for place, quote in enumerate(entry.quotes, number):
        speaker = quote["speaker"]
        yield {**quote, **given, "id": place, "appearance_id": None if speaker is None else first + speaker}


def remove(connection: sqlite3.Connection, articles: Iterable[int], model: Model) -> None:
    """Take articles out, given by their numbers, with all that hangs on them, some in one transaction."""
    rarity, rest = Rarities(model.rarity_in_paragraphs), iter(articles)
    while batch := list(islice(rest, _TOGETHER)):
        with transaction(connection):
            for article in batch:
                _take_out(connection, article, rarity)
            connection.executemany("DELETE FROM articles WHERE id = ?", ((article,) for article in batch))
    _settle_copies(connection, model)


def _take_out(connection: sqlite3.Connection, article: int, rarity: Rarities) -> None:
    """Take out all that was found in an article. Whom and what it touched is to be settled anew."""
    query = """SELECT kin, speakers.key FROM appearances LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE article_id = ?"""
    touched = connection.execute(query, (article,)).fetchall()
    kin = [(kin,) for kin, _ in touched if kin is not None]
    connection.executemany("INSERT OR IGNORE INTO _stale_kin VALUES (?)", kin)
    forget_text(connection, article)
    ungroup(connection, article, rarity)
    connection.execute("DELETE FROM quotes WHERE article_id = ?", (article,))
    connection.execute("DELETE FROM appearances WHERE article_id = ?", (article,))
    forget_nobodies(connection, [key for _, key in touched if key is not None])
