"""The component in real pipelines of spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import quotekit
from quotekit.errors import UsageError
from quotekit.spacy.component import QuoteComponent

ROOT = Path(__file__).parents[2]
SAID = "“The dam held,” said Ana Reyes, the mayor. “It leaks,” said Bill Voss."
ARTICLE = quotekit.Article(SAID)


@pytest.fixture(scope="module")
def nlp() -> Any:
    blank = spacy.blank("en")
    blank.add_pipe("quotekit")
    return blank


def test_other_acts_are_refused() -> None:
    with pytest.raises(UsageError, match="acts is 'statement' or 'all', not 'some'"):
        spacy.blank("en").add_pipe("quotekit", config={"acts": "some"})


def test_the_documents_have_every_key_of_the_config(nlp: Any) -> None:
    told = (ROOT / "docs" / "how-to" / "python.md").read_text(encoding="utf-8")
    for key in nlp.get_pipe_config("quotekit").keys() - {"factory"}:
        assert f"| `{key}` |" in told
        assert f"`{key}` is" in (QuoteComponent.__doc__ or "")


@pytest.mark.parametrize("text", ["", " ", "It rained."])
def test_where_nobody_speaks_there_is_nothing(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert (doc._.quotes, list(doc.spans["quotes"])) == ([], [])


def test_groups_of_spans(nlp: Any) -> None:
    doc = nlp(SAID)
    assert [(one.text, one.label_, one.id_) for one in doc.spans["quotes"]] == [
        ("The dam held,", "direct", f"{ARTICLE.id}-1"),
        ("It leaks,", "direct", f"{ARTICLE.id}-2"),
    ]
    assert [one.text for one in doc.spans["cues"]] == ["said", "said"]
    assert [one._.quote["speaker"] for one in doc.spans["sources"]] == ["Ana Reyes", "Bill Voss"]


def test_a_span_of_others_has_no_quote(nlp: Any) -> None:
    assert nlp(SAID)[0:2]._.quote is None


def test_rows_are_those_of_the_library(nlp: Any) -> None:
    assert nlp(SAID)._.quotes == quotekit.analyze(ARTICLE).rows()


def test_all_acts(nlp: Any) -> None:
    every = spacy.blank("en")
    every.add_pipe("quotekit", config={"acts": "all"})
    text = "They hope it will rain. “It held,” said Ana Reyes."
    assert len(every(text)._.quotes) > len(nlp(text)._.quotes)


def test_many_documents_are_as_each_alone(nlp: Any) -> None:
    texts = [SAID, "It rained.", SAID.replace("dam", "bridge")] * 8
    together = list(nlp.pipe(texts, batch_size=5))
    alone = [nlp(text) for text in texts]
    assert [doc._.quotes for doc in together] == [doc._.quotes for doc in alone]
    assert [[span.text for span in doc.spans["quotes"]] for doc in together] == [
        [span.text for span in doc.spans["quotes"]] for doc in alone
    ]


def test_a_document_is_written_and_read_back(nlp: Any) -> None:
    doc = nlp(SAID)
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.quotes == doc._.quotes
    assert [one._.quote["id"] for one in back.spans["quotes"]] == [f"{ARTICLE.id}-1", f"{ARTICLE.id}-2"]


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("😀é  \n“”’ab"), max_size=30))
def test_places_are_those_of_the_text(before: str) -> None:
    made = spacy.blank("en")
    made.add_pipe("quotekit")
    doc = made(f"{before}\n\n{SAID}")
    for row in doc._.quotes:
        spans = [one for one in doc.spans["quotes"] if one.id_ == row["id"]]
        for span, (start, end) in zip(spans, row["content"], strict=True):
            assert span.start_char <= start < end <= span.end_char
