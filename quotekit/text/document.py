"""One article as the rules of attribution see it: lists by token, for code that reads token by token."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quotekit.text.casing import Casing
from quotekit.text.lexicon import Lexicon
from quotekit.text.marks import Pair, pair_marks
from quotekit.text.tokens import TokenTable, tokenize


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One article as lists by token, for rules that read token by token."""

    table: TokenTable
    lexicon: Lexicon
    """What is known of words."""
    word: list[str]
    bits: list[int]
    """`Lexicon.properties` of each word."""
    pair: list[int]
    """Index in `pairs` of the quotation that the token stands in, its marks included; -1 outside."""
    pairs: list[Pair]
    """Pairs of marks that are not nested, in order."""
    sentence: list[int]
    """Index of the token's sentence."""
    bounds: list[tuple[int, int]]
    """Range of tokens of each sentence."""
    paragraphs: list[int]
    """Index of the paragraph of each sentence."""

    named: list[int]
    """Which of `names.name.NAMED` the token belongs to; all 0, for none, until `names.find.with_names` has run."""

    def paragraph(self, at: int) -> int:
        """Index of the paragraph of a token."""
        return self.paragraphs[self.sentence[at]]

    def text(self, first: int, last: int) -> str:
        """The text from token `first` up to token `last`, half-open, as a reader sees it."""
        return self.table.plain[self.table.plain_start[first] : self.table.plain_end[last - 1]]

    def lower(self, at: int) -> str:
        """A token in small letters."""
        return self.word[at].lower()

    def paragraph_opens(self, at: int) -> bool:
        """Whether token `at` stands at the head of its paragraph, opening marks aside."""
        return at - int(self.table.paragraph_token[self.paragraph(at)][0]) <= 1

    def glued(self, at: int) -> bool:
        """Whether token `at` stands right against the one before it."""
        return at > 0 and bool(self.table.plain_start[at] == self.table.plain_end[at - 1])


def look(text: str, lexicon: Lexicon | None = None, casing: Casing | None = None, title: str | None = None) -> View:
    """Tokens, marks and word properties of a text; without a lexicon by the tables of the package.

    Without a `casing`, what is in capitals stays so. `title` is that of the text's record: a first line that repeats it
    is no running text.

    >>> view = look("“It rained,” she said.")
    >>> view.word[view.pairs[0].first], view.pair[0], view.pair[-1]
    ('It', 0, -1)
    """
    lexicon = lexicon or Lexicon.shipped()
    return view_of(tokenize(text, lexicon, casing, title), lexicon)


def view_of(table: TokenTable, lexicon: Lexicon) -> View:
    """The same of a text that is cut up already, by the same lexicon.

    >>> view_of(tokenize("It rained."), Lexicon.shipped()).bounds
    [(0, 3)]
    """
    outer = [pair for pair in pair_marks(table) if not pair.nested]
    inside = [-1] * len(table.word)
    for index, pair in enumerate(outer):
        inside[pair.open : pair.close] = [index] * (pair.close - pair.open)
    bounds = list(map(tuple, table.sentence_token.tolist()))
    sentence = np.repeat(np.arange(len(bounds)), np.diff(table.sentence_token, axis=1)[:, 0]).tolist()
    bits = list(map(lexicon.properties, table.word))
    paragraphs = table.sentence_paragraph.tolist()
    return View(table, lexicon, table.word, bits, inside, outer, sentence, bounds, paragraphs, [0] * len(bits))
