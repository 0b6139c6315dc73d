"""What can be wrong with an input: told on one printable line that names the file and the place in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from quotekit.plain.languages import language_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one input. As a string it is one printable line.

    >>> print(Problem("a.txt", "empty", rejected=True))
    a.txt: empty
    """

    path: str
    """The path in printable form: control characters and undecodable bytes are escaped. In a file of many records the
    line or the number of the record is behind it (`news.jsonl:12`), in an archive the member (`news.zip/a.html`)."""
    message: str
    rejected: bool
    """True where no article came of it, False for a warning about one that did."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class ReadWarning(UserWarning):
    """An article was read, but something about it had to be guessed, repaired or left out."""


class Flaw(NamedTuple):
    """Something wrong with a place inside a file, for those who do not know the file's name."""

    message: str
    place: str = ""
    """What the printed path ends in: `:12` for line 12, `, row 3`, or nothing for the whole file."""
    rejected: bool = True


class Foreign:
    """What is said of articles in other languages than English: the first in each, and at the end how many more are.

    >>> foreign = Foreign()
    >>> text = "El alcalde dijo que el puente no se abrirá hasta mañana, pero que los vecinos están a salvo."
    >>> [str(problem) for place in ("a.txt", "b.txt") for problem in foreign.met(text, place)]
    ['a.txt: is in Spanish; quotes are found in English alone']
    >>> [str(problem) for problem in foreign.rest()]
    ['b.txt: is in Spanish, as are 1 of the articles before it']
    """

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, str]] = {}
        """How many articles are in each language, and where the last one is."""

    def met(self, text: str, place: str) -> Iterator[Problem]:
        """What is said of an article: that it is the first in its language."""
        language = language_of(text)
        if language:
            count, _ = self._met.get(language, (0, ""))
            self._met[language] = count + 1, place
            if not count:
                yield Problem(place, f"is in {language}; quotes are found in English alone", rejected=False)

    def rest(self) -> Iterator[Problem]:
        """What is said at the end."""
        for language, (count, place) in self._met.items():
            if count > 1:
                said = f"is in {language}, as are {count - 1:,} of the articles before it"
                yield Problem(place, said, rejected=False)


def reason(error: Exception) -> str:
    """Why something failed, in words that can stand behind a colon.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    message = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return message[:1].lower() + message[1:] if message[1:2].islower() else message  # not I/O, CRC


def short_reason(error: Exception) -> str:
    """The first line of `reason`, 200 characters at most: what libraries say of a damaged file.

    >>> short_reason(ValueError("Not a table\\nat all"))
    'not a table'
    """
    return reason(error).splitlines()[0][:200]


def misfit(kind: str, head: bytes, error: Exception) -> str:
    """Why a file that begins with `head` is no document of an office program, whatever a library says of it.

    >>> misfit("Word document", b"", ValueError("No ZIP")), misfit("Word document", b"It", ValueError("No ZIP"))
    ('empty', 'no Word document')
    >>> misfit("Word document", b"PK", ValueError("Cut off"))
    'no Word document: cut off'
    """
    if not head:
        return "empty"
    return f"no {kind}: {short_reason(error)}" if head.startswith(b"PK") else f"no {kind}"


def printable(text: str) -> str:
    r"""`text` on one line that any UTF-8 terminal or file takes: controls, surrogates and the like are escaped.

    >>> printable("a\nb")
    'a\\nb'
    """
    unsafe = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return text.translate({ord(char): char.encode("unicode_escape").decode() for char in unsafe})


def shown(value: object, most: int = 80) -> str:
    """A value as it is named in a message: its representation, cut after `most` characters, on one line.

    >>> shown(b"a.txt")
    "b'a.txt'"
    """
    return printable(repr(value)[:most])
