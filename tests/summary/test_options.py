"""What a caller can ask of a summary: methods, budgets, focus, speakers, quotes, names in brackets, provenance."""

from __future__ import annotations

import math
import random
from itertools import pairwise, permutations
from typing import Any

import pytest

from quotekit.errors import UsageError
from quotekit.models.model import Model
from quotekit.records import Article, Summary
from quotekit.summary.concepts import Concepts, concepts_of
from quotekit.summary.coverage import LENGTH, SHORTEST, Coverage, enough_for
from quotekit.summary.methods import METHODS
from quotekit.summary.outline import Echoes, Outline
from quotekit.summary.passages import Passage, passages
from quotekit.summary.sentences import cut_opening, sentences_of
from quotekit.summary.summarize import summarize
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import Rarity

WIRE = Article(
    """The night ferry Corrina ran aground off Marrow Point on Tuesday with 212 passengers on board.

“The engine stopped. Then the wind did the rest,” said Captain Ilse Brandt, who sailed the ferry.

Nordwell, the shipping line, has cancelled its crossings to Hale until the weekend.

Brandt has spoken to the coast guard. She said the engine had been repaired in May. However, the pumps were old.

But divers found a tear of four metres in the hull near the engine room.
""",
    id="wire",
    title="Ferry aground off Marrow Point with 212 on board",
    outlet="The Wire",
)
ECHO = Article(
    """All 212 passengers of the night ferry Corrina are safe after it ran aground off Marrow Point on Tuesday.

Captain Ilse Brandt told reporters: “The engine stopped. Then the wind did the rest.”

“We lost three of our lifeboats in the storm,” said Otto Lind, the mayor of Hale.

Tourists queued for hours outside a bakery in heavy rain.
""",
    id="echo",
    title="Tourists queue in the rain",
)
NEWS = [WIRE, ECHO]


def texts(summary: Summary) -> list[str]:
    return [pick.text for pick in summary.picks]


# --- what is not allowed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "lsa"}, "method is one of coverage, centroid, lexrank, mmr, lead, not 'lsa'"),
        ({"method": None}, "method is one of coverage, centroid, lexrank, mmr, lead, not None"),
        ({"quotes": -1}, "quotes is a whole number of 0 or more, or None, not -1"),
        ({"quotes": True}, "quotes is a whole number of 0 or more, or None, not True"),
        ({"percent": 0}, "percent is a number over 0 up to 100, or None, not 0"),
        ({"percent": 101}, "percent is a number over 0 up to 100, or None, not 101"),
        ({"percent": math.nan}, "percent is a number over 0 up to 100, or None, not nan"),
        ({"percent": "3"}, "percent is a number over 0 up to 100, or None, not '3'"),
        ({"position": -0.1}, "position is a number of 0 or more, or None, not -0.1"),
        ({"focus": 3}, "focus is a str or None, not 3"),
        ({"focus": "of the"}, "focus: 'of the' holds no word that tells what it is about"),
        ({"speaker": ["Brandt"]}, "speaker is a str or None, not ['Brandt']"),
        ({"speaker": "?"}, "speaker: '?' is no name"),
        ({"speaker": "Ada"}, "speaker: nobody called 'Ada' is quoted; most quoted: Ilse Brandt, Otto Lind"),
    ],
)
def test_what_is_not_allowed_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        summarize(NEWS, **options)
    assert str(caught.value) == message


def test_quotes_of_articles_with_one_id_are_refused() -> None:
    twins = [Article(WIRE.text, "a"), Article(ECHO.text, "a")]
    assert len(summarize(twins, sentences=2).picks) == 2
    with pytest.raises(UsageError, match="articles: different ones have the id 'a'"):
        summarize(twins, quotes=1)


@pytest.mark.parametrize("title", ["Ferry Corrina aground. Photo: Ada Lind", "Ferry", "Ferry Corrina aground " * 20])
def test_what_is_no_headline(title: str) -> None:
    assert summarize(Article(WIRE.text, title=title)).headline is None


# --- budgets


def test_percent_of_the_words_of_the_running_text() -> None:
    words = sum(one.words for article in NEWS for one in sentences_of(article))
    for percent in (10, 25, 50.5):
        summary = summarize(NEWS, percent=percent)
        assert 0 < len(str(summary).split()) <= math.ceil(words * percent / 100)


def test_who_asks_for_many_of_the_words_gets_what_tells_less_too() -> None:
    assert enough_for(250, 2000) < enough_for(75, 2000)
    assert enough_for(5000, 150) == enough_for(75, 150) == enough_for(math.inf, 150)
    assert enough_for(0, 0) == enough_for(1, 2000)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_keeps_the_budget_and_the_rules(method: str) -> None:
    for sentences in (1, 3, 6):
        assert len(summarize(NEWS, sentences=sentences, method=method).picks) == sentences
    summary = summarize(NEWS, words=45, method=method)
    assert 0 < len(str(summary).split()) <= 45
    assert all(summarize(order, words=45, method=method) == summary for order in permutations(NEWS))
    assert not any(text.startswith(("She", "But", "However")) for text in texts(summarize(NEWS, sentences=1)))
    assert summarize("", method=method) == Summary(())
    assert summarize("1! 2! 3! ? !", method=method).picks == ()


def test_lead_takes_the_first_sentences_in_turn() -> None:
    assert {pick.span.start for pick in summarize([WIRE, HALE], sentences=2, method="lead").picks} == {0}


HALE = Article("A bakery in Hale burned down. Nobody was hurt when it did. The baker will build it up again.", "hale")


def test_position_is_a_weight() -> None:
    text = "A gull cried over Hale at dawn. " + "The mayor of Hale closed the old harbour of Hale today. " * 1
    assert texts(summarize(text, sentences=1, position=0)) != texts(summarize(text, sentences=1, position=1000))


# --- mending


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The pumps were old.", None),
        ("Butter was cheap.", None),
        ("But he left.", None),
        ("But for the rain, all was well.", None),
        ("Then came the flood.", None),
        ("So far, all is well.", None),
        ("“But the pumps were old,” Brandt said.", None),
        ("But the pumps were old.", "the pumps were old."),
        ("However, the pumps were old.", "the pumps were old."),
        ("And, however, the pumps were old.", "the pumps were old."),
        ("And in addition, the pumps were old.", "the pumps were old."),
    ],
)
def test_openings_that_are_cut(text: str, kept: str | None) -> None:
    assert (text[cut_opening(text, Lexicon.shipped()) :] if cut_opening(text, Lexicon.shipped()) else None) == kept


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("Two days were lost in May.", False),
        ("The two Koreas will play.", False),
        ("First came the flood.", False),
        ("Within the town walls all was dry.", False),
        ("Without rain the dam will hold.", False),
        ("Many more than ten boats sank.", False),
        ("Two days later, the dam burst.", True),
        ("The next day the dam burst.", True),
        ("First, the dam is old.", True),
        ("The two engineers left.", True),
        ("Within 24 hours, the dam burst.", True),
        ("Without it, the dam will hold.", True),
        ("Fifty of them left.", True),
        ("Earlier in the day, it rained.", True),
    ],
)
def test_what_counts_from_the_sentence_before_needs_it(text: str, hangs: bool) -> None:
    behind = sentences_of(Article(f"The old dam above Telford held. {text}"))[1]
    assert behind.hanging == hangs


def test_what_an_article_begins_with_counts_from_nothing() -> None:
    assert not sentences_of(Article("The two engineers of Telford left on Sunday. The dam held."))[0].hanging


def test_a_headline_is_that_of_a_story_that_is_printed() -> None:
    told = "The ferry Corrina ran aground off Marrow Point on Tuesday, and all passengers were brought ashore at Hale."
    other = Article("It rained.", "a", title="Ferry Corrina harbour to be dug out off Marrow Point next year")
    assert summarize([other, Article(told, "b", title="Otters of Orme swim again")], words=30).headline is None
    found = summarize([other, Article(told, "b", title="Ferry aground off Marrow Point")], words=30).headline
    assert found is not None
    assert found.text == "Ferry aground off Marrow Point"


def test_two_articles_begin_a_summary_with_one_fact_once() -> None:
    one = "Governor Ruth Okello of Hale signed a bill on Tuesday that allows ferries to sail at night."
    other = "Ferries may sail at night after the governor of Hale, Ruth Okello, signed a bill this week."
    picked = texts(summarize([Article(one, "a"), Article(other, "b")], sentences=2))
    assert len(picked) == 1


def test_a_cut_is_marked_and_the_original_stays() -> None:
    (pick,) = (pick for pick in summarize(NEWS, sentences=12).picks if "divers" in pick.text.lower())
    assert pick.text.startswith("Divers found a tear")
    assert pick.span.of(WIRE.text).startswith("But divers found")
    (edit,) = pick.edits
    assert (edit.kind, edit.span.of(WIRE.text), edit.text) == ("cut", "But d", "D")


def test_a_pronoun_comes_with_the_sentence_that_names() -> None:
    picked = texts(summarize(WIRE, sentences=12))
    at = picked.index("She said the engine had been repaired in May.")
    assert picked[at - 1] == "Brandt has spoken to the coast guard."
    for sentences in range(1, 12):
        before = ["", *texts(summarize(WIRE, sentences=sentences))]
        assert all(a.startswith("Brandt has") for a, b in pairwise(before) if b.startswith("She said"))


def test_names_stand_in_brackets_only_where_they_are_allowed() -> None:
    assert not any("[" in text for text in texts(summarize(WIRE, sentences=12)))
    picks = summarize(WIRE, sentences=12, speaker="brandt", resolve=True).picks
    (pick,) = (pick for pick in picks if pick.edits)
    assert pick.text == "[Ilse Brandt] said the engine had been repaired in May."
    assert pick.edits[0].span.of(WIRE.text) == "She"


def test_a_name_in_brackets_spares_the_sentence_before() -> None:
    text = "Otto Lind rued the failure of the old harbour wall. “We had the chance to mend the wall in May,” he said."
    for resolve in (False, True):
        (pick,) = summarize(text, sentences=1, focus="mend", resolve=resolve).picks
        assert pick.text == "“We had the chance to mend the wall in May,” [Otto Lind] said."
        assert [edit.span.of(text) for edit in pick.edits] == ["he"]


def test_passages_end_at_headings_and_other_articles() -> None:
    found = sentences_of(HALE)
    assert passages([*found[:1], *sentences_of(Article("It rained on the town of Hale.", "b"))]) == [Passage(0, 1)]
    split = Article(
        "A bakery in Hale burned down at night.\n\nWhat the baker said about it\n\nIt will be built up again."
    )
    assert passages(sentences_of(split)) == [Passage(0, 1)]


def test_a_quotation_of_several_sentences_comes_with_what_stands_before_it() -> None:
    said = "Ana Reyes spoke in the old town of Hale. “The dam of Hale has held. The dam is very old.”"
    found = passages(sentences_of(Article(said)))
    assert found == [Passage(0, 1), Passage(0, 3)]


# --- what it is about, and who speaks


def test_focus_takes_what_answers() -> None:
    assert texts(summarize(NEWS, sentences=1, focus="divers' tear")) == [
        "Divers found a tear of four metres in the hull near the engine room."
    ]
    assert summarize(NEWS, focus="otters").picks == ()


def test_quotes_answer_too() -> None:
    picks = summarize(NEWS, sentences=3, quotes=2, focus="lifeboats storm").picks
    assert [pick.speaker for pick in picks] == ["Otto Lind"]


def test_a_speaker_alone_is_summarized() -> None:
    assert texts(summarize(NEWS, speaker="LIND")) == [
        "“We lost three of our lifeboats in the storm,” said Otto Lind, the mayor of Hale."
    ]


def test_quotes_are_woven_in_and_no_utterance_twice() -> None:
    for number in (1, 2, 3, 9):
        quoted = [pick for pick in summarize(NEWS, sentences=9, quotes=number).picks if pick.quote]
        assert [pick.speaker for pick in quoted].count("Ilse Brandt") == 1
        assert len(quoted) == min(number, 2)
    summary = summarize(NEWS, sentences=3, quotes=1)
    assert [pick.speaker for pick in summary.picks if pick.quote] == ["Ilse Brandt"]
    assert "Captain Ilse Brandt" in str(summary)


def test_quotes_keep_the_budget() -> None:
    for words in range(10, 60, 5):
        assert len(str(summarize(NEWS, words=words, quotes=2)).split()) <= max(words, 20)


# --- provenance


def test_agreement_and_outlets() -> None:
    first = summarize(NEWS, sentences=1).picks[0]
    assert first.agreement == ({"wire": "echo", "echo": "wire"}[first.article],)
    assert 0.9 < first.score <= 1
    assert {pick.outlet for pick in summarize(NEWS, sentences=9).picks} == {"The Wire", None}
    assert "corrina ran" in first.concepts or "ferry corrina" in first.concepts


def test_only_takes_what_a_single_article_tells() -> None:
    picks = summarize(NEWS, sentences=9, only=True).picks
    assert picks
    assert all(pick.agreement == () for pick in picks)
    assert not any("aground" in pick.text for pick in picks)


def test_the_headline_is_the_title_that_tells_most() -> None:
    headline = summarize(NEWS).headline
    assert headline is not None
    assert (headline.article, headline.text) == ("wire", WIRE.title)
    assert summarize(HALE).headline is None


# --- the greedy choice, against a slow and obvious one


def slow_choice(held: list[frozenset[int]], weight: list[float], length: list[int], number: int) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < min(number, len(held)):
        covered = set().union(*(held[one] for one in chosen))

        def rate(one: int, covered: set[int] = covered) -> float:
            return float(
                f"{math.fsum(weight[c] for c in held[one] - covered) / (SHORTEST + length[one]) ** LENGTH:.9g}"
            )

        best = max((one for one in range(len(held)) if one not in chosen), key=lambda one: (rate(one), -one))
        if not rate(best):
            break
        chosen.append(best)
    return chosen


@pytest.mark.parametrize("seed", range(20))
def test_the_lazy_choice_is_the_greedy_one(seed: int) -> None:
    rng = random.Random(seed)
    lines = [f"Gull {index} " + "x " * rng.randint(4, 20) + "flew." for index in range(25)]
    found = [sentences_of(Article(line, id=str(index)))[0] for index, line in enumerate(lines)]
    held = [frozenset(rng.choices(range(30), k=rng.randint(1, 6))) for _ in lines]
    weight = [rng.random() for _ in range(30)]
    concepts = Concepts(held, weight, [1] * 30, [""] * 30, {})
    silent = Echoes(Rarity({}, 0.0))
    silent.of = lambda text, home="", leads=False: []  # type: ignore[method-assign]
    outline = Outline(found, silent, 8, math.inf)
    Coverage(outline, concepts, [1.0] * 25).choose([Passage(one, one + 1) for one in range(25)], fill=True)
    assert list(outline.chosen) == slow_choice(held, weight, [one.words for one in found], 8)


def test_heads_of_two_articles_say_the_same_with_less_in_common() -> None:
    shared = "ferry Corrina harbour lifeboat"
    said = Echoes(Model.shipped().rarity)
    said.note(7, f"{shared} otters bakery quarry penguin glacier tunnel museum", "a", leads=True)
    other = f"violin {shared.replace(' ', ' xylo ')} orchard castle zebra marathon falcon lantern"
    assert [said.of(other, home, leads) for home, leads in (("b", True), ("b", False), ("a", True))] == [[7], [], []]


def test_concepts_weigh_more_where_more_articles_hold_them() -> None:
    found = [one for article in NEWS for one in sentences_of(article)]
    concepts = concepts_of(found, Model.shipped().rarity)
    weight = {form: concepts.weight[number] for number, form in enumerate(concepts.shown)}
    assert weight["ferry corrina"] > weight["nordwell the"]
    assert "on the" not in weight


# --- Short sentences ---


@pytest.mark.parametrize(
    ("texts", "picked"),
    [
        ([], []),
        (["Rain"], []),
        (["It rained."], ["It rained."]),
        (["It is. He was."], []),
        (["It rained. He left. No.", "Yes. We go."], ["He left."]),
        (["Rain in Leith\n\nThe dam held."], ["The dam held."]),
        (["Nobody slept. The dam above Telford held. It did."], ["Nobody slept.", "The dam above Telford held."]),
    ],
)
def test_where_all_sentences_are_short_the_best_of_them_are_the_summary(texts: list[str], picked: list[str]) -> None:
    assert [pick.text for pick in summarize(texts).picks] == picked
