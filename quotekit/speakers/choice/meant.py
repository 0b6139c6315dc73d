"""Whom one source means: the one whom it names and nobody else, else whoever fits best."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from quotekit.names.shortenings import PRESS_WORDS
from quotekit.speakers.cast import COMPANY, PRESS, Entity, is_company, sort_of
from quotekit.speakers.choice.candidates import candidates_for
from quotekit.speakers.choice.evidence import evidence_of
from quotekit.speakers.choice.named import leading_person, named_behind_kind, named_behind_office, plain_name
from quotekit.speakers.choice.source import Source, behind_dash, introduced, is_demonym, source_of
from quotekit.speakers.discourse import HE, Discourse
from quotekit.speakers.mentions import Named, are_joined, group_called, group_of
from quotekit.text.document import View
from quotekit.text.lexicon import AUXILIARY, CUE, DETERMINER
from quotekit.text.phrases import RELATIVE, nearest_antecedent

_DESCRIBING = frozenset({",", "is", "was"})
"""What stands between a name and what somebody is."""
_PRESS = frozenset("newspaper paper magazine publication outlet broadcaster network station site website".split())
"""Nouns for what prints or sends news."""
_PAPERS = frozenset({"newspaper", "paper", "magazine", "daily", "weekly", "broadcaster", "network"})
_PARTIES = frozenset("party labour tories conservatives democrats dems republicans greens liberals snp ukip".split())
_OF_ANY = frozenset({"group"})
_LEGAL = frozenset({"company", "group"})
"""Nouns that stand in the names of what is not called so: "the company" is not the Harbour Trading Company."""
_FIRMS = frozenset("company firm group airline carrier bank club team chain retailer".split())
_SPEAKING = (
    _PRESS | _FIRMS | frozenset("party startup insurer brewer carmaker manufacturer chipmaker drugmaker".split())
)
"""Nouns for what an organization is that is named as a source elsewhere."""
_TWEETS = frozenset({"tweet", "tweets"})
_ACCOUNTS = _TWEETS | {"account", "feed", "page", "blog", "profile"}
"""What speaks for the one whose it is."""


def meant_by(discourse: Discourse, first: int, last: int) -> Entity | None:
    """Whom a source means: the one whom it names and nobody else, else whoever fits best."""
    view, word = discourse.view, discourse.view.word[first].lower()
    relative = word if word in RELATIVE and last - first == 1 and not view.word[first].isupper() else ""  # the WHO
    if relative:
        first, last = nearest_antecedent(view, first) or (first, last)
        word = view.word[first].lower()
        described = _described_by(discourse, first) if relative == "who" else None
        if described:
            return described
    if last - first == 1 and word in HE:
        return discourse.meant.get(first)
    if last - first == 1 and word == "they" and discourse.they:
        return discourse.they
    if last - first == 1 and word == "it":
        acting = _acting(discourse, first)
        if acting:
            return acting
    alone = plain_name(view, discourse.cast.at(first, last), first, last)
    if alone:
        return _family(discourse, alone, first, last) or alone
    first = behind_dash(view, discourse.cast, first, last)
    source = source_of(view, discourse.cast, first, last)
    if relative and source.form != relative:
        source = source._replace(form=f"{relative} behind {source.form}")
    owner = discourse.meant.get(first)
    if owner and source.description.head in _ACCOUNTS:
        return owner
    people = [entity for _, entity in source.named if entity.kind == "person"]
    if source.description.head in _TWEETS and len(people) == 1:
        return people[0]  # "a Hale tweet", "Hale’s tweet"
    named = plain_name(view, source.named, source.first, source.last) or _together(discourse, source)
    named = (
        named or leading_person(view, source) or named_behind_office(view, source) or named_behind_kind(view, source)
    )
    return named or _namesake(discourse, source) or _fitting(discourse, source)


def _family(discourse: Discourse, named: Entity, first: int, last: int) -> Entity | None:
    """The two people of one surname whom "the McCloskeys" means, if they are named together before."""
    word = discourse.view.lower(last - 1)
    if named.kind == "person" or last - first > 2 or not word.endswith("s"):
        return None
    return next((group.entity for group in discourse.groups if group.place[1] <= first and word in group.lead), None)


def _described_by(discourse: Discourse, first: int) -> Entity | None:
    """Whom the phrase from a token on describes: "Ana Reyes, a nurse who said", "Ana Reyes is a nurse who said"."""
    view = discourse.view
    if first < 2 or not view.bits[first] & DETERMINER or view.word[first - 1] not in _DESCRIBING:
        return None
    return next(
        (one for name, one in discourse.cast.before(first, 1) if name.last == first - 1 and one.kind == "person"), None
    )


def _namesake(discourse: Discourse, source: Source) -> Entity | None:
    """The organization named last with the one word of a description: "the ministry" is the Ministry of Health.

    Else the only one that may be called so: Intara where "the chipmaker" speaks and no other company is named.
    """
    head = source.description.head
    if source.form != "definite" or source.words != {head} or head not in COMPANY:
        return None
    found = discourse.cast.organizations.last(head, source.first)
    if found and head not in _LEGAL:
        return found[1]
    speaking = _who_speaks(discourse, source) or (found and found[1])
    if speaking:
        return speaking
    companies = discourse.cast.organizations.called(head, source.first)
    if len(companies) != 1 or is_demonym(companies[0].naming().longest, discourse.view.lexicon):
        return None  # "Italian" is no firm
    return companies[0] if sort_of(head) == PRESS or is_company(head) else None


def _acting(discourse: Discourse, at: int) -> Entity | None:
    """The organization at the head of a sentence that "it" inside it means: "Delta has not said what it calls ..."."""
    view = discourse.view
    begin = view.bounds[view.sentence[at]][0]
    if view.word[at - 1] == "," or view.pair[at] >= 0 or view.pair[begin] >= 0:  # "Xbox 2 will come, it says"
        return None
    name, entity = next(iter(discourse.cast.at(begin, min(begin + 2, at))), (None, None))
    if name is None or entity is None or entity.kind != "organization" or name.last >= at:
        return None
    behind = view.bits[name.last] & (AUXILIARY | CUE) or view.word[name.last].endswith("ed")
    return entity if behind or view.word[name.last] == "," else None


def _who_speaks(discourse: Discourse, source: Source) -> Entity | None:
    """The organization whose kind a noun may be and that is named as a source too: the last one named before it.

    "Jarvis is to sell Tube Lines. The company said ..." is Jarvis where "Jarvis said" stands anywhere. "The group" may
    be any of several.
    """
    head, view = source.description.head, discourse.view
    if head not in _SPEAKING:
        return None
    last: dict[Entity, int] = {}
    for entity in discourse.named:
        before = bisect_left(entity.places, (source.first, 0))
        if before and entity.kind == "organization" and _may_be(head, entity):
            last[entity] = entity.places[before - 1][0]
    if not last or (len(last) > 1 and head in _OF_ANY):
        return None
    found = max(last, key=lambda entity: last[entity])
    described = discourse.descriptions.organizations.last(head, source.first)
    if described and described[0] > last[found]:  # "the state newspaper El Sol said ... the newspaper said"
        return None
    if introduced(view, source) is not source.description and head not in found.role_words:
        return None  # "Police searched a German newspaper. The newspaper said ..."
    return None if is_demonym(found.naming().longest, view.lexicon) else found


def _may_be(head: str, entity: Entity) -> bool:
    """Whether a noun may stand for an organization by the words of its name, and what is said of it."""
    words = entity.naming().words
    is_press = not words.isdisjoint(PRESS_WORDS) or not _PAPERS.isdisjoint(entity.role_words)
    if head == "party":
        return not words.isdisjoint(_PARTIES)
    if head in _PRESS:
        return is_press
    return not is_press and (words - {head}).isdisjoint(COMPANY - _FIRMS)


def _together(discourse: Discourse, source: Source) -> Entity | None:
    """People whom a source names together, "Shapiro and his coauthors", or who were, "the couple"."""
    first, last, named = source.first, source.last, list(source.own)
    group = group_of(discourse.groups, named[0][0].first, last) if named else None
    if group is None and source.description.is_definite and source.words:
        group = group_called(discourse.groups, source.description, discourse.has_spoken)
    if group:
        insort(group.places, (first, last))
        return group
    words = _with_others(discourse.view, source) if len(named) == 1 or _is_of_others(discourse.view, named) else ()
    pair = list(source.named) if _are_organizations(discourse.view, source) else named
    if len(pair) >= 2 and are_joined(discourse.view, pair):
        words = tuple(f"{pair[0][1].name} and {pair[1][1].name}".split())
    if not words:
        return None
    both = Entity("group", discourse.view.lexicon, {words: 1})
    return discourse.descriptions.add(source.description, both)


def _is_of_others(view: View, named: Sequence[Named]) -> bool:
    """Whether the second of two names only tells who the others are: "Cummings and other panel Democrats"."""
    if len(named) != 2 or named[1][1].kind == "person":
        return False
    behind = named[0][0].last + 1
    return behind < named[1][0].first and view.word[behind].islower()


def _are_organizations(view: View, source: Source) -> bool:
    """Whether a source is two organizations and nothing else: "Norrland Bank and the Harbour Board"."""
    if len(source.named) != 2 or any(entity.kind != "organization" for _, entity in source.named):
        return False
    (one, _), (other, _) = source.named
    between = view.word[one.last : other.first]
    return one.first - source.first < 2 and other.last == source.last and between in (["and"], ["and", "the"])


def _with_others(view: View, source: Source) -> tuple[str, ...]:
    """Somebody and those who are named with them by a description: "Tom Bell and the other women"."""
    name, entity = source.own[0]
    if entity.kind != "person" or name.first - source.first > 1 or name.last + 1 >= source.last:
        return ()
    if view.word[name.last] != "and":
        return ()
    rest = view.text(name.last + 1, source.last)
    return tuple(f"{entity.name} and {rest}".split())


def _fitting(discourse: Discourse, source: Source) -> Entity | None:
    """Whoever fits a source best: somebody spoken of before, somebody new whom it describes, or nobody."""
    people = candidates_for(discourse, source)
    rows = evidence_of(discourse, source, people)
    chosen = people[discourse.choose("source", rows, [one.entity for one in people])]
    entity = chosen.entity
    if entity is None:
        return None
    if chosen.description is not None:
        entity = discourse.descriptions.add(chosen.description, entity)
    elif chosen.group is not None:
        insort(entity.places, (source.first, source.last))
    if source.words:
        discourse.called[source.description.head] = entity
    return entity
