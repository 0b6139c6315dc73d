"""Sentences and tokens: no false boundaries first, then the real ones; `|` marks where a sentence ends."""

from __future__ import annotations

import pytest

from quotekit.text import tokens
from quotekit.text.lexicon import Lexicon
from quotekit.text.tokens import tokenize

ONE_SENTENCE = [
    "Mr. Smith left.",
    "He met Sen. Ruth Okoro on Friday.",
    "The U.S. ambassador left.",
    "The U.S. Senate voted.",
    "The poet J. K. Moss read aloud.",
    "J.K. Moss read aloud.",
    "The shop opens at 6 a.m. on Sundays.",
    "She was No. 5 on the list.",
    "He said he was… tired.",
    "He said he was ... tired.",
    "He said he was... tired.",
    "The rate fell to 3.5 percent.",
    "Visit example.com for more.",
    "“Why?” Smith asked.",
    "“Stop!” she said.",
    "“Stop!” the coach said.",
    '"Why?" Mr. Smith asked.',
    "''Why?'' Smith asked.",
    "‘Why?’ Smith asked.",
    "“It rained,” she said.",
    "Prices rose, e.g. by a third.",
    "She joined Hume & Co. in May.",
    "Police (of all people!) laughed.",
]

BOUNDARIES = [
    "He left.| She stayed.",
    "“Why?”| Mayor Tom Bell Ann Lee left.",
    "“He left.”| She stayed.",
    '"He left."| She stayed.',
    "''He left.''| She stayed.",
    "‘He left.’| She stayed.",
    "He left.| “She stayed.”",
    'He left.| "She stayed."',
    "He left.| ''She stayed.''",
    "(He left.)| She stayed.",
    "«He left.»| She stayed.",
    "It was the end.|But she stayed.",
    "“It was the end.”|But she stayed.",
    "He paused…| Then he left.",
    "He paused...| Then he left.",
    "They moved to the U.S.| The house was sold.",
    "The shop opens at 6 a.m.| The town sleeps.",
    "Why?| Nobody knew.",
    "Stop!| Nobody moved.",
    "Who?!| Nobody knew.",
    "“Why?”| The dam broke.",
    "It fell in 2019.| It rose in 2020.",
    "It was me and I.| Then we left.",
    "He left.| 30 people stayed.",
    "He left\n\n|She stayed",
]

TOKENS = [
    ("Smith's dog", "Smith|'s|dog"),
    ("Smith’s dog", "Smith|’s|dog"),
    ("players’ union", "players|’|union"),
    ("d'Or and d’Or", "d'Or|and|d’Or"),
    ("O'Brien, O’Brien", "O'Brien|,|O’Brien"),
    ("don't, don’t", "don't|,|don’t"),
    ("a 19-year-old", "a|19-year-old"),
    ("Al-Amr won", "Al-Amr|won"),
    ("1,000 fans", "1,000|fans"),
    ("won 3-1.", "won|3-1|."),
    ("at 7:30.", "at|7:30|."),
    ("84% of 3.5", "84%|of|3.5"),
    ("the 37th", "the|37th"),
    ("U.S. troops", "U.S.|troops"),
    ("``So''", "``|So|''"),
    ("so... yes", "so|...|yes"),
    ("so -- yes", "so|--|yes"),
    ("so—yes", "so|—|yes"),
    ("“No,” 'No'", "“|No|,|”|'|No|'"),
    ("6'2\"", "6|'|2|\""),
    ("$5", "$|5"),
    ("snake_case", "snake|_|case"),
    ("😀 ok", "😀|ok"),
    ("co\u00a0op", "co|op"),
]


def _sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text).sentence.tolist()]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_no_boundary(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize("marked", BOUNDARIES)
def test_boundary(marked: str) -> None:
    assert _sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(text: str, expected: str) -> None:
    assert tokenize(text).word == expected.split("|")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "\x1f"])
def test_text_without_tokens(text: str) -> None:
    table = tokenize(text)
    assert (table.word, table.sentence.shape, table.paragraph.shape[1]) == ([], (0, 2), 2)


ABBREVIATIONS = [(row["abbreviation"], row["ends"], row["example"]) for row in Lexicon.shipped().rows("abbreviations")]


@pytest.mark.parametrize(("abbreviation", "ends", "example"), ABBREVIATIONS)
def test_abbreviation_ends_no_sentence_in_its_example(abbreviation: str, ends: str, example: str) -> None:
    assert abbreviation in example
    assert _sentences(example) == [example]


@pytest.mark.parametrize(("abbreviation", "ends"), [row[:2] for row in ABBREVIATIONS])
def test_abbreviation_before_a_word_that_begins_sentences(abbreviation: str, ends: str) -> None:
    """`never` holds whatever follows; `sometimes` gives way before a determiner."""
    text = f"She saw the {abbreviation} The rest is known."
    assert len(_sentences(text)) == (2 if ends == "sometimes" else 1)


def test_ends_column_knows_two_values() -> None:
    assert {ends for _, ends, _ in ABBREVIATIONS} == {"never", "sometimes"}


def test_pieces_held_once_are_forgotten_before_they_are_too_many() -> None:
    known = tokens.Known(2)
    assert [known[piece] for piece in ("It", "rained.", "Mr.")] == [("It",), ("rained", "."), ("Mr", ".")]
    assert list(known) == ["Mr."]


def test_a_piece_without_end_is_not_held() -> None:
    known = tokens.Known(2)
    assert known["a" * 10_000] == ("a" * 10_000,)
    assert not known


@pytest.mark.parametrize("mark", ["’", "'"])
def test_equal_words_are_one_object(mark: str) -> None:
    first, second = (tokenize(f"Okello{mark}s boat{end}").word for end in (" sank.", ", too, sank."))
    assert all(one is other for one, other in zip(first[:3], second[:3]))


@pytest.mark.parametrize(
    "text", ["don’t\u00a0go", "U.S.\x1cA.", "a\u2028b.", "one\x85two", "3-1\u30009-year-old", "he’s\t’s"]
)
def test_no_token_reaches_over_white_space(text: str) -> None:
    assert [match for piece in text.split() for match in tokens._TOKEN.findall(piece)] == tokens._TOKEN.findall(text)


def test_headings_are_known_by_their_marks() -> None:
    text = "It rained on.\n\n## Why did it rain on Monday, and what comes now.\n\n**It rained, he said.**\n\nIt rained."
    assert tokenize(text).paragraph_kind == ["body", "heading", "body", "body"]
