"""How words are usually printed: small, with a capital, in capitals; and how those of a text in capitals would be.

Truecasing (Lita, Ittycheriah, Roukos and Kambhatla, 2003), here by a regression over hashed features, from left to
right. The file holds no words, only hashes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.text import lexicon as tables
from quotekit.text.lexicon import AUXILIARY, CONJUNCTION, DETERMINER, PREPOSITION, PRONOUN, SUBORDINATOR, WORD, Lexicon
from quotekit.wordtables import stable_hash

SMALL, CAPITAL, CAPITALS = range(3)
"""The forms of a word: "harbour", "Leith", "NATO"."""
FORMS = 3
_MARK, _START, _HEAD, _LOUD_HEAD = 3, 4, 5, 2
"""What else may stand before a word: a mark, nothing, a word at the head of a sentence or one in capitals there."""
_EDGE = 15
BOUNDS = (0.02, 0.1, 0.3, 0.6, 0.9, 0.98)
"""Bounds of the share of a word's occurrences that have a capital; see `usual_form`."""
_RATHER_CAPITALS = 4
_LONGEST = 8
_DASHES = frozenset({"-", "–", "—", "--"})
_OPENING = frozenset("“„«") | {"``"}
_EITHER = frozenset("\"'‘’") | {"''"}
_MARKS = _OPENING | _EITHER | frozenset("”»")
_LEADS = frozenset({",", ":"}) | _DASHES
"""What stands in front of a quotation that begins a sentence of its own."""
_LABEL = 8
"""Tokens of a label in front of a colon at most: "NIA BELL, HARBOUR MASTER: NO."."""
_DATELINE = 10
_STARTERS = DETERMINER | PRONOUN
_GOES_ON = CONJUNCTION | PREPOSITION | SUBORDINATOR | AUXILIARY
_MOST_BEFORE_CUE = 5


class Casing(NamedTuple):
    """What was counted and fitted."""

    words: NDArray[np.uint32]
    """(n,) CRC-32 of words in small letters, sorted."""
    usual: NDArray[np.uint8]
    """(n,) how each is usually printed, as `usual_form` says it."""
    weights: NDArray[np.int8]
    """(2 ** bits, 3) for each row that a feature hashes to, how well each form fits."""

    def usual_of(self, words: Sequence[str]) -> list[int]:
        """How words in small letters are usually printed; 0 for unknown ones."""
        hashes = np.array([stable_hash(word) for word in words], np.uint32)
        if not len(self.words):
            return [0] * len(words)
        at = np.minimum(np.searchsorted(self.words, hashes), len(self.words) - 1)
        found: list[int] = np.where(self.words[at] == hashes, self.usual[at], 0).tolist()
        return found

    @property
    def bits(self) -> int:
        """Features hash to 2 ** bits rows."""
        return len(self.weights).bit_length() - 1


def usual_form(small: int, capital: int, capitals: int) -> int:
    """How a word is usually printed, from 1, never with a capital, to 7, always; from 8 in capitals rather.

    >>> usual_form(9, 0, 0), usual_form(1, 8, 1), usual_form(0, 0, 9)
    (1, 6, 11)
    """
    share = (capital + capitals) / (small + capital + capitals)
    found = 1 + sum(share >= bound for bound in BOUNDS)
    return found + _RATHER_CAPITALS if share >= BOUNDS[2] and capitals > capital else found


class Around(NamedTuple):
    """A paragraph in small letters, with what is known of its words."""

    words: Sequence[str]
    usual: Sequence[int]
    bits: Sequence[int]
    """What the word tables say of each word with a capital."""


def around(words: Sequence[str], lexicon: Lexicon, casing: Casing) -> Around:
    """A paragraph of words in small letters, as `features` needs it."""
    bits = [_bits(word, lexicon) for word in words]
    return Around(words, casing.usual_of(words), bits)


def _bits(word: str, lexicon: Lexicon) -> int:
    found = lexicon.properties(word.capitalize()) & ~(tables.CAPITAL | WORD)
    return found << 1 | (lexicon.positions.get(word.upper()) == "whole")


def features(seen: Around, at: int, told: tuple[int, int]) -> list[str]:
    """What is true of a word, by name; `told` are the forms of the two words before it, or what stands there."""
    words, usual, bits = seen
    word, own, known = words[at], usual[at], bits[at]
    before, last = told
    left, left_usual, left_bits = (words[at - 1], usual[at - 1], bits[at - 1]) if at else ("^", _EDGE, 0)
    more = at + 1 < len(words)
    right, right_usual, right_bits = (words[at + 1], usual[at + 1], bits[at + 1]) if more else ("$", _EDGE, 0)
    beyond = usual[at + 2] if at + 2 < len(words) else _EDGE
    named = word if own else "#" if word[0].isdigit() else word[-3:]
    return [
        f"usual {own}",
        f"word {named}",
        f"end {word[-3:]} {own}",
        f"bits {known} {own}",
        f"length {min(len(word), _LONGEST)} {own}",
        f"left {left} {own}",
        f"right {right} {own}",
        f"form {last} {own}",
        f"form word {last} {named}",
        f"form bits {last} {known}",
        f"forms {before} {last} {own}",
        f"form left {last} {left if left_usual else ''}",
        f"between {left_usual} {own} {right_usual}",
        f"before {own} {right_usual} {beyond}",
        f"left bits {left_bits} {known} {last}",
        f"right bits {right_bits} {known} {own}",
        f"left word {left} {named}",
        f"word right {named} {right}",
        f"second left bits {bits[at - 2] if at > 1 else 0} {left} {own}",
    ]


def rows_of(names: Sequence[str], bits: int) -> list[int]:
    """The rows below 2 ** bits that features hash to."""
    return [stable_hash(name) >> (32 - bits) for name in names]


class Told:
    """The forms of the words of a paragraph as they are told, from left to right."""

    def __init__(self) -> None:
        self.last = (_START, _START)

    def mark(self, word: str) -> None:
        """Take note of a token that is no word; the point behind an initial or a title hides no name."""
        self.last = (self.last[1], self.last[1] if word == "." else _MARK)

    def word(self, form: int, is_head: bool) -> None:
        """Take note of the form of a word; at the head of a sentence any has a capital."""
        if is_head:
            form = _LOUD_HEAD if form == CAPITALS else _HEAD
        self.last = (self.last[1], form)


def forms(words: Sequence[str], heads: Sequence[bool], lexicon: Lexicon, casing: Casing) -> list[int]:
    """How the words of a paragraph would be printed, given in small letters; `heads` says which begin a sentence."""
    seen, told, bits = around(words, lexicon, casing), Told(), casing.bits
    found: list[int] = []
    for at, word in enumerate(words):
        if not word[0].isalpha():
            told.mark(word)
            found.append(SMALL)
            continue
        rows = rows_of(features(seen, at, told.last), bits)
        form = int(casing.weights[rows].sum(axis=0, dtype=np.int32).argmax())
        told.word(form, heads[at])
        found.append(max(form, CAPITAL) if heads[at] else form)
    return found


# --- What begins a sentence ---


def heads(words: Sequence[str], glued: Sequence[bool], lexicon: Lexicon) -> list[bool]:
    """Which tokens of a paragraph, in small letters, begin a sentence or a quotation that is one.

    `glued` says which stand right behind the one before.
    """
    found: list[bool] = []
    begins = True
    for at, word in enumerate(words):
        is_word = word[0].isalnum()
        found.append(begins and is_word)
        begins = _begins_behind(words, glued, at, lexicon, begins and not is_word)
    return found


def _begins_behind(words: Sequence[str], glued: Sequence[bool], at: int, lexicon: Lexicon, begun: bool) -> bool:
    """Whether what follows a token begins a sentence; `begun`: so did the token itself, if it is a mark."""
    word, before = words[at], words[at - 1] if at else ""
    if word[0].isalnum():
        return len(word) > 1 and word[-1] == "." and _ends(word, words, at, lexicon)
    if word in ("!", "?", "…"):
        return True
    if word == ".":
        return not (glued[at] and _abbreviates(words, at, lexicon))
    if word in _MARKS:
        opens = word in _OPENING or (word in _EITHER and not glued[at] and at + 1 < len(words) and glued[at + 1])
        if opens:
            return begun or before in _LEADS or at == 0
        return begun and not (before in ("!", "?", "…") and _speaks(words, at + 1, lexicon))
    if word == ":":
        return at <= _LABEL
    if word in _DASHES and at <= _DATELINE:
        return before == ")" or at <= 3
    return begun and word not in (",", ";") and not word.startswith("..")


def _abbreviates(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether the point at a token belongs to an abbreviation or an initial: "MR. BELL", "J. BELL"."""
    before = words[at - 1]
    is_initial = len(before) == 1 and before.isalpha() and before != "i"
    return is_initial or not _ends(before + ".", words, at, lexicon, otherwise=True)


def _ends(word: str, words: Sequence[str], at: int, lexicon: Lexicon, otherwise: bool = False) -> bool:
    """Whether a word with a point ends its sentence; `otherwise` where it is no abbreviation."""
    ends = lexicon.small_abbreviations.get(word)
    if ends is None and otherwise:
        return True
    return ends != "never" and at + 1 < len(words) and bool(lexicon.properties(words[at + 1]) & _STARTERS)


def _speaks(words: Sequence[str], first: int, lexicon: Lexicon) -> bool:
    """Whether tokens read "the mayor asked", as in `"WHY?" THE MAYOR ASKED`: the sentence goes on."""
    for word in words[first : first + _MOST_BEFORE_CUE]:
        bits = lexicon.properties(word)
        cue = lexicon.cues.get(word)
        if cue and cue.act == "statement" and not bits & _STARTERS:
            return True
        if not word[0].isalnum() or bits & _GOES_ON:
            return False
    return False
