"""A group of quotes that render one utterance: who printed it, in which order, in which words, as whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, cast

from quotekit.plugins import load
from quotekit.records import Article, Quote, Speaker
from quotekit.stories.copies import copies_of_all
from quotekit.stories.event import outlet_key
from quotekit.variants.alignment import Difference, common_length, differences
from quotekit.variants.stems import Stems, folded, printed_in, stem_of, words_in
from quotekit.variants.wordings import agreement, as_read, name_of

Relation = Literal["identical", "part", "changed", "paraphrase"]

_FORMS = 50
"""Forms of one utterance that are weighed against each other; a thousandth one changes nothing."""
_SHOWN = 1000
"""Words of a quote whose differences are shown."""
_ENOUGH = 0.3
"""Share of the shorter wording's words, in order, from which two are held against each other."""
_WITHIN = 0.9
"""Share of the shorter wording's words, in order, from which it is a part of the longer."""


class Printing(NamedTuple):
    """A quote as one article prints it."""

    article: Article
    quote: Quote
    speaker: Speaker | None

    @property
    def outlet(self) -> str:
        """The article's outlet; its id where none is known."""
        return self.article.outlet or self.article.id

    @property
    def text(self) -> str:
        """What the positions of the quote are of: the article's text, or its title."""
        return self.article.told_in(self.quote)

    @property
    def words(self) -> list[str]:
        """The words of the quote, as a reader sees them, without punctuation."""
        text, quote = as_read(self.text, self.quote)
        return [word.of(text) for word in words_in(text, quote.content)]

    @property
    def printed(self) -> list[str]:
        """The words as a reader sees them, with punctuation, each with the space behind it."""
        text, quote = as_read(self.text, self.quote)
        return printed_in(text, quote.content)

    @property
    def place(self) -> float:
        """Where in its article the quote begins, 0 to 1."""
        return self.quote.content[0].start / (len(self.text) or 1) if self.quote.content else 0.0


def outlets_of(printings: Iterable[Printing]) -> list[str]:
    """The outlets of some quotes, each once, as first written: "NYT" and "nyt" are one."""
    found: dict[str, str] = {}
    for printing in printings:
        found.setdefault(outlet_key(printing.outlet), printing.outlet)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class VariantGroup:
    """Quotes that render one utterance.

    >>> from quotekit.records import Span
    >>> texts = {"Echo": "It all held.", "Wire": "It held."}
    >>> quotes = [Quote(f"{n}-1", n, "direct", "statement", (Span(0, len(t)),)) for n, t in texts.items()]
    >>> group = VariantGroup(0, tuple(Printing(Article(texts[q.article], q.article), q, None) for q in quotes))
    >>> group.outlets, group.relation(group.printings[1])
    (['Echo', 'Wire'], 'part')
    >>> [(d.change, d.before) for d in group.differences(group.printings[1])]
    [('same', 'It'), ('dropped', 'all'), ('same', 'held.')]
    """

    number: int
    """Of its first quote, counted over all that were added."""
    read: tuple[Printing, ...]
    """The quotes in the order in which they were added."""

    @property
    def id(self) -> str:
        """The id of the quote that was read first."""
        return self.read[0].quote.id

    @cached_property
    def printings(self) -> tuple[Printing, ...]:
        """The quotes by the date of their articles, those without one last, else in reading order."""
        return tuple(sorted(self.read, key=lambda printing: printing.article.published or "~"))

    @cached_property
    def outlets(self) -> list[str]:
        """The outlets, each once, in the order of `printings`: the first had it first, as far as dates are known."""
        return outlets_of(self.printings)

    @cached_property
    def voices(self) -> int:
        """How many outlets print it in texts of their own: copies of one text, whoever prints them, are one voice.

        >>> from quotekit.records import Span
        >>> text = "“It held,” said Ana Reyes, the mayor of Telford, after two days of rain in the hills above it. "
        >>> text += "Below, where the market is, people slept that night for the first time since Friday."
        >>> quotes = [Quote(f"{n}-1", n, "direct", "statement", (Span(1, 9),)) for n in ("Echo", "Wire")]
        >>> group = VariantGroup(0, tuple(Printing(Article(text, q.article), q, None) for q in quotes))
        >>> group.outlets, group.voices
        (['Echo', 'Wire'], 1)
        """
        if len(self.outlets) < 2:
            return len(self.outlets)
        articles = list({printing.article.id: printing.article for printing in self.printings}.values())
        firsts = {articles[number] for number in copies_of_all(articles)}
        return len({outlet_key(article.outlet or article.id) for article in firsts})

    @cached_property
    def representative(self) -> Printing:
        """The longest form that most outlets support: each word counts for it where most have it, else against it.

        Quotes with marks go before indirect speech; of equals, the longer, then the first.
        """
        marked = [printing for printing in self.printings if printing.quote.kind != "indirect"]
        forms = _forms(marked or list(self.printings))
        outlets = sum(count for _, count in forms.values())
        return max(
            (_support(stems, forms) - outlets * len(stems) / 2, len(stems), -place, printing)
            for place, (stems, (printing, _)) in enumerate(forms.items())
        )[-1]

    def measure(self, printing: Printing) -> Printing:
        """What a quote is held against: the representative, or where little is common, what has most of its words.

        "But then it got frantic" is a part of what one outlet prints whole, and not of the half that most print.
        """
        one, other = _stems(printing), _stems(self.representative)
        if printing.quote.kind == "indirect" or common_length(one, other) >= _ENOUGH * min(len(one), len(other)):
            return self.representative
        others = [each for each in self.printings if each is not printing and each.quote.kind != "indirect"]
        return max(others, key=lambda each: common_length(one, _stems(each)), default=self.representative)

    def relation(self, printing: Printing) -> Relation:
        """How a quote stands to its `measure`: the same words, a part of them or more, changed, a paraphrase."""
        measure = self.measure(printing)
        if "indirect" in (printing.quote.kind, measure.quote.kind) and printing is not measure:
            return "paraphrase"
        one, other = _stems(printing), _stems(measure)
        if one == other:
            return "identical"
        within = common_length(one, other) >= _WITHIN * min(len(one), len(other)) and len(one) != len(other)
        return "part" if within else "changed"

    def differences(self, printing: Printing) -> list[Difference]:
        """What became of the words of its `measure`, as printed, stretch by stretch; of long quotes the start."""
        return differences(self.measure(printing).printed[:_SHOWN], printing.printed[:_SHOWN], folded)

    @cached_property
    def speakers(self) -> dict[str, list[str]]:
        """Each speaker that is named, in the fullest form, with the outlets that say so; most outlets first."""
        named = [(name_of(printing.speaker), printing) for printing in self.printings]
        parties: list[list[tuple[Stems, Printing]]] = []
        for name, printing in sorted(((n, p) for n, p in named if n), key=lambda item: -len(item[0])):
            party = next((party for party in parties if agreement(party[0][0], name) == "same"), None)
            parties.append([(name, printing)]) if party is None else party.append((name, printing))
        told = {str(party[0][1].speaker and party[0][1].speaker.name): _outlets(party) for party in parties}
        return dict(sorted(told.items(), key=lambda item: -len(item[1])))

    @property
    def speaker(self) -> str | None:
        """Who said it, where all that name somebody agree; None where nobody is named or two are."""
        return next(iter(self.speakers)) if len(self.speakers) == 1 else None

    @property
    def is_disputed(self) -> bool:
        """Whether two outlets name two speakers."""
        return len(self.speakers) > 1

    def _repr_html_(self) -> str:
        """What a notebook shows: who says it, and in which words each outlet prints it."""
        return cast(str, load("quotekit.notebooks.cells:group_cell")(self))  # a room above


def _outlets(party: Sequence[tuple[Stems, Printing]]) -> list[str]:
    return outlets_of(printing for _, printing in party)


def _stems(printing: Printing) -> Stems:
    return tuple(map(stem_of, printing.words))


def _forms(printings: Sequence[Printing]) -> dict[Stems, tuple[Printing, int]]:
    """The different wordings, those of most outlets first, each with its first printing and the number of outlets."""
    first: dict[Stems, Printing] = {}
    outlets: dict[Stems, set[str]] = {}
    for printing in printings:
        stems = _stems(printing)
        first.setdefault(stems, printing)
        outlets.setdefault(stems, set()).add(outlet_key(printing.outlet))
    often = sorted(first, key=lambda stems: -len(outlets[stems]))[:_FORMS]
    return {stems: (first[stems], len(outlets[stems])) for stems in often}


def _support(stems: Stems, forms: dict[Stems, tuple[Printing, int]]) -> int:
    return sum(common_length(stems, other) * count for other, (_, count) in forms.items())
