"""Word, PDF, Excel, RSS and Atom: what is refused, and the articles in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import pdf, rss, word, workbook

from quotekit.reading.office.pdf import running_text
from quotekit.reading.problems import Problem
from quotekit.reading.reader import read
from quotekit.records import Article

SAID = "“The dam held,” said Ana Reyes, the mayor."


def found(path: Path, data: bytes) -> tuple[list[Article], list[str]]:
    path.write_bytes(data)
    told: list[Problem] = []
    return list(read(path, problems=told.append)), [one.message for one in told]


# --- What is refused ---


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"", "empty"),
        ("a.xlsx", b"", "empty"),
        ("a.docx", b"It rained.", "no Word document"),
        ("a.xlsx", b"It rained.", "no Excel workbook"),
        ("a.docx", b"PK\x03\x04torn", "no Word document"),
        ("a.docx", workbook(one=[["text"], [SAID]]), "no Word document"),
        ("a.docx", word([]), "holds no text"),
        ("a.docx", word([], table=SAID), "holds no text outside of tables"),
        ("a.pdf", b"", "no PDF that can be read"),
        ("a.pdf", b"%PDF-1.4\nnothing", "no PDF that can be read"),
        ("a.pdf", pdf([[]]), "holds no text: its pages may be pictures"),
        ("a.xlsx", b"PK\x03\x04torn", "no Excel workbook"),
        ("a.xlsx", workbook(one=[]), "empty"),
        ("a.xlsx", workbook(one=[["text"]]), "has no rows"),
        ("a.xlsx", workbook(one=[["name", "age"], ["Ana", 3]]), "no column of texts; its columns are name, age"),
        ("a.rss", b"", "no feed"),
        ("a.rss", b"<html></html>", "no feed"),
        ("a.rss", rss(), "a feed without entries"),
    ],
)
def test_what_holds_no_article(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    articles, told = found(tmp_path / name, data)
    assert articles == []
    assert len(told) == 1
    assert message in told[0]
    assert "\n" not in told[0]


WHOLE = {"a.docx": word([SAID]), "a.pdf": pdf([[SAID]]), "a.xlsx": workbook(one=[["text"], [SAID]])}  # dated: made once


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_told_or_read(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    whole = WHOLE[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    articles, told = found(tmp_path_factory.mktemp("torn") / name, whole[:start] + whole[end:])
    assert articles or told


# --- Word ---


def test_paragraphs_of_word(tmp_path: Path) -> None:
    [article], told = found(tmp_path / "a.docx", word([SAID, "", "It rained."], "Dam holds", "Jo Miller", table="No."))
    assert (article.text, article.title, article.author) == (f"{SAID}\n\nIt rained.", "Dam holds", "Jo Miller")
    assert told == []


# --- PDF ---


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([], ""),
        ([""], ""),
        (["7"], ""),
        (["The dam held."], "The dam held."),
        # one page repeats nothing, however often a line stands on it
        (["No.\nNo.\nNo."], "No. No. No."),
        # a hyphen of the print, and one of the word
        (["The may-\nor spoke to the people of the town."], "The mayor spoke to the people of the town."),
        (["The vice-\nMayor spoke to the people of a town."], "The vice- Mayor spoke to the people of a town."),
        # headers with numbers, footers, page numbers
        (
            [
                "Echo, 1 May\nThe dam above the town\n- 1 -\nPage 1 of 2",
                "Echo, 2 May\nheld all night.\n- 2 -\nPage 2 of 2",
            ],
            "The dam above the town held all night.",
        ),
        # a short line that ends a sentence ends its paragraph, a long one does not
        (
            ["The dam above the town held.\nNobody was hurt.\nThe mayor spoke of it to them."],
            "The dam above the town held. Nobody was hurt.\n\nThe mayor spoke of it to them.",
        ),
        (["The dam held.\n\nNobody was hurt."], "The dam held.\n\nNobody was hurt."),
    ],
)
def test_pages_as_running_text(pages: list[str], text: str) -> None:
    assert running_text(pages) == text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab-. \n1\u00ad”"), max_size=60), max_size=4))
def test_no_letter_is_made_up(pages: list[str]) -> None:
    before, after = "".join(pages), running_text(pages)
    assert all(after.count(letter) <= before.count(letter) for letter in "ab”")


def test_an_article_of_a_pdf(tmp_path: Path) -> None:
    lines = ["Dam holds", "", "“The dam held,” said Ana Rey-", "es, the mayor of the town.", "3"]
    [article], told = found(tmp_path / "a.pdf", pdf([lines], title="Dam holds"))
    assert article.text == "Dam holds\n\n“The dam held,” said Ana Reyes, the mayor of the town."
    assert (article.title, told) == ("Dam holds", [])


def test_a_title_that_the_text_does_not_have_is_none(tmp_path: Path) -> None:
    [article], _ = found(tmp_path / "a.pdf", pdf([[SAID]], title="Microsoft Word - final2.doc"))
    assert article.title is None


def test_a_pdf_without_a_suffix_is_known(tmp_path: Path) -> None:
    [article], _ = found(tmp_path / "paper", pdf([[SAID]]))
    assert article.text == SAID


# --- Excel ---


def test_rows_of_a_sheet(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "story", "outlet", "date"],
        ["x", SAID, "Echo", date(2025, 4, 10)],
        [None] * 4,
        ["y", None, "", None],
    ]
    articles, told = found(tmp_path / "a.xlsx", workbook(notes=[["who", "when"]], news=rows, more=[["text"], ["No."]]))
    assert [(one.id, one.text, one.outlet, one.published) for one in articles] == [("x", SAID, "Echo", "2025-04-10")]
    assert told == ["no story", "the sheet 'more' holds texts too, and is not read"]


# --- Feeds ---


def test_entries_of_a_feed(tmp_path: Path) -> None:
    page = f"<p>{SAID}</p><p>It rained on the town all day, and the people of it stayed at home.</p>"
    items = (
        {"title": "Dam holds", "link": "https://echo.example/dam", "description": SAID, "category": "Local"},
        {"title": "More", "description": page, "pubDate": "Thu, 10 Apr 2025 07:30:00 GMT"},
        {"title": "Nothing"},
    )
    articles, told = found(tmp_path / "a.rss", rss(*items))
    assert [(one.title, one.outlet) for one in articles] == [("Dam holds", "Echo"), ("More", "Echo")]
    assert (articles[0].text, articles[0].url, articles[0].section) == (SAID, "https://echo.example/dam", "Local")
    assert SAID in articles[1].text
    assert "<p>" not in articles[1].text
    assert (articles[1].published or "").startswith("2025-04-10T07:30:00")
    assert told == ["no text"]


def test_a_feed_of_atom_without_a_suffix(tmp_path: Path) -> None:
    data = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Dam</title>'
        f"<content>{SAID}</content><author><name>Jo Miller</name></author></entry></feed>"
    )
    [article], told = found(tmp_path / "news", data.encode())
    assert (article.text, article.outlet, article.author, told) == (SAID, "Wire", "Jo Miller", [])


def test_nothing_is_fetched(tmp_path: Path) -> None:
    articles, [message] = found(tmp_path / "a.rss", b"http://127.0.0.1:9/feed.xml")
    assert (articles, message.partition(":")[0]) == ([], "no feed")
