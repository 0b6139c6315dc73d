"""Whom a label means: "REYES" the host whom an earlier one names in full, "A" whoever is interviewed."""

from __future__ import annotations

from collections import Counter

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.names.name import Name
from quotekit.speakers.cast import Entity
from quotekit.speakers.descriptions import describe
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View
from quotekit.text.lexicon import DETERMINER, ROLE, WORD
from quotekit.text.phrases import Range

_BEFORE = frozenset("with to joined by asked interviewed interviews asks interviewing meets met".split())
"""What stands in front of who is interviewed: "spoke to", "an interview with"."""
_BEHIND = frozenset(
    "tells told talks talked speaks spoke discusses discussed answers answered joins joined explains sat sits".split()
)
"""What stands behind: "Nick Orr tells the Courier"."""
_SWORN = frozenset("sworn testified testifies testifying witness recalled".split())
"""What stands behind a witness's name."""
_SWORN_NEAR = 14
_JUDGES = frozenset({"judge", "justice", "honorable", "honourable"})
_OFFICES = {"chair": ("chair", "chairman", "chairwoman"), "host": ("host", "presenter")}
"""Roles of who is meant by an office in a label; any other is its own."""
_NEAR = 4
"""Tokens between such a word and the name, a role among them."""

_INTRODUCED = 200
"""Names of an introduction that are looked at."""


def speaker_of_label(discourse: Discourse, draft: QuoteDraft) -> Entity | None:
    """Whom the label of a draft means; None where the article does not tell who asks or answers."""
    if draft.label == "answer":
        return _witness(discourse, draft.start) or interviewee(discourse, discourse.turns_at)
    place = draft.named or draft.source
    if place is None:
        return None
    named = discourse.cast.at(*place)
    if draft.label == "question" and not draft.named:
        return named[0][1] if named and named[0][1].kind == "organization" else None  # "The Packet: Why?"
    people = [entity for _, entity in named if entity.kind == "person"] or [entity for _, entity in named]
    if people:
        return people[0]
    return _with_initials(discourse, place) or _in_office(discourse, *place) or _described(discourse, *place)


def _witness(discourse: Discourse, at: int) -> Entity | None:
    """The last person before a token of whom it is said that they testify: "PETRA SOLANO, having been sworn"."""
    view = discourse.view
    for name, entity in reversed(discourse.cast.before(at, _INTRODUCED)):
        behind = range(name.last, min(name.last + _SWORN_NEAR, view.bounds[view.sentence[name.first]][1]))
        if (
            entity.kind == "person"
            and any(view.lower(place) in _SWORN for place in behind)
            and view.pair[name.first] < 0
        ):
            return entity
    return None


def _in_office(discourse: Discourse, first: int, last: int) -> Entity | None:
    """The one person of an article who holds the office that a label names: "THE COURT" is Judge Vell."""
    view = discourse.view
    word = next((view.lower(at) for at in range(last - 1, first - 1, -1) if view.bits[at] & WORD), "")
    if word == "witness":
        return _witness(discourse, first) or _witness(discourse, len(view.word))
    if word in ("court", "judge"):
        behind = (
            one for name, one in discourse.cast.mentions[:_INTRODUCED] if view.lower(max(name.first - 1, 0)) in _JUDGES
        )
        judges = dict.fromkeys(one for one in behind if one.kind == "person")
        return next(iter(judges)) if len(judges) == 1 else None
    words = [view.lower(at) for at in range(first, last) if view.lexicon.properties(view.lower(at)) & ROLE]
    roles = _OFFICES.get(word) or words[:1] or (word,)
    found = dict.fromkeys(one for role in roles for one in discourse.cast.roles.get(role, ()))
    return next(iter(found)) if len(found) == 1 else None


def interviewee(discourse: Discourse, begin: int) -> Entity | None:
    """Whom an introduction in front of a token says to be interviewed, else names most; None where it names nobody."""
    named, asked = Counter[Entity](), Counter[Entity]()
    for name, entity in discourse.cast.before(begin, _INTRODUCED):
        if entity.kind == "person" or len(name.words) > 1:  # a rare name may be taken for that of a firm
            named[entity] += 1
            asked[entity] += _is_asked(discourse.view, name)
    return max(
        named,
        key=lambda one: (asked[one] > 0, one.kind == "person", named[one], asked[one]),
        default=None,
    )


def _is_asked(view: View, name: Name) -> bool:
    """Whether the words beside a name say that it is who is interviewed."""
    before = range(max(name.first - _NEAR, view.bounds[view.sentence[name.first]][0]), name.first)
    behind = range(name.last, min(name.last + _NEAR, view.bounds[view.sentence[name.first]][1]))
    return any(view.lower(at) in _BEFORE for at in before) or any(view.lower(at) in _BEHIND for at in behind)


def _with_initials(discourse: Discourse, place: Range) -> Entity | None:
    """Whose initials a label is: "JB" of Julia Belluz."""
    word = discourse.view.word[place[0]]
    entities = discourse.cast.entities[:_INTRODUCED]
    found = [one for one in entities if one.kind == "person" and _initials(one.name) == word]
    return found[0] if len(found) == 1 else None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _described(discourse: Discourse, first: int, last: int) -> Entity:
    """Somebody known by the words of a label alone: the witness."""
    view = discourse.view
    while last - first > 1 and (view.bits[first] & DETERMINER or view.lower(first) == "the"):
        first += 1
    while last - first > 1 and not view.bits[last - 1] & WORD:
        last -= 1
    description = describe(view, first, last)
    text = " ".join(view.text(first, last).split())
    calm = description._replace(text=text.lower() if text.isupper() else text, kind="unnamed")
    return discourse.descriptions.add(calm, discourse.descriptions.drawn(calm))
