"""Which quotes somebody asks for, and those quotes of a stream of analyses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import Quote
from quotekit.speakers.identities import Words
from quotekit.speakers.roster import chosen_by

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters of the command ask for; by default every statement. Raises UsageError for a wrong value.

    >>> from quotekit.records import Span
    >>> Selection(kinds=("direct",)).wants(Quote("a-1", "a", "mixed", "statement", (Span(0, 3),)))
    False
    """

    kinds: tuple[str, ...] = ()
    """`direct`, `mixed`, `indirect`; none for all three."""
    names: tuple[Words, ...] = ()
    """Folded names of speakers; none for everybody, and for nobody."""
    aliases: Mapping[Words, str] = field(default_factory=dict)
    acts: str = "statement"
    least: float = 0.0
    """The least confidence, 0 to 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:  # click's range lets "nan" through
            raise UsageError(f"--min-confidence is a number from 0 to 1, not {self.least}")

    def wants(self, quote: Quote) -> bool:
        """Whether kind, act and confidence of a quote are wanted; the speaker is looked at in `kept`."""
        said = self.acts == "all" or quote.act == "statement"
        return said and quote.confidence >= self.least and (not self.kinds or quote.kind in self.kinds)

    def kept(self, analyses: Iterable[Analysis], keep: Callable[[Analysis, Quote], Kept]) -> Iterator[Kept]:
        """What `keep` makes of each wanted quote; with `names`, only after the last analysis.

        >>> list(Selection().kept([], Analysis.row_of))
        []
        """
        if self.names:
            return chosen_by(analyses, list(self.names), self.wants, keep, self.aliases)
        return (keep(analysis, quote) for analysis in analyses for quote in analysis.quotes if self.wants(quote))

    def narrowed(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """The analyses with the wanted quotes only. With `names` those without any are left out, and texts are held."""
        if not self.names:
            return (replace(one, quotes=tuple(filter(self.wants, one.quotes))) for one in analyses)
        pairs = self.kept(analyses, lambda analysis, quote: (analysis, quote))
        grouped = groupby(pairs, key=lambda pair: id(pair[0]))
        return (_with_quotes(list(group)) for _, group in grouped)


def _with_quotes(pairs: list[tuple[Analysis, Quote]]) -> Analysis:
    return replace(pairs[0][0], quotes=tuple(quote for _, quote in pairs))
