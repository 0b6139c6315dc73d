"""Who is one speaker across the articles of a store, told anew for those whom an added or removed article concerns.

`identities` compares people of one surname only, by their roles and by who else speaks where they do. So whoever shares
a surname with somebody in a new article is compared anew, and where that gives one of them another identity, also those
who speak beside. All others stay. Of the articles at hand the other speakers count only as somebody, under the identity
that they have: that is how the result equals that of comparing everybody.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotekit.models.model import Model
from quotekit.records import NAMED, Speaker
from quotekit.speakers.offices import merged
from quotekit.speakers.people.appearances import Place, Setting, Words, folded
from quotekit.speakers.people.identities import Identity, identities
from quotekit.speakers.people.names import Aliases, rename
from quotekit.store.file import parts, placeholders, value
from quotekit.store.keeping.names import keep_names, kept_names
from quotekit.store.records import compared, names
from quotekit.store.variants import ungroup
from quotekit.variants.wordings import Rarities


class _Counts(NamedTuple):
    """How many quotes of each act."""

    statements: int
    mentions: int
    beliefs: int


@dataclass(slots=True)
class _Appearance:
    """A speaker in one article of the store."""

    id: int
    place: Place
    speaker: Speaker
    counts: _Counts
    is_full: bool
    kin: str | None
    key: str | None
    """Of the identity that it has so far."""
    setting: Setting


def is_unsettled(connection: sqlite3.Connection) -> bool:
    """Whether anybody in the store waits for `settle`."""
    query = "SELECT EXISTS (SELECT 1 FROM _stale_kin) OR EXISTS (SELECT 1 FROM appearances WHERE speaker_id IS NULL)"
    return bool(value(connection, query))


def settle(connection: sqlite3.Connection) -> None:
    """Give every speaker of the store the identity that it has in all articles together; inside a transaction."""
    kin = _of("SELECT kin FROM _stale_kin", connection)
    kin.update(_of("SELECT DISTINCT kin FROM appearances WHERE speaker_id IS NULL AND kin IS NOT NULL", connection))
    kin |= _called_alike(connection, kin)
    alone = list(_appearances(connection, "speaker_id IS NULL AND kin IS NULL", ()))
    if kin or alone:
        given = alone + list(_of_kin(connection, kin))
        found = _identities(connection, given, kin)
        if beside := _beside_changed(connection, given, found) - kin:
            kin |= beside
            given = alone + list(_of_kin(connection, kin))
            found = _identities(connection, given, kin)
        _keep(connection, given, found)
    connection.execute("DELETE FROM _stale_kin")


def _identities(connection: sqlite3.Connection, given: list[_Appearance], kin: set[str]) -> dict[Place, Identity]:
    settings = {one.place[0]: one.setting for one in given}
    return identities(_all_of(connection, given, kin), kept_names(connection), settings)


def _of(query: str, connection: sqlite3.Connection, values: Sequence[Any] = ()) -> set[str]:
    return {found for (found,) in connection.execute(query, values)}


def _called_alike(connection: sqlite3.Connection, kin: set[str]) -> set[str]:
    """Some kin, and that of all whom the user calls by a name that he calls one of these: an id may make them one."""
    found, edge = set(kin), kin
    while edge:
        new: set[str] = set()
        for part in parts(edge):
            query = f"""SELECT DISTINCT others.kin FROM appearances AS own JOIN appearances AS others USING (called)
                WHERE own.kin IN ({placeholders(part)}) AND own.called IS NOT NULL AND others.kin IS NOT NULL"""
            new |= _of(query, connection, part)
        edge = new - found
        found |= new
    return found


def _of_kin(connection: sqlite3.Connection, kin: set[str]) -> Iterator[_Appearance]:
    for part in parts(kin):
        yield from _appearances(connection, f"kin IN ({placeholders(part)})", part)


def _appearances(connection: sqlite3.Connection, condition: str, values: Iterable[str | int]) -> Iterator[_Appearance]:
    query = f"""SELECT appearances.id, articles.key, appearances.number, appearances.name, appearances.kind,
        appearances.gender, appearances.aliases, appearances.roles, statements, appearances.mentions,
        appearances.beliefs, is_full, kin, speakers.key, appearances.ref, articles.outlet, articles.day
        FROM appearances JOIN articles ON articles.id = article_id LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE {condition}"""
    for row in connection.execute(query, tuple(values)):
        identity, article, number, name, kind, gender, aliases, roles, *counts, is_full, own, key, ref, where, day = row
        speaker = Speaker(f"s{number}", name, kind, names(aliases), names(roles), (), gender, ref)
        place, setting = (article, speaker.id), Setting.of(where, day)
        yield _Appearance(identity, place, speaker, _Counts(*counts), bool(is_full), own, key, setting)


def _all_of(connection: sqlite3.Connection, given: list[_Appearance], kin: set[str]) -> Iterator[tuple[str, Speaker]]:
    """The speakers at hand with their articles, and beside them somebody for each person that is none of them.

    Who speaks beside matters only for a bare surname, and whoever it may be.
    """
    for one in given:
        yield one.place[0], one.speaker
    open_kin = {one.kin for one in given if one.speaker.kind == "person" and not one.is_full}
    articles = {one.place[0] for one in given if one.kin in open_kin}
    for part in parts(articles):
        query = f"""SELECT articles.key, appearances.number, speaker_id, kin
            FROM articles JOIN appearances ON article_id = articles.id
            WHERE articles.key IN ({placeholders(part)}) AND is_full AND speaker_id IS NOT NULL"""
        for article, number, identity, own in connection.execute(query, part):
            if own not in kin:
                yield article, Speaker(f"s{number}", f"somebody x{identity}", "person")


def _beside_changed(connection: sqlite3.Connection, given: list[_Appearance], found: dict[Place, Identity]) -> set[str]:
    """The kin of all people in articles where somebody with a full name has got another identity."""
    changed = {one.place[0] for one in given if one.is_full and one.key and one.key != found[one.place].id}
    kin: set[str] = set()
    for part in parts(changed):
        query = f"""SELECT DISTINCT kin FROM articles JOIN appearances ON article_id = articles.id
            WHERE articles.key IN ({placeholders(part)}) AND appearances.kind = 'person'"""
        kin |= _of(query, connection, part)
    return kin


# --- What is kept of it ---


def _keep(connection: sqlite3.Connection, given: list[_Appearance], found: dict[Place, Identity]) -> None:
    members: dict[str, list[_Appearance]] = {}
    for one in sorted(given, key=lambda one: one.place):
        members.setdefault(found[one.place].id, []).append(one)
    known = {found[one.place].id: found[one.place] for one in given}
    before = {one.key for one in given if one.key}
    ids = {key: _speaker(connection, known[key], ones) for key, ones in members.items()}
    moved = [(ids[found[one.place].id], one.id) for one in given if one.key != found[one.place].id]
    connection.executemany("UPDATE appearances SET speaker_id = ? WHERE id = ?", moved)
    connection.executemany("UPDATE quotes SET speaker_id = ? WHERE appearance_id = ?", moved)
    forget_nobodies(connection, sorted(before - set(ids)))


def _speaker(connection: sqlite3.Connection, identity: Identity, ones: list[_Appearance]) -> int:
    """The row of an identity, written where anything in it is new."""
    counts = map(sum, zip(*(one.counts for one in ones)))
    articles = len({one.place[0] for one in ones if one.counts.statements})
    roles = json.dumps(merged({one.place[0]: one.speaker.roles for one in reversed(ones)}.values()), ensure_ascii=False)
    told = (int(identity.is_open), identity.ref)
    row = (identity.name, identity.kind, identity.gender, roles, *counts, articles, *told)
    columns = "name, kind, gender, roles, quotes, mentions, beliefs, articles, is_open, ref"
    old = connection.execute(f"SELECT id, {columns} FROM speakers WHERE key = ?", (identity.id,)).fetchone()
    if old is None:
        query = f"INSERT INTO speakers (key, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        number = connection.execute(query, (identity.id, *row)).lastrowid
    else:
        number, *kept = old
        if tuple(kept) != row:
            connection.execute(
                """UPDATE speakers SET name = ?, kind = ?, gender = ?, roles = ?, quotes = ?, mentions = ?, beliefs = ?,
                articles = ?, is_open = ?, ref = ? WHERE id = ?""",
                (*row, number),
            )
    assert number is not None
    _name(connection, number, identity, is_new=old is None)
    return number


def _name(connection: sqlite3.Connection, number: int, identity: Identity, is_new: bool) -> None:
    """Write the names of a speaker, and the words by which it is found."""
    forms = {identity.name, *identity.aliases}
    if not is_new:
        old = _of("SELECT alias FROM aliases WHERE speaker_id = ?", connection, (number,))
        words = _of("SELECT word FROM _name_words WHERE speaker_id = ?", connection, (number,))
        if old == forms and words == set(folded(identity.name)):
            return
        connection.execute("DELETE FROM aliases WHERE speaker_id = ?", (number,))
        connection.execute("DELETE FROM _name_words WHERE speaker_id = ?", (number,))
    rows = ((number, form, " ".join(folded(form))) for form in sorted(forms))
    connection.executemany("INSERT INTO aliases VALUES (?, ?, ?)", rows)
    found_by = ((word, number) for word in sorted(set(folded(identity.name))))  # sorted: equal runs give equal files
    connection.executemany("INSERT INTO _name_words VALUES (?, ?)", found_by)


# --- Names that the user gave ---


def given_name(speaker: Speaker, given: Aliases) -> dict[str, Any]:
    """The columns of an appearance that follow from the names that the user gave.

    >>> from quotekit.speakers.people.names import Called
    >>> given_name(Speaker("a:s1", "Lucho", "person"), {("lucho",): Called("Luis Suárez")})
    {'called': 'Luis Suárez', 'kin': 'person:suarez', 'is_full': 1}
    """
    renamed = rename(speaker, given)
    return {"called": None if renamed is speaker else renamed.name, **compared(renamed)}


def call(connection: sqlite3.Connection, given: Aliases, model: Model) -> set[Words]:
    """Call the speakers of a store by the names that the user gave, and by no others; inside a transaction.

    Gives those of the names that somebody has. `model` tells the keys of quotes. All is to be settled before; whom it
    concerns, and which of their quotes render one utterance, is to be settled anew.
    """
    before, rarity = kept_names(connection), Rarities(model.rarity_in_paragraphs)
    keep_names(connection, given)
    bearers = {name: _bearers(connection, name) for name in sorted(before.keys() | given.keys())}
    concerned = [one for name, some in bearers.items() if before.get(name) != given.get(name) for one in some]
    for article in sorted({article for _, article, _ in concerned}):
        ungroup(connection, article, rarity)
    for appearance, _, speaker in concerned:
        _rename(connection, appearance, given_name(speaker, given))
    return {name for name, some in bearers.items() if some}


def _bearers(connection: sqlite3.Connection, name: Words) -> list[tuple[int, int, Speaker]]:
    """The appearances of those whom an article calls by a name, with their articles, and as these call them."""
    query = """SELECT DISTINCT appearances.id, article_id, name, kind FROM aliases
        JOIN appearances USING (speaker_id) WHERE folded = ?"""
    rows = connection.execute(query, (" ".join(name),))
    speakers = ((identity, article, Speaker("", called, kind)) for identity, article, called, kind in rows)
    return [one for one in speakers if folded(one[2].name) == name and one[2].kind in NAMED]


def _rename(connection: sqlite3.Connection, appearance: int, columns: dict[str, Any]) -> None:
    """Change the name of an appearance; those of the old surname and of the new one are to be compared anew."""
    stale = "INSERT OR IGNORE INTO _stale_kin SELECT kin FROM appearances WHERE id = ? AND kin IS NOT NULL"
    connection.execute(stale, (appearance,))
    query = "UPDATE appearances SET called = :called, kin = :kin, is_full = :is_full WHERE id = :id"
    connection.execute(query, {**columns, "id": appearance})
    connection.execute(stale, (appearance,))


def forget_nobodies(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Take those of some speakers out who appear in no article any more."""
    connection.executemany(
        """DELETE FROM speakers WHERE key = ?
        AND NOT EXISTS (SELECT 1 FROM appearances WHERE speaker_id = speakers.id)""",
        ((key,) for key in keys),
    )
