"""`quotekit report`: one page of HTML on what some articles say, and who says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from quotekit import cli_options
from quotekit.errors import UsageError
from quotekit.running import Run

_SUFFIXES = ("", ".html", ".htm")


@click.command()
@cli_options.common
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@click.option(
    "--sentences",
    type=click.IntRange(min=1),
    metavar="N",
    default=5,
    show_default=True,
    help="Sentences of the summary.",
)
@cli_options.outlet_from
@cli_options.aliases
@cli_options.acts
@cli_options.min_confidence
@cli_options.model
def report(
    run: Run,
    title: str | None,
    sentences: int,
    outlet_from: str | None,
    aliases: dict[tuple[str, ...], str],
    acts: str,
    min_confidence: float,
    model: str | None,
) -> None:
    """Write a page to look at: summary, timeline, speakers, quotes, variants and every article.

    One file of HTML for any browser, phone or printer: no network, no scripts. Quotes are highlighted in their
    articles, and linked from the lists to their place and back. All articles are held in memory.

    \b
    quotekit report news/ -o report.html
    quotekit report news/ --outlet-from folder --title "The harbour trial" -o report.html
    """
    from quotekit.aliases import renamed
    from quotekit.pipeline import analyze
    from quotekit.report import report as page_on

    if Path(run.output or "").suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{run.output}: a report is HTML; choose a name that ends in .html")
    if run.on_terminal:
        raise UsageError("a report is for a browser: name a file, as in -o report.html")
    run.origin = cli_options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=True) as stream:
        found = renamed(analyze(articles, model), aliases)
        sure = tuple(quote for quote in found.quotes if quote.confidence >= min_confidence)
        stream.write(page_on(replace(found, quotes=sure), title=title, sentences=sentences, acts=acts))
