"""The `quotekit` command: reads, calls one function of the library, writes.

Results go to standard output, everything else to standard error. Exit statuses: 0 done, 1 our fault, a full disk or a
killed process, 2 usage, nothing readable or output that cannot be written, 3 some inputs rejected and the rest done,
130 interrupted, 141 when the reader of a pipe has left, as for any Unix tool (`quotekit quotes a.txt | head -1`).

What a command needs is imported when it runs, so that `quotekit --help` is quick.
"""

from __future__ import annotations

import errno
import sys
from typing import Any

import click

from quotekit.cli.audit import audit
from quotekit.cli.evaluation import evaluate_summaries
from quotekit.cli.export import export
from quotekit.cli.models import evaluate, train
from quotekit.cli.quotes import quotes, speakers
from quotekit.cli.report import compare, report
from quotekit.cli.running.run import forget_output, say
from quotekit.cli.serve import serve
from quotekit.cli.spark import spark
from quotekit.cli.store import store
from quotekit.cli.summaries import summarize
from quotekit.errors import QuotekitError, WorkerError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

_EPILOG = """\b
Exit status: 0 done, 1 our fault, the disk is full or a process was killed,
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
            ctx.exit(1 if isinstance(error, WorkerError) else 2)
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

    PATH is a file, a folder, a pattern such as "news/**/*.txt", or - for standard input. Files are text, Markdown, web
    pages, JSON Lines, CSV, TSV, Parquet or WARC, packed (.gz, .zip) or not.

    \b
    quotekit quotes article.txt
    quotekit quotes news/ -o quotes.csv
    quotekit summarize news/ --sentences 3
    quotekit speakers news/
    """


for _command in (
    quotes,
    speakers,
    audit,
    compare,
    export,
    report,
    serve,
    spark,
    store,
    summarize,
    evaluate,
    evaluate_summaries,
    train,
):
    cli.add_command(_command)
