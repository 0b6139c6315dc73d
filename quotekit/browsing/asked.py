"""What the address of a page asks for, checked, and addresses that ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from urllib.parse import quote_plus

from quotekit.errors import UsageError
from quotekit.store.query import Query

LINES = 20
"""Quotes on a page."""
MOST = {"best": 500, "newest": 1000}
"""Quotes that can be leafed through, the best or the newest: more would take longer than a page may."""
_LONGEST = 500
_BEGUN = re.compile(r"(?<!\S)[^\w\s*]*\w{1,2}[^\w\s*]*\*+(?!\S)")
_TOLD = ("speaker", "outlet", "since", "until")


def address(path: str, **asked: object) -> str:
    """The address of a page, without what is not asked.

    >>> address("/search", words="hit the post", outlet="", page=2)
    '/search?words=hit+the+post&page=2'
    """
    given = "&".join(f"{name}={_quoted(str(value))}" for name, value in asked.items() if value not in ("", None))
    return f"{path}?{given}" if given else path


_quoted = lru_cache(2_000)(quote_plus)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for, as it was typed; empty for what it does not.

    >>> Asked.of({"words": "dam", "page": "2"}).address(page=3)
    '/search?words=dam&page=3'
    >>> Asked.of({"page": "0"}).number
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: page is a whole number from 1 to 50, not '0'
    """

    words: str = ""
    speaker: str = ""
    """A name, or the id of a speaker."""
    outlet: str = ""
    since: str = ""
    until: str = ""
    order: str = ""
    page: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """What the parameters of an address ask for; others than these are nobody's."""
        known = {field.name: given.get(field.name, "").strip() for field in fields(cls)}
        return cls(**{name: value[:_LONGEST] for name, value in known.items()})

    @property
    def number(self) -> int:
        """The page, from 1. Raises UsageError for what is none."""
        return page_number(self.page, MOST[self.ordered] // LINES)

    @property
    def ordered(self) -> str:
        """What comes first: of words the best, unless the newest is asked for; without words the newest."""
        return "best" if self.words and self.order != "newest" else "newest"

    @property
    def query(self) -> Query:
        """The same as a question to a store. Raises UsageError for a value that is not allowed."""
        people, outlets = (self.speaker,) if self.speaker else (), (self.outlet,) if self.outlet else ()
        limit = MOST[self.ordered]
        since, until = self.since or None, self.until or None
        return Query(checked_words(self.words), people, since, until, outlets, limit=limit, order=self.ordered)

    @property
    def is_anything(self) -> bool:
        """Whether anything is asked besides an order and a page."""
        return self != Asked(order=self.order, page=self.page)

    @property
    def told(self) -> str:
        """All that is asked on a line, for paper, where the form is not printed.

        >>> Asked("dam", outlet="Echo", since="2025").told
        'dam · outlet: Echo · since: 2025'
        """
        named = (f"{name}: {value}" for name in _TOLD if (value := getattr(self, name)))
        return " · ".join(filter(None, (self.words, *named)))

    def address(self, page: int = 1, **narrowed: str) -> str:
        """The address of a page of what is found, or of what is `narrowed`; the same for the same wishes.

        >>> Asked("dam").address(outlet="Echo")
        '/search?words=dam&outlet=Echo'
        """
        own = {name: getattr(self, name) for name in self.__slots__}
        return address("/search", **{**own, "page": str(page) if page > 1 else "", **narrowed})


def checked_words(words: str) -> str:
    """What is looked for. Raises UsageError where a word is begun with less than three letters.

    In a million quotes a third of all words may begin so, and to go through them takes seconds.

    >>> checked_words("hit the post*")
    'hit the post*'
    >>> checked_words("hi*")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: words: three letters at least stand before a star, not as in 'hi*'
    """
    for word in _BEGUN.findall(words):
        raise UsageError(f"words: three letters at least stand before a star, not as in {word!r}")
    return words


def page_number(typed: str, most: int) -> int:
    """The number of a page, 1 where none was given. Raises UsageError for what is no number from 1 to the most.

    >>> page_number("", 50), page_number("7", 50)
    (1, 7)
    """
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0 if typed else 1
    if not 1 <= number <= most:
        raise UsageError(f"page is a whole number from 1 to {most}, not {typed!r:.40}")
    return number
