"""The marks of Markdown in a text that has some: what a reader of the page does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotekit.plain.edits import Edit
from quotekit.plain.emphasis import emphases
from quotekit.plain.links import definitions, links

# At the head of a line: the marks of a quotation, then of a heading or of an item of a list.
_HEAD = re.compile(
    r"^([ \t]{0,3}(?:>[ \t]?){1,8})?([ \t]{0,3}#{1,6}[ \t]+|[ \t]{0,12}[-*+][ \t]+)?(?=\S)", re.MULTILINE
)
_EMPTY_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,8}$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+[\"'“‘*_\[]{0,3}[^\W\d_]", re.MULTILINE)
_STARRED = re.compile(r"^[ \t]{0,3}\*[ \t]+\S", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|\\$", re.MULTILINE)
_MARKS = frozenset("\"'")
_FEWEST_STARS = 2
"""Lines with a star at their head from which they are a list; a single one is a footnote."""


def is_heading(line: str) -> bool:
    """Whether a line of a text that is Markdown is a heading.

    >>> is_heading("## What happened"), is_heading("#1 in Leith")
    (True, False)
    """
    return bool(_HEADING.match(line))


def markdown(text: str) -> list[Edit]:
    """What is not seen of the marks of a text, in order: of a text that is plainly Markdown all of them, else the few
    that are sure by themselves.

    >>> marked = "> **“It is late,”** said [Tim Voss](https://leith.example) *twice*.", "5 * 3 * 2, f*** [sic] _a_b"
    >>> [[text[edit.start : edit.end] for edit in markdown(text)] for text in marked]
    [['> ', '**', '**', '[', '](https://leith.example)', '*', '*'], []]
    """
    escaped = {found.end() - 1 for found in _ESCAPE.finditer(text) if found[1]} if "\\" in text else set()
    defined = definitions(text)
    linked = list(links(text, defined, escaped)) if "]" in text else []
    is_markdown = (
        any(link.is_sure for link in linked)
        or ("**" in text and any(pair.is_strong for pair in emphases(text, escaped)))
        or ("# " in text and bool(_HEADING.search(text)))
    )
    edits = [*_heads(text, is_markdown), *_escapes(text, is_markdown)]
    for pair in emphases(text, escaped, is_markdown):
        edits += Edit(pair.open, pair.first), Edit(pair.last, pair.close)
    for link in linked if is_markdown else ():
        edits += link.edits
    edits += defined.values() if is_markdown else ()
    return sorted(edits, key=lambda edit: (edit.start, -edit.end))


def _heads(text: str, is_markdown: bool) -> Iterator[Edit]:
    """The marks at the heads of lines: of quotations always, of headings and lists in Markdown."""
    has_list = is_markdown or ("* " in text and len(_STARRED.findall(text)) >= _FEWEST_STARS)
    if not has_list and ">" not in text:
        return
    for found in _HEAD.finditer(text):
        mark = (found[2] or "").strip()
        is_marked = bool(mark) and (is_markdown or (has_list and mark == "*"))
        if found[1] or is_marked:
            yield Edit(found.start(), found.end() if is_marked else found.end(1))
        if is_marked and mark[0] == "#":
            yield from _heading_end(text, found.end())
    for found in _EMPTY_QUOTED.finditer(text):
        yield Edit(*found.span())


def _heading_end(text: str, start: int) -> Iterator[Edit]:
    """The marks behind a heading that begins at `start`: "## What happened ##"."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    tail = line[len(line.rstrip("# \t")) :]
    if "#" in tail and tail[0] != "#":
        yield Edit(start + len(line) - len(tail), start + len(line))


def _escapes(text: str, is_markdown: bool) -> Iterator[Edit]:
    """The backslashes in front of marks and at the ends of lines; in front of quotation marks whatever the text is."""
    if "\\" in text:
        for found in _ESCAPE.finditer(text):
            if is_markdown or found[1] in _MARKS:
                yield Edit(found.start(), found.start() + 1)
