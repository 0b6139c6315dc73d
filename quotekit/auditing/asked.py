"""What an audit is asked: by what articles are grouped, which of them and which quotes are counted; checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from quotekit.auditing.sources.divisions import UNKNOWN
from quotekit.dates import day_of
from quotekit.errors import UsageError
from quotekit.records import Act, Article, Quote
from quotekit.speakers.people.roster import is_wanted
from quotekit.store.query import Query
from quotekit.stories.event import outlet_key

BY = ("outlet", "month", "year", "section", "author", "part")
"""What articles, and with `part` their quotes, may be grouped by."""


class About(NamedTuple):
    """What is known of an article; None where nobody tells."""

    outlet: str | None = None
    day: str | None = None
    """ISO 8601."""
    section: str | None = None
    author: str | None = None

    @staticmethod
    def of(article: Article) -> About:
        """What is known of an article that was read."""
        day = day_of(article.published)
        return About(article.outlet, day.isoformat() if day else None, article.section, article.author)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted, and by what. Raises UsageError, one line, for what is not allowed.

    >>> Asked(by=["outlets"])
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: by is outlet, month, year, section, author or part, or some joined as outlet+month, \
not 'outlets'
    """

    by: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    """The first and the last day, month or year, both in; articles without a day are then left out."""
    outlets: Sequence[str] = ()
    kinds: Sequence[str] = ()
    acts: str = "statement"
    least: float = 0.0
    """The least confidence, 0 to 1."""

    def __post_init__(self) -> None:
        Query(since=self.since, until=self.until, outlets=self.outlets, kinds=self.kinds, acts=self.acts)
        if isinstance(self.by, str):
            raise UsageError(f"by is a list of names, such as ['outlet'], not {self.by!r:.80}")
        for one in self.by:
            if not isinstance(one, str) or not set(one.split("+")) <= set(BY):
                allowed = f"{', '.join(BY[:-1])} or {BY[-1]}, or some joined as outlet+month"
                raise UsageError(f"by is {allowed}, not {one!r:.80}")
        if not isinstance(self.least, int | float) or not 0 <= self.least <= 1:
            raise UsageError(f"the least confidence is a number from 0 to 1, not {self.least!r:.80}")

    def misses_day(self, about: About) -> bool:
        """Whether an article is left out for want of a day alone.

        >>> [Asked(since="2025", outlets=outlets).misses_day(About("Echo")) for outlets in ([], ["Wire"])]
        [True, False]
        """
        return bool(self.since or self.until) and about.day is None and self._is_of_outlet(about)

    def _is_of_outlet(self, about: About) -> bool:
        return not self.outlets or outlet_key(about.outlet or "") in set(map(outlet_key, self.outlets))

    def has(self, about: About) -> bool:
        """Whether an article is one of those that are counted.

        >>> Asked(since="2025-04", until="2025").has(About(day="2025-12-31")), Asked(since="2025").has(About())
        (True, False)
        """
        if ((self.since or self.until) and about.day is None) or not self._is_of_outlet(about):
            return False
        day = about.day or ""
        return (self.since or "") <= day and (self.until is None or day <= f"{self.until}~")

    def counts(self, quote: Quote) -> bool:
        """Whether act, kind and confidence of a quote are those that are counted."""
        return is_wanted(quote, self.acts, self.kinds, self.least)

    def leaves_out(self, act: Act) -> bool:
        """Whether quotes of an act are not counted, so that it is told how many they are."""
        return self.acts != "all" and act != "statement"

    def names(self, about: About, part: str) -> Iterator[tuple[int, str]]:
        """The groups that quotes in a part of an article are in: each with the place of its breakdown in `by`.

        >>> list(Asked(by=["outlet", "month+author"]).names(About("Echo", None, None, "Ana Reyes; Bo Lee"), "body"))
        [(0, 'Echo'), (1, 'unknown, Ana Reyes'), (1, 'unknown, Bo Lee')]
        """
        for place, one in enumerate(self.by):
            for values in product(*(_values(name, about, part) for name in one.split("+"))):
                yield place, ", ".join(values)


def _values(name: str, about: About, part: str) -> list[str]:
    """The values of an article; it has several authors, and one of all else."""
    if name == "author":
        authors = (" ".join(one.split()) for one in (about.author or "").split(";"))
        return list(dict.fromkeys(filter(None, authors))) or [UNKNOWN]
    day = about.day or ""
    told = {"month": day[:7], "year": day[:4], "part": part, "outlet": about.outlet, "section": about.section}[name]
    return [" ".join((told or "").split()) or UNKNOWN]
