"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from quotekit.errors import UsageError
from quotekit.running import Run

if TYPE_CHECKING:
    from quotekit.records import Article


def common(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and the options that most commands have, handed to a command as one `Run`."""

    @wraps(command)
    def run(paths: tuple[str, ...], output: str | None, strict: bool, quiet: bool, **options: Any) -> None:
        command(Run(paths, None if output == "-" else output, strict, quiet), **options)

    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress, and no warnings about encodings."),
        click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read."),
        click.option(
            "-o", "--output", metavar="FILE", help="Write to FILE, all or nothing, instead of standard output."
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path()),
    ):
        run = option(run)
    return run


def _read_aliases(context: click.Context, option: click.Parameter, path: str | None) -> dict[tuple[str, ...], str]:
    from quotekit.aliases import read_aliases

    return read_aliases(path) if path else {}


aliases = click.option(
    "--aliases",
    metavar="FILE",
    type=click.Path(),
    callback=_read_aliases,
    help="CSV with the columns name and alias: who has another name besides, or which spelling to use.",
)
acts = click.option(
    "--acts",
    type=click.Choice(["statement", "all"]),
    default="statement",
    show_default=True,
    help="What people said or wrote, or also what they are said to think, plan or want.",
)


def _checked_confidence(context: click.Context, option: click.Parameter, value: float) -> float:
    if value != value:  # click's range lets "nan" through
        raise UsageError("--min-confidence is a number from 0 to 1, not nan")
    return value


min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    default=0.0,
    show_default=True,
    callback=_checked_confidence,
    help="Leave out what is less certain than this.",
)
rows_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    help="Default: table on a terminal, else by the suffix of FILE, else csv.",
)
raw = click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet would run as formulas as they are.")
excel = click.option(
    "--excel", is_flag=True, help="CSV: begin with a byte-order mark, so that Excel shows curly marks and accents."
)
model = click.option("--model", metavar="FILE", type=click.Path(), help="A model that `quotekit train` wrote.")
outlet_from = click.option(
    "--outlet-from",
    type=click.Choice(["folder", "prefix"]),
    help="The outlet of a file is its folder's name, or what its own name has before the first - or _.",
)


def origin(outlet_from: str | None) -> Callable[[Article, str], Article]:
    """What gives an article its outlet, as `--outlet-from` says, and the date of its date line."""
    from quotekit.outlets import with_origin

    return partial(with_origin, source=outlet_from)
