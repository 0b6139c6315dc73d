"""A summary in the making: what is chosen, what still fits, and what would be said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quotekit.candidates import Sentence
from quotekit.echoes import Echoes
from quotekit.passages import Passage


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
