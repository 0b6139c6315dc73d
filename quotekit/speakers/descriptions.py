"""Descriptions of speakers: "a senior ministry official", "the company", "40 residents", and whom a later one means."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotekit.records import SpeakerKind
from quotekit.speakers.cast import COMPANY, Entity, Organizations
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    ORGANIZATION,
    PREPOSITION,
    ROLE,
    Lexicon,
)
from quotekit.text.phrases import POSSESSIVES, RELATIVE, Range

_BEHIND_PARTICIPLE = PREPOSITION | CALENDAR | ADVERB
"""What follows "released" in "a survey released on Monday"."""

_ARTICLES = frozenset("the a an this that these".split())
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_SHARES = frozenset({"percent", "%", "per"})
_SHARED = frozenset("percent % half third thirds quarter quarters fifth fifths majority majorities percentage".split())
_SOME = frozenset("more fewer many some most others several both few all".split())
"""Who are several, though no noun says so."""
_SEEN = frozenset({"obtained", "reviewed", "quoted", "cited", "seen", "viewed"})
_ASIDE = frozenset({"where", "known", "responsible"})
_SPANS = frozenset({"week", "month", "year"})
_DAYS = frozenset({"today", "tonight", "yesterday"})
_ISSUED = frozenset({"released", "published", "issued", "posted", "out"})
_WHEN = frozenset("on in this last week month year today tonight yesterday here earlier late morning".split())
_ENDS_HEAD = frozenset({",", "who", "which", "that"})
_BEHIND = frozenset({",", ";", ":", "—", "–", "--"})
"""Marks that may be left behind a description: "lawsuit,"."""
_FURTHER = frozenset("another other others second third fourth fifth".split())


class Description(NamedTuple):
    """A noun phrase that is no name, and what its words tell of whom it means: `describe` finds it out once."""

    first: int
    last: int
    words: tuple[int, ...]
    """The tokens before its first preposition, comma or relative, in order; one at least."""
    head: str
    """The last of them, in small letters: "coach" of "the head coach of Thornbury"."""
    role: str
    """The last role in them, in small letters; empty for none."""
    gender: str
    """Of the role: `m`, `f` or `-`."""
    kind: SpeakerKind
    """`unnamed` for a person, `group` or `organization`."""
    is_new: bool
    """Whether it brings somebody new in."""
    is_definite: bool
    """Whether it begins with "the", "this" or "that"."""
    text: str
    """What an unnamed speaker is listed as: without article and relative clause."""


def describe(view: View, first: int, last: int) -> Description:
    """The description that the tokens `first` to `last` are; there must be one token at least.

    >>> from quotekit.text.document import look
    >>> found = describe(look("a senior spokeswoman for the mayor, who left"), 0, 9)
    >>> found.head, found.gender, found.kind, found.is_new, found.text
    ('spokeswoman', 'f', 'unnamed', True, 'senior spokeswoman for the mayor')
    """
    words = _leading_words(view, first, last)
    role = next((view.word[i].lower() for i in reversed(words) if view.bits[i] & ROLE), "")
    kind = _kind_of(view, words)
    text = _plain(view, first, last)
    head = view.word[words[-1]].casefold()
    gender = view.lexicon.role_genders.get(role, "-")
    is_definite = view.word[first].lower() in DEFINITE
    return Description(first, last, words, head, role, gender, kind, is_new(view, first, last), is_definite, text)


@dataclass(slots=True, eq=False)
class Descriptions:
    """The unnamed people, groups and organizations of one article so far."""

    lexicon: Lexicon
    organizations: Organizations = field(default_factory=Organizations)
    _entities: dict[str, Entity] = field(default_factory=dict)
    _last: dict[str, tuple[Range, Entity]] = field(default_factory=dict)
    """The last unnamed person under each head, and where."""

    def add(self, description: Description, entity: Entity) -> Entity:
        """Take in whom a description means, as `known` or `drawn` gave it."""
        text = entity.name.casefold()
        entity = self._entities.setdefault(text, entity)
        place = (description.first, description.last)
        insort(entity.places, place)
        if entity.kind == "organization":
            self.organizations.add(entity, description.first)
        elif entity.kind == "unnamed":
            head = description.head
            if head not in self._last or self._last[head][0] < place:
                self._last[head] = (place, entity)
        return entity

    def drawn(self, description: Description, owner: Entity | None = None) -> Entity:
        """Whom a description means that means nobody known: "her campaign" is Ana Reyes’s campaign."""
        text = description.text
        if owner:
            text = f"{owner.name}{'' if text.split()[0].lower() in ('he', 'she') else '’s'} {text.partition(' ')[2]}"
        known = self._entities.get(text.casefold())
        return known or _new(description, text, self.lexicon)

    def known(self, description: Description) -> Entity | None:
        """Who was described so before: in the same words, else the last unnamed speaker with the same head."""
        exact = self._entities.get(description.text.casefold())
        if exact or not description.is_definite or description.is_new or description.head not in self._last:
            return exact
        _, entity = self._last[description.head]
        return entity if entity.kind == "unnamed" and not has_other_figures(description.text.split(), entity) else None


def has_other_figures(words: Iterable[str], entity: Entity) -> bool:
    """Whether words hold a figure that no name of an entity has: "the August 28 poll" is not "the May 2 poll"."""
    return not {word for word in words if word.isdigit()} <= entity.naming().words


def is_new(view: View, first: int, last: int) -> bool:
    """Whether a description brings somebody new in: "a man", "another woman", "sixty percent".

    >>> from quotekit.text.document import look
    >>> view = look("the man, another man, a second man")
    >>> [is_new(view, *words) for words in [(0, 2), (3, 5), (6, 9)]]
    [False, True, True]
    """
    words = [word.lower() for word in view.word[first : min(first + 4, last)]]
    if words[0] in ("a", "an", "one") or not _SHARES.isdisjoint(words):
        return True
    return words[0] != "the" and not _FURTHER.isdisjoint(words[:2])


def _new(description: Description, text: str, lexicon: Lexicon) -> Entity:
    entity = Entity(description.kind, lexicon, {tuple(text.split()): 1}, description.gender)
    entity.sure = description.kind == "unnamed" and bool(description.role)
    return entity


def _plain(view: View, first: int, last: int) -> str:
    """A description without its article: what an unnamed speaker is listed as.

    "The woman who filmed it" is told from others by that, "a woman who filmed it" is not.
    """
    is_the = view.word[first].lower() == "the"
    while last - first > 1 and view.bits[first] & DETERMINER and view.word[first].lower() in _ARTICLES:
        first += 1
    for i in range(first + 1, last):
        if view.word[i] == "," and i + 1 < last and _is_aside(view, i + 1, last):
            last = i
            break
        if view.word[i] == "including" and view.word[i - 1] == "," and i - 1 > first:
            last = i - 1
            break
        if (view.word[i] in ("who", "whose", "which") and not view.bits[i - 1] & PREPOSITION) or _is_that(
            view, i, last
        ):
            if view.word[i - 1].lower() in ("those", "people", "everyone", "anyone", "someone"):
                continue
            if is_the and view.word[i] == "who" and view.word[i - 1] not in _BEHIND:
                continue
            last = i - 1 if view.word[i - 1] == "," and i - 1 > first else i
            break
    while last - first > 1 and view.word[last - 1] in _BEHIND:
        last -= 1
    last = next((i for i in range(first + 1, last) if _tells_little(view, i, last)), last)
    last = _before_time(view, first, last)
    if _kind_of(view, _leading_words(view, first, last)) == "organization":
        last = _end_of_name(view, first, last)
    return _written_out(view, first, last)


def _written_out(view: View, first: int, last: int) -> str:
    """A description with its clipped words as the article has it elsewhere: "Leith executives" of "Leith execs"."""
    words, long = view.text(first, last).split(), view.lexicon.expansions
    text = " ".join(words)
    if long.keys().isdisjoint(words):
        return text
    whole = " ".join([long.get(word, word) if word.islower() else word for word in words])
    return whole if whole != text and whole in view.table.text else text  # hardly ever is the article looked through


def _is_that(view: View, at: int, last: int) -> bool:
    """Whether a token begins a clause that tells of what stands before it: "posts that praised", not "of that day"."""
    if view.word[at] != "that" or at + 1 >= last or view.bits[at - 1] & PREPOSITION:
        return False
    return bool(view.bits[at + 1] & (AUXILIARY | CUE)) or view.word[at + 1].endswith("ed")


def _is_aside(view: View, at: int, last: int) -> bool:
    """Whether behind a comma there is what somebody is besides: ", Leith’s biggest union", and no list."""
    words = view.word[at:last]
    if "and" in words or "or" in words or "," in words[:-1]:
        return False
    is_which = bool(view.bits[at] & PREPOSITION) and words[1:2] in (["which"], ["whom"], ["particular"])
    is_whose = not POSSESSIVES.isdisjoint(words[1:4])
    return is_which or is_whose or words[0] in _ASIDE or bool(view.bits[at] & DETERMINER and words[0] in _ARTICLES)


def _before_time(view: View, first: int, last: int) -> int:
    """Where a description ends without when it was: "a survey by Leith Bank last week", "data on Wednesday"."""
    at = last
    if at - first > 2 and view.word[at - 1] in _SPANS and view.word[at - 2] in ("last", "this", "earlier"):
        at -= 2
    elif view.word[at - 1] in _DAYS or (view.bits[at - 1] & CALENDAR and view.word[at - 1].endswith("day")):
        at -= 1
    if at == last:
        return last
    at -= view.word[at - 1] in ("on", "late", "earlier")
    return at if at > first else last


def _tells_little(view: View, at: int, last: int) -> bool:
    """Whether the rest of a phrase only tells who saw something, or when it came: "obtained by NPR", "out Tuesday"."""
    word = view.word[at]
    if word in _SEEN:
        return "by" in view.word[at + 1 : at + 3]
    if word not in _ISSUED or (at + 1 == last and word != "out"):
        return False
    return all(view.bits[i] & (CALENDAR | NUMBER) or view.word[i].lower() in _WHEN for i in range(at + 1, last))


def _end_of_name(view: View, first: int, last: int) -> int:
    """Where the description of a document or an organization ends: in front of "released Monday", "from 2010"."""
    for i in range(first + 1, last):
        word, bits = view.word[i], view.bits[i]
        if bits & (CAPITAL | DETERMINER) or view.word[i - 1] in ("a", "the"):
            continue
        dated = word in ("from", "on", "in", "last", "this") and i + 1 < last and not view.bits[i + 1] & DETERMINER
        if (word.endswith("ed") and i > first + 1) or (dated and view.word[i + 1][0].isdigit()):
            return i - 1 if view.word[i - 1] in RELATIVE and i - 1 > first else i
    return last


def _leading_words(view: View, first: int, last: int) -> tuple[int, ...]:
    """The words of a noun phrase before its first preposition, comma or relative: the head ends them."""
    end = first + 1
    while end < last and not _ends_head(view, first, end, last):
        end += 1
    return tuple(range(first, end))


def _ends_head(view: View, first: int, at: int, last: int) -> bool:
    if view.bits[at] & PREPOSITION or view.word[at] in _ENDS_HEAD:
        return True
    is_participle = view.word[at].endswith("ed") and at > first + 1
    return is_participle and (at + 1 == last or bool(view.bits[at + 1] & _BEHIND_PARTICIPLE))


def _kind_of(view: View, words: Sequence[int]) -> SpeakerKind:
    """What a noun phrase that is no name describes, by its leading words."""
    word, bits = view.word[words[-1]].lower(), view.bits[words[-1]]
    if word in _SOME or any(view.word[i] in _SHARED for i in words):
        return "group"
    if word in COMPANY or (bits & ORGANIZATION and bits & CAPITAL):
        return "organization"
    if bits & GROUP:
        return "group"
    if bits & ROLE:
        return "unnamed"
    if word.endswith("s") and not word.endswith("ss") and not bits & CAPITAL:
        return "group"
    if any(view.bits[i] & (NUMBER | CONJUNCTION) for i in words) and word.endswith("s"):
        return "group"
    return "organization" if bits & CAPITAL else "unnamed"
