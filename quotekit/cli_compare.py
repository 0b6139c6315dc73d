"""`quotekit compare`: the quotes that several outlets printed, side by side."""

from __future__ import annotations

import click

from quotekit import cli_options
from quotekit.cli_rows import form_of, write_groups
from quotekit.running import Run


@click.command()
@cli_options.common
@cli_options.groups_format
@cli_options.min_outlets
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
    from quotekit.comparing import compared
    from quotekit.pipeline import analyze_each
    from quotekit.variants import Variants

    form = form_of(run, form, excel, markdown=True)
    run.origin = cli_options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        variants = Variants()
        for analysis in analyze_each(articles, model):
            variants.add(analysis)
        write_groups(compared(variants, min_outlets), stream, form, min_outlets, raw, excel, run.quiet)
