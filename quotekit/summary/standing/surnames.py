"""Which bare surnames of some sentences are people whom the article names in full elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotekit.speakers.cast import Entity
from quotekit.summary.standing.readings import Reading
from quotekit.text.lexicon import DETERMINER, GIVEN, GROUP, ORGANIZATION, PLACE, POSSESSIVE, PREPOSITION, ROLE, TITLE
from quotekit.text.stems import stem

_COURTESY = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Mr.", "Mrs.", "Ms.", "Dr."})
_WELL_KNOWN = frozenset("trump obama biden clinton bush putin reagan nixon erdogan netanyahu merkel macron".split())
"""Whom papers call by surname without a word more."""
_KIN = frozenset("death murder killing body family lawyer attorney mother father wife husband son daughter".split())
_OFTEN = 3  # times as often as a namesake that somebody is named who is meant by the surname
_BEHIND = frozenset(
    "administration campaign presidency team supporters voters supporter aides allies family foundation cabinet "
    "organization organisation university tower hotel rally rallies loyalists backers doctrine ally aide adviser "
    "advisers official officials appointee appointees presidential memo dossier investigation presidency era".split()
)
"""Nouns before which a surname is no person: "the Okello administration"."""


class Called(NamedTuple):
    """A place where somebody is called by name."""

    first: int
    last: int
    """Tokens, a courtesy title among them, no possessive."""
    entity: Entity
    is_bare: bool
    """Whether by the surname alone, without an office that says who it is."""
    is_sure: bool
    """Whether nobody else in the article has that surname, or is hardly named beside."""


def called(reading: Reading, first: int, last: int) -> Iterator[Called]:
    """Where people whose full name the article has are named from token `first` to `last`, in order.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> found = Reading.of(Article("Ruth Okello won. Ms. Okello smiled."), Model.shipped())
    >>> [(found.view.text(one.first, one.last), one.is_bare) for one in called(found, 0, len(found.view.word))]
    [('Ruth Okello', False), ('Ms. Okello', True)]
    """
    for name, entity in reading.mentions(first, last):
        full = entity.name.split()
        if entity.kind != "person" or not reading.is_full(entity) or full[-1].isupper():
            continue
        begin = _with_courtesy(reading, name.first)
        has_office = begin == name.first and (name.titled or _behind_office(reading, name.first))
        is_first = bool(name.words[0] == full[0] and reading.view.bits[name.first] & GIVEN)  # "Ruth smiled."
        is_bare = len(name.words) == 1 and (is_first or name.words[0] == full[-1]) and not has_office
        if is_bare and begin == name.first and _describes(reading, name.first, name.last):
            continue
        if is_bare and reading.view.bits[name.first] & PLACE and begin == name.first:
            continue  # "Washington, D.C." in an article on George Washington
        introduced = next((first for first, last in entity.places if last - first > 1), name.first)
        if is_bare and introduced >= name.first:
            continue  # "Hale", and "his wife Ann Hale" behind it
        if len(name.words) > 1 or is_bare:
            others = [one for one in reading.surnames.get(full[-1], []) if one is not entity]
            is_sure = all(len(one.places) * _OFTEN <= len(entity.places) for one in others)
            # "Ruth Okello was acquitted of the murder of her ex-husband Tom Okello. Okello sits behind bars."
            is_sure = is_sure and all(_times_in_full(one) <= _times_in_full(entity) for one in others)
            is_sure = is_sure and not _has_officer(reading, full[-1], introduced)
            yield Called(begin if is_bare else name.first, name.last, entity, is_bare, is_sure)


def _times_in_full(entity: Entity) -> int:
    """How often somebody is named with more than one word, which no namesake can be."""
    return sum(last - first > 1 for first, last in entity.places)


def half_named(reading: Reading, first: int, last: int) -> Iterator[str]:
    """The stems of names of people whose article never gives them in full: "West said", "West’s death".

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> texts = "The death of Bell’s wife.", "The mayor Bell said it held.", "Tom Bell fell. “It held,” Bell said."
    >>> found = [Reading.of(Article(text), Model.shipped()) for text in texts]
    >>> [list(half_named(one, 0, len(one.view.word))) for one in found]
    [['bell'], [], []]
    """
    view = reading.view
    for name, entity in reading.mentions(first, last):
        alone = len(name.words) == 1 and " " not in entity.name and entity.kind in ("person", "organization")
        if not alone or name.titled or _behind_office(reading, name.first) or name.words[0].lower() in _WELL_KNOWN:
            continue
        word = view.word[name.first]
        if not view.bits[name.first] & (PLACE | GROUP | ORGANIZATION) and not word.isupper():
            behind = name.first > 0 and view.bits[name.first - 1] & PREPOSITION  # "The mayor of Hale said"
            speaks = entity.kind == "person" and (_says(reading, name.first - 1) or _says(reading, name.last))
            is_meant = _has_kin(reading, name.last) or (speaks and not behind)
            if is_meant and _with_courtesy(reading, name.first) == name.first:
                yield stem(word.lower())


def _says(reading: Reading, at: int) -> bool:
    """Whether a token says that somebody spoke."""
    view = reading.view
    return 0 <= at < len(view.word) and view.word[at] in ("said", "says", "told", "added", "adds")


def _has_kin(reading: Reading, at: int) -> bool:
    """Whether the possessive at a token tells of what only people have."""
    word = reading.view.word
    return at + 1 < len(word) and word[at] in ("'s", "’s") and word[at + 1] in _KIN


def _describes(reading: Reading, first: int, last: int) -> bool:
    """Whether a surname says what kind a thing is: "the Okello memo", "the Okello presidential campaign"."""
    view = reading.view
    if first and (view.bits[first - 1] & (DETERMINER | POSSESSIVE) or view.word[first - 1].endswith("-old")):
        return True
    return last < len(view.word) and view.word[last] in _BEHIND


def _has_officer(reading: Reading, surname: str, before: int) -> bool:
    """Whether a "President Hale" is spoken of before a token, who need not be the Ann Hale who is named there."""
    alone = (name for name, _ in reading.mentions(0, before) if name.words == (surname,))
    return any(_behind_office(reading, name.first) for name in alone)


def _behind_office(reading: Reading, at: int) -> bool:
    """Whether an office stands before a name: "Mayor Okello", "the spokesman Okello"."""
    return at > 0 and bool(reading.view.bits[at - 1] & (ROLE | TITLE))


def _with_courtesy(reading: Reading, at: int) -> int:
    """Where a name begins with its "Ms."."""
    word = reading.view.word
    for back in (1, 2):
        if at >= back and word[at - back] in _COURTESY and (back == 1 or word[at - 1] == "."):
            return at - back
    return at
