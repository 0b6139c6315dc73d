"""Stems: words that stay as they are first, then the examples of Porter (1980) step by step, and NLTK's corrections."""

from __future__ import annotations

import pytest

from quotekit.text.stems import stem

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


@pytest.mark.parametrize("word", STAYS)
def test_words_that_are_their_own_stems(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("word", "stemmed"), [pair.split() for pair in STEMS.split(",")])
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed
