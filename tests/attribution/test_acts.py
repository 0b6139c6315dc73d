"""Statement or belief: what the tables of cues say, and what the words around a cue say where they are silent."""

from __future__ import annotations

import numpy as np
import pytest
from labelled import always, labelled, tokens
from marked import parse

from quotekit import analyze
from quotekit.attribution.decisions.acts import DECISION, STAGE, Acts, act_columns, listed_act
from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.joins import Attributions, Claim, attributions
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.stage import Decided
from quotekit.records import Act
from quotekit.text.document import look

# (id, text with a cue, what the tables say of it)
LISTED: list[tuple[str, str, Act | None]] = [
    # silent
    ("no-verb-of-theirs", "She {c1 ran} that it rained.", None),
    ("a-noun", "Her {c1 kitchen} is cold.", None),
    ("only-an-auxiliary", "She {c1 has} so.", None),
    ("the-cue-is-beside-it", "She {c1 then} said so.", None),
    # statements
    ("plain", "She {c1 said} so.", "statement"),
    ("capital", "{c1 Asked} whether it rained, she left.", "statement"),
    ("auxiliary-and-negation", "She {c1 has not said} so.", "statement"),
    ("phrase", "{c1 According to} her, it rained.", "statement"),
    ("phrase-of-four-words", "{c1 In the words of} the vicar, it rained.", "statement"),
    ("the-stronger-of-two", "She {c1 said she hopes} so.", "statement"),
    # beliefs
    ("thinks", "She {c1 thinks} so.", "belief"),
    ("wants", "She {c1 does not want} it.", "belief"),
    ("phrase-of-belief", "{c1 In the opinion of} the vicar, it rained.", "belief"),
    ("of-two-words", "The rowers {c1 swear by} porridge.", "belief"),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in LISTED])
def test_what_the_tables_say(marked: str, expected: Act | None) -> None:
    [cue] = tokens(marked)["c1"]
    assert listed_act(look(parse(marked)[0]), *cue) == expected


# (text with source and cue, what is said of it): what a body finds or hears is a statement
BODIES: list[tuple[str, Act]] = [
    ("{s1 She} {c1 heard} that it rained.", "belief"),
    ("{s1 Ruth Okello} {c1 found} that it rained.", "belief"),
    ("{s1 The vicar of Leeds} {c1 has learned} that it rained.", "belief"),
    ("{s1 Scientists} {c1 found} that it rained.", "belief"),
    ("{s1 The jury} {c1 hopes} that it rained.", "belief"),
    ("{s1 The jury} {c1 heard} that it rained.", "statement"),
    ("{s1 A study by the old teacher} {c1 found} that it rained.", "statement"),
]


@pytest.mark.parametrize(("marked", "expected"), BODIES)
def test_what_bodies_find_is_a_statement(marked: str, expected: Act) -> None:
    found = tokens(marked)
    assert listed_act(look(parse(marked)[0]), *found["c1"][0], found["s1"][0]) == expected


# (text, odds that it is a belief by the words around the cue, what it is)
AROUND: list[tuple[str, float, Act]] = [
    # the words around decide nothing
    ("{s1 He} {c1 said} {q1 that it rained}.", 1, "statement"),
    ("{s1 He} {c1 hopes} {q1 that it rained}.", -1, "belief"),
    ("{q1 “It blew.”}", 1, "statement"),
    # they do
    ("{s1 He} {c1 intuits} {q1 that it rained}.", -1, "statement"),
    ("{s1 He} {c1 intuits} {q1 that it rained}.", 0, "statement"),
    ("{s1 He} {c1 intuits} {q1 that it rained}.", 1, "belief"),
]


def _before(marked: str) -> Decided:
    """What is decided of a text with one content before its act is."""
    seen = labelled(marked)
    of_source, cues, contents = seen.runs
    spans = Spans(contents, cues)
    claim = Claim([0], 0 if len(cues) else -1, 1.0)
    source = of_source if len(of_source) else np.zeros((1, 2), np.int32)
    records = (spans, attributions(seen.batch, spans, [claim]), Sources(source, np.zeros(1, np.float32)))
    return Decided([look(parse(marked)[0])], seen, {type(one): one for one in records})


@pytest.mark.parametrize(("marked", "odds", "act"), AROUND)
def test_the_words_around_decide_where_the_tables_are_silent(marked: str, odds: float, act: Act) -> None:
    before = _before(marked)
    assert STAGE.after(before, STAGE.rows(before), always(odds))[Acts].acts == [act]


def test_what_is_known_of_a_cue_is_what_is_looked_at() -> None:
    before = _before("{s1 He} {c1 intuits} {q1 that it rained}.")
    columns = act_columns(before.seen, before[Attributions])
    assert set("&".join(DECISION.templates.split()).split("&")) == set(columns)
    assert {len(values) for values in columns.values()} == {1}
    assert all(values.dtype == np.uint32 for values in columns.values())


# (id, text, act of its first quote): what the tables say goes before what the words around say
FOUND = [
    ("memory", "Ana Reyes remembers that the street smelled of tar.", "belief"),
    ("memory-told", "“The street smelled of tar,” remembers Ana Reyes.", "statement"),
    ("said", "Ruth Okello said that the ferry would sail on Monday.", "statement"),
    ("believes", "Ruth Okello believes that the ferry will sail on Monday.", "belief"),
    ("hopes", "Ruth Okello hopes that the ferry will sail on Monday.", "belief"),
    ("quoted-without-a-verb", "“The ferry will always sail on a Monday.” — Ruth Okello", "statement"),
]


@pytest.mark.parametrize(("text", "act"), [pytest.param(*row[1:], id=row[0]) for row in FOUND])
def test_act_of_a_quote(text: str, act: str) -> None:
    assert [quote.act for quote in analyze(text).quotes] == [act]
