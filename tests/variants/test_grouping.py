"""Groups of quotes that render one utterance: which link, in which words they differ, whose they are."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import GoldQuote, read_gold

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.exporting.variants import compared, group_rows, informed, marked_up, with_groups
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.reading.origin import date_line, outlet_of
from quotekit.reading.reader import read
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import Row
from quotekit.variants.alignment import (
    _longest_run_of_few_words,
    common_length,
    differences,
    likest_stretch,
    longest_run,
)
from quotekit.variants.clustering import clusters
from quotekit.variants.grouping import Variants, worded
from quotekit.variants.groups import VariantGroup
from quotekit.variants.likeness import Odds, likeness
from quotekit.variants.measures import in_one_stretch
from quotekit.variants.stems import folded, printed_in
from quotekit.variants.wordings import Rarities

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SEEDS = ROOT.parent / "shared" / "seeds"
REYES, OKELLO = "Ana Reyes", "Ruth Okello"

Told = tuple[str, str | None]
"""What is said, and by whom."""

TIRADE = "This minister was odd from the start, and nobody dared say so. Well, look here, captain. You are sacked! "
TIRADE += "And I hope that his crew is glad to hear of it."

LINKED: list[tuple[str, bool, Told, Told]] = [
    ("two-utterances", False, ("The dam held all night.", REYES), ("Nobody slept in the valley.", REYES)),
    ("phrase-of-two", False, ("We'll see.", REYES), ("We'll see.", OKELLO)),
    ("phrase-of-nobody", False, ("We'll see.", None), ("We'll see.", None)),
    ("one-word-in-common", False, ("The dredger sank in the bay.", REYES), ("Our dredger costs too much.", OKELLO)),
    ("a-word-of-many", False, ("Yes,", REYES), ("Yes, yes. The dredger sank in the bay.", REYES)),
    ("stretch-of-another-speaker", False, ("Well, look here, sailor, you are sacked!", OKELLO), (TIRADE, REYES)),
    ("words-of-two-stretches", False, ("Odd, he dared hear of it.", None), (TIRADE, REYES)),
    ("a-stretch-nearly", True, ("Well, look here, sailor, you are sacked!", None), (TIRADE, REYES)),
    ("a-stretch", True, ("And I hope that his crew is glad,", None), (TIRADE, REYES)),
    ("identical", True, ("The dredger sank in the muddy bay.", REYES), ("The dredger sank in the muddy bay.", REYES)),
    (
        "identical-of-nobody",
        True,
        ("The dredger sank in the muddy bay.", None),
        ("The dredger sank in the muddy bay.", REYES),
    ),
    (
        "cut",
        True,
        ("The dredger sank in the muddy bay, and nobody from the ministry came to look.", REYES),
        ("The dredger sank in the muddy bay.", REYES),
    ),
    (
        "changed",
        True,
        ("Sometimes the dredger sinks in the muddy bay of Penmorrow.", REYES),
        ("Many times the dredger sank in the muddy bay of Penmorrow.", REYES),
    ),
]


def said(outlet: str, told: Told, published: str | None = None, kind: str = "direct") -> Analysis:
    """An article that is one quote."""
    text, who = told
    speakers = (Speaker(f"{outlet}:s1", who, "person"),) if who else ()
    quote = Quote(
        f"{outlet}-1",
        outlet,
        "direct" if kind == "direct" else "indirect",
        "statement",
        (Span(1, len(text) + 1),),
        speaker=speakers[0].id if speakers else None,
    )
    article = Article(f"“{text}” The dredger, Penmorrow, the harbour.", outlet, outlet=outlet, published=published)
    return Analysis((article,), (quote,), speakers)


def grouped(*analyses: Analysis) -> Variants:
    variants = Variants()
    for analysis in analyses:
        variants.add(analysis)
    return variants


@pytest.mark.parametrize(("is_one", "one", "other"), [row[1:] for row in LINKED], ids=[row[0] for row in LINKED])
def test_quotes_are_linked(is_one: bool, one: Told, other: Told) -> None:
    assert bool(list(grouped(said("echo", one), said("wire", other)))) is is_one
    assert bool(list(grouped(said("wire", other), said("echo", one)))) is is_one


HOARSE = (
    "Boats or bust, say the hoarse otters. Look here, the harbour of Penmorrow will never again be dredged by you. "
)
HOARSE += "It is all that we have to say."
AGAIN = [
    ("other-speaker", False, ("Look here, the harbour of Penmorrow will never be dredged", OKELLO)),
    ("phrase-of-nobody", False, ("say the hoarse otters", None)),
    ("phrase-of-small-words", False, ("It is all that we have", REYES)),
    ("scattered", False, ("Boats say that the harbour of otters will bust you", None)),
    ("nobody", True, ("Look here, the harbour of Penmorrow will never be dredged", None)),
    ("phrase-of-the-speaker", True, ("say the hoarse otters", REYES)),
]


@pytest.mark.parametrize(("is_one", "told"), [row[1:] for row in AGAIN], ids=[row[0] for row in AGAIN])
def test_a_stretch_told_again_needs_no_other_odds(is_one: bool, told: Told) -> None:
    rarity = Rarities(Model.shipped().rarity_in_paragraphs)
    one, other = (wording for one in (told, (HOARSE, REYES)) for _, wording in worded(said("echo", one), rarity))
    assert (likeness(one, other, Odds.of({"marked": {"bias": -9.0}})) > 0) is is_one


SUNK = "The dredger sank in the muddy bay of Penmorrow"


def group() -> VariantGroup:
    late = said("echo", (f"{SUNK} today, and we wept", REYES), "2025-04-12")
    early = said("wire", (f"{SUNK} today", REYES), "2025-04-10")
    other = said("post", (f"{SUNK} today", OKELLO))
    [found] = grouped(late, early, other)
    return found


def test_outlets_are_in_the_order_of_their_dates() -> None:
    assert group().outlets == ["wire", "echo", "post"]


def test_the_representative_is_what_most_outlets_print() -> None:
    assert group().representative.outlet == "wire"
    assert [group().relation(each) for each in group().printings] == ["identical", "part", "identical"]


def test_two_speakers_are_a_dispute() -> None:
    assert group().is_disputed
    assert group().speaker is None
    assert group().speakers == {REYES: ["wire", "echo"], OKELLO: ["post"]}


def rows_with_groups(told: list[Analysis]) -> list[Row]:
    known, variants = informed(told)
    return list(with_groups((row for analysis in known for row in analysis.rows()), variants))


@pytest.mark.parametrize("somebody", [None, "he"])
def test_a_quote_of_nobody_takes_the_speaker_of_its_variants(somebody: str | None) -> None:
    rows = rows_with_groups([said("echo", (SUNK, somebody)), said("wire", (SUNK, REYES))])
    assert [(row["speaker"], row["group"], row["outlets"]) for row in rows] == [(REYES, "echo-1", 2)] * 2
    assert rows[0]["rule"].endswith("+variants")


def test_a_disputed_quote_stays_open() -> None:
    told = [said("echo", (SUNK, None)), said("wire", (SUNK, REYES)), said("post", (SUNK, OKELLO))]
    assert [row["speaker"] for row in rows_with_groups(told)] == [None, REYES, OKELLO]


def test_a_lone_quote_has_no_group() -> None:
    [row] = rows_with_groups([said("echo", (SUNK, REYES))])
    assert (row["group"], row["outlets"]) == (None, 1)


def article(outlet: str, *told: Told) -> Analysis:
    """An article of several quotes."""
    each = [said(f"{outlet}{number}", one) for number, one in enumerate(told)]
    text, quotes = "", list[Quote]()
    speakers: list[Speaker] = []
    for number, (one, (words, _)) in enumerate(zip(each, told), 1):
        span = Span(len(text) + 1, len(text) + 1 + len(words))
        quotes.append(replace(one.quotes[0], id=f"{outlet}-{number}", article=outlet, content=(span,)))
        text, speakers = f"{text}“{words}” ", [*speakers, *one.speakers]
    return Analysis((Article(f"{text}The dredger, Penmorrow, the harbour.", outlet),), tuple(quotes), tuple(speakers))


WHOLE = "The dredger sank in the harbour last night. Nobody from the ministry has ever answered our letters."
HALVES = "The dredger sank in the harbour last night.", "Nobody from the ministry has ever answered our letters."


def test_two_quotes_of_one_article_that_another_prints_as_one_are_parts_of_it() -> None:
    [one] = grouped(article("echo", *((half, REYES) for half in HALVES)), said("wire", (WHOLE, REYES)))
    assert [each.quote.id for each in one.printings] == ["echo-1", "echo-2", "wire-1"]
    assert [one.relation(each) for each in one.printings if each is not one.representative] == ["part", "part"]


def test_unlike_quotes_of_one_article_are_two_utterances() -> None:
    told = "I meant exactly that: the dredger sank.", "No, I meant the dredger sank in the harbour, I do."
    groups = grouped(article("echo", *((each, REYES) for each in told)), said("wire", (told[1], REYES)))
    assert [[each.quote.id for each in one.printings] for one in groups] == [["echo-2", "wire-1"]]


def test_two_speakers_of_one_article_are_two_utterances() -> None:
    words = "I am not quite there yet, not at this point."
    assert not list(grouped(article("echo", (words, REYES), (words, OKELLO))))


def test_few_words_that_an_article_prints_twice_are_two_utterances() -> None:
    text = "“Says who?” “Says who?”"
    quotes = tuple(
        Quote(f"a-{n}", "a", "direct", "statement", (Span(s, s + 9),), speaker="a:s1") for n, s in ((1, 1), (2, 13))
    )
    asked = Analysis((Article(text, "a"),), quotes, (Speaker("a:s1", REYES, "person"),))
    assert list(grouped(asked)) == []


def test_which_of_the_two_is_meant_that_an_article_prints_twice_is_open() -> None:
    assert list(grouped(said("echo", ("Says who?", REYES)), said("wire", ("Says who?", REYES))))
    twice = article("echo", ("Says who?", REYES), ("Says who?", REYES))
    assert not list(grouped(twice, said("wire", ("Says who?", REYES))))


@pytest.mark.parametrize(
    ("act", "one", "other", "is_one"),
    [
        ("mention", f"{SUNK} at 9:06", f"{SUNK} at 9:06", False),
        ("belief", f"{SUNK} at 9:06", f"{SUNK} at 9:06", False),
        ("statement", f"{SUNK} at 9:09", f"{SUNK} at 9:06", False),
        ("statement", "it sank", f"{SUNK} at 9:06", False),
        ("statement", f"{SUNK} at 9:06", f"{SUNK} at 9:06", True),
    ],
)
def test_indirect_speech_joins_what_says_the_same(act: Any, one: str, other: str, is_one: bool) -> None:
    told = [said(outlet, (text, REYES), kind="indirect") for outlet, text in (("echo", one), ("wire", other))]
    told = [Analysis(each.articles, (replace(each.quotes[0], act=act),), each.speakers) for each in told]
    assert bool(list(grouped(*told))) is is_one


def test_a_title_in_marks_joins_none_that_names_it_without() -> None:
    def mixed(outlet: str, text: str) -> Analysis:
        start = text.index(" that ") + 6 if " that " in text else 0
        quote = Quote(f"{outlet}-1", outlet, "mixed", "statement", (Span(start, len(text)),), speaker=f"{outlet}:s1")
        return Analysis((Article(text, outlet, outlet=outlet),), (quote,), (Speaker(f"{outlet}:s1", REYES, "person"),))

    film = mixed("echo", "Penmorrow’s “Dredger Nights”")
    assert not list(
        grouped(film, mixed("wire", "She said that he, “shocked”, would play in Penmorrow’s Dredger Nights"))
    )
    assert list(grouped(film, mixed("wire", "She said that she loved Penmorrow’s film “Dredger Nights”")))


def test_like_words_weeks_apart_are_two_utterances() -> None:
    one = "The dredger sank in the muddy bay, and we wept for days.", REYES
    other = "We wept, because our dredger sank in the muddy bay.", REYES
    assert list(grouped(said("echo", one, "2025-04-10"), said("wire", other, "2025-04-11")))
    assert not list(grouped(said("echo", one, "2025-04-10"), said("wire", other, "2025-06-01")))
    assert list(grouped(said("echo", one, "2025-04-10"), said("wire", one, "2025-06-01")))


def test_the_same_word_for_ever_is_compared_in_time() -> None:
    told = ("dredger " * 20_000, REYES)
    [found] = grouped(
        said("echo", told), said("wire", told, kind="indirect"), said("post", ("dredger " * 10_000, OKELLO))
    )
    assert marked_up(found.differences(found.printings[1])).startswith("dredger dredger")


def test_adding_one_by_one_gives_the_same_groups() -> None:
    articles = list(read(CORPUS / "*.txt"))
    at_once = analyze(articles)
    variants = Variants()
    for article in articles:
        variants.add(analyze(article))
        list(variants)
    assert groups_of(variants) == groups_of(at_once.variants)


def groups_of(variants: Variants) -> set[frozenset[str]]:
    return {frozenset(each.quote.id for each in group.printings) for group in variants}


def test_rows_of_groups_show_what_differs() -> None:
    [row] = group_rows(compared([group()]))
    assert row["first"] == "wire"
    assert [each["differences"] for each in row["quotes"]][1] == f"{SUNK} today, [+and we wept+]"
    assert list(compared([group()], least=4)) == []


# --- Words side by side ---

DIFFERENCES = [
    ("", "", ""),
    ("it held", "it held", "it held"),
    ("it held", "", "[-it held-]"),
    ("", "it held", "[+it held+]"),
    ("it all held", "It held", "It [-all-] held"),
    ("luck is ours", "luck was ours", "luck [-is-][+was+] ours"),
    ("It held, and we wept.", "It held.", "It held. [-and we wept.-]"),
    ("It held—for now, we hope", "It held — so far", "It held — [-for now, we hope-][+so far+]"),
    ("The well-known “Luck,” he said", "the well known luck", "the [-well-known-][+well known+] luck [-he said-]"),
    ("It held—now.", "It held—then.", "It held—[-now.-][+then.+]"),
]


def printed(text: str) -> list[str]:
    return printed_in(text, (Span(0, len(text)),) if text else ())


@pytest.mark.parametrize(("one", "other", "shown"), DIFFERENCES)
def test_differences(one: str, other: str, shown: str) -> None:
    assert marked_up(differences(printed(one), printed(other), folded)) == shown


@pytest.mark.parametrize(
    ("one", "other", "length"), [("", "", 0), ("a", "", 0), ("ab", "ba", 1), ("abcbdab", "bdcaba", 4)]
)
def test_common_length(one: str, other: str, length: int) -> None:
    assert common_length(one, other) == common_length(other, one) == length


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ab", "abab", 0.0),
        ("abc", "abd", 0.0),
        ("abc", "a...bc", 0.0),
        ("abcd", "..abc..", 6 / 7),
        ("abc", ".abc.", 1.0),
    ],
)
def test_a_row_is_like_a_stretch_of_another(one: str, other: str, alike: float) -> None:
    words = tuple(one), tuple(other)
    assert in_one_stretch(*words) == in_one_stretch(*words[::-1]) == alike


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=12))
def test_the_likest_stretch_is_that_of_all_stretches(one: str, other: str) -> None:
    stretches = (other[a:b] for a, b in combinations(range(len(other) + 1), 2))
    shared = ((2 * common, len(one) + len(each)) for each in stretches if (common := common_length(one, each)) > 2)
    best = max((many / all_ for many, all_ in shared), default=0.0)
    assert likest_stretch(one, other, 0.8) == (best if best >= 0.8 else 0.0)


WEIGHTS = {"he": 1.0, "said": 2.0, "that": 4.0, "rain": 8.0}


@given(st.lists(st.sampled_from(sorted(WEIGHTS)), max_size=30), st.lists(st.sampled_from([*WEIGHTS, "x"]), max_size=30))
def test_runs_of_words_that_come_back_are_those_of_any_words(one: list[str], other: list[str]) -> None:
    assert _longest_run_of_few_words(one, other, WEIGHTS) == longest_run(one, other, WEIGHTS)


def test_long_rows_of_few_words_take_no_longer_than_a_glance() -> None:
    one = "he said that rain".split() * 2_500
    start = time.process_time()
    assert longest_run(one, ["x", *one[1:]], WEIGHTS) == (9_999, 37_499.0)  # 25 million pairs of words alike
    assert time.process_time() - start < 2


def test_longest_run() -> None:
    assert longest_run("xabcx", "yabzc", dict.fromkeys("abcxyz", 1.0)) == (2, 2.0)


def test_groups_need_most_of_their_pairs() -> None:
    chain = {1: {2: 3.0}, 2: {1: 3.0, 3: 1.0}, 3: {2: 1.0}}
    assert clusters([1, 2, 3], chain) == [[1, 2], [3]]
    assert clusters([1, 2], chain, sides=lambda _: frozenset({"a"})) == [[1], [2]]


# --- Outlets and dates ---


@pytest.mark.parametrize(
    ("path", "source", "outlet"),
    [
        ("harbour.txt", "folder", None),
        ("harbour.txt", "prefix", None),
        ("-harbour.txt", "prefix", None),
        ("news/echo/harbour.txt", "folder", "echo"),
        ("news/echo-harbour.txt", "prefix", "echo"),
        ("news/echo_2025-04-10.txt", "prefix", "echo"),
    ],
)
def test_outlet_of(path: str, source: str, outlet: str | None) -> None:
    assert outlet_of(path, source) == outlet


def test_an_unknown_source_of_outlets_is_named() -> None:
    with pytest.raises(UsageError, match="outlet_from is 'folder' or 'prefix', not 'suffix'"):
        outlet_of("a.txt", "suffix")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("It rained on April 10, 2025, and she stayed at home.", None),
        ("Published: 2025-02-31", None),
        ("date 2025-04-10 27:30", None),
        ("date 2025-04-10", "2025-04-10"),
        ("Published: 2025-04-10T07:30Z", "2025-04-10T07:30:00+00:00"),
        ("Updated 2025-04-10 07:30", "2025-04-10T07:30:00"),
        ("Published: April 10, 2025", "2025-04-10"),
        ("10th April 2025", "2025-04-10"),
    ],
)
def test_date_line(line: str, day: str | None) -> None:
    assert date_line(f"{line}\n\nIt rained all day in the harbour, she said.\n") == day


# --- Articles with gold ---


def gold_analysis(name: str, text: str, quotes: list[GoldQuote]) -> Analysis:
    """The quotes of the gold as if they had been found."""
    who = {quote.speaker: quote for quote in quotes if quote.speaker}
    speakers = {
        speaker: Speaker(f"{name}:s{number}", speaker, kind_of(quote))
        for number, (speaker, quote) in enumerate(who.items(), 1)
        if speaker
    }
    found = tuple(
        Quote(
            f"{name}-{quote.id}",
            name,
            quote.kind,  # type: ignore[arg-type]
            quote.act,  # type: ignore[arg-type]
            spans_of(quote.content),
            spans_of(quote.cue),
            spans_of(quote.source),
            speaker=speakers[quote.speaker].id if quote.speaker else None,
        )
        for quote in quotes
    )
    return Analysis((Article(text, name),), found, tuple(speakers.values()))


def spans_of(part: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in part)


def kind_of(quote: GoldQuote) -> Any:  # the validator of the corpus has checked it
    return quote.speaker_kind or "unnamed"


def test_the_utterances_of_the_corpus_are_its_groups() -> None:
    gold = {path.stem: read_gold(path) for path in sorted(CORPUS.glob("*.gold"))}
    variants = grouped(*(gold_analysis(name, *content) for name, content in gold.items()))
    marked = {f"{name}-{q.id}": q for name, (_, quotes) in gold.items() for q in quotes if q.kind != "indirect"}
    right = {pair for pair in combinations(sorted(marked), 2) if is_one_utterance(pair, marked)}
    found = {
        pair
        for group in variants
        for pair in combinations(sorted(each.quote.id for each in group.printings if each.quote.id in marked), 2)
        if article_of(pair[0]) != article_of(pair[1])
    }
    assert len(found & right) >= 0.95 * len(found)
    assert len(found & right) >= 0.95 * len(right)


def is_one_utterance(pair: tuple[str, str], quotes: dict[str, GoldQuote]) -> bool:
    one, other = (quotes[name].utterance for name in pair)
    events = {name.split("-")[0] for name in pair}
    return one is not None and one == other and len(events) == 1 and article_of(pair[0]) != article_of(pair[1])


def article_of(quote: str) -> str:
    return quote.rpartition("-")[0]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
def test_the_two_pairs_of_the_seeds_and_no_other_direct_quotes() -> None:
    groups = list(analyze(read(SEEDS)).variants)
    direct = [[each for each in group.printings if each.quote.kind == "direct"] for group in groups]
    pairs = {tuple(sorted(each.article.id[:3] for each in found)) for found in direct if len(found) > 1}
    assert [len(found) for found in direct if len(found) > 1] == [2, 2]
    assert pairs == {("002", "003")}
    shown = " ".join(marked_up(group.differences(each)) for group in groups for each in group.printings)
    assert "[-Many times-][+Sometimes+] luck [-has to be-][+is+] on your side" in shown


def test_a_row_is_plain() -> None:
    row: Row = next(group_rows([group()]))
    assert set(row) == {"group", "quote", "speaker", "speakers", "outlets", "first", "quotes"}
