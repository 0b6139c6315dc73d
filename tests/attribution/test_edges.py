"""What no text of the tables shows: repairs and regroupings of drafts as a model of other weights might give them."""

from __future__ import annotations

import pytest

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.denials import is_denied
from quotekit.attribution.drafting import interrupted, taking_turns
from quotekit.attribution.repairs import hearer_apart
from quotekit.attribution.source_repairs import those_questioned
from quotekit.text.document import View, look
from quotekit.text.phrases import Range


def place(view: View, words: str) -> Range:
    """The tokens of some words of a text, which stand there once."""
    [at] = [i for i in range(len(view.word)) if view.word[i : i + len(words.split())] == words.split()]
    return at, at + len(words.split())


@pytest.mark.parametrize(
    ("text", "source", "cue", "found"),
    [
        ("Three of those who left said they would not vote .", "those", "who left said", None),
        ("Three of these questioned said they would not vote .", "these", "questioned said", None),
        ("Those questioned said they would not vote .", "Those", "questioned said", "Those questioned"),
        ("He and those asked said they would not vote .", "those", "asked said", "those asked"),
        ("A total of 300 of those asked said they would not .", "those", "asked said", "300 of those asked"),
        ("Some two hundred of those asked said they would not .", "those", "asked said", "two hundred of those asked"),
        ("Two of those asked said they would not .", "those", "asked said", "Two of those asked"),
    ],
)
def test_how_many_of_those_questioned_belongs_to_the_source(
    text: str, source: str, cue: str, found: str | None
) -> None:
    view = look(text)
    draft = QuoteDraft(((len(view.word) - 4, len(view.word) - 1),), cue=place(view, cue), source=place(view, source))
    better = those_questioned(view, draft, None)
    assert (better and better.source and view.text(*better.source)) == found
    if better:
        assert better.cue
        assert view.text(*better.cue) == "said"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The board rejected the nurses of Leith and claims that the pump was old .", False),
        ("The board rejected it , and claims that the pump was old .", False),
        ("The board rejected the “ odd ” claims that the pump was old .", True),
        ("The board rejected dozens of claims that the pump was old .", False),
        ("The board rejected some of the claims that the pump was old .", True),
    ],
)
def test_what_is_denied_may_be_counted(text: str, denied: bool) -> None:
    view = look(text)
    cue, that = place(view, "rejected"), place(view, "that")[0]
    assert is_denied(view, QuoteDraft(((that, len(view.word) - 1),), cue=cue, source=(0, 2), kind="indirect")) == denied


TURNS = "“Where is it?” asked Innes.\n\n“In the tin,” said Lunn.\n\n“Which tin?”"


def pieces(view: View, *numbers: int) -> tuple[Range, ...]:
    """What stands in some pairs of marks."""
    return tuple((view.pairs[number].first, view.pairs[number].last) for number in numbers)


@pytest.mark.parametrize(
    ("before", "source", "found"),
    [("Innes", None, 2), (None, "Lunn", 2), ("Lunn", "Lunn", 2), ("Innes", "Lunn", 3)],
)
def test_only_another_speaker_takes_a_turn(before: str | None, source: str | None, found: int) -> None:
    view = look(TURNS)
    drafts = [
        QuoteDraft(pieces(view, 0), source=place(view, before) if before else None),
        QuoteDraft(pieces(view, 1, 2), source=place(view, source) if source else None),
    ]
    assert len(taking_turns(view, drafts)) == found


def test_an_aside_between_marks_that_nobody_speaks_joins_nothing() -> None:
    view = look("“The plan” — she meant the bridge — “is dead,” said Ana Ruiz. “No,” said Bell.")
    other = QuoteDraft(pieces(view, 2), source=place(view, "Bell"))
    assert interrupted(view, [other]) == [other]
    one = QuoteDraft(pieces(view, 1), source=place(view, "Ana Ruiz"))
    assert [draft.content for draft in interrupted(view, [one, other])] == [pieces(view, 0, 1), other.content]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said to", None),  # whoever hears it, the text does not go on
        ("He said to Bell", None),
        ("He said to Bell that", None),
        ("He said to Bell that it", None),
        ("He said to Bell that it rained", "that it rained"),
    ],
)
def test_who_hears_it_may_be_cut_off(text: str, found: str | None) -> None:
    view = look(text)
    better = hearer_apart(view, QuoteDraft(((2, len(view.word)),), cue=(1, 2), kind="indirect"), None)
    assert (better and view.text(*better.content[0])) == found
