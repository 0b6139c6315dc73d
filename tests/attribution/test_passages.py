"""What stands around a quotation: who relays it, the paragraph before it, the whole subject of its verb."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotekit import analyze
from quotekit.records import Span

# (id, text, source and content of each statement in order, "-" for no source)
ROWS = [
    # nothing to put right
    (
        "no-marks-in-front",
        "It held, she wrote in an e-mail, according to the Marsh Daily Post.",
        ["the Marsh Daily Post: It held, she wrote in an e-mail"],
    ),
    ("nobody-relays", "“It held,” Ana Ruiz wrote in an e-mail to the board.", ["Ana Ruiz: It held,"]),
    (
        "inverted-question",
        "“What for?” asked Tom Bell, the mayor, who left.",
        ["Tom Bell, the mayor: What for?"],
    ),
    (
        "she-has-accused",
        "The vote was on Monday. She's accused Marsh of lying to voters.",
        ["She: Marsh of lying to voters"],
    ),
    (
        "afternoon",
        "The board said that the ferry left at 6 p.m. Eastern Time on Monday.",
        ["The board: that the ferry left at 6 p.m. Eastern Time on Monday"],
    ),
    (
        "day-is-a-name",
        "Kristen Day spoke first. The platform is radical, Day said in a statement.",
        ["Day: The platform is radical"],
    ),
    # who says it, and who relays it
    (
        "relayed",
        "“There is still a long way to go,” she wrote in an e-mail to supporters, according to the Associated Press.",
        [
            "the Associated Press: “There is still a long way to go,” she wrote in an e-mail to supporters",
            "she: There is still a long way to go,",
        ],
    ),
    (
        "relayed-and-more",
        "“You are doing great work,” Marsh said on the call, according to a readout by the government. “I am ready.”",
        [
            "a readout by the government: “You are doing great work,” Marsh said on the call",
            "Marsh: You are doing great work, | I am ready.",
        ],
    ),
    (
        "quoted-in-front",
        "“Nine months are left,” The Post quoted Vera Hale as saying after the hearing. “That is my view.”",
        ["Vera Hale: Nine months are left, | That is my view."],
    ),
    # nobody, and the whole subject
    (
        "it-is-suggested",
        "It’s been suggested that “white hat” be replaced with “ethical” in all manuals.",
        ["-: that “white hat” be replaced with “ethical” in all manuals"],
    ),
    (
        "asked-behind-a-clause",
        "Nia Bell, who reports on the White House, asked the president, “Why are you saying that to me?”",
        ["Nia Bell: Why are you saying that to me?"],
    ),
    (
        "whole-subject",
        "A letter sent to Martin Mubanga said that he would be released from the camp on Monday.",
        ["A letter sent to Martin Mubanga: that he would be released from the camp on Monday"],
    ),
    ("that-idea", "Ruiz rejected that idea, saying the bridge was sound.", ["Ruiz: the bridge was sound"]),
    (
        "upheld",
        "An appeals court upheld the dismissal in February of this year, saying the claim faces a formidable hurdle.",
        ["An appeals court: the claim faces a formidable hurdle"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_source_and_content(text: str, expected: list[str]) -> None:
    def words(spans: Sequence[Span]) -> str:
        return " | ".join(text[span.start : span.end] for span in spans)

    found = [quote for quote in analyze(text).quotes if quote.act == "statement"]
    assert [f"{words(one.source) or '-'}: {words(one.content)}" for one in found] == expected
