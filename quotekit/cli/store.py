"""`quotekit store`: articles, quotes and speakers of many runs in one file that can be searched."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import form_of, write_groups, write_rows
from quotekit.cli.running.run import Run, say

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.speakers.people.names import Aliases
    from quotekit.store.store import Added, Store

_database = click.argument("database", metavar="DB", type=click.Path(readable=False))


def _limit(default: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        default=default,
        show_default=True,
        help="Rows at most; 0 for all.",
    )


@click.group()
def store() -> None:
    """Keep articles, quotes and speakers in one file, and search it.

    DB is an SQLite file, which other programs can read too, Datasette for one.

    \b
    quotekit store add news.db news/
    quotekit store search news.db penalty --speaker Mascherano --since 2025-04-01
    quotekit store speakers news.db
    """


@store.command()
@_database
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
) -> None:
    """Add articles with their quotes; DB is made where there is none.

    An article is the same as one that is there if its address is, else its file: then it takes that one's place, and if
    nothing in it has changed nothing is done. Stopped at any moment, the command can be given again.

    \b
    quotekit store add news.db news/
    quotekit store add news.db news/ --outlet-from folder
    """
    from quotekit.store.records import PlaceKeys
    from quotekit.store.store import Store

    run.origin = options.origin(outlet_from)
    with run.articles() as articles:
        # A wrong path leaves no new file behind; a wrong DB is told before anything is read.
        first = [] if os.path.exists(database) else list(islice(articles, 1))
        with Store(database) as kept:
            every = chain(first, articles)
            how: dict[str, Any] = {"group": not no_groups, "again": again, "headlines": headlines, "jobs": jobs}
            added = kept.add(every, model, PlaceKeys(), aliases=aliases, **how)
        if not run.quiet:
            say(_told(database, added))


def _told(database: str, added: Added) -> str:
    return f"{database}: articles: {added.new} added, {added.replaced} replaced, {added.unchanged} unchanged"


@store.command()
@_database
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--speaker", "speakers", multiple=True, metavar="NAME", help="The full name, an alias, or words of it. Repeatable."
)
@click.option("--since", metavar="DAY", help="From this day, month or year on: 2025-04-01, 2025-04 or 2025.")
@click.option("--until", metavar="DAY", help="Up to this day, month or year.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only what this outlet printed. Repeatable.")
@options.kinds
@options.acts
@_limit(20)
@options.output
@options.rows_format
@options.raw
@options.excel
def search(
    database: str,
    words: tuple[str, ...],
    limit: int,
    output: str | None,
    form: str | None,
    raw: bool,
    excel: bool,
    **asked: Any,
) -> None:
    """Find quotes by their words, who said them, when and where: the best first, without WORDS the newest.

    Every word must be in the quote, "a phrase" as it stands, begin* the beginning of a word. Case and accents do not
    matter.

    \b
    quotekit store search news.db penalty
    quotekit store search news.db '"hit the post" keep*' --outlet Echo
    quotekit store search news.db --speaker Mascherano --limit 0 -o said.csv
    """
    from quotekit.store.search import SEARCH_COLUMNS, SEARCH_TABLE
    from quotekit.store.store import Store

    run = _run(database, output)
    form = form_of(run, form, excel)
    with Store(database, write=False) as kept:
        rows = kept.search(" ".join(words), limit=limit or None, **asked)
        if asked["speakers"]:
            _tell_left(kept, database, "unsettled")
    if not rows:
        _tell_nothing(database, *words, **asked)
    with run.stream(exact=form != "table") as stream:
        write_rows(rows, stream, form, SEARCH_TABLE, SEARCH_COLUMNS, raw, excel)


@store.command()
@_database
@click.option("--speaker", "names", multiple=True, metavar="NAME", help="Only who is called so. Repeatable.")
@_limit(50)
@options.output
@options.rows_format
@options.raw
@options.excel
def speakers(
    database: str, names: tuple[str, ...], limit: int, output: str | None, form: str | None, raw: bool, excel: bool
) -> None:
    """Who is quoted how often, most often first.

    \b
    quotekit store speakers news.db
    """
    from quotekit.store.search import STORED_SPEAKER_COLUMNS, STORED_SPEAKER_TABLE
    from quotekit.store.store import Store

    run = _run(database, output)
    form = form_of(run, form, excel)
    with Store(database, write=False) as kept:
        rows = kept.speakers(names, limit or None)
        _tell_left(kept, database, "unsettled")
    if not rows:
        _tell_nothing(database, speakers=names)
    with run.stream(exact=form != "table") as stream:
        write_rows(rows, stream, form, STORED_SPEAKER_TABLE, STORED_SPEAKER_COLUMNS, raw, excel)


@store.command()
@_database
@options.min_outlets
@_limit(20)
@options.output
@options.groups_format
@options.raw
@options.excel
def groups(
    database: str, min_outlets: int, limit: int, output: str | None, form: str | None, raw: bool, excel: bool
) -> None:
    """Show what several outlets quote, and in which words, as `quotekit compare` does.

    \b
    quotekit store groups news.db --min-outlets 3
    """
    from quotekit.store.store import Store

    run = _run(database, output)
    form = form_of(run, form, excel, markdown=True)
    with Store(database, write=False) as kept, run.stream(exact=form != "table") as stream:
        _tell_left(kept, database, "ungrouped")
        write_groups([(None, kept.groups(min_outlets, limit or None))], stream, form, min_outlets, raw, excel)


@store.command()
@_database
def info(database: str) -> None:
    """How much is in the store.

    \b
    quotekit store info news.db
    """
    from quotekit.store.store import Store

    with Store(database, write=False) as kept:
        for name, count in kept.info().items():
            click.echo(f"{name}\t{count}")


_LEFT = {"unsettled": "speakers of articles are not known by name yet", "ungrouped": "quotes are not grouped yet"}


def _tell_left(kept: Store, database: str, what: str) -> None:
    """Say what may be missing in the result, because an addition is at it or has been stopped."""
    if left := kept.left()[what]:
        say(f"{database}: {left} {_LEFT[what]}: an addition has not ended; `quotekit store add` does what is left")


def _tell_nothing(database: str, *words: str, **asked: Any) -> None:
    """Say what was asked for in vain: words, and the options that were given."""
    given = ((name.removesuffix("s"), value) for name, value in asked.items() if value and name != "acts")
    options = [f"--{name} {each}" for name, value in given for each in ([value] if isinstance(value, str) else value)]
    wanted = " ".join((*words, *options))
    say(f"{database}: nothing found" + (f" for {wanted}" if wanted else ""))


def _run(database: str, output: str | None) -> Run:
    return Run((database,), output, strict=False, quiet=False)
