"""An audit as rows, one for each value of each division of each group, and as one object of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotekit.auditing.records import Audit, Division, Group, Line, Share
from quotekit.rows import Row

AUDIT_COLUMNS = (
    *("by", "group", "division", "value", "statements", "statements_share", "words", "words_share"),
    *("sources", "sources_share", "low", "high", "few", "told_share", "told_low", "told_high"),
)
"""Shares are of 1, None where there are none; `low` and `high` bound that of sources; `few` warns of too few.

`told_share` is that of sources among those that are not unknown, with its bounds.
"""


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
                yield about | _figures(division, line) | {"few": group.is_small} | _told(division, line)


def document(audit: Audit) -> Row:
    """An audit as the object that JSON has of it: what it is of, and its groups, those of all articles first.

    >>> from quotekit.auditing.counting import audit
    >>> document(audit([]))["groups"][0]["gender"]["women"]["sources"]
    0
    """
    groups = [_object(by, group) for by, group in _groups(audit)]
    left_out = {"left_out": dict(audit.left_out), "undated": audit.undated}
    return {"first": audit.first, "last": audit.last, **left_out, "groups": groups}


def _groups(audit: Audit) -> Iterator[tuple[str | None, Group]]:
    yield None, audit.whole
    for breakdown in audit.breakdowns:
        yield from ((breakdown.by, group) for group in breakdown.groups)


def _object(by: str | None, group: Group) -> dict[str, Any]:
    total = {what: getattr(group.total, what) for what in ("statements", "words", "sources")}
    about = {"by": by, "group": group.name, "articles": group.articles, **total, "few": group.is_small}
    return about | {
        division.name: {line.value: _figures(division, line) | _told(division, line) for line in division.lines}
        for division in group.divisions
    }


def _figures(division: Division, line: Line) -> dict[str, Any]:
    shares = {what: division.share(line.value, what) for what in ("statements", "words", "sources")}
    found: dict[str, Any] = {}
    for what, share in shares.items():
        found |= {what: getattr(line, what), f"{what}_share": None if share is None else round(share.value, 4)}
    _, low, high = _rounded(shares["sources"])
    return found | {"low": low, "high": high}


def _told(division: Division, line: Line) -> dict[str, Any]:
    return dict(zip(AUDIT_COLUMNS[-3:], _rounded(division.told_share(line.value))))


def _rounded(share: Share | None) -> tuple[float | None, ...]:
    return (None, None, None) if share is None else tuple(round(one, 4) for one in share)
