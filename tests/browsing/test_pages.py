"""The pages over a store: what they show, what they cost, what they say where there is nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import HOSTILE, HOSTILE_NAME, filled
from page import Element, parsed
from stores import DAM, analysis

from quotekit.auditing.counting import audit
from quotekit.auditing.page import fragment
from quotekit.browsing.answers import ANSWERS
from quotekit.browsing.asked import LINES
from quotekit.browsing.pages import PAGES
from quotekit.browsing.shelf import Shelf, state_of
from quotekit.errors import UsageError
from quotekit.records import Article
from quotekit.reporting.months import bars
from quotekit.store.store import Store

TODAY = {"today": "2025-04-12"}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("browsing") / "news.db")


@pytest.fixture(scope="module")
def connection(news: Path) -> Iterator[sqlite3.Connection]:
    shelf = Shelf(str(news))
    with shelf.snapshot() as found:
        yield found
    shelf.close()


def shown(connection: sqlite3.Connection, path: str, **asked: str) -> Element:
    """The page at an address at which there is one."""
    return answered(connection, path, 200, asked)


def answered(connection: sqlite3.Connection, path: str, status: int, asked: Mapping[str, str]) -> Element:
    """A page that a reader can use: one heading, landmarks, a label for every field, no id twice."""
    answer = PAGES[path](connection, asked)
    assert answer.status == status
    page = parsed(answer.html)
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert page.all("nav")[0].attributes["aria-label"] == "Pages"
    assert page.all("script") == []
    labels = {label.attributes["for"] for label in page.all("label")}
    assert {field.attributes["id"] for name in ("input", "select") for field in page.all(name)} == labels
    ids = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.name[1]) for one in page if re.fullmatch("h[1-6]", one.name)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    return page


def quotes(page: Element) -> list[str]:
    """The words of the quotes that a page lists, without marks."""
    return [one.text().strip("\n“”") for one in page.all("blockquote")]


def links(page: Element) -> list[str]:
    return [one.attributes["href"] for one in page.all("a")]


def key_of(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT key FROM speakers WHERE name = ?", (name,)).fetchone()[0])


def number_of(connection: sqlite3.Connection, text: str) -> str:
    return str(connection.execute("SELECT id FROM quotes WHERE quote = ?", (text,)).fetchone()[0])


# --- Search ---


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "snow"}, []),
        ({"words": "-?"}, []),
        ({"words": "penalty", "speaker": "Nobody Such"}, []),
        ({"words": "penalty", "outlet": "wir"}, []),
        ({"since": "2025-04-03", "until": "2025-04-09"}, []),
        ({"words": "penalty"}, ["=1+1 penalty", "Añil penalties, penalty kicks."]),
        ({"words": "pen*", "order": "newest"}, ["=1+1 penalty", "Añil penalties, penalty kicks."]),
        ({"words": '"penalty kicks"'}, ["Añil penalties, penalty kicks."]),
        ({"speaker": "lee", "since": "2025"}, ["=1+1 penalty"]),
        ({"speaker": "person:bo-lee", "since": "2025"}, ["=1+1 penalty"]),
        ({"outlet": "Wire", "since": "2025-04"}, [DAM, "=1+1 penalty"]),
        ({"outlet": "wire", "since": "2025-04"}, [DAM, "=1+1 penalty"]),
        ({"words": "dam", "until": "2025-04-01"}, [DAM]),
        ({"words": "dam", "unknown": "x", "since": " 2025-04-10 ", "outlet": "Wire"}, [DAM]),
    ],
)
def test_what_a_search_shows(connection: sqlite3.Connection, asked: dict[str, str], found: list[str]) -> None:
    page = shown(connection, "/search", **asked)
    assert quotes(page) == found
    assert page.at("h-found").text() == (
        f"{len(found)}\N{NO-BREAK SPACE}quote{'s' * (len(found) != 1)}" if found else "Nothing found"
    )
    for name, value in asked.items():  # the form is as it was sent
        if name not in ("unknown", "order"):
            assert page.at(name).attributes["value"] == value.strip()


def test_who_says_and_prints_most_of_what_was_found(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/search", since="2024", until="2024")
    told = ["".join(one.text().split("\n")) for one in page.all("ul", "flow")]
    assert told == ["Ann Long 45Bo Lee 3", "Wire 32Echo 16"]
    assert "/search?speaker=person%3Aann-long&since=2024&until=2024" in links(page)
    assert "/search?outlet=Echo&since=2024&until=2024" in links(page)
    for asked in ({}, {"outlet": "Blog"}, {"since": "2024", "page": "2"}):  # nothing asked, one of each, a later page
        assert answered(connection, "/search", 200, asked).all("ul", "flow") == []


def test_the_words_that_were_looked_for_are_marked(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/search", words="pen*", outlet="Blog")
    assert [mark.text() for mark in page.all("mark", "found")] == ["penalties", "penalty"]


def test_a_control_character_in_a_quote_marks_nothing_else(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/search", words="dam", outlet="<i>Out</i>")
    assert page.all("b") == page.all("i") == []
    assert "\x02" not in page.text()
    assert "dam" in [mark.text() for mark in page.all("mark", "found")]


@pytest.mark.parametrize(
    ("path", "asked", "line", "field"),
    [
        (
            "/search",
            {"since": "2025-13"},
            "since is a year, a month or a day, such as 2025-04-01, not '2025-13'",
            "since",
        ),
        ("/search", {"until": "<b>"}, "until is a year, a month or a day, such as 2025-04-01, not '<b>'", "until"),
        ("/search", {"speaker": "?"}, "'?' is no name", None),
        ("/search", {"words": "a " * 65}, "a search has at most 64 words, not 65", None),
        (
            "/search",
            {"words": "dam pe*"},
            "words: three letters at least stand before a star, not as in 'pe*'",
            "words",
        ),
        ("/search", {"words": "a", "page": "26"}, "page is a whole number from 1 to 25, not '26'", None),
        ("/search", {"page": "-1"}, "page is a whole number from 1 to 50, not '-1'", None),
        ("/search", {"page": "²"}, "page is a whole number from 1 to 50, not '²'", None),
        ("/speakers", {"page": "41"}, "page is a whole number from 1 to 40, not '41'", None),
        ("/speakers", {"name": "?"}, "'?' is no name", None),
        (
            "/search",
            {"since": "2026", "until": "2025"},
            "since is no later than until, which is '2025', not '2026'",
            "since",
        ),
        ("/audit", {"since": "x"}, "since is a year, a month or a day, such as 2025-04-01, not 'x'", "since"),
        ("/audit", {"by": "<b>"}, "not '<b>'", None),
    ],
)
def test_what_cannot_be_asked_is_told_beside_the_form(
    connection: sqlite3.Connection, path: str, asked: dict[str, str], line: str, field: str | None
) -> None:
    page = answered(connection, path, 422, asked)
    assert line in page.at("problem").text()
    assert [one.attributes["id"] for one in page if "aria-invalid" in one.attributes] == [field] * bool(field)
    assert page.all("title")[0].text().startswith("Error: ")


def test_pages_hold_every_quote_once_and_lead_to_each_other(connection: sqlite3.Connection) -> None:
    found: list[str] = []
    addresses = ["/search?speaker=ann+long"]
    while addresses:
        number = len(found) // LINES + 1
        page = shown(connection, "/search", speaker="ann long", page=str(number) if number > 1 else "")
        found += quotes(page)
        [pager] = [nav for nav in page.all("nav") if nav.attributes["aria-label"] == "More pages"]
        assert f"Page {number} of 3" in pager.text()
        addresses = [one.attributes["href"] for one in pager.all("a") if one.attributes["rel"] == "next"]
        assert addresses == [f"/search?speaker=ann+long&page={number + 1}"] * (number < 3)
    assert len(found) == len(set(found)) == 45
    assert found[0].startswith("Remark 5")


# --- A speaker ---


def test_the_page_of_a_speaker(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/speaker", id=key_of(connection, "Ann Long"))
    assert "45\N{NO-BREAK SPACE}quotes in 3\N{NO-BREAK SPACE}articles" in page.text()
    months, outlets, beside = (table.text().split("\n") for table in page.all("table"))
    assert [line for line in months if "2024" in line] == ["January 202415", "February 202415", "May 202415"]
    assert [line for line in outlets if line.startswith(("Wire", "Echo"))] == ["Wire30", "Echo15"]
    assert any("Bo Lee" in line for line in beside)
    assert len(page.all("svg", "months")[0].all("rect")) == 3
    assert len(quotes(page)) == LINES
    assert "/search?speaker=person%3Aann-long" in links(page)
    assert "/search?speaker=person%3Aann-long&since=2024-05&until=2024-05" in links(page)


def test_roles_and_names_of_a_speaker(connection: sqlite3.Connection) -> None:
    about = shown(connection, "/speaker", id=key_of(connection, "Ana Reyes")).all("dl")[0].text()
    assert "mayor" in about
    assert "Reyes" in about


@pytest.mark.parametrize(
    ("counts", "unit", "told"),
    [
        ({"2025-04": 1}, "month", [("April 2025", 1)]),
        ({"2024-12": 2, "2025-02": 1}, "month", [("December 2024", 2), ("January 2025", 0), ("February 2025", 1)]),
        ({"2015-12": 2, "2017-01": 1, "2025-02": 1}, "year", [("2015", 2), ("2016", 0), ("2017", 1)]),
    ],
)
def test_bars(counts: dict[str, int], unit: str, told: list[tuple[str, int]]) -> None:
    found = bars(counts)
    assert found
    assert found.unit == unit
    assert [(bar.label, bar.count) for bar in found.bars][: len(told)] == told
    assert max(bar.place for bar in found.bars) + found.width <= 1.0001
    assert bars({}) is None


def test_the_list_of_speakers(connection: sqlite3.Connection) -> None:
    everybody = shown(connection, "/speakers").all("tbody")[0].text()
    assert everybody.index("Ann Long") < everybody.index("Bo Lee") < everybody.index("Ana Reyes")
    assert "Nobody is called so" in shown(connection, "/speakers", name="Zoltan").text()
    [row] = shown(connection, "/speakers", name="long").all("tbody")[0].all("tr")
    assert "Ann Long" in row.text()


# --- An utterance ---


@pytest.mark.parametrize("first", [DAM, DAM.replace("on Sunday night", "all Monday")])
def test_every_rendering_with_what_differs(connection: sqlite3.Connection, first: str) -> None:
    page = shown(connection, "/quote", number=number_of(connection, first))
    assert quotes(page) == [DAM]  # that of most outlets stands for all
    assert "Printed 3\N{NO-BREAK SPACE}times, in 3\N{NO-BREAK SPACE}outlets" in page.text()
    told = [one.text() for one in page.all("ol", "renderings")[0].all("li")]
    assert [re.findall("Echo|Late|Wire", one)[0] for one in told] == ["Echo", "Late", "Wire"]
    changed = page.all("ol", "renderings")[0].all("li")[1]
    assert "changed" in changed.text()
    assert "on Sunday night" in " ".join(one.text() for one in changed.all("del"))
    assert "all Monday" in " ".join(one.text() for one in changed.all("ins"))
    assert len([one for one in page if one.attributes.get("aria-current") == "true"]) == 1


def test_a_quote_alone(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/quote", number=number_of(connection, "=1+1 penalty"))
    assert "Printed once" in page.text()
    assert [one.attributes["href"] for one in page.all("a") if "Wire" in one.text()] == [
        f"/article?key=id%3Awire#t-{number_of(connection, '=1+1 penalty')}"
    ]


# --- An article ---


def test_the_text_of_an_article_is_whole_and_marked(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/article", key="id:wire")
    [text] = page.all("div", "text")
    stored = connection.execute("SELECT text FROM articles WHERE key = 'id:wire'").fetchone()[0]
    assert text.text(without="note") == stored
    assert [mark.text() for mark in text.all("mark")] == [DAM, "=1+1 penalty"]
    assert quotes(page) == [DAM, "=1+1 penalty"]
    here = {f"#{one.attributes['id']}" for one in page if "id" in one.attributes}
    assert {link for link in links(page) if link.startswith("#")} <= here
    assert len({mark.classes[0] for mark in text.all("mark")}) == 2  # two speakers, two colors


def test_an_article_says_whose_text_it_has(tmp_path: Path) -> None:
    text = (
        "TELFORD (AP) — The old dam above Telford held on Sunday night after two days of rain in the hills, the mayor "
    )
    text += "said, and nobody in the three villages below it was hurt."
    with Store(tmp_path / "a.db") as store:
        store.add([Article(text, "a", outlet="Echo"), Article(text[:-1], "b"), Article("It rained in Hale.", "c")])
    with Shelf(str(tmp_path / "a.db")).snapshot() as connection:
        first, copy, other = (shown(connection, "/article", key=f"id:{name}") for name in "abc")
    told = [" ".join(page.all("p", "facts")[0].text().split()).rpartition(" · ")[0] for page in (first, copy, other)]
    assert told == [
        "Echo · from Associated Press · 1 other article with this text",
        "from Associated Press · the text of Echo",
        "",
    ]
    assert "/article?key=id%3Aa" in links(copy)


def test_an_article_without_quotes(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("none"))
    with Shelf(str(tmp_path / "a.db")).snapshot() as connection:
        page = shown(connection, "/article", key="id:none")
        assert "Nobody is quoted in it." in page.text()
        assert "No article has a date." in shown(connection, "/", **TODAY).text()
        assert "Nothing found" in shown(connection, "/search").text()


# --- The overview ---


def test_the_overview_counts_and_tells_of_the_week(connection: sqlite3.Connection) -> None:
    page = shown(connection, "/", **TODAY)
    assert "9\N{NO-BREAK SPACE}articles · 56\N{NO-BREAK SPACE}quotes" in page.text()
    assert "Ann Long" in page.all("tbody")[0].all("tr")[0].text()
    assert "5 April 2025 to 11 April 2025" in page.at("h-week").text()
    earlier = shown(connection, "/", today="2025-04-02")
    assert "27 March 2025 to 2 April 2025" in earlier.at("h-week").text()
    assert quotes(earlier) == [DAM]
    assert "in 3\N{NO-BREAK SPACE}outlets, first 1 April 2025" in earlier.text()
    assert {"/search?outlet=Blog", "/search?outlet=%3Ci%3EOut%3C%2Fi%3E"} <= set(links(page))


@pytest.mark.parametrize(("outlets", "told"), [(("Wire", "Wire"), "0 utterances"), (("Wire", "Echo"), "1 utterance")])
def test_what_one_outlet_alone_repeats_is_not_printed_by_several(
    tmp_path: Path, outlets: tuple[str, str], told: str
) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([analysis(f"a{number}", ("Ana Reyes", DAM), outlet=outlet) for number, outlet in enumerate(outlets)])
    with Shelf(str(tmp_path / "a.db")).snapshot() as connection:
        text = shown(connection, "/", **TODAY).text().replace("\N{NO-BREAK SPACE}", " ")
        assert f"· {told} printed by several outlets" in text
        assert connection.execute("SELECT count(*) FROM variants").fetchone() == (1,)


# --- The audit ---


def test_the_audit_is_that_of_the_library(connection: sqlite3.Connection, news: Path) -> None:
    page = shown(connection, "/audit", by="outlet", since="2025")
    with Store(news, write=False) as store:
        found = audit(store, by=["outlet"], since="2025")
    assert str(fragment(found)) in PAGES["/audit"](connection, {"by": "outlet", "since": "2025"}).html
    [chosen] = [one for one in page.all("option") if "selected" in one.attributes]
    assert chosen.text() == "by outlet"


# --- All of them ---


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/quote", {"number": "999999"}),
        ("/quote", {"number": "1" * 30}),
        ("/quote", {"number": "x"}),
        ("/quote", {}),
        ("/speaker", {"id": "person:<b>"}),
        ("/speaker", {}),
        ("/article", {"key": "id:no such"}),
    ],
)
def test_what_is_not_there_is_said(connection: sqlite3.Connection, path: str, asked: dict[str, str]) -> None:
    assert "or not any more" in answered(connection, path, 404, asked).text()


def test_nothing_in_an_article_becomes_markup(connection: sqlite3.Connection) -> None:
    number = connection.execute("SELECT id FROM quotes WHERE outlet = '<i>Out</i>'").fetchone()[0]
    for path, asked in [
        ("/", TODAY),
        ("/search", {"outlet": "<i>Out</i>"}),
        ("/speakers", {"name": "bell"}),
        ("/speaker", {"id": key_of(connection, HOSTILE_NAME)}),
        ("/quote", {"number": str(number)}),
        ("/article", {"key": f"id:{HOSTILE.articles[0].id}"}),
    ]:
        page = shown(connection, path, **asked)
        assert all(page.all(name) == [] for name in ("i", "b", "u", "script"))
        assert not re.search("[\u202e\x02]", page.text())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(PAGES)),
    st.dictionaries(st.sampled_from("words speaker outlet since name id key number page".split()), st.text()),
)
def test_any_address_is_answered(connection: sqlite3.Connection, path: str, asked: dict[str, str]) -> None:
    answer = PAGES[path](connection, {**asked, **TODAY})
    assert answer.status in (200, 404, 422)
    parsed(answer.html)


# --- What it costs ---

ASKED: list[tuple[str, Mapping[str, str]]] = [
    ("/", TODAY),
    ("/search", {}),
    ("/search", {"words": "dam"}),
    ("/search", {"words": "dam", "order": "newest"}),
    ("/search", {"words": "dam", "speaker": "reyes"}),
    ("/search", {"outlet": "Wire", "since": "2024"}),
    ("/search", {"speaker": "reyes"}),
    ("/speakers", {}),
    ("/speakers", {"name": "reyes"}),
    ("/speaker", {"id": "person:ann-long"}),
    ("/quote", {"number": "1"}),
    ("/article", {"key": "id:wire"}),
]


@pytest.mark.parametrize(("path", "asked"), ASKED)
def test_no_page_reads_a_table_from_end_to_end(news: Path, path: str, asked: dict[str, str]) -> None:
    with Shelf(str(news)).snapshot() as connection:
        queries: list[str] = []
        connection.set_trace_callback(queries.append)
        PAGES[path](connection, asked)
        connection.set_trace_callback(None)
        plans = [
            row
            for one in queries
            if not one.startswith("--")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {one}")
        ]
    assert len(plans) > 1
    steps = {step for *_, step in plans}
    read = {
        one
        for one in steps
        if re.match(r"SCAN (articles|quotes|appearances|aliases|variants|speakers|_name_words|_quote_keys)\b", one)
    }
    # In the order of an index, and only up to a limit:
    assert read <= {
        "SCAN quotes USING COVERING INDEX quotes_day",
        "SCAN speakers USING INDEX speakers_quotes",
    }


# --- The file ---


def test_what_is_added_is_seen_and_a_snapshot_stays(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store(path) as store:
        store.add(analysis("one", ("Ana Reyes", "The dam held.")))
        shelf, before = Shelf(str(path)), state_of(str(path))
        with shelf.snapshot() as connection:
            assert len(quotes(shown(connection, "/search"))) == 1
            store.add(analysis("two", ("Ana Reyes", "It rained."), outlet="Echo"))
            assert len(quotes(shown(connection, "/search"))) == 1
        assert state_of(str(path)) != before
        with shelf.snapshot() as connection:
            assert len(quotes(shown(connection, "/search"))) == 2
            assert [one.attributes["value"] for one in shown(connection, "/search").at("outlets").all("option")] == [
                "Echo"
            ]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute("DELETE FROM quotes")


def test_another_file_in_its_place_is_seen(tmp_path: Path) -> None:
    for name, said in (("a", "The dam held."), ("b", "It rained.")):
        with Store(tmp_path / f"{name}.db") as store:
            store.add(analysis(name, ("Ana Reyes", said)))
    shelf = Shelf(str(tmp_path / "a.db"))
    with shelf.snapshot() as connection:
        assert quotes(shown(connection, "/search")) == ["The dam held."]
    (tmp_path / "b.db").replace(tmp_path / "a.db")
    with shelf.snapshot() as connection:
        assert quotes(shown(connection, "/search")) == ["It rained."]
    (tmp_path / "a.db").unlink()
    with pytest.raises(UsageError, match="no such file"), shelf.snapshot():
        pass


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, None),
        ({"words": "dam"}, None),
        ({"outlet": "Echo", "since": "2025"}, None),
        ({"since": "2025"}, "2\xa0articles without a date are left out"),
        ({"until": "2024", "outlet": "Moss"}, "1\xa0article without a date is left out"),
    ],
)
def test_a_search_says_how_many_articles_days_leave_out(
    tmp_path: Path, asked: dict[str, str], told: str | None
) -> None:
    with Store(tmp_path / "a.db") as store:
        for outlet, day in ("Echo", "2025-04-01"), ("Moss", None), ("Post", None):
            store.add(analysis(outlet, ("Lee", DAM), outlet=outlet, published=day))
    shelf = Shelf(str(tmp_path / "a.db"))
    with shelf.snapshot() as connection:
        page = shown(connection, "/search", **asked).at("main").text()
        given: dict[str, Any] = {"words": "", "since": None, "until": None, "acts": "all", "order": "best"}
        given |= {**asked, "outlet": [asked["outlet"]] if "outlet" in asked else [], "limit": 1, "page": 1}
        given |= {"speaker": [], "kind": []}
        assert ANSWERS["/api/quotes"](connection, given)["undated"] == (int(told[0]) if told else 0)
    assert ("without a date" in page) is (told is not None)
    assert told is None or told in page
    shelf.close()


@pytest.mark.parametrize("path", sorted(ANSWERS.keys() - {"/api/audit"}))
def test_answers_are_bounded(connection: sqlite3.Connection, path: str) -> None:
    asked = {
        **{"words": "", "since": None, "until": None, "acts": "statement", "order": "best"},
        **{"speaker": [], "outlet": [], "kind": [], "name": [], "min_outlets": 1, "limit": 1},
    }
    first, second = (ANSWERS[path](connection, {**asked, "page": page}) for page in (1, 2))
    [name] = set(first) - {"page", "more", "undated"}
    assert len(first[name]) == 1
    assert first["more"]
    assert first[name] != second[name]
