"""The search page: the quotes that are asked for, a page of them at a time."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from quotekit.browsing.asked import LINES, MOST, Asked
from quotekit.browsing.lines import Line, lines
from quotekit.store.search import finds

_MOST_OUTLETS = 300


@dataclass(frozen=True, slots=True)
class Finds:
    """A page of what was found."""

    asked: Asked
    page: int
    pages: int
    count: int
    is_all: bool
    """Whether `count` is the number of all finds; else there are more, which nobody can leaf to."""
    lines: tuple[Line, ...]


def search(connection: sqlite3.Connection, asked: Asked) -> Finds:
    """What is asked for. Raises UsageError for a value that is not allowed."""
    page = asked.number
    ids = finds(connection, asked.query)
    shown = ids[(page - 1) * LINES : page * LINES]
    pages = max(1, -(-len(ids) // LINES))
    told = lines(connection, shown, asked.words)
    return Finds(asked, page, pages, len(ids), len(ids) < MOST[asked.ordered], tuple(told))


def outlets(connection: sqlite3.Connection) -> list[str]:
    """The first 300 outlets of the store, by name: each looked up behind the one before, so that no article is read."""
    query = """WITH RECURSIVE each (outlet) AS (
        SELECT min(outlet) FROM articles
        UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE outlet > each.outlet) FROM each
        WHERE each.outlet IS NOT NULL LIMIT ?)
        SELECT outlet FROM each WHERE outlet IS NOT NULL"""
    return [row[0] for row in connection.execute(query, (_MOST_OUTLETS,))]
