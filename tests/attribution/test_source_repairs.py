"""Sources put right after the model has spoken: who speaks by the verb, a preposition, or the full stop between."""

from __future__ import annotations

import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.rules import mended
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.text.document import View, look


def mend(marked: str) -> tuple[View, list[QuoteDraft]]:
    """The tagged drafts of a text, in their order, as the rules leave them."""
    view, _ = with_names(look(parse(marked)[0]), Model.shipped().kinds)
    found = tokens(marked)
    numbers = sorted(name[1:] for name in found if name[0] == "q")
    sources = {name[1:]: found[name][0] for name in found if name[0] == "s"}
    cues = {name[1:]: found[name][0] for name in found if name[0] == "c"}
    drafts = [
        QuoteDraft(tuple(found[f"q{n}"]), "labelled", cues.get(n), sources.get(n), kind="indirect", confidence=0.5)
        for n in numbers
    ]
    return view, mended(view, drafts)


# (id, drafts as tags, source of the last draft or None, its content)
SOURCES: list[tuple[str, str, str | None, list[str]]] = [
    # nothing to put right
    ("initial", "{s1 Ruth K. Okello} {c1 said} {q1 so}.", "Ruth K. Okello", ["so"]),
    ("who-quoted", "{s1 The Post} {c1 quoted} {q1 Ana Ruiz}.", "The Post", ["Ana Ruiz"]),
    ("was-quoted", "{s1 Ana Ruiz} {c1 was quoted as saying} {q1 so}.", "Ana Ruiz", ["so"]),
    ("those-who", "{s1 Those} {c1 present said} {q1 so}.", "Those", ["so"]),
    ("on-tuesday", "On Tuesday {s1 Ana Ruiz} {c1 said} {q1 so}.", "Ana Ruiz", ["so"]),
    ("at-the-firm-of", "At {s1 the firm of Ana Ruiz} all {c1 said} {q1 so}.", "the firm of Ana Ruiz", ["so"]),
    ("in-no-head", "Then in {s1 the speech Ana Ruiz} {c1 noted} {q1 so}.", "the speech Ana Ruiz", ["so"]),
    ("two-who-say", "With Ana Ruiz, {s1 Tom Bell} {c1 said} {q1 so}.", "Tom Bell", ["so"]),
    ("a-place-in-front", "In Leeds, {s1 the mayor} {c1 said} {q1 so}.", "the mayor", ["so"]),
    ("object-in-front", "She met Ana Ruiz, {s1 the mayor} {c1 said} {q1 so}.", "the mayor", ["so"]),
    ("nobody-before", "It rained and {c1 warned} {q1 us}.", None, ["us"]),
    ("the-sentence-before", "{s1 She} {c1 said} {q1 so}. It rained and {c2 warned} {q2 us}.", None, ["us"]),
    ("no-and", "{s1 She} {c1 said} {q1 it rained}, {c2 warning} {q2 us}.", None, ["us"]),
    ("no-subject-before-aside", "At the time, however, {c1 indicates} {q1 that it held}.", None, ["that it held"]),
    (
        "hearer-without-agent",
        "{q1 The council} {c1 was told} {q1 that it rained}.",
        None,
        ["The council", "that it rained"],
    ),
    (
        "agent-of-the-content",
        "He {c1 was told} {q1 that he had been hit by Ana Ruiz}.",
        None,
        ["that he had been hit by Ana Ruiz"],
    ),
    (
        "to-with-a-clause",
        "{c1 According to} {q1 a filing, those funds hold shares, which is odd}.",
        None,
        ["a filing, those funds hold shares, which is odd"],
    ),
    ("to-without-a-comma", "{c1 According to} {q1 Ana Ruiz it rained}.", None, ["Ana Ruiz it rained"]),
    ("to-an-infinitive", "{s1 She} {c1 threatened to} {q1 sue, he said}.", "She", ["sue, he said"]),
    ("quoted-by-nobody", "The law was passed by {s1 The Post} {c1 as saying} {q1 so}.", "The Post", ["so"]),
    ("by-no-speaker", "It {c1 was described} {q1 as done by Monday}.", None, ["as done by Monday"]),
    ("poll-of-last-week", "{s1 A poll taken last week} {c1 said} {q1 so}.", "A poll taken last week", ["so"]),
    ("report-from-a-month", "{s1 the report from March} {c1 said} {q1 so}.", "the report from March", ["so"]),
    ("night-of-the-title", "{s1 Saturday Night Live} {c1 said} {q1 so}.", "Saturday Night Live", ["so"]),
    ("behind-the-cue", "{q1 So}, {c1 said} {s1 a man on Monday}.", "a man on Monday", ["So"]),
    ("the-in-a-name", "At night {s1 Alexander the Great} {c1 said} {q1 so}.", "Alexander the Great", ["so"]),
    ("the-behind-of", "In {s1 May members of the union} {c1 said} {q1 so}.", "May members of the union", ["so"]),
    ("no-office", "{s1 Ana Ruiz}, with Tom Bell, {c1 said} {q1 so}.", "Ana Ruiz", ["so"]),
    ("who-alone", "Bell, {s1 who} {c1 said} {q1 so}.", "who", ["so"]),
    ("behind-office-a-verb", "{s1 The mayor} of Leith wrote, Ana Ruiz, {c1 said} {q1 so}.", "The mayor", ["so"]),
    (
        "two-sentences-without-the-cue",
        "{s1 Nia Bell. Tom Orr} left. It {c1 was said} {q1 so}.",
        "Nia Bell. Tom Orr",
        ["so"],
    ),
    ("quoted-behind-and-no-more", "“{q1 It is over},” {s1 The Post} {c1 quoted} Ana Ruiz.", "The Post", ["It is over"]),
    ("accuses", "{s1 The firm} {c1 accused} {q1 Bell of theft}.", "The firm", ["Bell of theft"]),
    ("opposed", "{s1 The mayor} {c1 is opposed to} {q1 the plan}.", "The mayor", ["the plan"]),
    ("reported-as-saying", "{s1 The prince} {c1 was reported as saying} {q1 so}.", "The prince", ["so"]),
    ("alleged-to-have-said", "{s1 The prince} {c1 is alleged to have said} {q1 so}.", "The prince", ["so"]),
    ("be-of-another-verb", "What {s1 it} was {c1 she called} {q1 odd}.", "it", ["odd"]),
    ("who-on-a-call", "Ana Ruiz, {s1 who}, on a call, {c1 said} {q1 so}.", "who", ["so"]),
    ("who-without-a-verb", "Ana Ruiz, {s1 who} of all, {c1 said} {q1 so}.", "who", ["so"]),
    ("who-saying", "Ana Ruiz, {s1 who} has left, {c1 saying} {q1 so}.", "who", ["so"]),
    ("who-in-marks", "Ana Ruiz, “who has left”, {c1 said} {q1 so}.", None, ["so"]),
    (
        "subject-behind-a-clause",
        "In a report on the dam, which was out in May, {s1 the board}, {c1 said} {q1 so}.",
        "the board",
        ["so"],
    ),
    ("no-subject-of-a-clause", "To leave, which has been hard, {c1 said} {q1 so}.", None, ["so"]),
    ("no-verb-in-the-source", "“{q1 It rained},” {s1 the old report}.", "the old report", ["It rained"]),
    ("verb-of-a-phrase", "“{q1 It rained},” {s1 says rain}.", "says rain", ["It rained"]),
    ("poll-by", "{s1 A poll conducted by Ruiz}, {c1 showing} {q1 so}.", "A poll conducted by Ruiz", ["so"]),
    ("hyphenated", "{s1 The Leeds-based Ruiz and Orr}, {c1 saying} {q1 so}.", "The Leeds-based Ruiz and Orr", ["so"]),
    ("a-man-named", "{s1 A man named Ruiz} {c1 saying} {q1 so}.", "A man named Ruiz", ["so"]),
    ("issued-on-a-day", "{s1 A note issued Monday} {c1 saying} {q1 so}.", "A note issued Monday", ["so"]),
    ("who-did", "{s1 The man who halted the test}, {c1 saying} {q1 so}.", "The man who halted the test", ["so"]),
    ("deed-before-a-verb", "{s1 The town hailed the mayor} {c1 said} {q1 so}.", "The town hailed the mayor", ["so"]),
    ("deed-in-a-clause", "{s1 Orr, aide when he was here}, {c1 saying} {q1 so}.", "Orr, aide when he was here", ["so"]),
    ("deed-in-brackets", "{s1 A friend (we call him Joe)}, {c1 saying} {q1 so}.", "A friend (we call him Joe)", ["so"]),
    ("title-before-no-name", "“{q1 It rained},” {s1 Sen} {c1 says} to us.", "Sen", ["It rained"]),
    ("according-to-nobody", "{q1 It rained}, {c1 according to}.", None, ["It rained"]),
    # full stops
    ("full-stop-in-front", "“{q1 No},” {c1 said} {s1 Nia Bell. Tom Orr} left.", "Nia Bell", ["No"]),
    ("full-stop-behind", "“No,” said {s1 Nia Bell. Tom Orr} {c1 said} {q1 so}.", "Tom Orr", ["so"]),
    # who speaks
    ("quoted-as-saying", "{s1 The Post} {c1 quoted} {q1 Ana Ruiz as saying it was over}.", "Ana Ruiz", ["it was over"]),
    ("quoted-behind", "“{q1 It is over},” {s1 the paper} {c1 quoted} Ana Ruiz as saying.", "Ana Ruiz", ["It is over"]),
    ("according-to-reports", "{q1 It rained}, {c1 according to reports}.", "reports", ["It rained"]),
    ("verb-in-source", "“{q1 It rained},” {s1 the memo states}.", "the memo", ["It rained"]),
    ("turned-verb-in-source", "“{q1 It rained},” {s1 complains Ana Ruiz}.", "Ana Ruiz", ["It rained"]),
    ("deed", "{s1 A clinic in Leeds just halted the test}, {c1 saying} {q1 so}.", "A clinic in Leeds", ["so"]),
    ("deed-before-a-second-verb", "{s1 A guard stopped him} and {c1 said} {q1 so}.", "A guard", ["so"]),
    ("state-before-a-deed", "{s1 Ruth Orr was less sure}, {c1 telling us} {q1 so}.", "Ruth Orr", ["so"]),
    ("deed-behind-brackets", "{s1 The union (TU) halted the work}, {c1 saying} {q1 so}.", "The union (TU)", ["so"]),
    ("state-behind-a-contraction", "{s1 Jamie’s been paid} and {c1 asks} {q1 for so}.", "Jamie", ["for so"]),
    ("name-behind-a-title", "“{q1 It rained},” {s1 Dr}. Okello {c1 taught} us.", "Dr. Okello", ["It rained"]),
    ("accused", "{s1 The firm} {c1 was accused of} {q1 theft}.", None, ["theft"]),
    ("is-said-to", "{s1 The bank} {c1 is said} {q1 to have failed}.", None, ["to have failed"]),
    ("widely-described", "{s1 The plan} {c1 has been widely described as} {q1 a flop}.", None, ["a flop"]),
    ("be-in-front-of-the-cue", "{s1 The bank} was {c1 widely reported} {q1 to have failed}.", None, ["to have failed"]),
    (
        "it-was-announced",
        "On Friday {s1 it} {c1 was announced} {q1 that the dam had failed}.",
        None,
        ["that the dam had failed"],
    ),
    ("accused-by", "{s1 The firm} {c1 was accused} {q1 by Ana Ruiz of theft}.", "Ana Ruiz", ["of theft"]),
    (
        "told-by-somebody",
        "They {c1 were told} {q1 by a detective that it was empty}.",
        "a detective",
        ["that it was empty"],
    ),
    (
        "told-by",
        "{q1 The jury} {c1 was told} by Ana Ruiz, the mayor, {q1 that it rained}.",
        "Ana Ruiz, the mayor",
        ["that it rained"],
    ),
    (
        "described-by",
        "{q1 The plan} {c1 was described} {q1 as “odd” by Ana Ruiz}.",
        "Ana Ruiz",
        ["The plan", "as “odd”"],
    ),
    (
        "name-behind-office",
        "{s1 The commissioner} for Aid, Ana Ruiz, {c1 said} {q1 so}.",
        "The commissioner for Aid, Ana Ruiz",
        ["so"],
    ),
    ("who-with-a-clause", "Bell, {s1 who has long been ill}, {c1 said} {q1 so}.", "who", ["so"]),
    (
        "clause-of-a-name",
        "Dr Ana Ruiz, {s1 who} has long been ill, {c1 said} {q1 so}.",
        "Dr Ana Ruiz, who has long been ill",
        ["so"],
    ),
    (
        "clause-of-a-phrase",
        "The couple, who had married in May, {c1 said} {q1 so}.",
        "The couple, who had married in May",
        ["so"],
    ),
    (
        "clause-before-a-dash",
        "The survey, which has rated all towns—{c1 finds} {q1 so}.",
        "The survey, which has rated all towns",
        ["so"],
    ),
    (
        "clause-of-an-office",
        "Ana Ruiz, a baker {s1 who} has long been ill, {c1 said} {q1 so}.",
        "Ana Ruiz, a baker who has long been ill",
        ["so"],
    ),
    (
        "subject-inside-the-clause",
        "Ana Ruiz, who was mayor when {s1 she} was ill, {c1 said} {q1 so}.",
        "Ana Ruiz, who was mayor when she was ill",
        ["so"],
    ),
    (
        "of-which",
        "A spokeswoman for the firm, of which Bell is head, {c1 said} {q1 so}.",
        "A spokeswoman for the firm, of which Bell is head",
        ["so"],
    ),
    ("whom-police-say", "the man {s1 who police} {c1 say} {q1 fled}.", "police", ["fled"]),
    # times
    ("quoted-by", "Ana Ruiz was quoted by {s1 The Post} {c1 as saying} {q1 so}.", "Ana Ruiz", ["so"]),
    (
        "behind-to",
        "{c1 According to} {q1 the team's coach, Ana Ruiz, in June, it rained}.",
        "the team's coach, Ana Ruiz",
        ["in June, it rained"],
    ),
    ("last-week", "{s1 Mr Howe last week} {c1 told} us {q1 so}.", "Mr Howe", ["so"]),
    ("day-with-a-preposition", "{s1 The mayor on Monday} {c1 said} {q1 so}.", "The mayor", ["so"]),
    ("late-on-a-day", "{s1 Reeves late Thursday night} {c1 said} {q1 so}.", "Reeves", ["so"]),
    ("time-behind-a-comma", "{s1 Bell, a chemist, this past week} {c1 said} {q1 so}.", "Bell, a chemist", ["so"]),
    # questioned, on an occasion, in front, before, aside
    ("those-questioned", "{s1 Most of those} {c1 questioned said} {q1 so}.", "Most of those questioned", ["so"]),
    ("of-those", "In all 65 of {s1 those} {c1 polled said} {q1 so}.", "65 of those polled", ["so"]),
    ("in-the-speech", "In {s1 the speech Ana Ruiz} {c1 noted} {q1 so}.", "Ana Ruiz", ["so"]),
    ("at-one-point", "At {s1 one point Mr Ruiz} {c1 noted} {q1 so}.", "Mr Ruiz", ["so"]),
    (
        "name-in-front",
        "Ana Ruiz, {s1 the mayor of Leeds}, {c1 said} {q1 so}.",
        "Ana Ruiz, the mayor of Leeds",
        ["so"],
    ),
    (
        "name-in-content",
        "{q1 It rained, Ana Ruiz}, {s1 Labour's strategist}, {c1 said}.",
        "Ana Ruiz, Labour's strategist",
        ["It rained"],
    ),
    ("subject-shared", "{s1 She} {c1 said} {q1 it rained} and {c2 has warned} {q2 us}.", "She", ["us"]),
    ("aside", "Supporters, however, {c1 say} {q1 that it held}.", "Supporters", ["that it held"]),
]


@pytest.mark.parametrize(("marked", "source", "content"), [pytest.param(*row[1:], id=row[0]) for row in SOURCES])
def test_sources(marked: str, source: str | None, content: list[str]) -> None:
    view, drafts = mend(marked)
    last = drafts[-1]
    assert (view.text(*last.source) if last.source else None) == source
    assert [view.text(*piece) for piece in last.content] == content


def test_whose_words_it_was_labelled_with_stays_open() -> None:
    view = look("When Ruiz read it, it was labelled “true”.")
    draft = QuoteDraft(((9, 10),), "labelled", (6, 8), (5, 6), kind="direct")
    assert mended(view, [draft])[0].source == (5, 6)
    assert mended(view, [draft._replace(kind="indirect")])[0].source is None
