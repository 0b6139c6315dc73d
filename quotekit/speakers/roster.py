"""Who is quoted in many articles, as rows, and under which names: those of the articles and the user's own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import Quote, Speaker
from quotekit.rows import Row
from quotekit.speakers.identities import Identity, Place, Words, folded, identities, rename

Kept = TypeVar("Kept")

SPEAKER_COLUMNS = ("name", "kind", "gender", "quotes", "articles", "aliases", "roles", "id")


@dataclass(slots=True)
class _Tally:
    quotes: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    roles: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each role, in how many articles, as a negative number, and its best place in one."""

    def add(self, article: str, speaker: Speaker, quotes: int) -> None:
        self.quotes += quotes
        if article in self.articles:
            return
        self.articles[article] = None
        for place, role in enumerate(speaker.roles):
            often, best = self.roles.get(role, (0, place))
            self.roles[role] = often - 1, min(best, place)


def speaker_rows(
    analyses: Iterable[Analysis], acts: str = "statement", aliases: Mapping[Words, str] | None = None
) -> list[Row]:
    """Who is quoted how often and where, most quoted first, then by name; the texts are not kept.

    Who is one speaker across articles, `identities` says. `articles` are in reading order, `roles` by how many articles
    use them. Raises UsageError for an `acts` that is neither "statement" nor "all".

    >>> speaker_rows([])
    []
    """
    speakers: dict[Place, Speaker] = {}
    quotes: dict[Place, int] = {}
    for analysis in analyses:
        for quote in analysis.quotes_of(acts):
            if speaker := analysis.speaker_of(quote):
                place = quote.article, speaker.id
                speakers[place] = speaker
                quotes[place] = quotes.get(place, 0) + 1
    known = identities(((article, speaker) for (article, _), speaker in speakers.items()), aliases)
    tallies: dict[Identity, _Tally] = {}
    for place, speaker in speakers.items():
        tallies.setdefault(known[place], _Tally()).add(place[0], speaker, quotes[place])
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].quotes, item[0].name, item[0].kind))
    return [_speaker_row(identity, tally) for identity, tally in ranked]  # equals stay in reading order


def _speaker_row(identity: Identity, tally: _Tally) -> Row:
    return {
        "name": identity.name,
        "kind": identity.kind,
        "gender": identity.gender,
        "quotes": tally.quotes,
        "articles": list(tally.articles),
        "aliases": list(identity.aliases),
        "roles": sorted(tally.roles, key=lambda role: (tally.roles[role], role)),
        "id": identity.id,
    }


def chosen_by(
    analyses: Iterable[Analysis],
    names: list[Words],
    wanted: Callable[[Quote], bool],
    keep: Callable[[Analysis, Quote], Kept],
    aliases: Mapping[Words, str] | None = None,
) -> Iterator[Kept]:
    """What `keep` makes of the wanted quotes of whoever is called by one of some folded names, in any article.

    A name calls somebody if it is an alias or all of its words are in the name, or in one of `aliases`. Nothing comes
    before the last article is read: only then is it known who a bare surname is. Only what may be meant is kept till
    then.

    >>> list(chosen_by([], [("reyes",)], lambda quote: True, Analysis.row_of))
    []
    """
    given = (aliases or {}).items()
    names = [*names, *(folded(name) for alias, name in given if any(set(one) <= set(alias) for one in names))]
    speakers: dict[Place, Speaker] = {}
    kept: list[tuple[Place, Kept]] = []
    for analysis in analyses:
        for quote in analysis.quotes:
            speaker = analysis.speaker_of(quote)
            if speaker:
                place = quote.article, speaker.id
                speakers[place] = speaker
                if wanted(quote) and (speaker.kind in ("person", "organization") or is_called(speaker, names)):
                    kept.append((place, keep(analysis, quote)))
    known = identities(((article, speaker) for (article, _), speaker in speakers.items()), aliases)
    return (one for place, one in kept if is_called(known[place], names) or is_called(speakers[place], names))


def is_called(somebody: Identity | Speaker, names: list[Words]) -> bool:
    """Whether one of some names is made of words of the name, or is one of the aliases.

    >>> is_called(Speaker("a:s1", "Ana Núñez", "person"), [folded("nunez")])
    True
    """
    words, others = set(folded(somebody.name)), {folded(alias) for alias in somebody.aliases}
    return any(set(name) <= words or name in others for name in names)


Aliases = dict[Words, str]
"""From the words of an alias, without case and accents, to the name to use."""


def read_aliases(path: str | Path) -> Aliases:
    """The aliases of a CSV file whose first line is `name,alias`. A name is an alias of itself: its spelling wins.

    Raises UsageError that names file and line: for a file that cannot be read, another header, a wrong number of
    cells, an empty one, and an alias of two names.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "names.csv")
    ...     _ = path.write_text("name,alias\\nLuis Suárez,Lucho\\n", encoding="utf-8")
    ...     read_aliases(path)
    {('luis', 'suarez'): 'Luis Suárez', ('lucho',): 'Luis Suárez'}
    """
    aliases: Aliases = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            table = csv.reader(lines, strict=True)
            _check_header(path, next(table, []))
            for cells in table:
                if cells:
                    _add(aliases, f"{path}:{table.line_num}", cells)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{path}:{table.line_num}: {error}") from None
    return aliases


def _check_header(path: str | Path, cells: list[str]) -> None:
    if [cell.strip().casefold() for cell in cells] != ["name", "alias"]:
        raise UsageError(f"{path}:1: the header is 'name,alias', not {','.join(cells)!r}")


def _add(aliases: Aliases, place: str, cells: list[str]) -> None:
    if len(cells) != 2:
        raise UsageError(f"{place}: {len(cells)} cells, where the header has 2")
    name, alias = (" ".join(cell.split()) for cell in cells)
    for cell in (name, alias):
        if not folded(cell):
            raise UsageError(f"{place}: {cell!r} is no name")
    for key in (folded(name), folded(alias)):
        if aliases.setdefault(key, name) != name:
            raise UsageError(f"{place}: {alias!r} is an alias of {aliases[key]!r} already, not of {name!r}")


def renamed(analysis: Analysis, aliases: Aliases) -> Analysis:
    """The analysis with its speakers under the names that the user gave; who is in no alias keeps the name.

    >>> from quotekit.records import Speaker
    >>> analysis = Analysis((), (), (Speaker("a:s1", "Lucho", "person"),))
    >>> renamed(analysis, {("lucho",): "Luis Suárez"}).speakers[0].name
    'Luis Suárez'
    """
    return replace(analysis, speakers=tuple(rename(speaker, aliases) for speaker in analysis.speakers))


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
    aliases: Mapping[Words, str] = field(default_factory=dict)
    acts: str = "statement"
    least: float = 0.0
    """The least confidence, 0 to 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:  # click's range lets "nan" through
            raise UsageError(f"--min-confidence is a number from 0 to 1, not {self.least}")

    def wants(self, quote: Quote) -> bool:
        """Whether kind, act and confidence of a quote are wanted; the speaker is looked at in `kept`."""
        said = self.acts == "all" or quote.act == "statement"
        return said and quote.confidence >= self.least and (not self.kinds or quote.kind in self.kinds)

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
