"""An audit of a store: its rows are counted by SQLite, no text is read and no model asked."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterator

from quotekit.auditing.asked import About, Asked
from quotekit.auditing.records import Audit
from quotekit.auditing.sources.divisions import Source
from quotekit.auditing.sources.genders import Genders, gender_given
from quotekit.auditing.sources.roles import Groups, role_of, shipped_groups
from quotekit.auditing.tally import Tally, Told, number_of_words
from quotekit.store.file import placeholders


def audit_of_rows(
    connection: sqlite3.Connection, asked: Asked, genders: Genders | None = None, roles: Groups | None = None
) -> Audit:
    """The audit of the articles of a store, the same as that of analyses of them.

    `connection` is one to a store, which may be read-only. A million quotes take some seconds: keep what comes out.
    """
    connection.create_function("number_of_words", 1, number_of_words, deterministic=True)
    tally = Tally(asked)
    abouts = dict(_abouts(connection))
    for number, about in abouts.items():
        tally.take(number, about)
    for told in _told(connection, asked):
        tally.add(told, abouts[told.article])
    sources = dict(_sources(connection, genders or {}, shipped_groups() if roles is None else roles))
    return tally.audit(sources, _left_out(connection, asked, abouts))


def _abouts(connection: sqlite3.Connection) -> Iterator[tuple[int, About]]:
    for number, *about in connection.execute("SELECT id, outlet, day, section, author FROM articles ORDER BY id"):
        yield number, About(*about)


def _told(connection: sqlite3.Connection, asked: Asked) -> Iterator[Told]:
    """What each source says in each part of each article, the earliest articles first, without a day last."""
    conditions, values = ["confidence >= ?"], [asked.least]
    if asked.acts != "all":
        conditions.append("act = 'statement'")
    if asked.kinds:
        conditions.append(f"kind IN ({placeholders(list(asked.kinds))})")
    query = f"""SELECT article_id, speaker_id, part, count(*), sum(number_of_words(quote)) FROM quotes
        WHERE {" AND ".join(conditions)} GROUP BY day IS NULL, day, article_id, speaker_id, part"""
    yield from map(Told._make, connection.execute(query, (*values, *asked.kinds)))


def _sources(connection: sqlite3.Connection, genders: Genders, roles: Groups) -> Iterator[tuple[Hashable, Source]]:
    aliases: dict[int, list[str]] = {}
    if genders:
        for number, alias in connection.execute("SELECT speaker_id, alias FROM aliases"):
            aliases.setdefault(number, []).append(alias)
    query = """SELECT id, name, kind, gender, roles, is_open = 0 AND EXISTS
        (SELECT 1 FROM appearances WHERE speaker_id = speakers.id AND kin IS NOT NULL) FROM speakers"""
    for number, name, kind, gender, listed, is_met_again in connection.execute(query):
        gender = gender_given(genders, name, aliases.get(number, ()), kind) or gender
        role = role_of(kind, name, json.loads(listed), roles)
        yield number, Source(kind, None if gender == "-" else gender, role, bool(is_met_again))


def _left_out(connection: sqlite3.Connection, asked: Asked, abouts: dict[int, About]) -> Counter[str]:
    found: Counter[str] = Counter()
    query = "SELECT act, article_id, count(*) FROM quotes WHERE act != 'statement' GROUP BY act, article_id"
    for act, article, number in connection.execute(query):
        if asked.leaves_out(act) and asked.has(abouts[article]):
            found[act] += number
    return found
