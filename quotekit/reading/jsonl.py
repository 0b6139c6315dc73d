"""Articles from JSON: lines of objects, a list of objects, or one object."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from quotekit.reading.archives import DamagedError, Source
from quotekit.reading.columns import NoTextError, QuotesError, RecordDraft, chosen, columns_are, draft_of
from quotekit.reading.decoding import LONGEST, Lines
from quotekit.reading.problems import Flaw, shown

_PATIENCE = 100
"""Records without an article after which a file that has had none is given up, with one line for all of them."""
_FEW = 5
"""Records without an article that are told one by one where a file has no others."""
_SHAPES = 100
"""Sets of keys whose columns are remembered."""
_CHUNK = 2**16
_BETWEEN = {True: re.compile(r"[\s,]*"), False: re.compile(r"\s*")}
"""What stands between the values of a list, and outside of one."""


def _whole_number(digits: str) -> int | float:
    """An integer; infinity where it has more digits than Python reads, as no id, date or name has."""
    try:
        return int(digits)
    except ValueError:
        return math.inf


_DECODER = json.JSONDecoder(strict=False, parse_int=_whole_number)  # a bare tab in a string does no harm

_Value = tuple[int, str, Any]
"""The number of a value, its place in messages, and the value, or a `Flaw`."""


def jsonl_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """Articles of a file of JSON Lines, of a list of objects, or of one object."""
    return source.by_line(lambda lines: object_drafts(lines, source.columns))


def object_drafts(lines: Lines, wanted: Mapping[str, str]) -> Iterator[RecordDraft | Flaw]:
    r"""Articles of JSON Lines, of a list or of one object; what is no article is a `Flaw`.

    The number of an article is its line, in a list its place from 1. A file whose first hundred records hold none is
    given up. Raises ValueError where no record has the columns that are wanted.

    >>> import io
    >>> list(object_drafts(Lines(io.BytesIO(b'{"text": "It rained."}\n{"text": 3}'), b"{"), {}))
    [RecordDraft(text='It rained.', number=1, ...), Flaw(message='its text is no text: 3', place=':2', rejected=True)]
    """
    seen, held, good = _Seen(wanted), list[Flaw](), False
    try:
        for number, place, value in _values(lines):
            found = [*lines.told(), *seen.drafts(number, place, value)]
            if not good and all(isinstance(one, Flaw) and one.rejected for one in found):
                held += [one for one in found if isinstance(one, Flaw)]
                if len(held) >= _PATIENCE:
                    raise ValueError(_given_up(held, seen))
                continue
            good = True
            yield from held
            held.clear()
            yield from found
    except DamagedError:
        yield from held
        raise
    yield from lines.told()
    if seen.textless and len(held) == 1:
        raise seen.textless
    if len(held) > (1 if seen.textless else _FEW):
        raise ValueError(_given_up(held, seen))
    yield from held
    missing = [name for kind, name in wanted.items() if kind not in seen.fields]
    if missing and good:
        yield Flaw(f"no record has a column {shown(missing[0])}; {columns_are(seen.keys)}")
    if not (good or held):
        raise ValueError("empty")


@dataclass(slots=True)
class _Seen:
    """What the records of a file had so far."""

    wanted: Mapping[str, str]
    keys: dict[str, None] = field(default_factory=dict)
    """The first hundred."""
    fields: set[str] = field(default_factory=set)
    textless: NoTextError | None = None
    """What was said of the last record without a column of texts."""
    _known: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def drafts(self, number: int, place: str, value: Any) -> Iterator[RecordDraft | Flaw]:
        """What comes of a value."""
        if not isinstance(value, Mapping):
            yield value if isinstance(value, Flaw) else Flaw(f"no JSON object: {shown(value, 40)}", place)
            return
        self.keys.update(dict.fromkeys(list(value)[: 100 - len(self.keys)]))
        try:
            columns = self._columns(value)
        except NoTextError as error:
            self.textless = error
            yield Flaw(str(error), place)
            return
        self.fields.update(columns)
        yield from draft_of(value, columns, number, place)

    def _columns(self, record: Mapping[str, Any]) -> dict[str, str]:
        """The columns of a record; those of records with the same keys are looked up."""
        keys = tuple(record)
        if keys not in self._known:
            if len(self._known) >= _SHAPES:
                self._known.clear()
            self._known[keys] = chosen(keys, self.wanted, whole=False)
        return self._known[keys]


def _given_up(held: list[Flaw], seen: _Seen) -> str:
    if seen.textless:
        why = str(seen.textless).partition(";")[0]
        return f"{why} in any of {len(held)} records; {columns_are(seen.keys)}; name it with --text-column"
    return f"no article in {len(held)} records; the first{held[0].place.replace(':', ': line ')}: {held[0].message}"


def _values(lines: Lines) -> Iterator[_Value]:
    """The values of a file in order, each line one, unless it begins as a list or as an object over several lines."""
    if lines.start.startswith("["):
        yield from _document(lines)
        return
    start = list(islice(((lines.number, line) for line in lines if not line.isspace()), 2))
    lines.back(start)
    number = start[0][0] if len(start) == 1 else None
    is_document = lines.start.startswith("{") and not _is_line_by_line([line for _, line in start])
    start.clear()  # a line may be as long as a library, and is held by nobody while its article is read
    if is_document:
        yield from _document(lines, number)
    else:
        yield from _by_line(lines)


def _is_line_by_line(start: list[str]) -> bool:
    """Whether the first two lines are those of JSON Lines; one line alone may hold an answer with a list in it."""
    if len(start) < 2:
        return False
    try:
        _DECODER.decode(start[0])
    except (ValueError, RecursionError):
        return start[1].startswith("{")
    return True


def _by_line(lines: Lines) -> Iterator[_Value]:
    for line in lines:
        if not line.isspace():
            place = f":{lines.number}"
            value = _loaded(line, place)
            del line
            yield lines.number, place, value
            del value


def _loaded(line: str, place: str) -> Any:
    with suppress(ValueError, RecursionError):
        return _DECODER.decode(line)
    try:
        # With its end, a line that is cut off would have its mistake in column 1, of the next line.
        return _DECODER.decode(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as error:
        column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Flaw(_why(error) + column, place)


# --- One document ---


def _document(lines: Lines, line: int | None = None) -> Iterator[_Value]:
    """The objects of a list, or of objects behind each other; where an object holds just one list, that one's.

    `line` is where all of it stands, if that is one line: so is the place of an object that is the article itself.
    """
    number = 0
    for value in _decoded(lines):
        for one in _inner(value):
            number += 1
            place = f":{line}" if line is not None and one is value else f", item {number}"
            yield number, place, one._replace(place=place) if isinstance(one, Flaw) else one


def _inner(value: Any) -> list[Any]:
    """The articles in an object without a text but with one list of objects, as news services answer; else itself."""
    if isinstance(value, Mapping):
        lists = [one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], Mapping)]
        if len(lists) == 1 and not _has_text(value):
            return lists[0]
    return [value]


def _has_text(value: Mapping[str, Any]) -> bool:
    try:
        return isinstance(value[chosen(value, {})["text"]], str)
    except QuotesError:  # a group of quotes has a list of them, and is told as a whole
        return True
    except ValueError:
        return False


def _decoded(lines: Lines) -> Iterator[Any]:
    """The values of a stream, those of a list one by one; a `Flaw` where it cannot be read any further."""
    text, at, size = "", 0, _CHUNK
    more, inside = True, False
    while True:
        at = _BETWEEN[inside].match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("]" if inside else "[", at):
            at, inside = at + 1, not inside
            continue
        if at == len(text) and not more:
            if inside:
                yield Flaw("the list is not closed: the file is cut off")
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
            if end == len(text) and more:  # a number may go on
                raise json.JSONDecodeError("cut", text, end)
        except (ValueError, RecursionError) as error:
            if more and not isinstance(error, RecursionError) and len(text) - at < LONGEST:
                before, text = text[at:], lines.rest(size)
                text, at, more, size = before + text, 0, bool(text), min(2 * size, LONGEST)
                continue
            yield Flaw(f"{_why(error)}; the rest of the file is not read")
            return
        if end > _CHUNK > len(text) - end:  # what is read is not held while it is used
            text, end = text[end:], 0
        yield value
        at, size = end, _CHUNK


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "bad JSON: nested too deep"
    return f"bad JSON: {error.msg if isinstance(error, json.JSONDecodeError) else error}"
