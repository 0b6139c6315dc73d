"""The `quotekit` command: reads, calls one function of the library, writes.

Results go to standard output, everything else to standard error. Exit statuses: 0 done, 1 our fault, 2 usage or
nothing readable, 3 some inputs rejected and the rest done, 130 interrupted, 141 when the reader of a pipe has left,
as for any Unix tool (`quotekit quotes a.txt | head -1`).

What a command needs is imported when it runs, so that `quotekit --help` is quick.
"""

from __future__ import annotations

import errno
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

import click

from quotekit import cli_options
from quotekit.cli_compare import compare
from quotekit.cli_evaluate import evaluate
from quotekit.cli_train import train
from quotekit.errors import QuotekitError, UsageError
from quotekit.running import Run, console_on, forget_output, say

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.records import Quote, Speaker, Summary

_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}
_SUMMARY_SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".markdown": "markdown"}
_UNACCENTED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

_EPILOG = """\b
Exit status: 0 done, 1 our fault, 2 usage or nothing readable,
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

    PATH is a text file, a folder of *.txt files, a pattern such as "news/**/*.txt", or - for standard input.

    \b
    quotekit quotes article.txt
    quotekit quotes news/ -o quotes.csv
    quotekit summarize news/ --sentences 3
    quotekit speakers news/
    """


cli.add_command(compare)
cli.add_command(evaluate)
cli.add_command(train)


def _words(name: str) -> list[str]:
    """The words of a name without case and accents: "José Núñez" is jose, nunez; "Ødegaard" is odegaard."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNACCENTED))
    return re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))


def _parsed_names(context: click.Context, option: click.Parameter, names: tuple[str, ...]) -> list[list[str]]:
    for name in names:
        if not _words(name):
            raise click.BadParameter(f"{name!r} is no name")
    return [_words(name) for name in names]


@cli.command()
@cli_options.common
@cli_options.rows_format
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["direct", "mixed", "indirect"]),
    help="All in quotation marks, partly, or not at all. Repeatable.  [default: all three]",
)
@click.option(
    "--speaker",
    "names",
    multiple=True,
    metavar="NAME",
    callback=_parsed_names,
    help="The full name, an alias, or words of the name; case and accents do not matter. Repeatable.",
)
@cli_options.acts
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    default=0.0,
    show_default=True,
    help="Leave out what is less certain than this.",
)
@cli_options.model
@click.option(
    "--groups",
    is_flag=True,
    help="Also which quotes render one utterance, as columns group and outlets. Holds all articles in memory.",
)
@cli_options.outlet_from
@cli_options.raw
@cli_options.excel
def quotes(
    run: Run,
    form: str | None,
    kinds: tuple[str, ...],
    names: list[list[str]],
    acts: str,
    min_confidence: float,
    model: str | None,
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
    from quotekit.comparing import GROUPED_COLUMNS, GROUPED_TABLE, grouped_rows
    from quotekit.pipeline import analyze_each
    from quotekit.rows import QUOTE_COLUMNS
    from quotekit.writing import QUOTE_TABLE

    def wanted(analysis: Analysis, quote: Quote) -> bool:
        speaker = analysis.speaker_of(quote)
        return (
            quote.confidence >= min_confidence
            and (not kinds or quote.kind in kinds)
            and (not names or (speaker is not None and any(_is_called(speaker, name) for name in names)))
        )

    if min_confidence != min_confidence:  # click's range lets "nan" through
        raise UsageError("--min-confidence is a number from 0 to 1, not nan")
    form = form or run.form("table", "csv", _SUFFIXES)
    if outlet_from and not groups:
        raise UsageError(f"--outlet-from {outlet_from} is for --groups: add --groups")
    if excel and form != "csv":
        raise UsageError(f"--excel is for csv, not {form}: add --format csv, or -o with a name that ends in .csv")
    run.origin = cli_options.origin(outlet_from) if groups else None
    with run.articles(bar=not run.on_terminal) as articles, run.stream(exact=form != "table") as stream:
        found = analyze_each(articles, model)
        if groups:
            _write_rows(grouped_rows(found, acts, wanted), stream, form, GROUPED_TABLE, GROUPED_COLUMNS, raw, excel)
            return
        pairs = ((analysis, quote) for analysis in found for quote in analysis.quotes_of(acts))
        rows = (analysis.row_of(quote) for analysis, quote in pairs if wanted(analysis, quote))
        _write_rows(rows, stream, form, QUOTE_TABLE, QUOTE_COLUMNS, raw, excel)


def _is_called(speaker: Speaker, name: list[str]) -> bool:
    return set(name) <= set(_words(speaker.name)) or any(name == _words(alias) for alias in speaker.aliases)


@cli.command()
@cli_options.common
@cli_options.rows_format
@cli_options.acts
@cli_options.raw
def speakers(run: Run, form: str | None, acts: str, raw: bool) -> None:
    """Count who is quoted how often, and in which articles.

    A person or an organization is one speaker across articles if the full name is the same; "a spokesman" is another
    one in each.

    \b
    quotekit speakers news/
    quotekit speakers news/ -o speakers.csv
    """
    from quotekit.pipeline import analyze_each
    from quotekit.writing import SPEAKER_COLUMNS, SPEAKER_TABLE, speaker_rows

    form = form or run.form("table", "csv", _SUFFIXES)
    with run.articles() as articles, run.stream(exact=form != "table") as stream:
        _write_rows(speaker_rows(analyze_each(articles), acts), stream, form, SPEAKER_TABLE, SPEAKER_COLUMNS, raw)


@cli.command()
@cli_options.common
@click.option("--sentences", type=click.IntRange(min=1), metavar="N", help="At most N sentences.  [default: 5]")
@click.option("--words", type=click.IntRange(min=1), metavar="N", help="At most N words.")
@click.option("--by-article", is_flag=True, help="A summary of each article instead of one of all.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    help="Default: by the suffix of FILE (.md, .json), else text.",
)
def summarize(run: Run, sentences: int | None, words: int | None, by_article: bool, form: str | None) -> None:
    """Choose the sentences that say most.

    \b
    quotekit summarize article.txt
    quotekit summarize news/ --words 100
    quotekit summarize news/ --by-article -o summaries.md
    """
    from quotekit.summary import summarize as summary_of

    form = form or run.form("text", "text", _SUMMARY_SUFFIXES)
    bar = not (by_article and run.on_terminal)
    with run.articles(bar) as articles, run.stream(exact=form != "text") as stream:
        groups = ((article.title or article.id, [article]) for article in articles) if by_article else [("", articles)]
        sections = ((heading, summary_of(group, sentences=sentences, words=words)) for heading, group in groups)
        _write_sections(sections, stream, form)


def _write_rows(
    rows: Iterable[dict[str, Any]],
    stream: IO[str],
    form: str,
    table: dict[str, float],
    columns: tuple[str, ...],
    raw: bool,
    excel: bool = False,
) -> None:
    from quotekit.writing import write_csv, write_jsonl, write_table

    if form == "table":
        write_table(rows, console_on(stream), table)
    elif form == "csv":
        write_csv(rows, stream, raw, columns, excel)
    else:
        write_jsonl(rows, stream)


def _write_sections(sections: Iterable[tuple[str, Summary]], stream: IO[str], form: str) -> None:
    from quotekit.writing import write_markdown, write_picks, write_text

    if form == "text":
        write_text(sections, console_on(stream))
    elif form == "markdown":
        write_markdown(sections, stream)
    else:
        write_picks(sections, stream)
