"""An audit as rows, one for each value of each division of each group, and as one object of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotekit.auditing.records import Audit, Division, Group, Line
from quotekit.rows import Row

AUDIT_COLUMNS = (
    *("by", "group", "division", "value", "statements", "statements_share", "words", "words_share"),
    *("sources", "sources_share", "low", "high", "few"),
)
"""Shares are of 1, None where there are none; `low` and `high` bound that of sources; `few` warns of too few."""


def rows(audit: Audit) -> Iterator[Row]:
    """The figures of an audit, those of all articles first, with `by` and `group` None.

    >>> from quotekit.auditing.counting import audit
    >>> next(rows(audit([])))["value"]
    'women'
    """
    for by, group in _groups(audit):
        for division in group.divisions:
            for line in division.lines:
                about = {"by": by, "group": group.name, "division": division.name, "value": line.value}
                yield about | _figures(division, line) | {"few": group.is_small}


def document(audit: Audit) -> Row:
    """An audit as the object that JSON has of it: what it is of, and its groups, those of all articles first.

    >>> from quotekit.auditing.counting import audit
    >>> document(audit([]))["groups"][0]["gender"]["women"]["sources"]
    0
    """
    groups = [_object(by, group) for by, group in _groups(audit)]
    return {"first": audit.first, "last": audit.last, "left_out": dict(audit.left_out), "groups": groups}


def _groups(audit: Audit) -> Iterator[tuple[str | None, Group]]:
    yield None, audit.whole
    for breakdown in audit.breakdowns:
        yield from ((breakdown.by, group) for group in breakdown.groups)


def _object(by: str | None, group: Group) -> dict[str, Any]:
    total = {what: getattr(group.total, what) for what in ("statements", "words", "sources")}
    about = {"by": by, "group": group.name, "articles": group.articles, **total, "few": group.is_small}
    return about | {
        division.name: {line.value: _figures(division, line) for line in division.lines} for division in group.divisions
    }


def _figures(division: Division, line: Line) -> dict[str, Any]:
    shares = {what: division.share(line.value, what) for what in ("statements", "words", "sources")}
    found: dict[str, Any] = {}
    for what, share in shares.items():
        found |= {what: getattr(line, what), f"{what}_share": None if share is None else round(share.value, 4)}
    bounds = shares["sources"]
    low, high = (None, None) if bounds is None else (round(bounds.low, 4), round(bounds.high, 4))
    return found | {"low": low, "high": high}
