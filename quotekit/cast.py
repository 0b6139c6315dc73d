"""The cast of an article: the people and organizations that it names, with all their forms and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from quotekit import lexicon
from quotekit.names import Name
from quotekit.phrases import Range
from quotekit.records import SpeakerKind

COMPANY = frozenset(
    "report statement study poll survey campaign company firm letter newspaper paper magazine agency department "
    "ministry office group club team union committee council court government party organization organisation "
    "association charity university school bank website site blog account editorial article document filing "
    "lawsuit suit complaint memo release email ad network channel outlet results findings police".split()
)
"""Nouns for what speaks as an organization does."""
_ANY = " any"  # as keys no word of a name, which holds no space
_PLAIN = " plain"
_ALIKE = {
    **dict.fromkeys(("agency", "organization", "organisation", "group", "statement", "release"), _ANY),
    **dict.fromkeys(("company", "firm", "club", "team"), _PLAIN),  # no union, ministry or court
}
_NAMESAKES = 50  # people of one surname, first name or role that are told apart: keeps every search bounded
_BACK = 60  # places that a search for an organization goes back


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organization while an article is read."""

    kind: SpeakerKind
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    gender: str = "-"
    titled: bool = False
    """Whether a title tells the gender; a given name can mislead ("Marty Walz ... she")."""
    roles: dict[str, None] = field(default_factory=dict)
    """The roles, each once, in the order in which they were found."""
    role_words: set[str] = field(default_factory=set)
    places: list[Range] = field(default_factory=list)
    """Where it stands, in the order of the text."""
    sure: bool = False
    """Known to be a person by title, given name or role, or because it spoke; no other is "he" or "she"."""

    @property
    def name(self) -> str:
        """The fullest form: one that begins with a given name, of most words, then the most frequent."""
        fullest = max(self.forms, key=lambda form: (_begins_well(form), len(form), self.forms[form], form))
        return " ".join(fullest)

    def _is_surname(self, name: Name) -> bool:
        """Whether a bare word is the surname here: "Clinton" of "Hillary Clinton" is not the given name."""
        return len(name.words) == 1 and any(len(form) > 1 and form[-1] == name.words[0] for form in self.forms)

    @property
    def well_named(self) -> bool:
        """Whether some form begins with a given name."""
        return any(map(_begins_well, self.forms))

    def learn(self, name: Name) -> None:
        """Take over the form, the gender and the role of a name, but not its place."""
        self.forms[name.words] += 1
        self.sure = self.sure or name.kind == "person"
        if name.titled and name.gender != "-" and len(name.words) == 1:
            self.gender, self.titled = name.gender, True
        elif self.gender == "-" and not self._is_surname(name):
            self.gender = name.gender
        if name.role and name.role not in self.roles:
            self.roles[name.role] = None
            self.role_words |= expanded(name.role.split())


def _begins_well(form: tuple[str, ...]) -> bool:
    """Whether a form begins as a full name does: "Ruth Okello", but not "Democrat Ruth Okello"."""
    return len(form) > 1 and (bool(lexicon.properties(form[0]) & lexicon.GIVEN) or len(form[0].rstrip(".")) == 1)


@dataclass(slots=True, eq=False)
class Organizations:
    """Where organizations stand, by the words of their names."""

    _places: dict[str, list[int]] = field(default_factory=dict)
    _entities: dict[str, list[Entity]] = field(default_factory=dict)

    def add(self, entity: Entity, place: int) -> None:
        """List an organization at a token. Quick where places come about in the order of the text."""
        words = {word.lower() for form in entity.forms for word in form}
        for key in (*words, _ANY) if words & COMPANY else (*words, _ANY, _PLAIN):
            places = self._places.setdefault(key, [])
            index = bisect_right(places, place)
            places.insert(index, place)
            self._entities.setdefault(key, []).insert(index, entity)

    def last(self, key: str, at: int) -> tuple[int, Entity] | None:
        """The last organization before token `at` under a key, with its place; None where there is none."""
        places, entities = self._places.get(key, []), self._entities.get(key, [])
        index = bisect_left(places, at)
        for i in range(index - 1, max(index - 1 - _BACK, -1), -1):
            if entities[i].kind == "organization":  # two people together were taken for one before they were a group
                return places[i], entities[i]
        return None


def company(word: str, at: int, *listed: Organizations) -> Entity | None:
    """The organization that "the ministry" or "the company" at a token means: the last one before with that word in its
    name, or the last of all, for words that any of them answers to.

    >>> bank, listed = Entity("organization", Counter({("Norrland", "Bank"): 1})), Organizations()
    >>> listed.add(bank, 4)
    >>> [found and found.name for found in (company("bank", 9, listed), company("bank", 4, listed))]
    ['Norrland Bank', None]
    >>> [found and found.name for found in (company("agency", 9, listed), company("court", 9, listed))]
    ['Norrland Bank', None]
    """
    for key in (word, _ALIKE[word]) if word in _ALIKE else (word,):
        found = [item for item in (places.last(key, at) for places in listed) if item]
        if found:
            return max(found, key=lambda item: item[0])[1]
    return None


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

    def called(self, words: set[str], role: str, at: int) -> Entity | None:
        """The one person named before a token whose roles have the role and share the most words, else the nearest."""
        best: tuple[float, Entity] | None = None
        people = self.roles.get(role, [])
        entered = bisect_left(people, at, key=lambda entity: entity.places[0][0])
        for entity in people[max(0, entered - _NAMESAKES) : entered]:
            place = entity.places[bisect_left(entity.places, (at, 0)) - 1][0]
            score = len(words & entity.role_words) / max(1, len(words)) + 1e-6 * place
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def _add(self, name: Name, entity: Entity) -> None:
        if not entity.places:
            self.entities.append(entity)
        entity.places.append((name.first, name.last))
        self.mentions.append((name, entity))
        self.firsts.append(name.first)
        if entity.kind == "organization":
            self.organizations.add(entity, name.first)


def cast_of(names: Sequence[Name]) -> Cast:
    """The people and organizations that an article names, each with all its forms.

    >>> from quotekit.names import find_names
    >>> from quotekit.view import look
    >>> names = find_names(look("Ruth Okello won. Mr. Diaz lost. Okello smiled, and Ruth sang."))
    >>> [(e.name, len(e.places)) for e in cast_of(names).entities]
    [('Ruth Okello', 3), ('Diaz', 1)]
    """
    names = sorted((name for name in names if name.kind != "place"), key=lambda name: name.first)
    people = _People()
    for name in sorted((name for name in names if is_full(name)), key=lambda name: -len(name.words)):
        people.meet(name)
    owners = [people.of_full_name(name) if is_full(name) else None for name in names]
    first_names = people.by_first_name()
    longer = _longer_organizations(names)
    cast = Cast()
    others: dict[tuple[str, ...], Entity] = {}
    for name, owner in zip(names, owners):
        entity = owner or people.of_one_word(name, first_names) or others.get(_key(_short(name, longer)))
        if entity is None:
            key = _short(name, longer)
            entity = Entity("organization" if name.kind == "organization" or key is not name.words else "person")
            others[_key(key)] = entity
        if owner is None:
            entity.learn(name)
        else:
            people.introduced[owner] += 1
        cast._add(name, entity)
    for entity in cast.entities:
        for word in entity.role_words if entity.kind == "person" else ():
            cast.roles.setdefault(word, []).append(entity)
    return cast


def expanded(words: list[str]) -> set[str]:
    """Words in small letters with what they are short for.

    >>> sorted(expanded(["Sen.", "R-Vt"]))
    ['r', 'r-vt', 'sen', 'senator', 'vermont', 'vt']
    """
    found = set()
    for word in words:
        for part in {word, *word.replace("-", " ").split()}:
            plain = part.rstrip(".,")
            found.add(plain.casefold())
            if plain in _expansions():
                found.add(_expansions()[plain])
    return found


@cache
def _expansions() -> dict[str, str]:
    return lexicon.column("expansions", "short", "long")


def is_full(name: Name) -> bool:
    """Whether a name is a person's with more than a surname."""
    return name.kind == "person" and len(name.words) > 1


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.casefold().rstrip(".") for word in words)


def _longer_organizations(names: Sequence[Name]) -> dict[str, tuple[str, ...]]:
    """The one organization that a word or its initials may stand for: "Kaskazi", "RNC"; those of several are left out."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if name.kind == "organization" and len(name.words) > 1:
            initials = "".join(word[0] for word in name.words if word[0].isupper())
            for short in (name.words[0], initials):
                found.setdefault(short, set()).add(name.words)
    return {short: forms.pop() for short, forms in found.items() if len(forms) == 1 and len(short) > 2}


def _short(name: Name, longer: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words under which a name is kept: those of the longer name that it stands for."""
    if len(name.words) > 1 or name.kind == "person" or lexicon.properties(name.words[0]) & lexicon.PLACE:
        return name.words
    return longer.get(name.words[0].replace(".", ""), name.words)


@dataclass(slots=True, eq=False)
class _People:
    """The people with full names, in the order in which they enter."""

    entities: list[Entity] = field(default_factory=list)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    _numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _longer: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The longest name that ends in two words or more: "Aung San Suu Kyi" for "Suu Kyi"."""
    _owners: dict[str, Entity] = field(default_factory=dict)
    """Whom a bare surname meant last."""
    introduced: Counter[Entity] = field(default_factory=Counter)
    """How often each was named in full so far."""

    def meet(self, name: Name) -> None:
        """Take note of how a name ends, before any is looked up; longer names come first."""
        words = _key(name.words)
        for start in range(1, min(len(words) - 1, 4)):
            self._longer.setdefault(words[start:], words)

    def of_full_name(self, name: Name) -> Entity:
        """The first person of that surname whose first name agrees: equal, an initial, or one more name in between."""
        words = _key(name.words)
        words = self._longer.get(words, words)
        surname, first = words[-1], words[0]
        agreeing = [(surname, first, ""), (surname, "", first) if len(first) == 1 else (surname, first[:1], "")]
        number = min((self._numbers[key] for key in agreeing if key in self._numbers), default=len(self.entities))
        if number == len(self.entities):
            self.entities.append(Entity("person"))
            namesakes = self.by_surname.setdefault(surname, [])
            if len(namesakes) < _NAMESAKES:
                namesakes.append(self.entities[number])
        for key in ((surname, first, ""), (surname, "", first[:1])):
            self._numbers[key] = min(number, self._numbers.get(key, number))
        self.entities[number].learn(name)
        return self.entities[number]

    def by_first_name(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = {}
        for entity in self.entities:
            for first in {form[0].casefold() for form in entity.forms}:
                if len(found.setdefault(first, [])) < _NAMESAKES:
                    found[first].append(entity)
        return found

    def of_one_word(self, name: Name, first_names: dict[str, list[Entity]]) -> Entity | None:
        """The person whom a bare surname or first name means.

        Of several, by the title's gender, then whoever had the bare surname before: behind "Mr. Diaz" a "Peter Diaz"
        is another one, who keeps his first name. Else who was named most often so far.
        """
        surname = name.words[-1].casefold()
        if name.kind == "organization" and not (len(name.words) == 1 and len(surname) > 3):
            return None
        candidates = self.by_surname.get(surname) or first_names.get(surname, [])
        if name.kind == "organization" and not any(form[-1].casefold() == surname for e in candidates for form in e.forms):
            return None
        if name.titled and name.gender in ("m", "f"):
            candidates = [e for e in candidates if e.gender in (name.gender, "-")]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        owner = self._owners.get(surname)
        if owner not in candidates:
            owner = max(candidates, key=lambda e: (self.introduced[e] > 0 and e.well_named, self.introduced[e]))
            self._owners[surname] = owner
        return owner
