"""Clauses that the labels left out: what is proposed beside drafts that are written by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.clauses import in_front, inside
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.decisions.words import Words, words_of
from quotekit.attribution.rules import Proposer
from quotekit.attribution.tagging.tagger import label
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.text.document import look

Proposed = tuple[str, str, str | None]
"""Content, cue and source."""


def read(*texts: str) -> list[Words]:
    model = Model.shipped()
    views = [with_names(look(text), model.kinds)[0] for text in texts]
    return list(words_of(Decided(views, label(views, model.passes))))


def drafts_of(marked: str) -> list[QuoteDraft]:
    """A draft for each tagged quote: in marks where it stands behind one."""
    text, spans = parse(marked)
    found = tokens(marked)
    return [
        QuoteDraft(
            tuple(found[name]),
            cue=found[f"c{name[1:]}"][0] if f"c{name[1:]}" in found else None,
            source=found[f"s{name[1:]}"][0] if f"s{name[1:]}" in found else None,
            kind="direct" if text[spans[name][0][0] - 1] == "“" else "indirect",
        )
        for name in found
        if name[0] == "q"
    ]


def proposed(proposer: Proposer, marked: str) -> list[Proposed]:
    [words] = read(parse(marked)[0])
    text = words.view.text
    return [
        (
            " | ".join(text(*piece) for piece in draft.content),
            text(*draft.cue or (0, 0)),
            text(*draft.source) if draft.source else None,
        )
        for draft in proposer(words, drafts_of(marked))
    ]


# (id, drafts as tags, what is proposed)
IN_FRONT: list[tuple[str, str, list[Proposed]]] = [
    # nothing
    ("no-text", "", []),
    ("no-cue", "The ferry will sail on Monday, and it rained.", []),
    ("no-hearer", "After the ferry had sailed, Leith found themselves a boat short.", []),
    ("no-comma", "The ferry will sail the mayor said.", []),
    ("who-hears", "The mayor, who will not be named, told the board.", []),
    ("no-verb", "On a cold Monday in June, the mayor said.", []),
    ("too-short", "It rained, he said.", []),
    ("in-marks-already", "“{q1 The ferry will sail},” the mayor said.", []),
    ("a-cue-in-marks", "“The ferry will sail, the mayor said.”", []),
    ("no-subject-behind-the-comma", "The ferry will sail, and on Monday said so.", []),
    ("more-than-a-tail", f"The ferry will sail, the mayor said {'and it rained ' * 6}all day.", []),
    ("too-far", f"The ferry will sail, the mayor {'of the town ' * 5}said.", []),
    ("inverted-before-a-clause", "The ferry will sail, said the mayor whose brother it was.", []),
    ("a-heading", "The ferry will sail, mayor said\n\nIt rained all day long.", []),
    ("longer-than-any-clause", f"The ferry will sail {'and sail ' * 100}on, the mayor said.", []),
    ("aside-with-another-verb", "The ferry that sank, the mayor said it was old, was hers.", []),
    ("aside-of-a-clause", "The ferry, the mayor said that in May, was lost.", []),
    ("aside-before-marks", "The ferry, the mayor said, “was lost”.", []),
    (
        "aside-before-another-verb",
        "It is old and it may sail, the mayor said in the hall to all of them, though the board has said it sank.",
        [],
    ),
    ("aside-before-but", "It sails, the mayor said in a long speech, but one hears that nobody ever saw it sail.", []),
    ("aside-before-adding", "It sails, he said to all who came to the hall, adding that nobody saw it.", []),
    ("aside-before-no-verb", "The ferry, the mayor said, an old boat.", []),
    ("aside-of-no-plain-verb", "The ferry, the mayor denounced, was lost.", []),
    # clauses
    (
        "subject",
        "The ferry will sail on Monday, the mayor said.",
        [("The ferry will sail on Monday", "said", "the mayor")],
    ),
    ("inverted", "The ferry will sail, said the mayor.", [("The ferry will sail", "said", "the mayor")]),
    (
        "adverb",
        "The ferry had sunk, the mayor later confirmed.",
        [("The ferry had sunk", "later confirmed", "the mayor")],
    ),
    (
        "auxiliary-that-opens-cues-of-the-tables",
        "The ferry has sunk, the mayor has confirmed.",
        [("The ferry has sunk", "has confirmed", "the mayor")],
    ),
    (
        "a-tail",
        "The ferry will sail, the mayor said in an interview on Tuesday.",
        [("The ferry will sail", "said", "the mayor")],
    ),
    (
        "beside-another",
        "It is {q1 odd}. The ferry will sail, the mayor said.",
        [("The ferry will sail", "said", "the mayor")],
    ),
    # on both sides
    (
        "aside",
        "The old ferry, the mayor said, was lost in the night.",
        [("The old ferry | was lost in the night", "said", "the mayor")],
    ),
    (
        "aside-with-a-hearer-and-a-day",
        "The ferry, the mayor told the board on Monday, was lost.",
        [("The ferry | was lost", "told", "the mayor")],
    ),
    (
        "aside-before-a-relative",
        "It is old, said the mayor, who came on the ferry and had been on it often.",
        [("It is old", "said", "the mayor")],
    ),
    (
        "aside-inverted",
        "The ferry has sunk, said the mayor, with two hundred on it.",
        [
            ("The ferry has sunk", "said", "the mayor"),
            ("The ferry has sunk | with two hundred on it", "said", "the mayor"),
        ],
    ),
    (
        "aside-according-to",
        "The ferry, according to the board, was lost in the night.",
        [("The ferry | was lost in the night", "according to", "the board")],
    ),
]

INSIDE: list[tuple[str, str, list[Proposed]]] = [
    # nothing
    ("no-text", "", []),
    ("no-draft", "The minister told parliament that it would sail.", []),
    ("no-cue-inside", "The mayor {c1 said} {q1 that the ferry would sail on Monday}.", []),
    ("the-cue-of-a-draft", "Police said {q1 the driver told them} {q2 that he had} {c2 told} {q2 the truth}.", []),
    ("in-marks", "The mayor said: “{q1 She told me that it would sail.}”", []),
    ("nothing-behind-it", "Police {c1 said} {q1 that nobody had told them}.", []),
    ("noun-phrase-behind-it", "She {c1 said} {q1 that he had praised the whole crew}.", []),
    ("second-verb-of-nobody", "It {c1 was said} {q1 that it held} and warned that it might not.", []),
    ("second-verb-not-behind", "{s1 She} {c1 said} {q1 that it held} in May and warned that it might not.", []),
    ("second-verb-without-a-clause", "{s1 She} {c1 said} {q1 that it held} and warned of rain.", []),
    ("second-verb-of-a-draft", "{s1 She} {c1 said} {q1 it held} and {s2 she} {c2 warned} {q2 that it might}.", []),
    ("second-verb-behind-an-inversion", "{q1 It held}, {c1 said} {s1 the mayor}, and warned that it might not.", []),
    # a second verb
    (
        "second-verb",
        "{s1 She} {c1 said} {q1 the dam held}, but has warned that it might not.",
        [("that it might not", "has warned", "She")],
    ),
    # speech inside speech
    (
        "that",
        "Reuters {c1 reported} {q1 the minister told parliament that it would sail}.",
        [("that it would sail", "told", "the minister")],
    ),
    (
        "a-pronoun-hears",
        "Police {c1 said} {q1 the driver had told them the brakes had failed}.",
        [("the brakes had failed", "had told", "the driver")],
    ),
    ("bare", "Police {c1 said} {q1 a man had claimed it was lost}.", [("it was lost", "had claimed", "a man")]),
    (
        "predicate-in-front",
        "She {c1 said} {q1 a man who has lost his home claimed it was over}.",
        [("it was over", "claimed", None)],
    ),
    ("to", "She {c1 said} {q1 the firm had promised to pay him}.", [("to pay him", "had promised", "the firm")]),
    (
        "ends-with-the-draft",
        "Police {c1 said} {q1 Bell had warned her that it might burst} when it rained.",
        [("that it might burst", "had warned", "Bell")],
    ),
    ("marks-of-one", "She {c1 said} {q1 the mayor had claimed it was “lost for good”}.", []),
    (
        "marks-of-many",
        "She {c1 said} {q1 officials had claimed it was “lost for good”}.",
        [("it was “lost for good”", "had claimed", "officials")],
    ),
    (
        "who",
        "She {c1 said} {q1 a man who had told her that it rained} had left.",
        [("that it rained", "had told", "a man")],
    ),
    (
        "asked-for-has-no-hearer",
        "She {c1 said} {q1 the mill had asked for a cut in the price that it must pay}.",
        [("for a cut in the price that it must pay", "had asked", "the mill")],
    ),
]


@pytest.mark.parametrize(
    ("proposer", "marked", "source"),
    [
        (in_front, "The ferry will sail, she said.", "she"),
        (inside, "Police {c1 said} {q1 that he had warned her that it might burst}.", "he"),
    ],
)
def test_a_pronoun_is_a_source(proposer: Proposer, marked: str, source: str) -> None:
    assert [found[2] for found in proposed(proposer, marked)] == [source]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in IN_FRONT])
def test_in_front(marked: str, expected: list[Proposed]) -> None:
    assert proposed(in_front, marked) == expected


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in INSIDE])
def test_inside(marked: str, expected: list[Proposed]) -> None:
    assert proposed(inside, marked) == expected


# (id, text, kind of what is proposed)
KINDS = [
    ("no-marks", "The ferry will sail, the mayor said.", "indirect"),
    ("some-marks", "The “old” ferry will sail, the mayor said.", "mixed"),
    ("all-in-marks", "“The ferry will sail”, the mayor said.", "direct"),
]


@pytest.mark.parametrize(("text", "kind"), [pytest.param(*row[1:], id=row[0]) for row in KINDS])
def test_kinds(text: str, kind: str) -> None:
    [words] = read(text)
    [draft] = in_front(words, [])
    assert (draft.kind, draft.act, draft.confidence) == (kind, "statement", 0)


def test_verbs_are_counted() -> None:
    [words] = read("The ferry will sail on Monday, the mayor said.")
    ranges = [(0, 2), (2, 2), (2, 3), (0, 6), (4, 9), (9, 11)]
    assert [words.has_verb(*one) for one in ranges] == [False, False, True, True, False, True]


@pytest.mark.parametrize("texts", [["The ferry sank, he said.", "", "It rained, the mayor said."], [""]])
def test_each_article_has_its_own_words(texts: Sequence[str]) -> None:
    assert [(one.tags.tolist(), one.cues) for one in read(*texts)] == [
        (one.tags.tolist(), one.cues) for [one] in map(read, texts)
    ]
