"""Quotation marks paired paragraph by paragraph: curly, straight, single, doubled apostrophes, guillemets.

One odd mark costs one paragraph, never the article; a quotation that the next paragraph reopens is carried over.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress
from typing import NamedTuple

from quotekit.text.paragraphs import RUNNING
from quotekit.text.tokens import TokenTable

_OPEN = frozenset({"“", "„", "«", "``"})
_CLOSE = frozenset({"”", "»"})
_STRAIGHT = frozenset({'"', "''"})
_DOUBLE = _OPEN | _CLOSE | _STRAIGHT
_SINGLE_OPENING = frozenset("‘'")
_OPENING = _DOUBLE | _SINGLE_OPENING
"""A paragraph that holds none of this has no pair, unless one is open."""
_APOSTROPHES = frozenset("'’")
_LEFT_OF_OPENING = frozenset("([{—–-“‘/\"'") | {"--", "''", "``", "…"}
_RIGHT_OF_CLOSING = frozenset(".,;:!?)]}—–-”’/…'\"") | {"--", "''", "...", "'s", "’s"}
_CLIPPED = frozenset({"em", "til", "tis", "twas", "cause", "bout", "round", "n", "cos"})  # 'em, 'til, 'n'
_FULL_STOPS = frozenset(".!?…") | {"..."}
_FEWEST = 2
"""Tokens at least between a mark and the next that opens again what it opened."""
_SENTENCE_END = frozenset(".,!?…—–") | {"...", "--"}


class Pair(NamedTuple):
    """A pair of marks, or half a one. Token indices, half-open."""

    open: int
    """The opening mark; the first token inside where the paragraph has none."""
    first: int
    last: int
    """Tokens `first` to `last` stand inside."""
    close: int
    """One past the closing mark; equal to `last` where there is none."""
    single: bool = False
    nested: bool = False
    carried: bool = False
    """Goes on with the quotation that the paragraph before left open."""

    @property
    def closed(self) -> bool:
        """Whether it has a closing mark."""
        return self.close > self.last


def pair_marks(table: TokenTable) -> list[Pair]:
    """The pairs of quotation marks of a text, in order of their opening.

    >>> from quotekit.text.tokens import tokenize
    >>> table = tokenize("‘The players’ union was wrong,’ he said.")
    >>> [" ".join(table.word[p.first : p.last]) for p in pair_marks(table)]
    ['The players ’ union was wrong ,']
    """
    starts, ends = table.plain_start.tolist(), table.plain_end.tolist()
    pairs: list[Pair] = []
    carried = False
    body = [tuple(bounds) for bounds in table.paragraph_token.tolist()]
    for index, (lo, hi) in enumerate(body):
        if table.paragraph_kind[index] not in RUNNING:
            continue
        if not carried and _OPENING.isdisjoint(table.word[lo:hi]):
            continue
        following = body[index + 1][0] if index + 1 < len(body) else len(table.word)
        paragraph = _Paragraph(table.word, starts, ends, lo, hi)
        double, is_open = _pair_double(paragraph, carried)
        next_mark = table.word[following] if following < len(table.word) else ""
        reopened = next_mark in _OPENING
        single, single_open = _pair_single(paragraph, carried and not double, next_mark in _SINGLE_OPENING)
        opened = [pair for pair in (is_open, single_open if not is_open else None) if pair]
        carried = bool(opened) and (reopened or _closed_below(paragraph, opened[0], table, index + 1))
        if opened and (carried or _worth_keeping(paragraph, opened[0])):
            (single if opened[0].single else double).append(opened[0])
        pairs += _nested(sorted(double + single))
    return pairs


class _Paragraph(NamedTuple):
    word: list[str]
    start: list[int]
    end: list[int]
    lo: int
    hi: int

    def space_before(self, at: int) -> bool:
        return at == self.lo or self.start[at] > self.end[at - 1]

    def space_after(self, at: int) -> bool:
        return at + 1 == self.hi or self.start[at + 1] > self.end[at]

    def faces(self, at: int) -> str:
        """`open`, `close` or `either`, as the neighbours of the mark say."""
        left = self.space_before(at) or self.word[at - 1] in _LEFT_OF_OPENING
        right = self.space_after(at) or self.word[at + 1] in _RIGHT_OF_CLOSING
        return "either" if left == right else "open" if left else "close"


def _pair_double(paragraph: _Paragraph, carried: bool) -> tuple[list[Pair], Pair | None]:
    """The pairs of double marks, and the one left open at the end of the paragraph."""
    pairs: list[Pair] = []
    opened: int | None = None
    again = carried
    lo, hi, word = paragraph.lo, paragraph.hi, paragraph.word
    marks = _double_marks(paragraph)
    surer = [at for at in marks if not _measures(paragraph, at)]
    for at in marks:
        if opened is not None and _inches_inside(paragraph, at, surer):
            continue
        if opened is not None and _reopens(paragraph, opened, at):
            pairs.append(Pair(opened, opened + 1, at, at, carried=again))
            opened, again = at, True
        elif _opens(paragraph, at, opened is not None):
            opened, again = at, carried and at == lo
        elif opened is not None:
            pairs.append(Pair(opened, opened + 1, at, at + 1, carried=again))
            opened = None
        elif carried and not pairs and (word[at] in _CLOSE or paragraph.faces(at) == "close"):
            pairs.append(Pair(lo, lo, at, at + 1, carried=True))
    pairs = [pair for pair in pairs if pair.first < pair.last]
    if opened is None or opened + 1 >= hi:
        return pairs, None
    return pairs, Pair(opened, opened + 1, hi, hi, carried=again)


def _closed_below(paragraph: _Paragraph, opened: Pair, table: TokenTable, below: int) -> bool:
    """Whether what a paragraph leaves open ends with a sentence of the next, which opens nothing before.

    A page has parted them: 'She said, "We lost.' and below it 'We will win on Monday." She left.'
    """
    if below >= len(table.paragraph_kind) or table.paragraph_kind[below] not in RUNNING:
        return False
    lo, hi = table.paragraph_token[below].tolist()
    mark = next((at for at in range(lo, hi) if table.word[at] in _DOUBLE), lo)
    if mark == lo or table.word[mark] in _OPEN or table.word[mark - 1] not in _FULL_STOPS:
        return False
    following = paragraph._replace(lo=lo, hi=hi)
    return following.faces(mark) == "close" and _worth_keeping(paragraph, opened)


def _reopens(paragraph: _Paragraph, opened: int, at: int) -> bool:
    """Whether a mark opens again what is open, at the head of a sentence: paragraphs that a page has run together.

    "It was a good test," she said. "We train on Monday. "Then we go home."
    """
    ended = paragraph.word[at - 1] in _FULL_STOPS and at - opened > _FEWEST and at + 1 < paragraph.hi
    if not ended or paragraph.faces(at) != "open":
        return False
    following = paragraph.word[at + 1][0]
    return following.isupper() or following.isdigit() or following in "[(£$€"


def _double_marks(paragraph: _Paragraph) -> list[int]:
    """The double marks of a paragraph without those of <a href="...">, left behind by a scraper."""
    lo, hi, word = paragraph.lo, paragraph.hi, paragraph.word
    found = []
    attribute = False
    for at in compress(range(lo, hi), map(_DOUBLE.__contains__, word[lo:hi])):
        if at > lo and word[at - 1] == "=":
            attribute = True
        elif attribute and (word[at + 1 : at + 2] in ([">"], ["/"]) or word[at + 2 : at + 3] == ["="]):
            attribute = False
        else:
            found.append(at)
    return found


def _inches_inside(paragraph: _Paragraph, at: int, surer: list[int]) -> bool:
    """Whether a mark behind a figure closes nothing, as the next surer one closes ("I am 6'2" tall," she said)."""
    if paragraph.word[at] != '"' or not _measures(paragraph, at):
        return False
    following = bisect_right(surer, at)
    return following < len(surer) and paragraph.faces(surer[following]) == "close"


def _opens(paragraph: _Paragraph, at: int, is_open: bool) -> bool:
    """Whether a double mark opens. Typed marks often face the wrong way, so the neighbours may overrule the glyph."""
    mark, faces = paragraph.word[at], paragraph.faces(at)
    if mark in _STRAIGHT:
        if not is_open and faces == "close" and _measures(paragraph, at):
            return False
        return faces == "open" if faces != "either" and not (is_open and faces == "open") else not is_open
    if mark in _OPEN:
        return not (is_open and faces == "close")
    return not is_open and faces == "open"


def _measures(paragraph: _Paragraph, at: int) -> bool:
    """Inches and seconds: a mark right behind a figure (a 12" board)."""
    return at > paragraph.lo and paragraph.word[at - 1][-1].isdigit()


def _worth_keeping(paragraph: _Paragraph, pair: Pair) -> bool:
    """Whether a lone opening mark begins a quotation that somebody forgot to close, and is no stray."""
    if pair.single:
        return False
    before = paragraph.word[pair.open - 1] if pair.open > paragraph.lo else ""
    return pair.last - pair.first >= 6 and (not before or before in (":", ",", "."))


def _pair_single(paragraph: _Paragraph, carried: bool, reopened: bool) -> tuple[list[Pair], Pair | None]:
    """The pairs of single marks, told apart from apostrophes, and the one left open at the end.

    `reopened`: the next paragraph begins with a single mark, so that a quotation may be left open at this one's end.
    """
    pairs: list[Pair] = []
    if _SINGLE_OPENING.isdisjoint(paragraph.word[paragraph.lo : paragraph.hi]):
        return pairs, None
    at = paragraph.lo
    while at < paragraph.hi:
        if not _opens_single(paragraph, at):
            at += 1
            continue
        begins = at == paragraph.lo or (reopened and paragraph.word[at - 1] in (":", ","))
        close = _close_single(paragraph, at, surely=begins and reopened)
        if close is None:
            if begins:
                return pairs, Pair(at, at + 1, paragraph.hi, paragraph.hi, single=True, carried=carried)
            at += 1
            continue
        pairs.append(Pair(at, at + 1, close, close + 1, single=True, carried=carried and at == paragraph.lo))
        at = close + 1
    return pairs, None


def _opens_single(paragraph: _Paragraph, at: int) -> bool:
    word = paragraph.word[at]
    if word not in _SINGLE_OPENING or paragraph.space_after(at) or at + 1 >= paragraph.hi:
        return False
    following = paragraph.word[at + 1]
    if following.lower() in _CLIPPED or (following[0].isdigit() and following.endswith("s")):  # the '90s
        return False
    return paragraph.space_before(at) or paragraph.word[at - 1] in _LEFT_OF_OPENING


def _close_single(paragraph: _Paragraph, opened: int, surely: bool) -> int | None:
    """The mark that closes the single mark at `opened`; None if there is none in the paragraph.

    A mark behind punctuation, or before it, closes; one between "players" and "union" closes only if no surer one
    follows before the next opening mark, and never where only sure ones count (`surely`).
    """
    weak: int | None = None
    for at in range(opened + 2, paragraph.hi):
        if _opens_single(paragraph, at):
            break
        if paragraph.word[at] not in _APOSTROPHES or paragraph.space_before(at):
            continue
        if not (paragraph.space_after(at) or paragraph.word[at + 1] in _RIGHT_OF_CLOSING):
            continue
        if paragraph.word[at - 1] == "n" and paragraph.word[at - 2] in _APOSTROPHES | {"‘"}:  # rock 'n' roll
            continue
        plural = paragraph.word[at - 1].endswith("s")
        ended = paragraph.word[at - 1] in _SENTENCE_END
        before_mark = at + 1 == paragraph.hi or paragraph.word[at + 1] in _RIGHT_OF_CLOSING
        if ended or before_mark or not plural:
            return at
        weak = at if weak is None else weak
    return None if surely else weak


def _nested(pairs: list[Pair]) -> list[Pair]:
    """The pairs in order, those inside another marked as nested, those that cross another dropped."""
    kept: list[Pair] = []
    outer: Pair | None = None
    for pair in pairs:
        if outer is None or pair.open >= outer.close:
            outer = pair
            kept.append(pair)
        elif pair.close <= outer.close:
            kept.append(pair._replace(nested=True))
    return kept
