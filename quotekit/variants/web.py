"""Quotes and the links between them, and the groups that a part of them falls into.

A node stands for the quotes of one speaker in the same words. It has a number; numbers are in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import inf

from quotekit.variants.clustering import UNKNOWN, UNKNOWN_LATE, clusters, linked_parts
from quotekit.variants.likeness import Odds, holds_apart, is_within, likeness
from quotekit.variants.measures import is_repeated
from quotekit.variants.stems import Stems
from quotekit.variants.wordings import Wording, agreement

_SAME = 5
"""Stems from which two quotes of one speaker in the same words need no comparison."""
_DAYS = 3
"""Days after which only the same words are taken for the same utterance: campaigns say like things every week."""


_APART, _PARTS = -4.0, -0.5
"""What a pair counts that speaks against a group; and one whose quotes are parts of a third."""


_LOOKED_AT = 50
"""Quotes of one article that hang together up to which each pair of them is looked at."""


@dataclass(slots=True)
class Node:
    """Quotes of one speaker in the same words."""

    wording: Wording
    """Of the first of them, as the day and the place are."""
    day: date | None
    place: float
    """Where in its article it begins, 0 to 1."""
    articles: list[str] = field(default_factory=list)
    """The ids of the articles, one for each quote."""


def sameness(wording: Wording) -> tuple[Stems, Stems, str] | None:
    """What quotes that are one node have in common; None for a quote that is a node by itself.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> quote, rarity = Quote("a", "a", "direct", "statement", (Span(0, 8),)), Rarities(Rarity({}, 7.0))
    >>> sameness(wording_of("It held.", quote, None, rarity))
    """
    if wording.is_alone or len(wording.stems) < _SAME or not wording.speaker:
        return None
    return wording.stems, wording.speaker, wording.kind


def link_of(one: Node, other: Node, odds: Odds) -> float | None:
    """The logarithm of the odds that two nodes render one utterance, minus infinity where they are days apart.

    None where it is no more than that of two nodes that were never compared.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> quote, rarity = Quote("a", "a", "direct", "statement", (Span(0, 18),)), Rarities(Rarity({}, 7.0))
    >>> said = [Node(wording_of(text, quote, None, rarity), None, 0.0) for text in ("The dredger sank.", "It rained.")]
    >>> link_of(*said, Odds.of({"marked": {"bias": -5.0, "run": 3.0}}))
    """
    found = likeness(one.wording, other.wording, odds)
    least = UNKNOWN_LATE if "indirect" in (one.wording.kind, other.wording.kind) else UNKNOWN
    if found <= least:
        return None
    return -inf if _are_days_apart(one, other) else found


def _are_days_apart(one: Node, other: Node) -> bool:
    """Whether the articles are days apart, and the words not the same ones, quoted again."""
    if one.day is None or other.day is None or abs(one.day - other.day).days <= _DAYS:
        return False
    return not is_repeated(one.wording, other.wording)


@dataclass(slots=True)
class Web:
    """Nodes by their numbers, and the links between them, both ways."""

    nodes: dict[int, Node] = field(default_factory=dict)
    links: dict[int, dict[int, float]] = field(default_factory=dict)

    def link(self, one: int, other: int, odds: float) -> None:
        """Link two nodes, or change the link that there is."""
        self.links.setdefault(one, {})[other] = odds
        self.links.setdefault(other, {})[one] = odds

    def parts(self, numbers: Iterable[int]) -> list[list[int]]:
        """The nodes that hang together with some, each part sorted."""
        return linked_parts(numbers, self.links)

    def groups(self, part: list[int]) -> list[list[int]]:
        """The nodes of a part that render one utterance, sorted; each node in one."""
        self._keep_apart(part)
        indirect = [number for number in part if self.nodes[number].wording.kind == "indirect"]
        return clusters(part, self.links, self._sides, self._apart, indirect)

    def _keep_apart(self, part: list[int]) -> None:
        """Two quotes that one article prints in unlike words are two utterances, whatever else is like both.

        Less so where another article prints both as one: "It held," she said. "We are safe." is one or two.
        """
        by_article: dict[str, list[int]] = {}
        for number in part:
            if self.nodes[number].wording.kind != "indirect":
                by_article.setdefault(self.nodes[number].articles[0], []).append(number)
        for numbers in by_article.values():
            for one, other in self._pairs(numbers):
                a, b = self.nodes[one].wording, self.nodes[other].wording
                if agreement(a.speaker, b.speaker) == "other":
                    self.link(one, other, _APART)
                elif not is_within(a, b):
                    self.link(one, other, _PARTS if self._are_parts(one, other) else _APART)

    def _pairs(self, numbers: list[int]) -> Iterator[tuple[int, int]]:
        """All pairs of nodes of one article; of very many, as in a list of like notices, those that are linked."""
        if len(numbers) <= _LOOKED_AT:
            return combinations(numbers, 2)
        own = set(numbers)
        return (
            (one, other) for one in numbers for other in list(self.links.get(one, {})) if other in own and one < other
        )

    def _are_parts(self, one: int, other: int) -> bool:
        """Whether a third quote is linked to both, and has other words in common with the one than with the other."""
        few, many = sorted((self.links.get(one, {}), self.links.get(other, {})), key=len)
        thirds = [third for third, odds in few.items() if odds > 0 and many.get(third, 0.0) > 0]
        nodes = self.nodes
        return any(holds_apart(nodes[third].wording, nodes[one].wording, nodes[other].wording) for third in thirds)

    def _sides(self, number: int) -> frozenset[str]:
        """What may stand in a group once: the indirect speech of an article."""
        node = self.nodes[number]
        return frozenset(node.articles) if node.wording.kind == "indirect" else frozenset()

    def _apart(self, one: int, other: int) -> float:
        return abs(self.nodes[one].place - self.nodes[other].place)
