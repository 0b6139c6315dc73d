"""One utterance in several articles: the quotes that render it, whole, cut, changed or in indirect speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from quotekit.dates import day_of
from quotekit.errors import UsageError
from quotekit.records import Article, Quote, Speaker
from quotekit.variants.groups import Printing, VariantGroup
from quotekit.variants.index import Neighbours
from quotekit.variants.likeness import Odds
from quotekit.variants.stems import Stems
from quotekit.variants.web import Node, Web, link_of, sameness
from quotekit.variants.wordings import Rarities, Topic, Wording, topic_of, wording_of

if TYPE_CHECKING:
    from quotekit.models.model import Given

_REPEATED = 3
"""Stems up to which a quote that an article prints twice was said twice ("Says who?"), and others print either."""


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
        self._web = Web()
        self._members: list[list[int]] = []
        self._node: dict[tuple[Stems, Stems, str], int] = {}
        self._neighbours = Neighbours()
        self._touched: set[int] = set()
        self._group_of_node: dict[int, VariantGroup] = {}

    def add(self, found: HasQuotes) -> None:
        """Take the quotes of an analysis in; those that render nothing, as `worded` tells, are in no group."""
        self.take(worded(found, self._rarity))

    def take(self, told: Iterable[tuple[Printing, Wording]]) -> None:
        """Take quotes in with their wordings, as `worded` gives them."""
        for printing, wording in told:
            self._take(printing, wording)

    def __iter__(self) -> Iterator[VariantGroup]:
        """The groups of two quotes or more, most widespread first."""
        self._regroup()
        groups = {id(group): group for group in self._group_of_node.values()}
        return iter(
            sorted(groups.values(), key=lambda group: (-len(group.outlets), -len(group.printings), group.number))
        )

    def _take(self, printing: Printing, wording: Wording) -> None:
        number = len(self._printings)
        self._printings.append(printing)
        same = sameness(wording)
        node = self._node.get(same) if same else None
        if node is None:
            node = self._compared(Node(wording, day_of(printing.article.published), printing.place))
        if same:
            self._node[same] = node
        self._members[node].append(number)
        self._web.nodes[node].articles.append(printing.article.id)
        self._touched.add(node)

    def _compared(self, node: Node) -> int:
        """The number of a new node, linked to those it may belong with."""
        number = len(self._members)
        others = self._neighbours.add(number, node.wording)
        self._web.nodes[number] = node
        self._members.append([])
        for other in others:
            if (odds := link_of(node, self._web.nodes[other], self._odds)) is not None:
                self._web.link(number, other, odds)
        return number

    def _regroup(self) -> None:
        """Group anew what hangs together with anything added."""
        for part in self._web.parts(self._touched):
            for node in part:
                self._group_of_node.pop(node, None)
            for nodes in self._web.groups(part):
                numbers = sorted(number for node in nodes for number in self._members[node])
                if len(numbers) > 1:
                    group = VariantGroup(numbers[0], tuple(self._printings[number] for number in numbers))
                    self._group_of_node.update(dict.fromkeys(nodes, group))
        self._touched.clear()


def worded(found: HasQuotes, rarity: Rarities) -> Iterator[tuple[Printing, Wording]]:
    """The quotes of an analysis with their wordings.

    Alone are those that render no utterance (`is_rendering`), and the refrains of an article: a word or two that it
    prints more than once.

    >>> import quotekit
    >>> from quotekit.text.rarity import Rarity
    >>> found = quotekit.analyze("“The dam held,” said Ana Reyes.")
    >>> [(wording.stems, wording.is_alone) for _, wording in worded(found, Rarities(Rarity({}, 7.0)))]
    [(('the', 'dam', 'held'), False)]
    """
    topics: dict[str, Topic] = {}
    told: list[tuple[Printing, Wording]] = []
    for quote in found.quotes:
        article, speaker = found.article_of(quote), found.speaker_of(quote)
        if article.id not in topics:
            topics[article.id] = topic_of(article.text, rarity)
        wording = wording_of(article.told_in(quote), quote, speaker, rarity, topics[article.id])
        told.append((Printing(article, quote, speaker), wording))
    often = Counter((printing.article.id, wording.stems) for printing, wording in told)
    for printing, wording in told:
        is_refrain = len(wording.stems) <= _REPEATED and often[printing.article.id, wording.stems] > 1
        yield printing, replace(wording, is_alone=True) if is_refrain else wording


def group(found: HasQuotes | Iterable[HasQuotes], model: Given = None) -> Variants:
    """The groups of the quotes of one analysis or of several, most widespread first.

    >>> import quotekit
    >>> articles = [quotekit.Article(f"“The dam held,” {who}.", who) for who in ("said Reyes", "Ms. Reyes said")]
    >>> [(one.speaker, len(one.printings)) for one in group(quotekit.analyze_each(articles))]
    [('Reyes', 2)]
    """
    variants = Variants(model)
    for one in found if isinstance(found, Iterable) else [found]:
        if not hasattr(one, "quotes"):
            raise UsageError(
                f"quotes are grouped of an Analysis or of several, not of {type(one).__name__}: {one!r:.60}"
            )
        variants.add(one)
    return variants
