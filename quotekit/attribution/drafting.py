"""What the fitted decisions found, as drafts in tokens of the articles."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.decisions.acts import Acts
from quotekit.attribution.decisions.confidence import Confidence
from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.ranges import article, tokens, tokens_if_any
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.stage import BY_MARKS, Decided
from quotekit.attribution.drafts import QuoteDraft


def labelled(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each attribution that has a cue, as its article's number and a draft in tokens of it."""
    return (_draft(found, number) for number, claim in enumerate(found[Attributions].claims) if claim.cue >= 0)


def marked(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each that has none."""
    return (_draft(found, number) for number, claim in enumerate(found[Attributions].claims) if claim.cue < 0)


def _draft(found: Decided, number: int) -> tuple[int, QuoteDraft]:
    batch, own = found.seen.batch, found[Attributions]
    pieces = found[Spans].contents[own.claims[number].contents]
    draft = QuoteDraft(
        content=tuple(tokens(batch, span) for span in pieces),
        cue=tokens_if_any(batch, own.cue[number]),
        source=tokens_if_any(batch, found[Sources].spans[number]),
        act=found[Acts].acts[number],
        kind=BY_MARKS[own.kind[number]],
        confidence=round(float(found[Confidence].sure[number]), 3),
    )
    return article(batch, own.content[number]), draft
