"""Data frames: the rows of the quotes with who is one across articles, and the people."""

from __future__ import annotations

import pandas
import pytest

import quotekit
from quotekit.errors import UsageError
from quotekit.records import Article
from quotekit.rows import QUOTE_COLUMNS, values_of

ARTICLES = (
    Article(
        "“It held,” said Ana Reyes, the mayor. She said it would hold.", "a", outlet="Echo", published="2025-04-10"
    ),
    Article("“It leaks,” said Ana Reyes, the mayor.", "b", published="2025-04-11T23:30:00-07:00"),
    Article("“No,” said a spokesman. They hope it will rain.", "c", published=None),
)
FOUND = quotekit.analyze(ARTICLES)


def test_a_frame_without_quotes_has_its_columns_and_types() -> None:
    frame = quotekit.analyze("It rained.").frame()
    assert len(frame) == 0
    assert list(frame)[-4:] == ["title", "url", "author", "date"]
    assert pandas.api.types.is_datetime64_any_dtype(frame["date"])


def test_acts_are_checked() -> None:
    with pytest.raises(UsageError, match="acts is 'statement' or 'all', not 'some'"):
        FOUND.frame("some")


def test_the_columns_of_quotes_are_those_of_the_csv() -> None:
    frame = FOUND.frame()
    assert list(frame)[: len(QUOTE_COLUMNS)] == list(QUOTE_COLUMNS)
    assert frame["quote"].tolist() == [values_of(row, ["quote"])[0] for row in FOUND.rows()]


def test_a_speaker_is_one_across_articles() -> None:
    frame = FOUND.frame()
    assert frame[frame.speaker_kind == "person"].speaker_id.unique().tolist() == ["person:ana-reyes"]
    assert set(frame[frame.speaker == "Ana Reyes"].gender) == {"f"}


def test_a_day_is_that_of_its_readers_and_missing_where_unknown() -> None:
    days = dict(zip(FOUND.frame().article, FOUND.frame().date))
    assert (days["a"], days["b"]) == (pandas.Timestamp("2025-04-10"), pandas.Timestamp("2025-04-11"))
    assert pandas.isna(days["c"])


def test_all_acts_have_more_rows() -> None:
    assert len(FOUND.frame("all")) > len(FOUND.frame())


def test_a_person_is_one_row() -> None:
    people = FOUND.people_frame()
    assert people[["id", "gender", "role", "quotes", "articles"]].values.tolist() == [
        ["person:ana-reyes", "f", "mayor", 3, 2]
    ]
