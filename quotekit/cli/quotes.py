"""The command `quotes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotekit.cli.running import options
from quotekit.cli.running.copies import copies, with_copies
from quotekit.cli.running.output import form_of, write_rows
from quotekit.cli.running.run import Run

if TYPE_CHECKING:
    from quotekit.cli.running.options import Find
    from quotekit.speakers.people.roster import Selection


@click.command()
@options.common
@options.rows_format
@options.selected
@options.groups
@copies
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
    copies: bool,
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
    from quotekit.rows import GROUP_COLUMNS, QUOTE_COLUMNS

    form = form_of(run, form, excel)
    run.origin = options.origin_in_groups(outlet_from, groups)
    with run.articles(bar=not run.on_terminal) as articles, run.stream(exact=form != "table") as stream:
        found, row, behind = with_copies(find(articles), Analysis.row_of, copies, find.model)
        if groups:
            from quotekit.exporting.variants import GROUPED_TABLE, informed, with_groups

            held, of_quote = informed(found, find.model)
            rows = with_groups(selection.kept(held, row), of_quote)
            columns = (*QUOTE_COLUMNS, *behind, *GROUP_COLUMNS)
            write_rows(rows, stream, form, GROUPED_TABLE, columns, raw, excel)
        else:
            write_rows(selection.kept(found, row), stream, form, QUOTE_TABLE, (*QUOTE_COLUMNS, *behind), raw, excel)
