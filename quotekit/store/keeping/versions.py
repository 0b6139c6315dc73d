"""What an article was before it changed, and how its quotes differ from one version to the next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from quotekit.variants.alignment import common_length
from quotekit.variants.stems import folded

MOST_VERSIONS = 10
"""Earlier versions that are kept of an article, the last ones."""
_ALIKE = 0.5
"""Share of the words of the shorter one, in order, from which two quotes are one that was changed."""
_COMPARED = 300
"""Quotes of a version that are held against those of the next one."""

Alteration = Literal["added", "gone", "changed", "speaker", "text"]


class Said(NamedTuple):
    """A quote of a version."""

    quote: str
    speaker: str | None
    """As the article has it, whatever the user calls him: that may have changed since."""


class Change(NamedTuple):
    """What differs between a version of an article and the one before."""

    what: Alteration
    """Of a quote: `added`, `gone`, `changed` words, another `speaker`. `text`: no quote is concerned."""
    before: Said | None = None
    after: Said | None = None


class Version(NamedTuple):
    """A version of an article: its number from 1 on, and what it says."""

    number: int
    replaced: str | None
    """When the next one was read, UTC; None for the one that the store has now."""
    title: str | None
    published: str | None
    text: str
    quotes: tuple[Said, ...]
    """Its statements, in the order of the text."""


class ArticleChange(NamedTuple):
    """What differs in an article from one version to the next."""

    article: str
    """Its id, as it was read."""
    key: str
    outlet: str | None
    title: str | None
    """Of the later version, as `published`."""
    published: str | None
    version: int
    """The number of the later version."""
    read: str
    """When the later version was read, UTC."""
    change: Change


_NOW = """(SELECT json_group_array(json_array(quote, speaker)) FROM
    (SELECT quote, appearances.name AS speaker FROM quotes LEFT JOIN appearances ON appearances.id = appearance_id
    WHERE quotes.article_id = articles.id AND act = 'statement' ORDER BY quotes.number))"""
_NEXT = "(SELECT coalesce(max(number), 0) + 1 FROM versions WHERE article_id = articles.id)"


def keep_version(connection: sqlite3.Connection, article: int) -> None:
    """Keep what an article is now, before it changes; of more than ten versions the oldest one goes."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        f"""INSERT INTO versions (article_id, number, title, published, text, quotes, replaced, reading_id)
        SELECT id, {_NEXT}, title, published, text, {_NOW}, ?, reading_id FROM articles WHERE id = ?""",
        (now, article),
    )
    query = """DELETE FROM versions WHERE article_id = ?1 AND number <=
        (SELECT max(number) FROM versions WHERE article_id = ?1) - ?2"""
    connection.execute(query, (article, MOST_VERSIONS))


def versions_of(connection: sqlite3.Connection, article: int) -> list[Version]:
    """The versions that are kept of an article, the oldest first; the last one is what the store has now."""
    query = f"""SELECT number, replaced, title, published, text, quotes FROM versions WHERE article_id = ?1 UNION ALL
        SELECT {_NEXT}, NULL, title, published, text, {_NOW} FROM articles WHERE id = ?1 ORDER BY number"""
    rows = connection.execute(query, (article,))
    return [Version(*row)._replace(quotes=_said(row)) for row in rows]


def _said(row: tuple[Any, ...]) -> tuple[Said, ...]:
    *_, quotes = row
    return tuple(Said(*said) for said in json.loads(quotes))


def article_changes(connection: sqlite3.Connection, condition: str, values: Sequence[str]) -> Iterator[ArticleChange]:
    """What differs in some articles from version to version; `condition` says which, as one on `articles`."""
    query = f"""SELECT id, name, key, outlet FROM articles
        WHERE id IN (SELECT article_id FROM versions) AND {condition} ORDER BY id"""
    for row, name, key, outlet in connection.execute(query, values):
        for before, after in pairwise(versions_of(connection, row)):
            about = (name, key, outlet, after.title, after.published, after.number, before.replaced or "")
            yield from (ArticleChange(*about, change) for change in changes(before, after))


def changes(before: Version, after: Version) -> Iterator[Change]:
    """What differs in an article from one version to the next; where that is no quote, one change of its text.

    >>> def version(*quotes): return Version(1, None, None, None, "", tuple(Said(each, "Lee") for each in quotes))
    >>> [(one.what, one.after) for one in changes(version("It rained a lot.", "No."), version("It rained too much."))]
    [('changed', Said(quote='It rained too much.', speaker='Lee')), ('gone', None)]
    """
    found = list(_changed(list(before.quotes[:_COMPARED]), list(after.quotes[:_COMPARED])))
    yield from found or [Change("text")]


def _changed(before: list[Said], after: list[Said]) -> Iterator[Change]:
    for said in before[:]:
        if said in after:
            before.remove(said)
            after.remove(said)
    pairs = sorted(_pairs(before, after), reverse=True)
    matched: dict[int, int] = {}
    for _, one, other in pairs:
        if -one not in matched.values() and -other not in matched:
            matched[-other] = -one
    for number, said in enumerate(after):
        if number not in matched:
            yield Change("added", None, said)
        else:
            old = before[matched[number]]
            yield Change("speaker" if old.quote == said.quote else "changed", old, said)
    yield from (Change("gone", said) for number, said in enumerate(before) if number not in matched.values())


def _pairs(before: Sequence[Said], after: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    """Quotes that may be one, with how much of both is the same, and their places, counted backwards."""
    words = [[folded(word) for word in said.quote.split()] for said in after]
    for one, said in enumerate(before):
        told = [folded(word) for word in said.quote.split()]
        for other, against in enumerate(words):
            common, shorter = common_length(told, against), min(len(told), len(against))
            if shorter and common / shorter >= _ALIKE and (common > 1 or len(told) == len(against)):
                yield common / (len(told) + len(against)), -one, -other
