"""Who may be meant by a source: the people, organizations and groups of the article, what the source itself says, and
nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from quotekit.speakers.cast import PRESS, Entity, sort_of
from quotekit.speakers.choice.likeness import LIKE_ROLES
from quotekit.speakers.choice.source import Source, introduced, is_demonym
from quotekit.speakers.descriptions import Description, describe, has_other_figures
from quotekit.speakers.discourse import Discourse, Trace
from quotekit.speakers.mentions import Group, own_names
from quotekit.text.lexicon import PRONOUN
from quotekit.text.phrases import after, opens_phrase

_RECENT = 5  # with 12 as many are right (wrong 725 of 5,648 in both)
_KEPT = 4  # of those who have the role or the word, and of speakers
_NAMESAKES = 8
_BACK = 80  # tokens: keeps the search in a sentence without end bounded
_SENTENCES = 3  # whose first phrase may be meant
_PRONOUNS_ONLY = frozenset("it they which who that we i you he she him her them himself herself".split())
"""Pronouns that tell nothing by themselves: who is meant is somebody else or nobody, and not "it"."""
_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_NO_PERSON = _PLURAL | {"it", "which"}
_NEW = frozenset({"bare", "indefinite"})
"""Forms of sources that mean nobody spoken of before."""
_FIRMS = frozenset({PRESS, sort_of("company"), sort_of("ministry")})
"""What nouns stand for that mean no person."""
_BARRED = {
    (False, False): frozenset[str](),
    (False, True): frozenset({"organization"}),
    (True, False): frozenset({"person"}),
    (True, True): frozenset({"person", "organization"}),
}
"""Kinds that are not meant: by a form for no person, by a description of one."""


class Candidate(NamedTuple):
    """Somebody who may be meant."""

    entity: Entity | None
    """None for nobody."""
    how: str
    """`spoken of`, `in it`, `subject`, `object`, `together`, `itself` or `nobody`."""
    trace: Trace | None = None
    description: Description | None = None
    """By which it would come in."""
    group: Group | None = None
    """Where its people were named together last."""


def candidates_for(discourse: Discourse, source: Source) -> list[Candidate]:
    """Everybody who may be meant, each once; last what the source itself says, and nobody."""
    found: dict[Entity, Candidate] = {}
    for one, entity in _in_phrases(discourse, source):
        if entity not in found and not _is_other(source, one, entity):
            found[entity] = one
    if source.form not in _NEW:
        traces, barred = discourse.traces, _barred(source)
        is_firm = source.form == "definite" and sort_of(source.description.head) in _FIRMS
        for entity in _spoken_of(discourse, source):
            if entity in found or entity.kind in barred or _is_another(source, entity):
                continue
            if not is_firm or not _is_no_firm(entity):
                found[entity] = Candidate(entity, "spoken of", traces.get(entity))
        for group in discourse.groups_back(source.first, source.description.head):
            found.setdefault(group.entity, Candidate(group.entity, "together", traces.get(group.entity), group=group))
    if source.form not in _PRONOUNS_ONLY:
        owner = discourse.meant.get(source.first) if source.last - source.first > 1 else None
        known = None if owner else discourse.descriptions.known(source.description)
        description = source.description if known or owner else introduced(discourse.view, source)
        itself = known or discourse.descriptions.drawn(description, owner)
        found.pop(itself, None)
        found[itself] = Candidate(itself, "itself", discourse.traces.get(itself), description)
    return [*found.values(), Candidate(None, "nobody")]


def _in_phrases(discourse: Discourse, source: Source) -> Iterator[tuple[Candidate, Entity]]:
    """Those whom the source names, and whom the phrases before it mean."""
    for _, entity in source.named:
        yield Candidate(entity, "in it", discourse.traces.get(entity)), entity
    if source.form not in _NEW:
        for description, entity in _subjects(discourse, source.first):
            if description.head != source.description.head:  # not "The company fell. The company said"
                yield Candidate(entity, "subject", discourse.traces.get(entity), description), entity
    if source.form == "they":
        for description, entity in _objects(discourse, source.first):
            yield Candidate(entity, "object", discourse.traces.get(entity), description), entity


def _spoken_of(discourse: Discourse, source: Source) -> Iterator[Entity]:
    """Those who were spoken of last, who spoke last, who have the role, and whom the noun may stand for."""
    head, role = source.description.head, source.description.role
    yield from islice(reversed(discourse.traces), _RECENT)
    for _, entity in islice(discourse.speakers_back(), _KEPT):
        yield entity
    for word in (role, *LIKE_ROLES.get(role, ())):
        for entity in discourse.cast.roles.get(word, ())[:_NAMESAKES]:
            if entity in discourse.traces:
                yield entity
    yield from discourse.cast.organizations.called(head, source.first)
    yield from discourse.descriptions.organizations.called(head, source.first)


def _barred(source: Source) -> frozenset[str]:
    """The kinds of those spoken of that cannot be meant: one person by "they" or "it", an agency by "the minister"."""
    of_person = source.description.kind == "unnamed" and bool(source.description.role)
    return _BARRED[source.form in _NO_PERSON, of_person]


def _is_no_firm(entity: Entity) -> bool:
    """Whether it is plain that a name is a person's or of a country: no "company" and no "board"."""
    if is_demonym(entity.naming().longest, entity.lexicon):
        return True
    return entity.kind == "person" and (entity.titled or (entity.gender != "-" and entity.well_named))


def _is_another(source: Source, entity: Entity) -> bool:
    """Whether somebody unnamed is called otherwise: an old bishop is not "the minister".

    Nor is a poll of one day that of another: "the May 5 poll".
    """
    if entity.kind != "person" and has_other_figures(source.words, entity):
        return True
    return entity.kind == "unnamed" and bool(source.words) and source.description.head not in entity.naming().words


def _is_other(source: Source, one: Candidate, entity: Entity) -> bool:
    """Whether somebody in a phrase cannot be meant: one person by "they", Ana Reyes by "a spokesman for Ms. Reyes"."""
    if entity.kind != "person":
        return one.how == "subject" and _is_another(source, entity)
    in_it = one.how == "in it" and all(own is not entity for _, own in source.own)
    return source.form in _NO_PERSON or in_it


def _objects(discourse: Discourse, at: int) -> Iterator[tuple[Description, Entity]]:
    """The groups described anywhere in this sentence and the one before it: "She met commentators, who said they"."""
    view = discourse.view
    place = max(view.bounds[max(view.sentence[at] - 1, 0)][0], at - _BACK)
    while place < at:
        found = after(view, place) if opens_phrase(view, place) else None
        if found and found[1] <= at and not view.bits[place] & PRONOUN and not own_names(view, discourse.cast, *found):
            description = describe(view, *found)
            if description.kind == "group":
                known = discourse.descriptions.known(description)
                yield description, known or discourse.descriptions.drawn(description)
        place = max(place + 1, found[1] if found else 0)


def _subjects(discourse: Discourse, at: int) -> Iterator[tuple[Description, Entity]]:
    """The phrases at the head of this sentence and of those before it that are no names: "The ministry" for "it"."""
    view = discourse.view
    here = view.sentence[at]
    for sentence in range(here, max(here - _SENTENCES, -1), -1):
        first = view.bounds[sentence][0]
        found = after(view, first) if view.pair[first] < 0 and first < at else None
        if not found or found[1] > at or view.bits[found[0]] & PRONOUN:
            continue
        if own_names(view, discourse.cast, *found):
            continue
        description = describe(view, *found)
        known = discourse.descriptions.known(description)
        yield description, known or discourse.descriptions.drawn(description)
