"""Quotes read back from Web Annotations, as `linked_data` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quotekit.errors import InputError
from quotekit.export_columns import EXPORT_KEYS
from quotekit.gold import check_place, text_of
from quotekit.linked_data import IN_SELECTORS, PREFIX
from quotekit.rows import Row, joined


def read_annotations(path: str | Path) -> Iterator[Row]:
    """The rows of a file of Web Annotations that `quotekit export` wrote, as it writes them as JSON Lines.

    The words are those of the text quote selectors, the places those of the text position selectors. Raises InputError,
    which names the annotation by its number, for a file that we cannot have written.

    >>> next(read_annotations("no/such.jsonld"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such.jsonld: no such file or directory
    """
    try:
        items = json.loads(text_of(Path(path)))["first"]["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: not an AnnotationCollection with its first page in it: {error}") from None
    if not isinstance(items, list):
        raise InputError(f"{path}: the items are {items!r:.60}, not a list")
    return (_row(item, f"{path}: annotation {number}") for number, item in enumerate(items, 1))


def _row(item: Any, where: str) -> Row:
    if not isinstance(item, dict):
        raise InputError(f"{where}: {item!r:.60} is no annotation")
    targets = {"content": "target", "cue": f"{PREFIX}cue", "source": f"{PREFIX}source"}
    places = {part: _places(item, key, where) for part, key in targets.items()}
    row: Row = {part: [[start, end] for start, end, _ in found] for part, found in places.items()}
    row["quote"] = joined(words for _, _, words in places["content"])
    row["source_text"] = joined(words for _, _, words in places["source"]) if places["source"] else None
    missing = [key for key in EXPORT_KEYS if key not in IN_SELECTORS and PREFIX + key not in item]
    if missing:
        raise InputError(f"{where}: has no {PREFIX}{missing[0]}")
    return {key: row[key] if key in IN_SELECTORS else item[PREFIX + key] for key in EXPORT_KEYS}


def _places(item: Mapping[str, Any], key: str, where: str) -> list[tuple[int, int, str]]:
    """Start, end and words of the targets under a key."""
    found = []
    try:
        for target in item[key]:
            position, words = target["selector"]
            start, end, exact = position["start"], position["end"], words["exact"]
            check_place(start, end, end, where)
            if len(exact) != end - start:
                raise ValueError(f"{start} to {end} is not as long as its words")
            found.append((start, end, exact))
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(f"{where}: {key} is not a list of targets with two selectors: {error}") from None
    return found
