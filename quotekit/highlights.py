"""What covers what in a text, as a row of segments: spans may nest, overlap and touch, the text stays whole.

One sweep over the boundaries of all spans. Each segment knows the innermost mark of each layer, so that a page can be
written without nesting one element in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from quotekit.records import Span

Place = tuple[str, int]
"""A layer ("content", "cue" ...) and the number of whom or what a mark in it belongs to."""


class Mark(NamedTuple):
    """A span in a layer. Several marks of one layer and owner are the pieces of one thing."""

    span: Span
    layer: str
    owner: int


class Segment(NamedTuple):
    """A stretch of a text, half-open code points, that no boundary divides."""

    start: int
    end: int
    inside: Mapping[str, int]
    """For each layer that covers the segment, the owner of its innermost mark."""
    begins: tuple[Place, ...]
    """What begins with this segment: with its first piece."""
    ends: tuple[Place, ...]
    """What ends with it: with its last piece."""


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The segments of a text of so many code points, in order, together the whole of it.

    Innermost is the mark that begins last; of those that begin together, the shortest. What reaches beyond the text is
    cut off. `cuts` are further boundaries. The cost is that of sorting the boundaries, however deep marks are nested.

    >>> inner, outer = Mark(Span(4, 8), "content", 2), Mark(Span(0, 9), "content", 1)
    >>> [(one.start, one.end, one.inside["content"]) for one in segments(9, [outer, inner])]
    [(0, 4, 1), (4, 8, 2), (8, 9, 1)]
    """
    held = [
        mark._replace(span=Span(mark.span.start, min(mark.span.end, length))) for mark in marks if _fits(mark, length)
    ]
    begins, ends = _extremes(held)
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(held, key=lambda one: -one.span.end):  # the shortest is opened last: it lies on top
        opening[mark.span.start].append(mark)
    inside_of = {0, length, *(at for at in cuts if 0 < at < length)}
    bounds = sorted(inside_of.union(*((mark.span.start, mark.span.end) for mark in held)))
    stacks: dict[str, list[Mark]] = defaultdict(list)
    for start, end in pairwise(bounds):
        for mark in opening.get(start, ()):
            stacks[mark.layer].append(mark)
        yield Segment(start, end, _tops(stacks, start), tuple(begins.get(start, ())), tuple(ends.get(end, ())))


def _fits(mark: Mark, length: int) -> bool:
    return mark.span.start < length


def _extremes(marks: list[Mark]) -> tuple[dict[int, list[Place]], dict[int, list[Place]]]:
    """Where each thing begins with its first piece, and where it ends with its last."""
    first: dict[Place, int] = {}
    last: dict[Place, int] = {}
    for mark in marks:
        place = mark.layer, mark.owner
        first[place] = min(first.get(place, mark.span.start), mark.span.start)
        last[place] = max(last.get(place, 0), mark.span.end)
    return _turned(first), _turned(last)


def _turned(places: dict[Place, int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for place, at in places.items():
        found[at].append(place)
    return found


def _tops(stacks: dict[str, list[Mark]], at: int) -> dict[str, int]:
    """The innermost owner of each layer. A mark that ended below another one is dropped when it comes to light."""
    found: dict[str, int] = {}
    for layer, stack in stacks.items():
        while stack and stack[-1].span.end <= at:
            stack.pop()
        if stack:
            found[layer] = stack[-1].owner
    return found
