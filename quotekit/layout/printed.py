"""What print alone shows to be somebody's words: a name below a quotation or in brackets behind it, posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.labels import BULLETS
from quotekit.layout.signatures import BY_PRINT, post_of, signature
from quotekit.layout.speech import enclosing_marks, is_title
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import WORD
from quotekit.text.marks import Pair

_ALONE = frozenset({"standing", "marked"})
_FEWEST_WORDS = 5
"""Of a quotation that is printed twice; of fewer it may be chance."""
_MOST_ALIKE, _MOST_WORDS = 8, 400
"""Keep every search bounded."""
_STANDING = 0.5
"""Confidence of a paragraph in marks between others."""
_STOPS = frozenset({".", "?", "!", "…", "..."})
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
            pair = enclosing_marks(view, *post.content)
            content = (pair.first, pair.last) if pair else post.content
            yield QuoteDraft((content,), "post", post.cue, post.source, confidence=BY_PRINT)


def signed_of(view: View, names: Mapping[int, Name]) -> Iterator[QuoteDraft]:
    """Quotations with who said them on the next line, or behind the marks at the end of their paragraph."""
    bounds = view.table.paragraph_token.tolist()
    opens = {pair.open: pair for pair in view.pairs}
    for number, (first, last) in enumerate(bounds):
        pair = opens.get(first + (view.word[first] in BULLETS) if first < last else first)
        if pair is None or pair.last - pair.first < 2 or any(post_of(view, first, last)):
            continue
        if pair.open == pair.first:  # it goes on from above, where its speaker stands
            continue
        pieces = _pieces(view, pair, opens, last)
        behind = pieces[-1].close
        if behind < last:
            signed = signature(view, names, behind, last)
        elif number + 1 < len(bounds) and pieces[-1].closed:
            signed = signature(view, names, *bounds[number + 1])
        else:
            continue
        if signed and not is_title(view, pieces[-1]):
            content = tuple((piece.first, piece.last) for piece in pieces)
            yield QuoteDraft(content, "signed", signed.cue, signed.source, confidence=BY_PRINT)


def standing_of(view: View, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Paragraphs in marks as a whole that no draft holds, beside a paragraph of direct speech: "“Which tin?”"."""
    bounds = view.table.paragraph_token.tolist()
    closed = (pair for pair in view.pairs if pair.closed)
    filling = [pair for pair in closed if [pair.open, pair.close] == bounds[view.paragraph(pair.first)]]
    if not filling:
        return
    held = {at for draft in drafts for at in draft.tokens}
    spoken = {view.paragraph(first) for draft in drafts if draft.kind == "direct" for first, _ in draft.content}
    for pair in filling:
        number = view.paragraph(pair.first)
        if pair.first in held or is_title(view, pair) or view.word[pair.last - 1] not in _STOPS:
            continue
        if spoken & {number - 1, number + 1}:
            yield QuoteDraft(((pair.first, pair.last),), "standing", confidence=_STANDING)


def without_pull_quotes(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts without those that have no source, fill a paragraph and repeat words of another one."""
    alone = [draft for draft in drafts if draft.source is None and draft.cue is None and draft.rule in _ALONE]
    if not alone:
        return list(drafts)
    printed: dict[tuple[str, ...], list[str]] = {}
    for draft in drafts:
        words = _words(view, draft) if draft.source else ()
        for at in range(len(words) - _FEWEST_WORDS + 1):
            printed.setdefault(words[at : at + _FEWEST_WORDS], []).append(" ".join(words[at:]))
    repeated = {id(draft) for draft in alone if _is_printed(_words(view, draft), printed)}
    return [draft for draft in drafts if id(draft) not in repeated]


def _is_printed(words: tuple[str, ...], printed: Mapping[tuple[str, ...], Sequence[str]]) -> bool:
    """Whether some words stand in others, which are told by each few of them that follow each other."""
    others = printed.get(words[:_FEWEST_WORDS], ())[:_MOST_ALIKE] if len(words) >= _FEWEST_WORDS else ()
    return any(f"{other} ".startswith(f"{' '.join(words)} ") for other in others)


def _words(view: View, draft: QuoteDraft) -> tuple[str, ...]:
    return tuple([view.lower(at) for at in draft.tokens if view.bits[at] & WORD][:_MOST_WORDS])


def _pieces(view: View, pair: Pair, opens: Mapping[int, Pair], last: int) -> list[Pair]:
    """The quotations that follow each other from the head of a paragraph."""
    pieces = [pair]
    while pieces[-1].close < last and pieces[-1].close in opens and len(pieces) < _MOST_PARAGRAPHS:
        pieces.append(opens[pieces[-1].close])
    return pieces
