"""Noun phrases behind a cue: where they end, and what is none."""

from __future__ import annotations

import pytest

from quotekit.text.document import look
from quotekit.text.phrases import after, can_speak


@pytest.mark.parametrize(
    ("behind", "phrase"),
    [
        ("angrily.", None),
        ("he.", "he"),
        # An adverbial behind a name is none of it, behind a common noun it is.
        ("Ruth Okello in Kisumu.", "Ruth Okello"),
        ("a farmer in Kisumu.", "a farmer in Kisumu"),
        ("a farmer in Kisumu on Monday.", "a farmer in Kisumu"),
        ("a farmer with two cows.", "a farmer"),
        ("Okello with a smile.", "Okello"),
        ("the striker of his captain.", "the striker"),
        ("Ruth Okello of the union.", "Ruth Okello of the union"),
        ("the man (a farmer) from Leith.", "the man (a farmer) from Leith"),
        ("the union's leader.", "the union's leader"),
        ("Ruth Okello and Tom Bell.", "Ruth Okello and Tom Bell"),
        ("the mayor, and left.", "the mayor"),
        ("Ruth Okello, a marine biologist at Leith, on Monday.", "Ruth Okello, a marine biologist at Leith"),
    ],
)
def test_a_phrase_ends_where_it_does(behind: str, phrase: str | None) -> None:
    text = f"“It rained,” said {behind}"
    view = look(text)
    found = after(view, view.word.index("said") + 1)
    told = found and text[view.table.start[found[0]] : view.table.end[found[1] - 1]]
    assert told == phrase


@pytest.mark.parametrize(
    ("phrase", "can"),
    [
        ("rain", False),
        ("glass", False),  # no plural
        ("pebbles of glass", False),
        ("Glass", False),  # any word has a capital at its beginning
        ("pebbles", True),
        ("the rain", True),
        ("two oars", True),
        ("rain Okello", True),
    ],
)
def test_who_can_speak_at_all(phrase: str, can: bool) -> None:
    view = look(f"It was said, {phrase}, said.")
    first = view.word.index(",") + 1
    assert can_speak(view, first, first + len(phrase.split())) == can
