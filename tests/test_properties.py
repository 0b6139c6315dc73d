"""What holds for any text at all: spans inside it, tokens that rebuild it, the same answer every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotekit import Analysis, Article, analyze
from quotekit.attribution.rules import MAKERS, REPAIRS
from quotekit.attribution.tagging.batch import lay_out
from quotekit.attribution.tagging.contexts import columns
from quotekit.attribution.tagging.features import FIRST, hashed
from quotekit.attribution.tagging.wordtypes import EMPTY, TypeTable
from quotekit.models.model import Model
from quotekit.pipeline import analyze_each
from quotekit.plain.shown import reads
from quotekit.text.document import look
from quotekit.text.lexicon import Lexicon
from quotekit.text.marks import pair_marks
from quotekit.text.tokens import TokenTable, tokenize

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
RULES = {rule.name for rules in (MAKERS, REPAIRS) for rule in rules if rule.decides}
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MARKS = ["“", "”", '"', "'", "‘", "’", "''", "``", "«", "»", "„", "=", "(", ")", "[", "<", ">"]
STOPS = [".", ",", ":", ";", "?", "!", "…", "...", "—", "--", "-", ".”", ",” ", "\n", "\n\n", "\r\n", "\u2028", "\x1f"]
_WORDS = """
said says told asked adding according to that who which whether he she they it her the a and by from to not
was has coach police spokesman report Smith John Ann Lee Mr. Dr. Jr. U.S. a.m. Corp University of Paris Friday
A I We But WALLACE: 6'2" 30 37-year-old '90s ’s 's al van Said CITING
"""
WORDS = _WORDS.split()
ODD = [
    "\ud800",
    "\udfff",
    "\U0001f600",
    "e\u0301",
    "\u00a0",
    "\u200b",
    "ǅ",
    "İ",
    "ß",
    "½",
    "٣",
    "中",
    "\0",
    "_",
    "\t",
    " ",
]
UNSEEN = ["&ldquo;", "&amp;rdquo;", "&nbsp;", "â€œ", "â€", "Â", "\x93", "*", "**", "> ", "# ", "](b.c)", "\\", "&"]
PIECES = st.lists(st.sampled_from([*MARKS, *STOPS, *WORDS, *ODD]), max_size=40)
OF_WEB = st.lists(st.sampled_from([*MARKS, *STOPS, *WORDS, *UNSEEN]), max_size=40)
TEXT = st.one_of(
    st.text(st.characters()),
    st.text("“”\"'‘’ aA.\n,", max_size=80),
    PIECES.map("".join),
    PIECES.map(" ".join),
    OF_WEB.map("".join),
    OF_WEB.map(" ".join),
    PIECES.map(lambda pieces: " ".join(pieces).upper()),
    PIECES.map(lambda pieces: "date 2025-06-03T10:15" + "".join(pieces)),
)


def _assert_spans(text: str, analysis: Analysis) -> None:
    assert len({quote.id for quote in analysis.quotes}) == len(analysis.quotes)
    for quote in analysis.quotes:
        assert quote.content
        for spans in (quote.content, quote.cue, quote.source):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
            assert all(span.of(text) == span.of(text).strip() for span in spans)
        parts = sorted(span for spans in (quote.content, quote.cue, quote.source) for span in set(spans))
        assert all(a.end <= b.start for a, b in pairwise(parts)), "cue or source inside the content or each other"
        assert quote.speaker is None or analysis.speaker_of(quote)
        assert 0 <= quote.confidence <= 1
        assert quote.rule in RULES
        assert quote.kind == "indirect" or any(mark in reads(text, 0, len(text)) for mark in MARKS)
    assert list(analysis.quotes) == sorted(analysis.quotes, key=lambda quote: quote.content[0].start)
    contents = sorted(span for quote in analysis.quotes for span in quote.content)
    assert all(a.end <= b.start for a, b in pairwise(contents))


def _assert_in_running_text(text: str, analysis: Analysis) -> None:
    """Every part of a quote lies within one paragraph, and none in a heading."""
    table = tokenize(text, None, Model.shipped().casing)
    bodies = [bounds for bounds, kind in zip(table.paragraph.tolist(), table.paragraph_kind) if kind == "body"]
    for quote in analysis.quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            assert any(start <= span.start and span.end <= end for start, end in bodies), span.of(text)


@FAST
@given(TEXT)
@example("")
@example("\n")
@example("“")
@example("“ ”")
def test_spans_of_any_text(text: str) -> None:
    analysis = analyze(text)
    _assert_spans(text, analysis)
    _assert_in_running_text(text, analysis)
    assert analyze(text) == analysis


@FAST
@given(TEXT)
@example("date 2025-06-03T10:15abcdefghijklmno")
def test_tokens_rebuild_any_text(text: str) -> None:
    table = tokenize(text)
    assert [table.plain[a:b] for a, b in zip(table.plain_start, table.plain_end)] == table.word
    assert "".join(table.word) == "".join(table.plain.split())
    assert table.plain == reads(text, 0, len(text))
    assert all(a <= b for a, b in pairwise(np.stack([table.start, table.end], 1).ravel().tolist()))


@FAST
@given(TEXT)
def test_sentences_tile_the_paragraphs_of_any_text(text: str) -> None:
    table = tokenize(text)
    for index, (first, last) in enumerate(table.paragraph_token.tolist()):
        assert first < last
        inside = table.sentence_token[table.sentence_paragraph == index].tolist()
        assert [first, *(end for _, end in inside)] == [*(begin for begin, _ in inside), last]
        start, end = table.paragraph[index].tolist()
        assert start <= table.start[first]
        assert table.end[last - 1] <= end
        assert table.plain is not text or (start, end) == (table.start[first], table.end[last - 1])
    assert table.paragraph_token[:, 1].tolist()[-1:] == [len(table.word)] * bool(table.word)


@FAST
@given(TEXT)
def test_pairs_of_any_text(text: str) -> None:
    table = tokenize(text)
    pairs = pair_marks(table)
    assert [pair.open for pair in pairs] == sorted(pair.open for pair in pairs)
    outer = [pair for pair in pairs if not pair.nested]
    assert all(a.close <= b.open for a, b in pairwise(outer))
    assert all(0 <= pair.open <= pair.first < pair.last <= pair.close <= len(table.word) for pair in pairs)


# Complete sentences, quotations closed; a paragraph begins with a plain sentence, so that none goes on with another.
PLAIN = ["The river rose in 2019.", "Nobody slept at 6 a.m. on Friday.", "Mr. Diaz left the U.S. early.", "It rained."]
SPOKEN = [
    "“It rained,” said Ann Lee, the mayor.",
    "‘The players’ union can’t win,’ the coach said.",
    '"We are 6\'2" tall," she said. "We stayed."',
    "Officials said that the dam would hold.",
    "Ann Lee told reporters that it was “a disgrace” to the town.",
    "According to police, nobody was hurt.",
]


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    rest = draw(st.lists(st.sampled_from(PLAIN + SPOKEN), max_size=4))
    return " ".join([draw(st.sampled_from(PLAIN)), *rest])


WHOLE = st.lists(_paragraph(), min_size=1, max_size=3).map("\n\n".join)


def _facts(table: TokenTable, shift: int, tokens: int) -> tuple[list[object], ...]:
    """Offsets of everything that the text alone decides, moved to where the text begins."""
    offsets = (table.start, table.end, table.sentence.ravel(), table.paragraph.ravel())
    pairs: list[object] = [
        (p.open + tokens, p.first + tokens, p.last + tokens, p.close + tokens, p.single, p.nested, p.carried)
        for p in pair_marks(table)
    ]
    return *((array + shift).tolist() for array in offsets), list(table.paragraph_kind), pairs


@FAST
@given(WHOLE, WHOLE)
def test_two_texts_are_both_found_in_one(first: str, second: str) -> None:
    shift = len(first) + 2
    table = tokenize(first)
    expected = [a + b for a, b in zip(_facts(table, 0, 0), _facts(tokenize(second), shift, len(table.word)))]
    assert list(_facts(tokenize(f"{first}\n\n{second}"), 0, 0)) == expected


@settings(FAST, max_examples=40)
@given(st.lists(WHOLE, min_size=2, max_size=10))
def test_quotes_of_an_article_do_not_depend_on_the_articles_beside_it(texts: list[str]) -> None:
    articles = [Article(text, str(number)) for number, text in enumerate(texts)]
    for article, among_others in zip(articles, analyze_each(articles)):
        assert among_others == analyze(article)
        _assert_spans(article.text, among_others)


# Texts whose marks are of one make.
DOUBLE = st.lists(_paragraph(), min_size=1, max_size=3).map(
    lambda parts: "\n\n".join(parts).replace(SPOKEN[1], SPOKEN[0])
)


@FAST
@given(DOUBLE)
def test_a_plain_quotation_is_found_wherever_it_stands(text: str) -> None:
    found = [(span.start, span.end) for quote in analyze(text).quotes for span in quote.content]
    spoken = [match.span(1) for match in re.finditer("“(It rained,)” said Ann Lee", text)]
    assert set(spoken) <= set(found)


def _seen(text: str) -> list[list[int]]:
    batch = lay_out([look(text)], TypeTable(EMPTY, Lexicon.shipped()))
    seen: list[list[int]] = hashed(columns(batch), FIRST, 20)[:, batch.at].T.tolist()
    return seen


@FAST
@given(DOUBLE, DOUBLE)
def test_features_of_two_texts_are_both_found_in_one(first: str, second: str) -> None:
    assert _seen(f"{first}\n\n{second}") == _seen(first) + _seen(second)


ARTICLES = [Article(path.read_text(encoding="utf-8"), path.stem) for path in sorted(CORPUS.glob("*.txt"))]
DUMP = "import json, sys, quotekit; print(json.dumps(quotekit.analyze(sys.stdin.buffer.read().decode()).rows('all')))"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_hash_seed_changes_nothing(seed: str) -> None:
    text = ARTICLES[0].text
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    found = subprocess.run([sys.executable, "-c", DUMP], input=text.encode(), env=environment, capture_output=True)
    assert found.stderr == b""
    assert json.loads(found.stdout) == json.loads(json.dumps(analyze(text).rows("all")))


def test_order_of_articles_changes_nothing() -> None:
    forth, back = analyze(ARTICLES), analyze(ARTICLES[::-1])
    assert sorted(forth.quotes, key=lambda quote: quote.id) == sorted(back.quotes, key=lambda quote: quote.id)
    assert sorted(forth.speakers, key=lambda one: one.id) == sorted(back.speakers, key=lambda one: one.id)


def test_an_article_alone_gives_what_it_gives_among_others() -> None:
    together = analyze(ARTICLES)
    for article in ARTICLES:
        alone = analyze(article)
        assert list(alone.quotes) == [quote for quote in together.quotes if quote.article == article.id]
        assert all(speaker in together.speakers for speaker in alone.speakers)


def test_an_error_comes_after_what_was_read_before_it() -> None:
    def given() -> Iterator[Article]:
        yield from ARTICLES[:4]
        raise OSError("the fifth cannot be read")

    found = analyze_each(given())
    assert [next(found) for _ in range(4)] == [analyze(article) for article in ARTICLES[:4]]
    with pytest.raises(OSError, match="the fifth"):
        next(found)
