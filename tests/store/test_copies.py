"""Which articles of a store are one text, and from which agency."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stores import dump, stored

from quotekit.analysis import Analysis
from quotekit.records import Article
from quotekit.store import file
from quotekit.store.query import ArticleQuery
from quotekit.store.schema import MIGRATIONS
from quotekit.store.store import Store

DAM = (
    "“The old dam above Telford held,” Ana Reyes said on Sunday night, after two days of rain in the hills had filled "
    "the lake behind it to the brim, and nobody in the three villages below it was hurt or had to leave."
)
DREDGER = (
    "“The dredger sank at noon,” Bo Lee said, and while the harbour was closed until Tuesday the fishermen of the "
    "island mended their nets, drank tea with the pilots and waited for the tide to bring the wreck ashore."
)
CUT, EDITED = DAM[: len(DAM) * 2 // 3], DAM.replace("the hills", "our hills") + " Buses ran again on Monday."


def analysis(name: str, text: str, day: str | None = None, **data: str) -> Analysis:
    return Analysis((Article(text, name, published=day, **data),), (), ())


def copies(path: Path) -> dict[str, str]:
    """The names of the articles that are copies, with that of the first."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM articles WHERE is_compared = 0").fetchone() == (0,)
        query = "SELECT a.name, b.name FROM articles AS a JOIN articles AS b ON b.id = a.copy_of"
        return dict(connection.execute(query))


@pytest.mark.parametrize(
    ("articles", "found"),
    [
        ([("a", DAM, None), ("b", DREDGER, None)], {}),
        ([("a", "It rained in Hale.", None), ("b", "It rained in Hale.", None)], {}),
        ([("a", DAM, None), ("b", CUT, None), ("c", DREDGER, None)], {"b": "a"}),
        ([("a", DAM, "2025-04-11"), ("b", EDITED, "2025-04-10"), ("c", DAM, None)], {"a": "b", "c": "b"}),
        ([("b", CUT, None), ("c", CUT, None), ("a", CUT, None)], {"b": "a", "c": "a"}),
    ],
)
def test_copies_refer_to_the_earliest(
    articles: list[tuple[str, str, str | None]], found: dict[str, str], tmp_path: Path
) -> None:
    """Whatever the order, and whether they come at once or one after the other."""
    stored(tmp_path / "a.db", [analysis(*one) for one in articles])
    assert copies(tmp_path / "a.db") == found
    stored(tmp_path / "b.db", *([analysis(*one)] for one in reversed(articles)))
    assert copies(tmp_path / "b.db") == found


def test_a_store_is_what_it_would_be_without_what_is_gone(tmp_path: Path) -> None:
    given = {name: analysis(name, text, day) for name, text, day in [
        ("a", DAM, "2025-04-10"), ("b", CUT, "2025-04-11"), ("c", EDITED, "2025-04-12"), ("d", DREDGER, None),
        ("e", DREDGER, "2025-04-01"),
    ]}  # fmt: skip
    path = tmp_path / "a.db"
    stored(path, given.values())
    assert copies(path) == {"b": "a", "c": "a", "d": "e"}
    chance = random.Random(1)
    for number in range(12):
        name = chance.choice(sorted(given))
        with Store(path) as store:
            store.remove(ArticleQuery(ids=[name]))
        rest = [one for other, one in given.items() if other != name]
        assert dump(path) == stored(tmp_path / f"{number}.db", rest)
        stored(path, [given[name]])
        assert copies(path) == {"b": "a", "c": "a", "d": "e"}


def test_a_text_that_changes_is_compared_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    stored(path, [analysis("a", DAM), analysis("b", DAM), analysis("c", CUT)])
    assert copies(path) == {"b": "a", "c": "a"}
    stored(path, [analysis("a", DREDGER)])
    assert copies(path) == {"c": "b"}
    stored(path, [analysis("b", DAM, "2025-04-10"), analysis("c", CUT, "2025-04-09")])
    assert copies(path) == {"b": "c"}


def test_what_is_searched_has_the_columns(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([
            Article(f"TELFORD (AP) — {DAM}", "lead", "Dam", "https://echo.test/1", "Echo"),
            Article(DAM, "late", outlet="Post"),
            Article(DREDGER, "other", author="Bo Lee, Reuters", outlet="Post"),
        ])  # fmt: skip
        rows = {row["article"]: (row["copy_of"], row["wire"]) for row in store.search("dam") + store.search("dredger")}
    assert rows == {
        "lead": (None, "Associated Press"),
        "late": ("https://echo.test/1", None),
        "other": (None, "Reuters"),
    }
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        seen = connection.execute("SELECT article, copy_of, wire FROM quotes_view WHERE article = 'late'").fetchall()
    assert seen == [("late", "https://echo.test/1", None)]


def test_a_store_of_before_copies_is_compared_when_something_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr(file, "MIGRATIONS", MIGRATIONS[:11])
    file.opened(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        for name, text in ("a", DAM), ("b", CUT), ("c", f"TELFORD (AP) — {DREDGER}"):
            row = f"id:{name}", name, text
            connection.execute("INSERT INTO articles (key, name, text, digest, found) VALUES (?, ?, ?, '', '')", row)
        connection.commit()
    monkeypatch.undo()
    stored(path, [analysis("d", DREDGER)])
    assert copies(path) == {"b": "a", "d": "c"}
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT name, wire FROM articles WHERE wire IS NOT NULL"
        assert connection.execute(query).fetchall() == [("c", "Associated Press")]
