"""Characters inside words that no reader sees: soft hyphens, spaces of no width."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.plain.edits import Edit

UNSEEN = ("\xad", "\u200b", "\u2060")
"""The soft hyphen, the space of no width, the word joiner."""


def invisible(text: str) -> Iterator[Edit]:
    """The invisible characters of a text as nothing, in order.

    >>> [(edit.start, edit.text) for edit in invisible("Ruth Okel\\xadlo")]
    [(9, '')]
    """
    return (Edit(at, at + 1) for at, character in enumerate(text) if character in UNSEEN)
