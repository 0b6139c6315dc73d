"""Joins: which contents of one cue are one quotation. What comes of it are attributions, contents with their cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.links import LEAST, Links, Option, Options
from quotekit.attribution.decisions.ranges import Indices, edges, quotedness, starts
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.batch import Batch, ranges
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import SHAPE, STEM, WORD, Columns, Ints

DECISION = Decision(
    "join",
    strength=0.1,
    templates="""
where where&quoted where&gap where&quoted&gap where&cue.stem where&between where&between&quoted where&first
where&before where&sentences where&paragraphs where&quoted&paragraphs where&quoted&sentences where&begins
where&begins&quoted where&behind where&behind&before where&end where&end&quoted where&cues where&cues&quoted
where&margin where&margin&quoted where&after where&after&quoted where&cue.gap where&cue.gap&quoted
where&margin&gap&quoted where&shape where&shape&quoted where&end&before&quoted where&shape&before&quoted
where&contents where&contents&quoted where&length&quoted where&shape&end&quoted where&cues&before&quoted
where&cues&margin&quoted where&sentences&before&quoted
""",
)
WHOLE = 0.9
"""Share of the words that must stand between marks in a direct quotation."""
Rivals = list[tuple[int, int, int]]
"""Cue, earlier and later content of every two contents that prefer one cue."""


class Claim(NamedTuple):
    """Pieces of content with one cue."""

    contents: list[int]
    """Indices of pieces of content, in order."""
    cue: int
    """Index of the cue; -1 where there is none."""
    odds: float
    """Logarithm of the odds of the surest link; `LEAST` where there is no cue."""


class Attributions(NamedTuple):
    """Contents with their cues, before their sources are known."""

    claims: list[Claim]
    """(a,) which of the spans belong together."""
    cue: Ints
    """(a, 2) half-open places; (0, 0) where there is none."""
    content: Ints
    """(a, 2) from the first place of the content to its end, whatever stands between its pieces."""
    pieces: Ints
    """(a,) number of pieces."""
    kind: NDArray[np.uint8]
    """(a,) 0 indirect, 1 mixed, 2 direct, as in `BY_MARKS`."""
    owner: Ints
    """(n,) the attribution in whose content each place is; -1 for none."""


def _asked(before: Decided) -> Rows[Rivals]:
    found = before[Links]
    pairs = rivals(found.owned)
    indices = np.array(pairs, np.int64).reshape(-1, 3)
    return Rows(pairs, join_columns(before.seen, before[Spans], indices, margins(pairs, found.options)))


def _answered(before: Decided, rows: Rows[Rivals], odds: Floats) -> Attributions:
    spans = before[Spans]
    joins = dict(zip(rows.about, odds.tolist()))
    return attributions(before.seen.batch, spans, claims(len(spans.contents), before[Links], joins))


def claims(count: int, found: Links, joins: Mapping[tuple[int, int, int], float]) -> list[Claim]:
    """Each cue that has a content with all of its contents, and those of `count` contents that have no cue.

    `joins` holds for every two rivals the logarithm of the odds that they are one quotation.
    """
    claimed, spare = [], [content for content in range(count) if content not in found.options]
    for cue, own in found.owned.items():
        kept, rest = _kept(cue, own, joins)
        claimed.append(Claim(sorted(kept), cue, own[0][0]))
        spare += rest
    return claimed + list(_second_choices(spare, found.options, set(found.owned)))


def rivals(owned: Options) -> Rivals:
    """Cue, earlier and later content of every two contents that prefer one cue."""
    found = []
    for cue, own in owned.items():
        contents = [content for _, content in own]
        found += [(cue, min(a, b), max(a, b)) for n, a in enumerate(contents) for b in contents[n + 1 :]]
    return found


def margins(pairs: Iterable[tuple[int, int, int]], options: Options) -> Floats:
    """By how much the less sure of two contents prefers its cue to any other."""

    def margin(content: int, cue: int) -> float:
        others = max((value for value, other in options[content] if other != cue), default=LEAST)
        return next(value for value, other in options[content] if other == cue) - others

    return np.array([min(margin(first, cue), margin(second, cue)) for cue, first, second in pairs], np.float32)


def _kept(cue: int, own: list[Option], joins: Mapping[tuple[int, int, int], float]) -> tuple[list[int], list[int]]:
    """The surest content of a cue with those that join it, and the rest."""
    kept = [own[0][1]]
    rest: list[int] = []
    for _, content in own[1:]:
        best = max(joins[cue, min(other, content), max(other, content)] for other in kept)
        (kept if best > 0 else rest).append(content)
    return kept, rest


def _second_choices(spare: list[int], options: Options, taken: set[int]) -> Iterator[Claim]:
    """Contents that were turned away take the best cue that is left, the surest first."""
    free = {content: [one for one in options.get(content, ()) if one[1] not in taken] for content in spare}
    nothing = (LEAST, -1)
    for content in sorted(spare, key=lambda content: -max(free[content], default=nothing)[0]):
        value, cue = max((one for one in free[content] if one[1] not in taken), default=nothing)
        if cue >= 0:
            taken.add(cue)
        yield Claim([content], cue, value)


def attributions(batch: Batch, spans: Spans, claims: list[Claim]) -> Attributions:
    """Claims as arrays."""
    count = np.array([len(claim.contents) for claim in claims], np.int32)
    pieces = spans.contents[np.array([content for claim in claims for content in claim.contents], np.intp)]
    number = np.repeat(np.arange(len(claims), dtype=np.int32), count)
    owner = np.full(len(batch.types), -1, np.int32)
    owner[ranges(pieces)] = np.repeat(number, pieces[:, 1] - pieces[:, 0])
    words, quoted = (
        np.bincount(number, held[pieces[:, 1]] - held[pieces[:, 0]], len(claims))
        for held in (batch.words, batch.quoted_words)
    )
    last = np.cumsum(count) - 1
    cues = np.concatenate([spans.cues, np.zeros((1, 2), np.int32)])  # the last for none, which is -1
    return Attributions(
        claims,
        cues[np.array([claim.cue for claim in claims], np.intp)],
        np.stack([pieces[last - count + 1, 0], pieces[last, 1]], axis=1),
        count,
        np.where(quoted >= WHOLE * words, 2, quoted > 0).astype(np.uint8),
        owner,
    )


def join_columns(seen: Labelled, spans: Spans, pairs: Indices, margin: Floats) -> Columns:
    """What is known of two contents of one cue, (n,) each; `pairs` (n, 3) holds indices of cue, first and second.

    `margin` is by how much the link of the less sure content to the cue beats that to any other cue.
    """
    cues, contents = spans.cues, spans.contents
    cue, first, second = cues[pairs[:, 0]], contents[pairs[:, 1]], contents[pairs[:, 2]]
    batch, word = seen.batch, seen.batch.rows[WORD]
    of_cue = starts(batch, cues)
    sentence, paragraph = batch.sentence_number, batch.paragraph_number
    lo, hi = first[:, 1], np.maximum(second[:, 0], first[:, 1])
    head, of_content = edges(batch, second)[0], starts(batch, contents)
    inside = (lo <= cue[:, 0]) & (cue[:, 1] <= hi)
    columns = {
        "where": 1 + inside + 2 * (cue[:, 0] < first[:, 0]),
        "quoted": quotedness(batch, first) * 3 + quotedness(batch, second),
        "gap": bucket(hi - lo),
        "between": np.where(hi - lo == 1, word[lo], np.minimum(hi - lo, 3)),
        "cue.stem": batch.rows[STEM][cue[:, 1] - 1],
        "cue.gap": bucket(np.maximum(second[:, 0] - cue[:, 1], 0)),
        "after": word[cue[:, 1]],
        "first": word[head],
        "shape": batch.rows[SHAPE][head],
        "before": word[second[:, 0] - 1],
        "behind": word[first[:, 1]],
        "end": word[edges(batch, first)[1]],
        "contents": np.minimum(of_content[hi] - of_content[lo], 2),
        "length": bucket(second[:, 1] - second[:, 0]),
        "begins": batch.sentence[second[:, 0], 0] == second[:, 0],
        "sentences": np.minimum(sentence[second[:, 0]] - sentence[first[:, 1] - 1], 3),
        "paragraphs": paragraph[second[:, 0]] - paragraph[first[:, 0]],
        "cues": np.minimum(of_cue[hi] - of_cue[lo], 3),
        "margin": np.digitize(margin, (-2, 0, 2, 4, 6)),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


STAGE = Stage(DECISION, _asked, _answered)
