"""Live blogs: pages that are none, updates of JSON-LD and those that are printed, their order, and that none is lost."""

# ruff: noqa: E501 - markup as sites write it

from __future__ import annotations

import io
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justext.core import revise_paragraph_classification  # type: ignore[import-untyped]
from site_pages import CLOSE, LEAD, MORE, SPOKEN, data, paragraphs
from trafilatura import external

from quotekit.pipeline import analyze
from quotekit.reading.markup.trees import revised
from quotekit.reading.pages import page_articles, page_draft
from quotekit.reading.reader import read

URL = "https://courier.example/live/dam"
INTRO = "What is known this morning, and who is out of the house already."
TEXTS = {"one": LEAD, "two": SPOKEN, "three": MORE[3]}
HEADLINES = {"one": "Dam holds", "two": "Ferry keeper speaks", "three": "Schools stay shut"}
TIMES = {"one": "2025-06-03T07:00:00Z", "two": "2025-06-03T10:15:00+01:00", "three": "2025-06-03T11:40:00Z"}
ISO = {"one": "2025-06-03T07:00:00+00:00", "two": "2025-06-03T10:15:00+01:00", "three": "2025-06-03T11:40:00+00:00"}


def told(name: str, **other: Any) -> dict[str, Any]:
    """An update of JSON-LD."""
    author = [{"@type": "Person", "name": "By Ana Ruiz, Political Editor"}]
    update = {"@type": "BlogPosting", "headline": HEADLINES[name], "articleBody": TEXTS[name], "author": author}
    return {**update, "datePublished": TIMES[name], "url": f"{URL}?pin=1#{name}", **other}


def shown(name: str, *more: str) -> str:
    """An update as a page prints it."""
    return (
        f"<article class='block b-{name}' id={name}><header><time datetime={TIMES[name]}>noise</time><h2>{HEADLINES[name]}</h2></header>"
        f"<p class=byline>By Tom Bell</p>{paragraphs(TEXTS[name], *more)}<div class=share><a href=/x>Share this noise</a></div></article>"
    ).replace(f"b-{name}", "b")


def live(updates: Any, *printed: str, intro: str = INTRO, **other: Any) -> bytes:
    """A live blog with its latest update first."""
    script = data(**{"@type": "LiveBlogPosting", "headline": "The dam: live", "liveBlogUpdate": updates, **other})
    key = "".join(f"<li><time>{name}</time><a href=#{name}>{HEADLINES[name]}</a></li>" for name in TEXTS)
    cards = "<div class=card><time>1 June</time><h3><a href=/z>Noise and more noise of the town</a></h3></div>" * 9
    inner = f"<main><h1>The dam: live</h1><p>{intro}</p><ul>{key}</ul><div class=feed>{''.join(printed)}</div>{cards}</main>"
    head = f"<title>The dam: live | The Courier</title><link rel=canonical href={URL}><meta property=og:site_name content=Courier>"
    return f"<html><head>{head}{script}</head><body>{inner}</body></html>".encode()


ALL = [told(name) for name in ("three", "two", "one")]
SHOWN = [shown(name) for name in ("three", "two", "one")]


def texts_of(page: bytes) -> list[str]:
    return [draft.text for draft in page_articles(page)[0]]


@pytest.mark.parametrize(
    "page",
    [
        f"<article><h1>Dam</h1>{paragraphs(LEAD, SPOKEN)}</article>",
        f"<h1>Dam</h1><div><time>9:00</time><p>{LEAD}</p></div><div><time>9:10</time><p>{SPOKEN}</p></div>",
        f"{data(**{'@type': 'NewsArticle', 'liveBlogUpdate': []})}<article>{paragraphs(LEAD, SPOKEN)}</article>",
        f"{data(**{'@type': 'LiveBlogPosting', 'liveBlogUpdate': ['x', 3]})}<article>{paragraphs(LEAD, SPOKEN)}</article>",
    ],
)
def test_a_page_that_is_no_live_blog_or_has_no_updates(page: str) -> None:
    drafts, _ = page_articles(f"<html><body><main>{page}</main></body></html>".encode())
    assert [draft.part for draft in drafts] == [None]
    assert (LEAD in drafts[0].text, SPOKEN in drafts[0].text) == (True, True)


@pytest.mark.parametrize(
    ("updates", "printed"),
    [
        (ALL, ()),
        (ALL[::-1], ()),
        (ALL, SHOWN),
        (ALL[:1], SHOWN),
        (ALL[1:], SHOWN),
        ([], SHOWN),
        (None, SHOWN[::-1]),
        ([{**one, "articleBody": ""} for one in ALL], SHOWN),
        ([{**one, "articleBody": "."} for one in ALL], SHOWN),
        ([{**one, "articleBody": one["articleBody"][:20] + "…"} for one in ALL], SHOWN),
        ([{**one, "url": None} for one in ALL], [one.replace(" id=", " data-id=") for one in SHOWN]),
        ([{**one, "url": "#" + one["url"].partition("#")[2]} for one in ALL], SHOWN),
        ([{**one, "headline": None, "url": None, "articleBody": f"<p>{one['articleBody']}</p>"} for one in ALL], SHOWN),
        ([*ALL, ALL[0]], [SHOWN[1], *SHOWN]),
        ([], [f"<section>{one}</section>" for one in SHOWN]),
    ],
)
def test_every_update_is_an_article_in_the_order_of_time(updates: Any, printed: list[str]) -> None:
    drafts, doubt = page_articles(live(updates, *printed))
    assert [(draft.part, draft.text) for draft in drafts] == [
        (None, f"The dam: live\n\n{INTRO}"),
        *((f"update-{number}", text) for number, text in enumerate(TEXTS.values(), 1)),
    ]
    assert (drafts[0].title, drafts[0].url, doubt) == ("The dam: live", URL, None)
    assert [draft.published for draft in drafts[1:]] == list(ISO.values())
    assert {draft.outlet for draft in drafts} == {"Courier"}


def test_an_update_without_a_time_comes_behind_the_one_in_front_of_it() -> None:
    untimed = [one.replace("<time", "<span").replace("</time", "</span") for one in SHOWN]
    drafts, _ = page_articles(live(ALL[1:], *untimed))
    assert [(draft.text, draft.published) for draft in drafts[1:]] == [
        *((TEXTS[name], ISO[name]) for name in ("one", "two")),
        (TEXTS["three"], None),
    ]


def test_printed_updates_of_which_nothing_is_told_are_not_lost() -> None:
    untimed = [one.replace("<time", "<span").replace("</time", "</span") for one in SHOWN]
    texts = "\n\n".join(texts_of(live([], *untimed)))
    assert [texts.count(text) for text in (INTRO, *TEXTS.values())] == [1, 1, 1, 1]


def test_the_page_of_a_live_blog_has_its_own_date() -> None:
    page = live(ALL, *SHOWN, datePublished="2025-06-01T06:00:00Z", author={"@type": "Person", "name": "Jo Poe"})
    draft = page_articles(page)[0][0]
    assert (draft.published, draft.author, draft.title) == ("2025-06-01T06:00:00+00:00", "Jo Poe", "The dam: live")


def test_what_an_update_tells_of_itself() -> None:
    [_, one, two, _] = page_articles(live([ALL[2]], *SHOWN))[0]
    assert (one.title, one.url, one.author) == ("Dam holds", f"{URL}?pin=1#one", "Ana Ruiz")
    assert (two.title, two.url, two.author) == ("Ferry keeper speaks", f"{URL}#two", "Tom Bell")


def test_a_printed_update_that_is_longer_counts() -> None:
    longer = shown("two", CLOSE, "<strong>And now?</strong>")
    assert texts_of(live(ALL, SHOWN[0], longer, SHOWN[2]))[2] == f"{SPOKEN}\n\n{CLOSE}\n\n**And now?**"
    assert (
        texts_of(live([told("two", articleBody=f"<p>{SPOKEN}</p><p>{CLOSE}</p>")], *SHOWN))[2] == f"{SPOKEN}\n\n{CLOSE}"
    )


def test_two_updates_with_one_headline_are_two() -> None:
    other = told("one", headline=HEADLINES["two"], url=f"{URL}?page=2#gone")
    assert texts_of(live([told("two", url=None), other], *SHOWN[:2]))[1:] == [LEAD, SPOKEN, MORE[3]]


def test_a_page_whose_text_is_updates_only() -> None:
    assert texts_of(live(ALL, *SHOWN, intro="")) == list(TEXTS.values())
    assert [draft.part for draft in page_articles(live(ALL, *SHOWN, intro=""))[0]] == [
        "update-1",
        "update-2",
        "update-3",
    ]


def test_an_update_that_is_only_a_headline_is_that() -> None:
    drafts, _ = page_articles(live([told("one", articleBody=None), told("two")]))
    assert [(draft.title, draft.text) for draft in drafts[1:]] == [
        ("Dam holds", "Dam holds"),
        ("Ferry keeper speaks", SPOKEN),
    ]


def test_one_update_that_is_no_list() -> None:
    assert texts_of(live(told("two"))) == [f"The dam: live\n\n{INTRO}", SPOKEN]


def test_updates_without_times_are_read_from_the_last_one_of_the_page() -> None:
    assert texts_of(live([{**one, "datePublished": None} for one in ALL]))[1:] == list(TEXTS.values())


@pytest.mark.parametrize("date", ["2025-06-03", "2025-06-03T09:00:00", "June 3, 2025", "today", None, 3])
def test_times_of_any_form_are_put_in_order(date: Any) -> None:
    assert set(texts_of(live([told("three"), told("two", datePublished=date), told("one")]))[1:]) == set(TEXTS.values())


def test_updates_of_microdata() -> None:
    updates = "".join(
        f"<div itemprop=liveBlogUpdate itemscope id=p{name}><meta itemprop=datePublished content={TIMES[name]}>"
        f"<span itemprop=author itemscope><meta itemprop=name content='Tom Bell'></span>"
        f"<h2 itemprop=headline>{HEADLINES[name]}</h2><div itemprop=articleBody>{paragraphs(TEXTS[name])}</div></div>"
        for name in ("three", "two", "one")
    )
    page = f"<html><body><div itemscope itemtype=https://schema.org/LiveBlogPosting><h1>Dam</h1>{updates}</div></body></html>"
    drafts, _ = page_articles(page.encode(), url=URL)
    assert [(draft.text, draft.title, draft.published, draft.author) for draft in drafts] == [
        (TEXTS[name], HEADLINES[name], ISO[name], "Tom Bell") for name in TEXTS
    ]
    assert drafts[0].url == f"{URL}#pone"


def test_block_quotes_of_an_update() -> None:
    update = shown("one", "The mayor wrote:").replace(
        "<div class=share>", "<blockquote>Stay home.<cite>Ana Ruiz</cite></blockquote><div class=share>"
    )
    assert texts_of(live([], update, SHOWN[1]))[1] == f"{LEAD}\n\nThe mayor wrote:\n\n> Stay home.\n\n> — Ana Ruiz"


def test_ids_and_places_of_updates(tmp_path: Path) -> None:
    (tmp_path / "storm.html").write_bytes(live(ALL, *SHOWN))
    (tmp_path / "only.html").write_bytes(live(ALL[1:], intro=""))
    articles = list(read([tmp_path / "storm.html", tmp_path / "only.html"]))
    assert [article.id for article in articles] == [
        *("storm", "storm:update-1", "storm:update-2", "storm:update-3", "only:update-1", "only:update-2"),
    ]
    assert [(article.place or "").rpartition("/")[2] for article in articles[:2]] == [
        "storm.html",
        "storm.html#update-1",
    ]
    [row] = analyze(articles[2]).rows()[:1]
    assert (row["id"], row["speaker"]) == ("storm:update-2-1", "Ana Reyes")


@pytest.mark.parametrize("address", [None, URL, f"{URL}#same", ""])
def test_no_two_articles_of_a_live_blog_have_one_address(address: str | None, tmp_path: Path) -> None:
    (tmp_path / "storm.html").write_bytes(live([{**one, "url": address} for one in ALL]))
    urls = [article.url for article in read(tmp_path)]
    assert len({*urls, None}) == 5
    assert all(url and url.startswith(URL) for url in urls)


def test_two_live_blogs_of_one_name(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "storm.html").write_bytes(live(ALL[2:], intro=""))
    assert [article.id for article in read(tmp_path)] == ["storm:update-1", "b/storm:update-1"]


def test_updates_in_a_crawl(tmp_path: Path) -> None:
    writer = pytest.importorskip("warcio.warcwriter")
    with (tmp_path / "crawl.warc").open("wb") as stream:
        warc = writer.WARCWriter(stream, gzip=False)
        headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0"
        )
        for address in (URL, "https://b.example/2"):
            warc.write_record(
                warc.create_warc_record(address, "response", io.BytesIO(live(ALL[2:])), http_headers=headers)
            )
    articles = list(read(tmp_path))
    assert [article.id for article in articles] == ["crawl:1", "crawl:1:update-1", "crawl:2", "crawl:2:update-1"]
    assert [article.url for article in articles] == [URL, f"{URL}?pin=1#one", "https://b.example/2", f"{URL}?pin=1#one"]


def test_a_live_blog_that_is_the_text_of_a_record_is_one_article() -> None:
    draft, _ = page_draft(live(ALL, *SHOWN))
    assert draft.part is None
    assert all(text in draft.text for text in TEXTS.values())


def test_many_updates_cost_no_more_than_they_are_long() -> None:
    def cost(times: int) -> float:
        updates = [
            told("one", url=f"{URL}#p{at}", headline=f"Hour {at}", articleBody=f"{LEAD} {at}") for at in range(times)
        ]
        printed = [shown("two").replace("id=two", f"id=q{at}").replace("Ferry", f"Boat {at}") for at in range(times)]
        start = time.perf_counter()
        page_articles(live(updates, *printed))
        return time.perf_counter() - start

    cost(10)
    few, many = cost(50), cost(400)
    assert many < 40 * few + 2


_kinds = st.tuples(st.sampled_from(["short", "neargood", "good", "bad"]), st.booleans(), st.integers(0, 90))


@settings(max_examples=500, deadline=None)
@given(st.lists(_kinds, max_size=14))
def test_paragraphs_are_classed_as_by_justext(kinds: list[tuple[str, bool, int]]) -> None:
    ours, theirs = (
        [SimpleNamespace(cf_class=k, class_type="", heading=h, text="a" * n) for k, h, n in kinds] for _ in "ab"
    )
    revised(ours, 150)
    revise_paragraph_classification(theirs, 150)
    assert [one.class_type for one in ours] == [one.class_type for one in theirs]


def test_short_paragraphs_are_classed_in_linear_time() -> None:
    """Each is looked at a few times, not once for every other one; and that is what Trafilatura calls."""
    looked = 0

    class Short:
        """A short paragraph that counts how often it is asked what it is."""

        cf_class, heading, text = "short", False, "Held."

        @property
        def class_type(self) -> str:
            nonlocal looked
            looked += 1
            return self.kind

        @class_type.setter
        def class_type(self, kind: str) -> None:
            self.kind = kind

    page_draft(b"<html><body><article><p>It held all night, they said of the dam.</p></article></body></html>")
    vars(external)["revise_paragraph_classification"]([Short() for _ in range(500)], 150)
    assert looked < 10_000
