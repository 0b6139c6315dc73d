"""`quotekit serve`: the page and the REST API on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

import click

from quotekit.cli.running import options
from quotekit.cli.running.run import Run, say
from quotekit.errors import QuotekitError, UsageError

if TYPE_CHECKING:
    from quotekit.models.model import Model


def _checked(context: click.Context, option: click.Parameter, path: str | None) -> str | None:
    """The path of a table of names that can be read: what is wrong with it is told before anything is served."""
    from quotekit.speakers.people.names import read_aliases

    if path:
        read_aliases(path)
    return path


@click.command()
@partial(options.inputs, required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8765,
    show_default=True,
    help="Where to listen; 0 takes a free one.",
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 3600, min_open=True),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    help="What takes longer is ended.",
)
@click.option(
    "--size-limit",
    type=click.FloatRange(0, 100, min_open=True),
    metavar="MB",
    default=2.0,
    show_default=True,
    help="What is larger is refused.",
)
@options.model_files
@click.option(
    "--aliases",
    metavar="FILE",
    type=click.Path(),
    callback=_checked,
    help="CSV with the columns name and alias, or name, alias and id: other names, the spelling to use, your own ids.",
)
@options.outlet_from
def serve(
    run: Run,
    port: int,
    opening: bool,
    time_limit: float,
    size_limit: float,
    model: str | None,
    lexicon: str | None,
    aliases: str | None,
    outlet_from: str | None,
) -> None:
    """Show a page for pasted text, the report of the articles of PATH, or the pages of a store, on this machine only.

    The page and its REST API (described at /api) are at http://127.0.0.1:8765/ until Ctrl-C. No other machine can reach
    them, and no page of another site can use them. Of a store there are pages to search it, and for every speaker,
    utterance and article; they show what is added to it meanwhile.

    \b
    quotekit serve
    quotekit serve news/ --open
    quotekit serve news.db --open
    quotekit serve --port 8080 --time-limit 60
    """
    _check_installed()
    for name, value, unit in (("--time-limit", time_limit, "seconds"), ("--size-limit", size_limit, "megabytes")):
        if value != value:  # click's range lets "nan" through
            raise UsageError(f"{name} is a number of {unit}, not nan")
    if outlet_from and not run.paths:
        raise UsageError(f"--outlet-from {outlet_from} is for the articles of a PATH: name one")
    from quotekit.web.server import Limits, listening, serve_on

    run.origin = options.origin(outlet_from)
    limits = Limits(time_limit, round(size_limit * 1_000_000))
    store = _store(run, outlet_from)
    # Now, so that a file that is no model is a mistake of the caller's; the shipped one, of 20 MB, for articles alone.
    found = _model(model, lexicon) if model or lexicon or (run.paths and not store) else None
    with listening(port) as listener, _first_page(run, found, aliases, store) as first:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        fitted = model or "", lexicon or "", aliases or ""
        serve_on(listener, first, fitted, limits, ready=lambda: _tell(address, opening), store=store)


def _model(model: str | None, lexicon: str | None) -> Model:
    from quotekit.models.model import model_of

    return model_of(model, lexicon)


def _store(run: Run, outlet_from: str | None) -> str | None:
    """The path of the store that is to be served; None where none is."""
    from quotekit.browsing.shelf import Shelf
    from quotekit.store.file import is_sqlite

    stores = [path for path in run.paths if is_sqlite(path)]
    if not stores:
        return None
    if len(run.paths) > 1:
        raise UsageError(f"{stores[0]} is a store, and is served alone, not with {len(run.paths) - 1} other paths")
    if outlet_from:
        raise UsageError(f"--outlet-from {outlet_from} is for articles, and {stores[0]} is a store")
    Shelf(stores[0]).close()  # now, so that what cannot be read is told before anything is served
    return stores[0]


def _check_installed() -> None:
    missing = [name for name in ("fastapi", "uvicorn", "python_multipart") if not find_spec(name)]
    if missing:
        raise QuotekitError(f"quotekit serve needs {', '.join(missing)}: pip install 'quotekit[web]'")


@contextmanager
def _first_page(run: Run, model: Model | None, aliases: str | None, store: str | None) -> Iterator[str | None]:
    """The report of the articles of the paths, None where there are none; then an exit status, as for any command."""
    if not run.paths or store:
        yield None
        return
    from quotekit.pipeline import analyze
    from quotekit.speakers.people.names import read_aliases, renamed
    from quotekit.web.forms import report_page

    known = read_aliases(aliases) if aliases else {}
    with run.articles() as articles:
        yield report_page(renamed(analyze(articles, model), known), model=model)


def _tell(address: str, opening: bool) -> None:
    say(f"the page is at {address} on this machine only; Ctrl-C ends it")
    if opening:  # in a thread: a browser of the terminal, such as w3m, comes back only when it is closed
        Thread(target=_open, args=(address,), name="browser", daemon=True).start()


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("no browser was found: open that address yourself")
