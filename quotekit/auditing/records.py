"""What an audit tells: counts of statements, words and sources, by the values of some divisions, for some groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple

Measure = Literal["statements", "words", "sources"]
FEW = 30
"""Sources under which the shares of a group tell little."""
_NORMAL = 1.959964
"""Standard deviations within which 95 % of a normal distribution lie."""


class Share(NamedTuple):
    """A share from 0 to 1, and the bounds of its Wilson interval of 95 %."""

    value: float
    low: float
    high: float


def wilson(count: int, base: int) -> Share | None:
    """The share of `count` in `base` with its Wilson interval; None of nothing.

    >>> share = wilson(1, 10)
    >>> [round(one, 3) for one in share], wilson(0, 0)
    ([0.1, 0.018, 0.404], None)
    """
    if not base:
        return None
    share, square = count / base, _NORMAL**2
    middle = (share + square / (2 * base)) / (1 + square / base)
    half = _NORMAL / (1 + square / base) * sqrt(share * (1 - share) / base + square / (4 * base * base))
    return Share(share, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Line:
    """What is counted of a value of a division: "women" of gender."""

    value: str
    statements: int = 0
    words: int = 0
    sources: int = 0
    """How many are quoted; one person is one source in however many articles."""
    applies: bool = True
    """Whether it is part of what shares are of: an organization is not, where it is asked whether sources are women."""


@dataclass(frozen=True, slots=True)
class Division:
    """All statements of a group by one thing: each is in one line.

    >>> gender = Division("gender", (Line("women", 3, 40, 1), Line("men", 5, 60, 3), Line("no person", 2, 9, 1, False)))
    >>> gender.base("sources"), round(gender.share("women").value, 2), gender.share("no person")
    (4, 0.25, None)
    """

    name: str
    """`gender`, `kind`, `named`, `role` or `met`."""
    lines: tuple[Line, ...]

    def base(self, measure: Measure) -> int:
        """What shares are of: the sum of the lines that apply."""
        return sum(getattr(line, measure) for line in self.lines if line.applies)

    def told_share(self, value: str) -> Share | None:
        """The share of sources among those of which the division is told: what shares are of, without "unknown".

        >>> gender = Division("gender", (Line("women", 3, 40, 1), Line("men", 5, 60, 3), Line("unknown", 2, 9, 6)))
        >>> round(gender.told_share("women").value, 2), gender.told_share("unknown")
        (0.25, None)
        """
        told = [line for line in self.lines if line.applies and line.value != "unknown"]
        line = next((line for line in told if line.value == value), None)
        return wilson(line.sources, sum(one.sources for one in told)) if line else None

    def line(self, value: str) -> Line:
        """The line of a value, of zeros where nothing has it."""
        return next((line for line in self.lines if line.value == value), Line(value))

    def share(self, value: str, measure: Measure = "sources") -> Share | None:
        """The share of a value; None where it is none of those that shares are of, or nothing is counted.

        The interval supposes independent counts. Sources are; statements and words of one source are not, so that
        theirs is too narrow, and no output prints it.
        """
        line = self.line(value)
        return wilson(getattr(line, measure), self.base(measure)) if line.applies else None


@dataclass(frozen=True, slots=True)
class Group:
    """What is counted of some articles: of all, of an outlet, of a month."""

    name: str | None
    """None for all articles; "unknown" for those whose outlet, day ... is not told."""
    articles: int
    total: Line
    divisions: tuple[Division, ...]

    @property
    def is_small(self) -> bool:
        """Whether there are so few sources (under 30) that shares tell little."""
        return self.total.sources < FEW

    def division(self, name: str) -> Division:
        """The division of a name, which is there."""
        return next(one for one in self.divisions if one.name == name)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The groups of all articles by one thing."""

    by: str
    """`outlet`, `month`, or several joined by a plus."""
    groups: tuple[Group, ...]
    """Outlets and authors with most sources first, months and years in order; "unknown" last."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Who is quoted, counted."""

    whole: Group
    breakdowns: tuple[Breakdown, ...]
    left_out: Mapping[str, int]
    """How many quotes are not counted, by their act: mentions that somebody spoke, beliefs, questions of an outlet."""
    first: str | None = None
    last: str | None = None
    """The days of the earliest and the latest article, ISO 8601; None where none has a day."""
    undated: int = 0
    """How many articles are left out because they have no day, where days are asked for."""
