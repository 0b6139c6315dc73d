"""The sheet of what additions to a store ask of SQLite: which rows are read, compared, written and settled anew.

What a store holds in the end does not tell whether too much was looked at on the way, or written that was there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from stores import DAM, HARBOUR, analysis

from quotekit.analysis import Analysis
from quotekit.records import Article
from quotekit.speakers.people.names import Called
from quotekit.store import adding, file, variants
from quotekit.store.keeping import copies
from quotekit.store.query import ArticleQuery
from quotekit.store.records import PlaceKeys
from quotekit.store.store import Store

_MOST = 500
_MASKED = (
    (re.compile(r"'[0-9a-f]{32,}'"), "'#'"),
    (re.compile(r"'\d+\.\d+\.\d+[^']*'"), "'VERSION'"),
    (re.compile(r"'20\d\d-\d\d-\d\dT[\d:]+\+00:00'"), "'NOW'"),
    (re.compile(r"(_keys VALUES \(|key = )-?\d+"), r"\1KEY"),
)
"""What is no matter of the store: digests, the version, the time, hashed words."""
NIGHT = HARBOUR.replace("noon", "night")
FEW = [
    analysis("m", ("Ana Reyes", DAM), ("Lee", "It rained."), ("ACME", HARBOUR), outlet="Echo", published="2025-04-01"),
    analysis("c", ("Bo Lee", DAM), ("Reyes", NIGHT), ("a fan", "We shall see?"), outlet="Wire"),
    analysis("x", ("Amy Reyes", "It snowed..."), ("", HARBOUR), ("Lee", "It held."), published="2025-04-02"),
]
LATER = [
    analysis("b", ("Bo Q. Lee", "It rained."), ("Reyes", DAM), ("Cy Young", "No."), outlet="Blog"),
    analysis("y", ("Bo W. Lee", "It rained on."), ("A. Reyes", DAM), ("Zoë Abel", "Yes."), outlet="Post"),
    analysis("n"),
]
CHANGED = [
    analysis("m", ("Ana Reyes", DAM), ("Lee", "It rained."), ("ACME", NIGHT), outlet="Echo", published="2025-04-01"),
    analysis("c", ("Bo Lee", DAM), ("Reyes", NIGHT), ("a fan", "We shall see?"), outlet="Wire", title="Dam"),
]
MANY = [
    analysis(f"{'xamk'[n % 4]}{n}", (who, DAM), ("", f"Day {n} was long and dry in Hale."), outlet=f"Outlet {n % 7}")
    for n, who in enumerate(["Ana Reyes", "Reyes", "Bo Lee", "Lee", "Al Abel", "Zoë Abel", "ACME"] * 3)
]
_PRINTED = Analysis((Article(f"“{DAM}” {HARBOUR}", "p", place="file:///n/p.txt", url="https://echo.test/p"),), (), ())
_OTHERS = Analysis((Article(f"“{NIGHT}” {DAM}", "p", place="file:///a/p.txt", url="https://echo.test/p"),), (), ())
NAMES = {("reyes",): Called("Ana Reyes"), ("bo", "lee"): Called("Beau Lee", "Q1"), ("nobody",): Called("No Body")}
STEPS: tuple[tuple[str, Callable[[Store], object]], ...] = (
    ("few", lambda store: store.add(FEW)),
    ("again", lambda store: store.add(FEW[:2])),
    ("later, not grouped", lambda store: store.add(LATER, group=False)),
    ("nothing", lambda store: store.add([])),
    ("changed", lambda store: store.add(CHANGED)),
    ("a place", lambda store: store.add(_PRINTED, key=PlaceKeys())),
    ("another place", lambda store: store.add(_OTHERS, key=PlaceKeys())),
    ("the first place", lambda store: store.add(_PRINTED, key=PlaceKeys())),
    ("texts", lambda store: store.add([Article("“It rained,” Bo Lee said.", "t"), "“No,” Cy Young said."])),
    ("texts again", lambda store: store.add([Article("“It rained,” Bo Lee said.", "t"), "“No,” Cy Young said."])),
    ("texts anew", lambda store: store.add([Article("“It rained,” Bo Lee said.", "t")], again=True)),
    ("called", lambda store: sorted(store.alias(NAMES))),
    ("called so again", lambda store: sorted(store.alias({("reyes",): Called("Ana Reyes")}))),
    ("no longer", lambda store: sorted(store.alias({("bo", "lee"): Called("Beau Lee")}, undo=True))),
    ("removed", lambda store: store.remove(ArticleQuery(ids=["m", "y", "id:n"]))),
    ("not removed", lambda store: store.remove(ArticleQuery(ids=["m"]))),
    ("versions", lambda store: store.drop_versions(ArticleQuery(outlets=["wire"]))),
    ("info", lambda store: store.info()),
    ("speakers", lambda store: len(store.speakers())),
    ("some speakers", lambda store: len(store.speakers(["Lee"], limit=1))),
    ("groups", lambda store: len(list(store.groups()))),
    ("some groups", lambda store: len(list(store.groups(1, limit=2)))),
)
BOUNDS = (
    (adding, "_TOGETHER", 8),
    (file, "_TOGETHER", 5),
    (variants, "_TOGETHER", 12),
    (variants, "_REACH", 7),
    (variants, "_HELD", 3),
    (variants, "_TRIED", 2),
    (copies, "_TOGETHER", 4),
    (copies, "HELD", 3),
    (copies, "TRIED", 2),
)


def addition_lines() -> Iterator[str]:
    """What is asked of SQLite, step by step; then of many articles with narrow bounds."""
    with TemporaryDirectory() as folder:
        with Store(Path(folder, "few.db")) as store:
            for name, step in STEPS:
                yield from _asked(store, name, step)
        with ExitStack() as changed, Store(Path(folder, "many.db")) as store:
            for module, name, bound in BOUNDS:
                changed.enter_context(patch.object(module, name, bound))
            yield from _asked(store, "many", lambda store: store.add(MANY[:13]))
            yield from _asked(store, "more", lambda store: store.add(MANY[13:]))
            yield from _asked(store, "gone", lambda store: store.remove(ArticleQuery(outlets=["Outlet 1", "Outlet 6"])))


def _asked(store: Store, name: str, step: Callable[[Store], object]) -> Iterator[str]:
    said: list[str] = []
    store._connection.set_trace_callback(said.append)
    done = step(store)
    store._connection.set_trace_callback(None)
    yield f"{name}: {done}"
    asked = (_masked(line) for line in said if not line.startswith("--"))  # not what triggers do
    for _, lines in groupby(asked, key=lambda line: "KEY" in line or line):
        for line, times in sorted(Counter(lines).items()):
            yield f"  {line}{f' ({times} times)' if times > 1 else ''}"


def _masked(statement: str) -> str:
    line = " ".join(statement.split())
    for pattern, put in _MASKED:
        line = pattern.sub(put, line)
    return line[:_MOST]
