"""A share of the articles, the same on every machine: what one of several computers, or jobs of a cluster, reads.

What a share has is told by the names of files and the numbers of records alone, so that a file of another share need
not be opened. A hash, and not the position: what is put into a folder meanwhile moves no other file to another share.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import blake2b

from quotekit.errors import UsageError
from quotekit.reading.formats import format_of

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
