"""Whom a label means: "REYES" the host whom an earlier one names in full, "A" whoever is interviewed."""

from __future__ import annotations

from collections import Counter

from quotekit.attribution.drafts import QuoteDraft
from quotekit.speakers.cast import Entity
from quotekit.speakers.descriptions import describe
from quotekit.speakers.discourse import Discourse
from quotekit.text.lexicon import DETERMINER, WORD

_WITH = frozenset({"with", "to", "joined", "by", "asked", "interviewed", "interviews", "asks"})
"""What stands in front of who is interviewed: "spoke to", "an interview with"."""
_ASKED = 3
"""Mentions that one behind such a word is worth."""


def speaker_of_label(discourse: Discourse, draft: QuoteDraft) -> Entity | None:
    """Whom the label means that is the source of a draft; None where the article does not tell who asks or answers."""
    if draft.label == "question" or draft.source is None:
        return None
    if draft.label == "answer":
        return interviewee(discourse, draft.start)
    named = discourse.cast.at(*draft.source)
    people = [entity for _, entity in named if entity.kind == "person"] or [entity for _, entity in named]
    return people[0] if people else _with_initials(discourse, draft) or _described(discourse, *draft.source)


def interviewee(discourse: Discourse, at: int) -> Entity | None:
    """Whom an introduction names most of all in front of a token; who "spoke to" stands before counts more.

    Where the introduction names nobody, whoever is named first in all of the article.
    """
    view, cast = discourse.view, discourse.cast
    names = [(name, entity) for name, entity in cast.mentions if name.first < at and entity.kind == "person"]
    counts = Counter[Entity]()
    for name, entity in names:
        asked = any(view.lower(place) in _WITH for place in range(max(name.first - 3, 0), name.first))
        counts[entity] += _ASKED if asked else 1
    if counts:
        return max(counts, key=lambda entity: (counts[entity], -entity.places[0][0]))
    return None


def _with_initials(discourse: Discourse, draft: QuoteDraft) -> Entity | None:
    """Whose initials a label is: "JB" of Julia Belluz."""
    word = discourse.view.word[draft.source[0]] if draft.source else ""
    found = [one for one in discourse.cast.entities if one.kind == "person" and _initials(one.name) == word]
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
