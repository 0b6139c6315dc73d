"""Kinds of paragraphs: what must stay body first, then what is no running text."""

from __future__ import annotations

import pytest

from quotekit.text.paragraphs import paragraphs

# One line each, between a title line and a last paragraph.
BODY = [
    "“We gave it our all and nobody can ask for more",
    "“We won”",
    "The mayor had this to say:",
    "— Ann Lee, mayor",
    "“The dam will hold.” — Ann Lee, mayor",
    "Nobody spoke.",
    "Why?",
    "He left the town in May 2020 and came back later.",
    "By the time the boat came, Ann Lee had gone home.",
    "On June 3, 2025 the river rose.",
    "More than a hundred boats: gone.",
    "Prices rose by > 5 percent.",
    "Read the letter, he said: it is all there.",
    "See you tomorrow, she told them.",
    "May 5 was a cold day.",
]

KINDS = [
    ("- Home >", "breadcrumb"),
    ("Home >", "breadcrumb"),
    ("Home > Sport > Football", "breadcrumb"),
    ("Home » Sport » Football", "breadcrumb"),
    ("Home › News", "breadcrumb"),
    ("Home | News | Local", "breadcrumb"),
    ("2025-06-03", "date"),
    ("date 2025-06-03", "date"),
    ("Published: 2025-06-03", "date"),
    ("Published on June 3, 2025", "date"),
    ("Updated: June 3, 2025 at 10:15 a.m.", "date"),
    ("Last updated 3 June 2025, 10:15", "date"),
    ("June 3, 2025", "date"),
    ("Jun. 3, 2025", "date"),
    ("June 3rd, 2025", "date"),
    ("3 June 2025", "date"),
    ("Tuesday, June 3, 2025", "date"),
    ("Tue 3 Jun 2025 10.15 BST", "date"),
    ("2025-06-03 10:15:00", "date"),
    ("2025-06-03T10:15:00Z", "date"),
    ("Wednesday 4 June 2025", "date"),
    ("Sat, 7 June 2025", "date"),
    ("By Ann Lee", "notice"),
    ("“River floods the town” — The Courier, August 15, 2008", "notice"),
    ('Ann Lee. "River floods the town" - The Courier, Aug. 15, 2008', "notice"),
    ("“The river floods the town every year, whatever they say” — Ann Lee, the mayor of Leith", "body"),
    ("“It was our worst day” — Ann Lee, speaking in Leith on August 15, 2008, to The Courier", "body"),
    ("Advertisement", "notice"),
    ("Read more: River floods the town", "notice"),
    ("Related: River floods the town", "notice"),
    ("Photo: Ann Lee", "caption"),
    ("© 2025 The Courier. All rights reserved.", "notice"),
    ("Sign up for our newsletter", "notice"),
    ("Share this article", "notice"),
    ("What comes next", "heading"),
    ("‘A long road’ for the valley", "heading"),
]


def _kinds(text: str) -> list[str]:
    return [part.kind for part in paragraphs(text)]


def _texts(text: str) -> list[str]:
    return [text[part.start : part.end] for part in paragraphs(text)]


@pytest.mark.parametrize("line", BODY)
def test_body_stays_body(line: str) -> None:
    assert _kinds(f"River floods town\n\n{line}\n\nThe river rose.") == ["title", "body", "body"]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_kind(line: str, kind: str) -> None:
    assert _kinds(f"River floods town\n\n{line}\n\nThe river rose.") == ["title", kind, "body"]


def test_title_is_the_first_unfinished_line() -> None:
    assert _kinds("River floods town\nThe river rose.") == ["title", "body"]
    assert _kinds("- Home >\n- Sport >\nRiver floods town\nThe river rose.")[2:] == ["title", "body"]


def test_a_line_alone_is_body() -> None:
    assert _kinds("Nobody spoke") == ["body"]
    assert _kinds("The river rose.\n\nNobody spoke") == ["body", "body"]


def test_lines_of_breadcrumbs() -> None:
    assert _kinds("- Home >\n- News\n\nThe river rose.") == ["breadcrumb", "breadcrumb", "body"]


@pytest.mark.parametrize(
    "lead", ["date 2025-04-10", "Published: 2025-04-10", "updated 2025-04-10T10:15:00Z", "DATE: 2025-04-10"]
)
def test_leading_date_is_split_off(lead: str) -> None:
    text = f"{lead} The river rose. It fell."
    assert _texts(text) == [lead, "The river rose. It fell."]
    assert _kinds(text) == ["date", "body"]


def test_nothing_is_left_behind_a_date_with_a_long_time() -> None:
    assert _texts("published 2025-06-03T10:15:00.000000+00:00") == ["published 2025-06-03T10:15:00.000000+00:00"]


@pytest.mark.parametrize("text", ["The date 2025-04-10 was set.", "2025-04-10 was a cold day."])
def test_date_inside_a_sentence_stays(text: str) -> None:
    assert _texts(text) == [text]


def test_hand_wrapped_lines_are_joined() -> None:
    text = "The river rose in the night and\nflooded the lower town, where\nnobody slept.\n\nIt fell."
    assert _texts(text) == [text.partition("\n\n")[0], "It fell."]


@pytest.mark.parametrize(
    "text",
    [
        "River floods town\nMayor calls for calm\n\nThe river rose.",
        "The river rose.\nnobody slept.\n\nIt fell.",
        "River floods town\ndate 2025-06-03",
        "The river rose. " * 8 + "\nand fell.\n\nIt rained.",
        "The river rose.\n\nand fell.\n\nIt rained.",
    ],
)
def test_lines_not_wrapped_are_not_joined(text: str) -> None:
    assert _texts(text) == [line.strip() for line in text.split("\n") if line]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\n\n", "\n \t\n"])
def test_every_line_end(end: str) -> None:
    text = f"The river rose.{end}It fell."
    assert _texts(text) == ["The river rose.", "It fell."]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n \n", "\u2028\u2029", "\x1f"])
def test_nothing(text: str) -> None:
    assert paragraphs(text) == []
