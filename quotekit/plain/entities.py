"""Entities of HTML that were left in a text: `&ldquo;`, `&#8220;`, `&amp;rsquo;`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from quotekit.plain.edits import Edit

# The name of an entity needs its semicolon ("Q&A", "?a=1&copy=2" in an address); a number of three digits and more does
# not. What was escaped twice and three times (`&amp;ldquo;`) is one.
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:([A-Za-z][A-Za-z0-9]{1,31};)|(#(?:\d{1,7};|[xX][0-9A-Fa-f]{1,6};|\d{3,7})))")
_UNSEEN = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\r")
"""Characters that nobody sees; raw ones stay as they are printed."""


def entities(text: str) -> Iterator[Edit]:
    """The entities of a text as the characters that they stand for, in order.

    >>> [edit.text for edit in entities("AT&T &amp;ldquo;No&#8221; &mdash; &nosuch; R&amp;B;")]
    ['“', '”', '—', '&']
    """
    for found in _ENTITY.finditer(text):
        character = _character(found[1] or found[2])
        if character is not None:
            yield Edit(found.start(), found.end(), character)
        elif found[0].startswith("&amp;"):  # "R&amp;B;"
            yield Edit(found.start(), found.start() + 5, "&")


@cache
def _character(name: str) -> str | None:
    """What an entity without its "&" stands for; None where it is none."""
    for form in (name, name.lower()) if name.isupper() else (name,):  # "&LDQUO;" of a text in capitals
        character = unescape(f"&{form}")
        if len(character) == 1:
            return "" if character in _UNSEEN else character
    return None
