"""Completion of the command line, as click gives it to bash, zsh and fish."""

from __future__ import annotations

import os

VARIABLE = "_QUOTEKIT_COMPLETE"
"""The variable by which a shell asks for completion."""


def mend_fish() -> None:
    """Let fish show the help of an option to its end, where a shell asks for completion: click has it up to a comma."""
    if VARIABLE not in os.environ:
        return
    from click.shell_completion import FishComplete, add_completion_class

    class Whole(FishComplete):
        source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')

    add_completion_class(Whole)
