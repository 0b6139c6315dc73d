"""Stems: words that stay, the examples of Porter (1980) step by step; nltk's stemmer, which ours follows, agrees."""

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
STAYS = (
    *(
        "",
        "a",
        "is",
        "by",
        "sky",
        "news",
        "die",
        "say",
        "enjoy",
        "feed",
        "bled",
        "sing",
        "freed",
        "bed",
        "caress",
        "roll",
    ),
    *("rate", "logic", "ion", "million", "opinion", "proceed", "howe", "eed", "ing"),
)
STEMS = """
skies sky, dying die, innings inning, outings outing, cannings canning, caresses caress, ponies poni,
ties tie, cats cat, gas ga, agreed agre, plastered plaster, motoring motor, lied lie, spied spi, toyed toy,
owed owe, oed o, conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall,
hissing hiss, fizzed fizz, failing fail, filing file, hoping hope, using use, boxing box, playing play,
egged eg, happy happi, syzygy syzygi, relational relat, conditional condit, rational ration, valenci valenc,
hesitanci hesit, digitizer digit, conformabli conform, radically radic, differentli differ,
analogousli analog, vietnamization vietnam, predication predic, operator oper, feudalism feudal,
decisiveness decis, hopefulness hope, hopefully hope, callousness callous, formaliti formal,
sensitiviti sensit, sensibiliti sensibl, geology geolog, theology theolog, triplicate triplic, formative form,
formalize formal, electriciti electr, electrical electr, goodness good, revival reviv, allowance allow,
inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens, irritant irrit,
replacement replac, adjustment adjust, dependent depend, adoption adopt, homologou homolog, communism commun,
activate activ, angulariti angular, effective effect, bowdlerize bowdler, probate probat, cease ceas,
controll control, able abl
"""
MEANT = {"Said": ("Said", "said"), "RELATIONAL": ("RELATIONAL", "relat")}
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


@pytest.mark.parametrize("word", STAYS)
def test_words_that_are_their_own_stems(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("word", "stemmed"), [pair.split() for pair in STEMS.split(",")])
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed
