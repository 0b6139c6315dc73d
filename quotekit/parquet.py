"""Articles from Parquet, with pyarrow, which is the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO

from quotekit.columns import Draft, chosen, draft_of
from quotekit.problems import Flaw, reason

_BATCH = 64
"""Rows in memory at a time."""


def parquet_drafts(stream: IO[bytes], wanted: Mapping[str, str]) -> Iterator[Draft | Flaw]:
    """Articles of a Parquet file, whose stream can go back; only the columns that are needed are read.

    The number of an article is its row, from 1. A group of rows that is damaged is passed over with a `Flaw`. Raises
    ValueError where pyarrow is missing, the file is no Parquet, or its columns do not do.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ValueError("needs pyarrow: pip install 'quotekit[parquet]'") from None
    try:
        table = ParquetFile(stream)
    except (ArrowException, OSError, ValueError) as error:
        raise ValueError(f"no Parquet: {_short(error)}") from None
    columns = chosen(table.schema_arrow.names, wanted)
    number = 0
    for group in range(table.num_row_groups):
        last = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH, row_groups=[group], columns=sorted(set(columns.values()))):
                for record in batch.to_pylist():
                    number += 1
                    yield from draft_of(record, columns, number, f", row {number}")
        except (ArrowException, OSError, ValueError) as error:
            rows = f", row {last}" if last == number + 1 else f", rows {number + 1} to {last}"
            yield Flaw(f"damaged: {_short(error)}", rows)
        number = last
    if not number:
        raise ValueError("empty")


def _short(error: Exception) -> str:
    return reason(error).splitlines()[0][:200]
