"""Extractive summaries: the sentences of one or many articles that together say most, word for word.

Greedy centroid ranking after Ghalandari (2017), "Revisiting the Centroid-based Method": each step adds the sentence
that brings the TF-IDF vector of the summary closest to that of all the text. scikit-learn and numpy load on first use.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quotekit import lexicon
from quotekit.errors import UsageError
from quotekit.records import Article, Pick, Span, Summary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from quotekit.tokens import TokenTable

_DEFAULT_SENTENCES = 5
_FEWEST_WORDS, _MOST_WORDS = 6, 60  # shorter ones are captions and cries, longer ones lists
_WINDOW = 10  # news says what matters at its beginning; the rest is for budgets that this does not fill
_POSITION = 0.2  # what the first sentence of an only article gains, as a cosine; the next half of it, then a third
_HANGING = 0.9  # the factor of a sentence that opens with a word which nothing in the summary explains
_ALIKE = 0.5  # cosine, and share of the shorter sentence's word bigrams, over which two sentences say the same

_OPENERS = "\"“„«‘'(["
_CLOSERS = "\"”»’')]"
_PAIRED = (("“", "”"), ("«", "»"))
_WORD = re.compile(r"\w+")
_POINTING = "he she they it his her their its him them this that these those"
_JOINING = (
    "but and or nor so yet then also however meanwhile instead still therefore thus moreover nevertheless otherwise"
    " besides furthermore"
)
_HANGING_WORDS = frozenset(f"{_POINTING} {_JOINING}".split())
# Matched at the beginning of a sentence: what papers print between their paragraphs.
_BOILERPLATE = re.compile(
    r"(?:read|see|learn) (?:more|also|next)\b|(?:click|tap) (?:here|on|the|to)\b|sign up\b|subscribe\b|follow (?:us|@)"
    r"|(?:watch|listen to) (?:the|this|live|our)\b|share this\b|story continues\b|advertisement\b|copyright\b|©"
    r"|all rights reserved\b|(?:photo|image|picture|video|caption|credit|source|updated|published|posted)\s?:"
    r"|file\b ?[-–—]|(?:in )?th(?:is|ese) .{0,60}\bphoto|get (?:breaking|the latest|our)\b|download (?:the|our)\b"
    r"|by (?:clicking|signing|submitting|using)\b|you (?:can|may) (?:add|embed|share|unsubscribe|opt)\b"
    r"|add .{1,60} as an interest\b|.{0,30}\bthis copy is for\b",
    re.I,
)
# Anywhere in a short paragraph: a caption ends with its credit. "ROME (AP) — Rain fell." is none.
_CREDIT = re.compile(
    r"\((?:AP|Reuters|Getty|AFP|EPA|Photo|Image)(?: Photo| ?/|:)|\([^()/]{1,60} / [^()/]{1,60}\)"
    r"|/(?:Getty Images|AP|AFP)\b|\bfile photo\b|\bFILE ?[-–—]"
)
_LONGEST_CAPTION = 600  # code points


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that may be picked."""

    article: Article
    given: int
    """How many other articles were given before this one."""
    number: int
    """Of all sentences of the article, headings included."""
    position: int
    """Of those sentences of the article that may be picked."""
    span: Span
    text: str
    hanging: bool


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
    usable = [one for number, article in _distinct(articles) for one in _usable(article, number)]
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
    found: list[tuple[int, Article]] = []
    for number, article in enumerate([articles] if isinstance(articles, Article | str) else articles):
        if isinstance(article, str):
            article = Article(article)
        if not isinstance(article, Article):
            raise UsageError(f"an article is an Article or a str, not {type(article).__name__}: {article!r:.80}")
        found.append((number, article))
    found.sort(key=lambda pair: (pair[1].id, pair[1].text, pair[1].title or ""))
    firsts = {pair[1].text: pair for pair in reversed(found)}
    return [pair for pair in found if firsts[pair[1].text] is pair]


def _usable(article: Article, given: int) -> list[_Sentence]:
    """The sentences of an article that can stand in a summary: of running text, whole, and not its title again."""
    from quotekit.tokens import tokenize

    table = tokenize(article.text)
    cut, running = _cut_by_quotations(table), _running(table)
    title = _words(article.title or "")
    found: list[_Sentence] = []
    for number, (start, end) in enumerate(table.sentence.tolist()):
        text = " ".join(article.text[start:end].split())
        if number in cut or not running[table.sentence_paragraph[number]] or _words(text) == title:
            continue
        if _stands(text) and _terms(text):
            found.append(_Sentence(article, given, number, len(found), Span(start, end), text, _hangs(text)))
    return found


def _running(table: TokenTable) -> list[bool]:
    """Whether each paragraph is running text and no caption."""
    texts = (table.text[start:end] for start, end in table.paragraph.tolist())
    captions = (len(text) <= _LONGEST_CAPTION and bool(_CREDIT.search(text)) for text in texts)
    return [kind == "body" and not caption for kind, caption in zip(table.paragraph_kind, captions)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stands(text: str) -> bool:
    """Whether a text is a whole sentence of running text, without half a quotation in it."""
    if not _FEWEST_WORDS <= text.count(" ") + 1 <= _MOST_WORDS or len(_words(text)) < _FEWEST_WORDS:
        return False
    ended = text.rstrip(_CLOSERS)
    first = text.lstrip(_OPENERS)[:1]
    if ended[-1:] not in (".", "!", "?") or text.endswith("...") or first.islower():
        return False
    if any(text.count(mark) != text.count(other) for mark, other in _PAIRED) or text.count('"') % 2:
        return False
    return not _BOILERPLATE.match(text)


@cache
def _function_words() -> frozenset[str]:
    """Words that say nothing of the subject. scikit-learn's own list is not used: it holds bill, fire and system."""
    return frozenset(lexicon.column("function_words", "word")) | frozenset(lexicon.column("pronouns", "pronoun"))


def _terms(text: str) -> list[str]:
    return [word for word in _words(text) if len(word) > 1 and word not in _function_words()]


def _hangs(text: str) -> bool:
    """Whether the sentence opens with a word that points at another sentence, or is a quotation and nothing else."""
    first = _WORD.search(text)
    if first and first.group().lower() in _HANGING_WORDS:
        return True
    return text[0] in '"“«' and text[-1] in '"”»' and not any(mark in text[1:-1] for mark in '"“”«»')


def _cut_by_quotations(table: TokenTable) -> set[int]:
    """The sentences that hold a part of a quotation but not all of it: its second sentence has no mark at all."""
    from quotekit.marks import pair_marks

    starts = table.sentence_token[:, 0].tolist()
    cut: set[int] = set()
    for pair in pair_marks(table):
        first, last = bisect_right(starts, pair.open) - 1, bisect_right(starts, pair.close - 1) - 1
        marked = pair.open < pair.first and pair.closed
        if first < last or not marked:
            cut.update(range(first, last + 1))
    return cut


def _tfidf(texts: list[str]) -> Any:
    """One row of length 1 for each text, as a scipy matrix. Every text needs a term, or it has no direction."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=_terms, sublinear_tf=True).fit_transform(texts)


def _bigrams(text: str) -> set[tuple[str, str]]:
    words = _words(text)
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
    """Which sentences share more than half of the shorter one's word bigrams with a given one."""

    def __init__(self, texts: list[str]) -> None:
        self._bigrams = [_bigrams(text) for text in texts]
        self._holders: dict[tuple[str, str], list[int]] = {}
        for index, bigrams in enumerate(self._bigrams):
            for bigram in bigrams:
                self._holders.setdefault(bigram, []).append(index)

    def with_one(self, index: int) -> list[int]:
        own = self._bigrams[index]
        shared = Counter(other for bigram in own for other in self._holders[bigram])
        return [o for o, count in shared.items() if count > _ALIKE * min(len(own), len(self._bigrams[o]))]


class _Choice:
    """A summary in the making: what is chosen closes some sentences to it and explains others."""

    def __init__(self, usable: list[_Sentence], vectors: Any, room: int | None) -> None:
        import numpy as np

        self._usable = usable
        self._closeness, self._overlap = _Closeness(vectors), _Overlap([one.text for one in usable])
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
        self._free[self._overlap.with_one(index)] = False
        self._free[index] = False
        one = self._usable[index]
        explained = self._follower.get((one.article.text, one.number))
        if explained is not None:
            self._factor[explained] = 1.0


def _choose(usable: list[_Sentence], vectors: Any, limit: int | None, room: int | None) -> list[int]:
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


def _bonus(usable: list[_Sentence]) -> NDArray[np.float64]:
    """What each sentence gains by its position: less where several articles show by what they share what matters."""
    import numpy as np

    articles = len({one.article.text for one in usable})
    return np.array([_POSITION / math.sqrt(articles) / (1 + one.position) for one in usable])


def _pick(sentence: _Sentence, score: float) -> Pick:
    return Pick(sentence.article.id, sentence.span, sentence.text, round(score, 6))
