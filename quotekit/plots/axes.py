"""What every plot begins with: a data frame of quotes, and axes to draw on."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quotekit.analysis import Analysis
from quotekit.errors import QuotekitError, UsageError


def framed(quotes: Any, *columns: str) -> Any:
    """The data frame of an analysis, or the one that is given. Raises UsageError where it lacks a column.

    >>> framed(Analysis((), (), ()), "outlet").shape[0]
    0
    >>> framed(Analysis((), (), ()).frame().drop(columns="outlet"), "outlet")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: no column 'outlet' in this frame: Analysis.frame() gives one that has it
    """
    frame = quotes.frame() if isinstance(quotes, Analysis) else quotes
    if not hasattr(frame, "columns"):
        raise UsageError(f"a plot is of an Analysis or of its frame(), not of {type(quotes).__name__}")
    for column in columns:
        if column not in frame.columns:
            raise UsageError(f"no column {column!r} in this frame: Analysis.frame() gives one that has it")
    return frame


def drawn_on(axes: Any = None, size: tuple[float, float] = (8.0, 4.0)) -> Any:
    """The axes that are given, else new ones, of so many inches. Raises QuotekitError where matplotlib is missing.

    >>> given = object()
    >>> drawn_on(given) is given
    True
    """
    if axes is not None:
        return axes
    try:
        pyplot = import_module("matplotlib.pyplot")
    except ImportError:
        raise QuotekitError("a plot needs matplotlib: pip install 'quotekit[plots]'") from None
    return pyplot.subplots(figsize=size, layout="constrained")[1]
