"""What hangs together by links: connected parts, told by the least number in each.

Few links are joined on the driver. Many are joined by large and small stars in turns (Kiveris et al., Connected
Components in MapReduce and Beyond, 2014): each number tells its greater neighbours of the least one that it knows, then
its lesser ones, until nothing changes; the rounds grow with the logarithm of the longest way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quotekit.spark.engine import grouped, starts_of

FEW = 200_000
"""Links up to which they are joined on the driver."""


def parts(links: Any, few: int = FEW) -> Any:
    """The part of each number as a data frame `node`, `part`, from links as one of `one`, `other`.

    A link of a number with itself makes a part of it alone. `links` is read several times: persist it.
    """
    some = links.limit(few + 1).collect()
    if len(some) > few:
        return by_stars(links)
    found = least((row["one"], row["other"]) for row in some)
    return links.sparkSession.createDataFrame(list(found.items()), "node long, part long")


def least(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each number the least one with which it hangs together.

    >>> least([(1, 2), (3, 2), (7, 7)])
    {1: 1, 2: 1, 3: 1, 7: 7}
    """
    leader: dict[int, int] = {}

    def find(number: int) -> int:
        while (above := leader.setdefault(number, number)) != number:
            leader[number] = number = leader[above]
        return number

    for one, other in links:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    return {number: find(number) for number in leader}


def by_stars(links: Any) -> Any:
    """The same, by rounds over all machines."""
    import pyarrow as arrow

    edges = links.selectExpr("greatest(one, other) AS one", "least(one, other) AS other").distinct().localCheckpoint()
    schema = arrow.schema([("one", arrow.int64()), ("other", arrow.int64())])
    before = None
    while (now := _sign(edges)) != before:
        before = now
        both = edges.union(edges.selectExpr("other AS one", "one AS other"))
        large = grouped(both, "one", _large_star, schema, ["other"]).distinct()
        down = large.selectExpr("greatest(one, other) AS one", "least(one, other) AS other")
        edges = grouped(down, "one", _small_star, schema, ["other"]).distinct().localCheckpoint()
    own = edges.selectExpr("other AS node", "other AS part")
    return edges.selectExpr("one AS node", "other AS part").union(own).distinct()


def _sign(edges: Any) -> tuple[Any, ...]:
    """A number for some edges, in whatever order: that of equal ones is equal."""
    return tuple(edges.selectExpr("count(*)", "coalesce(bit_xor(xxhash64(one, other)), 0)").first())


def _large_star(table: Any) -> Any:
    """Each number that is greater than the one in the middle, with the least of all."""
    one, other, first = _stars(table)
    return _links(other[other > one], first[other > one], one[:0], one[:0])


def _small_star(table: Any) -> Any:
    """The middle and each lesser number with the least of all."""
    one, other, first = _stars(table)
    return _links(other, first, one, first)


def _stars(table: Any) -> Any:
    """The middle and the end of each edge, and the least number of its star: ends are sorted."""
    import numpy as np

    one, other = (table[name].to_numpy() for name in ("one", "other"))
    starts = starts_of(table["one"])
    first = np.repeat(np.minimum(one, other)[starts], np.diff([*starts, len(one)]))
    return one, other, first


def _links(one: Any, first: Any, more: Any, others: Any) -> Any:
    import numpy as np
    import pyarrow as arrow

    return arrow.table({"one": np.concatenate([one, more]), "other": np.concatenate([first, others])})
