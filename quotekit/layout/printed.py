"""What print alone shows to be somebody's words: a name below a quotation or in brackets behind it, posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotekit.attribution.drafts import QuoteDraft
from quotekit.layout.labels import BULLETS
from quotekit.layout.signatures import post_of, signature
from quotekit.layout.speech import is_title
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.marks import Pair

BY_PRINT = 0.9
"""Confidence of what print alone shows, set by hand: the gold of the fits has next to none of it."""
_MOST_PARAGRAPHS = 4
"""Of a quotation whose name stands below."""


def posts_of(view: View) -> Iterator[QuoteDraft]:
    """The posts that paragraphs are, marks around them or not."""
    if "@" not in view.table.text:
        return
    for first, last in view.table.paragraph_token.tolist():
        while first < last and view.word[first] == ">":
            first += 1
        for post in post_of(view, first, last) if first < last else ():
            content = _without_marks(view, *post.content)
            yield QuoteDraft((content,), "post", post.cue, post.source, confidence=BY_PRINT)


def _without_marks(view: View, first: int, last: int) -> tuple[int, int]:
    pair = view.pair[first]
    if pair >= 0 and pair == view.pair[last - 1] and view.pairs[pair].open == first:
        return view.pairs[pair].first, view.pairs[pair].last
    return first, last


def signed_of(view: View, names: Mapping[int, Name]) -> Iterator[QuoteDraft]:
    """Quotations with who said them on the next line, or behind the marks at the end of their paragraph."""
    bounds = view.table.paragraph_token.tolist()
    closes = {pair.close: pair for pair in view.pairs if pair.closed}
    opens = {pair.open: pair for pair in view.pairs}
    for number, (first, last) in enumerate(bounds):
        pair = opens.get(first + (view.word[first] in BULLETS) if first < last else first)
        if pair is None or pair.last - pair.first < 2:
            continue
        pieces = _pieces(view, pair, opens, last)
        behind = pieces[-1].close
        if behind < last:
            signed = signature(view, names, behind, last)
        elif number + 1 < len(bounds) and behind in closes:
            signed = signature(view, names, *bounds[number + 1])
        else:
            continue
        if signed and not is_title(view, pieces[-1]):
            content = tuple((piece.first, piece.last) for piece in pieces)
            yield QuoteDraft(content, "signed", signed.cue, signed.source, confidence=BY_PRINT)


def _pieces(view: View, pair: Pair, opens: Mapping[int, Pair], last: int) -> list[Pair]:
    """The quotations that follow each other from the head of a paragraph."""
    pieces = [pair]
    while pieces[-1].close < last and pieces[-1].close in opens and len(pieces) < _MOST_PARAGRAPHS:
        pieces.append(opens[pieces[-1].close])
    return pieces
