"""Articles by the event that they report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from quotekit.analysis import Analysis
from quotekit.dates import day_of
from quotekit.records import Article, Headline, each_article
from quotekit.stories.copies import copies_of_all
from quotekit.stories.event import Event
from quotekit.stories.telling import Rare, Telling, telling_of, title_and_body
from quotekit.text.rarity import stems_in

if TYPE_CHECKING:
    from quotekit.models.model import Given

_TITLE_WORDS = range(3, 26)
_SHORTEST, _LENGTH = 5, 0.7  # as for the sentences of a summary: what a title tells, for its length


def events(found: Analysis | Article | str | Iterable[Article | str], model: Given = None) -> list[Event]:
    """The events that articles report, each article in one; in the order in which their first articles are given.

    Two articles report one event where they tell of the same deeds of the same people with the same figures and days,
    and are nearer to each other than to the articles beside them. Copies of one text are in one event. How rare words
    are, the model says, by default that of the package, together with the articles given. The groups are the same in
    whatever order the articles are given.

    Raises UsageError where an article is neither Article nor str.

    >>> held = "The old dam above Telford held on Sunday.", "Telford's old dam held on Sunday."
    >>> [len(event.articles) for event in events([*held, "Rain stopped play in Hale."])]
    [2, 1]
    """
    from quotekit.models.model import model_of

    articles = list(found.articles if isinstance(found, Analysis) else each_article(found))
    rare = cache(model_of(model).rarity.of)
    first_copies = copies_of_all(articles)
    originals = sorted({*first_copies}, key=lambda number: _canonical(articles[number]))
    told = [telling_of(articles[number], rare) for number in originals]
    days = [day_of(articles[number].published) for number in originals]
    of_event: dict[int, list[int]] = {number: [] for number in originals}
    leader = {originals[each]: originals[group[0]] for group in _grouped(told, days, rare) for each in group}
    for number, first in enumerate(first_copies):
        of_event[leader[first]].append(number)
    told_by = dict(zip(originals, told))
    return [
        _event([articles[number] for number in group], {first_copies[number] for number in group}, told_by, rare)
        for group in sorted(group for group in of_event.values() if group)
    ]


def _canonical(article: Article) -> tuple[str, ...]:
    """An order of articles that is their own."""
    return article.text, article.title or "", article.published or "", article.outlet or "", article.id


def _grouped(told: list[Telling], days: Sequence[date | None], rare: Rare) -> list[list[int]]:
    from quotekit.stories.likeness import for_days, pairs_of
    from quotekit.stories.tree import groups, grown
    from quotekit.stories.weights import Weights

    weights = Weights.shipped()
    pairs = pairs_of(told, rare, weights.kin)
    odds = pairs.odds(weights) + for_days(days, pairs, weights)
    linked = zip(pairs.first.tolist(), pairs.second.tolist(), odds.tolist())
    return groups(grown(len(told), iter(linked)), weights.join)


def _event(articles: list[Article], texts: set[int], told: dict[int, Telling], rare: Rare) -> Event:
    days = sorted(day.isoformat() for article in articles if (day := day_of(article.published)))
    headline = _headline(articles, Counter(stem for number in texts for stem in told[number].stems), rare)
    return Event(
        articles[0].id, tuple(articles), headline, *((days[0], days[-1]) if days else (None, None)), len(texts)
    )


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
