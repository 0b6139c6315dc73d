"""The body of a WebAnno TSV file: sentences, a row for each token, and one for each part of a token that has its own.

What holds only part of a token stands in a row behind that of the token, with `.1` ... behind its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotekit.annotating.webanno.cells import FEATURES, NOTHING, Units, cell, escaped_text, reference
from quotekit.records import Span
from quotekit.text.tokens import tokenize


class Piece(NamedTuple):
    """An annotation of a file."""

    number: int
    """No other of the file has it; from 1."""
    span: Span
    """It begins and ends with characters that are no white space."""
    features: dict[str, str]
    """Those of `FEATURES` that have a value."""
    link: tuple[str, int] | None = None
    """What a relation from here is, and the number of the piece that it leads to."""


class Token(NamedTuple):
    """A token: which it is of which sentence, both from 1, and its code points."""

    sentence: int
    number: int
    start: int
    end: int


_PRINTED = re.compile(r"\S+")


def tokens_of(text: str) -> list[Token]:
    """Our tokens in our sentences. What is no token of ours, as marks of Markdown, is one here: every letter is in one.

    >>> [text[one.start : one.end] for text in ["**It** held."] for one in tokens_of(text)]
    ['**', 'It', '**', 'held', '.']
    """
    table = tokenize(text)
    found: list[tuple[int, int]] = []
    end = 0
    for start, stop in [*zip(table.start.tolist(), table.end.tolist()), (len(text), len(text))]:
        found += (one.span() for one in _PRINTED.finditer(text, end, start))
        if end <= start < stop:
            found.append((start, stop))
        end = max(end, stop)
    if not found and text:  # a sentence needs a token
        found.append((0, len(text)))
    return list(_numbered(found, table.sentence[:, 0].tolist()))


def _numbered(spans: Sequence[tuple[int, int]], begins: Sequence[int]) -> Iterator[Token]:
    sentence, number, begun = 0, 0, 0
    for start, end in spans:
        now = bisect_right(begins, start)
        sentence, number = (sentence, number + 1) if sentence and now == begun else (sentence + 1, 1)
        begun = now
        yield Token(sentence, number, start, end)


Place = tuple[int, int, int]
"""The index of a token, and a range of code points: all of it, or a part."""


def body(text: str, pieces: Sequence[Piece]) -> Iterator[str]:
    r"""The lines of a text and its annotations, with an empty one before each sentence but the first.

    >>> list(body("It held.", [Piece(1, Span(3, 7), {"role": "Content"})]))[2]
    '1-2\t3-7\theld\t*[1]\tContent[1]\t*[1]\t*[1]\t*[1]\t*[1]\t*[1]\t_\t_\t\n'
    """
    tokens, units = tokens_of(text), Units(text)
    held = _held(tokens, pieces)
    ids = dict(_ids(tokens, held))
    begins: dict[int, Place] = {}
    for place, here in sorted(held.items()):
        for piece in here:
            begins.setdefault(piece.number, place)
    links: defaultdict[Place, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.link:
            links[begins[piece.link[1]]].append(piece)
    firsts = [(at, token.start) for at, token in enumerate(tokens) if token.number == 1]
    ends = dict(zip(firsts, [*(start for _, start in firsts[1:]), len(text)]))
    for place, identity in ids.items():
        at, start, end = place
        if (at, start) in ends and "." not in identity:
            yield from _sentence(text[start : ends[at, start]], is_first=at == 0)
        offsets = f"{units.before(start)}-{units.before(end)}"
        sources = [(piece, ids[begins[piece.number]]) for piece in links[place]]
        columns = [*_columns(held.get(place, ())), *_link_columns(sources)]
        yield "\t".join([identity, offsets, escaped_text(text[start:end]), *columns, "\n"])


def _held(tokens: Sequence[Token], pieces: Sequence[Piece]) -> dict[Place, list[Piece]]:
    """The pieces in each place: in all of a token, or in what they have of it."""
    starts, found = [token.start for token in tokens], defaultdict[Place, list[Piece]](list)
    for piece in pieces:
        at = bisect_right(starts, piece.span.start) - 1
        while at < len(tokens) and tokens[at].start < piece.span.end:
            start, end = max(tokens[at].start, piece.span.start), min(tokens[at].end, piece.span.end)
            found[at, start, end].append(piece)
            at += 1
    return found


def _ids(tokens: Sequence[Token], held: dict[Place, list[Piece]]) -> Iterator[tuple[Place, str]]:
    """What the rows are called, in their order."""
    parts = defaultdict[int, list[Place]](list)
    for place in sorted(held):
        parts[place[0]].append(place)
    for at, token in enumerate(tokens):
        whole, name = (at, token.start, token.end), f"{token.sentence}-{token.number}"
        yield whole, name
        yield from ((part, f"{name}.{n}") for n, part in enumerate((one for one in parts[at] if one != whole), 1))


def _sentence(text: str, is_first: bool) -> Iterator[str]:
    """A sentence with the white space behind it, which would else be lost, as lines of text."""
    if not is_first:
        yield "\n"
    yield from (f"#Text={escaped_text(line)}\n" for line in text.split("\n"))


def _columns(pieces: Sequence[Piece]) -> list[str]:
    if not pieces:
        return [NOTHING] * len(FEATURES)
    return ["|".join(cell(one.features.get(name), one.number) for one in pieces) for name in FEATURES]


def _link_columns(sources: Sequence[tuple[Piece, str]]) -> tuple[str, str]:
    links = [(one.link, reference(row, one.number, one.link[1])) for one, row in sources if one.link]
    return ("|".join(link[0] for link, _ in links) or NOTHING, "|".join(row for _, row in links) or NOTHING)
