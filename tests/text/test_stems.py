"""Stems: nltk's Porter stemmer, which ours follows, says the same of every word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.stem.porter import PorterStemmer

from quotekit.text.rarity import words_of
from quotekit.text.stems import stem

CORPUS = Path(__file__).parents[2] / "corpus"
PORTER = PorterStemmer()
MEANT = {"Said": ("Said", "said"), "RELATIONAL": ("RELATIONAL", "relat"), "Skies": ("Ski", "sky")}
"""Where we are meant to differ, ours and nltk's: ours takes words that are in lower case, nltk's lowers them itself."""


@pytest.mark.parametrize(("word", "both"), MEANT.items())
def test_words_with_capitals_are_not_lowered(word: str, both: tuple[str, str]) -> None:
    assert (stem(word), PORTER.stem(word)) == both
    assert stem(word.lower()) == both[1]


def test_words_of_the_corpus_have_the_stems_of_nltk() -> None:
    texts = (path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
    words = {word for text in texts for some in (words_of(text), text.lower().split()) for word in some}
    assert len(words) > 3000
    assert {word: both for word in words if len(set(both := (stem(word), PORTER.stem(word)))) > 1} == {}


ENDINGS = """
s es ies sses ss ed ied eed ing at bl iz y e ll ational tional enci anci izer bli alli entli eli ousli ization
ation ator alism iveness fulness ousness aliti iviti biliti fulli logi icate ative alize iciti ical ful ness
al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize sion tion
""".split()
"""What the rules look at."""


@settings(max_examples=2000, deadline=None)
@given(st.text("abcdeilnorstuwxyz'é-1", max_size=6), st.lists(st.sampled_from(ENDINGS), max_size=3).map("".join))
def test_made_up_words_have_the_stems_of_nltk(beginning: str, ending: str) -> None:
    assert stem(beginning + ending) == PORTER.stem(beginning + ending)
