"""Contents: the runs that the sequence model labels as content, put right by the marks around and inside them."""

from __future__ import annotations

import numpy as np
import pytest
from labelled import always, labelled, words

from quotekit.attribution.decisions.contents import STAGE, Spans, edge_columns, inner_edges, spanned
from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.decisions.speech import Speech
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.tagging.tagger import Labelled

NEVER, ALWAYS = always(-1), always(1)
# (id, text with the labels of the model, probability of speech for each pair of marks, contents)
ROWS = [
    # no marks, or none that hold speech
    ("nothing", "It rained.", [], []),
    ("marks-that-are-no-speech", "The “luxury” flats are cold.", [0.4], []),
    ("label-without-marks", "He said {q1 it rained}.", [], ["it rained"]),
    ("no-speech-pulls-nothing", "The “puddle {q1 tax” is cold}.", [0.1], ["tax ” is cold"]),
    ("label-on-marks-that-are-no-speech", "The {q1 “luxury” flats}.", [0.1], ["“ luxury ” flats"]),
    ("no-word-in-it", "{q1 ...} she said.", [], []),
    # marks that hold speech
    ("missed-by-the-model", "“It rained,” she said.", [0.6], ["“ It rained , ”"]),
    ("only-one-of-two", "“It rained,” said the “luxury” man.", [0.9, 0.2], ["“ It rained , ”"]),
    ("whole", "{q1 “It rained,”} she said.", [0.9], ["“ It rained , ”"]),
    ("marks-left-out", "“{q1 It rained,}” she said.", [0.9], ["“ It rained , ”"]),
    ("begins-late", "“It rained {q1 all night,”} she said.", [0.9], ["“ It rained all night , ”"]),
    ("ends-early", "{q1 “It rained} all night,” she said.", [0.9], ["“ It rained all night , ”"]),
    ("begins-outside", "She said {q1 that “it rained} all night”.", [0.9], ["that “ it rained all night ”"]),
    ("ends-outside", "“It {q1 rained” all night}, she said.", [0.9], ["“ It rained ” all night"]),
    (
        "a-word-inside",
        "“It rained on all of {q1 us} for a week,” she said.",
        [0.9],
        ["“ It rained on all of us for a week , ”"],
    ),
    (
        "the-end-is-near-and-the-beginning-far",
        "“It rained on all of {q1 us} in May,” she said.",
        [0.9],
        ["us in May , ”"],
    ),
    ("two-runs-in-one-pair", "{q1 “It rained.} {q2 It blew,”} he said.", [0.9], ["“ It rained . It blew , ”"]),
    (
        "little-of-a-long-quotation-pulls-no-edge-and-meets-it",
        "He said {q1 so: “one} two three four five six seven”.",
        [0.9],
        ["so : “ one two three four five six seven ”"],
    ),
    (
        "a-quarter-of-it-is-too-little",
        "{q1 So: “one two three} four five six seven eight nine ten eleven twelve,” he said.",
        [0.9],
        ["So : “ one two three four five six seven eight nine ten eleven twelve , ”"],
    ),
    ("two-pairs", "“It rained,” he said. “It blew.”", [0.9, 0.9], ["“ It rained , ”", "“ It blew . ”"]),
    ("over-paragraphs", "He said: {q1 it rained.\n\nIt blew.}", [], ["it rained .", "It blew ."]),
]


def _speech(*values: float) -> Speech:
    return Speech(np.array(values, np.float32))


def _spans(seen: Labelled, speech: Speech, cut: Logistic) -> Spans:
    before = Decided([], seen, {Speech: speech})
    return STAGE.after(before, STAGE.rows(before), cut)[Spans]


@pytest.mark.parametrize(("marked", "speech", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_contents(marked: str, speech: list[float], expected: list[str]) -> None:
    seen = labelled(marked)
    assert len(seen.batch.pairs) - 1 == len(speech)
    assert words(seen, _spans(seen, _speech(*speech), NEVER).contents, marked) == expected


# (id, labelled text, contents where every edge of marks inside a run cuts); all marks hold speech
CUTS = [
    ("no-marks", "He said {q1 it rained}.", ["it rained"]),
    ("marks-around", "{q1 “It rained,”} he said.", ["“ It rained , ”"]),
    ("marks-in-the-middle", "He said {q1 it was “odd” and left}.", ["it was", "“ odd ”", "and left"]),
    ("marks-at-the-end", "He said {q1 it was “odd”}.", ["it was", "“ odd ”"]),
    ("nothing-but-a-comma-between", "He was {q1 “odd”, “mad”}.", ["“ odd ”", "“ mad ”"]),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CUTS])
def test_cuts(marked: str, expected: list[str]) -> None:
    seen = labelled(marked)
    speech = _speech(*[1] * (len(seen.batch.pairs) - 1))
    assert words(seen, _spans(seen, speech, ALWAYS).contents, marked) == expected


def test_edges_inside_a_run_are_those_that_may_cut() -> None:
    marked = "He said {q1 it was “odd” and “mad”}. “Well,” he said."
    seen = labelled(marked)
    merged, pairs = spanned(seen, _speech(1, 1, 1))
    edges = inner_edges(merged, pairs)
    at = edges[:, 0]
    assert words(seen, np.stack([at - 1, at + 1], axis=1), marked) == ["was “", "” and", "and “"]
    assert edges[:, 1].tolist() == [1, 0, 1]
    assert edges[:, 4].tolist() == [0, 0, 0]
    assert {len(values) for values in edge_columns(seen, merged, edges).values()} == {3}


def test_contents_of_an_article_do_not_depend_on_the_articles_beside_it() -> None:
    texts = [row[1] for row in ROWS if len(row[2]) == 1]
    together = labelled(*texts)
    speech = _speech(*[row[2][0] for row in ROWS if len(row[2]) == 1])
    expected = [one for row in ROWS if len(row[2]) == 1 for one in row[3]]
    assert words(together, _spans(together, speech, NEVER).contents, *texts) == expected


# (id, labelled text, cues that are outside of contents)
CUES = [
    ("no-cue", "It {q1 rained}.", []),
    ("no-content", "He {c1 said} so.", ["said"]),
    ("before-and-behind", "He {c1 said} {q1 it rained}, he {c2 said}.", ["said", "said"]),
    ("touching", "{c1 said}{q1 : so}", ["said"]),
    ("touching-behind", "{q1 so}{c1 , said} he", [", said"]),
    ("inside-marks-that-are-content", "“He {c1 said} no,” she {c2 added}.", ["added"]),
    ("half-inside", "He {c1 said “no} way, never,” to her.", []),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CUES])
def test_cues_outside(marked: str, expected: list[str]) -> None:
    seen = labelled(marked)
    speech = _speech(*[1] * (len(seen.batch.pairs) - 1))
    assert words(seen, _spans(seen, speech, NEVER).cues, marked) == expected
