"""`quotekit serve` in a real Chromium: pasted text, files, mistakes, a phone, the dark, the keyboard, other sites."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import contrasts, overflow, watched
from served import ROOT, Server, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]

TIE = (ROOT / "corpus" / "tie-sentinel.txt").read_text(encoding="utf-8")
HOSTILE = (
    "</textarea><script>alert(1)</script>\n\n“<img src=x onerror=alert(2)>,” said Ana Reyes, the mayor.\n\n"
    "“" + "W" * 400 + ",” said Tom </style><b>Bell.\n\n“\u202eYes\x85,” said Ruth Okello."
)
REFUSED = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
"""What Chromium itself notes of a form that comes back with a mistake."""


@pytest.fixture(scope="module")
def bare() -> Iterator[Server]:
    """A server for pasted text."""
    with server() as one:
        yield one


@pytest.fixture(scope="module")
def folder() -> Iterator[Server]:
    """A server for the articles of our corpus."""
    with server(str(ROOT / "corpus" / "*.txt"), "--outlet-from", "prefix") as one:
        yield one


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens an address; at the end nothing may have gone wrong in the page, nor been asked for from elsewhere."""
    ours = set()
    with watched(browser) as (open_window, wrong, asked):

        def open_page(address: str, width: int = 1000, **how: Any) -> Page:
            ours.add(address)
            return open_window(address, width, **how)

        yield open_page
    assert [line for line in wrong if line != REFUSED] == []
    assert [url for url in asked if not url.startswith((*ours, "data:,"))] == []


def sent(page: Page, text: str) -> Page:
    """The page that answers a text pasted into the form."""
    if not page.get_by_label("Text of an article").is_visible():
        page.get_by_text("Read another text").click()
    page.get_by_label("Text of an article").fill(text)
    page.get_by_role("button", name="Find the quotes").click()
    page.wait_for_load_state()
    return page


def speakers(page: Page) -> list[str]:
    return page.locator("#speakers tbody th a").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_who_is_quoted_is_read_off_the_page(scripts: bool, bare: Server, opened: Open) -> None:
    page = sent(opened(bare.address, java_script_enabled=scripts), TIE)
    assert speakers(page)[0] == "Javier Mascherano"
    assert page.title() == "Messi strikes twice as Miami climb out of a two-goal hole"
    page.get_by_text("Read another text").click()
    assert page.get_by_label("Text of an article").input_value().strip() == TIE.strip()
    page = sent(page, "“The dam held,” said Ana Reyes, the mayor.")
    assert speakers(page) == ["Ana Reyes"]


def test_under_its_other_name(bare: Server, opened: Open) -> None:
    page = sent(opened(bare.address.replace("127.0.0.1", "localhost")), "“The dam held,” said Ana Reyes.")
    assert speakers(page) == ["Ana Reyes"]


def test_the_example_is_read(bare: Server, opened: Open) -> None:
    page = opened(bare.address)
    page.get_by_role("link", name="fill in an example").click()
    page.get_by_role("button", name="Find the quotes").click()
    assert speakers(page) == ["Tom Bell", "Ingrid Solheim", "Allard Ferry Company", "Ruth Okello", "dock worker"]


def test_files_are_read(bare: Server, opened: Open) -> None:
    page = opened(bare.address)
    page.get_by_label("Text files").set_input_files(
        [ROOT / "corpus" / f"tie-{name}.txt" for name in ("sentinel", "courant")]
    )
    page.get_by_label("Sentences in the summary").fill("2")
    page.get_by_role("button", name="Find the quotes").click()
    assert page.locator("#articles h3").count() == 2
    assert page.locator(".picks > li").count() == 2


def test_a_folder_is_shown_and_another_text_read(folder: Server, opened: Open) -> None:
    page = opened(folder.address)
    assert page.locator("#articles h3").count() == 20
    assert "Javier Mascherano" in speakers(page)
    page = sent(page, "“The dam held,” said Ana Reyes, the mayor.")
    assert speakers(page) == ["Ana Reyes"]
    page.get_by_text("Read another text").click()
    page.get_by_role("link", name="To the first page").click()
    assert page.locator("#articles h3").count() == 20


def test_what_is_wrong_is_told_at_the_focus(bare: Server, opened: Open) -> None:
    page = sent(opened(bare.address), " \n")
    assert page.title() == "Error: Who said what"
    problem = page.get_by_role("alert")
    assert (
        problem.inner_text().replace("\n\n", "\n")
        == "There is a problem\nText of an article: paste one, or choose a file"
    )
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    page.get_by_label("Text files").set_input_files({"name": "a.pdf", "mimeType": "text/plain", "buffer": b"%PDF-1.7"})
    page.get_by_role("button", name="Find the quotes").click()
    assert "Text files: a.pdf: binary: PDF, not plain text" in problem.inner_text()


def test_nothing_in_an_article_becomes_part_of_the_page(bare: Server, opened: Open) -> None:
    page = sent(opened(bare.address), HOSTILE)
    assert page.locator("script, img, b").count() == 0
    assert {"Ana Reyes", "Tom"} <= set(speakers(page))
    assert page.locator("textarea").input_value().startswith("</textarea><script>")


@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_nothing_reaches_beyond_the_window(width: int, bare: Server, folder: Server, opened: Open) -> None:
    page = opened(bare.address, width)
    assert overflow(page) == []
    assert overflow(sent(page, HOSTILE)) == []
    page.get_by_text("Read another text").click()
    assert overflow(page) == []
    assert overflow(sent(page, " ")) == []
    assert overflow(opened(folder.address, width)) == []


def contrast(*colors: str) -> float:
    """How much two colors of CSS, written as rgb(), differ in lightness: 1 to 21, as WCAG counts it."""
    lights = []
    for color in colors:
        parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.05 + sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722))))
    return max(lights) / min(lights)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(scheme: str, bare: Server, opened: Open) -> None:
    page = opened(bare.address, color_scheme=scheme)
    found = contrasts(page) | {"answer": min(contrasts(sent(page, TIE)).values())}
    found |= {"mistake": min(contrasts(sent(page, " ")).values())}
    assert {key: ratio for key, ratio in found.items() if ratio < 4.5} == {}
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)
    for field, part in (("#text", None), ("#sentences", None), ("#files", "::file-selector-button")):
        style = "([field, part]) => (one => [one.color, one.backgroundColor])"
        pair = page.evaluate(f"{style}(getComputedStyle(document.querySelector(field), part))", [field, part])
        assert contrast(*pair) >= 4.5, (field, pair)


def test_the_keyboard_is_enough(bare: Server, opened: Open) -> None:
    page = opened(bare.address)
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.innerText"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if seen[-1] == "text":
            page.keyboard.insert_text("“The dam held,” said Ana Reyes.")
    assert seen == ["text", "fill in an example", "files", "sentences", "Find the quotes"]
    page.keyboard.press("Enter")
    page.wait_for_selector("#speakers")
    assert speakers(page) == ["Ana Reyes"]


def test_what_a_screen_reader_finds(bare: Server, opened: Open) -> None:
    page = opened(bare.address)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).count() == 1
    assert [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
    fields = page.locator("input, textarea")
    assert all(fields.nth(at).evaluate("one => one.labels.length === 1") for at in range(fields.count()))
    hints = page.evaluate(
        "[...document.querySelectorAll('[aria-describedby]')].map(one => one.getAttribute('aria-describedby'))"
    )
    assert all(page.locator(f"#{name}").count() == 1 for hint in hints for name in hint.split())


@pytest.fixture
def elsewhere(bare: Server, tmp_path: Path) -> Iterator[str]:
    """The address of a page of another site that would post to our server, and show it in a frame."""
    (tmp_path / "index.html").write_text(
        f'<form method="post" action="{bare.address}" enctype="multipart/form-data"><input name="text" value="a">'
        f'<button>Win a prize</button></form><iframe src="{bare.address}"></iframe>'
    )
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    handler = functools.partial(quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_address[1]}/"
        site.shutdown()


def test_another_site_can_neither_post_nor_read_nor_frame(elsewhere: str, bare: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(elsewhere)
    for path, how in (("health", "{}"), ("quotes", "{method: 'POST', body: 'a'}")):
        asked = f"fetch('{bare.address}{path}', {how}).then(() => 'read', error => error.name)"
        assert page.evaluate(asked) == "TypeError"
    frame = page.frames[1]
    assert frame.locator("textarea").count() == 0
    page.get_by_role("button").click()
    page.wait_for_url(bare.address)
    assert "only pages of this server may send something; Origin is 'http://localhost:" in page.content()
    page.close()
