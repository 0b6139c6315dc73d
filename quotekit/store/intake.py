"""What a store is given, as what is to be written of it: articles that are not there as they are, analyses, errors."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from quotekit.analysis import Analysis, each_article
from quotekit.errors import UsageError
from quotekit.models.model import Model
from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.store.adding import is_superseded
from quotekit.store.records import Aliases, Entry, Origin, Origins, digest_of, entries

Addable = Article | str | Analysis
"""What a store takes in."""


@dataclass(slots=True)
class Intake:
    """One run of additions: what it is to write, what need not be written, and the error that ended it."""

    connection: sqlite3.Connection
    """To the store, as far as it is written."""
    key: Callable[[Article], str]
    """Which article it is."""
    model: Model
    again: bool
    """Whether quotes are looked for in articles that are there, too."""
    headlines: bool
    jobs: int
    known: int = 0
    """Articles that were there and need not be looked at."""
    failed: list[Exception] = field(default_factory=list)

    def entries(self, found: Addable | Iterable[Addable], aliases: Aliases | None) -> Iterator[Entry]:
        """What is to be written, as long as nothing fails; then the error is in `failed`."""
        try:
            for analysis, origins in self._analyses(found):
                yield from entries(analysis, origins, aliases)
        except Exception as error:
            self.failed.append(error)

    def _analyses(self, given: Addable | Iterable[Addable]) -> Iterator[tuple[Analysis, list[Origin]]]:
        several = iter([given] if isinstance(given, Article | str | Analysis) else _checked(given))
        first = list(islice(several, 1))
        if first and isinstance(first[0], Analysis):
            origin = Origins(self.key)
            for analysis in _only_analyses(chain(first, several)):
                yield analysis, list(map(origin, analysis.articles))
            return
        origins: deque[Origin] = deque()
        changed = self._changed(each_article(chain(first, several)), origins)  # type: ignore[arg-type]
        for analysis in analyze_each(changed, self.model, self.headlines, self.jobs):
            yield analysis, [origins.popleft() for _ in analysis.articles]

    def _changed(self, articles: Iterable[Article], origins: deque[Origin]) -> Iterator[Article]:
        """The articles that are not stored as they are, or all of them `again`; their origins are put behind others."""
        origin = Origins(self.key, is_found_here=True)
        ahead: dict[str, str] = {}
        """The digests of what has no place and was handed on in this run: it may not be written yet."""
        for article in articles:
            which, digest = origin(article), digest_of(article)
            if self._is_known(which, digest, ahead.get(which.key)):
                self.known += 1
                continue
            if which.place is None:
                ahead[which.key] = digest
            origins.append(which)
            yield article

    def _is_known(self, origin: Origin, digest: str, ahead: str | None) -> bool:
        query = "SELECT digest FROM articles WHERE key = ?"
        row = self.connection.execute(query, (origin.key,)).fetchone()
        if row and origin.place and is_superseded(self.connection, origin, digest):
            return True
        return not self.again and digest == (ahead or (row and row[0]))


def _checked(given: Iterable[Addable]) -> Iterable[Addable]:
    if not isinstance(given, Iterable):
        raise UsageError(f"a store takes articles or analyses, not {given!r:.80}")
    return given


def _only_analyses(given: Iterable[Addable]) -> Iterator[Analysis]:
    for one in given:
        if not isinstance(one, Analysis):
            raise UsageError(f"either articles or analyses are added, not an Analysis and then {one!r:.80}")
        yield one
