"""The command `speakers`: who is quoted how often, and beside whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import form_of, write_rows
from quotekit.cli.running.run import Run
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.speakers.people.names import Aliases


@click.command()
@options.common
@options.rows_format
@options.aliases
@options.acts
@options.headlines
@click.option("--network", is_flag=True, help="Write who is quoted beside whom, as GraphML, instead.")
@options.model
@options.jobs
@options.raw
def speakers(
    run: Run,
    form: str | None,
    aliases: Aliases,
    acts: str,
    headlines: bool,
    network: bool,
    model: Model | None,
    jobs: int,
    raw: bool,
) -> None:
    """Count who is quoted how often, and in which articles.

    A person or an organization is one speaker across articles, in whatever spelling; a bare surname only where a role
    or another speaker backs it. "A spokesman" is another one in each article.

    \b
    quotekit speakers news/
    quotekit speakers news/ -o speakers.csv
    quotekit speakers news/ --network -o beside.graphml
    """
    from quotekit.exporting.tables import SPEAKER_TABLE
    from quotekit.pipeline import analyze_each
    from quotekit.speakers.people.network import graphml
    from quotekit.speakers.people.network import network as beside
    from quotekit.speakers.people.roster import SPEAKER_COLUMNS, speaker_rows

    form = _network_form(form, raw) if network else form_of(run, form)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        found = analyze_each(articles, model, headlines, jobs)
        if network:
            stream.write(graphml(beside(found, acts, aliases)))
        else:
            write_rows(speaker_rows(found, acts, aliases), stream, form, SPEAKER_TABLE, SPEAKER_COLUMNS, raw)


def _network_form(form: str | None, raw: bool) -> str:
    """What --network writes. Raises UsageError beside an option of tables."""
    if form or raw:
        given = f"--format {form}" if form else "--raw"
        raise UsageError(f"--network writes GraphML: leave out {given}, which is for tables")
    return "graphml"
