"""What a store holds, looked for: by words, speaker, dates, outlet and kind.

Words are looked up in the full-text index. Of common ones the newest finds are ranked, not all: ranking 300,000 takes
a second. What is searched first, words or speaker, is decided by which of both is rarer.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from quotekit.errors import UsageError
from quotekit.identities import folded
from quotekit.rows import Row
from quotekit.store_file import marks, parts
from quotekit.store_schema import TOKENS

SEARCH_COLUMNS = (
    *("article", "id", "kind", "act", "speaker", "speaker_kind", "role", "quote", "snippet", "outlet", "published"),
    *("title", "url", "start", "end", "content", "cue", "source", "source_text", "confidence", "rule"),
    *("speaker_id", "group", "outlets", "key"),
)
SEARCH_TABLE = {"speaker": 0.2, "snippet": 0.4, "outlet": 0.12, "published": 0.14, "article": 0.14}
STORED_SPEAKER_COLUMNS = ("name", "kind", "gender", "quotes", "articles", "aliases", "roles", "id")
STORED_SPEAKER_TABLE = {"name": 0.3, "kind": 0.15, "quotes": 0.1, "articles": 0.12, "roles": 0.33}

KINDS = ("direct", "mixed", "indirect")

_RANKED = 500
"""Finds that are ranked, the newest."""
_COMMON, _FEW = 40_000, 3_000
"""Quotes with a word from which, and quotes of a speaker or an outlet up to which, these are searched one by one."""
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
        if not isinstance(self.words, str):
            raise UsageError(f"words is a str, not {self.words!r:.80}")
        for name, several in (("speakers", self.speakers), ("outlets", self.outlets), ("kinds", self.kinds)):
            check_several(name, several)
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not _is_day(day):
                raise UsageError(f"{name} is a year, a month or a day, such as 2025-04-01, not {day!r}")
        for kind in self.kinds:
            if kind not in KINDS:
                raise UsageError(f"kind is 'direct', 'mixed' or 'indirect', not {kind!r}")
        check_names(self.speakers)
        if self.acts not in ("statement", "all"):
            raise UsageError(f"acts is 'statement' or 'all', not {self.acts!r}")
        if self.limit is not None and (not isinstance(self.limit, int) or self.limit < 1):
            raise UsageError(f"limit is a whole number from 1 on, or None for all, not {self.limit!r}")


def check_several(name: str, several: object) -> None:
    """Raise UsageError where what is to be several texts is one, or none at all.

    >>> check_several("outlets", "Echo")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: outlets is a list of texts, such as ['Echo'], not 'Echo'
    """
    if isinstance(several, str) or not isinstance(several, Sequence) or not all(isinstance(o, str) for o in several):
        raise UsageError(f"{name} is a list of texts, such as ['Echo'], not {several!r:.80}")


def check_names(called: Sequence[str]) -> None:
    """Raise UsageError where one of some texts is no name.

    >>> check_names(["?"])
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: '?' is no name
    """
    check_several("speakers", called)
    for name in called:
        if not folded(name):
            raise UsageError(f"{name!r} is no name")


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
    """The numbers of the quotes that are meant, in order."""
    people = _people(connection, query.speakers)
    if query.speakers and not people:
        return []
    where, values = _condition(query, people)
    limit = -1 if query.limit is None else query.limit
    if not match:
        return _newest(connection, query, where, values, limit)
    if _is_filtered(query) and _is_common(connection, match):
        few = _newest(connection, query, where, values, _FEW + 1)
        if len(few) <= _FEW:
            return _best(_texts(connection, few), match, limit)
    ranked = -1 if query.limit is None else max(_RANKED, limit)
    statement = f"""SELECT id FROM (
        SELECT quotes.id AS id, bm25(quotes_fts) AS score FROM quotes_fts CROSS JOIN quotes INDEXED BY quotes_facets
        WHERE quotes_fts MATCH ? AND quotes.id = quotes_fts.rowid AND {where}
        ORDER BY quotes_fts.rowid DESC LIMIT ?) ORDER BY score, id DESC LIMIT ?"""
    return [row[0] for row in connection.execute(statement, (match, *values, ranked, limit))]


def _is_filtered(query: Query) -> bool:
    return bool(query.speakers or query.outlets or query.since or query.until)


def _is_common(connection: sqlite3.Connection, match: str) -> bool:
    """Whether so many quotes have the words that they cannot all be looked at."""
    query = "SELECT count(*) FROM (SELECT 1 FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?)"
    return bool(connection.execute(query, (match, _COMMON)).fetchone()[0] == _COMMON)


def _newest(connection: sqlite3.Connection, query: Query, where: str, values: list[Any], limit: int) -> list[int]:
    """The quotes that are meant whatever their words, newest first."""
    index = "quotes_speaker" if query.speakers else "quotes_outlet" if len(query.outlets) == 1 else "quotes_day"
    statement = f"SELECT id FROM quotes INDEXED BY {index} WHERE {where} ORDER BY day DESC, id LIMIT ?"
    return [row[0] for row in connection.execute(statement, (*values, limit))]


def _texts(connection: sqlite3.Connection, ids: list[int]) -> list[tuple[int, str]]:
    query = "SELECT id, quote FROM quotes WHERE id IN ({})"
    return [row for part in parts(ids) for row in connection.execute(query.format(marks(part)), part)]


def _best(texts: list[tuple[int, str]], match: str, limit: int) -> list[int]:
    """Of some quotes those that have the words, the best first: by an index made for this search.

    Common words of a speaker with few quotes are found so in a tenth of the time that looking through the words takes.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE quotes_fts USING fts5 (quote, {TOKENS})")
        connection.executemany("INSERT INTO quotes_fts (rowid, quote) VALUES (?, ?)", texts)
        query = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? ORDER BY rank, rowid DESC LIMIT ?"
        return [row[0] for row in connection.execute(query, (match, limit))]


def _condition(query: Query, people: list[int]) -> tuple[str, list[Any]]:
    found: list[tuple[str, list[Any]]] = []
    if people:
        found.append((f"speaker_id IN ({', '.join(map(str, people))})", []))
    if query.since is not None:
        found.append(("day >= ?", [query.since]))
    if query.until is not None:
        found.append(("day <= ?", [query.until + "~"]))  # "2025-04~" comes after all days of that month
    for column, wanted in (("outlet", query.outlets), ("kind", query.kinds)):
        if wanted:
            found.append((f"{column} IN ({', '.join('?' * len(wanted))})", list(wanted)))
    if query.acts != "all":
        found.append(("act = 'statement'", []))
    return " AND ".join(condition for condition, _ in found) or "1", [v for _, values in found for v in values]


def _people(connection: sqlite3.Connection, called: Sequence[str]) -> list[int]:
    """The speakers who have one of some names."""
    found: set[int] = set()
    for name in called:
        words = sorted(set(folded(name)))
        query = (
            f"SELECT speaker_id FROM _name_words WHERE word IN ({marks(words)}) GROUP BY speaker_id HAVING count(*) = ?"
        )
        found.update(row[0] for row in connection.execute(query, (*words, len(words))))
        query = "SELECT speaker_id FROM aliases WHERE folded = ?"
        found.update(row[0] for row in connection.execute(query, (" ".join(folded(name)),)))
    return sorted(found)


_ROW = """SELECT articles.name AS article, quotes.name AS id, quotes.kind, act, quote, content, cue, source,
  source_text, coalesce(speakers.name, appearances.name) AS speaker,
  coalesce(speakers.kind, appearances.kind) AS speaker_kind, json_extract(appearances.roles, '$[0]') AS role,
  confidence, rule, articles.outlet, published, title, url, articles.key, speakers.key AS speaker_id,
  variant_id AS "group", coalesce(variants.outlets, 1) AS outlets
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
    check_names(called)
    columns = "id, name, kind, gender, quotes, articles, roles, key"
    people = _people(connection, called)
    among = f"id IN ({', '.join(map(str, people))}) AND" if called else ""
    query = f"SELECT {columns} FROM speakers WHERE {among} quotes > 0 ORDER BY quotes DESC, name LIMIT ?"
    for number, *row, roles, key in connection.execute(query, (-1 if limit is None else limit,)):
        told = dict(zip(STORED_SPEAKER_COLUMNS, row))
        aliases = connection.execute("SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY alias", (number,))
        others = [alias for (alias,) in aliases if alias != told["name"]]
        yield {**told, "aliases": others, "roles": json.loads(roles), "id": key}
