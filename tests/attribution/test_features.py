"""What the sequence model sees: the same for an article alone or among others, for every make of marks, every time."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from quotekit.attribution.tagging import wordtypes
from quotekit.attribution.tagging.batch import FRAME, lay_out
from quotekit.attribution.tagging.contexts import columns, label_columns
from quotekit.attribution.tagging.features import FIRST, SECOND, hashed
from quotekit.attribution.tagging.wordtypes import EMPTY, TypeTable, shape, stem
from quotekit.text.document import look
from quotekit.text.lexicon import Lexicon

TEXTS = [
    "“The ferry will sail,” said Ruth Okello. She added that the storm had “passed for good” by noon.\n\nWhy?",
    "",
    "Rain.",
    "The council, which met on Monday, has denied the claim, according to two people who were there.",
]


def _features(texts: list[str]) -> np.ndarray:
    table = TypeTable(EMPTY, Lexicon.shipped())
    batch = lay_out([look(text) for text in texts], table)
    return hashed(columns(batch), FIRST, 20)[:, batch.at]


def test_an_article_has_the_same_features_alone_and_among_others() -> None:
    together = _features(TEXTS)
    alone = np.concatenate([_features([text]) for text in TEXTS], axis=1)
    assert (together == alone).all()


def test_words_are_forgotten_where_there_are_too_many_and_read_alike_again(monkeypatch: pytest.MonkeyPatch) -> None:
    table = TypeTable(EMPTY, Lexicon.shipped())
    few = table.ids(["dam", "said"])
    before = table.columns(np.array(few))
    table.make_room()
    assert table.ids(["dam", "said"]) == few
    many = table.ids([f"w{number}" for number in range(9000)])  # more than the rows that it begins with
    assert len(set(many)) == 9000
    assert (table.columns(np.array(few)) == before).all()
    monkeypatch.setattr(wordtypes, "_MOST_TYPES", 8000)
    table.make_room()
    assert table.ids(["said", "dam"]) == few
    assert (table.columns(np.array(few[::-1])) == before).all()


def test_what_a_cue_is_believed_before_anything_is_counted_grows_with_its_strength() -> None:
    cues = Lexicon.shipped().cues
    weak, strong = (pick(cues.values(), key=lambda cue: cue.strength) for pick in (min, max))
    assert 0 <= wordtypes.believed(weak) < wordtypes.believed(strong) < 1


def test_features_do_not_depend_on_the_words_met_before() -> None:
    table = TypeTable(EMPTY, Lexicon.shipped())
    first = lay_out([look(TEXTS[0])], table)
    lay_out([look("Quite other words came first, and many of them.")], table)
    again = lay_out([look(TEXTS[0])], table)
    assert (hashed(columns(first), FIRST, 20) == hashed(columns(again), FIRST, 20)).all()


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("``", "''"), ("‘", "’"), ("«", "»")])
def test_the_make_of_the_marks_does_not_matter(opening: str, closing: str) -> None:
    curly = "“The ferry will sail,” said Ruth Okello. The storm had “passed for good” by noon."
    assert (_features([curly]) == _features([curly.replace("“", opening).replace("”", closing)])).all()


def test_no_feature_looks_across_paragraphs_into_another_article() -> None:
    table = TypeTable(EMPTY, Lexicon.shipped())
    batch = lay_out([look(text) for text in TEXTS], table)
    places = set(batch.at.tolist())
    for first, last in batch.paragraph:
        assert not places & {*range(first - FRAME, first), *range(last, last + FRAME)}


def test_features_are_the_same_in_another_process() -> None:
    code = (
        "from quotekit.attribution.tagging.features import *; from quotekit.attribution.tagging.contexts import *; "
        "from quotekit.attribution.tagging.batch import *; from quotekit.attribution.tagging.wordtypes import *; "
        "from quotekit.text.document import look; from quotekit.text.lexicon import Lexicon; "
        "table = TypeTable(EMPTY, Lexicon.shipped()); "
        "batch = lay_out([look('She said so.')], table); "
        "print(int(hashed(columns(batch), FIRST, 20).sum()))"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
    assert sums.pop().strip().isdigit()


def test_every_template_names_columns_that_exist() -> None:
    table = TypeTable(EMPTY, Lexicon.shipped())
    batch = lay_out([look(TEXTS[0])], table)
    found = columns(batch)
    n = len(batch.types)
    found |= label_columns(batch, np.full((n, 7), 1 / 7, np.float32))
    for text in (FIRST, SECOND):
        assert len(text.split()) == len(set(text.split()))
        assert hashed(found, text, 18).max() < 1 << 18
    assert len(FIRST.split()) <= 257  # sums of biased weights must fit 16 bits


@pytest.mark.parametrize(
    ("word", "expected"),
    [("said", "x"), ("Okello", "Xx"), ("NATO", "X"), ("I", "A"), ("3-1", "0-0"), ("McCain", "XxXx"), ("’s", "'x")],
)
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_forms_of_a_verb_share_a_stem() -> None:
    assert len({stem(word) for word in ("claim", "claims", "claimed", "claiming")}) == 1
    assert len({stem(word) for word in ("deny", "denies", "denied")}) == 1
