"""Stretches: labels that follow each other, and whether they are those of people who speak in turn.

Labels alone prove nothing ("Note:", "Director: Ana Ruiz"): a stretch is one of turns where enough signs are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import groupby, pairwise

from quotekit.layout.labels import Label, is_known_person, labels_of
from quotekit.layout.speech import is_spoken, is_title
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL
from quotekit.text.phrases import Range

_GAP = 14
"""Paragraphs of one turn at most, so that two notes of one article are no stretch."""
_LEAST_SPOKEN, _OFTEN_SPOKEN = 0.25, 0.6
"""Of the turns of a stretch, those that show that somebody speaks."""
_LONG_STRETCH = 6
_MANY = 4
"""Labels of a stretch of which some come back, or most are people: "ECONOMIC IMPACTS:" is a heading."""
_SIGNS = 3
"""Of the eight that a stretch is one of turns."""
_PEOPLE = 0.7
"""Of the labels of a stretch, those that are known to be people."""


def stretches_of(view: View) -> list[list[Label]]:
    """The stretches of a text whose labels are those of people who speak in turn, in order."""
    labels = labels_of(view)
    if len(labels) < 2:
        return []
    elsewhere = _named_elsewhere(view, labels)
    stretches = [_of_one_print(stretch) for stretch in stretched(_coming_back(view, labels, elsewhere))]
    return [_of_people(view, stretch, elsewhere) for stretch in stretches if _is_of_turns(view, stretch, elsewhere)]


def _coming_back(view: View, labels: Sequence[Label], elsewhere: Set[str]) -> list[Label]:
    """The labels without those that nothing but a line of its own makes one and that never come back: headings."""
    counts = Counter(label.key for label in labels)
    again = any(label.is_bare and counts[label.key] > 1 for label in labels)
    return [
        label
        for label, behind in pairwise([*labels, None])
        if label
        and (not label.is_bare or counts[label.key] > 1 or (again and view.lower(label.name[1] - 1) in elsewhere))
        and not (label.is_bare and behind and behind.paragraph == label.paragraph + 1)
    ]


def stretched(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that follow each other within a few paragraphs."""
    stretches = list[list[Label]]()
    for label in labels:
        if not stretches or label.paragraph - stretches[-1][-1].paragraph > _GAP:
            stretches.append([])
        stretches[-1].append(label)
    return stretches


def _of_people(view: View, stretch: Sequence[Label], elsewhere: Set[str]) -> list[Label]:
    """The labels of a stretch, where some come back without those that come once and are nobody's: "Episode 38:"."""
    keys = _whole_keys(stretch)
    counts = Counter(keys)
    if len(stretch) < _LONG_STRETCH or len(counts) == len(stretch):
        return list(stretch)
    return [
        label
        for label, key in zip(stretch, keys)
        if counts[key] > 1 or is_known_person(view, label) or view.lower(label.name[1] - 1) in elsewhere
    ]


def _of_one_print(stretch: Sequence[Label]) -> list[Label]:
    """The labels of a stretch without those of another print than most.

    In ordinary letters among many in capitals ("Read on: ..."), or with a colon among many without ("Guest: ...").
    """
    bare = [label for label in stretch if label.is_bare]
    if 2 * len(bare) > len(stretch):
        return bare
    keys = {label.key for label in stretch if label.in_capitals}
    in_capitals = [
        label
        for label in stretch
        if label.in_capitals or label.kind in ("question", "answer") or _shortened(label) & keys
    ]
    return in_capitals if len(in_capitals) > len(stretch) - len(in_capitals) else list(stretch)


def _shortened(label: Label) -> set[str]:
    """What later labels may call a full name: "JB" or "BELLUZ" for "Julia Belluz"."""
    words = label.key.split()
    return {"".join(word[0] for word in words), words[-1]}


def _is_of_turns(view: View, stretch: Sequence[Label], elsewhere: Set[str]) -> bool:
    """Whether the labels of a stretch are those of people who speak in turn: enough signs of it, one of speech itself.

    "Economy: We need ..." and "Health: We will ..." are spoken, but no people; players with their marks are people, but
    nothing is spoken.
    """
    kinds = [label.kind for label in stretch]
    if "question" in kinds and "answer" in kinds:
        return kinds.index("question") < len(kinds) - 1 - kinds[::-1].index("answer")
    keys = _whole_keys(stretch)
    if len(set(keys)) < 2:
        return False
    in_capitals = all(label.in_capitals or label.kind != "name" for label in stretch)
    changes = [key for key, _ in groupby(keys)]
    comes_back = len(changes) > len(set(changes))
    spoken = sum(_is_spoken(view, label) for label in stretch) / len(stretch)
    people = sum(is_known_person(view, label) or view.lower(label.name[1] - 1) in elsewhere for label in stretch)
    are_people = people >= _PEOPLE * len(stretch)
    if len(stretch) >= _MANY and not (comes_back or are_people):
        return False
    are_set_off = all(label.is_set_off for label in stretch)
    least = _LEAST_SPOKEN if in_capitals or comes_back else _OFTEN_SPOKEN
    if spoken < least and not (comes_back and (in_capitals or are_set_off)):
        return False
    signs = (
        in_capitals,
        comes_back,
        are_set_off,
        spoken >= _LEAST_SPOKEN,
        spoken >= _OFTEN_SPOKEN,
        are_people,
        len(stretch) >= _LONG_STRETCH,
        all(_is_in_marks(view, label) for label in stretch),
    )
    return sum(signs) >= _SIGNS


def _named_elsewhere(view: View, labels: Sequence[Label]) -> frozenset[str]:
    """The words that stand with a capital outside of labels, where they begin no paragraph."""
    inside = {at for label in labels for at in range(label.first, label.last)}
    return frozenset(
        view.lower(at)
        for at, bits in enumerate(view.bits)
        if bits & CAPITAL and at not in inside and not view.paragraph_opens(at)
    )


def _whole_keys(stretch: Sequence[Label]) -> list[str]:
    """The keys of some labels, each that is part of a longer one or its initials as that one: "noam" as "noam orr"."""
    whole: dict[str, str] = {}
    for label in stretch:
        for short in {*_shortened(label), *label.key.split()[:1]} if " " in label.key else ():
            whole.setdefault(short, label.key)
    return [whole.get(label.key, label.key) for label in stretch]


def _is_spoken(view: View, label: Label) -> bool:
    return _is_in_marks(view, label) or is_spoken(view, *_paragraph_behind(view, label))


def _is_in_marks(view: View, label: Label) -> bool:
    """Whether what stands behind a label begins with a mark, and is no title of a work: "Best song: “Low Diving”."""
    first, last = _paragraph_behind(view, label)
    if first >= last or view.pair[first] < 0 or view.pairs[view.pair[first]].open != first:
        return False
    return not is_title(view, view.pairs[view.pair[first]])


def _paragraph_behind(view: View, label: Label) -> Range:
    """What stands behind a label in its paragraph, or in the next one where it stands alone."""
    bounds = view.table.paragraph_token
    if not label.alone:
        return label.content, int(bounds[label.paragraph][1])
    if label.paragraph + 1 >= len(bounds):
        return label.content, label.content
    first, last = bounds[label.paragraph + 1].tolist()
    return first, last
