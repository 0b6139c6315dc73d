"""A person or organization while its article is read: its forms, its roles, its places; and people by full name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quotekit.names.name import Name
from quotekit.records import SpeakerKind
from quotekit.speakers.nicknames import fulls_of, may_be_one
from quotekit.speakers.surnames import GENERATED, Families, parts_of
from quotekit.text.lexicon import GIVEN, Lexicon
from quotekit.text.phrases import Range


class Naming(NamedTuple):
    """The words of all forms of an entity."""

    forms: int = 0
    """How many; they only become more."""
    words: frozenset[str] = frozenset()
    """In small letters."""
    longest: tuple[str, ...] = ()

    @classmethod
    def of(cls, forms: Mapping[tuple[str, ...], int]) -> Naming:
        """The words of some forms.

        >>> Naming.of({("Norrland", "Bank"): 2, ("NB",): 1}).longest
        ('Norrland', 'Bank')
        """
        words = frozenset([word.casefold() for form in forms for word in form])
        return cls(len(forms), words, max(forms, key=len))


_UNNAMED = Naming()


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organization while an article is read."""

    kind: SpeakerKind
    lexicon: Lexicon
    """What is known of the words of its names."""
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Each with how often it was met."""
    gender: str = "-"
    titled: bool = False
    """Whether a title tells the gender; a given name can mislead ("Marty Hale ... she")."""
    by_title: str = "-"
    """The gender that the last title before any form tells: `m`, `f` or `-`."""
    heard: float = 0.0
    """How often "he" means or is near somebody, less how often "she" does."""
    roles: dict[str, None] = field(default_factory=dict)
    """The roles, each once, in the order in which they were found."""
    role_words: set[str] = field(default_factory=set)
    places: list[Range] = field(default_factory=list)
    """Where it stands, in the order of the text."""
    sure: bool = False
    """Known to be a person by title, given name or role, or because it spoke; no other is "he" or "she"."""
    _naming: Naming = _UNNAMED

    @property
    def name(self) -> str:
        """The fullest form: one that begins with a given name, of most words, then the most frequent.

        Of as many words of an organization the longest: "Coca-Cola", not "Coke". Of "Chris Bell" and "Christopher A.
        Bell" it is one with the first name that is used more.
        """
        unusual = self._unusual_first_names() if len(self.forms) > 1 else ()
        forms = [form for form in self.forms if form[0].casefold() not in unusual]
        fullest = max(forms, key=lambda form: (self._fullness(form), self.forms[form], form))
        return " ".join(fullest)

    def _fullness(self, form: tuple[str, ...]) -> tuple[bool, int, int]:
        """Whether a form begins well, its words; of an organization its characters, but "@norrland" and ".com"."""
        length = 0
        if self.kind == "organization" and not form[0].startswith("@"):
            length = sum(len(word.rpartition(".")[0] or word) for word in form)
        return self._begins_well(form), len(form), length

    def _unusual_first_names(self) -> frozenset[str]:
        """The first names that are short for one that is used more, or the other way round."""
        often: Counter[str] = Counter()
        for form, number in self.forms.items():
            if len(form) > 1 and self._begins_well(form):
                often[form[0].casefold()] += number
        usual = max(often, key=lambda first: often[first]) if often else ""
        return frozenset(first for first in often if first != usual and may_be_one(first, usual))

    def naming(self) -> Naming:
        """What the words of its forms are: found out again only when there are more of them."""
        if self._naming.forms != len(self.forms):
            self._naming = Naming.of(self.forms)
        return self._naming

    def _is_surname(self, name: Name) -> bool:
        """Whether a bare word is the surname here: "Clinton" of "Hillary Clinton" is not the given name."""
        if len(name.words) > 1:
            return False
        word = name.words[0].casefold()
        return any(len(form) > 1 and parts_of(form).surname == word for form in self.forms)

    @property
    def well_named(self) -> bool:
        """Whether some form begins with a given name."""
        return any(map(self._begins_well, self.forms))

    def _begins_well(self, form: tuple[str, ...]) -> bool:
        """Whether a form begins as a full name does: "Ruth Okello", but not "Democrat Ruth Okello"."""
        given = len(form) > 1 and self.lexicon.properties(form[0]) & GIVEN
        return bool(given) or (len(form) > 1 and len(form[0].rstrip(".")) == 1)

    def learn(self, name: Name) -> None:
        """Take over the form, the gender and the role of a name, but not its place."""
        self.forms[name.words] = self.forms.get(name.words, 0) + 1
        self.sure = self.sure or name.kind == "person"
        if name.titled and name.gender != "-" and len(name.words) == 1:
            self.gender, self.titled = name.gender, True
        elif self.gender == "-" and not self._is_surname(name):
            self.gender = name.gender
        if name.titled and name.gender not in ("-", self.lexicon.given_genders.get(name.words[0])):
            self.by_title = name.gender
        for role in name.roles:
            if role not in self.roles:
                self.roles[role] = None
                self.role_words |= expanded(role.split(), self.lexicon)


def expanded(words: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Words in small letters with what they are short for.

    >>> sorted(expanded(["Sen.", "R-Vt"], Lexicon.shipped()))
    ['r', 'r-vt', 'sen', 'senator', 'vermont', 'vt']
    """
    found = set()
    for word in words:
        for part in {word, *word.replace("-", " ").split()}:
            plain = part.rstrip(".,")
            found.add(plain.casefold())
            if plain in lexicon.expansions:
                found.add(lexicon.expansions[plain])
    return found


_SHORT = " short"  # as a key no first name, which holds no space
NAMESAKES = 50
"""People of one surname, first name or role that are told apart: keeps every search bounded."""


def _may_be(entity: Entity, kin: str) -> bool:
    """Whether somebody may be called a "Jr.", a "Sr." or a "III"; all may be called nothing of that."""
    return not kin or {parts_of(form).kin for form in entity.forms} <= {"", kin}


def _is_one(entity: Entity, name: Name, is_divided: bool) -> bool:
    """Whether a full name is that of somebody with the same first name and surname who was named before.

    A "Jr." is told when he is first named: "Carl Hale ... Carl Hale Jr." are two. "Carl Hale Jr. ... Carl Hale" is one,
    but not where "Mayor" stands before it, or where he alone is called "Hale Jr." later.
    """
    kin, kins = parts_of(name.words).kin, {parts_of(form).kin for form in entity.forms}
    if kin in GENERATED:
        return kin in kins and kins <= {"", kin}
    if not kins & GENERATED or "" in kins:
        return _may_be(entity, kin)
    return not kin and not is_divided and not name.roles


@dataclass(slots=True, eq=False)
class People:
    """The people with full names, in the order in which they enter."""

    lexicon: Lexicon
    entities: list[Entity] = field(default_factory=list)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    _numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _longer: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The longest name that ends in two words or more: "Aung San Suu Kyi" for "Suu Kyi"."""
    _owners: dict[str, Entity] = field(default_factory=dict)
    """Whom a bare surname meant last."""
    introduced: Counter[Entity] = field(default_factory=Counter)
    """How often each was named in full so far."""
    families: Families = field(default_factory=Families)

    def meet(self, name: Name) -> None:
        """Take note of how a name ends, before any is looked up; longer names come first."""
        words = parts_of(name.words).key
        for start in range(1, min(len(words) - 1, 4)):
            self._longer.setdefault(words[start:], words)

    def of_full_name(self, name: Name) -> Entity:
        """The first person of that surname whose first name agrees: equal, an initial, or one more name in between.

        "Martin Hale Jr." is another one than "Martin Hale Sr." and than "Martin Hale" who was named before him.
        """
        words, surname, kin = parts_of(name.words)
        if words in self._longer:
            words, surname, kin = parts_of(self._longer[words])
        first = words[0]
        number = self._number(surname, first)
        if number == len(self.entities):
            number = self._number_of_short(surname, first, name.gender)
        if number < len(self.entities) and not _is_one(self.entities[number], name, surname in self.families.divided):
            surname_of_kin = f"{surname} {kin}"
            number = self._number(surname_of_kin, first)
            self._note(surname_of_kin, first, number)
        if number == len(self.entities):
            self.entities.append(Entity("person", self.lexicon))
            namesakes = self.by_surname.setdefault(surname, [])
            if len(namesakes) < NAMESAKES:
                namesakes.append(self.entities[number])
        self._note(surname, first, number)
        self.entities[number].learn(name)
        return self.entities[number]

    def _number(self, surname: str, first: str) -> int:
        """The number of the person of a surname whose first name agrees; the next number where there is none."""
        agreeing = [(surname, first, ""), (surname, "", first) if len(first) == 1 else (surname, first[:1], "")]
        return min((self._numbers[key] for key in agreeing if key in self._numbers), default=len(self.entities))

    def _number_of_short(self, surname: str, first: str, gender: str) -> int:
        """The same, for a first name that is short for another, or the other way round: "Bill Hale", "William Hale"."""
        keys = [(surname, _SHORT, full) for full in fulls_of(first) if len(first) > 1]
        found = min((self._numbers[key] for key in keys if key in self._numbers), default=len(self.entities))
        genders = {gender, self.entities[found].gender} if found < len(self.entities) else set()
        return len(self.entities) if genders == {"m", "f"} else found

    def _note(self, surname: str, first: str, number: int) -> None:
        shorts = ((surname, _SHORT, full) for full in fulls_of(first) if len(first) > 1)
        for key in ((surname, first, ""), (surname, "", first[:1]), *shorts):
            self._numbers[key] = min(number, self._numbers.get(key, number))

    def by_first_name(self, named: Iterable[Entity]) -> dict[str, list[Entity]]:
        """Some people by their first names in small letters."""
        found: dict[str, list[Entity]] = {}
        for entity in named:
            for first in {parts_of(form).key[0] for form in entity.forms}:
                if len(found.setdefault(first, [])) < NAMESAKES:
                    found[first].append(entity)
        return found

    def of_one_word(self, name: Name, first_names: dict[str, list[Entity]]) -> Entity | None:
        """The person whom a bare surname or first name means.

        Of several, by the title's gender, by the office, then whoever had the bare surname before: behind "Mr. Diaz" a
        "Peter Diaz" is another one, who keeps his first name. Else who was named most often so far.
        """
        if name.kind == "organization" and len(name.words) > 1:
            return None
        _, surname, kin = parts_of(name.words)
        if (name.kind == "organization" and len(surname) < 4) or (surname in self.families.headed and not kin):
            return None
        candidates = self.by_surname.get(surname) or first_names.get(surname, [])
        if name.kind == "organization" and not any(
            parts_of(form).surname == surname for e in candidates for form in e.forms
        ):
            return None
        if name.titled and name.gender in ("m", "f"):
            candidates = [e for e in candidates if e.gender in (name.gender, "-")]
        if kin:
            own = [e for e in candidates if any(parts_of(form).kin == kin for form in e.forms)]
            named_so = surname in self.by_surname  # not "Donald Jr." by his father's first name
            candidates = own or [e for e in candidates if named_so and _may_be(e, kin)]
        elif surname in self.families.divided:
            candidates = [e for e in candidates if any(not parts_of(form).kin for form in e.forms if len(form) > 1)]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        in_office = [e for e in candidates if not e.roles.keys().isdisjoint(name.roles)]
        if name.titled and len(in_office) == 1:  # "President Hale" is who is called president with a first name
            self._owners.setdefault(surname, in_office[0])
            return in_office[0]
        owner = self._owners.get(surname)
        if owner not in candidates:
            owner = max(candidates, key=lambda e: (self.introduced[e] > 0 and e.well_named, self.introduced[e]))
            self._owners[surname] = owner
        return owner
