"""The report in a real Chromium: on a phone, in the dark, by keyboard, printed, without scripts or a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import contrasts, overflow, watched
from reports import corpus, hostile

from quotekit.reporting.page import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on our corpus, and one with hostile characters and endless words in every field."""
    folder = tmp_path_factory.mktemp("pages")
    found = {"corpus": folder / "corpus.html", "hostile": folder / "hostile.html"}
    found["corpus"].write_text(report(corpus()), encoding="utf-8")
    found["hostile"].write_text(report(hostile(), title="W" * 300), encoding="utf-8")
    return found


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens a page, everything unfolded; at the end nothing may have gone wrong in it or been asked for by it."""
    with watched(browser) as (open_window, wrong, asked):

        def open_page(name: str = "corpus", width: int = 1000, unfold: bool = True, **how: Any) -> Page:
            page = open_window(pages[name].as_uri(), width, **how)
            if unfold:
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            return page

        yield open_page
    assert wrong == []
    assert {url.partition("#")[0] for url in asked} <= {path.as_uri() for path in pages.values()}


def test_what_is_wrong_would_be_seen(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content("<body style='background: #fff'><p style='color: #777'>faint</p><pre>wide %s</pre>" % ("x" * 99))
    assert contrasts(page) == {"P.": pytest.approx(4.48, abs=0.01), "PRE.": pytest.approx(21)}
    assert overflow(page)[1:] == ["<pre>wide " + "x" * 99 + "</pre>"]
    page.close()


@pytest.mark.parametrize("name", ["corpus", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_nothing_reaches_beyond_the_window(name: str, width: int, opened: Open) -> None:
    assert overflow(opened(name, width)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_text_stands_out(scheme: str, media: str, opened: Open) -> None:
    page = opened(color_scheme=scheme)
    page.emulate_media(media=media)  # type: ignore[arg-type]
    found = contrasts(page)
    assert len(found) > 40
    assert {key: ratio for key, ratio in found.items() if ratio < 4.5} == {}
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is (scheme == "light" or media == "print")


def test_the_keyboard_reaches_everything(opened: Open) -> None:
    page = opened(unfold=False)
    focus = "[document.activeElement.tagName, document.activeElement.getAttribute('href')]"
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == ["A", "#main"]
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == ["A", page.evaluate("document.querySelector('.picks a').getAttribute('href')")]
    order = "[...document.querySelectorAll('a, summary')].filter(one => one.tabIndex >= 0 && one.checkVisibility())"
    wanted = page.evaluate(f"{order}.length")
    page.goto(page.url.partition("#")[0])
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f"{order}.indexOf(document.activeElement)"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert wanted > 300
    assert seen == list(range(60))


def test_links_lead_into_articles_and_back_without_scripts(opened: Open) -> None:
    page = opened(unfold=False, java_script_enabled=False)
    for number in (1, 100, 200):
        page.goto(page.url.partition("#")[0] + f"#q-{number}")
        assert page.locator(f"#q-{number}").is_visible()
        page.locator(f"#q-{number} a").first.click()
        assert page.url.endswith(f"#t-{number}")
        note = page.locator(f".note[href='#q-{number}']")
        assert note.is_visible()
        note.click()
        assert page.url.endswith(f"#q-{number}")
        box = page.locator(f"#q-{number}").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 800


def test_what_is_folded_is_printed(opened: Open) -> None:
    page = opened(unfold=False)
    seen = "[...document.querySelectorAll('.text')].filter(one => one.checkVisibility()).length"
    assert page.evaluate(seen) == 0
    page.emulate_media(media="print")
    assert page.evaluate(seen) == len(corpus().articles)
    assert page.locator("nav").is_hidden()


def test_hostile_fields_run_nothing(opened: Open) -> None:
    page = opened("hostile")
    assert page.evaluate("document.scripts.length") == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
            ".filter(name => name.startsWith('on') || name === 'style')"
        )
        == []
    )
    assert page.locator("#articles .text").count() == 3


def test_the_policy_is_in_force(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(pages["corpus"].as_uri())
    blocked = page.evaluate("""() => new Promise(done => {
        document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
        document.head.appendChild(document.createElement('script')).textContent = 'document.title = "run"';
        setTimeout(() => done('nothing'), 1000);
    })""")
    assert blocked == "script-src-elem"
    assert page.title() == "Who said what"
    page.close()
