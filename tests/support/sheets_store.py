"""The sheet of a store: what is in it, and what is found in it, after articles came, changed and went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from readings_of import TEXTS, text_of
from stores import dump

from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.speakers.people.appearances import folded
from quotekit.speakers.people.names import Called
from quotekit.store import search
from quotekit.store.exported import write_store
from quotekit.store.file import guarded_articles
from quotekit.store.keeping.versions import Said, Version, changes
from quotekit.store.query import ArticleQuery
from quotekit.store.store import Store

OUTLETS = ("The Packet", "Echo", "echo", None)
SEARCHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {"limit": None}),
    ("", {"limit": 3, "acts": "all"}),
    ("ferry", {}),
    ("ferr* night", {}),
    ('"night shift"', {}),
    ("dam OR ferry", {}),
    ("count", {"kinds": ["indirect"]}),
    ("count", {"speakers": ["Solberg"]}),
    ("", {"speakers": ["Reyes", "Okello"], "since": "2025-04-02", "until": "2025-04"}),
    ("", {"outlets": ["ECHO"], "acts": "all", "limit": 5}),
    ("the", {"until": "2025-04-03", "limit": 4}),
    ("eels", {"since": "2026"}),
    ("", {"outlets": ["Echo", "wire"], "limit": 4}),
    ("the", {"speakers": ["Solberg", "Reyes", "person:ruth-okello"], "limit": 3}),
    ("said OR no", {"outlets": ["The Packet"], "acts": "all"}),
    ("", {"speakers": ["nobody at all"]}),
)
VERSIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("Rain: It rained.",),
    ("Rain: It rained.", "Lee: It rained."),
    ("Lee: It rained a lot on Monday.", "Lee: No."),
    ("Lee: It rained too much on Monday, and on Tuesday.", "Lee: No!", "Orr: No."),
    ("Lee: It rained a lot.", "Lee: It rained a lot.", "Orr: On Monday it rained a lot."),
    ("Orr: It rained a lot on Monday.", "Orr: It snowed a lot on Monday.", "Lee: It snowed."),
    ("Lee: One two three four.", "Lee: Three four five six.", "Lee: Five six seven eight."),
    ("Lee: Three four five.", "Lee: One two three four five six seven eight."),
    ("Lee: …", "Lee: ONE TWO three four!"),
)
"""What is said in versions of an article."""


def _articles(shift: int = 0) -> list[Article]:
    """The texts as articles; some again at another outlet with another end."""
    found = []
    for number, text in enumerate(TEXTS):
        outlet, day = OUTLETS[number % 4], f"2025-04-{1 + number % 9:02}T0{number % 9}:00:00Z"
        url = f"https://echo.example/{text}" if number % 3 else None
        published = day if number % 5 else None
        found.append(
            Article(text_of(text)[shift:], text, title=f"Of {text}", outlet=outlet, url=url, published=published)
        )
        if number % 4 == 0:
            found.append(Article(text_of(text) + "\n“It is so,” said Ana Reyes.", f"{text}-again", outlet="Wire"))
    return found


def lines() -> Iterator[str]:
    """All that a store tells, step by step."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "news.db")
        with Store(path) as store:
            yield f"added {store.add(_articles()[:9])}"
            yield f"again {store.add(_articles()[:9])}"
            yield f"ungrouped {store.add(_articles()[9:], group=False)} {store.info()}"
            yield f"with headlines {store.add(_articles()[:3], headlines=True, again=True)} {store.info()}"
            yield from _told(store)
            yield f"changed {store.add(_articles(300)[4:8])} {store.info()}"
            yield from _changes(store)
            called = {
                folded("Tommy Bell"): Called("Thomas Bell"),
                folded("T. Bell"): Called("Thomas Bell"),
                folded("Reyes"): Called("Ana Reyes", "Q1"),
                folded("Tom Bell"): Called("Thomas Bell"),
                ("nobody",): Called("No Body"),
            }
            yield f"called {sorted(store.alias(called))} {store.names()}"
            yield from map(_row, store.speakers(["Reyes", "Bell"]))
            taken = store.alias({folded("Tom Bell"): Called("Thomas Bell")}, undo=True)
            yield f"no longer {sorted(taken)} {store.names()}"
            which = ArticleQuery(ids=[TEXTS[1]], outlets=["Wire"])
            yield f"removable {store.removable(which)}"
            which = ArticleQuery(outlets=["wire"], since="2020")
            yield f"removable {store.removable(which)}"
            which = ArticleQuery(outlets=["Echo"], until="2025-04-05")
            yield f"removed {store.remove(which)} {store.info()}"
            yield f"versions dropped {store.drop_versions()} {store.info()}"
            yield from _told(store)
        for table, rows in dump(path).items():
            for row in rows:  # without how sure a quote is
                yield f"{table}: {_short([value for value in row if not isinstance(value, float)])}"


BOUNDS: tuple[dict[str, int], ...] = (
    {},
    {"_COMMON": 1},
    {"_FEW": 0},
    {"_FEW": 3, "_COMMON": 2},
    {"_MANY": 1, "_MANY_DAYS": 10},
    {"_MANY": 30, "_MANY_DAYS": 50, "_WRITTEN": 0},
)
"""From how many quotes on what is asked of SQLite is asked in another way: `store.search`."""


def asked_lines() -> Iterator[str]:
    """What a search asks of SQLite, whatever it finds: which index is read, and how far."""
    with TemporaryDirectory() as folder, Store(Path(folder, "news.db")) as store:
        store.add(_articles()[:6])
        for bounds in BOUNDS:
            yield f"{bounds}"
            for words, asked in SEARCHES:
                yield f"search {words!r} {asked}"
                said: list[str] = []
                store._connection.set_trace_callback(said.append)
                with ExitStack() as changed:
                    for name, bound in bounds.items():
                        changed.enter_context(patch.object(search, name, bound))
                    rows = store.search(words, **asked)
                store._connection.set_trace_callback(None)
                yield from (f"  {' '.join(line.split())[:300]}" for line in said if not line.startswith("--"))
                yield f"  {' '.join(row['id'] for row in rows)}"


def exported_lines() -> Iterator[str]:
    """What is in a store that was exported, and after something was added to it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "out.db")
        for articles in (_articles()[2:5], _articles()[3:7]):
            write_store(analyze_each(articles), path)
            yield f"guarded {guarded_articles(path)}"
            with Store(path) as store:
                yield f"{store.info()} {[row.articles for row in store.readings()]}"
        with Store(path) as store:
            yield f"added {store.add(_articles()[:4])} {store.info()}"
        yield f"guarded {guarded_articles(path)}"


def version_lines() -> Iterator[str]:
    """What differs between each two versions."""
    for before, after in product(VERSIONS, repeat=2):
        yield f"{' / '.join(before)} -> {' / '.join(after)}"
        for one in changes(_version(before), _version(after)):
            old, new = (f"{said.speaker} {said.quote}" if said else "-" for said in (one.before, one.after))
            yield f"  {one.what}: {old} now {new}"


def _version(told: tuple[str, ...]) -> Version:
    pairs = (one.split(": ") for one in told)
    return Version(1, None, None, None, "", tuple(Said(quote, speaker) for speaker, quote in pairs))


def _told(store: Store) -> Iterator[str]:
    for words, asked in SEARCHES:
        yield f"search {words!r} {asked}"
        yield from (f"  {_row(row)}" for row in store.search(words, **asked))
    yield f"all of {_row(store.search(limit=1)[0], every=True)}"
    yield from (f"speaker {_row(row)}" for row in store.speakers(limit=25))
    for group in store.groups(min_outlets=1, limit=8):
        yield f"group {_short(group)}"
    yield from (f"reading {row.articles}" for row in store.readings())


def _changes(store: Store) -> Iterator[str]:
    for which in (None, ArticleQuery(since="2025-04-04")):
        for one in store.changes(which):
            yield f"{one.key} {one.title} {one.version} {one.change.what}: {one.change.before} now {one.change.after}"


def _row(row: Any, every: bool = False) -> str:
    """A row without what all of an article have in common, and how sure it is."""
    left_out = ("outlet", "published", "title", "content", "part", "rule", "source")
    return "; ".join(
        f"{key} {value}"
        for key, value in row.items()
        if key != "confidence" and (every or (value and key not in left_out))
    )


def _short(value: object) -> str:
    return repr(value)[:400]
