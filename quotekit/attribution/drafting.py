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


def found_drafts(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each find as its article's number and a draft in tokens of it."""
    batch, spans, own = found.seen.batch, found[Spans], found[Attributions]
    for number, claim in enumerate(own.claims):
        cue = tokens_if_any(batch, own.cue[number])
        draft = QuoteDraft(
            content=tuple(tokens(batch, span) for span in spans.contents[claim.contents]),
            rule="labelled" if cue else "marked",
            cue=cue,
            source=tokens_if_any(batch, found[Sources].spans[number]),
            act=found[Acts].acts[number],
            kind=BY_MARKS[own.kind[number]],
            confidence=round(float(found[Confidence].sure[number]), 3),
        )
        yield article(batch, own.content[number]), draft
