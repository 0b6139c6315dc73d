"""`--copies`: of which article read before one is a copy, and from which agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.models.model import Model
    from quotekit.records import Quote

copies = click.option(
    "--copies",
    is_flag=True,
    help="Also of which article read before one is a copy, and from which agency, as columns copy_of and wire.",
)


def with_copies(
    found: Iterable[Analysis], row: Callable[[Analysis, Quote], Any], copies: bool, model: Model | None
) -> tuple[Iterable[Analysis], Callable[[Analysis, Quote], Any], tuple[str, ...]]:
    """Analyses, what makes a row of a quote, and the columns behind the others: those of copies where asked for."""
    if not copies:
        return found, row, ()
    from quotekit.exporting.copies import CopyColumns
    from quotekit.rows import COPY_COLUMNS

    columns = CopyColumns(model)
    return columns.passing(found), columns.behind(row), COPY_COLUMNS
