"""An article read for who is meant: its tokens, and the people that it names, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.names.name import Name
from quotekit.records import Article, Span
from quotekit.speakers.cast import Cast, Entity, cast_of
from quotekit.text.document import View, look, view_of
from quotekit.text.lexicon import CUE, FUNCTION, ROLE
from quotekit.text.rarity import Rarity
from quotekit.text.stems import stem
from quotekit.text.tokens import TokenTable

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself", "he's", "he'd", "he'll"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself", "she's", "she'd", "she'll"), "f"),
}
"""The pronouns that stand for one person, in small letters with straight apostrophes."""
_RARE = 4.0  # rarity from which a word with a capital is a first name and no word that opens a sentence
_BESIDES_ROLES = frozenset("boy girl someone somebody anyone whoever who everyone nobody person immigrant".split())
_PAST = frozenset("said says told wrote writes spoke thought knew felt found saw made held swore read foresaw".split())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a place in the text: a name, or a noun like "the pilot"."""

    first: int
    last: int
    gender: str
    """`m`, `f`, or `-` where nothing tells."""
    entity: Entity | None
    """None for a noun."""

    def fits(self, gender: str) -> bool:
        """Whether "he" or "she" may mean them."""
        return self.gender in ("-", gender)


@dataclass(frozen=True, eq=False)
class Reading:
    """An article with all that it names."""

    view: View
    names: list[Name]
    rarity: Rarity

    @classmethod
    def of(cls, article: Article, model: Model, table: TokenTable | None = None) -> Reading:
        """What an article tells by itself, without its quotes; `table` is given where it is cut up already.

        >>> reading = Reading.of(Article("Ruth Okello smiled. She left."), Model.shipped())
        >>> [one.entity.name for one in reading.people(0, 3)]
        ['Ruth Okello']
        """
        lexicon = model.lexicon
        view = view_of(table, lexicon) if table else look(article.text, lexicon, model.casing, article.title)
        return cls(*with_names(view, model.kinds), model.rarity)

    @cached_property
    def cast(self) -> Cast:
        """Who is in it."""
        return cast_of(self.names, self.view.lexicon)

    @cached_property
    def _named(self) -> list[int]:
        """For each token the number of the mention that it begins or is in; -1 for none."""
        found = [-1] * len(self.view.word)
        for number, (name, _) in enumerate(self.cast.mentions):
            found[name.first : name.last] = [number] * (name.last - name.first)
        return found

    def tokens(self, sentence: int) -> tuple[int, int]:
        """The range of tokens of a sentence."""
        return self.view.bounds[sentence]

    def span(self, first: int, last: int) -> Span:
        """The characters of some tokens as printed."""
        return Span(int(self.view.table.start[first]), int(self.view.table.end[last - 1]))

    def people(self, first: int, last: int, speaking: bool = True) -> Iterator[Person]:
        """The people that some tokens name or describe, in order; without `speaking` none that only a cue tells of."""
        view = self.view
        for at in range(first, last):
            if (number := self._named[at]) >= 0:
                name, entity = self.cast.mentions[number]
                if name.first == at and entity.kind == "person" and (entity.sure or " " in entity.name):
                    yield Person(at, name.last, entity.gender, entity)
            elif self._is_somebody(at) or (speaking and self._speaks(at)):
                yield Person(at, at + 1, view.lexicon.role_genders.get(view.word[at], "-"), None)

    def _is_somebody(self, at: int) -> bool:
        """Whether a word describes a person by itself."""
        word = self.view.word[at]
        is_role = self.view.bits[at] & ROLE and word.islower()
        return bool(is_role) or word.lower() in _BESIDES_ROLES or word.endswith("-year-old")

    def _speaks(self, at: int) -> bool:
        """Whether a noun stands before a cue: "the mogul declared"."""
        bits, word = self.view.bits, self.view.word[at]
        speaks = at + 1 < len(bits) and bits[at + 1] & CUE and not bits[at + 1] & FUNCTION
        if not speaks or not _is_past(self.view.word[at + 1]):  # "in the funding debate", "his previous demand"
            return False
        return bool(word.islower() and word.isalpha() and not bits[at] & FUNCTION)

    def people_before(self, at: int, sentences: int) -> list[Person]:
        """Those of the sentence of a token before it, and of so many sentences before that one."""
        number = self.view.sentence[at]
        return list(self.people(self.view.bounds[max(number - sentences, 0)][0], at, speaking=False))

    @cached_property
    def surnames(self) -> dict[str, list[Entity]]:
        """The people whose full name ends in a word, by that word."""
        found: dict[str, list[Entity]] = {}
        for entity in self.cast.entities:
            words = entity.name.split()
            if entity.kind == "person" and len(words) > 1:
                found.setdefault(words[-1], []).append(entity)
        return found

    def is_full(self, entity: Entity) -> bool:
        """Whether the name of somebody is known in full: not "Fortunately Hale", whose first word opens a sentence."""
        if len(entity.name.split()) < 2 or "-year-old" in entity.name:  # "Nine-year-old Tom"
            return False
        heads = (self.view.bounds[self.view.sentence[first]][0] for first, _ in entity.places)
        full = ((first, head) for (first, last), head in zip(entity.places, heads) if last - first > 1)
        is_rare = self.rarity.of(stem(entity.name.split()[0].lower())) > _RARE
        return entity.well_named or is_rare or any(first > head for first, head in full)

    @cached_property
    def words(self) -> list[str]:
        """The tokens as `plain` gives them."""
        return list(map(plain, self.view.word))

    @cached_property
    def first_places(self) -> dict[str, int]:
        """Where each word, in small letters, stands first."""
        found: dict[str, int] = {}
        for at, word in enumerate(self.view.word):
            found.setdefault(word.lower(), at)
        return found

    def mentions(self, first: int, last: int) -> list[tuple[Name, Entity]]:
        """The names that begin in a range of tokens."""
        firsts = self.cast.firsts
        return self.cast.mentions[bisect_left(firsts, first) : bisect_left(firsts, last)]


def _is_past(cue: str) -> bool:
    """Whether a cue has the form in which somebody has spoken, so that it is no noun."""
    return cue.endswith("ed") or cue in _PAST


def plain(word: str) -> str:
    """A word in small letters, its apostrophe straight."""
    return word.lower().replace("’", "'")
