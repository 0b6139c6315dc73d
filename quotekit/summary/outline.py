"""A summary in the making: its budget, what is chosen, and which sentences say again what another one says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from quotekit.summary.passages import Passage
from quotekit.summary.sentences import ABOUT, Sentence
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

ALIKE = 0.5  # share of the shorter sentence's word pairs over which two sentences are near duplicates
SAME_GIST = 0.45  # share of the shorter one's telling stems over which two say the same in other words
FEWEST_SHARED = 5  # stems; short sentences share names without saying the same
SAME_FIGURE = 0.25  # the same share for two sentences with a figure in common: "a 3-2 win" is told once
_FEWEST_BESIDE = 4  # stems, the figure among them
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


class Overlap:
    """Which of the sentences noted share a large part of the shorter one's items with another one.

    >>> overlap = Overlap(share=0.5, fewest=1)
    >>> overlap.note(7, ["dam", "held"])
    >>> overlap.with_items(["dam", "held", "today"]), overlap.with_items(["dam", "burst"])
    ([7], [])
    """

    def __init__(self, share: float, fewest: int) -> None:
        self._share, self._fewest = share, fewest
        self._size: dict[int, int] = {}
        self._holders: dict[Hashable, list[int]] = {}

    def note(self, number: int, items: Iterable[Hashable]) -> None:
        """Note the items of a sentence under its number."""
        own = set(items)
        self._size[number] = len(own)
        for item in own:
            self._holders.setdefault(item, []).append(number)

    def with_items(self, items: Iterable[Hashable]) -> list[int]:
        """The numbers of the noted sentences that overlap with these items, lowest first."""
        own = set(items)
        shared = Counter(number for item in own for number in self._holders.get(item, ()))
        return sorted(
            number
            for number, count in shared.items()
            if count >= self._fewest and count > self._share * min(len(own), self._size[number])
        )


class Echoes:
    """What some sentences have said so far.

    >>> from quotekit.models.model import Model
    >>> said = Echoes(Model.shipped().rarity)
    >>> said.note(7, "The night ferry Corrina ran aground off Marrow Point on Tuesday.")
    >>> said.of("The ferry Corrina ran aground off Marrow Point."), said.of("Nobody on the ferry was hurt.")
    ([7], [])
    """

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._overlaps = Overlap(ALIKE, 1), Overlap(SAME_GIST, FEWEST_SHARED), Overlap(SAME_FIGURE, _FEWEST_BESIDE)
        self._figures: dict[int, set[str]] = {}

    def note(self, number: int, text: str) -> None:
        """Note a sentence under its number."""
        pairs, gist = set(pairwise(words_of(text))), self.gist(text)
        alike, same, figured = self._overlaps
        alike.note(number, pairs)
        same.note(number, gist)
        figured.note(number, gist)
        self._figures[number] = _figures(gist)

    def of(self, text: str) -> list[int]:
        """The numbers of the noted sentences that a text says again, or that say it again, lowest first."""
        pairs, gist = set(pairwise(words_of(text))), self.gist(text)
        alike, same, figured = self._overlaps
        figures = _figures(gist)
        counted = figured.with_items(gist) if figures else ()
        sharing = {number for number in counted if figures & self._figures[number]}
        return sorted({*alike.with_items(pairs), *same.with_items(gist), *sharing})

    def gist(self, text: str) -> set[str]:
        """What a sentence is about: its rarer stems, so that "clinched" and "series-clinching" share one.

        >>> from quotekit.models.model import Model
        >>> sorted(Echoes(Model.shipped().rarity).gist("Ruiz clinched the 3-2 win."))
        ['32', 'clinch', 'ruiz', 'win']
        """
        words = words_of(_THOUSANDS.sub("", _HYPHEN.sub(" ", text)).replace("-", "").replace("–", ""))
        return {root for word in words if len(word) > 1 and self._rarity.of(root := stem(word)) > ABOUT}


def _figures(gist: set[str]) -> set[str]:
    """The stems with figures, no years and no single digits."""
    return {each for each in gist if each[0].isdigit() and not (len(each) == 4 and each.isdigit())}


@dataclass(slots=True)
class Outline:
    """Sentences chosen so far, within a budget that may be infinite in sentences, in words, or in both."""

    sentences: list[Sentence]
    """Of all articles, article by article."""
    said: Echoes
    sentences_left: float
    words_left: float
    vetoed: Callable[[int], bool] = field(default=lambda one: False)
    """Whether a sentence may not be chosen for a reason that takes long to find."""
    words: int = 0
    chosen: dict[int, float] = field(default_factory=dict)
    """The numbers of the sentences of the summary, each with its share of the gain of its passage."""

    @property
    def full(self) -> bool:
        """Whether not one more sentence fits."""
        return self.sentences_left < 1 or self.words_left < 1

    def missing(self, passage: Passage) -> list[int]:
        """The sentences of a passage that are not in the summary yet."""
        return [one for one in passage.sentences if one not in self.chosen]

    def length(self, new: Iterable[int]) -> int:
        """The number of words of some sentences."""
        return sum(self.sentences[one].words for one in new)

    def admits(self, new: list[int]) -> bool:
        """Whether some sentences fit and say nothing again."""
        if len(new) > self.sentences_left or self.length(new) > self.words_left:
            return False
        return not any(self.said.of(self.sentences[one].text) or self.vetoed(one) for one in new)

    def add(self, new: list[int], gain: float) -> None:
        """Put sentences into the summary."""
        for one in new:
            self.chosen[one] = gain / len(new)
            self.said.note(one, self.sentences[one].text)
        words = self.length(new)
        self.words += words
        self.words_left -= words
        self.sentences_left -= len(new)
