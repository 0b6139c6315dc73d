"""Headlines divided by a colon or a dash: “Bell: ‘The well is dry’”, “Bridge is sound: minister”, “‘Never’ - Orr”.

Between what is said and who says so. What looks like it and is none is asked first: a topic in front of a colon ("Dam:
what we know"), a person whom it is about ("Nia Bell: a life"), the name of a site behind a dash.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.headlines.headline import (
    ASKING,
    DASHES,
    FEWEST,
    REPORTS,
    Headline,
    clause_before,
    draft_of,
    has_office,
    is_own,
    is_spaced,
    without_stops,
)
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
    WORD,
)
from quotekit.text.phrases import POSSESSIVES, Range

_LONGEST_SOURCE = 7  # tokens
_LABELS = frozenset(
    "airline analysis author bank board charity club company court editor hospital host inquiry lawsuit live photo "
    "photos probe reader readers star union victim victims winner winners".split()
)
"""Those that in front of a colon are a topic: "Winner: Nia Bell", "Photos: the flood", "Dam inquiry: man held"."""
_PICTURES = frozenset({"image", "photo", "picture", "video"})
_TOPICS = frozenset({"on", "to", "about", "after", "at"})
"""What stands between somebody and what it is about: "Bell on the dam"."""
_OF_SOURCES = frozenset({".", "-", "'", "’", "&", "/"}) | POSSESSIVES
"""Marks inside the name of who speaks."""
_SHARED, _TOUCHED = 0.34, 0.01
"""How much of a clause whoever has a full name beside the colon says in the text, behind it and in front of it: "Nia
Bell: mayor is charged" is a topic, "New chair elected: Nia Bell" no words of hers."""


class Sides(NamedTuple):
    """What may be said, and who may say so, with the mark between them."""

    content: Range
    source: Range
    mark: int
    leads: bool
    """Whether the source stands in front."""


def divided(line: Headline) -> Iterator[QuoteDraft]:
    """What stands beside a colon or a dash and is said by who stands on its other side, the surest first."""
    return (draft for sides in _sides(line) if (draft := _draft(line, sides)))


def _sides(line: Headline) -> Iterator[Sides]:
    """The ways in which the marks of a headline may divide it."""
    view, end = line.view, line.end
    free = [at for at in range(1, end - 1) if view.pair[at] < 0]
    colons = [at for at in free if view.word[at] == ":" and view.glued(at)]
    dashes = [at for at in free if view.word[at] in DASHES and is_spaced(view, at)]
    for before, at in zip([-1, *colons], colons[:2]):  # "LIVE: Bell: ‘The well is dry’"
        first = max(before + 1, view.bounds[view.sentence[at]][0])
        yield Sides((at + 1, end), (first, at), at, True)
    for at in (*colons[-1:], *dashes[-1:]):
        yield Sides((clause_before(view, at), at), (at + 1, end), at, False)
    for at in colons[:1]:
        if leader := _leader(line, 0, at):
            yield Sides((at + 1, end), leader, at, True)
        if view.pair[at - 1] >= 0 and (leader := _leader(line, at + 1, end)):
            yield Sides((0, at), leader, at, False)


def _leader(line: Headline, first: int, end: int) -> Range | None:
    """Whoever opens a clause beside a colon: "Bell on dam: ‘The well is dry’", "‘He lied’: Bell slams Orr"."""
    view, last = line.view, first
    while last < end and (view.named[last] or view.bits[last] & TITLE or has_office(view, last)):
        last += 1
    if not first < last < end:
        return None
    is_office = has_office(view, last - 1)
    is_told = view.lower(last) in _TOPICS or (view.bits[last] & CUE and not view.bits[last] & ROLE)
    is_somebody = is_office or (any(view.named[first:last]) and line.is_known((first, last)))
    return (first, last) if is_told and is_somebody else None


def _draft(line: Headline, sides: Sides) -> QuoteDraft | None:
    draft = draft_of(line.view, sides.content, sides.source, (sides.mark, sides.mark + 1))
    if draft is None or not _is_source(line, sides):
        return None
    is_close = sides.mark in (sides.source[1], sides.source[0] - 1)
    if not is_close and draft.kind == "indirect" and not is_own(line.view, sides.content):
        return None  # "Official describes his work: a letter to the editor"
    return draft if _is_said(line, sides, without_stops(line.view, *sides.content), draft.kind) else None


# --- Who may say so ---


def _is_source(line: Headline, sides: Sides) -> bool:
    """Whether the words beside a mark name somebody, by a name or a role."""
    view, (first, last) = line.view, sides.source
    if not 0 < last - first <= _LONGEST_SOURCE or not all(_may_name(view, at) for at in range(first, last)):
        return False
    is_label = sides.leads and (view.lower(last - 1) in _LABELS or view.lower(first) in _PICTURES)
    return bool(view.named[last - 1]) or (has_office(view, last - 1) and not is_label)


def _may_name(view: View, at: int) -> bool:
    """Whether a token may be one of a name or a role: no verb, no article, no mark but those of names."""
    bits, word = view.bits[at], view.word[at]
    if view.pair[at] >= 0 or not (bits & WORD or word in _OF_SOURCES) or (bits & PRONOUN and not word.isupper()):
        return False
    if bits & (CAPITAL | ROLE | GROUP) or view.named[at] or view.lower(at) in REPORTS:
        return True
    if bits & PREPOSITION:
        return word in ("of", "for")
    is_verb = bits & CUE and (word.endswith(("s", "ed")) or word in ("say", "tell"))  # not "campaign"
    return not is_verb and not bits & (AUXILIARY | DETERMINER | CONJUNCTION | SUBORDINATOR)


# --- What may be said ---


def _is_said(line: Headline, sides: Sides, content: Range, kind: QuoteKind) -> bool:
    """Whether words beside a source may be what it says, and are not what the article is about."""
    view, source = line.view, sides.source
    if kind == "indirect" and view.lower(content[0]) in ASKING:
        return False
    if not sides.leads and has_office(view, source[1] - 1):
        return kind != "indirect" or content[1] - content[0] > 1
    if kind != "direct" and sides.leads and view.word[line.end - 1] == "?":  # "Obama's delay: was it ‘raw politics’?"
        return False
    shared = line.shared(source, content)
    if kind != "direct" and sides.leads and line.has_speaker(content) and (shared or 0) < _SHARED:
        return _reports(view, source[1] - 1)  # "Flood: minister vows to ‘hunt down’ looters"
    if kind == "indirect":
        return _is_clause_of(line, sides, content, shared)
    is_press = view.word[sides.mark] in DASHES and shared is None
    return line.is_known(source) if is_press else sides.leads or shared is not None


def _is_clause_of(line: Headline, sides: Sides, content: Range, shared: float | None) -> bool:
    """Whether a clause without marks is what a source says, which says `shared` of it in the text."""
    view, (first, last) = line.view, sides.source
    if has_office(view, last - 1):
        return line.has_verb(content) or (_reports(view, last - 1) and content[1] - content[0] >= FEWEST)
    if shared is None or not (line.has_verb(content) or shared >= _SHARED):  # "Bell: a life"
        return False
    is_short = last - first == 1 and not _describes(view, content)
    return is_short or shared >= (_SHARED if sides.leads else _TOUCHED) or is_own(view, content)


def _describes(view: View, content: Range) -> bool:
    """Whether words behind a name say who that is: "Bell: the nurse who would be mayor"."""
    opens = view.bits[content[0]] & DETERMINER
    return bool(opens) and any(view.word[at] in ("who", "which") for at in range(*content))


def _reports(view: View, at: int) -> bool:
    """Whether a token is a group or a report, whose words are often told without a verb: "Poll: most for bridge"."""
    return bool(view.bits[at] & GROUP) or view.lower(at) in REPORTS
