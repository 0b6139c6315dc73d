"""The search page: the quotes that are asked for, a page of them at a time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotekit.browsing.asked import LINES, MOST, Asked
from quotekit.browsing.lines import Line, lines
from quotekit.store.search import finds

_MOST_OUTLETS = 300
_SUMMED = 8
"""Speakers and outlets that are told to be in what was found."""


class Facet(NamedTuple):
    """A speaker or an outlet in what was found: what asks for it, its name, and how often it is there."""

    key: str
    name: str
    often: int


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
    people: tuple[Facet, ...]
    """Who says most of what was found, and who printed most of it; none but on the first page."""
    outlets: tuple[Facet, ...]


def search(connection: sqlite3.Connection, asked: Asked) -> Finds:
    """What is asked for. Raises UsageError for a value that is not allowed."""
    page = asked.number
    ids = finds(connection, asked.query)
    shown = ids[(page - 1) * LINES : page * LINES]
    pages = max(1, -(-len(ids) // LINES))
    told = lines(connection, shown, asked.words)
    people, printers = _facets(connection, ids) if page == 1 and asked.is_anything else ((), ())
    return Finds(asked, page, pages, len(ids), len(ids) < MOST[asked.ordered], tuple(told), people, printers)


def _facets(connection: sqlite3.Connection, ids: list[int]) -> tuple[tuple[Facet, ...], tuple[Facet, ...]]:
    """Who says most of some quotes, and who printed most of them."""
    query = """SELECT speaker_id, outlet FROM json_each(?) JOIN quotes INDEXED BY quotes_facets
        ON quotes.id = json_each.value"""
    rows = connection.execute(query, (json.dumps(ids),)).fetchall()
    people, printers = (_often(row[place] for row in rows) for place in (0, 1))
    query = "SELECT key, name FROM speakers WHERE id = ?"
    named = ((*connection.execute(query, (number,)).fetchone(), often) for number, often in people)
    return tuple(Facet(*one) for one in named), tuple(Facet(outlet, outlet, often) for outlet, often in printers)


def _often(values: Iterable[Any]) -> list[tuple[Any, int]]:
    """The values that are there most often, with how often, without None."""
    return Counter(value for value in values if value is not None).most_common(_SUMMED)


def outlets(connection: sqlite3.Connection) -> list[str]:
    """The first 300 outlets of the store, by name: each looked up behind the one before, so that no article is read."""
    query = """WITH RECURSIVE each (outlet) AS (
        SELECT min(outlet) FROM articles
        UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE outlet > each.outlet) FROM each
        WHERE each.outlet IS NOT NULL LIMIT ?)
        SELECT outlet FROM each WHERE outlet IS NOT NULL"""
    return [row[0] for row in connection.execute(query, (_MOST_OUTLETS,))]
