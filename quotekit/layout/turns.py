"""Turns: stretches of a text where labels say whose words follow, as in interviews, transcripts and round-ups.

Labels alone prove nothing ("Note:", "Director: Ana Ruiz"). A stretch is one of turns where labels answer each other or
come back, and where most of what stands behind them is spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quotekit.layout.labels import Label, bold_questions, is_known_person, labels_of
from quotekit.layout.signatures import post_of
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
    labels = _coming_back(labels_of(view))
    stretches = [_of_one_print(stretch) for stretch in _stretches(labels)]
    found = [stretch for stretch in stretches if _is_of_turns(view, stretch)] or _stretches(bold_questions(view))
    return [turn for stretch in found for turn in _turns(view, stretch)]


def _coming_back(labels: Sequence[Label]) -> list[Label]:
    """The labels without those that nothing but a line of its own makes one and that never come back: headings."""
    counts = Counter(label.key for label in labels)
    return [label for label in labels if not label.is_bare or counts[label.key] > 1]


def _stretches(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that follow each other within a few paragraphs."""
    stretches = list[list[Label]]()
    for label in labels:
        if not stretches or label.paragraph - stretches[-1][-1].paragraph > _GAP:
            stretches.append([])
        stretches[-1].append(label)
    return stretches


def asked_by(view: View, turns: Sequence[Turn], outlets: Collection[str]) -> list[Turn]:
    """The turns, those of an outlet that asks marked as its questions: `outlets` are keys of labels."""
    asked, said = Counter[str](), Counter[str]()
    for turn in turns:
        said[turn.label.key] += 1
        asked[turn.label.key] += any(view.word[at] == "?" for piece in turn.content for at in range(*piece))
    asking = {key for key in said if key in outlets and 2 * asked[key] >= said[key]}
    return [
        turn._replace(label=turn.label._replace(kind="question")) if turn.label.key in asking else turn
        for turn in turns
    ]


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
    counts = Counter(_whole_keys(stretch))
    if len(counts) < 2:
        return False
    spoken = sum(_is_spoken(view, label) for label in stretch) / len(stretch)
    comes_back = len(stretch) > len(counts)
    if all(label.in_capitals or label.kind != "name" for label in stretch):
        return spoken >= _SPOKEN_SHARE or (comes_back and len(stretch) >= _LONG_STRETCH)
    if comes_back and len(stretch) > 2:
        return spoken >= _SPOKEN_SHARE
    return spoken >= _SPOKEN_SHARE_OF_NAMES and all(is_known_person(view, label) for label in stretch)


def _whole_keys(stretch: Sequence[Label]) -> list[str]:
    """The keys of some labels, each that is part of a longer one or its initials as that one: "noam" as "noam orr"."""
    whole: dict[str, str] = {}
    for label in stretch:
        for short in {*_shortened(label), *label.key.split()[:1]} if " " in label.key else ():
            whole.setdefault(short, label.key)
    return [whole.get(label.key, label.key) for label in stretch]


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
    ends = _ends(view, stretch)
    speakers = {label.key.split()[-1] for label in stretch}
    for label, stop in zip(stretch, ends):
        pieces = list(_pieces(view, label, stop, speakers, is_last=label is stretch[-1]))
        content = tuple(
            own for piece in pieces for part in unmarked(view, *piece) for own in without_directions(view, *part)
        )
        if content:
            yield Turn(label, content, pieces[-1][1])


def _ends(view: View, stretch: Sequence[Label]) -> list[int]:
    """The paragraph in front of which each turn ends at the latest.

    That is the next label, or the outlet's question in front of it where most labels have one that is printed without.
    """
    ends = [label.paragraph for label in stretch[1:]]
    asked = [
        end - label.paragraph > 1 + label.alone and _is_question(view, end - 1) for label, end in zip(stretch, ends)
    ]
    if 2 * sum(asked) > len(ends):
        ends = [end - is_asked for end, is_asked in zip(ends, asked)]
    last = stretch[-1]
    return [*ends, min(len(view.table.paragraph_token), last.paragraph + 1 + last.alone + _MOST_BEHIND)]


def _is_question(view: View, paragraph: int) -> bool:
    return view.word[int(view.table.paragraph_token[paragraph][1]) - 1] == "?"


def _pieces(view: View, label: Label, stop: int, speakers: Collection[str], is_last: bool) -> Iterator[Range]:
    """What is said behind a label, a range a paragraph, up to paragraph `stop` or to where narration begins."""
    bounds = view.table.paragraph_token.tolist()
    if not label.alone:
        yield label.content, bounds[label.paragraph][1]
    for number in range(label.paragraph + 1, stop):
        first, last = bounds[number]
        if is_direction(view, first, last):
            continue
        if any(post_of(view, first, last)):
            return
        begins = label.alone and number == label.paragraph + 1
        if not begins and not is_spoken(view, first, last):
            if is_last or view.table.paragraph_kind[number] != "body" or is_told(view, first, last):
                return
            if any(view.lower(at) in speakers for at in range(first, last)):
                return
        yield first, last
