"""Extractive summaries: the sentences of one or many articles that together say most, word for word.

Sentences are chosen greedily by the TF-IDF weight of the concepts that they add (`concepts`, `coverage`), or by one of
the `methods` that others have described. numpy, and where a method needs it scikit-learn, load on first use.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import Article, Span, Summary, each_article
from quotekit.summary.concepts import EARLY, Concepts, concepts_of, prominence, total
from quotekit.summary.coverage import LENGTH, LENGTH_ALONE, Coverage
from quotekit.summary.methods import method_of
from quotekit.summary.outline import Echoes, Outline
from quotekit.summary.passages import Passage, passages
from quotekit.summary.picks import Agreement, headline_of, picks_of
from quotekit.summary.quoting import Voice, most_telling, names_for_pronouns, spoken_by, voices_of
from quotekit.summary.sentences import Sentence, sentences_of
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

_DEFAULT_SENTENCES = 5
_EARLY_ALONE = 16.0  # in an only article, what matters is what it says first
_TELLING = 0.8  # rarity from which a word of a question is looked for


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the caller asks for."""

    sentences: int | None
    words: int | None
    percent: float | None
    method: str
    focus: str | None
    speaker: str | None
    quotes: int
    only: bool
    resolve: bool
    position: float | None

    def check(self) -> None:
        """Raise UsageError for the first value that is not allowed."""
        _whole_number("sentences", self.sentences, 1)
        _whole_number("words", self.words, 1)
        _whole_number("quotes", self.quotes, 0)
        _number("percent", self.percent, 0.0, 100.0)
        _number("position", self.position, 0.0, math.inf)
        method_of(self.method)
        for name in ("focus", "speaker"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise UsageError(f"{name} is a str or None, not {value!r:.80}")

    @property
    def quoting(self) -> bool:
        """Whether the quotes of the articles are needed."""
        return bool(self.speaker is not None or self.quotes or self.resolve)


def _whole_number(name: str, value: object, least: int) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < least):
        raise UsageError(f"{name} is a whole number of {least} or more, or None, not {value!r:.80}")


def _number(name: str, value: object, least: float, most: float) -> None:
    if value is None:
        return
    fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    if not fits or (value == 0 and most < math.inf):
        bounds = f"over {least:g} up to {most:g}" if most < math.inf else f"of {least:g} or more"
        raise UsageError(f"{name} is a number {bounds}, or None, not {value!r:.80}")


def summarize(
    articles: Article | str | Iterable[Article | str],
    *,
    sentences: int | None = None,
    words: int | None = None,
    percent: float | None = None,
    method: str = "coverage",
    focus: str | None = None,
    speaker: str | None = None,
    quotes: int = 0,
    only: bool = False,
    resolve: bool = False,
    position: float | None = None,
    rarity: Rarity | None = None,
) -> Summary:
    """One summary of one or many articles, whole sentences, within every budget given; 5 sentences if none is.

    `words` is an upper bound, and so is `percent`, of the words of all running text: the summary ends before where
    nothing is left that tells enough for its length. If nothing fits into the words, the best sentence is the summary.
    `sentences` is filled up while there are any.

    `method` is "coverage", "centroid", "lexrank", "mmr" or "lead". `focus` holds words that the summary is to be about,
    `speaker` a name: only what that person says is summarized. `quotes` is the number of quotes, the most telling ones,
    that are to be in it. `only` takes what a single article tells. `resolve` allows names in brackets for pronouns.
    `position` weighs how early an article says something, 0 for not at all; by default 4, and 16 for an only article.
    `rarity` says how rare words are, by default in news at large.

    The picks of an article follow its text; the article that tells most comes first. Neither the order in which the
    articles are given nor a text given twice makes a difference. Without a usable sentence there are no picks.

    Raises UsageError where a value is not allowed, nobody of the name is quoted, an article is neither Article nor str,
    or two have the same id where quotes are asked for.

    >>> text = "The dam above Telford held on Sunday night. The dam is made of earth and is very old. Nobody was hurt."
    >>> print(summarize(text, sentences=1))
    The dam above Telford held on Sunday night.
    """
    wish = _Wish(sentences, words, percent, method, focus, speaker, quotes, only, resolve, position)
    wish.check()
    from quotekit.models.model import Model

    return _Making(_distinct(articles), wish, rarity or Model.shipped().rarity).summary()


def _distinct(articles: Article | str | Iterable[Article | str]) -> list[Article]:
    """The articles in an order of their own; equal texts once."""
    found = sorted(each_article(articles), key=lambda one: (one.id, one.text, one.title or "", one.outlet or ""))
    return list({article.text: article for article in reversed(found)}.values())[::-1]


class _Making:
    """One summary, step by step."""

    def __init__(self, articles: list[Article], wish: _Wish, rarity: Rarity) -> None:
        self._articles, self._wish, self._rarity = articles, wish, rarity
        self._sentences: list[Sentence] = [one for article in articles for one in sentences_of(article)]
        early = _EARLY_ALONE if len(articles) == 1 else EARLY
        self._early: float = early if wish.position is None else wish.position
        self._concepts: Concepts = concepts_of(self._sentences, self._rarity, self._early)
        self._agreement = Agreement(self._sentences, self._concepts)
        self._named: dict[int, tuple[Span, str]] = {}
        self._voices: list[Voice] = []

    def summary(self) -> Summary:
        if self._wish.quoting:
            self._listen()
        usable = self._usable()
        fill = self._wish.words is None and self._wish.percent is None
        outline, shown = self._chosen(usable, fill)
        if not outline.chosen and usable and not fill:  # not one fits
            outline, shown = self._chosen(usable, fill, tight=False)
        picks = picks_of(outline, self._concepts, self._agreement, self._named, shown)
        return Summary(tuple(picks), headline_of(self._articles, self._sentences, self._concepts, self._rarity))

    def _listen(self) -> None:
        """Find the quotes of the articles and the names behind their pronouns."""
        from quotekit.models.model import Model
        from quotekit.pipeline import analyze

        ids = Counter(article.id for article in self._articles)
        if twice := [one for one, count in ids.items() if count > 1]:
            raise UsageError(f"articles: different ones have the id {twice[0]!r:.80}, so quotes cannot be told apart")
        analysis: Analysis = analyze(self._articles)
        if self._wish.resolve:
            self._named = names_for_pronouns(analysis, self._sentences, Model.shipped().lexicon)
        self._voices = voices_of(analysis, self._sentences, self._named)
        if self._wish.speaker is not None:
            self._voices = spoken_by(self._voices, self._wish.speaker)

    def _usable(self) -> list[Passage]:
        """The passages that answer what was asked."""
        found = passages(self._sentences, self._named)
        if self._wish.speaker is not None:
            found = sorted({voice.passage for voice in self._voices}, key=lambda one: (one.first, one.last))
        answers = self._answers()
        return [one for one in found if any(answers[sentence] for sentence in one.sentences)]

    def _answers(self) -> list[float]:
        """For each sentence how much of the question is in it, 0 to 1; 1 where nothing was asked."""
        if self._wish.focus is None:
            return [1.0] * len(self._sentences)
        asked = {root: self._rarity.of(root) for root in map(stem, words_of(self._wish.focus))}
        asked = {root: rarity for root, rarity in asked.items() if rarity > _TELLING}
        if not asked:
            raise UsageError(f"focus: {self._wish.focus!r:.80} holds no word that tells what it is about")
        whole = math.fsum(asked.values())
        held = (set(map(stem, words_of(one.text))) for one in self._sentences)
        return [math.fsum(rarity for root, rarity in asked.items() if root in own) / whole for own in held]

    def _outline(self, tight: bool) -> Outline:
        wish = self._wish
        budgets = [math.inf if wish.words is None else wish.words]
        if wish.percent is not None:
            budgets.append(math.ceil(wish.percent / 100 * sum(one.words for one in self._sentences)))
        unlimited = math.inf if min(budgets) < math.inf else _DEFAULT_SENTENCES
        limit = unlimited if wish.sentences is None else wish.sentences
        said = Echoes(self._rarity)
        if not tight:
            return Outline(self._sentences, said, 1, math.inf)
        outline = Outline(self._sentences, said, limit, min(budgets))
        if wish.only:
            outline.vetoed = lambda one: bool(self._agreement.of(one))
        return outline

    def _chosen(self, usable: list[Passage], fill: bool, tight: bool = True) -> tuple[Outline, list[Voice]]:
        """The summary and the quotes that were woven in."""
        outline = self._outline(tight)
        answers = self._answers()
        concepts = self._concepts.of_one_article() if self._wish.only else self._concepts
        early = [prominence(one, self._early) for one in self._sentences]
        length = LENGTH if len(self._articles) > 1 else LENGTH_ALONE
        coverage = Coverage(outline, concepts, [a * b for a, b in zip(answers, early)], length)
        answering = [voice for voice in self._voices if any(answers[one] for one in voice.passage.sentences)]
        shown = self._quoted(coverage, answering) if self._wish.quotes else []
        method = method_of(self._wish.method)
        if method is None:
            coverage.choose(usable, fill)
        elif usable:
            method(outline, usable, answers)
        return outline, shown

    def _quoted(self, coverage: Coverage, voices: list[Voice]) -> list[Voice]:
        """Weave the most telling quotes of these in."""

        def worth(voice: Voice) -> float:
            weight = total(
                frozenset().union(*(coverage.concepts.held[one] for one in voice.said)), self._concepts.weight
            )
            return weight / len(voice.passage.sentences)

        def admits(voice: Voice) -> bool:
            new = coverage.outline.missing(voice.passage)
            if new and not coverage.outline.admits(new):
                return False
            if new:
                coverage.add(new)
            return True

        return most_telling(voices, self._wish.quotes, worth, admits)
