"""An event: the articles that report it, from when to when, and the headline that says it best."""

from __future__ import annotations

from dataclasses import dataclass

from quotekit.records import Article, Headline


@dataclass(frozen=True, slots=True)
class Event:
    """Articles that report one event.

    >>> event = Event("a", (Article("The dam held.", "a", outlet="Echo"), Article("It held.", "b", outlet="echo ")))
    >>> event.outlets, event.texts
    (('Echo',), 2)
    """

    id: str
    """The id of its first article."""
    articles: tuple[Article, ...]
    """In the order in which they were given. One at least."""
    headline: Headline | None = None
    """The title that says for its length most of what several of the articles tell; None where none has one."""
    first: str | None = None
    """The day of the earliest article of which the day is known, ISO 8601; None where that of none is."""
    last: str | None = None
    texts: int = 2
    """How many texts there are: copies of one text count once."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the articles, as first written, those that differ in case alone once; in their order."""
        found: dict[str, str] = {}
        for article in self.articles:
            if article.outlet and article.outlet.strip():
                found.setdefault(outlet_key(article.outlet), article.outlet.strip())
        return tuple(found.values())


def outlet_key(outlet: str) -> str:
    """What two ways to write an outlet have in common: no case, no white space around or twice.

    >>> outlet_key("NYT ") == outlet_key("nyt")
    True
    """
    return " ".join(outlet.casefold().split())
