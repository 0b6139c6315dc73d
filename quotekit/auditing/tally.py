"""The counting: statements as they come, earliest article first, are added up by group and source, and then divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quotekit.auditing.asked import About, Asked
from quotekit.auditing.records import Audit, Breakdown, Division, Group, Line
from quotekit.auditing.sources.divisions import DIVISIONS, NO_PERSON, UNKNOWN, Source

_IN_ORDER = frozenset({"month", "year", "part"})
"""What groups of it are sorted by; others are by their number of sources."""
_WHOLE = (-1, "")


def number_of_words(quote: str) -> int:
    """How many words the words of a quote for reading are; the dots between its pieces are none.

    >>> number_of_words("We gave it our all, ... it showed.")
    7
    """
    return len(quote.replace(" ... ", " ").split())


class Told(NamedTuple):
    """What one source says in one part of one article."""

    article: int
    source: Hashable | None
    """The key of a `Source`; None where nobody is known."""
    part: str
    statements: int
    words: int


@dataclass(slots=True)
class _Cell:
    """What is counted of a source in a group."""

    statements: int = 0
    words: int = 0
    repeated_statements: int = 0
    repeated_words: int = 0


@dataclass(slots=True)
class _Group:
    """What is counted of a group so far."""

    name: str | None
    articles: set[int] = field(default_factory=set)
    cells: dict[Hashable | None, _Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """An audit in the making: of each source in each group some numbers, however many articles it is quoted in."""

    asked: Asked
    _groups: dict[tuple[int, str], _Group] = field(default_factory=dict)
    _met: dict[Hashable, int] = field(default_factory=dict)
    """The article in which a source was quoted first, counted or not."""
    _days: list[str] = field(default_factory=list)
    _undated: int = 0

    def take(self, article: int, about: About) -> None:
        """Count an article, in all groups but those by parts, which only its quotes tell."""
        self._undated += self.asked.misses_day(about)
        if not self.asked.has(about):
            return
        self._group(_WHOLE, None).articles.add(article)
        for place, name in self.asked.names(about, ""):
            if "part" not in self.asked.by[place].split("+"):
                self._group((place, name.casefold()), name).articles.add(article)
        if about.day:
            self._days = [min([about.day, *self._days]), max([about.day, *self._days])]

    def add(self, told: Told, about: About) -> None:
        """Count what a source says in an article. The earliest articles come first."""
        is_first = told.source is None or self._met.setdefault(told.source, told.article) == told.article
        if not self.asked.has(about):
            return
        own = [((place, name.casefold()), name) for place, name in self.asked.names(about, told.part)]
        for key, name in [(_WHOLE, None), *own]:
            group = self._group(key, name)
            group.articles.add(told.article)
            cell = group.cells.setdefault(told.source, _Cell())
            cell.statements += told.statements
            cell.words += told.words
            cell.repeated_statements += 0 if is_first else told.statements
            cell.repeated_words += 0 if is_first else told.words

    def _group(self, key: tuple[int, str], name: str | None) -> _Group:
        return self._groups.setdefault(key, _Group(name))

    def audit(self, sources: Mapping[Hashable, Source], left_out: Mapping[str, int]) -> Audit:
        """What has been counted; `sources` has those of all keys."""
        whole = _divided(self._group(_WHOLE, None), sources)
        found: dict[int, list[Group]] = {place: [] for place in range(len(self.asked.by))}
        for (place, _), group in self._groups.items():
            if place >= 0:
                found[place].append(_divided(group, sources))
        breakdowns = (Breakdown(by, _sorted(by, found[place])) for place, by in enumerate(self.asked.by))
        first, last = (self._days[0], self._days[-1]) if self._days else (None, None)
        return Audit(whole, tuple(breakdowns), dict(sorted(left_out.items())), first, last, self._undated)


def _sorted(by: str, groups: Iterable[Group]) -> tuple[Group, ...]:
    in_order = by.split("+")[0] in _IN_ORDER

    def place(group: Group) -> tuple[bool, int, str]:
        return group.name == UNKNOWN, 0 if in_order else -group.total.sources, (group.name or "").casefold()

    return tuple(sorted(groups, key=place))


def _divided(group: _Group, sources: Mapping[Hashable, Source]) -> Group:
    counts = {name: Counter[tuple[str, str]]() for name in DIVISIONS}
    total = [0, 0, 0]
    for key, cell in group.cells.items():
        source = None if key is None else sources[key]
        total = [sum(pair) for pair in zip(total, (cell.statements, cell.words, source is not None))]
        for name, own in counts.items():
            for value, measure, number in _counted(name, source, cell):
                own[value, measure] += number
    divisions = tuple(Division(name, tuple(_lines(name, own))) for name, own in counts.items())
    return Group(group.name, len(group.articles), Line("all", total[0], total[1], total[2]), divisions)


def _counted(name: str, source: Source | None, cell: _Cell) -> Iterator[tuple[str, str, int]]:
    """What a source adds to the values of a division: value, measure and number."""
    value = UNKNOWN if source is None else DIVISIONS[name].value_of(source)
    if name != "met" or value == UNKNOWN:
        yield value, "statements", cell.statements
        yield value, "words", cell.words
        if source is not None:
            yield value, "sources", 1
        return
    yield "repeated", "statements", cell.repeated_statements
    yield "repeated", "words", cell.repeated_words
    yield "first", "statements", cell.statements - cell.repeated_statements
    yield "first", "words", cell.words - cell.repeated_words
    yield ("repeated" if cell.repeated_statements else "first"), "sources", 1


def _lines(name: str, counts: Counter[tuple[str, str]]) -> Iterator[Line]:
    for value in DIVISIONS[name].values:
        statements, words, sources = (counts[value, measure] for measure in ("statements", "words", "sources"))
        yield Line(value, statements, words, sources, value != NO_PERSON)
