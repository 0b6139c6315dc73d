"""Other ways to choose sentences, for comparison and for taste: centroid, lexrank, mmr, lead.

scikit-learn and numpy load on first use.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from quotekit.summary.coverage import Task
from quotekit.text.rarity import words_of
from quotekit.text.stems import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

_NOVELTY = 0.3  # of MMR: the weight of being unlike what is chosen
_DAMPING = 0.85  # of LexRank: the share of the walk that follows the similarity
_STEPS = 100


def tfidf(texts: list[str]) -> Any:
    """One row of length 1 for each text, as a scipy matrix; a text without words has an empty one."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(map(_terms, texts)):
        return csr_matrix((len(texts), 1))
    return TfidfVectorizer(analyzer=_terms, sublinear_tf=True).fit_transform(texts)


def _terms(text: str) -> list[str]:
    return [stem(word) for word in words_of(text) if len(word) > 1]


class Closeness:
    """How close a growing summary comes to the centroid: the cosine of the sum of its sentences and of the sum of all.

    Only the products with the sentence last added are computed in each step.
    """

    def __init__(self, vectors: Any) -> None:
        import numpy as np

        self._vectors, self._columns = vectors, vectors.T.tocsr()
        centroid = np.asarray(vectors.sum(axis=0)).ravel()
        self._to_centroid = vectors @ centroid / max(np.sqrt(centroid @ centroid), 1e-12)
        self._own = np.maximum(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel(), 1e-12)
        self._to_summary = np.zeros(len(self._own))
        self._summary_to_centroid = self._summary_squared = 0.0

    def alone(self) -> Vector:
        """(n_sentences,) the cosine of each sentence and the centroid."""
        import numpy as np

        return np.asarray(self._to_centroid / np.sqrt(self._own))

    def with_each(self) -> Vector:
        """(n_sentences,) the cosine of the summary and the centroid if this sentence were added."""
        import numpy as np

        squared = self._summary_squared + 2 * self._to_summary + self._own
        return np.asarray((self._summary_to_centroid + self._to_centroid) / np.sqrt(squared))

    def add(self, index: int) -> Vector:
        """Add a sentence to the summary; (n_sentences,) the cosine of it and each sentence comes back."""
        import numpy as np

        products: Vector = (self._vectors[index] @ self._columns).toarray().ravel()
        self._summary_squared += 2 * float(self._to_summary[index]) + float(self._own[index])
        self._summary_to_centroid += float(self._to_centroid[index])
        self._to_summary += products
        cosine: Vector = products / np.sqrt(self._own * self._own[index])
        return cosine


def by_centroid(task: Task) -> None:
    """Ghalandari (2017), "Revisiting the Centroid-based Method": greedily the summary nearest to all the text."""
    closeness = Closeness(tfidf([one.text for one in task.outline.sentences]))
    for one in task.outline.chosen:
        closeness.add(one)
    _greedily(task, closeness.with_each, closeness.add)


def by_mmr(task: Task) -> None:
    """Carbonell and Goldstein (1998), maximal marginal relevance: near to the centroid, far from what is chosen."""
    import numpy as np

    closeness = Closeness(tfidf([one.text for one in task.outline.sentences]))
    alone = closeness.alone()
    nearest = np.zeros(len(alone))

    def add(one: int) -> None:
        np.maximum(nearest, closeness.add(one), out=nearest)

    for one in task.outline.chosen:
        add(one)
    _greedily(task, lambda: (1 - _NOVELTY) * alone + _NOVELTY * (1 - nearest), add)


def _greedily(task: Task, value: Callable[[], Vector], add: Callable[[int], Any]) -> None:
    """Add the passage whose best sentence has the highest value, until no more fits."""
    outline, left = task.outline, list(task.passages)
    while left and not outline.full:
        values = (value() * task.answers).round(9).tolist()
        left = [passage for passage in left if outline.missing(passage)]
        left.sort(key=lambda passage: -max(values[one] for one in outline.missing(passage)))
        at = next((at for at, passage in enumerate(left) if outline.admits(outline.missing(passage))), None)
        if at is None:
            return
        new = outline.missing(left[at])
        left = left[at + 1 :]  # what does not fit now never will
        outline.add(new, max(values[one] for one in new))
        for one in new:
            add(one)


def by_lexrank(task: Task) -> None:
    """Erkan and Radev (2004), "LexRank": where a walk from sentence to similar sentence spends its time."""
    import numpy as np

    vectors = tfidf([one.text for one in task.outline.sentences])
    sums = np.maximum(np.asarray(vectors @ np.asarray(vectors.sum(axis=0)).ravel()).ravel(), 1e-12)
    rank = np.full(len(sums), 1 / max(len(sums), 1))
    for _ in range(_STEPS):
        walked = vectors @ (vectors.T @ (rank / sums))  # never as a matrix of all pairs
        following = _DAMPING * walked + (1 - _DAMPING) / len(sums)
        done = np.abs(following - rank).sum() < 1e-9
        rank = following
        if done:
            break
    in_order(task, (rank * task.answers).round(12).tolist())


def by_place(task: Task) -> None:
    """The first sentences of each article in turn."""
    in_order(task, [each / (1 + one.position) for each, one in zip(task.answers, task.outline.sentences)])


def in_order(task: Task, value: Sequence[float]) -> None:
    """Add the passages that fit, that of the highest value first; there is a value for each sentence of the outline."""
    outline = task.outline
    for passage in sorted(task.passages, key=lambda passage: -max(value[one] for one in passage.sentences)):
        new = outline.missing(passage)
        if outline.full:
            return
        if new and outline.admits(new):
            outline.add(new, math.fsum(value[one] for one in new))
