"""From links between pairs to groups: the surest first, and two groups become one only where most pairs agree."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

Links = Mapping[int, Mapping[int, float]]
"""For each number the others it was compared with and the logarithm of the odds, both ways."""

UNKNOWN, UNKNOWN_LATE = -2.0, -1.0
"""What a pair counts at least, compared or not; and a pair of which one joins late."""


def linked_parts(numbers: Iterable[int], links: Links) -> list[list[int]]:
    """The numbers that hang together by links above 0, with all that hang on them; each part sorted.

    >>> linked_parts([1], {1: {2: 1.0, 3: -1.0}, 2: {1: 1.0}, 3: {1: -1.0}})
    [[1, 2]]
    """
    seen: set[int] = set()
    parts = []
    for first in sorted(numbers):
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for number in part:  # grows meanwhile
            for other, odds in links.get(number, {}).items():
                if odds > 0 and other not in seen:
                    seen.add(other)
                    part.append(other)
        parts.append(sorted(part))
    return parts


def clusters(
    numbers: Iterable[int],
    links: Links,
    sides: Callable[[int], frozenset[Hashable]] = lambda _: frozenset(),
    apart: Callable[[int, int], float] = lambda a, b: 0.0,
    late: Collection[int] = (),
) -> list[list[int]]:
    """Groups of some numbers by average linkage, sorted; each number in one.

    The two groups with the highest mean of all their pairs become one, while it is above 0. What `sides` gives never
    comes twice in a group. Of equal pairs those go first that are least `apart`. The numbers in `late` join only when
    the others have been grouped without them.

    >>> clusters([1, 2, 3], {1: {2: 3.0, 3: 1.0}, 2: {1: 3.0}, 3: {1: 1.0}})
    [[1, 2], [3]]
    """
    return _Merging(list(numbers), links, sides, apart, late).groups()


class _Merging:
    """Groups by a number of theirs, and between them the sum and the count of their links."""

    def __init__(
        self,
        numbers: list[int],
        links: Links,
        sides: Callable[[int], frozenset[Hashable]],
        apart: Callable[[int, int], float],
        late: Collection[int],
    ) -> None:
        inside = set(numbers)
        self.late = inside.intersection(late)
        self.members = {number: [number] for number in numbers}
        self.sides = {number: sides(number) for number in numbers}
        self.between = {
            number: {other: (odds, 1) for other, odds in links.get(number, {}).items() if other in inside}
            for number in numbers
        }
        self.queue = [
            (self._is_late(number, other), -odds, apart(number, other), number, other)
            for number, others in self.between.items()
            for other, (odds, _) in others.items()
            if number < other and odds > 0
        ]
        heapq.heapify(self.queue)

    def groups(self) -> list[list[int]]:
        while self.queue:
            _, mean, _, one, other = heapq.heappop(self.queue)
            if one in self.members and other in self.members and self._mean(one, other) == -mean:
                self._join(one, other)
        return sorted(sorted(group) for group in self.members.values())

    def _mean(self, one: int, other: int) -> float:
        total, count = self.between[one].get(other, (0.0, 0))
        pairs = len(self.members[one]) * len(self.members[other])
        unknown = UNKNOWN_LATE if self._is_late(one, other) else UNKNOWN
        return (total + (pairs - count) * unknown) / pairs

    def _join(self, one: int, other: int) -> None:
        if not self.sides[one].isdisjoint(self.sides[other]):
            return
        if len(self.between[one]) < len(self.between[other]):
            one, other = other, one
        self.members[one] += self.members.pop(other)
        if other in self.late:
            self.late.add(one)
        self.sides[one] |= self.sides.pop(other)
        self.between[one].pop(other, None)
        for third, (total, count) in self.between.pop(other).items():
            self.between[third].pop(other, None)
            if third != one:
                before, times = self.between[one].get(third, (0.0, 0))
                self.between[one][third] = self.between[third][one] = before + total, times + count
        for third in self.between[one]:
            if (mean := self._mean(one, third)) > 0:
                pair = min(one, third), max(one, third)
                heapq.heappush(self.queue, (self._is_late(*pair), -mean, 0.0, *pair))

    def _is_late(self, one: int, other: int) -> bool:
        return one in self.late or other in self.late
