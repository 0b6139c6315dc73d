"""Rows written as CSV, JSON Lines and tables, summaries as text, Markdown and JSON.

Knows no linguistics. Every writer takes an iterator and flushes as it goes, so memory stays flat. Article text is
hostile: what a terminal would obey is made harmless here, what a spreadsheet would run in `rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from quotekit.records import Pick, Summary
from quotekit.rows import QUOTE_COLUMNS, Row, csv_lines, json_line

if TYPE_CHECKING:
    from rich.console import Console

Section = tuple[str, Summary]
"""A heading, empty for none, and the summary under it."""

QUOTE_TABLE = {"speaker": 0.25, "kind": 0.12, "quote": 0.43, "article": 0.2}
"""Columns of the table on a terminal, and their shares of its width."""
SPEAKER_TABLE = {"name": 0.3, "kind": 0.17, "quotes": 0.1, "articles": 0.2, "roles": 0.23}

# Terminal controls, and the marks that would show a line in another order than it is stored.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|~])")
_BATCH = 25
_MOST_ALSO = 3  # articles named behind a pick


def write_csv(
    rows: Iterable[Row],
    stream: IO[str],
    raw: bool = False,
    columns: Iterable[str] = QUOTE_COLUMNS,
    excel: bool = False,
    delimiter: str = ",",
) -> None:
    """Write rows as CSV, each line as `csv_lines` makes it; nothing where asking for the first row fails.

    >>> import sys
    >>> write_csv([{"name": "-1", "quotes": -1}], sys.stdout, columns=["name", "quotes"])
    name,quotes
    '-1,-1
    """
    _write_all(csv_lines(rows, columns, raw, excel, delimiter), stream)


def write_jsonl(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write rows as JSON Lines, each as `json_line` makes it.

    >>> import sys
    >>> write_jsonl([{"id": "a-1", "speaker": None}], sys.stdout)
    {"id": "a-1", "speaker": null}
    """
    _write_all(map(json_line, rows), stream)


def _write_all(pieces: Iterable[str], stream: IO[str]) -> None:
    for piece in pieces:
        stream.write(piece)
        stream.flush()


def write_table(rows: Iterable[Row], console: Console, columns: Mapping[str, float] = QUOTE_TABLE) -> None:
    """Write rows as a table for people, in batches of fixed column widths; None shows as a hyphen."""
    rows, heading = iter(rows), True
    while (batch := list(islice(rows, _BATCH))) or heading:
        _print(_table(batch, console.width, columns, heading), console)
        heading = False


def _table(batch: list[Row], width: int, columns: Mapping[str, float], heading: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=heading, padding=(0, 1, 0, 0), pad_edge=False)
    for column, share in columns.items():
        table.add_column(column, width=max(1, int(share * width) - 1), overflow="fold")
    for row in batch:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    return table


def _shown(value: Any) -> str:
    if isinstance(value, list):
        more = f" and {len(value) - 3} more" if len(value) > 3 else ""
        return harmless(", ".join(value[:3]) + more) or "-"
    return "-" if value is None else harmless(str(value))


def harmless(text: str) -> str:
    r"""Text for one line of a terminal: runs of white space as one space, controls as U+FFFD.

    >>> harmless("a\nb \x1b[2Jc")
    'a b �[2Jc'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _print(renderable: Any, console: Console, soft_wrap: bool = False) -> None:
    # rich answers a broken pipe with exit status 1; written by us, it reaches the caller.
    with console.capture() as captured:
        console.print(renderable, soft_wrap=soft_wrap)
    _write_all([captured.get()], console.file)


def write_text(sections: Iterable[Section], console: Console) -> None:
    """Write summaries as text: each sentence on a line, in brackets where it is from and who else says it."""
    from rich.text import Text

    for number, (heading, summary) in enumerate(sections):
        if heading:
            _print(Text("\n" * (number > 0) + harmless(heading) + "\n", "bold"), console, soft_wrap=True)
        for pick in summary.picks:
            _print(
                Text.assemble(harmless(pick.text), (f" [{harmless(told_by(pick))}]", "dim")), console, soft_wrap=True
            )


def told_by(pick: Pick) -> str:
    """Where a pick is from: who speaks where it was picked for a quote, its article, and the others that say the same.

    >>> from quotekit.records import Span
    >>> told_by(Pick("a", Span(0, 9), "It rains.", 1.0, agreement=("b", "c", "d", "e")))
    'a; also b, c and 2 more'
    """
    place = f"{pick.outlet}, {pick.article}" if pick.outlet else pick.article
    first = f"{pick.speaker} in {place}" if pick.speaker else place
    shown = pick.agreement if len(pick.agreement) <= _MOST_ALSO else pick.agreement[: _MOST_ALSO - 1]
    more = f" and {len(pick.agreement) - len(shown)} more" if len(shown) < len(pick.agreement) else ""
    return f"{first}; also {', '.join(shown)}{more}" if shown else first


def write_markdown(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as Markdown: bullets that end in what `told_by` says, its characters escaped."""
    for number, (heading, summary) in enumerate(sections):
        title = "\n" * (number > 0) + f"## {as_markdown(heading)}\n\n" if heading else ""
        _write_all(
            chain([title], (f"- {as_markdown(pick.text)} ({as_markdown(told_by(pick))})\n" for pick in summary.picks)),
            stream,
        )


def as_markdown(text: str) -> str:
    r"""Text on one line, with the characters escaped that Markdown would obey.

    >>> print(as_markdown("1. *May*"))
    1\. \*May\*
    """
    escaped = _MARKDOWN.sub(r"\\\1", harmless(text))
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)  # "1. May was cold." is a sentence, not a list


def write_picks(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as one JSON array of picks, each with the heading of its summary, null for none."""
    picks = ((heading, pick) for heading, summary in sections for pick in summary.picks)
    lines = (json_line(pick_row(pick, heading)).rstrip("\n") for heading, pick in picks)
    separated = (f"{',' if number else '['}\n{line}" for number, line in enumerate(lines))
    first = next(separated, "[")
    _write_all(chain([first], separated, ["\n]\n"]), stream)


def pick_row(pick: Pick, heading: str = "") -> Row:
    """A pick as the object that `write_picks` writes; positions in code points, half-open.

    >>> from quotekit.records import Span
    >>> pick_row(Pick("a", Span(0, 9), "It rains.", 1.0))["end"]
    9
    """
    return {
        "article": pick.article,
        "start": pick.span.start,
        "end": pick.span.end,
        "text": pick.text,
        "score": round(pick.score, 4),
        "heading": heading or None,
        "outlet": pick.outlet,
        "agreement": list(pick.agreement),
        "concepts": list(pick.concepts),
        "edits": [{"kind": e.kind, "start": e.span.start, "end": e.span.end, "text": e.text} for e in pick.edits],
        "quote": pick.quote,
        "speaker": pick.speaker,
    }
