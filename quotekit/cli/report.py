"""What several articles say: `report`, a page of it, and `compare`, what they quote side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.events import by_event, groups_of
from quotekit.cli.running.output import form_of, write_groups
from quotekit.cli.running.run import Run
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.cli.running.options import Find
    from quotekit.models.model import Model
    from quotekit.records import Article
    from quotekit.speakers.people.names import Aliases
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


@click.command()
@options.common
@options.groups_format
@options.min_outlets
@by_event
@options.outlet_from
@options.aliases
@options.headlines
@options.model
@options.jobs
@options.raw
@options.excel
def compare(
    run: Run,
    form: str | None,
    min_outlets: int,
    by_event: bool,
    outlet_from: str | None,
    aliases: Aliases,
    headlines: bool,
    model: Model | None,
    jobs: int,
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
    quotekit compare news/ --by-event -o variants.md
    """
    form = form_of(run, form, excel, markdown=True)
    run.origin = options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        met: set[str] = set()
        found = options.Find(aliases, model, headlines, jobs)(_noted(articles, met))
        sections = groups_of(found, by_event, min_outlets, model)
        write_groups(sections, stream, form, min_outlets, raw, excel, run.quiet, met)


def _noted(articles: Iterable[Article], met: set[str]) -> Iterator[Article]:
    """The articles, while their outlets are noted: an article without one is an outlet of its own."""
    for article in articles:
        met.add(article.outlet or article.id)
        yield article
