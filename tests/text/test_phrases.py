"""Noun phrases behind a cue and before "who": where they end, and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotekit.text.document import look
from quotekit.text.phrases import after, antecedent, can_speak, nearest_antecedent


@pytest.mark.parametrize(
    ("behind", "phrase"),
    [
        ("angrily.", None),
        ("angry.", None),
        ("how.", None),
        ("him.", None),
        ("her.", None),
        ("that man.", None),
        ("Tuesday.", None),
        ("“No.”", None),
        ("softly mayor.", None),
        ("former “governor”.", None),
        ("big tall old warm mayor.", None),  # an adjective leads to a role within three words
        ("he.", "he"),
        ("Analysts.", "Analysts"),
        ("Smith et al.", "Smith et al"),
        ("former governor Ana Ruiz.", "former governor Ana Ruiz"),
        ("longtime fans.", "longtime fans"),
        ("a 12-year-old boy.", "a 12-year-old boy"),
        # An adverbial behind a name is none of it, behind a common noun it is.
        ("Ruth Okello in Kisumu.", "Ruth Okello"),
        ("a farmer in Kisumu.", "a farmer in Kisumu"),
        ("a farmer in Kisumu on Monday.", "a farmer in Kisumu"),
        ("a farmer with two cows.", "a farmer"),
        ("Okello with a smile.", "Okello"),
        ("the striker of his captain.", "the striker"),
        ("Ruth Okello of the union.", "Ruth Okello of the union"),
        ("the man (a farmer) from Leith.", "the man (a farmer) from Leith"),
        ("the mayor", "the mayor"),
        ("the mayor (of a b c d e f g h i j k l m n) left.", "the mayor (of a b c d e f g h i j k l m n) left"),
        ("the man [sic] from Leith.", "the man [sic] from Leith"),
        ("the union's leader.", "the union's leader"),
        ("Ruiz's lawyer.", "Ruiz's lawyer"),
        # What stands behind a name, and does not go on with it.
        ("Ruiz from the union.", "Ruiz"),
        ("Mayor Ruiz Monday.", "Mayor Ruiz"),
        ("Ruiz mayor.", "Ruiz mayor"),
        ("Ruiz and the mayor.", "Ruiz and the mayor"),
        ("Ruiz and mayor Bell.", "Ruiz and mayor Bell"),
        # What ends a phrase.
        ("the farmer is.", "the farmer"),
        ("the farmers warned.", "the farmers"),
        ("the farmer who left.", "the farmer"),
        ("the man when asked.", "the man"),
        ("the man softly.", "the man"),
        ("the man — a farmer.", "the man"),
        ("a farmer on Monday.", "a farmer"),
        ("the farmer from Monday.", "the farmer"),
        ("the mayor of his town.", "the mayor"),
        ("the mayor of Leith.", "the mayor of Leith"),
        ("the farmer at noon.", "the farmer at noon"),
        ("the officials of the union in Leith in May.", "the officials of the union in Leith"),
        # Appositions: what is none behind a comma, and where one ends.
        ("the mayor, who left.", "the mayor"),
        ("the mayor, he left.", "the mayor"),
        ("the mayor, “no”.", "the mayor"),
        ("the mayor, Monday.", "the mayor"),
        ("Bell, softly, today.", "Bell"),
        ("Bell, the mayor was angry, today.", "Bell"),
        ("Bell, 41, left.", "Bell, 41"),
        ("Bell, Leith Mayor, today.", "Bell, Leith Mayor"),
        ("Bell, then mayor, today.", "Bell, then mayor"),
        ("Bell, his aunt, was there.", "Bell, his aunt"),
        ("the man, the boss, today.", "the man, the boss"),
        ("Bell, the mayor; Ann.", "Bell, the mayor"),
        ("Bell, the mayor who left, today.", "Bell, the mayor"),
        ("Ruth Okello and Tom Bell.", "Ruth Okello and Tom Bell"),
        ("the mayor, and left.", "the mayor"),
        ("Ruth Okello, a marine biologist at Leith, on Monday.", "Ruth Okello, a marine biologist at Leith"),
    ],
)
def test_a_phrase_ends_where_it_does(behind: str, phrase: str | None) -> None:
    text = f"“It rained,” said {behind}"
    view = look(text)
    found = after(view, view.word.index("said") + 1)
    assert (found and view.text(*found)) == phrase


@pytest.mark.parametrize(
    ("behind", "name", "phrase"),
    [
        ("Ruth Okello of union.", "Ruth Okello", "Ruth Okello"),
        ("Ruth Okello for years.", "Ruth Okello", "Ruth Okello"),
        ("Ruth Okello angrily.", "Ruth Okello", "Ruth Okello"),
        ("Ruth Okello and oats.", "Ruth Okello", "Ruth Okello"),
        ("Ruth Okello of", "Ruth Okello", "Ruth Okello"),
        ("Ruth Okello’s.", "Ruth Okello", "Ruth Okello"),
        ("the Leith Mayor, Joe Kettle, today.", "Joe Kettle", "the Leith Mayor"),
        ("Ruth Okello of the union.", "Ruth Okello", "Ruth Okello of the union"),
        ("Ruth Okello and mayor Bell.", "Ruth Okello", "Ruth Okello and mayor Bell"),
        ("Ruth Okello’s lawyer.", "Ruth Okello", "Ruth Okello’s lawyer"),
        ("Ruth Okello mayor.", "Ruth Okello", "Ruth Okello mayor"),
        ("Ruth Okello (Lab), here.", "Ruth Okello", "Ruth Okello (Lab)"),
        ("the Thornbury manager, Joe Kettle, today.", "Joe Kettle", "the Thornbury manager, Joe Kettle"),
    ],
)
def test_what_goes_on_with_a_known_name(behind: str, name: str, phrase: str) -> None:
    view = look(f"It rained, said {behind}")
    first, count = view.word.index(name.split()[0]), len(name.split())
    view = replace(view, named=[int(first <= at < first + count) for at in range(len(view.word))])
    found = after(view, view.word.index("said") + 1)
    assert (found and view.text(*found)) == phrase


@pytest.mark.parametrize(
    ("behind", "phrase"),
    [("Bell, 41.", "Bell"), ("Bell, the mayor who left, today.", "Bell"), ("Bell, 41, left.", "Bell, 41")],
)
def test_only_a_comma_closes_an_apposition(behind: str, phrase: str) -> None:
    view = look(f"It rained, said {behind}")
    found = after(view, view.word.index("said") + 1, closed=True)
    assert (found and view.text(*found)) == phrase


@pytest.mark.parametrize(
    ("sentence", "phrase", "nearest"),
    [
        ("Who left.", None, None),
        ("“Yes” who left.", None, None),
        ("Rain, snow, who left.", None, None),
        ("The officials whose wish who left.", None, None),
        ("The bill backed by Ruiz, who left.", None, None),
        ("It was hailed by some voters who left.", None, "some voters"),
        ("Ms. Reyes, who left.", "Ms. Reyes", "Ms. Reyes"),
        ("The 26% who left.", "The 26%", "The 26%"),
        ("Some 26% who left.", "Some 26%", "Some 26%"),
        ("Tom Bell and Ann Lee, who left.", "Tom Bell and Ann Lee", "Tom Bell and Ann Lee"),
        # What stands in front of the phrase.
        ("In a statement Mr. Diaz, who left.", "Mr. Diaz", "Mr. Diaz"),
        ("But the mayor, who left.", "the mayor", "the mayor"),
        ("However the mayor, who left.", "the mayor", "the mayor"),
        ("He said that the mayor, who left.", "the mayor", "the mayor"),
        ("She met him and the mayor who left.", "the mayor", "the mayor"),
        ("He left and the mayor, who stayed.", "the mayor", "the mayor"),
        ("Rain: the mayor, who left.", "the mayor", "the mayor"),
        ("“It rained” the mayor, who left.", "the mayor", "the mayor"),
        ("The mayor was the man who left.", "the man", "the man"),
        # The object of a verb in -ed, unless that is an attribute.
        ("Angered farmers who left.", "Angered farmers", "Angered farmers"),
        ("The wanted man who left.", "The wanted man", "The wanted man"),
        ("He named a retired judge who left.", "a retired judge", "a retired judge"),
        ("The plan angered growers, who left.", "The plan angered growers", "growers"),
        ("An adviser to Tom Bell, who left.", "An adviser to Tom Bell", "An adviser to Tom Bell"),
    ],
)
def test_who_is_meant_by_who(sentence: str, phrase: str | None, nearest: str | None) -> None:
    view = look(sentence)
    at = next(i for i, word in enumerate(view.word) if word.lower() == "who")
    found, near = antecedent(view, at), nearest_antecedent(view, at)
    assert (found and view.text(*found), near and view.text(*near)) == (phrase, nearest)


@pytest.mark.parametrize(
    ("phrase", "can"),
    [
        ("rain", False),
        ("glass", False),  # no plural
        ("pebbles of glass", False),
        ("Glass", False),  # any word has a capital at its beginning
        ("pebbles", True),
        ("the rain", True),
        ("two oars", True),
        ("rain Okello", True),
    ],
)
def test_who_can_speak_at_all(phrase: str, can: bool) -> None:
    view = look(f"It was said, {phrase}, said.")
    first = view.word.index(",") + 1
    assert can_speak(view, first, first + len(phrase.split())) == can
