"""What is true of everybody who may be meant by a source, as features for the ranker: where they were spoken of, who
spoke last, and who nobody is. What the words of the source tell is in `likeness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from quotekit.speakers.cast import Entity
from quotekit.speakers.choice.candidates import Candidate, Source
from quotekit.speakers.choice.likeness import MOST, inside, itself, likeness, looks, nobody, short_form
from quotekit.speakers.discourse import Discourse
from quotekit.speakers.mentions import Group as Together
from quotekit.text.ranking import Features, Group

_FAR = 7  # sentences
_SPOKE = 3  # speakers that are told apart
_SIZES = {"both": 2, "two": 2, "couple": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3}
"""How many a word says that there are."""


class _Standing(NamedTuple):
    """How a candidate stands among the others."""

    new: str
    """Since when it is spoken of."""
    rank: int
    """How many of its kind were spoken of since."""
    is_most: bool
    """Whether none of its kind is spoken of more often."""


def evidence_of(discourse: Discourse, source: Source, candidates: Sequence[Candidate]) -> list[Features]:
    """What is true of each candidate."""
    said = [entity for _, entity in islice(discourse.speakers_back(), _SPOKE)]
    standing = _standing(discourse, candidates)
    alone = len(candidates) - 2
    return [_row(discourse, source, one, said, standing.get(one.entity), alone) for one in candidates]


def _row(
    discourse: Discourse,
    source: Source,
    one: Candidate,
    said: list[Entity],
    standing: _Standing | None,
    alone: int,
) -> Features:
    entity, head = one.entity, source.description.head
    row = [_sort(source.form, source.description.kind, head, one.how, entity.kind if entity else "-")]
    if entity is None:
        return (*row, nobody(source, alone))
    if one.how == "itself":
        row.append(itself(discourse, source, entity, alone, one.trace is not None))
    else:
        row += likeness(source, entity)
        row += looks(discourse, source, entity)
    if standing:
        row += _nearness(discourse, source, one, said, standing)
    if one.how == "subject" and one.description:
        back = discourse.view.sentence[source.first] - discourse.view.sentence[one.description.first]
        row.append(_subject(source.form, entity.kind, back, one.description.head))
    if one.group is not None:
        row.append(_together(discourse, source, one.group))
    if one.how == "in it":
        row.append(inside(discourse.view, source, entity))
    return tuple(row)


@lru_cache(MOST)
def _subject(form: str, kind: str, back: int, head: str) -> Group:
    return (f"{form}: subject {back}, {kind}", f"{form}: head {head}")


@lru_cache(MOST)
def _sort(form: str, own: str, head: str, how: str, kind: str) -> Group:
    return (f"{form}: {how} {kind}", f"{form}, {own}: {how} {kind}", f"{head}: {how} {kind}", f"{how} {kind}")


# --- Nearness ---


def _standing(discourse: Discourse, candidates: Sequence[Candidate]) -> dict[Entity | None, _Standing]:
    """How each of those who were spoken of stands among the others."""
    traced = [(one.entity, one.trace) for one in candidates if one.entity and one.trace]
    news = dict(zip((entity for entity, _ in traced), discourse.news([trace for _, trace in traced])))
    most: dict[str, int] = {}
    for entity, trace in traced:
        most[entity.kind] = max(most.get(entity.kind, 0), trace.count + len(entity.places))
    found: dict[Entity | None, _Standing] = {}
    ranks: dict[str, int] = {}
    for entity, trace in sorted(traced, key=lambda item: -item[1].last):
        rank = ranks.get(entity.kind, 0)
        ranks[entity.kind] = rank + 1
        is_most = trace.count + len(entity.places) == most[entity.kind]
        found[entity] = _Standing(news[entity], rank, is_most)
    return found


def _nearness(
    discourse: Discourse, source: Source, one: Candidate, said: list[Entity], standing: _Standing
) -> list[Group]:
    view, trace, entity = discourse.view, one.trace, one.entity
    if trace is None or entity is None:
        return []
    at, token = source.first, max(trace.last, 0)
    sentences = min(view.sentence[at] - view.sentence[token], _FAR)
    paragraphs = min(discourse.paragraph(at) - discourse.paragraph(token), 4)
    role = "quoted" if trace.token < token else trace.role
    speaker = said.index(entity) if entity in said else -1 if trace.spoke < 0 else _SPOKE
    form = short_form(source)
    often = min(trace.count.bit_length(), 5)
    return [
        _place(form, entity.kind, sentences, paragraphs, role, trace.first, view.paragraph_opens(at)),
        _turn(form, entity.kind, min(standing.rank, 4), speaker, standing.new, often, standing.is_most),
    ]


@cache
def _place(form: str, kind: str, sentences: int, paragraphs: int, role: str, first: bool, opens: bool) -> Group:
    near = min(sentences, 2)
    return (
        f"{form} {kind}: {sentences} sentences back",
        f"{form} {kind}: {paragraphs} paragraphs back",
        f"{form}: {sentences} sentences back",
        f"{form} {kind}: {role}, {near}",
        f"{form} {kind}: {role}, {near}, first {first}",
        f"{form} {kind}: opens {opens}, {near}, {min(paragraphs, 2)}",
    )


@cache
def _turn(form: str, kind: str, rank: int, speaker: int, new: str, count: int, top: bool) -> Group:
    return (
        f"{form} {kind}: rank {rank}",
        f"{form} {kind}: speaker {speaker}",
        f"{form}: speaker {speaker}, rank {rank}",
        f"{form} {kind}: {new}",
        f"{form} {kind}: count {count}",
        f"{form} {kind}: top {top}",
    )


def _together(discourse: Discourse, source: Source, group: Together) -> Group:
    """Of people who were named together before: "the couple" is two, "the senators" were called so."""
    view, head = discourse.view, source.description.head
    back = min(view.sentence[source.first] - view.sentence[group.place[0]], 6)
    size = _SIZES.get(head) or _SIZES.get(view.word[source.first].lower())
    fits = "-" if size is None else "fits" if size == group.size else "other"
    form = source.description.kind if source.words else source.form
    spoke = discourse.has_spoken(group.entity)
    return (
        f"together {form}: size {fits}",
        f"together {form}: {back} back",
        f"together {form}: lead {head in group.lead}, spoke {spoke}",
        f"together {head}: spoke {spoke}",
    )
