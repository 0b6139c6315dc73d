"""What a store holds, looked for: by words, speaker, dates, outlet and kind.

Words are looked up in the full-text index. Of very common ones the newest finds are ranked, not all: ranking 300,000
takes a second, and nobody can tell the result from that of the newest thousand.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quotekit.errors import UsageError
from quotekit.identities import folded
from quotekit.rows import Row

SEARCH_COLUMNS = (
    *("article", "id", "kind", "act", "speaker", "speaker_kind", "role", "quote", "snippet", "outlet", "published"),
    *("title", "url", "start", "end", "content", "cue", "source", "source_text", "confidence", "rule"),
    *("speaker_id", "group", "outlets", "key"),
)
SEARCH_TABLE = {"speaker": 0.2, "snippet": 0.42, "outlet": 0.12, "published": 0.13, "article": 0.13}
STORED_SPEAKER_COLUMNS = ("name", "kind", "gender", "quotes", "articles", "aliases", "roles", "id")
STORED_SPEAKER_TABLE = {"name": 0.3, "kind": 0.15, "quotes": 0.1, "articles": 0.1, "roles": 0.35}

KINDS = ("direct", "mixed", "indirect")

_RANKED = 1_000
"""Finds that are ranked, the newest."""
_MOST_WORDS = 64
"""Words and phrases of one search: SQLite takes no deeper expression than of 256."""
_SHOWN = 40
"""Words of a snippet."""

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_OPEN, _CLOSE = "[", "]"


def match_of(words: str) -> str | None:
    """What a user typed as an expression of FTS5: every word must be there, "a phrase" as it stands, `begin*` begun.

    Everything else in it is text to be found, not syntax. Empty where nothing was typed; None where what was typed has
    no letter and no digit, so that nothing can be found. Raises UsageError where it has more than 64 words.

    >>> print(match_of('penalty "hit the post" keep*'), match_of("NEAR(a"), match_of("-?"))
    "penalty" "hit the post" "keep"* "NEAR(a" None
    """
    terms = []
    for phrase, word in _PIECE.findall(re.sub("[\0\ud800-\udfff]", " ", words)):
        if re.search(r"[^\W_]", text := phrase or word):
            begun = bool(word) and word.endswith("*")
            terms.append(f'"{text.rstrip("*") if begun else text}"' + "*" * begun)
    if len(terms) > _MOST_WORDS:
        raise UsageError(f"a search has at most {_MOST_WORDS} words, not {len(terms)}")
    return " ".join(terms) or (None if words.strip() else "")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what is not given is not asked.

    >>> Query(since="2025-13")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: since is a year, a month or a day, such as 2025-04-01, not '2025-13'
    """

    words: str = ""
    speakers: Sequence[str] = ()
    """Names: the full one, an alias, or words of the name. Several are alternatives."""
    since: str | None = None
    until: str | None = None
    """The first and the last day, or month, or year, of the article; both are in."""
    outlets: Sequence[str] = ()
    kinds: Sequence[str] = ()
    acts: str = "statement"
    limit: int | None = 20
    """Rows at most; None for all."""

    def __post_init__(self) -> None:
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not _is_day(day):
                raise UsageError(f"{name} is a year, a month or a day, such as 2025-04-01, not {day!r}")
        for kind in self.kinds:
            if kind not in KINDS:
                raise UsageError(f"kind is 'direct', 'mixed' or 'indirect', not {kind!r}")
        for name in self.speakers:
            if not folded(name):
                raise UsageError(f"{name!r} is no name")
        if self.acts not in ("statement", "all"):
            raise UsageError(f"acts is 'statement' or 'all', not {self.acts!r}")
        if self.limit is not None and (not isinstance(self.limit, int) or self.limit < 1):
            raise UsageError(f"limit is a whole number from 1 on, or None for all, not {self.limit!r}")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    except ValueError:
        return False


# --- Finding ---


def search(connection: sqlite3.Connection, query: Query) -> Iterator[Row]:
    """The rows of the quotes that are meant: with words the best first, else the newest.

    Keys are those of a quote, and `snippet` with the words that were found in brackets, `outlet`, `published`, `title`,
    `url`, `key` (which article it is), `speaker_id`, and `group` and `outlets` as `quotekit quotes --groups` has them.
    """
    match = match_of(query.words)
    if match is None:
        return iter(())
    ids = _ids(connection, query, match)
    return (_row(connection, number, match) for number in ids)


def _ids(connection: sqlite3.Connection, query: Query, match: str) -> list[int]:
    people = _people(connection, query.speakers)
    if query.speakers and not people:
        return []
    conditions, values = _conditions(query, people)
    where = " AND ".join(conditions) or "1"
    limit = -1 if query.limit is None else query.limit
    if not match:
        statement = f"SELECT quotes.id FROM {_tables(query)} WHERE {where} ORDER BY quotes.day DESC, quotes.id LIMIT ?"
        return [row[0] for row in connection.execute(statement, (*values, limit))]
    ranked = -1 if query.limit is None else max(_RANKED, limit)
    statement = f"""SELECT id FROM (
        SELECT quotes.id AS id, bm25(quotes_fts) AS score FROM quotes_fts CROSS JOIN {_tables(query)}
        WHERE quotes_fts MATCH ? AND quotes.id = quotes_fts.rowid AND {where}
        ORDER BY quotes_fts.rowid DESC LIMIT ?) ORDER BY score, id DESC LIMIT ?"""
    return [row[0] for row in connection.execute(statement, (match, *values, ranked, limit))]


def _tables(query: Query) -> str:
    return "quotes JOIN articles ON articles.id = quotes.article_id" if query.outlets else "quotes"


def _conditions(query: Query, people: list[int]) -> tuple[list[str], list[Any]]:
    found: list[tuple[str, list[Any]]] = []
    if people:
        found.append((f"quotes.speaker_id IN ({', '.join(map(str, people))})", []))
    if query.since is not None:
        found.append(("quotes.day >= ?", [query.since]))
    if query.until is not None:
        found.append(("quotes.day <= ?", [query.until + "~"]))  # "2025-04~" comes after all days of that month
    if query.outlets:
        found.append((f"articles.outlet IN ({', '.join('?' * len(query.outlets))})", list(query.outlets)))
    if query.kinds:
        found.append((f"+quotes.kind IN ({', '.join('?' * len(query.kinds))})", list(query.kinds)))
    if query.acts != "all":
        found.append(("+quotes.act = 'statement'", []))
    return [condition for condition, _ in found], [value for _, values in found for value in values]


def _people(connection: sqlite3.Connection, called: Sequence[str]) -> list[int]:
    """The speakers who have one of some names."""
    found: set[int] = set()
    for name in called:
        words = sorted(set(folded(name)))
        marks = ", ".join("?" * len(words))
        query = f"SELECT speaker_id FROM name_words WHERE word IN ({marks}) GROUP BY speaker_id HAVING count(*) = ?"
        found.update(row[0] for row in connection.execute(query, (*words, len(words))))
        query = "SELECT speaker_id FROM aliases WHERE folded = ?"
        found.update(row[0] for row in connection.execute(query, (" ".join(folded(name)),)))
    return sorted(found)


_ROW = """SELECT articles.name AS article, quotes.name AS id, quotes.kind, quotes.act, quote, content, cue, source,
  source_text, coalesce(speakers.name, appearances.name) AS speaker,
  coalesce(speakers.kind, appearances.kind) AS speaker_kind, json_extract(appearances.roles, '$[0]') AS role,
  confidence, rule, outlet, published, title, url, articles.key, speakers.key AS speaker_id, variant_id AS "group",
  coalesce(variants.outlets, 1) AS outlets
  FROM quotes JOIN articles ON articles.id = quotes.article_id
  LEFT JOIN appearances ON appearances.id = appearance_id LEFT JOIN speakers ON speakers.id = quotes.speaker_id
  LEFT JOIN variants ON variants.id = variant_id WHERE quotes.id = ?"""


def _row(connection: sqlite3.Connection, number: int, match: str) -> Row:
    cursor = connection.execute(_ROW, (number,))
    row: Row = dict(zip([column[0] for column in cursor.description], cursor.fetchone()))
    row.update({column: json.loads(row[column]) for column in ("content", "cue", "source")})
    row["snippet"] = row["quote"]
    if match:
        query = f"""SELECT snippet(quotes_fts, 0, '{_OPEN}', '{_CLOSE}', '...', {_SHOWN}) FROM quotes_fts
            WHERE quotes_fts MATCH ? AND rowid = ?"""
        row["snippet"] = connection.execute(query, (match, number)).fetchone()[0]
    return row


def speaker_rows(connection: sqlite3.Connection, limit: int | None, called: Sequence[str] = ()) -> Iterator[Row]:
    """Who is quoted, most quoted first, as rows; `articles` is how many."""
    columns = "id, name, kind, gender, quotes, articles, roles, key"
    people = _people(connection, called)
    among = f"id IN ({', '.join(map(str, people))}) AND" if called else ""
    query = f"SELECT {columns} FROM speakers WHERE {among} quotes > 0 ORDER BY quotes DESC, name LIMIT ?"
    for number, *row, roles, key in connection.execute(query, (-1 if limit is None else limit,)):
        told = dict(zip(STORED_SPEAKER_COLUMNS, row))
        aliases = connection.execute("SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY alias", (number,))
        others = [alias for (alias,) in aliases if alias != told["name"]]
        yield {**told, "aliases": others, "roles": json.loads(roles), "id": key}
