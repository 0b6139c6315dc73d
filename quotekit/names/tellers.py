"""Who tells something, by the form of a sentence alone: an organization that relays it, somebody who calls it so, many.

"According to Reuters, the mayor said it rained." "She left over what the board called “a mistake”." What stands here
finds places; whether it is anybody's speech is decided of all finds alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotekit.names.name import NAMED
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    DETERMINER,
    GROUP,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    ROLE,
    WORD,
)
from quotekit.text.phrases import BE, RELATIVE, Range, after, before, nearest_antecedent

_ORGANIZATION = NAMED.index("organization")
_LEADS = frozenset({"per", "via"})
_REPORTS = frozenset("reports reported notes noted writes wrote says said".split())
"""Verbs behind which, or behind whose sentence, an outlet is named."""
_CLOSING = frozenset({"”", '"', "''", "’", "'", "»"})
_ASIDE = frozenset({",", "—", "–", "--", "-"})
_NEAR = 12
"""Tokens at the end of a sentence in which it is told who relays it."""
_LONGEST = 7
"""Tokens of the name of who relays."""
_FEWEST = 5
"""Tokens that are relayed at least."""
_CALLS = frozenset(
    "call calls called describe describes described dub dubs dubbed termed label labels labelled labeled characterize "
    "characterized characterizes characterise characterised brand branded".split()
)
_RELATIVES = frozenset({"what", "which", "that", "as"})
_IS = frozenset({"what's", "what’s", "'s", "’s", "is"})
_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_OF_SELF = _CALLS | frozenset(
    "refer refers referred referring calling describing tout touts touted touting bill bills billed billing "
    "advertise advertises advertised advertising portray portrays portrayed portraying style styles styled "
    "declares declared".split()
)
"""Verbs by which somebody is something in their own words: "bills itself as “a friend of the sea”"."""
_BRANDED = frozenset(
    "branded called described dubbed labelled labeled deemed termed slammed dismissed characterized characterised "
    "denounced condemned derided hailed praised".split()
)
"""What others do by words, behind which they are named: "a plan branded “a joke” by the union"."""
NAMING = _CALLS | _SELF | _BRANDED
"""Words at which somebody may call something so."""
_MOST_CALLED = 40
"""Tokens that something is called by."""
_SAY = frozenset(
    "say says said saying told tell tells confirmed confirm claim claims claimed admitted announced argue argued "
    "complained complain indicated insist insisted warned reported stated wrote acknowledged pledged promised".split()
)
"""Plain words of saying."""
_MAY_SAY = frozenset("will would may might can could should to".split())
"""What stands before the verb of who has not said it: "they will insist"."""
_SHARES = frozenset({"%", "percent", "per"})


class Told(NamedTuple):
    """Where it stands what is told, by which words, and by whom."""

    content: Range
    cue: Range
    source: Range


# --- Who relays a sentence ---


def relayed(view: View, begin: int, end: int) -> Iterator[Told]:
    """What a sentence tells by way of an organization that it names first or last, at most once each.

    >>> from quotekit.text.document import look
    >>> view = look("As the Times reported, Bell said that it rained.")
    >>> view.named[:] = [_ORGANIZATION if word == "Times" else 0 for word in view.word]
    >>> [[view.text(*places) for places in told] for told in relayed(view, 0, len(view.word) - 1)]
    [['Bell said that it rained', 'reported', 'the Times']]
    """
    for told in (_led(view, begin, end), _tailed(view, begin, end)):
        if told and told.content[1] - told.content[0] >= _FEWEST and _is_organization(view, told.source):
            yield told


def _led(view: View, begin: int, end: int) -> Told | None:
    """ "According to Reuters, ...", "Per CNN, ...", "As the Times reported, ..."."""
    word = view.lower(begin)
    if view.pair[begin] >= 0 or end - begin < _FEWEST:
        return None
    first = begin + 1 + (word == "according" and view.lower(begin + 1) == "to")
    if word == "as":
        verb = next((at for at in range(first, min(first + _LONGEST, end)) if view.lower(at) in _REPORTS), None)
        if verb is None or verb + 1 == end or view.word[verb + 1] != ",":
            return None
        return Told((verb + 2, end), (verb, verb + 1), (first, verb))
    if word not in _LEADS and first == begin + 1:
        return None
    comma = next((at for at in range(first, min(first + _LONGEST, end)) if view.word[at] == ","), None)
    if comma is None or comma + 1 == end or view.bits[comma + 1] & ADVERB:  # "According to Reuters, though, it rained"
        return None
    phrase = after(view, first) if view.bits[comma + 1] & DETERMINER else None  # "the Leith Times, a daily, ..."
    last = phrase[1] if phrase and phrase[1] < end and view.word[phrase[1]] == "," else comma
    return Told((last + 1, end), (begin, first), (first, comma))


def _tailed(view: View, begin: int, end: int) -> Told | None:
    """ "..., according to Reuters", "...,” the Times reported on Friday"."""
    if view.pair[end - 1] >= 0:
        return None
    comma = next((at for at in range(end - 2, max(begin, end - _NEAR), -1) if view.word[at] == ","), None)
    if comma is None:
        return None
    first = last = comma + 1
    while first < end and view.word[first] in _CLOSING:
        first += 1
    while end > first and (view.bits[end - 1] & CALENDAR or view.word[end - 1] in ("on", "last")):
        end -= 1
    content = (begin, last if view.pair[comma] >= 0 else comma)
    if first >= end:  # "“It rained,” “"
        return None
    if end > first + 2 and view.lower(first) == "according" and view.lower(first + 1) == "to":
        return Told(content, (first, first + 2), (first + 2, end))
    if view.lower(first) in _LEADS and end > first + 1:
        return Told(content, (first, first + 1), (first + 1, end))
    first += view.lower(first) == "as"
    verb = end - 1
    return Told(content, (verb, end), (first, verb)) if view.lower(verb) in _REPORTS and first < verb else None


def _is_organization(view: View, source: Range) -> bool:
    """Whether a source is the name of an organization and nothing else, but for an article: "the Times"."""
    first, last = source
    first += bool(view.bits[first] & DETERMINER)
    is_named = 0 < last - first <= _LONGEST and all(view.named[at] for at in range(first, last))
    return is_named and (view.named[last - 1] == _ORGANIZATION or view.word[last - 1].isupper())


# --- What somebody calls something ---


def called(view: View, at: int) -> Told | None:
    """What somebody calls something in marks, by the verb at a token behind a relative: "what Bell calls “a joke”".

    Not where nobody does it: "what is called “a joke”".

    >>> from quotekit.text.document import look
    >>> view = look("It was what the board had called a “grave mistake”.")
    >>> [view.text(*places) for places in called(view, 6)]
    ['a “grave mistake”', 'had called', 'the board']
    """
    if view.lower(at) not in _CALLS or view.pair[at] >= 0 or at + 3 >= len(view.word):
        return None
    first = at + 1 + (view.lower(at + 1) == "as")
    opening = next((i for i in range(first, min(first + 3, len(view.word))) if view.pair[i] >= 0), None)
    is_led = opening is not None and (opening - first < 2 or view.bits[first] & DETERMINER)
    if opening is None or not is_led or view.sentence[opening] != view.sentence[at]:
        return None
    cue, begin = _cue_begin(view, at)
    source = (cue - 1, cue) if view.bits[cue - 1] & PRONOUN else before(view, cue, begin)
    if not source or any(view.lower(i) in BE for i in range(cue, at)):
        return None
    inner = next((i + 1 for i in range(*source) if view.lower(i) == "what"), source[0])  # "fit for what Bell called"
    source = inner, source[1]
    if inner in (begin, source[1]) or view.lower(source[1] - 1) in _IS:  # "what’s called “a joke”"
        return None
    is_thing = view.lower(source[0]) in _RELATIVES or (source[1] - source[0] == 1 and view.bits[source[0]] & DETERMINER)
    last = _end_of_marks(view, opening)
    relative = source[0] - 1
    if relative == begin and view.lower(relative) not in ("what", "as"):  # "That system uses links called “traps”."
        return None
    if is_thing or view.lower(relative) not in _RELATIVES or last - first > _MOST_CALLED:
        return None
    return Told((first, last), (cue, at + 1), source)


def called_itself(view: View, at: int) -> Told | None:
    """What somebody says in marks to be, by the pronoun at a token: "a club that describes itself as “a family”".

    >>> from quotekit.text.document import look
    >>> view = look("The club had described itself as “a big family”.")
    >>> [view.text(*places) for places in called_itself(view, 4)]
    ['itself as “a big family”', 'had described', 'The club']
    """
    if view.lower(at) not in _SELF or view.pair[at] >= 0 or at < 2 or at + 3 >= len(view.word):
        return None
    verb = at - 1 - (view.lower(at - 1) == "to")
    opening = next((i for i in range(at + 1, min(at + 4, len(view.word))) if view.pair[i] >= 0), None)
    if opening is None or view.lower(verb) not in _OF_SELF or view.sentence[opening] != view.sentence[at]:
        return None
    cue, begin = _cue_begin(view, verb)
    cue -= view.word[cue - 1] == "to" and cue - 1 > begin
    is_relative = view.lower(cue - 1) in RELATIVE
    source = _nearest(view, nearest_antecedent(view, cue - 1)) if is_relative else before(view, cue, begin)
    if source and view.lower(cue) == "to":  # "wrong for the club to tout itself"
        source = (next((i + 1 for i in range(*source) if view.word[i] == "for"), source[0]), source[1])
    last = _end_of_marks(view, opening)
    return Told((at, last), (cue, at), source) if source and last - at <= _MOST_CALLED else None


def called_by(view: View, at: int) -> tuple[Told, Range | None] | None:
    """What others call something in marks, by the participle at a token, and what they call so:
    "a move branded “mad” by the union".

    >>> from quotekit.text.document import look
    >>> view = look("It was a move branded a “mad plan” by the union.")
    >>> told, what = called_by(view, 4)
    >>> [view.text(*places) for places in (*told, what)]
    ['a “mad plan”', 'branded', 'the union', 'a move']
    """
    if view.lower(at) not in _BRANDED or view.pair[at] >= 0 or at + 4 >= len(view.word):
        return None
    first = at + 1 + (view.lower(at + 1) == "as")
    opening = next((i for i in range(first, min(first + 3, len(view.word))) if view.pair[i] >= 0), None)
    if opening is None:
        return None
    last = by = _end_of_marks(view, opening)
    while by < len(view.word) and view.word[by] in _CLOSING:
        by += 1
    source = after(view, by + 1) if by + 1 < len(view.word) and view.word[by] == "by" else None
    if source is None or view.sentence[at] != view.sentence[by] or last - first > _MOST_CALLED:
        return None
    cue, begin = _cue_begin(view, at)
    end = cue
    is_apart = BE.isdisjoint(view.lower(i) for i in range(cue, at))  # not "Bell, of the mill, was called “mad” by"
    while is_apart and end > begin and view.word[end - 1] in _ASIDE:
        end -= 1
    what = None if view.word[end - 1] in _ASIDE else _nearest(view, before(view, end, begin))
    return Told((first, last), (cue, at + 1), source), what


def _nearest(view: View, phrase: Range | None) -> Range | None:
    """The end of a phrase from its last determiner on: "a move" of "He made a move"."""
    if phrase is None:
        return None
    first, last = phrase
    return next((at for at in range(last - 1, first, -1) if view.bits[at] & DETERMINER), first), last


def _cue_begin(view: View, verb: int) -> tuple[int, int]:
    """Where the words of a verb begin, with its auxiliaries and adverbs, and where its sentence does."""
    cue, begin = verb, view.bounds[view.sentence[verb]][0]
    while cue > begin and view.pair[cue - 1] < 0:
        if not view.bits[cue - 1] & (AUXILIARY | ADVERB) and not view.word[cue - 1].endswith("ly"):
            break
        cue -= 1
    return cue, begin


def _end_of_marks(view: View, at: int) -> int:
    """Where the words in one pair of marks end that a token stands in."""
    last = at
    while last < len(view.word) and view.pair[last] == view.pair[at]:
        last += 1
    return last


# --- Many who say something ---


def speaking_many(view: View, cue: Range, source: Range) -> Range | None:
    """Several people or an organization that a source in front of a cue is, put right; None where it is anybody else.

    >>> from quotekit.text.document import look
    >>> view = look("He said 40 percent of voters had claimed it rained.")
    >>> view.text(*speaking_many(view, (6, 8), (2, 6)))
    '40 percent of voters'
    """
    verb, before_it = view.lower(cue[1] - 1), {view.lower(at) for at in range(cue[0], cue[1] - 1)}
    if verb not in _SAY or not before_it.isdisjoint(_MAY_SAY if verb == "saying" else _MAY_SAY | BE):
        return None
    first, last = source
    if view.lower(first) == "they":
        return source
    for at in range(first + 1, last):  # "told Axios most people said"
        if view.bits[at] & (DETERMINER | NUMBER) and view.bits[at - 1] & CAPITAL and not view.named[at]:
            first = at
    if not _SHARES.isdisjoint(view.lower(at) for at in range(first, last)):
        return first, last
    head = next((at for at in range(first + 1, last) if view.bits[at] & PREPOSITION and not view.named[at]), last) - 1
    if view.named[head] == _ORGANIZATION:
        while view.named[first - 1] == _ORGANIZATION:  # "the Food and Drug Administration"
            first -= 1
        return first - (view.lower(first - 1) == "the"), last
    word = view.lower(head)
    is_many = view.bits[head] & GROUP or (word.endswith("s") and view.lexicon.properties(word[:-1]) & ROLE)
    return (first, last) if is_many and view.word[head].islower() and view.bits[head] & WORD else None
