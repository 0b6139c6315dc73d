"""Which first lines are titles and which lines are headings, although they end as sentences do: what is none first."""

from __future__ import annotations

import pytest

from quotekit.text.paragraphs import paragraphs

STORY = "The ferry to Corran will not sail again this year, Ada Moreno said on Monday. “The hull is full of holes.”"

# First lines of texts, each before STORY.
SPOKEN = [
    # a spoken sentence
    "“The hull is full of holes.”",
    "“The hull is full of holes,” Ada Moreno said.",
    "‘The hull is full of holes,’ said Ada Moreno.",
    "Ada Moreno said: “The hull is full of holes”",
    "The leader of the council told us: ‘The hull is full of holes’",
    "“I’m Ada Moreno.”",
    "“The Hull Is Full of Holes,” Ada Moreno Said.",
    # a quotation with who said it
    "“The hull is full of holes.” — Ada Moreno, the leader of the council",
    "“Not leaving” — Ada Moreno (@adamoreno) March 3, 2025",
    # an ordinary sentence
    "The ferry to Corran will not sail again.",
    "Ada Moreno met Piet Vann in Corran on Monday.",
    "Will the ferry sail?",
    "It rained.",
    # a lead in bold
    "**The ferry to Corran will not sail again, Ada Moreno said.**",
    "__The ferry to Corran will not sail again.__",
    # a letter
    "Dear Prime Minister,",
    "Dear Sir,",
    "Ada Moreno,",
]
LISTS = [
    # transcripts, lists of quotations, facts
    ["MORENO: The hull is full of holes.", "VANN: Nobody listened."],
    ["MORENO: The Hull Is Full", "VANN: Nobody Listened"],
    ["Q: Was It Late?", "A: It was."],
    ["Q. Was the ferry late?", "A. It was."],
    ["Ada Moreno: ‘The Hull Is Full of Holes’", "Piet Vann: ‘Nobody Listened to the Crew’", STORY],
    ["Ada Moreno, leader: “It is over”", "Piet Vann, MP: “It is not over”", STORY],
    ["“It is over” - Ada Moreno", "“It is not over” - Piet Vann", STORY],
    # texts in capitals
    ["THE FERRY WILL NOT SAIL AGAIN.", "“THE HULL IS FULL OF HOLES,” ADA MORENO SAID."],
]
TITLES = [
    # in title case, however it ends
    "Moreno: ‘The Hull Is Full of Holes’",
    "Moreno: “The Hull Is Full of Holes.”",
    "“The Hull Is Full of Holes,” Says Council Leader.",
    "Ferry to Corran Will Not Sail Again.",
    "Ferry to Corran Will Not Sail Again, Moreno Says!",
    "Who Will Pay for the Corran Ferry?",
    "‘The Hull Is Full of Holes’ - Moreno",
    "MORENO: ‘THE HULL IS FULL OF HOLES’",
    "**Moreno: ‘The Hull Is Full of Holes’**",
    # in sentence case, with speech that the text tells again
    "Moreno: ‘The hull is full of holes’",
    "Corran ferry is 'full of holes'",
    "‘The hull is full of holes’ - Moreno",
    "“The hull is full of holes” — Ada Moreno",
    # and as before
    "Corran ferry will not sail again",
    "‘Full of holes’: the ferry to Corran",
]
HEADINGS = [
    "‘The Hull Is Full of Holes’",
    "Who Will Pay for the Ferry?",
    "Moreno Blames ‘Years of Neglect’",
    "What comes next",
]
BODY = [
    "Moreno, Vann, Renn, Orr, Diaz (Marl 61).",
    "“Nobody! Nobody Listened!”",
    "“It Is Over” — Ada Moreno",
    "• Safe Harbours Act (1974)",
    "— Ada Moreno, Leader",
    "Follow Ada Moreno on Corran Radio.",
    "Corran ferry is 'full of holes'",
    "Ada Moreno represents the Harbour Ward of Corran Council.",
]


def kinds(*lines: str, title: str | None = None) -> list[str]:
    return [part.kind for part in paragraphs("\n\n".join(lines), title)]


@pytest.mark.parametrize("line", SPOKEN)
def test_a_first_line_that_is_running_text(line: str) -> None:
    assert kinds(line, STORY) == ["body", "body"]


@pytest.mark.parametrize("lines", LISTS)
def test_lists_and_transcripts_have_no_title(lines: list[str]) -> None:
    assert kinds(*lines) == ["body"] * len(lines)


@pytest.mark.parametrize("line", [*TITLES, *HEADINGS])
def test_a_line_alone_is_running_text(line: str) -> None:
    assert kinds(line) == ["body"]


@pytest.mark.parametrize("line", TITLES)
def test_a_first_line_that_is_a_title(line: str) -> None:
    assert kinds(line, STORY) == ["title", "body"]


@pytest.mark.parametrize("beside", ["By Piet Orr", "June 3, 2025", "Islanders Call for New Boat by Spring."])
@pytest.mark.parametrize("line", TITLES[:12])
def test_a_title_above_a_byline_a_date_or_another_title(line: str, beside: str) -> None:
    assert kinds(line, beside, STORY)[0] == "title"


@pytest.mark.parametrize("line", BODY)
def test_a_line_inside_that_is_running_text(line: str) -> None:
    assert kinds(STORY, line, STORY) == ["body", "body", "body"]


@pytest.mark.parametrize("line", HEADINGS)
def test_a_line_inside_that_is_a_heading(line: str) -> None:
    assert kinds(STORY, line, STORY) == ["body", "heading", "body"]


def test_the_title_of_the_record_is_a_title_whatever_it_looks_like() -> None:
    line = "The ferry to Corran will not sail again."
    assert kinds(line, STORY, title="The ferry to Corran will not sail again") == ["title", "body"]
    assert kinds(line, STORY, title="The ferry sails") == ["body", "body"]
    assert kinds(line, title=line) == ["body"]


CAPTIONS = [
    # (a paragraph, its kind): what is no caption first
    ("ROME (Reuters) - The ferry will not sail again, the council said.", "body"),
    ("She took a photo of the hull, and sent it to the council.", "body"),
    ("Its image is good/bad, as one likes.", "body"),
    ("In this picture-book town nobody was hurt.", "body"),
    ("Goods may be picked up at the pier (order online, pick up in store / at the gate).", "body"),
    ("It was the worst day of 2012 of all.", "body"),
    ("Photo: Ada Moreno", "caption"),
    ("Pictured: Ada Moreno at the pier.", "caption"),
    ("Media caption Ada Moreno at the pier.", "caption"),
    ("Hide caption", "notice"),
    ("3 of 14", "notice"),
    ("3 of 14 boats were lost.", "body"),
    ("Ada Moreno waves to islanders in this file photo.", "caption"),
    ("In this June 3, 2025 photo, Ada Moreno waves to islanders.", "caption"),
    ("Ada Moreno waves to islanders. (Piet Orr/Corran Wire)", "caption"),
    ("Ada Moreno waves to islanders. (Photo by Piet Orr)", "caption"),
    ("Ada Moreno waves to islanders. Photograph: Piet Orr", "caption"),
    ("Ada Moreno waves to islanders. Piet Orr/Corran Wire", "caption"),
    ("FILE - Ada Moreno waves to islanders.", "caption"),
]


@pytest.mark.parametrize(("line", "kind"), CAPTIONS)
def test_captions(line: str, kind: str) -> None:
    assert kinds(STORY, line, STORY) == ["body", kind, "body"]


def test_what_can_be_hidden_is_a_caption() -> None:
    shown = "Ada Moreno tells islanders goodbye at the pier."
    assert kinds(STORY, "Hide Caption", "3 of 14", shown, STORY) == ["body", "notice", "notice", "caption", "body"]
    assert kinds(STORY, "Hide Caption", STORY) == ["body", "notice", "body"]  # it has a quotation
    assert kinds(STORY, "3 of 14", shown, STORY) == ["body", "notice", "body", "body"]
