"""The groups of quotes of a store that render one utterance, told anew around what was added or taken out.

`Variants` groups quotes that are in memory. A store has too many for that, so it keeps what is telling in each as
hashed keys: quotes that share some are read back, with the groups that they are in, and grouped together with the new
ones. In a small store that reaches all that hangs together, and the result is that of grouping everything at once; in a
large one the circle is bounded, so that adding costs by what is added.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf
from typing import TYPE_CHECKING

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote, Speaker
from quotekit.store.file import at_most, parts, placeholders, transaction, value
from quotekit.store.records import iso_day, names, spans
from quotekit.variants.grouping import Variants, worded
from quotekit.variants.groups import Printing
from quotekit.variants.groups import VariantGroup as VariantGroup
from quotekit.variants.index import keys_of
from quotekit.variants.wordings import Rarities, Wording

if TYPE_CHECKING:
    from quotekit.models.model import Model

_TOGETHER = 10_000
"""Quotes that are grouped in one transaction."""
_REACH = 200
"""Quotes to which the circle around few new ones grows."""
_HELD, _TRIED = 32, 12
"""Quotes that one key gives at most, the newest; and of these the quotes that share most keys with one."""
_SHARED, _FEW, _SHORT = 2, 6, 60
"""Keys that two quotes share at least: one may be chance, but where one of them has few keys or characters."""


Told = dict[int, tuple[Printing, Wording]]
"""Quotes by the numbers of their rows, as printed and as compared."""


# --- Reading quotes back ---


def analyses(connection: sqlite3.Connection, ids: Iterable[int], by_key: bool = True) -> Iterator[Analysis]:
    """Some quotes of the store, those of one article together.

    With `by_key` articles have their keys for ids and quotes the numbers of their rows; else those they were read with.
    """
    query = """SELECT quotes.id, quotes.article_id, quotes.name, quotes.kind, act, content, cue, source, confidence,
        rule, denied, via, part, appearances.number, coalesce(called, appearances.name), appearances.kind,
        appearances.gender, aliases, roles, appearances.ref
        FROM quotes LEFT JOIN appearances ON appearances.id = appearance_id WHERE quotes.id IN ({})"""
    found: dict[int, list[tuple[str, ...]]] = {}
    for part in parts(ids):
        for number, article, *row in connection.execute(query.format(placeholders(part)), part):
            found.setdefault(article, []).append((str(number), *row))
    for number, article in articles(connection, found, by_key):
        yield _analysis(article, found[number], by_key)


def articles(connection: sqlite3.Connection, ids: Iterable[int], by_key: bool = True) -> Iterator[tuple[int, Article]]:
    """Some articles with their numbers, in the order of these; their ids are those that `analyses` gives."""
    columns = "id, key, name, text, title, url, outlet, published, author"
    for part in parts(ids):
        query = f"SELECT {columns} FROM articles WHERE id IN ({placeholders(part)}) ORDER BY id"
        for number, key, name, text, *about in connection.execute(query, part):
            yield number, Article(text, key if by_key else name, *about)


def _analysis(article: Article, rows: Iterable[tuple[str, ...]], by_key: bool) -> Analysis:
    speakers: dict[str, Speaker] = {}
    quotes = []
    for row in sorted(rows, key=lambda row: int(row[0])):
        number, name, kind, act, content, cue, source, confidence, rule, denied, via, part, *person = row
        place, called, being, gender, other, roles, ref = person
        who = None if place is None else f"{article.id}:s{place}"
        if who is not None:
            speakers[who] = Speaker(who, called, being, names(other), names(roles), (), gender, ref)  # type: ignore[arg-type]
        words = spans(content), spans(cue), spans(source)
        given = (number if by_key else name, article.id, kind, act, *words, who, float(confidence), rule)
        quotes.append(Quote(*given, bool(denied), via, part))  # type: ignore[arg-type]
    return Analysis((article,), tuple(quotes), tuple(speakers.values()))


# --- Grouping ---


def regroup(connection: sqlite3.Connection, model: Model) -> None:
    """Group all quotes that have not been, by the odds of a model, a transaction for some thousand of them."""
    rarity = Rarities(model.rarity_in_paragraphs)
    query = "SELECT id FROM quotes WHERE is_grouped = 0 ORDER BY id LIMIT ?"
    while connection.execute(query, (1,)).fetchone():
        with transaction(connection):
            fresh = {number for (number,) in connection.execute(query, (_TOGETHER,))}
            if fresh:  # else another writer has grouped them while this one waited
                _regroup(fresh, _circle(fresh, connection, rarity), Variants(model), connection)


def _regroup(fresh: set[int], circle: Told, variants: Variants, connection: sqlite3.Connection) -> None:
    """Group some new quotes with those around them, which `variants` takes in."""
    by_article: dict[tuple[str, str], list[tuple[Printing, Wording]]] = {}
    for _, one in sorted(circle.items()):
        article = one[0].article
        by_article.setdefault((iso_day(article.published) or "~", article.id), []).append(one)
    for _, told in sorted(by_article.items()):
        variants.take(told)
    for part in parts(circle):
        query = f"DELETE FROM variants WHERE id IN (SELECT variant_id FROM quotes WHERE id IN ({placeholders(part)}))"
        connection.execute(query, part)
    for group in variants:
        _write(group, connection)
    for part in parts(fresh):
        connection.execute(f"UPDATE quotes SET is_grouped = 1 WHERE id IN ({placeholders(part)})", part)


def _circle(fresh: set[int], connection: sqlite3.Connection, rarity: Rarities) -> Told:
    """Some quotes, those that may render the same, those that may render the same as these ..., with whole groups."""
    told = _told(fresh, connection, rarity)
    keys = _keys(told)
    rows = ((key, number) for number, own in keys.items() for key in own)
    connection.executemany("INSERT OR IGNORE INTO _quote_keys VALUES (?, ?)", sorted(rows))
    last = value(connection, "SELECT max(id) FROM quotes WHERE is_grouped = 1")
    if last is None:  # nobody else has keys
        return told
    # Those that are fresh are in the circle: they are not to fill the places of those that are looked for.
    before = inf if last > min(fresh) else min(fresh)
    circle, most = set(fresh), max(_REACH, 2 * len(fresh))
    while edge := _around(keys, circle, connection, before):
        circle |= edge
        told |= (new := _told(edge, connection, rarity))
        if len(circle) >= most:
            break
        keys, before = _keys(new), inf
    return told


def _keys(told: Told) -> dict[int, set[int]]:
    """What is telling in each of some quotes, by their numbers."""
    return {number: set(keys_of(wording, True)) for number, (_, wording) in told.items()}


def _around(keys: dict[int, set[int]], circle: set[int], connection: sqlite3.Connection, before: float) -> set[int]:
    """Those outside of a circle that share keys, and whoever is in a group with them or with the circle."""
    near = {other for own in keys.values() for other in _near(own, connection, before)}
    return (near | _mates(circle | near, connection)) - circle


def _told(ids: Iterable[int], connection: sqlite3.Connection, rarity: Rarities) -> Told:
    """Some quotes by their numbers, each as its article prints it and as it is compared."""
    found = (one for analysis in analyses(connection, ids) for one in worded(analysis, rarity))
    return {int(one[0].quote.id): one for one in found}


def _near(keys: set[int], connection: sqlite3.Connection, before: float) -> list[int]:
    """The quotes that share most of some keys, of those with lower numbers than one."""
    shared: Counter[int] = Counter()
    query = "SELECT quote_id FROM _quote_keys WHERE key = ? AND quote_id < ? ORDER BY quote_id DESC LIMIT ?"
    for key in keys:
        shared.update(number for (number,) in connection.execute(query, (key, before, _HELD)))
    best = sorted(shared, key=lambda number: (-shared[number], -number))[: _TRIED + 1]  # it is one of them itself
    query = "SELECT 1 FROM quotes WHERE id = ? AND (? OR length(quote) < ?)"
    enough = (shared[number] >= _SHARED or len(keys) <= _FEW for number in best)
    found = (connection.execute(query, (number, sure, _SHORT)) for number, sure in zip(best, enough))
    return [number for number, row in zip(best, found) if row.fetchone()]


def _mates(ids: Iterable[int], connection: sqlite3.Connection) -> set[int]:
    """All quotes of the groups in which some quotes are."""
    found: set[int] = set()
    for part in parts(ids):
        query = f"""SELECT id FROM quotes WHERE variant_id IN
            (SELECT variant_id FROM quotes WHERE id IN ({placeholders(part)}) AND variant_id IS NOT NULL)"""
        found.update(number for (number,) in connection.execute(query, part))
    return found


def _write(group: VariantGroup, connection: sqlite3.Connection) -> None:
    row = (
        *(len(group.printings), len(group.outlets), group.voices, group.speaker, group.is_disputed),
        *(iso_day(group.printings[0].article.published), int(group.representative.quote.id)),
    )
    query = """INSERT INTO variants (quotes, outlets, voices, speaker, is_disputed, day, quote_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)"""
    number = connection.execute(query, row).lastrowid
    members = ((number, int(printing.quote.id)) for printing in group.printings)
    connection.executemany("UPDATE quotes SET variant_id = ? WHERE id = ?", members)


def ungroup(connection: sqlite3.Connection, article: int, rarity: Rarities) -> None:
    """Take the quotes of an article out of their groups before it changes; the rest of these is to be grouped anew."""
    left = "(SELECT variant_id FROM quotes WHERE article_id = ?)"
    connection.execute(f"UPDATE quotes SET is_grouped = 0 WHERE variant_id IN {left}", (article,))
    connection.execute(f"DELETE FROM variants WHERE id IN {left}", (article,))
    ids = [number for (number,) in connection.execute("SELECT id FROM quotes WHERE article_id = ?", (article,))]
    keys = _keys(_told(ids, connection, rarity))
    rows = ((key, number) for number, own in keys.items() for key in sorted(own))
    connection.executemany("DELETE FROM _quote_keys WHERE key = ? AND quote_id = ?", rows)
    connection.execute("UPDATE quotes SET is_grouped = 0 WHERE article_id = ?", (article,))


def groups(
    connection: sqlite3.Connection, least: int = 2, limit: int | None = None, skip: int = 0
) -> Iterator[VariantGroup]:
    """The groups that at least so many outlets printed in texts of their own, the most widespread first.

    Without the first `skip`.
    """
    query = """SELECT id FROM variants WHERE outlets >= ?1 AND voices >= ?1
        ORDER BY outlets DESC, quotes DESC, id LIMIT ?2 OFFSET ?3"""
    for (number,) in connection.execute(query, (min(least, sys.maxsize), at_most(limit), skip)):
        members = connection.execute("SELECT id FROM quotes WHERE variant_id = ?", (number,))
        yield _group(number, [member for (member,) in members], connection)


def _group(number: int, ids: list[int], connection: sqlite3.Connection) -> VariantGroup:
    found = printings(connection, ids, by_key=False)
    if len({printing.article.id for printing in found}) != len({id(printing.article) for printing in found}):
        found = printings(connection, ids)  # two articles of one name: only their keys tell them apart
    return VariantGroup(number, found)


def printings(connection: sqlite3.Connection, ids: Iterable[int], by_key: bool = True) -> tuple[Printing, ...]:
    """Some quotes as their articles print them, with the ids that `analyses` gives."""
    found = analyses(connection, ids, by_key)
    return tuple(Printing(a.article_of(q), q, a.speaker_of(q)) for a in found for q in a.quotes)
