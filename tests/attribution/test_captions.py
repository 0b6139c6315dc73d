"""Speech below pictures: what they show is none, and their marks and verbs are."""

from __future__ import annotations

import pytest

from quotekit import analyze

NOTHING = [
    "The leader says farewell to islanders at the pier in this file photo. (Piet Orr/Corran Wire)",
    "Islanders shout slogans at a rally on Monday. (Piet Orr/Corran Wire)",
    "Photo: the leader of the council",
    "Hide caption\n\n3 of 14",
]
FOUND = [
    (
        "Ada Moreno, who said “the hull is full of holes”, at the pier. (Piet Orr/Corran Wire)",
        "the hull is full of holes",
    ),
    ("FILE - Ada Moreno says the ferry will not sail again.", "the ferry will not sail again"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_a_picture_shows_is_nobodys_speech(text: str) -> None:
    assert analyze(f"It rained.\n\n{text}\n\nIt rained.").rows() == []


@pytest.mark.parametrize(("text", "quote"), FOUND)
def test_speech_below_a_picture_is_told(text: str, quote: str) -> None:
    [row] = analyze(f"It rained.\n\n{text}\n\nIt rained.").rows()
    assert (row["quote"], row["part"]) == (quote, "caption")
