"""Summaries as they are asked for: one of all articles, of each article, of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from quotekit.cli.running.events import events_of, heading_of, tell_many
from quotekit.cli.running.run import Run, each_of

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.records import Article, Summary
    from quotekit.speakers.people.names import Aliases


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
    from quotekit.summary.summarize import summarize

    if not aliases or not wish.needs_quotes:
        return summarize(articles, wish, model=model, jobs=jobs)
    from quotekit.pipeline import analyze
    from quotekit.speakers.people.names import renamed

    return summarize(renamed(analyze(articles, model, jobs=jobs), aliases), wish, model=model)


def _by_article(
    articles: list[Article], wish: Any, model: Model | None, aliases: Aliases
) -> Iterator[tuple[str, Summary]]:
    for article in articles:
        yield article.title or article.id, _summary_of([article], wish, model, 1, aliases)
