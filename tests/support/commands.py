"""The command as tests run it: in their own process."""

from __future__ import annotations

import os
import signal
from typing import Any

from click.testing import CliRunner, Result

from quotekit.cli.main import cli


def run(*arguments: object, **how: Any) -> Result:
    """What `quotekit` with some arguments prints, and its exit status."""
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="quotekit", **how)


def _heard() -> None:
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


HEARD: Any = {"preexec_fn": _heard} if os.name == "posix" else {}
"""How `Popen` starts a child that hears signals though this process ignores them, as under `nohup` or behind an `&`."""
