"""Extractive summaries: the sentences of one or many articles that together say most, word for word.

Sentences are chosen greedily by the TF-IDF weight of the concepts that they add (`concepts`, `coverage`), or by one of
the `methods` that others have described. numpy, and where a method needs it scikit-learn, load on first use.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quotekit.analysis import Analysis, each_article
from quotekit.records import Article, Span, Summary
from quotekit.summary.concepts import EARLY, Concepts, answers, concepts_of, prominence, prominence_alone, total
from quotekit.summary.coverage import ENOUGH_ALONE, LENGTH, LENGTH_ALONE, Coverage, Task, enough_for
from quotekit.summary.outline import Echoes, Outline, printed
from quotekit.summary.passages import Passage, passages, wider
from quotekit.summary.picks import Agreement, headline_of, in_order, picks_of, told_again
from quotekit.summary.quoting import Voice, analyzed, most_telling, names_for_pronouns, spoken_by, voices_of
from quotekit.summary.sentences import Sentence, names_somebody, sentences_of_all, warned_of
from quotekit.summary.wish import Wish, wish_of
from quotekit.text.rarity import Rarity

if TYPE_CHECKING:
    from quotekit.models.model import Given, Model
    from quotekit.summary.outline import Printed

_DEFAULT_SENTENCES = 5
_ANEW = 5  # times that a summary is made anew because something in it is not explained
_OPENING = 0.3  # share of the weight of the weightiest sentence that the first one of a summary tells at least
_EARLY_ALONE = 16.0  # in an only article, what matters is what it says first


def summarize(
    found: Analysis | Article | str | Iterable[Article | str],
    wish: Wish | None = None,
    *,
    model: Given = None,
    rarity: Rarity | None = None,
    jobs: int = 1,
    **asked: Any,
) -> Summary:
    """One summary of one or many articles, whole sentences, within every budget given; 5 sentences if none is.

    What is asked for is a `Wish`, or its fields by keyword: `sentences`, `words`, `percent`, `method`, `focus`,
    `speaker`, `quotes`, `only`, `resolve`, `position`. Of an `Analysis`, its quotes are those that may be woven in: no
    article is analyzed again. Of articles, quotes are looked for with `model`, by default that of the package, where
    `speaker`, `quotes` or `resolve` asks for them, and nowhere else. `rarity` says how rare words are, by default in
    news at large. `jobs` processes look for the quotes, as for `analyze`.

    The picks of an article follow its text; the article that tells most comes first. Neither the order in which the
    articles are given nor a text given twice makes a difference. Without a usable sentence there are no picks.

    Raises UsageError where a value is not allowed, nobody of the name is quoted, an article is neither Article nor str,
    or two have the same id where quotes are asked for; TypeError for a keyword that is none. Warns of articles in other
    languages, as `analyze` does.

    >>> text = "The dam above Telford held on Sunday night. The dam is made of earth and is very old. Nobody was hurt."
    >>> print(summarize(text, sentences=1))
    The dam above Telford held on Sunday night.
    """
    from quotekit.models.model import model_of  # needs numpy

    wish, fitted = wish_of(wish, asked), model_of(model)
    articles = _distinct(found.articles if isinstance(found, Analysis) else found)
    if not isinstance(found, Analysis) and not wish.needs_quotes:  # else `analyze` warns, or has done so
        articles = warned_of(articles)
    known = analyzed(found, articles, fitted, jobs) if wish.needs_quotes else Analysis((), (), ())
    return _Making(articles, known, wish, fitted, rarity or fitted.rarity).summary()


def _distinct(articles: Article | str | Iterable[Article | str]) -> list[Article]:
    """The articles in an order of their own; equal texts once."""
    found = sorted(each_article(articles), key=lambda one: (one.id, one.text, one.title or "", one.outlet or ""))
    return list({article.text: article for article in reversed(found)}.values())[::-1]


class _Making:
    """One summary, step by step."""

    def __init__(self, articles: list[Article], known: Analysis, wish: Wish, model: Model, rarity: Rarity) -> None:
        self._articles, self._known, self._wish, self._model, self._rarity = articles, known, wish, model, rarity
        self._sentences: list[Sentence] = sentences_of_all(articles, model)
        early = _EARLY_ALONE if len(articles) == 1 else EARLY
        self._early: float = early if wish.position is None else wish.position
        self._concepts: Concepts = concepts_of(self._sentences, self._rarity, self._early)
        self._agreement = Agreement(self._sentences, self._concepts, self._rarity)
        self._answers: list[float] = answers(self._sentences, wish.focus, rarity)
        self._named: dict[int, tuple[Span, str]] = {}
        self._voices: list[Voice] = []
        self._refused: set[int] = set()

    def summary(self) -> Summary:
        if self._wish.needs_quotes:
            self._listen()
        usable = self._usable()
        fill = self._wish.words is None and self._wish.percent is None
        outline, shown = self._chosen(usable, fill)
        for _ in range(_ANEW):
            order = in_order(outline)
            is_unclear = self._printed.refuse_unexplained(outline.runs(order))
            again = told_again(outline)[-1:]
            self._refused.update(again)
            if not self._refuse_scene(order) and not is_unclear and not again:
                break
            outline, shown = self._chosen(usable, fill)
        if not outline.chosen and usable:  # not one fits, or stands alone
            outline, shown = self._chosen(usable, fill, tight=False)
        names = self._printed.names_in(outline.runs(in_order(outline)))
        picks = tuple(picks_of(outline, self._concepts, self._agreement, names, shown))
        return Summary(picks, headline_of(outline, picks, self._concepts, self._rarity))

    def _refuse_scene(self, order: list[int]) -> bool:
        """Refuse from now on what a summary of several articles opens with and tells hardly any of it; whether it does.

        "Just two men and a dam." stands at the head of its article, and so at that of the summary.
        """
        if len(self._articles) < 2 or len(order) < 2:
            return False
        weights = [total(self._concepts.held[one], self._concepts.weight) for one in order]
        if weights[0] >= _OPENING * max(weights) or names_somebody(self._sentences[order[0]].text):
            return False
        self._refused.add(order[0])
        return True

    @cached_property
    def _printed(self) -> Printed:
        return printed(self._sentences, self._model, self._named)

    def _listen(self) -> None:
        """Who says what where, and the names behind the pronouns."""
        if self._wish.resolve:
            self._named = names_for_pronouns(self._known, self._sentences, self._model.lexicon)
        self._voices = voices_of(self._known, self._sentences, self._named)
        if self._wish.speaker is not None:
            self._voices = spoken_by(self._voices, self._wish.speaker)

    def _usable(self) -> list[Passage]:
        """The passages that answer what was asked."""
        found = passages(self._sentences, self._named)
        if self._wish.speaker is not None:
            found = sorted({voice.passage for voice in self._voices}, key=lambda one: (one.first, one.last))
        return [one for one in found if any(self._answers[sentence] for sentence in one.sentences)]

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
        outline.explained = lambda new: self._printed.words_for(
            outline.run_with(new), outline.runs(sorted(outline.chosen)), outline.told
        )
        outline.vetoed = lambda one: one in self._refused or (wish.only and bool(self._agreement.of(one)))
        return outline

    def _chosen(self, usable: list[Passage], fill: bool, tight: bool = True) -> tuple[Outline, list[Voice]]:
        """The summary and the quotes that were woven in."""
        outline = self._outline(tight)
        concepts = self._concepts.of_one_article() if self._wish.only else self._concepts
        are_several = len(self._articles) > 1
        gains = prominence if are_several else prominence_alone
        early = [gains(one, self._early) for one in self._sentences]
        length, enough = LENGTH_ALONE, ENOUGH_ALONE
        if are_several:
            length, enough = LENGTH, enough_for(outline.words_left, sum(one.words for one in self._sentences))
        coverage = Coverage(outline, concepts, [a * b for a, b in zip(self._answers, early)], length, enough)
        answering = [voice for voice in self._voices if any(self._answers[one] for one in voice.passage.sentences)]
        shown = self._quoted(coverage, answering) if self._wish.quotes else []
        if usable:
            self._wish.choose(Task(outline, usable, self._answers, coverage, fill))
        return outline, shown

    def _quoted(self, coverage: Coverage, voices: list[Voice]) -> list[Voice]:
        """Weave the most telling quotes of these in."""

        def worth(voice: Voice) -> float:
            weight = total(
                frozenset().union(*(coverage.concepts.held[one] for one in voice.said)), self._concepts.weight
            )
            return weight / len(voice.passage.sentences)

        def admits(voice: Voice) -> bool:
            passage: Passage | None = voice.passage
            while passage:
                new = coverage.outline.missing(passage)
                if not new:
                    return True
                if coverage.outline.admits(new):
                    coverage.add(new)
                    coverage.outline.sentences_left += len(new) - 1  # a quotation is one, however it is printed
                    return True
                passage = wider(self._sentences, passage, self._named)
            return False

        return most_telling(voices, self._wish.quotes, worth, admits)
