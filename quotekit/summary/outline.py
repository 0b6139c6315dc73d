"""A summary in the making: its budget, what is chosen, and which sentences say again what another one says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from quotekit.summary.passages import Passage
from quotekit.summary.sentences import ABOUT, Sentence, balanced
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.records import Span
    from quotekit.summary.standing.printed import Printed as Printed

ALIKE = 0.5  # share of the shorter sentence's word pairs over which two sentences are near duplicates
SAME_GIST = 0.5  # share of the shorter one's telling stems over which two say the same in other words
AS_MEANT = 0.38  # share of the geometric mean of both over which sentences of two articles tell one fact
IN_LEADS = 0.3  # the same share for two that stand at the head of two articles, which begin with one fact
NEW_AT_HEAD = 0.5  # share of the telling stems at the head of another article that nothing told so far has, at least
NEW_BEHIND = 0.3  # the same behind its head
_FEWEST_MEANT = 3  # stems
HEAD = 3  # sentences at the head of an article
AT_HOME = 0.65  # the same share for two sentences of one article, which rarely says a thing twice
FIGURE_AT_HOME = 0.45  # and with a figure in common
FEWEST_SHARED = 6  # stems; short sentences share names without saying the same
SAME_FIGURE = 0.25  # the same share for two sentences with a figure in common: "a 3-2 win" is told once
_FEWEST_BESIDE = 4  # stems, the figure among them
_WITHIN_FIGURE = re.compile(r"(?<=\d)(?:,(?=\d{3})|\.(?=\d))")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


class Overlap:
    """Which of the sentences noted share a large part of the shorter one's items with another one.

    >>> overlap = Overlap(share=0.5, fewest=1)
    >>> overlap.note(7, ["dam", "held"])
    >>> overlap.with_items(["dam", "held", "today"]), overlap.with_items(["dam", "burst"])
    ([7], [])
    """

    def __init__(self, share: float = 0.0, fewest: int = 1) -> None:
        self._share, self._fewest = share, fewest
        self.size: dict[int, int] = {}
        self._holders: dict[Hashable, list[int]] = {}

    def note(self, number: int, items: Iterable[Hashable]) -> None:
        """Note the items of a sentence under its number."""
        own = set(items)
        self.size[number] = len(own)
        for item in own:
            self._holders.setdefault(item, []).append(number)

    def shared(self, items: set[Hashable] | set[str]) -> Counter[int]:
        """How many of these items each of the noted sentences has; none that has none.

        >>> overlap = Overlap()
        >>> overlap.note(7, ["dam", "held"])
        >>> overlap.shared({"dam", "burst"})
        Counter({7: 1})
        """
        return Counter(number for item in items for number in self._holders.get(item, ()))

    def with_items(self, items: Iterable[Hashable]) -> list[int]:
        """The numbers of the noted sentences that overlap with these items, lowest first."""
        own = set(items)
        return sorted(
            number
            for number, count in self.shared(own).items()
            if count >= self._fewest and count > self._share * min(len(own), self.size[number])
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
        self._alike, self._gists = Overlap(ALIKE), Overlap()
        self._figures: dict[int, set[str]] = {}
        self._home: dict[int, str] = {}
        self._leads: set[int] = set()
        self._gist_of: dict[str, set[str]] = {}
        self._told: set[str] = set()

    def note(self, number: int, text: str, home: str = "", leads: bool = False) -> None:
        """Note a sentence under its number; `home` is the id of its article, and whether it stands at its head."""
        gist = self.gist(text)
        self._told |= gist
        self._alike.note(number, pairwise(words_of(text)))
        self._gists.note(number, gist)
        if leads:
            self._leads.add(number)
        self._figures[number], self._home[number] = _figures(gist), home

    def of(self, text: str, home: str = "", leads: bool = False) -> list[int]:
        """The numbers of the noted sentences that a text says again, or that say it again, lowest first.

        Those of another article are asked with less in common than those of its own; with less still where both stand
        at the head of theirs.
        """
        gist = self.gist(text)
        figures = _figures(gist)
        found = set(self._alike.with_items(pairwise(words_of(text))))
        for one, count in self._gists.shared(gist).items():
            size, is_home = self._gists.size[one], bool(home) and self._home[one] == home
            if _is_same(count / min(len(gist), size), count, is_home, bool(figures & self._figures[one])) or (
                (self._home[one] != home and count >= _FEWEST_MEANT)
                and count / math.sqrt(len(gist) * size) > (IN_LEADS if leads and one in self._leads else AS_MEANT)
            ):
                found.add(one)
        return sorted(found)

    def news(self, text: str) -> float:
        """The share of what a sentence is about that none of the noted ones has; 1 where it is about nothing.

        >>> from quotekit.models.model import Model
        >>> said = Echoes(Model.shipped().rarity)
        >>> said.note(7, "The night ferry Corrina ran aground off Marrow Point.")
        >>> said.note(8, "Four passengers were rescued on Tuesday.")
        >>> said.news("Passengers of the ferry Corrina were rescued off Marrow Point."), said.news("A tug came.")
        (0.0, 1.0)
        """
        gist = self.gist(text)
        return len(gist - self._told) / len(gist) if gist else 1.0

    def gist(self, text: str) -> set[str]:
        """What a sentence is about: its rarer stems, so that "clinched" and "series-clinching" share one.

        >>> from quotekit.models.model import Model
        >>> sorted(Echoes(Model.shipped().rarity).gist("Ruiz clinched the 3-2 win."))
        ['32', 'clinch', 'ruiz', 'win']
        """
        if text in self._gist_of:  # a passage is asked for again whenever another one has been chosen
            return self._gist_of[text]
        words = words_of(_WITHIN_FIGURE.sub("", _HYPHEN.sub(" ", text)).replace("-", "").replace("–", ""))
        found = self._gist_of[text] = {
            root for word in words if len(word) > 1 and self._rarity.of(root := stem(word)) > ABOUT
        }
        return found


def _is_same(share: float, count: int, is_home: bool, has_figure: bool) -> bool:
    """Whether two sentences with so many stems in common say the same, and a figure where they share one."""
    if count >= FEWEST_SHARED and share > (AT_HOME if is_home else SAME_GIST):
        return True
    return has_figure and count >= _FEWEST_BESIDE and share > (FIGURE_AT_HOME if is_home else SAME_FIGURE)


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
    explained: Callable[[list[int]], int | None] = field(default=lambda new: 0)
    """The words that names in brackets add to some sentences; None where these would mislead in a summary."""
    words: int = 0
    told: dict[int, set[str]] = field(default_factory=dict)
    """The stems of the words of the summary, by the `id` of their article."""
    chosen: dict[int, float] = field(default_factory=dict)
    """The numbers of the sentences of the summary, each with its share of the gain of its passage."""
    gained: dict[int, float] = field(default_factory=dict)
    """The sum of the gains, by the `id` of their article."""

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
        """Whether some sentences fit, say nothing again, and are understood without those that are left out."""
        return self.fits(new) and self.is_clear(new)

    def fits(self, new: list[int]) -> bool:
        """Whether there is room for some sentences and they say nothing again."""
        if len(new) > self.sentences_left or self.length(new) > self.words_left:
            return False
        if any(self.said.of(*self._told(one)) or self.vetoed(one) for one in new):
            return False
        return self.tells_most(new[0]) or self._adds(new)

    def tells_most(self, one: int) -> bool:
        """Whether a sentence is of the article that tells most so far, or nothing is told yet."""
        return not self.gained or id(self.sentences[one].article) == max(self.gained, key=self.gained.__getitem__)

    def _adds(self, new: list[int]) -> bool:
        """Whether sentences of another article tell enough that is new, and tell it of what is told already.

        "Olmo Reyes, the engineer of the dam, was freed on Friday" tells in one sentence what an account tells in three,
        and "Hale is known for its cider", from far down, belongs to no account of a dam.
        """
        news = [self.said.news(self.sentences[one].text) for one in new]
        for one, share in zip(new, news):
            if share < (NEW_AT_HEAD if self.sentences[one].position < HEAD else NEW_BEHIND):
                return False
        first, last = min(new), max(new)
        is_beside = (first - 1 in self.chosen and self.follows(first - 1, first)) or (
            last + 1 in self.chosen and self.follows(last, last + 1)
        )
        return is_beside or min(news) < 1 or self.sentences[first].position <= HEAD

    def _told(self, one: int) -> tuple[str, str, bool]:
        """What `said` is asked and told of a sentence."""
        sentence = self.sentences[one]
        return sentence.text, sentence.article.id, sentence.position < HEAD

    def is_clear(self, new: list[int]) -> bool:
        """Whether some sentences are understood beside what is chosen, and the names for that fit too."""
        more = self.explained(new)
        return more is not None and self.length(new) + more <= self.words_left

    def runs(self, order: Iterable[int]) -> list[tuple[int, int]]:
        """Chosen sentences, as they are printed, in ranges of those that follow each other in one article."""
        found: list[tuple[int, int]] = []
        for one in order:
            if found and found[-1][1] == one and self.follows(one - 1, one):
                found[-1] = found[-1][0], one + 1
            else:
                found.append((one, one + 1))
        return found

    def follows(self, one: int, other: int) -> bool:
        """Whether a sentence stands right behind another one in an article."""
        before, after = self.sentences[one], self.sentences[other]
        return before.article is after.article and after.number == before.number + 1

    def run_with(self, new: list[int]) -> tuple[int, int]:
        """The range of sentences around some, with what is chosen already, half-open."""
        first, last = min(new), max(new)
        while first - 1 in self.chosen and self.follows(first - 1, first):
            first -= 1
        while last + 1 in self.chosen and self.follows(last, last + 1):
            last += 1
        return first, last + 1

    def add(self, new: list[int], gain: float) -> None:
        """Put sentences into the summary."""
        words = self.length(new) + (self.explained(new) or 0)
        for one in new:
            self.chosen[one] = gain / len(new)
            self.said.note(one, *self._told(one))
            home = id(self.sentences[one].article)
            self.gained[home] = self.gained.get(home, 0.0) + gain / len(new)
            told = self.told.setdefault(home, set())
            told.update(map(stem, words_of(self.sentences[one].text)))
        self.words += words
        self.words_left -= words
        self.sentences_left -= len(new)


def printed(sentences: list[Sentence], model: Model, named: Mapping[int, tuple[Span, str]]) -> Printed:
    """What tells of passages of these sentences whether they may be printed, and how; `named` has known pronouns."""
    from quotekit.summary.standing.printed import Printed  # needs numpy

    return Printed(sentences, model, balanced, named)
