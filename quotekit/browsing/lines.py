"""Quotes as pages list them: a line each, the words that were looked for told apart."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from quotekit.browsing.asked import address
from quotekit.reporting.articles import shortened
from quotekit.reporting.page import markup, printed, templates
from quotekit.reporting.quotes import HUES, NOBODY, Badge, initials
from quotekit.reporting.timeline import day_label
from quotekit.store.search import rows

_MARKS = "\x02", "\x03"
_FOUND = re.compile("\x02([^\x02\x03]*)\x03")
_KEYS = (
    *("kind", "part", "denied", "speaker", "speaker_id", "role", "via", "quote", "confidence"),
    *("article", "key", "title", "outlet", "published", "outlets"),
)
"""What a line shows of a row: a third of it, without what is to be read as JSON."""
_UNSURE = 0.6
_LONGEST, _LONGEST_NAME, _LONGEST_LABEL = 600, 60, 40


@dataclass(frozen=True, slots=True)
class Line:
    """A quote of the store."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
    """Its words; each piece with whether it is what was looked for."""
    row: dict[str, Any]
    """What a search of the store has of it and a page shows."""

    @property
    def address(self) -> str:
        """Of the page of the utterance."""
        return f"/quote/{self.number}"

    @property
    def speaker_address(self) -> str | None:
        """Of the page of the speaker; None where nobody is known."""
        return speaker_address(self.row["speaker_id"])

    @property
    def article_address(self) -> str:
        """Of the page of the article, where the quote stands."""
        return f"{address('/article', key=self.row['key'])}#t-{self.number}"

    @property
    def badge(self) -> Badge:
        """By what its speaker is told apart."""
        return badge_of(self.row["speaker_id"], self.row["speaker"])

    @property
    def beginning(self) -> str:
        """Its first words, which tell links apart."""
        return shortened(self.row["quote"], _LONGEST_LABEL)

    @property
    def role(self) -> str | None:
        """What its article calls the speaker."""
        return shortened(self.row["role"], _LONGEST_NAME) if self.row["role"] else None

    @property
    def place(self) -> str:
        """Who printed it, and when."""
        printer = shortened(self.row["outlet"] or self.row["title"] or self.row["article"], _LONGEST_NAME)
        day = day_label(self.row["published"])
        return f"{printer}, {shortened(day, _LONGEST_NAME)}" if day else printer

    @property
    def manner(self) -> str:
        """What is out of the ordinary in it: that it is reported, in a caption, denied, relayed, unsure."""
        row = self.row
        told = (
            {"direct": "", "mixed": "partly in marks", "indirect": "reported"}[row["kind"]],
            {"body": "", "caption": "in a caption", "title": "in the title", "heading": "in a heading"}[row["part"]],
            "denied" if row["denied"] else "",
            f"via {shortened(row['via'], _LONGEST_NAME)}" if row["via"] else "",
            f"unsure ({row['confidence']:.0%})" if row["confidence"] < _UNSURE else "",
        )
        return " · ".join(filter(None, told))


def lines(connection: sqlite3.Connection, numbers: Iterable[int], words: str = "") -> list[Line]:
    """Some quotes, by their numbers, in the order given; `words` are what was looked for."""
    ids = list(numbers)
    return [
        Line(number, _pieces(row["snippet"]), row)
        for number, row in zip(ids, rows(connection, ids, words, _MARKS, _KEYS))
    ]


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    text = snippet if _MARKS[0] in snippet else shortened(snippet, _LONGEST)
    return tuple(_divided(text))


def _divided(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in _FOUND.finditer(text):
        yield text[at : found.start()], False
        yield found[1], True
        at = found.end()
    yield text[at:], False


@lru_cache(10_000)
def speaker_address(key: str | None) -> str | None:
    """The address of the page of a speaker, by its id; None for nobody.

    >>> speaker_address("person:ana-reyes")
    '/speaker?id=person%3Aana-reyes'
    """
    return address("/speaker", id=key) if key else None


@lru_cache(10_000)
def badge_of(key: str | None, name: str | None) -> Badge:
    """The letters of a speaker, and the color, which is the same on every page.

    >>> badge_of("person:ana-reyes", "Ana Reyes").letters, badge_of(None, None).letters
    ('AR', '?')
    """
    return Badge(initials(name), zlib.crc32((key or name).encode()) % HUES + 1) if name else NOBODY


# --- As HTML: by Python, because a page has twenty and a template takes four times as long ---


def pieces(line: Line) -> str:
    """The words, marked where they are what was looked for."""
    found = "".join(
        f'<mark class="found">{printed(text)}</mark>' if is_it else printed(text) for text, is_it in line.pieces
    )
    return markup(f"“{found}”" if line.row["kind"] == "direct" else found)


def who(line: Line, told_by: Badge | None = None) -> str:
    """Who says it, by the badge that tells him apart everywhere, or on this page."""
    name, at = line.row["speaker"], line.speaker_address
    named = f"<bdi>{printed(name)}</bdi>" if name else "Nobody named"
    linked = f'<a href="{printed(at)}">{named}</a>' if at else named
    role = f'<span class="soft">, <bdi>{printed(line.role)}</bdi></span>' if line.role else ""
    return markup(f"{_badge(told_by or line.badge)} {linked}{role}")


def where(line: Line) -> str:
    """Who printed it, and what is out of the ordinary."""
    manner = f" · {printed(line.manner)}" if line.manner else ""
    return markup(f'<a href="{printed(line.article_address)}"><bdi>{printed(line.place)}</bdi></a>{manner}')


def quotes(several: Iterable[Line], speakers: bool = True) -> str:
    """Items of a list, with or without who says it."""
    return markup("".join(_item(line, speakers) for line in several))


def _item(line: Line, speakers: bool) -> str:
    said_by = f'<p class="who">{who(line)}</p>\n' if speakers else ""
    printers = f"in {line.row['outlets']} outlets" if line.row["outlets"] > 1 else "this quote"
    more = f'<a href="{line.address}">{printers}<span class="vh">: {printed(line.beginning)}</span></a>'
    return f"""<li>
{said_by}<blockquote><p>{pieces(line)}</p></blockquote>
<p class="meta">{where(line)} · {more}</p>
</li>
"""


@lru_cache(10_000)
def _badge(badge: Badge) -> str:
    return str(templates(Path(__file__).parent).get_template("pieces.html.j2").module.badge(badge))  # type: ignore[attr-defined]
