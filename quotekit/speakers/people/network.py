"""Who is quoted beside whom: a graph of networkx over many articles, and the same as GraphML."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import combinations
from typing import Any

from quotekit.analysis import Analysis, each_analysis
from quotekit.errors import QuotekitError
from quotekit.records import NAMED
from quotekit.speakers.people.appearances import Words
from quotekit.speakers.people.identities import Identity
from quotekit.speakers.people.names import Called
from quotekit.speakers.people.roster import Met


def network(
    analyses: Analysis | Iterable[Analysis],
    acts: str = "statement",
    aliases: Mapping[Words, Called] | None = None,
) -> Any:
    """A `networkx.Graph`: a node for each named speaker, an edge between two who are quoted in one article.

    A node is the id of somebody across articles, with `name`, `kind`, `gender`, `quotes`, `articles`; an edge has
    `articles`, in how many both are quoted, and `outlets`, those that did, most first, divided by semicolons. What is
    not known is the empty string, since GraphML knows no None. "A spokesman" is another one in each article and no
    node. The texts are not kept.

    Raises QuotekitError where networkx is not installed, UsageError for other `acts` and for what is no analysis.

    >>> network(Analysis((), (), ())).number_of_nodes()
    0
    """
    met = Met()
    quoted: Counter[tuple[str, str]] = Counter()
    outlets: dict[str, str] = {}
    for analysis in each_analysis(analyses):
        for quote in analysis.quotes_of(acts):
            if place := met.add(analysis, quote):
                quoted[place] += 1
                outlets[place[0]] = analysis.article_of(quote).outlet or ""
    return _graph(met.identities(aliases), quoted, outlets)


def _graph(known: Mapping[tuple[str, str], Identity], quoted: Counter[tuple[str, str]], outlets: dict[str, str]) -> Any:
    graph = _networkx().Graph()
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    """For each article who is quoted in it, how often."""
    for (article, speaker), times in quoted.items():
        identity = known[article, speaker]
        if identity.kind in NAMED:
            beside[article][identity.id] += times
            graph.add_node(identity.id, name=identity.name, kind=identity.kind, gender=identity.gender or "")
    for facts in graph.nodes.values():
        facts |= {"quotes": 0, "articles": 0}
    printed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for article, people in beside.items():
        for one, times in people.items():
            graph.nodes[one]["quotes"] += times
            graph.nodes[one]["articles"] += 1
        for pair in combinations(sorted(people), 2):
            printed[pair][outlets[article]] += 1
    for (one, other), counts in printed.items():
        names = "; ".join(name for name, _ in counts.most_common() if name)
        graph.add_edge(one, other, articles=counts.total(), outlets=names)
    return graph


def graphml(graph: Any) -> str:
    """A graph as GraphML, the same text for the same graph: what Gephi, Cytoscape, igraph and networkx read.

    >>> graphml(network(Analysis((), (), ()))).startswith("<?xml")
    True
    """
    lines = _networkx().generate_graphml(graph)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _networkx() -> Any:
    try:
        return import_module("networkx")
    except ImportError:
        raise QuotekitError("a network needs networkx: pip install 'quotekit[network]'") from None
