"""The first page of a store: how much there is, who is quoted most, what several outlets printed this week."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from quotekit.browsing import search
from quotekit.browsing.speakers import Quoted, most_quoted
from quotekit.reporting.timeline import day_label
from quotekit.store.counts import counts

_PEOPLE, _PRINTED = 12, 12
_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Printed:
    """An utterance that several outlets printed."""

    number: int
    """Of the quote that stands for all."""
    text: str
    kind: str
    speaker: str | None
    is_disputed: bool
    outlets: int
    day: str | None


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days up to the newest article, and what was printed in them."""

    first: str
    last: str
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a store holds, at a glance."""

    counts: dict[str, int]
    spread: int
    """Utterances that several outlets printed, copies too; those of one outlet alone are none of them."""
    people: tuple[Quoted, ...]
    week: Week | None
    """None where no article has a date."""
    outlets: tuple[str, ...]


def overview(connection: sqlite3.Connection, today: str) -> Overview:
    """The overview of a store on a day; an article that is dated later does not make the week."""
    people = tuple(most_quoted(connection, _PEOPLE))
    spread = connection.execute("SELECT count(*) FROM variants WHERE outlets >= 2").fetchone()[0]
    return Overview(counts(connection), spread, people, _week(connection, today), tuple(search.outlets(connection)))


def _week(connection: sqlite3.Connection, today: str) -> Week | None:
    last = connection.execute("SELECT max(day) FROM articles WHERE day <= ?", (today,)).fetchone()[0]
    if last is None:
        return None
    newest = date.fromisoformat(last)
    first = date.fromordinal(max(newest.toordinal() - _WEEK.days, 1)).isoformat()
    query = """SELECT quotes.id, quotes.quote, quotes.kind, variants.speaker, is_disputed, outlets, variants.day
        FROM variants INDEXED BY variants_day JOIN quotes ON quotes.id = quote_id
        WHERE variants.day BETWEEN ? AND ? AND outlets >= 2 AND voices >= 2
        ORDER BY outlets DESC, quotes DESC, variants.id LIMIT ?"""
    found = connection.execute(query, (first, last, _PRINTED))
    printed = tuple(
        Printed(number, text, kind, speaker, bool(is_disputed), outlets, day_label(day))
        for number, text, kind, speaker, is_disputed, outlets, day in found
    )
    return Week(day_label(first) or first, day_label(last) or last, printed)
