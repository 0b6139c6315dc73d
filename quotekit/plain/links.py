"""Links and pictures of Markdown: `[the mayor](https://...)`, `[the mayor][1]`, `![Leith](leith.png)`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from quotekit.plain.edits import Edit

_BRACKET = re.compile(r"!?\[|\]|\n[ \t]*\n")
_ADDRESS = (
    r"(?:https?:|mailto:|/|\#|\.{1,2}/|www\.)(?:[^\s()<>]|\([^\s()]{0,200}\)){0,1000}"
    r"|[\w-][\w%-]{0,200}(?:[./\#](?=[\w%-])[\w%-]{1,200}){1,20}"
)
# Words in brackets behind others are no address: "[the minister] (on the left)", "[He](the mayor) said".
_BEHIND = re.compile(
    rf"""\([ ]{{0,3}}<?(?:{_ADDRESS})?>?(?:[ ]{{1,3}}["'(][^"\n]{{0,300}}["')])?[ ]{{0,3}}\)""", re.VERBOSE
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,80})\]")
_DEFINITION = re.compile(
    rf"""^[ ]{{0,3}}\[([^\[\]\n]{{1,80}})\]:[ \t]{{0,9}}<?(?:{_ADDRESS})>?
    (?:[ \t]{{1,9}}["'(][^\n]{{0,300}})?[ \t]{{0,9}}$""",
    re.VERBOSE | re.MULTILINE,
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")


class Link(NamedTuple):
    """What is not seen of a link or a picture, and whether it has an address or a place that is defined."""

    edits: tuple[Edit, ...]
    is_sure: bool


def definitions(text: str) -> dict[str, Edit]:
    """The lines that say where references lead, not seen, by the reference in small letters.

    >>> sorted(definitions("[1]: https://leith.example/dam\\n[Bell]: We are broke. Nobody paid.\\n"))
    ['1']
    """
    if "]:" not in text:
        return {}
    return {found[1].lower(): Edit(*found.span()) for found in _DEFINITION.finditer(text)}


def links(text: str, defined: Container[str], escaped: Container[int] = ()) -> Iterator[Link]:
    """The links, pictures and footnotes of a text. `defined` are references with an address, `escaped` no brackets.

    >>> text = "[sic] [the mayor](https://a.example/b_(c)) [He](she) [Bell][1] [3][4] [no] [note]"
    >>> [(text[link.edits[0].end : link.edits[1].start], link.is_sure) for link in links(text, ["note"])]
    [('the mayor', True), ('Bell', False), ('note', True)]
    """
    opened: list[re.Match[str]] = []
    last = 0
    for found in _BRACKET.finditer(text):
        if found.start() < last or (found.end() - 1) in escaped:
            continue
        if found[0][0] == "\n":
            opened.clear()
        elif found[0] != "]":
            opened.append(found)
        elif opened:
            begin = opened.pop()
            link = _link(text, begin, found.start(), defined)
            if link is not None:
                last = link.edits[-1].end
                yield link


def _link(text: str, begin: re.Match[str], end: int, defined: Container[str]) -> Link | None:
    """What is a link of brackets that hold text from `begin` to `end`; None where they are brackets."""
    if footnote := _FOOTNOTE.match(text, begin.end() - 1):
        return Link((Edit(*footnote.span()),), True)
    behind = _BEHIND.match(text, end + 1)
    named = None if behind else _REFERENCE.match(text, end + 1)
    held = text[begin.end() : end]
    if behind:
        stop, is_sure = behind.end(), behind.end() - behind.start() > 2
    elif named and (named[1] or held).lower() in defined:
        stop, is_sure = named.end(), True
    elif named and (not named[1] or named[1].isdigit()) and any(map(str.isalpha, held)):
        stop, is_sure = named.end(), False  # its definition was left out; "[3][4]" are notes
    elif held.lower() in defined:
        stop, is_sure = end + 1, True
    else:
        return None
    if begin[0] == "![":
        return Link((Edit(begin.start(), stop),), is_sure)
    return Link((Edit(*begin.span()), Edit(end, stop)), is_sure)
