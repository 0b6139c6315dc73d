"""The command as tests run it: in their own process."""

from __future__ import annotations

from typing import Any

from click.testing import CliRunner, Result

from quotekit.cli import cli


def run(*arguments: object, **how: Any) -> Result:
    """What `quotekit` with some arguments prints, and its exit status."""
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="quotekit", **how)
