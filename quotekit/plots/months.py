"""Quotes by month, as bars."""

from __future__ import annotations

from typing import Any

from quotekit.plots.axes import drawn_on, framed


def quotes_by_month(quotes: Any, axes: Any = None) -> Any:
    """Bars of how many quotes each month has, months without any among them, and the axes they are drawn on.

    `quotes` is an `Analysis`, or a data frame as its `frame()` gives it. Quotes of no known day are counted in the
    title. Raises QuotekitError where matplotlib is not installed, UsageError for a frame without dates.

    >>> from quotekit.analysis import Analysis
    >>> axes = quotes_by_month(Analysis((), (), ()))
    >>> axes.get_ylabel(), len(axes.patches)
    ('quotes', 0)
    """
    frame = framed(quotes, "date")
    axes = drawn_on(axes)
    months = frame["date"].dropna().dt.to_period("M")
    counts = months.value_counts()
    if len(counts):
        start, end = counts.index.min(), counts.index.max()
        every = [start + number for number in range((end - start).n + 1)]
        axes.bar([str(month) for month in every], [int(counts.get(month, 0)) for month in every], color="#1f5596")
        _labelled(axes, [str(month) for month in every])
    undated = len(frame) - len(months)
    axes.set_title("Quotes by month" + (f" ({undated:,} of no known day left out)" if undated else ""))
    axes.set_ylabel("quotes")
    axes.spines[["top", "right"]].set_visible(False)
    return axes


_TICKS = 12
"""Months that are named below the bars, at most."""


def _labelled(axes: Any, names: list[str]) -> None:
    shown = range(0, len(names), -(-len(names) // _TICKS))
    axes.set_xticks(list(shown), [names[number] for number in shown], rotation=45, ha="right")
