"""An article of a store: its text with what is quoted in it marked, and its quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from quotekit.browsing.lines import Line, lines
from quotekit.reporting.articles import Mark, Sheet, Stretch, marks_of, sheets, stretches
from quotekit.reporting.quotes import NOBODY, Badge, Note, badges
from quotekit.store.variants import articles, printings
from quotekit.variants.groups import Printing

_MOST = 400
"""Quotes of an article that are shown, the first ones."""
_LONGEST = 200_000
"""Code points of its text that are shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as its page shows it."""

    sheet: Sheet
    text: tuple[Stretch, ...]
    """Its paragraphs and what is between them."""
    notes: dict[int, Note]
    """What stands behind each quote, by the number of the quote."""
    lines: tuple[Line, ...]
    count: int
    """Of all its statements, those that are not shown too."""
    is_cut: bool
    """Whether the text is longer than what is shown."""
    wire: str | None
    """The news agency that it says it is from."""
    original: tuple[str, str] | None
    """Key and name of the earliest article whose text this one has; None where that is itself."""
    copies: int
    """How many articles have its text as copies."""


def shown(connection: sqlite3.Connection, key: str) -> Shown | None:
    """The article with a key; None where there is none, or not any more."""
    row = connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    [(number, article)] = articles(connection, row)
    query = "SELECT id FROM quotes WHERE article_id = ? AND act = 'statement' ORDER BY number"
    ids = [one for (one,) in connection.execute(query, (number,))]
    told = lines(connection, ids[:_MOST])
    [sheet] = sheets([article])
    marks = _marks(printings(connection, ids[:_MOST]))
    badge_of = _badges(told)
    notes = {line.number: Note(badge_of[line.row["speaker"]], label) for label, line in enumerate(told, 1)}
    text = sheet.text[:_LONGEST]
    stretched, is_cut = tuple(stretches(text, marks)), len(text) < len(sheet.text)
    return Shown(sheet, stretched, notes, tuple(told), len(ids), is_cut, *_copied(connection, number))


def _copied(connection: sqlite3.Connection, article: int) -> tuple[str | None, tuple[str, str] | None, int]:
    """The agency of an article, of which it is a copy, and how many are copies of it."""
    query = """SELECT own.wire, first.key, coalesce(first.outlet, first.title, first.name),
        (SELECT count(*) FROM articles WHERE copy_of = own.id)
        FROM articles AS own LEFT JOIN articles AS first ON first.id = own.copy_of WHERE own.id = ?"""
    wire, key, name, copies = connection.execute(query, (article,)).fetchone()
    return wire, (key, name) if key is not None else None, copies


def _badges(told: Sequence[Line]) -> dict[str | None, Badge]:
    """What tells the speakers of one article apart: no two have the same letters, neighbours have different colors."""
    names = list(dict.fromkeys(line.row["speaker"] for line in told if line.row["speaker"]))
    return {**dict(zip(names, badges(names))), None: NOBODY}


def _marks(found: Sequence[Printing]) -> list[Mark]:
    """The marks of those quotes whose positions are of the text."""
    there = (one for one in found if not one.article.is_apart(one.quote))
    return [mark for one in there for mark in marks_of(int(one.quote.id), one.quote, one.text)]
