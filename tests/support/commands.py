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


HEARD: Any = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)} if os.name == "posix" else {}
"""How `Popen` starts a child that hears Ctrl-C though this process ignores it, as under `nohup` or behind an `&`."""
