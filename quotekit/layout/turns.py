"""Turns: what is said behind the labels of interviews, transcripts and round-ups, and who is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from typing import NamedTuple

from quotekit.layout.bold import bold_questions
from quotekit.layout.labels import Label
from quotekit.layout.signatures import post_of
from quotekit.layout.speech import is_direction, is_spoken, is_told, says_i, unmarked, without_directions
from quotekit.layout.stretches import stretched, stretches_of
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL
from quotekit.text.phrases import Range

_PERSONAL = 0.3
"""Of the answers of an interview, those in which somebody says "I" or "we"."""
_MOST_BEHIND = 3
"""Paragraphs that the last turn of a stretch may go on for: nothing tells where it ends."""


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
    found = stretches_of(view) or stretched(bold_questions(view))
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
    signs = (introduced, personal >= _PERSONAL * len(answers))
    return turns if (any(signs) if has_letters else all(signs)) else ()


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
    bounds = view.table.paragraph_token[label.paragraph : stop].tolist()
    if not label.alone:
        yield label.content, bounds[0][1]
    for number, (first, last) in enumerate(bounds[1:], label.paragraph + 1):
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
