"""Rows written as CSV, TSV, JSON Lines and tables.

Knows no linguistics. Every writer takes an iterator and flushes as it goes, so memory stays flat. Article text is
hostile: what a terminal would obey, a spreadsheet would run or UTF-8 cannot hold is made harmless here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Any, cast

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote
from quotekit.rows import ARTICLE_COLUMNS, QUOTE_COLUMNS, ExportRow, Row, json_line, values_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

QUOTE_TABLE = {"speaker": 0.25, "kind": 0.12, "quote": 0.43, "article": 0.2}
"""Columns of the table on a terminal, and their shares of its width."""
SPEAKER_TABLE = {"name": 0.3, "kind": 0.17, "quotes": 0.1, "articles": 0.2, "roles": 0.23}

# Terminal controls, and the marks that would show a line in another order than it is stored.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BATCH = 25
_NARROWEST = 20
"""Characters of a line, however narrow a terminal is."""
# ASVS 1.2.10: = + - @ tab CR NUL. Apostrophes in front count too, so that taking one away again is never in doubt.
_FORMULA = re.compile(r"\A(?:['\s\0]*[=+\-@]|'*[\t\r\n\0])")
# csv.writer of Python 3.11 and 3.12 leaves a lone \r unquoted when lines end in \n, and its reader then splits the row.
_QUOTED = re.compile(r'[",\r\n\t]')
# "007" is 7 and "3-1" the 3rd of January to a spreadsheet, unless in marks (Calc's "Format quoted field as text").
_LIKE_NUMBER = re.compile(r"\A(?=\D*\d)[\s\d.,:/%$€£()eE+-]+\Z")


def csv_lines(
    rows: Iterable[Row],
    columns: Iterable[str] = QUOTE_COLUMNS,
    raw: bool = False,
    excel: bool = False,
    delimiter: str = ",",
) -> Iterator[str]:
    r"""Rows as lines of CSV: a header, then a line for each row as it comes, with RFC 4180 quoting and \n at the end.

    `start` and `end` span the whole quote; other positions and lists are JSON; None is an empty cell. A text that a
    spreadsheet would run as a formula gets an apostrophe in front, unless `raw`. A lone surrogate becomes `\udc80`.
    With `excel` the header begins with a byte-order mark, without which Excel takes UTF-8 for something else. The
    delimiter is a comma or a tab.

    >>> print(*csv_lines([{"quote": "=1+1", "role": None, "cue": [[3, 7]]}], ["quote", "role", "cue"]), sep="", end="")
    quote,role,cue
    '=1+1,,"[[3, 7]]"
    """
    columns, rows = tuple(columns), iter(rows)
    first = list(islice(rows, 1))  # before the header: a run that cannot read anything writes nothing
    yield "\ufeff" * excel + delimiter.join(columns) + "\n"
    for row in chain(first, rows):
        line = delimiter.join(_cell(value, raw) for value in values_of(row, columns)) + "\n"
        yield line.encode("utf-8", "backslashreplace").decode()


def _cell(value: Any, raw: bool) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    quoted = bool(_QUOTED.search(text))
    if isinstance(value, str):
        runs = _FORMULA.match(text)
        text = "'" + text if runs and not raw else text
        quoted = quoted or bool(_LIKE_NUMBER.match(text) or (runs and raw))
    return '"' + text.replace('"', '""') + '"' if quoted else text


def write_csv(
    rows: Iterable[Row],
    stream: IO[str],
    raw: bool = False,
    columns: Iterable[str] = QUOTE_COLUMNS,
    excel: bool = False,
) -> None:
    """Write rows as CSV, each line as `csv_lines` makes it; nothing where asking for the first row fails.

    >>> import sys
    >>> write_csv([{"name": "-1", "quotes": -1}], sys.stdout, columns=["name", "quotes"])
    name,quotes
    '-1,-1
    """
    write_all(csv_lines(rows, columns, raw, excel), stream)


def write_tsv(
    rows: Iterable[Row],
    stream: IO[str],
    raw: bool = False,
    columns: Iterable[str] = QUOTE_COLUMNS,
    excel: bool = False,
) -> None:
    r"""Write rows as CSV with tabs for commas.

    >>> import sys
    >>> write_tsv([{"name": "Ana", "role": None}], sys.stdout, columns=["name", "role"])
    name	role
    Ana
    """
    write_all(csv_lines(rows, columns, raw, excel, delimiter="\t"), stream)


def write_jsonl(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write rows as JSON Lines, each as `json_line` makes it.

    >>> import sys
    >>> write_jsonl([{"id": "a-1", "speaker": None}], sys.stdout)
    {"id": "a-1", "speaker": null}
    """
    write_all(map(json_line, rows), stream)


def write_json(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write rows as one list of JSON, each on a line of its own; nothing where asking for the first row fails.

    >>> import sys
    >>> write_json([{"id": "a-1"}, {"id": "a-2"}], sys.stdout)
    [
    {"id": "a-1"},
    {"id": "a-2"}
    ]
    """
    lines = (json_line(row).rstrip("\n") for row in rows)
    first = list(islice(lines, 1))
    write_all(chain(["[\n"], first, (f",\n{line}" for line in lines), ["\n" * bool(first) + "]\n"]), stream)


def write_all(pieces: Iterable[str], stream: IO[str]) -> None:
    """Write pieces of text as they come, each flushed."""
    for piece in pieces:
        stream.write(piece)
        stream.flush()


def write_table(rows: Iterable[Row], console: Console, columns: Mapping[str, float] = QUOTE_TABLE) -> None:
    """Write rows as a table for people, in batches of fixed column widths; None shows as a hyphen.

    Columns have their shares of the width, but are as wide as their longest word where others have room for it.
    """
    rows, widths = iter(rows), None
    while (batch := [[_shown(row[column]) for column in columns] for row in islice(rows, _BATCH)]) or widths is None:
        heading = widths is None
        widths = widths or _widths([list(columns), *batch], list(columns.values()), console.width)
        print_to(_table(batch, dict(zip(columns, widths)), heading), console)


def _table(batch: list[list[str]], widths: Mapping[str, int], heading: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=heading, padding=(0, 1, 0, 0), pad_edge=False)
    for column, width in widths.items():
        table.add_column(column, width=width, overflow="fold")
    for row in batch:
        table.add_row(*(Text(cut(cell, width)) for cell, width in zip(row, widths.values())))
    return table


def _widths(lines: list[list[str]], shares: list[float], width: int) -> list[int]:
    """How wide columns are: those with a word longer than their share take what others can spare.

    First room for words that are cut at their hyphens, then, as far as it goes, for whole ones.

    >>> _widths([["kind", "quote"], ["organization", "It held."]], [0.2, 0.8], 40)
    [12, 27]
    """
    found = [max(1, int(share * width) - 1) for share in shares]
    spare = width - sum(found) - (len(found) - 1)  # a space between two columns
    for is_cut in (True, False):
        needs = [
            max(longest_word(cell.replace("-", "- ") if is_cut else cell) for cell in column) for column in zip(*lines)
        ]
        for place in sorted(range(len(found)), key=lambda place: needs[place] - found[place]):
            while found[place] < needs[place]:
                giver = max(range(len(found)), key=lambda other: found[other] - needs[other])
                if spare <= 0 and found[giver] <= needs[giver]:
                    break
                found[giver] -= spare <= 0
                found[place] += 1
                spare -= spare > 0
    return found


def longest_word(text: str) -> int:
    """How many cells of a terminal the longest word of a text takes.

    >>> longest_word("police and courts")
    6
    """
    from rich.cells import cell_len

    return max(map(cell_len, text.split()), default=0)


def cut(text: str, width: int) -> str:
    r"""A cell with words that are too long for a column cut at their hyphens: rich would cut them anywhere.

    >>> cut("harbour-courier, harbour-echo", 13)
    'harbour-\ncourier,\nharbour-echo'
    """
    if not text.isascii() or longest_word(text) <= width:
        return text
    return "\n".join(wrap(text, width))


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


def print_to(renderable: Any, console: Console, soft_wrap: bool = False) -> None:
    """Print what rich renders."""
    # rich answers a broken pipe with exit status 1; written by us, it reaches the caller.
    with console.capture() as captured:
        console.print(renderable, soft_wrap=soft_wrap)
    write_all([captured.get()], console.file)


def print_text(text: Text, console: Console, indent: int = 0) -> None:
    """Print a line: whole, and on a terminal cut between words, the rest of it indented."""
    from rich.text import Text

    if not console.is_terminal:
        print_to(text, console, soft_wrap=True)
        return
    lines = text.wrap(console, max(_NARROWEST, console.width - indent))
    for number, line in enumerate(lines):
        line.rstrip()
        line.pad_left(indent if number else 0)
    print_to(Text("\n").join(lines), console, soft_wrap=True)


def export_row(analysis: Analysis, quote: Quote) -> ExportRow:
    """The row of a quote, and behind it what is known of its article.

    >>> from quotekit.records import Span
    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
    >>> row = export_row(Analysis((Article("“It held,” he said.", "a", outlet="Echo"),), (quote,), ()), quote)
    >>> row["quote"], row["outlet"], row["title"]
    ('It held,', 'Echo', None)
    """
    return cast(ExportRow, {**analysis.row_of(quote), **article_row(analysis.article_of(quote))})


def article_row(article: Article) -> dict[str, str | None]:
    """What is known of an article as the columns of each of its quotes; None where nobody says.

    >>> article_row(Article("“Yes,” she said.", outlet="Echo"))
    {'outlet': 'Echo', 'published': None, 'title': None, 'url': None, 'author': None}
    """
    return {column: getattr(article, column) for column in ARTICLE_COLUMNS}
