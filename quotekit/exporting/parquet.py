"""Rows as a Parquet file with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from quotekit.errors import QuotekitError
from quotekit.rows import COLUMNS, Row, values_of

_GROUP = 20_000
"""Rows that are written together: what is in memory at a time."""


def write_parquet(rows: Iterable[Row], stream: BinaryIO, columns: Sequence[str]) -> None:
    r"""Write rows as Parquet: texts as strings, positions as 32-bit integers, spans as lists of {start, end}.

    A lone surrogate, for which UTF-8 has no form, becomes `\\udc80`. Raises QuotekitError where pyarrow is not
    installed.

    >>> import io, pyarrow.parquet
    >>> stream = io.BytesIO()
    >>> write_parquet([{"id": "a-1", "cue": [[3, 7]]}], stream, ["id", "cue"])
    >>> pyarrow.parquet.read_table(stream).to_pylist()
    [{'id': 'a-1', 'cue': [{'start': 3, 'end': 7}]}]
    """
    parquet = _library("pyarrow.parquet")
    schema, rows = schema_of(columns), iter(rows)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(table_of(group, columns))


def schema_of(columns: Sequence[str]) -> Any:
    """The schema of some columns in Arrow. Raises QuotekitError where pyarrow is not installed.

    >>> [str(field.type) for field in schema_of(["id", "denied", "start", "confidence"])]
    ['string', 'bool', 'int32', 'double']
    """
    arrow = _library("pyarrow")
    place = arrow.field("start", arrow.int32(), nullable=False), arrow.field("end", arrow.int32(), nullable=False)
    types = {
        "text": arrow.string(),
        "integer": arrow.int32(),
        "number": arrow.float64(),
        "true or false": arrow.bool_(),
        "spans": arrow.list_(arrow.field("element", arrow.struct(place), nullable=False)),
    }
    fields = [arrow.field(name, types[COLUMNS[name].type], COLUMNS[name].optional) for name in columns]
    return arrow.schema(fields)


def table_of(rows: Sequence[Row], columns: Sequence[str]) -> Any:
    """Some rows as a table in Arrow. Raises QuotekitError where pyarrow is not installed.

    >>> table_of([{"id": "a-1", "cue": [[3, 7]]}], ["id", "cue"]).to_pylist()
    [{'id': 'a-1', 'cue': [{'start': 3, 'end': 7}]}]
    """
    arrow, schema = _library("pyarrow"), schema_of(columns)
    values = zip(*(_values(row, columns) for row in rows)) if rows else ([] for _ in columns)
    arrays = [arrow.array(list(column), field.type) for column, field in zip(values, schema)]
    return arrow.Table.from_arrays(arrays, schema=schema)


def _library(name: str) -> Any:
    try:
        import_module("pyarrow")
        return import_module(name)
    except ImportError:
        raise QuotekitError("Parquet needs pyarrow: pip install 'quotekit[parquet]'") from None


def _values(row: Row, columns: Sequence[str]) -> list[Any]:
    return [_value(value, COLUMNS[name].type) for name, value in zip(columns, values_of(row, columns))]


def _value(value: Any, kind: str) -> Any:
    if isinstance(value, str):
        return writable(value)
    return [{"start": start, "end": end} for start, end in value] if kind == "spans" else value


def writable(text: str) -> str:
    r"""A text as UTF-8 can hold it: a lone surrogate becomes `\\udc80`.

    >>> writable("a\udc80") == "a" + chr(92) + "udc80"
    True
    """
    return text.encode("utf-8", "backslashreplace").decode()
