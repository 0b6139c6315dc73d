"""The text that a reader sees, of any text; and a range of it, for reading."""

from __future__ import annotations

from functools import lru_cache

from quotekit.plain.edits import Plain, edited, whole
from quotekit.plain.invisible import SIGNS, invisible
from quotekit.plain.windows import LONG, window_at

_BROKEN = "âÃÂðï‚ЂΓ\ufffd"
_CONTROLS = tuple(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0))))
_MARKED = "*_\\"
_PAIRED = {"]": ("](", "][", "]:"), "~": ("~~",), ">": ("\n>", "\n >", "\n  >"), "#": ("\n#", "\n #")}
"""Signs that count only beside others or at the heads of lines: to look for one character is much quicker."""
_AT_HEAD = (">", "#", " >", " #")
_MOST_TIMES = 3
"""How often a text may have been broken."""


def plain_of(text: str) -> Plain | None:
    """A text as a reader sees it; None where that is the text as it is printed, as most are.

    >>> plain_of("AT&T said 5 * 3 * 2 is snake_case."), plain_of("&ldquo;No,&rdquo; said *Tim* Voss.").text
    (None, '“No,” said Tim Voss.')
    """
    return _seen(text)


def reads(text: str, start: int, end: int) -> str:
    """What a reader sees of a text from `start` to `end`, code points, half-open.

    >>> reads("We can&rsquo;t, he said.", 0, 14)
    'We can’t'
    """
    piece = text[start:end]
    if not _may_hide(piece):
        return piece
    if len(text) > LONG:  # only what is read with it tells
        first, _, _, last = window_at(text, start)
        text, start, end = text[first : max(last, end)], start - first, end - first
    seen = plain_of(text)
    return piece if seen is None else seen.text[slice(*seen.within(start, end))]


def _may_hide(text: str) -> bool:
    """Whether a text has a character with which something begins that is not seen: quick, for every text is asked."""
    return _may_be_escaped(text) or _may_be_marked(text) or _may_be_broken(text) or _may_be_divided(text)


def _may_be_divided(text: str) -> bool:
    return not text.isprintable() and any(sign in text for sign in SIGNS)


def _may_be_escaped(text: str) -> bool:
    return "&" in text


def _may_be_marked(text: str) -> bool:
    return (
        any(sign in text for sign in _MARKED)
        or any(sign in text and any(pair in text for pair in pairs) for sign, pairs in _PAIRED.items())
        or text.startswith(_AT_HEAD)
    )


def _may_be_broken(text: str) -> bool:
    if text.isascii():
        return False
    return any(sign in text for sign in _BROKEN) or (not text.isprintable() and any(sign in text for sign in _CONTROLS))


@lru_cache(16)  # the quotes of an article come one after the other, and to look through its text for each is a square
def _seen(text: str) -> Plain | None:
    return _made(text) if _may_hide(text) else None


def _made(text: str) -> Plain | None:
    from quotekit.plain.entities import entities  # most texts need none of them
    from quotekit.plain.markdown import markdown
    from quotekit.plain.mojibake import mojibake

    seen: Plain | None = None
    shown = text
    for may, find in (
        (_may_be_escaped, entities),
        *[(_may_be_broken, mojibake)] * _MOST_TIMES,
        (_may_be_divided, invisible),
        (_may_be_marked, markdown),
    ):
        if may(shown) and (edits := list(find(shown))):
            seen = edited(seen or whole(text), edits)
            shown = seen.text
    return None if shown == text else seen
