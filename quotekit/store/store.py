"""A store: articles, quotes, speakers and variants of any number of runs in one SQLite file that can be searched."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import TracebackType

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.models.model import Given, Model, model_of
from quotekit.pipeline import analyze_each
from quotekit.records import Article, each_article
from quotekit.rows import Row
from quotekit.store.adding import settle_people, written
from quotekit.store.file import check_still_there, complaints, mark_exported, opened, unmark_exported
from quotekit.store.records import Aliases, Entry, digest_of, entries, key_of
from quotekit.store.search import Query, search, speaker_rows
from quotekit.store.variants import groups, regroup
from quotekit.variants.groups import VariantGroup

Addable = Article | str | Analysis
"""What a store takes in."""


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
        done, known, fitted = Added(), [0], model_of(model)
        failed: list[Exception] = []
        read = self._analyses(found, fitted, key, known, again, headlines, jobs)
        stream = _until_error((entry for one, keys in read for entry in entries(one, keys, aliases)), failed)
        with complaints(self.path):
            unmark_exported(self._connection)
            for counts in written(self._connection, stream, fitted):
                done += Added(*counts)
            settle_people(self._connection)
            if group:
                regroup(self._connection, fitted)
            if failed:
                raise failed[0]
            check_still_there(self.path, self._file)
        return done + Added(unchanged=known[0])

    def _analyses(
        self,
        given: Addable | Iterable[Addable],
        model: Model,
        key: Callable[[Article], str],
        known: list[int],
        again: bool,
        headlines: bool,
        jobs: int,
    ) -> Iterator[tuple[Analysis, list[str]]]:
        """What is to be stored, with the keys of its articles; `known` counts what need not be."""
        several = iter([given] if isinstance(given, Article | str | Analysis) else _checked(given))
        first = list(islice(several, 1))
        if first and isinstance(first[0], Analysis):
            for analysis in _analyses(chain(first, several)):
                yield analysis, list(map(key, analysis.articles))
            return
        articles = ((article, key(article)) for article in each_article(chain(first, several)))  # type: ignore[arg-type]
        keys: deque[str] = deque()
        for analysis in analyze_each(self._changed(articles, keys, known, again), model, headlines, jobs):
            yield analysis, [keys.popleft() for _ in analysis.articles]

    def _changed(
        self, articles: Iterable[tuple[Article, str]], keys: deque[str], known: list[int], again: bool
    ) -> Iterator[Article]:
        """The articles that are not stored as they are, or all of them `again`; each with its key put behind `keys`."""
        for article, key in articles:
            row = self._connection.execute("SELECT digest FROM articles WHERE key = ?", (key,)).fetchone()
            if row and row[0] == digest_of(article) and not again:
                known[0] += 1
            else:
                keys.append(key)
                yield article

    def mark_exported(self) -> None:
        """Say in the file that all of it was written at once, and make it one file, which can be read from anywhere."""
        with complaints(self.path):
            mark_exported(self._connection)
            self._connection.execute("PRAGMA journal_mode = DELETE")

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
        are names as `--speaker` takes them, `since` and `until` days, months or years of articles, both included.
        Raises UsageError for a value that is none of those.
        """
        wanted = Query(words, speakers, since, until, outlets, kinds, acts, limit)
        with complaints(self.path):
            return list(search(self._connection, wanted))

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

    def info(self) -> dict[str, int]:
        """How many articles, quotes, speakers and groups there are, and what an addition that was stopped has left.

        That is `unsettled`, in how many cases it is not known which speaker somebody in an article is, and `ungrouped`,
        how many quotes have not been compared with all others. The next addition does it.
        """
        with complaints(self.path):
            counts = {table: self._count(table) for table in ("articles", "quotes", "speakers", "variants")}
            return {**counts, **self.left()}

    def left(self) -> dict[str, int]:
        """What is left open, as `info` has it."""
        with complaints(self.path):
            return {
                "unsettled": self._count("appearances WHERE speaker_id IS NULL"),
                "ungrouped": self._count("quotes WHERE is_grouped = 0"),
            }

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _checked(given: Iterable[Addable]) -> Iterable[Addable]:
    if not isinstance(given, Iterable):
        raise UsageError(f"a store takes articles or analyses, not {given!r:.80}")
    return given


def _analyses(given: Iterable[Addable]) -> Iterator[Analysis]:
    for one in given:
        if not isinstance(one, Analysis):
            raise UsageError(f"either articles or analyses are added, not an Analysis and then {one!r:.80}")
        yield one


def _until_error(stream: Iterator[Entry], failed: list[Exception]) -> Iterator[Entry]:
    """What comes before an error, which is put into `failed`."""
    try:
        yield from stream
    except Exception as error:
        failed.append(error)
