"""Stars, lines and tildes around words that Markdown prints bold, slanted or struck: `**bold**`, `_so_`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

_RUN = re.compile(r"\*+|_+|~~+|\n[ \t]*\n")
_LONGEST = 3
_BEFORE = frozenset("\"'“”‘’«»([{—–…|>*_~")
"""What may stand in front of marks that open, besides white space; a letter may not: "f*** off", "snake_case"."""
_BEHIND = frozenset(".,;:!?\"'”’“‘»«)]}—–-…/|<*_~\\")
"""What may stand behind marks that close, besides white space."""
_NAME = re.compile(r"\w+")


class Emphasis(NamedTuple):
    """A pair of marks, the opening one from `open` to `first`, the closing one from `last` to `close`."""

    open: int
    first: int
    last: int
    close: int
    mark: str

    @property
    def is_strong(self) -> bool:
        """Whether nobody prints it so but in Markdown: "**so**", not "*so*" nor "__init__"."""
        return self.mark in ("**", "***")


def emphases(text: str, escaped: Container[int] = (), is_markdown: bool = True) -> Iterator[Emphasis]:
    """The pairs of marks of a text; `escaped` are places of marks with a backslash in front.

    A pair lies in one paragraph. Where the text `is_markdown` by nothing else, a pair of single marks counts only if
    it holds words of one line and no mark of its paragraph is left over ("Tickets* are sold out. *Not all").

    >>> [text[a.first : a.last] for text in ["5 * 3 * 2 f*** *so* **Bell** snake_case"] for a in emphases(text)]
    ['so', 'Bell']
    """
    opened: dict[str, list[re.Match[str]]] = {}
    pairs: list[Emphasis] = []
    spare: set[str] = set()
    for run in _RUN.finditer(text):
        mark = run[0]
        if mark[0] == "\n":
            yield from _kept(text, pairs, spare | {kind[0] for kind, left in opened.items() if left}, is_markdown)
            opened, pairs, spare = {}, [], set()
        elif len(mark) <= _LONGEST and run.start() not in escaped:
            if opened.get(mark) and _closes(text, run):
                begin = opened[mark].pop()
                pairs.append(Emphasis(*begin.span(), *run.span(), mark))
            elif _opens(text, run):
                opened.setdefault(mark, []).append(run)
            elif _closes(text, run):
                spare.add(mark[0])
    yield from _kept(text, pairs, spare | {kind[0] for kind, left in opened.items() if left}, is_markdown)


def _opens(text: str, run: re.Match[str]) -> bool:
    before, behind = text[run.start() - 1 : run.start()] if run.start() else " ", text[run.end() : run.end() + 1]
    return bool(behind) and not behind.isspace() and (before.isspace() or before in _BEFORE)


def _closes(text: str, run: re.Match[str]) -> bool:
    before, behind = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1] or " "
    return bool(run.start()) and not before.isspace() and (behind.isspace() or behind in _BEHIND)


def _kept(text: str, pairs: list[Emphasis], spare: set[str], is_markdown: bool) -> Iterator[Emphasis]:
    """Those of the pairs of a paragraph that are emphasis; `spare` are marks that no other closes or opens."""
    for pair in pairs:
        held = text[pair.first : pair.last]
        is_sure = is_markdown or pair.is_strong or (pair.mark[0] not in spare and _is_plain(held, pair.mark))
        if is_sure and any(map(str.isalpha, held)):
            yield pair


def _is_plain(held: str, mark: str) -> bool:
    """Whether single marks around some words are emphasis, whatever the text is."""
    if "\n" in held or held.count("(") != held.count(")") or held.count("[") != held.count("]"):
        return False
    return len(mark) == 1 or not _NAME.fullmatch(held)  # "__init__"
