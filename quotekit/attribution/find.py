"""Quotations with their cue and source: from the labels of tokens, for many articles at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution import assembly, sources
from quotekit.attribution.acts import acts, listed_act
from quotekit.attribution.assembly import Claim
from quotekit.attribution.confidence import TEMPLATES as CONFIDENCE
from quotekit.attribution.confidence import confidence_columns
from quotekit.attribution.contents import clauses_in_front, contents
from quotekit.attribution.drafts import Draft
from quotekit.attribution.links import Indices
from quotekit.attribution.model import Model
from quotekit.attribution.repairs import mended
from quotekit.attribution.sources import Attributions, candidates, source_columns
from quotekit.attribution.speech import speech
from quotekit.attribution.tagging import tagger
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.logistic import logits, probability
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import Columns, Ints
from quotekit.records import Act, QuoteKind
from quotekit.text.document import View
from quotekit.text.phrases import Range

KINDS: tuple[QuoteKind, ...] = ("indirect", "mixed", "direct")
WHOLE = 0.9
"""Share of the words that must stand between marks in a direct quotation."""
_LIKELY = np.array([-0.7, -2.0, -3.0], np.float32)
"""By kind, the logarithm of the odds from which a candidate is taken for the source: marks call for one."""
_CLAUSE = 0.5
"""Confidence of a clause in front of its cue that the labels left out, set by hand."""
_DOUBTFUL = {"indirect": 0.2, "mixed": 0.35, "direct": 0.25}
"""The confidence below which a find is not reported."""


class Found(NamedTuple):
    """The attributions of a batch of articles, by place."""

    seen: Labelled
    contents: Ints
    """(k, 2) the pieces of content."""
    claims: list[Claim]
    """(a,) which of them belong together, and to which cue."""
    attributions: Attributions
    source: Ints
    """(a, 2) half-open; (0, 0) where there is none."""
    confidence: Floats
    """(a,) the probability that content and source are right."""
    columns: Columns
    """What the confidence was read from."""
    belief: NDArray[np.bool_]
    """(a,) whether the words around the cue make it a belief."""


def find_drafts(views: Sequence[View], model: Model) -> list[list[Draft]]:
    """The quotations of each article in the order of the text, best asked for a dozen articles or more at once.

    >>> from quotekit.attribution.model import shipped
    >>> from quotekit.text.document import look
    >>> view = look("“It will rain all week,” the mayor said on Monday.")
    >>> [[draft]] = find_drafts([view], shipped())
    >>> view.text(*draft.content[0]), view.text(*draft.source)
    ('It will rain all week,', 'the mayor')
    """
    if not views:
        return []
    return drafts_of(read(tagger.label(views, model.passes), model), views)


def drafts_of(found: Found, views: Sequence[View]) -> list[list[Draft]]:
    """The finds of each article that are not too doubtful, in the order of the text."""
    drafts: list[list[Draft]] = [[] for _ in views]
    for article, draft in (*_drafts(found, views), *_in_front(found, views)):
        drafts[article].append(draft)
    return [_likely(mended(view, sorted(own, key=_start))) for view, own in zip(views, drafts)]


def _start(draft: Draft) -> int:
    return draft.start


def _likely(drafts: list[Draft]) -> list[Draft]:
    """The drafts that are not too doubtful to be reported."""
    return [draft for draft in drafts if draft.confidence >= _DOUBTFUL[draft.kind]]


def read(seen: Labelled, model: Model) -> Found:
    """Everything that the fitted decisions say of some labelled articles."""
    decide = model.decisions
    marks = speech(seen, decide["speech"])
    pieces = contents(seen, marks, decide["cut"])
    cues = assembly.cues_outside(seen, pieces)
    claims = assembly.claims(seen, cues, pieces, decide["link"], decide["join"])
    found = attributions(seen, cues, pieces, claims)
    given = candidates(seen)
    left, right = sources.near(seen.batch, found, given.spans)
    odds = logits(decide["source"], source_columns(seen, found, cues, given, left, right), sources.TEMPLATES)
    source, origin = _chosen(found, given.spans, left, right, odds)
    link = np.array([claim.odds for claim in claims], np.float32)
    columns = confidence_columns(seen, found, link, _speech_within(seen, found, marks), source, origin)
    sure = probability(logits(decide["confidence"], columns, CONFIDENCE))
    return Found(seen, pieces, claims, found, source, sure, columns, acts(seen, found, decide["act"]))


def _chosen(found: Attributions, spans: Ints, left: Indices, right: Indices, odds: Floats) -> tuple[Ints, Floats]:
    """(a, 2) the likeliest source of each attribution, (0, 0) where none is likely, and (a,) its odds."""
    count = len(found.cue)
    source, origin = np.zeros((count, 2), np.int32), np.full(count, -99, np.float32)
    best = assembly.best_of(left, odds, count)
    some = best >= 0
    source[some], origin[some] = spans[right[best[some]]], odds[best[some]]
    source[origin <= _LIKELY[found.kind]] = 0
    return source, origin


def attributions(seen: Labelled, cues: Ints, pieces: Ints, claims: list[Claim]) -> Attributions:
    """Claims as arrays."""
    batch = seen.batch
    owner = np.full(len(batch.types), -1, np.int32)
    words = np.zeros((len(claims), 2), np.int32)
    for number, claim in enumerate(claims):
        for first, last in pieces[claim.contents].tolist():
            owner[first:last] = number
            words[number] += (
                batch.words[last] - batch.words[first],
                batch.quoted_words[last] - batch.quoted_words[first],
            )
    cue = [cues[claim.cue] if claim.cue >= 0 else (0, 0) for claim in claims]
    content = [(pieces[claim.contents[0], 0], pieces[claim.contents[-1], 1]) for claim in claims]
    whole = words[:, 1] >= WHOLE * words[:, 0]
    return Attributions(
        np.array(cue, np.int32).reshape(-1, 2),
        np.array(content, np.int32).reshape(-1, 2),
        np.array([len(claim.contents) for claim in claims], np.int32),
        np.where(whole, 2, words[:, 1] > 0).astype(np.uint8),
        owner,
    )


def _speech_within(seen: Labelled, found: Attributions, marks: Floats) -> Floats:
    """The probability that the first pair of marks in each content holds speech; 1 where there is none."""
    pair = seen.batch.pair[np.minimum(found.content[:, 0], len(seen.batch.pair) - 1)]
    return np.append(marks, np.float32(1))[pair]


def _drafts(found: Found, views: Sequence[View]) -> Iterator[tuple[int, Draft]]:
    """Each find as its article's number and a draft in tokens of it."""
    batch = found.seen.batch
    token = batch.token
    for number, claim in enumerate(found.claims):
        kind, sure = int(found.attributions.kind[number]), float(found.confidence[number])
        pieces = tuple(_tokens(token, span) for span in found.contents[claim.contents])
        cue, source = (_tokens(token, one[number]) for one in (found.attributions.cue, found.source))
        article = int(batch.article_number[found.attributions.content[number, 0]])
        told = source if source[1] else None
        listed = listed_act(views[article], *cue, told, KINDS[kind] == "direct") if cue[1] else None
        guessed: Act = "belief" if found.belief[number] and cue[1] else "statement"
        rule = "labelled" if cue[1] else "marked"
        yield (
            article,
            Draft(
                pieces,
                rule,
                cue if cue[1] else None,
                told,
                listed or guessed,
                KINDS[kind],
                None,
                round(sure, 3),
            ),
        )


def _in_front(found: Found, views: Sequence[View]) -> Iterator[tuple[int, Draft]]:
    """Clauses whose source and cue follow them, where the labels left the clause out, as drafts."""
    batch = found.seen.batch
    token = batch.token
    for clause, source, cue in clauses_in_front(found.seen, found.contents):
        article = int(batch.article_number[clause[0]])
        spoken = _tokens(token, cue)
        act = listed_act(views[article], *spoken, _tokens(token, source)) or "statement"
        content = (_tokens(token, clause),)
        yield article, Draft(content, "in-front", spoken, _tokens(token, source), act, "indirect", None, _CLAUSE)


def _tokens(token: NDArray[np.int64], span: Ints) -> Range:
    """A range of places as a range of tokens of its article; (0, 0) stays."""
    first, last = span.tolist()
    return (int(token[first]), int(token[last - 1]) + 1) if last else (0, 0)
