"""The `quotekit` command: reads, calls one function of the library, writes.

Results go to standard output, everything else to standard error. Exit statuses: 0 done, 1 our fault or a full disk,
2 usage, nothing readable or output that cannot be written, 3 some inputs rejected and the rest done, 130 interrupted,
141 when the reader of a pipe has left, as for any Unix tool (`quotekit quotes a.txt | head -1`).

What a command needs is imported when it runs, so that `quotekit --help` is quick.
"""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Any

import click

from quotekit import cli_options
from quotekit.cli_compare import compare
from quotekit.cli_evaluate import evaluate
from quotekit.cli_export import export
from quotekit.cli_report import report
from quotekit.cli_rows import form_of, write_rows
from quotekit.cli_serve import serve
from quotekit.cli_store import store
from quotekit.cli_summaries import evaluate_summaries, summarize
from quotekit.cli_train import train
from quotekit.errors import QuotekitError, UsageError
from quotekit.running import Run, forget_output, say

if TYPE_CHECKING:
    from quotekit.selection import Selection

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

_EPILOG = """\b
Exit status: 0 done, 1 our fault or the disk is full,
2 usage, nothing readable or output that cannot be written,
3 some inputs rejected and the rest done, 130 interrupted,
141 when the reader of a pipe has left (as for any Unix tool).

\b
Shell completion, in ~/.bashrc (zsh and fish: zsh_source, fish_source):
  eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"
"""


def main() -> None:
    """Run the command line and exit; see the module for the exit statuses."""
    try:
        cli(prog_name="quotekit")
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)


class _Program(click.Group):
    """Turns what a command may raise into one line and an exit status; anything else is our fault: a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuotekitError as error:
            say(str(error))
            ctx.exit(2)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            forget_output()
            ctx.exit(141)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            forget_output()
            say(f"output: {error.strerror}")
            ctx.exit(1)


@click.group(cls=_Program, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="quotekit", message="quotekit %(version)s")
def cli() -> None:
    """Find quotations in English news, say who said them, and summarize the articles.

    PATH is a file, a folder, a pattern such as "news/**/*.txt", or - for standard input. Files are text, web pages,
    JSON Lines, CSV, TSV, Parquet or WARC, packed (.gz, .zip) or not.

    \b
    quotekit quotes article.txt
    quotekit quotes news/ -o quotes.csv
    quotekit summarize news/ --sentences 3
    quotekit speakers news/
    """


@cli.command()
@cli_options.common
@cli_options.rows_format
@cli_options.selected
@cli_options.groups
@cli_options.outlet_from
@cli_options.raw
@cli_options.excel
def quotes(
    run: Run,
    form: str | None,
    selection: Selection,
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
    from quotekit.rows import QUOTE_COLUMNS
    from quotekit.writing import QUOTE_TABLE

    form = form_of(run, form, excel)
    if outlet_from and not groups:
        raise UsageError(f"--outlet-from {outlet_from} is for --groups: add --groups")
    run.origin = cli_options.origin(outlet_from) if groups else None
    with run.articles(bar=not run.on_terminal) as articles, run.stream(exact=form != "table") as stream:
        found = selection.found(articles)
        if groups:
            from quotekit.comparing import GROUPED_COLUMNS, GROUPED_TABLE, informed, with_groups

            held, of_quote = informed(found)
            rows = with_groups(selection.kept(held, Analysis.row_of), of_quote)
            write_rows(rows, stream, form, GROUPED_TABLE, GROUPED_COLUMNS, raw, excel)
        else:
            write_rows(selection.kept(found, Analysis.row_of), stream, form, QUOTE_TABLE, QUOTE_COLUMNS, raw, excel)


@cli.command()
@cli_options.common
@cli_options.rows_format
@cli_options.aliases
@cli_options.acts
@cli_options.model
@cli_options.raw
def speakers(
    run: Run, form: str | None, aliases: dict[tuple[str, ...], str], acts: str, model: str | None, raw: bool
) -> None:
    """Count who is quoted how often, and in which articles.

    A person or an organization is one speaker across articles, in whatever spelling; a bare surname only where a role
    or another speaker backs it. "A spokesman" is another one in each article.

    \b
    quotekit speakers news/
    quotekit speakers news/ -o speakers.csv
    """
    from quotekit.pipeline import analyze_each
    from quotekit.roster import SPEAKER_COLUMNS, speaker_rows
    from quotekit.writing import SPEAKER_TABLE

    form = form_of(run, form)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        rows = speaker_rows(analyze_each(articles, model), acts, aliases)
        write_rows(rows, stream, form, SPEAKER_TABLE, SPEAKER_COLUMNS, raw)


for _command in (compare, export, report, serve, store, summarize, evaluate, evaluate_summaries, train):
    cli.add_command(_command)
