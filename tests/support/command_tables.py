"""What docs/reference/commands.md says of each command and its options, made of the command line itself.

`python tests/support/command_tables.py` writes it there, between `<!-- made: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click

from quotekit.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
MANY = 7
"""An option that so many commands have in the same words stands in one table for all of them."""
SIGNS = {"<": "&lt;", ">": "&gt;", "<=": "≤", ">=": "≥"}
SHARED = "options of many commands"


def commands_of(group: click.Group, *before: str) -> dict[str, click.Command]:
    """The commands of a group by what is typed behind `quotekit`, those of groups in it too, without the groups."""
    found: dict[str, click.Command] = {}
    for name, one in group.commands.items():
        found |= commands_of(one, *before, name) if isinstance(one, click.Group) else {" ".join((*before, name)): one}
    return found


COMMANDS = dict(sorted(commands_of(cli).items()))


def _context(command: click.Command, name: str) -> click.Context:
    return click.Context(
        command, info_name=f"quotekit {name}", **cli.context_settings
    )  # it keeps its first help options


def _row(option: click.Option, context: click.Context) -> str:
    """A row of a table: how the option is typed, and what its help says; choices stand in the second cell."""
    typed, told = option.get_help_record(context) or ("", "")
    flags = [*option.opts, *option.secondary_opts]
    chosen = option.type.choices if isinstance(option.type, click.Choice) else ()
    takes = re.sub(r"^[-\w/, ]*?(?= [A-Z\[<]|$)", "", typed).strip()
    flags[-1] += f" {takes}" if takes and not chosen else ""
    told = re.sub(r"\s+", " ", told)
    told = re.sub(r" ?\[([^\[\]]*(?:default|required|<|>)[^\[\]]*)\]", r" (\1)", told).replace(") (", "; ")
    told = re.sub(r"(?<=[\dx])([<>]=?)(?=[\dx])", lambda sign: f" {SIGNS[sign[1]]} ", told)
    if chosen:
        told = " or ".join(", ".join(f"`{one}`" for one in chosen).rsplit(", ", 1)) + f". {told}"
    return f"| {', '.join(f'`{flag}`' for flag in flags)} | {told.strip()} |"


def rows_of(command: click.Command, name: str) -> list[str]:
    """A row for each option of a command, in the order of its help; `--help` is not among them."""
    context = _context(command, name)
    return [_row(one, context) for one in command.params if isinstance(one, click.Option)]


ROWS = {name: rows_of(command, name) for name, command in COMMANDS.items()}
COMMON = [row for row, count in Counter(row for rows in ROWS.values() for row in rows).items() if count >= MANY]


def _table(rows: list[str]) -> str:
    return "\n".join(("| option | meaning |", "|---|---|", *rows))


def of_command(name: str) -> str:
    """What is made for a command: how it is called, what it does, its own options, the names of the common ones."""
    command, own = COMMANDS[name], [row for row in ROWS[name] if row not in COMMON]
    [told, *_] = (command.help or "").split("\n\n")
    usage = " ".join((f"quotekit {name}", *command.collect_usage_pieces(_context(command, name))))
    parts = [f"`{usage}`: {' '.join(told.split())}"]
    parts += [_table(own)] if own else []
    if common := [row.split(" | ")[0].removeprefix("| ") for row in ROWS[name] if row in COMMON]:
        link = f"[{SHARED}](#{SHARED.replace(' ', '-')})"
        parts.append(f"And of the {link}: {', '.join(common)}.")
    return "\n\n".join(parts)


def made() -> dict[str, str]:
    """All that is made, by its name in the page."""
    return {SHARED: _table(COMMON), **{name: of_command(name) for name in COMMANDS}}


def parts_in(text: str) -> dict[str, str]:
    """What the page has between its marks, by name."""
    return dict(re.findall(r"<!-- made: ([\w -]+) -->\n\n(.*?)\n\n<!-- end -->", text, re.S))


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    for part, there in parts_in(page).items():
        page = page.replace(f"<!-- made: {part} -->\n\n{there}\n", f"<!-- made: {part} -->\n\n{made()[part]}\n")
    PAGE.write_text(page, encoding="utf-8")
