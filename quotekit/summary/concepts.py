"""What sentences tell, as weighted concepts: TF-IDF over the articles instead of over the sentences.

A concept is a pair of neighbouring stems that are not both as common as "of the", after Gillick and Favre (2009), "A
scalable global model for summarization", or a single stem that is rare in news at large. An article votes for each
concept that it holds, more if it names it early; what only one article names counts little where there are several.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from quotekit.errors import UsageError
from quotekit.stories.copies import copies_of_all
from quotekit.summary.sentences import Sentence
from quotekit.summary.standing.fragments import is_exclaimed, is_opinion
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

# Chosen on multi_news_dev and neus_dev by cross-validation, see docs/experiments.md. Flat around these values.
EARLY = 4.0  # what being named in the first sentence adds to the vote of an article, which is 1
LASTING = 6.0  # sentences after which half of that is left
AGREED = 2.0  # the power of the votes
TITLED = 3.0  # what being in the title of an article adds to the votes
TITLED_ALONE = 8.0  # the same where there is only one article
SCENE = 10.0  # the factor of the first sentence of an only article, which sets the scene
_FADING = 4.0  # sentences after which half of what an only article gains by place is left
ALONE = 0.03  # the factor of what only one of several articles tells
RARE = 0.2  # the power of the rarity
SINGLE = 0.3  # the factor of single stems
ASKED = 0.01  # the factor of a writer's questions and cries, which nobody prints; an only article may be about one
OPINION = 0.3  # the factor of articles that say of themselves that they are opinion, beside others
_COMMON = 0.1  # rarity of "the", "of", "is"; a pair of two such words is no concept
_ALONE = 1.2  # rarity over which a stem is a concept without a neighbour
_ASKED = 0.8  # rarity from which a word of a question is looked for


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of some sentences."""

    held: list[frozenset[int]]
    """For each sentence, the numbers of its concepts."""
    weight: list[float]
    articles: list[int]
    """For each concept, how many articles hold it."""
    shown: list[str]
    """For each concept, its words as the first article prints them, lower case."""
    number: dict[tuple[str, ...], int]
    """The number of a concept by its stem or two."""

    def of_one_article(self) -> Concepts:
        """The same with weight only for what a single article tells."""
        weight = [each if count == 1 else 0.0 for each, count in zip(self.weight, self.articles)]
        return replace(self, weight=weight)


class _Words:
    """Stem and rarity of every word, looked up once."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._known: dict[str, tuple[str, float]] = {}

    def of(self, text: str) -> list[tuple[str, str, float]]:
        """Each word with its stem and its rarity."""
        return [(word, *(self._known.get(word) or self._look(word))) for word in words_of(text)]

    def _look(self, word: str) -> tuple[str, float]:
        root = stem(word)
        found = self._known[word] = root, self._rarity.of(root)
        return found


def concepts_of(sentences: list[Sentence], rarity: Rarity, early: float = EARLY) -> Concepts:
    """The concepts of the sentences of all articles, given article by article.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> found = concepts_of(sentences_of(Article("The old dam above Telford held.")), Model.shipped().rarity)
    >>> [found.shown[number] for number in sorted(found.held[0])][:3]
    ['the old', 'old dam', 'dam above']
    """
    words = _Words(rarity)
    number: dict[tuple[str, ...], int] = {}
    shown: list[str] = []
    rare: list[float] = []
    held: list[frozenset[int]] = []
    for sentence in sentences:
        own = []
        for key, form, once in _keys(words.of(sentence.text)):
            index = number.setdefault(key, len(shown))
            if index == len(shown):
                shown.append(form)
                rare.append(once)
            own.append(index)
        held.append(frozenset(own))
    votes, articles = _votes(sentences, held, len(shown), early)
    several = len({id(one.article) for one in sentences}) > 1
    for title in sorted({one.article.title for one in sentences if one.article.title}):
        for key in {key for key, *_ in _keys(words.of(title)) if key in number}:
            votes[number[key]] += TITLED if several else TITLED_ALONE
    weight = [
        vote**AGREED * each * (ALONE if several and count == 1 else 1)
        for vote, each, count in zip(votes, rare, articles)
    ]
    return Concepts(held, weight, articles, shown, number)


def weight_of(text: str, concepts: Concepts, rarity: Rarity) -> float:
    """The weight of those concepts that a text of any kind holds.

    >>> from quotekit.models.model import Model
    >>> concepts = Concepts([], [2.0, 1.0], [1, 1], [], {("dam",): 0, ("otter",): 1})
    >>> weight_of("Dam held", concepts, Model.shipped().rarity)
    2.0
    """
    keys = {key for key, *_ in _keys(_Words(rarity).of(text))}
    return math.fsum(concepts.weight[concepts.number[key]] for key in keys if key in concepts.number)


def _keys(words: list[tuple[str, str, float]]) -> Iterable[tuple[tuple[str, ...], str, float]]:
    """The concepts of one sentence: stems, words as printed, and the part of the weight that rarity gives."""
    for (first, one, rarity), (second, other, rarity_of_other) in pairwise(words):
        if rarity >= _COMMON or rarity_of_other >= _COMMON:
            yield (one, other), f"{first} {second}", ((rarity + rarity_of_other) / 2) ** RARE
    for word, root, rarity in words:
        if rarity > _ALONE and len(root) > 1:
            yield (root,), word, SINGLE * rarity**RARE


def _votes(
    sentences: list[Sentence], held: list[frozenset[int]], size: int, early: float
) -> tuple[list[float], list[int]]:
    """For each concept the sum of the votes of its articles, and their number; copies of one text vote together."""
    votes, articles = [0.0] * size, [0] * size
    voices = _voices(sentences)
    voted = [-1] * size
    for one in sorted(range(len(sentences)), key=lambda one: voices[id(sentences[one].article)]):
        sentence, own = sentences[one], held[one]
        vote, voice = 1 + early / (1 + sentence.position / LASTING), voices[id(sentence.article)]
        for concept in own:
            if voted[concept] != voice:
                voted[concept] = voice
                votes[concept] += vote
                articles[concept] += 1
    return votes, articles


def _voices(sentences: list[Sentence]) -> dict[int, int]:
    """For each article, by its identity, the number of the first one whose text it has."""
    articles = list({id(one.article): one.article for one in sentences}.values())
    firsts = copies_of_all(articles) if len(articles) > 1 else range(len(articles))
    return {id(article): first for article, first in zip(articles, firsts)}


def prominence(sentence: Sentence, early: float = EARLY) -> float:
    """The factor by which a sentence gains for its place in its article: 1 far from the beginning.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.records import Article
    >>> prominence(sentences_of(Article("The old dam above Telford held."))[0])
    2.0
    """
    gained = 1 + early / EARLY / (1 + sentence.position / LASTING)
    asked = ASKED if is_exclaimed(sentence.text) else 1.0
    return gained * asked * (OPINION if is_opinion(sentence.article.title or "") else 1.0)


def prominence_alone(sentence: Sentence, early: float = EARLY) -> float:
    """The same in an only article: what it says first matters most, and its first sentence tells what it is about.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.records import Article
    >>> [prominence_alone(one) for one in sentences_of(Article("The old dam held. Nobody in Telford was hurt at all."))]
    [35.0, 3.0]
    """
    gained = 2.5 * early / EARLY / (1 + sentence.position / _FADING)
    return (SCENE if early and sentence.position == 0 else 1.0) * (1 + gained)


def answers(sentences: list[Sentence], focus: str | None, rarity: Rarity) -> list[float]:
    """For each sentence how much of what was asked is in it, 0 to 1; 1 where nothing was asked.

    Raises UsageError where the words asked for tell nothing.
    """
    if focus is None:
        return [1.0] * len(sentences)
    asked = {root: rarity.of(root) for root in map(stem, words_of(focus))}
    asked = {root: rare for root, rare in asked.items() if rare > _ASKED}
    if not asked:
        raise UsageError(f"focus: {focus!r:.80} holds no word that tells what it is about")
    whole = math.fsum(asked.values())
    held = (set(map(stem, words_of(one.text))) for one in sentences)
    return [math.fsum(rare for root, rare in asked.items() if root in own) / whole for own in held]


def total(concepts: Iterable[int], weight: list[float]) -> float:
    """The sum of the weights, the same for every order and hash seed."""
    return math.fsum(weight[one] for one in concepts)
