"""Headlines above one text, what is quoted from them and who says it: what must give nothing first."""

from __future__ import annotations

import pytest
from marked import parse

from quotekit import Analysis, Article, Quote, analyze

TEXT = """The ferry to Corran will not sail again this year, Ada Moreno, the leader of the council, said on Monday. \
“The hull is full of holes,” Moreno told reporters. “I would not put my own dog on it.”

Piet Vann, a Labour MP who lives on the island, said that the crew had been warned twice. “Nobody listened to the \
crew,” he said. “The board has to go.”

A report by the Harbour Guild found that the pumps had failed in May. Islanders said they had been forgotten.

The transport minister, Olga Renn, said a new boat would come by spring."""

NOTHING = [
    # topics in front of a colon
    "Corran: what we know so far",
    "Ada Moreno: a life in pictures",
    "Ada Moreno: Who Is the Leader of the Council?",
    "Ada Moreno: Council Leader Arrested After Ferry Row",
    "Ferry row: the winners and losers",
    "Ferry row: will it ever end?",
    "Vann: how he won the island",
    "Photos: The night the ferry sank",
    "Image source: Harbour Guild of Corran",
    "Film review: The Long Tide",
    "Opinion: Why the ferry must stay",
    "Read more: ferry sinks",
    "Live: ferry talks go on",
    "Q&A: the ferry and you",
    "Ferry to sail at 10:30",
    # names behind one, or behind a dash
    "Winner: Ada Moreno",
    "Man of the match: Piet Vann",
    "New chair named: Ada Moreno",
    "Ferry sinks off Corran - Corran Mercury",
    "Ferry back in service - with a new crew",
    "Vann and Moreno meet - at last",
    # marks that are no speech
    "‘The Long Tide’: a film about the sea",
    "Ferry “Night Heron” sinks off Corran",
    "Corran's ‘ghost ship’ returns",
    "Islanders’ Ferry Is the Nation's Oldest",
    # verbs that are no speech
    "Vann 3, Moreno 1",
    "Moreno accused of fraud",
    "Moreno Accused of Hiding Report",
    "Vann urged to resign",
    "Moreno shows her hand",
    "Five things to know about the ferry",
    "Who said the ferry was safe?",
    "Saying ‘no’ is harder than you think",
    "Rex Marl fired the day after he criticized Corran",
]

# (the headline with content and source as tags, kind, speaker)
FOUND = [
    # a colon behind who speaks
    ("{s1 Moreno}: ‘{q1 The Hull Is Full of Holes}’", "direct", "Ada Moreno"),
    ('{s1 Moreno}: "{q1 Stop Shouting!}"', "direct", "Ada Moreno"),
    ("{s1 Ada Moreno}: ‘{q1 I would not put my own dog on it}’", "direct", "Ada Moreno"),
    ("{s1 MP}: ‘{q1 Nobody Listened to the Crew}’", "direct", "Piet Vann"),
    ("{s1 VANN}: ‘{q1 NOBODY LISTENED TO THE CREW}’", "direct", "Piet Vann"),
    ("{s1 Moreno}: {q1 ferry will not sail again}", "indirect", "Ada Moreno"),
    ("{s1 Vann}: {q1 Board Has to Go}", "indirect", "Piet Vann"),
    ("{s1 Vann}: {q1 board ‘has to go’}", "mixed", "Piet Vann"),
    ("{s1 Renn}: {q1 New Boat Will Come by Spring}", "indirect", "Olga Renn"),
    ("{s1 Council leader}: {q1 Ferry Will Not Sail Again}", "indirect", "Ada Moreno"),
    ("{s1 Report}: {q1 Pumps Failed in May}", "indirect", "report by the Harbour Guild"),
    ("{s1 Islanders}: {q1 We Have Been Forgotten}", "indirect", "Islanders"),
    ("{s1 Experts}: {q1 Pumps Should Have Been Checked}", "indirect", "Experts"),
    ("{s1 Poll}: {q1 Most Islanders for Bridge}", "indirect", "Poll"),
    ("BREAKING: {s1 Moreno}: {q1 ferry will not sail again}", "indirect", "Ada Moreno"),
    ("{s1 Moreno} on ferry: ‘{q1 I would not put my own dog on it}’", "direct", "Ada Moreno"),
    ("{s1 Moreno} to Vann: ‘{q1 Stop shouting}’", "direct", "Ada Moreno"),
    ("{s1 Vann} attacks board: ‘{q1 Nobody listened to the crew}’", "direct", "Piet Vann"),
    ("Corran ferry: {s1 Vann} says {q1 board ‘has to go’}", "mixed", "Piet Vann"),
    # a colon in front
    ("{q1 Pumps failed in May}: {s1 report}", "indirect", "report by the Harbour Guild"),
    ("{q1 New boat by spring}: {s1 minister}", "indirect", "Olga Renn"),
    ("‘{q1 We have been forgotten}’: {s1 islanders}", "direct", "Islanders"),
    ("‘{q1 Not our fault}’: {s1 Board} on ferry", "direct", "Board"),
    ("‘{q1 I would not put my own dog on it}’: {s1 council leader} on the ferry", "direct", "Ada Moreno"),
    ("{q1 Most islanders want a bridge}: {s1 poll}", "indirect", "poll"),
    # a dash
    ("“{q1 The board has to go}” - {s1 Vann}", "direct", "Piet Vann"),
    ("‘{q1 The board has to go}’ — {s1 Piet Vann}", "direct", "Piet Vann"),
    ("{q1 Nobody listened to crew} – {s1 MP}", "indirect", "Piet Vann"),
    ("{q1 Ferry not our fault} - {s1 board}", "indirect", "board"),
    # a verb behind marks
    ("‘{q1 Nobody listened}’, says {s1 MP}", "direct", "Piet Vann"),
    ("“{q1 Nobody Listened to the Crew},” Says {s1 Vann}", "direct", "Piet Vann"),
    ("{q1 Crew ‘warned twice’}, says {s1 Vann}", "mixed", "Piet Vann"),
    ("{q1 Crew ‘Warned Twice’} Says {s1 MP}", "mixed", "Piet Vann"),
    ("{q1 Pumps ‘never checked’}, claims {s1 crew}", "mixed", "crew"),
    ("{q1 Ferry ‘full of holes’}, {s1 council leader} says", "mixed", "Ada Moreno"),
    ("{q1 Board is ‘a disgrace’}, {s1 MP} tells islanders", "mixed", "Piet Vann"),
    ("‘{q1 Stop shouting},’ {s1 Moreno} tells Vann", "direct", "Ada Moreno"),
    ("‘{q1 No}’, says {s1 Vann}", "direct", "Piet Vann"),
    ("Is the ferry safe? ‘{q1 No},’ says {s1 Vann}", "direct", "Piet Vann"),
    # in front of them
    ("{s1 MP} tells board: ‘{q1 You have to go}’", "direct", "Piet Vann"),
    ("{s1 Vann} calls {q1 ferry board ‘a disgrace’}", "mixed", "Piet Vann"),
    # a verb without marks
    ("{s1 Vann} says {q1 crew had been warned twice}", "indirect", "Piet Vann"),
    ("{s1 Vann} Says {q1 Crew Was Warned Twice}", "indirect", "Piet Vann"),
    ("{s1 Islanders} say {q1 they have been forgotten}", "indirect", "Islanders"),
    ("{s1 Moreno} denies {q1 ferry was unsafe}", "indirect", "Ada Moreno"),
    ("{q1 Crew was warned twice}, {s1 Vann} says", "indirect", "Piet Vann"),
    ("{q1 Crew Was Warned Twice}, {s1 MP} Says", "indirect", "Piet Vann"),
    ("{q1 Pumps Failed in May}, {s1 Report} Finds", "indirect", "report by the Harbour Guild"),
    ("{q1 New Boat Will Come by Spring}, {s1 Minister} Says", "indirect", "Olga Renn"),
    ("{q1 Ferry could be back by spring}, says {s1 minister Olga Renn}", "indirect", "Olga Renn"),
    ("{q1 No ferry this year}, says {s1 council leader}", "indirect", "Ada Moreno"),
    ("{q1 More storms ahead} says {s1 Renn}", "indirect", "Olga Renn"),
    ("{q1 NOBODY LISTENED TO THE CREW}, SAYS {s1 VANN}", "indirect", "Piet Vann"),
    ("{q1 Most islanders want a bridge}, {s1 poll} finds", "indirect", "poll"),
    # words that the text repeats
    ("“{q1 I would not put my own dog on it}”", "direct", "Ada Moreno"),
    ("Ferry ‘{q1 full of holes}’", "direct", "Ada Moreno"),
    ("‘{q1 Nobody listened to the crew}’: The night the ferry sank", "direct", "Piet Vann"),
]


def titled(title: str) -> tuple[Analysis, list[Quote]]:
    found = analyze(Article(TEXT, "a", title=title), headlines=True)
    return found, [quote for quote in found.quotes if quote.part == "title" and quote.act == "statement"]


@pytest.mark.parametrize("title", NOTHING)
def test_nothing_is_quoted(title: str) -> None:
    assert titled(title)[1] == []


@pytest.mark.parametrize(("title", "kind", "speaker"), FOUND)
def test_quoted(title: str, kind: str, speaker: str) -> None:
    text, spans = parse(title)
    found, quotes = titled(text)
    [quote] = quotes
    places = {part: [(span.start, span.end) for span in getattr(quote, part)] for part in ("content", "source")}
    bare = [(start, end - text[:end].endswith(",")) for start, end in places["content"]]
    assert bare == spans["q1"]
    assert places["source"] == spans.get("s1", [])
    who = found.speaker_of(quote)
    assert (quote.kind, who.name if who else None) == (kind, speaker)


@pytest.mark.parametrize(
    "title", ["Moreno: ‘The Hull Is Full of Holes’", "Vann says crew had been warned twice", "Rain"]
)
def test_the_text_is_quoted_as_without_headlines(title: str) -> None:
    article = Article(TEXT, "a", title=title)
    plain, found = analyze(article), analyze(article, headlines=True)
    assert [row for row in found.rows("all") if row["part"] == "body"] == plain.rows("all")
    assert found.speakers[: len(plain.speakers)] == plain.speakers


def test_a_fuller_name_in_the_title_is_that_of_the_speaker() -> None:
    article = Article("“The hull is full of holes,” Ms. Moreno said.", "a", title="Ada Moreno: ‘It Is Full of Holes’")
    found = analyze(article, headlines=True)
    assert [(row["id"], row["part"], row["speaker"]) for row in found.rows()] == [
        ("a-h1", "title", "Ada Moreno"),
        ("a-1", "body", "Ada Moreno"),
    ]
    assert [row["speaker"] for row in analyze(article).rows()] == ["Moreno"]


PLACES = [
    # (title of the record, text, parts and words in their order)
    ("‘We won’, says Vann", "Piet Vann said: “We won.”", [("title", "We won"), ("body", "We won.")]),
    (None, "‘We won’, says Vann\n\nPiet Vann said: “We won.”", [("title", "We won"), ("body", "We won.")]),
    # printed twice, it counts once
    (
        "‘We won’, says Vann",
        "‘We won’, says Vann\n\nPiet Vann said: “We won.”",
        [("title", "We won"), ("body", "We won.")],
    ),
    (
        "‘We won’, says Vann",
        "‘WE WON,’ says Vann\n\nPiet Vann said: “We won.”",
        [("title", "We won"), ("body", "We won.")],
    ),
    # headings, in the order of the text
    (
        None,
        "Night falls\n\nPiet Vann said: “We won.”\n\nVann says crew was late\n\nHe said: “They were late.”\n\nRain.",
        [("body", "We won."), ("heading", "crew was late"), ("body", "They were late.")],
    ),
    ("Rain", "‘We won’, says Vann\n\nPiet Vann said: “We won.”", [("heading", "We won"), ("body", "We won.")]),
    # a line break in a title is a space
    ("‘We\nwon’, says Vann", "Piet Vann said: “We won.”", [("title", "We won"), ("body", "We won.")]),
]


@pytest.mark.parametrize(("title", "text", "parts"), PLACES)
def test_parts(title: str | None, text: str, parts: list[tuple[str, str]]) -> None:
    article = Article(text, "a", title=title)
    found = analyze(article, headlines=True)
    assert [(row["part"], row["quote"]) for row in found.rows()] == parts
    for quote in found.quotes_of():
        words = " ".join(" ".join(span.of(article.told_in(quote)) for span in quote.content).split())
        assert words in [text for _, text in parts]
    assert [quote.part for quote in analyze(article).quotes_of()] == ["body" for part, _ in parts if part == "body"]
