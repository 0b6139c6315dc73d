"""From odds of pairs to groups: a tree by average linkage, and where it is cut.

A group is told by a gap: its members are nearer to each other than the group is to anything else. So the tree is not
cut at one height, but below each node for which `join` says that two groups and not one meet there.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from quotekit.stories.weights import Linear

FLOOR = -8.0
"""What a pair counts that was not compared, or is less likely than `LEAST`."""
LEAST = -6.0
_LOWEST = -6.5  # mean under which nothing is joined any more
FEATURES = ("height", "above", "loose", "tight", "single")


@dataclass(slots=True)
class Node:
    """A group in the tree: one article, or two groups."""

    first: int
    """Its lowest member."""
    size: int = 1
    height: float | None = None
    """The mean of the odds of the pairs between the two groups; None for one article."""
    above: float = FLOOR
    """The height of the node that it is part of."""
    parts: tuple[int, ...] = ()
    """The two nodes."""


def grown(size: int, pairs: Iterator[tuple[int, int, float]]) -> list[Node]:
    """The nodes of a tree over so many articles, the parts of each before it.

    >>> [node.height for node in grown(3, iter([(0, 1, 4.0), (1, 2, 1.0)]))]
    [None, None, None, 4.0, -3.5]
    """
    return _Growing(size, pairs).nodes()


class _Growing:
    """Nodes that are no part of another yet, and between them the sum and the number of the pairs compared."""

    def __init__(self, size: int, pairs: Iterator[tuple[int, int, float]]) -> None:
        self._nodes = [Node(number) for number in range(size)]
        self._between: dict[int, dict[int, tuple[float, int]]] = {number: {} for number in range(size)}
        for one, other, odds in pairs:
            if odds > LEAST:
                self._between[one][other] = self._between[other][one] = odds, 1
        self._queue = [
            self._entry(one, other) for one, others in self._between.items() for other in others if one < other
        ]
        heapq.heapify(self._queue)

    def nodes(self) -> list[Node]:
        while self._queue:
            mean, _, _, one, other = heapq.heappop(self._queue)
            if one in self._between and other in self._between and -mean > _LOWEST:
                self._join(one, other, -mean)
        return self._nodes

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int, int]:
        """Of equal means that of the lowest members goes first, so that the tree is that of the articles."""
        first = sorted((self._nodes[one].first, self._nodes[other].first))
        return -self._mean(one, other), *first, one, other  # type: ignore[return-value]

    def _mean(self, one: int, other: int) -> float:
        total, count = self._between[one].get(other, (0.0, 0))
        pairs = self._nodes[one].size * self._nodes[other].size
        return round((total + (pairs - count) * FLOOR) / pairs, 9)

    def _join(self, one: int, other: int, height: float) -> None:
        a, b = self._nodes[one], self._nodes[other]
        a.above = b.above = height
        number = len(self._nodes)
        self._nodes.append(Node(min(a.first, b.first), a.size + b.size, height, FLOOR, (one, other)))
        own = self._between.pop(one)
        for third, (total, count) in self._between.pop(other).items():
            before, times = own.get(third, (0.0, 0))
            own[third] = before + total, times + count
        own.pop(one, None)
        own.pop(other, None)
        self._between[number] = own
        for third, sums in own.items():
            others = self._between[third]
            others.pop(one, None)
            others.pop(other, None)
            others[number] = sums
        for third in own:
            if self._mean(number, third) > _LOWEST:
                heapq.heappush(self._queue, self._entry(number, third))


def measured(node: Node, nodes: list[Node]) -> list[float]:
    """What is known of a node of two groups, in the order of `FEATURES`."""
    height = node.height or 0.0
    inside = [nodes[part].height for part in node.parts]
    held = sorted((within if within is not None else height) - height for within in inside)
    return [height, node.above, *held, float(sum(within is None for within in inside))]


def groups(nodes: list[Node], join: Linear) -> list[list[int]]:
    """The articles by their groups: a node is one where both its parts are, and `join` speaks for it; each sorted.

    >>> nodes = grown(3, iter([(0, 1, 4.0), (1, 2, 1.0)]))
    >>> groups(nodes, {"height": 1.0, "bias": 0.0, **dict.fromkeys(FEATURES[1:], 0.0)})
    [[0, 1], [2]]
    """
    whole: list[list[int] | None] = []
    found: list[list[int]] = []
    for node in nodes:
        parts = [whole[part] for part in node.parts]
        if not parts:
            whole.append([node.first])
        elif None not in parts and _joins(node, nodes, join):
            whole.append([member for part in parts for member in part or ()])
        else:
            whole.append(None)
            found += [sorted(part) for part in parts if part]
    is_part = {part for node in nodes for part in node.parts}
    found += [sorted(own) for number, own in enumerate(whole) if own and number not in is_part]
    return sorted(found)


def _joins(node: Node, nodes: list[Node], join: Linear) -> bool:
    weighed = sum(join[name] * value for name, value in zip(FEATURES, measured(node, nodes)))
    return weighed + join["bias"] > 0
