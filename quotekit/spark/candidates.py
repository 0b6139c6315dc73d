"""Which quotes are worth comparing: those that share a key of the index, joined by it.

A key gives the first 32 quotes that have it to each one behind them, and a quote is compared with the 24 that share
most keys with it, as in `variants.index`, of which this is the form for many machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotekit.spark.engine import grouped, starts_of
from quotekit.variants.index import HELD, TRIED

_SLICE = 100_000
"""Rows of keys that are joined at a time: each gives up to 32 pairs."""


def candidates(keys: Any) -> Any:
    """Pairs of nodes worth comparing as a data frame of `node`, `other`, the earlier one, from one of `key`, `node`.

    Both are numbers of 64 bits, and the numbers of nodes are in reading order.
    """
    import pyarrow as arrow

    number, count = arrow.int64(), arrow.int32()
    pairs = grouped(
        keys, "key", _pairs, arrow.schema([("node", number), ("other", number), ("shared", count)]), ["node"]
    )
    return grouped(pairs, "node", _best, arrow.schema([("node", number), ("other", number)]), ["other"])


def _pairs(table: Any) -> Iterator[Any]:
    """Each node of a key with those before it that the key gives; what several keys of the table give is added up."""
    import numpy as np

    key, node = (table[name].to_numpy() for name in ("key", "node"))
    starts = starts_of(table["key"])
    start = np.repeat(starts, np.diff([*starts, len(key)]))
    given = np.minimum(np.arange(len(key)) - start, HELD)
    for first in range(0, len(key), _SLICE):
        part = slice(first, first + _SLICE)
        times = given[part]
        ends = np.cumsum(times)
        within = np.arange(times.sum()) - np.repeat(ends - times, times)
        yield _counted(np.repeat(node[part], times), node[np.repeat(start[part], times) + within])


def _counted(node: Any, other: Any, shared: Any = None) -> Any:
    """Pairs, each once, with how often it came, or with the sum of what it had."""
    import numpy as np
    import pyarrow as arrow

    order = np.lexsort((other, node))
    node, other = node[order], other[order]
    if not len(node):
        return arrow.table({"node": node, "other": other, "shared": np.zeros(0, np.int32)})
    shared = np.ones(len(node), np.int32) if shared is None else shared[order]
    starts = np.flatnonzero(np.concatenate([[True], (node[1:] != node[:-1]) | (other[1:] != other[:-1])]))
    sums = np.add.reduceat(shared, starts).astype(np.int32)
    return arrow.table({"node": node[starts], "other": other[starts], "shared": sums})


def _best(table: Any) -> Any:
    """For each node the others that share most keys with it, the earliest of equals."""
    import numpy as np
    import pyarrow as arrow

    found = _counted(*(table[name].to_numpy() for name in ("node", "other", "shared")))
    node, other, shared = (found[name].to_numpy() for name in ("node", "other", "shared"))
    order = np.lexsort((other, -shared, node))
    starts = starts_of(found["node"])
    place = np.arange(len(node)) - np.repeat(starts, np.diff([*starts, len(node)]))
    kept = order[place < TRIED]
    return arrow.table({"node": node[kept], "other": other[kept]})
