"""What is asked of a store, checked, and the words of it as an expression of SQLite's full-text search."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from quotekit.errors import UsageError
from quotekit.records import QUOTE_KINDS
from quotekit.speakers.people.appearances import folded
from quotekit.store.file import value
from quotekit.stories.event import outlet_key

_MOST_WORDS = 64
"""Words and phrases of one search: SQLite takes no deeper expression than of 256."""

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


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
    """Names: the full one, an alias, or words of the name; or the id of a speaker. Several are alternatives."""
    since: str | None = None
    until: str | None = None
    """The first and the last day, or month, or year, of the article; both are in."""
    outlets: Sequence[str] = ()
    kinds: Sequence[str] = ()
    acts: str = "statement"
    limit: int | None = 20
    """Rows at most; None for all."""
    order: str = "best"
    """What comes first of the finds of words: the best, or the newest."""

    def __post_init__(self) -> None:
        if not isinstance(self.words, str):
            raise UsageError(f"words is a str, not {self.words!r:.80}")
        for name, several in (("speakers", self.speakers), ("outlets", self.outlets), ("kinds", self.kinds)):
            check_several(name, several)
        _check_days(self.since, self.until)
        for kind in self.kinds:
            if kind not in QUOTE_KINDS:
                raise UsageError(f"kind is 'direct', 'mixed' or 'indirect', not {kind!r}")
        check_names(self.speakers)
        if self.acts not in ("statement", "all"):
            raise UsageError(f"acts is 'statement' or 'all', not {self.acts!r}")
        if self.order not in ("best", "newest"):
            raise UsageError(f"order is 'best' or 'newest', not {self.order!r}")
        if self.limit is not None and (not isinstance(self.limit, int) or self.limit < 1):
            raise UsageError(f"limit is a whole number from 1 on, or None for all, not {self.limit!r}")


Condition = tuple[str, list[Any]]
"""A condition of SQL, and the values of its question marks."""


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles are meant: those of which all is true that is asked; of several values of one kind any one.

    >>> ArticleQuery()
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: which articles? say so by id, url, outlet, since or until
    """

    ids: Sequence[str] = ()
    """As they were read, or as the store tells articles apart: the keys of its rows."""
    urls: Sequence[str] = ()
    outlets: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    """The first and the last day, or month, or year; both are in."""

    def __post_init__(self) -> None:
        for name, values in (("ids", self.ids), ("urls", self.urls), ("outlets", self.outlets)):
            check_several(name, values)
        _check_days(self.since, self.until)
        if not (self.asked or self.since or self.until):
            raise UsageError("which articles? say so by id, url, outlet, since or until")

    @property
    def asked(self) -> list[tuple[str, Sequence[str]]]:
        """What is asked for by values: `id`, `url` or `outlet`, as far as there are some, and the values."""
        several = (("id", self.ids), ("url", self.urls), ("outlet", self.outlets))
        return [(kind, values) for kind, values in several if values]

    def spelled(self, connection: sqlite3.Connection) -> ArticleQuery:
        """The same with the outlets as a store spells them."""
        return replace(self, outlets=spellings(connection, self.outlets))

    @property
    def condition(self) -> Condition:
        """All of it, as one condition on `articles`.

        >>> ArticleQuery(outlets=["Echo"], since="2025").condition
        ('(outlet IN (SELECT value FROM json_each(?))) AND day >= ?', ['["Echo"]', '2025'])
        """
        found = [one_of(kind, values) for kind, values in self.asked] + in_days(self.since, self.until)
        return " AND ".join(condition for condition, _ in found), [value for _, values in found for value in values]


_COLUMNS = {"id": ("name", "key"), "url": ("url",), "outlet": ("outlet",)}
"""Where articles have what is asked for."""


def one_of(kind: str, values: Sequence[str]) -> Condition:
    """The condition on `articles` that one of some values is theirs: as `id`, `url` or `outlet`.

    >>> one_of("url", ["https://echo.test/1"])
    ('(url IN (SELECT value FROM json_each(?)))', ['["https://echo.test/1"]'])
    """
    columns = _COLUMNS[kind]
    told = " OR ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in columns)
    return f"({told})", [json.dumps(list(values))] * len(columns)  # one value, as SQLite takes only so many


class Removed(NamedTuple):
    """Articles that are taken out of a store, or would be, with what hangs on them."""

    articles: tuple[int, ...]
    """The numbers of their rows."""
    names: tuple[str, ...]
    """Their ids, as they were read."""
    quotes: int
    versions: int
    """Texts of theirs from before they changed."""
    unmatched: tuple[tuple[str, str], ...]
    """What was asked for and no article has: `id`, `url` or `outlet`, and the value."""


def removable(connection: sqlite3.Connection, which: ArticleQuery) -> Removed:
    """The articles that are meant."""
    condition, values = which.spelled(connection).condition
    rows = connection.execute(f"SELECT id, name FROM articles WHERE {condition} ORDER BY id", values).fetchall()
    count = f"SELECT count(*) FROM {{}} WHERE article_id IN (SELECT id FROM articles WHERE {condition})"
    quotes, versions = (value(connection, count.format(t), values) for t in ("quotes", "versions"))
    unmatched = [
        (kind, one) for kind, several in which.asked for one in several if not _is_there(connection, kind, one)
    ]
    ids, names = tuple(number for number, _ in rows), tuple(name for _, name in rows)
    return Removed(ids, names, quotes, versions, tuple(unmatched))


def _is_there(connection: sqlite3.Connection, kind: str, one: str) -> bool:
    condition, values = one_of(kind, spellings(connection, [one]) if kind == "outlet" else [one])
    return connection.execute(f"SELECT 1 FROM articles WHERE {condition} LIMIT 1", values).fetchone() is not None


def spellings(connection: sqlite3.Connection, outlets: Sequence[str]) -> list[str]:
    """How a store spells some outlets, whatever their case: each as given where it has none of them.

    Each outlet is looked up behind the one before, so that no article is read.
    """
    query = """WITH RECURSIVE each (outlet) AS (
        SELECT min(outlet) FROM articles
        UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE outlet > each.outlet) FROM each
        WHERE each.outlet IS NOT NULL)
        SELECT outlet FROM each WHERE outlet IS NOT NULL"""
    held: dict[str, list[str]] = {}
    for (outlet,) in connection.execute(query) if outlets else ():
        held.setdefault(outlet_key(outlet), []).append(outlet)
    return list(dict.fromkeys(one for name in outlets for one in held.get(outlet_key(name), [name])))


def in_days(since: str | None, until: str | None) -> list[Condition]:
    """The conditions on a day that is not before the first and not behind the last of some.

    >>> in_days("2025-04-01", "2025-04")
    [('day >= ?', ['2025-04-01']), ('day <= ?', ['2025-04~'])]
    """
    first = [("day >= ?", [since])] if since is not None else []
    return first + ([("day <= ?", [until + "~"])] if until is not None else [])  # comes after all days of that month


def left_undated(connection: sqlite3.Connection, query: Query) -> int:
    """How many articles of its outlets a search leaves out because it asks for days and they have none."""
    return undated(connection, query.outlets) if query.since or query.until else 0


def undated(
    connection: sqlite3.Connection, outlets: Sequence[str] = (), ids: Sequence[str] = (), urls: Sequence[str] = ()
) -> int:
    """How many articles have no day, of all or of those that are meant: what asks for days leaves them out."""
    asked = (("outlet", spellings(connection, outlets)), ("id", ids), ("url", urls))
    conditions: list[Condition] = [("day IS NULL", []), *(one_of(kind, several) for kind, several in asked if several)]
    query = f"SELECT count(*) FROM articles WHERE {' AND '.join(condition for condition, _ in conditions)}"
    return int(value(connection, query, [one for _, values in conditions for one in values]))


def _check_days(since: object, until: object) -> None:
    for name, day in (("since", since), ("until", until)):
        if day is not None and not _is_day(day):
            raise UsageError(f"{name} is a year, a month or a day, such as 2025-04-01, not {day!r}")
    if isinstance(since, str) and isinstance(until, str) and since > f"{until}~":  # as `in_days` has it
        raise UsageError(f"since is no later than until, which is {until!r}, not {since!r}")


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


def _is_day(text: object) -> bool:
    try:
        return (
            isinstance(text, str)
            and bool(_DAY.fullmatch(text))
            and bool(date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
        )
    except ValueError:
        return False
