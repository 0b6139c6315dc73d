"""Fits what decides whether two quotes render one utterance, and how rare words are, to clusters grouped by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.analysis import Analysis
from quotekit.dates import day_of
from quotekit.errors import InputError
from quotekit.gold import GoldArticle
from quotekit.models.model import Model
from quotekit.pipeline import analyze_each
from quotekit.records import Article, Quote
from quotekit.text.rarity import Rarity, fit_rarity
from quotekit.variants.grouping import worded
from quotekit.variants.index import Neighbours
from quotekit.variants.measures import STEP, is_repeated, known_of
from quotekit.variants.wordings import Rarities, Wording, stems_in

RAREST = 7.0
"""Rarity of what was never seen or is in fewer than one of a thousand paragraphs."""
_SHORTEST = 5
"""Different stems from which a paragraph counts."""
FAR = 14
"""Days from which two articles are not on one event."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SHRINKAGE = {"marked": 0.01, "paraphrase": 0.003}
"""C of the regressions: of indirect speech there are a fifth as many pairs, and it is told by less."""
EAGER = {"marked": 0.75, "paraphrase": 1.0}
"""Added to the odds: where precision and recall are balanced, by cross-validation (docs/experiments.md)."""

STEPS, _RATE, _BINS = 100, 0.1, 24
"""Steps of boosting, what part of each is taken, and in how many parts the values of a measure are cut."""
_SHRINKAGE, _FEWEST = 10.0, 30
"""What is added to the curvature of each side of a step, and pairs on each side at least."""

Places = list[tuple[int, int, int]]
"""Document, start and end of what renders an utterance."""


Floats = NDArray[np.float64]


class Cluster(NamedTuple):
    """Articles on one event and the utterances that several of them render."""

    name: str
    articles: tuple[Article, ...]
    utterances: list[Places]


class Example(NamedTuple):
    """A pair of quotes and whether they render one utterance."""

    one: Wording
    other: Wording
    is_one: bool


class FittedVariants(NamedTuple):
    """What decides whether two quotes render one utterance."""

    weights: dict[str, dict[str, float]]
    """By regression and measure."""
    rarity: Rarity
    """In paragraphs."""
    fitted_on: str


def read_clusters(documents: Path, gold: Path | None = None) -> Iterator[Cluster]:
    """Clusters of a JSON Lines file (`id`, `documents` with `text`), with the utterances of another.

    The other has a line for each utterance: `cluster`, `quotes` and `paraphrases` with `document`, `start`, `end`; only
    its clusters are given. Articles are named CLUSTER#DOCUMENT.
    """
    said: dict[str, list[Places]] = {}
    for line in _lines(gold) if gold else ():
        rendered = [*line["quotes"], *line["paraphrases"]]
        said.setdefault(line["cluster"], []).append([(p["document"], p["start"], p["end"]) for p in rendered])
    for line in _lines(documents):
        if gold is None or line["id"] in said:
            texts = enumerate(document["text"] for document in line["documents"])
            articles = tuple(Article(text, f"{line['id']}#{number}") for number, text in texts)
            yield Cluster(line["id"], articles, said.get(line["id"], []))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def rarities_in_paragraphs(collections: Iterable[Iterable[str]]) -> Rarity:
    """How rare stems are, counted over the paragraphs of some collections of texts; at most `RAREST`.

    >>> table = rarities_in_paragraphs([["The dam in the town has held\\nThe rain in the town has gone"] * 4])
    >>> table.of("town") < table.of("dam") < table.of("otter")
    True
    """
    return fit_rarity(map(_paragraphs, collections), stems_in).below(RAREST)


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (line for text in texts for line in text.split("\n") if len(stems_in(line)) >= _SHORTEST)


def fit_variants(documents: Path, gold: Path, articles: Iterable[GoldArticle], model: Model) -> FittedVariants:
    """The odds of variants and the rarities, fitted to the quotes that the model finds.

    `documents` and `gold` are as `read_clusters` takes them; `articles`, whose names have days, give pairs of quotes
    of days far apart. Raises InputError where no two quotes render one utterance.
    """
    every, told = list(read_clusters(documents)), list(articles)
    rare = rarities_in_paragraphs([(a.text for one in every for a in one.articles), (a.text for a in told)])
    rarity = Rarities(rare)
    found = {one.name: list(analyze_each(one.articles, model)) for one in every}
    pairs = [pair for one in read_clusters(documents, gold) for pair in examples(one, found[one.name], rarity)]
    for kind in EAGER:
        if len({pair.is_one for pair in pairs if _kind(pair) == kind}) < 2:
            raise InputError(f"{gold}: holds too little: no {kind} quotes that render one utterance, or none but those")
    events = ((name, analysis) for name, analyses in found.items() for analysis in analyses)
    strange = [*strangers(events, rarity), *strangers(by_day(told, model), rarity, are_far)]
    names = f"paragraphs of {documents.name} and of {len(told)} articles"
    return FittedVariants(fit(pairs, strange), rare, names)


def by_day(articles: Iterable[GoldArticle], model: Model) -> Iterator[tuple[str, Analysis]]:
    """What is found in the articles whose names have a day, each with the day."""
    dated = [(day[0], one) for one in articles if (day := _DAY.search(one.name)) and day_of(day[0])]
    each = analyze_each((Article(one.text, one.name) for _, one in dated), model)
    return zip((day for day, _ in dated), each)


def are_far(one: str, other: str) -> bool:
    """Whether two days are so far apart that two quotes are two utterances.

    >>> are_far("2016-01-01", "2016-01-09"), are_far("2016-01-01", "2016-02-01")
    (False, True)
    """
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) > FAR


def examples(cluster: Cluster, analyses: Iterable[Analysis], rarity: Rarities) -> list[Example]:
    """All pairs of quotes of two articles of a cluster that share a stem; right are those that touch one utterance."""
    told: list[tuple[int, Wording, frozenset[int]]] = []
    for document, analysis in enumerate(analyses):
        for quote, wording in _wordings(analysis, rarity):
            told.append((document, wording, _touched(quote, document, cluster.utterances)))
    return [
        Example(one, other, bool(mine & yours))
        for (here, one, mine), (there, other, yours) in combinations(told, 2)
        if here != there and not set(one.stems).isdisjoint(other.stems)
    ]


def _wordings(analysis: Analysis, rarity: Rarities) -> Iterator[tuple[Quote, Wording]]:
    return ((printing.quote, wording) for printing, wording in worded(analysis, rarity) if not wording.is_alone)


def _touched(quote: Quote, document: int, utterances: list[Places]) -> frozenset[int]:
    """The utterances that the content of a quote touches."""
    return frozenset(
        number
        for number, places in enumerate(utterances)
        for where, start, end in places
        if where == document and any(span.start < end and span.end > start for span in quote.content)
    )


def strangers(
    found: Iterable[tuple[str, Analysis]], rarity: Rarities, are_strange: Callable[[str, str], bool] = str.__ne__
) -> Iterator[Example]:
    """Pairs of two events, or of two days far apart, that the search for neighbours gives: wrong, however alike.

    Each analysis comes with the name of its event; `are_strange` tells of two names whether they are far apart.
    Quotes in nearly the same words are left out: they may be one utterance all the same.
    """
    neighbours, seen = Neighbours(), list[tuple[str, Wording]]()
    for event, analysis in found:
        for _, wording in _wordings(analysis, rarity):
            for number in neighbours.add(len(seen), wording):
                other, before = seen[number]
                if are_strange(event, other) and not is_repeated(wording, before):
                    yield Example(wording, before, False)
            seen.append((event, wording))


def fit(found: Iterable[Example], strange: Iterable[Example] = ()) -> dict[str, dict[str, float]]:
    """Both sums, as names of measures and steps and their weights, with `bias`.

    Each is the mean of a regression, which knows no "from so much on", and of steps, which know no "the more".
    `strange` are wrong pairs of two events; they count for quotes with marks alone: with them the others lose a fifth
    of what they find within one event, which is where indirect speech is compared.
    """
    rows: dict[str, list[tuple[dict[str, float], bool]]] = {"marked": [], "paraphrase": []}
    for example in chain(found, (pair for pair in strange if _kind(pair) == "marked")):
        rows[_kind(example)].append((known_of(example.one, example.other), example.is_one))
    return {kind: fitted(kind, *_table(kind, pairs)) for kind, pairs in rows.items()}


def _table(kind: str, pairs: list[tuple[dict[str, float], bool]]) -> tuple[list[str], Floats, Floats]:
    names = sorted(name for name in pairs[0][0] if kind == "marked" or not name.startswith("story"))
    table = np.array([[known[name] for name in names] for known, _ in pairs])
    return names, table, np.array([is_one for _, is_one in pairs], dtype=float)


def fitted(kind: str, names: list[str], table: Floats, is_one: Floats) -> dict[str, float]:
    """The weights of one of both sums, from what is known of its pairs, a row each: the mean of two fits."""
    fits = regressed(names, table, is_one, SHRINKAGE[kind]), stepped(names, table, is_one)
    weights = {name: weight / len(fits) for one in fits for name, weight in one.items()}
    weights["bias"] = sum(one["bias"] for one in fits) / len(fits) + EAGER[kind]
    return {name: round(weight, 5) for name, weight in weights.items() if round(weight, 5) or name == "bias"}


def regressed(names: list[str], table: Floats, is_one: Floats, shrinkage: float) -> dict[str, float]:
    """A logistic regression over measures scaled to unit variance; the scale then goes into the weights.

    The smaller `shrinkage`, the smaller are the weights.

    >>> regressed(["run"], np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([0.0, 0, 1, 1]), 0.01)["run"] > 0
    True
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=shrinkage, max_iter=5000).fit(scaler.transform(table), is_one)
    weights = model.coef_[0] / scaler.scale_
    return {"bias": float(model.intercept_[0] - weights @ scaler.mean_)} | dict(zip(names, map(float, weights)))


def stepped(names: list[str], table: Floats, is_one: Floats) -> dict[str, float]:
    """A sum of steps, the one that helps most after the other: boosting of stumps (Friedman 2001) by Newton's steps.

    >>> names, table = ["run"], np.arange(100.0)[:, None]
    >>> list(stepped(names, table, (table[:, 0] > 49).astype(float)))[:2]
    ['bias', 'run > 49']
    """
    rows = len(table)
    cuts = list(map(_cuts, table.T, table[is_one > 0].T))
    places = [(column, float(cut)) for column, own in enumerate(cuts) for cut in own]
    bins = [np.searchsorted(own, column) for own, column in zip(cuts, table.T)]

    def below(values: Floats) -> Floats:
        """The sum of some values of all rows that are not above each of the cuts."""
        return np.concatenate([np.cumsum(np.bincount(own, values, len(c) + 1))[:-1] for own, c in zip(bins, cuts)])

    few = below(np.ones(rows))
    allowed = (few >= _FEWEST) & (rows - few >= _FEWEST)
    bias = float(np.log(is_one.mean() / (1 - is_one.mean())))
    steps: dict[str, float] = {}
    total = np.full(rows, bias)
    for _ in range(STEPS if allowed.any() else 0):
        likely = 1 / (1 + np.exp(-total))
        slope, curve = is_one - likely, likely * (1 - likely)
        low, low_curve = below(slope), below(curve) + _SHRINKAGE
        high, high_curve = slope.sum() - low, curve.sum() - low_curve + 2 * _SHRINKAGE
        best = int(np.argmax(np.where(allowed, low**2 / low_curve + high**2 / high_curve, -1.0)))
        column, cut = places[best]
        under, over = (float(_RATE * a[best] / b[best]) for a, b in ((low, low_curve), (high, high_curve)))
        name = f"{names[column]}{STEP}{cut:.6g}"
        bias, steps[name] = bias + under, steps.get(name, 0.0) + over - under
        total += np.where(table[:, column] > cut, over, under)
    return {"bias": bias} | steps


def _cuts(column: Floats, right: Floats) -> Floats:
    """Values that cut all, and those of the right pairs, into equal parts: these are few, and mostly above the rest."""
    shares = np.arange(1, _BINS) / _BINS
    found = np.unique([np.quantile(values, shares, method="lower") for values in (column, right)])
    below: Floats = found[found < column.max()]
    return below


def _kind(example: Example) -> str:
    return "paraphrase" if "indirect" in (example.one.kind, example.other.kind) else "marked"
