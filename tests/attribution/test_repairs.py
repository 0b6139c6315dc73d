"""Edges put right after the model has spoken, and the attributions without any verb that print alone shows."""

from __future__ import annotations

import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.drafting import sources_divided
from quotekit.attribution.rules import mended
from quotekit.records import QuoteKind
from quotekit.text.document import View, look
from quotekit.text.phrases import Range


def drafts_of(marked: str, kind: QuoteKind) -> list[QuoteDraft]:
    """A draft for each tagged quote, as the model might hand it on."""
    found = tokens(marked)
    numbers = sorted((name[1:] for name in found if name[0] == "q"), key=lambda number: found[f"q{number}"])

    def one(name: str) -> Range | None:
        return found[name][0] if name in found else None

    return [
        QuoteDraft(tuple(found[f"q{n}"]), "labelled", one(f"c{n}"), one(f"s{n}"), kind=kind, confidence=0.5)
        for n in numbers
    ]


def said(view: View, ranges: tuple[Range, ...]) -> list[str]:
    return [view.text(*one) for one in ranges]


def mend(marked: str, kind: QuoteKind) -> tuple[View, list[QuoteDraft]]:
    view = look(parse(marked)[0])
    return view, mended(view, drafts_of(marked, kind))


# (id, kind, draft as tags, content)
CONTENTS: list[tuple[str, QuoteKind, str, list[str]]] = [
    # nothing to put right
    ("bare", "indirect", "He said {q1 it rained}.", ["it rained"]),
    ("without-its-marks", "direct", "“{q1 It rained,}” he said.", ["It rained,"]),
    ("marks-at-one-end", "mixed", "He said {q1 “rain” fell}.", ["“rain” fell"]),
    ("marks-at-the-other-end", "mixed", "He said {q1 it was “odd”}.", ["it was “odd”"]),
    ("two-pairs-of-marks", "mixed", "He called it {q1 “odd” and “mad”}.", ["“odd” and “mad”"]),
    ("a-bracket-closes", "indirect", "He said {q1 it rained (a lot)}.", ["it rained (a lot)"]),
    ("a-question", "indirect", "{q1 Did it rain?} he asked.", ["Did it rain?"]),
    ("a-price", "indirect", "He paid {q1 $5}.", ["$5"]),
    ("one-token", "indirect", "He said {q1 —}.", ["—"]),
    ("a-whole-clause", "indirect", "In May, {s1 she} {c1 said}, {q1 it was cold}.", ["it was cold"]),
    ("subject-in-marks", "indirect", "“It”, {s1 she} {c1 said}, {q1 was cold}.", ["was cold"]),
    ("no-comma-in-front", "indirect", "Now {s1 she} {c1 said}, {q1 was cold}.", ["was cold"]),
    ("no-relative", "indirect", "{q1 The dam}, {s1 she} {c1 said}, {q1 was cold}.", ["The dam", "was cold"]),
    ("who-says", "indirect", "It rained, {c1 said} {q1 that it had held}.", ["that it had held"]),
    ("no-word-of-saying", "indirect", "The dam held all night, {c1 praising} {q1 the crew}.", ["the crew"]),
    ("too-short-in-front", "indirect", "No, {c1 says} {q1 the mayor}.", ["the mayor"]),
    ("nothing-inside-the-marks", "direct", "{q1 “...”} he said.", ["..."]),
    ("asked-what", "indirect", "He {c1 asked} {q1 what the board had heard}.", ["what the board had heard"]),
    ("asked-those-who", "indirect", "He {c1 asked} {q1 those who left to pay}.", ["those who left to pay"]),
    ("told-stories", "indirect", "She {c1 told} {q1 stories of how it rained}.", ["stories of how it rained"]),
    ("told-to", "indirect", "She {c1 told} {q1 the crew to leave if it rained}.", ["the crew to leave if it rained"]),
    ("told-where", "indirect", "He {c1 told} {q1 all the inn where he was}.", ["all the inn where he was"]),
    ("polls-that-show", "indirect", "He {c1 pointed} {q1 to polls that show it}.", ["to polls that show it"]),
    ("to-ask", "indirect", "He {c1 said} {q1 to ask them whether it rained}.", ["to ask them whether it rained"]),
    ("told-a-marked-word", "mixed", "He {c1 told} {q1 the “board” that it rained}.", ["the “board” that it rained"]),
    (
        "told-behind-a-comma",
        "indirect",
        "He {c1 told} us, {q1 the board that it rained}.",
        ["the board that it rained"],
    ),
    ("marks-in-a-sentence", "mixed", "He {c1 said} {q1 it was “odd,” in all of May}.", ["it was “odd,” in all of May"]),
    ("a-small-letter", "mixed", "He {c1 said} {q1 the “odd.” is a bad name}.", ["the “odd.” is a bad name"]),
    ("cue-behind-the-marks", "mixed", "{q1 It was “odd.” May was not,} he {c1 said}.", ["It was “odd.” May was not"]),
    (
        "subject-beside-the-cue",
        "indirect",
        "{s1 Bell, the mayor}, {c1 said} {q1 the board, tired of rain, would leave}.",
        ["the board, tired of rain, would leave"],
    ),
    ("turned-to-no-speaker", "indirect", "Now, {c1 says} {q1 the dam, it may leak}.", ["the dam, it may leak"]),
    ("turned-to-a-verb", "indirect", "Now, {c1 says} {q1 the board left, it may}.", ["the board left, it may"]),
    (
        "who-came-and-warned",
        "indirect",
        "{s1 She} {c1 said} {q1 that he came and warned that it rained}.",
        ["that he came and warned that it rained"],
    ),
    (
        "a-report-that-said",
        "indirect",
        "{c1 According to} {s1 her}, {q1 the dam held and said that it rained}.",
        ["the dam held and said that it rained"],
    ),
    (
        "no-clause-behind-the-second",
        "indirect",
        "{s1 She} {c1 said} {q1 the dam held and warned of rain}.",
        ["the dam held and warned of rain"],
    ),
    # who hears
    ("hearer", "indirect", "He {c1 asked} {q1 the board whether it rained}.", ["whether it rained"]),
    ("pronoun-hears", "indirect", "He {c1 asked} {q1 her why it rained}.", ["why it rained"]),
    ("hearer-before-a-clause", "indirect", "He {c1 told} {q1 his crew he would leave}.", ["he would leave"]),
    ("to-a-hearer", "indirect", "She {c1 pointed out} {q1 to the mayor that it rained}.", ["that it rained"]),
    ("asked-who", "indirect", "I {c1 asked} {q1 people who they will vote for}.", ["who they will vote for"]),
    # marks that close with a sentence
    ("marks-close", "mixed", "He {c1 said} {q1 it was “odd.” Even so it rained}.", ["it was “odd."]),
    # who speaks between two commas, and a second verb
    (
        "turned-between",
        "indirect",
        "As {s1 a result}, {c1 says} {q1 the committee, the dam may leak}.",
        ["the dam may leak"],
    ),
    (
        "turned-who",
        "indirect",
        "The dam held all night, {c1 said} {q1 the mayor, who slept}.",
        ["The dam held all night"],
    ),
    (
        "on-both-sides",
        "indirect",
        "{q1 If it rains}, {c1 wrote} {q1 the mayor, the dam may leak}.",
        ["If it rains", "the dam may leak"],
    ),
    ("second-verb", "indirect", "{s1 She} {c1 said} {q1 the dam held and warned that it may not}.", ["the dam held"]),
    ("second-with-marks", "mixed", "{s1 She} {c1 said} {q1 it held, but predicted “rain”}.", ["it held"]),
    # marks
    ("marks-around", "direct", "{q1 “It rained,”} he said.", ["It rained,"]),
    ("single-marks-around", "direct", "{q1 ‘It rained,’} he said.", ["It rained,"]),
    ("opening-mark", "direct", "{q1 “It rained,} he said”.", ["It rained,"]),
    ("marks-around-each-piece", "direct", "{q1 “It rained,”} he said. {q1 “It blew.”}", ["It rained,", "It blew."]),
    ("a-comma-behind-the-marks", "direct", "{q1 “It rained”,} he said.", ["It rained"]),
    # parted by who says it
    ("subject-in-front", "indirect", "Its cost, {s1 she} {c1 says}, {q1 has risen}.", ["Its cost", "has risen"]),
    ("behind-a-dash", "indirect", "It held - its cost, {s1 she} {c1 says}, {q1 has risen}.", ["its cost", "has risen"]),
    ("relative-in-front", "indirect", "The dam which, {s1 she} {c1 says}, {q1 has held}.", ["which", "has held"]),
    ("relative-ahead", "indirect", "{q1 A man, who}, {s1 police} {c1 say}, {q1 wore gloves}.", ["who", "wore gloves"]),
    ("in-which", "indirect", "{q1 The talk in which} {s1 she} {c1 said}: {q1 It rains}.", ["It rains"]),
    ("turned", "indirect", "The dam held all night, {c1 says} {q1 the mayor of Leeds}.", ["The dam held all night"]),
    # punctuation outside of marks
    ("stop", "indirect", "He said {q1 it rained.}", ["it rained"]),
    ("comma", "indirect", "{q1 It rained,} he said.", ["It rained"]),
    ("colon-in-front", "indirect", "He said{q1 : it rained}.", ["it rained"]),
    ("dashes", "indirect", "He said {q1 — it rained —} so.", ["it rained"]),
]


@pytest.mark.parametrize(("kind", "marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CONTENTS])
def test_contents(kind: QuoteKind, marked: str, expected: list[str]) -> None:
    view, [draft] = mend(marked, kind)
    assert said(view, draft.content) == expected
    assert (draft.rule, draft.confidence) == ("labelled", 0.5)


# (id, content as a tag, kind and content behind it)
ASIDES: list[tuple[str, str, QuoteKind, list[str]]] = [
    ("words-between", "“{q1 odd” and then “mad}”, he said.", "mixed", ["odd” and then “mad"]),
    ("one-dash", "“{q1 odd” — and so “mad}”, he said.", "mixed", ["odd” — and so “mad"]),
    ("dashes-inside", "“{q1 It – he knew – held},” he said.", "mixed", ["It – he knew – held"]),
    ("aside", "“{q1 We will open”—he paused—“at six},” he said.", "direct", ["We will open", "at six"]),
]


@pytest.mark.parametrize(("marked", "kind", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ASIDES])
def test_asides(marked: str, kind: QuoteKind, expected: list[str]) -> None:
    view, [draft] = mend(marked, "mixed")
    assert (draft.kind, said(view, draft.content)) == (kind, expected)


# (id, draft as tags, source)
SOURCES = [
    ("whole", "{s1 Ruth Okello} {c1 said} {q1 so}.", "Ruth Okello"),
    ("an-apposition", "{s1 Okello, a biologist}, {c1 said} {q1 so}.", "Okello, a biologist"),
    ("an-age-in-brackets", "{s1 Okello (43)} {c1 said} {q1 so}.", "Okello (43)"),
    ("only-who", "a man {s1 who} {c1 said} {q1 so}.", "who"),
    ("comma", "{s1 Okello, a biologist,} {c1 said} {q1 so}.", "Okello, a biologist"),
    ("who", "{s1 Okello who} {c1 said} {q1 so}.", "Okello"),
    ("comma-and-who", "{s1 Okello, a biologist, who} {c1 said} {q1 so}.", "Okello, a biologist"),
    ("that", "{s1 the firm that} {c1 said} {q1 so}.", "the firm"),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in SOURCES])
def test_sources(marked: str, expected: str) -> None:
    view, [draft] = mend(marked, "indirect")
    assert draft.source is not None
    assert view.text(*draft.source) == expected


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("{s1 Okello} {c1 was told} {q1 so}.", None),
        ("{s1 The jury} {c1 had been warned} {q1 of it}.", None),
        ("{s1 Okello} {c1 told} {q1 us so}.", "Okello"),
        ("{s1 Okello} {c1 was saying} {q1 so}.", "Okello"),
        ("They {c1 were told} by {s1 Okello} {q1 to go}.", "Okello"),
    ],
)
def test_who_is_told_does_not_speak(marked: str, source: str | None) -> None:
    view, [draft] = mend(marked, "indirect")
    assert (view.text(*draft.source) if draft.source else None) == source


# (id, kind, draft as tags, rule, source, content)
PRINT: list[tuple[str, QuoteKind, str, str, str | None, str]] = [
    # no label, no dash; in marks and a paragraph, it stands for itself
    ("small-letters", "direct", "“{q1 Okello: it will sail.}”", "standing", None, "Okello: it will sail."),
    ("one-capital", "direct", "“{q1 A: it will sail.}”", "standing", None, "A: it will sail."),
    ("no-colon", "direct", "“{q1 OKELLO will sail.}”", "standing", None, "OKELLO will sail."),
    ("nothing-behind-it", "direct", "“{q1 OKELLO:}”", "standing", None, "OKELLO:"),
    ("too-long-a-label", "direct", "“{q1 WE ARE ALL GOING HOME: no.}”", "standing", None, "WE ARE ALL GOING HOME: no."),
    ("not-in-marks", "indirect", "{q1 OKELLO: it will sail}.", "labelled", None, "OKELLO: it will sail"),
    (
        "a-cue-is-surer",
        "direct",
        "“{q1 OKELLO: it will sail,}” {s1 he} {c1 said}.",
        "labelled",
        "he",
        "OKELLO: it will sail,",
    ),
    (
        "dash-in-the-paragraph",
        "direct",
        "“{q1 It sails.}” — so it does, whatever the weather and the tide may be, and whoever comes.",
        "labelled",
        None,
        "It sails.",
    ),
    ("dash-and-small-letter", "direct", "“{q1 It sails.}” — honestly", "labelled", None, "It sails."),
    ("no-dash", "direct", "“{q1 It sails.}” Ruth Okello", "labelled", None, "It sails."),
    # labels and dashes
    ("label", "direct", "“{q1 OKELLO: It will sail.}”", "label", "OKELLO", "It will sail."),
    ("label-of-two-words", "direct", "“{q1 RUTH OKELLO: It will sail.}”", "label", "RUTH OKELLO", "It will sail."),
    ("dash", "direct", "“{q1 It sails.}” — Ruth Okello", "dash", "Ruth Okello", "It sails."),
    ("two-hyphens", "direct", "“{q1 It sails.}” -- Ruth Okello", "dash", "Ruth Okello", "It sails."),
    ("dash-and-role", "direct", "“{q1 It sails.}” — Pia Strand, chef", "dash", "Pia Strand, chef", "It sails."),
]


@pytest.mark.parametrize(
    ("kind", "marked", "rule", "source", "content"), [pytest.param(*row[1:], id=row[0]) for row in PRINT]
)
def test_print(kind: QuoteKind, marked: str, rule: str, source: str | None, content: str) -> None:
    view, [draft] = mend(marked, kind)
    assert draft.rule == rule
    assert (view.text(*draft.source) if draft.source else None) == source
    assert said(view, draft.content) == [content]
    if rule in ("label", "dash"):
        assert draft.cue is not None
        assert draft.source is not None
        assert view.text(*draft.cue) in (":", "—", "--")
        assert draft.confidence > 0.5


# (id, draft as tags, whether it stands for itself)
STANDING = [
    ("not-in-marks", "{q1 It sails.}", False),
    ("beside-a-sentence", "“{q1 It sails.}” It rained.", False),
    ("never-closed", "“{q1 It sails.}\n\nIt rained.", False),
    ("reopened-beside-a-sentence", "“{q1 It sails.}\n\n“{q1 It blows.}” It rained.", False),
    ("reopened-behind-a-sentence", "It rained. “{q1 It sails.}\n\n“{q1 It blows.}”", False),
    ("reopened-never-closed", "“{q1 It sails.}\n\n“{q1 It blows.}\n\nIt rained.", False),
    ("paragraph", "“{q1 It sails.}”", True),
    ("two-paragraphs", "“{q1 It sails.}\n\n“{q1 It blows.}”", True),
    ("three-paragraphs", "“{q1 It sails.}\n\n“{q1 It blows.}\n\n“{q1 It rains.}”", True),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in STANDING])
def test_paragraphs_in_marks_stand_for_themselves(marked: str, expected: bool) -> None:
    view = look(parse(marked)[0])
    [draft] = drafts_of(marked, "direct")
    [mended_draft] = mended(view, [draft._replace(confidence=0.1)])
    assert (mended_draft.rule == "standing", mended_draft.confidence > 0.1) == (expected, expected)


def test_no_drafts() -> None:
    assert mended(look("It rained."), []) == []


@pytest.mark.parametrize(
    ("marked", "sources"),
    [
        ("“{q1 No,}” {c1 said} {s1 Ana Ruiz}. It rained. Tom Bell {c2 said} {q2 it was late}.", ["Ana Ruiz", None]),
        ("“{q1 No,}” {c1 said} {s1 Ana Ruiz}. {s2 Tom Bell} {c2 said} {q2 so}.", ["Ana Ruiz", "Tom Bell"]),
        (
            "“{q1 No,}” {c1 said} {s1 Ana Ruiz. Tom Bell} left, and the board {c2 said} {q2 so}.",
            ["Ana Ruiz. Tom Bell", None],
        ),
        (
            "“{q1 No,}” {c1 said} {s1 Ana Ruiz. Tom Bell}, {s2 a smith}, {c2 said} {q2 so}.",
            ["Ana Ruiz. Tom Bell", "a smith"],
        ),
        (
            "“{q1 No,}” {c1 said} {s1 Ana Ruiz, a smith. Tom Bell} {c2 said} {q2 it was late}.",
            ["Ana Ruiz, a smith. Tom Bell", "Tom Bell"],
        ),
        ("“{q1 No,}” {c1 said} {s1 Ana Ruiz. Tom Bell} also {c2 said} {q2 so}.", ["Ana Ruiz. Tom Bell", "Tom Bell"]),
    ],
)
def test_what_runs_over_a_full_stop_goes_to_its_own_cue(marked: str, sources: list[str | None]) -> None:
    view = look(parse(marked)[0])
    found = sources_divided(view, drafts_of(marked, "direct"))
    assert [view.text(*one.source) if one.source else None for one in found] == sources
