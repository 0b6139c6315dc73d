"""Edges: contents without the marks around them, sources without what hangs on, and the few quotations without any
verb that print alone shows: a transcript's label, a dash and a name, a paragraph of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotekit.attribution.drafts import QuoteDraft
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, CUE, WORD
from quotekit.text.phrases import Range, after

_DASHES = frozenset("—–-―") | {"--"}
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_CLOSING = frozenset(")]}%!?…'’") | {"..."}
_OPENING = frozenset("([{$£€#@'‘…") | {"..."}
_HEARD = frozenset({"told", "informed", "warned", "advised", "notified", "assured", "asked"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LONGEST_LABEL = 4
_LONGEST_NAME = 15
_BY_PRINT = 0.9
"""Confidence of an attribution that print alone shows, set by hand: PolNeAR train has few."""
_STANDING = 0.3
"""Least confidence of a quotation that is a paragraph: PolNeAR, which the confidence is fitted to, leaves most out."""
_NEAR = 2
"""Paragraphs over which a quotation without a source goes on with the speaker before."""


def mended(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts of an article in order, with edges put right and, without a source, the speaker before."""
    found: list[QuoteDraft] = []
    for draft in drafts:
        pieces = tuple(_bare(view, piece) for piece in draft.content)
        draft = replace(draft, content=pieces, source=_source(view, draft))
        if draft.source is None and draft.kind == "direct":
            draft = _behind(view, draft) or draft
        if draft.cue is None and draft.kind == "direct":
            draft = _labelled(view, draft) or _dashed(view, draft) or _standing(view, draft) or draft
        if draft.source is None and draft.kind != "indirect" and found:
            draft = replace(draft, same_as=_speaker_before(view, draft, found[-1]))
        found.append(draft)
    return found


def _bare(view: View, piece: Range) -> Range:
    """A content without the marks that enclose it, and without the punctuation outside of marks at its edges."""
    first, last = piece
    pair = view.pair[first]
    if pair >= 0 and pair == view.pair[last - 1]:
        inner = max(first, view.pairs[pair].first), min(last, view.pairs[pair].last)
        return inner if inner[0] < inner[1] else piece
    while last - first > 1 and view.pair[last - 1] < 0 and _hangs(view, last - 1, _CLOSING):
        last -= 1
    while last - first > 1 and view.pair[first] < 0 and _hangs(view, first, _OPENING):
        first += 1
    return (first, last) if (first, last) == piece else _bare(view, (first, last))


def _hangs(view: View, at: int, kept: frozenset[str]) -> bool:
    return not view.bits[at] & WORD and view.word[at] not in kept and not view.word[at].isalnum()


def _source(view: View, draft: QuoteDraft) -> Range | None:
    """The source, trimmed; None where it is a noun phrase that runs into the cue or the content."""
    taken = (*draft.content, *((draft.cue,) if draft.cue else ()))
    if draft.source is None or any(draft.source[0] < last and first < draft.source[1] for first, last in taken):
        return None
    return None if draft.cue and _is_told(view, draft.source, draft.cue) else _trimmed(view, draft.source)


def _is_told(view: View, source: Range, cue: Range) -> bool:
    """Whether a source is who hears and not who speaks: "Ana Reyes was told that the dam had failed"."""
    words = [view.word[at].lower() for at in range(*cue)]
    return source[1] <= cue[0] and words[-1] in _HEARD and any(word in _BE for word in words[:-1])


def _trimmed(view: View, source: Range) -> Range:
    """A source without the comma or the relative pronoun at its end: "Alan Berger, a gynecologist, who" """
    first, last = source
    while last - first > 1 and (view.word[last - 1].lower() in _RELATIVE or _hangs(view, last - 1, _CLOSING)):
        last -= 1
    return first, last


def _labelled(view: View, draft: QuoteDraft) -> QuoteDraft | None:
    """A transcript's label at the head of a quotation: “WALLACE: Will you?”"""
    (first, last), *others = draft.content
    at = first
    while at < min(last, first + _LONGEST_LABEL) and view.word[at].isupper() and len(view.word[at]) > 1:
        at += 1
    if at == first or at + 1 >= last or view.word[at] != ":":
        return None
    return replace(
        draft,
        content=((at + 1, last), *others),
        cue=(at, at + 1),
        source=(first, at),
        rule="label",
        confidence=_BY_PRINT,
    )


def _dashed(view: View, draft: QuoteDraft) -> QuoteDraft | None:
    """`“...” — Grace Hopper` at the end of a paragraph."""
    last = draft.content[-1][1]
    at = view.pairs[view.pair[last - 1]].close if view.pair[last - 1] >= 0 else last
    end = int(view.table.paragraph_token[view.paragraph(last - 1)][1])
    if not 2 <= end - at <= _LONGEST_NAME or view.word[at] not in _DASHES:
        return None
    source = after(view, at + 1)
    if not source or not view.bits[source[0]] & CAPITAL:
        return None
    return replace(draft, cue=(at, at + 1), source=source, rule="dash", confidence=_BY_PRINT)


def _behind(view: View, draft: QuoteDraft) -> QuoteDraft | None:
    """`“I was there,” recalls Ana Reyes`: a verb of speech and a name behind a comma and the marks."""
    last = draft.content[0][1]
    if view.pair[last - 1] < 0 or view.word[last - 1] not in (",", "?", "!"):
        return None
    at = view.pairs[view.pair[last - 1]].close
    if at + 1 >= len(view.word) or not view.bits[at] & CUE or not view.word[at].islower():
        return None
    source = after(view, at + 1)
    if not source or not view.bits[source[0]] & CAPITAL or view.sentence[at] != view.sentence[source[0]]:
        return None
    return replace(draft, cue=(at, at + 1), source=source, rule="behind", confidence=_BY_PRINT)


def _standing(view: View, draft: QuoteDraft) -> QuoteDraft | None:
    """A quotation that is a paragraph by itself: the paragraphs around it say whose it is."""
    pair = view.pairs[view.pair[draft.start]] if view.pair[draft.start] >= 0 else None
    if pair is None or not pair.closed:
        return None
    first, last = (int(bound) for bound in view.table.paragraph_token[view.paragraph(draft.start)])
    if (pair.open, pair.close) != (first, last):
        return None
    return replace(draft, rule="standing", confidence=max(draft.confidence, _STANDING))


def _speaker_before(view: View, draft: QuoteDraft, before: QuoteDraft) -> int | None:
    near = view.paragraph(draft.start) - view.paragraph(before.content[-1][0]) <= _NEAR
    return before.start if near and before.kind != "indirect" else None
