"""The formats of `quotekit export`: by which suffixes and names they are asked for, and what writes them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Literal, cast

from quotekit import plugins
from quotekit.analysis import Analysis, each_analysis
from quotekit.errors import UsageError
from quotekit.plugins import added, addition, load
from quotekit.rows import EXPORT_COLUMNS


@dataclass(frozen=True, slots=True)
class How:
    """What can be told a writer besides what to write and where."""

    columns: Sequence[str] = EXPORT_COLUMNS
    """Of a table, in their order."""
    raw: bool = False
    excel: bool = False
    say: Callable[[str], object] = warnings.warn
    """Takes a line on what could not be written as it is."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that quotes are written in. A package adds one by an entry point of `quotekit.exporters`."""

    suffixes: tuple[str, ...]
    takes: Literal["rows", "analyses"]
    """What the writer takes as its first argument: dictionaries with the keys of `export_row`, or `Analysis`."""
    onto: Literal["text", "bytes", "path"]
    """What it takes as its second: a stream, or the name of what it writes itself, whole or not at all."""
    writer: str
    """The function that writes, as "package.module:name": imported when it is first needed."""
    told: tuple[str, ...] = ()
    """The names of what it takes of `How`, by keyword."""

    def write(self, found: Iterable[Any], target: Any, how: How) -> None:
        """Write rows or analyses, as the writer takes them, to what it writes to."""
        load(self.writer)(found, target, **{name: getattr(how, name) for name in self.told})


_TABLE = ("columns", "raw", "excel")
EXPORTERS = {
    "csv": Exporter((".csv",), "rows", "text", "quotekit.exporting.tables:write_csv", _TABLE),
    "tsv": Exporter((".tsv", ".tab"), "rows", "text", "quotekit.exporting.tables:write_tsv", _TABLE),
    "jsonl": Exporter((".jsonl", ".ndjson"), "rows", "text", "quotekit.exporting.tables:write_jsonl"),
    "json": Exporter((".json",), "rows", "text", "quotekit.exporting.tables:write_json"),
    "parquet": Exporter((".parquet",), "rows", "bytes", "quotekit.exporting.parquet:write_parquet", ("columns",)),
    "excel": Exporter((".xlsx",), "rows", "bytes", "quotekit.exporting.excel:write_excel", ("columns", "say")),
    "sqlite": Exporter((".db", ".sqlite"), "analyses", "path", "quotekit.store.exported:write_store"),
    "brat": Exporter((".zip",), "analyses", "path", "quotekit.annotating.brat:write_standoff"),
    "label-studio": Exporter((), "analyses", "text", "quotekit.annotating.label_studio:write_label_studio"),
    "webanno": Exporter((), "analyses", "path", "quotekit.annotating.webanno.files:write_webanno"),
    "annotations": Exporter((".jsonld",), "analyses", "text", "quotekit.exporting.linked_data:write_annotations"),
    "schema": Exporter((), "analyses", "text", "quotekit.exporting.linked_data:write_quotations"),
}
"""The formats by the names that `--format` takes; packages that are installed may add others."""


def exporter_of(path: str | None, name: str | None = None) -> tuple[str, Exporter]:
    """The format that is asked for by name, else by the suffix of the file, with its name; a folder is `brat`.

    A name or a suffix that is none of ours is looked for among those that packages add. Raises UsageError where it is
    not there either, or where neither says which.

    >>> [exporter_of(*given)[0] for given in (("quotes.xlsx",), ("gold/",), ("quotes.jsonld", "schema"))]
    ['excel', 'brat', 'schema']
    """
    if name is not None:
        return name, _named(name)
    if path is None:
        raise UsageError("name a file to write with -o, such as quotes.xlsx, or a --format for standard output")
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        return "brat", EXPORTERS["brat"]
    suffix = PurePath(path).suffix.lower()
    found = _with_suffix(suffix)
    if found is None:
        what = "no format has this suffix" if suffix else "which format is told by a suffix"
        folder = "" if suffix else f", {path}/ for a folder of brat standoff"
        known = ", ".join(suffix for one in EXPORTERS.values() for suffix in one.suffixes)
        raise UsageError(f"{path}: {what}; use one of {known}{folder}, or name a --format")
    return found


def _named(name: str) -> Exporter:
    found = EXPORTERS.get(name) or addition(plugins.EXPORTERS, name, Exporter)
    if found is None:
        known = dict.fromkeys((*EXPORTERS, *added(plugins.EXPORTERS)))
        raise UsageError(f"the formats are {', '.join(known)}, not {name!r}")
    return cast(Exporter, found)


def _with_suffix(suffix: str) -> tuple[str, Exporter] | None:
    ours = ((name, one) for name, one in EXPORTERS.items() if suffix in one.suffixes)
    if suffix and (found := next(ours, None)):
        return found
    others = ((name, _named(name)) for name in (added(plugins.EXPORTERS) if suffix else ()))
    return next(((name, one) for name, one in others if suffix in one.suffixes), None)


@contextmanager
def opened(form: Exporter, path: str) -> Iterator[Any]:
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
    from quotekit.exporting.tables import export_row

    _, chosen = exporter_of(os.fspath(path), form)
    wanted = (replace(one, quotes=one.quotes_of(acts)) for one in each_analysis(analyses))
    rows = (export_row(one, quote) for one in wanted for quote in one.quotes)
    with opened(chosen, os.fspath(path)) as target:
        chosen.write(rows if chosen.takes == "rows" else wanted, target, How(raw=raw))
