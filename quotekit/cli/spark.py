"""`quotekit spark`: quotes of more files than one machine takes, on the machines of Spark."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from quotekit import plugins
from quotekit.cli.running import options
from quotekit.cli.running.run import say
from quotekit.reading.formats import FIELDS, READERS

if TYPE_CHECKING:
    from quotekit.reading.files import Wishes
    from quotekit.speakers.people.names import Aliases


def _columns(command: Any) -> Any:
    for name in reversed(FIELDS):
        command = click.option(f"--{name}-column", metavar="NAME", help=f"Tables and JSON: the column of the {name}.")(
            command
        )
    return command


@click.command("spark")
@click.argument("paths", nargs=-1, required=True, metavar="INPUT...")
@click.argument("output", metavar="OUTPUT")
@click.option("--speakers", is_flag=True, help="Also who is one across articles, in OUTPUT/speakers.")
@click.option("--groups", is_flag=True, help="Also which quotes render one utterance, in OUTPUT/groups.")
@options.headlines
@options.aliases
@click.option("--model", metavar="FILE", help="A model that `quotekit train` wrote; it is sent to the workers.")
@options.outlet_from
@click.option("--input-format", type=options.Known(READERS, plugins.READERS), help="What the files named hold.")
@_columns
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what could not be read, but for its number.")
def spark(
    paths: tuple[str, ...],
    output: str,
    speakers: bool,
    groups: bool,
    headlines: bool,
    aliases: Aliases,
    model: str | None,
    outlet_from: str | None,
    input_format: str | None,
    quiet: bool,
    **columns: str | None,
) -> None:
    """Write the quotations of very many files to the folder OUTPUT, as Parquet, on the machines of Spark.

    INPUT is a file or a folder, or a URI that pyarrow reads (s3://, hdfs://, gs://), as all machines see it: JSON
    Lines, Parquet, WARC, or whatever else `quotekit quotes` reads. OUTPUT/quotes has the columns of `quotekit export`
    for all acts, and one more for --speakers and --groups. What was written before is not done again, so that a run
    that was interrupted goes on where it was, and one with more files does these.

    \b
    quotekit spark news/ quotes/
    spark-submit job.py spark s3://news/ s3://quotes/ --groups    # see docs/scale.md
    """
    from quotekit.reading.files import Wishes
    from quotekit.spark import job
    from quotekit.spark.engine import complaints, session, sql
    from quotekit.spark.ledger import Ledger
    from quotekit.spark.shipped import digest_of, shipped
    from quotekit.spark.worker import Way

    sql()
    files = job.files_of(paths, output)  # mistakes are told before Spark, which takes seconds to start
    wishes = Wishes({name.removesuffix("_column"): column for name, column in columns.items() if column}, input_format)
    ledger = Ledger(output.rstrip("/") or "/")
    ledger.begin(_settings(wishes, digest_of(model), headlines, aliases, outlet_from))
    started = session()
    try:
        way = Way(shipped(model, started), headlines, aliases or None)
        task = job.Task(way, wishes, outlet_from, ledger)
        with complaints():
            done = job.run(started, files, task, (lambda _: None) if quiet else say)
            if speakers:
                job.write_speakers(started, task)
            if groups:
                job.write_groups(started, task)
    finally:
        with suppress(Exception):  # a signal in the middle of a call leaves it out of step; Java ends with this process
            started.stop()
    again = f"; {done.before} files were done before" if done.before else ""
    say(f"{done.files} files, {done.articles} articles, {done.quotes} quotes, {done.rejected} rejected{again}")
    if done.rejected:
        click.get_current_context().exit(3 if done.articles or done.before else 2)


def _settings(
    wishes: Wishes, model: str | None, headlines: bool, aliases: Aliases, outlet_from: str | None
) -> dict[str, Any]:
    """What two runs into one folder have in common."""
    return {
        "version": version("quotekit"),
        "model": model,
        "headlines": headlines,
        "aliases": sorted(map(repr, aliases.items())),
        "columns": wishes.columns,
        "input_format": wishes.format,
        "outlet_from": outlet_from,
    }
