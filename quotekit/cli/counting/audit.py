"""`quotekit audit`: who is quoted, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from quotekit.auditing.asked import BY
from quotekit.cli.running import options
from quotekit.cli.running.run import Run, console_on, say
from quotekit.cli.running.scope import scope, tell_left_out
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.auditing.records import Audit
    from quotekit.models.model import Model
    from quotekit.speakers.people.names import Aliases

_MARKUP = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_SUFFIXES = {".csv": "csv", ".json": "json", **_MARKUP}


def _names(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for several in given for name in several.split(","))


@click.command()
@options.common
@click.option(
    "--by",
    multiple=True,
    metavar="NAMES",
    callback=_names,
    help=f"Also by these, divided by commas: {', '.join(BY)}; outlet+month for both at once.",
)
@click.option(
    "--genders",
    type=click.Path(),
    metavar="FILE",
    help="CSV with the columns name and gender (f, m, x, -): these stand above what articles tell.",
)
@click.option("--title", metavar="TEXT", help="HTML and Markdown: the heading.  [default: Source audit]")
@scope
@options.kinds
@options.acts
@options.least
@options.aliases
@options.headlines
@options.outlet_from
@options.model
@options.jobs
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown", "html"]),
    help="Default: table on a terminal, else by the suffix of FILE, else csv.",
)
@options.raw
def audit(
    run: Run,
    by: tuple[str, ...],
    genders: str | None,
    title: str | None,
    aliases: Aliases,
    headlines: bool,
    outlet_from: str | None,
    model: Model | None,
    jobs: int,
    form: str | None,
    raw: bool,
    **narrowed: Any,
) -> None:
    """Count who is quoted: statements, words and sources by gender, kind, role, named or not, first or again.

    PATH may be a store that `quotekit store add` made, alone: its rows are counted, and no quotes are looked for.
    Shares of sources have an interval of 95 %; who is unknown is counted as unknown. Gender is how articles refer to
    people.

    \b
    quotekit audit news/
    quotekit audit news.db --by outlet,month -o audit.html
    quotekit audit news.csv --section-column topic --by section --genders names.csv -o audit.csv
    """
    from quotekit.auditing.counting import audit as audit_of
    from quotekit.auditing.writing import check_title, write
    from quotekit.store.store import Store

    form = form or run.form("table", "csv", _SUFFIXES)
    check_title(form, title)
    how = {"by": by, "genders": genders, "model": model, **narrowed}
    if _is_store(run.paths):
        found_before = {"--aliases": aliases, "--headlines": headlines, "--outlet-from": outlet_from, **run.reading}
        if given := [option for option, value in found_before.items() if value]:
            raise UsageError(
                f"{given[0]} is for articles, and {run.paths[0]} is a store, in which quotes are found already"
            )
        with Store(run.paths[0], write=False) as kept:
            if left := kept.left()["unsettled"]:
                open_ones = f"{left} speakers of articles are not known by name yet, and count as unknown"
                say(f"{run.paths[0]}: {open_ones}: `quotekit store add` does what is left")
            found = audit_of(kept, **how)
        with run.stream(exact=form != "table") as stream:
            write(found, stream, form, console_on, title, raw)
            _tell(found, narrowed)
        return
    run.origin = options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        found = audit_of(options.Find(aliases, model, headlines, jobs)(articles), **how)
        write(found, stream, form, console_on, title, raw)
        _tell(found, narrowed)


def _tell(found: Audit, narrowed: Mapping[str, Any]) -> None:
    """Say what is left out for want of a date, and that nothing is counted."""
    if found.undated:
        tell_left_out(found.undated, narrowed)
    if not found.whole.total.statements:
        say(f"nothing found to count; articles: {found.whole.articles}")


def _is_store(paths: Iterable[str]) -> bool:
    """Whether the only path is a file of SQLite. Raises UsageError for one among others."""
    from quotekit.store.file import is_sqlite

    files = list(paths)
    stores = [path for path in files if is_sqlite(path)]
    if stores and len(files) > 1:
        raise UsageError(f"{stores[0]}: is a store, which is audited alone; there are {len(files)} paths")
    return bool(stores)
