"""What the pages of a store show, as objects for programs, with the rows of `quotekit store`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from quotekit.auditing.asked import Asked as Audited
from quotekit.auditing.rows import document
from quotekit.browsing.asked import checked_words
from quotekit.browsing.audits import audited
from quotekit.exporting.variants import group_rows
from quotekit.store.query import Query, left_undated
from quotekit.store.search import finds, rows, speaker_rows
from quotekit.store.variants import groups

Asked = Mapping[str, Any]
"""What is asked, with a `page` from 1 on and its `limit` of rows."""


def _found(name: str, found: list[Any], asked: Asked) -> dict[str, Any]:
    """A page of rows, of which one more than that was looked for."""
    return {name: found[: asked["limit"]], "page": asked["page"], "more": len(found) > asked["limit"]}


def _skipped(asked: Asked) -> int:
    return int((asked["page"] - 1) * asked["limit"])


def quotes(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The quotes that are asked for; `number` is that of the page of each, `/quote/NUMBER`."""
    wanted = {key: asked[key] for key in ("since", "until", "acts", "order")}
    several = {"speakers": asked["speaker"], "outlets": asked["outlet"], "kinds": asked["kind"]}
    skipped = _skipped(asked)
    query = Query(checked_words(asked["words"]), **wanted, **several, limit=skipped + asked["limit"] + 1)
    ids = finds(connection, query)[skipped:]
    told = zip(ids, rows(connection, ids, asked["words"]))
    found = _found("quotes", [{"number": number, **row} for number, row in told], asked)
    return {**found, "undated": left_undated(connection, query)}


def speakers(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Who is quoted, most quoted first."""
    return _found("speakers", list(speaker_rows(connection, asked["limit"] + 1, asked["name"], _skipped(asked))), asked)


def compared(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What several outlets printed, the most widespread first."""
    found = groups(connection, asked["min_outlets"], asked["limit"] + 1, _skipped(asked))
    return _found("groups", list(group_rows(found)), asked)


def audit(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Who is quoted, counted, as `quotekit audit` writes it to JSON."""
    told = (asked["by"], asked["since"], asked["until"], asked["outlet"], asked["kind"], asked["acts"])
    return dict(document(audited(connection, Audited(*told, asked["min_confidence"]))))


ANSWERS: dict[str, Callable[[sqlite3.Connection, Asked], dict[str, Any]]] = {
    "/api/quotes": quotes,
    "/api/speakers": speakers,
    "/api/groups": compared,
    "/api/audit": audit,
}
"""What makes the answer at each address."""
