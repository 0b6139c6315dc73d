"""`quotekit store add`: articles put into a store with their quotes, once or as they come."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.run import Run, say
from quotekit.cli.storing.arguments import database
from quotekit.cli.storing.watching import watch

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.records import Article
    from quotekit.speakers.people.names import Aliases
    from quotekit.store.store import Added


@click.command()
@database
@options.inputs
@options.outlet_from
@options.aliases
@options.headlines
@options.model
@options.jobs
@options.shard
@click.option(
    "--again", is_flag=True, help="Look for quotes in articles that have not changed, too, as for --headlines."
)
@click.option("--no-groups", is_flag=True, help="Leave it for the next time which quotes render one utterance.")
@click.option("--watch", "is_watching", is_flag=True, help="Go on with files that come or change, until Ctrl-C.")
@click.option(
    "--interval",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    default=5.0,
    show_default=True,
    help="With --watch: how often to look, and how long a file must have stayed as it is.",
)
def add(
    run: Run,
    database: str,
    outlet_from: str | None,
    aliases: Aliases,
    headlines: bool,
    model: Model | None,
    jobs: int,
    again: bool,
    no_groups: bool,
    is_watching: bool,
    interval: float,
) -> None:
    """Add articles with their quotes; DB is made where there is none.

    An article is the same as one that is there if its address is, else its file: then it takes that one's place, and if
    nothing in it has changed nothing is done. Stopped at any moment, the command can be given again.

    \b
    quotekit store add news.db news/
    quotekit store add news.db news/ --outlet-from folder
    quotekit store add news.db incoming/ --watch
    """
    from quotekit.store.records import PlaceKeys
    from quotekit.store.store import Store

    run.origin = options.origin(outlet_from)
    how: dict[str, Any] = {"group": not no_groups, "again": again, "headlines": headlines, "jobs": jobs}

    def take(articles: Iterable[Article]) -> None:
        with Store(database) as kept:
            added = kept.add(articles, model, PlaceKeys(), aliases=aliases, **how)
        if not run.quiet:
            say(_told(database, added))

    if is_watching:
        watch(run, interval, take)
        return
    with run.articles() as articles:
        # A wrong path leaves no new file behind; a wrong DB is told before anything is read.
        first = [] if os.path.exists(database) else list(islice(articles, 1))
        try:
            take(chain(first, articles))
        except KeyboardInterrupt:
            say(f"{database}: stopped; what was added is kept, and the same command adds the rest")
            raise


def _told(database: str, added: Added) -> str:
    return f"{database}: articles: {added.new} added, {added.replaced} replaced, {added.unchanged} unchanged"
