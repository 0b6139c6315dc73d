"""Dates as files write them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any

_CLOCK = r"(\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:[T ]+{_CLOCK})?", re.I)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2}:\d\d(?::\d\d)?))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z)?)?")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_MONTH_DAY = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.I)
_DAY_MONTH = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)? ([a-z]{{3,9}})\.?,? (\d{{4}}){_TIME}", re.I)
_MAIL = re.compile(r" \d\d:\d\d(?::\d\d)? (?:GMT|UTC|Z|[+-]\d{4})$")
_IN_A_LINE = (
    re.compile(rf"(?<!\d)\d{{4}}-\d\d-\d\d(?:[T ]{_CLOCK})?"),
    re.compile(r"(?<![a-z])[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}", re.I),
    re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4}", re.I),
)
"""Dates that stand among other words."""
_YEAR = re.compile(r"\d{4}")
_BEFORE_YEAR, _BEHIND_YEAR = len("10th. September., "), len("-04-10")
"""Characters of a date before and behind its year."""
_LONGEST = 60
_SECONDS = 10**8, 10**10  # 1973 to 2286; bounds, as `in range` counts where the number is no whole one
_MILLISECONDS = 10**11, 10**13


def iso_date(value: Any) -> str | None:
    """A date or a time as a file gives it, in ISO 8601; None where it is none, or could be another day as well.

    A number is a day written 20250410, or seconds or milliseconds since 1970. A time of day is kept where it comes with
    a date in figures, and so is its zone; where there is no zone, none is made up.

    >>> iso_date("April 10, 2025"), iso_date("2025-04-10T07:30:00Z"), iso_date("13/04/2025"), iso_date("04/05/2025")
    ('2025-04-10', '2025-04-10T07:30:00+00:00', '2025-04-13', None)
    """
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return _of_text(" ".join(value.split())) if isinstance(value, str) else _of_number(value)
    except (ValueError, TypeError, OverflowError, OSError):  # no such day; email.utils raises TypeError for some
        return None


def date_in(line: str) -> str | None:
    """The date that stands among the words of a line, in ISO 8601; None where there is none.

    >>> date_in("Published: April 10, 2025"), date_in("Updated 2025-04-10 07:30"), date_in("on Thursday")
    ('2025-04-10', '2025-04-10T07:30:00', None)
    """
    found = next((found for pattern in _IN_A_LINE if (found := pattern.search(line))), None)
    return iso_date(found[0]) if found else None


def may_have_date(text: str) -> bool:
    """Whether `date_in` has anything to look at in a line of a text: a quick look, before it is cut into lines.

    >>> may_have_date("It rained.\\nPublished: April 10, 2025"), may_have_date("It rained 2025 times.")
    (True, False)
    """
    near = ((found.start() - _BEFORE_YEAR, found.end() + _BEHIND_YEAR) for found in _YEAR.finditer(text))
    return any(pattern.search(text, max(0, start), end) for start, end in near for pattern in _IN_A_LINE)


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None for anything else.

    >>> day_of("2025-04-10T08:00:00Z"), day_of("last week")
    (datetime.date(2025, 4, 10), None)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _of_number(value: float) -> str | None:
    if not isfinite(value):
        return None
    if _SECONDS[0] <= value < _SECONDS[1]:
        return datetime.fromtimestamp(value, UTC).isoformat()
    if _MILLISECONDS[0] <= value < _MILLISECONDS[1]:
        return datetime.fromtimestamp(value / 1000, UTC).isoformat()
    return _of_text(str(int(value))) if value == int(value) and 10**7 <= value < 10**8 else None


def _of_text(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    if found := _ISO.fullmatch(text):
        return _written(found[1], found[2], found[3], found[4], found[5])
    if found := _COMPACT.fullmatch(text):
        clock = ":".join(found.group(4, 5, 6)) if found[4] else None
        return _written(found[1], found[2], found[3], clock, found[7])
    if found := _NUMBERS.fullmatch(text):
        return _of_numbers(int(found[1]), int(found[2]), found[3], found[4])
    if _MAIL.search(text):  # as in e-mail and RSS
        return parsedate_to_datetime(text).isoformat()
    if found := _MONTH_DAY.fullmatch(text):
        return _written(found[3], _month(found[1]), found[2])
    if found := _DAY_MONTH.fullmatch(text):
        return _written(found[3], _month(found[2]), found[1])
    if text.isdigit():
        return _of_number(int(text))
    return None


def _of_numbers(first: int, second: int, year: str, clock: str | None) -> str | None:
    """10/04/2025 is a day in April in London and one in October in New York; 13/04/2025 is the same everywhere."""
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return _written(year, month, day, clock)


def _month(name: str) -> int:
    return _MONTHS.get(name[:3].lower(), 0)


def _written(year: str, month: str | int, day: str | int, clock: str | None = None, zone: str | None = None) -> str:
    """The parts in ISO 8601. Raises ValueError where there is no such day or time."""
    day_written = date(int(year), int(month), int(day)).isoformat()
    if not clock:
        return day_written
    clock = clock.replace(",", ".").rjust(len(clock) + (clock[1] == ":"), "0")  # 7:30 is 07:30
    zone = "+00:00" if zone and zone.upper() in ("Z", "UTC", "GMT") else zone or ""
    return datetime.fromisoformat(f"{day_written}T{clock}{zone}").isoformat()
