"""Spark itself: where it is, and how rows of one key come together.

Nothing here knows what the rows are. Functions that run on the workers stand at the top of their modules, so that they
travel by name: quotekit is installed on every machine.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Any

from quotekit.errors import QuotekitError, UsageError, WorkerError
from quotekit.workers.garbage import uncollected

_TOGETHER = 5_000
"""Rows from which whole groups are handed on."""


def sql() -> Any:
    """The functions of Spark SQL. Raises QuotekitError, one line, where PySpark or what it needs is not installed."""
    try:
        for name in ("pandas", "pyarrow", "pyspark.sql"):
            import_module(name)
        return import_module("pyspark.sql.functions")
    except ImportError as error:
        library = (error.name or "pyspark").partition(".")[0]
        raise QuotekitError(f"Spark needs {library}: pip install 'quotekit[spark]'") from None


def session(name: str = "quotekit") -> Any:
    """The session that there is, as under `spark-submit`; else a new one, on all cores of this machine.

    Raises QuotekitError, one line, where PySpark or Java is missing.
    """
    sql()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # of which nothing is used here
    builder = import_module("pyspark.sql").SparkSession.builder.appName(name)
    try:
        found = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    except Exception as error:  # PySpark 3 and 4 have other classes for it
        if "JAVA_GATEWAY" not in str(error) and "Java gateway" not in str(error):
            raise
        raise QuotekitError("Spark needs Java 17: apt-get install default-jre-headless, or set JAVA_HOME") from None
    found.sparkContext.setLogLevel("ERROR")
    if found.sparkContext.master.startswith("local") and found.conf.get("spark.sql.shuffle.partitions") == "200":
        found.conf.set("spark.sql.shuffle.partitions", 2 * found.sparkContext.defaultParallelism)  # 200 is for clusters
    return found


@contextmanager
def complaints() -> Iterator[None]:
    """What Spark complains of as one line, a WorkerError: the deepest of the causes that it names."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("py4j", "pyspark"):
            raise
        causes = re.findall(r"^Caused by: (.+)$", str(error), re.M) or str(error).strip().splitlines()
        raise WorkerError(f"Spark: {causes[-1]}") from None


def spark_schema(schema: Any) -> Any:
    """A schema of Arrow as one of Spark."""
    return import_module("pyspark.sql.pandas.types").from_arrow_schema(schema)


def checked(frame: Any, needed: Iterable[str], maker: str) -> None:
    """Raise UsageError where a frame is no data frame of Spark, or lacks a column that `maker` gives.

    >>> checked([], ["id"], "quotes(frame)")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: a data frame of Spark is needed, not []
    """
    if not hasattr(frame, "mapInArrow"):
        raise UsageError(f"a data frame of Spark is needed, not {frame!r:.80}")
    if missing := [name for name in needed if name not in frame.columns]:
        raise UsageError(f"no column {missing[0]!r}, which {maker} gives; the columns are {', '.join(frame.columns)}")


def grouped(frame: Any, key: str, make: Callable[[Any], Any], schema: Any, order: Sequence[str] = ()) -> Any:
    """What `make` makes of the rows of `frame`, with all that have one `key` in one Arrow table, sorted by `order`.

    A table has many groups, one after the other. That is what `applyInArrow` is for, which PySpark has from 4.0 on, and
    which takes a millisecond a group: a surname is met twice, and most utterances have two printings.
    """
    rows = frame.repartition(key).sortWithinPartitions(key, *order)
    return rows.mapInArrow(partial(_by_groups, key, make), spark_schema(schema))


def mapped(frame: Any, make: Callable[[Any], Any], schema: Any) -> Any:
    """What `make` makes of the rows of `frame`, given as Arrow tables, where they are."""
    return frame.mapInArrow(partial(_by_batches, make), spark_schema(schema))


def _by_batches(make: Callable[[Any], Any], batches: Iterable[Any]) -> Iterator[Any]:
    arrow = import_module("pyarrow")
    for batch in batches:
        yield from make(arrow.Table.from_batches([batch])).to_batches()


def _by_groups(key: str, make: Callable[[Any], Any], batches: Iterable[Any]) -> Iterator[Any]:
    """Whole groups handed to `make`; what it gives is a table, or several."""
    with uncollected():
        for table in whole_groups(key, batches):
            found = make(table)
            for one in found if isinstance(found, Iterator) else [found]:
                yield from one.to_batches()


def whole_groups(key: str, batches: Iterable[Any], least: int = _TOGETHER) -> Iterator[Any]:
    """Sorted batches as tables of at least so many rows, none of which ends inside a group.

    >>> import pyarrow
    >>> batches = [pyarrow.RecordBatch.from_pydict({"k": ks}) for ks in ([1, 1], [1, 2], [2], [3])]
    >>> [table["k"].to_pylist() for table in whole_groups("k", batches, 2)]
    [[1, 1, 1], [2, 2], [3]]
    """
    arrow = import_module("pyarrow")
    held: list[Any] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        if rows < least:
            continue
        table = arrow.Table.from_batches(held)
        cut = _last_start(table[key])
        if cut:
            yield table.slice(0, cut).combine_chunks()
        held = table.slice(cut).to_batches()
        rows -= cut
    if rows:
        yield arrow.Table.from_batches(held).combine_chunks()


def _last_start(keys: Any) -> int:
    """Where the last of the groups begins."""
    starts = starts_of(keys)
    return int(starts[-1]) if len(starts) else 0


def starts_of(keys: Any) -> Any:
    """Where groups begin in a sorted column of Arrow, as an array of numpy.

    >>> import pyarrow
    >>> starts_of(pyarrow.chunked_array([["a", "a", "b"]])).tolist()
    [0, 2]
    """
    numpy, compute = import_module("numpy"), import_module("pyarrow.compute")
    if not len(keys):
        return numpy.zeros(0, int)
    changed = compute.not_equal(keys.slice(1), keys.slice(0, len(keys) - 1)).to_numpy(zero_copy_only=False)
    return numpy.flatnonzero(numpy.concatenate([[True], changed]))


def groups_of(table: Any, key: str) -> Iterator[Any]:
    """The groups of a table that is sorted by `key`, each a table.

    >>> import pyarrow
    >>> [part.num_rows for part in groups_of(pyarrow.table({"k": [1, 1, 2]}), "k")]
    [2, 1]
    """
    starts = [*starts_of(table[key]), table.num_rows]
    return (table.slice(a, b - a) for a, b in pairwise(starts))
