"""Quotes as the page shows them: under their numbers, by speaker, in groups of variants; and by what it tells speakers
apart, a few letters, each speaker's own, and one of a few colors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quotekit.analysis import Analysis
from quotekit.exporting.variants import compared
from quotekit.records import Quote
from quotekit.reporting.articles import Sheet
from quotekit.rows import quote_row
from quotekit.speakers.people.roster import Met, speaker_rows
from quotekit.variants.alignment import Difference
from quotekit.variants.grouping import group
from quotekit.variants.groups import Printing, Relation, VariantGroup

if TYPE_CHECKING:
    from quotekit.models.model import Given

HUES = 10
"""Colors in `page.css`, `.c1` to `.c10`; `.c0` is for nobody."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an the of for and".split())


class Badge(NamedTuple):
    """The letters and the number of the color of a speaker."""

    letters: str
    hue: int


NOBODY = Badge("?", 0)


class Note(NamedTuple):
    """What stands behind a quote in the text of its article: who speaks, and the number by which it is listed."""

    badge: Badge
    label: int


def badges(names: Iterable[str]) -> list[Badge]:
    """A badge for each name: no two have the same letters, neighbours have different colors.

    >>> [badge.letters for badge in badges(["Javier Mascherano", "Messi", "the Harbour Trust", "Jo Miller"])]
    ['JM', 'Me', 'HT', 'JM2']
    """
    taken: dict[str, int] = {}
    found = []
    for number, name in enumerate(names):
        letters = first = initials(name)
        while letters in taken:  # the count lives on, so that a thousand Jo Millers take a thousand steps
            taken[first] += 1
            letters = f"{first}{taken[first]}"
        taken[letters] = 1
        found.append(Badge(letters, number % HUES + 1))
    return found


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name; `#` where it has no letter.

    >>> initials("Ursula von der Leyen"), initials("Lula"), initials("…")
    ('UL', 'Lu', '#')
    """
    words: list[str] = _WORD.findall(name)
    words = [word for word in words if word.lower() not in _SMALL] or words
    if not words:
        return "#"
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].capitalize()


_UNSURE = 0.6
"""Confidence under which a quote is called unsure."""
_ROLES = 2
"""Roles that are shown of a speaker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted, one across articles; without a name, whoever is quoted without one."""

    number: int
    name: str | None
    badge: Badge
    roles: tuple[str, ...]
    articles: int
    quotes: tuple[int, ...]
    """The numbers of the quotes."""
    share: float
    """Quotes as a share of those of the most quoted speaker, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote under its number, which counts over all articles in reading order."""

    number: int
    quote: Quote
    text: str
    voice: Voice
    sheet: Sheet
    place: str
    """The id of the element where it begins, or of its article where none of its words are in the text."""

    @property
    def is_in_text(self) -> bool:
        """Whether its positions are of the text of its article, not of a title apart."""
        return not self.sheet.article.is_apart(self.quote)

    @property
    def unsure(self) -> str | None:
        """How sure it is, in percent, where that is little."""
        return f"{self.quote.confidence:.0%}" if self.quote.confidence < _UNSURE else None


@dataclass(frozen=True, slots=True)
class Rendering:
    """A quote of a group: how it stands to the form that stands for the group, and what differs."""

    said: Said
    relation: Relation
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A group of quotes that render one utterance."""

    number: int
    told: Said
    """The form that stands for all."""
    speaker: str | None
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    """Where outlets disagree on who said it: each speaker with the outlets that say so; else empty."""
    outlets: tuple[str, ...]
    same: tuple[Said, ...]
    """The quotes in the same words as `told`, which is among them."""
    others: tuple[Rendering, ...]

    @property
    def all(self) -> tuple[Said, ...]:
        """The quotes of the group."""
        return (*self.same, *(other.said for other in self.others))


def voices(analysis: Analysis, numbers: dict[Quote, int]) -> list[Voice]:
    """Who is quoted, most quoted first, as `quotekit speakers` counts; quotes without a speaker come last.

    >>> voices(Analysis((), (), ()), {})
    []
    """
    by_identity: dict[str, list[Quote]] = defaultdict(list)
    met = Met()
    told = [(quote, place) for quote in analysis.quotes if (place := met.add(analysis, quote))]
    known = met.identities()
    for quote, place in told:
        by_identity[known[place].id].append(quote)
    rows = speaker_rows([analysis], "all")
    marks = badges(row["name"] for row in rows)
    found = [
        (row["name"], badge, tuple(row["roles"][:_ROLES]), by_identity[row["id"]]) for row, badge in zip(rows, marks)
    ]
    nobody = [quote for quote in analysis.quotes if analysis.speaker_of(quote) is None]
    most = max((len(quotes) for *_, quotes in [*found, (nobody,)]), default=0)
    return [
        Voice(
            number,
            name,
            badge,
            roles,
            len({quote.article for quote in quotes}),
            tuple(sorted(numbers[quote] for quote in quotes)),
            len(quotes) / most,
        )
        for number, (name, badge, roles, quotes) in enumerate([*found, (None, NOBODY, (), nobody)], 1)
        if quotes
    ]


def quoted(analysis: Analysis, sheets: Sequence[Sheet]) -> tuple[list[Voice], list[Said]]:
    """The speakers of an analysis and its quotes, both under their numbers.

    >>> quoted(Analysis((), (), ()), [])
    ([], [])
    """
    by_article: dict[str, list[Quote]] = defaultdict(list)
    for quote in analysis.quotes:
        by_article[analysis.article_of(quote).id].append(quote)
    pairs = [(sheet, quote) for sheet in sheets for quote in sorted(by_article[sheet.article.id], key=_start)]
    numbers = {quote: number for number, (_, quote) in enumerate(pairs, 1)}
    found = voices(analysis, numbers)
    voice_of = {number: voice for voice in found for number in voice.quotes}
    return found, [_said(number, quote, sheet, voice_of[number]) for number, (sheet, quote) in enumerate(pairs, 1)]


def _start(quote: Quote) -> tuple[bool, int]:
    """Where a quote stands among those of its article: those of the title first."""
    return quote.part != "title", quote.content[0].start if quote.content else 0


def _said(number: int, quote: Quote, sheet: Sheet, voice: Voice) -> Said:
    text = sheet.article.told_in(quote)
    is_there = not sheet.article.is_apart(quote) and any(span.start < len(text) for span in quote.content)
    place = f"t-{number}" if is_there else f"article-{sheet.number}"
    return Said(number, quote, quote_row(text, quote, None)["quote"], voice, sheet, place)


def utterances(analysis: Analysis, said: Iterable[Said], model: Given = None) -> list[Utterance]:
    """What several outlets print, the most widespread first.

    >>> utterances(Analysis((), (), ()), [])
    []
    """
    if len({article.outlet or article.id for article in analysis.articles}) < 2:
        return []  # the many like quotes of a long article take long to compare
    of_quote = {one.quote: one for one in said}
    return [_utterance(number, one, of_quote) for number, one in enumerate(compared(group(analysis, model)), 1)]


def _utterance(number: int, group: VariantGroup, of_quote: dict[Quote, Said]) -> Utterance:
    told = of_quote[group.representative.quote]
    renderings = [_rendering(group, printing, of_quote[printing.quote]) for printing in group.printings]
    parties = group.speakers.items() if group.is_disputed else ()
    return Utterance(
        number,
        told,
        group.speaker,
        tuple((name, tuple(outlets)) for name, outlets in parties),
        tuple(group.outlets),
        tuple(one.said for one in renderings if one.relation == "identical"),
        tuple(one for one in renderings if one.relation != "identical"),
    )


def _rendering(group: VariantGroup, printing: Printing, said: Said) -> Rendering:
    relation = group.relation(printing)
    differences = group.differences(printing) if relation in ("part", "changed") else ()
    return Rendering(said, relation, tuple(differences))
