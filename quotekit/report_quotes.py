"""What a report shows of quotes: each under its number, by speaker, and the groups that render one utterance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotekit.alignment import Difference
from quotekit.analysis import Analysis
from quotekit.badges import NOBODY, Badge, badges
from quotekit.comparing import compared
from quotekit.identities import identities
from quotekit.records import Quote
from quotekit.renderings import Print, Relation, VariantGroup
from quotekit.roster import speaker_rows
from quotekit.rows import quote_row
from quotekit.sheets import Sheet

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
    told = [(quote, speaker) for quote in analysis.quotes if (speaker := analysis.speaker_of(quote))]
    known = identities((quote.article, speaker) for quote, speaker in told)
    for quote, speaker in told:
        by_identity[known[quote.article, speaker.id].id].append(quote)
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


def _start(quote: Quote) -> int:
    return quote.content[0].start if quote.content else 0


def _said(number: int, quote: Quote, sheet: Sheet, voice: Voice) -> Said:
    is_there = any(span.start < len(sheet.text) for span in quote.content)
    place = f"t-{number}" if is_there else f"article-{sheet.number}"
    return Said(number, quote, quote_row(sheet.text, quote, None)["quote"], voice, sheet, place)


def utterances(analysis: Analysis, said: Iterable[Said]) -> list[Utterance]:
    """What several outlets print, the most widespread first.

    >>> utterances(Analysis((), (), ()), [])
    []
    """
    if len({article.outlet or article.id for article in analysis.articles}) < 2:
        return []  # the many like quotes of a long article take long to compare
    of_quote = {one.quote: one for one in said}
    return [_utterance(number, group, of_quote) for number, group in enumerate(compared(analysis.variants), 1)]


def _utterance(number: int, group: VariantGroup, of_quote: dict[Quote, Said]) -> Utterance:
    told = of_quote[group.representative.quote]
    renderings = [_rendering(group, print, of_quote[print.quote]) for print in group.prints]
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


def _rendering(group: VariantGroup, print: Print, said: Said) -> Rendering:
    relation = group.relation(print)
    differences = group.differences(print) if relation in ("part", "changed") else ()
    return Rendering(said, relation, tuple(differences))
