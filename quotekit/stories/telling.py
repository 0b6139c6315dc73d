"""What an article tells, by its title and its first words: stems, names, deeds, figures, days.

A reporter says first what happened: what stands behind the first 250 words is background, and other events have the
same. How early a word stands is what it counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from quotekit.plain.shown import reads
from quotekit.records import Article
from quotekit.text.paragraphs import paragraphs
from quotekit.text.stems import stem

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)  # "may" counts with a capital
_WORD = re.compile(r"\d[\d,.]*\d|\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEGINS = re.compile(r"(?:^|[.!?:\"“”'‘’(—–-])\s*$")
"""What stands before a word that has a capital for that reason alone."""
_LOOKED_AT = 250  # words
_CHARACTERS = 4000  # of the text; longer than that many words
_EARLY = 60  # words after which half of the weight is left
_LEAD = 45  # words
_DATED = 80  # words in which a weekday is that of the event
_TITLE = 2.0  # what a word of the title counts
_TELLING = 0.35  # rarity over which a stem tells something


Rare = Callable[[str], float]
"""How rare a stem is in news at large."""


@dataclass(slots=True)
class Telling:
    """What one article tells: for each kind how much each thing counts."""

    stems: Counter[str] = field(default_factory=Counter)
    """All that tell something, names among them."""
    names: Counter[str] = field(default_factory=Counter)
    """Those with a capital where no sentence begins."""
    deeds: Counter[str] = field(default_factory=Counter)
    """All others: who does what is told by names, what is done by these."""
    figures: Counter[str] = field(default_factory=Counter)
    """As digits, without those of years."""
    pairs: Counter[str] = field(default_factory=Counter)
    """Neighbouring stems."""
    title: Counter[str] = field(default_factory=Counter)
    lead: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    """Weekdays at the beginning."""
    months: Counter[str] = field(default_factory=Counter)
    """Months and years."""


@dataclass(frozen=True, slots=True)
class _Word:
    lower: str
    root: str
    place: int
    is_titled: bool
    has_capital: bool


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
    last: _Word | None = None
    for word in [*_words(title, True), *_words(body, False)]:
        _note(told, word, names, rare)
        if last and last.is_titled == word.is_titled and max(map(rare, (last.root, word.root))) > _TELLING:
            told.pairs[f"{last.root} {word.root}"] += _weight(word)
        last = word
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


def _words(text: str, is_titled: bool) -> list[_Word]:
    found = []
    for place, match in enumerate(_WORD.finditer(text)):
        if place >= _LOOKED_AT:
            break
        word = match[0]
        lower = word.lower()
        root = stem(lower) if not word[0].isdigit() else word.replace(",", "")
        found.append(_Word(lower, root, place, is_titled, word[0].isupper()))
    return found


def _names(body: str) -> set[str]:
    """The words with a capital that no sentence begins with."""
    return {
        match[0].lower()
        for match in _WORD.finditer(body)
        if match[0][0].isupper()
        and len(match[0]) > 1
        and not _BEGINS.search(body, max(0, match.start() - 3), match.start())
    }


def _weight(word: _Word) -> float:
    return _TITLE if word.is_titled else 1 / (1 + word.place / _EARLY)


def _note(told: Telling, word: _Word, names: set[str], rare: Rare) -> None:
    weight, is_figure = _weight(word), word.root[0].isdigit()
    if word.lower in DAYS and word.place < _DATED:
        told.days[word.lower] += 1
    elif word.lower in _MONTHS and word.has_capital:
        told.months[word.lower] += 1
    if is_figure and _YEAR.fullmatch(word.root):
        told.months[word.root] += weight
    elif is_figure:
        told.figures[word.root] += weight
    if rare(word.root) <= _TELLING and not is_figure:
        return
    told.stems[word.root] += weight
    (told.names if word.lower in names else told.deeds)[word.root] += weight
    if word.is_titled:
        told.title[word.root] += 1
    elif word.place < _LEAD:
        told.lead[word.root] += 1
