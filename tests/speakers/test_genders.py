"""The gender of a speaker as an article tells it; first those that it does not tell."""

from __future__ import annotations

import pytest

from quotekit.pipeline import analyze
from quotekit.speakers.entities import Entity
from quotekit.speakers.genders import gender_told
from quotekit.text.lexicon import Lexicon
from quotekit.wordtables import shipped

LEXICON = Lexicon.shipped()
TOLD = [
    (None, "Kim Hale said the dam was safe."),
    (None, "Robin Okello said the dam was safe."),
    (None, "Dr Hale said the dam was safe."),
    (None, "J. R. Hale said the dam was safe."),
    (None, "The Fraser Highway SkyTrain said the dam was safe."),
    (None, "Norrland Bank said the dam was safe."),
    (None, "The Kestrel Report said the dam was safe."),
    (None, "Residents said the dam was safe."),
    (None, "A Peter Street resident group said the dam was safe."),
    (None, "An official said the dam was safe."),
    (None, "Ana Reyes and Tom Bell said the dam was safe."),
    ("f", "Amy Hale said the dam was safe."),
    ("m", "Eric Hale said the dam was safe."),
    ("f", "Mrs Hale said the dam was safe."),
    ("f", "Ms. Kim Hale said the dam was safe."),
    ("m", "Mr. Robin Okello said the dam was safe."),
    ("f", "Dame Robin Okello said the dam was safe."),
    ("m", "Sir Kim Hale said the dam was safe."),
    ("f", "Kim Hale was tired. She said the dam was safe."),
    ("m", "Kim Hale was tired. He said the dam was safe."),
    ("f", "Marty Hale lost her way. Later she slept, and she said the dam was safe."),
    ("f", "Mrs. Tom Hale said the dam was safe."),
    ("f", "Robin Okello, a spokeswoman for the port, said the dam was safe."),
    ("m", "Robin Okello, a businessman, said the dam was safe."),
    ("f", "A spokeswoman said the dam was safe."),
    ("m", "Jean-Paul Okello said the dam was safe."),
    ("m", "H. Eric Hale said the dam was safe."),
]
"""What the first speaker of a text is, `m`, `f` or None."""


@pytest.mark.parametrize(("gender", "text"), TOLD)
def test_gender_in_a_text(gender: str | None, text: str) -> None:
    speakers = analyze(text).speakers
    assert speakers
    assert speakers[0].gender == gender


PRONOUNS = (("Amy", 0.4), ("Marty", -3.0))


def test_a_title_counts_more_than_pronouns_and_these_more_than_most_names() -> None:
    amy, marty = (Entity("person", LEXICON, {(first, "Hale"): 1}, heard=heard) for first, heard in PRONOUNS)
    assert (gender_told(amy, "Amy Hale"), gender_told(marty, "Marty Hale")) == ("f", "f")
    amy.by_title = "m"
    assert gender_told(amy, "Amy Hale") == "m"


def test_every_name_tells_the_gender_of_its_row() -> None:
    rows = shipped("name_genders")
    told = [(row, gender_told(Entity("person", LEXICON), f"{row['name']} Okello")) for row in rows]
    assert [row["name"] for row, gender in told if gender != row["gender"]] == []


def test_no_name_is_certain_in_two_tables() -> None:
    both = {row["name"] for row in shipped("name_genders")} & LEXICON.given_genders.keys()
    assert both == set()


def test_example_names_the_gender() -> None:
    for row in shipped("name_genders"):
        assert f"{row['name']} " in row["example"]
        words = row["example"].rstrip(".").split()
        assert ("she" if row["gender"] == "f" else "he") in words
