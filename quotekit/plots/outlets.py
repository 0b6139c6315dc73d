"""Who is quoted how often by which outlet, as a heat map."""

from __future__ import annotations

from typing import Any

from quotekit.errors import UsageError
from quotekit.plots.axes import drawn_on, framed


def speakers_by_outlet(quotes: Any, most: int = 15, axes: Any = None) -> Any:
    """A heat map of the `most` quoted speakers by the `most` outlets that quote these, numbers in its cells; its axes.

    `quotes` is an `Analysis`, or a data frame as its `frame()` gives it. A speaker is one by `speaker_id`; articles of
    no known outlet are left out. Raises QuotekitError where matplotlib is not installed, UsageError for a `most` below
    1, and where no quote has a speaker and an outlet.

    >>> from quotekit.analysis import Analysis
    >>> speakers_by_outlet(Analysis((), (), ()))
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: none of the 0 quotes has a speaker and an outlet: give the articles an outlet
    """
    frame = framed(quotes, "speaker", "speaker_id", "outlet")
    if most < 1:
        raise UsageError(f"most is 1 or more, not {most}")
    known = frame.dropna(subset=["speaker_id", "outlet"])
    if not len(known):
        told = f"none of the {len(frame):,} quotes has a speaker and an outlet"
        raise UsageError(f"{told}: give the articles an outlet")
    ids = known["speaker_id"].value_counts().index[:most]
    outlets = known.loc[known["speaker_id"].isin(ids), "outlet"].value_counts().index[:most]
    counts = known.groupby(["speaker_id", "outlet"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=ids, columns=outlets, fill_value=0)
    names = known.groupby("speaker_id")["speaker"].agg(lambda given: max(given, key=lambda name: (len(name), name)))
    return _map(counts.to_numpy(), [names[one] for one in ids], list(outlets), axes)


def _map(counts: Any, speakers: list[str], outlets: list[str], axes: Any) -> Any:
    axes = drawn_on(axes, (3 + 0.6 * len(outlets), 1.5 + 0.35 * len(speakers)))
    axes.imshow(counts, cmap="Blues", aspect="auto", vmin=0)
    axes.set_xticks(range(len(outlets)), outlets, rotation=45, ha="right")
    axes.set_yticks(range(len(speakers)), speakers)
    for row, numbers in enumerate(counts):
        for column, number in enumerate(numbers):
            if number:
                color = "white" if 2 * number > counts.max() else "black"
                axes.text(column, row, f"{number:,}", ha="center", va="center", color=color)
    axes.set_title("Quotes by speaker and outlet")
    return axes
