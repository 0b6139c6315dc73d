"""`quotekit store remove`: articles taken out of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.run import say
from quotekit.cli.running.scope import scope
from quotekit.cli.storing.arguments import check_there, database, tell_nothing, tell_undated
from quotekit.errors import counted

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.store.query import Removed

_NAMED = 10
"""Articles that are told by their ids."""


@click.command()
@database
@click.option("--id", "ids", multiple=True, metavar="ID", help="The article with this id, or this key. Repeatable.")
@click.option("--url", "urls", multiple=True, metavar="URL", help="The article at this address. Repeatable.")
@scope
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@options.model
def remove(database: str, dry_run: bool, model: Model | None, **asked: Any) -> None:
    """Remove articles with their quotes, versions, and speakers who are in no other article.

    What all options say must be true of an article; of one that is given several times any one.

    \b
    quotekit store remove news.db --outlet Echo --until 2024 --dry-run
    quotekit store remove news.db --id lead --url https://echo.test/1
    """
    from quotekit.store.query import ArticleQuery
    from quotekit.store.store import Store

    which = ArticleQuery(**asked)
    check_there(database)
    with Store(database, write=not dry_run) as kept:
        tell_undated(kept, asked, database)
        removed = kept.removable(which) if dry_run else kept.remove(which, model)
    for kind, value in removed.unmatched:
        say(f"{database}: no article has --{kind} {value}")
    if removed.articles:
        say(f"{database}: {'would remove' if dry_run else 'removed'} {_told(removed)}")
    else:
        tell_nothing(database, **asked)


def _told(removed: Removed) -> str:
    names, more = ", ".join(removed.names[:_NAMED]), len(removed.names) - _NAMED
    versions = f" and {counted(removed.versions, 'earlier version')}" if removed.versions else ""
    held = f"{counted(len(removed.articles), 'article')} with {counted(removed.quotes, 'quote')}{versions}"
    return f"{held}: {names}" + (f" and {more} more" if more > 0 else "")
