"""Data frames of pandas: a row for each quote, with who is one across articles; a row for each person."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from quotekit.analysis import Analysis
from quotekit.errors import QuotekitError
from quotekit.records import Person, Quote
from quotekit.rows import ARTICLE_COLUMNS, QUOTE_COLUMNS, values_of
from quotekit.speakers.people.identities import Identity
from quotekit.speakers.people.roster import Met

SPEAKER_COLUMNS = ("gender", "speaker_id")
"""What is known of a speaker in all the articles together."""
FRAME_COLUMNS = (*QUOTE_COLUMNS, *SPEAKER_COLUMNS, *ARTICLE_COLUMNS, "date")
"""Of a frame of quotes, in their order."""

_OF_PERSON: dict[str, Callable[[Person], Any]] = {
    "id": lambda person: person.id,
    "name": lambda person: person.name,
    "gender": lambda person: person.gender,
    "role": lambda person: next(iter(person.roles), None),
    "quotes": lambda person: len(person.quotes),
    "articles": lambda person: len(person.articles),
    "aliases": lambda person: list(person.aliases),
    "roles": lambda person: list(person.roles),
    "is_open": lambda person: person.is_open,
    "ref": lambda person: person.ref,
}
"""The columns of a frame of people, and where their values come from."""


def quote_frame(analysis: Analysis, acts: str = "statement") -> Any:
    """A row for each quote, as `Analysis.frame` says."""
    pandas = _pandas()
    quotes = analysis.quotes_of(acts)
    frame = pandas.DataFrame(_rows(analysis, quotes), columns=list(FRAME_COLUMNS[:-1]))
    # "2025-04-10T07:30:00+02:00" is the 10th for its readers, whatever day it was elsewhere.
    frame["date"] = pandas.to_datetime(frame["published"].astype("str").str[:10], format="%Y-%m-%d", errors="coerce")
    return frame


def _rows(analysis: Analysis, quotes: tuple[Quote, ...]) -> list[list[Any]]:
    met = Met()
    places = [met.add(analysis, quote) for quote in quotes]
    known = met.identities()
    return [_row(analysis, quote, known[place] if place else None) for quote, place in zip(quotes, places)]


def _row(analysis: Analysis, quote: Quote, identity: Identity | None) -> list[Any]:
    article = analysis.article_of(quote)
    return [
        *values_of(analysis.row_of(quote), QUOTE_COLUMNS),
        *((identity.gender, identity.id) if identity else (None, None)),
        *(getattr(article, name) for name in ARTICLE_COLUMNS),
    ]


def people_frame(analysis: Analysis) -> Any:
    """A row for each person, as `Analysis.people_frame` says."""
    flat = [[value(person) for value in _OF_PERSON.values()] for person in analysis.people]
    return _pandas().DataFrame(flat, columns=list(_OF_PERSON))


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ImportError:
        raise QuotekitError("a data frame needs pandas: pip install 'quotekit[frame]'") from None
