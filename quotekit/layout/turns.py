"""Turns: stretches of a text where labels say whose words follow, as in interviews, transcripts and round-ups.

Labels alone prove nothing ("Note:", "Director: Ana Ruiz"). A stretch is one of turns where labels answer each other or
come back, and where most of what stands behind them is spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from itertools import groupby, pairwise
from typing import NamedTuple

from quotekit.layout.bold import bold_questions
from quotekit.layout.labels import Label, is_known_person, labels_of
from quotekit.layout.signatures import post_of
from quotekit.layout.speech import is_direction, is_spoken, is_title, is_told, says_i, unmarked, without_directions
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL
from quotekit.text.phrases import Range

_PERSONAL = 0.3
"""Of the answers of an interview, those in which somebody says "I" or "we"."""
_GAP = 14
"""Paragraphs of one turn at most, so that two notes of one article are no stretch."""
_MOST_BEHIND = 3
"""Paragraphs that the last turn of a stretch may go on for: nothing tells where it ends."""
_LEAST_SPOKEN, _OFTEN_SPOKEN = 0.25, 0.6
"""Of the turns of a stretch, those that show that somebody speaks."""
_LONG_STRETCH = 6
_SIGNS = 3
"""Of the eight that a stretch is one of turns."""
_PEOPLE = 0.7
"""Of the labels of a stretch, those that are known to be people."""


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
    labels = _coming_back(view, labels_of(view))
    stretches = [_of_one_print(stretch) for stretch in _stretches(labels)]
    found = [_of_people(view, stretch) for stretch in stretches if _is_of_turns(view, stretch)]
    found = found or _stretches(bold_questions(view))
    return [turn for stretch in found for turn in _turns(view, stretch)]


def answered(view: View, turns: Sequence[Turn], names: Sequence[Name]) -> Sequence[Turn]:
    """The turns; none where questions are answered by nobody, as on the page of a shop ("Can I return it?").

    Behind letters somebody named in front, or an "I" in some answers, tells of an interview; behind questions in bold
    it takes both, as articles that explain something are printed so.
    """
    answers = [turn for turn in turns if turn.label.kind == "answer"]
    if not answers:
        return turns
    begin = min(turns[0].label.first, turns[0].content[0][0])
    has_letters = answers[0].label.first < answers[0].label.last
    introduced = any(len(name.words) > 1 and name.kind != "place" for name in names if name.first < begin)
    personal = sum(any(says_i(view, *piece, not has_letters) for piece in turn.content) for turn in answers)
    is_personal = personal >= _PERSONAL * len(answers)
    return turns if (introduced or is_personal if has_letters else introduced and is_personal) else ()


def _coming_back(view: View, labels: Sequence[Label]) -> list[Label]:
    """The labels without those that nothing but a line of its own makes one and that never come back: headings."""
    counts = Counter(label.key for label in labels)
    again = any(label.is_bare and counts[label.key] > 1 for label in labels)
    return [
        label
        for label, behind in pairwise([*labels, None])
        if label
        and (not label.is_bare or counts[label.key] > 1 or (again and _is_named_elsewhere(view, label)))
        and not (label.is_bare and behind and behind.paragraph == label.paragraph + 1)
    ]


def _stretches(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that follow each other within a few paragraphs."""
    stretches = list[list[Label]]()
    for label in labels:
        if not stretches or label.paragraph - stretches[-1][-1].paragraph > _GAP:
            stretches.append([])
        stretches[-1].append(label)
    return stretches


def _of_people(view: View, stretch: Sequence[Label]) -> list[Label]:
    """The labels of a stretch, where some come back without those that come once and are nobody's: "Episode 38:"."""
    counts = Counter(_whole_keys(stretch))
    if len(stretch) < _LONG_STRETCH or len(counts) == len(stretch):
        return list(stretch)
    return [
        label
        for label, key in zip(stretch, _whole_keys(stretch))
        if counts[key] > 1 or is_known_person(view, label) or _is_named_elsewhere(view, label)
    ]


def asked_by(view: View, turns: Sequence[Turn], outlets: Set[str]) -> list[Turn]:
    """The turns, those of an outlet that asks marked as its questions: `outlets` are keys of labels."""
    asked, said = Counter[str](), Counter[str]()
    for turn in turns:
        said[turn.label.key] += 1
        asked[turn.label.key] += any(view.word[at] == "?" for piece in turn.content for at in range(*piece))
    papers = {turn.label.key for turn in turns if _is_paper(view, turn.label)}
    asking = {key for key in said if key in outlets | papers and 2 * asked[key] >= said[key]}
    return [
        turn._replace(label=turn.label._replace(kind="question")) if turn.label.key in asking else turn
        for turn in turns
    ]


def _is_paper(view: View, label: Label) -> bool:
    """Whether a label is printed like the name of a paper: "The Packet"."""
    return label.kind == "name" and not label.in_capitals and view.word[label.first] == "The"


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


def _is_of_turns(view: View, stretch: Sequence[Label]) -> bool:
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
    least = 0.0 if in_capitals and comes_back else _LEAST_SPOKEN if in_capitals or comes_back else _OFTEN_SPOKEN
    if spoken < least:
        return False
    people = sum(is_known_person(view, label) or _is_named_elsewhere(view, label) for label in stretch)
    signs = (
        in_capitals,
        comes_back,
        any(label.is_timed for label in stretch),
        spoken >= _LEAST_SPOKEN,
        spoken >= _OFTEN_SPOKEN,
        people >= _PEOPLE * len(stretch),
        len(stretch) >= _LONG_STRETCH,
        all(_is_in_marks(view, label) for label in stretch),
    )
    return sum(signs) >= _SIGNS


def _is_named_elsewhere(view: View, label: Label) -> bool:
    """Whether the last word of a label stands elsewhere with a capital, where it begins no paragraph."""
    word = view.lower(label.name[1] - 1)
    at = label.name[1] - 1
    return any(
        place != at and view.lower(place) == word and view.bits[place] & CAPITAL and not view.paragraph_opens(place)
        for place in range(len(view.word))
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


def _turns(view: View, stretch: Sequence[Label]) -> Iterator[Turn]:
    """The turns of a stretch, each up to the next label; the last one as long as it goes on speaking."""
    ends = _ends(view, stretch)
    speakers = {label.key.split()[-1] for label in stretch}
    for label, stop in zip(stretch, ends):
        pieces = list(_pieces(view, label, stop, speakers, is_last=label is stretch[-1]))
        content = tuple(
            own for piece in pieces for part in unmarked(view, *piece) for own in without_directions(view, *part)
        )
        if content and not all(is_direction(view, *piece) for piece in content):
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
        if _ends_stretch(view, number) or any(post_of(view, first, last)) or _is_heading(view, number, label):
            return
        begins = label.alone and number == label.paragraph + 1
        if not begins and _is_narration(view, number, speakers, is_last):
            return
        yield first, last


def _ends_stretch(view: View, number: int) -> bool:
    """Whether a paragraph is of the page and not of the article: "© 2025", "Subscribe: wherever you listen"."""
    first = int(view.table.paragraph_token[number][0])
    is_notice = view.lexicon.labels.get(view.lower(first)) == "notice" and view.word[first + 1 : first + 2] == [":"]
    return is_notice or view.word[first] == "©" or view.table.paragraph_kind[number] in ("notice", "date", "breadcrumb")


def _is_heading(view: View, number: int, label: Label) -> bool:
    """Whether a paragraph begins in capitals, where those who speak do not: "PETRA SOLANO, having been sworn, ..."."""
    first, last = view.table.paragraph_token[number].tolist()
    heads = [at for place in (first, label.content) for at in range(place, min(place + 2, len(view.word)))]
    loud = [view.word[at].isupper() and len(view.word[at]) > 1 for at in heads]
    return last - first > 1 and loud[:2] == [True, True] and loud[2:] != [True, True]


def _is_narration(view: View, number: int, speakers: Collection[str], is_last: bool) -> bool:
    """Whether a paragraph behind the first one of a turn belongs to no turn; at the end of a stretch most do."""
    first, last = view.table.paragraph_token[number].tolist()
    names_one = any(view.lower(at) in speakers and view.bits[at] & CAPITAL for at in range(first, last))
    if is_spoken(view, first, last):
        return is_last and names_one and is_told(view, first, last)
    return is_last or names_one or view.table.paragraph_kind[number] != "body" or is_told(view, first, last)
