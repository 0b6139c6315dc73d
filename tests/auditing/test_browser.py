"""The page of an audit in a real Chromium: on a phone, in the dark, printed, without scripts or a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import contrasts, overflow, watched
from reports import corpus, hostile

from quotekit.auditing.counting import audit
from quotekit.auditing.page import audit_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The audit of our corpus, of the same from outlets with long names, and one with hostile characters everywhere."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in ("corpus", "long", "hostile")}
    articles = tuple(replace(one, outlet=f"The {one.id.title()} and General Advertiser") for one in corpus().articles)
    long = audit(replace(corpus(), articles=articles), by=["outlet"])
    found["long"].write_text(audit_page(long), encoding="utf-8")
    found["corpus"].write_text(audit_page(audit(corpus(), by=["outlet", "month"])), encoding="utf-8")
    page = audit_page(audit(hostile(), by=["outlet", "outlet+part"]), "W" * 300)
    found["hostile"].write_text(page, encoding="utf-8")
    return found


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens a page, everything unfolded; at the end nothing may have gone wrong in it or been asked for by it."""
    with watched(browser) as (open_window, wrong, asked):

        def open_page(name: str = "corpus", width: int = 1000, **how: Any) -> Page:
            page = open_window(pages[name].as_uri(), width, **how)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            return page

        yield open_page
    assert wrong == []
    assert {url.partition("#")[0] for url in asked} <= {path.as_uri() for path in pages.values()}


@pytest.mark.parametrize("name", ["corpus", "long", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_nothing_reaches_beyond_the_window(name: str, width: int, opened: Open) -> None:
    assert overflow(opened(name, width)) == []


@pytest.mark.parametrize("name", ["corpus", "long"])
@pytest.mark.parametrize("width", [360, 1000])
def test_labels_of_charts_do_not_meet(name: str, width: int, opened: Open) -> None:
    page = opened(name, width)
    met = page.evaluate(
        """() => [...document.querySelectorAll('svg.audit')].flatMap(chart => {
        const boxes = [...chart.querySelectorAll('text')].map(one => one.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(
          b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
        }).length"""
    )
    assert met == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_text_stands_out(scheme: str, media: str, opened: Open) -> None:
    page = opened(color_scheme=scheme)
    page.emulate_media(media=media)  # type: ignore[arg-type]
    found = contrasts(page)
    assert len(found) > 15
    assert {key: ratio for key, ratio in found.items() if ratio < 4.5} == {}


def test_every_chart_has_its_figures_behind_it_and_the_keyboard_scrolls_them(opened: Open) -> None:
    page = opened()
    charts, tables = (page.locator(f"#main .chart {one}").count() for one in ("svg.audit", "details table"))
    assert charts == tables == 15
    assert page.locator(".wide[tabindex='0'][aria-label]").count() == tables
    assert page.locator("svg.audit:not([role=img][aria-label])").count() == 0
