"""`--by-event`: what commands do for each event that articles report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running.run import Run, each_of, say

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.models.model import Model
    from quotekit.records import Article, Summary
    from quotekit.speakers.people.names import Aliases
    from quotekit.stories.event import Event
    from quotekit.variants.groups import VariantGroup

Sections = Iterable[tuple["Event | None", Iterable["VariantGroup"]]]
"""Groups of quotes under the event that they belong to; None where events are not told apart."""

by_event = click.option(
    "--by-event",
    is_flag=True,
    help="Each event that the articles report for itself, under the headline that fits best.",
)
_MANY = 3
"""Events from which a summary of all of them is hardly what was meant."""


def events_of(articles: Iterable[Article], model: Model | None) -> list[Event]:
    """The events that articles report, those of most texts first, else in the order of the articles."""
    from quotekit.stories.grouping import events

    return sorted(events(articles, model), key=lambda event: -event.texts)


def heading_of(event: Event) -> str:
    """What stands above an event: its headline, else the id of its first article."""
    return event.headline.text if event.headline else event.id


def tell_many(run: Run, articles: list[Article], model: Model | None) -> None:
    """Say on standard error that a summary is one of many events, unless one of them has most of the articles."""
    if run.quiet or len(articles) < _MANY:
        return
    found = events_of(articles, model)
    if len(found) >= _MANY and max(len(event.articles) for event in found) * 2 < len(articles):
        say(f"the {len(articles)} articles report {len(found)} events: --by-event summarizes each for itself")


def summaries_of(
    run: Run,
    articles: Iterable[Article],
    divided: str | None,
    wish: Any,
    model: Model | None,
    jobs: int,
    aliases: Aliases,
) -> Iterator[tuple[str, Summary]]:
    """The summaries of some articles, each with its heading: one of all, or one for each "article" or "event"."""
    if divided == "article":
        yield from each_of(partial(_by_article, wish=wish, model=model, aliases=aliases), articles, jobs)
    elif divided == "event":
        for event in events_of(articles, model):
            yield heading_of(event), _summary_of(event.articles, wish, model, jobs, aliases)
    else:
        held = list(articles)
        tell_many(run, held, model)
        yield "", _summary_of(held, wish, model, jobs, aliases)


def _summary_of(articles: Sequence[Article], wish: Any, model: Model | None, jobs: int, aliases: Aliases) -> Summary:
    """A summary of some articles, its speakers under the names and ids that the user gives."""
    from quotekit.pipeline import analyze
    from quotekit.speakers.people.names import renamed
    from quotekit.summary.summarize import summarize

    if not aliases or not wish.needs_quotes:
        return summarize(articles, wish, model=model, jobs=jobs)
    return summarize(renamed(analyze(articles, model, jobs=jobs), aliases), wish, model=model)


def _by_article(
    articles: list[Article], wish: Any, model: Model | None, aliases: Aliases
) -> Iterator[tuple[str, Summary]]:
    for article in articles:
        yield article.title or article.id, _summary_of([article], wish, model, 1, aliases)


def groups_of(analyses: Iterable[Analysis], by_event: bool, least: int, model: Model | None) -> Sections:
    """The groups of quotes that so many outlets printed, all together or for each event.

    Quotes of two events are then never held against each other. All analyses are held in memory.
    """
    from quotekit.exporting.variants import compared
    from quotekit.variants.grouping import group

    if not by_event:
        yield None, compared(group(analyses, model), least)
        return
    held = {id(article): part for one in analyses for part in one.by_article() for article in part.articles}
    for event in events_of((part.articles[0] for part in held.values()), model):
        yield event, compared(group([held[id(article)] for article in event.articles], model), least)
