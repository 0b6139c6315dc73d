"""Mixed and indirect quotations: what a cue reports in the sentence's own words, marks inside it or not."""

from __future__ import annotations

from quotekit.cues import Site
from quotekit.drafts import Draft
from quotekit.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBJECT,
    SUBORDINATOR,
    WORD,
)
from quotekit.marks import Pair
from quotekit.phrases import Range
from quotekit.records import QuoteKind
from quotekit.sources import Cues
from quotekit.speech import is_title
from quotekit.view import View

_WH = frozenset(["how", "why", "what", "whether", "if", "where", "who", "when", "which"])
_STRONG = 60  # strength from which a bare clause or a clause in front is taken for reported speech
_FAIR = 40
_REACH = 200  # tokens that a content may span; keeps every search bounded
_FULL_CLAUSES = frozenset({"that-clause", "wh-clause"})
_COORDINATORS = frozenset({"and", "but", "while", "though", "although"})
_CLAUSE_ENDS = frozenset({";", ".", "?", "!"})


def find_reported(view: View, cues: Cues, taken: list[Draft]) -> list[Draft]:
    """The mixed and indirect quotations of an article, in order, leaving alone what is in `taken`.

    >>> from quotekit.names import with_names
    >>> from quotekit.sources import cues_of
    >>> from quotekit.view import look
    >>> view, _ = with_names(look("Ms. Reyes told reporters that the dam “will hold” until May."))
    >>> [(d.kind, view.text(*d.content[0])) for d in find_reported(view, cues_of(view), [])]
    [('mixed', 'that the dam “will hold” until May')]
    """
    used = [False] * (len(view.word) + 1)
    for draft in taken:
        for first, last in (*draft.content, *(r for r in (draft.cue, draft.source) if r)):
            used[first:last] = [True] * (last - first)
    cued = {draft.cue for draft in taken}
    drafts: list[Draft] = []
    for index, site in enumerate(cues.sites):
        if (site.first, site.last) in cued or used[site.verb] or (site.infinitive and site.cue.strength < _STRONG):
            continue
        found = _report(view, cues, index, used)
        if found:
            first, last = found.content[0]
            used[first:last] = [True] * (last - first)
            drafts.append(found)
    return drafts


def _report(view: View, cues: Cues, index: int, used: list[bool]) -> Draft | None:
    """What the cue at `index` reports, or None."""
    site = cues.sites[index]
    source = cues.sources[site.first]
    found = _clause_after_phrase(view, site, source) if site.phrase else _behind(view, cues, index, source)
    if not found and (site.phrase or site.cue.strength >= _STRONG or _pair_in_front(view, site)):
        found = _in_front(view, site, source)
    if not found:
        return None
    rule, (first, last) = found
    first, last = _trimmed(view, first, last, used)
    if first >= last or not any(view.bits[i] & WORD for i in range(first, last)):
        return None
    if source and source[0] < last and source[1] > first:
        source = None
    kind = _kind(view, first, last)
    nobody = kind == "indirect" and source is None
    if nobody and (site.cue.strength < _STRONG or (site.passive and rule not in _FULL_CLAUSES)):
        return None  # "had been denied visas" reports nothing
    if kind == "direct":
        first, last = _without_marks(view, first, last)
    return Draft(((first, last),), rule, (site.first, site.last), source, site.cue.act, kind)


def _kind(view: View, first: int, last: int) -> QuoteKind:
    """`direct`: at least nine tenths of the words stand between marks; `mixed`: fewer; `indirect`: none."""
    words = [view.pair[i] for i in range(first, last) if view.bits[i] & WORD]
    speech = {pair for pair in set(words) if pair >= 0 and not is_title(view, view.pairs[pair])}
    inside = sum(pair in speech for pair in words)
    return "indirect" if not inside else "direct" if inside >= 0.9 * len(words) else "mixed"


def _without_marks(view: View, first: int, last: int) -> Range:
    """The range without the marks at its edges, where one pair holds nearly all of it."""
    pair = view.pairs[view.pair[first]] if view.pair[first] >= 0 else None
    inner = (max(first, pair.first), min(last, pair.last)) if pair else (first, last)
    return inner if inner[0] < inner[1] else (first, last)


def _behind(view: View, cues: Cues, index: int, source: Range | None) -> tuple[str, Range] | None:
    """The content that follows a cue, where the words behind it open one of the constructions that the cue takes."""
    site = cues.sites[index]
    end = view.bounds[view.sentence[site.verb]][1]
    at = site.last
    if source and source[0] >= site.last:  # inverted: "said Ms. Reyes that"
        at = source[1]
    at = _past_hearer(view, site, at, end)
    if at >= end:
        return None
    rule = _frame(view, site, at, end)
    return (rule, (at, _content_end(view, cues, index, at, end))) if rule else None


def _past_hearer(view: View, site: Site, at: int, end: int) -> int:
    """Skip the one who is told: "told reporters that", "asked the court to"; and "said on Friday that"."""
    for i in range(at, min(at + 12, end)):
        word, bits = view.word[i].lower(), view.bits[i]
        if view.pair[i] >= 0:
            return i if "hearer" in site.cue.frames else at
        if i > at and (word in ("that", "whether", "to") or (word in _WH and word not in ("who", "which", "when"))):
            return i if "hearer" in site.cue.frames or _adverbial(view, at, i) else at
        if word in (",", ":", ";", ".") or bits & AUXILIARY or (i > at and bits & SUBJECT):
            return i if "hearer" in site.cue.frames and i > at and bits & SUBJECT else at
    return at


def _adverbial(view: View, first: int, last: int) -> bool:
    """Whether words between a cue and its "that" only say when or where ("said on Friday that")."""
    bits = view.bits[first]
    return bool(bits & (PREPOSITION | ADVERB | CALENDAR)) or view.word[first].lower() in ("last", "this")


def _frame(view: View, site: Site, at: int, end: int) -> str | None:
    """The name of the construction that begins at `at`, if the cue takes it."""
    frames, word, bits = site.cue.frames, view.word[at].lower(), view.bits[at]
    if view.pair[at] >= 0:
        return "fragment"
    if word == "that" and "that" in frames:
        return "that-clause"
    if word in _WH and ("wh" in frames or ("that" in frames and site.cue.strength >= _STRONG)):
        return "wh-clause"
    if word == "to" and "to" in frames:
        return "to-clause"
    if not bits & WORD and at + 1 < end and view.bits[at + 1] & AUXILIARY:
        return None  # "Tobias Okonjo, defending, had said"
    if not bits & WORD:
        return (
            "fragment" if _pair_between(view, at, end) and site.cue.strength >= _FAIR and word in (":", ",") else None
        )
    if "that" in frames and site.cue.strength >= _FAIR and _is_clause(view, at, end):
        return "bare-clause"
    if {"np", "as"} & frames and _opens_object(bits) and site.cue.strength >= 30:
        return "object"
    if _pair_between(view, at, end) and site.cue.strength >= 30:
        return "fragment"
    return None


def _pair_between(view: View, first: int, last: int) -> Pair | None:
    indices = dict.fromkeys(view.pair[first : min(last, first + _REACH)])
    return next((view.pairs[i] for i in indices if i >= 0 and not is_title(view, view.pairs[i])), None)


def _opens_object(bits: int) -> bool:
    """Whether a noun phrase that can be the thing reported begins here."""
    if bits & (PREPOSITION | CONJUNCTION | AUXILIARY | SUBORDINATOR) and not bits & (DETERMINER | POSSESSIVE):
        return False
    return not bits & ADVERB or bool(bits & DETERMINER)


def _is_clause(view: View, at: int, end: int) -> bool:
    """Whether a clause with a subject and a verb of its own begins at `at` ("said the dam would hold")."""
    bits = view.bits[at]
    opens = DETERMINER | POSSESSIVE | PRONOUN | CAPITAL | ROLE | GROUP | NUMBER
    if (not bits & opens and not view.word[at].endswith("s")) or bits & CALENDAR or bits & PREPOSITION:
        return False
    for i in range(at + 1, min(at + 25, end)):
        word = view.word[i]
        if word in _CLAUSE_ENDS:
            return False
        if view.bits[i] & AUXILIARY or (word.endswith("ed") and not view.bits[i - 1] & (DETERMINER | POSSESSIVE)):
            return True
        if view.bits[at] & SUBJECT and i == at + 1:
            return True
    return False


def _content_end(view: View, cues: Cues, index: int, first: int, end: int) -> int:
    """One past the last token of a content from `first`: the sentence's end, or where another clause reports."""
    pair = _pair_between(view, first, end)
    if pair and pair.close > end:  # the quotation runs on over sentences
        end = pair.close
    for other in cues.sites[index + 1 : index + _REACH]:
        if other.verb >= min(end, first + _REACH):
            break
        limit = _clause_break(view, cues, other, first) if other.verb >= first else None
        if limit:
            return limit
    return end


def _clause_break(view: View, cues: Cues, other: Site, first: int) -> int | None:
    """Where the clause of a later cue begins, if it is a clause beside the content and no part of it."""
    at = other.first - 1
    floor = max(first, other.first - 12)
    tail = _tail(view, cues, other)
    if tail is not None and tail > first:
        return tail
    if (other.phrase or other.gerund) and view.word[at] == ",":
        return at
    while at > floor and view.pair[at] < 0:
        word = view.word[at].lower()
        coordinated = word in _COORDINATORS
        if coordinated or word in (",", ";", "—", "–"):
            if coordinated and view.word[at - 1] == ",":
                return at - 1
            if coordinated and at == other.first - 1:
                return at
            if word == ";" or (word == "," and view.bits[at + 1] & CONJUNCTION):
                return at
            return None
        at -= 1
    return None


def _tail(view: View, cues: Cues, site: Site) -> int | None:
    """The comma before a clause that ends its sentence and attributes all of it ("..., she told reporters")."""
    source = cues.sources[site.first]
    end = view.bounds[view.sentence[site.verb]][1]
    if not source or site.gerund or end - max(site.last, source[1]) > 3:
        return None
    comma = min(site.first, source[0]) - 1
    return comma if view.word[comma] == "," and max(site.first, source[0]) - comma < 8 else None


def _clause_after_phrase(view: View, site: Site, source: Range | None) -> tuple[str, Range] | None:
    """ "According to the mayor, the dam will hold": the rest of the sentence behind the source."""
    begin, end = view.bounds[view.sentence[site.verb]]
    if site.first - begin > 2 or not source:
        return None
    at = source[1]
    while at < end and view.word[at] != ",":
        at += 1
    return ("according-to", (at + 1, end)) if at + 1 < end else None


def _pair_in_front(view: View, site: Site) -> bool:
    begin = view.bounds[view.sentence[site.verb]][0]
    return any(view.pair[i] >= 0 for i in range(max(begin, site.first - _REACH), site.first))


def _in_front(view: View, site: Site, source: Range | None) -> tuple[str, Range] | None:
    """ "The dam will hold, the mayor said", "..., according to her": the sentence up to the cue's own clause."""
    begin = view.bounds[view.sentence[site.verb]][0]
    if view.pair[begin] >= 0:  # a quotation of several sentences: the clause begins where its first one does
        begin = view.bounds[view.sentence[view.pairs[view.pair[begin]].open]][0]
    clause = min(site.first, source[0]) if source and begin < source[0] else site.first
    begin = max(begin, clause - _REACH)
    if clause - 1 <= begin or source is None or site.gerund or site.infinitive:
        return None
    before = view.word[clause - 1]
    if before not in (",", "—", "–", "--") and not (site.phrase or view.pair[clause - 1] >= 0):
        return None
    return "in-front", (begin, clause - 1 if before in (",", "—", "–", "--") else clause)


def _trimmed(view: View, first: int, last: int, used: list[bool]) -> Range:
    """The range without what another quotation has and without punctuation at its edges."""
    while first < last and (used[first] or (not view.bits[first] & WORD and view.pair[first] < 0)):
        first += 1
    stop = next((i for i in range(first, last) if used[i]), last)
    while stop > first and not view.bits[stop - 1] & WORD and view.pair[stop - 1] < 0:
        stop -= 1
    return first, stop
