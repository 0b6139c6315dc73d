"""Gold as labels of our tokens, and as places of a batch of articles, for fitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.tagger import Labelled
from quotekit.gold import ROLES, GoldArticle
from quotekit.names.find import with_names
from quotekit.names.kinds import NameKinds
from quotekit.records import Act
from quotekit.text.document import View


class Piece(NamedTuple):
    """A contiguous run of tokens with one role, an index into `ROLES`."""

    role: int
    first: int
    last: int


def pieces_of(article: GoldArticle) -> list[list[Piece]]:
    """For each attribution, its contiguous runs of tokens.

    >>> [[piece]] = pieces_of(GoldArticle("a", "She said no.", [{"source": [], "cue": [(4, 8)], "content": []}]))
    >>> piece
    Piece(role=1, first=1, last=2)
    """
    table = article.view.table
    found = []
    for attribution in article.attributions:
        of_one = []
        for role, name in enumerate(ROLES):
            covered: set[int] = set()
            for start, end in attribution[name]:
                first = int(np.searchsorted(table.end, start, side="right"))
                last = int(np.searchsorted(table.start, end, side="left"))
                covered.update(range(first, last))
            of_one += [Piece(role, first, last) for first, last in _runs(sorted(covered))]
        found.append(of_one)
    return found


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Half-open runs of consecutive numbers."""
    start = previous = -2
    for index in indices:
        if index != previous + 1:
            if start >= 0:
                yield start, previous + 1
            start = index
        previous = index
    if start >= 0:
        yield start, previous + 1


def labels_of(article: GoldArticle) -> NDArray[np.int8]:
    """(n_tokens,) 0 outside, 1 + 2 * role at the beginning of a piece and 2 + 2 * role inside it.

    The piece that comes first keeps its tokens, and one that goes on in the next paragraph begins there anew.

    >>> gold = GoldArticle("a", "She said no rain.", [{"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 16)]}])
    >>> labels_of(gold).tolist()
    [1, 3, 5, 6, 0]
    """
    found = np.zeros(len(article.view.word), np.int8)
    for role, first, last in (piece for attribution in pieces_of(article) for piece in attribution):
        if not found[first:last].any():
            found[first:last] = 2 + 2 * role
            found[first : first + 1] = 1 + 2 * role
    heads = article.view.table.paragraph_token[:, 0]
    heads = heads[heads < len(found)]
    found[heads] -= (found[heads] > 0) & (found[heads] % 2 == 0)
    return found


# --- Gold of a batch ---


class Event(NamedTuple):
    """The places of source, cue and content of one gold attribution."""

    source: NDArray[np.int32]
    cue: NDArray[np.int32]
    content: NDArray[np.int32]


class GoldBatch(NamedTuple):
    """A batch of articles as the sequence model labels them, with their gold attributions by place."""

    articles: list[GoldArticle]
    views: Sequence[View]
    """The articles with their names."""
    seen: Labelled
    events: list[Event]
    weight: float = 1.0
    """How much each of its rows counts in a fit: batches of several collections may be fitted together."""
    acts: Sequence[Act | None] = ()
    """What each event is; None where the gold does not tell."""


def gold_batch(articles: Sequence[GoldArticle], seen: Labelled, kinds: NameKinds, weight: float = 1.0) -> GoldBatch:
    """Gold attributions in the places of a batch; `kinds` tells people and organizations apart."""
    events: list[Event] = []
    shift = 0
    for one in articles:
        at = seen.batch.at[shift : shift + len(one.view.word)]
        shift += len(at)
        for pieces in pieces_of(one):
            parts = [[at[p.first : p.last] for p in pieces if p.role == role] for role in range(3)]
            events.append(Event(*(np.concatenate(part) if part else np.zeros(0, np.int32) for part in parts)))
    views = [with_names(one.view, kinds)[0] for one in articles]
    acts = [act for one in articles for act in one.acts or [None] * len(one.attributions)]
    return GoldBatch(list(articles), views, seen, events, weight, acts)
