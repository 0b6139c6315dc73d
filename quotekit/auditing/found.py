"""An audit of analyses: counted as they come, their texts not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from quotekit.analysis import Analysis
from quotekit.auditing.asked import About, Asked
from quotekit.auditing.records import Audit
from quotekit.auditing.sources.divisions import Source
from quotekit.auditing.sources.genders import Genders, gender_given
from quotekit.auditing.sources.roles import Groups, role_of
from quotekit.auditing.tally import Tally, Told, number_of_words
from quotekit.records import Quote
from quotekit.speakers.offices import merged
from quotekit.speakers.people.appearances import Place, kin
from quotekit.speakers.people.identities import Identity
from quotekit.speakers.people.roster import Met


@dataclass(slots=True)
class _Found:
    """What is kept of analyses."""

    met: Met = field(default_factory=Met)
    abouts: list[About] = field(default_factory=list)
    counts: dict[tuple[int, Place | None, str], list[int]] = field(default_factory=dict)
    """Statements and words by the number of an article, who speaks, and the part."""
    left_out: Counter[str] = field(default_factory=Counter)

    def take(self, analysis: Analysis, asked: Asked) -> None:
        """Take note of an analysis, in whose articles everybody may be met again."""
        numbers = {article.id: len(self.abouts) + place for place, article in enumerate(analysis.articles)}
        self.abouts += map(About.of, analysis.articles)
        for quote in analysis.quotes:
            number, place = numbers[analysis.article_of(quote).id], self.met.add(analysis, quote)
            if asked.counts(quote):
                self._count((number, place, quote.part), analysis, quote)
            elif asked.leaves_out(quote.act) and asked.has(self.abouts[number]):
                self.left_out[quote.act] += 1

    def _count(self, key: tuple[int, Place | None, str], analysis: Analysis, quote: Quote) -> None:
        numbers = self.counts.setdefault(key, [0, 0])
        numbers[0] += 1
        numbers[1] += number_of_words(analysis.row_of(quote)["quote"])


def audit_of_analyses(analyses: Iterable[Analysis], asked: Asked, genders: Genders, roles: Groups) -> Audit:
    """The audit of analyses. Who is one source is known after the last: kept are numbers, names and roles till then.

    >>> audit_of_analyses([], Asked(), {}, {}).whole.total.statements
    0
    """
    found = _Found()
    for analysis in analyses:
        found.take(analysis, asked)
    known = found.met.identities()
    tally = Tally(asked)
    for number, about in enumerate(found.abouts):
        tally.take(number, about)
    for (number, place, part), counts in sorted(found.counts.items(), key=lambda item: _when(found, item[0][0])):
        told = Told(number, known[place].id if place else None, part, *counts)
        tally.add(told, found.abouts[number])
    return tally.audit(_sources(found.met, known, genders, roles), found.left_out)


def _when(found: _Found, number: int) -> tuple[str, int]:
    """What articles are sorted by: those without a day come last."""
    return found.abouts[number].day or "~", number


def _sources(met: Met, known: dict[Place, Identity], genders: Genders, roles: Groups) -> dict[Hashable, Source]:
    """The sources by the ids of their identities."""
    own_roles: dict[str, list[tuple[str, ...]]] = {}
    for place, identity in known.items():
        own_roles.setdefault(identity.id, []).append(met.speakers[place].roles)
    found: dict[Hashable, Source] = {}
    for place, one in known.items():
        if one.id not in found:
            gender = gender_given(genders, one.name, one.aliases, one.kind) or one.gender
            is_met_again = kin(met.speakers[place]) is not None and not one.is_open
            role = role_of(one.kind, one.name, merged(own_roles[one.id]), roles)
            found[one.id] = Source(one.kind, None if gender == "-" else gender, role, is_met_again)
    return found
