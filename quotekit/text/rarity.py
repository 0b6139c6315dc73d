"""How rare a word is in news at large: a small table of document frequencies, fitted here and shipped with the package.

The table holds no words, only hashes of their stems, so that no text can be read off it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quotekit.text.stems import stem
from quotekit.wordtables import stable_hash

_FEWEST_TEXTS = 2  # a stem of one text says more of that text than of English
STEPS = 40
"""A rarity is a whole number of fortieths."""
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, lower case.

    >>> words_of("The dam held.")
    ['the', 'dam', 'held']
    """
    return _WORD.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Rarity:
    """For each stem the negative logarithm of the share of texts that hold it: 0 for "the", about 6 where unseen.

    >>> table = fit_rarity([["The dam held.", "The dam burst.", "The town slept.", "The sun rose."]])
    >>> round(table.of("the"), 2), round(table.of("dam"), 2), round(table.of("otter"), 2)
    (0.1, 0.7, 2.3)
    """

    by_hash: dict[int, float]
    unseen: float

    def of(self, word: str) -> float:
        """The rarity of a stem."""
        return self.by_hash.get(stable_hash(word), self.unseen)

    def below(self, rarest: float) -> Rarity:
        """The table in which all that is as rare as `rarest` counts as unseen."""
        return Rarity({key: rarity for key, rarity in self.by_hash.items() if rarity < rarest}, rarest)


def stems_in(text: str) -> set[str]:
    """The different stems of a text.

    >>> sorted(stems_in("The dams held."))
    ['dam', 'held', 'the']
    """
    return {stem(word) for word in words_of(text)}


def fit_rarity(collections: Iterable[Iterable[str]], stems_in: Callable[[str], Iterable[str]] = stems_in) -> Rarity:
    """The rarities that some collections of texts give; each collection weighs the same, whatever its size.

    So a large one on one subject does not make the names of its people common words. Stems of a single text count as
    unseen. Without any text, every rarity is 0.
    """
    shares: list[tuple[Counter[int], int]] = []
    for texts in collections:
        held: Counter[int] = Counter()
        number = 0
        for number, text in enumerate(texts, 1):  # noqa: B007
            held.update(map(stable_hash, set(stems_in(text))))
        shares.append((held, number))
    total: Counter[int] = sum((held for held, _ in shares), Counter())
    seen = [key for key, count in total.items() if count >= _FEWEST_TEXTS]
    return Rarity({key: _rarity(key, shares) for key in sorted(seen)}, _rarity(None, shares))


def _rarity(key: int | None, shares: list[tuple[Counter[int], int]]) -> float:
    each = [((held[key] if key is not None else 0) + 0.5) / (number + 1) for held, number in shares]
    found = -math.log(min(1.0, sum(each) / len(each))) if each else 0.0
    return round(found * STEPS) / STEPS
