"""Which column or key of a record holds the text, the title, the date ..., and an article in the making from a record.

A record is a row of a table or an object of JSON. Columns are guessed by their names unless the caller names them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quotekit.dates import iso_date
from quotekit.errors import UsageError
from quotekit.reading.decoding import decoded, lost_in, with_line_feeds, without_nuls
from quotekit.reading.formats import FIELDS, GUESSES
from quotekit.reading.problems import Flaw, printable, shown

_PLAIN_GUESSES = {field: guesses.replace("_", "").split() for field, guesses in GUESSES.items()}
_OWN = {
    "quotes": {"article", "kind", "act", "speaker", "quote", "content", "cue", "source"},
    "groups of quotes": {"group", "quote", "speaker", "outlets", "first"},
    "variants": {"group", "representative", "relation", "article", "quote"},
    "speakers": {"name", "kind", "gender", "quotes", "articles", "aliases", "roles"},
    "speakers of quotes": {"article", "content", "cue", "source", "speaker", "quote_kind", "mention"},
    "annotations": {"name", "id", "altered", "speakers", "annotations"},
}
"""The columns by which what quotekit writes is known."""
_MOST_NAMES = 20
_SURROGATE = re.compile("[\ud800-\udfff]")


class RecordDraft(NamedTuple):
    """An article before it has got an id that no other article has."""

    text: str
    number: int | None = None
    """The line or the number of the record; None where the file is one article."""
    id: str | None = None
    """What the record calls itself."""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    place: str = ""
    """What the printed path of a problem with it ends in."""
    part: str | None = None
    """What its id has behind that of its page, whose part it is: an update of a live blog. None for a whole article."""


class NoTextError(ValueError):
    """A record or a table has no column that could be the text."""


class QuotesError(ValueError):
    """A file holds what quotekit writes: output that lies among the input, which is passed over."""


def checked_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Columns as a caller names them, by field. Raises UsageError for what is no field or no name.

    >>> checked_columns({"text": "story"})
    {'text': 'story'}
    """
    if not isinstance(columns, Mapping | None):
        raise UsageError(f"columns is a mapping such as {{'text': 'story'}}, not {shown(columns)}")
    for field, name in (columns or {}).items():
        if field not in FIELDS:
            raise UsageError(f"columns has the keys {', '.join(FIELDS)}, not {shown(field)}")
        if not isinstance(name, str) or not name:
            raise UsageError(f"the {field} column is a name, not {shown(name)}")
    return dict(columns or {})


def chosen(names: Iterable[str], wanted: Mapping[str, str], whole: bool = True) -> dict[str, str]:
    """The column of each field, those of `wanted` first, others as `GUESSES` has them; fields without one are left out.

    `whole` says that `names` are all there are, as in the header of a table. Raises `NoTextError` where no column is
    the text, `QuotesError` where they are those of what quotekit writes, and ValueError where a wanted one is
    missing.

    >>> chosen(["ID", "Full Text", "pub-date"], {})
    {'text': 'Full Text', 'id': 'ID', 'date': 'pub-date'}
    """
    names = [name for name in names if isinstance(name, str)]
    plain = {_plain(name): name for name in reversed(names)}
    own = next((what for what, columns in _OWN.items() if "text" not in wanted and columns <= set(names)), None)
    if own:
        raise QuotesError(f"holds {own} as quotekit writes them, not articles: passed over")
    found: dict[str, str] = {}
    for field, guesses in _PLAIN_GUESSES.items():
        name = wanted.get(field)
        if name is not None:
            place = name if name in names else plain.get(_plain(name))
            if place is None and (whole or field == "text"):
                raise (NoTextError if field == "text" else ValueError)(f"no column {shown(name)}; {columns_are(names)}")
        else:
            place = next((plain[guess] for guess in guesses if guess in plain), None)
        if place is not None:
            found[field] = place
    if "text" not in found:
        raise NoTextError(f"no column of texts; {columns_are(names)}; name it with --text-column")
    return found


def field_of(name: str) -> str | None:
    """The field that a name is guessed to stand for; None where it is the name of none.

    >>> field_of("Authors"), field_of("tags")
    ('author', None)
    """
    return next((field for field, guesses in _PLAIN_GUESSES.items() if _plain(name) in guesses), None)


def is_header(cells: Sequence[str]) -> bool:
    """Whether cells are plainly the names of columns: one of the text, one of another field, and no prose.

    >>> is_header(["id", "Full Text"]), is_header(["text"]), is_header(["Story", " she said."])
    (True, False, False)
    """
    known = {field for field, guesses in _PLAIN_GUESSES.items() for cell in cells if _plain(cell) in guesses}
    return "text" in known and len(known) > 1 and all(len(cell.split()) <= 3 for cell in cells)


def columns_are(names: Iterable[str]) -> str:
    """The names of columns as messages list them.

    >>> columns_are(["id", "story"])
    'its columns are id, story'
    """
    listed = [printable(name)[:40] for name in names]
    more = f" and {len(listed) - _MOST_NAMES} more" if len(listed) > _MOST_NAMES else ""
    return f"its columns are {', '.join(listed[:_MOST_NAMES])}{more}" if listed else "it has no columns"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower()) or name


def draft_of(
    record: Mapping[str, Any], columns: Mapping[str, str], number: int, place: str
) -> Iterator[RecordDraft | Flaw]:
    """The article that a record holds, after warnings about what is left out of it; a rejection where it holds none.

    >>> list(draft_of({"body": "It rained.", "id": 7}, {"text": "body", "id": "id"}, 3, ":3"))
    [RecordDraft(text='It rained.', number=3, id='7', title=None, ...)]
    """
    values = {field: record.get(column) for field, column in columns.items()}
    try:
        text, doubt = _text(values.get("text"), columns["text"])
    except ValueError as error:
        yield Flaw(str(error), place)
        return
    if doubt:
        yield Flaw(doubt, place, rejected=False)
    found: dict[str, str | None] = {}
    for field, value in values.items():
        if field != "text" and not _is_blank(value):
            found[field] = iso_date(value) if field == "date" else _line(value)
            if found[field] is None:
                why = "not clearly a day" if field == "date" else "no text"
                yield Flaw(f"its {field} is left out: {shown(value, 40)} is {why}", place, rejected=False)
    published, own = found.pop("date", None), found.pop("id", None)
    yield RecordDraft(text, number, own and printable(own), published=published, place=place, **found)


def _is_blank(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and value.isspace()) or value != value


def _text(value: Any, column: str) -> tuple[str, str | None]:
    """A text with \\n for every line end, and a doubt. Raises ValueError where there is none."""
    if isinstance(value, bytes):  # a column of Parquet that nobody has declared to be text
        value = value.decode("utf-8", "surrogateescape")
    if value is None or value != value:
        raise ValueError(f"no {printable(column)}")
    if not isinstance(value, str):
        raise ValueError(f"its {printable(column)} is no text: {shown(value, 40)}")
    if not value or value.isspace():
        raise ValueError(f"its {printable(column)} is {'only white space' if value else 'empty'}")
    if _SURROGATE.search(value):
        return _mended(value)
    doubt = lost_in(value)
    value, nuls = without_nuls(value)
    return with_line_feeds(value), nuls or doubt


def _mended(text: str) -> tuple[str, str | None]:
    """A text whose bytes were no UTF-8, which are surrogates U+DC80 to U+DCFF in it; others JSON has by itself."""
    whole = re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", text)
    mended, doubt = decoded(whole.encode("utf-8", "surrogateescape"))
    return mended, doubt if whole == text else "has half a character, read as U+FFFD"


def _line(value: Any) -> str | None:
    """A value as one line: a name, a number, several names, or an object that has a name, as NewsAPI has its source."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():  # pandas makes 7 of an id 7.0 where another one is missing
        value = int(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "surrogateescape")
    if isinstance(value, str):
        if _SURROGATE.search(value):
            try:
                value = _mended(value)[0]
            except ValueError:
                return None
        return " ".join(value.replace("\0", "\ufffd").split()) or None
    if isinstance(value, int | float):
        return str(value) if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_line, value))) or None
    return _line(value.get("name")) if isinstance(value, Mapping) and not _is_blank(value.get("name")) else None
