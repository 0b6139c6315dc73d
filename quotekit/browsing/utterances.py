"""A quote and all others that render the same utterance, each with what differs and who printed it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from quotekit.browsing.lines import Line, lines
from quotekit.store.variants import printings
from quotekit.variants.alignment import Difference
from quotekit.variants.groups import Printing, Relation, VariantGroup

_MOST = 60
"""Renderings that are shown: weighing them against each other takes longer, the more they are."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A quote, how it stands to the form that stands for all, and what differs."""

    line: Line
    relation: Relation
    differences: tuple[Difference, ...]
    """Empty where the words are the same, or reported."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, as it was printed."""

    told: Line
    """The form that stands for all."""
    asked: Line
    """The quote whose page it is."""
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    """Where outlets disagree on who said it: each speaker with the outlets that say so; else empty."""
    outlets: tuple[str, ...]
    renderings: tuple[Rendering, ...]
    """By date: what was printed first comes first."""
    count: int
    """Of all renderings, those that are not shown too."""


def utterance(connection: sqlite3.Connection, number: int) -> Utterance | None:
    """What the quote of a number renders; None where there is no such quote, or not any more."""
    row = connection.execute("SELECT variant_id FROM quotes WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    ids = _mates(connection, number, row[0])
    group = VariantGroup(number, printings(connection, ids))
    told = dict(zip(ids, lines(connection, ids)))
    count = connection.execute("SELECT quotes FROM variants WHERE id = ?", row).fetchone() or (1,)
    return Utterance(
        told[int(group.representative.quote.id)],
        told[number],
        tuple((name, tuple(outlets)) for name, outlets in group.speakers.items()) if group.is_disputed else (),
        tuple(group.outlets),
        tuple(_rendering(group, printing, told[int(printing.quote.id)]) for printing in group.printings),
        *count,
    )


def _mates(connection: sqlite3.Connection, number: int, variant: int | None) -> list[int]:
    """The quotes of a group, the first ones; the quote that is asked for is among them."""
    query = "SELECT id FROM quotes WHERE variant_id = ? AND id <> ? ORDER BY id LIMIT ?"
    return [number, *(row[0] for row in connection.execute(query, (variant, number, _MOST - 1)))]


def _rendering(group: VariantGroup, printing: Printing, line: Line) -> Rendering:
    relation = group.relation(printing)
    differences = group.differences(printing) if relation in ("part", "changed") else ()
    return Rendering(line, relation, tuple(differences))
