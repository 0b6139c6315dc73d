"""What found the quotes of an article: which quotekit with which model."""

from __future__ import annotations

import sqlite3
from importlib.metadata import version
from typing import NamedTuple

from quotekit.models.model import Model


class Reading(NamedTuple):
    """What found the quotes of some articles, and how many they are."""

    quotekit: str | None
    """Its version; None where quotes were given, or found before stores kept this."""
    model: str | None
    """`Model.digest`."""
    articles: int


def reading_id(connection: sqlite3.Connection, model: Model) -> int:
    """The number of what is reading now, with a row of its own where it has none."""
    told = (version("quotekit"), model.digest)
    connection.execute("INSERT OR IGNORE INTO readings (quotekit, model) VALUES (?, ?)", told)
    query = "SELECT id FROM readings WHERE quotekit = ? AND model = ?"
    [[number]] = connection.execute(query, told)
    return int(number)


def readings(connection: sqlite3.Connection) -> list[Reading]:
    """What found the quotes of all articles, that of most articles first."""
    query = """SELECT quotekit, model, count(*) FROM articles LEFT JOIN readings ON readings.id = reading_id
        GROUP BY reading_id ORDER BY count(*) DESC, reading_id"""
    return [Reading(*row) for row in connection.execute(query)]
