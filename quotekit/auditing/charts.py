"""The charts of an audit as places and lengths in percent of their width: bars of a division, stacks of a breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from quotekit.auditing.records import Breakdown, Division, Group, Share
from quotekit.auditing.sources.divisions import DIVISIONS, UNKNOWN

OTHERS = "all others"
_HUES = 8
"""Colors in `audit.css`, `.a1` to `.a8`; `.a0` is for what is not known."""
_MOST_STACKS = 20


class Bar(NamedTuple):
    """A value of a division, by its share of the sources."""

    value: str
    sources: int
    share: Share


class Piece(NamedTuple):
    """A value in a stack: where it begins and how long it is, in percent."""

    value: str
    hue: int
    start: float
    length: float


class Stack(NamedTuple):
    """A group of a breakdown, its sources divided."""

    group: Group
    lead: str
    """The share of the first value, for reading: "women 27 %"."""
    pieces: tuple[Piece, ...]


class Stacks(NamedTuple):
    """The groups of a breakdown by one division."""

    division: str
    title: str
    legend: tuple[tuple[str, int], ...]
    """Values with the numbers of their colors."""
    stacks: tuple[Stack, ...]
    more: int
    """Groups that are in the table alone."""


def bars(division: Division) -> list[Bar]:
    """The values that shares are of and that somebody has, in their order; none where nobody is counted.

    >>> bars(Division("gender", ()))
    []
    """
    told = ((line, division.share(line.value)) for line in division.lines if line.statements)
    return [Bar(line.value, line.sources, share) for line, share in told if share]


def stacks(breakdown: Breakdown, whole: Group) -> list[Stacks]:
    """The groups of a breakdown by each division; of more than twenty the first twenty are drawn.

    >>> from quotekit.auditing.records import Line
    >>> nobody = Group(None, 0, Line("all"), tuple(Division(name, ()) for name in DIVISIONS))
    >>> [one.title for one in stacks(Breakdown("outlet", ()), nobody)][:2]
    ['Gender', 'Kind']
    """
    return [_stacks(name, breakdown, whole.division(name)) for name in DIVISIONS]


def _stacks(name: str, breakdown: Breakdown, whole: Division) -> Stacks:
    legend = tuple((value, 0 if value == UNKNOWN else hue) for hue, value in enumerate(shown_values(whole), 1))
    drawn = breakdown.groups[:_MOST_STACKS]
    found = (_stack(group, group.division(name), legend) for group in drawn)
    return Stacks(name, DIVISIONS[name].title, legend, tuple(found), len(breakdown.groups) - len(drawn))


def shown_values(whole: Division) -> list[str]:
    """The values of a division that sources have, of too many the rarest put together as "all others"; and "unknown".

    >>> from quotekit.auditing.records import Line
    >>> shown_values(Division("gender", (Line("women"), Line("men", 1, 9, 1), Line("no person", 1, 9, 1, False))))
    ['men', 'unknown']
    """
    values = [line.value for line in whole.lines if line.sources and line.applies and line.value != UNKNOWN]
    if len(values) > _HUES:
        often = sorted(values, key=lambda value: -whole.line(value).sources)[: _HUES - 1]
        values = [*(value for value in values if value in often), OTHERS]
    return [*values, UNKNOWN]


def shown_counts(division: Division, values: Sequence[str]) -> list[int]:
    """The sources of a group that have each of some values, as `shown_values` gives them.

    >>> from quotekit.auditing.records import Line
    >>> shown_counts(Division("kind", (Line("person", 1, 9, 1), Line("group", 2, 9, 2))), ["person", OTHERS, "unknown"])
    [1, 2, 0]
    """
    counts = {value: division.line(value).sources for value in values}
    if OTHERS in counts:
        counts[OTHERS] = division.base("sources") - sum(counts.values())
    return list(counts.values())


def _stack(group: Group, division: Division, legend: Sequence[tuple[str, int]]) -> Stack:
    values = [value for value, _ in legend]
    lengths = [100 * count / max(1, division.base("sources")) for count in shown_counts(division, values)]
    starts = accumulate(lengths, initial=0.0)
    pieces = (Piece(value, hue, start, long) for (value, hue), start, long in zip(legend, starts, lengths) if long)
    share = division.share(values[0])
    return Stack(group, f"{values[0]} {100 * share.value:.0f} %" if share else "nobody", tuple(pieces))
