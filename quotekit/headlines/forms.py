"""Speech that the print of a headline tells: “Bell: ‘We are broke’”, “Dam is safe: minister”, “‘No deal’ - Voss”.

A colon or a dash stands between what is said and who says so. What looks like it and is none is asked first: a topic in
front of a colon ("Dam: what we know"), a person whom it is about ("Nia Bell: a life"), the name of a site behind a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.headlines.told import Told, plain_words
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

RULE = "headline"
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_SOURCE = 7  # tokens
_DIRECT = 0.9
"""The share of words between marks from which all of them are somebody's own."""
_REPORTS = frozenset(
    "agency analysis bank charity company court data documents inquiry ministry officials paper police poll polls probe "
    "report reports research researchers source sources study studies survey think-tank union watchdog".split()
)
"""Nouns that stand for who says something, beside roles and groups."""
_LABELS = frozenset("author editor host live photo photos reader readers star winner winners victim victims".split())
"""Roles and groups that stand in front of a colon and say nothing: "Winner: Nia Bell", "Photos: the flood"."""
_ASKING = frozenset("how why what who when where which whose".split())
_OF_SOURCES = frozenset({".", "-", "'", "’", "&", "/"}) | POSSESSIVES
"""Marks inside the name of who speaks."""
_FEWEST = 3
"""Words between marks that must be those of the text where nobody is named beside them."""
_SHARED = 0.34
"""How much of a clause behind a full name and a colon that person says in the text: "Nia Bell: mayor is charged" is a
topic."""
_FIRST_PERSON = frozenset("i we my our us me i'm we're i've we've i'll we'll i'd we'd".split())


class Sides(NamedTuple):
    """What may be said, and who may say so, with the mark between them."""

    content: Range
    source: Range
    mark: int
    leads: bool
    """Whether the source stands in front."""


class Headline(NamedTuple):
    """A headline as its forms see it."""

    view: View
    end: int
    """One past its last token as printed."""
    has_verb: Callable[[Range], bool]
    """Whether some tokens hold a finite verb."""
    is_known: Callable[[Range], bool]
    """Whether the text has a person or an organization whom some tokens name."""
    shared: Callable[[Range, Range], float | None]
    """How much of what the second tokens tell is in what whom the first name says in the text, 0 to 1; None where
    nobody of that name speaks there."""


def forms(line: Headline) -> Iterator[QuoteDraft]:
    """What the print of a headline tells of who says what, the surest first; each token stands in one draft at most."""
    taken: set[int] = set()
    for sides in _sides(line):
        draft = _draft(line, sides)
        if draft and taken.isdisjoint(draft.tokens):
            taken.update(range(line.end))
            yield draft


def _sides(line: Headline) -> Iterator[Sides]:
    """The ways in which the marks of a headline may divide it."""
    view, end = line.view, line.end
    colons = [at for at in range(1, end - 1) if view.word[at] == ":" and _is_free(view, at) and view.glued(at)]
    dashes = [at for at in range(1, end - 1) if view.word[at] in _DASHES and _is_free(view, at) and _is_spaced(view, at)]
    for at in colons[:1]:
        yield Sides((at + 1, end), (0, at), at, True)
    for at in colons[-1:]:
        yield Sides((0, at), (at + 1, end), at, False)
    for at in dashes[-1:]:
        yield Sides((0, at), (at + 1, end), at, False)
    for at in colons[:1]:
        if leader := _leader(line, at):
            yield Sides((at + 1, end), leader, at, True)


def _is_free(view: View, at: int) -> bool:
    return view.pair[at] < 0


def _is_spaced(view: View, at: int) -> bool:
    return not view.glued(at) and not view.glued(at + 1)


def _leader(line: Headline, colon: int) -> Range | None:
    """Whoever opens the clause in front of a colon: "Bell on dam: ‘We are broke’", "Bell slams Voss: ‘He lied’"."""
    view, last = line.view, 0
    while last < colon and (view.named[last] or view.bits[last] & (TITLE | ROLE) or view.word[last] == "."):
        last += 1
    if not 0 < last < colon or not any(view.named[:last]):
        return None
    following = view.bits[last]
    is_told = view.word[last].lower() in ("on", "to", "about", "after", "at") or (following & CUE and not following & ROLE)
    return (0, last) if is_told and line.is_known((0, last)) else None


def _draft(line: Headline, sides: Sides) -> QuoteDraft | None:
    view = line.view
    first, last = _trimmed(view, *sides.content)
    words = [at for at in range(first, last) if view.bits[at] & WORD]
    if not words:
        return None
    kind = _kind(view, words)
    if not _is_source(line, sides) or not _is_said(line, sides, (first, last), kind):
        return None
    content = _inside_marks(view, first, last) if kind == "direct" else (first, last)
    cue, sure = (sides.mark, sides.mark + 1), _SURE[kind]
    return QuoteDraft((content,), RULE, cue, sides.source, "statement", kind, confidence=sure)


_SURE: dict[QuoteKind, float] = {"direct": 0.95, "mixed": 0.9, "indirect": 0.85}
"""How often such a draft is right, by hand on headlines (docs/experiments.md)."""


def _trimmed(view: View, first: int, last: int) -> Range:
    """A range without the stops and commas at its end."""
    while last > first and view.word[last - 1] in (",", ".", ";"):
        last -= 1
    return first, last


def _kind(view: View, words: list[int]) -> QuoteKind:
    marked = sum(view.pair[at] >= 0 for at in words)
    return "direct" if marked >= _DIRECT * len(words) else "mixed" if marked else "indirect"


def _inside_marks(view: View, first: int, last: int) -> Range:
    """From the first word between marks to the last one."""
    pairs = [view.pairs[view.pair[at]] for at in range(first, last) if view.pair[at] >= 0]
    return max(first, pairs[0].first), min(last, pairs[-1].last)


def is_speech(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a draft of the model tells what somebody says: "Federer claims Dubai crown" has no clause."""
    if draft.kind != "indirect" or draft.act != "statement":
        return True
    is_for = draft.cue is not None and bool(line.view.bits[draft.cue[1] - 1] & PREPOSITION)  # "calls for a ban"
    return is_for or any(map(line.has_verb, draft.content))


def repeated(line: Headline, told: Told) -> Iterator[QuoteDraft]:
    """Words between marks that somebody says in the text: "Council tax rise ‘is reasonable’"."""
    for pair in line.view.pairs:
        words = plain_words(line.view, range(pair.first, pair.last))
        if words.count(" ") > _FEWEST and len(set(told.quoted(words))) == 1:
            yield QuoteDraft(((pair.first, pair.last),), RULE, confidence=_SURE["mixed"])


# --- Who may say so ---


def _is_source(line: Headline, sides: Sides) -> bool:
    """Whether the words beside a mark name somebody, by a name or a role."""
    view, (first, last) = line.view, sides.source
    if not 0 < last - first <= _LONGEST_SOURCE or not all(_may_name(view, at) for at in range(first, last)):
        return False
    head = view.lower(last - 1)
    return any(view.named[first:last]) or (_has_office(view, last - 1) and not (sides.leads and head in _LABELS))


def _has_office(view: View, at: int) -> bool:
    return bool(view.bits[at] & (ROLE | GROUP)) or view.lower(at) in _REPORTS


def _may_name(view: View, at: int) -> bool:
    """Whether a token may be one of a name or a role: no verb, no article, no mark but those of names."""
    bits, word = view.bits[at], view.word[at]
    if view.pair[at] >= 0 or not (bits & WORD or word in _OF_SOURCES):
        return False
    if bits & (CAPITAL | ROLE | GROUP) or view.named[at] or view.lower(at) in _REPORTS:
        return True
    return not bits & (AUXILIARY | DETERMINER | CONJUNCTION | SUBORDINATOR | PRONOUN | CUE)


# --- What may be said ---


def _is_said(line: Headline, sides: Sides, content: Range, kind: QuoteKind) -> bool:
    """Whether words beside a source may be what it says, and are not what the article is about."""
    view, source = line.view, sides.source
    if _has_office(view, source[1] - 1) and sides.mark != source[1]:  # behind it: "Dam is safe: minister"
        return kind != "indirect" or content[1] - content[0] > 1
    shared = line.shared(source, content)
    if kind != "indirect":
        is_press = view.word[sides.mark] in _DASHES and shared is None
        return line.is_known(source) if is_press else sides.leads or shared is not None
    if view.lower(content[0]) in _ASKING or not line.has_verb(content):  # "Bell: how she won", "Bell: a life"
        return False
    if not sides.leads:
        return shared is not None
    if _has_office(view, source[1] - 1):
        return True
    return shared is not None and (shared >= _SHARED or _is_own(view, content) or source[1] - source[0] == 1)


def _is_own(view: View, content: Range) -> bool:
    return any(view.lower(at) in _FIRST_PERSON for at in range(*content))
