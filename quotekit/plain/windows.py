"""A long text in windows: pieces that end between paragraphs, each with some of the text around it.

What is found in a piece is found in its window, so that whoever speaks in the last lines before it is known, and what
begins in its last line is whole. A text may be as long as it likes; what is read at once takes 390 bytes a character.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LONG = 200_000
"""Characters up to which a text is read whole."""
_AROUND = 4_000
"""Characters before and behind a piece that are read with it."""
_HEAD = 2_000
"""Characters of the introduction of a text."""
_MOST = LONG // 2 - 2 * _AROUND - _HEAD
_LEAST = _MOST * 3 // 4
"""Characters of a piece."""
_OPENS = tuple("“\"‘'«>—–")
"""How paragraphs begin that may go on with what another says."""


class Window(NamedTuple):
    """A piece of a text from `start` to `end`, and what is read with it, from `first` to `last`: half-open."""

    first: int
    start: int
    end: int
    last: int


def windows(text: str) -> Iterator[Window]:
    """The windows of a text in order. Their pieces lie side by side and are all of it; a text that is not long is one.

    >>> list(windows("It rained.")), len(list(windows("It rained.\\n" * 40_000)))
    ([Window(first=0, start=0, end=10, last=10)], 5)
    """
    start = 0
    while start < len(text) or not start:
        whole = len(text) <= LONG
        end = len(text) if whole or len(text) - start <= _MOST else _border(text, start + _LEAST, start + _MOST)
        yield Window(_near(text, max(start - _AROUND, 0), start), start, end, _behind(text, end))
        if end == len(text):
            return
        start = end


def head_of(text: str) -> str:
    """The introduction of a text, its first lines, with an empty line behind: who is interviewed, who sits in court.

    >>> head_of("Ana Reyes spoke to the Echo.\\n" + "Q: And then?\\n" * 1_000).count("Q:")
    151
    """
    return text[: _cut(text, "\n", 0, _HEAD) or _cut(text, " ", 0, _HEAD)].rstrip() + "\n\n"


def window_at(text: str, at: int) -> Window:
    """The window in whose piece a character is.

    >>> window_at("It rained.", 3)
    Window(first=0, start=0, end=10, last=10)
    """
    return next(window for window in windows(text) if at < window.end or window.end == len(text))


def _border(text: str, first: int, last: int) -> int:
    """The last place in a range between paragraphs that do not belong together; else between any, sentences, words."""
    at = _cut(text, "\n", first, last)
    while at > 0 and text.startswith(_OPENS, at):
        at = _cut(text, "\n", first, at - 1)
    for mark in ("\n", ". ", " "):
        at = at if at > 0 else _cut(text, mark, first, last)
    return at if at > 0 else last


def _cut(text: str, mark: str, first: int, last: int) -> int:
    """The place behind the last of some marks in a range; 0 where there is none."""
    return (text.rfind(mark, first, last) + len(mark)) if text.rfind(mark, first, last) >= 0 else 0


def _near(text: str, first: int, last: int) -> int:
    """The first place in a range at which a line begins, or a word."""
    if not first:
        return first
    for mark in ("\n", " "):
        if (at := text.find(mark, first, last)) >= 0:
            return at + 1
    return last


def _behind(text: str, end: int) -> int:
    """Where what is read behind a piece ends: between lines, or words."""
    last = min(end + _AROUND, len(text))
    return last if last == len(text) else _cut(text, "\n", end, last) or _cut(text, " ", end, last) or last
