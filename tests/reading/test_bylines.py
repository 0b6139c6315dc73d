"""What a page tells of its article: titles without sites, names of authors, dates, and JSON-LD that is fuller."""

from __future__ import annotations

from typing import Any

import pytest
from site_pages import CLOSE, LEAD, MORE, SPOKEN, data, paragraphs

from quotekit.reading.markup.bylines import authors_of, title_of
from quotekit.reading.pages import page_draft

SITES = ["The Courier", "courier.example"]

# --- Titles ---


@pytest.mark.parametrize("sites", [[], SITES])
@pytest.mark.parametrize(
    "title",
    [
        "Dam holds",
        "Dam holds - for now",
        "Dam holds – for now",
        "Rovers 3 - 1 United",
        "Strike ends - Post Office Reopens",
        "Dam holds: The Courier investigates",
        "Harbour: dam holds",
        "Live: dam holds",
        "Dam | Penmorrow",
        "The couriers - a day on the road",
        "“It held” - Reyes",
        "Who reads the news?",
    ],
)
def test_titles_without_a_site(title: str, sites: list[str]) -> None:
    assert title_of([title], sites) == title


@pytest.mark.parametrize(
    ("title", "sites"),
    [
        ("Dam holds | The Courier", SITES),
        ("Dam holds - The Courier", SITES),
        ("Dam holds — Courier", SITES),
        ("Dam holds » courier.example", SITES),
        ("The Courier - Dam holds", SITES),
        ("The Courier | Dam holds", SITES),
        ("The Courier: Dam holds", SITES),
        ("Dam holds | World news | The Courier", SITES),
        ("Dam holds - Vale", ["Vale News"]),
        ("Dam holds | Penmorrow", ["https://www.penmorrow.co.uk"]),
        ("Dam holds | Harbour Times", []),
        ("Dam holds - The Harbour Times", []),
        ("Dam holds – BBC News", []),
    ],
)
def test_titles_with_a_site(title: str, sites: list[str]) -> None:
    assert title_of([title], sites) == "Dam holds"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The Courier - Dam holds</title>", "", "Dam holds"),
        ("<title>Dam holds | News | The Courier</title>", "", "Dam holds"),
        ("<title>Daily Mail: a day at the press</title>", "", "Daily Mail: a day at the press"),
        ("<title>The Last Post | Essays</title>", "<h1>The Last Post</h1>", "The Last Post"),
        (
            "<meta property=og:title content='Dam holds | Vale'><meta property=og:site_name content=Vale>",
            "",
            "Dam holds",
        ),
    ],
)
def test_the_title_of_a_page(head: str, body: str, title: str) -> None:
    page = f"<html><head>{head}</head><body><article>{body}{paragraphs(LEAD, SPOKEN)}</article></body></html>"
    assert page_draft(page.encode())[0].title == title


@pytest.mark.parametrize(
    ("titles", "headline", "expected"),
    [
        ([], None, None),
        ([None, ""], None, None),
        (["The Courier"], None, None),
        (["The Courier", "The Courier - Dam holds"], None, "Dam holds"),
        ([None], "Dam holds - The Courier", "Dam holds"),
        (["Dam holds"], "Dam holds after a night of rain", "Dam holds"),
        (["Dam holds after…"], "The night of the dam", "Dam holds after…"),
        (["Dam holds after…"], "Dam holds after a night of rain", "Dam holds after a night of rain"),
        (["Dam holds after ... | The Courier"], "Dam holds after a night of rain", "Dam holds after a night of rain"),
        (["Dam holds | Vale Times"], "Dam holds | Vale Times", "Dam holds | Vale Times"),
    ],
)
def test_the_title_of_several(titles: list[str | None], headline: str | None, expected: str | None) -> None:
    assert title_of(titles, SITES, headline) == expected


# --- Authors ---


@pytest.mark.parametrize(
    "line",
    [
        *(
            "No Author",
            "By No Author",
            "Staff",
            "Staff Writer",
            "By: Staff Reporter",
            "admin",
            "Posted by admin",
            "Unknown",
        ),
        *("Administrator", "Super User", "Webmaster", "Guest Author", "Editor", "Political Editor", "Editorial Board"),
        *("News Desk", "Newsroom", "ana@courier.example", "https://x.example/ana", "@anaruiz", "3 June 2025", "By"),
        *("Updated 10:32", "The Courier", "By The Courier", "Courier Staff", "Vale Echo Staff", "Staff and agencies"),
        *("Harbour Correspondent", "Professor of Law", "5 min read", "", "photos by Tom Bell", "Editor in chief"),
    ],
)
def test_lines_that_name_no_author(line: str) -> None:
    assert authors_of([line], SITES) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        *(("Ana Ruiz", "Ana Ruiz"), ("Byron Lee", "Byron Lee"), ("J. K. Orr", "J. K. Orr"), ("Will Fox", "Will Fox")),
        *(("Ludwig van der Poe", "Ludwig van der Poe"), ("Ana María Ruiz-Orr", "Ana María Ruiz-Orr")),
        *(("Harbour Wire", "Harbour Wire"), ("By Associated Press", "Associated Press")),
        *(("By Ana Ruiz", "Ana Ruiz"), ("Article by Ana Ruiz", "Ana Ruiz"), ("Written by: Ana Ruiz", "Ana Ruiz")),
        *(("Posted by Ana Ruiz on June 3", "Ana Ruiz"), ("BY ANA RUIZ", "ANA RUIZ"), ("Author: Ana Ruiz", "Ana Ruiz")),
        *(("Ana Ruiz, Political Editor", "Ana Ruiz"), ("Ana Ruiz Political Editor", "Ana Ruiz")),
        *(("Ana Ruiz Staff Writer", "Ana Ruiz"), ("Political Editor Ana Ruiz", "Ana Ruiz")),
        *(("By Ana Ruiz\nHarbour correspondent, Vale News", "Ana Ruiz"), ("Ana Ruiz, a reporter in Leith", "Ana Ruiz")),
        *(("Ana Ruiz (ana@courier.example)", "Ana Ruiz"), ("Ana Ruiz @anaruiz", "Ana Ruiz")),
        *(
            ("Ana Ruiz | The Courier", "Ana Ruiz"),
            ("Ana Ruiz, BBC News", "Ana Ruiz"),
            ("Ana Ruiz in Leith", "Ana Ruiz"),
        ),
        *(("Dr. Ana Ruiz, PhD", "Dr. Ana Ruiz"), ("Tom Bell, Jr.", "Tom Bell Jr."), ("Ruiz, Ana", "Ana Ruiz")),
        *(
            ("Ana Ruiz and Tom Bell", "Ana Ruiz; Tom Bell"),
            ("Ana Ruiz, Will Fox & Jo Poe", "Ana Ruiz; Will Fox; Jo Poe"),
        ),
        *(("Ana Ruiz; Tom Bell; Ana Ruiz", "Ana Ruiz; Tom Bell"), ("By Ana Ruiz, photos by Tom Bell", "Ana Ruiz")),
    ],
)
def test_names_of_authors(line: str, names: str) -> None:
    assert "; ".join(authors_of([line], SITES)) == names


# --- JSON-LD that is fuller than the page ---


def told(head: str = "", body: str = "", **more: Any) -> Any:
    script = data(**{"@type": "NewsArticle", **more}) if more else ""
    inner = f"<article>{body or paragraphs(LEAD, SPOKEN)}</article>"
    return page_draft(f"<html><head><title>Dam holds</title>{head}{script}</head><body>{inner}</body></html>".encode())[
        0
    ]


AUTHOR = "<meta name=author content='By Ana Ruiz, Political Editor'>"
DAY = "<meta property=article:published_time content=2025-06-03T06:30:00Z>"


@pytest.mark.parametrize(
    ("head", "more", "expected"),
    [
        ("", {}, None),
        ("", {"author": {"@type": "Person", "name": "Staff"}}, None),
        ("", {"author": {"@type": "Organization", "name": "Courier"}, "publisher": {"name": "The Courier"}}, None),
        (AUTHOR, {}, "Ana Ruiz"),
        (AUTHOR, {"author": []}, "Ana Ruiz"),
        (AUTHOR, {"author": "Ana Ruiz"}, "Ana Ruiz"),
        (AUTHOR, {"author": [{"name": "Ana Ruiz"}, {"name": "T. J. Bell"}]}, "Ana Ruiz; T. J. Bell"),
        ("", {"author": {"@type": "Organization", "name": "Harbour Wire"}}, "Harbour Wire"),
        ("", {"author": [{"@type": "Person", "name": ["Ana Ruiz", "Jo Poe"]}]}, "Ana Ruiz; Jo Poe"),
        ("", {"creator": ["Ana Ruiz, Political Editor", "Tom Bell"]}, "Ana Ruiz; Tom Bell"),
    ],
)
def test_authors_of_a_page_and_of_its_json_ld(head: str, more: dict[str, Any], expected: str | None) -> None:
    assert told(head, **more).author == expected


@pytest.mark.parametrize(
    ("head", "date", "expected"),
    [
        ("", None, None),
        ("", "soon", None),
        ("", ["2025-06-03"], None),
        (DAY, None, "2025-06-03"),
        (DAY, "2025-06-03T07:30:00+01:00", "2025-06-03T07:30:00+01:00"),
        ("", "2025-06-03T07:30:00+01:00", "2025-06-03T07:30:00+01:00"),
    ],
)
def test_the_date_of_a_page_and_of_its_json_ld(head: str, date: Any, expected: str | None) -> None:
    assert told(head, headline="Dam holds", datePublished=date).published == expected


def test_articles_that_a_page_only_mentions_tell_nothing_of_it() -> None:
    author = {"name": "Jo Poe"}
    other: dict[str, Any] = {"@type": "NewsArticle", "headline": "Fair opens", "datePublished": "2024-01-01"}
    mentioned: dict[str, Any] = {"@type": "WebPage", "hasPart": [other, {**other, "headline": "Race won"}]}
    draft = told(DAY, **mentioned)
    assert (draft.title, draft.published, draft.author) == ("Dam holds", "2025-06-03", None)
    assert draft.text == f"{LEAD}\n\n{SPOKEN}"
    main = {"@type": "NewsArticle", "headline": "Dam holds", "datePublished": "2025-06-03T09:00:00Z", "author": author}
    both: dict[str, Any] = {"@type": "WebPage", "hasPart": [other, main]}
    assert told(DAY, **both).published == "2025-06-03T09:00:00+00:00"
    assert told(DAY, **both).author == "Jo Poe"


WHOLE = (LEAD, SPOKEN, *MORE, CLOSE)


@pytest.mark.parametrize(
    ("printed", "body", "expected"),
    [
        (WHOLE, WHOLE[:3], WHOLE),
        (WHOLE[:6], WHOLE, WHOLE[:6]),
        (WHOLE[:4], (*WHOLE[4:], "And so on."), WHOLE[:4]),
        (WHOLE[:4], WHOLE, WHOLE),
        (WHOLE[:2], WHOLE, WHOLE),
    ],
)
def test_the_text_of_a_page_and_of_its_json_ld(
    printed: tuple[str, ...], body: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert told(body=paragraphs(*printed), articleBody="\n\n".join(body)).text.split("\n\n") == list(expected)


def test_paragraphs_that_a_page_has_keep_their_layout() -> None:
    body = f"{paragraphs(LEAD)}<blockquote>We had no boats at all.</blockquote><p><b>And now?</b></p>"
    text = told(body=body, articleBody="\n\n".join((LEAD, "We had no boats at all.", "And now?", *MORE, CLOSE))).text
    assert text.split("\n\n") == [LEAD, "> We had no boats at all.", "**And now?**", *MORE, CLOSE]
