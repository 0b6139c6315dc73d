"""Who tells a sentence, by its form: what is nobody's first. Content, cue and source are tagged (`marked`)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from known_failures import ids
from labelled import tokens
from marked import parse

from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.names.tellers import Told, called, called_by, called_itself, relayed, speaking_many
from quotekit.text.document import View, look

Row = tuple[str, str]

# (id, text): an organization relays the whole sentence where it is tagged
RELAYED: list[Row] = [
    # nobody
    ("no-text", ""),
    ("a-word", "Reuters."),
    ("a-person", "According to Ana Ruiz, Tom Bell said that it rained all night."),
    ("a-description", "According to the mayor, Tom Bell said that it rained all night."),
    ("a-report-of-one", "According to a report by the Leith Times, Bell said that it rained."),
    ("no-comma", "According to Reuters Tom Bell said that it rained all night."),
    ("an-adverb-behind", "According to Reuters, though, Bell said that it rained all night."),
    ("in-marks", "“According to Reuters, Bell said that it rained all night.”"),
    ("too-little", "Per Reuters, Bell won."),
    ("as-of-time", "As the Times fell, Tom Bell said that it rained all night."),
    ("as-without-comma", "As the Times reported Tom Bell said that it rained all night."),
    ("accordingly", "According Reuters, Tom Bell said that it rained all night."),
    ("tail-no-comma", "Tom Bell said that it rained all night the Leith Times reported."),
    ("tail-of-no-verb", "Tom Bell said that it rained all night, which Reuters did not."),
    ("tail-of-a-person", "Tom Bell said that it rained all night, Ana Ruiz reported."),
    ("tail-that-breaks-off", "Tom Bell said that it rained all night, according"),
    ("tail-of-marks-alone", "Tom Bell said that it rained all night, ”"),
    # who relays it
    ("according-to", "{c1 According to} {s1 Reuters}, {q1 Bell said that it rained all night}."),
    ("according-to-with-what-it-is", "{c1 According to} {s1 the Leith Times}, a daily, {q1 Bell said that it rained}."),
    ("the-subject-is-no-apposition", "{c1 According to} {s1 CNN}, {q1 the woman who saw it said that it rained}."),
    ("a-name-is-no-apposition", "{c1 According to} {s1 CNN}, {q1 Bell, a friend, said that it rained all night}."),
    ("per", "{c1 Per} {s1 CNN}, {q1 Bell said that it rained all night}."),
    ("as-reported", "As {s1 the Leith Times} {c1 reported}, {q1 Bell said that it rained all night}."),
    ("tail", "{q1 Bell said that it rained all night}, {s1 the Leith Times} {c1 reported}."),
    ("tail-as", "{q1 Bell said that it rained all night}, as {s1 the Leith Times} {c1 reported}."),
    ("tail-day", "{q1 Bell said that it rained all night}, {s1 the Leith Times} {c1 reported} on Friday."),
    ("tail-per", "{q1 Bell said that it rained all night}, {c1 per} {s1 CNN}."),
    ("tail-according-to", "{q1 Bell said it was “a wet night},” {c1 according to} {s1 Reuters}."),
]

# (id, text): what somebody calls something; one line for each verb
CALLED: list[Row] = [
    # nothing
    ("no-marks", "It was what she called a joke."),
    ("nobody", "It was what is called “a joke” there."),
    ("no-relative", "The man they call “Red” left."),
    ("itself", "A crowd that calls itself “La Red” left."),
    ("noun", "She hated the term “boss” more."),
    ("the-relative-speaks", "A plan that called for “more rain” failed."),
    ("another-sentence", "It is what she called. “It rained all night.”"),
    ("no-relative-first", "That system uses links called “traps” too."),
    ("in-marks", "“It was what she called ‘a joke’,” he said."),
    ("too-far", "It is what she called the plan for a “joke” there."),
    ("at-the-end", "It was what she called"),
    ("contraction", "It was what’s often called “a joke” there."),
    # somebody
    ("phrase-in-front", "The town prepares for what {s1 Ana Ruiz} {c1 called} {q1 “a joke”}."),
    ("what", "It was what {s1 she} {c1 called} {q1 “a joke”}."),
    ("article-outside", "It was what {s1 the mayor} {c1 called} {q1 a “grave mistake”}."),
    ("auxiliary", "It was what {s1 the board} {c1 has called} {q1 “a joke”}."),
    ("which-as", "He left over the plan, which {s1 the mayor} {c1 described} as {q1 “a joke”}."),
    ("sentence-opens", "What {s1 they} {c1 called} {q1 “a joke”} failed."),
]

# (id, text): several people, or an organization, whose source stands before the tagged cue; put right where it is cut
MANY: list[Row] = [
    # somebody else
    ("one", "She said {q1 the mayor} {c1 said} it rained."),
    ("a-person", "She said {q1 Tom Bell} {c1 said} it rained."),
    ("no-plain-word", "She said {q1 officials} {c1 hailed} it."),
    ("passive", "She said {q1 officials} {c1 were told} it rained."),
    ("not-yet", "She said {q1 officials} {c1 will say} it rained."),
    ("things", "She said {q1 the tables} {c1 said} it rained."),
    ("the-head-is-one", "She said {q1 the leader of the officials} {c1 said} it rained."),
    # many
    ("officials", "She said {s1 officials} {c1 had said} it rained."),
    ("are-saying", "She said {s1 officials} {c1 are saying} it rained."),
    ("police", "She said {s1 the police} {c1 had said} it rained."),
    ("pronoun", "She said {s1 they} {c1 claimed} it rained."),
    ("share", "She said {s1 57 percent of those asked} {c1 said} it rained."),
    ("with-preposition", "She said {s1 residents of the town} {c1 said} it rained."),
    ("who-hears", "She told Reuters {s1 most residents} {c1 said} it rained."),
    ("organization", "She said {s1 the White House} {c1 told} him it rained."),
    ("name-cut", "She said {s1 the Food and Drug Administration} {c1 said} it rained."),
]


def seen(marked: str) -> View:
    return with_names(look(parse(marked)[0]), Model.shipped().kinds)[0]


def told_in(view: View, found: Iterable[Told | None]) -> list[tuple[str, ...]]:
    return [tuple(view.text(*places).strip("”") for places in told) for told in found if told]


def tagged(marked: str) -> list[tuple[str, ...]]:
    text, spans = parse(marked)
    wanted = [text[slice(*spans[name][0])].strip("”") for name in ("q1", "c1", "s1") if name in spans]
    return [tuple(wanted)] if wanted else []


@pytest.mark.parametrize("marked", [row[1] for row in RELAYED], ids=ids(RELAYED))
def test_an_organization_relays_a_sentence(marked: str) -> None:
    view = seen(marked)
    bounds = dict.fromkeys(view.bounds)
    found = [told for begin, end in bounds for told in relayed(view, begin, end - (view.word[end - 1] == "."))]
    assert [(q.strip(",”"), c, s) for q, c, s in told_in(view, found)] == tagged(marked)


@pytest.mark.parametrize("marked", [row[1] for row in RELAYED + CALLED], ids=ids(RELAYED + CALLED))
def test_a_sentence_may_end_anywhere(marked: str) -> None:
    view = seen(marked)
    for at in range(1, len(view.word)):
        cut = seen(view.text(0, at))
        last = len(cut.word)
        found = [*relayed(cut, 0, last), *(called(cut, at) for at in range(1, last))]
        assert all(told.content[1] <= last for told in found if told)


@pytest.mark.parametrize("marked", [row[1] for row in CALLED], ids=ids(CALLED))
def test_somebody_calls_it_so(marked: str) -> None:
    view = seen(marked)
    assert told_in(view, (called(view, at) for at in range(1, len(view.word)))) == tagged(marked)


@pytest.mark.parametrize("marked", [row[1] for row in MANY], ids=ids(MANY))
def test_many_say_it(marked: str) -> None:
    places = tokens(marked)
    view, [cue] = seen(marked), places["c1"]
    given = places.get("q1") or places["s1"]
    source = given[0] if marked.find("{s1 the Food") < 0 else (given[0][0] + 3, given[0][1])
    found = speaking_many(view, cue, source)
    assert found == (places["s1"][0] if "s1" in places else None)


# (id, text): what somebody says to be
ITSELF: list[Row] = [
    ("no-marks", "The club calls itself a family."),
    ("no-such-verb", "The club asked itself “why?”"),
    ("in-marks", "“The club calls itself ‘a family’.”"),
    ("another-sentence", "The club describes itself. “A family,” he said."),
    ("too-far", "The club calls itself the best and truest “family”."),
    ("first", "Itself “a family”"),
    ("self", "{s1 The club} {c1 describes} {q1 itself as “a family”}."),
    ("refers-to", "{s1 The club} {c1 has often referred to} {q1 itself as “a family”}."),
    ("which", "He runs {s1 the club}, which {c1 bills} {q1 itself as “a family”}."),
    ("adverb", "{s1 The club} {c1 proudly advertises} {q1 itself as “a family”}."),
    ("to", "It was wrong for {s1 the club} {c1 to gladly tout} {q1 itself as “a family”}."),
]

# (id, text): what others call something who are named behind it; what they call so is `q2`
BY_OTHERS: list[Row] = [
    ("nobody", "It was a move branded a “mad plan” at once."),
    ("no-marks", "It was a move branded mad by the union."),
    ("no-such-verb", "It was a move made “at once” by the union."),
    ("known-as", "It was a move known as “the plan” by the union."),
    ("in-marks", "“It was a move branded ‘mad’ by the union.”"),
    ("at-the-end", "It was a move branded “mad” by"),
    ("a-move", "It was {q2 a move} {c1 branded} {q1 a “mad plan”} by {s1 the union}."),
    ("as", "He read {q2 the letter}, {c1 described} as {q1 “mad”} by {s1 the union}."),
    ("dashes", "He met {q2 some men} – {c1 dubbed} {q1 “the crows”} by {s1 police}."),
    ("passive", "{q2 The plan} {c1 was later labelled} {q1 “mad”} by {s1 the union}."),
    ("passive-behind-an-aside", "Bell, who ran the mill, {c1 was called} {q1 “a saint”} by {s1 the union}."),
    ("passive-aside", "Bell, of the mill, {c1 was called} {q1 “a saint”} by {s1 the union}."),
]


@pytest.mark.parametrize("marked", [row[1] for row in ITSELF], ids=ids(ITSELF))
def test_somebody_is_so_in_their_own_words(marked: str) -> None:
    view = seen(marked)
    assert told_in(view, (called_itself(view, at) for at in range(len(view.word)))) == tagged(marked)


@pytest.mark.parametrize("marked", [row[1] for row in BY_OTHERS], ids=ids(BY_OTHERS))
def test_others_call_it_so(marked: str) -> None:
    view, (text, spans) = seen(marked), parse(marked)
    found = [one for at in range(len(view.word)) if (one := called_by(view, at))]
    assert told_in(view, (told for told, _ in found)) == tagged(marked)
    assert [view.text(*what) for _, what in found if what] == [text[slice(*span)] for span in spans.get("q2", [])]
