"""`quotekit summarize`: what articles say, in some of their sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from quotekit import plugins
from quotekit.cli.running import options
from quotekit.cli.running.divided import summaries_of
from quotekit.cli.running.events import by_event
from quotekit.cli.running.options import Known, common
from quotekit.cli.running.run import Run, console_on, say
from quotekit.errors import UsageError
from quotekit.summary.methods import METHODS
from quotekit.summary.wish import ASKED, Asked, Wish

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.records import Article, Summary
    from quotekit.speakers.people.names import Aliases

_SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html"}
_METHOD = Known(METHODS, plugins.METHODS)


def _asked(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each value that a summary may be asked for."""
    for name, asked in reversed(ASKED.items()):
        command = _option(name, asked)(command)
    return command


def _option(name: str, asked: Asked) -> Callable[[Any], Any]:
    flag, usual = f"--{name}", f"  [default: {asked.usual}]" if asked.usual else ""
    if asked.type is bool:
        return click.option(flag, is_flag=True, help=asked.meaning)
    if name == "method":
        return click.option(flag, type=_METHOD, default=asked.default, show_default=True, help=asked.meaning)
    help_text = asked.meaning + usual
    return click.option(flag, type=_type(asked), metavar=asked.shown, default=asked.default, help=help_text)


def _type(asked: Asked) -> Any:
    if asked.type is int:
        return click.IntRange(min=int(asked.least or 0))
    if asked.type is not float:
        return None
    if math.isinf(asked.most):
        return click.FloatRange(min=asked.least)
    return click.FloatRange(asked.least, asked.most, min_open=True)


@click.command()
@common
@_asked
@options.model
@options.aliases
@options.jobs
@click.option("--by-article", is_flag=True, help="A summary of each article instead of one of all.")
@by_event
@click.option("--headline", is_flag=True, help="Put the title above it that says best what the articles tell.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    help="Default: by the suffix of FILE (.md, .json, .html), else text.",
)
def summarize(
    run: Run,
    by_article: bool,
    by_event: bool,
    headline: bool,
    form: str | None,
    model: Model | None,
    aliases: Aliases,
    jobs: int,
    **wishes: Any,
) -> None:
    """Choose the sentences that say most.

    \b
    quotekit summarize article.txt
    quotekit summarize news/ --words 100 --quotes 2
    quotekit summarize news/ --focus "penalty messi" --format html
    quotekit summarize news/ --by-article -o summaries.md
    quotekit summarize news/ --by-event --words 60 -o events.md
    """
    if by_article and by_event:
        raise UsageError("--by-article and --by-event are two ways to divide a summary: choose one")
    form, wish = form or run.form("text", "text", _SUFFIXES), Wish(**wishes)

    def sections(articles: Iterable[Article]) -> Iterator[tuple[str, Summary]]:
        divided = "article" if by_article else "event" if by_event else None
        for heading, summary in summaries_of(run, articles, divided, wish, model, jobs, aliases):
            if not (summary.picks or run.quiet):
                say(f"{heading or 'the articles'}: not summarized: {_why_not(wish)}")
            yield (summary.headline.text if headline and summary.headline else heading), summary

    bar = not (by_article and run.on_terminal)
    with run.articles(bar) as articles, run.stream(exact=form != "text") as stream:
        _write(sections(articles), stream, form)


def _why_not(wish: Wish) -> str:
    """Why a summary that was wished for has no sentence."""
    if wish.speaker is not None:
        return f"nobody called {wish.speaker!r} says anything in a whole sentence"
    if wish.focus is not None:
        return f"no whole sentence is about {wish.focus!r}"
    return "no sentence is told by one article alone" if wish.only else "no whole sentence tells anything"


def _write(sections: Iterable[tuple[str, Summary]], stream: IO[str], form: str) -> None:
    from quotekit.exporting.summaries import write_html, write_markdown, write_picks, write_text

    if form == "text":
        write_text(sections, console_on(stream))
    else:
        {"markdown": write_markdown, "json": write_picks, "html": write_html}[form](sections, stream)
