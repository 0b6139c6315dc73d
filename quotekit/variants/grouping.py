"""One utterance in several articles: the quotes that render it, whole, cut, changed or in indirect speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Protocol

from quotekit.dates import day_of
from quotekit.records import Article, Quote, Speaker
from quotekit.variants.clustering import UNKNOWN, UNKNOWN_LATE, clusters, linked_parts
from quotekit.variants.groups import Printing, VariantGroup
from quotekit.variants.index import Neighbours
from quotekit.variants.likeness import Odds, holds_apart, is_repeated, is_within, likeness
from quotekit.variants.stems import Stems
from quotekit.variants.wordings import Rarities, Topic, Wording, agreement, is_rendering, topic_of, wording_of

if TYPE_CHECKING:
    from quotekit.models.model import Given

_REPEATED = 3
"""Stems up to which a quote that an article prints twice was said twice ("Says who?"), and others print either."""
_SAME = 5
"""Stems from which two quotes of one speaker in the same words need no comparison."""
_DAYS = 3
"""Days after which only the same words are taken for the same utterance: campaigns say like things every week."""


_APART, _PARTS = -4.0, -0.5
"""What a pair counts that speaks against a group; and one whose quotes are parts of a third."""


_LOOKED_AT = 50
"""Quotes of one article that hang together up to which each pair of them is looked at."""


class HasQuotes(Protocol):
    """What is grouped: an `Analysis`, or anything that has its quotes, articles and speakers."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes."""

    def article_of(self, quote: Quote) -> Article:
        """The article of a quote."""

    def speaker_of(self, quote: Quote) -> Speaker | None:
        """The speaker of a quote, None where nobody is known."""


class Variants:
    """The groups of quotes that render one utterance. Quotes can be added at any time, at a cost of what is added.

    What the odds and the rarities are, a model says; by default that of the package.

    Iterating gives the groups, most widespread first: by outlets, then by quotes, then in reading order.

    >>> import quotekit
    >>> variants = Variants()
    >>> for name, text in ("Echo", "“The dam held,” said Ana Reyes."), ("Wire", "“The dam held,” Ana Reyes said."):
    ...     variants.add(quotekit.analyze(quotekit.Article(text, name, outlet=name)))
    >>> [(group.id, group.outlets) for group in variants]
    [('Echo-1', ['Echo', 'Wire'])]
    """

    def __init__(self, model: Given = None) -> None:
        from quotekit.models.model import model_of

        fitted = model_of(model)
        self._odds, self._rarity = Odds.of(fitted.odds), Rarities(fitted.rarity_in_paragraphs)
        self._printings: list[Printing] = []
        self._wordings: list[Wording] = []  # of nodes: quotes of one speaker in the same words are one node
        self._members: list[list[int]] = []
        self._node: dict[tuple[Stems, Stems, str], int] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._neighbours = Neighbours()
        self._touched: set[int] = set()
        self._group_of_node: dict[int, VariantGroup] = {}

    def add(self, found: HasQuotes) -> None:
        """Take the quotes of an analysis in that may render an utterance (`is_rendering`)."""
        self.take(list(worded(found, self._rarity)))

    def take(self, told: Iterable[tuple[Printing, Wording]]) -> None:
        """Take quotes in with their wordings, as `worded` gives them, all those of an article at once."""
        held = list(told)
        often = Counter((printing.article.id, wording.stems) for printing, wording in held)
        for printing, wording in held:
            is_refrain = len(wording.stems) <= _REPEATED and often[printing.article.id, wording.stems] > 1
            self._take(printing, wording, is_refrain)

    def __iter__(self) -> Iterator[VariantGroup]:
        """The groups of two quotes or more, most widespread first."""
        self._regroup()
        groups = {id(group): group for group in self._group_of_node.values()}
        return iter(
            sorted(groups.values(), key=lambda group: (-len(group.outlets), -len(group.printings), group.number))
        )

    def _take(self, printing: Printing, wording: Wording, is_refrain: bool) -> None:
        number = len(self._printings)
        self._printings.append(printing)
        same = (wording.stems, wording.speaker, wording.kind)
        node = self._node.get(same) if len(wording.stems) >= _SAME and wording.speaker else None
        if node is None:
            node = self._node[same] = self._compared(printing, wording, is_refrain)
        self._members[node].append(number)
        self._touched.add(node)

    def _compared(self, printing: Printing, wording: Wording, is_refrain: bool) -> int:
        """A new node, linked to those it may belong with; a refrain is compared with none."""
        node = len(self._wordings)
        others = [] if is_refrain else self._neighbours.add(node, wording)
        self._wordings.append(wording)
        self._members.append([])
        for other in others:
            odds = likeness(wording, self._wordings[other], self._odds)
            least = UNKNOWN_LATE if "indirect" in (wording.kind, self._wordings[other].kind) else UNKNOWN
            if odds > least:
                self._link(node, other, -inf if self._is_too_late(printing, wording, other) else odds)
        return node

    def _link(self, one: int, other: int, odds: float) -> None:
        self._links.setdefault(one, {})[other] = odds
        self._links.setdefault(other, {})[one] = odds

    def _is_too_late(self, printing: Printing, wording: Wording, other: int) -> bool:
        """Whether the articles are days apart, and the words not the same ones, quoted again."""
        first = self._printings[self._members[other][0]]
        days = day_of(printing.article.published), day_of(first.article.published)
        if days[0] is None or days[1] is None or abs(days[0] - days[1]).days <= _DAYS:
            return False
        return not is_repeated(wording, self._wordings[other])

    def _regroup(self) -> None:
        """Group anew what hangs together with anything added."""
        for part in linked_parts(self._touched, self._links):
            self._keep_apart(part)
            for node in part:
                self._group_of_node.pop(node, None)
            indirect = [node for node in part if self._wordings[node].kind == "indirect"]
            for nodes in clusters(part, self._links, self._sides, self._apart, indirect):
                numbers = sorted(number for node in nodes for number in self._members[node])
                if len(numbers) > 1:
                    group = VariantGroup(numbers[0], tuple(self._printings[number] for number in numbers))
                    self._group_of_node.update(dict.fromkeys(nodes, group))
        self._touched.clear()

    def _keep_apart(self, part: list[int]) -> None:
        """Two quotes that one article prints in unlike words are two utterances, whatever else is like both.

        Less so where another article prints both as one: "It held," she said. "We are safe." is one or two.
        """
        by_article: dict[str, list[int]] = {}
        for node in part:
            if self._wordings[node].kind != "indirect":
                by_article.setdefault(self._printings[self._members[node][0]].article.id, []).append(node)
        for nodes in by_article.values():
            for one, other in self._pairs(nodes):
                a, b = self._wordings[one], self._wordings[other]
                if agreement(a.speaker, b.speaker) == "other":
                    self._link(one, other, _APART)
                elif not is_within(a, b):
                    self._link(one, other, _PARTS if self._are_parts(one, other) else _APART)

    def _pairs(self, nodes: list[int]) -> Iterator[tuple[int, int]]:
        """All pairs of nodes of one article; of very many, as in a list of like notices, those that are linked."""
        if len(nodes) <= _LOOKED_AT:
            return combinations(nodes, 2)
        own = set(nodes)
        return (
            (one, other) for one in nodes for other in list(self._links.get(one, {})) if other in own and one < other
        )

    def _are_parts(self, one: int, other: int) -> bool:
        """Whether a third quote is linked to both, and has other words in common with the one than with the other."""
        few, many = sorted((self._links.get(one, {}), self._links.get(other, {})), key=len)
        thirds = [third for third, odds in few.items() if odds > 0 and many.get(third, 0.0) > 0]
        wordings = self._wordings
        return any(holds_apart(wordings[third], wordings[one], wordings[other]) for third in thirds)

    def _sides(self, node: int) -> frozenset[str]:
        """What may stand in a group once: the indirect speech of an article."""
        if self._wordings[node].kind != "indirect":
            return frozenset()
        return frozenset(self._printings[number].article.id for number in self._members[node])

    def _apart(self, one: int, other: int) -> float:
        a, b = (self._printings[self._members[node][0]] for node in (one, other))
        return abs(a.place - b.place)


def worded(found: HasQuotes, rarity: Rarities) -> Iterator[tuple[Printing, Wording]]:
    """The quotes of an analysis that may render an utterance (`is_rendering`), with their wordings.

    >>> import quotekit
    >>> from quotekit.text.rarity import Rarity
    >>> found = quotekit.analyze("“The dam held,” said Ana Reyes.")
    >>> [wording.stems for _, wording in worded(found, Rarities(Rarity({}, 7.0)))]
    [('the', 'dam', 'held')]
    """
    topics: dict[str, Topic] = {}
    for quote in filter(is_rendering, found.quotes):
        article, speaker = found.article_of(quote), found.speaker_of(quote)
        if article.id not in topics:
            topics[article.id] = topic_of(article.text, rarity)
        wording = wording_of(article.told_in(quote), quote, speaker, rarity, topics[article.id])
        yield Printing(article, quote, speaker), wording


def group(found: HasQuotes | Iterable[HasQuotes], model: Given = None) -> Variants:
    """The groups of the quotes of one analysis or of several, most widespread first.

    >>> import quotekit
    >>> articles = [quotekit.Article(f"“The dam held,” {who}.", who) for who in ("said Reyes", "Ms. Reyes said")]
    >>> [(one.speaker, len(one.printings)) for one in group(quotekit.analyze_each(articles))]
    [('Reyes', 2)]
    """
    variants = Variants(model)
    for one in found if isinstance(found, Iterable) else [found]:
        variants.add(one)
    return variants
