"""`quotekit export`: the quotes as other programs take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from quotekit import plugins
from quotekit.cli.running import options
from quotekit.cli.running.copies import copies, with_copies
from quotekit.cli.running.run import Run, say
from quotekit.errors import UsageError
from quotekit.exporting.formats import EXPORTERS, Exporter, How, exporter_of, opened

if TYPE_CHECKING:
    from quotekit.cli.running.options import Find
    from quotekit.records import Article
    from quotekit.speakers.people.roster import Selection


@click.command()
@options.common
@click.option(
    "--format",
    "name",
    type=options.Known(EXPORTERS, plugins.EXPORTERS),
    help="Default: by the suffix of FILE; brat for a folder, annotations for .jsonld.",
)
@options.selected
@options.groups
@copies
@options.outlet_from
@options.shard
@options.raw
@options.excel
def export(
    run: Run,
    name: str | None,
    selection: Selection,
    find: Find,
    groups: bool,
    copies: bool,
    outlet_from: str | None,
    raw: bool,
    excel: bool,
) -> None:
    """Write quotations, with outlet, date, title and address of their articles, as other programs take them.

    Tables as .csv, .tsv, .json, .jsonl, .parquet and .xlsx; a folder of brat standoff, or of WebAnno TSV for INCEpTION,
    or a .zip of it, which `quotekit evaluate` and `quotekit train` read as gold; tasks of Label Studio; Web Annotations
    (.jsonld), Quotations of schema.org.

    \b
    quotekit export news/ -o quotes.xlsx
    quotekit export news/ -o quotes.parquet --outlet-from folder
    quotekit export news/ -o gold/ --acts all
    quotekit export news/ -o gold/ --acts all --format webanno
    quotekit export news/ -o quotes.jsonld --format schema
    """
    name, form = exporter_of(run.output, name)
    if excel and name not in ("csv", "tsv"):
        raise UsageError(f"--excel is for csv and tsv, not {name}; .xlsx needs none")
    if (groups or copies) and form.takes != "rows":
        tables = ", ".join(name for name, one in EXPORTERS.items() if one.takes == "rows")
        raise UsageError(f"--{'groups' if groups else 'copies'} is for tables ({tables}), not {name}")
    run.origin = options.origin(outlet_from)
    with run.articles() as articles, _opened(run, form) as target:
        found, columns = _found(selection, find, articles, form, groups, copies)
        form.write(found, target, How(columns, raw, excel, say))


@contextmanager
def _opened(run: Run, form: Exporter) -> Iterator[Any]:
    """What the writer of a format writes to: standard output too, for text."""
    if form.onto == "text":
        with run.stream(exact=True) as stream:
            yield stream
    else:
        with opened(form, run.target(folder=form.onto == "path")) as target:
            yield target


def _found(
    selection: Selection, find: Find, articles: Iterable[Article], form: Exporter, groups: bool, copies: bool
) -> tuple[Iterable[Any], tuple[str, ...]]:
    """What the writer of a format takes, and the columns of it as a table."""
    from quotekit.exporting.tables import export_row
    from quotekit.rows import EXPORT_COLUMNS, GROUP_COLUMNS

    found, row, behind = with_copies(find(articles), export_row, copies, find.model)
    if form.takes == "analyses":
        return selection.narrowed(found), ()
    if not groups:
        return selection.kept(found, row), (*EXPORT_COLUMNS, *behind)
    from quotekit.exporting.variants import informed, with_groups

    held, of_quote = informed(found, find.model)
    return with_groups(selection.kept(held, row), of_quote), (*EXPORT_COLUMNS, *behind, *GROUP_COLUMNS)
