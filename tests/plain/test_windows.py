"""Windows of a long text: side by side, all of it, between paragraphs, none larger than an article."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.plain.shown import reads
from quotekit.plain.windows import LONG, window_at, windows

LINE = "It rained in Telford all day, and nobody minded.\n"


def filled(line: str, length: int) -> str:
    return (line * (length // len(line) + 1))[:length]


@pytest.mark.parametrize("text", ["", "a", "It rained.", filled(LINE, LONG), " " * LONG])
def test_a_text_that_is_not_long_is_one_window(text: str) -> None:
    assert [tuple(window) for window in windows(text)] == [(0, 0, len(text), len(text))]


@pytest.mark.parametrize("line", [LINE, "a", "word ", "No break. ", "“He came,\n", "\n", "> said\n\n"])
@pytest.mark.parametrize("length", [LONG + 1, 2 * LONG, 1_234_567])
def test_pieces_lie_side_by_side_and_windows_are_no_longer_than_an_article(line: str, length: int) -> None:
    text = filled(line, length)
    found = list(windows(text))
    assert [window.start for window in found] == [0, *(window.end for window in found[:-1])]
    assert found[-1].end == found[-1].last == length
    assert all(w.first <= w.start < w.end <= w.last and w.last - w.first <= LONG for w in found)
    assert all(window.last > window.end for window in found[:-1])
    assert line == "a" or all(window.first < window.start for window in found[1:])  # a word is not cut up more
    assert len(found) <= 2 + length // (LONG // 2)


def test_pieces_end_between_paragraphs_that_do_not_belong_together() -> None:
    text = filled("He spoke long. And on.\n“One more,\n“And one.”\n", 3 * LONG)
    borders = [window.end for window in windows(text)][:-1]
    assert borders
    assert all(text[:border].endswith("\n") and text.startswith("He spoke", border) for border in borders)


def test_the_window_of_a_place_is_that_in_whose_piece_it_is() -> None:
    text = filled(LINE, 3 * LONG)
    for window in windows(text):
        assert window_at(text, window.start) == window_at(text, window.end - 1) == window
    assert window_at(text, len(text)).last == len(text)


def test_a_range_of_a_long_text_reads_as_its_window_does() -> None:
    text = filled(LINE, 2 * LONG) + "We can&rsquo;t, he said.\n" + filled(LINE, LONG)
    assert reads(text, 2 * LONG, 2 * LONG + 14) == "We can’t"
    assert reads(text, 2 * LONG - 49, 2 * LONG + 14).endswith("We can’t")


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="a \n“.", min_size=1, max_size=60), st.integers(LONG, 3 * LONG))
def test_any_text_is_divided(line: str, length: int) -> None:
    found = list(windows(filled(line, length)))
    assert sum(window.end - window.start for window in found) == length


def test_time_is_linear() -> None:
    def cost(length: int) -> float:
        text = filled("a", length)
        started = time.process_time()
        list(windows(text))
        return time.process_time() - started

    assert cost(16 * LONG) < 40 * max(cost(2 * LONG), 0.001)
