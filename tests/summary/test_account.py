"""Several articles are one account: of the others only what is new and belongs to it, opened with what happened."""

from __future__ import annotations

import math

import pytest

from quotekit.models.model import Model
from quotekit.records import Article
from quotekit.summary.outline import Echoes, Outline
from quotekit.summary.picks import in_order, told_again
from quotekit.summary.sentences import hangs, names_somebody, sentences_of
from quotekit.summary.summarize import summarize

TOLD = [
    "The night ferry Corrina ran aground off Marrow Point on Tuesday.",
    "Lifeboats from three harbours brought 212 passengers ashore before sunrise.",
    "Captain Ilse Brandt blamed a broken engine and the storm.",
    "The coast guard will inspect the hull at low tide.",
]
NEW = [
    "Divers found a tear of four metres near the engine room of the ferry.",
    "Nordwell, which owns the ferry Corrina, cancelled its crossings until the weekend.",
    "Two passengers were treated for bruises at the clinic in Hale.",
    "Tourists queued for hours outside a ticket office in heavy rain.",  # at the head even what shares nothing is news
]
TOLD_AGAIN = [
    "Captain Brandt and 212 passengers of the ferry waited at sunrise for the coast guard.",
    "Sunrise found the ferry Corrina at low tide with a broken engine and a worried captain.",
    "The storm broke the engine, lifeboats left two harbours, and on Tuesday Marrow Point had a guest.",
]
STRAYING = ["Orme is known for its cider and its old orchards.", "Snow closed seven roads in Lower Telford again."]
FILLING = "Nobody knew more. It was late by then. It was dark too. Nobody came out. They all slept on. "


def outline_of(other: str) -> Outline:
    """An account of four sentences, of which one more article may tell something."""
    model = Model.shipped()
    sentences = [one for text in (" ".join(TOLD), other) for one in sentences_of(Article(text), model)]
    outline = Outline(sentences, Echoes(model.rarity), math.inf, math.inf)
    for one in range(len(TOLD)):
        outline.add([one], 1.0)
    return outline


@pytest.mark.parametrize("line", NEW)
def test_what_is_new_is_told(line: str) -> None:
    assert outline_of(line).fits([len(TOLD)])


@pytest.mark.parametrize("line", TOLD_AGAIN)
def test_what_several_sentences_tell_together_is_not_told_again(line: str) -> None:
    outline = outline_of(line)
    assert not outline.said.of(line)  # no single one tells it
    assert not outline.fits([len(TOLD)])


@pytest.mark.parametrize("line", [NEW[0], NEW[2]])
def test_what_belongs_to_the_account_is_told_from_far_down(line: str) -> None:
    outline = outline_of(FILLING + line)
    assert outline.fits([len(outline.sentences) - 1])


@pytest.mark.parametrize("line", STRAYING)
def test_what_strays_is_not_told_from_far_down_alone(line: str) -> None:
    outline = outline_of(FILLING + line)
    last = len(outline.sentences) - 1
    assert not outline.fits([last])
    outline.add([last - 1], 0.1)
    assert outline.fits([last])  # beside what its article tells before it


@pytest.mark.parametrize("line", TOLD_AGAIN)
def test_the_article_that_tells_most_may_come_back_to_it(line: str) -> None:
    model = Model.shipped()
    sentences = sentences_of(Article(" ".join([*TOLD, line])), model)
    outline = Outline(sentences, Echoes(model.rarity), math.inf, math.inf)
    for one in range(len(TOLD)):
        outline.add([one], 1.0)
    assert outline.fits([len(TOLD)])


def test_an_article_without_its_head_is_told_behind_the_others() -> None:
    outline = outline_of("The ferry Corrina is old. " + FILLING + NEW[0])
    last = len(outline.sentences) - 1
    outline.add([last], 99.0)
    assert in_order(outline) == [*range(len(TOLD)), last]
    outline.add([len(TOLD)], 0.1)  # with its head it is told first, because it tells most
    assert in_order(outline) == [len(TOLD), last, *range(len(TOLD))]


def test_what_others_tell_piece_by_piece_is_dropped() -> None:
    outline = outline_of(f"{FILLING}{NEW[0]} The ferry of Captain Brandt ran aground in the storm.")
    last = len(outline.sentences) - 1
    outline.add([last - 1], 0.1)
    assert told_again(outline) == []
    outline.add([last], 0.1)  # chosen although it tells nothing: before the rest, say
    assert told_again(outline) == [last]


OPENING = {
    "Just two men on a pier.": False,
    "Rain, rain, and the sound of bells.": False,
    "Ruth Okello of Hale saw a light at sea.": True,
    "On the pier, Okello and Brandt waited.": True,
}


@pytest.mark.parametrize(("line", "is_kept"), OPENING.items())
def test_a_scene_does_not_open_a_summary(line: str, is_kept: bool) -> None:
    assert names_somebody(line) is is_kept


def test_a_summary_opens_with_what_happened() -> None:
    scene = "There was nothing but rain and wind and the sound of old bells."
    articles = [Article(f"{scene} {' '.join(TOLD)}", "a"), Article(" ".join([TOLD[0], *NEW]), "b")]
    printed = str(summarize(articles, words=90))
    assert TOLD[0] in printed
    assert not printed.startswith(scene)
    assert str(summarize([articles[0]], words=90)).startswith(scene)  # an only article opens as it likes


HANGING = {
    "Thousands of people were killed in the flood.": False,
    "Some engineers have warned of the dam.": False,
    "Most of the dam was rebuilt in May.": False,
    "All ferries were cancelled on Tuesday.": False,
    "Many people do not trust the dam.": False,
    "Thousands were killed in the flood.": True,
    "Some have warned of the dam.": True,
    "Most are too old for the crossing.": True,
    "Dozens were brought ashore before sunrise.": True,
}


@pytest.mark.parametrize(("line", "is_hanging"), HANGING.items())
def test_a_number_without_a_noun_needs_what_it_counts(line: str, is_hanging: bool) -> None:
    first = "The flood came at night."
    assert sentences_of(Article(f"{first} {line}"))[1].hanging is is_hanging
    assert not hangs(line, Model.shipped().lexicon)  # at the head of an article it counts by itself
