"""The commands on quotes: `quotes`, `speakers`, and `compare`, what several outlets quoted, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotekit.cli import options
from quotekit.cli.output import form_of, write_groups, write_rows
from quotekit.cli.run import Run

if TYPE_CHECKING:
    from quotekit.cli.options import Find
    from quotekit.models.model import Model
    from quotekit.speakers.people.names import Aliases
    from quotekit.speakers.people.roster import Selection


@click.command()
@options.common
@options.rows_format
@options.selected
@options.groups
@options.outlet_from
@options.shard
@options.raw
@options.excel
def quotes(
    run: Run,
    form: str | None,
    selection: Selection,
    find: Find,
    groups: bool,
    outlet_from: str | None,
    raw: bool,
    excel: bool,
) -> None:
    """Find quotations and who said them.

    \b
    quotekit quotes article.txt
    quotekit quotes news/ -o quotes.csv
    quotekit quotes news/ --kind direct --speaker mascherano
    quotekit quotes news/ --groups -o quotes.csv
    cat article.txt | quotekit quotes - --format jsonl
    """
    from quotekit.analysis import Analysis
    from quotekit.exporting.tables import QUOTE_TABLE
    from quotekit.rows import QUOTE_COLUMNS

    form = form_of(run, form, excel)
    run.origin = options.origin_in_groups(outlet_from, groups)
    with run.articles(bar=not run.on_terminal) as articles, run.stream(exact=form != "table") as stream:
        found = find(articles)
        if groups:
            from quotekit.exporting.variants import GROUPED_COLUMNS, GROUPED_TABLE, informed, with_groups

            held, of_quote = informed(found, find.model)
            rows = with_groups(selection.kept(held, Analysis.row_of), of_quote)
            write_rows(rows, stream, form, GROUPED_TABLE, GROUPED_COLUMNS, raw, excel)
        else:
            write_rows(selection.kept(found, Analysis.row_of), stream, form, QUOTE_TABLE, QUOTE_COLUMNS, raw, excel)


@click.command()
@options.common
@options.rows_format
@options.aliases
@options.acts
@options.headlines
@options.model
@options.jobs
@options.raw
def speakers(
    run: Run,
    form: str | None,
    aliases: Aliases,
    acts: str,
    headlines: bool,
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
    """
    from quotekit.exporting.tables import SPEAKER_TABLE
    from quotekit.pipeline import analyze_each
    from quotekit.speakers.people.roster import SPEAKER_COLUMNS, speaker_rows

    form = form_of(run, form)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        rows = speaker_rows(analyze_each(articles, model, headlines, jobs), acts, aliases)
        write_rows(rows, stream, form, SPEAKER_TABLE, SPEAKER_COLUMNS, raw)


@click.command()
@options.common
@options.groups_format
@options.min_outlets
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
    """
    from quotekit.exporting.variants import compared
    from quotekit.variants.grouping import Variants

    form = form_of(run, form, excel, markdown=True)
    run.origin = options.origin(outlet_from)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        variants = Variants(model)
        for analysis in options.Find(aliases, model, headlines, jobs)(articles):
            variants.add(analysis)
        write_groups(compared(variants, min_outlets), stream, form, min_outlets, raw, excel, run.quiet)
