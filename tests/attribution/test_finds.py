"""What is known of a find as a whole: one column at a time, of drafts that are written by hand."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.finds import TEMPLATES, find_columns, finds
from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.tagging.wordtypes import Columns
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.names.name import NAMED
from quotekit.records import QuoteKind
from quotekit.text.document import look
from quotekit.wordtables import stable_hash


def drafts_of(marked: str) -> list[QuoteDraft]:
    """A draft for each tagged quote, in their order: direct where it stands behind a mark."""
    text, spans = parse(marked)
    found = tokens(marked)
    drafts = []
    for name in sorted(name for name in found if name[0] == "q"):
        kind: QuoteKind = "direct" if text[spans[name][0][0] - 1] == "“" else "indirect"
        cue, source = (found.get(f"{role}{name[1:]}", [None])[0] for role in "cs")
        drafts.append(QuoteDraft(tuple(found[name]), "labelled", cue, source, kind=kind, confidence=0.65))
    return drafts


def columns(*marked: str) -> Columns:
    model = Model.shipped()
    views = [with_names(look(parse(one)[0]), model.kinds)[0] for one in marked]
    seen = label(views, model.passes)
    listed = [(number, draft) for number, one in enumerate(marked) for draft in drafts_of(one)]
    return find_columns(seen, finds(seen.batch, views, listed))


def word(text: str) -> int:
    return int(stable_hash(text))


SAID = "{s1 The mayor} {c1 said} {q1 the ferry would sail}."

# (id, draft as tags, column, value of the last draft)
VALUES: list[tuple[str, str, str, int]] = [
    # nothing there
    ("no-cue", "{q1 The ferry will sail}.", "stem", 0),
    ("no-cue-no-bin", "{q1 The ferry will sail}.", "bin", 0),
    ("no-cue-not-negated", "Not so. {q1 The ferry will sail}.", "negated", 0),
    ("no-cue-no-order", "{q1 The ferry will sail}.", "order", 0),
    ("no-source", "{c1 Said} {q1 the ferry would sail}.", "head", 0),
    ("no-source-no-gap", "{c1 Said} {q1 the ferry would sail}.", "source.gap", 0),
    ("no-source-no-entity", "{c1 Said} {q1 the ferry would sail}.", "entity", 0),
    ("nothing-before-it", SAID, "before.kind", 0),
    ("not-in-marks", SAID, "inside", 0),
    ("no-finite-verb", "He {c1 praised} {q1 the old crew}.", "verbs", 0),
    # the draft
    ("indirect", SAID, "kind", 1),
    ("direct", "“{q1 It will sail},” {s1 he} {c1 said}.", "kind", 3),
    ("sure", SAID, "sure", 6),
    ("one-piece", SAID, "pieces", 1),
    ("two-pieces", "{q1 The ferry}, {s1 he} {c1 said}, {q1 would sail}.", "pieces", 2),
    ("after-an-indirect", "{s1 He} {c1 said} {q1 so it was}. “{q2 It sails}.”", "before.kind", 1),
    # the content
    ("opens-with-that", "He {c1 said} {q1 that it would sail}.", "opening", 1),
    ("opens-with-what", "He {c1 asked} {q1 what it would cost}.", "opening", 2),
    ("opens-with-to", "He {c1 promised} {q1 to pay them}.", "opening", 3),
    ("opens-with-a-preposition", "He {c1 warned} {q1 of a loss}.", "opening", 4),
    ("opens-with-a-mark", "He {c1 called} it {q1 “a disgrace”}.", "opening", 5),
    ("opens-with-a-gerund", "He {c1 denied} {q1 owning the boat}.", "opening", 6),
    ("opens-as-a-clause", SAID, "opening", 7),
    ("opens-as-a-noun-phrase", "He {c1 praised} {q1 the old crew}.", "opening", 8),
    ("length", SAID, "length", 4),
    ("first-word", SAID, "first", word("the")),
    ("behind-it", SAID, "after", word(".")),
    ("none-in-marks", SAID, "quoted", 0),
    ("all-in-marks", "“{q1 It will sail},” {s1 he} {c1 said}.", "quoted", 4),
    ("begins-its-sentence", "{q1 The ferry will sail}, {s1 he} {c1 said}.", "opens", 1),
    ("ends-its-sentence", SAID, "closes", 1),
    # the cue
    ("cue-in-front", SAID, "order", 2),
    ("cue-behind", "{q1 The ferry will sail}, {s1 he} {c1 said}.", "order", 3),
    ("the-same-sentence", SAID, "together", 2),
    ("another-sentence", "{s1 He} {c1 spoke}. {q1 The ferry will sail}.", "together", 1),
    ("negated", "He has not yet {c1 said} {q1 so much}.", "negated", 2),
    ("negated-too-far-in-front", "Not for the first time has the mayor {c1 said} {q1 so}.", "negated", 1),
    ("not-over-a-full-stop", "It is not. He {c1 said} {q1 so much}.", "negated", 1),
    ("refused", "He refused to {c1 say} {q1 who it was}.", "refused", 2),
    ("modal", "He would {c1 say} {q1 that it sails}.", "modal", 2),
    ("infinitive", "He came to {c1 say} {q1 that it sails}.", "infinitive", 1),
    ("passive", "He {c1 was told} {q1 that it sails}.", "passive", 1),
    ("active", "He has {c1 said} {q1 that it sails}.", "passive", 0),
    ("words-of-the-cue", "He {c1 was told} {q1 that it sails}.", "cue.words", 2),
    # the source
    ("nobody", "{c1 Said} {q1 the ferry would sail}.", "source", 0),
    ("pronoun", "{s1 He} {c1 said} {q1 so much}.", "source", 1),
    ("role", SAID, "source", 2),
    ("name", "Then {s1 Ana Ruiz} {c1 said} {q1 so much}.", "source", 3),
    ("one-capital", "Then {s1 Ruiz} {c1 said} {q1 so much}.", "source", 4),
    ("capital-of-the-sentence", "{s1 Ruiz} {c1 said} {q1 so much}.", "source", 5),
    ("noun", "Then {s1 a letter} {c1 said} {q1 so much}.", "source", 6),
    ("head", "Then {s1 a letter from Ana Ruiz} {c1 said} {q1 so much}.", "head", word("letter")),
    ("lead", SAID, "lead", word("the")),
    ("person", "Then {s1 Ana Ruiz} {c1 said} {q1 so much}.", "entity", NAMED.index("person")),
    ("source-in-front", SAID, "source.order", 2),
    ("source-behind", "{q1 The ferry will sail}, {c1 said} {s1 the mayor}.", "source.order", 1),
]


@pytest.mark.parametrize(("marked", "name", "value"), [pytest.param(*row[1:], id=row[0]) for row in VALUES])
def test_values(marked: str, name: str, value: int) -> None:
    assert int(columns(marked)[name][-1]) == value


def test_every_column_is_looked_at() -> None:
    assert set(columns(SAID)) >= set("&".join(TEMPLATES.split()).split("&"))


@pytest.mark.parametrize("texts", [[""], ["It rained."], ["", "It rained.", ""]])
def test_no_finds(texts: list[str]) -> None:
    assert {len(values) for values in columns(*texts).values()} == {0}


def test_columns_of_an_article_are_those_that_it_has_alone() -> None:
    texts = [row[1] for row in VALUES]
    alone = [columns(text) for text in texts]
    bounds = list(accumulate((len(one["kind"]) for one in alone), initial=0))
    for name, values in columns(*texts).items():
        assert values.tolist() == np.concatenate([one[name] for one in alone]).tolist(), name
    assert bounds[-1] > len(texts)
