"""Sheets of scraps (`scraps.py`): who is in them, whom any of their phrases means, who speaks; and crowds by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from people_rows import NAMES, ROLES
from scraps import EXAMPLES, Chance, Line, Scrap, long_scraps_of, read, scraps_of
from sheets_scraps import odd_drafts
from sheets_speakers import _description, _entity, _features, _of

from quotekit.analysis import Analysis
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.stages import decide
from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.verdicts import judged
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.records import Article, Speaker
from quotekit.speakers.cast import Entity, cast_of, learn_beside
from quotekit.speakers.choice.meant import meant_by
from quotekit.speakers.choice.named import leading_person, named_behind_kind, named_behind_office, plain_name
from quotekit.speakers.choice.resolve import walk
from quotekit.speakers.choice.source import behind_dash, introduced, is_partisan, shape, source_of
from quotekit.speakers.choice.turns import nobody_speaks
from quotekit.speakers.descriptions import describe, is_new
from quotekit.speakers.discourse import Discourse, role_in_clause, votes_of
from quotekit.speakers.documents import kind_of
from quotekit.speakers.genders import gender_told
from quotekit.speakers.mentions import called_they, groups_in, mention_of, own_names
from quotekit.speakers.people.appearances import Setting
from quotekit.speakers.people.identities import identities
from quotekit.speakers.people.names import Aliases, Called
from quotekit.speakers.people.roster import people_of, speaker_rows
from quotekit.speakers.relays import relays
from quotekit.text.document import View
from quotekit.text.phrases import Range, after
from quotekit.text.ranking import Features

_RANGES = 40
"""Ranges of a scrap that are taken for sources beside its phrases."""


def lines(name: str) -> Iterator[Line]:
    """Who is in the scraps of a text, what its phrases tell, and who says drafts that are there and that are not."""
    some = read(name)[::2] if name in EXAMPLES else read(name, True)
    made = _drafts([scrap.view for scrap in some])
    for number, (scrap, drafts) in enumerate(zip(some, made)):
        chance = Chance(f"{name} {number}")
        yield from _sources(scrap, chance)
        yield from _walked(scrap, "made", drafts)
        odd = odd_drafts(scrap.view, drafts, f"speakers {name} {number}")
        labels = (None, None, None, "answer", "speaker", "name", "question")
        for kind, own in {
            "odd": odd[:: 1 + len(odd) // 30],
            "no source": [one._replace(source=None) for one in drafts],
            "labels": [one._replace(label=chance.one(labels)) for one in odd[:: 1 + len(odd) // 20]],
        }.items():
            yield from _walked(scrap, kind, own)
        yield from (("nobody: speaks", str(nobody_speaks(scrap.view, draft))) for draft in odd)
    yield from _records(scraps_of(name) if name in EXAMPLES else long_scraps_of(name))


def _drafts(views: Sequence[View]) -> list[list[QuoteDraft]]:
    model = Model.shipped()
    return judged(decide(Decided(views, label(views, model.passes)), model.decisions))


def _ranges(view: View, chance: Chance) -> list[Range]:
    """Phrases of a text, two of them with what is between, and any tokens."""
    phrases = [place for place in (after(view, at) for at in range(len(view.word))) if place]
    found = {*phrases}
    found |= {(one[0], other[1]) for one, other in pairwise(phrases) if one[1] < other[1] < one[0] + 15}
    for _ in range(_RANGES):
        first = chance.below(len(view.word))
        found.add((first, min(first + 1 + chance.below(9), len(view.word))))
    return sorted(found)


def _sources(scrap: Scrap, chance: Chance) -> Iterator[Line]:
    """What is told of each range of a text as a source, and of its cast."""
    view, cast = scrap.view, cast_of(scrap.names, scrap.view.lexicon)
    for name, entity in cast.mentions:
        yield "cast: role", f"{_of(entity)}, {role_in_clause(view, name)}"
        learn_beside(view, name, entity)
    for group in groups_in(view, cast):
        yield "cast: groups", f"{group.entity.name} {group.place} {group.size} {sorted(group.lead)}"
    yield "cast: they", _of(called_they(view, cast))
    votes = votes_of(
        view, cast, [at for at, word in enumerate(view.word) if word.lower() in ("he", "she", "his", "her")]
    )
    yield "cast: votes", str({entity.name: vote for entity, vote in votes.items()})
    for entity in cast.entities:
        yield "cast: entities", f"{_entity(entity)} {kind_of(entity, entity.name)} {gender_told(entity, entity.name)}"
    for first, last in _ranges(view, chance):
        yield "source: new", f"{is_new(view, first, last)} {is_partisan(view, first, last)}"
        described = describe(view, first, last)
        yield "source: described", f"{_description(described)} {shape(view, described)} {sorted(described.words)}"
        yield "source: own names", str([name.words for name, _ in own_names(view, cast, first, last)])
        yield "source: dash", str(behind_dash(view, cast, first, last))
        mention = mention_of(view, (first, last), cast)
        yield "source: mention", f"{mention.kind} {mention.name}"
        source = source_of(view, cast, first, last)
        yield "source: form", f"{source.first} {source.last} {source.form} {sorted(source.words)} {source.age}"
        yield "source: introduced", introduced(view, source).text
        yield "source: plain", _of(plain_name(view, source.named, first, last))
        yield "source: leading", _of(leading_person(view, source))
        yield "source: office", _of(named_behind_office(view, source))
        yield "source: kind", _of(named_behind_kind(view, source))


def _walked(scrap: Scrap, kind: str, drafts: list[QuoteDraft]) -> Iterator[Line]:
    """Who says some drafts and who relays it, what is true of all candidates, and what is learnt on the way."""
    view, cast = scrap.view, cast_of(scrap.names, scrap.view.lexicon)
    discourse = Discourse(view, cast, Model.shipped().rankers)
    best, asked = discourse.choose, []

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        index = best(task, rows, entities)
        told = [f"{_of(entity)} {_features(row)}" for row, entity in zip(rows, entities, strict=True)]
        asked.append((f"{kind}: {task}", f"{discourse.at} {_of(entities[index])} {told}"))
        return index

    discourse.choose = choose
    speakers = walk(discourse, drafts)
    yield from asked
    yield f"{kind}: speakers", str([_of(one) for one in speakers])
    yield f"{kind}: relays", str([_of(one) for one in relays(view, drafts, speakers, cast)])
    yield f"{kind}: meant", str([(at, _of(one)) for at, one in sorted(discourse.meant.items())])
    for entity in dict.fromkeys([*cast.entities, *filter(None, speakers)]):
        yield (
            f"{kind}: entities",
            f"{_entity(entity)} {kind_of(entity, entity.name)} {gender_told(entity, entity.name)}",
        )
    if kind == "made":
        places = [place for place in (after(view, at) for at in range(0, len(view.word), 3)) if place]
        yield "made: meant by", str([_of(meant_by(discourse, *place)) for place in places])


def _records(texts: Iterator[str]) -> Iterator[Line]:
    analyses = [analyze(Article(text, f"{n}", outlet="The Packet")) for n, text in enumerate(texts) if text.strip()]
    for analysis in analyses:
        yield from _of_analysis(analysis)
    yield from (("records: rows", str(row)) for row in speaker_rows(analyses))


def _of_analysis(analysis: Analysis) -> Iterator[Line]:
    for quote in analysis.quotes:
        speaker = analysis.speaker_of(quote)
        yield "records: quotes", f"{quote.act} {quote.kind} {speaker and speaker.name} {quote.via} {quote.denied}"
    yield from (("records: speakers", str(one)) for one in analysis.speakers)
    yield from (("records: people", str(person)) for person in people_of(analysis))


_CROWDS, _ARTICLES, _MOST = 60, 12, 40
_FIRST = (
    "John J. Jon Jack Rosa Rosie Carl William Bill Bill Robin Pat Patricia Alex Alexander Kayleigh Kayleig María"
).split()
_BETWEEN = ("", "", "", "", "", "W.", "H.", "Bell", "van", "Ann")
_LAST = ("Hale", "Hale", "Smith", "Zeal", "Bell-Hale", "Suárez")
_BORN = ("", "", "", "", "", "", "Jr.", "Sr.", "III")


def crowd_lines(name: str) -> Iterator[Line]:
    """Who is one with whom in crowds drawn by chance: of few names and roles, in some articles and outlets."""
    chance = Chance(f"crowds {name}")
    for _ in range(_CROWDS):
        told = [_somebody(chance, number) for number in range(2 + chance.below(_MOST))]
        settings = {f"{n}": Setting(*_where(chance)) for n in range(_ARTICLES) if chance.below(4)}
        aliases: Aliases = {("jon", "hale"): Called("John Hale", "Q1")} if chance.below(4) == 0 else {}
        found = identities(told, aliases, settings)
        for article, speaker in told:
            one = found[article, speaker.id]
            yield f"crowds: {'open' if one.is_open else 'known'}", f"{speaker.name} {one}"


def _somebody(chance: Chance, number: int) -> tuple[str, Speaker]:
    article = f"{chance.below(_ARTICLES)}"
    name = " ".join(filter(None, [chance.one(part) for part in (_FIRST, _BETWEEN, _LAST, _BORN)]))
    if chance.below(4) == 0:
        name = chance.one(_LAST)
    if chance.below(12) == 0:
        name = chance.one(NAMES)
    roles = tuple(chance.one(ROLES[:24]) for _ in range(chance.below(3)))
    aliases = (chance.one(("Hale", "Hale Jr.", "Johnny Hale")),) if chance.below(8) == 0 else ()
    gender = chance.one((None, None, "f", "m"))
    return article, Speaker(f"{article}:{number}", name, "person", aliases, roles, (), gender)


def _where(chance: Chance) -> tuple[str | None, int | None]:
    return chance.one((None, "Echo", "Wire", "Packet")), chance.one((None, 100, 104, 107, 108, 300))
