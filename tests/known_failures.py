"""Rows of the linguistic tables that fail although their expectation is right, each with a word why.

They are strict: a row that passes again breaks the build until it leaves this list. A row that is no longer in a table
breaks it too.
"""

from __future__ import annotations

from typing import Any

import pytest

Row = tuple[Any, ...]
"""An id that says why the row exists, and the arguments of the test."""

ATTRIBUTION: dict[str, str] = {}
NAMES: dict[str, str] = {}
SPEAKERS: dict[str, str] = {}


def cases(rows: list[Row], known: dict[str, str]) -> list[Any]:
    """The rows as parameters of a test, those that are known to fail marked so."""
    return [
        pytest.param(*arguments, id=name, marks=_expected_failure(known[name]) if name in known else ())
        for name, *arguments in rows
    ]


def _expected_failure(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def ids(*tables: list[Row]) -> list[str]:
    """The ids of all rows of some tables."""
    return [row[0] for table in tables for row in table]
