"""Sheets of speakers: who is in a text, what a phrase tells of whom it means, and how the rankers choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readings_of import drafts_of, found_in, text_of, told
from sheets_attribution import imagined

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.records import Article
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.choice.meant import meant_by
from quotekit.speakers.choice.named import leading_person, named_behind_kind, named_behind_office, plain_name
from quotekit.speakers.choice.resolve import walk
from quotekit.speakers.choice.source import introduced, source_of
from quotekit.speakers.choice.turns import nobody_speaks
from quotekit.speakers.descriptions import Description
from quotekit.speakers.discourse import Discourse, role_in_clause
from quotekit.speakers.documents import kind_of
from quotekit.speakers.genders import gender_told
from quotekit.speakers.mentions import groups_in, mention_of
from quotekit.speakers.people.roster import people_of
from quotekit.speakers.relays import relays
from quotekit.text.document import View
from quotekit.text.lexicon import CUE
from quotekit.text.phrases import Range, after, before
from quotekit.text.ranking import Features, crossed


def _of(entity: Entity | None) -> str:
    return f"{entity.name} ({entity.kind})" if entity else "nobody"


def _entity(entity: Entity) -> str:
    forms = ", ".join(f"{' '.join(form)} {count}" for form, count in entity.forms.items())
    flags = " ".join(flag for flag in ("titled", "sure", "well_named") if getattr(entity, flag))
    roles, words = "; ".join(entity.roles), " ".join(sorted(entity.role_words))
    return (
        f"{_of(entity)}: forms {forms}; {entity.gender}{entity.by_title} heard {entity.heard} {flags}; "
        f"roles {roles}; words {words}; places {' '.join(map(str, entity.places))}"
    )


def _description(one: Description) -> str:
    flags = " ".join(flag for flag in ("is_new", "is_definite") if getattr(one, flag))
    return f"{one.kind} {one.head!r} role {one.role!r} {one.gender} {flags} words {len(one.words)} as {one.text!r}"


_LONGEST = 14
"""Tokens in front of a cue that are taken for its source."""


def _before_cues(view: View) -> Iterator[Range]:
    """The beginning of each sentence up to each of its cues."""
    return ((view.bounds[view.sentence[at]][0], at) for at, bits in enumerate(view.bits) if bits & CUE)


def source_lines(name: str) -> Iterator[str]:
    """For each noun phrase what it tells of whom it means, as if it were a source."""
    found = found_in(name)
    view, cast = found.view, cast_of(found.names, found.view.lexicon)
    places = {after(view, at) for at in range(len(view.word))}
    places |= {before(view, at, view.bounds[view.sentence[at]][0]) for at, bits in enumerate(view.bits) if bits & CUE}
    places |= {(begin, cue) for begin, cue in _before_cues(view) if 1 < cue - begin < _LONGEST}
    places |= {(first, second[1]) for first, second in ((p[0], after(view, p[1] + 1)) for p in places if p) if second}
    for first, last in sorted(place for place in places if place):
        source = source_of(view, cast, first, last)
        yield f"{first}-{last} {told(view, (first, last))}"
        own = ", ".join(
            f"{entity.name}{'' if (name, entity) in source.own else ' (not own)'}" for name, entity in source.named
        )
        ends = (
            ""
            if (source.first, source.last) == (first, last)
            else f", cut to {told(view, (source.first, source.last))}"
        )
        yield f"  {source.form}{ends}; {_description(source.description)}"
        yield f"  {' '.join(sorted(source.words))}; {source.age}; {own}"
        direct = {
            "introduced": introduced(view, source).text,
            "plain": _of(plain_name(view, source.named, first, last)),
            "leading": _of(leading_person(view, source)),
            "office": _of(named_behind_office(view, source)),
            "kind": _of(named_behind_kind(view, source)),
        }
        given = [
            f"{what} {value}" for what, value in direct.items() if value not in ("nobody", source.description.text)
        ]
        mention = mention_of(view, (first, last), cast)
        yield f"  {mention.kind} {mention.name or ''}; {'; '.join(given)}"


def speaker_lines(name: str) -> Iterator[str]:
    """The cast with all that is known of each, groups, the roles of names; then who speaks, and as whom."""
    found = found_in(name)
    view, cast = found.view, cast_of(found.names, found.view.lexicon)
    for one, entity in cast.mentions:
        yield f"{one.first} {' '.join(one.words)}: {_of(entity)}, {role_in_clause(view, one)}"
    for group in groups_in(view, cast):
        lead, words = (" ".join(sorted(some)) for some in (group.lead, group.entity.role_words))
        yield f"together: {group.entity.name} at {group.place}, {group.size}, lead {lead}; {words}"
    discourse = Discourse(view, cast, Model.shipped().rankers)
    yield f"they: {_of(discourse.they)}"
    speakers = walk(discourse, drafts_of(found))
    for draft, speaker in zip(drafts_of(found), speakers, strict=True):
        yield f"{told(view, draft.source)} at {draft.start}: {_of(speaker)}"
    yield from (f"meant {at}: {_of(entity)}" for at, entity in sorted(discourse.meant.items()))
    for entity in dict.fromkeys([*cast.entities, *filter(None, speakers)]):
        yield _entity(entity)
        yield f"  told as {kind_of(entity, entity.name)} {gender_told(entity, entity.name)}"
    for place in sorted({after(view, at) or (0, 0) for at in range(len(view.word))} - {(0, 0)}):
        yield f"meant by {told(view, place)}: {_of(meant_by(discourse, *place))}"
    yield from _records(name)


def _records(name: str) -> Iterator[str]:
    analysis = analyze(Article(text_of(name), title="Dam", outlet="The Packet"), headlines=True)
    for quote in analysis.quotes:
        speaker = analysis.speaker_of(quote)
        content = analysis.articles[0].told_in(quote)[:40]
        yield f"{quote.act} {quote.kind} {speaker and speaker.name} via {quote.via}: {content!r}"
    for speaker in analysis.speakers:
        mentions = " ".join(f"{one.kind}:{one.name}" for one in speaker.mentions)
        forms, roles = ", ".join(speaker.aliases), " | ".join(speaker.roles)
        yield f"{speaker.name} {speaker.kind} {speaker.gender}; {forms}; {roles}; {mentions}"
    for person in people_of(analysis):
        yield str(person)[:2000]


def choice_lines(name: str) -> Iterator[str]:
    """Each choice of a ranker on the walk through a text: all candidates with what is true of them."""
    found = found_in(name)
    view, cast = found.view, cast_of(found.names, found.view.lexicon)
    discourse = Discourse(view, cast, Model.shipped().rankers)
    asked: list[str] = []
    best = discourse.choose

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        index = best(task, rows, entities)
        asked.append(f"{task} at {discourse.at} {view.word[discourse.at]}: {_of(entities[index])}")
        asked.extend(f"  {_of(entity)}: {_features(row)}" for row, entity in zip(rows, entities, strict=True))
        return index

    discourse.choose = choose
    walk(discourse, drafts_of(found))
    yield from asked


def turn_lines(name: str) -> Iterator[str]:
    """Who speaks where the sources of drafts are left out, or are others; and whether nobody does."""
    found = found_in(name)
    drafts = drafts_of(found)
    marks = [QuoteDraft(((pair.first, pair.last),), "labelled") for pair in found.view.pairs]
    every = sorted(marks + [draft for draft in drafts if draft.kind == "indirect"], key=lambda one: one.start)
    sorts = {
        "no source": [draft._replace(source=None) for draft in drafts],
        "each second source": [
            draft._replace(source=draft.source if n % 2 else None) for n, draft in enumerate(drafts)
        ],
        "each third source": [draft._replace(source=None if n % 3 else draft.source) for n, draft in enumerate(drafts)],
        "marks": every,
        "each fourth in no marks": [
            draft._replace(kind="indirect", cue=None, source=None) if n % 4 == 3 else draft
            for n, draft in enumerate(drafts)
        ],
        "answers": [draft._replace(source=None, label="answer") for draft in marks],
        "speakers": [draft._replace(source=before(found.view, draft.start, 0), label="speaker") for draft in marks],
        "names": [draft._replace(source=after(found.view, draft.content[-1][1] + 1), label="name") for draft in marks],
        "questions": [draft._replace(named=after(found.view, draft.start), label="question") for draft in marks],
        "others": [draft._replace(source=after(found.view, draft.content[-1][1])) for draft in drafts],
    }
    for sort, some in sorts.items():
        cast = cast_of(found.names, found.view.lexicon)
        discourse = Discourse(found.view, cast, Model.shipped().rankers)
        speakers = walk(discourse, some)
        via = relays(found.view, some, speakers, cast)
        for draft, speaker, relay in zip(some, speakers, via, strict=True):
            nobody = "nobody speaks" * nobody_speaks(found.view, draft)
            who = f"{_of(speaker)} {_of(relay) if relay else ''} {nobody}"
            yield f"{sort} {draft.start}, {told(found.view, draft.source)}: {who}"
        heard = {f"{one.name} {one.gender} {one.heard}" for one in cast.entities if one.heard}
        yield f"{sort}, heard: {', '.join(sorted(heard))}"
    told_of: list[str] = []
    for draft in imagined(found.view):
        nobodies = [nobody_speaks(found.view, one) for one in (draft, draft._replace(source=None))]
        if any(nobodies):
            told_of.append(f"{told(found.view, draft.source)}, {told(found.view, draft.cue)}: {nobodies}")
    yield from dict.fromkeys(told_of)


def _features(row: Features) -> str:
    """What is true of a candidate, without what is true of two things at once, which is counted."""
    own = [", ".join(name(*told)) for name, *told in row if name is not crossed]
    both = sum(len(name(*told)) for name, *told in row if name is crossed)
    return f"{' + '.join(own)} & {both}"
