"""Speech or not: which pairs of marks are quotations by themselves, and which set off a name or a word."""

from __future__ import annotations

from quotekit.lexicon import CAPITAL, CUE, WORD
from quotekit.marks import Pair
from quotekit.view import View

_ENDS = frozenset(",.!?…—–") | {"...", "--"}
_BEFORE = frozenset(",.:;!?—–…") | {"--", "...", "-"}
_NAMING = frozenset(
    "dubbed named titled entitled nicknamed itself himself herself themselves known as trawler ship boat book novel "
    "film movie song album show series play programme program magazine podcast game hashtag".split()
)
"""Words right before marks that set off a name."""


def stands_alone(view: View, pair: Pair) -> bool:
    """Whether a pair of marks is a quotation by itself and not a piece of the sentence around it."""
    begin = view.bounds[view.sentence[pair.open]][0]
    paragraph_begin = int(view.table.paragraph_token[view.paragraph(pair.open)][0])
    first = view.word[pair.first]
    if pair.open == paragraph_begin or pair.carried:
        return word_count(view, pair) > 2 or ends_as_speech(view, pair)
    left = view.word[pair.open - 1]
    ends = view.word[pair.last - 1] in _ENDS or _at_sentence_end(view, pair)
    if view.pair[pair.open - 1] >= 0 or left in _BEFORE:
        if left in (",", "—", "–", "--") and first[0].islower():
            return ends and _behind_speech(view, pair)
        return ends or pair.open == begin
    return bool(ends and view.bits[pair.first] & CAPITAL and view.bits[pair.open - 1] & CUE)


def is_title(view: View, pair: Pair) -> bool:
    """Whether marks set off a name: “Songs of the Slipway”, the trawler ‘Morning Star’, the crowd called “La Familia”.

    A few words, each with a capital but for short ones, without the full stop or the comma of speech.
    """
    words = [view.word[i] for i in range(pair.first, pair.last) if view.bits[i] & WORD]
    if len(words) > 6 or not all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words):
        return False
    before = view.word[pair.open - 1].lower() if pair.open else ""
    if before in _NAMING:
        return True
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals > 1 and view.word[pair.last - 1] not in _ENDS and before not in (",", ":", "said")


def _behind_speech(view: View, pair: Pair) -> bool:
    """Whether a quotation that begins with a small letter goes on with one before it (`“A,” he said, “and b.”`)."""
    sentence = view.sentence[pair.open]
    first = view.bounds[sentence][0]
    between = range(max(first, pair.open - 25), pair.open)
    return any(view.pair[i] >= 0 for i in between) and any(view.bits[i] & CUE and view.pair[i] < 0 for i in between)


def word_count(view: View, pair: Pair) -> int:
    """The words inside a pair of marks."""
    return sum(bool(view.bits[i] & WORD) for i in range(pair.first, pair.last))


def ends_as_speech(view: View, pair: Pair) -> bool:
    """Whether the last token inside is one with which speech ends or breaks off."""
    return view.word[pair.last - 1] in _ENDS


def _at_sentence_end(view: View, pair: Pair) -> bool:
    end = view.bounds[view.sentence[pair.close - 1]][1]
    return pair.close >= end or view.word[pair.close] in _ENDS
