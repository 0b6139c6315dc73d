"""Which quotes are worth comparing: those that share a key of the index, joined by it.

A key gives the first 32 quotes that have it to each one behind them, and a quote is compared with the 24 that share
most keys with it, as in `variants.index`, of which this is the form for many machines. Keys travel as lists, to the box
that their number tells: a row for each would cost Spark more than the joining.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from quotekit.spark.engine import grouped, mapped, starts_of
from quotekit.variants.index import HELD, TRIED

_SLICE = 100_000
"""Rows of keys that are joined at a time: each gives up to 32 pairs."""


def candidates(nodes: Any, boxes: int) -> Any:
    """Which nodes share keys, as a data frame `node`, `others`, `shared`, from one of `node` and its list of `keys`.

    `others` are earlier nodes, and `shared` how many keys each has in common with the node. A node may have several
    rows, whose numbers add up: `best` makes of them what is compared. The numbers of nodes are in reading order.
    """
    import pyarrow as arrow

    number = arrow.int64()
    box = arrow.schema([("box", arrow.int32()), ("node", number), ("keys", arrow.list_(number))])
    pairs = arrow.schema([("node", number), ("others", arrow.list_(number)), ("shared", arrow.list_(arrow.int32()))])
    dealt = mapped(nodes.select("node", "keys"), partial(_dealt, boxes), box)
    return grouped(dealt, "box", _pairs, pairs)


def flat(table: Any, name: str) -> tuple[Any, Any]:
    """The values of a column of lists, and for each the row that it is of; arrays of numpy. Null is an empty list.

    >>> import pyarrow
    >>> [array.tolist() for array in flat(pyarrow.table({"a": [[7, 8], None, [9]]}), "a")]
    [[7, 8, 9], [0, 0, 2]]
    """
    import numpy as np
    import pyarrow.compute as compute

    lengths = compute.fill_null(compute.list_value_length(table[name]), 0).to_numpy()
    return compute.list_flatten(table[name]).to_numpy(), np.repeat(np.arange(len(lengths)), lengths)


def lists(group: Any, **columns: Any) -> dict[str, Any]:
    """Columns as lists, one for each run of rows that have the same values in all of `group`; and where these begin.

    >>> import numpy
    >>> found = lists([numpy.array([1, 1, 2])], other=numpy.array([7, 8, 9]))
    >>> found["starts"].tolist(), found["other"].to_pylist()
    ([0, 2], [[7, 8], [9]])
    """
    import numpy as np
    import pyarrow as arrow

    size = len(group[0])
    fresh = np.ones(size, bool)
    if size:
        fresh[1:] = np.any([one[1:] != one[:-1] for one in group], axis=0)
    starts = np.flatnonzero(fresh)
    ends = np.append(starts, size).astype(np.int32)
    return {"starts": starts, **{name: arrow.ListArray.from_arrays(ends, one) for name, one in columns.items()}}


def best(node: Any, other: Any, shared: Any) -> tuple[Any, Any]:
    """Of pairs, given as arrays, those that are compared: for each node the others that share most, first the earliest.

    >>> import numpy
    >>> [array.tolist() for array in best(*map(numpy.array, ([5, 5, 5], [1, 2, 2], [2, 2, 1])))]
    [[5, 5], [2, 1]]
    """
    import numpy as np

    node, other, shared = _counted(node, other, shared)
    order = np.lexsort((other, -shared, node))
    starts = np.flatnonzero(np.append(True, node[1:] != node[:-1])) if len(node) else np.zeros(0, int)
    place = np.arange(len(node)) - np.repeat(starts, np.diff(np.append(starts, len(node))))
    kept = order[place < TRIED]
    return node[kept], other[kept]


# --- On a worker ---


def _dealt(boxes: int, table: Any) -> Any:
    """The keys of each node by the boxes that they belong to."""
    import numpy as np
    import pyarrow as arrow

    key, row = flat(table, "keys")
    box = (key % boxes).astype(np.int32)
    order = np.lexsort((box, row))
    found = lists([row[order], box[order]], keys=key[order])
    rows = order[found["starts"]]
    return arrow.table({"box": box[rows], "node": table["node"].take(row[rows]), "keys": found["keys"]})


def _pairs(table: Any) -> Iterator[Any]:
    """Each node of a key with those before it that the key gives; what several keys of the table give is added up."""
    import numpy as np
    import pyarrow as arrow

    key, row = flat(table, "keys")
    node = table["node"].to_numpy()[row]
    order = np.lexsort((node, key))
    key, node = key[order], node[order]
    starts = starts_of(arrow.chunked_array([key]))
    start = np.repeat(starts, np.diff([*starts, len(key)]))
    given = np.minimum(np.arange(len(key)) - start, HELD)
    for first in range(0, len(key), _SLICE):
        part = slice(first, first + _SLICE)
        times = given[part]
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        ones, others = np.repeat(node[part], times), node[np.repeat(start[part], times) + within]
        yield _listed(*_counted(ones, others, np.ones(len(ones), np.int32)))


def _listed(node: Any, other: Any, shared: Any) -> Any:
    import pyarrow as arrow

    found = lists([node], others=other, shared=shared)
    return arrow.table({"node": node[found["starts"]], "others": found["others"], "shared": found["shared"]})


def _counted(node: Any, other: Any, shared: Any) -> tuple[Any, Any, Any]:
    """Pairs, each once, with the sum of what it had."""
    import numpy as np

    order = np.lexsort((other, node))
    node, other, shared = node[order], other[order], shared[order]
    if not len(node):
        return node, other, shared
    starts = np.flatnonzero(np.append(True, (node[1:] != node[:-1]) | (other[1:] != other[:-1])))
    return node[starts], other[starts], np.add.reduceat(shared, starts).astype(np.int32)
