"""JSON-LD: what it says of a quote, and Web Annotations read back into the same rows."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exported import analyses, said
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.exporting.linked_data import (
    annotation_of,
    quotation_of,
    read_annotations,
    write_annotations,
    write_quotations,
)
from quotekit.exporting.tables import export_row
from quotekit.records import ACTS, Act, Article, Quote, Span, Speaker
from quotekit.rows import EXPORT_KEYS


def annotated(several: list[Analysis]) -> str:
    stream = io.StringIO(newline="")
    write_annotations(several, stream)
    return stream.getvalue()


def quotations(several: list[Analysis]) -> Any:
    stream = io.StringIO(newline="")
    write_quotations(several, stream)
    return json.loads(stream.getvalue())


TEXT = "Yes. “We gave it all,” coach Javier Mascherano said. “It showed.” It rained all night."
ARTICLE = Article(TEXT, "news/a 1", "Rain", "https://echo.example/a?b=ä#c", "Echo", "2025-04-10")
JAVIER = Speaker("news/a 1:s1", "Javier Mascherano", "person", ("Mascherano",), ("coach",))
QUOTE = Quote(
    id="news/a 1-1",
    article="news/a 1",
    kind="direct",
    act="statement",
    content=(Span(6, 21), Span(54, 64)),
    cue=(Span(47, 51),),
    source=(Span(23, 46),),
    speaker=JAVIER.id,
    confidence=0.9876,
    rule="labelled",
)
ANALYSIS = Analysis((ARTICLE,), (QUOTE,), (JAVIER,))


# --- Web Annotation ---


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not an AnnotationCollection"),
        ("[]", "not an AnnotationCollection"),
        ('{"first": {"items": {}}}', "the items are {}, not a list"),
        ('{"first": {"items": [3]}}', "annotation 1: 3 is no annotation"),
        ('{"first": {"items": [{}]}}', "annotation 1: target is not a list of targets with two selectors"),
        ("[" * 100_000, "not an AnnotationCollection"),
    ],
)
def test_what_is_no_export(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "q.jsonld").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=f"q.jsonld: {reason}"):
        list(read_annotations(tmp_path / "q.jsonld"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"start": 1', '"start": 2', "2 to 9 is not as long as its words"),
        ('"start": 1', '"start": -1', "-1 to 9 is no place"),
        ('"start": 1', '"start": "1"', "target is not a list of targets"),
        ('"quotekit:kind": "direct", ', "", "has no quotekit:kind"),
        ('"exact": "It held,"', '"exact": null', "target is not a list"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = annotated([said()])
    assert old in text
    (tmp_path / "q.jsonld").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=f"q.jsonld: annotation 1: .*{reason}|annotation 1: {reason}"):
        list(read_annotations(tmp_path / "q.jsonld"))


@settings(max_examples=60, deadline=None)
@given(st.lists(analyses(), max_size=3))
def test_annotations_round_trip(tmp_path_factory: pytest.TempPathFactory, several: list[Analysis]) -> None:
    path = tmp_path_factory.getbasetemp() / "q.jsonld"
    path.write_text(annotated(several), encoding="utf-8", newline="")
    rows = [export_row(one, quote) for one in several for quote in one.quotes]
    assert list(read_annotations(path)) == rows
    assert json.loads(path.read_text(encoding="utf-8"))["total"] == len(rows)


def test_keys_are_those_of_the_row_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "q.jsonld").write_text(annotated([ANALYSIS]), encoding="utf-8")
    [row] = read_annotations(tmp_path / "q.jsonld")
    assert tuple(row) == tuple(export_row(ANALYSIS, QUOTE)) == EXPORT_KEYS


def test_each_piece_has_both_selectors_and_what_stands_around_it() -> None:
    found = annotation_of(ANALYSIS, QUOTE)
    assert found["target"][1] == {
        "type": "SpecificResource",
        "source": "https://echo.example/a?b=%C3%A4#c",
        "selector": [
            {"type": "TextPositionSelector", "start": 54, "end": 64},
            {
                "type": "TextQuoteSelector",
                "exact": "It showed.",
                "prefix": TEXT[54 - 32 : 54],
                "suffix": "” It rained all night.",
            },
        ],
    }
    assert found["id"] == "urn:quotekit:quote:news%2Fa%201-1"
    assert [(body["purpose"], body["value"]) for body in found["body"]] == [
        ("classifying", "direct"),
        ("classifying", "statement"),
        ("identifying", "Javier Mascherano"),
    ]
    assert found["quotekit:confidence"] == 0.988


@pytest.mark.parametrize("write", [write_annotations, write_quotations])
def test_nothing_ends_the_script_in_which_a_page_has_it(write: Callable[[list[Analysis], io.StringIO], None]) -> None:
    stream = io.StringIO()
    text = "“It </script><!--<script> held,” said Ana."
    write([said(text, "a</script>", title="</SCRIPT>")], stream)
    assert "<" not in stream.getvalue()
    assert "</script>" in json.dumps(json.loads(stream.getvalue()))


@pytest.mark.parametrize("act", ACTS)
def test_nobody_is_no_body(act: Act) -> None:
    quote = Quote("x-1", "x", "indirect", act, (Span(0, 3),))
    found = annotation_of(Analysis((Article("Yes", "x"),), (quote,), ()), quote)
    assert [body["value"] for body in found["body"]] == ["indirect", act]
    assert (found["quotekit:speaker"], found["quotekit:cue"], found["quotekit:source"]) == (None, [], [])
    assert found["target"][0]["source"] == "urn:quotekit:article:x"


def test_a_collection_is_a_line_for_each_annotation() -> None:
    lines = annotated([ANALYSIS, said("“\u2028\x85a,” b")]).splitlines()
    assert len(lines) == 4
    assert [json.loads(line.rstrip(","))["type"] for line in lines[1:3]] == ["Annotation"] * 2


# --- schema.org ---


@pytest.mark.parametrize(
    ("ref", "node"),
    [
        (None, {}),
        ("staff-12", {"identifier": "staff-12"}),
        ("Q0", {"identifier": "Q0"}),
        ("Q152", {"sameAs": "http://www.wikidata.org/entity/Q152"}),
        ("https://house.test/ana", {"sameAs": "https://house.test/ana"}),
    ],
)
def test_the_id_of_the_user_says_who_it_is(ref: str | None, node: dict[str, str]) -> None:
    told = replace(ANALYSIS, speakers=tuple(replace(one, ref=ref) for one in ANALYSIS.speakers))
    somebody = quotation_of(told, QUOTE)["spokenByCharacter"]
    assert {key: value for key, value in somebody.items() if key in ("sameAs", "identifier")} == node


def test_a_quotation_names_speaker_and_article() -> None:
    assert quotations([ANALYSIS])["@graph"] == [
        {
            "@type": "Quotation",
            "@id": "urn:quotekit:quote:news%2Fa%201-1",
            "identifier": "news/a 1-1",
            "text": "We gave it all, ... It showed.",
            "inLanguage": "en",
            "keywords": ["direct", "statement"],
            "spokenByCharacter": {
                "@type": "Person",
                "@id": "urn:quotekit:speaker:news%2Fa%201:s1",
                "name": "Javier Mascherano",
                "alternateName": ["Mascherano"],
                "jobTitle": "coach",
            },
            "creator": quotation_of(ANALYSIS, QUOTE)["spokenByCharacter"],
            "creditText": "coach Javier Mascherano",
            "isPartOf": {
                "@type": "NewsArticle",
                "@id": "https://echo.example/a?b=%C3%A4#c",
                "identifier": "news/a 1",
                "headline": "Rain",
                "url": "https://echo.example/a?b=ä#c",
                "datePublished": "2025-04-10",
                "publisher": {"@type": "NewsMediaOrganization", "name": "Echo"},
            },
        }
    ]


def test_what_nobody_knows_is_left_out() -> None:
    quote = Quote("x-1", "x", "indirect", "statement", (Span(0, 3),), speaker="x:s1")
    club = Speaker("x:s1", "Inter Miami", "organization", roles=("the club",))
    found = quotation_of(Analysis((Article("Yes", "x"),), (quote,), (club,)), quote)
    assert found["spokenByCharacter"] == {
        "@type": "Organization",
        "@id": "urn:quotekit:speaker:x:s1",
        "name": "Inter Miami",
        "description": "the club",
    }
    assert not {"creator", "creditText"} & set(found)  # the words of indirect speech are the article's
    assert found["isPartOf"] == {"@type": "NewsArticle", "@id": "urn:quotekit:article:x", "identifier": "x"}


@settings(max_examples=30, deadline=None)
@given(st.lists(analyses(), max_size=2))
def test_any_quotation_is_json(several: list[Analysis]) -> None:
    found = quotations(several)["@graph"]
    assert [one["identifier"] for one in found] == [quote.id for one in several for quote in one.quotes]
    assert all(one["@id"].isascii() and " " not in one["@id"] for one in found)
