"""Articles by the event that they report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quotekit.analysis import Analysis, each_article
from quotekit.dates import day_of
from quotekit.plain.languages import warned
from quotekit.records import Article, Headline
from quotekit.stories.copies import copies_of_all
from quotekit.stories.event import Event
from quotekit.stories.telling import Rare, Telling, telling_of, title_and_body
from quotekit.text.rarity import stems_in

if TYPE_CHECKING:
    from quotekit.models.model import Given

_TITLE_WORDS = range(3, 26)
_SHORTEST, _LENGTH = 5, 0.7  # as for the sentences of a summary: what a title tells, for its length
_UNLIKELY = -8.0


def events(found: Analysis | Article | str | Iterable[Article | str], model: Given = None) -> list[Event]:
    """The events that articles report, each article in one; in the order in which their first articles are given.

    Two articles report one event where they tell of the same deeds of the same people with the same figures and days,
    and are nearer to each other than to the articles beside them. Copies of one text are in one event. How rare words
    are, the model says, by default that of the package, together with the articles given. The groups are the same in
    whatever order the articles are given.

    Raises UsageError where an article is neither Article nor str. Warns of articles in other languages, as `analyze`
    does.

    >>> held = "The old dam above Telford held on Sunday.", "Telford's old dam held on Sunday."
    >>> [len(event.articles) for event in events([*held, "Rain stopped play in Hale."])]
    [2, 1]
    """
    from quotekit.models.model import model_of

    if isinstance(found, Analysis):  # `analyze` has warned
        articles = list(found.articles)
    else:
        articles = list(warned(each_article(found), "events are told apart in English alone"))
    reports = Reports(articles, model_of(model).rarity.of)
    return [_event(reports, numbers) for numbers in reports.groups()]


class Reports:
    """What some articles report, and which of them report the same; each part made when it is first asked for."""

    def __init__(self, articles: Sequence[Article], rare: Rare) -> None:
        self.articles, self.rare = articles, cache(rare)

    @cached_property
    def first_copies(self) -> list[int]:
        """For each article its number, or that of the earliest one that it is a copy of."""
        return copies_of_all(self.articles)

    @cached_property
    def originals(self) -> list[int]:
        """The articles that are no copies, in an order that is their own."""
        return sorted({*self.first_copies}, key=lambda number: _canonical(self.articles[number]))

    @cached_property
    def told(self) -> dict[int, Telling]:
        """What each of them tells."""
        return {number: telling_of(self.articles[number], self.rare) for number in self.originals}

    @cached_property
    def odds(self) -> dict[tuple[int, int], float]:
        """The logarithm of the odds that two originals report one event, by their places among the originals."""
        from quotekit.stories.likeness import for_days, pairs_of
        from quotekit.stories.weights import Weights

        weights = Weights.shipped()
        pairs = pairs_of([self.told[number] for number in self.originals], self.rare, weights.kin)
        days = [day_of(self.articles[number].published) for number in self.originals]
        odds = pairs.odds(weights) + for_days(days, pairs, weights)
        return dict(zip(zip(pairs.first.tolist(), pairs.second.tolist()), odds.tolist()))

    @cached_property
    def leaders(self) -> list[int]:
        """For each article the number of one that stands for its event."""
        from quotekit.stories.tree import groups, grown
        from quotekit.stories.weights import Weights

        nodes = grown(len(self.originals), ((*pair, odds) for pair, odds in self.odds.items()))
        leader = {
            self.originals[each]: self.originals[group[0]]
            for group in groups(nodes, Weights.shipped().join)
            for each in group
        }
        return [leader[first] for first in self.first_copies]

    def groups(self) -> list[list[int]]:
        """The articles by their event, those of each in order, events by their first articles."""
        found: dict[int, list[int]] = {}
        for number, leader in enumerate(self.leaders):
            found.setdefault(leader, []).append(number)
        return list(found.values())

    def odds_of(self, one: int, other: int) -> float:
        """The logarithm of the odds that two articles, by their numbers, report one event."""
        a, b = (self._place[self.first_copies[number]] for number in (one, other))
        return math.inf if a == b else self.odds.get((min(a, b), max(a, b)), _UNLIKELY)

    @cached_property
    def _place(self) -> dict[int, int]:
        return {number: place for place, number in enumerate(self.originals)}


def _canonical(article: Article) -> tuple[str, ...]:
    """An order of articles that is their own."""
    return article.text, article.title or "", article.published or "", article.outlet or "", article.id


def _event(reports: Reports, numbers: list[int]) -> Event:
    articles = [reports.articles[number] for number in numbers]
    texts = {reports.first_copies[number] for number in numbers}
    days = sorted(day.isoformat() for article in articles if (day := day_of(article.published)))
    headline = _headline(articles, Counter(stem for one in texts for stem in reports.told[one].stems), reports.rare)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Event(articles[0].id, tuple(articles), headline, first, last, len(texts))


def _headline(articles: list[Article], holders: Counter[str], rare: Rare) -> Headline | None:
    """The title that tells for its length most of what several articles tell; of equal ones the lowest id's."""
    best: tuple[float, str, str] | None = None
    for article in articles:
        title = " ".join(title_and_body(article)[0].split())
        if (length := len(title.split())) in _TITLE_WORDS:
            told = math.fsum(holders[stem] ** 2 * rare(stem) for stem in stems_in(title))
            found = -round(told / (_SHORTEST + length) ** _LENGTH, 9), article.id, title
            best = min(best, found) if best else found
    return Headline(best[1], best[2]) if best else None
