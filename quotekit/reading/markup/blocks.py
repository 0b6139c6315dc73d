"""The blocks of what was found of an article, with their layout, and the text that they are printed as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from quotekit.reading.markup.trees import (
    ATTRIBUTION,
    BLOCKS,
    BOLD,
    CLOSED,
    EDGE,
    HEADING,
    HEADINGS,
    OPENED,
    PLAIN,
    number_in,
    without_notes,
)

_FOUND_BLOCKS = frozenset("p head quote list item table row code div fw ab".split()) | BLOCKS
"""The blocks of Trafilatura and those of HTML, which it leaves where it finds the article in another way."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))  # soft hyphens and their like would divide words
_SIGN = re.compile(f"{OPENED.pattern}|([{EDGE}{CLOSED}])")
_WORD = re.compile(r"\w")
_EMPHASIS = re.compile(f"([{BOLD}{PLAIN}])")
SHORTEST = 5
"""Words that some paragraph of an article has; a page without one is navigation."""


class Block(NamedTuple):
    """A paragraph, a heading or an item of a list."""

    lines: tuple[str, ...]
    bold: tuple[bool, ...] = ()
    """Of each line whether it is printed bold from end to end."""
    is_heading: bool = False
    quote: int | None = None
    """The number of the block quote that it belongs to."""
    is_attribution: bool = False
    """Whether it says whose the block quote is."""

    @property
    def text(self) -> str:
        """The lines, each with its end but the last."""
        return "\n".join(self.lines)

    @property
    def is_told(self) -> bool:
        """Whether it is a paragraph that tells something, and no heading, date or name."""
        return not self.is_heading and len(self.text.split()) >= SHORTEST


def blocks_in(body: Any) -> list[Block]:
    """The blocks of an element that print something; of a block quote, a mark alone is an ornament."""
    pieces: list[str] = []
    _gather(body, pieces)
    found: list[Block] = []
    for text, quote, is_attribution in _divided("".join(pieces)):
        lines = [line for line in _bold_lines(text) if line[0]]
        if lines and (quote is None or any(_WORD.search(line) for line, _ in lines)):
            texts, bold = zip(*lines)
            found.append(Block(texts, bold, HEADING in text, quote, is_attribution))
    return found


def _gather(body: Any, pieces: list[str]) -> None:
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        is_heading = element.tag == "head" or element.tag in HEADINGS
        edge = EDGE if element.tag in _FOUND_BLOCKS else ""
        if event == "start":
            note = edge + HEADING if is_heading else edge
            pieces += [note, "\n" if element.tag in ("lb", "br") else "", _flat(element.text)]
        else:
            pieces += [edge, _flat(element.tail)]


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"[ \t\r\n]+", text.translate(_INVISIBLE))) if text else ""


def _divided(text: str) -> Iterator[tuple[str, int | None, bool]]:
    """The texts between the edges, each with the number of its block quote and whether it says whose that is."""
    signs = list(_SIGN.finditer(text))
    at, quote, is_attribution, stays = 0, None, False, False
    is_closed = _closings(signs)
    for place, sign in enumerate(signs):
        yield text[at : sign.start()], quote, is_attribution
        at = sign.end()
        if sign[1]:
            quote, is_attribution, stays = number_in(sign), sign[1] == ATTRIBUTION, is_closed[place]
        elif sign[3] == CLOSED or (quote is not None and not stays):
            quote, is_attribution = None, False
    yield text[at:], quote, is_attribution


def _closings(signs: Sequence[re.Match[str]]) -> list[bool]:
    """Of each sign whether a block quote that it opens is closed; where the end was lost, it ends with its block."""
    closed, found = False, []
    for sign in reversed(signs):
        found.append(closed)
        if sign[1] or sign[3] == CLOSED:
            closed = sign[3] == CLOSED
    return found[::-1]


def _bold_lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a block without notes, each with whether all of its words are bold."""
    is_bold = False
    for line in text.split("\n"):
        plain = bold = ""
        for piece in _EMPHASIS.split(line):
            if piece in (BOLD, PLAIN):
                is_bold = piece == BOLD
            elif is_bold:
                bold += piece
            else:
                plain += piece
        is_whole = _WORD.search(without_notes(plain)) is None and _WORD.search(bold) is not None
        yield " ".join(without_notes(line).split()), is_whole and "**" not in line


def printed(blocks: Sequence[Block]) -> str:
    """The text of an article: its blocks with an empty line between them, their layout told as plain text tells it.

    >>> blocks = [Block(("Why?",), (True,)), Block(("Rain.",), quote=1), Block(("Ana Ruiz",), (), False, 1, True)]
    >>> print(printed(blocks))
    **Why?**
    <BLANKLINE>
    > Rain.
    <BLANKLINE>
    > — Ana Ruiz
    """
    return "\n\n".join(map(_printed, blocks))


def _printed(block: Block) -> str:
    if block.is_attribution:
        return f"> — {', '.join(block.lines).lstrip(' —–―~-')}"
    if block.quote is not None:
        return "\n".join(f"> {line}" for line in block.lines)
    return "\n".join(
        f"**{line}**" if bold else line for line, bold in zip(block.lines, chain(block.bold, repeat(False)))
    )
