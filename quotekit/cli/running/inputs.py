"""What a command reads and where it writes: the argument and the options that say so, and what its help says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from quotekit import plugins
from quotekit.cli.running.run import Run
from quotekit.plugins import added
from quotekit.reading.formats import FIELDS, READERS

_METAVARS = {True: "PATH...", False: "[PATH]..."}
_READ = """\
    PATH is a file, a folder, a pattern such as "news/**/*.txt", or - for standard input: text, Markdown, web pages,
    Word, PDF, Excel, CSV, TSV, JSON, Parquet, feeds (RSS, Atom) or crawls (WARC), packed (.gz, .zip) or not.
"""
_PATH = click.Path(readable=False)  # what cannot be read is told where it is read, without a block on usage


class Known(click.Choice):  # type: ignore[type-arg]  # click 8.1 has no Choice[str]
    """A choice of our own names, and of those that packages add to a group, which are asked where ours do not do."""

    def __init__(self, ours: Iterable[str], group: str) -> None:
        super().__init__(list(ours))
        self._group = group

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name. Fails for one that neither we nor any package has."""
        others = added(self._group) if value not in self.choices else []
        return click.Choice([*self.choices, *others]).convert(value, param, ctx)


def inputs(command: Callable[..., None], required: bool = True) -> Callable[..., None]:
    """The argument and the options of what is read, handed to a command as one `Run`; without `required` of nothing."""

    @wraps(command)
    def run(
        paths: tuple[str, ...],
        strict: bool,
        quiet: bool,
        input_format: str | None,
        output: str | None = None,
        **options: Any,
    ) -> None:
        named = {field: options.pop(f"{field}_column") for field in FIELDS}
        columns = {field: name for field, name in named.items() if name}
        run = Run(paths, output, strict, quiet, input_format=input_format, columns=columns)
        command(run, **options)

    for option in (
        *(
            click.option(f"--{field}-column", metavar="NAME", help=f"Tables and JSON: the column of the {field}.")
            for field in reversed(FIELDS)
        ),
        click.option(
            "--input-format",
            type=Known(READERS, plugins.READERS),
            help="What standard input and the files named hold.  [default: by suffix, else by their first bytes]",
        ),
        click.option("-q", "--quiet", is_flag=True, help="No progress, and no warnings."),
        click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read."),
        click.argument("paths", nargs=-1, required=required, metavar=_METAVARS[required], type=_PATH),
    ):
        run = option(run)
    run.__doc__ = with_what_is_read(command.__doc__ or "")
    return run


def with_what_is_read(told: str) -> str:
    r"""The help of a command, and before its examples what it reads.

    >>> print(with_what_is_read("Count.\n\n    \b\n    count news/"))
    Count.
    <BLANKLINE>
        PATH is a file, ...
    """
    said, mark, examples = told.partition("    \b\n")
    return f"{said.rstrip()}\n\n{_READ}\n{mark}{examples}"


output = click.option(
    "-o", "--output", metavar="FILE", type=_PATH, help="Write to FILE, all or nothing, instead of standard output."
)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """What most commands have: inputs, and an output."""
    return output(inputs(command))
