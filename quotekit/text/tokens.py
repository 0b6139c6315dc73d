"""Tokens, sentences and paragraphs of a text as arrays of code-point offsets: one table per article."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.plain.edits import Plain
from quotekit.plain.markdown import is_heading
from quotekit.plain.shown import plain_of
from quotekit.text.capitals import calmed
from quotekit.text.casing import Casing
from quotekit.text.lexicon import (
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
    Lexicon,
)
from quotekit.text.paragraphs import Paragraph, ParagraphKind, paragraphs
from quotekit.text.ranking import Remembered

Offsets = NDArray[np.int32]
_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])
"""Whether a character is white space, by its code; none with a higher code is."""

# Alternatives in the order in which they are tried; each consumes at least one character and none can fail after a
# long run, so the scan is linear in the text.
_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                                  # U.S., J.K., a.m.
    | \d+(?:[.,:]\d+)*(?:[^\W\d_]+|%)?(?:-[^\W_]+)*       # 1,000  3-1  19-year-old  37th  84%
    | ['’]s\b                                             # the possessive, apart from its noun
    | [^\W_]+(?:(?:[-‑–]|['’](?!s\b))(?=[^\W_])[^\W_]+)*  # d'Or, don't, Al-Amr
    | ``|''                                               # typewriter marks
    | \.{2,}|…                                            # an ellipsis
    | --+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TERMINALS = frozenset({".", "!", "?", "…"})
_STOPS = np.array([chr(code) in _TERMINALS for code in range(ord("…") + 2)])  # by code, as _SPACE is
_CLOSERS = frozenset("”\"’'»)]") | {"''"}
_OPENERS = frozenset("“\"‘'«([„") | {"``", "''"}
_QUOTES = frozenset("”\"’'»") | {"''"}
_MOST_KNOWN, _LONGEST_KNOWN = 20_000, 40
"""Pieces of text between white space whose tokens are remembered, and characters of the longest."""
_STARTERS = DETERMINER | PRONOUN | SUBORDINATOR | PREPOSITION | CONJUNCTION


@dataclass(frozen=True, slots=True, eq=False)
class TokenTable:
    """A text cut up. All offsets are code points of `text`, half-open, but those that say otherwise."""

    text: str
    """As printed."""
    start: Offsets
    """(n_tokens,)"""
    end: Offsets
    """(n_tokens,)"""
    word: list[str]
    """(n_tokens,) the tokens as a reader sees them, small where all is in capitals; equal words are one object."""
    sentence: Offsets
    """(n_sentences, 2)"""
    sentence_paragraph: Offsets
    """(n_sentences,) index of the paragraph that holds the sentence."""
    sentence_token: Offsets
    """(n_sentences, 2) range of tokens."""
    paragraph: Offsets
    """(n_paragraphs, 2)"""
    paragraph_kind: list[ParagraphKind]
    """(n_paragraphs,) of running text `body` or `caption`; else title, heading, breadcrumb, date or notice."""
    paragraph_token: Offsets
    """(n_paragraphs, 2) range of tokens."""
    plain: str
    """The text as a reader sees it, the words as in `word`; `text` itself where nothing is seen otherwise."""
    plain_start: Offsets
    """(n_tokens,) code point of `plain`: `start` itself where nothing is seen otherwise."""
    plain_end: Offsets
    """(n_tokens,) code point of `plain`."""


def tokenize(
    text: str, lexicon: Lexicon | None = None, casing: Casing | None = None, title: str | None = None
) -> TokenTable:
    """Tokens, sentences and paragraphs of a text as a reader sees it. A sentence never crosses a paragraph.

    Which abbreviations end a sentence, a lexicon says: without one that of the package. Without a `casing`, what is in
    capitals stays so. `title` is that of the record, which the text may repeat.

    >>> table = tokenize('“It rained,” Mr. Okoro&nbsp;said. **“We stayed.”**')
    >>> [text[a:b] for text in [table.text] for a, b in table.sentence]
    ['“It rained,” Mr. Okoro&nbsp;said.', '“We stayed.”']
    """
    lexicon = lexicon or Lexicon.shipped()
    seen = plain_of(text)
    shown = text if seen is None else seen.text
    calm = shown if casing is None else calmed(shown, _cut, lexicon, casing)
    parts = paragraphs(calm, title)
    scan = _scan(calm, parts, lexicon)
    start, end = plain_start, plain_end = scan.places
    if seen is not None:
        start, end = np.array(seen.start, np.int32)[start], np.array(seen.end, np.int32)[end - 1]
        parts = _as_printed(text, seen, parts)
    sentences = [(first, last, index) for index in range(len(parts)) for first, last in _sentences(scan, index)]
    token = _pairs((a, b) for a, b, _ in sentences)
    return TokenTable(
        text=text,
        start=start,
        end=end,
        word=scan.words,
        sentence=np.stack([start[token[:, 0]], end[token[:, 1] - 1]], axis=1),
        sentence_paragraph=np.array([p for _, _, p in sentences], np.int32),
        sentence_token=token,
        paragraph=_pairs((p.start, p.end) for p in parts),
        paragraph_kind=[p.kind for p in parts],
        paragraph_token=_pairs(scan.bounds),
        plain=calm,
        plain_start=plain_start,
        plain_end=plain_end,
    )


def _as_printed(text: str, seen: Plain, parts: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of what is seen as ranges of the text, with the marks (">", "**") at their edges."""
    found: list[Paragraph] = []
    for start, end, kind in parts:
        first = seen.end[start - 1] if start else 0
        last = seen.start[end] if end < len(seen.start) else len(text)
        printed = text[first:last]
        begin = first + len(printed) - len(printed.lstrip())
        stop = last - len(printed) + len(printed.rstrip())
        if kind == "body" and seen.start[start] > begin and is_heading(text[begin:stop]):
            kind = "heading" if any(part.kind in ("body", "title") for part in found) else "title"
        found.append(Paragraph(begin, stop, kind))
    return found


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The tokens of a range of a text."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]


class _Scan(NamedTuple):
    """All tokens of a text, and the range of those of each paragraph."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    bounds: list[tuple[int, int]]
    lexicon: Lexicon
    places: tuple[Offsets, Offsets]
    """`starts` and `ends`."""
    stops: list[int]  # tokens whose last character may end a sentence


def _pairs(items: object) -> Offsets:
    return np.array(list(items), np.int32).reshape(-1, 2)  # type: ignore[call-overload]


def _tokens_of(printed: str) -> tuple[str, ...]:
    return tuple(map(intern, _TOKEN.findall(printed)))


class Known(Remembered[str, tuple[str, ...]]):
    """The tokens of what stands between white space, by its characters: no token reaches over white space."""

    def __init__(self, most: int) -> None:
        super().__init__(_tokens_of, most)

    def __missing__(self, printed: str) -> tuple[str, ...]:
        return super().__missing__(printed) if len(printed) <= _LONGEST_KNOWN else _tokens_of(printed)


_known = Known(_MOST_KNOWN)


def _scan(text: str, parts: list[Paragraph], lexicon: Lexicon) -> _Scan:
    words: list[str] = []
    bounds = []
    tokens_of = _known.__getitem__
    for part in parts:
        first = len(words)
        words += chain.from_iterable(map(tokens_of, text[part.start : part.end].split()))
        bounds.append((first, len(words)))
    start, end, stops = _places(text, words)
    return _Scan(words, start.tolist(), end.tolist(), bounds, lexicon, (start, end), stops.tolist())


def _places(text: str, words: list[str]) -> tuple[Offsets, Offsets, Offsets]:
    """Where tokens begin and end, from token to token but for white space, and which end with a terminal."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    printed = np.flatnonzero(~_SPACE[np.minimum(codes, len(_SPACE) - 1)]).astype(np.int32)
    length = np.fromiter(map(len, words), np.int32, len(words))
    start = printed[np.cumsum(length) - length]
    end = start + length
    return start, end, np.flatnonzero(_STOPS[np.minimum(codes[end - 1], len(_STOPS) - 1)]).astype(np.int32)


def _sentences(scan: _Scan, paragraph: int) -> list[tuple[int, int]]:
    """Ranges of tokens of the sentences of a paragraph."""
    words, stops = scan.words, scan.stops
    lo, hi = scan.bounds[paragraph]
    found = []
    first = after = lo
    for at in stops[bisect_left(stops, lo) : bisect_left(stops, hi)]:
        if at < after or (len(words[at]) > 1 and words[at][-1] == "." and not _may_end(scan, at, hi)):
            continue
        after = _past_closers(scan, at, hi)
        if after < hi and _begins(scan, at, after, hi):
            found.append((first, after))
            first = after
    return [*found, (first, hi)]  # the last begins before the end


def _past_closers(scan: _Scan, at: int, hi: int) -> int:
    """The first token after a terminal, the terminals that follow it, and the closing marks that stand against them."""
    words, starts, ends = scan.words, scan.starts, scan.ends
    at += 1
    while at < hi:
        word = words[at]
        glued = starts[at] == ends[at - 1]
        if word in _TERMINALS or word[-1] == "…" or word.startswith("..") or (word in _CLOSERS and glued):
            at += 1
        else:
            break
    return at


def _may_end(scan: _Scan, at: int, hi: int) -> bool:
    """Whether an abbreviation with inner periods ("U.S.") ends its sentence: only before a word that starts one."""
    words, lexicon = scan.words, scan.lexicon
    if words[at].startswith(".."):
        return True
    if lexicon.abbreviations.get(words[at]) == "never":  # e.g., a.k.a.
        return False
    following = words[at + 1] if at + 1 < hi else "The"
    return bool(following[0].isupper() and lexicon.properties(following) & _STARTERS)


def _begins(scan: _Scan, at: int, after: int, hi: int) -> bool:
    """Whether a sentence begins at token `after`, the first behind the terminal at `at` and its closing marks."""
    words = scan.words
    following = words[after]
    if not (following[0].isupper() or following[0].isdigit() or following in _OPENERS or not following[0].isalnum()):
        return False
    if following in (",", ";", ":", ")", "]", "-"):
        return False
    if words[at] == "." and after == at + 1 and _abbreviates(scan, at, following):
        return False
    if scan.starts[after] == scan.ends[after - 1] and not _glued(words, at, following):
        return False
    closed = words[after - 1] in _QUOTES
    return not (closed and words[at] in ("!", "?", "…") and _speaks(scan, after, hi))


def _abbreviates(scan: _Scan, at: int, following: str) -> bool:
    """Whether the period at `at` belongs to an abbreviation or initial and ends nothing ("Mr.", "J. Smith")."""
    words, starts, ends = scan.words, scan.starts, scan.ends
    if not at or starts[at] != ends[at - 1]:
        return False
    before = words[at - 1]
    if at > 2 and words[at - 2] == "." and starts[at - 1] == ends[at - 2] and starts[at - 2] == ends[at - 3]:
        before = f"{words[at - 3]}.{before}"  # Ph.D.
    ends_too = scan.lexicon.abbreviations.get(before + ".")
    if ends_too is None and len(words[at - 1]) == 1 and words[at - 1].isupper() and words[at - 1] != "I":
        return True
    if ends_too == "sometimes":
        return not scan.lexicon.properties(following) & _STARTERS
    return ends_too == "never"


def _glued(words: list[str], at: int, following: str) -> bool:
    """Whether a sentence begins although no space stands before it: `the end.But`, `the end.”But`."""
    before = words[at - 1] if at else ""
    return following[0].isupper() and len(following) > 1 and len(before) > 2 and before.islower()


def _speaks(scan: _Scan, after: int, hi: int) -> bool:
    """Whether tokens from `after` read "Smith said", as in `“Why?” Smith asked.`: the sentence goes on."""
    for at in range(after, min(after + 5, hi)):
        word, bits = scan.words[at], scan.lexicon.properties(scan.words[at])
        if at > after and bits & CUE and word.islower():
            return True
        if not bits & (CAPITAL | PRONOUN | ROLE | TITLE) and word != ".":
            return False
    return False
