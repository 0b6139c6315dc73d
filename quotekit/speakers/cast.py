"""The cast of an article: the people and organizations that it names, with all their forms and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import compress

from quotekit.names.name import Name
from quotekit.names.shortenings import PRESS_WORDS, longer_organizations, without_article
from quotekit.speakers.entities import Entity as Entity
from quotekit.speakers.entities import People, expanded
from quotekit.speakers.surnames import families, is_full, parts_of
from quotekit.text.document import View
from quotekit.text.lexicon import DETERMINER, FUNCTION, PLACE, PREPOSITION, Lexicon

COMPANY = frozenset(
    "report statement study poll survey campaign company firm letter newspaper paper magazine agency department "
    "ministry office group club team union committee council court government party organization organisation "
    "association charity university school bank website site blog account editorial article document filing lawsuit "
    "suit complaint memo release email ad network channel outlet results findings police book film movie "
    "documentary memoir story cable message investigation administration foundation airline carrier retailer "
    "broadcaster publication watchdog regulator startup manufacturer carmaker chipmaker automaker drugmaker "
    "board commission panel bureau tribunal insurer brewer lender bookmaker chain station".split()
)
"""Nouns for what speaks as an organization does."""
_ANY = " any"  # as keys no word of a name, which holds no space
_PLAIN = " plain"
PRESS = " press"
_ALIKE = {
    **dict.fromkeys(("newspaper", "paper", "magazine", "publication", "outlet", "broadcaster", "network"), PRESS),
    **dict.fromkeys(("agency", "organization", "organisation", "group", "statement", "release"), _ANY),
    **dict.fromkeys(("company", "firm", "club", "team", "retailer", "startup", "insurer", "brewer", "chain"), _PLAIN),
    **dict.fromkeys(("carmaker", "chipmaker", "automaker", "drugmaker", "manufacturer", "airline", "carrier"), _PLAIN),
}
"""What a noun may stand for besides names that hold it: any organization, one that is no union, ministry, court or
paper, or one that the press is called like."""
_FEW = 4
_BACK = 60  # places that a search for an organization goes back
_Listed = tuple[list[int], list[Entity]]
"""Places in order, and who stands there."""


def _nothing() -> _Listed:
    return [], []


@dataclass(slots=True, eq=False)
class Organizations:
    """Where organizations stand, by the words of their names."""

    _listed: dict[str, _Listed] = field(default_factory=lambda: defaultdict(_nothing))

    def add(self, entity: Entity, place: int) -> None:
        """List an organization at a token. Quick where places come about in the order of the text."""
        words = entity.naming().words
        sort = PRESS if not words.isdisjoint(PRESS_WORDS) else _PLAIN if words.isdisjoint(COMPANY) else ""
        for key in (*words, _ANY, sort) if sort else (*words, _ANY):
            places, entities = self._listed[key]
            index = len(places) if not places or places[-1] <= place else bisect_right(places, place)
            places.insert(index, place)
            entities.insert(index, entity)

    def called(self, head: str, at: int) -> list[Entity]:
        """The last few organizations before a token that a noun may stand for, the last one first."""
        found: dict[Entity, None] = {}
        for key in (head, *((_ALIKE[head],) if head in _ALIKE else ())):
            if key not in self._listed:
                continue
            places, entities = self._listed[key]
            index = bisect_left(places, at)
            for entity in entities[max(index - _BACK, 0) : index][::-1]:
                if entity.kind == "organization":
                    found.setdefault(entity)
                if len(found) >= _FEW:
                    return list(found)
        return list(found)

    def last(self, key: str, at: int) -> tuple[int, Entity] | None:
        """The last organization before token `at` under a key, with its place; None where there is none."""
        places, entities = self._listed.get(key) or _nothing()
        index = bisect_left(places, at)
        for i in range(index - 1, max(index - 1 - _BACK, -1), -1):
            if entities[i].kind == "organization":  # two people together were taken for one before they were a group
                return places[i], entities[i]
        return None


def sort_of(head: str) -> str:
    """What a noun may stand for: the press, any organization, a kind of them, or something else."""
    return _ALIKE.get(head, " kind" if head in COMPANY else " other")


def is_company(head: str) -> bool:
    """Whether a noun stands for any company or club: "the chipmaker", "the firm", but not "the ministry"."""
    return _ALIKE.get(head) == _PLAIN


@dataclass(slots=True, eq=False)
class Cast:
    """The entities of one article, and where each stands."""

    entities: list[Entity] = field(default_factory=list)
    mentions: list[tuple[Name, Entity]] = field(default_factory=list)
    """In the order of the text."""
    firsts: list[int] = field(default_factory=list)
    """The first token of each mention."""
    organizations: Organizations = field(default_factory=Organizations)
    roles: dict[str, list[Entity]] = field(default_factory=dict)
    """The people whose roles have a word, as they enter."""

    def at(self, first: int, last: int) -> list[tuple[Name, Entity]]:
        """The names whose first token lies in the range."""
        return self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]

    def before(self, at: int, most: int) -> list[tuple[Name, Entity]]:
        """The last names that begin before a token, in the order of the text."""
        index = bisect_left(self.firsts, at)
        return self.mentions[max(0, index - most) : index]

    def _add(self, name: Name, entity: Entity) -> None:
        if not entity.places:
            self.entities.append(entity)
        entity.places.append((name.first, name.last))
        self.mentions.append((name, entity))
        self.firsts.append(name.first)
        if entity.kind == "organization":
            self.organizations.add(entity, name.first)


@dataclass(slots=True, eq=False)
class Known:
    """Who was named in the parts of a long text before this one."""

    people: People
    """Those with full names."""
    others: dict[tuple[str, ...], Entity] = field(default_factory=dict)
    """Those of one word, and organizations, by the words of their names."""
    longer: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The organizations that short names stand for."""
    last: list[Entity] = field(default_factory=list)
    """Those of the part before."""
    asking: Entity | None = None
    """The outlet, where it asks."""

    def leave(self, spoken: Container[int]) -> None:
        """End a part: nobody stands in it any more. Of the others only those who spoke, by their `id`, stay known."""
        for entity in self.last:
            entity.places = []
        self.others = {key: entity for key, entity in self.others.items() if id(entity) in spoken}
        if len(self.longer) > 10_000:  # as many as in a thousand articles
            self.longer = {}

    def alive(self) -> frozenset[int]:
        """The `id` of everybody who is known in the next part."""
        return frozenset(map(id, (*self.people.entities, *self.others.values(), self.asking)))


def cast_of(names: Sequence[Name], lexicon: Lexicon, known: Known | None = None) -> Cast:
    """The people and organizations that an article names, each with all its forms; of a part also who is `known`.

    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Ruth Okello won. Mr. Diaz lost. Okello smiled, and Ruth sang.")
    >>> [(e.name, len(e.places)) for e in cast_of(names_by_rule(view), view.lexicon).entities]
    [('Ruth Okello', 3), ('Diaz', 1)]
    """
    names = sorted((name for name in names if name.kind != "place"), key=lambda name: name.first)
    known = known or Known(People(lexicon))
    cast, people, others = Cast(), known.people, known.others
    people.families = families(names)
    full = [is_full(name) for name in names]
    for name in sorted(compress(names, full), key=lambda name: -len(name.words)):
        people.meet(name)
    owners = [people.of_full_name(name) if has_more else None for name, has_more in zip(names, full)]
    first_names = people.by_first_name(dict.fromkeys(owner for owner in owners if owner))
    longer = known.longer | longer_organizations(names, lexicon)
    shortened = set(longer.values())
    for name, owner in zip(names, owners):
        entity = owner or people.of_one_word(name, first_names)
        if entity is None:
            short = _short(name, longer, lexicon)
            key = parts_of(short).key
            if key not in others:
                is_organization = name.kind == "organization" or short is not name.words or short in shortened
                others[key] = Entity("organization" if is_organization else "person", lexicon)
            entity = others[key]
        if owner is None:
            entity.learn(name)
        else:
            people.introduced[owner] += 1
        cast._add(name, entity)
    for entity in cast.entities:
        for word in entity.role_words if entity.kind == "person" else ():
            cast.roles.setdefault(word, []).append(entity)
    known.longer, known.last = longer, cast.entities
    return cast


def _short(name: Name, longer: dict[tuple[str, ...], tuple[str, ...]], lexicon: Lexicon) -> tuple[str, ...]:
    """The words under which a name is kept: those of the longer name that it stands for."""
    if name.kind == "organization" and len(name.words) > 1:
        words = without_article(name.words)
        return longer.get(words, words)
    if len(name.words) > 1 or name.kind == "person" or lexicon.properties(name.words[0]) & PLACE:
        return name.words
    return longer.get((name.words[0].replace(".", ""),), name.words)


def _beside(view: View, name: Name) -> set[str]:
    """What is said of an organization beside its name: "chipmaker" of "Norrland, a chipmaker," too."""
    found = set()
    for at in range(name.first - 1, max(name.first - 4, -1), -1):
        if not view.word[at].islower() or view.bits[at] & FUNCTION:
            break
        found.add(view.word[at])
    if name.last + 1 < len(view.word) and view.word[name.last] == "," and view.bits[name.last + 1] & DETERMINER:
        for at in range(name.last + 2, min(name.last + 8, len(view.word))):
            if not view.word[at][0].isalpha() or view.bits[at] & PREPOSITION:
                break
            found.add(view.word[at].lower())
    return found


def learn_beside(view: View, name: Name, entity: Entity) -> None:
    """Add age, party and place that stand behind a name to its roles: "Tom Bell, 37," and "Dana Holt (I-Vt.)"."""
    at = name.last
    if entity.kind == "organization":
        entity.role_words |= _beside(view, name)
    if entity.kind != "person" or at + 1 >= len(view.word) or view.word[at] not in ("(", ","):
        return
    word = view.word[at + 1]
    if view.word[at] == "," and word.isdigit() and len(word) < 4:
        entity.role_words.add(f"{word}-year-old")
    if "-" in word and word[0].isupper():
        entity.role_words |= expanded([word], view.lexicon)
