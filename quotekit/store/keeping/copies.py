"""Which articles of a store are one text, and from which news agency each is.

Copies of one text refer to the earliest of them. Where one of them changes or goes, the others are compared anew, so
that the store is what it would be had that one never been there.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from quotekit.models.model import Model
from quotekit.records import Article
from quotekit.stories.copies import HELD, TRIED, are_one, keys_of, sketch_of
from quotekit.stories.wires import wire_of

_TOGETHER = 256
"""Articles that are compared in one go."""
_SIGN = 1 << 63
"""Whole numbers of SQLite have a sign; keys, below 2 ** 64, lose as much."""


def has_uncompared(connection: sqlite3.Connection) -> bool:
    """Whether of some articles it is not known what they are copies of."""
    return connection.execute("SELECT 1 FROM articles WHERE is_compared = 0 LIMIT 1").fetchone() is not None


def compare_texts(connection: sqlite3.Connection, model: Model) -> None:
    """Find out of some articles, a few hundred, what they are copies of and from which agency. In a transaction.

    The earliest first, so that few groups get another first article. The model knows the agencies.
    """
    query = "SELECT id, text, author FROM articles WHERE is_compared = 0 ORDER BY day, key LIMIT ?"
    for number, text, author in connection.execute(query, (_TOGETHER,)).fetchall():
        wire = wire_of(Article(text, author=author), model.lexicon)
        connection.execute("UPDATE articles SET is_compared = 1, wire = ? WHERE id = ?", (wire, number))
        _compare(connection, number, text)


def forget_text(connection: sqlite3.Connection, article: int) -> None:
    """Note that an article changes or goes: it and those that are one text with it are to be compared anew."""
    query = """SELECT others.id FROM articles AS own JOIN articles AS others
        ON others.id = coalesce(own.copy_of, own.id) OR others.copy_of = coalesce(own.copy_of, own.id)
        WHERE own.id = ?"""
    touched = connection.execute(query, (article,)).fetchall()
    connection.executemany("DELETE FROM _text_keys WHERE article_id = ?", touched)
    connection.executemany("UPDATE articles SET copy_of = NULL, is_compared = 0 WHERE id = ?", touched)


def _compare(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Join an article with those that are one text with it, and note its keys."""
    sketch = sketch_of(text)
    keys = [key - _SIGN for key in keys_of(sketch)]
    first = number
    for other in _near(connection, keys):
        query = "SELECT coalesce(copy_of, id), text FROM articles WHERE id = ?"
        [[its_first, told]] = connection.execute(query, (other,))
        if its_first != first and are_one(sketch, sketch_of(told)):
            first = _joined(connection, first, its_first)
    connection.executemany("INSERT INTO _text_keys VALUES (?, ?)", ((key, number) for key in keys))


def _near(connection: sqlite3.Connection, keys: list[int]) -> list[int]:
    """The articles that share most of some keys."""
    query, shared = "SELECT article_id FROM _text_keys WHERE key = ? ORDER BY article_id LIMIT ?", Counter[int]()
    for key in keys:
        shared.update(number for (number,) in connection.execute(query, (key, HELD)))
    return sorted(shared, key=lambda other: (-shared[other], other))[:TRIED]


def _joined(connection: sqlite3.Connection, one: int, other: int) -> int:
    """Make of two groups of copies, by their first articles, one; its first is the earliest by day, then by key.

    Only the group that gets another first one is written: of a notice that a newsletter repeats there are thousands.
    """
    query = "SELECT id FROM articles WHERE id IN (?, ?) ORDER BY day IS NULL, day, key"
    [first], [later] = connection.execute(query, (one, other)).fetchall()
    connection.execute("UPDATE articles SET copy_of = ?1 WHERE id = ?2 OR copy_of = ?2", (first, later))
    return int(first)
