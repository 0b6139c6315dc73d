"""A real headless Chromium for tests that are marked `browser`: `pytest -m browser` runs them, nothing else does.

Chromium is the system's, playwright only drives it: nothing is downloaded.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

# Text whose color stands out too little from what is behind it: 4.5 to 1 is what WCAG 2.2 asks for (1.4.3).
_FAINT = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
      if (color[3] !== 0) throw new Error('half a background: ' + at.outerHTML.slice(0, 80));
    }
    return [255, 255, 255];
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.tagName === 'title') continue;
    const style = getComputedStyle(element);
    const color = rgb(element.namespaceURI.endsWith('svg') ? style.fill : style.color);
    const [a, b] = [light(color), light(behind(element))].sort((a, b) => b - a);
    const key = element.tagName + '.' + (element.getAttribute('class') || '');
    found.set(key, Math.min((a + .05) / (b + .05), found.get(key) ?? 99));
  }
  return Object.fromEntries(found);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, while it runs. Fails the test, and says what to install, where it is not there."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("tests marked browser need Chromium: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("tests marked browser need playwright: python -m pip install '.[test,browser]'")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


def contrasts(page: Page) -> dict[str, float]:
    """The least contrast of the text of each kind of element, by tag and class."""
    found: dict[str, float] = page.evaluate(_FAINT)
    return found


def overflow(page: Page) -> list[str]:
    """How wide a page is that is wider than its window, and the elements that are, as HTML; empty where none is."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [
        document.documentElement.scrollWidth + ' wide', ...[...document.body.querySelectorAll('*')]
        .filter(one => one.scrollWidth > innerWidth).map(one => one.outerHTML.slice(0, 120))]"""
    )
    return found


@contextmanager
def watched(browser: Browser) -> Iterator[tuple[Callable[..., Page], list[str], list[str]]]:
    """What opens an address in a window; what went wrong in the pages since, and what they asked for."""
    contexts, wrong, asked = [], list[str](), list[str]()

    def open_window(address: str, width: int = 1000, **how: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield open_window, wrong, asked
    for context in contexts:
        context.close()
