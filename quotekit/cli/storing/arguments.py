"""Arguments and options of several commands of `quotekit store`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running.run import Run, say
from quotekit.cli.running.scope import tell_left_out
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.store.store import Store

database = click.argument("database", metavar="DB", type=click.Path(readable=False))


def limit(default: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that says how many rows are given."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        default=default,
        show_default=True,
        help="Rows at most; 0 for all.",
    )


def run_of(database: str, output: str | None) -> Run:
    """A run that reads a store."""
    return Run((database,), output, strict=False, quiet=False)


def check_there(database: str) -> None:
    """Raise UsageError where there is no store yet: a mistyped name is to make none.

    >>> check_there("missing.db")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: missing.db: no such file
    """
    if not os.path.exists(database):
        raise UsageError(f"{database}: no such file")


def tell_undated(kept: Store, asked: dict[str, Any], path: str) -> None:
    """Say how many articles are left out because days are asked for and they have none."""
    which = {name: asked[name] for name in ("outlets", "ids", "urls") if name in asked}
    if (asked["since"] or asked["until"]) and (number := kept.undated(**which)):
        tell_left_out(number, asked, f"{path}: ")


def tell_nothing(database: str, *words: str, **asked: Any) -> None:
    """Say what was asked for in vain: words, and the options that were given."""
    given = ((name.removesuffix("s"), value) for name, value in asked.items() if value and name != "acts")
    options = [f"--{name} {each}" for name, value in given for each in ([value] if isinstance(value, str) else value)]
    wanted = " ".join((*words, *options))
    say(f"{database}: nothing found" + (f" for {wanted}" if wanted else ""))
