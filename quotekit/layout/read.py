"""All that the layout of an article tells, and the drafts of attribution beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.layout.labels import Label
from quotekit.layout.turns import Turn, asked_by, turns_of
from quotekit.names.name import Name
from quotekit.text.document import View

BY_PRINT = 0.9
"""Confidence of what print alone shows, set by hand: the gold of the fits has next to none of it."""


class Layout(NamedTuple):
    """What the layout of an article tells."""

    turns: Sequence[Turn]

    @property
    def labels(self) -> Iterator[Label]:
        """The labels of its turns, in order."""
        return (turn.label for turn in self.turns)

    def __bool__(self) -> bool:
        return bool(self.turns)


def read_layout(view: View, names: Iterable[Name] = (), outlet: str | None = None) -> Layout:
    """What the layout of an article tells; of most it tells nothing, and is false then.

    By its names and its outlet, where that is known, it is told who asks for the outlet.

    >>> from quotekit.text.document import look
    >>> bool(read_layout(look("“It rained,” she said.\\nNote: it still does.")))
    False
    """
    turns = turns_of(view)
    if turns:
        places = {turn.label.name[0] for turn in turns}
        named = (name for name in names if name.kind == "organization" and name.first not in places)
        outlets = {" ".join(name.words).lower() for name in named}
        turns = asked_by(view, turns, outlets | {(outlet or "").lower().removeprefix("the ")})
    return Layout(turns)


def with_layout(view: View, drafts: Sequence[QuoteDraft], layout: Layout) -> list[QuoteDraft]:
    """The drafts of an article in order, those of its layout among them instead of what was found in their places."""
    own = [_of_turn(turn) for turn in layout.turns]
    taken = {at for turn in layout.turns for at in range(turn.label.first, turn.end)}
    kept = [draft for draft in drafts if taken.isdisjoint(_places(draft))]
    return sorted([*kept, *own], key=attrgetter("start"))


def _places(draft: QuoteDraft) -> Iterable[int]:
    return (at for piece in (*draft.content, *filter(None, (draft.cue, draft.source))) for at in range(*piece))


def _of_turn(turn: Turn) -> QuoteDraft:
    label = turn.label
    return QuoteDraft(
        content=turn.content,
        rule="turn",
        source=(label.first, label.last) if label.first < label.last else None,
        act="asks" if label.kind == "question" else "statement",
        confidence=BY_PRINT,
        label=label.kind,
    )
