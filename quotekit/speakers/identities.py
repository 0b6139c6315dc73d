"""One identity from the speakers of many articles: "Luis Suárez", "Luis Suarez" and a bare "Suárez" who is him.

Two people are never one because they share a surname. First and last name must agree, and no middle name or gender may
stand against it; a bare surname needs a role or another speaker in common with the one person it may be. What is left
open stays apart. Every step looks a speaker up by its words, so the cost grows with the number of speakers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from quotekit.records import Speaker, SpeakerKind
from quotekit.speakers.surnames import generation

Words = tuple[str, ...]
Place = tuple[str, str]
"""An article and the id of a speaker in it."""

_UNACCENTED = str.maketrans(
    {"'": "", "’": "", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_WORD = re.compile(r"\w+")
_CANDIDATES = 50  # people of one surname that a bare one is compared with: keeps the search bounded


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who is quoted, in whatever article."""

    id: str
    """`person:luis-suarez`: made of kind and name, so that it is the same in whatever order the articles come."""
    name: str
    """The fullest form."""
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    """Other forms, sorted."""
    gender: str | None = None


@dataclass(slots=True, eq=False)
class _Person:
    """What is known of an identity while speakers are put together."""

    key: str
    kind: SpeakerKind
    speakers: list[Speaker] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)
    """The keys of whoever speaks in the same articles."""

    def take(self, speaker: Speaker) -> None:
        self.speakers.append(speaker)
        self.genders |= {speaker.gender} if speaker.gender else set()
        self.roles.update(role.casefold() for role in speaker.roles)


@lru_cache(100_000)
def folded(name: str) -> Words:
    """The words of a name without case, accents and apostrophes.

    >>> folded("José Núñez"), folded("O’Neil")
    (('jose', 'nunez'), ('oneil',))
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNACCENTED))
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def kin(speaker: Speaker) -> str | None:
    """What all who may be one with this speaker in another article share; None where nobody may.

    People of one surname and organizations of one name may be; a group, somebody unnamed or "the statement" is another
    one in each article.

    >>> kin(Speaker("a:s1", "Luis Suárez", "person")), kin(Speaker("a:s2", "The Harbour Trust", "organization"))
    ('person:suarez', 'organization:harbour-trust')
    >>> kin(Speaker("a:s3", "a spokesman", "unnamed"))
    """
    words = words_of(speaker)
    if speaker.kind == "person":
        return f"person:{words[-1]}"
    if speaker.kind == "organization" and not speaker.name.islower():
        return "organization:" + "-".join(words[1:] if words[0] == "the" and len(words) > 1 else words)
    return None


def words_of(speaker: Speaker) -> Words:
    """The folded words of a speaker's name, one at least, a person's without a number or "Jr." behind them.

    >>> words_of(Speaker("a:s1", "Martin Hale III", "person"))
    ('martin', 'hale')
    """
    words = folded(speaker.name) or (speaker.name,)
    if speaker.kind != "person":
        return words
    return words[:-1] if len(words) > 1 and generation(words) else words


def identities(
    speakers: Iterable[tuple[str, Speaker]], aliases: Mapping[Words, str] | None = None
) -> dict[Place, Identity]:
    """The identity of each speaker, given with its article; `aliases` maps folded names to the name to use.

    The order of the speakers changes nothing.

    >>> found = identities([
    ...     ("a", Speaker("a:s1", "Luis Suárez", "person", roles=("striker",))),
    ...     ("b", Speaker("b:s1", "Luis Suarez", "person")),
    ...     ("c", Speaker("c:s1", "Suárez", "person", roles=("striker",))),
    ...     ("d", Speaker("d:s1", "Suárez", "person")),
    ... ])
    >>> [found[place].id for place in sorted(found)]
    ['person:luis-suarez', 'person:luis-suarez', 'person:luis-suarez', 'person:suarez:d']
    """
    given = {(article, speaker.id): rename(speaker, aliases or {}) for article, speaker in speakers}
    keys = _keys_of_full(given)
    people: dict[str, _Person] = {}
    for place, key in sorted(keys.items()):
        people.setdefault(key, _Person(key, given[place].kind)).take(given[place])
    speaking: dict[str, set[str]] = defaultdict(set)
    for place, key in keys.items():
        if given[place].kind == "person":  # the police speak everywhere
            speaking[place[0]].add(key)
    for here in speaking.values():
        for key in here:
            people[key].neighbours |= here
    bare = _keys_of_bare(given, keys, people, speaking)
    for place, key in sorted(bare.items()):
        people.setdefault(key, _Person(key, "person")).take(given[place])
    made = {key: _identity(person, aliases or {}) for key, person in people.items()}
    return {place: made[key] for place, key in (*keys.items(), *bare.items())}


def rename(speaker: Speaker, aliases: Mapping[Words, str]) -> Speaker:
    """A speaker under the name that the user gave for it, the old name among the aliases.

    >>> rename(Speaker("a:s1", "Lucho", "person"), {("lucho",): "Luis Suárez"}).aliases
    ('Lucho',)
    """
    wanted = aliases.get(folded(speaker.name))
    if wanted is None or wanted == speaker.name or speaker.kind not in ("person", "organization"):
        return speaker
    return replace(speaker, name=wanted, aliases=tuple(sorted({*speaker.aliases, speaker.name} - {wanted})))


def _keys_of_full(given: Mapping[Place, Speaker]) -> dict[Place, str]:
    """The key of everybody but the people with a bare surname."""
    keys: dict[Place, str] = {}
    namesakes: dict[tuple[str, str], list[tuple[Place, Words, str, str]]] = defaultdict(list)
    for place, speaker in given.items():
        words = words_of(speaker)
        if speaker.kind == "person" and len(words) > 1:
            born = generation(folded(speaker.name) or words)
            namesakes[words[0], words[-1]].append((place, words, speaker.gender or "", born))
        elif speaker.kind != "person":
            keys[place] = kin(speaker) or f"{speaker.kind}:{'-'.join(words)}:{place[0]}"
    firsts = _firsts_by_initial(namesakes)
    for (first, last), group in namesakes.items():
        whole = firsts.get((first, last), set())
        name = f"{whole.copy().pop()}-{last}" if len(whole) == 1 else f"{first}-{last}"
        middles = {_middle(words) for _, words, *_ in group} - {""}
        genders = _genders([gender for _, _, gender, _ in group if gender])
        generations = {born for *_, born in group} - {""}
        for place, words, gender, born in group:
            middle = f":{_middle(words)}" if len(middles) > 1 else ""
            middle += f":{born}" if len(generations) > 1 else ""
            keys[place] = f"person:{name}{middle}" + (f":{gender or 'open'}" if genders > 1 else "")
    return keys


def _genders(told: list[str]) -> int:
    """How many genders people of one name have: one where fewer than a quarter of the articles tell the other."""
    counts = Counter(told).values()
    return sum(4 * count >= len(told) for count in counts)


def _firsts_by_initial(namesakes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
    """For an initial and a surname the first names that it may stand for."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for first, last in namesakes:
        if len(first) > 1:
            found[first[0], last].add(first)
    return found


def _middle(words: Words) -> str:
    """The initials between first and last name: "hw" of George H. W. Bush."""
    return "".join(word[0] for word in words[1:-1])


def _keys_of_bare(
    given: Mapping[Place, Speaker],
    keys: Mapping[Place, str],
    people: Mapping[str, _Person],
    speaking: Mapping[str, set[str]],
) -> dict[Place, str]:
    """The key of each person with a bare surname: of the one person for whom something speaks, else one of its own."""
    by_surname: dict[str, set[str]] = defaultdict(set)
    for place, key in keys.items():
        if given[place].kind == "person":
            by_surname[words_of(given[place])[-1]].add(key)
    bare: dict[Place, str] = {}
    open_ones: dict[str, list[Place]] = defaultdict(list)
    for place, speaker in given.items():
        if place in keys:
            continue
        word = words_of(speaker)[-1]
        candidates = [people[key] for key in sorted(by_surname.get(word, ()))[:_CANDIDATES]]
        backed = [person for person in candidates if _speaks_for(person, speaker, speaking.get(place[0], set()))]
        if len(backed) == 1:
            bare[place] = backed[0].key
        else:
            open_ones[word].append(place)
    for word, places in open_ones.items():
        bare.update(_joined(word, places, given, speaking))
    return bare


def _speaks_for(person: _Person, speaker: Speaker, here: set[str]) -> bool:
    """Whether a role, another speaker or the very article says that a bare surname is this person's."""
    if speaker.gender and person.genders and speaker.gender not in person.genders:
        return False
    roles = {role.casefold() for role in speaker.roles}
    return person.key in here or bool(roles & person.roles) or not here.isdisjoint(person.neighbours)


def _joined(
    word: str, places: list[Place], given: Mapping[Place, Speaker], speaking: Mapping[str, set[str]]
) -> dict[Place, str]:
    """Bare surnames of nobody known: those with a role or another speaker in common are one, named for an article."""
    leader: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        while leader.get(place, place) != place:
            leader[place] = leader.get(leader[place], leader[place])
            place = leader[place]
        return place

    seen: dict[str, Place] = {}
    for place in sorted(places):
        gender = given[place].gender or ""
        shared = {role.casefold() for role in given[place].roles} | speaking.get(place[0], set())
        for reason in sorted(f"{gender}/{one}" for one in shared):
            first, second = sorted((find(place), find(seen.setdefault(reason, place))))
            leader[second] = first
    return {place: f"person:{word}:{find(place)[0]}" for place in places}


def _identity(person: _Person, aliases: Mapping[Words, str]) -> Identity:
    forms = Counter(speaker.name for speaker in person.speakers)
    wanted = [form for form in forms if form in aliases.values()]
    name = max(wanted or forms, key=lambda form: (len(folded(form)), forms[form], not form.isascii(), form))
    others = {*forms, *(alias for speaker in person.speakers for alias in speaker.aliases)} - {name}
    told = Counter(speaker.gender for speaker in person.speakers if speaker.gender)
    gender = max(told, key=lambda one: (told[one], one)) if told else None
    return Identity(person.key, name, person.kind, tuple(sorted(others)), gender)
