"""Ids of articles: short, one to an article, and the same whenever the same inputs are read."""

from __future__ import annotations

import re
from pathlib import Path

from quotekit.formats import stem_of
from quotekit.problems import printable


class ArticleIds:
    """The ids given so far in one run.

    >>> ids = ArticleIds()
    >>> [ids.of_file("a.txt"), ids.of_file("x/a.txt"), ids.of_file("y/x/a.txt")]
    ['a', 'x/a', 'a~2']
    >>> [ids.of_record("news.csv", 2, None), ids.of_record("news.csv", 3, "b7"), ids.of_record("news.csv", 4, "b7")]
    ['news:2', 'b7', 'b7~2']
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}  # for each id how often its stem came
        self._tables: dict[str, str] = {}
        self._table_names: dict[str, int] = {}

    def of_file(self, path: str) -> str:
        """The id of a file that is one article: its stem; where that is taken, `folder/stem`, then `stem~2` ..."""
        return self._fresh(printable(stem_of(path)), printable(Path(path).parent.name), self._taken)

    def of_record(self, path: str, number: int, own: str | None) -> str:
        """The id of a record: its own, else the stem of its file and its line or number.

        A million records without ids of their own cost no memory, as only the stem of their file is kept.
        """
        if own is not None:
            return self._fresh(own, "", self._taken)
        if path not in self._tables:
            parent = printable(Path(path).parent.name)
            self._tables[path] = self._fresh(printable(stem_of(path)), parent, self._table_names)
        name = f"{self._tables[path]}:{number}"
        return self._fresh(name, "", self._taken) if name in self._taken else name

    def _fresh(self, stem: str, parent: str, taken: dict[str, int]) -> str:
        name = stem
        if self._is_taken(name, taken) and parent not in ("", ".."):
            name = f"{parent}/{stem}"
        while self._is_taken(name, taken):  # the count lives on: a million files of one name take a million steps
            taken[stem] = taken.get(stem, 1) + 1
            name = f"{stem}~{taken[stem]}"
        taken[name] = 1
        return name

    def _is_taken(self, name: str, taken: dict[str, int]) -> bool:
        if name in taken:
            return True
        found = re.fullmatch(r"(.*):\d+", name, re.S)
        return found is not None and found[1] in self._table_names
