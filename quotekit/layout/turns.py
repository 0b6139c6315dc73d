"""Turns: stretches of a text where labels say whose words follow, as in interviews, transcripts and round-ups.

Labels alone prove nothing ("Note:", "Director: Ana Ruiz"). A stretch is one of turns where labels answer each other or
come back, and where most of what stands behind them is spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotekit.layout.labels import Label, is_known_person, labels_of
from quotekit.layout.speech import is_direction, is_spoken, is_told, unmarked, without_directions
from quotekit.text.document import View
from quotekit.text.phrases import Range

_GAP = 14
"""Paragraphs of one turn at most, so that two notes of one article are no stretch."""
_MOST_BEHIND = 3
"""Paragraphs that the last turn of a stretch may go on for: nothing tells where it ends."""
_SPOKEN_SHARE = 0.5
_SPOKEN_SHARE_OF_NAMES = 0.7
_LONG_STRETCH = 6
"""Turns of a stretch in capitals that need no further proof."""


class Turn(NamedTuple):
    """What one speaker says before the next label."""

    label: Label
    content: tuple[Range, ...]
    """A piece a paragraph, divided by stage directions; without the marks around the whole of one."""
    end: int
    """One past its last token."""


def turns_of(view: View) -> list[Turn]:
    """The turns of a text in order; none where it is not laid out as turns.

    >>> from quotekit.text.document import look
    >>> view = look("HOLLIS: Will you pay?\\n\\nREYES: I will. (Laughter.)\\n\\nWe both will.\\n\\nHOLLIS: Thank you.")
    >>> [(turn.label.key, [view.text(*piece) for piece in turn.content]) for turn in turns_of(view)]
    [('hollis', ['Will you pay?']), ('reyes', ['I will.', 'We both will.']), ('hollis', ['Thank you.'])]
    """
    labels = labels_of(view)
    if len(labels) < 2:
        return []
    stretches = map(_of_one_print, _stretches(view, labels))
    return [turn for stretch in stretches if _is_of_turns(view, stretch) for turn in _turns(view, stretch)]


def _stretches(view: View, labels: Sequence[Label]) -> Iterator[list[Label]]:
    """Labels that follow each other within a few paragraphs."""
    stretch = [labels[0]]
    for before, label in pairwise(labels):
        if label.paragraph - before.paragraph > _GAP:
            yield stretch
            stretch = []
        stretch.append(label)
    yield stretch


def _of_one_print(stretch: Sequence[Label]) -> list[Label]:
    """The labels of a stretch without those in ordinary letters among many in capitals ("Read on: ...")."""
    keys = {label.key for label in stretch if label.in_capitals}
    in_capitals = [label for label in stretch if label.in_capitals or label.kind != "name" or _shortened(label) & keys]
    return in_capitals if len(in_capitals) > len(stretch) - len(in_capitals) else list(stretch)


def _shortened(label: Label) -> set[str]:
    """What later labels may call a full name: "JB" or "BELLUZ" for "Julia Belluz"."""
    words = label.key.split()
    return {"".join(word[0] for word in words), words[-1]}


def _is_of_turns(view: View, stretch: Sequence[Label]) -> bool:
    """Whether the labels of a stretch are those of people who speak in turn."""
    kinds = [label.kind for label in stretch]
    if "question" in kinds and "answer" in kinds:
        return kinds.index("question") < len(kinds) - 1 - kinds[::-1].index("answer")
    counts = Counter(label.key for label in stretch)
    if len(counts) < 2:
        return False
    spoken = sum(_is_spoken(view, label) for label in stretch) / len(stretch)
    comes_back = len(stretch) > len(counts)
    if all(label.in_capitals or label.kind != "name" for label in stretch):
        return spoken >= _SPOKEN_SHARE or (comes_back and len(stretch) >= _LONG_STRETCH)
    if comes_back and len(stretch) > 2:
        return spoken >= _SPOKEN_SHARE
    return spoken >= _SPOKEN_SHARE_OF_NAMES and all(is_known_person(view, label) for label in stretch)


def _is_spoken(view: View, label: Label) -> bool:
    content = _paragraph_behind(view, label)
    return is_spoken(view, *content)


def _paragraph_behind(view: View, label: Label) -> Range:
    """What stands behind a label in its paragraph, or in the next one where it stands alone."""
    bounds = view.table.paragraph_token
    if not label.alone:
        return label.content, int(bounds[label.paragraph][1])
    if label.paragraph + 1 >= len(bounds):
        return label.content, label.content
    first, last = bounds[label.paragraph + 1].tolist()
    return first, last


def _turns(view: View, stretch: Sequence[Label]) -> Iterator[Turn]:
    """The turns of a stretch, each up to the next label; the last one as long as it goes on speaking."""
    ends = [label.paragraph for label in stretch[1:]]
    asked = sum(_is_question(view, end - 1) for end in ends if end - 1 > 0) * 2 > len(ends)
    last = min(len(view.table.paragraph_token), stretch[-1].paragraph + 1 + stretch[-1].alone + _MOST_BEHIND)
    for label, stop in zip(stretch, [*ends, last]):
        is_last = label is stretch[-1]
        if asked and not is_last and stop - 1 > label.paragraph and _is_question(view, stop - 1):
            stop -= 1  # the outlet's own, printed without a label
        pieces = list(_pieces(view, label, stop, is_last))
        content = tuple(
            own for piece in pieces for part in unmarked(view, *piece) for own in without_directions(view, *part)
        )
        if content:
            yield Turn(label, content, pieces[-1][1])


def _is_question(view: View, paragraph: int) -> bool:
    """Whether a paragraph without a label is one question."""
    first, last = view.table.paragraph_token[paragraph].tolist()
    return view.word[last - 1] == "?" and ":" not in view.word[first : first + 6]


def _pieces(view: View, label: Label, stop: int, is_last: bool) -> Iterator[Range]:
    """What is said behind a label, a range a paragraph, up to paragraph `stop` or to where narration begins."""
    bounds = view.table.paragraph_token.tolist()
    if not label.alone:
        yield label.content, bounds[label.paragraph][1]
    for number in range(label.paragraph + 1, stop):
        first, last = bounds[number]
        if is_direction(view, first, last):
            continue
        begins = label.alone and number == label.paragraph + 1
        if not begins and _is_narration(view, number, is_last):
            return
        yield first, last


def _is_narration(view: View, paragraph: int, is_last: bool) -> bool:
    """Whether a paragraph behind the first one of a turn belongs to no turn; at the end of a stretch most do."""
    first, last = view.table.paragraph_token[paragraph].tolist()
    if view.table.paragraph_kind[paragraph] != "body" or is_told(view, first, last):
        return True
    return is_last and not is_spoken(view, first, last)
