"""What an article tells, by its title and its first words: stems, names, deeds, figures, days.

A reporter says first what happened: what stands behind the first 150 words is background, and other events have the
same. How early a word stands is what it counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from quotekit.plain.shown import reads
from quotekit.records import Article
from quotekit.text.paragraphs import paragraphs
from quotekit.text.stems import stem

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = frozenset(DAYS)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)  # "may" counts with a capital
_WORD = re.compile(r"\d[\d,.]*\d|\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = frozenset(".!?:\"“”'‘’(—–-")
"""What stands before a word that has a capital for that reason alone."""
_GAP = 3  # characters before a word in which such a sign is looked for
_LOOKED_AT = 150  # words
_CHARACTERS = 2500  # of the text; longer than that many words
_EARLY = 60  # words after which half of the weight is left
_LEAD = 45  # words
_DATED = 80  # words in which a weekday is that of the event
_TITLE = 2.0  # what a word of the title counts
_TELLING = 0.35  # rarity over which a stem tells something


Rare = Callable[[str], float]
"""How rare a stem is in news at large."""


Counted = defaultdict[str, float]
"""How much each thing counts."""


def _counted() -> Counted:
    return defaultdict(float)


@dataclass(slots=True)
class Telling:
    """What one article tells: for each kind how much each thing counts."""

    stems: Counted = field(default_factory=_counted)
    """All that tell something, names among them."""
    names: Counted = field(default_factory=_counted)
    """Those with a capital where no sentence begins."""
    deeds: Counted = field(default_factory=_counted)
    """All others: who does what is told by names, what is done by these."""
    figures: Counted = field(default_factory=_counted)
    """As digits, without those of years."""
    pairs: Counted = field(default_factory=_counted)
    """Neighbouring stems."""
    title: Counted = field(default_factory=_counted)
    lead: Counted = field(default_factory=_counted)
    days: Counted = field(default_factory=_counted)
    """Weekdays at the beginning."""
    months: Counted = field(default_factory=_counted)
    """Months and years."""


def telling_of(article: Article, rare: Rare) -> Telling:
    """What an article tells.

    >>> from quotekit.models.model import Model
    >>> told = telling_of(Article("The dam of Telford held on Monday."), Model.shipped().rarity.of)
    >>> sorted(told.names), sorted(told.deeds), sorted(told.days)
    (['monday', 'telford'], ['dam', 'held'], ['monday'])
    """
    title, body = title_and_body(article)
    names = _names(body)
    told = Telling()
    for text, is_titled in ((title, True), (body, False)):
        last, was_telling = "", False
        for place, (word, lower, root) in enumerate(_words(text)):
            weight = _TITLE if is_titled else 1 / (1 + place / _EARLY)
            is_telling = rare(root) > _TELLING
            _note(told, word, lower, root, place, weight)
            if last and (is_telling or was_telling):
                told.pairs[f"{last} {root}"] += weight
            if is_telling or root[0].isdigit():
                told.stems[root] += weight
                (told.names if lower in names else told.deeds)[root] += weight
                if is_titled:
                    told.title[root] += 1
                elif place < _LEAD:
                    told.lead[root] += 1
            last, was_telling = root, is_telling
    return told


def title_and_body(article: Article) -> tuple[str, str]:
    """The title, given with the article or in its text, and the beginning of its running text, as a reader sees them.

    >>> title_and_body(Article("Dam holds in Telford\\n\\nThe old dam held on Monday, the mayor said."))
    ('Dam holds in Telford', 'The old dam held on Monday, the mayor said.')
    """
    text, given = article.text[:_CHARACTERS], article.title or ""
    found = list(paragraphs(text, article.title))
    titled = next((one for one in found if one.kind == "title"), None)
    title = reads(given, 0, len(given)) or (reads(text, titled.start, titled.end) if titled else "")
    body = "\n".join(reads(text, one.start, one.end) for one in found if one.kind == "body")
    return title, body or reads(text, 0, len(text))


def _words(text: str) -> Iterator[tuple[str, str, str]]:
    """The first words of a text: as printed, in small letters, the stem; figures without commas."""
    for match in islice(_WORD.finditer(text), _LOOKED_AT):
        yield match[0], *_known(match[0])


@lru_cache(100_000)
def _known(word: str) -> tuple[str, str]:
    lower = word.lower()
    return lower, word.replace(",", "") if word[0].isdigit() else stem(lower)


def _names(body: str) -> set[str]:
    """The words with a capital that no sentence begins with."""
    return {
        match[0].lower()
        for match in _WORD.finditer(body)
        if match[0][0].isupper() and len(match[0]) > 1 and not _begins(body, match.start())
    }


def _begins(body: str, place: int) -> bool:
    """Whether a word has a capital because of what stands before it."""
    before = body[max(0, place - _GAP) : place].rstrip()
    return before[-1:] in _STOPS if before else place < _GAP


def _note(told: Telling, word: str, lower: str, root: str, place: int, weight: float) -> None:
    """Note days, months, years and figures."""
    if lower in _WEEK and place < _DATED:
        told.days[lower] += 1
    elif lower in _MONTHS and word[0].isupper():
        told.months[lower] += 1
    elif root[0].isdigit():
        (told.months if _YEAR.fullmatch(root) else told.figures)[root] += weight
