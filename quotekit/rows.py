"""The row of a quote, and rows as lines of CSV and of JSON.

Knows no linguistics and no files. Article text is hostile: what a spreadsheet would run or UTF-8 cannot hold is made
harmless on the way out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from quotekit.records import Quote, Span, Speaker

Row = dict[str, Any]

QUOTE_COLUMNS = (
    *("article", "id", "kind", "act", "speaker", "speaker_kind", "role", "quote", "start", "end"),
    *("content", "cue", "source", "source_text", "confidence", "rule"),
)


class Column(NamedTuple):
    """What a column holds."""

    type: Literal["text", "integer", "number", "spans"]
    """`spans` is a list of half-open pairs of code points."""
    optional: bool = False
    """Whether None may stand in it."""


COLUMNS = {
    "article": Column("text"),
    "id": Column("text"),
    "kind": Column("text"),
    "act": Column("text"),
    "speaker": Column("text", optional=True),
    "speaker_kind": Column("text", optional=True),
    "role": Column("text", optional=True),
    "quote": Column("text"),
    "start": Column("integer"),
    "end": Column("integer"),
    "content": Column("spans"),
    "cue": Column("spans"),
    "source": Column("spans"),
    "source_text": Column("text", optional=True),
    "confidence": Column("number"),
    "rule": Column("text"),
    "outlet": Column("text", optional=True),
    "published": Column("text", optional=True),
    "title": Column("text", optional=True),
    "url": Column("text", optional=True),
    "author": Column("text", optional=True),
    "group": Column("text", optional=True),
    "outlets": Column("integer"),
}
"""Every column of an export, by its name."""

ARTICLE_COLUMNS = ("outlet", "published", "title", "url", "author")
EXPORT_COLUMNS = (*QUOTE_COLUMNS, *ARTICLE_COLUMNS)
"""The columns of a table."""
GROUP_COLUMNS = ("group", "outlets")
"""Those behind them with `--groups`."""
EXPORT_KEYS = (
    *("article", "id", "kind", "act", "quote", "content", "cue", "source", "source_text", "speaker", "speaker_kind"),
    *("role", "confidence", "rule", *ARTICLE_COLUMNS),
)
"""The keys of JSON Lines, in their order."""

# ASVS 1.2.10: = + - @ tab CR NUL. Apostrophes in front count too, so that taking one away again is never in doubt.
_FORMULA = re.compile(r"\A(?:['\s\0]*[=+\-@]|'*[\t\r\n\0])")
# csv.writer of Python 3.11 and 3.12 leaves a lone \r unquoted when lines end in \n, and its reader then splits the row.
_QUOTED = re.compile(r'[",\r\n\t]')
# "007" is 7 and "3-1" the 3rd of January to a spreadsheet, unless in marks (Calc's "Format quoted field as text").
_LIKE_NUMBER = re.compile(r"\A(?=\D*\d)[\s\d.,:/%$€£()eE+-]+\Z")
# JSON allows these bare, but line readers split at some, terminals obey some and UTF-8 has no form for the surrogates.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def quote_row(text: str, quote: Quote, speaker: Speaker | None) -> Row:
    """One quote of the article `text` as the object of the JSON Lines contract: its keys in their order.

    Positions are code points, half-open. `quote` and `source_text` are for reading (line breaks become spaces, parts
    are joined by " ... "); the spans are for finding the words in the article. None means that nobody or nothing is
    known.

    >>> row = quote_row("“It held,” he said.", Quote("a-1", "a", "direct", "statement", (Span(1, 9),)), None)
    >>> row["quote"], row["content"], row["source"], row["source_text"], row["speaker"]
    ('It held,', [[1, 9]], [], None, None)
    """
    return {
        "article": quote.article,
        "id": quote.id,
        "kind": quote.kind,
        "act": quote.act,
        "quote": joined(span.of(text) for span in quote.content),
        "content": _pairs(quote.content),
        "cue": _pairs(quote.cue),
        "source": _pairs(quote.source),
        "source_text": joined(span.of(text) for span in quote.source) if quote.source else None,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "role": next(iter(speaker.roles), None) if speaker else None,
        "confidence": round(quote.confidence, 3),
        "rule": quote.rule,
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def joined(pieces: Iterable[str]) -> str:
    r"""Pieces of text as one for reading: line breaks become spaces, " ... " stands between pieces.

    >>> joined(["We gave it\n our all,", "it showed."])
    'We gave it our all, ... it showed.'
    """
    return " ... ".join(map(_one_line, pieces))


def _one_line(text: str) -> str:
    return " ".join(filter(None, (line.strip() for line in re.split(r"[\r\n]+", text))))


def values_of(row: Row, columns: Iterable[str]) -> list[Any]:
    """The values of a row, one for each column. The columns `start` and `end` span the whole of `content`.

    >>> values_of({"id": "a-1", "content": [[1, 9], [20, 30]]}, ["id", "start", "end"])
    ['a-1', 1, 30]
    """
    return [_value(row, column) for column in columns]


def _value(row: Row, column: str) -> Any:
    if column == "start":
        return row["content"][0][0]
    return row["content"][-1][1] if column == "end" else row[column]


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


def json_line(row: Mapping[str, Any]) -> str:
    r"""A row as a line of JSON: characters as they are but for controls and lone surrogates, \n at the end.

    >>> json_line({"quote": "“Sí”\x85"})
    '{"quote": "“Sí”\\u0085"}\n'
    """
    line = json.dumps(row, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"
