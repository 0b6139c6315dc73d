"""The speakers of an article, and what is known of them from elsewhere than its sources: outlet, handles of posts."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.names.name import Name
from quotekit.speakers.cast import Cast, Known, cast_of
from quotekit.speakers.cast import Entity as Entity
from quotekit.speakers.choice.resolve import resolve
from quotekit.text.document import View
from quotekit.text.ranking import Rankers

_NEAR = 2
"""Tokens behind the name of a post in which its handle stands."""


def chosen(
    view: View,
    names: Sequence[Name],
    drafts: list[QuoteDraft],
    rankers: Rankers,
    outlet: str | None,
    known: Known | None = None,
) -> tuple[Cast, list[Entity | None]]:
    """The cast of an article and the speaker of each draft, in order; None where nobody is known.

    That is `resolve`, with the outlet for what it asks and with the handles of posts. `known` are those who were named
    in the text before.
    """
    cast = cast_of(names, view.lexicon, known)
    speakers = resolve(view, drafts, cast, rankers)
    if any(draft.rule == "post" for draft in drafts):
        speakers = _by_handles(view, drafts, cast, speakers)
        _learn_handles(view, drafts, speakers)
    if not outlet or not any(draft.act == "asks" for draft in drafts):
        return cast, speakers
    asking = (known and known.asking) or Entity("organization", view.lexicon, {tuple(outlet.split()): 1})
    if known:
        known.asking = asking
    return cast, [asking if draft.act == "asks" else entity for draft, entity in zip(drafts, speakers)]


def _by_handles(
    view: View, drafts: Sequence[QuoteDraft], cast: Cast, speakers: Sequence[Entity | None]
) -> list[Entity | None]:
    """The speakers, for a post with a handle alone the one whose handle the article tells: "Ana Ruiz (@anaruiz)"."""
    told = {
        view.lower(name.last + 2): entity
        for name, entity in cast.mentions
        if view.word[name.last : name.last + 2] == ["(", "@"] and name.last + 2 < len(view.word)
    }
    return [
        told.get(view.lower(draft.source[0] + 1), entity)
        if draft.rule == "post" and draft.source and view.word[draft.source[0]] == "@"
        else entity
        for draft, entity in zip(drafts, speakers)
    ]


def _learn_handles(view: View, drafts: Sequence[QuoteDraft], speakers: Sequence[Entity | None]) -> None:
    """Take the handles of posts over as forms of the names of those who wrote them: "@anaruiz"."""
    for draft, entity in zip(drafts, speakers):
        if draft.rule != "post" or draft.source is None or entity is None:
            continue
        first, last = draft.source
        handles = [at for at in range(first, min(last + _NEAR, len(view.word) - 1)) if view.word[at] == "@"]
        if handles:
            entity.forms.setdefault((f"@{view.word[handles[0] + 1]}",), 0)
