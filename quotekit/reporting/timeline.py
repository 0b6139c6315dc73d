"""When articles were published: the days in order, and the columns of a drawing of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quotekit.records import Article

MONTHS = "January February March April May June July August September October November December".split()
_COLUMNS = 60
"""Columns into which the time from the first to the last article is divided."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which articles were published."""

    iso: str
    label: str
    articles: tuple[int, ...]
    """Places in the row of articles, in the order of their times, else as given."""


@dataclass(frozen=True, slots=True)
class Column:
    """Articles that were published at about one time."""

    place: float
    """0 for the first article to 1 for the last."""
    count: int
    height: float
    """0 to 1, in steps of at most a sixth for an article, so that one alone is no tower."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When articles were published, as far as dates are known."""

    days: tuple[Day, ...]
    columns: tuple[Column, ...]
    """Empty where all were published at the same time."""
    undated: tuple[int, ...]
    """Places of the articles whose date is not known."""


def timeline(articles: Sequence[Article]) -> Timeline:
    """The days and columns of some articles; without days where no date is known.

    >>> found = timeline([Article("a", published="2025-04-12"), Article("b"), Article("c", published="2025-04-10")])
    >>> [(day.label, day.articles) for day in found.days], [column.place for column in found.columns], found.undated
    ([('10 April 2025', (2,)), ('12 April 2025', (0,))], [0.0, 1.0], (1,))
    """
    known = {place: at for place, one in enumerate(articles) if (at := moment(one.published))}
    order = sorted(known, key=lambda place: _seconds(known[place]))
    days: dict[str, list[int]] = defaultdict(list)
    for place in order:
        days[known[place].date().isoformat()].append(place)
    told = (Day(iso, day_label(iso) or iso, tuple(places)) for iso, places in sorted(days.items()))
    undated = tuple(place for place in range(len(articles)) if place not in known)
    return Timeline(tuple(told), _columns([_seconds(known[place]) for place in order]), undated)


def _columns(times: list[float]) -> tuple[Column, ...]:
    """The columns of some ascending times."""
    if not times or times[0] == times[-1]:
        return ()
    first, long = times[0], times[-1] - times[0]
    counts = Counter(round((time - first) / long * _COLUMNS) for time in times)
    most = max(counts.values())
    return tuple(Column(place / _COLUMNS, count, count / max(most, 6)) for place, count in sorted(counts.items()))


def moment(published: str | None) -> datetime | None:
    """The time that an ISO 8601 date tells, midnight where it is only a day; None for anything else.

    >>> moment("2025-04-10T09:30:00Z").hour, moment("last Tuesday")
    (9, None)
    """
    try:
        return datetime.fromisoformat((published or "").strip())
    except ValueError:
        return None


def _seconds(at: datetime) -> float:
    # Not timestamp(): it asks the machine's time zone, and fails in the year 1.
    plain = at.replace(tzinfo=None) - datetime(1, 1, 1)
    return (plain - (at.utcoffset() or timedelta())).total_seconds()


def day_label(published: str | None) -> str | None:
    """A date for reading, in the article's own time zone; as it was given where it is not ISO 8601.

    >>> day_label("2025-04-10T23:30:00-05:00"), day_label("last Tuesday"), day_label(None)
    ('10 April 2025', 'last Tuesday', None)
    """
    at = moment(published)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}" if at else published or None
