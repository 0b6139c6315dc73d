"""Which article it is and where it comes from: its id, its place, its outlet, its date, its share of all.

Ids are short, one to an article, and the same whenever the same inputs are read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePath
from urllib.parse import quote, unquote

from quotekit.dates import date_in, may_have_date
from quotekit.errors import UsageError
from quotekit.reading.columns import RecordDraft
from quotekit.reading.formats import bare_name, format_of
from quotekit.reading.problems import printable
from quotekit.records import Article
from quotekit.text.paragraphs import paragraphs


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
        self._page: tuple[str, int | None, str] = ("", None, "")  # the last one, its record and its id

    def of_draft(self, path: str, draft: RecordDraft) -> str:
        """The id of what a file gives; of an update of a live blog that of its page, behind it a colon and the part.

        >>> ids, page = ArticleIds(), RecordDraft("It rains.")
        >>> [ids.of_draft("storm.html", draft) for draft in (page, page._replace(part="update-1"))]
        ['storm', 'storm:update-1']
        """
        if not draft.part or self._page[:2] != (path, draft.number):
            name = self.of_file(path) if draft.number is None else self.of_record(path, draft.number, draft.id)
            self._page = path, draft.number, name
        return self._fresh(f"{self._page[2]}:{draft.part}", "", self._taken) if draft.part else self._page[2]

    def of_file(self, path: str) -> str:
        """The id of a file that is one article: its stem; where that is taken, `folder/stem`, then `stem~2` ..."""
        return self._fresh(printable(bare_name(path)), printable(Path(path).parent.name), self._taken)

    def of_record(self, path: str, number: int, own: str | None) -> str:
        """The id of a record: its own, else the stem of its file and its line or number.

        A million records without ids of their own cost no memory, as only the stem of their file is kept.
        """
        if own is not None:
            return self._fresh(own, "", self._taken)
        if path not in self._tables:
            parent = printable(Path(path).parent.name)
            self._tables[path] = self._fresh(printable(bare_name(path)), parent, self._table_names)
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


def uri_of(path: str) -> str:
    """The URI of a file, links followed; `-` for standard input. Empty for a name that no file can have.

    >>> uri_of("/news/week 1.jsonl"), uri_of("-")
    ('file:///news/week%201.jsonl', '-')
    """
    try:
        return path if path == "-" else Path(os.path.realpath(path)).as_uri()
    except (OSError, ValueError):
        return ""


def place_in(uri: str, member: str, draft: RecordDraft) -> str:
    """`Article.place` of a draft in the file of a URI, or in a member of an archive, which begins with `/`.

    An id that is only the file's name is left out.

    >>> place_in("file:///news/week.jsonl", "", RecordDraft("It rained.", 1, "a1"))
    'file:///news/week.jsonl#a1'
    >>> place_in("file:///news.zip", "/week 1.csv", RecordDraft("It rained.", 12))
    'file:///news.zip/week%201.csv#12'
    """
    if uri == "-":
        return uri
    file = uri + quote(member, errors="surrogatepass")
    record = "" if draft.number is None else draft.id or str(draft.number)
    record = ":".join(filter(None, (record, draft.part)))
    return f"{file}#{record}" if record and record != _bare_name_in(file) else file


@lru_cache(16)
def _bare_name_in(uri: str) -> str:
    return bare_name(unquote(uri))


OUTLET_SOURCES = ("folder", "prefix")

_LOOKED_AT = 3000
"""Characters in which a date line is looked for."""


def outlet_of(place: str, source: str) -> str | None:
    """The outlet that the path of an article tells: the name of its folder, or the file's before the first - or _.

    A ZIP is the folder of what is in it.

    None where there is no such part. Raises UsageError where `source` is neither "folder" nor "prefix".

    >>> outlet_of("news/echo/harbour.txt", "folder"), outlet_of("news/echo-harbour.txt", "prefix")
    ('echo', 'echo')
    >>> outlet_of("news/echo.zip/harbour.txt", "folder")
    'echo'
    """
    if source not in OUTLET_SOURCES:
        raise UsageError(f"outlet_from is 'folder' or 'prefix', not {source!r}")
    path = PurePath(place)
    if source == "folder":
        return re.sub(r"(?i)(?<=.)\.zip\Z", "", path.parent.name) or None
    stem, sign, _ = re.split(r"([-_])", path.stem, maxsplit=1) if re.search("[-_]", path.stem) else (path.stem, "", "")
    return stem if sign and stem else None


def date_line(text: str) -> str | None:
    """The date of the first date line near the top of a text, in ISO 8601; None where there is none.

    >>> date_line("Home > Sport\\n\\nPublished: April 10, 2025\\n\\nIt rained all day, she said.\\n")
    '2025-04-10'
    """
    head = text[:_LOOKED_AT]
    if not may_have_date(head):  # as in most texts: all are looked at
        return None
    for paragraph in paragraphs(head):
        if paragraph.kind == "date":
            return date_in(head[paragraph.start : paragraph.end])
    return None


def with_origin(article: Article, place: str = "", source: str | None = None) -> Article:
    """The article with its outlet, by `outlet_of` its path, and its date, by its date line, where it has none itself.

    >>> with_origin(Article("Rain.", "echo-rain"), "news/echo-rain.txt", "prefix").outlet
    'echo'
    """
    outlet = article.outlet or (outlet_of(place or article.id, source) if source else None)
    published = article.published or date_line(article.text)
    return replace(article, outlet=outlet, published=published)


# --- Which share has it ---

# A hash, and not the position: what is put into a folder meanwhile moves no other file to another share. Of names and
# numbers alone, so that a file of another share need not be opened.

_SHARD = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_OF_ONE = frozenset({"text", "markdown", "html"})
"""The formats of which a file is one article, or one page."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The share `number`, from 1, of so many; by default all there is.

    >>> shards = [Shard(number, 3) for number in (1, 2, 3)]
    >>> [sum(shard.has(f"news/{name}.txt") for shard in shards) for name in range(5)]
    [1, 1, 1, 1, 1]
    """

    number: int = 1
    of: int = 1

    def has(self, path: str, member: str = "", number: int | None = None) -> bool:
        """Whether it has a file, a member of an archive, or a record in one: the path counts as it was given.

        >>> all(Shard(1, 1).has(path) for path in ("a.txt", "news.jsonl"))
        True
        >>> Shard(1, 2).has("news/a.txt") == Shard(1, 2).has("./news//a.txt")
        True
        """
        if self.of == 1:
            return True
        place = os.path.normpath(path).replace(os.sep, "/") + member + ("" if number is None else f":{number}")
        digest = blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest) % self.of == self.number - 1


ALL = Shard()


def shard_of(given: Shard | str | None, name: str = "shard") -> Shard:
    """The share that a caller means: "3/100" is the third of a hundred, None all of it.

    Raises UsageError, which says `name`, for anything else.

    >>> shard_of("3/100")
    Shard(number=3, of=100)
    """
    if given is None or isinstance(given, Shard):
        return given or ALL
    found = _SHARD.fullmatch(given) if isinstance(given, str) else None
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(f"{name}: {given!r:.80} is no share such as 3/100: two whole numbers, from 1/100 to 100/100")
    return Shard(int(found[1]), int(found[2]))


def is_of_one(name: str, form: str | None = None) -> bool:
    """Whether a file is one article, as its name or the format that was asked for tells.

    >>> is_of_one("a.html.gz"), is_of_one("a.jsonl"), is_of_one("a"), is_of_one("a", "text")
    (True, False, False, True)
    """
    return (form or format_of(name)) in _OF_ONE


def number_in(place: str) -> int | None:
    """The number of a record in the place where something is wrong with it; None for a whole file.

    >>> number_in(":12"), number_in(", record 3"), number_in("")
    (12, 3, None)
    """
    found = re.search(r"[0-9]+\Z", place)
    return int(found[0]) if found else None
