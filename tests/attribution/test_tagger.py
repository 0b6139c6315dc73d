"""What the sequence model says of tokens: the same alone and among others, whatever the text, and in runs."""

from __future__ import annotations

import numpy as np
import pytest
from labelled import labelled, words

from quotekit.attribution.tagging import crf
from quotekit.attribution.tagging.tagger import Labelled, label
from quotekit.models.model import Model
from quotekit.text.document import look

TEXTS = [
    "“The ferry will sail,” said Ruth Okello. She added that the storm had “passed for good” by noon.",
    "",
    "The river rose.\n\nThe council has denied the claim, according to two people who were there.",
    "Nothing was said.",
]


def _label(*texts: str) -> Labelled:
    return label([look(text) for text in texts], Model.shipped().passes)


@pytest.mark.parametrize(
    "text", ["", " \n", "Rain.", "“", "”" * 50, "a" * 5000, "said " * 3000, "“ said " * 1000, "\ud800 said"]
)
def test_odd_texts_get_one_label_a_place(text: str) -> None:
    seen = _label(text)
    assert len(seen.labels) == len(seen.sure) == len(seen.batch.types)
    assert set(seen.labels.tolist()) <= set(range(crf.N_LABELS))
    np.testing.assert_allclose(seen.sure.sum(axis=1), 1, atol=1e-4)


def test_nothing_is_labelled_outside_of_running_text() -> None:
    seen = _label(*TEXTS, "A HEADING THAT SAID SO\n\nRuth Okello said it rained all night in the village.")
    inside = np.zeros(len(seen.labels), bool)
    for first, last in seen.batch.paragraph.tolist():
        inside[first:last] = True
    assert inside.any()
    assert not seen.labels[~inside].any()
    assert (seen.sure[~inside, 0] == 1).all()


def test_a_plain_quotation_is_read() -> None:
    text = "“It will rain all week,” the mayor said on Monday."
    seen = _label(text)
    assert [words(seen, runs, text) for runs in seen.runs] == [
        ["the mayor"],
        ["said"],
        ["“ It will rain all week , ”"],
    ]


def test_together_or_alone_articles_get_the_same_labels() -> None:
    together = _label(*TEXTS)
    alone = [_label(text) for text in TEXTS]
    labels = np.concatenate([one.labels[one.batch.at] for one in alone])
    sure = np.concatenate([one.sure[one.batch.at] for one in alone])
    assert together.labels[together.batch.at].tolist() == labels.tolist()
    np.testing.assert_allclose(together.sure[together.batch.at], sure, atol=1e-5)


def test_a_long_text_is_read_like_its_parts() -> None:
    """Features are hashed in slices, so that memory stays bounded; a slice must not cut what a token sees."""
    text = "“The ferry will sail,” said Ruth Okello. It was cold."
    once = _label(text)
    many = _label(*[text] * 3000)
    assert many.labels[many.batch.at].tolist() == once.labels[once.batch.at].tolist() * 3000


# (id, labelled text, sources, cues, contents)
RUNS = [
    ("none", "It rained.", [], [], []),
    ("one-of-each", "{s1 He} {c1 said} {q1 it rained}.", ["He"], ["said"], ["it rained"]),
    ("next-to-each-other", "{q1 It rained}{q2 , it blew}.", [], [], ["It rained", ", it blew"]),
    ("at-the-end", "Rain, {c1 said} {s1 Tom Bell}", ["Tom Bell"], ["said"], []),
    ("new-in-a-new-paragraph", "{q1 It rained.\n\nIt blew.}", [], [], ["It rained .", "It blew ."]),
]


@pytest.mark.parametrize(("marked", "sources", "cues", "contents"), [pytest.param(*r[1:], id=r[0]) for r in RUNS])
def test_runs(marked: str, sources: list[str], cues: list[str], contents: list[str]) -> None:
    seen = labelled(marked)
    assert [words(seen, runs, marked) for runs in seen.runs] == [sources, cues, contents]


def test_runs_cover_the_labels_that_are_not_outside() -> None:
    seen = _label(*TEXTS)
    covered = np.zeros(len(seen.labels), np.int8)
    for role, runs in enumerate(seen.runs):
        for first, last in runs.tolist():
            covered[first] = 1 + 2 * role
            covered[first + 1 : last] = 2 + 2 * role
    assert covered.tolist() == seen.labels.tolist()


def test_sureness_is_the_geometric_mean_of_the_probabilities() -> None:
    seen = labelled("{s1 He} {c1 said} {q1 it rained}.", surely=0.8)
    first = int(seen.batch.at[0])
    seen.sure[first, seen.labels[first]] = 0.2
    found = seen.sureness(np.array([[first, first + 1], [first, first + 2], [first + 1, first + 3], [0, 0]], np.int32))
    np.testing.assert_allclose(found, [0.2, 0.4, 0.8, 1.0], rtol=1e-5)
