"""Which quotes of a data frame render one utterance: as `variants.grouping` finds it, by the same odds.

Quotes are numbered in the order of their articles' ids. Those of one speaker in the same words become one node. Nodes
that share keys are compared, and what hangs together is grouped, a part at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from quotekit.dates import day_of
from quotekit.models.model import Model
from quotekit.spark.candidates import candidates
from quotekit.spark.engine import checked, grouped, groups_of, sql, starts_of
from quotekit.spark.evidence import EVIDENCE, unpacked
from quotekit.spark.parts import FEW, parts
from quotekit.spark.shipped import Shipped, shipped
from quotekit.stories.event import outlet_key
from quotekit.variants.index import wide_keys_of
from quotekit.variants.likeness import Odds
from quotekit.variants.web import Node, Web, link_of
from quotekit.variants.wordings import Rarities

_NUMBER = "shiftleft(shiftright(count, 33), 45) | shiftleft(count & 1073741823, 15) | `order`"
"""From the partition and the row of an article, and the place of a quote in it, to one number of 64 bits."""
_IN_BOX = 10_000
"""Nodes that are compared on one machine at a time, with all that share keys with them."""
_MOST = 1 << 15
"""Quotes of one article that are grouped at most, the first ones: for more a number has no place."""


def variants(quotes: Any, model: str | None = None, few: int = FEW) -> Any:
    """A data frame of the quotes that others render too: `article`, `id`, `group`, `outlets`.

    `group` is the id of the first quote of the utterance, in the order of the articles' ids, and `outlets` how many
    print it, as in the columns of `--groups`. Mentions and beliefs in marks count too, so give all that
    `quotekit.spark.quotes` found, with the same `model`. Up to `few` links between quotes are joined on the driver.

    `quotes` is read several times: write it, or persist it, before. Links are compared when this is called, and kept
    until the session ends or `spark.catalog.clearCache()`. Raises UsageError for a frame without evidence, or a path
    that holds no model.
    """
    sql()
    checked(quotes, (EVIDENCE, "article", "id", "outlet", "published"), "quotes(frame)")
    sent = shipped(model, quotes.sparkSession)
    nodes = grouped(_numbered(quotes), "same", partial(_nodes, sent), _node_schema(), ["number"]).persist()
    links = _links(nodes, sent).persist()
    sure = links.where("odds > 0").selectExpr("node AS one", "other")
    twice = nodes.where("number <> node").selectExpr("node AS one", "node AS other")
    rows = _in_parts(nodes, links, parts(sure.union(twice), few))
    return grouped(rows, "part", partial(_groups, sent), _group_schema(), ["number"])


def _numbered(quotes: Any) -> Any:
    """What is known of each quote, with its number: articles are counted in the order of their ids."""
    functions = sql()
    ids = quotes.select("article").distinct().repartitionByRange("article").sortWithinPartitions("article")
    counted = ids.select("article", functions.monotonically_increasing_id().alias("count"))
    known = quotes.where(f"{EVIDENCE}.wording IS NOT NULL AND {EVIDENCE}.order < {_MOST}").selectExpr(
        *("article", "id", "outlet", "published"),
        *(f"{EVIDENCE}.{name} AS {name}" for name in ("order", "place", "same", "wording")),
    )
    numbered = known.join(counted, "article").withColumn("number", functions.expr(_NUMBER))
    return numbered.withColumn("same", functions.expr("coalesce(same, number)")).drop("order", "count")


def _links(nodes: Any, sent: Shipped) -> Any:
    """The links between nodes that share keys, as `node`, `other`, `odds`; `other` is the earlier.

    The nodes are dealt out to boxes, and each goes once to every box with nodes that it is compared with.
    """
    first = nodes.where("number = node")
    boxes = max(nodes.sparkSession.sparkContext.defaultParallelism, first.count() // _IN_BOX + 1)
    pairs = candidates(first.selectExpr("explode(keys) AS key", "node"))
    heads = first.selectExpr("node", "CAST(NULL AS BIGINT) AS other", "wording", "published")
    asked = pairs.selectExpr("node", "other", "CAST(NULL AS BINARY) AS wording", "CAST(NULL AS STRING) AS published")
    dealt = grouped(heads.union(asked), "node", partial(_dealt, boxes), _box_schema(), ["other"])
    return grouped(dealt, "box", partial(_compared, sent), _link_schema())


def _in_parts(nodes: Any, links: Any, part_of: Any) -> Any:
    """The quotes of each part, and before them the links between them."""
    other = part_of.selectExpr("node AS other", "part AS other_part")
    inside = links.join(part_of, "node").join(other, "other").where("part = other_part").drop("other_part")
    members = nodes.drop("keys", "same").join(part_of, "node")
    return inside.unionByName(members, allowMissingColumns=True)


def _node_schema() -> Any:
    import pyarrow as arrow

    number, text = arrow.int64(), arrow.string()
    texts = [(name, text) for name in ("article", "id", "outlet", "published")]
    rest = [("place", arrow.float64()), ("wording", arrow.binary()), ("keys", arrow.list_(number))]
    return arrow.schema([("node", number), ("number", number), *texts, *rest])


def _box_schema() -> Any:
    import pyarrow as arrow

    number = arrow.int64()
    about = [("wording", arrow.binary()), ("published", arrow.string())]
    return arrow.schema([("box", arrow.int32()), ("node", number), ("others", arrow.list_(number)), *about])


def _link_schema() -> Any:
    import pyarrow as arrow

    return arrow.schema([("node", arrow.int64()), ("other", arrow.int64()), ("odds", arrow.float64())])


def _group_schema() -> Any:
    import pyarrow as arrow

    return arrow.schema([*((name, arrow.string()) for name in ("article", "id", "group")), ("outlets", arrow.int32())])


# --- On a worker ---


def _nodes(sent: Shipped, table: Any) -> Any:
    """The quotes of each node with its number, which is that of the first of them, and with the first its keys."""
    import numpy as np
    import pyarrow as arrow

    rarities, starts = sent.rarities(), starts_of(table["same"])
    number = table["number"].to_numpy()
    keys: list[list[int]] = [[]] * table.num_rows
    for start, wording in zip(starts, table["wording"].take(starts).to_pylist()):
        keys[start] = list(set(wide_keys_of(unpacked(wording, rarities))))
    node = np.repeat(number[starts], np.diff([*starts, len(number)]))
    known = {name: table[name] for name in ("article", "id", "outlet", "published", "place", "wording")}
    found = {"node": node, "number": number, **known, "keys": arrow.array(keys, arrow.list_(arrow.int64()))}
    return arrow.table(found, _node_schema())


def _dealt(boxes: int, table: Any) -> Any:
    """Each node for its own box, and for every box that has others with which it is to be compared."""
    import numpy as np
    import pyarrow as arrow

    node, starts = table["node"].to_numpy(), starts_of(table["node"])
    rows = np.setdiff1d(np.arange(table.num_rows), starts)  # the first of a node has its wording, the rest its pairs
    head = np.repeat(starts, np.diff([*starts, table.num_rows]))[rows]
    other = table["other"].take(rows).to_numpy()
    order = np.lexsort((_box_of(other, boxes), head))
    head, other, box = head[order], other[order], _box_of(other, boxes)[order]
    cuts = (
        np.flatnonzero(np.concatenate([[True], (head[1:] != head[:-1]) | (box[1:] != box[:-1])])) if len(head) else rows
    )
    ends = np.concatenate([np.zeros(len(starts), int), cuts, [len(head)]])  # nobody is in the own box to be asked
    source = np.concatenate([starts, head[cuts]])
    found = {
        "box": np.concatenate([_box_of(node[starts], boxes), box[cuts]]),
        "node": node[source],
        "others": arrow.ListArray.from_arrays(ends.astype(np.int32), other),
        **{name: table[name].take(source) for name in ("wording", "published")},
    }
    return arrow.table(found, _box_schema())


def _box_of(node: Any, boxes: int) -> Any:
    return (((node >> 15) ^ node) % boxes).astype("int32")


def _compared(sent: Shipped, table: Any) -> Any:
    """The links of the nodes of some boxes with those that are compared with them."""
    import pyarrow as arrow

    found = [link for part in groups_of(table, "box") for link in _links_in(part, sent)]
    columns = zip(*found) if found else ((), (), ())
    arrays = [arrow.array(list(column), kind) for column, kind in zip(columns, _link_schema().types)]
    return arrow.table(arrays, _link_schema())


def _links_in(box: Any, sent: Shipped) -> Iterator[tuple[int, int, float]]:
    rarities, odds = sent.rarities(), _odds(sent.model())
    here: dict[int, Node] = {}
    asking: list[dict[str, Any]] = []
    for row in box.to_pylist():
        if row["others"]:
            asking.append(row)
        else:
            here[row["node"]] = _node(row, rarities)
    for row in asking:
        node = here.get(row["node"]) or _node(row, rarities)
        for other in row["others"]:
            if (link := link_of(node, here[other], odds)) is not None:
                yield row["node"], other, link


def _node(row: dict[str, Any], rarities: Rarities) -> Node:
    return Node(unpacked(row["wording"], rarities), day_of(row["published"]), row.get("place", 0.0))


@lru_cache(4)
def _odds(model: Model) -> Odds:
    return Odds.of(model.odds)


def _groups(sent: Shipped, table: Any) -> Any:
    import pyarrow as arrow

    rarities = sent.rarities()
    rows = [row for part in groups_of(table, "part") for row in _of_part(part.to_pylist(), rarities)]
    return arrow.Table.from_pylist(rows, _group_schema())


def _of_part(rows: Iterable[dict[str, Any]], rarities: Rarities) -> Iterator[dict[str, Any]]:
    """The quotes of a part that others render too, from its links and its quotes, which are sorted by number."""
    web = Web()
    members: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row["number"] is None:
            web.link(row["node"], row["other"], row["odds"])
            continue
        if row["node"] not in web.nodes:
            web.nodes[row["node"]] = _node(row, rarities)
        web.nodes[row["node"]].articles.append(row["article"])
        members.setdefault(row["node"], []).append(row)
    for nodes in web.groups(sorted(web.nodes)):
        some = sorted((row for node in nodes for row in members[node]), key=lambda row: row["number"])
        if len(some) > 1:
            about = {
                "group": some[0]["id"],
                "outlets": len({outlet_key(row["outlet"] or row["article"]) for row in some}),
            }
            yield from ({"article": row["article"], "id": row["id"], **about} for row in some)
