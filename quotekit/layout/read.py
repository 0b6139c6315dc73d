"""All that the layout of an article tells, and the drafts of attribution beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.blocks import blocks_of, is_relayed, said_below
from quotekit.layout.dialogue import dialogue_of
from quotekit.layout.labels import named_in
from quotekit.layout.letters import letters_of
from quotekit.layout.people import judges_of, with_label_names, witnesses_of
from quotekit.layout.printed import posts_of, signed_of, standing_of, without_pull_quotes
from quotekit.layout.signatures import BY_PRINT
from quotekit.layout.turns import Turn, answered, asked_by, turns_of
from quotekit.names.name import Name
from quotekit.text.document import View

_COURT = frozenset({"court", "witness", "a"})
"""Keys of labels by which a text may be a court's transcript."""
_INITIALS = 3
"""Letters of a word in capitals that may be somebody's initials: "Bo Lind (BL)"."""


class Layout(NamedTuple):
    """What the layout of an article tells."""

    turns: Sequence[Turn] = ()
    drafts: Sequence[QuoteDraft] = ()
    """Block quotes, posts, letters and dialogue in dashes, the surest first."""
    signed: Sequence[QuoteDraft] = ()
    """Quotations in marks with a name beside them, which give way to what attribution knows a source of."""

    def named(self, view: View, names: Sequence[Name]) -> tuple[View, list[Name]]:
        """The view and the names of the article with those that its labels are."""
        if not self.turns:
            return view, list(names)
        labels = [turn.label for turn in self.turns]
        places = dict.fromkeys(label.asker for label in labels if label.asker)
        askers = [named_in(view, first, first, last) for first, last in places]
        court = [*witnesses_of(view), *judges_of(view)] if any(label.key in _COURT for label in labels) else []
        return with_label_names(view, names, [*labels, *court, *askers])

    def __bool__(self) -> bool:
        return any(self)


def read_layout(view: View, names: Sequence[Name] = (), outlet: str | None = None) -> Layout:
    """What the layout of an article tells; of most it tells nothing, and is false then.

    By its names and its outlet, where that is known, it is told who asks for the outlet.

    >>> from quotekit.text.document import look
    >>> bool(read_layout(look("“It rained,” she said.\\nNote: it still does.")))
    False
    """
    turns = answered(view, turns_of(view), names)
    if turns:
        turns = asked_by(view, turns, _outlets(turns, names) | {(outlet or "").lower().removeprefix("the ")})
    by_place = {name.first: name for name in names}
    blocks = [*blocks_of(view, by_place), *said_below(view)]
    drafts = [*blocks, *posts_of(view), *letters_of(view, by_place), *dialogue_of(view)]
    return Layout(turns, drafts, [*signed_of(view, by_place)])


def _outlets(turns: Sequence[Turn], names: Iterable[Name]) -> set[str]:
    """The organizations that an article names elsewhere than in its labels, in small letters."""
    places = {turn.label.name[0] for turn in turns}
    found = (name for name in names if name.kind == "organization" and name.first not in places)
    return {" ".join(name.words).lower() for name in found if len(name.words) > 1 or len(name.words[0]) > _INITIALS}


def with_layout(view: View, drafts: Sequence[QuoteDraft], layout: Layout) -> list[QuoteDraft]:
    """The drafts of an article in order, those of its layout among them instead of what was found in their places."""
    drafts = [*drafts, *standing_of(view, drafts)]
    if layout:
        drafts = _instead(view, drafts, layout)
    return without_pull_quotes(view, sorted(drafts, key=attrgetter("start")))


def _instead(view: View, drafts: Sequence[QuoteDraft], layout: Layout) -> list[QuoteDraft]:
    own = [_of_turn(turn) for turn in layout.turns]
    taken = {at for turn in layout.turns for at in range(turn.label.first, turn.end)}
    relayed = set[int]()
    sourced = _sourced(view, drafts) if layout.signed else set()
    signed = [draft for draft in layout.signed if sourced.isdisjoint(draft.tokens)]
    for draft in (*layout.drafts, *signed):
        if taken.isdisjoint(places := _places(draft)):
            own.append(draft)
            taken |= places
            relayed |= places if is_relayed(view, draft) else set()
    taken -= relayed
    return [*own, *(draft for draft in drafts if taken.isdisjoint(_places(draft)))]


def _sourced(view: View, drafts: Sequence[QuoteDraft]) -> set[int]:
    """The tokens of what is said with a source in its own paragraph, so that a name below is of another."""
    return {
        at
        for draft in drafts
        if draft.source is not None
        for at in draft.tokens
        if view.paragraph(at) == view.paragraph(draft.source[0])
    }


def _places(draft: QuoteDraft) -> set[int]:
    return {at for piece in (*draft.content, *filter(None, (draft.cue, draft.source))) for at in range(*piece)}


def _of_turn(turn: Turn) -> QuoteDraft:
    label = turn.label
    return QuoteDraft(
        content=turn.content,
        rule="turn",
        source=(label.first, label.last) if label.first < label.last else None,
        act="asks" if label.kind == "question" and not label.asker else "statement",
        confidence=BY_PRINT,
        label=label.kind,
        named=label.asker,
    )
