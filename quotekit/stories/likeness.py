"""How alike articles are: pairs that share rare stems, what is measured of each pair, and the odds of one event.

No matrix of all pairs is made. An article is compared with those that share most of its rarer stems, 32 at most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from quotekit.stories.telling import DAYS, Rare, Telling
from quotekit.stories.weights import Floats, Kin, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_KNOWN = 200  # how many articles the usual rarity counts for beside those given
_RARE = 0.05  # the least weight of what all articles hold
_HELD = 300  # articles under a stem; of more those that come first, and of up to so many articles in all of all
_ALL = 1500
_NEAREST = 32
_LEAST = 0.03  # cosine of stems under which no pair is looked at
_ROWS = 512  # articles compared at once
_FLAT = 0.02  # added to the best likeness before a likeness is divided by it
_PAIRED = ("stems", "names", "deeds", "figures", "pairs", "title", "lead", "months")
_RELATIVE = ("stems", "deeds", "pairs")
FEATURES = (
    *_PAIRED,
    *("both_months", "both_figures", "days", "both_days"),
    *(f"{kind}_of_{which}" for kind in _RELATIVE for which in ("better", "worse")),
    *("alike_stems", "alike_deeds", "title_in_other", "titles_in_both"),
)
"""What is measured of a pair, in the order of the columns."""


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """Pairs of articles by their numbers, the first lower than the second, and what is measured of each."""

    first: Numbers
    second: Numbers
    features: Floats
    """(n_pairs, n_features)"""

    def odds(self, weights: Weights) -> Floats:
        """(n_pairs,) the logarithm of the odds that both report one event, by their words."""
        found: Floats = self.features @ np.array([weights.pair[name] for name in FEATURES]) + weights.pair["bias"]
        return found


def pairs_of(told: Sequence[Telling], rare: Rare, kin: Kin) -> Pairs:
    """The pairs of articles that may report one event; `told` in an order that is that of the articles themselves."""
    vectors = {kind: _vectors([getattr(one, kind) for one in told], rare) for kind in _PAIRED}
    first, second = _near(vectors["stems"])
    likeness = {kind: _products(vectors[kind], vectors[kind], first, second) for kind in _PAIRED}
    columns = [likeness[kind] for kind in _PAIRED]
    columns += [_both(vectors[kind], first, second) for kind in ("months", "figures")]
    columns += _weekdays(told, first, second)
    for kind in _RELATIVE:
        columns += _relative(likeness[kind], first, second, len(told))
    for kind, usual in zip(("stems", "deeds"), kin.usual):
        places = _placed([getattr(one, kind) for one in told], rare, kin, usual)
        columns.append(_in_parts(lambda a, b, of=places: np.einsum("ij,ij->i", of[a], of[b]), first, second))
    columns += _titles(told, rare, first, second)
    return Pairs(first, second, np.column_stack(columns) if len(first) else np.zeros((0, len(FEATURES))))


def _matrix(counts: Sequence[Mapping[str, float]], number: dict[str, int]) -> Any:
    """A row for each article, a column for each thing, as a sparse matrix of scipy."""
    from scipy.sparse import csr_matrix

    columns = [number[each] for one in counts for each in one]
    values = [value for one in counts for value in one.values()]
    ends = np.cumsum([0, *(len(one) for one in counts)])
    found = csr_matrix((np.array(values, float), columns, ends), shape=(len(counts), max(1, len(number))))
    found.sort_indices()
    return found


def _numbered(counts: Iterable[Iterable[str]]) -> dict[str, int]:
    return {each: number for number, each in enumerate(sorted({each for one in counts for each in one}))}


def _vectors(counts: Sequence[Mapping[str, float]], rare: Rare) -> Any:
    """Rows of length 1: how much each thing counts in an article, times how rare it is in these and at large."""
    held = Counter(each for one in counts for each in one)
    whole = len(counts) + _KNOWN
    weight = {
        each: max(_RARE, -math.log((_share(each, rare) * _KNOWN + count) / whole)) for each, count in held.items()
    }
    weighed = [{each: (1 + math.log1p(value)) * weight[each] for each, value in one.items()} for one in counts]
    found = _matrix(weighed, _numbered(counts))
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    found.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(found.indptr))
    return found


def _share(each: str, rare: Rare) -> float:
    """The share of articles at large that hold a stem, or both of a pair."""
    one, _, other = each.partition(" ")
    return math.exp(-rare(one) - rare(other)) if other else math.exp(-rare(one))


def _near(stems: Any) -> tuple[Numbers, Numbers]:
    """The pairs of articles that share most, each once, in order."""
    columns = _thinned(stems).T.tocsr()
    found: set[tuple[int, int]] = set()
    for start in range(0, stems.shape[0], _ROWS):
        products = (stems[start : start + _ROWS] @ columns).tocsr()
        for row in range(products.shape[0]):
            own = slice(products.indptr[row], products.indptr[row + 1])
            others, values = products.indices[own], products.data[own]
            kept = (values > _LEAST) & (others != start + row)
            others, values = others[kept], values[kept].round(9)
            best = np.lexsort((others, -values))[:_NEAREST]
            found.update((min(start + row, other), max(start + row, other)) for other in others[best].tolist())
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _thinned(stems: Any) -> Any:
    """The matrix with at most `_HELD` articles a stem, where there are very many articles."""
    if stems.shape[0] <= _ALL:
        return stems
    by_stem = stems.tocsc()
    kept = np.concatenate([np.arange(a, min(a + _HELD, b)) for a, b in zip(by_stem.indptr, by_stem.indptr[1:])])
    from scipy.sparse import csc_matrix

    ends = np.concatenate([[0], np.cumsum(np.minimum(np.diff(by_stem.indptr), _HELD))])
    return csc_matrix((by_stem.data[kept], by_stem.indices[kept], ends), shape=stems.shape).tocsr()


def _in_parts(measure: Any, first: Numbers, second: Numbers) -> Floats:
    parts = [slice(start, start + 20_000) for start in range(0, len(first), 20_000)]
    return np.concatenate([np.zeros(0), *(measure(first[part], second[part]) for part in parts)])


def _products(one: Any, other: Any, first: Numbers, second: Numbers) -> Floats:
    return _in_parts(lambda a, b: np.asarray(one[a].multiply(other[b]).sum(axis=1)).ravel(), first, second)


def _both(vectors: Any, first: Numbers, second: Numbers) -> Floats:
    has = np.diff(vectors.indptr) > 0
    both: Floats = (has[first] & has[second]).astype(float)
    return both


def _weekdays(told: Sequence[Telling], first: Numbers, second: Numbers) -> list[Floats]:
    """How many of the weekdays both name, and whether both name any: they do not name the same by chance."""
    named = np.array([[day in one.days for day in DAYS] for one in told], float).reshape(-1, len(DAYS))
    number = named.sum(axis=1)
    of_both = number[first] * number[second]
    same = (named[first] * named[second]).sum(axis=1) / np.sqrt(np.maximum(of_both, 1))
    return [same, (of_both > 0).astype(float)]


def _relative(likeness: Floats, first: Numbers, second: Numbers, size: int) -> list[Floats]:
    """A likeness as a share of the best one of either article, by the better and by the worse of these two."""
    best = np.zeros(size)
    np.maximum.at(best, first, likeness)
    np.maximum.at(best, second, likeness)
    of_both = best[first], best[second]
    return [likeness / (_FLAT + np.maximum(*of_both)), likeness / (_FLAT + np.minimum(*of_both))]


def _placed(counts: Sequence[Mapping[str, float]], rare: Rare, kin: Kin, usual: Floats) -> Floats:
    """(n_articles, dimensions) where the stems of an article lie on the whole, seen from where those of all do."""
    return _of_length_one(raw_places(counts, rare, kin) - usual)


def raw_places(counts: Sequence[Mapping[str, float]], rare: Rare, kin: Kin) -> Floats:
    """(n_articles, dimensions) the mean direction of the stems of each article."""
    number = _numbered(counts)
    weighed = [{each: (1 + math.log1p(value)) * rare(each) for each, value in one.items()} for one in counts]
    places = kin.places(number)
    rows = np.zeros((max(1, len(number)), kin.vectors.shape[1]))
    rows[: len(places)][places >= 0] = kin.vectors[places[places >= 0]]
    return _of_length_one(_matrix(weighed, number) @ rows)


def _of_length_one(rows: Floats) -> Floats:
    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def _titles(told: Sequence[Telling], rare: Rare, first: Numbers, second: Numbers) -> list[Floats]:
    """The share of one title, by rarity, that the other article holds: the larger and the smaller."""
    number = _numbered([one.stems for one in told])
    titles = [{each: rare(each) for each in one.title or one.lead} for one in told]
    whole = np.array([1 + math.fsum(one.values()) for one in titles])
    title, all_of = _matrix(titles, number), _matrix([dict.fromkeys(one.stems, 1.0) for one in told], number)
    one = _products(title, all_of, first, second) / whole[first]
    other = _products(title, all_of, second, first) / whole[second]
    return [np.maximum(one, other), np.minimum(one, other)]


def for_days(days: Sequence[date | None], pairs: Pairs, weights: Weights) -> Floats:
    """(n_pairs,) what the days of both articles add to the odds; 0 where one is not known."""
    if not weights.days:
        return np.zeros(len(pairs.first))
    known = np.array([day is not None for day in days], bool)
    number = np.array([day.toordinal() if day else 0 for day in days], np.int64)
    apart = np.abs(number[pairs.first] - number[pairs.second])
    gained = np.array(weights.days)[np.minimum(apart, len(weights.days) - 1)]
    return np.where(known[pairs.first] & known[pairs.second], gained, 0.0)
