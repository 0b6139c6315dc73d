"""Which layout is meant, and which not: block quotes that only indent, pull quotes that say a sentence again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotekit.reading.markup.blocks import SHORTEST, Block

_VERBS = (
    r"(?:said|says|saying|told|tells|added|adds|asked|asks|wrote|writes|replied|explained|insisted|warned|argued|claimed|"
    r"noted|announced|admitted|declared|joked|recalled|stated|tweeted|posted|continued|concluded|remarked|testified)"
)
_SPEECH = re.compile(
    rf"[”\"’']\s{{0,2}}(?:[\w.’'-]{{1,30}}\s){{0,4}}{_VERBS}\b|\b{_VERBS}\b[^“”\"\n]{{0,40}}[:,]\s?[“\"‘]"
)
"""Speech in marks and the verb outside of them: “It held,” the mayor said."""
_MARKED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Ww]e|[Ww]e['’](?:re|ve|ll|d)|[Mm]y|[Oo]ur|[Mm]e|us)\b")
_INTRODUCED = re.compile(
    r":\s*\Z|\b(?:statement|letter|message|post|e-?mail|remarks|speech|transcript)\b[^.:]{0,60}[.:]?\Z", re.I
)
"""The end of a paragraph that a block quote is due behind: "She said:", "This is the letter in full."."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]?\s+")
_WORD = re.compile(r"\w+")
_MOST, _OF = 5, 6
"""A block quote with five sixths of the words of an article indents it."""


def settled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without layout that means nothing and without pull quotes.

    >>> indented = Block(("“Nobody knew of it,” she said.",), quote=1)
    >>> [block.quote for block in settled([indented, Block(("It rained.",))])]
    [None, None]
    """
    return _once(_unbolded(_outdented(blocks)))


# --- Block quotes that are ordinary text ---


def _outdented(blocks: Sequence[Block]) -> list[Block]:
    """Without the block quotes that only indent. Those that are introduced or attributed never do."""
    meant = {block.quote for block in blocks if block.is_attribution}
    meant.update(after.quote for before, after in pairwise(blocks) if _introduces(before, after))
    meant.add(None)
    doubtful = [block for block in blocks if block.quote not in meant]
    if not doubtful:
        return list(blocks)
    reported = {block.quote for block in doubtful if _SPEECH.search(block.text)}
    others = [block for block in blocks if block.is_told and block.quote in meant]
    ordinary = {block.quote for block in doubtful} if _is_article(doubtful, others) else reported
    return [block._replace(quote=None) if block.quote in ordinary else block for block in blocks]


def _introduces(before: Block, after: Block) -> bool:
    return after.quote not in (None, before.quote) and _INTRODUCED.search(before.text[-200:]) is not None


def _is_article(inside: Sequence[Block], outside: Sequence[Block]) -> bool:
    """Whether block quotes hold the article: hardly anything is told outside of them, and nobody says "I"."""
    if not outside:
        return True
    words = _words(inside)
    is_most = len(inside) > 2 and _OF * words >= _MOST * (words + _words(outside))
    return is_most and not any(_FIRST_PERSON.search(_MARKED.sub("", block.text)) for block in inside)


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


# --- Bold type ---


def _unbolded(blocks: list[Block]) -> list[Block]:
    """Without bold type where most of an article is bold."""
    bold = sum(len(line.split()) for block in blocks for line, is_bold in zip(block.lines, block.bold) if is_bold)
    if 2 * bold <= _words(blocks):
        return blocks
    return [block._replace(bold=(False,) * len(block.lines)) for block in blocks]


# --- Pull quotes ---


def _once(blocks: list[Block]) -> list[Block]:
    """Without the block quotes whose very words stand in paragraphs of the article."""
    if all(block.quote is None for block in blocks):
        return blocks
    said = {words for block in blocks if block.quote is None for words in _sequences(block.text)}
    again: dict[int, bool] = {}
    for block in blocks:
        if block.quote is not None and not block.is_attribution:
            again[block.quote] = again.get(block.quote, True) and _is_said(block.text, said)
    return [block for block in blocks if block.quote is None or not again.get(block.quote, False)]


def _is_said(text: str, said: set[tuple[str, ...]]) -> bool:
    """Whether each sentence of a text that has five words is said elsewhere, and at least one has."""
    found = [words for sentence in _SENTENCE.split(text) for words in _sequences(sentence)]
    return bool(found) and all(words in said for words in found)


def _sequences(text: str) -> Iterable[tuple[str, ...]]:
    """Each five words of a text that follow each other, in small letters."""
    words = _WORD.findall(text.casefold())
    return zip(*(words[start:] for start in range(SHORTEST)))
