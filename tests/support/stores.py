"""Articles for a store, made of who says what, and all that a store holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.store.store import Store

Said = tuple[str, str]
"""Who, and what; what ends in ? is believed, what ends in ... only mentioned."""

HARBOUR = "The dredger sank in the harbour at noon and nobody noticed it."
DAM = "The old dam above Telford held through the flood on Sunday night."
ROLES = {"Reyes": ("mayor",), "Lee": ("coach",)}


def analysis(name: str, *told: Said, **data: Any) -> Analysis:
    """An article in which somebody says something, once for each pair."""
    text, quotes, people = "", [], dict[str, Speaker]()
    for number, (who, what) in enumerate(told, 1):
        start = len(text) + 1
        text += f"“{what}” {who} said.\n"
        kind = "unnamed" if who.islower() else "organization" if who.isupper() else "person"
        if who:
            roles = ROLES.get(who.split()[-1], ())
            people.setdefault(who, Speaker(f"{name}:s{len(people) + 1}", who, kind, roles=roles))  # type: ignore[arg-type]
        act = "belief" if what.endswith("?") else "mention" if what.endswith("...") else "statement"
        speaker = people[who].id if who else None
        content = (Span(start, start + len(what)),)
        quotes.append(Quote(f"{name}-{number}", name, "direct", act, content, (), (), speaker, 0.9, "labelled"))  # type: ignore[arg-type]
    return Analysis((Article(text or "Nothing.", name, **data),), tuple(quotes), tuple(people.values()))


def dump(path: Path) -> dict[str, list[Any]]:
    """All that a store holds, whatever the order in which it came: no number of a row is in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        queries = {
            "articles": "SELECT key, title, url, outlet, published, day, text, digest, found FROM articles ORDER BY 1",
            "quotes": """SELECT articles.key, quotes.number, quotes.kind, act, quote, content, confidence, rule,
                quotes.day, appearances.name, speakers.key, is_grouped FROM quotes
                JOIN articles ON articles.id = quotes.article_id
                LEFT JOIN appearances ON appearances.id = appearance_id
                LEFT JOIN speakers ON speakers.id = quotes.speaker_id ORDER BY articles.key, quotes.number""",
            "appearances": """SELECT articles.key, appearances.name, appearances.aliases, speakers.key
                FROM appearances JOIN articles ON articles.id = article_id
                LEFT JOIN speakers ON speakers.id = speaker_id ORDER BY 1, 2""",
            "speakers": """SELECT key, name, kind, gender, roles, quotes, mentions, beliefs, articles FROM speakers
                ORDER BY key""",
            "aliases": "SELECT key, alias, folded FROM aliases JOIN speakers ON id = speaker_id ORDER BY key, alias",
            "words": "SELECT key, word FROM _name_words JOIN speakers ON id = speaker_id ORDER BY key, word",
            "stale": "SELECT kin FROM _stale_kin",
            "copies": """SELECT own.key, own.wire, first.key, count(*) FROM articles AS own
                LEFT JOIN articles AS first ON first.id = own.copy_of LEFT JOIN _text_keys ON article_id = own.id
                GROUP BY own.id ORDER BY own.key""",
        }
        found = {name: connection.execute(query).fetchall() for name, query in queries.items()}
        groups: dict[int, list[Any]] = {}
        query = """SELECT variants.id, variants.quotes, variants.outlets, variants.speaker, articles.key, number
            FROM variants LEFT JOIN quotes ON variant_id = variants.id LEFT JOIN articles ON articles.id = article_id
            ORDER BY articles.key, number"""
        for number, *row in connection.execute(query):
            groups.setdefault(number, []).append(row)
    return {**found, "groups": sorted(groups.values(), key=repr)}


def stored(path: Path, *steps: Iterable[Analysis]) -> dict[str, list[Any]]:
    for step in steps:
        with Store(path) as store:
            store.add(list(step))
    return dump(path)


ECHO = analysis("echo", ("Ana Reyes", DAM), ("", "Nobody knows."), outlet="Echo", published="2025-04-01")
WIRE_TOLD = ("Reyes", DAM), ("Bo Lee", "=1+1 penalty")
WIRE = analysis("wire", *WIRE_TOLD, outlet="Wire", published="2025-04-10T08:00")
BLOG = analysis("blog", ("Bo Lee", "Añil penalties, penalty kicks."), ("a fan", "Penalty rain?"), outlet="Blog")
