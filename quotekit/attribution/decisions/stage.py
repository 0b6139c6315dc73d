"""What every fitted decision of attribution states, and what has been decided so far when its turn comes.

A decision is a logistic regression over hashed templates. Its stage prepares a row for each question from what has been
decided before, and turns the answers into a record that later stages read. Prediction and fitting walk the same stages
(`attribution/stages.py`): prediction asks the fitted weights, fitting first compares the rows with gold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from quotekit.attribution.decisions.logistic import Logistic, logits, probability
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.features import Hashes, hashes
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import Columns
from quotekit.records import QuoteKind
from quotekit.text.document import View

BY_MARKS: tuple[QuoteKind, ...] = ("indirect", "mixed", "direct")
"""Kinds of quotation by how much of them stands between marks: nothing, some, all."""
Record = TypeVar("Record")
About = TypeVar("About")


@dataclass(frozen=True)
class Decision:
    """All that is known of a decision but its weights."""

    name: str
    """Its key in a model file."""
    templates: str
    """What it looks at: names of columns, joined by "&", with a space between each two."""
    strength: float
    """C of the regression, by cross-validation over outlets of PolNeAR train."""
    scale: Literal["odds", "probability"] = "odds"
    """Whether its answers are logarithms of odds or probabilities."""
    least: float | tuple[float, float, float] = 0.0
    """The answer from which on it says yes: one, or one for each kind of quotation, in the order of `BY_MARKS`."""
    bits: int = 15
    """Its templates hash to 2 ** bits rows."""

    def answers(self, weights: Logistic, rows: Rows[Any]) -> Floats:
        """(n,) what fitted weights say of each row, on the decision's scale."""
        odds = logits(weights, rows.hashes_of(self.templates))
        return odds if self.scale == "odds" else probability(odds)

    def least_of(self, kind: QuoteKind) -> float:
        """The answer from which on it says yes of a kind of quotation."""
        return self.least[BY_MARKS.index(kind)] if isinstance(self.least, tuple) else self.least


@dataclass(frozen=True)
class Decided:
    """A batch of articles and what has been decided of it so far: one record of each type.

    >>> class Weather(NamedTuple):
    ...     wet: bool
    >>> before = Decided((), None)
    >>> before.and_then(Weather(True))[Weather].wet, Weather in before
    (True, False)
    """

    views: Sequence[View]
    seen: Labelled
    """What the sequence model says of the articles."""
    records: Mapping[type, Any] = field(default_factory=dict)

    def __getitem__(self, kind: type[Record]) -> Record:
        record: Record = self.records[kind]
        return record

    def __contains__(self, kind: type) -> bool:
        return kind in self.records

    def and_then(self, record: object) -> Decided:
        """The same with one record more."""
        return replace(self, records={**self.records, type(record): record})


class Rows(NamedTuple, Generic[About]):
    """The questions of a decision, a row each."""

    about: About
    """What the rows are about, as the stage knows it: pairs, edges, candidates; None where it is an earlier record."""
    columns: Columns
    """(n,) what is known of each."""
    hashes: Hashes | None = None
    """What the templates of the decision make of the columns, where that is known: decisions may share both."""

    def hashes_of(self, templates: str) -> Hashes:
        """What the templates of the decision make of the columns."""
        return hashes(self.columns, templates) if self.hashes is None else self.hashes


@dataclass(frozen=True)
class Stage(Generic[About]):
    """A decision with what goes before it and what comes of it."""

    decision: Decision
    rows: Callable[[Decided], Rows[About]]
    """The questions, from what has been decided before."""
    record: Callable[[Decided, Rows[About], Floats], object]
    """What is decided, from the questions and their answers."""

    def after(self, before: Decided, rows: Rows[About], weights: Logistic) -> Decided:
        """What has been decided when fitted weights have answered the questions."""
        return before.and_then(self.record(before, rows, self.decision.answers(weights, rows)))
