"""A store: articles, quotes, speakers and variants of any number of runs in one SQLite file that can be searched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from quotekit.models.model import Given, Model, model_of
from quotekit.records import Article
from quotekit.store.adding import remove, settle_people, written
from quotekit.store.file import (
    check_still_there,
    complaints,
    mark_exported,
    opened,
    transaction,
    unmark_exported,
    value,
)
from quotekit.store.intake import Addable, Intake
from quotekit.store.keeping.names import NameRow, kept_names, name_rows, with_names, without_names
from quotekit.store.keeping.readings import Reading, readings
from quotekit.store.keeping.versions import ArticleChange, article_changes
from quotekit.store.people import call
from quotekit.store.records import Aliases, Words, key_of
from quotekit.store.search import ArticleQuery, Query, Removed, Row, removable, search, speaker_rows, undated
from quotekit.store.variants import VariantGroup, groups, regroup


@dataclass(frozen=True, slots=True)
class Added:
    """How many articles were new, took the place of another text, and were there already."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.replaced + other.replaced, self.unchanged + other.unchanged)


class Store:
    """A store in the file at `path`, made where there is none; with `write=False` it must be there and stays as it is.

    Several programs may read while one writes; a second writer waits. Every method raises UsageError, one line, for
    what SQLite complains of, and OSError where the disk is full, or the file was taken away meanwhile.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
    ...     store.add(Article("“The dam held,” said Ana Reyes.", "a1", outlet="Echo"))
    ...     store.add(Article("“The dam held,” said Ana Reyes.", "a1", outlet="Echo"))
    ...     [(row["speaker"], row["snippet"], row["outlet"]) for row in store.search("dam")]
    Added(new=1, replaced=0, unchanged=0)
    Added(new=0, replaced=0, unchanged=1)
    [('Ana Reyes', 'The [dam] held,', 'Echo')]
    """

    def __init__(self, path: str | os.PathLike[str], write: bool = True) -> None:
        self.path = os.fspath(path)
        self._connection = opened(path, write)
        self._file = os.stat(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the use of the file; what was added is in it."""
        self._connection.close()

    # --- Adding ---

    def add(
        self,
        found: Addable | Iterable[Addable],
        model: Given = None,
        key: Callable[[Article], str] = key_of,
        group: bool = True,
        again: bool = False,
        headlines: bool = False,
        aliases: Aliases | None = None,
        jobs: int = 1,
    ) -> Added:
        """Add articles, or analyses with what was found in them; before an error is raised, what was read till then.

        `key` says which article it is, and is asked once for each: one with the key of another takes its place. By
        default that is `url`, else `id`. In articles that are there with the same text and the same data nothing is
        looked for, unless `again`. With `headlines` titles and headings are quoted from too. Without `group`, it is
        left for the next time which quotes render one utterance. Killed at any moment, it can be done again and does
        only what is left. `aliases` are names and ids for speakers, as `quotekit.speakers.read_aliases` reads them; in
        articles that stay as they are theirs stay too. `jobs` is that of `analyze`. Raises UsageError where `found` is
        neither.
        """
        fitted = model_of(model)
        intake = Intake(self._connection, key, fitted, again, headlines, jobs)
        done = Added()
        with complaints(self.path):
            unmark_exported(self._connection)
            for counts in written(self._connection, intake.entries(found, aliases), fitted):
                done += Added(*counts)
            self._settle(fitted if group else None)
            if intake.failed:
                raise intake.failed[0]
            check_still_there(self.path, self._file)
        return done + Added(unchanged=intake.known)

    def _settle(self, model: Model | None) -> None:
        """Find out what is open: whose quotes are whose and, by a model, which render one utterance."""
        settle_people(self._connection)
        if model:
            regroup(self._connection, model)

    def mark_exported(self) -> None:
        """Say in the file that all of it was written at once, and make it one file, which can be read from anywhere."""
        with complaints(self.path):
            mark_exported(self._connection)
            self._connection.execute("PRAGMA journal_mode = DELETE")

    # --- Keeping ---

    def alias(self, names: Aliases, undo: bool = False, model: Given = None) -> set[Words]:
        """Call speakers by other names, now and whenever articles are added; those of the names that somebody has.

        `names` is what `quotekit.speakers.read_aliases` reads; with `undo` these names are taken back, and speakers are
        called as their articles call them. Raises UsageError where an id would belong to two names.

        >>> from tempfile import TemporaryDirectory
        >>> from quotekit.speakers.people.names import Called
        >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
        ...     _ = store.add(Article("“The dam held,” said Ana Reyes.", "a1"))
        ...     store.alias({("ana", "reyes"): Called("Anna Reyes", "Q1")})
        ...     [(row["name"], row["ref"]) for row in store.speakers()]
        {('ana', 'reyes')}
        [('Anna Reyes', 'Q1')]
        """
        fitted = model_of(model)
        with complaints(self.path):
            unmark_exported(self._connection)
            self._settle(None)
            with transaction(self._connection):
                kept = kept_names(self._connection)
                wanted = without_names(kept, names) if undo else with_names(kept, names)
                borne = call(self._connection, wanted, fitted)
            self._settle(fitted)
        return borne

    def remove(self, which: ArticleQuery, model: Given = None) -> Removed:
        """Take articles out with all that hangs on them: quotes, versions, and speakers who are in no other article.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
        ...     _ = store.add(Article("“The dam held,” said Ana Reyes.", "a1", outlet="Echo"))
        ...     store.remove(ArticleQuery(outlets=["Echo"])).quotes, store.speakers()
        (1, [])
        """
        fitted = model_of(model)
        with complaints(self.path):
            found = self.removable(which)
            if found.articles:
                unmark_exported(self._connection)
                remove(self._connection, found.articles, fitted)
                self._settle(fitted)
        return found

    def removable(self, which: ArticleQuery) -> Removed:
        """What `remove` would take out."""
        with complaints(self.path):
            return removable(self._connection, which)

    def drop_versions(self, which: ArticleQuery | None = None) -> int:
        """Forget what articles were before they changed, all of them by default; how many versions that were."""
        with complaints(self.path), transaction(self._connection):
            condition, values = self._condition(which)
            query = f"DELETE FROM versions WHERE article_id IN (SELECT id FROM articles WHERE {condition})"
            return self._connection.execute(query, values).rowcount

    # --- Reading ---

    def search(
        self,
        words: str = "",
        *,
        speakers: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        outlets: Sequence[str] = (),
        kinds: Sequence[str] = (),
        acts: str = "statement",
        limit: int | None = 20,
    ) -> list[Row]:
        """The quotes that hold some words, best first; without words all, newest first. `limit=None` gives all.

        Every word must be in the quote, "a phrase" in double marks as it stands, `begin*` the beginning of a word, all
        without regard to case and accents. Of words in more than 500 quotes the newest 500 are ranked. `speakers`
        are names as `--speaker` takes them, `since` and `until` days, months or years of articles, both included;
        articles without a date are then left out, and `undated` counts them.
        Raises UsageError for a value that is none of those.
        """
        wanted = Query(words, speakers, since, until, outlets, kinds, acts, limit)
        with complaints(self.path):
            return list(search(self._connection, wanted))

    def undated(self, outlets: Sequence[str] = (), ids: Sequence[str] = (), urls: Sequence[str] = ()) -> int:
        """How many articles have no date, of all or of those that are meant: `since` and `until` leave them out."""
        with complaints(self.path):
            return undated(self._connection, outlets, ids, urls)

    def speakers(self, names: Sequence[str] = (), limit: int | None = None) -> list[Row]:
        """Who is quoted in the store, most quoted first: rows with the keys of `quotekit speakers`.

        But `articles` is their number. `names` leaves only those who have one of them.
        """
        with complaints(self.path):
            return list(speaker_rows(self._connection, limit, names))

    def groups(self, min_outlets: int = 2, limit: int | None = None) -> Iterator[VariantGroup]:
        """What at least so many outlets printed, the most widespread first."""
        with complaints(self.path):
            yield from groups(self._connection, min_outlets, limit)

    def names(self) -> list[NameRow]:
        """The names that `alias` keeps, as the rows of a table for it."""
        with complaints(self.path):
            return name_rows(kept_names(self._connection))

    def changes(self, which: ArticleQuery | None = None) -> Iterator[ArticleChange]:
        """How the quotes of articles differ from one version to the next, article by article, the oldest first."""
        with complaints(self.path):
            yield from article_changes(self._connection, *self._condition(which))

    def _condition(self, which: ArticleQuery | None) -> tuple[str, list[Any]]:
        """That articles are those that are meant, whatever the case of their outlets; of all where None."""
        return which.spelled(self._connection).condition if which else ("1", [])

    def readings(self) -> list[Reading]:
        """Which quotekit with which model found the quotes of how many articles, that of most first."""
        with complaints(self.path):
            return readings(self._connection)

    def info(self) -> dict[str, int]:
        """How many articles, quotes, speakers and groups there are, and what an addition that was stopped has left.

        Besides, `versions` of articles from before they changed, and `names` that the user gave. What is left is
        `unsettled`, in how many cases it is not known which speaker somebody in an article is, and `ungrouped`, how
        many quotes have not been compared with all others. The next addition does it.
        """
        with complaints(self.path):
            counts = {table: self._count(table) for table in ("articles", "quotes", "speakers", "variants", "versions")}
            return {**counts, "names": len(self.names()), **self.left()}

    def left(self) -> dict[str, int]:
        """What is left open, as `info` has it."""
        with complaints(self.path):
            return {
                "unsettled": self._count("appearances WHERE speaker_id IS NULL"),
                "ungrouped": self._count("quotes WHERE is_grouped = 0"),
            }

    def _count(self, table: str) -> int:
        return int(value(self._connection, f"SELECT count(*) FROM {table}"))
