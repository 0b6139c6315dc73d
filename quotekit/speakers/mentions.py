"""Whom a source names, and the records that are made of it: mentions and speakers."""

from __future__ import annotations

from quotekit.records import Mention, MentionKind, Span, Speaker
from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.discourse import POSSESSIVES
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, PREPOSITION, PRONOUN
from quotekit.text.names import Name
from quotekit.text.phrases import Range

_BEHIND_NAME = frozenset({"of", "and", "in", "from", "at", "who"})

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
    start = name.first
    while start > first and (view.bits[start - 1] & CAPITAL or view.word[start - 1] == "."):
        start -= 1
    left = view.bits[start - 1] if start > first else 0
    if left & PREPOSITION:
        return False
    if left & DETERMINER and not left & CAPITAL:
        if name.kind == "person":
            return following in ("", ",")
        return start - 1 == first or view.word[start - 2] == ","  # not "campaigners to leave the Union"
    return True


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
