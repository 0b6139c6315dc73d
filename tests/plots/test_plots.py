"""Plots: what is drawn, read off the axes."""

from __future__ import annotations

import matplotlib
import pytest

import quotekit
from quotekit.errors import UsageError
from quotekit.plots import quotes_by_month, speakers_by_outlet
from quotekit.records import Article

matplotlib.use("Agg")

SAID = "“It held,” said Ana Reyes, the mayor. “It leaks,” said Bill Voss, the engineer."
FOUND = quotekit.analyze(
    [
        Article(SAID, "a", outlet="Echo", published="2025-01-10"),
        Article(SAID, "b", outlet="Wire", published="2025-04-11"),
        Article("“It rained,” said Ana Reyes, the mayor.", "c", outlet="Wire"),
    ]
)


@pytest.mark.parametrize("given", [None, "quotes.csv", [1, 2]])
def test_what_is_no_frame_is_refused(given: object) -> None:
    with pytest.raises(UsageError, match=f"a plot is of an Analysis or of its frame.., not of {type(given).__name__}"):
        quotes_by_month(given)


def test_a_frame_without_dates_is_refused() -> None:
    with pytest.raises(UsageError, match="no column 'date'"):
        quotes_by_month(FOUND.frame().drop(columns="date"))


def test_months_without_quotes_have_their_place() -> None:
    axes = quotes_by_month(FOUND)
    assert [bar.get_height() for bar in axes.patches] == [2, 0, 0, 2]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert axes.get_title() == "Quotes by month (1 of no known day left out)"


def test_a_selection_is_drawn_on_given_axes() -> None:
    axes = quotes_by_month(FOUND)
    axes.clear()
    frame = FOUND.frame()
    assert quotes_by_month(frame[frame.outlet == "Echo"], axes) is axes
    assert [bar.get_height() for bar in axes.patches] == [2]


def test_cells_of_the_map_are_counts() -> None:
    axes = speakers_by_outlet(FOUND)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Ana Reyes", "Bill Voss"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Wire", "Echo"]
    assert axes.get_images()[0].get_array().tolist() == [[2, 1], [1, 1]]


def test_the_outlets_of_a_map_quote_its_speakers() -> None:
    others = [Article(SAID.replace("Reyes", name), name, outlet="Post") for name in ("Hale", "Orr", "Lee")]
    frame = quotekit.analyze([*others, Article("“It held,” said Ana Cruz.", "b", outlet="Wire")]).frame()
    frame = frame[frame["speaker"] != "Bill Voss"]
    axes = speakers_by_outlet(frame.loc[[*frame.index, *frame[frame["outlet"] == "Wire"].index]], 1)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Wire"]
    assert axes.get_images()[0].get_array().tolist() == [[2]]


@pytest.mark.parametrize("most", [0, -1])
def test_a_map_of_nobody_is_refused(most: int) -> None:
    with pytest.raises(UsageError, match=f"most is 1 or more, not {most}"):
        speakers_by_outlet(FOUND, most)
