"""A speaker in one article, as it is compared with those of others: its words, where and when the article stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from quotekit.dates import day_of
from quotekit.records import Article, Speaker
from quotekit.speakers.people.fields import Work, work_of
from quotekit.speakers.surnames import generation

Words = tuple[str, ...]
Place = tuple[str, str]
"""An article and the id of a speaker in it."""

_UNACCENTED = str.maketrans(
    {"'": "", "’": "", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article stood; None where that is not known."""

    outlet: str | None = None
    day: int | None = None
    """Days since the year 1."""

    @staticmethod
    def of(outlet: str | None, published: str | None) -> Setting:
        """The setting of an article.

        >>> Setting.of("Courier", "2025-04-10T08:00:00Z").day
        739351
        """
        day = day_of(published)
        return Setting(outlet or None, day.toordinal() if day else None)

    @staticmethod
    def of_article(article: Article) -> Setting:
        """The setting of an article, as its record says."""
        return Setting.of(article.outlet, article.published)


NOWHERE = Setting()


class Appearance(NamedTuple):
    """A speaker in one article."""

    place: Place
    speaker: Speaker
    words: Words
    """Of the name, folded, without "Jr." behind a person's."""
    setting: Setting = NOWHERE

    @property
    def surname(self) -> str:
        """The last word of a person's name."""
        return self.words[-1]

    @property
    def is_full(self) -> bool:
        """Whether a person is called by more than a surname, which may be of two words: "Kilroy-Silk"."""
        return is_full(self.speaker)

    @property
    def work(self) -> Work:
        """What the roles tell."""
        return work_of(self.speaker.roles)


@lru_cache(100_000)
def folded(name: str) -> Words:
    """The words of a name without case, accents and apostrophes.

    >>> folded("José Núñez"), folded("O’Neil")
    (('jose', 'nunez'), ('oneil',))
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNACCENTED))
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def kin(speaker: Speaker) -> str | None:
    """What all who may be one with this speaker in another article share; None where nobody may.

    People of one surname may be, and organizations or documents of one name ("Kestrel Report"); a group, somebody
    unnamed or a "new study" is another one in each article.

    >>> kin(Speaker("a:s1", "Luis Suárez", "person")), kin(Speaker("a:s2", "The Harbour Trust", "organization"))
    ('person:suarez', 'organization:harbour-trust')
    >>> kin(Speaker("a:s3", "a spokesman", "unnamed"))
    """
    words = words_of(speaker)
    if speaker.kind == "person":
        return f"person:{words[-1]}"
    is_called = not speaker.name.islower() if speaker.kind == "organization" else speaker.name.split()[-1][0].isupper()
    if speaker.kind in ("organization", "document") and is_called:
        return f"{speaker.kind}:" + "-".join(words[1:] if words[0] == "the" and len(words) > 1 else words)
    return None


def words_of(speaker: Speaker) -> Words:
    """The folded words of a speaker's name, one at least, a person's without a number or "Jr." behind them.

    >>> words_of(Speaker("a:s1", "Martin Hale III", "person"))
    ('martin', 'hale')
    """
    words = folded(speaker.name) or (speaker.name,)
    if speaker.kind != "person":
        return words
    return words[:-1] if len(words) > 1 and generation(words) else words


def is_full(speaker: Speaker) -> bool:
    """Whether a speaker is a person who is called by more than a surname, be it one with a hyphen.

    >>> [is_full(Speaker("a:s1", name, "person")) for name in ("Ida Bell-Hale", "Bell-Hale", "Hale Jr.")]
    [True, False, False]
    """
    return speaker.kind == "person" and len(words_of(speaker)) > 1 and " " in without_generation(speaker.name)


def without_generation(name: str) -> str:
    """A name as printed without "Jr." behind it.

    >>> without_generation("Martin Hale Jr.")
    'Martin Hale'
    """
    printed = name.split()
    return " ".join(printed[:-1] if len(printed) > 1 and generation(printed) else printed)


def double(name: str) -> str:
    """The first half of a surname with a hyphen, folded, its words joined by hyphens; "" for none.

    >>> double("Ida Bell-Hale"), double("Ida Hale")
    ('bell', '')
    """
    last = (without_generation(name).split() or [""])[-1]
    return "-".join(folded(last)[:-1]) if "-" in last else ""


@dataclass(slots=True)
class Unions:
    """Places put together, each lot under its first one.

    >>> lots = Unions()
    >>> lots.join(("b", "1"), ("a", "1")), lots.find(("b", "1")), lots.find(("c", "1"))
    (('a', '1'), ('a', '1'), ('c', '1'))
    """

    _leader: dict[Place, Place] = field(default_factory=dict)

    def find(self, place: Place) -> Place:
        """The first place of the lot that a place belongs to."""
        leader = self._leader
        while leader.get(place, place) != place:
            leader[place] = leader.get(leader[place], leader[place])
            place = leader[place]
        return place

    def join(self, one: Place, other: Place) -> Place:
        """Put the lots of two places together; the first place of it."""
        first, second = sorted((self.find(one), self.find(other)))
        self._leader[second] = first
        return first
