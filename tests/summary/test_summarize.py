from __future__ import annotations

import math
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.errors import UsageError
from quotekit.records import Article, Summary
from quotekit.summary.concepts import prominence
from quotekit.summary.outline import Overlap
from quotekit.summary.rankings import Closeness, tfidf
from quotekit.summary.sentences import hangs, sentences_of
from quotekit.summary.summarize import summarize
from quotekit.text.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[2]

HARBOUR = Article(
    """Ferry aground off Marrow Point

By Tilda Voss

The night ferry Corrina ran aground off Marrow Point on Tuesday with 212 passengers on board.
Lifeboats from three harbours brought every passenger of the ferry ashore before sunrise.
“The engine stopped and the wind did the rest,” said Captain Ilse Brandt.
She has sailed the route between Hale and Marrow Point for nineteen years.
The coast guard will inspect the hull of the Corrina at low tide on Thursday.
Two crew members were treated for bruises at the clinic in Hale.
""",
    id="harbour",
    title="Ferry aground off Marrow Point",
)
COURIER = Article(
    """Home > News > Coast

All 212 passengers of the Corrina, the night ferry, are safe after it ran aground at Marrow Point on Tuesday.
The shipping line Nordwell has cancelled its ferry crossings to Hale until the weekend.
However, its rival Blue Anchor will carry passengers with a valid ticket at no charge.
Tourists in Hale queued for hours outside the ticket office in heavy rain.
""",
    id="courier",
)
ECHO = Article(
    """The night ferry Corrina ran aground off Marrow Point late on Tuesday with 212 passengers on board, a pilot said.
Divers found a tear of four metres in the hull of the ferry near the engine room.
Nordwell shares fell by six per cent at the opening of the exchange in Hale.
""",
    id="echo",
)
COVERAGE = [HARBOUR, COURIER, ECHO]
VALLEY = "The reservoir above the valley of Orme is full again after a long and wet winter."


def texts(summary: Summary) -> list[str]:
    return [pick.text for pick in summary.picks]


def size(summary: Summary) -> int:
    return len(str(summary).split())


# --- what the caller gets wrong, and what holds no sentence


@pytest.mark.parametrize("value", [0, -1, -100, True, False, 2.0, "3", math.nan])
@pytest.mark.parametrize("name", ["sentences", "words"])
def test_a_bad_budget_is_named(name: str, value: Any) -> None:
    with pytest.raises(UsageError) as caught:
        summarize(VALLEY, **{name: value})
    assert str(caught.value) == f"{name} is a whole number of 1 or more, or None, not {value!r}"


def test_a_bad_budget_is_named_before_any_article_is_read() -> None:
    with pytest.raises(UsageError, match="sentences"):
        summarize((Article(1 / 0) for _ in "a"), sentences=0)  # type: ignore[arg-type]


def test_the_text_of_an_article_is_a_string() -> None:
    with pytest.raises(UsageError, match="the text of an article is a str, not int: 3"):
        Article(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [[3], [VALLEY, None]])
def test_what_is_no_article_is_named(value: Any) -> None:
    with pytest.raises(UsageError, match=r"an article is an Article or a str, not (int|NoneType)"):
        summarize(value)


NOTHING: dict[str, Any] = {
    "no article": [],
    "an exhausted iterator": iter(()),
    "an empty text": "",
    "white space": " \n\t\n ",
    "only headings": "Ferry aground off Marrow Point\n\nWhat the captain said to the inquiry\n\nMore from the coast\n",
    "function words only": "He was what he was, and so it is.",
    "no letters": "1! 2! 3! ? ! . , ; : - ! ! ! ! ! !",
    "a list without an end": "Cod " * 61 + ".",
    "punctuation for words": ". . . . . . . . . .",
    "a lone surrogate": "\ud800",
}


@pytest.mark.parametrize("articles", NOTHING.values(), ids=NOTHING)
def test_without_a_usable_sentence_there_are_no_picks(articles: Any) -> None:
    assert summarize(articles) == summarize(articles, percent=10) == Summary(())


# --- what is never picked

NEVER = [
    "Ferry aground off Marrow Point in the night",
    "Read more: How the Corrina was built in nine months.",
    "Read also what the passengers of the ferry wrote home.",
    "Click here for all pictures of the ferry Corrina.",
    "Breaking News Emails Get breaking news about ferries and harbours at once.",
    "EMBED More Videos First look at the new ferry of Hale.",
    "Tilda Voss reports during Action News on the ferry Corrina.",
    "1 of 10 Full Screen Close The ferry Corrina lies on rocks.",
    "Skip in Skip The ferry Corrina lies on rocks off Hale.",
    "The interactive transcript of the ferry inquiry could not be loaded.",
    "Caption The ferry Corrina lies on rocks off Hale.",
    "When you tweet about the ferry, the harbour of Hale is stored.",
    "You can switch ferry letters on or off.",
    "Anyone with information on the ferry Corrina should call the coast guard.",
    "If you have any information on the ferry, you can call the harbour.",
    "Captain Brandt (2nd L) waits on the pier of Hale.",
    "Ilse Brandt testifies on the ferry, Wednesday, May 15, 2031 in Hale.",
    "The Corrina page is contributed by readers and may be ingested into the Wayback Machine.",
    "Sign up for our letter about ferries and harbours.",
    "Subscribe today and never miss news of the ferry.",
    "Follow us for every turn in the ferry case.",
    "Watch the lifeboats reach the ferry off Marrow Point.",
    "Photo: The ferry Corrina lies on rocks near Marrow Point.",
    "FILE - The ferry Corrina leaves the harbour of Hale in May.",
    "In this May photo, the ferry Corrina leaves the harbour of Hale.",
    "The ferry Corrina leaves Hale in a file photo from last summer.",
    "The ferry Corrina lies on rocks off Hale. (Ada Lind / Staff)",
    "The ferry Corrina lies on rocks off Hale. (AP Photo/Ada Lind)",
    "You can add your own pictures of the ferry Corrina below.",
    "By clicking the button you agree to our ferry letter terms.",
    "Click through the gallery to see more of the ferry Corrina.",
    "Here’s a list of the ferries that ran aground off Hale.",
    "Associated Press The ferry Corrina leaves the harbour of Hale.",
    "View Images The ferry Corrina leaves the harbour of Hale.",
    "The mayor speaks to the crew of the ferry Corrina, Friday, May 2, 2031.",
    "Ada Lind / Reuters The ferry Corrina is seen off Hale in May.",
    "TRAILER: The ferry Corrina leaves the harbour of Hale.",
    "Divers took this still image of the ferry Corrina in May.",
    "The ferry Corrina sank fast, as you see in the video above.",
    "The board asked for declassi?cation of the ferry papers.",
    "The ferry Corrina (owned by a bank of Hale ran aground.",
    ". of the ferry Corrina and the harbour of Hale.",
    "And don’t forget to rate the ferry Corrina in our list of boats.",
    "Sorry, the ferry page that you asked for was not found.",
    "Mayor Warns: Ferry Corrina Is In Grave Danger Off Hale.",
    "Two crew members of the ferry were then then treated in Hale.",
    "ILSE BRANDT: The engine of the ferry stopped off Marrow Point.",
    "Bars show how many ferries ran aground off Hale by year.",
    "17 May, 2031, when the ferry Corrina left the harbour of Hale.",
    "Tilda Voss is a staff writer at the Courier who covers ferries.",
    "For more news of the ferry, follow the boats of Hale.",
    "The ferry Corrina is seen off the harbour of Hale on Friday, May 2, 2031.",
    "Passengers make their way past the ferry in Hale, Friday, May, 2 2031.",
    "Ada Lind | The ferry Corrina lies on rocks near Marrow Point.",
    "Copyright 2031 The Hale Courier, which owns all ferry pictures.",
    "and the ferry Corrina was towed to the harbour of Hale.",
    "The ferry Corrina was towed to the harbour of ...",
    "The ferry Corrina was towed to the harbour of Hale",
    "The ferry Corrina.",
    "The captain of the ferry said “the engine stopped off Marrow Point.",
    "The engine stopped off Marrow Point” is what the captain of the ferry said.",
    'The captain of the ferry said "the engine stopped off Marrow Point.',
    "The captain of the ferry said «the engine stopped off Marrow Point.",
]


@pytest.mark.parametrize("line", NEVER)
@pytest.mark.parametrize("frame", ["{line}\n\n{body}", "{body}\n\n{line}\n\n{body}", "{body}\n\n{line}\n"])
def test_this_is_never_picked(line: str, frame: str) -> None:
    body = "The night ferry ran aground off Marrow Point on Tuesday with 212 passengers on board."
    assert texts(summarize(frame.format(line=line, body=body), sentences=9)) == [body]


@pytest.mark.parametrize(
    "line",
    [
        "Reading the charts, the captain turned the ferry to the north.",
        "Watching from the pier, hundreds cheered the crew of the ferry.",
        "“The engine stopped off Marrow Point,” the captain of the ferry said.",
        'Was it the engine that stopped the "old lady of Hale"?',
        "The captain (who joined in May) stopped the engine (twice.)",
        "The ferry took 9 / 10 of its passengers to Hale.",
        "In May 2031, when the ferry left Hale, nobody waved.",
        "Mayor Ruth Okello of Hale said Ferry Day would be kept.",
        "The ferry line gave in, in part: its for-profit boats are for sale.",
        "The bars show no mercy to the crews of ferries.",
    ],
)
def test_its_neighbour_may_be_picked(line: str) -> None:
    assert texts(summarize(line)) == [line]


@pytest.mark.parametrize(
    "dateline",
    [
        "HALE — ",
        "HALE, N.Y. - ",
        "HALE/ORME (Reuters) - ",
        "HALE, March 3 (AFP) – ",
        "Port Hale (AP) -- ",
        "(CNN) ",
        "(CNN)",
        "Port Hale, OR - ",
        "Port Hale, New Orme (CNN) ",
        "Port Hale (CNN)",
        "Oct 24 (Reuters) - ",
        "HALE/TELFORD ",
        "• ",
        "— ",
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(dateline: str) -> None:
    line = "The night ferry Corrina ran aground on Tuesday."
    (pick,) = summarize(dateline + line).picks
    assert (pick.text, pick.span.of(dateline + line), pick.edits) == (line, line, ())


@pytest.mark.parametrize(
    "line",
    [
        "NASA — and not ESA — paid for the ferry.",
        "FERRY — an old word — is in use.",
        "ROMAN-CATHOLIC schools in Hale will close in May.",
    ],
)
def test_dashes_alone_are_no_dateline(line: str) -> None:
    assert texts(summarize(line)) == [line]


def test_what_happened_goes_before_what_a_writer_asks_and_thinks() -> None:
    told = Article("The night ferry Corrina ran aground off Hale.")
    asked = Article("Why did the night ferry Corrina run aground off Hale?")
    thought = Article(told.text, title="OPINION: Ban the ferries")
    of_each = [prominence(sentences_of(one)[0]) for one in (told, asked, thought)]
    assert of_each[0] > max(of_each[1:])


QUOTATION = (
    "“The engine of the ferry was old. The board knew that the engine of the ferry was old. "
    "We told the board about the engine of the ferry,” the mechanic said."
)


@pytest.mark.parametrize("sentences", range(1, 7))
def test_a_quotation_of_several_sentences_is_picked_whole_or_not_at_all(sentences: int) -> None:
    before = "The harbour board met on Friday to discuss the ferry and its engine."
    after = "The board of the harbour will meet again in June."
    picked = str(summarize(f"{before} {QUOTATION} {after}", sentences=sentences))
    assert QUOTATION in picked or not any(part in picked for part in ("was old", "We told"))
    assert picked


def test_a_paragraph_that_carries_a_quotation_on_without_a_mark_is_not_picked_in_part() -> None:
    text = (
        "“The engine of the ferry was old and the board of the harbour knew.\n\n"
        "“Nobody at the harbour board listened to the crew of the ferry.”\n\n"
        "The harbour board rejects what the mechanic of the ferry says.\n"
    )
    assert not any(text.startswith("“The engine") for text in texts(summarize(text, sentences=9)))


def test_headline_breadcrumb_and_byline_stay_out() -> None:
    picked = texts(summarize(COVERAGE, sentences=50))
    assert len(picked) > 5
    assert not [text for text in picked if text.startswith(("Home", "Ferry aground", "By Tilda"))]


def test_the_title_is_not_picked_where_the_text_repeats_it_as_a_sentence() -> None:
    article = Article(
        "Storm closes the harbour of Hale again.\n\nBoats stayed in port as waves broke over the harbour wall.",
        title="Storm closes the harbour of Hale again",
    )
    assert texts(summarize(article)) == ["Boats stayed in port as waves broke over the harbour wall."]


# --- budgets


@pytest.mark.parametrize("sentences", [1, 2, 3, 5, 8])
def test_as_many_sentences_as_asked_for(sentences: int) -> None:
    assert len(summarize(COVERAGE, sentences=sentences).picks) == sentences


def test_five_sentences_unless_told() -> None:
    assert summarize(COVERAGE) == summarize(COVERAGE, sentences=5)


@pytest.mark.parametrize("words", [14, 15, 20, 33, 50, 75, 100, 1000])
def test_whole_sentences_within_the_words(words: int) -> None:
    summary = summarize(COVERAGE, words=words)
    assert 0 < size(summary) <= words
    assert len(summarize(COVERAGE, words=words, sentences=2).picks) <= 2


def test_words_are_not_filled_with_what_tells_little_but_sentences_are() -> None:
    assert 3 < len(summarize(COVERAGE, words=1000).picks) < len(summarize(COVERAGE, sentences=9).picks)


def test_one_sentence_even_if_none_fits() -> None:
    assert summarize(COVERAGE, words=1) == summarize(COVERAGE, sentences=1)


def test_a_sentence_that_does_not_fit_is_skipped_for_the_next_best() -> None:
    long = (
        "The reservoir above the valley of Orme, which burst its dam in the flood of March, is full again after rain."
    )
    short = "The dam of the reservoir was raised in summer."
    text = f"{long} {short}"
    assert texts(summarize(text, sentences=1)) == [long]
    assert texts(summarize(text, words=12)) == [short]


def test_the_rest_of_a_long_article_fills_a_long_summary() -> None:
    names = [
        "Alder",
        "Birch",
        "Cedar",
        "Elder",
        "Hazel",
        "Holly",
        "Larch",
        "Maple",
        "Olive",
        "Rowan",
        "Thorn",
        "Willow",
    ]
    places = [f"{name} lodge near {name.lower()}ford lost {number} sheep" for number, name in enumerate(names, 30)]
    text = " ".join(f"{place} to {name.lower()}wolves." for place, name in zip(places, names))
    assert len(summarize(text, sentences=12).picks) == 12
    assert all(pick.text.split()[0] in names[:10] for pick in summarize(text, sentences=4).picks)


# --- order


@pytest.mark.parametrize("budget", [{"sentences": 1}, {"sentences": 4}, {"words": 60}])
def test_the_order_of_the_articles_changes_nothing(budget: dict[str, Any]) -> None:
    expected = summarize(COVERAGE, **budget).picks
    for shuffled in permutations(COVERAGE):
        picks = summarize(shuffled, **budget).picks
        assert picks == expected


def test_equal_scores_fall_to_the_lower_id_and_the_earlier_sentence() -> None:
    left = Article("The mayor of Hale opened a bakery.", id="b")
    right = Article("The mayor of Orme opened a brewery.", id="a")
    assert [pick.article for pick in summarize([left, right], sentences=1).picks] == ["a"]


def test_a_generator_of_texts_and_articles() -> None:
    assert summarize(article for article in COVERAGE) == summarize(COVERAGE)
    assert summarize(HARBOUR) == summarize([HARBOUR])
    assert texts(summarize(HARBOUR.text)) == texts(summarize([HARBOUR.text]))


def test_the_hash_seed_changes_nothing_and_the_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, quotekit.summary.summarize as s; "
        "heavy = {'numpy', 'sklearn', 'scipy', 'nltk', 'pandas'} & set(sys.modules);"
        "print(heavy, [(p.span.start, p.score) for p in s.summarize(sys.argv[1:], words=60).picks])"
    )
    found = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, *(article.text for article in COVERAGE)]
        found.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1
    assert found.pop().startswith("set() [(")


# --- redundancy


def bigrams(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", text.lower())
    return set(pairwise(words))


def near_duplicates(summary: Summary) -> list[tuple[str, str]]:
    return [(a, b) for a, b in combinations(texts(summary), 2) if share_too_much(bigrams(a), bigrams(b))]


def share_too_much(a: set[tuple[str, str]], b: set[tuple[str, str]]) -> bool:
    return 2 * len(a & b) > min(len(a), len(b))


def test_an_article_given_twice_counts_once() -> None:
    copy = Article(HARBOUR.text, id="wire copy")
    assert summarize([HARBOUR, HARBOUR], sentences=9) == summarize(HARBOUR, sentences=9)
    assert texts(summarize([copy, HARBOUR], sentences=9)) == texts(summarize(HARBOUR, sentences=9))
    assert {pick.article for pick in summarize([copy, HARBOUR], sentences=9).picks} == {"harbour"}


def test_the_same_news_in_two_outlets_words_is_told_once() -> None:
    summary = summarize(COVERAGE, sentences=50)
    assert near_duplicates(summary) == []
    assert sum("ran aground" in text for text in texts(summary)) < 3
    assert sum(text.startswith("The night ferry Corrina ran aground") for text in texts(summary)) == 1


def test_a_lightly_edited_copy_adds_no_near_duplicate() -> None:
    edited = Article(HARBOUR.text.replace("The ", "Then the ").replace("passengers", "travellers"), id="edited")
    assert near_duplicates(summarize([HARBOUR, edited], words=500)) == []


# --- what may stand alone


@pytest.mark.parametrize(
    ("text", "hanging"),
    [
        ("Shelley Moss won the regatta of Hale.", False),
        ("Item nine was struck from the list.", False),
        ("“She won the regatta,” the coach said.", True),
        ("She won the regatta of Hale.", True),
        ("However, the regatta of Hale went on.", True),
        ("Its owner sold the boat in May.", True),
        ("“The regatta went on in the rain.”", True),
        ("“The regatta” of the “old harbour”", False),
        ("— But the regatta of Hale went on.", True),
    ],
)
def test_hanging(text: str, hanging: bool) -> None:
    assert hangs(text, Lexicon.shipped()) is hanging


def test_a_sentence_that_opens_with_a_pronoun_yields_to_one_with_a_name() -> None:
    named = "Oona Reyes repaired the lighthouse lamp with copper wire."
    hanging = "She repaired the lighthouse clock with copper wire."
    assert texts(summarize([Article(named, id="b"), Article(hanging, id="a")], sentences=1)) == [named]
    assert texts(summarize(hanging)) == [hanging]


# --- traces


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from(list("aehrt  ..!?“”\"'’\n\u00a0é—")), max_size=200).map(
            lambda noise: f"The old mill of Hale burned down.{noise} Nobody of the\n crew  was in the mill."
        ),
        max_size=4,
    ),
    st.integers(1, 6),
)
def test_every_pick_is_a_span_of_its_article(articles: list[str], sentences: int) -> None:
    by_id = {Article(text).id: text for text in articles}
    summary = summarize(articles, sentences=sentences)
    assert len(summary.picks) <= sentences
    for pick in summary.picks:
        assert pick.text == " ".join(pick.span.of(by_id[pick.article]).split())
        assert pick.text.count("“") == pick.text.count("”")
        assert pick.text.count('"') % 2 == 0
        assert 0 < pick.score <= 1
    assert near_duplicates(summary) == []


def test_white_space_within_a_sentence_is_shown_as_one_space() -> None:
    text = "The old mill of\u00a0Hale burned  down\tin\nthe night to Sunday, and\nthe wheel of the mill was\nlost.\n"
    (pick,) = summarize(text).picks
    assert pick.text == " ".join(text.split())
    assert pick.span.of(text) == text.strip()


# --- the arithmetic, against a slow and obvious one


def slow_vectors(sentences: list[list[str]]) -> list[dict[str, float]]:
    """(1 + log tf) * (log((1 + n) / (1 + df)) + 1), each vector divided by its length."""
    held = Counter(word for sentence in sentences for word in set(sentence))
    vectors = []
    for sentence in sentences:
        weights = {
            word: (1 + math.log(count)) * (math.log((1 + len(sentences)) / (1 + held[word])) + 1)
            for word, count in Counter(sentence).items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values()))
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def total(vectors: list[dict[str, float]]) -> dict[str, float]:
    words = {word for vector in vectors for word in vector}
    return {word: sum(vector.get(word, 0.0) for vector in vectors) for word in words}


def slow_cosine(a: dict[str, float], b: dict[str, float]) -> float:
    product = sum(weight * b.get(word, 0.0) for word, weight in a.items())
    return product / math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))


@pytest.mark.parametrize("seed", range(20))
def test_closeness_equals_the_definition(seed: int) -> None:
    rng = random.Random(seed)
    words = ["ferry", "harbour", "mill", "lamp", "tide", "wheel", "copper", "rain", "clock"]
    sentences = [rng.choices(words, k=rng.randint(1, 9)) for _ in range(rng.randint(1, 9))]
    slow = slow_vectors(sentences)
    centroid = total(slow)
    fast = Closeness(tfidf([" ".join(sentence) for sentence in sentences]))
    np.testing.assert_allclose(fast.alone(), [slow_cosine(vector, centroid) for vector in slow])
    chosen: list[dict[str, float]] = []
    for index in rng.sample(range(len(slow)), min(3, len(slow))):
        with_each = [slow_cosine(total([*chosen, vector]), centroid) for vector in slow]
        np.testing.assert_allclose(fast.with_each(), with_each)
        cosines = [slow_cosine(slow[index], vector) for vector in slow]
        np.testing.assert_allclose(fast.add(index), cosines, atol=1e-12)
        chosen.append(slow[index])


@pytest.mark.parametrize("seed", range(10))
def test_overlap_equals_the_definition(seed: int) -> None:
    rng = random.Random(seed)
    lines = [" ".join(rng.choices("abcd", k=rng.randint(2, 8))) for _ in range(12)]
    overlap = Overlap(share=0.5, fewest=1)
    for index, line in enumerate(lines):
        overlap.note(index, bigrams(line))
    for line in lines:
        own = bigrams(line)
        expected = [o for o, b in enumerate(map(bigrams, lines)) if share_too_much(own, b)]
        assert overlap.with_items(own) == expected


# --- hostile input


@pytest.mark.parametrize(
    "unit", ["“", '"', "“A b c d e f. ", "(", "(a / ", "The mill of Hale burned down. ", "by ", "/", "this "]
)
def test_hostile_text_is_no_burden(unit: str) -> None:
    summarize(VALLEY)  # loads scikit-learn
    began = time.perf_counter()
    summarize(unit * (40_000 // len(unit)), words=10**6)
    assert time.perf_counter() - began < 5
