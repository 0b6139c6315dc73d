"""Signs that words are spoken and not told: who says "I", asks, or greets."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.text.document import View
from quotekit.text.lexicon import CUE, FUNCTION, WORD
from quotekit.text.marks import Pair
from quotekit.text.phrases import Range

_SPOKEN = frozenset(
    "i i'm i'd i'll i've me my mine myself we we're we'd we'll we've us our ours ourselves you you're you'd you'll "
    "you've your yours yourself ? yes no yeah okay ok well thanks thank hello hi please sure oh sir madam ma'am "
    "don't didn't can't won't it's that's let's what's there's isn't wasn't doesn't couldn't wouldn't".split()
)
"""What people say and narration seldom does; contractions are written with a straight mark here."""
_I = frozenset({"I", "me", "my", "My", "mine", "myself"})
_WE = _I | {"we", "We", "our", "Our", "us"}
_OPENING, _CLOSING = {"(": ")", "[": "]"}, frozenset(")]")
_LONGEST_DIRECTION = 9
"""Tokens of a stage direction, brackets included."""


def is_spoken(view: View, first: int, last: int) -> bool:
    """Whether some word of a range, outside of marks within it, shows that somebody speaks.

    >>> from quotekit.text.document import look
    >>> [is_spoken(look(text), 0, 5) for text in ("I’ll read it now.", "The dam held on Friday.")]
    [True, False]
    """
    if first >= last:  # a label is the last line
        return False
    outer = view.pair[first]
    own = (view.word[at] for at in range(first, last) if view.pair[at] in (-1, outer))
    return any(word.lower().replace("’", "'") in _SPOKEN for word in own if word != "US")


def says_i(view: View, first: int, last: int, or_we: bool = False) -> bool:
    """Whether somebody speaks of themselves in a range, outside of marks within it; several may where `or_we`."""
    if first >= last:
        return False
    outer, words = view.pair[first], _WE if or_we else _I
    own = (view.word[at] for at in range(first, last) if view.pair[at] in (-1, outer))
    return any(word.split("’")[0].split("'")[0] in words for word in own)


def is_told(view: View, first: int, last: int) -> bool:
    """Whether a paragraph tells of speech in marks, as narration does: `“We lost,” said Ana Ruiz.`"""
    in_marks = [at for at in range(first, last) if view.pair[at] >= 0]
    if not in_marks:
        return False
    return any(
        (view.bits[at] & CUE and view.word[at].endswith("ed")) or view.word[at] in ("said", "says")
        for at in range(first, last)
        if view.pair[at] < 0
    )


def without_directions(view: View, first: int, last: int) -> tuple[Range, ...]:
    """The pieces of a range around its stage directions: "(Laughter)", "[crosstalk]", "[00:01:12]".

    >>> from quotekit.text.document import look
    >>> view = look("We won. (Laughter.) Twice. [The mayor] paid.")
    >>> [view.text(*piece) for piece in without_directions(view, 0, len(view.word))]
    ['We won.', 'Twice. [The mayor] paid.']
    """
    pieces, begin, at = list[Range](), first, first
    while at < last:
        end = _direction_end(view, at, last)
        if end:
            pieces.append((begin, at))
            begin = at = end
        else:
            at += 1
    return tuple(piece for piece in (*pieces, (begin, last)) if _says_something(view, *piece))


def _direction_end(view: View, at: int, last: int) -> int:
    """One past the bracket that closes a stage direction; 0 where none opens at a token."""
    closing = _OPENING.get(view.word[at])
    if closing is None:
        return 0
    inside = range(at + 1, min(last, at + _LONGEST_DIRECTION))
    end = next((place for place in inside if view.word[place] == closing), 0)
    if not end:
        return 0
    words = [view.word[place] for place in range(at + 1, end)]
    is_time = all(not word[0].isalpha() for word in words)
    is_known = any(word.lower() in view.lexicon.directions for word in words)
    is_sentence = closing == ")" and words[0][:1].isupper() and words[-1] == "."  # "(Taps microphone.)"
    return end + 1 if is_time or is_known or is_sentence else 0


def _says_something(view: View, first: int, last: int) -> bool:
    return any(any(map(str.isalnum, view.word[at])) for at in range(first, last))


def is_title(view: View, pair: Pair) -> bool:
    """Whether what stands in marks is the title of a work: “The Quiet Guest”, without a stop, words with capitals."""
    small = [at for at in range(pair.first, pair.last) if view.word[at].islower()]
    return bool(view.bits[pair.last - 1] & WORD) and all(view.bits[at] & FUNCTION for at in small)


def is_direction(view: View, first: int, last: int) -> bool:
    """Whether all of a paragraph is one stage direction or a note in brackets: "(SOUNDBITE OF STORM)"."""
    return last > first and view.word[first] in _OPENING and view.word[last - 1] in _CLOSING


def enclosing_marks(view: View, first: int, last: int) -> Pair | None:
    """The marks in which a range stands as a whole; None where it does not."""
    pair = view.pair[first]
    return view.pairs[pair] if pair >= 0 and view.pair[last - 1] == pair and view.pairs[pair].open == first else None


def unmarked(view: View, first: int, last: int) -> Iterator[Range]:
    """What is said in a paragraph: all of it, or what stands in marks where it begins with one and most of it does."""
    inside = sum(view.pair[at] >= 0 for at in range(first, last))
    if view.pair[first] < 0 or view.pairs[view.pair[first]].open != first or 2 * inside < last - first:
        closes = view.pair[first] >= 0 and view.pairs[view.pair[first]].close == last
        yield first, last - (closes and view.pairs[view.pair[first]].closed)
        return
    for number in sorted({view.pair[at] for at in range(first, last)} - {-1}):
        pair = view.pairs[number]
        if max(pair.first, first) < min(pair.last, last):
            yield max(pair.first, first), min(pair.last, last)
