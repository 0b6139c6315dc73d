"""The tokens of many articles laid out in one row of arrays, so that looking at a neighbour is slicing.

Boundary tokens stand between paragraphs: no look at a neighbour crosses into another paragraph or article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.wordtypes import LEXICON, Column, Ints, TypeTable
from quotekit.text.document import View
from quotekit.text.lexicon import WORD
from quotekit.text.paragraphs import RUNNING

FRAME = 3
"""Boundary tokens before and after each paragraph."""
LONGEST = 400
"""Tokens of a sequence; longer paragraphs are cut between sentences, so that memory stays bounded."""


@dataclass(frozen=True)
class Batch:
    """The tokens of some articles laid out in one row, with boundary tokens around every paragraph."""

    types: Ints
    """(n,) row in the type table, 0 at boundaries."""
    rows: Column
    """(columns, n) the rows of the type table."""
    at: Ints
    """(n_tokens,) place of each token of the articles, in their order."""
    articles: list[int]
    """Number of tokens of each article."""
    sentence: Ints
    """(n, 2) range of the sentence around each place; empty at boundaries."""
    paragraph: Ints
    """(n_sequences, 2) places of the paragraphs of running text, long ones in parts."""
    pair: Ints
    """(n,) index of the pair of marks around each place, the last one being none."""
    pairs: Ints
    """(n_pairs + 1, 4) opening place, first, last inside, one past the closing mark; the last row is none."""
    style: NDArray[np.uint8]
    """(n_pairs + 1,) 1 for the marks the article quotes with, 2 for single marks beside double ones, 0 for none."""

    @cached_property
    def around(self) -> Ints:
        """(n, 2) range of the paragraph of running text around each place; empty elsewhere."""
        found = np.zeros((len(self.types), 2), np.int32)
        length = self.paragraph[:, 1] - self.paragraph[:, 0]
        found[ranges(self.paragraph)] = np.repeat(self.paragraph, length, axis=0)
        return found

    @cached_property
    def same(self) -> NDArray[np.intp]:
        """(n,) a number for each word type of each article."""
        article = np.zeros(len(self.types), np.int64)
        article[self.at] = np.repeat(np.arange(len(self.articles)), self.articles)
        number: NDArray[np.intp] = np.unique(article << 32 | self.types, return_inverse=True)[1]
        return number

    @cached_property
    def paragraph_number(self) -> Ints:
        """(n,) a number for each paragraph, running on from article to article."""
        begins = np.zeros(len(self.types), bool)
        begins[1:] = (self.types[1:] > 0) & (self.types[:-1] == 0)
        return np.cumsum(begins, dtype=np.int32)

    @cached_property
    def sentence_number(self) -> Ints:
        """(n,) a number for each sentence, running on."""
        return np.cumsum(self.places == self.sentence[:, 0], dtype=np.int32)

    @cached_property
    def article_number(self) -> Ints:
        """(n,) which article each place belongs to; boundaries belong to the one before."""
        begins = np.zeros(len(self.types), np.int32)
        heads = np.cumsum([0, *self.articles])[:-1]
        np.add.at(begins, self.at[heads[heads < len(self.at)]], 1)
        return np.cumsum(begins, dtype=np.int32) - 1

    @cached_property
    def token(self) -> NDArray[np.int64]:
        """(n,) the token of its article at each place; -1 at boundaries."""
        found = np.full(len(self.types), -1, np.int64)
        found[self.at] = np.concatenate([np.arange(count) for count in self.articles])
        return found

    @cached_property
    def words(self) -> Ints:
        """(n + 1,) how many words, not marks, stand before each place."""
        return running((self.rows[LEXICON] & WORD) > 0)

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """(n,) whether each place stands between the marks that the article quotes with, these included."""
        inside: NDArray[np.bool_] = self.style[self.pair] == 1
        return inside

    @cached_property
    def quoted_words(self) -> Ints:
        """(n + 1,) how many words between such marks stand before each place."""
        return running(((self.rows[LEXICON] & WORD) > 0) & self.quoted)

    @cached_property
    def places(self) -> Ints:
        """(n,) 0, 1, 2 ..."""
        return np.arange(len(self.types), dtype=np.int32)


def lay_out(views: Sequence[View], table: TypeTable) -> Batch:
    """Put the tokens of some articles in one row."""
    table.make_room()
    ids: list[int] = []
    sentences, paragraphs, bodies, pairs, styles = [], [], [], [], []
    shift = 0
    articles = []
    for view in views:
        cut = view.table
        ids += table.ids(view.word)
        moved = shift + FRAME * np.arange(1, len(cut.paragraph_kind) + 1, dtype=np.int32)
        paragraphs.append(cut.paragraph_token + moved[:, None])
        sentences.append(cut.sentence_token + moved[cut.sentence_paragraph][:, None])
        bodies += [kind in RUNNING for kind in cut.paragraph_kind]
        found, style = _pairs(view, moved)
        pairs += found
        styles += style
        shift += len(view.word) + FRAME * len(cut.paragraph_kind)
        articles.append(len(view.word))
    return _filled(table, ids, articles, _rows(sentences), _rows(paragraphs), np.array(bodies, bool), pairs, styles)


def _rows(parts: list[Ints]) -> Ints:
    return np.concatenate(parts).astype(np.int32) if parts else np.zeros((0, 2), np.int32)


def _pairs(view: View, moved: Ints) -> tuple[list[tuple[int, int, int, int]], list[int]]:
    """The pairs of marks of an article as places, and their style."""
    singles = sum(pair.single for pair in view.pairs)
    quotes_single = singles > len(view.pairs) - singles
    found, styles = [], []
    for pair in view.pairs:
        by = int(moved[view.paragraph(pair.first)])
        found.append((pair.open + by, pair.first + by, pair.last + by, pair.close + by))
        styles.append(1 if pair.single == quotes_single or not pair.single else 2)
    return found, styles


def _filled(
    table: TypeTable,
    ids: list[int],
    articles: list[int],
    sentences: Ints,
    paragraphs: Ints,
    body: NDArray[np.bool_],
    pairs: list[tuple[int, int, int, int]],
    styles: list[int],
) -> Batch:
    n = len(ids) + FRAME * (len(paragraphs) + 1)
    at = ranges(paragraphs)
    types = np.zeros(n, np.int32)
    types[at] = ids
    around = np.zeros((n, 2), np.int32)
    around[ranges(sentences)] = np.repeat(sentences, sentences[:, 1] - sentences[:, 0], axis=0)
    marks = np.array([*pairs, (0, 0, 0, 0)], np.int32)
    style = np.array([*styles, 0], np.uint8)
    pair = np.full(n, len(pairs), np.int32)
    whole = marks[:-1][:, [0, 3]]
    pair[ranges(whole)] = np.repeat(np.arange(len(pairs), dtype=np.int32), whole[:, 1] - whole[:, 0])
    _level_marks(types, marks[:-1], style[:-1])
    return Batch(
        types, table.columns(types), at, articles, around, _cut(paragraphs[body], sentences), pair, marks, style
    )


def _cut(paragraphs: Ints, sentences: Ints) -> Ints:
    """The paragraphs, long ones in several parts."""
    if not (paragraphs[:, 1] - paragraphs[:, 0] > LONGEST).any():
        return paragraphs
    parts = []
    for first, last in paragraphs.tolist():
        begin = first
        while last - begin > LONGEST:
            fits = sentences[np.searchsorted(sentences[:, 0], begin + LONGEST, side="right") - 1, 0]
            end = int(fits) if fits > begin else begin + LONGEST
            parts.append((begin, end))
            begin = end
        parts.append((begin, last))
    return np.array(parts, np.int32).reshape(-1, 2)


def _level_marks(types: Ints, pairs: Ints, style: NDArray[np.uint8]) -> None:
    """Give all opening marks one type and all closing marks another, so that the make of the marks never matters."""
    opened = pairs[:, 0] < pairs[:, 1]
    closed = pairs[:, 2] < pairs[:, 3]
    first = np.where(style == 1, 1, 3)  # rows 1 to 4 of the type table are “ ” ‘ ’
    types[pairs[opened, 0]] = first[opened]
    types[pairs[closed, 2]] = first[closed] + 1


def running(flags: NDArray[np.bool_] | Column) -> Ints:
    """(n + 1,) how many flags stand before each place."""
    total = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(flags, out=total[1:])
    return total


def ranges(bounds: Ints) -> Ints:
    """All numbers of some half-open ranges, one range after the other.

    >>> ranges(np.array([[3, 5], [9, 12]], np.int32)).tolist()
    [3, 4, 9, 10, 11]
    """
    length = bounds[:, 1] - bounds[:, 0]
    shift: Ints = (bounds[:, 0] - (np.cumsum(length) - length)).astype(np.int32)
    found = np.arange(int(length.sum()), dtype=np.int32)
    found += np.repeat(shift, length)
    return found
