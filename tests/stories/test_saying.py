"""Who says the same: sentences, the articles named beside a pick, and copies, which are one voice."""

from __future__ import annotations

import pytest
from told import DAM, SISTERS, TRIAL, articles

from quotekit.models.model import Model
from quotekit.records import Article
from quotekit.stories.saying import said_in, says_same
from quotekit.summary.concepts import concepts_of
from quotekit.summary.sentences import sentences_of
from quotekit.summary.summarize import summarize

RARE = Model.shipped().rarity.of
SAID = "A jury in Hale acquitted the former harbour master Tim Voss on Sunday."


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("It rained.", False),
        ("", False),
        ("A jury in Hale acquitted the former harbour master Ana Reyes on Monday.", False),
        ("A jury in Hale acquitted the former harbour master Tim Voss on Friday.", False),
        ("Tim Voss was born in Hale.", False),
        ("Police said that the man was taken to hospital on Sunday.", False),
        (SAID, True),
        ("On Sunday a jury acquitted Tim Voss, the former harbour master of Hale.", True),
        ("The former harbour master Tim Voss was acquitted by a jury on Sunday, his lawyer said.", True),
    ],
)
def test_sentences_that_say_the_same(other: str, is_same: bool) -> None:
    one, two = said_in(SAID, RARE), said_in(other, RARE)
    assert says_same(one, two, RARE) is says_same(two, one, RARE) is is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire killed 12 people in Telford.", "The fire killed 30 people in Telford."),
        ("Hale beat Penmorrow on Sunday.", "Hale beat Penmorrow on Wednesday."),
    ],
)
def test_another_figure_or_day_is_another_thing(one: str, other: str) -> None:
    assert not says_same(said_in(one, RARE), said_in(other, RARE), RARE)


def test_who_else_says_it_is_of_the_same_event() -> None:
    given = articles(DAM, TRIAL, SISTERS)
    found = {pick.article: pick.agreement for pick in summarize(given, sentences=20).picks}
    assert found["dam-echo"] in ((), ("dam-wire",))
    assert all({other.split("-")[0] for other in also} <= {own.split("-")[0]} for own, also in found.items())
    assert any(found.values())


def test_copies_are_one_voice() -> None:
    told = " ".join(text for _, text in (*DAM.values(), *TRIAL.values()))
    copies = [Article(told, "a"), Article(f"{told} It rained again.", "b"), Article(f"{told} It was late.", "c")]
    own = Article("The bakery of Hale burned down. Nobody was hurt in the bakery.", "d")

    def weights(given: list[Article]) -> dict[str, tuple[int, float]]:
        found = concepts_of([one for article in given for one in sentences_of(article)], Model.shipped().rarity)
        return {shown: (found.articles[at], round(found.weight[at], 9)) for at, shown in enumerate(found.shown)}

    alone, copied = weights([copies[0], own]), weights([*copies, own])
    assert alone.items() <= copied.items()
    assert {count for count, _ in copied.values()} == {count for count, _ in alone.values()}
