"""Passages: the fewest sentences in a row that can stand alone. Most are one sentence.

A quotation of several sentences stays whole and with the one who speaks, "He" comes with the sentence that names him,
and a leading "But" is cut, or comes with the sentence that it answers.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from quotekit.summary.sentences import Sentence, balanced, is_bare_quotation

LONGEST = 4  # sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in a row, as a range of those of all articles, half-open."""

    first: int
    last: int

    @property
    def sentences(self) -> range:
        """The numbers of its sentences."""
        return range(self.first, self.last)


def passages(sentences: list[Sentence], named: Container[int] = ()) -> list[Passage]:
    """The passages around each sentence that may be picked, in order, each once.

    Where there are none at all, a sentence stands alone although it hangs on one that the text does not have.
    `sentences` are those of all articles, article by article. Those in `named` have the name of who speaks in the place
    of the pronoun that they open with, so they need nothing before them.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.records import Article
    >>> found = sentences_of(Article("The old dam above Telford held. It is made of earth and stone."))
    >>> [(one.first, one.last) for one in passages(found)]
    [(0, 1), (0, 2)]
    """
    found: dict[Passage, None] = {}
    for index, sentence in enumerate(sentences):
        for first, explained in _ways(index, sentence, named) if sentence.pickable else ():
            if passage := passage_of(sentences, first, index + 1, explained):
                found[passage] = None
    return list(found) or [
        Passage(index, index + 1)
        for index, one in enumerate(sentences)
        if one.pickable and one.first == one.last == one.number and balanced(one.text)
    ]


def _ways(index: int, sentence: Sentence, named: Container[int]) -> Iterator[tuple[int, Container[int]]]:
    """Where passages around a sentence may begin, and which sentences need nothing before them in each.

    One that opens with "he" or "she" is offered with the sentence before it and without it: whether a name can stand
    for the pronoun is found out where it is to be added.
    """
    yield index, named
    if sentence.points and sentence.hanging:
        yield index, (index,)


def wider(sentences: list[Sentence], passage: Passage, named: Container[int] = ()) -> Passage | None:
    """The next passage that ends as this one does and begins before it; None where there is none.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.records import Article
    >>> found = sentences_of(Article("The old dam above Telford held. The dam is made of earth and stone."))
    >>> wider(found, Passage(1, 2)), wider(found, Passage(0, 2))
    (Passage(first=0, last=2), None)
    """
    first = passage.first - 1
    if first < 0 or passage.last - first > LONGEST or not _in_a_row(sentences, first, passage.last):
        return None
    return passage_of(sentences, first, passage.last, named)


def passage_of(sentences: list[Sentence], first: int, last: int, named: Container[int] = ()) -> Passage | None:
    """The shortest passage with the sentences `first` to `last`; None where it is too long or cannot stand.

    >>> from quotekit.summary.sentences import sentences_of
    >>> from quotekit.records import Article
    >>> found = sentences_of(Article("The old dam above Telford held. It is made of earth and stone."))
    >>> passage_of(found, 1, 2)
    Passage(first=0, last=2)
    """
    while (wider := _wider(sentences, first, last, named)) != (first, last):
        if wider is None:
            return None
        first, last = wider
    run = sentences[first:last]
    if not all(one.beside for one in run) or not balanced(" ".join(one.text for one in run)):
        return None
    # Where white space was evened out, the passage cannot be found again in its article as one text.
    even = len(run) == 1 or all(one.span.end - one.span.start == len(one.text) for one in run)
    return Passage(first, last) if even else None


def _wider(sentences: list[Sentence], first: int, last: int, named: Container[int]) -> tuple[int, int] | None:
    """The range with what its quotations tie to it, or what its opening needs; None where that cannot be had."""
    if last - first > LONGEST or not _in_a_row(sentences, first, last):
        return None
    wider = _tied(sentences, first, last)
    if wider != (first, last) or not _hangs(sentences, first, last, named):
        return wider
    return (first - 1, last) if first else None


def _tied(sentences: list[Sentence], first: int, last: int) -> tuple[int, int] | None:
    """The range widened by what quotations tie to it; None where a quotation lacks a mark."""
    run = sentences[first:last]
    if any(one.first < 0 for one in run):
        return None
    before = sentences[first].number - min(one.first for one in run)
    after = max(one.last for one in run) - sentences[last - 1].number
    return first - max(before, 0), last + max(after, 0)


def _in_a_row(sentences: list[Sentence], first: int, last: int) -> bool:
    """Whether these are sentences of one article with nothing between them, no heading either."""
    if first < 0 or last > len(sentences):
        return False
    begin, end = sentences[first], sentences[last - 1]
    return begin.article is end.article and end.number - begin.number == last - 1 - first


def _hangs(sentences: list[Sentence], first: int, last: int, named: Container[int]) -> bool:
    """Whether the passage needs the sentence before it. A connective is cut off a single sentence only.

    The words of a longer passage stay those of its article, one after the other.
    """
    sentence = sentences[first]
    if last - first > 1 and is_bare_quotation(" ".join(one.text for one in sentences[first:last])):
        return True
    return sentence.hanging and first not in named and not (last - first == 1 and sentence.cut)
