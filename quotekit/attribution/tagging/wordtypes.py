"""Words as rows of small integers: spelling, usual part of speech, likelihood of being a cue, what the tables say.

A word is a string only until its type is known to the process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.text.lexicon import Cue, Lexicon
from quotekit.wordtables import stable_hash

Ints = NDArray[np.int32]
Column = NDArray[np.uint32]
Columns = dict[str, Column]

# Tags in the order of their codes; 0 is the boundary. Those of the Penn Treebank, as PolNeAR and GUM print them.
_ALL_TAGS = """
^ CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ
WDT WP WP$ WRB . , : `` '' ( ) $ #
"""
TAGS = _ALL_TAGS.split()
_TAG = {tag: code for code, tag in enumerate(TAGS)}
VERBS = np.array([tag in ("VBD", "VBP", "VBZ", "MD") for tag in TAGS])
_SHAPES = str.maketrans({**dict.fromkeys("123456789", "0"), **dict.fromkeys("–—", "-"), "’": "'"})
_SHAPE_LETTERS = [(re.compile("[a-zß-öø-ÿ]+"), "x"), (re.compile("[A-ZÀ-ÖØ-Þ]"), "X"), (re.compile(r"(.)\1+"), r"\1")]
_SEGMENT_MARKS = frozenset(",;:—–()-") | {"--", "“", "”", '"'}
_ENDINGS = ("ing", "ed", "es", "s")

# Columns of the table of word types.
(
    WORD,
    SHAPE,
    PREFIX3,
    SUFFIX3,
    SUFFIX2,
    STEM,
    POS,
    AMBIGUITY,
    CUE,
    LEXICON,
    SEGMENTS,
    COMMA,
    THAT,
) = range(13)
COLUMNS = 13
MARKS = 4
"""Rows 1 to 4 of the table are the opening and closing marks that articles quote with, and those beside them."""
NAMES = ("word", "shape", "prefix3", "suffix3", "suffix2", "stem", "pos", "ambiguity", "cue", "lexicon")


class Vocabulary(NamedTuple):
    """What was counted of words: one row for each word, found by the CRC-32 of its text."""

    words: dict[int, tuple[int, int, int]]
    """Tag, ambiguity class and cue bin of a word as printed, or in lower case."""
    endings: dict[int, tuple[int, int]]
    """Tag and ambiguity class of unknown words by shape and last two letters."""


_BINS = (0.05, 0.15, 0.35, 0.6)
"""Bounds of the share of a word's occurrences that are cues."""
CUE_BINS = len(_BINS) + 1
_TABLE_SHARE = 0.7
"""Of the strength of a cue verb in the tables, what is believed before anything is counted."""
EMPTY = Vocabulary({}, {})
_NOTHING = (0, 0, 0)


def bin_of(share: float) -> int:
    """From 0 to 4, how likely a word is a cue, by the share of its occurrences that are.

    >>> bin_of(0.0), bin_of(0.2), bin_of(1.0)
    (0, 2, 4)
    """
    return sum(share >= bound for bound in _BINS)


def believed(cue: Cue) -> float:
    """The share of its occurrences in which a verb of the tables is a cue, before anything is counted."""
    return _TABLE_SHARE * cue.strength / 100


def shape(word: str) -> str:
    """The outline of a word: runs of small letters, capitals and digits, each printed once.

    >>> [shape(word) for word in ("said", "McCain", "U.S.", "19-year-old")]
    ['x', 'XxXx', 'X.X.', '0-x-x']
    """
    if word.isascii() and word.isalpha():
        if word.islower():
            return "x"
        if word.isupper():
            return "X" if len(word) > 1 else "A"
        if word.istitle():
            return "Xx"
    outline = word[:24].translate(_SHAPES)
    for pattern, replacement in _SHAPE_LETTERS:
        outline = pattern.sub(replacement, outline)
    return outline[:6]


def stem(lower: str) -> str:
    """A word without its inflection, roughly.

    >>> [stem(word) for word in ("says", "denied", "planning", "hopes")]
    ['say', 'deny', 'plan', 'hop']
    """
    if lower.endswith(("ies", "ied")):
        return lower[:-3] + "y"
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            lower = lower[: -len(ending)]
            break
    if len(lower) > 4 and lower[-1] == lower[-2]:
        lower = lower[:-1]
    return lower.rstrip("e")


_MOST_TYPES = 100_000
"""Words that are kept: about those of ten thousand articles, of which many come once; a word takes 250 bytes."""


class TypeTable:
    """Rows of small integers for printed words, filled as words come and kept for the life of the process."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.vocabulary, self.lexicon = vocabulary, lexicon
        self._clear()

    def _clear(self) -> None:
        self._ids: dict[str, int] = {}
        self._rows = np.zeros((1 << 13, COLUMNS), np.uint32)
        self._count = 1  # row 0 is the boundary
        for mark in "“”‘’":
            self._add(mark)

    def make_room(self) -> None:
        """Forget the words if they are too many: a hundred million articles hold more word types than memory."""
        if len(self._ids) > _MOST_TYPES:
            self._clear()

    def ids(self, words: Sequence[str]) -> list[int]:
        """The row number of each word."""
        known = self._ids
        try:
            return [known[word] for word in words]
        except KeyError:
            return [known[word] if word in known else self._add(word) for word in words]

    def columns(self, ids: Ints) -> Column:
        """(columns, n) the rows of some words, turned."""
        return np.ascontiguousarray(self._rows[ids].T)

    def _add(self, word: str) -> int:
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[self._count] = self._row(word)
        self._ids[word] = self._count
        self._count += 1
        return self._count - 1

    def _row(self, word: str) -> tuple[int, ...]:
        lower = word.lower().replace("’", "'")
        outline = shape(word)
        words = self.vocabulary.words
        of_lower = words.get(crc_lower := stable_hash(lower), _NOTHING)
        of_word = of_lower if lower == word else words.get(stable_hash(word), of_lower)
        tag, ambiguity = of_word[:2]
        if not tag:
            backed = self.vocabulary.endings.get(stable_hash(outline + lower[-2:]))
            tag, ambiguity = backed or (_TAG["NNP" if word[0].isupper() else "NN"], 0)
        return (
            crc_lower,
            stable_hash(outline),
            stable_hash(lower[:3]) if len(lower) > 3 else 0,
            stable_hash(lower[-3:]) if len(lower) > 3 else 0,
            stable_hash(lower[-2:]),
            stable_hash(stem(lower)),
            tag,
            ambiguity,
            of_lower[2],
            self.lexicon.properties(word),
            word in _SEGMENT_MARKS,
            word == ",",
            lower == "that",
        )
