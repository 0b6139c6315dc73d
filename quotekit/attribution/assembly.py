"""Attributions: contents go to their cues, split ones are joined, and each gets its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution import links
from quotekit.attribution.links import Indices
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.logistic import Logistic, logits
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import Ints

LEAST = -3.0
"""Logarithm of the odds below which a content is not linked to a cue."""
Option = tuple[float, int]
"""The logarithm of the odds of a link, and the cue or content at its end."""


class Claim(NamedTuple):
    """Pieces of content with one cue."""

    contents: list[int]
    """Indices of pieces of content, in order."""
    cue: int
    """Index of the cue; -1 where there is none."""
    odds: float
    """Logarithm of the odds of the surest link; `LEAST` where there is no cue."""


def cues_outside(seen: Labelled, contents: Ints) -> Ints:
    """(k, 2) the cue runs that overlap no piece of content."""
    cues = seen.runs[1]
    if not len(contents):
        return cues
    index = np.searchsorted(contents[:, 0], cues[:, 1])
    before = contents[np.maximum(index - 1, 0)]
    outside: Ints = cues[(index == 0) | (before[:, 1] <= cues[:, 0])]
    return outside


def claims(seen: Labelled, cues: Ints, contents: Ints, link: Logistic, join: Logistic) -> list[Claim]:
    """Each cue that has a content with all of its contents, and the contents that have no cue."""
    options = link_options(seen, cues, contents, link)
    owned = preferred(options)
    joins = _join_odds(seen, cues, contents, owned, options, join)
    found, spare = [], [content for content in range(len(contents)) if content not in options]
    for cue, own in owned.items():
        kept, rest = _kept(cue, own, joins)
        found.append(Claim(sorted(kept), cue, own[0][0]))
        spare += rest
    return found + list(_second_choices(spare, options, set(owned)))


def link_options(seen: Labelled, cues: Ints, contents: Ints, link: Logistic) -> dict[int, list[Option]]:
    """For each content that has any, the cues that it may belong to."""
    left, right = links.near(seen.batch, cues, contents)
    odds = logits(link, links.link_columns(seen, cues, contents, left, right), links.TEMPLATES)
    options: dict[int, list[Option]] = defaultdict(list)
    likely = odds >= LEAST
    for cue, content, value in zip(left[likely].tolist(), right[likely].tolist(), odds[likely].tolist()):
        options[content].append((value, cue))
    return options


def preferred(options: dict[int, list[Option]]) -> dict[int, list[Option]]:
    """For each cue the contents that prefer it, the surest first."""
    owned: dict[int, list[Option]] = defaultdict(list)
    for content, cues in options.items():
        value, cue = max(cues)
        owned[cue].append((value, content))
    return {cue: sorted(own, reverse=True) for cue, own in owned.items()}


def rivals(owned: dict[int, list[Option]]) -> list[tuple[int, int, int]]:
    """Cue, earlier and later content of every two contents that prefer one cue."""
    found = []
    for cue, own in owned.items():
        contents = [content for _, content in own]
        found += [(cue, min(a, b), max(a, b)) for n, a in enumerate(contents) for b in contents[n + 1 :]]
    return found


def margins(pairs: Iterable[tuple[int, int, int]], options: dict[int, list[Option]]) -> Floats:
    """By how much the less sure of two contents prefers its cue to any other."""

    def margin(content: int, cue: int) -> float:
        others = max((value for value, other in options[content] if other != cue), default=LEAST)
        return next(value for value, other in options[content] if other == cue) - others

    return np.array([min(margin(first, cue), margin(second, cue)) for cue, first, second in pairs], np.float32)


def _join_odds(
    seen: Labelled,
    cues: Ints,
    contents: Ints,
    owned: dict[int, list[Option]],
    options: dict[int, list[Option]],
    join: Logistic,
) -> dict[tuple[int, int, int], float]:
    pairs = rivals(owned)
    if not pairs:
        return {}
    columns = links.join_columns(seen, cues, contents, np.array(pairs, np.int64), margins(pairs, options))
    return dict(zip(pairs, logits(join, columns, links.JOIN_TEMPLATES).tolist()))


def _kept(cue: int, own: list[Option], joins: dict[tuple[int, int, int], float]) -> tuple[list[int], list[int]]:
    """The surest content of a cue with those that join it, and the rest."""
    kept = [own[0][1]]
    rest: list[int] = []
    for _, content in own[1:]:
        best = max(joins[cue, min(other, content), max(other, content)] for other in kept)
        (kept if best > 0 else rest).append(content)
    return kept, rest


def _second_choices(spare: list[int], options: dict[int, list[Option]], taken: set[int]) -> Iterator[Claim]:
    """Contents that were turned away take the best cue that is left, the surest first."""
    free = {content: [one for one in options.get(content, ()) if one[1] not in taken] for content in spare}
    nothing = (LEAST, -1)
    for content in sorted(spare, key=lambda content: -max(free[content], default=nothing)[0]):
        value, cue = max((one for one in free[content] if one[1] not in taken), default=nothing)
        if cue >= 0:
            taken.add(cue)
        yield Claim([content], cue, value)


def best_of(left: Indices, odds: Floats, count: int) -> NDArray[np.int64]:
    """(count,) index of the surest pair of each left end; -1 where it has none. `left` does not fall."""
    best = np.full(count, -1, np.int64)
    order = np.lexsort((odds, left))
    best[left[order]] = order  # the last one written is the surest
    return best
