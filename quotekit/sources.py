"""Sources: whom the clause of a cue names as the one who speaks, writes or thinks."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from quotekit.cues import Site, find_cues
from quotekit.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    WORD,
)
from quotekit.phrases import (
    LONGEST,
    Range,
    after,
    apposition_before,
    before,
    can_speak,
    is_finite,
    led_by_adjective,
    opens_phrase,
)
from quotekit.view import View

Sources = dict[int, Range | None]
"""The source of each cue by the cue's first token."""


class Cues(NamedTuple):
    """The cues of an article in order, and whom the clause of each names."""

    sites: list[Site]
    verbs: list[int]
    """The token of each site's verb, ascending: for looking sites up by place."""
    sources: Sources

    def between(self, first: int, last: int) -> list[Site]:
        """The sites whose verb stands in tokens `first` to `last`."""
        return self.sites[bisect_left(self.verbs, first) : bisect_left(self.verbs, last)]

    def first(self, first: int, last: int) -> Site | None:
        """The first of them; None where there is none."""
        index = bisect_left(self.verbs, first)
        return self.sites[index] if index < len(self.verbs) and self.verbs[index] < last else None


def cues_of(view: View) -> Cues:
    """The cues outside quotation marks, with their sources."""
    sites = find_cues(view)
    return Cues(sites, [site.verb for site in sites], find_sources(view, sites))


def find_sources(view: View, sites: list[Site]) -> Sources:
    """Tokens of the source of every cue, half-open; None where its clause names none (a passive, a bare imperative).

    A cue that shares its subject with the one before it ("..., adding that") takes its source: one pass, left to right.

    >>> from quotekit.cues import find_cues
    >>> from quotekit.names import with_names
    >>> from quotekit.view import look
    >>> view, _ = with_names(look("Ms. Reyes said it rained, adding that it would last."))
    >>> [view.text(*source) for source in find_sources(view, find_cues(view)).values()]
    ['Ms. Reyes', 'Ms. Reyes']
    """
    sources: Sources = {}
    before_in_sentence: Range | None = None
    sentence = -1
    for site in sites:
        if view.sentence[site.verb] != sentence:
            sentence, before_in_sentence = view.sentence[site.verb], None
        found = sources[site.first] = _source(view, site, before_in_sentence)
        if found and not site.passive and not site.phrase:
            before_in_sentence = found
    return sources


def _source(view: View, site: Site, earlier: Range | None) -> Range | None:
    """The source of one cue; `earlier` is that of the cue before it in the sentence."""
    if site.phrase:
        return after(view, site.last, closed=site.first == view.bounds[view.sentence[site.first]][0])
    if site.passive:
        by = _by(view, site.last)
        return after(view, by) if by else None
    if _inverted(view, site):
        found = after(view, site.last)
        if found:
            return found
    if site.gerund:
        return _holder(view, site.first) or earlier or _subject(view, site.first) or _subject_behind(view, site)
    if _coordinated(view, site):
        return earlier or _subject(view, site.first) or before(view, site.first)
    return before(view, site.first) or earlier or _subject(view, site.first)


def _holder(view: View, at: int) -> Range | None:
    """The noun right before a gerund that describes it: "a sign saying", "residents complaining"."""
    begin = view.bounds[view.sentence[at]][0]
    last = at - 1
    if last < begin or view.pair[last] >= 0 or not view.bits[last] & WORD:
        return None
    if view.bits[last] & (PREPOSITION | CONJUNCTION | AUXILIARY | ADVERB | CUE | SUBORDINATOR | CALENDAR) and not (
        view.bits[last] & (ROLE | GROUP | CAPITAL)
    ):
        return None
    first = last
    while first > begin and view.named[first] and view.named[first - 1]:
        first -= 1
    while first > begin and not view.named[last] and last - first < 4 and not view.bits[first] & DETERMINER:
        if view.bits[first - 1] & (PREPOSITION | AUXILIARY | CONJUNCTION) or not view.bits[first - 1] & WORD:
            break
        if is_finite(view, first - 1) or view.named[first - 1]:
            break
        first -= 1
    return (first, last + 1) if can_speak(view, first, last + 1) else None


def _by(view: View, at: int) -> int | None:
    end = view.bounds[view.sentence[at - 1]][1]
    for i in range(at, min(at + 3, end)):
        if view.word[i].lower() == "by":
            return i + 1
    return None


def _inverted(view: View, site: Site) -> bool:
    """Whether the subject follows its verb: right behind a quotation or a comma, with a noun phrase to follow."""
    begin, end = view.bounds[view.sentence[site.verb]]
    at = site.first
    if site.gerund or site.last >= end or view.pair[site.last] >= 0:
        return False
    if not opens_phrase(view, site.last) and not led_by_adjective(view, site.last, end):
        return False
    if at == begin or view.pair[at - 1] >= 0:
        return True
    return view.word[at - 1] in (",", "—", "–", "--") and not apposition_before(view, at - 1, begin)


def _coordinated(view: View, site: Site) -> bool:
    """Whether the verb follows "and" or a comma and shares the subject of the verb before ("He smiled and said")."""
    at = site.first - 1
    begin = view.bounds[view.sentence[site.verb]][0]
    while at > begin and view.bits[at] & ADVERB and not view.bits[at] & CONJUNCTION:
        at -= 1
    return at >= begin and view.word[at].lower() in ("and", "but", "then", "or")


def _subject(view: View, limit: int) -> Range | None:
    """The nearest noun phrase before token `limit` that begins a clause of its sentence and has a verb behind it."""
    begin = view.bounds[view.sentence[limit]][0]
    for at in range(limit - 1, max(begin, limit - 2 * LONGEST) - 1, -1):
        if at > begin and not _begins_clause(view, at):
            continue
        found = after(view, at)
        if found and found[1] < limit and _verb_follows(view, found[1], limit):
            return found
    return None


def _subject_behind(view: View, site: Site) -> Range | None:
    """The subject of the clause behind a participle that begins the sentence ("Citing “costs,” the firm said")."""
    begin, end = view.bounds[view.sentence[site.verb]]
    if site.first != begin:
        return None
    for at in range(site.last + 1, min(end, site.last + 2 * LONGEST)):
        if view.pair[at] < 0 and (view.word[at - 1] == "," or view.pair[at - 1] >= 0):
            found = after(view, at)
            if found and _verb_follows(view, found[1], end):
                return found
    return None


def _begins_clause(view: View, at: int) -> bool:
    before, bits = view.word[at - 1], view.bits[at - 1]
    return (
        before in (",", ";", ":", "—", "–", "--") or view.pair[at - 1] >= 0 or bool(bits & (SUBORDINATOR | CONJUNCTION))
    )


def _verb_follows(view: View, at: int, limit: int) -> bool:
    """Whether the first word that is no adverb at or after `at` may be a verb."""
    while at < limit and (view.bits[at] & ADVERB or view.word[at].lower().endswith("ly")):
        at += 1
    if at >= limit or view.pair[at] >= 0:
        return False
    bits = view.bits[at]
    if bits & (AUXILIARY | CUE):
        return True
    return view.word[at].islower() and not bits & (
        PREPOSITION | CONJUNCTION | DETERMINER | SUBORDINATOR | PRONOUN | ROLE | GROUP | NUMBER
    )
