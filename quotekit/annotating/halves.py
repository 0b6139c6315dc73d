"""Texts with half a character beside its other half, which JSON would make one character of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SPLIT = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def in_halves(value: Any) -> Any:
    r"""A value of JSON in which a text with half a character beside its other half is an object of both halves.

    >>> in_halves(["a\ud83d\ude00"])
    [{'halves': ['a\ud83d', '\ude00']}]
    """
    if isinstance(value, str):
        halves = _SPLIT.split(value)
        return value if len(halves) == 1 else {"halves": halves}
    if isinstance(value, Mapping):
        return {key: in_halves(one) for key, one in value.items()}
    return [in_halves(one) for one in value] if isinstance(value, list | tuple) else value


def joined_halves(row: dict[str, Any]) -> Any:
    r"""The text that `in_halves` made an object of; any other object itself.

    >>> joined_halves({"halves": ["a\ud83d", "\ude00"]}) == "a\ud83d\ude00", joined_halves({"name": "a"})
    (True, {'name': 'a'})
    """
    return "".join(row["halves"]) if row.keys() == {"halves"} else row
