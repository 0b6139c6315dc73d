"""What attribution hands on: a quotation in tokens, before anybody knows who "he" is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotekit.records import Act, QuoteKind
from quotekit.text.phrases import Range

Label = Literal["question", "answer", "speaker", "name"]


class QuoteDraft(NamedTuple):
    """A quotation as ranges of tokens."""

    content: tuple[Range, ...]
    rule: str = ""
    """The name of the rule that decided, one of `rules.py`."""
    cue: Range | None = None
    source: Range | None = None
    act: Act = "statement"
    kind: QuoteKind = "direct"
    confidence: float = 0.0
    """The probability that content and source are right; once it is judged, that it is what its act says."""
    denied: bool = False
    """Whether the speaker says that the content is not so."""
    label: Label | None = None
    """What the source is, where it is a label: of who asks ("Q:"), who answers, or a name or office in print."""
    named: Range | None = None
    """Tokens apart from the source that name who speaks: Holt's, who asks what follows "BY MR. HOLT:"."""

    @property
    def tokens(self) -> list[int]:
        """The tokens of all pieces of the content."""
        return [at for piece in self.content for at in range(*piece)]

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0][0]
