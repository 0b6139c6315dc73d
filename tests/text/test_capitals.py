"""Text in capitals as it would be printed: what stays in capitals first, then what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import fit_casing
from quotekit.models.model import Model
from quotekit.text.capitals import calmed
from quotekit.text.casing import CAPITAL, CAPITALS, SMALL, Casing, heads
from quotekit.text.lexicon import Lexicon
from quotekit.text.tokens import tokenize

BETWEEN = "The river rose in Corran.\n\n{}\n\nNobody was hurt."

STAYS = [
    "FLOOD IN CORRAN",
    "MAYOR OF CORRAN SAYS NO TO MORE MONEY FOR DAM",
    "WHAT NOW?",
    "HOW LONG WILL THE BRIDGE AT CORRAN STAY SHUT?",
    "NO!",
    "THE COURT:",
    "MS. DREW:",
    "THE COURT: You may be seated, all of you.",
    "TOM VOSS, HOST: Good evening to you.",
    "CORRAN (Wire) - The dam held on Monday, the mayor said.",
    "NATO and the EU, the UN and the US left.",
    "ADVERTISEMENT",
    "He said “WE WILL NOT PAY” and left the room.",
    "1. 2. 3. 4. 5. 6. 7.",
]

CALM = [
    ("TOM VOSS, THE MAYOR, SAID THE DAM WAS SAFE.", "Tom Voss, the mayor, said the dam was safe."),
    ("“WE ARE LATE,” SAID ANA RUIZ, AN ENGINEER.", "“We are late,” said Ana Ruiz, an engineer."),
    ("SHE SAID: “WE ARE LATE.” “WHY?” HE ASKED.", "She said: “We are late.” “Why?” he asked."),
    ("“WHY?” THE MAYOR ASKED. “WHO KNOWS?” NOBODY KNEW.", "“Why?” the mayor asked. “Who knows?” Nobody knew."),
    ("HE CALLED IT “A DISASTER.” I'M GLAD, SO AM I.", "He called it “a disaster.” I'm glad, so am I."),
    ("MR. VOSS MET SEN. RUIZ. HE SAID NO. THEN HE LEFT.", "Mr. Voss met Sen. Ruiz. He said no. Then he left."),
    ("ANA RUIZ, THE HARBOUR MASTER, MET THE PRIME MINISTER.", "Ana Ruiz, the harbour master, met the prime minister."),
    ("THE U.S. ARMY AND THE BBC LEFT ON MONDAY IN MAY.", "The U.S. Army and the BBC left on Monday in May."),
    ("IT IS FOR US. THE US TROOPS AND THE NHS LEFT.", "It is for us. The US troops and the NHS left."),
    ("J. K. MOSS MET O'NEILL AND MCKAY OF LONDON.", "J. K. Moss met O'Neill and McKay of London."),
    ("RUIZ, 41, LEFT CORRAN (SEE PAGE 3) AT 6 A.M.", "Ruiz, 41, left Corran (see page 3) at 6 a.m."),
    ("HOST: GOOD EVENING. TOM VOSS: THANK YOU, ANA.", "Host: Good evening. Tom Voss: Thank you, Ana."),
    ("LONDON (WIRE) - THE DAM HELD, THE MAYOR SAID.", "London (Wire) - The dam held, the mayor said."),
    ("THE MAYOR SAID THE DAM\nWAS SAFE. THE DAM HELD.", "The mayor said the dam\nwas safe. The dam held."),
    (
        "THE MAYOR SAID THAT THE\nDAM IN THE OLD TOWN OF\nCORRAN HELD.\nHE SAID IT WAS SAFE AND\nSOUND.",
        "The mayor said that the\ndam in the old town of\nCorran held.\nHe said it was safe and\nsound.",
    ),
    ("I SAW LEBRON AT THE DAM.", "I saw LeBron at the dam."),
    ("“WHY?” THE OLD TALL GRAND KIND SWEET OF CORRAN LEFT.", "“Why?” The old tall grand kind sweet of Corran left."),
    ("FLOOD IN LONDON\n\nTHE DAM HELD, HE SAID.", "Flood in London\n\nThe dam held, he said."),
]  # fmt: skip

IN_PARAGRAPHS = [
    ("THE MAYOR SAID THE DAM IN CORRAN WAS SAFE.", "The mayor said the dam in Corran was safe."),
    ("MAYOR TOM VOSS SAID IT WAS SAFE. HE LEFT.", "Mayor Tom Voss said it was safe. He left."),
    ("THE MAYOR ASKED: “HOW SAFE IS IT?” HE LEFT.", "The mayor asked: “How safe is it?” He left."),
]


def _calmed(text: str) -> str:
    """By the model of the package; words of the tokens stand in the text that the table keeps."""
    table = tokenize(text, None, Model.shipped().casing)
    for word, start, end in zip(table.word, table.plain_start.tolist(), table.plain_end.tolist()):
        assert table.plain[start:end] == word
    return table.plain


@pytest.mark.parametrize("line", STAYS)
def test_what_stays_as_it_is_printed(line: str) -> None:
    text = BETWEEN.format(line)
    assert _calmed(text) == text


@pytest.mark.parametrize(("loud", "calm"), CALM)
def test_a_whole_text_in_capitals(loud: str, calm: str) -> None:
    assert _calmed(loud) == calm


@pytest.mark.parametrize(("loud", "calm"), IN_PARAGRAPHS)
def test_a_paragraph_in_capitals(loud: str, calm: str) -> None:
    assert _calmed(BETWEEN.format(loud)) == BETWEEN.format(calm)


def test_words_are_printed_as_elsewhere_in_the_article() -> None:
    loud = "THE FERRY OF DUNVARRICK MET KELPBANK AT THE PIER TODAY."
    text = f"{loud}\n\nThe ferry of DunVarrick met kelpbank there, and DunVarrick left."
    assert _calmed(text).splitlines()[0] == "The ferry of DunVarrick met kelpbank at the pier today."


def test_lines_that_were_broken_by_hand_are_one_paragraph() -> None:
    text = (
        "THE DAM ABOVE THE TOWN HELD ON MONDAY AFTER A WEEK OF RAIN, THE MAYOR\n"
        "SAID, AND NOBODY WAS HURT IN THE FLOOD THAT CAME ON THE SUNDAY BEFORE\n"
        "IT. SHE TOLD REPORTERS THAT THE DAM HAD BEEN BUILT BY HER FATHER.\n"
    )
    table = tokenize(text, None, Model.shipped().casing)
    assert len(table.paragraph) == 1
    assert len(table.sentence) == 2


def test_without_a_casing_capitals_stay() -> None:
    assert tokenize("THE DAM HELD, HE SAID.").word[:2] == ["THE", "DAM"]


@given(st.lists(st.sampled_from("THE MAYOR HARBOUR MASTER PRIME MINISTER , . “ ”".split()), max_size=8))
def test_roles_may_end_anywhere(words: list[str]) -> None:
    assert _calmed(" ".join(words)).lower().split() == " ".join(words).lower().split()


@given(st.text(st.sampled_from("AB İßŉ.,:!?“”\"'’-–()\n1é"), max_size=60))
def test_the_length_is_never_another(text: str) -> None:
    loud = text.upper()
    assert len(tokenize(loud, None, Model.shipped().casing).plain) == len(loud)


@pytest.mark.parametrize(
    "marked",
    [
        "|mr . voss left .",
        "|j . voss left . |then he slept",
        '|she said : " |no . |yes . " |he left',
        '|he is " late " , she said',
        "|we left , ” she said , “ |so there",
        "|why ? ” he asked",
        "|host : |good evening",
        "|leith ( wire ) - |the dam held",
        "|no … |then he left",
    ],
)
def test_heads_of_sentences(marked: str) -> None:
    words = marked.replace("|", "").split()
    glued = [word in ".,?" or (word in '"”' and words[at - 1] in ".,?") for at, word in enumerate(words)]
    # an opening straight mark stands against the word behind it
    for at, word in enumerate(words[:-1]):
        if word == '"' and not glued[at]:
            glued[at + 1] = True
    found = heads(words, glued, Lexicon.shipped())
    assert " ".join(f"|{word}" if is_head else word for word, is_head in zip(words, found)) == marked


# --- The fit ---

TEXTS = ["Nobody met the mayor of Corran, Ana Ruiz of NATO, in Corran. The mayor met Ana."] * 10


def test_a_fit_knows_words_by_how_they_are_printed() -> None:
    casing = fit_casing.fit_casing(TEXTS, Lexicon.shipped(), 8)
    assert casing.usual_of(["mayor", "corran", "nato", "of", "nowhere"]) == [1, 7, 11, 1, 0]
    assert fit_casing.right(TEXTS, Lexicon.shipped(), casing) == 1.0


def test_a_fit_is_the_same_every_time() -> None:
    one, other = (fit_casing.fit_casing(TEXTS, Lexicon.shipped(), 8) for _ in range(2))
    assert (one.weights == other.weights).all()


@pytest.mark.parametrize(
    ("word", "form"), [("harbour", SMALL), ("Corran", CAPITAL), ("I", CAPITAL), ("McKay", CAPITAL), ("U.S.", CAPITALS)]
)
def test_forms_of_words(word: str, form: int) -> None:
    assert fit_casing.form_of(word) == form


def test_an_empty_casing_knows_no_word() -> None:
    empty = fit_casing.fit_casing([], Lexicon.shipped(), 4)
    assert isinstance(empty, Casing)
    assert empty.usual_of(["the"]) == [0]
    assert calmed("THE DAM.", lambda *_: [(0, 3), (4, 7), (7, 8)], Lexicon.shipped(), empty) == "The dam."
