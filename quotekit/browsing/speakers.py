"""Who is quoted: the list of all speakers, and all that a store knows of one."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotekit.browsing.asked import LINES, page_number
from quotekit.browsing.lines import Line, badge_of, lines, speaker_address
from quotekit.reporting.months import Bars, bars
from quotekit.reporting.quotes import Badge
from quotekit.store.query import Query
from quotekit.store.search import finds, speaker_rows

_LISTED, _MOST_PAGES = 50, 40
_COUNTED = 50_000
"""Quotes of one speaker that are counted by month and outlet, the newest."""
_READ = 500
"""Articles of a speaker, those that were added last, in which it is looked who else is quoted."""
_BESIDE, _OUTLETS = 12, 20


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody, and how often he is quoted, or quoted beside another one."""

    key: str
    name: str
    role: str | None
    count: int
    share: float
    """Of the most in the list, 0 to 1."""

    @property
    def address(self) -> str | None:
        """Of the page of the speaker."""
        return speaker_address(self.key)

    @property
    def badge(self) -> Badge:
        """By what the speaker is told apart."""
        return badge_of(self.key, self.name)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list of speakers."""

    name: str
    page: int
    is_last: bool
    people: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker: who that is, and where and when he is quoted."""

    key: str
    name: str
    kind: str
    is_open: bool
    roles: tuple[str, ...]
    names: tuple[str, ...]
    """Other forms of the name."""
    ref: str | None
    quotes: int
    mentions: int
    beliefs: int
    articles: int
    is_all: bool
    """Whether `months` and `outlets` tell of all quotes, else of the newest 50,000."""
    months: Bars | None
    """None where no date is known."""
    outlets: tuple[tuple[str, int], ...]
    beside: tuple[Quoted, ...]
    """Who is quoted in the same articles, with the number of these."""
    newest: tuple[Line, ...]

    @property
    def badge(self) -> Badge:
        """By what the speaker is told apart."""
        return badge_of(self.key, self.name)


def most_quoted(
    connection: sqlite3.Connection, most: int, names: Sequence[str] = (), skip: int = 0
) -> Iterator[Quoted]:
    """Who is quoted most, or who of those that have one of some names, without the first `skip`."""
    rows = list(speaker_rows(connection, most, names, skip))
    for row in rows:
        role = next(iter(row["roles"]), None)
        yield Quoted(row["id"], row["name"], role, row["quotes"], row["quotes"] / rows[0]["quotes"])


def listed(connection: sqlite3.Connection, name: str, page: str) -> Listed:
    """A page of the list, of those that are called so where a name is given. Raises UsageError for what is no page."""
    number = page_number(page, _MOST_PAGES)
    people = list(most_quoted(connection, _LISTED + 1, [name] if name else [], (number - 1) * _LISTED))
    return Listed(name, number, len(people) <= _LISTED or number == _MOST_PAGES, tuple(people[:_LISTED]))


def profile(connection: sqlite3.Connection, key: str) -> Profile | None:
    """The speaker with an id; None where there is none, or not any more."""
    columns = "id, name, kind, is_open, roles, ref, quotes, mentions, beliefs, articles"
    row = connection.execute(f"SELECT {columns} FROM speakers WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    number, name, kind, is_open, roles, ref, quotes, mentions, beliefs, articles = row
    aliases = connection.execute("SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY alias", (number,))
    told = _counted(connection, number)
    return Profile(
        key=key,
        name=name,
        kind=kind,
        is_open=bool(is_open),
        roles=tuple(json.loads(roles)),
        names=tuple(alias for (alias,) in aliases if alias != name),
        ref=ref,
        quotes=quotes,
        mentions=mentions,
        beliefs=beliefs,
        articles=articles,
        is_all=sum(told.values()) < _COUNTED,
        months=bars(_summed(told, 0)),
        outlets=tuple(sorted(_summed(told, 1).items(), key=lambda one: (-one[1], one[0]))[:_OUTLETS]),
        beside=tuple(_beside(connection, number)),
        newest=tuple(lines(connection, finds(connection, Query(speakers=(key,), limit=LINES)))),
    )


def _counted(connection: sqlite3.Connection, number: int) -> Counter[tuple[str | None, str | None]]:
    """The quotes of a speaker by month and outlet."""
    query = """SELECT substr(day, 1, 7), outlet, count(*) FROM (
        SELECT day, outlet FROM quotes INDEXED BY quotes_speaker WHERE speaker_id = ? AND act = 'statement'
        ORDER BY day DESC LIMIT ?) GROUP BY 1, 2"""
    return Counter({(month, outlet): count for month, outlet, count in connection.execute(query, (number, _COUNTED))})


def _summed(counts: Counter[tuple[str | None, str | None]], place: int) -> Counter[str]:
    """Counts by one of both, without what is not known."""
    found: Counter[str] = Counter()
    for pair, count in counts.items():
        if (name := pair[place]) is not None:
            found[name] += count
    return found


def _beside(connection: sqlite3.Connection, number: int) -> Iterator[Quoted]:
    query = """WITH near AS (SELECT DISTINCT article_id FROM (
            SELECT article_id, statements FROM appearances INDEXED BY appearances_speaker
            WHERE speaker_id = ?1 ORDER BY id DESC LIMIT ?2) WHERE statements > 0)
        SELECT speakers.key, speakers.name, json_extract(speakers.roles, '$[0]'), count(*)
        FROM near JOIN appearances ON appearances.article_id = near.article_id
        JOIN speakers ON speakers.id = appearances.speaker_id
        WHERE speakers.id <> ?1 AND statements > 0 AND speakers.kind <> 'unnamed'
        GROUP BY speakers.id ORDER BY 4 DESC, 2 LIMIT ?3"""
    rows = connection.execute(query, (number, _READ, _BESIDE)).fetchall()
    return (Quoted(key, name, role, count, count / rows[0][-1]) for key, name, role, count in rows)
