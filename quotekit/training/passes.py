"""Fits the two passes of the sequence model to annotated articles and packs their weights.

The second pass must learn from first-pass labels as good, and as bad, as those it will see: they come from a jackknife,
each outlet labelled by a model of the others. Cue counts of an article never include the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging import contexts, crf, features
from quotekit.attribution.tagging.batch import Batch, lay_out
from quotekit.attribution.tagging.crf import N_LABELS, Chain, Floats, Labels
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import Ints, TypeTable, Vocabulary
from quotekit.checkpoints.steps import Steps
from quotekit.gold import GoldArticle
from quotekit.training import fitting
from quotekit.training.counting import Words, count_cues
from quotekit.training.fitting import Vector
from quotekit.training.labels import labels_of

_FOLDS = 4
_GROUP = 24  # articles laid out at once
_MINIMUM = 3  # a feature must fire this often


class Settings(NamedTuple):
    """How to fit."""

    bits: int = 18
    penalty: float = 60.0
    steps: int = 35
    boldness: float = 0.5
    """Added to every beginning when the second pass decodes: precision is 13 points over recall without it."""
    kept: tuple[int, int, int] = (600_000, 700_000, 250_000)
    """Weights kept of the first pass, of the second, and of the second's own features."""


class Laid(NamedTuple):
    """Hashed features and gold labels of articles, by place; articles stay in order."""

    indices: Ints
    """(n, templates)"""
    labels: Labels
    """(n,)"""
    bounds: Ints
    """(n_paragraphs, 2)"""


def lay(articles: Sequence[GoldArticle], labels: Sequence[Labels], table: TypeTable, bits: int) -> Laid:
    """First-pass features of some articles."""
    indices, gold_labels, bounds, shift = [], [], [], 0
    for group in _groups(len(articles)):
        batch = lay_out([article.view for article in articles[group]], table)
        indices.append(features.hashed(contexts.columns(batch), features.FIRST, bits).T)
        placed = np.zeros(len(batch.types), np.int8)
        placed[batch.at] = np.concatenate(labels[group])
        gold_labels.append(placed)
        bounds.append(batch.paragraph + shift)
        shift += len(placed)
    return Laid(np.concatenate(indices), np.concatenate(gold_labels), np.concatenate(bounds))


def _groups(count: int) -> list[slice]:
    return [slice(first, first + _GROUP) for first in range(0, count, _GROUP)]


class Fold(NamedTuple):
    """A quarter of the articles, with word counts that leave it out."""

    articles: list[GoldArticle]
    labels: list[Labels]
    table: TypeTable
    places: slice
    """Where its tokens are among those of all folds."""


def in_folds(articles: Sequence[GoldArticle], words: Words, bits: int) -> tuple[list[Fold], Laid]:
    """The articles dealt into folds, and the first-pass features of all, one fold after the other."""
    counts = count_cues(articles, [labels_of(article) for article in articles])
    folds, parts, shift = [], [], 0
    for own in dealt(articles):
        own_labels = [labels_of(article) for article in own]
        table = words.table(counts.without(count_cues(own, own_labels)))
        laid = lay(own, own_labels, table, bits)
        parts.append(laid._replace(bounds=laid.bounds + shift))
        folds.append(Fold(own, own_labels, table, slice(shift, shift + len(laid.labels))))
        shift += len(laid.labels)
    return folds, Laid(*(np.concatenate(columns) for columns in zip(*parts)))


def dealt(articles: Sequence[GoldArticle]) -> list[list[GoldArticle]]:
    """Four parts of the articles alike in size, no outlet in two of them where four outlets or more are told apart.

    An outlet is what stands before the first "_" of a name ("nyt_2016-01-10_...").

    >>> one = [GoldArticle(f"{outlet}_{number}", "", []) for outlet in "abcde" for number in range(2)]
    >>> [[article.name for article in part] for part in dealt(one)]
    [['a_0', 'a_1', 'e_0', 'e_1'], ['b_0', 'b_1'], ['c_0', 'c_1'], ['d_0', 'd_1']]
    """
    outlets = Counter(article.name.partition("_")[0] for article in articles)
    if len(outlets) < _FOLDS:
        return [list(articles[number::_FOLDS]) for number in range(_FOLDS)]
    place, size = dict[str, int](), [0] * _FOLDS
    for outlet in sorted(outlets, key=lambda name: (-outlets[name], name)):
        place[outlet] = min(range(_FOLDS), key=lambda fold: (size[fold], fold))
        size[place[outlet]] += outlets[outlet]
    return [[one for one in articles if place[one.name.partition("_")[0]] == fold] for fold in range(_FOLDS)]


def compacted(indices: Ints, bits: int) -> tuple[NDArray[np.int64], Ints]:
    """The hashed columns that occur often enough, commonest first, and the indices renumbered, -1 for the rest."""
    fired = np.bincount(indices.ravel(), minlength=1 << bits)
    columns = np.argsort(-fired, kind="stable")[: int((fired >= _MINIMUM).sum())]
    return columns, renumbered(indices, columns, bits)


def renumbered(indices: Ints, columns: NDArray[np.int64], bits: int) -> Ints:
    """The place of each index among `columns`, -1 where it is not among them."""
    number = np.full(1 << bits, -1, np.int32)
    number[columns] = np.arange(len(columns), dtype=np.int32)
    return number[indices]


class Pass(NamedTuple):
    """What a pass is fitted to and how; `steps` keep what is found."""

    name: str
    laid: Laid
    n_columns: int
    settings: Settings
    steps: Steps

    def problem(self, bounds: Ints) -> fitting.Problem:
        """What is to be fitted where only some paragraphs are seen."""
        laid = self.laid
        return fitting.problem(laid.indices, self.n_columns, laid.labels, bounds, self.settings.penalty)


def fit(task: fitting.Problem, settings: Settings) -> Vector:
    """The parameters that suit some features and labels best."""
    return fitting.minimize(fitting.objective(task), fitting.scaling(task), settings.steps)


def fit_pruned(one: Pass, parts: Sequence[tuple[slice, int]]) -> Vector:
    """The parameters of a pass, in each range of columns only so many weights as are to be kept."""
    task = one.problem(one.laid.bounds)
    name = f"{one.name}: {len(one.laid.labels)} tokens, {one.n_columns} features"
    whole = one.steps.done(name, lambda: {"vector": fit(task, one.settings)})["vector"]
    name, steps = f"{one.name}: fewer weights", one.settings.steps // 3
    return one.steps.done(name, lambda: {"vector": pruned(whole, task, parts, steps)})["vector"]


def jackknife(folds: list[Fold], one: Pass) -> tuple[Floats, Labels]:
    """(n, 7) marginals and (n,) labels at every place, from models that never saw the place's fold."""
    sure = np.zeros((len(one.laid.labels), N_LABELS), np.float32)
    sure[:, 0] = 1
    labels = np.zeros(len(one.laid.labels), np.int8)
    for number, fold in enumerate(folds, 1):
        name = f"{one.name}: part {number} of {len(folds)}, by a fit to the others"
        found = one.steps.done(name, partial(_unseen, fold, one))
        sure[fold.places], labels[fold.places] = found["sure"], found["labels"]
    return sure, labels


def _unseen(fold: Fold, one: Pass) -> dict[str, NDArray[Any]]:
    """The marginals and the labels of a fold by a model of the others."""
    laid, places = one.laid, fold.places
    inside = (places.start <= laid.bounds[:, 0]) & (laid.bounds[:, 0] < places.stop)
    at = fitting.parameters(fit(one.problem(laid.bounds[~inside]), one.settings))
    everything = np.array([[0, places.stop - places.start]], np.int32)
    own = fitting.problem(laid.indices[places], one.n_columns, laid.labels[places], everything, 0)
    paragraphs = laid.bounds[inside] - places.start
    scores, bold = own.rows @ at.weights, emboldened(at.chain, one.settings.boldness)
    sure = crf.marginals(scores, paragraphs, at.chain)
    return {"sure": sure, "labels": crf.best_labels(scores, paragraphs, bold)}


def emboldened(chain: Chain, boldness: float) -> Chain:
    """A chain that begins spans more readily."""
    begins = np.float32(boldness) * (np.arange(N_LABELS) % 2).astype(np.float32)
    return Chain(chain.transition + begins, chain.initial + begins)


def batches(folds: list[Fold]) -> Iterator[tuple[list[GoldArticle], Batch, slice]]:
    """The articles of all folds laid out in groups, each with its places among those of all."""
    for fold in folds:
        at = fold.places.start
        for group in _groups(len(fold.articles)):
            batch = lay_out([article.view for article in fold.articles[group]], fold.table)
            yield fold.articles[group], batch, slice(at, at + len(batch.types))
            at += len(batch.types)


def lay_second(folds: list[Fold], sure: Floats, bits: int) -> Ints:
    """(n, templates) the second pass's own features."""
    found = []
    for _, batch, places in batches(folds):
        columns = contexts.columns(batch) | contexts.label_columns(batch, sure[places])
        found.append(features.hashed(columns, features.SECOND, bits).T)
    return np.concatenate(found)


def pruned(vector: Vector, task: fitting.Problem, parts: Sequence[tuple[slice, int]], steps: int) -> Vector:
    """Fewer weights: in each range of columns the number that matter most are kept and fitted again.

    What a weight matters grows with its square and with how often it is used (LeCun's optimal brain damage).
    """
    fired = np.minimum(np.asarray(task.rows.sum(axis=0)).ravel(), 200)
    weights = fitting.parameters(vector.copy()).weights
    matters = np.abs(weights) * np.sqrt(fired)[:, None]
    keep = np.zeros(weights.shape, bool)
    for columns, number in parts:
        own = matters[columns]
        least = np.partition(own.ravel(), -number)[-number] if number < own.size else 0.0
        keep[columns] = own > least
    mask = np.concatenate([keep.ravel(), np.ones(len(vector) - keep.size, bool)])
    # A parameter whose step has no length stays where it is.
    return fitting.minimize(fitting.objective(task), fitting.scaling(task) * mask, steps, vector * mask)


class FittedPasses(NamedTuple):
    """Both passes packed, and what they say of every article when they have not seen its outlet."""

    arrays: dict[str, NDArray[Any]]
    scales: list[float]
    unseen: list[tuple[list[GoldArticle], Labelled]]


STEPS = 2 * (2 + _FOLDS)  # of `fit_passes`


def fit_passes(articles: Sequence[GoldArticle], words: Words, settings: Settings, steps: Steps) -> FittedPasses:
    """Both passes fitted, pruned and packed, and the articles as models of the other folds label them."""
    bits = settings.bits
    folds, laid = in_folds(articles, words, bits)
    columns, indices = compacted(laid.indices, bits)
    laid = laid._replace(indices=indices)
    everything = slice(0, len(columns))
    one = Pass("first pass", laid, len(columns), settings, steps)
    first = fit_pruned(one, [(everything, settings.kept[0])])
    sure, _ = jackknife(folds, one)
    own_columns, own = compacted(lay_second(folds, sure, bits), bits)
    own[own >= 0] += len(columns)
    count = len(columns) + len(own_columns)
    both = laid._replace(indices=np.concatenate([laid.indices, own], axis=1))
    two = Pass("second pass", both, count, settings, steps)
    second = fit_pruned(two, [(everything, settings.kept[1]), (slice(len(columns), None), settings.kept[2])])
    unseen = _labelled(folds, *jackknife(folds, two))
    counts = count_cues(articles, [labels_of(article) for article in articles])
    arrays, scales = packed(columns, own_columns, first, second, words.vocabulary(counts), settings)
    return FittedPasses(arrays, scales, unseen)


def _labelled(folds: list[Fold], sure: Floats, labels: Labels) -> list[tuple[list[GoldArticle], Labelled]]:
    return [
        (articles, Labelled(batch, contexts.columns(batch), labels[places], sure[places]))
        for articles, batch, places in batches(folds)
    ]


def packed(
    columns: NDArray[np.int64],
    own_columns: NDArray[np.int64],
    first: Vector,
    second: Vector,
    counted: Vocabulary,
    settings: Settings,
) -> tuple[dict[str, NDArray[Any]], list[float]]:
    """The arrays of a model file, and what a weight of 1 is worth in each table.

    Rows are stored by the distance from the one before, weights as whole numbers.
    """
    one, two = fitting.parameters(first), fitting.parameters(second)
    n = len(columns)
    arrays: dict[str, NDArray[Any]] = {}
    scales = []
    tables = ((one.weights, columns), (two.weights[:n], columns), (two.weights[n:], own_columns))
    for number, (weights, places) in enumerate(tables):
        scale = float(np.percentile(np.abs(weights[weights != 0]), 99.99)) / 127
        whole = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        used = np.flatnonzero(whole.any(axis=1))
        used = used[np.argsort(places[used])]
        arrays[f"rows{number}"] = np.diff(places[used], prepend=0).astype(np.uint32)
        arrays[f"weights{number}"] = np.ascontiguousarray(whole[used].T)
        scales.append(scale)
    for number, chain in enumerate((one.chain, emboldened(two.chain, settings.boldness))):
        arrays[f"transition{number}"], arrays[f"initial{number}"] = chain
    for name, table, width in (("word", counted.words, 3), ("ending", counted.endings, 2)):
        keys = sorted(table)
        arrays[f"{name}s"] = np.array(keys, np.uint32)
        arrays[f"{name}_classes"] = np.array([table[key] for key in keys], np.uint8).reshape(-1, width)
    return arrays, scales
