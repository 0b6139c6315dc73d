"""`--by-event`: what commands do for each event that articles report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from quotekit.cli.running.run import Run, say

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.models.model import Model
    from quotekit.records import Article
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
