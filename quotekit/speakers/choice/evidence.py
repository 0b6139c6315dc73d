"""What is true of everybody who may be meant by a source, as features for the ranker: where they were spoken of, who
spoke last, and who nobody is. What the words of the source tell is in `likeness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from quotekit.speakers.cast import Entity
from quotekit.speakers.choice.candidates import Candidate
from quotekit.speakers.choice.likeness import inside, itself, likeness, looks, nobody, organization, short_form
from quotekit.speakers.choice.source import Source
from quotekit.speakers.discourse import Discourse, Trace
from quotekit.speakers.mentions import Group as Together
from quotekit.text.ranking import Features, Group, Names

_FAR = 7  # sentences
_PHRASES = frozenset({"subject", "object"})
_SPOKE = 3  # speakers that are told apart
_SIZES = {"both": 2, "two": 2, "couple": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3}
"""How many a word says that there are."""


class _Here(NamedTuple):
    """What is known of a source before any candidate is looked at."""

    source: Source
    form: str
    """All descriptions alike."""
    sentence: int
    paragraph: int
    opens: bool
    """Whether it opens its paragraph."""
    said: list[Entity]
    """Who spoke last, the last one first."""
    alone: int
    """How many others there are besides what the source itself says, and nobody."""


def evidence_of(discourse: Discourse, source: Source, candidates: Sequence[Candidate]) -> list[Features]:
    """What is true of each candidate."""
    at = source.first
    said = [entity for _, entity in islice(discourse.speakers_back(), _SPOKE)]
    sentence, opens = discourse.view.sentence[at], discourse.view.paragraph_opens(at)
    form, alone = short_form(source.form), len(candidates) - 2
    here = _Here(source, form, sentence, discourse.view.paragraphs[sentence], opens, said, alone)
    nearness = _nearness(discourse, here, candidates)
    return [_row(discourse, here, one, nearness.get(one.entity, ())) for one in candidates]


def _row(discourse: Discourse, here: _Here, one: Candidate, nearness: Sequence[Group]) -> Features:
    source, entity = here.source, one.entity
    form, description = source.form, source.description
    kind = entity.kind if entity else "-"
    row: list[Group] = [(_sort, form, description.kind, description.head, one.how, kind)]
    if entity is None:
        return (*row, nobody(source, here.alone))
    if one.how == "itself":
        row.append(itself(discourse, source, entity, here.alone, one.trace is not None))
    else:
        row.append(looks(discourse, source, entity))
        if source.words:
            row.append(likeness(source, entity))
        if kind == "organization":
            row.append(organization(source, entity))
    row += nearness
    if one.how in _PHRASES and one.description:
        back = here.sentence - discourse.view.sentence[one.description.first]
        row.append((_subject, form, kind, back, one.description.head, one.how))
    if one.group is not None:
        row.append(_together(discourse, source, one.group))
    if one.how == "in it":
        row.append(inside(discourse.view, source, entity))
    return tuple(row)


def _subject(form: str, kind: str, back: int, head: str, how: str) -> Names:
    return (f"{form}: {how} {back}, {kind}", f"{form}: head {head}")


def _sort(form: str, own: str, head: str, how: str, kind: str) -> Names:
    return (f"{form}: {how} {kind}", f"{form}, {own}: {how} {kind}", f"{head}: {how} {kind}", f"{how} {kind}")


# --- Nearness ---


def _nearness(
    discourse: Discourse, here: _Here, candidates: Sequence[Candidate]
) -> dict[Entity | None, tuple[Group, Group]]:
    """Where each of those who were spoken of was, and how that stands among the others."""
    traces = [one.trace for one in candidates if one.trace]
    news = dict(zip(traces, discourse.news(traces)))
    most: dict[str, int] = {}
    for trace in traces:
        kind, often = trace.entity.kind, trace.often
        if often > most.get(kind, 0):
            most[kind] = often
    found: dict[Entity | None, tuple[Group, Group]] = {}
    ranks: dict[str, int] = {}
    for trace in sorted(traces, key=_last, reverse=True):
        entity = trace.entity
        rank, is_most = ranks.get(entity.kind, 0), trace.often == most.get(entity.kind, 0)
        ranks[entity.kind] = rank + 1
        often = trace.count.bit_length()
        turn = (_turn, here.form, entity.kind, rank, _turn_of(here, trace), news[trace], often, is_most)
        found[entity] = _place_of(discourse, here, trace), turn
    return found


_last = attrgetter("last")


def _place_of(discourse: Discourse, here: _Here, trace: Trace) -> Group:
    token = max(trace.last, 0)
    sentence = discourse.view.sentence[token]
    sentences = min(here.sentence - sentence, _FAR)
    paragraphs = min(here.paragraph - discourse.view.paragraphs[sentence], 4)
    role = "quoted" if trace.token < token else discourse.role_of(trace)
    return _place, here.form, trace.entity.kind, sentences, paragraphs, role, trace.first, here.opens


def _turn_of(here: _Here, trace: Trace) -> int:
    """How many spoke since somebody did; -1 for who never did."""
    if trace.spoke < 0:
        return -1
    return here.said.index(trace.entity) if trace.entity in here.said else _SPOKE


def _place(form: str, kind: str, sentences: int, paragraphs: int, role: str, first: bool, opens: bool) -> Names:
    near = min(sentences, 2)
    return (
        f"{form} {kind}: {sentences} sentences back",
        f"{form} {kind}: {paragraphs} paragraphs back",
        f"{form}: {sentences} sentences back",
        f"{form} {kind}: {role}, {near}",
        f"{form} {kind}: {role}, {near}, first {first}",
        f"{form} {kind}: opens {opens}, {near}, {min(paragraphs, 2)}",
    )


def _turn(form: str, kind: str, rank: int, speaker: int, new: str, often: int, top: bool) -> Names:
    rank = min(rank, 4)
    return (
        f"{form} {kind}: rank {rank}",
        f"{form} {kind}: speaker {speaker}",
        f"{form}: speaker {speaker}, rank {rank}",
        f"{form} {kind}: {new}",
        f"{form} {kind}: count {min(often, 5)}",
        f"{form} {kind}: top {top}",
    )


def _together(discourse: Discourse, source: Source, group: Together) -> Group:
    """Of people who were named together before: "the couple" is two, "the senators" were called so."""
    view, head = discourse.view, source.description.head
    back = min(view.sentence[source.first] - view.sentence[group.place[0]], 6)
    size = _SIZES.get(head) or _SIZES.get(view.word[source.first].lower())
    fits = "-" if size is None else "fits" if size == group.size else "other"
    form = source.description.kind if source.words else source.form
    return _of_group, form, head, fits, back, head in group.lead, discourse.has_spoken(group.entity)


def _of_group(form: str, head: str, fits: str, back: int, leads: bool, spoke: bool) -> Names:
    return (
        f"together {form}: size {fits}",
        f"together {form}: {back} back",
        f"together {form}: lead {leads}, spoke {spoke}",
        f"together {head}: spoke {spoke}",
    )
