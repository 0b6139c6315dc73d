"""What the layout of a text tells, room `layout` alone: labels, turns, blocks, signatures, posts, letters, dialogue."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quotekit import analyze
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.blocks import blocks_of, said_below
from quotekit.layout.bold import bold_questions
from quotekit.layout.dialogue import dialogue_of
from quotekit.layout.labels import labels_of
from quotekit.layout.letters import letters_of
from quotekit.layout.people import calm, with_label_names
from quotekit.layout.printed import posts_of, signed_of, standing_of, without_pull_quotes
from quotekit.layout.read import read_layout
from quotekit.layout.speech import without_directions
from quotekit.layout.turns import turns_of
from quotekit.names.find import names_by_rule
from quotekit.names.name import Name
from quotekit.text.document import View, look


def _by_place(view: View) -> dict[int, Name]:
    return {name.first: name for name in names_by_rule(view)}


# (id, a line, the key and the kind of its label; None for none)
LABELS: list[tuple[str, str, tuple[str, str] | None]] = [
    ("a-time", "10:30 The boats sail.", None),
    ("a-score", "Rovers: 3", ("rovers", "name")),
    ("a-sentence", "The rest is plain: we pay.", None),
    ("a-verb", "Orr wrote in May: we pay.", None),
    ("a-day", "Monday: rain and wind.", None),
    ("a-heading-in-capitals", "SHUTDOWNS TO DATE: we paid.", None),
    ("a-notice", "Note: we pay on Fridays.", None),
    ("a-notice-in-capitals", "WARNING: we bite.", None),
    ("one-letter", "B: we pay.", None),
    ("a-ratio", "Leith 3:1 Perth", None),
    ("in-marks", "“Orr: a life” is out.", None),
    ("question", "Q: Why?", ("q", "question")),
    ("answer-with-a-point", "A. I do not know.", ("a", "answer")),
    ("surname-in-capitals", "HOLLIS: Thank you.", ("hollis", "name")),
    ("title-in-capitals", "MS. DREW: Thank you.", ("drew", "name")),
    ("rank", "DS INNES: Sit down.", ("innes", "name")),
    ("office", "THE COURT: Sit down.", ("court", "speaker")),
    ("member", "An hon. Member: Shame!", ("member", "speaker")),
    ("with-description", "WILL HOLLIS, CHAIR OF THE HARBOUR TRUST: Good morning.", ("will hollis", "name")),
    ("with-role-in-brackets", "Ana Ruiz (mayor): Good morning.", ("ana ruiz", "name")),
    ("office-with-name-in-brackets", "The Minister of Ports (Ana Ruiz): I beg to move.", ("ana ruiz", "name")),
    ("role-in-front", "Director Pell: We pay.", ("pell", "name")),
    ("time-in-front", "[00:01:12] Dana: We pay.", ("dana", "name")),
    ("in-marks-as-a-whole", "“PENCE: Well, look, we will win this.”", ("pence", "name")),
]


@pytest.mark.parametrize(("line", "label"), [pytest.param(*row[1:], id=row[0]) for row in LABELS])
def test_labels(line: str, label: tuple[str, str] | None) -> None:
    assert [(one.key, one.kind) for one in labels_of(look(line))] == ([label] if label else [])


# (id, a text, the keys of its turns)
TURNS: list[tuple[str, str, list[str]]] = [
    ("one-note", "Note: I will be late.\n\nThe boats sailed.", []),
    ("topics", "Economy: We need work.\n\nHealth: We need nurses.\n\nCrime: We need peace.", []),
    ("marks-of-players", "Ana Ruiz: Kept goal well. 7\n\nTom Bell: Lost the ball twice. 4", []),
    ("credits", "Director: Ana Ruiz\n\nWriter: Tom Bell\n\nMusic: Nia Hale", []),
    ("films", "Best Film: “The Quiet Guest”\n\nBest Song: “Low Diving”", []),
    (
        "sections-in-capitals",
        "ECONOMIC IMPACTS: We paid.\n\nONGOING THREAT: You know.\n\nSHUTDOWNS: We shut.\n\nTHE COMMON THREAD: We hope.",
        [],
    ),
    ("not-spoken-by-the-US", "Ana Ruiz: US ships sail.\n\nTom Bell: US ships wait.", []),
    ("one-speaker", "HOLLIS: We pay.\n\nHOLLIS: We pay twice.", []),
    ("headings", "What I Saw\n\nThe boats sailed.\n\nWhat We Know\n\nWe pay.", []),
    ("question-and-answer", "Q: Why?\n\nA: I was cold.", ["q", "a"]),
    ("capitals", "HOLLIS: Will you pay?\n\nREYES: I will.", ["hollis", "reyes"]),
    ("names-that-come-back", "Ana: I saw it.\n\nTom: So did she.\n\nAna: Go on.", ["ana", "tom", "ana"]),
    ("round-up", "Ana Ruiz: We won it.\n\nTom Bell: I am proud of them.", ["ana ruiz", "tom bell"]),
    ("alone-on-their-line", "Mara\nIs it a duck?\n\nDev\nIt was.\n\nMara\nI see.\n\nDev\nGo on.", ["mara", "dev"] * 2),
    ("headline-in-front", "Bell: We Are Broke\n\nHOLLIS: Are you?\n\nBELL: I am.", ["hollis", "bell"]),
]


@pytest.mark.parametrize(("text", "keys"), [pytest.param(*row[1:], id=row[0]) for row in TURNS])
def test_turns(text: str, keys: list[str]) -> None:
    assert [turn.label.key for turn in turns_of(look(text))] == keys


# (id, a text, what its second turn says)
CONTENTS: list[tuple[str, str, list[str]]] = [
    ("narration-behind", "A: Do you?\n\nB B: I do.\n\nThe boats sailed on Friday.", []),
    (
        "next-paragraph",
        "HOLLIS: Do you?\n\nREYES: I do.\n\nI always did.\n\nHOLLIS: Thank you.",
        ["I do.", "I always did."],
    ),
    ("direction", "HOLLIS: Do you?\n\nREYES: I do. (Laughter.) Twice.\n\nHOLLIS: Oh.", ["I do.", "Twice."]),
    ("narration-between", "HOLLIS: Do you?\n\nREYES: I do.\n\nHollis got up.\n\nHOLLIS: Oh.", ["I do."]),
    ("post-behind", "HOLLIS: Do you?\n\nREYES: I do.\n\nWe sail. — Ana Ruiz (@ruiz) May 3, 2025", ["I do."]),
    ("page-behind", "HOLLIS: Do you?\n\nREYES: I do.\n\nSubscribe: we write to you.", ["I do."]),
    ("marks-around", "HOLLIS: “Do you?”\n\nREYES: “I do.”\n\nHOLLIS: “Oh.”", ["I do."]),
    ("marks-inside", "HOLLIS: Do you?\n\nREYES: I said “no” to him.\n\nHOLLIS: Oh.", ["I said “no” to him."]),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(*row[1:], id=row[0]) for row in CONTENTS])
def test_contents_of_turns(text: str, said: list[str]) -> None:
    view = look(text)
    turns = turns_of(view)
    assert [view.text(*piece) for turn in turns[1:2] for piece in turn.content] == said


def test_questions_in_bold_need_answers_in_the_first_person() -> None:
    asked = "Ana Ruiz is the mayor.\n\n**What happened?**\n\n{}\n\n**And then?**\n\n{}"
    told, spoken = (
        look(asked.format(*answers)) for answers in (("The dam broke.", "It held."), ("I ran.", "I ran on."))
    )
    assert len(bold_questions(told)) == len(bold_questions(spoken)) == 4
    assert not read_layout(told, names_by_rule(told)).turns
    assert [turn.label.kind for turn in read_layout(spoken, names_by_rule(spoken)).turns] == ["question", "answer"] * 2


def test_an_outlet_asks() -> None:
    view = look("The Packet: Why?\n\nNia Bell: I was tired.\n\nThe Packet: Is it so?\n\nNia Bell: I am sure.")
    kinds = [turn.label.kind for turn in read_layout(view, names_by_rule(view)).turns]
    assert kinds == ["question", "name", "question", "name"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("[The mayor] paid (I think) twice.", ["[The mayor] paid (I think) twice."]),
        ("We won. [00:12] Twice.", ["We won.", "Twice."]),
        ("(No audible response.)", []),
    ],
)
def test_directions_are_no_content(text: str, pieces: list[str]) -> None:
    view = look(text)
    assert [view.text(*piece) for piece in without_directions(view, 0, len(view.word))] == pieces


# (id, a text, source and content of its block quotes)
BLOCKS: list[tuple[str, str, list[tuple[str | None, str]]]] = [
    ("nothing-hands-over", "It rained.\n\n> The law is plain.\n\nIt rained.", []),
    ("running-text", "She said:\n\n> “It rained,” said Bell, who left.\n\nIt rained.", []),
    ("most-is-indented", "    It rained.\n\n    It blew.\n\nShe said:", []),
    ("she-said", "She said:\n\n> The law is plain.", [("She", "The law is plain.")]),
    ("indented", "It rained.\n\nShe said:\n\n    The law is plain.\n\nIt blew.", [("She", "The law is plain.")]),
    ("signed-inside", "> It held.\n>\n> — Ana Ruiz, mayor\n\nIt rained.", [("Ana Ruiz, mayor", "It held.")]),
    ("signed-below", "> It held.\n\n— Ana Ruiz, mayor\n\nIt rained.", [("Ana Ruiz, mayor", "It held.")]),
]


@pytest.mark.parametrize(("text", "blocks"), [pytest.param(*row[1:], id=row[0]) for row in BLOCKS])
def test_blocks(text: str, blocks: list[tuple[str | None, str]]) -> None:
    view = look(text)
    assert _told(view, blocks_of(view, _by_place(view))) == blocks


def _told(view: View, drafts: Iterable[QuoteDraft]) -> list[tuple[str | None, str]]:
    return [(view.text(*one.source) if one.source else None, view.text(*one.content[0])) for one in drafts]


LAW = "\n\nThe law is plain, and it holds."
HELD = "The law is plain, and it holds."
# (id, a text, source and content of the paragraphs that are handed over without being set apart)
BELOW: list[tuple[str, str, list[tuple[str | None, str]]]] = [
    # nobody says what stands below
    ("no-colon", f"She said so.{LAW}", []),
    ("no-verb", f"Read more:{LAW}", []),
    ("list", "The firm said:\n\n- one more dam\n\n- two more dams", []),
    ("in-marks", "She said:\n\n“The law is plain, and it holds.”", []),
    ("marks-first", "She said:\n\n“The law is plain,” and so on and on.", []),
    ("a-few-words", "She said:\n\nThe law.", []),
    ("noun", f"Here is Bell's report:{LAW}", []),
    ("these", f"Nobody can answer these questions:{LAW}", []),
    ("watch", f"Watch the mayor's full remarks below:{LAW}", []),
    ("office", f"It attacked the secretary of state:{LAW}", []),
    ("passive", f"They are alleged to have posted:{LAW}", []),
    ("comma", f"She said no, and here is more:{LAW}", []),
    ("post", "Ana Ruiz said:\n\nStay at home, all of you. — Tom Bell (@bell) May 3, 2025", []),
    # somebody does
    ("said", f"She said:{LAW}", [("She", HELD)]),
    ("as-added", f"It rained, as she also added:{LAW}", [("she", HELD)]),
    ("in-a-letter", f"Ana Ruiz wrote in a letter to the board:{LAW}", [("Ana Ruiz", HELD)]),
    ("told", f"Ana Ruiz told him the following:{LAW}", [("Ana Ruiz", HELD)]),
    ("continued", f"The mayor continued:{LAW}", [("The mayor", HELD)]),
    ("according-to", f"According to Ana Ruiz:{LAW}", [("Ana Ruiz", HELD)]),
]


@pytest.mark.parametrize(("text", "blocks"), [pytest.param(*row[1:], id=row[0]) for row in BELOW])
def test_what_is_said_below(text: str, blocks: list[tuple[str | None, str]]) -> None:
    view = look(text)
    assert _told(view, said_below(view)) == blocks


def test_who_is_quoted_in_the_report_of_another_outlet_speaks_too() -> None:
    text = "{}:\n\nThe ferry will sail on Monday, the mayor said on Friday, and it will be full."
    assert [quote.rule for quote in analyze(text.format("She wrote")).quotes] == ["block"]
    for below in (text, text.replace("The ferry", "> The ferry")):
        assert [quote.rule for quote in analyze(below.format("The Post reported")).quotes] == ["block", "in-front"]


# (id, a text, source and content of what is signed or posted)
SIGNED: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("title", "“The Quiet Guest”\nNia Bell, Corncrake Press", []),
    ("sentence-below", "“It held.”\nNia Bell said so.", []),
    ("one-word-below", "“It held.”\nMonday", []),
    ("dash-below", "“It held.”\n\n– Tim Voss, engineer", [("Tim Voss, engineer", "It held.")]),
    ("below", "“It held.”\nAna Ruiz, mayor", [("Ana Ruiz, mayor", "It held.")]),
    ("brackets", "“It held.” (Ana Ruiz)", [("Ana Ruiz", "It held.")]),
    ("post", "Stay home. — Ana Ruiz (@ruiz) May 3, 2025", [("Ana Ruiz", "Stay home.")]),
    ("post-in-marks", "“Stay home” — Ana Ruiz (@ruiz) May 3, 2025", [("Ana Ruiz", "Stay home")]),
    ("repost", "RT @ruiz: Stay home.", [("@ruiz", "Stay home.")]),
    ("mail", "Write to ana@ruiz.example, says Bell.", []),
]


@pytest.mark.parametrize(("text", "signed"), [pytest.param(*row[1:], id=row[0]) for row in SIGNED])
def test_signed_and_posted(text: str, signed: list[tuple[str, str]]) -> None:
    view = look(text)
    found = [*posts_of(view), *signed_of(view, _by_place(view))]
    assert [(view.text(*one.source), view.text(*one.content[0])) for one in found if one.source] == signed


def test_letters() -> None:
    one = "I saw no bin on the quay.\n\nAna Ruiz, Leith\n\n"
    for text, count in ((one, 0), (one + one.replace("Ana Ruiz", "Tom Bell"), 2), ("Dear editor, " + one, 1)):
        view = look(text)
        assert len(letters_of(view, _by_place(view))) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("— Bread\n\n— Milk\n\n— Eggs", []),
        ("— It rained, said Bell. “So?”", []),
        ("— We are broke, said Nia Bell.", ["We are broke"]),
        ("— Is it so? she asked.\n\n— It is, said Bell.", ["Is it so?", "It is"]),
    ],
)
def test_dialogue_in_dashes(text: str, said: list[str]) -> None:
    view = look(text)
    assert [view.text(*draft.content[0]) for draft in dialogue_of(view)] == said


def test_a_pull_quote_counts_once() -> None:
    view = look(
        "“We have paid for all of it,” said Bell.\n\n“We have paid for all of it”\n\n“We never asked for a bridge.”"
    )
    first, second, third = view.pairs
    from quotekit.attribution.decisions.drafts import QuoteDraft

    drafts = [QuoteDraft(((first.first, first.last),), "labelled", source=(first.close + 1, first.close + 2))]
    drafts += [QuoteDraft(((pair.first, pair.last),), "standing") for pair in (second, third)]
    assert without_pull_quotes(view, drafts) == [drafts[0], drafts[2]]


def test_a_paragraph_in_marks_stands_beside_speech_alone() -> None:
    view = look("“In the tin,” said Bell.\n\n“Which tin?”\n\nIt rained.\n\n“Nobody knew.”")
    draft = QuoteDraft(((view.pairs[0].first, view.pairs[0].last),), "labelled", source=(6, 7))
    assert [view.text(*one.content[0]) for one in standing_of(view, [draft])] == ["Which tin?"]


def test_names_of_labels_are_in_ordinary_letters() -> None:
    view = look("DANA REYES, HOST: Will you?\n\nTIM MCDONALD: I will.\n\nTim McDonald left.")
    labels = [turn.label for turn in turns_of(view)]
    _, names = with_label_names(view, names_by_rule(view), labels)
    assert [(name.words, name.role) for name in names][:2] == [(("Dana", "Reyes"), "host"), (("Tim", "McDonald"), None)]
    assert calm("DE", {}) == "de"
