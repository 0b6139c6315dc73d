"""Who relays a quote: nested speech as tags, the way attribution hands it on, and whole articles."""

from __future__ import annotations

import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.pipeline import analyze
from quotekit.records import QuoteKind
from quotekit.speakers.cast import cast_of
from quotekit.speakers.choice.resolve import resolve
from quotekit.speakers.relays import relays
from quotekit.text.document import look


def via(marked: str, kind: QuoteKind = "indirect", denied: bool = False) -> list[str | None]:
    """Who relays each tagged quote of a text."""
    model = Model.shipped()
    view, names = with_names(look(parse(marked)[0]), model.kinds)
    found = tokens(marked)
    numbers = sorted((name[1:] for name in found if name[0] == "q"), key=lambda number: found[f"q{number}"])
    drafts = [
        QuoteDraft(tuple(found[f"q{n}"]), "labelled", found[f"c{n}"][0], found[f"s{n}"][0], kind=kind) for n in numbers
    ]
    drafts[0] = drafts[0]._replace(denied=denied)
    cast = cast_of(names, model.lexicon)
    speakers = resolve(view, drafts, cast, model.rankers)
    return [entity.name if entity else None for entity in relays(view, drafts, speakers, cast)]


NESTED = "{s1 Reuters} {c1 said} {q1 that {s2 the minister} {c2 promised} {q2 to resign}}."


@pytest.mark.parametrize(
    ("marked", "relayed"),
    [
        # one speaker, and speech beside speech
        ("{s1 Ana Ruiz} {c1 said} {q1 that {s2 she} {c2 had promised} {q2 to resign}}.", [None, None]),
        ("{s1 Reuters} {c1 said} {q1 it rained}. {s2 The minister} {c2 promised} {q2 to resign}.", [None, None]),
        ("{s1 Reuters} {c1 said} {q1 it rained}, and {s2 the minister} {c2 said} {q2 so}.", [None, None]),
        # nested
        (NESTED, [None, "Reuters"]),
        (
            "{s1 Reuters} {c1 said} {q1 {s2 Ana Ruiz} {c2 told} it {q2 that {s3 Tim Voss} {c3 says} {q3 it leaked}}}.",
            [None, "Reuters", "Ana Ruiz"],
        ),
    ],
)
def test_nested_speech(marked: str, relayed: list[str | None]) -> None:
    assert via(marked) == relayed


def test_who_denies_relays_nothing() -> None:
    assert via(NESTED, denied=True) == [None, None]


def test_in_marks_the_speaker_tells_it() -> None:
    assert via(NESTED, "direct") == [None, None]


@pytest.mark.parametrize(
    ("text", "speaker", "relayed"),
    [
        ("The port will close in June, the minister said.", "minister", None),
        ("“The port will close,” Ana Ruiz told the BBC.", "Ana Ruiz", None),
        ("“The port will close in June,” the minister told Reuters.", "minister", None),
        ("“The port will close,” the minister told the court, a spokesman said.", "minister", "spokesman"),
        ("The port will close in June, the minister said, Reuters reported.", "minister", "Reuters"),
        ("“The port will close in June,” the minister said, according to Reuters.", "minister", "Reuters"),
        ("Vera Hale was quoted by Reuters as saying that the law was “unfit”.", "Vera Hale", "Reuters"),
    ],
)
def test_outlets(text: str, speaker: str, relayed: str | None) -> None:
    found = {row["speaker"]: row["via"] for row in analyze(text).rows("all")}
    assert found[speaker] == relayed


def test_marks_without_a_word_behind_a_quote_are_no_outlet() -> None:
    [quote] = analyze("“0”SAID 0,\x1b\x1b").quotes
    assert quote.via is None
