"""Which speakers are documents: what is written or published, and neither who wrote it nor who reads it out."""

from __future__ import annotations

import pytest

from quotekit.pipeline import analyze, analyze_each
from quotekit.records import Article
from quotekit.speakers.documents import kind_of
from quotekit.speakers.entities import Entity
from quotekit.speakers.people.identities import identities
from quotekit.text.lexicon import Lexicon
from quotekit.wordtables import shipped

LEXICON = Lexicon.shipped()
NAMES = [
    ("organization", "Washington Post"),
    ("organization", "Post"),
    ("organization", "Drudge Report"),
    ("organization", "Pew Research Center"),
    ("organization", "Law Lords"),
    ("organization", "Republican Study Committee"),
    ("organization", "national group that defends free speech and the First Amendment"),
    ("organization", "Office of Management and Budget"),
    ("person", "Steven Law"),
    ("person", "Graham Poll"),
    ("person", "Bill"),
    ("group", "authors of the report"),
    ("group", "Supporters of the Harbour Act"),
    ("group", "groups challenging the policy"),
    ("group", "analysts surveyed by the bank"),
    ("group", "recently displaced residents"),
    ("group", "leading opposition figures"),
    ("unnamed", "author of the study"),
    ("unnamed", "poll worker"),
    ("unnamed", "man named in the lawsuit"),
    ("unnamed", "person briefed on the report"),
    ("organization", "newspaper"),
    ("document", "Pew Research Center survey"),
    ("document", "Washington Post poll"),
    ("document", "Harbour Post/ABC News poll"),
    ("document", "new report by the Institute of Directors"),
    ("document", "Prevention of Terrorism Bill"),
    ("document", "Kestrel Report"),
    ("document", "Constitution"),
    ("document", "study of 129 people"),
    ("document", "letter sent to the mayor"),
    ("document", "working paper"),
    ("document", "latest figures"),
    ("document", "court documents"),
    ("document", "newly unsealed court documents"),
    ("document", "court’s 4-3 order"),
    ("document", "poll conducted last week by the Harbour Post"),
]
"""A kind, and a name of which it is the kind."""
TOLD = [
    ("organization", "The harbour ministry said in a statement that the dam was safe."),
    ("person", "Ana Reyes, the author of the report, said that the dam was safe."),
    ("unnamed", "The author of the report said that the dam was safe."),
    ("person", "“It is safe,” Ana Reyes said in a letter to the mayor."),
    ("document", "A report by the harbour ministry said that the dam was safe."),
    ("document", "The ruling said that the captain had slept."),
    ("document", "According to court documents, the captain had slept."),
    ("document", "The indictment alleges that the captain had slept."),
]
"""The kind of the one speaker of a text."""


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_kind_by_name(kind: str, name: str) -> None:
    taken = "organization" if kind == "document" else kind
    assert kind_of(Entity(taken, LEXICON, {tuple(name.split()): 1}), name) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_kind_in_a_text(kind: str, text: str) -> None:
    assert [speaker.kind for speaker in analyze(text).speakers] == [kind]


def test_every_word_makes_a_document_in_its_example() -> None:
    rows = shipped("documents")
    found = analyze_each(Article(row["example"], row["document"]) for row in rows)
    ends = [
        [one.name.casefold() for one in analysis.speakers if one.kind == "document" and one.gender is None]
        for analysis in found
    ]
    told = [(row, any(name.endswith(row["document"].casefold()) for name in names)) for row, names in zip(rows, ends)]
    assert [row["document"] for row, is_one in told if is_one == (row["written"] == "none")] == []


def test_documents_are_nobody_among_people() -> None:
    analysis = analyze("The Kestrel Report said that the dam was safe. Ana Reyes said that it was not.")
    assert [speaker.kind for speaker in analysis.speakers] == ["document", "person"]
    assert [person.name for person in analysis.people] == ["Ana Reyes"]


def test_a_document_with_a_name_is_one_across_articles_and_no_other() -> None:
    texts = ["The Kestrel Report said that the dam was safe. A new study said that it was not."] * 2
    analyses = list(analyze_each(Article(text, f"a{number}") for number, text in enumerate(texts)))
    speakers = [(one.articles[0].id, speaker) for one in analyses for speaker in one.speakers]
    keys = {identity.id.split(":")[1] for identity in identities(speakers).values()}
    assert keys == {"kestrel-report", "new-study"}
    assert len({identity.id for identity in identities(speakers).values()}) == 3
