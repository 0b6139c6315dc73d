"""Counts by month as the bars of a drawing, with the months between that have none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quotekit.reporting.timeline import MONTHS

_MOST = 60
"""Bars of a drawing; a longer time is told by years, the last ones."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, or a year."""

    iso: str
    label: str
    count: int
    height: float
    """Of the highest, 0 to 1."""
    place: float
    """Where its left edge is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side, in the order of time."""

    unit: str
    """`month` or `year`."""
    most: int
    width: float
    """Of one, with the gap behind it, 0 to 1."""
    bars: tuple[Bar, ...]


def bars(counts: Mapping[str, int]) -> Bars | None:
    """The bars of counts by month, `2025-04`; by year where they would be more than 60. None without any.

    >>> [(bar.label, bar.count, bar.height) for bar in bars({"2025-04": 4, "2025-06": 2}).bars]
    [('April 2025', 4, 1.0), ('May 2025', 0, 0.0), ('June 2025', 2, 0.5)]
    """
    if not counts:
        return None
    by_month = {_month(iso): count for iso, count in counts.items()}
    if max(by_month) - min(by_month) < _MOST:
        return _drawn("month", by_month)
    by_year: dict[int, int] = {}
    for month, count in by_month.items():
        by_year[month // 12] = by_year.get(month // 12, 0) + count
    return _drawn("year", by_year)


def _month(iso: str) -> int:
    """Months since the year 0."""
    return int(iso[:4]) * 12 + int(iso[5:7]) - 1


def _drawn(unit: str, counts: Mapping[int, int]) -> Bars:
    first, last = max(min(counts), max(counts) - _MOST + 1), max(counts)
    shown = {at: counts.get(at, 0) for at in range(first, last + 1)}
    most, width = max(shown.values()), 1 / max(len(shown), 12)
    drawn = (_bar(unit, at, count, count / most, number * width) for number, (at, count) in enumerate(shown.items()))
    return Bars(unit, most, width, tuple(drawn))


def _bar(unit: str, at: int, count: int, height: float, place: float) -> Bar:
    year, month = divmod(at, 12)
    if unit == "year":
        return Bar(f"{at:04}", str(at), count, height, place)
    return Bar(f"{year:04}-{month + 1:02}", f"{MONTHS[month]} {year}", count, height, place)
