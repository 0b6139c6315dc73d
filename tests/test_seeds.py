"""The five real articles of ../shared/seeds: the main job must always run on them. Skipped where they are absent."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from quotekit.analysis import Analysis
from quotekit.pipeline import analyze
from quotekit.reading.reader import read
from quotekit.records import Quote
from quotekit.summary.summarize import summarize

SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")

DIRECT = [
    ("000", "He’s the soul", "Javier Mascherano", "Inter Miami manager"),
    ("000", "We had chances", "Steve Cherundolo", "LAFC boss"),
    ("000", "We still have", "Javier Mascherano", "Inter Miami manager"),
    ("002", "We gave it", "Javier Mascherano", "Inter Miami coach"),
    ("002", "They gave", "Javier Mascherano", "Inter Miami coach"),
    ("003", "We gave it", "Javier Mascherano", "Inter Miami coach"),
    ("003", "This is the way", "Javier Mascherano", "Inter Miami coach"),
]


@cache
def analysis() -> Analysis:
    return analyze(read(SEEDS))


def row(quote: Quote) -> tuple[str, str, str | None, str | None]:
    speaker = analysis().speaker_of(quote)
    text = analysis().article_of(quote).text
    role = speaker.roles[0] if speaker and speaker.roles else None
    return quote.article[:3], quote.content[0].of(text), speaker.name if speaker else None, role


def test_direct_quotes_are_these_seven() -> None:
    rows = [row(quote) for quote in analysis().quotes if quote.kind == "direct"]
    assert [(r[0], r[2], r[3]) for r in rows] == [(d[0], d[2], d[3]) for d in DIRECT]
    assert all(r[1].startswith(d[1]) for r, d in zip(rows, DIRECT))


def test_second_article_has_the_soul_and_four_indirect_quotes() -> None:
    quotes = [quote for quote in analysis().quotes if quote.article.startswith("001")]
    mixed = [row(quote) for quote in quotes if quote.kind == "mixed"]
    assert [("soul" in r[1], r[2]) for r in mixed] == [(True, "Javier Mascherano")]
    coaches = [row(quote)[2] for quote in quotes if quote.kind == "indirect" and quote.act == "statement"]
    assert sum(name in ("Javier Mascherano", "Steve Cherundolo") for name in coaches) >= 4


def test_no_row_is_nobodys_speech() -> None:
    """Only the two coaches speak in these five articles, and each row's speaker is one of them."""
    told = {row(quote)[2] for quote in analysis().quotes if quote.act == "statement"}
    assert told == {"Javier Mascherano", "Steve Cherundolo"}


def test_summary_holds_no_headline_and_says_nothing_twice() -> None:
    summary = summarize(list(read(SEEDS)), sentences=5)
    texts = [pick.text for pick in summary.picks]
    assert len(texts) == 5
    assert not any("Home >" in text or text.startswith(("- ", "date 2025")) for text in texts)
    assert not any(
        text.startswith("Messi and Inter Miami Aim") or "pull off three-goal rally" in text for text in texts
    )


def test_no_figure_is_told_by_two_sentences() -> None:
    """The result, the aggregate, the first leg: a sentence may name one that no other sentence names."""
    texts = [pick.text for pick in summarize(list(read(SEEDS)), sentences=5).picks]
    told = [set(re.findall(r"\d+-\d+", text)) - {"2-0"} for text in texts]  # both ties had a 2-0
    assert sum(map(len, told)) == len(set().union(*told))


def test_two_quotes_are_one_of_each_coach() -> None:
    summary = summarize(list(read(SEEDS)), sentences=5, quotes=2)
    assert len(summary.picks) == 5
    assert sorted(pick.speaker for pick in summary.picks if pick.speaker) == ["Javier Mascherano", "Steve Cherundolo"]
    assert "Mascherano" in str(summary)
    assert "Cherundolo" in str(summary)
    assert any("Inter Miami" in pick.text and not pick.quote for pick in summary.picks)


def test_the_headline_is_one_of_an_article() -> None:
    headline = summarize(list(read(SEEDS))).headline
    assert headline is not None
    assert headline.text.startswith("Lionel Messi and Inter Miami pull off three-goal rally")
