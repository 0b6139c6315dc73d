"""`quotekit compare`: the quotes that several outlets printed, side by side."""

from __future__ import annotations

import click

from quotekit import cli_options
from quotekit.running import Run, console_on, say

_SUFFIXES = {
    **{".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"},
    **{".md": "markdown", ".markdown": "markdown"},
}


@click.command()
@cli_options.common
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl", "markdown"]),
    help="Default: table on a terminal, else by the suffix of FILE, else csv.",
)
@click.option(
    "--min-outlets",
    type=click.IntRange(min=1),
    metavar="N",
    default=2,
    show_default=True,
    help="Only what at least N outlets printed.",
)
@cli_options.outlet_from
@cli_options.model
@cli_options.raw
@cli_options.excel
def compare(
    run: Run,
    form: str | None,
    min_outlets: int,
    outlet_from: str | None,
    model: str | None,
    raw: bool,
    excel: bool,
) -> None:
    """Show what several outlets quote, and in which words each of them does.

    Quotes that render one utterance are a group, the most widespread first: whole, cut, with words changed, in indirect
    speech. [-word-] was dropped, [+word+] added, against the longest form that most outlets support. An article without
    an outlet is an outlet of its own.

    \b
    quotekit compare news/
    quotekit compare news/ --outlet-from prefix -o variants.md
    """
    from quotekit.comparing import (
        COMPARE_COLUMNS,
        compare_rows,
        compared,
        group_rows,
        write_compared,
        write_compared_markdown,
    )
    from quotekit.errors import UsageError
    from quotekit.pipeline import analyze_each
    from quotekit.variants import Variants
    from quotekit.writing import write_csv, write_jsonl

    form = form or run.form("table", "csv", _SUFFIXES)
    if excel and form != "csv":
        raise UsageError(f"--excel is for csv, not {form}: add --format csv, or -o with a name that ends in .csv")
    run.origin = cli_options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        variants = Variants()
        for analysis in analyze_each(articles, model):
            variants.add(analysis)
        groups = list(compared(variants, min_outlets))
        if form == "table":
            write_compared(groups, console_on(stream))
            if not groups:
                say(f"nothing that {min_outlets} outlets printed")
        elif form == "markdown":
            write_compared_markdown(groups, stream)
        elif form == "csv":
            write_csv(compare_rows(groups), stream, raw, COMPARE_COLUMNS, excel)
        else:
            write_jsonl(group_rows(groups), stream)
