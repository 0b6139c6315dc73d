"""What gold says of the questions of each decision: one function a decision, in `TRUTHS`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.acts import listed_act
from quotekit.attribution.decisions.contents import Edges, Spans
from quotekit.attribution.decisions.joins import Attributions, Claim, Rivals
from quotekit.attribution.decisions.ranges import Indices, all_tokens_if_any
from quotekit.attribution.decisions.sources import Nearby, Sources
from quotekit.attribution.decisions.stage import Decided, Rows
from quotekit.attribution.finds import Finds
from quotekit.attribution.tagging.wordtypes import Ints
from quotekit.attribution.verdicts import PROPOSED, Proposals
from quotekit.records import Act
from quotekit.training.labels import GoldBatch

Bools = NDArray[np.bool_]
_SAME = 0.5
"""Share of the words of both together that a find and gold must have in common to be one quotation."""


class Lesson(NamedTuple):
    """What is true of some rows."""

    truth: Bools
    """(n,)"""
    weight: NDArray[np.float64] | None = None
    """(n,) how much each row counts; None where all count 1. A row of weight 0 teaches nothing."""

    def weights(self) -> NDArray[np.float64]:
        """(n,) how much each row counts."""
        return np.ones(len(self.truth)) if self.weight is None else self.weight


def _speech(gold: GoldBatch, before: Decided, rows: Rows[None]) -> Lesson:
    """Marks hold speech where more than half of their words are gold content."""
    batch = gold.seen.batch
    inside = np.zeros(len(batch.types), bool)
    for event in gold.events:
        inside[event.content] = True
    held = np.concatenate([[0], np.cumsum(inside & (np.diff(batch.words) > 0))])
    _, first, last, _ = batch.pairs[:-1].T
    return Lesson(held[last] - held[first] > 0.5 * (batch.words[last] - batch.words[first]))


def _cut(gold: GoldBatch, before: Decided, rows: Rows[Edges]) -> Lesson:
    """Marks inside a run cut it where a piece of gold content begins or ends there."""
    bounds = {bound for event in gold.events for bound in _bounds(event.content)}
    edges = rows.about.places[:, :2].tolist()
    return Lesson(np.array([bool({place, place + 1 if opens else place - 1} & bounds) for place, opens in edges], bool))


def _bounds(places: NDArray[np.int32]) -> list[int]:
    """Where the runs of some places begin and end."""
    if not len(places):
        return []
    gaps = np.flatnonzero(np.diff(places) > 1)
    return [int(places[0]), int(places[-1]) + 1, *places[gaps + 1].tolist(), *(places[gaps] + 1).tolist()]


def _link(gold: GoldBatch, before: Decided, rows: Rows[tuple[Indices, Indices]]) -> Lesson:
    """A cue and a content belong together where they belong to one gold attribution."""
    of_cue, of_content = _of_cues(gold, before[Spans]), _of_contents(gold, before[Spans])
    return Lesson(np.array([bool(of_cue[cue] & of_content[content]) for cue, content in zip(*rows.about)], bool))


def _join(gold: GoldBatch, before: Decided, rows: Rows[Rivals]) -> Lesson:
    """Two contents are one quotation where they belong to one gold attribution."""
    owners = _of_contents(gold, before[Spans])
    return Lesson(np.array([bool(owners[first] & owners[second]) for _, first, second in rows.about], bool))


def _source(gold: GoldBatch, before: Decided, rows: Rows[Nearby]) -> Lesson:
    """The candidate that covers most of the gold source is right."""
    given, left, right = rows.about
    overlaps = _overlaps([event.source for event in gold.events], given.spans)
    most: dict[int, int] = defaultdict(int)
    for own in overlaps:
        for number, count in own.items():
            most[number] = max(most[number], count)
    stands_for = _events(gold, before)
    events = [stands_for[at] for at in left]
    shared = [overlaps[at].get(event, 0) for at, event in zip(right, events)]
    return Lesson(np.array([count > 0 and count == most[event] for count, event in zip(shared, events)], bool))


def _act(gold: GoldBatch, before: Decided, rows: Rows[None]) -> Lesson:
    """Where the tables of cues know the cue, what they say of it teaches what its surroundings look like."""
    batch, spans = gold.seen.batch, before[Attributions].cue
    articles = batch.article_number[spans[:, 0]].tolist()
    cues = zip(articles, all_tokens_if_any(batch, spans))
    listed = [listed_act(before.views[number], *cue) if cue else None for number, cue in cues]
    known = np.array([act is not None for act in listed], float)
    return Lesson(np.array([act == "belief" for act in listed], bool), known)


def _confidence(gold: GoldBatch, before: Decided, rows: Rows[None]) -> Lesson:
    """Right are content, by half of what both cover, and source, by a word."""
    events = enumerate(_events(gold, before))
    return Lesson(np.array([_is_right(gold, before, number, event) for number, event in events], bool))


def _is_right(gold: GoldBatch, before: Decided, number: int, event: int) -> bool:
    if event < 0:
        return False
    words = np.diff(gold.seen.batch.words) > 0
    spans = before[Spans].contents[before[Attributions].claims[number].contents]
    own, content = np.concatenate([np.arange(first, last) for first, last in spans]), gold.events[event].content
    own, content = own[words[own]], content[words[content]]
    both = len(np.intersect1d(own, content))
    if 2 * both < len(own) + len(content) - both:
        return False
    first, last = before[Sources].spans[number]
    source = gold.events[event].source
    return bool(((source >= first) & (source < last)).any()) if len(source) else not last


def _is(act: Act) -> Callable[[GoldBatch, Decided, Rows[Any]], Lesson]:
    """Whether a find is what an act says; gold that tells no acts teaches nothing of it."""

    def lesson(gold: GoldBatch, before: Decided, rows: Rows[Any]) -> Lesson:
        found: Finds = rows.about or before[Proposals].finds
        told = np.array([bool(gold.articles[number].acts) for number in found.article], float)
        return Lesson(np.array([known == act for known in _acts(gold, found)], bool), told)

    return lesson


JUDGED: tuple[Act, ...] = ("statement", "mention", "belief")
"""What a find may be; what an outlet asks is told by print."""
TRUTHS: Mapping[str, Callable[[GoldBatch, Decided, Rows[Any]], Lesson]] = {
    "speech": _speech,
    "cut": _cut,
    "link": _link,
    "join": _join,
    "source": _source,
    "act": _act,
    "confidence": _confidence,
    **{act: _is(act) for act in JUDGED},
}


# --- Which gold attribution a range stands for ---


def _overlaps(places: Sequence[NDArray[np.int32]], spans: Ints) -> list[dict[int, int]]:
    """For each span, by the number of a gold attribution, how many of its places the span covers."""
    found: list[dict[int, int]] = [defaultdict(int) for _ in spans]
    for number, own in enumerate(places):
        index = np.searchsorted(spans[:, 0], own, side="right") - 1
        inside = (index >= 0) & (own < spans[index, 1]) if len(spans) else np.zeros(len(index), bool)
        for at, count in zip(*np.unique(index[inside], return_counts=True)):
            found[at][number] += int(count)
    return found


def _owners(places: Sequence[NDArray[np.int32]], spans: Ints) -> list[set[int]]:
    """The gold attributions of which each span covers half, or which cover half of it."""
    return [
        {number for number, count in own.items() if 2 * count >= min(last - first, len(places[number]))}
        for (first, last), own in zip(spans.tolist(), _overlaps(places, spans))
    ]


def _of_contents(gold: GoldBatch, spans: Spans) -> list[set[int]]:
    return _owners([event.content for event in gold.events], spans.contents)


def _of_cues(gold: GoldBatch, spans: Spans) -> list[set[int]]:
    return _owners([event.cue for event in gold.events], spans.cues)


def _events(gold: GoldBatch, before: Decided) -> list[int]:
    """The gold attribution that each attribution stands for; -1 where there is none."""
    spans = before[Spans]
    of_cue, of_content = _of_cues(gold, spans), _of_contents(gold, spans)
    return [_event(claim, spans, of_cue, of_content) for claim in before[Attributions].claims]


def _event(claim: Claim, spans: Spans, of_cue: list[set[int]], of_content: list[set[int]]) -> int:
    """The gold attribution that most of the content belongs to, one with the same cue before others."""
    covered: dict[int, int] = defaultdict(int)
    for content in claim.contents:
        for number in of_content[content]:
            covered[number] += int(spans.contents[content, 1] - spans.contents[content, 0])
    cued = of_cue[claim.cue] if claim.cue >= 0 else set()
    return max(covered, key=lambda number: (number in cued, covered[number], -number), default=-1)


# --- What gold says of whole finds ---


def _acts(gold: GoldBatch, found: Finds) -> list[Act | None]:
    """(k,) what each find is by the gold, None where it is nobody's speech.

    Each gold attribution is given once, to the find that is most like it. A proposal stands beside a find of the same
    words, so it is right only with the cue of the gold, and takes nothing from the find.
    """
    acts: list[Act | None] = [None] * len(found.drafts)
    taken: set[int] = set()
    given: set[int] = set()
    for _, find, event in sorted(_pairs(gold, found)):
        is_proposal = found.drafts[find].rule in PROPOSED
        if find not in given and (is_proposal or event not in taken):
            given.add(find)
            taken |= set() if is_proposal else {event}
            acts[find] = gold.acts[event]
    return acts


def _pairs(gold: GoldBatch, found: Finds) -> Iterator[tuple[float, int, int]]:
    """How unlike, and the numbers, of finds and gold attributions that may be one quotation."""
    is_word = np.diff(gold.seen.batch.words) > 0
    contents = [event.content[is_word[event.content]] for event in gold.events]
    first = np.array([content[0] if len(content) else -1 for content in contents])
    last = np.array([content[-1] if len(content) else -1 for content in contents])
    for find, draft in enumerate(found.drafts):
        own = _places(gold, found, find)
        own = own[is_word[own]]
        begin, end = found.content[find]
        for event in np.flatnonzero((first < end) & (last >= begin)).tolist():
            both = len(np.intersect1d(own, contents[event], assume_unique=True))
            share = both / (len(own) + len(contents[event]) - both) if both else 0.0
            if share >= _SAME and (draft.rule not in PROPOSED or _shares_cue(found.cue[find], gold.events[event].cue)):
                yield -share, find, event


def _places(gold: GoldBatch, found: Finds, find: int) -> Ints:
    """The places of all pieces of a find."""
    draft = found.drafts[find]
    token = gold.seen.batch.token
    spanned = np.arange(*found.content[find])
    inside = np.zeros(len(spanned), bool)
    for piece in draft.content:
        inside |= (token[spanned] >= piece[0]) & (token[spanned] < piece[1])
    return spanned[inside]


def _shares_cue(cue: Sequence[int], gold: Ints) -> bool:
    return bool(((gold >= cue[0]) & (gold < cue[1])).any())
