"""What a store holds, looked for: by words, speaker, dates, outlet and kind.

Of common words the newest finds are ranked, not all: of 300,000 that takes a second. Words or speaker lead.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import local
from typing import Any

from quotekit.rows import ARTICLE_COLUMNS, COLUMNS, COPY_COLUMNS, GROUP_COLUMNS, QUOTE_COLUMNS, QUOTE_KEYS
from quotekit.rows import Row as Row
from quotekit.speakers.people.appearances import folded
from quotekit.store.file import at_most, parts, placeholders, value
from quotekit.store.query import ArticleQuery as ArticleQuery
from quotekit.store.query import Query as Query
from quotekit.store.query import Removed as Removed
from quotekit.store.query import check_names, in_days, match_of, spellings
from quotekit.store.query import removable as removable
from quotekit.store.query import undated as undated
from quotekit.store.records import STORED, from_store
from quotekit.store.schema import TOKENS

_ABOUT = tuple(column for column in ARTICLE_COLUMNS if column != "author")
_BEHIND = QUOTE_COLUMNS.index("quote") + 1
SEARCH_COLUMNS = (
    *(*QUOTE_COLUMNS[:_BEHIND], "snippet", *_ABOUT, *QUOTE_COLUMNS[_BEHIND:]),
    *("speaker_id", *COPY_COLUMNS, *GROUP_COLUMNS, "key"),
)
"""Those of a quote, with what was found and its article behind the words."""
SEARCH_TABLE = {"speaker": 0.2, "snippet": 0.4, "outlet": 0.12, "published": 0.14, "article": 0.14}
STORED_SPEAKER_COLUMNS = ("name", "kind", "gender", "quotes", "articles", "aliases", "roles", "open", "ref", "id")
STORED_SPEAKER_TABLE = {"name": 0.3, "kind": 0.15, "quotes": 0.1, "articles": 0.12, "roles": 0.33}

_RANKED = 500
"""Finds that are ranked, the newest."""
_COMMON, _FEW = 150_000, 3_000
"""Quotes with a word from which, and quotes of a speaker or an outlet up to which, these are searched one by one."""
_MANY, _MANY_DAYS = 50_000, 10_000
"""Quotes of a speaker or an outlet, and of some days (whose articles came mostly last, and are met first), from which
they are not listed before the words are looked up."""
_WRITTEN = 1000
"""Speakers up to which a query has their numbers in it."""
_SHOWN, _AT_ONCE = 40, 200
"""Words of a snippet, and rows that get theirs together."""

_OWN = local()
Told = tuple[int, int | None, str | None]
"""The number of a quote, that of its speaker and its outlet; None where nobody is known."""

_SCORE = ", bm25(quotes_fts) AS score"
_ORDER = {
    "best": "ORDER BY score, id DESC",
    "newest": "JOIN quotes INDEXED BY quotes_facets USING (id) ORDER BY quotes.day DESC, id",
}


# --- Finding ---


def search(connection: sqlite3.Connection, query: Query) -> Iterator[Row]:
    """The rows of the quotes that are meant: with words the best first, else the newest.

    Keys are those of a quote, and `snippet` with the words that were found in brackets, `outlet`, `published`, `title`,
    `url`, `key` (which article it is), `copy_of` (the key of another), `wire`, `speaker_id`, `group` and `outlets`.
    """
    ids = finds(connection, query)
    several = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return (row for part in several for row in rows(connection, part, query.words))


def finds(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The numbers of the quotes that are meant, in order. Of common words those that were added last are looked at."""
    return [number for number, *_ in _found(connection, query)]


def finds_told(connection: sqlite3.Connection, query: Query) -> list[Told]:
    """The same with who says each of them and who printed it."""
    found = _found(connection, query)
    if not found or len(found[0]) > 2:
        return [row[:3] for row in found]
    statement = """SELECT quotes.id, speaker_id, outlet FROM json_each(?) JOIN quotes INDEXED BY quotes_facets
        ON quotes.id = json_each.value"""
    return connection.execute(statement, (json.dumps([number for number, *_ in found]),)).fetchall()


def _found(connection: sqlite3.Connection, query: Query) -> list[Any]:
    """The numbers, in rows; with who and where, as `Told` has it, if the index that was read knows that."""
    query = replace(query, outlets=spellings(connection, query.outlets)) if query.outlets else query
    match = match_of(query.words)
    people = _people(connection, query.speakers)
    if match is None or (query.speakers and not people):
        return []
    where, values = _condition(query, people)
    limit = at_most(query.limit)
    if not match:
        return _newest(connection, query, where, values, limit)
    if _is_filtered(query):
        some = value(connection, f"SELECT count(*) FROM ({_meant(query, where)} LIMIT ?)", (*values, _FEW + 1))
        if 0 < some <= _FEW and _is_common(connection, match):
            few = [number for number, *_ in _newest(connection, query, where, values, _FEW)]
            best = _best(_texts(connection, few), match)
            return [(number,) for number in (best if query.order == "best" else _in_order(few, best))][: query.limit]
    ranked = max(_RANKED, limit) if limit >= 0 else limit
    columns, among = _among(connection, query, people, where, values)
    statement = f"""SELECT found.* FROM (
        SELECT quotes_fts.rowid AS {columns}{_SCORE if query.order == "best" else ""} FROM quotes_fts {among}
        ORDER BY quotes_fts.rowid DESC LIMIT ?) AS found {_ORDER[query.order]} LIMIT ?"""
    return connection.execute(statement, (match, *values, ranked, limit)).fetchall()


def _in_order(order: list[int], some: list[int]) -> list[int]:
    chosen = set(some)
    return [number for number in order if number in chosen]


def _among(
    connection: sqlite3.Connection, query: Query, people: list[int], where: str, values: list[Any]
) -> tuple[str, str]:
    """How what has the words is held against the rest of what is asked; first the columns that are known then.

    Where that is true of many quotes, one find after the other until there are enough. Where it is true of some, all of
    these are listed first: looking each find up takes five times as long. (The plus keeps SQLite from looking for the
    words in each of them.)
    """
    if _is_filtered(query) and not _are_many(connection, query, people):
        return "id", f"WHERE quotes_fts MATCH ? AND +quotes_fts.rowid IN ({_meant(query, where)})"
    return (
        "id, speaker_id, outlet",
        f"""CROSS JOIN quotes INDEXED BY quotes_facets
        WHERE quotes_fts MATCH ? AND quotes.id = quotes_fts.rowid AND {where}""",
    )


def _are_many(connection: sqlite3.Connection, query: Query, people: list[int]) -> bool:
    """Whether that is true of many quotes, of any kind and act: OFFSET skips what an index has between two bounds ten
    times as fast as anything counts it. For days, articles are looked at, taken for ten quotes each."""
    where, values = _condition(replace(query, kinds=(), acts="all"), people)
    some, many = f"{_meant(query, where)} LIMIT 1 OFFSET ?", _MANY
    if not (query.speakers or query.outlets):
        some, many = f"SELECT id FROM articles INDEXED BY articles_day WHERE {where} LIMIT 1 OFFSET ?", _MANY_DAYS // 10
    return bool(connection.execute(some, (*values, many - 1)).fetchall())


def _meant(query: Query, where: str, columns: str = "id") -> str:
    return f"SELECT {columns} FROM quotes INDEXED BY {_index(query)} WHERE {where}"


def _is_filtered(query: Query) -> bool:
    return bool(query.speakers or query.outlets or query.since or query.until)


def _is_common(connection: sqlite3.Connection, match: str) -> bool:
    """Whether so many quotes have the words that they cannot all be looked at."""
    query = "SELECT 1 FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT 1 OFFSET ?"
    return connection.execute(query, (match, _COMMON - 1)).fetchone() is not None


def _newest(connection: sqlite3.Connection, query: Query, where: str, values: list[Any], limit: int) -> list[Any]:
    """The quotes that are meant whatever their words, newest first."""
    columns = "id, speaker_id, outlet" if query.speakers else "id"  # nothing but what is in the index
    statement = f"{_meant(query, where, columns)} ORDER BY day DESC, id LIMIT ?"
    return connection.execute(statement, (*values, limit)).fetchall()


def _index(query: Query) -> str:
    return "quotes_speaker" if query.speakers else "quotes_outlet" if len(query.outlets) == 1 else "quotes_day"


def _texts(connection: sqlite3.Connection, ids: list[int]) -> list[tuple[int, str]]:
    query = "SELECT id, quote FROM quotes WHERE id IN ({})"
    return [row for part in parts(ids) for row in connection.execute(query.format(placeholders(part)), part)]


def _best(texts: list[tuple[int, str]], match: str) -> list[int]:
    """Of some quotes those that have the words, the best first: by an index made for this search.

    Common words of a speaker with few quotes are found so in a tenth of the time that looking through the words takes.
    """
    with _index_of(texts) as connection:
        query = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? ORDER BY rank, rowid DESC"
        return [number for (number,) in connection.execute(query, (match,))]


@contextmanager
def _index_of(texts: Iterable[tuple[int, str]]) -> Iterator[sqlite3.Connection]:
    """A connection to a full-text index of some quotes alone, in memory: made once a thread, and emptied again."""
    connection: sqlite3.Connection | None = getattr(_OWN, "connection", None)
    if connection is None:
        connection = _OWN.connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(f"CREATE VIRTUAL TABLE quotes_fts USING fts5 (quote, {TOKENS})")
    connection.execute("BEGIN")
    try:
        connection.executemany("INSERT INTO quotes_fts (rowid, quote) VALUES (?, ?)", texts)
        yield connection
    finally:
        connection.execute("ROLLBACK")


def _condition(query: Query, people: list[int]) -> tuple[str, list[Any]]:
    found: list[tuple[str, list[Any]]] = []
    if people:
        found.append(_are(people, "speaker_id"))
    found += in_days(query.since, query.until)
    for column, wanted in (("outlet", query.outlets), ("kind", query.kinds)):
        if wanted:
            found.append((f"{column} IN ({placeholders(list(wanted))})", list(wanted)))
    if query.acts != "all":
        found.append(("act = 'statement'", []))
    return " AND ".join(condition for condition, _ in found) or "1", [v for _, values in found for v in values]


def _are(people: list[int], column: str) -> tuple[str, list[Any]]:
    """That a column is one of some speakers: written out, so that an index keeps its order, unless they are very many.

    A hundred thousand are called "spokesman", and a query has at most a million characters.
    """
    if len(people) > _WRITTEN:
        return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(people)]
    return f"{column} IN ({', '.join(map(str, people))})", []


def _people(connection: sqlite3.Connection, called: Sequence[str]) -> list[int]:
    """The speakers who have one of some names, or ids."""
    found: set[int] = set()
    for name in called:
        words = sorted(set(folded(name)))
        query = f"""SELECT speaker_id FROM _name_words WHERE word IN ({placeholders(words)})
            GROUP BY speaker_id HAVING count(*) = ?"""
        found.update(number for (number,) in connection.execute(query, (*words, len(words))))
        query = "SELECT speaker_id FROM aliases WHERE folded = ? UNION SELECT id FROM speakers WHERE key = ?"
        found.update(number for (number,) in connection.execute(query, (" ".join(folded(name)), name)))
    return sorted(found)


_ELSEWHERE = {
    "article": "articles.name",
    "id": "quotes.name",
    "speaker": "coalesce(speakers.name, appearances.name)",
    "speaker_kind": "coalesce(speakers.kind, appearances.kind)",
    "role": "json_extract(appearances.roles, '$[0]')",
    "speaker_ref": "coalesce(appearances.ref, speakers.ref)",
    **{column: f"articles.{column}" for column in (*_ABOUT, "wire", "key")},
    "copy_of": "originals.key",
    "speaker_id": "speakers.key",
    "group": "variant_id",
    "outlets": "coalesce(variants.outlets, 1)",
}
"""Where the columns are that the table `quotes` does not have under their names."""
_KEYS = (*QUOTE_KEYS, *_ABOUT, "key", "speaker_id", *COPY_COLUMNS, *GROUP_COLUMNS)
_READ = frozenset(key for key in STORED if COLUMNS[key].type in ("spans", "true or false"))
_ROWS = """SELECT quotes.id, {columns} FROM quotes JOIN articles ON articles.id = quotes.article_id
  LEFT JOIN appearances ON appearances.id = appearance_id LEFT JOIN speakers ON speakers.id = quotes.speaker_id
  LEFT JOIN articles AS originals ON originals.id = articles.copy_of LEFT JOIN variants ON variants.id = variant_id
  WHERE quotes.id IN ({numbers})"""


def rows(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    words: str = "",
    marks: tuple[str, str] = ("[", "]"),
    keys: Sequence[str] = _KEYS,
) -> list[dict[str, Any]]:
    """The rows of some quotes, as `search` has them, or some `keys` of it; `marks` stand around words in snippets."""
    wanted, told = list(ids), dict[int, dict[str, Any]]()
    columns = ", ".join(_ELSEWHERE.get(key, f"quotes.{key}") for key in keys)
    for part in parts(wanted):
        statement = _ROWS.format(columns=columns, numbers=placeholders(part))
        for number, *row in connection.execute(statement, part):
            told[number] = {key: from_store(v, key) if key in _READ else v for key, v in zip(keys, row)}
    found = [{**told[number], "snippet": told[number]["quote"]} for number in wanted]
    if match := match_of(words):
        # Not from the index of all quotes: it would look the words up anew for each row.
        with _index_of(enumerate(row["quote"] for row in found)) as index:
            ask = f"SELECT rowid, snippet(quotes_fts, 0, ?, ?, '...', {_SHOWN}) FROM quotes_fts (?)"
            for number, snippet in index.execute(ask, (*marks, match)):
                found[number]["snippet"] = snippet
    return found


def speaker_rows(
    connection: sqlite3.Connection, limit: int | None, called: Sequence[str] = (), skip: int = 0
) -> Iterator[Row]:
    """Who is quoted, most quoted first, as rows, without the first `skip`; `articles` is how many."""
    check_names(called)
    columns = "id, name, kind, gender, quotes, articles, roles, is_open, ref, key"
    among, values = _are(_people(connection, called), "id") if called else ("1", [])
    query = f"SELECT {columns} FROM speakers WHERE {among} AND quotes > 0 ORDER BY quotes DESC, name LIMIT ? OFFSET ?"
    values += [at_most(limit), skip]
    for number, *row, roles, is_open, ref, key in connection.execute(query, values):
        told = dict(zip(STORED_SPEAKER_COLUMNS, row))
        aliases = connection.execute("SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY alias", (number,))
        others = [alias for (alias,) in aliases if alias != told["name"]]
        yield {**told, "aliases": others, "roles": json.loads(roles), "open": bool(is_open), "ref": ref, "id": key}
