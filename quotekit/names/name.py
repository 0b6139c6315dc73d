"""A name in a text, and what its words alone tell of its kind."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from quotekit.names.runs import DOMAINS, SUFFIXES, is_domain
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, GIVEN, PLACE, TITLE, WORD

NAME_KINDS = ("person", "organization", "place")
NAMED = ("", *NAME_KINDS, "unknown")
"""What a token of a name belongs to; the first is no name."""
THINGS = frozenset(
    "Avenue Boulevard Expressway Freeway Highway Motorway Parkway Railroad SkyTrain Tunnel Turnpike Award Awards Cup "
    "Medal Prize Trophy".split()
)
"""Ends of names of ways and prizes: "Fraser Highway" is nobody."""
STORMS = frozenset({"Cyclone", "Hurricane", "Typhoon"})
"""What stands before the given name of what is nobody."""
_LIKE_PEOPLE = frozenset(
    tuple(name.split())
    for name in (
        *(
            "Aston Villa",
            "Crystal Palace",
            "Charlie Hebdo",
            "JP Morgan",
            "J.P. Morgan",
            "Morgan Stanley",
            "Jane Street",
        ),
        *("Philip Morris", "Merrill Lynch", "Wells Fargo", "Judicial Watch", "Goldman Sachs", "Abercrombie & Fitch"),
    )
)
"""Companies and clubs that are called as people are."""
_ARTICLES = ("al-", "el-", "Al-", "El-", "an-", "as-", "ash-")
"""What is glued to the front of a surname: "Ghazi al-Gosaibi"."""
_INSIDE = frozenset({"of", "&", "for"})
"""What stands inside names of organizations only."""


class Name(NamedTuple):
    """A name in the text: tokens `first` to `last` without title and possessive."""

    first: int
    last: int
    kind: str
    """`person`, `organization`, `place`, or `unknown` for a single word that nothing else explains."""
    words: tuple[str, ...]
    """The words of the name as printed, without commas: "Martin", "Hale", "Jr."."""
    gender: str = "-"
    """`m`, `f` or `-`, from title and given name."""
    role: str | None = None
    """What stands before or behind the name as its role, without article."""
    titled: bool = False
    roles: tuple[str, ...] = ()
    """All roles beside it."""


def kind_by_words(view: View, first: int, last: int) -> str:
    """What capitalized words name by themselves: a `person`, an `organization`, a `place`, or `unknown`."""
    if last - first == 1 and view.bits[first] & CAPITAL:
        word = view.word[first]
        return _kind_of_word(word, view.bits[first], view.lexicon.positions.get(word) == "whole")
    is_known = view.word[last - 1].isdigit() or tuple(view.word[first:last]) in _LIKE_PEOPLE
    if is_known or is_organization(view, first, last):
        return "organization"
    bits = [view.bits[i] for i in range(first, last) if view.bits[i] & WORD]
    if view.word[last - 1] in THINGS or view.word[first] in STORMS:
        return "place"
    if bits[0] & PLACE and not (bits[0] & GIVEN and len(bits) > 1) and all(b & PLACE for b in bits):
        return "place"
    return "person" if len(bits) > 1 or bits[0] & GIVEN else "unknown"


@lru_cache(20_000)  # a hundred million articles hold more words than memory
def _kind_of_word(word: str, bits: int, is_known: bool) -> str:
    """What one word with a capital names by itself; `is_known` as an organization."""
    if is_known or _is_acronym(word):
        return "organization"
    is_place = bits & PLACE or word in STORMS
    return "place" if is_place else "person" if bits & GIVEN else "unknown"


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word.replace(".", "")) <= 6 and word not in SUFFIXES


def is_settled(words: tuple[str, ...]) -> bool:
    """Whether the words of a name alone settle its kind: ways, prizes, storms, numbers, clubs that sound like people.

    >>> [is_settled(tuple(name.split())) for name in ("Aston Villa", "Number 10", "Ann Moss")]
    [True, True, False]
    """
    return words[-1] in THINGS or words[0] in STORMS or words[-1].isdigit() or words in _LIKE_PEOPLE


def has_article(words: tuple[str, ...]) -> bool:
    """Whether a name has a surname with an Arabic article, apart or not: "Ghazi al-Gosaibi", "Ghazi Al Gosaibi".

    >>> [has_article(tuple(name.split())) for name in ("Ghazi al-Gosaibi", "Al-Qaeda", "Al Moss")]
    [True, False, False]
    """
    return any(word.startswith(_ARTICLES) or word in ("Al", "El") for word in words[1:])


def is_organization(view: View, first: int, last: int) -> bool:
    """Whether the words are an organization's: a known name, an acronym, or one that ends or begins like it."""
    where = view.lexicon.positions
    text = view.word[first] if last - first == 1 else view.text(first, last)
    if where.get(text) == "whole" or (view.word[last - 1] in DOMAINS and is_domain(view, last - 1, last)):
        return True
    words = [view.word[i] for i in range(first, last) if view.bits[i] & WORD]
    if len(words) == 1:
        return _is_acronym(words[0])
    if view.bits[first] & GIVEN and len(words) == 2 and where.get(words[-1]) != "last":
        return False
    return (
        where.get(words[-1]) in ("last", "any")
        or (where.get(words[0]) in ("first", "any") and not view.bits[first] & TITLE)
        or not _INSIDE.isdisjoint(words)
    )
