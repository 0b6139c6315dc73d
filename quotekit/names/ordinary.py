"""Which capitalized words at the beginning of a run are ordinary words: no name begins with them."""

from __future__ import annotations

from typing import NamedTuple

from quotekit.names.appositions import Reason
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CUE,
    DETERMINER,
    FUNCTION,
    GIVEN,
    GROUP,
    ORGANIZATION,
    PLACE,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.ranking import Remembered

PARTIES = frozenset(
    "Democrat Democrats Republican Republicans Conservative Conservatives Liberal Liberals Independent Labour Tory "
    "Tories Green Greens Dem Dems".split()
)
"""Words that tell a party before a name: "Democrat Ruth Okello"."""
_INSIDE_PLACES = frozenset("San Santa Los Las El North South East West Pacific USS HMS RMS".split())
"""What stands before a given name in the name of a place or a ship: "San Gabriel Valley"."""
_ZONES = frozenset("BST CDT CEST CET CST EDT EST GMT MDT MST PDT PST UTC".split())
_SHORT_OFFICES = frozenset({"AG", "EC", "EU", "PM", "UK", "UN", "US", "VP"})
"""What stands before a given name and is none of it: "AG Ruth Okello"."""
_HALF_DAYS = frozenset({"Labor", "Memorial", "New", "Sunday"})
"""What begins the name of a day, or is one, and names of offices and papers: "Labor Department", "Sunday Times"."""
_DAYS_OF = frozenset("Ash Black Bloody Cyber Easter Good Holy Palm Super".split())
"""What makes a name of a day."""
OF_PEOPLE = ("ian", "ican", "crat", "ese", "ist")
"""Ends of words that tell of what people, party or work somebody is: "Olympian Ruth Okello"."""
_CALLS = frozenset("BREAKING EXCLUSIVE JUST LISTEN OPINION PHOTOS READ SEE UPDATE UPDATED VIDEO WATCH WATCHED".split())
"""Words in capitals with which a page calls to something else."""


_ALSO_WORDS = frozenset(
    "Angel Art Bill Chance Charity Chase Christian Crystal Dawn Drew Faith Frank Grace Grant Guy Hope Joy Mark Mercy "
    "Pat Patience Penny Pearl Ray Rich Rob Rose Ruby Rusty Sandy Skip Sue Summer Wade".split()
)
"""Given names that are words too: "The Bill was passed", "Mark the date"."""
_AFTER_WILL = frozenset("was is has had said says told did does".split())
"""What stands behind the name "Will" and not behind the verb."""


class _Behind(NamedTuple):
    """What stands behind a run of capitalized words."""

    verb: bool = False
    """A verb, as far as the tables know."""
    its: bool = False
    """A word in small letters and "its"."""
    command: bool = False
    """A verb that goes with no one."""


_NOTHING = _Behind()


class _Start(NamedTuple):
    """A capitalized word with which a name may begin."""

    word: str
    bits: int
    next: int
    """The properties of the next word of the run; none where it is the last."""
    many: int
    """How many words are left of the run; 3 for more."""
    head: bool
    """Whether it stands at the head of a sentence or a quotation, where any word has a capital."""
    inner: bool
    """Whether it has a capital elsewhere too."""
    is_known: bool
    """Whether it is the whole name of an organization."""
    behind: _Behind


def opens_no_name(view: View, at: int, last: int, head: bool, inner: frozenset[str]) -> bool:
    """Whether a capitalized word at the beginning of a run is an ordinary word."""
    word, many = view.word[at], min(last - at, 3)
    following = view.bits[at + 1] & (PLACE | GIVEN | ORGANIZATION) if many > 1 else 0
    is_known = view.lexicon.positions.get(word) == "whole"
    behind = _behind(view, last) if head else _NOTHING  # it counts only at a head
    return is_ordinary((word, view.bits[at], following, many, head, word in inner, is_known, behind))


def is_word(view: View, at: int, head: bool) -> bool:
    """Whether a given name that stands alone is a word here: "The Bill was passed", "Mark the date".

    >>> from quotekit.text.document import look
    >>> [is_word(look(text), 0, True) for text in ("Mark the date.", "Mark left.")]
    [True, False]
    """
    behind = view.bits[at + 1] if at + 1 < len(view.word) else 0
    if view.word[at] in _DAYS_OF and behind & CALENDAR:  # "Black Friday"
        return True
    if view.word[at] not in _ALSO_WORDS:
        return False
    before = view.bits[at - 1] if at else 0
    if before & DETERMINER and view.lower(at - 1) != "both":
        return not behind & CAPITAL and view.word[at + 1 : at + 2] not in (["'s"], ["’s"])
    return bool(head and behind & DETERMINER and not behind & CAPITAL)


def is_will(view: View, at: int) -> bool:
    """Whether the word "Will" is somebody: "Will was tired", but not "Will it rain?"."""
    return view.word[at] == "Will" and at + 1 < len(view.word) and view.word[at + 1] in _AFTER_WILL


def _behind(view: View, last: int) -> _Behind:
    """What stands behind the run that ends at a token."""
    words = view.word[last : last + 2]
    if not words:
        return _NOTHING
    its = len(words) == 2 and words[1] == "its" and words[0].islower()
    return _Behind(bool(view.bits[last] & (AUXILIARY | CUE)), its, words[0] in ("do", "be"))


_Key = tuple[str, int, int, int, bool, bool, bool, _Behind]
"""What a `_Start` is made of."""


def found_ordinary(start: _Key) -> bool:
    """Whether a capitalized word is one with which no name begins, by the first reason that holds."""
    told = _Start(*start)
    return next((reason.against for reason in REASONS if reason.holds(told)), False)


is_ordinary = Remembered(found_ordinary, 20_000).__getitem__  # the same few words begin most sentences


def _is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation, and not two initials: "AK Moss"."""
    return word.isupper() and (len(word) > 2 or word in _SHORT_OFFICES)


def _has_its_own(start: _Start) -> bool:
    """Whether a verb and "its" follow, as behind what owns something: a company, a club."""
    is_plain = not start.bits & (ROLE | GROUP | CUE | ORGANIZATION)
    return is_plain and start.behind.its and not start.word.endswith(("s", "ing", "ed", "ly"))


REASONS: tuple[Reason[_Start], ...] = (
    Reason(
        "a place of two words",
        "The ferry left New York.",  # although "New Year" is a day
        lambda start: start.bits & PLACE and start.next & PLACE,
        against=False,
    ),
    Reason(
        "an office or a paper that begins as a day does",
        "Later the Labor Department closed.",
        lambda start: start.word in _HALF_DAYS and start.next & ORGANIZATION,
        against=False,
    ),
    Reason(
        "a saint, though it has a day",
        "Later St. Albury Hospital closed.",
        lambda start: start.word == "St" and start.many > 1,
        against=False,
    ),
    Reason("a day or a month", "Later Monday Ruth Okello left.", lambda start: start.bits & CALENDAR),
    Reason(
        "the zone of a time",
        "It closed at 9 a.m. PST Intara shares fell.",
        lambda start: start.word in _ZONES and start.many > 1,
    ),
    Reason("no word", "A. Okello left.", lambda start: not start.bits & WORD),
    Reason("former", "Former Harbour Bank manager Ruth Okello left.", lambda start: start.word == "Former"),
    Reason("a letter", "In a statement on X, she was angry.", lambda start: start.many == 1 and len(start.word) == 1),
    Reason("a call to look", "JUST WATCHED Okello is late.", lambda start: start.word in _CALLS and start.many > 1),
    Reason(
        "a question",
        "Will Ruth Okello run?",
        lambda start: start.head and start.many > 2 and start.bits & AUXILIARY and start.next & GIVEN,
    ),
    Reason(
        "a cue that is a given name too",
        "“It rained.” Said Okello: “It stopped.”",
        lambda start: start.head and start.word == "Said" and start.many == 2 and not start.inner,
    ),
    Reason(
        "a party before a given name",
        "Voters like Tory Ruth Okello.",
        lambda start: start.many > 2 and (start.word == "Democrat" or (start.word in PARTIES and start.next & GIVEN)),
    ),
    Reason(
        "a people or a verb before a given name",
        "They like Australian Ruth Okello.",
        lambda start: (
            start.many > 2
            and start.next & GIVEN
            and (start.word in _SHORT_OFFICES or not start.bits & (GIVEN | TITLE | ROLE | ORGANIZATION))
            and start.word not in _INSIDE_PLACES
            and (start.bits & PLACE or start.word.endswith(("ing", *OF_PEOPLE)) or _is_abbreviation(start.word))
        ),
    ),
    Reason(
        "a given name or a title before more",
        "Will Okello left.",
        lambda start: start.bits & (GIVEN | TITLE) and start.many > 1,
        against=False,
    ),
    Reason(
        "an adjective before a given name",
        "Brave Joan Carveth left.",
        lambda start: (
            start.head
            and start.many > 2
            and start.next & GIVEN
            and not (start.inner or start.bits & (ORGANIZATION | ROLE))
        ),
    ),
    Reason(
        "an office that is written like a function word",
        "Later WHO warned of floods.",
        lambda start: start.many == 1 and start.is_known and start.word.isupper(),
        against=False,
    ),
    Reason(
        "a function word",
        "Later The Ruth Okello sailed.",
        lambda start: (
            start.bits & FUNCTION
            and (len(start.word) > 1 or start.word in "AI")
            and not (start.word == "US" and start.many > 1)  # US Airways
        ),
    ),
    Reason(
        "not at a head",
        "Snow in Okello\n\nRain fell on the town. It was wet.",
        lambda start: not start.head,
        against=False,
    ),
    Reason("a capital elsewhere", "Okello left. Later Okello came.", lambda start: start.inner, against=False),
    Reason("a given name or a place", "Ruth left.", lambda start: start.bits & (GIVEN | PLACE), against=False),
    Reason(
        "a known organization",
        "Google left.",
        lambda start: start.is_known,
        against=False,
    ),
    Reason(
        "a cue before a name",
        "Says Okello.",
        lambda start: start.many > 1 and start.bits & CUE and not start.bits & (ROLE | ORGANIZATION),
    ),
    Reason(
        "it has something of its own",
        "Intara cut its forecast.",
        lambda start: start.many == 1 and _has_its_own(start),
        against=False,
    ),
    Reason("more words behind", "Anstruther Pellow left.", lambda start: start.many > 1, against=False),
    Reason(
        "a verb that goes with no one",
        "“Please do not travel,” she said.",
        lambda start: start.behind.command,
    ),
    Reason("a role, a group or a cue", "Striker was the word.", lambda start: start.bits & (ROLE | GROUP | CUE)),
    Reason(
        "an ending of other words", "Trains were late.", lambda start: start.word.endswith(("s", "ing", "ed", "ly"))
    ),
    Reason("no verb behind it", "Rain fell.", lambda start: not start.behind.verb),
)
"""Why a name does not begin with a capitalized word of a run, or does; the first that holds decides."""
