"""The options that say which articles are wanted: from which day, up to which, of which outlets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from quotekit.cli.running.run import say
from quotekit.errors import counted

_since = click.option("--since", metavar="DAY", help="From this day, month or year on: 2025-04-01, 2025-04 or 2025.")
_until = click.option("--until", metavar="DAY", help="Up to this day, month or year.")
_outlets = click.option(
    "--outlet", "outlets", multiple=True, metavar="NAME", help="Only what this outlet printed. Repeatable."
)


def scope(command: Callable[..., None]) -> Callable[..., None]:
    """The options, handed to a command as `since`, `until` and `outlets`."""
    return _since(_until(_outlets(command)))


def tell_left_out(number: int, asked: Mapping[str, Any], place: str = "") -> None:
    """Say that articles without a date are left out, and by which options."""
    options = " and ".join(f"--{name}" for name in ("since", "until") if asked.get(name))
    left_out = counted(number, "article without a date is", "articles without a date are")
    say(f"{place}{left_out} left out, because of {options}")
