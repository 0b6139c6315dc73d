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
WAYS = frozenset(
    "Avenue Boulevard Expressway Freeway Highway Motorway Parkway Railroad SkyTrain Tunnel Turnpike".split()
)
"""Ends of names of ways: "Fraser Highway" is nobody."""
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
    if is_organization(view, first, last):
        return "organization"
    bits = [view.bits[i] for i in range(first, last) if view.bits[i] & WORD]
    if view.word[last - 1] in WAYS:
        return "place"
    if bits[0] & PLACE and not (bits[0] & GIVEN and len(bits) > 1) and all(b & PLACE for b in bits):
        return "place"
    return "person" if len(bits) > 1 or bits[0] & GIVEN else "unknown"


@lru_cache(100_000)  # a hundred million articles hold more words than memory
def _kind_of_word(word: str, bits: int, is_known: bool) -> str:
    """What one word with a capital names by itself; `is_known` as an organization."""
    if is_known or _is_acronym(word):
        return "organization"
    return "place" if bits & PLACE else "person" if bits & GIVEN else "unknown"


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word.replace(".", "")) <= 6 and word not in SUFFIXES


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
