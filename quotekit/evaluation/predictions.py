"""Quotes as somebody predicts them, us included: JSON Lines read and checked, or an analysis, in one form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.gold import ROLES, Attribution, Places, check_place, text_of
from quotekit.records import HEADLINES, QUOTE_KINDS, Quote, Span


class Prediction(NamedTuple):
    """A predicted quote."""

    kind: str | None
    """One of `QUOTE_KINDS`; None where nobody says."""
    places: Attribution
    speaker: str | None


Predictions = dict[str, list[Prediction]]
"""By the name of the article."""


def predictions_of(analyses: Iterable[Analysis]) -> Predictions:
    """What we found ourselves, mentions and beliefs included.

    >>> from quotekit import analyze
    >>> [quote] = predictions_of([analyze("“It held,” said Ana Reyes.")]).popitem()[1]
    >>> quote.kind, quote.places["content"], quote.speaker
    ('direct', [(1, 9)], 'Ana Reyes')
    """
    found: Predictions = {}
    for analysis in analyses:
        for quote in filter(_is_running, analysis.quotes_of("all")):
            speaker = analysis.speaker_of(quote)
            places = {role: _pairs(getattr(quote, role)) for role in ROLES}
            prediction = Prediction(quote.kind, places, speaker.name if speaker else None)
            found.setdefault(quote.article, []).append(prediction)
    return found


def _is_running(quote: Quote) -> bool:
    return quote.part not in HEADLINES  # gold is of running text, and positions in a title may be none of it


def _pairs(spans: Iterable[Span]) -> Places:
    return [(span.start, span.end) for span in spans]


def read_predictions(
    path: Path, lengths: Mapping[str, int], others: Callable[[str], object] | None = None
) -> Predictions:
    """The quotes of a file of JSON Lines or of one list, as `quotekit quotes --acts all -o` writes it, by article.

    `lengths` holds the code points of each article's text; quotes of other articles are left out, and `others` is
    called with the name of the article for each. An article may be named by its file or path. Keys: `article`;
    `content`, `cue`, `source` as lists of `[start, end]`, or null; `kind` one of `QUOTE_KINDS`, or null; `speaker` a
    name, or null; `part`: titles and headings are left out. Others are not looked at. Raises InputError, which names
    the line, for anything else.
    """
    found: Predictions = {}
    for where, row in json_rows(path):
        name = PurePath(text_at(row, "article", where) or "").name.removesuffix(".txt")
        if not name:
            raise InputError(f"{where}: article is {row.get('article')!r:.60}, not the name of one")
        length = lengths.get(name)
        places = {role: places_at(row, role, length, where) for role in ROLES}
        kind, speaker = text_at(row, "kind", where), text_at(row, "speaker", where)
        if kind is not None and kind not in QUOTE_KINDS:
            raise InputError(f"{where}: kind is {kind!r:.60}, not one of {', '.join(QUOTE_KINDS)}")
        if length is None and others:
            others(name)
        if length is not None and row.get("part") not in HEADLINES:
            found.setdefault(name, []).append(Prediction(kind, places, speaker))
    return found


def json_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file, each with its "PATH:LINE", or of a list in JSON; empty lines are passed over.

    Raises InputError for what is no object.
    """
    text = text_of(path, "utf-8-sig")
    if text.lstrip().startswith("[") and (listed := _list_in(text)) is not None:
        for number, row in enumerate(listed, 1):
            if not isinstance(row, dict):
                raise InputError(f"{path}: {number}: a JSON object is needed, not {row!r:.60}")
            yield f"{path}: {number}", row
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply, or too long"
                raise InputError(f"{where}: not JSON, one object a line: {reason}: {line!r:.60}") from None
            if not isinstance(row, dict):
                raise InputError(f"{where}: a JSON object is needed, not {line!r:.60}")
            yield where, row


def _list_in(text: str) -> list[Any] | None:
    """The list that a text is, as `quotekit quotes -o found.json` writes it; None for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def text_at(row: Mapping[str, Any], key: str, where: str) -> str | None:
    """The text under a key; None where there is none. Raises InputError for other values.

    >>> text_at({"kind": 3}, "kind", "a.jsonl:7")
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: a.jsonl:7: kind is 3, not a text or null
    """
    value = row.get(key)
    if not isinstance(value, str | None):
        raise InputError(f"{where}: {key} is {value!r:.60}, not a text or null")
    return value


def places_at(row: Mapping[str, Any], key: str, length: int | None, where: str) -> Places:
    """The places under a key, none for null. Raises InputError where they are none of a text of `length`.

    With None as `length` nobody knows where the text ends.

    >>> places_at({"cue": [[3, 7]]}, "cue", 10, "a.jsonl:7")
    [(3, 7)]
    """
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(f"{where}: {key} is {value!r:.60}, not a list of [start, end]")
    return [_place(pair, key, length, where) for pair in value]


def _place(pair: Any, key: str, length: int | None, where: str) -> tuple[int, int]:
    if not (isinstance(pair, list) and len(pair) == 2 and all(type(number) is int for number in pair)):
        raise InputError(f"{where}: {key} has {pair!r:.60}, not [start, end] in whole code points")
    start, end = pair
    check_place(start, end, max(end, 1) if length is None else length, f"{where}: {key}")
    return start, end
