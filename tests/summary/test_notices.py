"""Page text: what an outlet prints in many articles is no sentence of any of them."""

from __future__ import annotations

import pytest

from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.records import Article
from quotekit.summary.standing.notices import page_text
from quotekit.summary.summarize import summarize

TOLD = [
    "The old dam above Telford held on Sunday, the mayor Ruth Okello said. Its wall is made of earth.",
    "Otters have come back to the river at Hale, said Tom Bell, a ranger. Nobody had seen any for years.",
    "A bakery in Orme burned down at night, police said. Two ovens were saved by the crew of an engine.",
]
RARITY = Model.shipped().rarity


def printed(line: str, told: list[str] = TOLD, outlet: str | None = "Echo") -> list[Article]:
    return [Article(f"{one}\n\n{line}", str(number), outlet=outlet) for number, one in enumerate(told)]


OWN = {
    "by two articles alone": printed("Sign up for our morning newsletter.", TOLD[:2]),
    "by nobody known": printed("Sign up for our morning newsletter.", outlet=None),
    "by three outlets": [Article(f"{one} Sign up for our morning newsletter.", outlet=one) for one in TOLD],
    "what happened before": [
        Article(f"{told}\n\nThe ferry Corrina sank off Hale in May.", str(number), outlet="Echo")
        for number, told in enumerate(
            [
                "Divers saw the ferry Corrina off Hale.",
                "The Corrina was a ferry.",
                "Hale mourns. A ferry is lost, Corrina.",
            ]
        )
    ],
    "what somebody says": printed("“Sign up for our morning newsletter.”"),
    "one text three times": [Article(TOLD[0], str(number), outlet="Echo") for number in range(3)],
    "copies": [Article(f"{TOLD[0]} {number} left.", str(number), outlet="Echo") for number in range(3)],
}
PAGE = ["Sign up for our morning newsletter.", "Editors correct errors within a week.", "Hide caption of picture"]


@pytest.mark.parametrize("articles", OWN.values(), ids=OWN)
def test_what_an_article_says_is_its_own(articles: list[Article]) -> None:
    assert not page_text(articles, RARITY)


@pytest.mark.parametrize("line", PAGE)
def test_what_stands_beside_every_article_is_page_text(line: str) -> None:
    assert page_text(printed(line), RARITY)
    assert page_text([*printed(line), *OWN["what happened before"]], RARITY) == page_text(printed(line), RARITY)


def test_a_summary_has_no_page_text() -> None:
    line = "The editors of the Echo correct what was wrong on page two."
    assert line in str(summarize(printed(line, outlet=None), sentences=9))
    assert line not in str(summarize(printed(line), sentences=9))


def test_page_text_is_nobody_s_speech() -> None:
    line = "The Echo said that errors are corrected on page two."
    said = [quote for quote in analyze(printed(line, outlet=None)).quotes if quote.content[0].start > 80]
    assert len(said) >= 3
    assert not [quote for quote in analyze(printed(line)).quotes if quote.content[0].start > 80]
