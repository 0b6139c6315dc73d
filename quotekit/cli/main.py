"""The `quotekit` command: reads, calls one function of the library, writes.

Results go to standard output, everything else to standard error. Exit statuses: 0 done, 1 our fault, a full disk or a
killed process, 2 usage, nothing readable or output that cannot be written, 3 some inputs rejected and the rest done,
130 interrupted, 141 when the reader of a pipe has left, as for any Unix tool (`quotekit quotes a.txt | head -1`), 143
and 129 ended by SIGTERM and SIGHUP.

What a command needs is imported when it runs, so that `quotekit --help` is quick.
"""

from __future__ import annotations

import errno
import signal
import sys
from types import FrameType
from typing import Any

import click

from quotekit.cli.running.completion import mend_fish
from quotekit.cli.running.run import forget_output, say
from quotekit.cli.running.variables import take_from_environment, unknown_variables
from quotekit.errors import QuotekitError, WorkerError
from quotekit.plugins import load

_EPILOG = """\b
Exit status: 0 done, 1 our fault, the disk is full or a process was killed,
2 usage, nothing readable or output that cannot be written,
3 some inputs rejected and the rest done, 130 interrupted, 143 ended,
141 when the reader of a pipe has left (as for any Unix tool).

\b
A variable sets an option where it is not typed: QUOTEKIT_QUOTES_FORMAT=jsonl
for quotekit quotes --format jsonl, QUOTEKIT_JOBS for --jobs of all commands;
none sets -o, nor what is taken out of a store. One that sets nothing is told.

\b
Shell completion, in ~/.bashrc (in ~/.zshrc with zsh_source):
  eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"
and of fish, in ~/.config/fish/completions/quotekit.fish:
  _QUOTEKIT_COMPLETE=fish_source quotekit | source
"""


def main() -> None:
    """Run the command line and exit; see the module for the exit statuses."""
    _clear_away_when_ended()
    mend_fish()
    try:
        cli(prog_name="quotekit")
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)


def _clear_away_when_ended() -> None:
    """Let SIGTERM and SIGHUP end the command as Ctrl-C does, so that nothing half-written stays behind."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows lacks the latter
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # under `nohup` it is to be ignored
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # another one would stop the clearing away
    sys.exit(128 + number)


class _Program(click.Group):
    """Turns what a command may raise into one line and an exit status; anything else is our fault: a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        if not {"-q", "--quiet"} & set(ctx.args) and (odd := unknown_variables(self)):
            say(odd)
        try:
            return super().invoke(ctx)
        except QuotekitError as error:
            say("; ".join([str(error), *getattr(error, "__notes__", ())]))
            ctx.exit(1 if isinstance(error, WorkerError) else 2)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            forget_output()
            ctx.exit(141)
        except OSError as error:  # what cannot be read is told by `reading`
            if error.strerror is None:
                raise
            forget_output()
            say(f"{error.filename or 'output'}: {error.strerror}")
            ctx.exit(2 if error.errno == errno.ENAMETOOLONG else 1)  # no file is called so


@click.group(cls=_Program, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="quotekit", message="quotekit %(version)s")
def cli() -> None:
    """Find quotations in English news, say who said them, and summarize the articles.

    PATH is a file, a folder, a pattern such as "news/**/*.txt", or - for standard input. Files are text, Markdown, web
    pages, Word, PDF, Excel, CSV, TSV, JSON, Parquet, feeds (RSS, Atom) or crawls (WARC), packed (.gz, .zip) or not.

    \b
    quotekit quotes article.txt
    quotekit quotes news/ -o quotes.csv
    quotekit summarize news/ --sentences 3
    quotekit speakers news/
    """


COMMANDS = (
    "quotes:quotes",
    "counting.speakers:speakers",
    "counting.audit:audit",
    "report:compare",
    "export:export",
    "report:report",
    "serve:serve",
    "spark:spark",
    "store:store",
    "summaries:summarize",
    "models:evaluate",
    "evaluation:evaluate_summaries",
    "train:train",
)
"""The commands in the order of the help, by the modules of this room."""

for _place in COMMANDS:
    cli.add_command(load(f"quotekit.cli.{_place}"))
take_from_environment(cli)
