"""The search page: the quotes that are asked for, a page of them at a time."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotekit.browsing.asked import LINES, MOST, Asked
from quotekit.browsing.lines import Line, lines
from quotekit.store.query import left_undated
from quotekit.store.search import Told, finds, finds_told

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
    undated: int
    """Articles without a date, which are left out where days are asked for."""


def search(connection: sqlite3.Connection, asked: Asked) -> Finds:
    """What is asked for. Raises UsageError for a value that is not allowed."""
    page = asked.number
    is_told = page == 1 and asked.is_anything
    found: Sequence[Told] = finds_told(connection, asked.query) if is_told else ()
    ids = [number for number, _, _ in found] if is_told else finds(connection, asked.query)
    shown = ids[(page - 1) * LINES : page * LINES]
    pages = max(1, -(-len(ids) // LINES))
    told = lines(connection, shown, asked.words)
    people, printers = _people(connection, found), _printers(found)
    is_all, missed = len(ids) < MOST[asked.ordered], left_undated(connection, asked.query)
    return Finds(asked, page, pages, len(ids), is_all, tuple(told), people, printers, missed)


def _people(connection: sqlite3.Connection, found: Sequence[Told]) -> tuple[Facet, ...]:
    """Who says most of some quotes."""
    query = "SELECT key, name FROM speakers WHERE id = ?"
    often = _often(speaker for _, speaker, _ in found)
    named = ((*connection.execute(query, (number,)).fetchone(), count) for number, count in often)
    return tuple(Facet(*one) for one in named)


def _printers(found: Sequence[Told]) -> tuple[Facet, ...]:
    """Who printed most of some quotes."""
    return tuple(Facet(outlet, outlet, count) for outlet, count in _often(outlet for _, _, outlet in found))


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
