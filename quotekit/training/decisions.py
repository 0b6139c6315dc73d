"""Fits the decisions between spans: logistic regressions on what the sequence model says of articles it never saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution import acts, assembly, confidence, find, links, sources, speech
from quotekit.attribution.contents import CUT_TEMPLATES, contents, edge_columns, inner_edges, spanned
from quotekit.attribution.model import Model
from quotekit.attribution.sources import Candidates, candidates
from quotekit.attribution.tagging.features import hashed
from quotekit.attribution.tagging.logistic import Logistic
from quotekit.attribution.tagging.tagger import Labelled, Passes
from quotekit.attribution.tagging.wordtypes import Columns, Ints
from quotekit.gold import GoldArticle
from quotekit.training.labels import pieces_of

Truth = NDArray[np.bool_]
_BITS = 15
_STRENGTH = {"speech": 0.2, "cut": 0.1, "link": 0.1, "join": 0.1, "source": 0.1, "confidence": 0.03, "act": 0.1}
"""C of each regression, by cross-validation over outlets of PolNeAR train."""
_SOURCE, _CUE, _CONTENT = range(3)
Event = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
"""The places of source, cue and content of one gold attribution."""


class Sheet(NamedTuple):
    """A batch of articles as the sequence model labels them, with their gold attributions by place."""

    articles: list[GoldArticle]
    seen: Labelled
    events: list[Event]


def sheet(articles: Sequence[GoldArticle], seen: Labelled) -> Sheet:
    """Gold attributions in the places of a batch."""
    events: list[Event] = []
    shift = 0
    for article in articles:
        at = seen.batch.at[shift : shift + len(article.view.word)]
        shift += len(at)
        for pieces in pieces_of(article):
            parts = [[at[p.first : p.last] for p in pieces if p.role == role] for role in range(3)]
            events.append(tuple(np.concatenate(part) if part else np.zeros(0, np.int32) for part in parts))  # type: ignore[arg-type]
    return Sheet(list(articles), seen, events)


def fit_decisions(sheets: Sequence[Sheet], passes: Passes) -> Model:
    """Every decision fitted, each on what those before it make of the articles."""
    model = Model(passes, {}, {})

    def learn(name: str, examples: Iterable[tuple[Columns, Truth] | None]) -> None:
        nonlocal model
        found = [part for part in examples if part is not None]
        model = model._replace(decisions={**model.decisions, name: fit(name, *_together(found))})

    learn("speech", (_speech_examples(one) for one in sheets))
    learn("cut", (_cut_examples(one, model) for one in sheets))
    spans = [_spans(one, model) for one in sheets]
    learn("link", map(_link_examples, sheets, spans))
    learn("join", (_join_examples(one, of_one, model) for one, of_one in zip(sheets, spans)))
    assembled = [_assembled(one, of_one, model) for one, of_one in zip(sheets, spans)]
    learn("source", map(_source_examples, sheets, assembled))
    learn("act", map(_act_examples, sheets, assembled))
    learn("confidence", (_confidence_examples(one, made, model) for one, made in zip(sheets, assembled)))
    return model


def _together(parts: list[tuple[Columns, Truth]]) -> tuple[Columns, Truth]:
    if not parts:
        return {}, np.zeros(0, bool)
    columns = {name: np.concatenate([part[name] for part, _ in parts]) for name in parts[0][0]}
    return columns, np.concatenate([truth for _, truth in parts])


TEMPLATES = {
    "speech": speech.TEMPLATES,
    "cut": CUT_TEMPLATES,
    "link": links.TEMPLATES,
    "join": links.JOIN_TEMPLATES,
    "source": sources.TEMPLATES,
    "confidence": confidence.TEMPLATES,
    "act": acts.TEMPLATES,
}


def fit(name: str, columns: Columns, truth: Truth) -> Logistic:
    """A logistic regression over the hashed templates of a decision, its weights as whole numbers.

    Where all examples agree, or there are none, it says so whatever it sees, the surer the more there were.
    """
    if truth.all() or not truth.any():
        odds = (truth.sum() + 1) / ((~truth).sum() + 1)
        return Logistic(np.zeros(1 << _BITS, np.int8), 1.0, float(np.log(odds)))
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = hashed(columns, TEMPLATES[name], _BITS)
    count, n = rows.shape
    ones = np.ones(count * n, np.float32)
    matrix = csr_matrix((ones, rows.T.ravel(), np.arange(0, count * n + 1, count)), shape=(n, 1 << _BITS))
    regression = LogisticRegression(C=_STRENGTH[name], solver="liblinear", max_iter=1000, random_state=0)
    regression.fit(matrix, truth)
    weights: NDArray[Any] = regression.coef_[0]
    scale = float(np.abs(weights).max()) / 127
    return Logistic(np.round(weights / scale).astype(np.int8), scale, float(regression.intercept_[0]))


def _speech_examples(one: Sheet) -> tuple[Columns, Truth]:
    """Marks hold speech where more than half of their words are gold content."""
    batch = one.seen.batch
    inside = np.zeros(len(batch.types), bool)
    for event in one.events:
        inside[event[_CONTENT]] = True
    held = np.concatenate([[0], np.cumsum(inside & (np.diff(batch.words) > 0))])
    _, first, last, _ = batch.pairs[:-1].T
    return speech.pair_columns(one.seen), held[last] - held[first] > 0.5 * (batch.words[last] - batch.words[first])


def _cut_examples(one: Sheet, model: Model) -> tuple[Columns, Truth] | None:
    """Marks inside a run cut it where a piece of gold content begins or ends there."""
    merged, pairs = spanned(one.seen, speech.speech(one.seen, model.decisions["speech"]))
    edges = inner_edges(merged, pairs)
    if not len(edges):
        return None
    bounds: set[int] = set()
    for event in one.events:
        if len(content := event[_CONTENT]):
            gaps = np.flatnonzero(np.diff(content) > 1)
            bounds |= {
                int(content[0]),
                int(content[-1]) + 1,
                *content[gaps + 1].tolist(),
                *(content[gaps] + 1).tolist(),
            }
    truth = [bool({place, place + 1 if opens else place - 1} & bounds) for place, opens in edges[:, :2].tolist()]
    return edge_columns(one.seen, merged, edges), np.array(truth, bool)


class Spans(NamedTuple):
    """Contents and cues as found, with the gold attributions that they belong to."""

    contents: Ints
    cues: Ints
    of_content: list[set[int]]
    of_cue: list[set[int]]


def _spans(one: Sheet, model: Model) -> Spans:
    pieces = contents(one.seen, speech.speech(one.seen, model.decisions["speech"]), model.decisions["cut"])
    cues = assembly.cues_outside(one.seen, pieces)
    return Spans(pieces, cues, _owners(one, pieces, _CONTENT), _owners(one, cues, _CUE))


def _overlaps(one: Sheet, spans: Ints, role: int) -> list[dict[int, int]]:
    """For each span, by gold attribution, the places that both cover."""
    found: list[dict[int, int]] = [defaultdict(int) for _ in spans]
    for number, event in enumerate(one.events):
        index = np.searchsorted(spans[:, 0], event[role], side="right") - 1
        inside = (index >= 0) & (event[role] < spans[index, 1]) if len(spans) else np.zeros(len(index), bool)
        for at, count in zip(*np.unique(index[inside], return_counts=True)):
            found[at][number] += int(count)
    return found


def _owners(one: Sheet, spans: Ints, role: int) -> list[set[int]]:
    """The gold attributions of which each span covers half, or which cover half of it."""
    return [
        {number for number, count in own.items() if 2 * count >= min(last - first, len(one.events[number][role]))}
        for (first, last), own in zip(spans.tolist(), _overlaps(one, spans, role))
    ]


def _link_examples(one: Sheet, spans: Spans) -> tuple[Columns, Truth]:
    left, right = links.near(one.seen.batch, spans.cues, spans.contents)
    truth = [bool(spans.of_cue[cue] & spans.of_content[content]) for cue, content in zip(left, right)]
    return links.link_columns(one.seen, spans.cues, spans.contents, left, right), np.array(truth, bool)


def _join_examples(one: Sheet, spans: Spans, model: Model) -> tuple[Columns, Truth] | None:
    options = assembly.link_options(one.seen, spans.cues, spans.contents, model.decisions["link"])
    pairs = assembly.rivals(assembly.preferred(options))
    if not pairs:
        return None
    margins = assembly.margins(pairs, options)
    columns = links.join_columns(one.seen, spans.cues, spans.contents, np.array(pairs, np.int64), margins)
    return columns, np.array([bool(spans.of_content[a] & spans.of_content[b]) for _, a, b in pairs], bool)


class Assembled(NamedTuple):
    """Attributions as found, each with the gold attribution it stands for."""

    spans: Spans
    found: sources.Attributions
    event: list[int]
    """(a,) -1 where there is none."""


def _assembled(one: Sheet, spans: Spans, model: Model) -> Assembled:
    claims = assembly.claims(one.seen, spans.cues, spans.contents, model.decisions["link"], model.decisions["join"])
    found = find.attributions(one.seen, spans.cues, spans.contents, claims)
    return Assembled(spans, found, [_event(spans, claim) for claim in claims])


def _event(spans: Spans, claim: assembly.Claim) -> int:
    """The gold attribution that most of the content belongs to, one with the same cue before others."""
    covered: dict[int, int] = defaultdict(int)
    for content in claim.contents:
        for number in spans.of_content[content]:
            covered[number] += int(spans.contents[content, 1] - spans.contents[content, 0])
    cued = spans.of_cue[claim.cue] if claim.cue >= 0 else set()
    return max(covered, key=lambda number: (number in cued, covered[number], -number), default=-1)


def _source_examples(one: Sheet, made: Assembled) -> tuple[Columns, Truth]:
    """The candidate that covers most of the gold source is right."""
    given: Candidates = candidates(one.seen)
    left, right = sources.near(one.seen.batch, made.found, given.spans)
    overlaps = _overlaps(one, given.spans, _SOURCE)
    most: dict[int, int] = defaultdict(int)
    for own in overlaps:
        for number, count in own.items():
            most[number] = max(most[number], count)
    events = [made.event[at] for at in left]
    shared = [overlaps[at].get(event, 0) for at, event in zip(right, events)]
    truth = [count > 0 and count == most[event] for count, event in zip(shared, events)]
    return sources.source_columns(one.seen, made.found, made.spans.cues, given, left, right), np.array(truth, bool)


def _act_examples(one: Sheet, made: Assembled) -> tuple[Columns, Truth] | None:
    """Where the tables of cues know the cue, what they say of it teaches what its surroundings look like."""
    batch = one.seen.batch
    token = batch.token
    listed = []
    for first, last in made.found.cue.tolist():
        view = one.articles[int(batch.article_number[first])].view
        listed.append(acts.listed_act(view, int(token[first]), int(token[last - 1]) + 1) if last else None)
    known = np.array([act is not None for act in listed], bool)
    columns = {name: values[known] for name, values in acts.act_columns(one.seen, made.found).items()}
    return (columns, np.array([act == "belief" for act in listed], bool)[known]) if known.any() else None


def _confidence_examples(one: Sheet, made: Assembled, model: Model) -> tuple[Columns, Truth]:
    """Right are content, by half of what both cover, and source, by a word."""
    found = find.read(one.seen, model._replace(decisions={**model.decisions, "confidence": _BLIND}))
    truth = [_is_right(one, found, number, event) for number, event in enumerate(made.event)]
    return found.columns, np.array(truth, bool)


_BLIND = Logistic(np.zeros(2, np.int8), 1.0, 0.0)


def _is_right(one: Sheet, made: find.Found, number: int, event: int) -> bool:
    if event < 0:
        return False
    words = np.diff(one.seen.batch.words) > 0
    pieces = [np.arange(first, last) for first, last in made.contents[made.claims[number].contents]]
    own, gold_content = np.concatenate(pieces), one.events[event][_CONTENT]
    own, gold_content = own[words[own]], gold_content[words[gold_content]]
    both = len(np.intersect1d(own, gold_content))
    if 2 * both < len(own) + len(gold_content) - both:
        return False
    first, last = made.source[number]
    source = one.events[event][_SOURCE]
    return bool(((source >= first) & (source < last)).any()) if len(source) else not last
