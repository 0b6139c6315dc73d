"""2,000 texts and files that hypothesis draws keep the promises of docs/data-format.md; benchmarks/fuzz.py has more."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import fuzz

COUNTS = {"texts": 800, "files": 800, "outputs": 400}


@pytest.mark.parametrize("name", fuzz.PROPERTIES)
def test_what_holds_of_anything(name: str) -> None:
    fuzz.tried(name, COUNTS[name], 20)


def test_the_counts_are_those_of_the_properties() -> None:
    assert COUNTS.keys() == fuzz.PROPERTIES.keys()
    assert sum(COUNTS.values()) >= 2_000


BAD: list[tuple[str, Any]] = [
    ("speaker", "â"),
    ("speaker", "Unknown"),
    ("speaker", " "),
    ("rule", "luck"),
    ("quote", "a\nb"),
    ("content", []),
    ("content", [[0, 1], [0, 1]]),
    ("content", [[8, 9], [1, 2]]),
    ("content", [[0, 99]]),
    ("cue", [[2, 4]]),
    ("confidence", 1.5),
    ("confidence", 0.12345),
    ("id", "b-1"),
    ("source_text", None),
    ("part", "lead"),
]


@pytest.mark.parametrize(("column", "value"), BAD)
def test_what_breaks_a_promise_is_found(column: str, value: Any) -> None:
    row = {
        **{"article": "a", "id": "a-1", "kind": "direct", "act": "statement", "part": "body", "rule": "labelled"},
        **{"confidence": 0.5, "content": [[0, 2]], "cue": [], "source": [[3, 6]], "source_text": "Ana"},
        **{"speaker": "Ana", "speaker_kind": "person", "quote": "It"},
    }
    fuzz.row_holds("It Ana said", row)
    with pytest.raises(AssertionError):
        fuzz.row_holds("It Ana said", row | {column: value})
