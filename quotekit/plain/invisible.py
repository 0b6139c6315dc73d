"""Characters inside words that no reader sees: soft hyphens, spaces of no width, directions of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotekit.plain.edits import Edit

_ALWAYS = "\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_JOINERS = "\u200c\u200d"
"""Of no width. They make words of Persian and families of emoji, and nothing behind letters of Europe."""
_UNSEEN = re.compile(rf"[{_ALWAYS}]|(?<=[\0-\u058f])[{_JOINERS}]")
SIGNS = (*_ALWAYS, *_JOINERS)
"""All that may be invisible, one by one: to look for them so is quickest."""


def invisible(text: str) -> Iterator[Edit]:
    """The invisible characters of a text as nothing, in order.

    >>> [(edit.start, edit.text) for edit in invisible("Ruth Okel\\xadlo")]
    [(9, '')]
    """
    return (Edit(*found.span()) for found in _UNSEEN.finditer(text))
