"""The manual page `docs/quotekit.1`, made of the help of the commands.

`python tests/support/manual.py` writes it anew.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from quotekit.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "quotekit.1"
_DAY = "2026-11-30"
"""Of the form of the page, since mandoc asks for one; what is in it follows the help."""
_STATUSES = {
    "0": "done",
    "1": "our fault, the disk is full or a process was killed",
    "2": "usage, nothing readable or output that cannot be written",
    "3": "some inputs rejected and the rest done",
    "130": "interrupted",
    "129, 143": "ended by SIGHUP or SIGTERM",
    "141": "the reader of a pipe has left",
}
_ENVIRONMENT = """
A variable sets an option where it is not typed. It has the name of the command and of the option, and the value that
would be typed: QUOTEKIT_QUOTES_FORMAT=jsonl, QUOTEKIT_STORE_ADD_OUTLET_FROM=folder. A flag is set by 1 and unset by 0.
Several values of a repeatable option have a space between, where they are words to choose from, a semicolon where they
are names, a colon where they are files. No variable stands for the paths, for --output, or for what takes something out
of a store (store remove, --drop, --undo). An empty variable is as none.
"""
_COMPLETION = {
    "bash, in ~/.bashrc": 'eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"',
    "zsh, in ~/.zshrc": 'eval "$(_QUOTEKIT_COMPLETE=zsh_source quotekit)"',
    "fish, in ~/.config/fish/completions/quotekit.fish": "_QUOTEKIT_COMPLETE=fish_source quotekit | source",
}


def page() -> str:
    """The manual as troff: the same bytes on every machine and day."""
    lines = [
        '.\\" Made by tests/support/manual.py of the help of the commands: not to be edited.',
        f".TH QUOTEKIT 1 {_DAY}",
        ".ad l",
        ".nh",
        ".SH NAME",
        "quotekit \\- who said what in the news: quotations, their speakers, and extractive summaries",
        ".SH SYNOPSIS",
        "\\fBquotekit\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIPATH\\fR]...",
        ".SH DESCRIPTION",
        *_told(cli),
        ".SH COMMANDS",
        *(line for name, command in _commands(cli) for line in _section(name, command)),
        ".SH ENVIRONMENT",
        *_paragraph(_ENVIRONMENT),
        ".TP",
        ".B QUOTEKIT_JOBS",
        "\\-\\-jobs of every command that has it, where no variable of the command says it.",
        ".TP",
        ".B NO_COLOR",
        "Where it is set, nothing is printed in color.",
        ".SH EXIT STATUS",
        *(line for status, meaning in _STATUSES.items() for line in (".TP", f".B {status}", _escaped(meaning) + ".")),
        ".SH COMPLETION",
        *(line for where, how in _COMPLETION.items() for line in (".TP", _escaped(where), *_verbatim([how]))),
        ".SH SEE ALSO",
        ".BR jq (1),",
        ".BR sqlite3 (1)",
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, place: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        path = f"{place} {name}".strip()
        yield path, command
        if isinstance(command, click.Group):
            yield from _commands(command, path)


def _section(name: str, command: click.Command) -> Iterator[str]:
    yield f'.SS "quotekit {_escaped(name)}"'
    context = click.Context(command, info_name=f"quotekit {name}", **cli.context_settings)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"\\fBquotekit {_escaped(name)}\\fR {_escaped(usage)}"
    yield ".PP"
    yield from _told(command)
    for option in command.params:
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record:
            yield from (".TP", _flags(record[0]), *_paragraph(record[1]))


def _told(command: click.Command) -> Iterator[str]:
    """The help of a command: its paragraphs, and its examples line by line."""
    for number, block in enumerate(re.split(r"\n\s*\n", inspect.cleandoc(command.help or ""))):
        if number:
            yield ".PP"
        if block.startswith("\b\n"):
            yield from _verbatim(block.splitlines()[1:])
        else:
            yield from _paragraph(block)


def _paragraph(text: str) -> Iterator[str]:
    """A sentence a line, as groff likes it."""
    yield from map(_escaped, re.split(r"(?<=[.:]) (?=[A-Z])", " ".join(text.split())))


def _verbatim(lines: list[str]) -> Iterator[str]:
    yield from (".RS 4", ".nf", *map(_escaped, lines), ".fi", ".RE")


def _flags(text: str) -> str:
    """The flags of an option in bold, and what stands behind them, broken between choices where it is long."""
    flags, values = re.fullmatch(r"(.*?)((?: [^-].*)?)", text, re.S).groups()  # type: ignore[union-attr]
    return f"\\fB{_escaped(flags)}\\fR" + _escaped(values).replace("|", "|\\:")


def _escaped(text: str) -> str:
    text = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga")
    )
    return "\\&" + text if text.startswith((".", "'")) else text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
