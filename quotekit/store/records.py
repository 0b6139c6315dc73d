"""Articles, quotes and speakers as rows of a store, and rows as records again."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from quotekit.analysis import Analysis
from quotekit.dates import day_of
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import COLUMNS, QUOTE_KEYS, Row, quote_row
from quotekit.speakers.people.appearances import Words as Words
from quotekit.speakers.people.appearances import is_full, kin
from quotekit.speakers.people.names import Aliases as Aliases
from quotekit.speakers.people.names import renamed

_Which = TypeVar("_Which")
_SURROGATES = re.compile("[\ud800-\udfff]")  # UTF-8 has no form for them

_OF_OTHERS = ("article", "id", "speaker", "speaker_kind", "role", "speaker_ref")
STORED = tuple(column for column in QUOTE_KEYS if column not in _OF_OTHERS)
"""The columns of a quote that the table `quotes` has under their own names."""


# --- Which article it is ---


def key_of(article: Article) -> str:
    """What makes an article the same one when it comes again: its address, else its id.

    An article that was given no id has one made of its text, so that another text is another article.

    >>> key_of(Article("It rained.", "a1")), key_of(Article("It rained.", "a1", url="https://echo.test/1"))
    ('id:a1', 'https://echo.test/1')
    """
    return storable(article.url) or f"id:{storable(article.id)}"


class Origin(NamedTuple):
    """Which article it is, and where this text of it is from."""

    key: str
    place: str | None = None
    """Where it was read: other places may tell other texts under the same key. None where it was not read."""
    is_found_here: bool = False
    """Whether its quotes are found by this run, and not by whoever gave them."""


@dataclass(slots=True)
class Origins:
    """The origins of the articles of one run; `key` gives the key of each, and is asked once.

    Where one file tells an article several times, these are places of their own, in the order of the file.

    >>> origin = Origins(key_of)
    >>> article = Article("It rained.", url="https://echo.test/1", place="file:///news/week.jsonl#7")
    >>> origin(article).place, origin(article).place
    ('file:///news/week.jsonl#7', 'file:///news/week.jsonl#7~2')
    """

    key: Callable[[Article], str]
    is_found_here: bool = False
    _met: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __call__(self, article: Article) -> Origin:
        """The origin of an article."""
        key, place = self.key(article), storable(article.place) or None
        if place and key != place:
            place = _numbered(place, self._met, (key, place))
        return Origin(key, place, self.is_found_here)


@dataclass(slots=True)
class PlaceKeys:
    """The keys of the articles of one run, told apart by where they were read.

    Ids do not do: `monday/lead.txt` and `tuesday/lead.txt` are both "lead" and two articles; read together, one is
    "tuesday/lead". The place does. Standard input has none: the text itself is the key.

    >>> key = PlaceKeys()
    >>> key(Article("It rained.", "lead", place="file:///news/lead.txt"))
    'file:///news/lead.txt'
    >>> key(Article("It snowed.", "lead", place="file:///news/lead.txt"))
    'file:///news/lead.txt~2'
    """

    _met: Counter[str] = field(default_factory=Counter)

    def __call__(self, article: Article) -> str:
        """The key of an article; of one that was not read that of `key_of`."""
        if article.url or not article.place:
            return key_of(article)
        if article.place == "-":
            return f"text:{_digest(article.text)}"
        place = storable(article.place)
        return _numbered(place, self._met, place)


def _numbered(place: str, met: Counter[_Which], which: _Which) -> str:
    """A place, which gets a number where it is not met for the first time as `which`."""
    before = met[which]
    met[which] += 1
    return f"{place}~{met[which]}" if before else place


def iso_day(published: str | None) -> str | None:
    """The day of an ISO 8601 date or time, as it is stored; None for anything else.

    >>> iso_day("2025-04-10T08:00:00Z"), iso_day("last week")
    ('2025-04-10', None)
    """
    day = day_of(published)
    return day.isoformat() if day else None


def storable(text: str | None) -> str:
    """Text that UTF-8 can hold, with as many characters; empty for None.

    >>> storable("a" + chr(0xDC80))
    'a�'
    """
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text or "")


def _digest(*values: object) -> str:
    data = json.dumps(values, ensure_ascii=True).encode()
    return hashlib.sha256(data).hexdigest()[:32]


def digest_of(article: Article) -> str:
    """What changes when anything of an article does but its id, which depends on what else was read.

    >>> digest_of(Article("It rained.", "a")) == digest_of(Article("It rained.", "b"))
    True
    """
    about = (article.title, article.url, article.outlet, article.author, article.published)
    section = (article.section,) if article.section else ()  # articles of before there were sections have not changed
    return _digest(article.text, *about, *section)


# --- From records to rows ---


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is stored, with its quotes and who says them: `speaker` of a quote is a place in these."""

    origin: Origin
    article: Article
    appearances: list[dict[str, Any]]
    quotes: list[dict[str, Any]]

    @property
    def found(self) -> str:
        """What changes when anything that was found does but ids, which depend on what else was read."""
        return _digest(self.appearances, [{**quote, "name": ""} for quote in self.quotes])

    @property
    def values(self) -> dict[str, Any]:
        """The row of the article, without its id."""
        one = self.article
        given = ("title", "url", "outlet", "author", "section", "published")
        return {
            "key": self.origin.key,
            "place": self.origin.place,
            "name": storable(one.id),
            **{column: storable(getattr(one, column)) or None for column in given},
            "day": iso_day(one.published),
            "text": storable(one.text),
            "digest": digest_of(one),
            "found": self.found,
        }


def entries(analysis: Analysis, origins: Sequence[Origin], aliases: Aliases | None = None) -> Iterator[Entry]:
    """What is stored of each article of an analysis, whose origins are given in order; speakers go by `aliases`.

    >>> [entry.values["name"] for entry in entries(Analysis((Article("It rained.", "a"),), (), ()), [Origin("id:a")])]
    ['a']
    """
    analysis = renamed(analysis, aliases) if aliases else analysis
    of_article: dict[str, list[Quote]] = {}
    for quote in analysis.quotes:
        of_article.setdefault(quote.article, []).append(quote)
    for article, origin in zip(analysis.articles, origins):
        quotes = of_article.get(article.id, [])
        speakers = {speaker.id: speaker for speaker in map(analysis.speaker_of, quotes) if speaker}
        numbers = {identity: number for number, identity in enumerate(speakers)}
        rows = [_quote(article.told_in(quote), quote, number, numbers, speakers) for number, quote in enumerate(quotes)]
        yield Entry(origin, article, [_appearance(one, quotes) for one in speakers.values()], rows)


def _quote(
    text: str, quote: Quote, number: int, numbers: dict[str, int], speakers: dict[str, Speaker]
) -> dict[str, Any]:
    row: Row = quote_row(text, quote, speakers.get(quote.speaker or ""))
    columns = {column: _as_stored(row[column], column) for column in STORED}
    who = numbers.get(quote.speaker or "")
    return {"number": number, "name": storable(quote.id), **columns, "speaker": who}


def _as_stored(value: Any, column: str) -> Any:
    if COLUMNS[column].type == "spans":
        return json.dumps(value)
    if COLUMNS[column].type == "text":
        return (storable(value) or None) if COLUMNS[column].optional else storable(value)
    return value


def _appearance(speaker: Speaker, quotes: list[Quote]) -> dict[str, Any]:
    acts = [quote.act for quote in quotes if quote.speaker == speaker.id]
    return {
        "name": storable(speaker.name),
        "kind": speaker.kind,
        "gender": speaker.gender,
        "aliases": json.dumps([storable(alias) for alias in speaker.aliases], ensure_ascii=False),
        "roles": json.dumps([storable(role) for role in speaker.roles], ensure_ascii=False),
        "statements": acts.count("statement"),
        "mentions": acts.count("mention"),
        "beliefs": acts.count("belief"),
        "ref": storable(speaker.ref) or None,
        **compared(speaker),
    }


def compared(speaker: Speaker) -> dict[str, Any]:
    """The columns of an appearance by which it is compared with those in other articles.

    >>> compared(Speaker("a:s1", "Luis Suárez", "person"))
    {'kin': 'person:suarez', 'is_full': 1}
    """
    return {"kin": storable(kin(speaker)) or None, "is_full": int(is_full(speaker))}


# --- From rows to records ---


def from_store(value: Any, column: str) -> Any:
    """The value of a column of a quote as a row has it.

    >>> from_store("[[1, 9]]", "content"), from_store("said", "source_text")
    ([[1, 9]], 'said')
    """
    if COLUMNS[column].type == "spans":
        return json.loads(value)
    return bool(value) if COLUMNS[column].type == "true or false" else value


@lru_cache(10_000)
def spans(listed: str) -> tuple[Span, ...]:
    """The spans of a JSON list of pairs.

    >>> spans("[[1, 9]]")
    (Span(start=1, end=9),)
    """
    return tuple(Span(start, end) for start, end in json.loads(listed))


@lru_cache(10_000)
def names(listed: str) -> tuple[str, ...]:
    """The texts of a JSON list.

    >>> names('["Suárez"]')
    ('Suárez',)
    """
    return tuple(json.loads(listed))
