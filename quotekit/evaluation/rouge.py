"""ROUGE (Lin 2004): how much of a reference a text holds, as F1 over stemmed words, pairs of words, and their order.

Gives the figures of the rouge-score package with its stemmer on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from quotekit.text.stems import stem
from quotekit.variants.alignment import common_length

_TOKEN = re.compile(r"[a-z0-9]+")
_SHORTEST_STEMMED = 4


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 of words, of pairs of words, and of the longest common subsequence, 0 to 1."""

    r1: float
    r2: float
    rl: float


def tokens_of(text: str) -> list[str]:
    """The words that ROUGE compares.

    >>> tokens_of("It's raining.")
    ['it', 's', 'rain']
    """
    return [stem(word) if len(word) >= _SHORTEST_STEMMED else word for word in _TOKEN.findall(text.lower())]


def rouge(text: str, references: Iterable[str]) -> Rouge:
    """The figures of a text, means over its references.

    >>> rouge("The dam held.", ["The old dam held."])
    Rouge(r1=0.857..., r2=0.4, rl=0.857...)
    """
    own = tokens_of(text)
    each = [_figures(own, tokens_of(reference)) for reference in references]
    return Rouge(*(sum(values) / len(each) for values in zip(*each))) if each else Rouge(0.0, 0.0, 0.0)


def _figures(own: list[str], reference: list[str]) -> tuple[float, float, float]:
    words = _f1(sum((Counter(own) & Counter(reference)).values()), len(own), len(reference))
    pairs = Counter(pairwise(own)), Counter(pairwise(reference))
    two = _f1(sum((pairs[0] & pairs[1]).values()), max(len(own) - 1, 0), max(len(reference) - 1, 0))
    return words, two, _f1(common_length(own, reference), len(own), len(reference))


def _f1(shared: int, own: int, reference: int) -> float:
    return 2 * shared / (own + reference) if shared else 0.0
