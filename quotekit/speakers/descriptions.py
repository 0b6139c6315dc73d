"""Descriptions of speakers: "a senior ministry official", "the company", "40 residents", and whom a later one means."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from quotekit.records import SpeakerKind
from quotekit.speakers.cast import COMPANY, Entity, Organizations
from quotekit.text import lexicon
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    NUMBER,
    ORGANIZATION,
    PREPOSITION,
    ROLE,
)
from quotekit.text.phrases import Range

_BEHIND_PARTICIPLE = PREPOSITION | CALENDAR | ADVERB
"""What follows "released" in "a survey released on Monday"."""

_FURTHER = frozenset("another other others second third fourth fifth".split())


@dataclass(slots=True, eq=False)
class Descriptions:
    """The unnamed people, groups and organizations of one article so far."""

    organizations: Organizations = field(default_factory=Organizations)
    _entities: dict[str, Entity] = field(default_factory=dict)
    _heads: dict[int, str] = field(default_factory=dict)
    _last: dict[str, tuple[Range, Entity]] = field(default_factory=dict)

    def add(self, view: View, first: int, last: int, owner: str = "") -> Entity:
        """An unnamed person, group or organization under its description, "her" replaced by an owner's name."""
        text = f"{owner} {_plain(view, first + 1, last)}" if owner else _plain(view, first, last)
        entity = self._entities.get(text.casefold())
        if entity is None:
            entity = self._entities[text.casefold()] = _new(view, first, last, text)
            self._heads[id(entity)] = _head_of(text)
        insort(entity.places, (first, last))
        if entity.kind == "organization":
            self.organizations.add(entity, first)
        elif entity.kind == "unnamed":
            head = self._heads[id(entity)]
            self._last[head] = max(
                self._last.get(head, ((-1, -1), entity)), ((first, last), entity), key=lambda x: x[0]
            )
        return entity

    def known(self, view: View, first: int, last: int) -> Entity | None:
        """Who was described so before: in the same words, else the last unnamed speaker with the same head."""
        exact = self._entities.get(_plain(view, first, last).casefold())
        heads = head_words(view, first, last)
        if exact or not heads or is_new(view, first, last):
            return exact
        found = self._last.get(view.word[heads[0]].casefold())
        return found[1] if found and found[1].kind == "unnamed" else None


def is_new(view: View, first: int, last: int) -> bool:
    """Whether a description brings somebody new in: "a man", "another woman", "sixty percent".

    >>> from quotekit.text.document import look
    >>> view = look("the man, another man, a second man")
    >>> [is_new(view, *words) for words in [(0, 2), (3, 5), (6, 9)]]
    [False, True, True]
    """
    words = [view.word[at].lower() for at in range(first, min(first + 2, last))]
    shares = view.word[last - 1].lower() in ("percent", "%")
    return shares or words[0] in ("a", "an", "one") or (words[0] != "the" and bool(_FURTHER & set(words)))


def _new(view: View, first: int, last: int, text: str) -> Entity:
    kind = kind_of_description(view, first, last)
    role = role_in(view, first, last) or ""
    entity = Entity(kind, Counter({tuple(text.split()): 1}), gender_of_role(role))
    entity.sure = kind == "unnamed" and bool(role)
    return entity


def _plain(view: View, first: int, last: int) -> str:
    """A description without its article: what an unnamed speaker is listed as."""
    while last - first > 1 and view.bits[first] & DETERMINER and view.word[first].lower() in ("the", "a", "an"):
        first += 1
    for i in range(first + 1, last):
        if view.word[i].lower() in ("who", "whose", "which"):
            last = i - 1 if view.word[i - 1] == "," else i
            break
    if kind_of_description(view, first, last) == "organization":
        last = _end_of_name(view, first, last)
    return " ".join(view.text(first, last).split())


def _end_of_name(view: View, first: int, last: int) -> int:
    """Where the description of a document or an organization ends: in front of "released Monday", "from 2010"."""
    for i in range(first + 1, last):
        word, bits = view.word[i], view.bits[i]
        if bits & (CAPITAL | DETERMINER) or view.word[i - 1] in ("a", "the"):
            continue
        dated = word in ("from", "on", "in", "last", "this") and i + 1 < last and not view.bits[i + 1] & DETERMINER
        if (word.endswith("ed") and i > first + 1) or (dated and view.word[i + 1][0].isdigit()):
            return i
    return last


def _head_of(text: str) -> str:
    """The head of a description: "official" of "senior ministry official in Nairobi"."""
    words = text.casefold().split()
    stop = next((i for i, word in enumerate(words) if i and lexicon.properties(word) & PREPOSITION), len(words))
    return words[stop - 1] if words else ""


def head_words(view: View, first: int, last: int) -> list[int]:
    """The words of a noun phrase before its first preposition, comma or relative, last first: the head leads."""
    found = []
    for i in range(first, last):
        if i > first and (view.bits[i] & PREPOSITION or view.word[i] in (",", "who", "which", "that")):
            break
        if i > first + 1 and view.word[i].endswith("ed") and (i + 1 == last or view.bits[i + 1] & _BEHIND_PARTICIPLE):
            break
        found.append(i)
    return found[::-1]


def role_in(view: View, first: int, last: int) -> str | None:
    """The last role before any preposition, comma or relative of a noun phrase: "coach" of "the head coach of"."""
    return next((view.word[i].lower() for i in head_words(view, first, last) if view.bits[i] & ROLE), None)


@cache
def gender_of_role(role: str) -> str:
    """`m`, `f` or `-`.

    >>> gender_of_role("spokeswoman"), gender_of_role("official")
    ('f', '-')
    """
    return lexicon.column("roles", "role", "gender").get(role, "-")


def kind_of_description(view: View, first: int, last: int) -> SpeakerKind:
    """What a noun phrase that is no name describes: an unnamed person, a group or an organization."""
    heads = head_words(view, first, last)
    head = heads[0] if heads else first
    word, bits = view.word[head].lower(), view.bits[head]
    if word in COMPANY or (bits & ORGANIZATION and bits & CAPITAL):
        return "organization"
    if bits & GROUP:
        return "group"
    if bits & ROLE:
        return "unnamed"
    if word.endswith("s") and not word.endswith("ss") and not bits & CAPITAL:
        return "group"
    if any(view.bits[i] & (NUMBER | CONJUNCTION) for i in heads) and word.endswith("s"):
        return "group"
    return "organization" if bits & CAPITAL else "unnamed"
