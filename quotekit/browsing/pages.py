"""The pages of a store: what an address asks for in, a whole page of HTML and its status out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.auditing.page import fragment, own_styles
from quotekit.browsing import lines
from quotekit.browsing.articles import shown
from quotekit.browsing.asked import Asked, address
from quotekit.browsing.audits import GROUPED, Wanted, audited
from quotekit.browsing.described import Endpoint
from quotekit.browsing.overview import overview
from quotekit.browsing.search import outlets, search
from quotekit.browsing.speakers import listed, profile
from quotekit.browsing.utterances import utterance
from quotekit.errors import UsageError
from quotekit.reporting import page

WAYS = (
    ("/", "Overview"),
    ("/search", "Search"),
    ("/speakers", "Speakers"),
    ("/audit", "Audit"),
    ("/read", "Read a text"),
    ("/api", "API"),
)
"""The pages to which each page leads."""
_WAYS_ALONE = (("/", "Read a text"), ("/api", "API"))

Given = Mapping[str, str]
"""The parameters of an address."""


class Answer(NamedTuple):
    """A page, and the status of HTTP with which it is sent."""

    status: int
    html: str


def overview_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The first page; `today` is the day on which it is asked for."""
    return Answer(200, _rendered("overview", found=overview(connection, given["today"]), asked=Asked()))


def search_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """What a search finds; the form again, and what is wrong, where it asks for what cannot be."""
    asked = Asked.of(given)
    known = outlets(connection)
    try:
        found = search(connection, asked)
    except UsageError as error:
        return Answer(422, _rendered("search", found=None, asked=asked, outlets=known, problem=str(error)))
    return Answer(200, _rendered("search", found=found, asked=asked, outlets=known, problem=None))


def speakers_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The list of speakers, or of those that have a name."""
    name = given.get("name", "").strip()
    try:
        found = listed(connection, name, given.get("page", ""))
    except UsageError as error:
        return Answer(422, _rendered("speakers", found=None, name=name, problem=str(error)))
    return Answer(200, _rendered("speakers", found=found, name=name, problem=None))


def speaker_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The page of the speaker with an id."""
    key = given.get("id", "")
    found = profile(connection, key)
    return Answer(200, _rendered("speaker", found=found)) if found else missing("speaker", key)


def quote_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The page of the quote with a number, and of all that render the same."""
    number = given.get("number", "")
    found = utterance(connection, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    return Answer(200, _rendered("quote", found=found)) if found else missing("quote", number)


def article_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The page of the article with a key."""
    key = given.get("key", "")
    found = shown(connection, key)
    return Answer(200, _rendered("article", found=found)) if found else missing("article", key)


def problem_page(line: str) -> str:
    """A page that says why there is no other, in one line."""
    return _rendered("problem", problem=line)


def api_page(endpoints: Iterable[Endpoint], has_store: bool) -> str:
    """The page that describes an API; without a store there are fewer pages to go to."""
    return _rendered("api", endpoints=tuple(endpoints), ways=WAYS if has_store else _WAYS_ALONE)


def nowhere_page(path: str, has_store: bool) -> str:
    """A page that says that nothing is at an address, and what there is."""
    return _rendered("nowhere", path=path, ways=WAYS if has_store else _WAYS_ALONE)


def missing(what: str, called: str) -> Answer:
    """That something is not in the store, or not any more."""
    return Answer(404, _rendered("missing", what=what, called=called))


def audit_page(connection: sqlite3.Connection, given: Given) -> Answer:
    """The audit of the articles that are asked for; the form again, where that cannot be."""
    wanted = Wanted.of(given)
    told = {"asked": wanted, "outlets": outlets(connection), "grouped": GROUPED}
    try:
        found = fragment(audited(connection, wanted.asked))
    except UsageError as error:
        return Answer(422, _rendered("audit", **told, found=None, problem=str(error)))
    return Answer(200, _rendered("audit", **told, found=found, problem=None))


PAGES: dict[str, Callable[[sqlite3.Connection, Given], Answer]] = {
    "/": overview_page,
    "/search": search_page,
    "/speakers": speakers_page,
    "/speaker": speaker_page,
    "/quote": quote_page,
    "/article": article_page,
    "/audit": audit_page,
}
"""What makes the page at each address."""


@cache
def _sheets() -> tuple[str, ...]:
    """The style sheets of these pages: those of a report and of an audit, and what only these pages need."""
    return page.styles(), own_styles(), Path(__file__).with_name("browse.css").read_text(encoding="utf-8")


def policy() -> str:
    """The content security policy of these pages, and of a report.

    >>> policy().count("'sha256-")
    3
    """
    return page.policy(*_sheets())


@cache
def _templates() -> Any:
    """The templates of these pages, which call what lines of quotes are printed by."""
    found = page.templates(Path(__file__).parent)
    found.globals.update(pieces=lines.pieces, quotes=lines.quotes, where=lines.where, who=lines.who)
    return found


def _rendered(name: str, /, **values: Any) -> str:
    template = _templates().get_template(f"{name}.html.j2")
    return str(template.render({"ways": WAYS, **values}, sheets=_sheets(), address=address))
