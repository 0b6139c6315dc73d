"""Which news agency an article is from, where it says so: in its dateline, among its authors, below its text."""

from __future__ import annotations

import re
from functools import lru_cache

from quotekit.records import Article
from quotekit.text.lexicon import Lexicon

_HEAD, _FOOT = 300, 600  # characters in which a dateline and a notice of copyright stand
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)\s?[-–—]")
_DIVIDED = re.compile(r" ?[;,/|] ?| (?:and|for|via) | [-–—] ")
_STAFF = re.compile(r"^by | (?:staff|reporters?|staff writers?|correspondents?|writers?)$", re.I)
"""Both look at a line with single spaces: a run of them would be tried from each of its places."""
_OWNED = re.compile(r"(?:copyright|©|\(c\))[\s\d©,:-]{0,20}([^\n]{2,60})", re.I)
_RESERVED = re.compile(r"[.,]\s|\.?$|\s(?:and|all rights)\b", re.I)


def wire_of(article: Article, lexicon: Lexicon | None = None) -> str | None:
    """The agency that an article says it is from, by the name of the table `agencies`; None where it names none.

    An agency that the text only quotes ("Reuters reported") is none.

    >>> wire_of(Article("TELFORD (AP) — The old dam held.")), wire_of(Article("Reuters said that the old dam held."))
    ('Associated Press', None)
    """
    agencies = _agencies(lexicon or Lexicon.shipped())
    for name in (*_in_head(article.text[:_HEAD]), *_authors(article), *_in_foot(article.text[-_FOOT:])):
        if name in agencies:
            return agencies[name]
    return None


@lru_cache(4)
def _agencies(lexicon: Lexicon) -> dict[str, str]:
    """The agencies by each of their forms, as printed."""
    return {form: row["agency"] for row in lexicon.rows("agencies") for form in row["forms"].split("|")}


def _in_head(head: str) -> list[str]:
    """What stands in brackets before a dash, and the lines that may be a byline: no sentence ends in them."""
    found = [part for match in _IN_BRACKETS.finditer(head) for part in _parts(match[1])]
    lines = [line.strip() for line in head.split("\n")[:4]]
    return found + [part for line in lines if line and line[-1] not in '.?!”"' for part in _parts(line)]


def _authors(article: Article) -> list[str]:
    return _parts(article.author or "")


def _in_foot(foot: str) -> list[str]:
    return [_RESERVED.split(match[1].strip(), maxsplit=1)[0] for match in _OWNED.finditer(foot)]


def _parts(text: str) -> list[str]:
    return [_STAFF.sub("", part.strip()).strip() for part in _DIVIDED.split(" ".join(text.split()))]
