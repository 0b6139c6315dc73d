"""What the rules of attribution hand on: a quotation in tokens, before anybody knows who "he" is."""

from __future__ import annotations

from dataclasses import dataclass

from quotekit.phrases import Range
from quotekit.records import Act, QuoteKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation as ranges of tokens."""

    content: tuple[Range, ...]
    rule: str
    """A row of `data/rules.tsv`, which also says how sure the rule is."""
    cue: Range | None = None
    source: Range | None = None
    act: Act = "statement"
    kind: QuoteKind = "direct"
    same_as: int | None = None
    """A token inside an earlier quotation by the same speaker, where this one has no source of its own."""

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0][0]
