"""Fits how words are usually printed to ordinary texts, whose print is its own gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.text.capitals import heads
from quotekit.text.casing import (
    CAPITAL,
    CAPITALS,
    FORMS,
    SMALL,
    Casing,
    Told,
    around,
    features,
    forms,
    rows_of,
    stable_hash,
    usual_form,
)
from quotekit.text.lexicon import Lexicon
from quotekit.text.tokens import tokenize

BITS = 15
_FEWEST = 3  # a word must be seen this often to be known
_PART = 5  # the weights are fitted to each fifth text, with words counted in the others: some are unknown to them
_FEWEST_TOKENS = 4
_MOST_CAPITALS = 0.6  # of the tokens of a paragraph; more have headings and lists
_PENALTY = 1.0
_STEPS = 60


class Printed(NamedTuple):
    """A paragraph as it is printed."""

    words: list[str]
    """In small letters."""
    forms: list[int]
    heads: list[bool]


def form_of(word: str) -> int:
    """In which of the forms of `text.casing` a word is printed.

    >>> [form_of(word) for word in ("harbour", "Leith", "U.S.", "I", "McCain")]
    [0, 1, 2, 1, 1]
    """
    if word.isupper() and sum(map(str.isalpha, word)) > 1:
        return CAPITALS
    return CAPITAL if word[0].isupper() else SMALL


def printed(text: str, lexicon: Lexicon) -> Iterator[Printed]:
    """The paragraphs of running text, without those that are mostly of capitals."""
    table = tokenize(text, lexicon)
    start, end = table.plain_start.tolist(), table.plain_end.tolist()
    for kind, (first, last) in zip(table.paragraph_kind, table.paragraph_token.tolist()):
        words = table.word[first:last]
        capitals = sum(word[0].isupper() for word in words)
        if kind == "body" and len(words) >= _FEWEST_TOKENS and capitals <= _MOST_CAPITALS * len(words):
            small = [word.lower() for word in words]
            glued = [at > first and start[at] == end[at - 1] for at in range(first, last)]
            yield Printed(small, [form_of(word) for word in words], heads(small, glued, lexicon))


def counted(paragraphs: Iterable[Printed]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The hashes of the words that are seen often enough inside sentences, sorted, and how each is usually printed."""
    counts: dict[int, list[int]] = {}
    for words, printed_as, begins in paragraphs:
        for word, form, is_head in zip(words, printed_as, begins):
            if not is_head and word[0].isalpha():
                counts.setdefault(stable_hash(word), [0] * FORMS)[form] += 1
    usual = {word: usual_form(*of) for word, of in sorted(counts.items()) if sum(of) >= _FEWEST}
    return np.array(list(usual), np.uint32), np.array(list(usual.values()), np.uint8)


def fit_casing(texts: Iterable[str], lexicon: Lexicon, bits: int = BITS) -> Casing:
    """How words are printed in some texts, and the weights that tell it of words among others.

    >>> fit_casing(["The mayor of Leith met Ana Ruiz in Leith and left Leith."] * 10, Lexicon.shipped(), 4).usual.tolist()
    [7, 7, 7, 1, 1, 1, 1, 1]
    """
    of_texts = [list(printed(text, lexicon)) for text in texts]
    others = [one for number, own in enumerate(of_texts) if number % _PART for one in own]
    known = Casing(*counted(others), np.zeros((1 << bits, FORMS), np.int8))
    rows, truth = _lessons([one for own in of_texts[::_PART] for one in own], lexicon, known)
    return Casing(*counted([*others, *(one for own in of_texts[::_PART] for one in own)]), _weights(rows, truth, bits))


def _lessons(paragraphs: Iterable[Printed], lexicon: Lexicon, known: Casing) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rows that the features of each word inside a sentence hash to, and its form."""
    rows: list[list[int]] = []
    truth: list[int] = []
    for one in paragraphs:
        seen, told = around(one.words, lexicon, known), Told()
        for at, word in enumerate(one.words):
            if not word[0].isalpha():
                told.mark(word)
                continue
            if not one.heads[at]:
                rows.append(rows_of(features(seen, at, told.last), known.bits))
                truth.append(one.forms[at])
            told.word(one.forms[at], one.heads[at])
    return np.array(rows, np.int32), np.array(truth, np.int64)


def _weights(rows: NDArray[Any], truth: NDArray[Any], bits: int) -> NDArray[np.int8]:
    """The weights of a multinomial regression, as whole numbers: only which form fits best is asked of them."""
    if not len(rows):
        return np.zeros((1 << bits, FORMS), np.int8)
    number, width = rows.shape
    ends = np.arange(0, number * width + 1, width)
    sparse, optimize = import_module("scipy.sparse"), import_module("scipy.optimize")
    matrix = sparse.csr_matrix((np.ones(rows.size, np.float32), rows.ravel(), ends), shape=(number, 1 << bits))
    turned, every = matrix.T.tocsr(), np.arange(number)

    def loss(vector: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ vector.reshape(-1, FORMS).astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        share = np.exp(scores)
        total = share.sum(axis=1, keepdims=True)
        lost = float((np.log(total[:, 0]) - scores[every, truth]).sum(dtype=np.float64))
        share /= total
        share[every, truth] -= 1
        slope = (turned @ share).ravel().astype(np.float64) + _PENALTY * vector
        return lost + _PENALTY / 2 * float(vector @ vector), slope

    start = np.zeros(FORMS << bits)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x.reshape(-1, FORMS)
    found = found - found.mean(axis=1, keepdims=True)
    return np.round(found * 127 / max(np.abs(found).max(), 1e-9)).astype(np.int8)


def right(texts: Sequence[str], lexicon: Lexicon, casing: Casing) -> float:
    """The share of the words inside sentences of some texts that are told as they are printed."""
    hits = number = 0
    for text in texts:
        for words, truth, begins in printed(text, lexicon):
            for word, is_head, form, told in zip(words, begins, truth, forms(words, begins, lexicon, casing)):
                if word[0].isalpha() and not is_head:
                    hits, number = hits + (form == told), number + 1
    return hits / max(number, 1)
