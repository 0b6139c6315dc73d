"""What a summary in the making prints: which passages it may take, and the names in brackets that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from quotekit.models.model import Model
from quotekit.records import Article, Edit, Span
from quotekit.summary.standing.stand import Met, Stand, Standing, names_in_order
from quotekit.text.rarity import words_of
from quotekit.text.stems import stem
from quotekit.text.tokens import TokenTable

Run = tuple[int, int]
"""Sentences that follow each other in one article, as a range of those of all articles, half-open."""


class Told(Protocol):
    """A sentence of an article."""

    @property
    def article(self) -> Article:
        """Where it stands."""

    @property
    def table(self) -> TokenTable:
        """The tokens of the article."""

    @property
    def number(self) -> int:
        """Of all sentences of the article."""

    @property
    def text(self) -> str:
        """As a reader sees it."""

    @property
    def hanging(self) -> bool:
        """Whether it needs the sentence before it."""

    @property
    def points(self) -> bool:
        """Whether it needs it for its "he" or "she" alone."""


class Printed:
    """The passages of a summary as a reader meets them."""

    def __init__(
        self,
        sentences: Sequence[Told],
        model: Model,
        is_whole: Callable[[str], bool],
        known: Mapping[int, tuple[Span, str]],
    ) -> None:
        """`is_whole` tells of a text whether its marks pair up; `known`, whom a pronoun of a sentence means."""
        self._sentences, self._is_whole = sentences, is_whole
        tables = {id(one.article): one.table for one in sentences}
        self._standing = Standing(model, len(tables) > 1, tables=tables)
        for one, (span, name) in known.items():
            self._standing.known[id(sentences[one].article), span.start] = name
        self._refused: set[int] = set()

    def words_for(self, passage: Run, runs: Iterable[Run], told: Mapping[int, set[str]]) -> int | None:
        """The words that names in brackets add to a passage beside other runs; None where it would mislead.

        `told` are the stems of what is told beside it, by the `id` of the article.
        """
        stand = self._stand(passage)
        if stand is None or passage[1] - 1 in self._refused or self._lacks(passage, stand, told):
            return None
        others = [found for run in runs if (found := self._stand(run))]
        *_, names = names_in_order([*others, stand])
        return sum(met.more for met in names) if self._may_be_edited(passage, names) else None

    def names_in(self, runs: Sequence[Run]) -> dict[int, list[Edit]]:
        """For each sentence of the runs, in the order of print, the names in brackets that it is printed with."""
        stands = [self._stand(run) or Stand((), frozenset()) for run in runs]
        found: dict[int, list[Edit]] = {}
        for (first, last), names in zip(runs, names_in_order(stands)):
            for met in names if self._may_be_edited((first, last), names) else ():
                at = first + met.sentence - self._sentences[first].number
                found.setdefault(at, []).append(Edit("named", met.span, met.shown))
        return found

    def refuse_unexplained(self, runs: Sequence[Run]) -> bool:
        """Refuse from now on what a summary of these runs, in the order of print, leaves unexplained; whether any is.

        What a passage points at may have been chosen before it, and be printed behind it.
        """
        told: dict[int, set[str]] = {}
        known = len(self._refused)
        stands = [self._stand(run) or Stand((), frozenset()) for run in runs]
        for (first, last), stand, names in zip(runs, stands, names_in_order(stands)):
            if self._lacks((first, last), stand, told) or not self._may_be_edited((first, last), names):
                self._refused.add(last - 1)
            words = (stem(word) for one in self._sentences[first:last] for word in words_of(one.text))
            told.setdefault(id(self._sentences[first].article), set()).update(words)
        return len(self._refused) > known

    def _lacks(self, passage: Run, stand: Stand, told: Mapping[int, set[str]]) -> bool:
        """Whether a passage points at what is not told: "the lawyer" of one article is not that of another one."""
        here = told.get(id(self._sentences[passage[0]].article), set())
        if stand.own - here:
            return True
        return bool(stand.needs) and bool(stand.needs - here.union(*told.values()))

    def _stand(self, run: Run) -> Stand | None:
        begin, end = self._sentences[run[0]], self._sentences[run[1] - 1]
        return self._standing.of(begin.article, begin.number, end.number + 1)

    def _may_be_edited(self, run: Run, names: list[Met]) -> bool:
        """Whether a passage stays whole with names in some of its sentences: what is edited stands apart.

        No quotation may go on from one sentence to an edited one, and behind an edited one no "But" follows.
        """
        sentences = self._sentences[run[0] : run[1]]
        edited = {met.sentence for met in names}
        if not edited or len(sentences) == 1:
            return True
        pieces: list[list[Told]] = [[]]
        for one in sentences:
            if pieces[-1] and (one.number in edited or pieces[-1][-1].number in edited):
                pieces.append([])
            pieces[-1].append(one)
        heads = [piece[0] for piece in pieces[1:]]
        named = {met.sentence for met in names if met.kind == "pronoun"}  # not "He told [Ruth Okello]"
        if any(one.hanging and not (one.number in named and one.points) for one in heads):
            return False
        return all(self._is_whole(" ".join(one.text for one in piece)) for piece in pieces)
