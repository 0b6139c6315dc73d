"""Who is quoted in many articles, as rows, and under which names: those of the articles and the user's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import NAMED, Person, Quote, Speaker
from quotekit.rows import Row
from quotekit.speakers.offices import merged
from quotekit.speakers.people.appearances import Place, Setting, Words, folded
from quotekit.speakers.people.identities import Identity, identities
from quotekit.speakers.people.names import Called

Kept = TypeVar("Kept")

SPEAKER_COLUMNS = ("name", "kind", "gender", "quotes", "articles", "aliases", "roles", "open", "ref", "id")


@dataclass(slots=True)
class Met:
    """The speakers of quotes met so far, and where and when their articles stood.

    >>> Met().identities()
    {}
    """

    speakers: dict[Place, Speaker] = field(default_factory=dict)
    settings: dict[str, Setting] = field(default_factory=dict)

    def add(self, analysis: Analysis, quote: Quote) -> Place | None:
        """Take note of who says a quote; the place, or None where nobody is known."""
        speaker = analysis.speaker_of(quote)
        if speaker is None:
            return None
        if quote.article not in self.settings:
            self.settings[quote.article] = Setting.of_article(analysis.article_of(quote))
        place = quote.article, speaker.id
        if place not in self.speakers:
            self.speakers[place] = replace(speaker, mentions=())  # nobody asks for them, and they are most of it
        return place

    def identities(self, aliases: Mapping[Words, Called] | None = None) -> dict[Place, Identity]:
        """The identity of each speaker."""
        given = ((article, speaker) for (article, _), speaker in self.speakers.items())
        return identities(given, aliases, self.settings)


@dataclass(slots=True)
class _Tally:
    """What is counted of an identity; keys in reading order."""

    quotes: list[str] = field(default_factory=list)
    articles: dict[str, None] = field(default_factory=dict)
    speakers: list[str] = field(default_factory=list)
    roles: list[tuple[str, ...]] = field(default_factory=list)


class _Tallied(NamedTuple):
    """The identities of some analyses, most quoted first, then by name; equals in reading order."""

    ranked: list[tuple[Identity, _Tally]]

    @staticmethod
    def of(analyses: Iterable[Analysis], acts: str, aliases: Mapping[Words, Called] | None = None) -> _Tallied:
        """Count them; the texts are not kept."""
        met = Met()
        quotes: dict[Place, list[str]] = {}
        for analysis in analyses:
            for quote in analysis.quotes_of(acts):
                if place := met.add(analysis, quote):
                    quotes.setdefault(place, []).append(quote.id)
        known = met.identities(aliases)
        tallies: dict[Identity, _Tally] = {}
        for place, own in quotes.items():
            tally = tallies.setdefault(known[place], _Tally())
            tally.quotes += own
            tally.articles[place[0]] = None
            tally.speakers.append(place[1])
            tally.roles.append(met.speakers[place].roles)
        return _Tallied(sorted(tallies.items(), key=lambda item: (-len(item[1].quotes), item[0].name, item[0].kind)))


def speaker_rows(
    analyses: Iterable[Analysis], acts: str = "statement", aliases: Mapping[Words, Called] | None = None
) -> list[Row]:
    """Who is quoted how often and where, most quoted first, then by name; the texts are not kept.

    Who is one speaker across articles, `identities` says. `articles` are in reading order, `roles` by how many articles
    use them. Raises UsageError for an `acts` that is neither "statement" nor "all".

    >>> speaker_rows([])
    []
    """
    return [_speaker_row(identity, tally) for identity, tally in _Tallied.of(analyses, acts, aliases).ranked]


def _speaker_row(identity: Identity, tally: _Tally) -> Row:
    return {
        "name": identity.name,
        "kind": identity.kind,
        "gender": identity.gender,
        "quotes": len(tally.quotes),
        "articles": list(tally.articles),
        "aliases": list(identity.aliases),
        "roles": merged(tally.roles),
        "open": identity.is_open,
        "ref": identity.ref,
        "id": identity.id,
    }


def people_of(analysis: Analysis) -> Iterator[Person]:
    """The people who are quoted in an analysis, most quoted first, then by name.

    >>> list(people_of(Analysis((), (), ())))
    []
    """
    for identity, tally in _Tallied.of([analysis], "all").ranked:
        if identity.kind == "person":
            yield Person(
                identity.id,
                identity.name,
                identity.aliases,
                tuple(merged(tally.roles)),
                identity.gender,
                tuple(tally.quotes),
                tuple(tally.articles),
                tuple(tally.speakers),
                identity.is_open,
                identity.ref,
            )


def chosen_by(
    analyses: Iterable[Analysis],
    names: list[Words],
    wanted: Callable[[Quote], bool],
    keep: Callable[[Analysis, Quote], Kept],
    aliases: Mapping[Words, Called] | None = None,
) -> Iterator[Kept]:
    """What `keep` makes of the wanted quotes of whoever is called by one of some folded names, in any article.

    A name calls somebody if it is an alias or all of its words are in the name, or in one of `aliases`. Nothing comes
    before the last article is read: only then is it known who a bare surname is. Only what may be meant is kept till
    then.

    >>> list(chosen_by([], [("reyes",)], lambda quote: True, Analysis.row_of))
    []
    """
    given = (aliases or {}).items()
    names = [*names, *(folded(called.name) for alias, called in given if any(set(one) <= set(alias) for one in names))]
    met = Met()
    kept: list[tuple[Place, Kept]] = []
    for analysis in analyses:
        for quote in analysis.quotes:
            if (place := met.add(analysis, quote)) and wanted(quote):
                speaker = met.speakers[place]
                if speaker.kind in NAMED or is_called(speaker, names):
                    kept.append((place, keep(analysis, quote)))
    known = met.identities(aliases)
    return (one for place, one in kept if is_called(known[place], names) or is_called(met.speakers[place], names))


def is_called(somebody: Identity | Speaker, names: list[Words]) -> bool:
    """Whether one of some names is made of words of the name, or is one of the aliases.

    >>> is_called(Speaker("a:s1", "Ana Núñez", "person"), [folded("nunez")])
    True
    """
    words, others = set(folded(somebody.name)), {folded(alias) for alias in somebody.aliases}
    return any(set(name) <= words or name in others for name in names)


def is_wanted(quote: Quote, acts: str, kinds: Collection[str], least: float) -> bool:
    """Whether a quote is of an act that is asked for, of one of some kinds (any where there are none), and sure enough.

    >>> is_wanted(Quote("a-1", "a", "direct", "belief", ()), "statement", (), 0.0)
    False
    """
    said = acts == "all" or quote.act == "statement"
    return said and quote.confidence >= least and (not kinds or quote.kind in kinds)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters of the command ask for; by default every statement. Raises UsageError for a wrong value.

    >>> from quotekit.records import Span
    >>> Selection(kinds=("direct",)).wants(Quote("a-1", "a", "mixed", "statement", (Span(0, 3),)))
    False
    """

    kinds: tuple[str, ...] = ()
    """`direct`, `mixed`, `indirect`; none for all three."""
    names: tuple[Words, ...] = ()
    """Folded names of speakers; none for everybody, and for nobody."""
    aliases: Mapping[Words, Called] = field(default_factory=dict)
    acts: str = "statement"
    least: float = 0.0
    """The least confidence, 0 to 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:  # click's range lets "nan" through
            raise UsageError(f"--min-confidence is a number from 0 to 1, not {self.least}")

    def wants(self, quote: Quote) -> bool:
        """Whether kind, act and confidence of a quote are wanted; the speaker is looked at in `kept`."""
        return is_wanted(quote, self.acts, self.kinds, self.least)

    def kept(self, analyses: Iterable[Analysis], keep: Callable[[Analysis, Quote], Kept]) -> Iterator[Kept]:
        """What `keep` makes of each wanted quote; with `names`, only after the last analysis.

        >>> list(Selection().kept([], Analysis.row_of))
        []
        """
        if self.names:
            return chosen_by(analyses, list(self.names), self.wants, keep, self.aliases)
        return (keep(analysis, quote) for analysis in analyses for quote in analysis.quotes if self.wants(quote))

    def narrowed(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """The analyses with the wanted quotes only. With `names` those without any are left out, and texts are held."""
        if not self.names:
            return (replace(one, quotes=tuple(filter(self.wants, one.quotes))) for one in analyses)
        pairs = self.kept(analyses, lambda analysis, quote: (analysis, quote))
        grouped = groupby(pairs, key=lambda pair: id(pair[0]))
        return (_with_quotes(list(group)) for _, group in grouped)


def _with_quotes(pairs: list[tuple[Analysis, Quote]]) -> Analysis:
    return replace(pairs[0][0], quotes=tuple(quote for _, quote in pairs))
