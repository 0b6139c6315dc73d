"""The formats of `quotekit export`: by which suffixes and names they are asked for, and what writes them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Literal

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.exporting.tables import export_row
from quotekit.plugins import load
from quotekit.rows import EXPORT_COLUMNS


@dataclass(frozen=True, slots=True)
class How:
    """What a writer is told besides what to write and where."""

    columns: Sequence[str] = ()
    """Of a table, in their order."""
    raw: bool = False
    excel: bool = False
    say: Callable[[str], object] = warnings.warn
    """Takes a line on what could not be written as it is."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that quotes are written in."""

    suffixes: tuple[str, ...]
    takes: Literal["rows", "analyses"]
    """What the writer takes as its first argument: dictionaries with the keys of `export_row`, or `Analysis`."""
    onto: Literal["text", "bytes", "path"]
    """What it takes as its second: a stream, or the name of what it writes itself, whole or not at all."""
    write: Callable[[Iterable[Any], Any, How], None]


def _csv(rows: Iterable[Any], stream: Any, how: How) -> None:
    from quotekit.exporting.tables import write_csv

    write_csv(rows, stream, how.raw, how.columns, how.excel)


def _tsv(rows: Iterable[Any], stream: Any, how: How) -> None:
    from quotekit.exporting.tables import write_csv

    write_csv(rows, stream, how.raw, how.columns, how.excel, delimiter="\t")


def _jsonl(rows: Iterable[Any], stream: Any, how: How) -> None:
    from quotekit.exporting.tables import write_jsonl

    write_jsonl(rows, stream)


def _parquet(rows: Iterable[Any], stream: Any, how: How) -> None:
    from quotekit.exporting.parquet import write_parquet

    write_parquet(rows, stream, how.columns)


def _excel(rows: Iterable[Any], stream: Any, how: How) -> None:
    from quotekit.exporting.excel import write_excel

    write_excel(rows, stream, how.columns, how.say)


def _brat(analyses: Iterable[Analysis], path: Any, how: How) -> None:
    from quotekit.atomic import replacing_bytes
    from quotekit.exporting.brat import write_folder, write_zip

    if path.lower().endswith(".zip"):
        with replacing_bytes(path) as stream:
            write_zip(analyses, stream)
    else:
        write_folder(analyses, path)


def _annotations(analyses: Iterable[Analysis], stream: Any, how: How) -> None:
    from quotekit.exporting.linked_data import write_annotations

    write_annotations(analyses, stream)


def _schema(analyses: Iterable[Analysis], stream: Any, how: How) -> None:
    from quotekit.exporting.linked_data import write_quotations

    write_quotations(analyses, stream)


def _sqlite(analyses: Iterable[Analysis], path: Any, how: How) -> None:
    load("quotekit.store.store:write_store")(analyses, path)  # a room above this one


FORMATS = {
    "csv": Format((".csv",), "rows", "text", _csv),
    "tsv": Format((".tsv", ".tab"), "rows", "text", _tsv),
    "jsonl": Format((".jsonl", ".ndjson"), "rows", "text", _jsonl),
    "parquet": Format((".parquet",), "rows", "bytes", _parquet),
    "excel": Format((".xlsx",), "rows", "bytes", _excel),
    "sqlite": Format((".db", ".sqlite"), "analyses", "path", _sqlite),
    "brat": Format((".zip",), "analyses", "path", _brat),
    "annotations": Format((".jsonld",), "analyses", "text", _annotations),
    "schema": Format((), "analyses", "text", _schema),
}
"""The formats by the names that `--format` takes."""

_SEVERAL = {".json": "jsonl, annotations or schema"}
"""Suffixes of more than one format."""


def format_of(path: str | None, name: str | None = None) -> str:
    """The name of the format that is asked for by name, else by the suffix of the file; a folder is `brat`.

    Raises UsageError where neither says which.

    >>> format_of("quotes.xlsx"), format_of("gold/"), format_of("quotes.jsonld", "schema")
    ('excel', 'brat', 'schema')
    """
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"the formats are {', '.join(FORMATS)}, not {name!r}")
        return name
    if path is None:
        raise UsageError("name a file to write with -o, such as quotes.xlsx, or a --format for standard output")
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        return "brat"
    suffix = PurePath(path).suffix.lower()
    if suffix in _SEVERAL:
        raise UsageError(f"{path}: a {suffix} file may be {_SEVERAL[suffix]}: say which with --format")
    known = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}
    if suffix not in known:
        what = "no format has this suffix" if suffix else "which format is told by a suffix"
        folder = "" if suffix else f", {path}/ for a folder of brat standoff"
        raise UsageError(f"{path}: {what}; use one of {', '.join(known)}{folder}, or name a --format")
    return known[suffix]


@contextmanager
def opened(form: Format, path: str) -> Iterator[Any]:
    """What the writer of a format writes to, whole or not at all. Raises UsageError where that is no place for it."""
    from quotekit.atomic import replacing, replacing_bytes

    if form.onto == "path":
        yield path
    else:
        with replacing(path) if form.onto == "text" else replacing_bytes(path) as stream:
            yield stream


def export(
    analyses: Analysis | Iterable[Analysis],
    path: str | os.PathLike[str],
    form: str | None = None,
    acts: str = "statement",
    raw: bool = False,
) -> None:
    """Write quotes as `quotekit export` does: in a format by name, else by the suffix of the file, whole or not at all.

    What Excel cannot hold is a warning. Raises UsageError for an unknown format, other `acts` and a file that cannot be
    written, QuotekitError where the library for a format is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> from quotekit.records import Article
    >>> with TemporaryDirectory() as folder:
    ...     export(Analysis((Article("Nobody spoke.", "a"),), (), ()), f"{folder}/quotes.csv")
    ...     open(f"{folder}/quotes.csv").read()[:15]
    'article,id,kind'
    """
    chosen = FORMATS[format_of(os.fspath(path), form)]
    several = [analyses] if isinstance(analyses, Analysis) else analyses
    wanted = (replace(one, quotes=one.quotes_of(acts)) for one in several)
    rows = (export_row(one, quote) for one in wanted for quote in one.quotes)
    with opened(chosen, os.fspath(path)) as target:
        chosen.write(rows if chosen.takes == "rows" else wanted, target, How(EXPORT_COLUMNS, raw))
