"""Whether a passage stands alone, and how a summary prints it so that everybody in it is who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quotekit.models.model import Model
from quotekit.records import Article, Span
from quotekit.speakers.nicknames import may_be_one
from quotekit.summary.standing.nouns import describes_somebody_else, unexplained_nouns, voices_of_writer
from quotekit.summary.standing.pronouns import surely, unexplained
from quotekit.summary.standing.readings import Reading, plain
from quotekit.summary.standing.surnames import called, half_named
from quotekit.text.stems import stem
from quotekit.text.tokens import TokenTable

_OWN_VOICE = 0.1  # share of the sentences of a text with "I" or "we" from which it is told by somebody
_POSSESSIVE = frozenset({"his", "her"})


class Met(NamedTuple):
    """A place where a passage names somebody, or where it should."""

    sentence: int
    """The number of the sentence in its article."""
    span: Span
    """The characters for which a name in brackets may stand."""
    name: str
    """The full name."""
    shown: str
    """What would stand there instead."""
    kind: str
    """`full` where the name is printed, `bare` where the surname is, `pronoun` where nothing of it."""
    more: int = 1
    """The words by which what would be shown is longer."""


class Stand(NamedTuple):
    """What a passage that stands alone meets in the order of the text, and what it points at."""

    met: tuple[Met, ...]
    needs: frozenset[str]
    """The stems of nouns that something before has to tell of."""
    own: frozenset[str] = frozenset()
    """Those of them that stand for somebody, of whom the article itself has to tell."""


@dataclass(slots=True)
class Standing:
    """Asks of passages whether they stand alone; every article is read once, when one of its passages is asked for."""

    model: Model
    told_by_many: bool = True
    """Whether there are several articles: nobody's "we" is that of a summary of them."""
    known: dict[tuple[int, int], str] = field(default_factory=dict)
    """Whom pronouns mean, by article and place, where it is known otherwise."""
    tables: Mapping[int, TokenTable] = field(default_factory=dict)
    """The articles that are cut up already, by their `id`."""
    _readings: dict[int, Reading] = field(default_factory=dict)
    _known: dict[tuple[int, int, int], Stand | None] = field(default_factory=dict)

    def of(self, article: Article, first: int, last: int) -> Stand | None:
        """What the sentences `first` to `last` of an article, half-open, meet; None where they mislead alone.

        >>> article = Article("Ruth Okello won on Sunday. She thanked the crowd. “She lost,” Tom Hale said.")
        >>> standing = Standing(Model.shipped())
        >>> [one.shown for one in standing.of(article, 1, 2).met], standing.of(article, 2, 3)
        (['[Ruth Okello]'], None)
        """
        key = id(article), first, last
        if key not in self._known:
            self._known[key] = self._look(article, first, last)
        return self._known[key]

    def _look(self, article: Article, first: int, last: int) -> Stand | None:
        reading = self._reading(article)
        begin, end = reading.tokens(first)[0], reading.tokens(last - 1)[1]
        if voices_of_writer(reading, begin, end) and (self.told_by_many or not _has_own_voice(reading)):
            return None
        if describes_somebody_else(reading, begin, end):
            return None
        met = [*self._pronouns(reading, begin, end, id(article))]
        if None in met:
            return None
        people = [*self._people(reading, begin, end)]
        if None in people:
            return None
        every = sorted((one for one in (*met, *people) if one), key=lambda one: one.span)
        if any(half_named(reading, begin, end)):
            return None
        nouns = dict(unexplained_nouns(reading, begin, end))
        needs = frozenset(nouns) | (_unintroduced(every) if self.told_by_many else frozenset())
        return Stand(tuple(every), needs, frozenset(root for root, acts in nouns.items() if acts))

    def _reading(self, article: Article) -> Reading:
        if id(article) not in self._readings:
            self._readings[id(article)] = Reading.of(article, self.model, self.tables.get(id(article)))
        return self._readings[id(article)]

    def _pronouns(self, reading: Reading, begin: int, end: int, key: int) -> Iterator[Met | None]:
        """The pronouns for which a name may stand; None for one that nothing explains."""
        for at in unexplained(reading, begin, end):
            word, span = plain(reading.view.word[at]), reading.span(at, at + 1)
            entity = surely(reading, at)
            name = self.known.get((key, span.start)) or (entity.name if entity else None)
            if name is None or word not in ("he", "she", "him", "his", "her"):
                yield None
                return
            behind = reading.view.bits[at + 1] if at + 1 < end else 0
            is_possessive = word == "his" or (word == "her" and _opens_noun(behind))
            shown = f"[{name}]" + ("’s" if is_possessive else "")
            yield Met(reading.view.sentence[at], span, name, shown, "pronoun", len(name.split()) - 1)

    def _people(self, reading: Reading, begin: int, end: int) -> Iterator[Met | None]:
        """Who is named; None where a bare surname may be that of two people."""
        latest: dict[str, object] = {}  # of each surname; "Ruth Okello met Tom Okello. Okello fell."
        for one in called(reading, begin, end):
            surname = one.entity.name.split()[-1]
            if one.is_bare and not one.is_sure and latest.get(surname) is not one.entity:
                yield None
                return
            latest[surname] = one.entity
            name, kind = one.entity.name, "bare" if one.is_bare else "full"
            span = reading.span(one.first, one.last)
            more = max(len(name.split()) - (one.last - one.first), 0)
            yield Met(reading.view.sentence[one.first], span, name, f"[{name}]", kind, more)


def _opens_noun(bits: int) -> bool:
    from quotekit.text.lexicon import FUNCTION, WORD

    return bool(bits & WORD and not bits & FUNCTION)


def _unintroduced(met: Iterable[Met]) -> frozenset[str]:
    """The stems of the surnames of those who are a pronoun in a passage: a name alone does not tell who it is."""
    return frozenset(stem(one.name.split()[-1].lower()) for one in met if one.kind == "pronoun")


def _has_own_voice(reading: Reading) -> bool:
    """Whether a text is told by an "I" or "we"."""
    own = sum(voices_of_writer(reading, *bounds) for bounds in reading.view.bounds)
    return own > _OWN_VOICE * len(reading.view.bounds)


def names_in_order(stands: Iterable[Stand]) -> Iterator[list[Met]]:
    """For each of some passages, as a reader meets them, what is to be shown with a name in brackets.

    A bare surname needs its full name where the last one of that surname who was named is not that person.
    """
    last: dict[str, str] = {}
    for stand in stands:
        shown = []
        for met in stand.met:
            surname = met.name.split()[-1].casefold()
            if met.kind == "pronoun" or (met.kind == "bare" and not _is_same(last.get(surname), met.name)):
                shown.append(met)
            last[surname] = met.name
        yield shown


def _is_same(one: str | None, other: str) -> bool:
    """Whether two full names of one surname are one person's: "Donald J. Hale", "Donald Hale" and "Don Hale"."""
    if one is None:
        return False
    first, second = one.casefold().split()[0].rstrip("."), other.casefold().split()[0].rstrip(".")
    return first[0] == second[0] if min(len(first), len(second)) == 1 else may_be_one(first, second)
