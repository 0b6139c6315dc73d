"""A text in which some characters stand for others, and where each stood before. All positions are code points."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """What is printed from `start` to `end`, half-open, is seen as `text`; the empty string is not seen at all."""

    start: int
    end: int
    text: str = ""


class Plain(NamedTuple):
    """A text as a reader sees it, and the places of its characters in the original.

    A character of the text is printed from `start` to `end`, half-open; both rise with the text.
    """

    text: str
    start: array[int]
    end: array[int]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that is printed in a range of the original, half-open; empty where nothing is seen.

        >>> edited(whole("a &amp; b"), [Edit(2, 7, "&")]).within(0, 7)
        (0, 3)
        """
        return bisect_left(self.start, start), bisect_left(self.start, end)


def whole(text: str) -> Plain:
    """A text that is seen as it is printed.

    >>> whole("ab").start.tolist(), whole("ab").end.tolist()
    ([0, 1], [1, 2])
    """
    return Plain(text, array("i", range(len(text))), array("i", range(1, len(text) + 1)))


def edited(seen: Plain, edits: Iterable[Edit]) -> Plain:
    """A text with some edits, in order of where they begin; one that begins inside another is left out.

    >>> seen = edited(whole("don&rsquo;t"), [Edit(3, 10, "’")])
    >>> seen.text, seen.start.tolist(), seen.end.tolist()
    ('don’t', [0, 1, 2, 3, 10], [1, 2, 3, 10, 11])
    """
    pieces: list[str] = []
    start, end = array("i"), array("i")
    last = 0
    for edit in edits:
        if edit.start < last:
            continue
        pieces += seen.text[last : edit.start], edit.text
        start += seen.start[last : edit.start]
        end += seen.end[last : edit.start]
        start.extend([seen.start[edit.start]] * len(edit.text))
        end.extend([seen.end[edit.end - 1]] * len(edit.text))
        last = edit.end
    pieces.append(seen.text[last:])
    return Plain("".join(pieces), start + seen.start[last:], end + seen.end[last:])
