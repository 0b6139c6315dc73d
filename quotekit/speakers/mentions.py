"""Whom a source names, who relays what it says, and the records that are made of it: mentions and speakers.

"Reuters said the minister had promised to resign": what the minister promised comes by way of Reuters. So does what is
"quoted as saying", or has an outlet's name at the end of its sentence ("the minister said, Reuters reported").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.records import Mention, MentionKind, Span, Speaker
from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.discourse import POSSESSIVES
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, CUE, DETERMINER, ORGANIZATION, PREPOSITION, PRONOUN, ROLE, TITLE
from quotekit.text.names import Name
from quotekit.text.phrases import Range, before
from quotekit.text.roles import HONORIFICS

_BEHIND_NAME = frozenset({"of", "and", "in", "from", "at", "who"})

_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_REPORTED = frozenset({"reported", "reports", "said", "says", "wrote", "writes"})
_BACK = 8
"""Outer pieces that are looked back on; speech is not nested deeper."""
_FAR = 12
"""Tokens between a verb and the name of who relays it."""

Named = tuple[Name, Entity]


def own_names(view: View, cast: Cast, first: int, last: int) -> list[Named]:
    """The names in a source that are the speaker's own, not those of others mentioned in it."""
    return [(name, entity) for name, entity in cast.at(first, last) if _heads(view, name, first, last)]


def _heads(view: View, name: Name, first: int, last: int) -> bool:
    """Whether a name in a source is the speaker's own, not one mentioned in it ("a spokesman for Ms. Reyes")."""
    following = view.word[name.last] if name.last < last else ""
    if following in POSSESSIVES:
        return name.last + 1 == last  # "Reyes’s" of "Reyes’s claim"
    if following == "/":  # "a CNN/ORC poll"
        return False
    is_cut_off = following.endswith("ing") and name.last + 1 == last and name.kind == "person"  # "with Bell causing"
    if following.islower() and following not in _BEHIND_NAME and not following.endswith("self") and not is_cut_off:
        return False
    start = _office_start(view, name.first, first)
    left = view.bits[start - 1] if start > first else 0
    if left & PREPOSITION:
        return False
    if left & DETERMINER and not left & CAPITAL:
        if name.kind == "person":
            return following in ("", ",")
        return start - 1 == first or view.word[start - 2] == ","  # not "campaigners to leave the Union"
    return True


def _office_start(view: View, at: int, floor: int) -> int:
    """Where the capitalized words in front of a name begin: "Secretary of State" in "Secretary of State Ana Ruiz"."""
    start = at
    while start > floor:
        linked = view.word[start - 1] in ("of", "for", "and") and floor < start - 1 and start < at
        if linked and view.bits[start - 2] & (TITLE | ROLE | ORGANIZATION) and view.word[start] not in HONORIFICS:
            start -= 2
        elif view.bits[start - 1] & CAPITAL or view.word[start - 1] == ".":
            start -= 1
        else:
            break
    return start


def are_joined(view: View, people: list[Named]) -> bool:
    """Whether the first two of the names are two speakers who say one thing: "Ana Reyes and Tom Bell"."""
    first, second = people[0][0], people[1][0]
    if people[0][1].kind != people[1][1].kind:  # "Joe Bell, president and CEO of Norrland Bank"
        return False
    between = range(first.last, second.first)
    return any(view.word[i] == "and" for i in between) and not any(view.bits[i] & DETERMINER for i in between)


def mention_of(view: View, source: Range, cast: Cast) -> Mention:
    """A source as a mention: a name, a pronoun or a description."""
    first, last = source
    span = Span(int(view.table.start[first]), int(view.table.end[last - 1]))
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Mention(span, "pronoun")
    named = own_names(view, cast, first, last)
    kind: MentionKind = "name" if named else "nominal"
    return Mention(span, kind, " ".join(named[0][0].words) if named else None)


def speaker(entity: Entity, identity: str, mentions: tuple[Mention, ...]) -> Speaker:
    """The record of an entity under an id, with the mentions that are sources of quotes."""
    name = entity.name
    aliases = {" ".join(form) for form in entity.forms} - {name}
    gender = None if entity.gender == "-" else entity.gender
    roles = tuple(_ranked(entity.roles))
    return Speaker(identity, name, entity.kind, tuple(sorted(aliases)), roles, mentions, gender)


def _ranked(roles: dict[str, None]) -> list[str]:
    """Roles with the most informative first: the first that says more than a bare title, not overlong."""
    return sorted(roles, key=lambda role: not 2 <= len(role.split()) <= 8)


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
    >>> analysis = analyze("Vera Hale was quoted by Reuters as saying the law was “unfit”.")
    >>> [(analysis.speaker_of(quote).name, quote.via) for quote in analysis.quotes]
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
    at = next((at for at in range(*draft.cue) if view.word[at].lower() in _QUOTED), None)
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
    told = words[:2] == ["according", "to"] or words[:3] == ["as", "reported", "by"] or words[-1] in _REPORTED
    cues = sum(bool(view.bits[i] & CUE) for i in range(at, end))
    return _named(cast, (at + 1, end), "organization") if told and cues == 1 else None


def _named(cast: Cast, words: Range, kind: str | None = None) -> Entity | None:
    """Whom the first name in a range of tokens means."""
    return next((entity for _, entity in cast.at(*words) if kind in (None, entity.kind)), None)
