"""`quotekit store`: articles, quotes and speakers of many runs in one file that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import form_of, write_groups, write_rows
from quotekit.cli.running.run import check_output, say
from quotekit.cli.running.scope import scope
from quotekit.cli.storing.adding import add
from quotekit.cli.storing.arguments import database, limit, run_of, tell_nothing, tell_undated
from quotekit.cli.storing.history import versions
from quotekit.cli.storing.names import alias
from quotekit.cli.storing.removal import remove

if TYPE_CHECKING:
    from quotekit.store.keeping.readings import Reading
    from quotekit.store.store import Store


@click.group()
def store() -> None:
    """Keep articles, quotes and speakers in one file, and search it.

    DB is an SQLite file, which other programs can read too, Datasette for one.

    \b
    quotekit store add news.db news/
    quotekit store search news.db penalty --speaker Mascherano --since 2025-04-01
    quotekit store speakers news.db
    """


for _command in (add, alias, remove, versions):
    store.add_command(_command)


@store.command()
@database
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--speaker", "speakers", multiple=True, metavar="NAME", help="The full name, an alias, or words of it. Repeatable."
)
@scope
@options.kinds
@options.acts
@limit(20)
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

    run = run_of(database, output)
    form = form_of(run, form, excel)
    with Store(database, write=False) as kept:
        rows = kept.search(" ".join(words), limit=limit or None, **asked)
        if asked["speakers"]:
            _tell_left(kept, database, "unsettled")
        tell_undated(kept, asked, database)
    if not rows:
        tell_nothing(database, *words, **asked)
    with run.stream(exact=form != "table") as stream:
        write_rows(rows, stream, form, SEARCH_TABLE, SEARCH_COLUMNS, raw, excel)


@store.command()
@database
@click.option("--speaker", "names", multiple=True, metavar="NAME", help="Only who is called so. Repeatable.")
@limit(50)
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

    run = run_of(database, output)
    form = form_of(run, form, excel)
    with Store(database, write=False) as kept:
        rows = kept.speakers(names, limit or None)
        _tell_left(kept, database, "unsettled")
    if not rows:
        tell_nothing(database, speakers=names)
    with run.stream(exact=form != "table") as stream:
        write_rows(rows, stream, form, STORED_SPEAKER_TABLE, STORED_SPEAKER_COLUMNS, raw, excel)


@store.command()
@database
@options.min_outlets
@limit(20)
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

    run = run_of(database, output)
    form = form_of(run, form, excel, markdown=True)
    with Store(database, write=False) as kept, run.stream(exact=form != "table") as stream:
        _tell_left(kept, database, "ungrouped")
        write_groups([(None, kept.groups(min_outlets, limit or None))], stream, form, min_outlets, raw, excel)


@store.command()
@database
def info(database: str) -> None:
    """How much is in the store, and which quotekit with which model read how many articles.

    \b
    quotekit store info news.db
    """
    from quotekit.store.store import Store

    check_output()
    with Store(database, write=False) as kept:
        for name, count in kept.info().items():
            click.echo(f"{name}\t{count}")
        for one in kept.readings():
            click.echo(f"read with {_reader(one)}\t{one.articles}")


def _reader(one: Reading) -> str:
    return f"quotekit {one.quotekit}, model {one.model}" if one.model else "what is not known"


_LEFT = {"unsettled": "speakers of articles are not known by name yet", "ungrouped": "quotes are not grouped yet"}


def _tell_left(kept: Store, database: str, what: str) -> None:
    """Say what may be missing in the result, because an addition is at it or has been stopped."""
    if left := kept.left()[what]:
        say(f"{database}: {left} {_LEFT[what]}: an addition has not ended; `quotekit store add` does what is left")
