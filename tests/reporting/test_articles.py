"""Overlapping spans as a row of segments."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotekit.records import Span
from quotekit.reporting.articles import Mark, segments


def drawn(text: str) -> tuple[int, list[Mark]]:
    """The length and the marks of a drawing: a line of dots, then for each mark its letters below."""
    first, *lines = [line.strip("|") for line in text.split("\n") if line]
    marks = []
    for line in lines:
        letter = line.strip()[0]
        start = line.index(letter)
        marks.append(Mark(Span(start, line.rindex(letter) + 1), "content", ord(letter) - ord("a")))
    return len(first), marks


def row(length: int, marks: list[Mark]) -> str:
    """The innermost mark of each code point."""
    found = segments(length, marks)
    return "".join(
        ("." if (owner := one.inside.get("content")) is None else chr(owner + ord("a"))) * (one.end - one.start)
        for one in found
    )


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (".....", "....."),
        ("|.....|\n| aa  |", ".aa.."),
        ("|.....|\n|aaaaa|", "aaaaa"),
        ("|.....|\n|aaaaa|\n| bb  |", "abbaa"),
        ("|.....|\n| bb  |\n|aaaaa|", "abbaa"),
        ("|.....|\n|aaa  |\n|  bbb|", "aabbb"),
        ("|.....|\n|aaaaa|\n|bb   |", "bbaaa"),
        ("|.....|\n|bb   |\n|aaaaa|", "bbaaa"),
        ("|.....|\n|aaaaa|\n| bbbb|\n|  cc |", "abccb"),
        ("|.....|\n|aaa  |\n| b   |\n|  ccc|", "abccc"),
        ("|.....|\n|aa   |\n|  bb |", "aabb."),
    ],
)
def test_the_innermost_mark_is_seen(drawing: str, expected: str) -> None:
    assert row(*drawn(drawing)) == expected


def test_marks_beyond_the_text_are_cut_off() -> None:
    marks = [Mark(Span(3, 9), "content", 0), Mark(Span(5, 6), "content", 1)]
    assert row(5, marks) == "...aa"
    assert [one.ends for one in segments(5, marks)] == [(), (("content", 0),)]


def test_a_thing_begins_with_its_first_piece_and_ends_with_its_last() -> None:
    marks = [Mark(Span(6, 8), "content", 0), Mark(Span(1, 3), "content", 0), Mark(Span(1, 8), "cue", 0)]
    found = list(segments(9, marks))
    assert [one.begins for one in found] == [(), (("content", 0), ("cue", 0)), (), (), ()]
    assert [one.ends for one in found] == [(), (), (), (("content", 0), ("cue", 0)), ()]


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(["content", "cue", "source"]), st.integers(0, 5)), max_size=12)


@given(st.integers(0, 30), MARKS, st.lists(st.integers(0, 40), max_size=5))
def test_segments_are_the_text_and_know_what_covers_them(length: int, marks: list[Mark], cuts: list[int]) -> None:
    found = list(segments(length, marks, cuts))
    assert [at for one in found for at in range(one.start, one.end)] == list(range(length))
    assert all(one.start < one.end for one in found)
    for one in found:
        covering = [mark for mark in marks if mark.span.start <= one.start and one.end <= mark.span.end]
        touching = [mark for mark in marks if mark.span.start < one.end and one.start < mark.span.end]
        assert covering == touching  # no boundary divides a segment
        assert set(one.inside) == {mark.layer for mark in covering}
        for layer, owner in one.inside.items():
            innermost = max(
                (m for m in covering if m.layer == layer), key=lambda m: (m.span.start, -min(m.span.end, length))
            )
            assert (innermost.span.start, min(innermost.span.end, length)) in {
                (m.span.start, min(m.span.end, length)) for m in covering if m.layer == layer and m.owner == owner
            }
    things = {(mark.layer, mark.owner) for mark in marks if mark.span.start < length}
    assert sorted(place for one in found for place in one.begins) == sorted(things)
    assert sorted(place for one in found for place in one.ends) == sorted(things)


def test_deep_nesting_costs_no_more_than_sorting() -> None:
    def cost(n: int) -> float:
        marks = [Mark(Span(at, 2 * n - at), "content", at) for at in range(n)]
        started = time.perf_counter()
        assert sum(1 for _ in segments(2 * n, marks)) == 2 * n - 1
        return time.perf_counter() - started

    cost(100)
    assert min(cost(4000) for _ in range(3)) < 12 * min(cost(1000) for _ in range(3)) + 0.05
