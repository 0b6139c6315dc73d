"""Who relays what somebody says.

"Reuters said the minister had promised to resign": what the minister promised comes by way of Reuters. So does what is
"quoted as saying", or has an outlet's name at the end of its sentence ("the minister said, Reuters reported").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.speakers.cast import Cast, Entity
from quotekit.text.document import View
from quotekit.text.lexicon import CUE
from quotekit.text.phrases import Range, before

_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_REPORTED = frozenset({"reported", "reports", "said", "says", "wrote", "writes"})
_BACK = 8
"""Outer pieces that are looked back on; speech is not nested deeper."""
_FAR = 12
"""Tokens between a verb and the name of who relays it."""


# --- Who relays it ---


class _Outer(NamedTuple):
    """A piece of what somebody says in the article's words."""

    first: int
    last: int
    number: int


def relays(
    view: View, drafts: Sequence[QuoteDraft], speakers: Sequence[Entity | None], cast: Cast
) -> list[Entity | None]:
    """Who relays each draft, by its speaker; None where the article itself does, or nobody knows.

    >>> from quotekit.pipeline import analyze
    >>> analysis = analyze("Vera Hale was quoted by Reuters as saying that the law was “unfit”.")
    >>> [(analysis.speaker_of(quote).name, quote.via) for quote in analysis.quotes if quote.act == "statement"]
    [('Vera Hale', 'Reuters')]
    """
    outers = sorted(
        _Outer(*piece, number)
        for number, draft in enumerate(drafts)
        if draft.kind != "direct" and draft.act == "statement" and not draft.denied and speakers[number] is not None
        for piece in draft.content
    )
    starts = [outer.first for outer in outers]
    found: list[Entity | None] = []
    for draft, speaker in zip(drafts, speakers):
        around = bisect_right(starts, draft.start)
        nested = _narrowest(draft, speaker, outers[max(0, around - _BACK) : around], speakers)
        relay = nested or _quoting(view, draft, cast) or _at_tail(view, draft, cast)
        found.append(None if relay is speaker else relay)
    return found


def _narrowest(
    draft: QuoteDraft, speaker: Entity | None, outers: Sequence[_Outer], speakers: Sequence[Entity | None]
) -> Entity | None:
    """The speaker of the shortest piece that holds a draft with its cue, and is somebody else's."""
    if draft.cue is None:
        return None
    first, last = min(draft.start, draft.cue[0]), max(draft.content[-1][1], draft.cue[1])
    around = [outer for outer in outers if outer.first <= first and last <= outer.last]
    others = [outer for outer in around if speakers[outer.number] is not speaker]
    return speakers[min(others, key=lambda outer: outer.last - outer.first).number] if others else None


def _quoting(view: View, draft: QuoteDraft, cast: Cast) -> Entity | None:
    """Who quotes: "The Post quoted Ms. Hale as saying", "Ms. Hale was quoted by the Post as saying"."""
    if draft.cue is None or draft.source is None:
        return None
    first, last = draft.cue
    if view.word[first] == "as" and draft.source[1] <= first:  # "was quoted by the Post as saying" has this cue alone
        first = draft.source[1]
    at = next((at for at in range(first, last) if view.word[at].lower() in _QUOTED), None)
    if at is None:
        return None
    begin, end = view.bounds[view.sentence[at]]
    if draft.source[0] > at:
        phrase = before(view, at, begin)
        return _named(cast, phrase) if phrase else None
    by = next((i for i in range(at + 1, min(end, at + _FAR)) if view.word[i] == "by"), None)
    return _named(cast, (by + 1, min(end, by + _FAR))) if by else None


def _at_tail(view: View, draft: QuoteDraft, cast: Cast) -> Entity | None:
    """The outlet at the end of the sentence: ", Reuters reported", ", according to Reuters"."""
    if draft.cue is None or draft.source is None:
        return None
    at = max(draft.cue[1], draft.source[1], draft.content[-1][1])
    end = view.bounds[view.sentence[at - 1]][1]
    if not 3 <= end - at <= _FAR or view.word[at] != "," or any(view.pair[i] >= 0 for i in range(at, end)):
        return None
    words = [word.lower() for word in view.word[at + 1 : end] if any(map(str.isalnum, word))]
    if not words:
        return None
    told = words[:2] == ["according", "to"] or words[:3] == ["as", "reported", "by"] or words[-1] in _REPORTED
    cues = sum(bool(view.bits[i] & CUE) for i in range(at, end))
    return _named(cast, (at + 1, end), "organization") if told and cues == 1 else None


def _named(cast: Cast, words: Range, kind: str | None = None) -> Entity | None:
    """Whom the first name in a range of tokens means."""
    return next((entity for _, entity in cast.at(*words) if kind in (None, entity.kind)), None)
