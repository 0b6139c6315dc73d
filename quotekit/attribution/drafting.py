"""What the fitted decisions found, as drafts in tokens of the articles."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.decisions.acts import Acts
from quotekit.attribution.decisions.confidence import Confidence
from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.ranges import all_tokens, all_tokens_if_any
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.stage import BY_MARKS, Decided
from quotekit.attribution.drafts import QuoteDraft


def labelled(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each attribution that has a cue, as its article's number and a draft in tokens of it."""
    return _drafts(found, cued=True)


def marked(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each that has none."""
    return _drafts(found, cued=False)


def _drafts(found: Decided, cued: bool) -> Iterator[tuple[int, QuoteDraft]]:
    batch, own = found.seen.batch, found[Attributions]
    pieces = all_tokens(batch, found[Spans].contents)
    cues, sources = (all_tokens_if_any(batch, spans) for spans in (own.cue, found[Sources].spans))
    articles, kinds = batch.article_number[own.content[:, 0]].tolist(), own.kind.tolist()
    sure = found[Confidence].sure.tolist()
    for number, claim in enumerate(own.claims):
        if (claim.cue >= 0) is cued:
            yield (
                articles[number],
                QuoteDraft(
                    content=tuple(pieces[content] for content in claim.contents),
                    cue=cues[number],
                    source=sources[number],
                    act=found[Acts].acts[number],
                    kind=BY_MARKS[kinds[number]],
                    confidence=round(sure[number], 3),
                ),
            )
