"""`quotekit report`: one page of HTML on what some articles say, and who says it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli import options
from quotekit.cli.events import by_event
from quotekit.cli.run import Run
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.cli.options import Find
    from quotekit.speakers.people.roster import Selection

_SUFFIXES = ("", ".html", ".htm")


@click.command()
@options.common
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@click.option(
    "--sentences",
    type=click.IntRange(min=1),
    metavar="N",
    default=5,
    show_default=True,
    help="Sentences of the summary.",
)
@options.selected
@by_event
@options.outlet_from
def report(
    run: Run,
    title: str | None,
    sentences: int,
    by_event: bool,
    selection: Selection,
    find: Find,
    outlet_from: str | None,
) -> None:
    """Write a page to look at: summary, timeline, speakers, quotes, variants and every article.

    One file of HTML for any browser, phone or printer: no network, no scripts. Quotes are highlighted in their
    articles, and linked from the lists to their place and back. All articles are held in memory.

    \b
    quotekit report news/ -o report.html
    quotekit report news/ --outlet-from folder --title "The harbour trial" -o report.html
    quotekit report news/ --by-event --sentences 3 -o report.html
    """
    from quotekit.analysis import joined
    from quotekit.reporting.page import report as page_on

    if Path(run.output or "").suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{run.output}: a report is HTML; choose a name that ends in .html")
    if run.on_terminal:
        raise UsageError("a report is for a browser: name a file, as in -o report.html")
    run.origin = options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=True) as stream:
        found = joined(selection.narrowed(find(articles)))
        how: dict[str, Any] = {"acts": selection.acts, "model": find.model, "by_event": by_event}
        stream.write(page_on(found, title=title, sentences=sentences, **how))
