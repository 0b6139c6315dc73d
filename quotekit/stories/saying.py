"""Whether two sentences of two articles say the same: the same concepts with the same names, figures and days.

A sentence of another event is often like one of this: "Police said the man was taken to hospital". So both articles
must report one event.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quotekit.records import Article
from quotekit.stories.grouping import Reports
from quotekit.stories.telling import DAYS, Rare
from quotekit.text.stems import stem

FEATURES = (
    "pairs",
    "stems",
    "number",
    "deeds",
    "names",
    "names_apart",
    "figures",
    "figures_apart",
    "days",
    "days_apart",
)
"""What is measured of two sentences; the weights of a model have one for each."""
_AMONG_FEW = 3.0  # among 20 articles, even odds are enough; among more, they must be higher by as much
_TELLING = 0.5
_WORD = re.compile(r"\d[\d,.]*\d|\w+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says, as sets of stems."""

    stems: frozenset[str]
    """Those that tell something."""
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    """Those with a capital, but for the first word."""
    figures: frozenset[str]
    days: frozenset[str]


def said_in(sentence: str, rare: Rare) -> Said:
    """What a sentence says.

    >>> from quotekit.models.model import Model
    >>> said = said_in("The dam of Telford held 3,000 tonnes on Sunday.", Model.shipped().rarity.of)
    >>> sorted(said.stems), sorted(said.names), sorted(said.figures), sorted(said.days)
    (['3000', 'dam', 'held', 'telford', 'tonn'], ['telford'], ['3000'], ['sunday'])
    """
    words = _WORD.findall(sentence)
    roots = [word.replace(",", "") if word[0].isdigit() else stem(word.lower()) for word in words]
    days = frozenset(word.lower() for word in words) & frozenset(DAYS)
    telling = {root for root in roots if root[0].isdigit() or rare(root) > _TELLING} - {stem(day) for day in days}
    capital = {root for word, root in zip(words[1:], roots[1:]) if word[0].isupper()}
    return Said(
        frozenset(telling),
        frozenset((a, b) for a, b in pairwise(roots) if a in telling or b in telling),
        frozenset(telling & capital),
        frozenset(root for root in telling if root[0].isdigit()),
        days,
    )


def measured(one: Said, other: Said, rare: Rare) -> list[float]:
    """What is measured of two sentences, in the order of `FEATURES`.

    >>> held = said_in("Dam held.", len)
    >>> measured(held, held, len)[:4]
    [1.0, 1.0, 0.6931471805599453, 1.0]
    """

    def weight(stems: frozenset[str]) -> float:
        return math.fsum(sorted(map(rare, stems)))

    fewest = min(weight(one.stems), weight(other.stems)) or 1.0
    both = one.stems & other.stems
    named = one.names | other.names | one.figures | other.figures
    fewest_deeds = min(weight(one.stems - named), weight(other.stems - named)) or 1.0
    fewest_pairs = min(len(one.pairs), len(other.pairs)) or 1
    return [
        len(one.pairs & other.pairs) / fewest_pairs,
        weight(both) / fewest,
        math.log(max(len(both), 1)),
        weight(both - named) / fewest_deeds,
        *_shared(one.names, other.names),
        *_shared(one.figures, other.figures),
        *_shared(one.days, other.days),
    ]


def _shared(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """The share of the fewer that both have, and whether both have some and none in common."""
    fewest = min(len(one), len(other))
    return (len(one & other) / fewest if fewest else 0.0), float(bool(fewest) and one.isdisjoint(other))


class Sayings:
    """Which sentences of some articles say the same; what is known of the articles is looked for when first needed.

    >>> from quotekit.models.model import Model
    >>> one, other = Article("The old dam above Telford held on Sunday, the mayor said."), Article("It rained in Hale.")
    >>> Sayings([one, other], Model.shipped().rarity.of).same(one.text, one, other.text, other)
    False
    """

    def __init__(self, articles: Sequence[Article], rare: Rare) -> None:
        self._reports = Reports(articles, rare)
        self._number = {id(article): number for number, article in enumerate(articles)}
        self._said = cache(lambda sentence: said_in(sentence, self._reports.rare))

    def same(self, one: str, article: Article, other: str, of_other: Article) -> bool:
        """Whether a sentence of one article says what a sentence of another one does, of the same event."""
        return says_same(self._said(one), self._said(other), self._reports.rare) and self.of_one_event(
            article, of_other
        )

    def of_one_event(self, one: Article, other: Article) -> bool:
        """Whether two of the articles report one event: among few articles it is likelier than among many."""
        a, b = self._number[id(one)], self._number[id(other)]
        if self._reports.leaders[a] == self._reports.leaders[b]:
            return True
        return self._reports.odds_of(a, b) > math.log(len(self._number)) - _AMONG_FEW


def says_same(one: Said, other: Said, rare: Rare) -> bool:
    """Whether two sentences say the same, by their words: names, figures or days that differ speak against it.

    >>> from quotekit.models.model import Model
    >>> rare = Model.shipped().rarity.of
    >>> told = "About 300 people left Telford.", "Some 300 people have left Telford.", "Some 200 people left Telford."
    >>> [says_same(said_in(told[0], rare), said_in(other, rare), rare) for other in told]
    [True, True, False]
    """
    from quotekit.stories.weights import Weights

    found, weights = dict(zip(FEATURES, measured(one, other, rare))), Weights.shipped().saying
    if not found["deeds"] or any(found[name] for name in ("names_apart", "figures_apart", "days_apart")):
        return False  # of the same people other things can be said
    return sum(weights[name] * value for name, value in found.items()) + weights["bias"] > 0
