"""Interviews whose questions are set in bold: `**Why was it late?**`, and the answer in the next paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.layout.labels import Label
from quotekit.text.document import View

_LEAST_QUESTIONS = 2
"""Questions in bold of what is an interview."""


def bold_questions(view: View) -> list[Label]:
    """Of an interview whose questions are set in bold (`**Why?**`) a label for each question and for each answer.

    They have no words of their own: the question is its own paragraph, the answer begins with the next one. None where
    not most of what is in bold asks.
    """
    text = view.table.text
    if "**" not in text:
        return []
    bounds = view.table.paragraph_token.tolist()
    bold = [number for number in range(len(bounds)) if _is_bold(text, *view.table.paragraph[number].tolist())]
    asking = [number for number in bold if "?" in view.word[slice(*bounds[number])]]
    if len(asking) < _LEAST_QUESTIONS or 2 * len(asking) < len(bold):
        return []
    first, last = asking[0], len(bounds) - 1
    answered = [number for number in bold if first <= number < last and number + 1 not in bold]
    return [label for number in answered for label in _question_and_answer(view, number, bounds)]


def _is_bold(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is in bold as a whole, its asterisks within its range or just outside."""
    line_end = text.find("\n", end)
    line = text[max(start - 2, 0) : line_end if line_end >= 0 else len(text)].strip()
    return line.startswith("**") and line.rstrip("* ") != line and "**" not in line[2:].rstrip("* ")


def _question_and_answer(view: View, number: int, bounds: list[tuple[int, int]]) -> Iterator[Label]:
    first, last = bounds[number]
    while first < last and view.word[first] == "*":
        first += 1
    behind = bounds[number + 1][0]
    yield Label(number, first, first, (first, first), first, "q", "question", False, False)
    yield Label(number + 1, behind, behind, (behind, behind), behind, "a", "answer", False, False)
