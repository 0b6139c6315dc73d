"""Cells of notebooks: what they show, and that no article can add an element to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

import quotekit
from quotekit.records import Article

HELD = Article(
    "Dam holds\n\n“The dam held,” said Ana Reyes, the mayor. It rained.\n\nShe denied that it had leaked.\n",
    "dam",
    outlet="Echo",
    published="2025-04-10",
)
ANALYSIS = quotekit.analyze(HELD)
HOSTILE = "<img src=x onerror=alert(1)>"


def words(cell: str) -> str:
    return " ".join(html.fromstring(cell).text_content().split())


def test_an_analysis_without_quotes_has_no_table() -> None:
    cell = quotekit.analyze(Article("It rained.", "rain"))._repr_html_()
    assert "<table" not in cell
    assert words(cell).startswith("1 article · 0 quotes · 0 speakers")


def test_an_analysis_shows_its_statements_and_its_only_article() -> None:
    shown = words(ANALYSIS._repr_html_())
    assert "Ana Reyes" in shown
    assert "“The dam held,”" in shown
    assert "indirect, denied" in shown
    assert shown.count("It rained.") == 1


def test_several_articles_are_not_shown_whole() -> None:
    several = quotekit.analyze([HELD, replace(HELD, id="other")])
    assert "It rained." not in words(several._repr_html_())


def test_what_is_left_out_is_counted() -> None:
    many = quotekit.analyze(
        Article("\n\n".join(f"“The dam held {n} times,” said Ana Reyes." for n in range(30)), "dam")
    )
    assert len(many.quotes) == 30
    assert "and 10 more quotes" in words(many._repr_html_())


def test_an_article_shows_its_heading_once() -> None:
    shown = words(HELD._repr_html_())
    assert shown.startswith("Dam holds Echo · 10 April 2025 · dam “The dam held,”")
    assert shown.count("Dam holds") == 1


def test_a_quote_shows_what_it_says_of_itself() -> None:
    shown = words(ANALYSIS.quotes[0]._repr_html_())
    assert shown.startswith("dam-1 article dam kind direct act statement content 12–25 cue")
    assert "denied" not in shown


def test_a_summary_shows_whose_its_sentences_are() -> None:
    assert "It rained. Echo" in words(quotekit.summarize(HELD, sentences=3)._repr_html_())


def test_a_group_shows_what_each_outlet_prints() -> None:
    other = Article(
        "“The dam held all night and nobody had to leave,” Ana Reyes told reporters.", "wire", outlet="Wire"
    )
    first = replace(other, id="echo", outlet="Echo", text=other.text.replace("all night ", ""))
    group = next(iter(quotekit.group(quotekit.analyze([first, other]))))
    shown = words(group._repr_html_())
    assert shown.startswith("Ana Reyes 2 quotes in 2 outlets")
    assert "cut or longer" in shown


@pytest.mark.parametrize("field", ["text", "id", "outlet", "author", "title"])
def test_no_article_adds_an_element(field: str) -> None:
    text = f"“The {HOSTILE} held,” said Ana Reyes, the {HOSTILE} mayor."
    article = replace(HELD, **{"text": text, field: HOSTILE if field != "text" else text})
    found = quotekit.analyze(article)
    cells = [found, article, *found.quotes, quotekit.summarize(found), *quotekit.group(found)]
    for cell in (one._repr_html_() for one in cells):
        assert not html.fromstring(f"<div>{cell}</div>").xpath("//img|//script|//*[@onerror]")
