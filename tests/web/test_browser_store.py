"""The pages over a store in a real Chromium: searching, leafing, reading, a phone, the dark, the keyboard, paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from browser import contrasts, overflow, watched
from newsroom import HOSTILE_NAME, filled
from served import Server, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]

PAGES = {
    "overview": "",
    "search": "search?words=dam",
    "leafing": "search?speaker=ann+long&page=2",
    "speakers": "speakers",
    "speaker": "speaker?id=person%3Aann-long",
    "quote": "quote/1",
    "article": "article?key=id%3Awire",
    "hostile": "article?key=id%3Ahostile",
    "audit": "audit?by=outlet",
    "api": "api",
    "read": "read",
}
NOTED = re.compile("Failed to load resource: the server responded with a status of (404|422)")
"""What Chromium itself notes of a page that is sent with such a status."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(str(filled(tmp_path_factory.mktemp("browser") / "news.db"))) as one:
        yield one


@pytest.fixture
def opened(browser: Browser, news: Server) -> Iterator[Open]:
    """Opens a page; at the end nothing may have gone wrong in any, nor been asked for from elsewhere."""
    with watched(browser) as (open_window, wrong, asked):

        def open_page(path: str = "", width: int = 1000, **how: Any) -> Page:
            return open_window(f"{news.address}{path}", width, **how)

        yield open_page
    assert [line for line in wrong if not NOTED.match(line)] == []
    assert [url for url in asked if not url.startswith((news.address, "data:"))] == []


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_from_the_first_page_to_a_quote_its_article_and_its_speaker(opened: Open) -> None:
    page = opened()
    page.get_by_label("Words").fill('"old dam" tel*')
    page.get_by_label("Until").fill("2025-04-10")
    page.get_by_label("Until").press("Enter")
    assert page.locator("mark.found").all_inner_texts()[:2] == ["old dam", "Telford"]
    assert page.get_by_label("Words").input_value() == '"old dam" tel*'
    page.get_by_role("link", name=re.compile("^in 3 outlets")).first.click()
    assert heading(page) == "One utterance"
    assert "−\N{WORD JOINER}on Sunday night" in page.locator(".renderings del").all_inner_texts()[0]
    page.locator(".renderings").get_by_role("link", name="Wire").click()
    assert page.locator(".at:target").count() == 1  # where the quote stands in its article
    page.locator("a.note").first.click()
    page.locator("li:target").get_by_role("link", name="Ana Reyes").click()
    assert "Ana Reyes" in heading(page)
    page.get_by_role("link", name="Echo").first.click()
    assert "speaker=person" in page.url


def test_leafing_leads_to_the_last_page_and_back(opened: Open) -> None:
    page = opened("search?speaker=ann+long")
    first = page.locator(".hits blockquote").all_inner_texts()
    page.get_by_role("link", name="Page 2").click()
    page.get_by_role("link", name="Page 3").click()
    assert page.locator(".hits blockquote").count() == 5
    assert page.get_by_role("link", name="Page 4").count() == 0
    page.get_by_role("link", name="Page 2").click()
    page.get_by_role("link", name="Page 1").click()
    assert page.locator(".hits blockquote").all_inner_texts() == first


def test_a_mistake_has_the_focus_and_the_form_stays(opened: Open) -> None:
    page = opened("search?words=dam&since=yesterday")
    page.locator("#problem:focus").wait_for()
    assert page.get_by_label("Since").get_attribute("aria-invalid") == "true"
    page.get_by_label("Since").fill("2025-04")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("alert").count() == 0
    assert page.locator(".hits > li").count() > 0


def test_the_audit_by_outlet(opened: Open) -> None:
    page = opened("audit")
    page.get_by_label("Groups").select_option("outlet")
    page.get_by_role("button", name="Count").click()
    assert page.get_by_label("Groups").input_value() == "outlet"
    assert page.locator("svg.audit").count() > 1
    assert "Wire" in page.locator("main").inner_text()


def test_a_text_is_read_beside_the_store(opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="Read a text").click()
    page.get_by_role("link", name="fill in an example").click()
    page.get_by_role("button", name="Find the quotes").click()
    page.wait_for_load_state()
    assert page.locator("#speakers").count() == 1
    nowhere = opened("nowhere")
    assert "/nowhere" in nowhere.locator("main").inner_text()
    assert nowhere.locator("main").get_by_role("link", name="Search").count() == 1


def test_the_hostile_article_is_text(opened: Open) -> None:
    page = opened("article?key=id%3Ahostile")
    assert HOSTILE_NAME in page.locator("main").inner_text()
    assert page.locator("main b, main i, main script").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_a_phone_and_can_be_read_in_the_dark(name: str, opened: Open) -> None:
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "dark")):
        page = opened(PAGES[name], width, color_scheme=scheme)
        assert overflow(page) == []
        assert {kind: ratio for kind, ratio in contrasts(page).items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_used_by_the_keyboard(name: str, opened: Open) -> None:
    page = opened(PAGES[name])
    if page.get_by_role("link", name="Skip to the content").count():
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_paper_tells_what_was_searched(opened: Open) -> None:
    page = opened("search?words=dam&since=2025")
    assert not page.get_by_text("dam · since: 2025").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("dam · since: 2025").is_visible()


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"read"}))
def test_every_page_can_be_printed(name: str, opened: Open) -> None:
    page = opened(PAGES[name])
    page.emulate_media(media="print")
    assert not page.locator("body > nav").first.is_visible()
    assert page.locator("h1").is_visible()
    assert not any(one.is_visible() for one in page.locator("form").all())
    assert {kind: ratio for kind, ratio in contrasts(page).items() if ratio < 4.5} == {}
    assert page.pdf()[:4] == b"%PDF"
