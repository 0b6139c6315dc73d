"""Extractive summaries: the sentences of one or many articles that together say most, word for word.

Greedy centroid ranking after Ghalandari (2017), "Revisiting the Centroid-based Method": each step adds the sentence
that brings the TF-IDF vector of the summary closest to that of all the text. scikit-learn and numpy load on first use.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quotekit.candidates import Candidate, candidates, terms_of, words_of
from quotekit.errors import UsageError
from quotekit.records import Article, Pick, Summary, each_article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_DEFAULT_SENTENCES = 5
_WINDOW = 10  # news says what matters at its beginning; the rest is for budgets that this does not fill
_POSITION = 0.2  # what the first sentence of an only article gains, as a cosine; the next half of it, then a third
_HANGING = 0.9  # the factor of a sentence that opens with a word which nothing in the summary explains
_SAME_GIST = 0.4  # share of the shorter one's terms over which two sentences say the same in other words
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|s)$")
_FEWEST_SHARED = 5  # terms; short sentences share names without saying the same
_ALIKE = 0.5  # cosine, and share of the shorter sentence's word bigrams, over which two sentences say the same


def summarize(
    articles: Article | str | Iterable[Article | str], *, sentences: int | None = None, words: int | None = None
) -> Summary:
    """One summary of one or many articles: at most `sentences` sentences and `words` words, 5 sentences if neither.

    The picks are in the order of the articles and of their text, each a verbatim span with its white space evened out.
    Its `score` is the cosine, 0 to 1, between the sentence and all the text. The order of the articles does not change
    which sentences are picked, and a text given twice counts once. If not one sentence fits into `words`, the best one
    is the summary. Without a usable sentence the summary has no picks.

    Raises UsageError where a number is not a positive int or an article neither Article nor str.

    >>> text = "The dam above Telford held on Sunday night. The dam is made of earth and is very old. Nobody was hurt."
    >>> print(summarize(text, sentences=1))
    The dam above Telford held on Sunday night.
    """
    limit, room = _budget("sentences", sentences), _budget("words", words)
    if limit is None and room is None:
        limit = _DEFAULT_SENTENCES
    usable = [one for number, article in _distinct(articles) for one in candidates(article, number)]
    if not usable:
        return Summary(())
    vectors = _tfidf([one.text for one in usable])
    score = _Closeness(vectors).alone()
    chosen = sorted(_choose(usable, vectors, limit, room), key=lambda i: (usable[i].given, usable[i].position))
    return Summary(tuple(_pick(usable[index], float(score[index])) for index in chosen))


def _budget(name: str, value: int | None) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise UsageError(f"{name} is a whole number of 1 or more, or None, not {value!r:.80}")
    return value


def _distinct(articles: Article | str | Iterable[Article | str]) -> list[tuple[int, Article]]:
    """The articles in an order of their own, each with its place in the order given; equal texts once."""
    found = list(enumerate(each_article(articles)))
    found.sort(key=lambda pair: (pair[1].id, pair[1].text, pair[1].title or ""))
    firsts = {pair[1].text: pair for pair in reversed(found)}
    return [pair for pair in found if firsts[pair[1].text] is pair]


def _tfidf(texts: list[str]) -> Any:
    """One row of length 1 for each text, as a scipy matrix. Every text needs a term, or it has no direction."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=terms_of, sublinear_tf=True).fit_transform(texts)


def _gist(text: str) -> set[str]:
    """What a sentence is about: its terms without endings, so that "clinched" and "series-clinching" share one.

    >>> sorted(_gist("Ruiz clinched the 3-2 win."))
    ['32', 'clinch', 'ruiz', 'win']
    """
    terms = terms_of(_HYPHEN.sub(" ", text).replace("-", ""))
    return {_ENDING.sub("", term) for term in terms}


def _bigrams(text: str) -> set[tuple[str, str]]:
    words = words_of(text)
    return set(pairwise(words))


class _Closeness:
    """How close a growing summary comes to the centroid: the cosine of the sum of its sentences and of the sum of all.

    Only the products with the sentence last added are computed in each step.
    """

    def __init__(self, vectors: Any) -> None:
        import numpy as np

        self._vectors, self._columns = vectors, vectors.T.tocsr()
        centroid = np.asarray(vectors.sum(axis=0)).ravel()
        self._to_centroid = vectors @ centroid / np.sqrt(centroid @ centroid)
        self._own = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
        self._to_summary = np.zeros(len(self._own))
        self._summary_to_centroid = self._summary_squared = 0.0

    def alone(self) -> NDArray[np.float64]:
        """(n_sentences,) the cosine of each sentence and the centroid."""
        import numpy as np

        return np.asarray(self._to_centroid / np.sqrt(self._own))

    def with_each(self) -> NDArray[np.float64]:
        """(n_sentences,) the cosine of the summary and the centroid if this sentence were added."""
        import numpy as np

        squared = self._summary_squared + 2 * self._to_summary + self._own
        return np.asarray((self._summary_to_centroid + self._to_centroid) / np.sqrt(squared))

    def add(self, index: int) -> NDArray[np.float64]:
        """Add a sentence to the summary; (n_sentences,) the cosine of it and each sentence comes back."""
        import numpy as np

        products: NDArray[np.float64] = (self._vectors[index] @ self._columns).toarray().ravel()
        self._summary_squared += 2 * float(self._to_summary[index]) + float(self._own[index])
        self._summary_to_centroid += float(self._to_centroid[index])
        self._to_summary += products
        cosine: NDArray[np.float64] = products / np.sqrt(self._own * self._own[index])
        return cosine


class _Overlap:
    """Which sentences share a large part of the shorter one's items (word bigrams, or terms) with a given one."""

    def __init__(self, items: list[set[Any]], share: float, fewest: int) -> None:
        """`share` of the shorter one's items, of which at least `fewest` must be in common."""
        self._items, self._share, self._fewest = items, share, fewest
        self._holders: dict[Any, list[int]] = {}
        for index, own in enumerate(items):
            for item in own:
                self._holders.setdefault(item, []).append(index)

    def with_one(self, index: int) -> list[int]:
        own = self._items[index]
        shared = Counter(other for item in own for other in self._holders[item])
        return [
            other
            for other, count in shared.items()
            if count >= self._fewest and count > self._share * min(len(own), len(self._items[other]))
        ]


class _Choice:
    """A summary in the making: what is chosen closes some sentences to it and explains others."""

    def __init__(self, usable: list[Candidate], vectors: Any, room: int | None) -> None:
        import numpy as np

        self._usable = usable
        self._closeness = _Closeness(vectors)
        self._overlaps = (
            _Overlap([_bigrams(one.text) for one in usable], _ALIKE, 1),
            _Overlap([_gist(one.text) for one in usable], _SAME_GIST, _FEWEST_SHARED),
        )
        self._room = math.inf if room is None else room
        self._length = np.array([one.text.count(" ") + 1 for one in usable])
        self._early = np.array([one.position < _WINDOW for one in usable])
        self._bonus = _bonus(usable)
        self._factor = np.array([_HANGING if one.hanging else 1.0 for one in usable])
        self._follower = {(one.article.text, one.number - 1): i for i, one in enumerate(usable)}
        self._free = np.ones(len(usable), bool)

    def best(self) -> int | None:
        """The sentence to add next, None where none is left that fits.

        Equal scores fall to the lower article id, then to the earlier sentence: `argmax` finds the first.
        """
        import numpy as np

        fits = self._free & (self._length <= self._room)
        pool = np.flatnonzero(fits & self._early if (fits & self._early).any() else fits)
        if not len(pool):
            return None
        score = np.round((self._closeness.with_each() + self._bonus) * self._factor, 9)
        return int(pool[np.argmax(score[pool])])

    def add(self, index: int) -> None:
        self._room -= int(self._length[index])
        self._free[self._closeness.add(index) > _ALIKE] = False
        for overlap in self._overlaps:
            self._free[overlap.with_one(index)] = False
        self._free[index] = False
        one = self._usable[index]
        explained = self._follower.get((one.article.text, one.number))
        if explained is not None:
            self._factor[explained] = 1.0


def _choose(usable: list[Candidate], vectors: Any, limit: int | None, room: int | None) -> list[int]:
    """The sentences of the summary, the best first; if not one fits into `room` words, the best of all."""
    choice = _Choice(usable, vectors, room)
    chosen: list[int] = []
    while limit is None or len(chosen) < limit:
        best = choice.best()
        if best is None:
            break
        choice.add(best)
        chosen.append(best)
    return chosen or _choose(usable, vectors, 1, None)


def _bonus(usable: list[Candidate]) -> NDArray[np.float64]:
    """What each sentence gains by its position: less where several articles show by what they share what matters."""
    import numpy as np

    articles = len({one.article.text for one in usable})
    return np.array([_POSITION / math.sqrt(articles) / (1 + one.position) for one in usable])


def _pick(sentence: Candidate, score: float) -> Pick:
    return Pick(sentence.article.id, sentence.span, sentence.text, round(score, 6))
