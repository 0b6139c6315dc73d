"""Runs of capitalized words that may be names, with what links them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quotekit.text.document import View
from quotekit.text.lexicon import (
    CALENDAR,
    CAPITAL,
    CUE,
    FUNCTION,
    GENERATIONS,
    GIVEN,
    ORGANIZATION,
    PLACE,
    ROLE,
    TITLE,
    Lexicon,
)
from quotekit.text.paragraphs import RUNNING

_PARTICLE_WORDS = "de da do dos das del della di du la le van von der den ten ter bin ibn al el y e"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_MOST_PARTICLES = 4  # "y de la del"; a thousand would be looked through from each of them
_NAMING = GIVEN | PLACE | ORGANIZATION | TITLE | ROLE
_OPENING, _CLOSING = frozenset("“‘\"'"), frozenset("”’\"'")
"""Marks around a nickname."""
_HEADLINE = 5  # capitalized words in a row that are more than a name
_TELLS = frozenset({"Says", "Shows", "Finds", "Warns", "Asks"})
"""Verbs that end no name: "Study Finds"."""
POSSESSIVES = frozenset({"'s", "’s"})
_APOSTROPHES = frozenset({"'", "’"})
SUFFIXES = GENERATIONS | {"II", "III", "IV"}
_ALONE = _NAMING | CUE
"""What the first half of "Food and Drug Administration" is not."""
STATES = frozenset({"US", "U.S", "U.S.", "UK", "U.K.", "UN", "U.N.", "EU", ".", "U", "S"})
"""What stands in front of the names of offices, with the points of it."""
_COMMITTEES = frozenset("Panel Committee Commission Council Conference Subcommittee Board Centre Center".split())
"""What is on something: "Panel on Climate Change"; not "the Budget Office on Tuesday"."""
_NUMBERED = frozenset({"Channel", "Radio", "News", "Number"})
"""What a number tells apart: "Radio 4", "Number 10"."""
_TASKS = frozenset(
    "Affairs Communications Development Energy Immigration Industry Justice Research Securities Security Service "
    "Services Technology Trade Transport".split()
)
"""What an organization is for, or an organization of that name."""
_MOST_TASKS = 4
"""Tokens behind "and" in "Food and Drug Administration" at most, less one."""
LINKS = frozenset({"of", "for", "and", "&", "the", "on"})
"""What stands in small letters inside names of organizations."""
PEERS = frozenset("Baron Baroness Count Countess Duchess Duke Earl Lady Lord Marquess Viscount Viscountess".split())
"""Titles of those who are named with their seat: "Baroness Hale of Redmoor"."""
DOMAINS = frozenset({"org", "com", "net", "co", "gov", "edu", "info", "io", "tv"})
"""Ends of addresses in the net, some of which name who keeps the site."""


def capitals_of(view: View) -> list[int]:
    """The tokens that begin with a capital letter."""
    return [at for at, bits in enumerate(view.bits) if bits & CAPITAL]


def capitalized_inside(view: View, capitals: Sequence[int]) -> frozenset[str]:
    """Words that stand capitalized somewhere else than at the head of a sentence, quotation or headline.

    `capitals` are the tokens of `capitals_of`, here and in `capital_runs`.

    >>> from quotekit.text.document import look
    >>> view = look("Later Ruth left. Rain fell. Then Okello left.")
    >>> sorted(capitalized_inside(view, capitals_of(view)))
    ['Okello', 'Ruth']
    """
    heads = {first for first, _ in view.bounds} | {pair.first for pair in view.pairs}
    found = set()
    for kind, (lo, hi) in zip(view.table.paragraph_kind, view.table.paragraph_token.tolist()):
        if kind in RUNNING:
            inside = capitals[bisect_left(capitals, lo) : bisect_left(capitals, hi)]
            found |= {view.word[i] for i in inside if i not in heads}
    return frozenset(found)


def capital_runs(view: View, capitals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalized words, in order, with initials, particles and what links the words of a name.

    >>> from quotekit.text.document import look
    >>> view = look("The Ministry of Health paid Ursula von der Leyen.")
    >>> [view.text(*run) for run in capital_runs(view, capitals_of(view))]
    ['The Ministry of Health', 'Ursula von der Leyen']
    """
    last = 0
    for at in capitals:
        if at >= last:
            last = _run_end(view, at)
            yield from _pieces(view, at, last)


def _run_end(view: View, first: int) -> int:
    """One past the last token of the run that begins with a capitalized word."""
    end, bits, pair, word = view.bounds[view.sentence[first]][1], view.bits, view.pair, view.word
    at = first + 1
    while (
        at < end
        and pair[at] == pair[first]
        and (bits[at] & CAPITAL or (_may_join(word[at]) and _goes_on(view, first, at, end)))
    ):
        at += 1
    behind = _behind_nickname(view, at, end) if bits[at - 1] & GIVEN else at
    return behind if behind == at else _run_end(view, behind)


def _behind_nickname(view: View, at: int, end: int) -> int:
    """The surname behind a nickname in marks that opens at a token, "Bell" of "Tom “Red” Bell"; else the token."""
    if at + 3 >= end or view.word[at] not in _OPENING or view.word[at + 2] not in _CLOSING:
        return at
    is_name = view.bits[at + 1] & view.bits[at + 3] & CAPITAL and not view.bits[at + 3] & FUNCTION
    return at + 3 if is_name else at


def _goes_on(view: View, first: int, at: int, end: int) -> bool:
    """Whether a token without a capital goes on with the run of capitalized words before it."""
    word = view.word[at]
    return bool(
        (word == "." and view.glued(at) and abbreviated(view.word[at - 1], view.lexicon) and at + 1 < end)
        or (word == "," and at + 1 < end and view.word[at + 1] in GENERATIONS)
        or (word.lower() in _PARTICLES and _leads_on(view, at, end))
        or (word[:3] in ("al-", "el-") and word[3:4].isupper())
        or (word in LINKS and _links(view, first, at, end))
        or ((word in POSSESSIVES or word in _APOSTROPHES) and _genitive(view, at, end))
        or (word.isdigit() and view.word[at - 1] in _NUMBERED)
        or (word == "." and is_domain(view, at + 1, end))
        or (word in DOMAINS and is_domain(view, at, end))
    )


@lru_cache(20_000)  # a hundred million articles hold more words than memory
def _may_join(word: str) -> bool:
    """Whether a word in small letters, a mark or a small number stands inside some names."""
    is_mark = word in (".", ",") or word in POSSESSIVES or word in _APOSTROPHES or (word.isdigit() and len(word) < 3)
    return is_mark or word.lower() in _PARTICLES or word[:3] in ("al-", "el-") or word in LINKS or word in DOMAINS


def is_domain(view: View, at: int, end: int) -> bool:
    """Whether a token is the end of an address in the net that names a site: "org" of "HarbourWatch.org"."""
    return at < end and view.word[at] in DOMAINS and view.word[at - 1] == "." and view.glued(at) and view.glued(at - 1)


def abbreviated(word: str, lexicon: Lexicon) -> bool:
    """Whether a point behind a word of a name belongs to it: behind an initial, a title, a suffix or "St".

    >>> [abbreviated(word, Lexicon.shipped()) for word in ("J", "Dr", "Jr", "St", "Diaz")]
    [True, True, True, True, False]
    """
    return len(word) == 1 or word + "." in lexicon.titles or word in SUFFIXES or word == "St"


def _leads_on(view: View, at: int, end: int) -> bool:
    """Whether particles lead to a capital: "Ursula von der Leyen"."""
    end = min(end, at + _MOST_PARTICLES + 1)
    while at < end and view.word[at].lower() in _PARTICLES:
        at += 1
    return at < end and bool(view.bits[at] & CAPITAL)


def _pieces(view: View, first: int, last: int) -> list[tuple[int, int]]:
    """A run of capitalized words, a headline's divided at its verbs and function words: "Ruth Okello Says Nothing"."""
    if last - first < 2:
        return [(first, last)]
    if last - first < _HEADLINE or any(view.word[i].islower() for i in range(first, last)):
        says = next((i for i in range(first + 1, last) if _is_told(view, i, last)), 0)
        return [(first, says), *([(says + 1, last)] if says + 1 < last else [])] if says else [(first, last)]
    stops = [i for i in range(first + 1, last) if view.bits[i] & (FUNCTION | CUE) and not view.bits[i] & _NAMING]
    stops = [i for i in stops if view.bits[i] & CAPITAL]
    bounds = [first, *stops, last]
    return [(a if a == first else a + 1, b) for a, b in pairwise(bounds) if b - a > (a != first)]


def _is_told(view: View, at: int, last: int) -> bool:
    """Whether a word of a short run is the verb of a headline: "Ruiz Blasts Leith"; not of "John Sides"."""
    word, bits, before = view.word[at], view.bits[at], view.bits[at - 1]
    if not word.endswith("s") or word.endswith("ss") or not bits & CUE or bits & _NAMING:
        return False
    if not before & CAPITAL or before & (GIVEN | FUNCTION):
        return False
    return word in _TELLS if at + 1 == last else not view.bits[at + 1] & ORGANIZATION


def _genitive(view: View, at: int, end: int) -> bool:
    """Whether a possessive stands inside an organization's name: "Fishermen's Association", "Bankers' Association"."""
    ends = ("ers", "ors", "ians") if view.word[at] in _APOSTROPHES else ("men", "people", "children")
    if not view.word[at - 1].lower().endswith(ends):
        return False
    return any(view.bits[i] & ORGANIZATION and view.bits[i] & CAPITAL for i in range(at + 1, min(at + 3, end)))


def _links(view: View, first: int, at: int, end: int) -> bool:
    """Whether "of" or "for" goes on with an organization's name: "Ministry of Health", "University of the Cape"."""
    if at + 1 >= end:
        return False
    word, before = view.word[at], view.bits[at - 1]
    behind_the = view.word[at + 1] == "the" and at + 2 < end and view.bits[at + 2] & CAPITAL
    if not view.bits[at + 1] & CAPITAL and not behind_the:
        return False
    if word == "of" and before & TITLE and view.bits[at + 1] & TITLE:  # "Secretary of State"
        return True
    if word == "of" and view.word[first] in PEERS and (not before & (TITLE | ROLE) or view.word[first - 1] == ","):
        return True  # "Baroness Hale of Redmoor"; "Marie-Claire, Countess of Orme"
    if word == "and":
        return not behind_the and (_is_double(view, first, at, end) or _has_two_tasks(view, first, at, end))
    if word in ("of", "the"):
        return (
            bool(before & ORGANIZATION)
            or view.word[at - 1] in ("of", "for")
            or (word == "of" and _has_task(view, first, at))
        )
    if word == "on":
        return view.word[at - 1] in _COMMITTEES and not view.bits[at + 1] & CALENDAR
    return word == "&" or (word == "for" and bool(before & ORGANIZATION))


def _has_task(view: View, first: int, at: int) -> bool:
    """Whether the run up to a token names an organization and what it is for: "Committee for Freedom" of the Press."""
    return any(view.word[i] in ("for", "on") for i in range(first + 1, at))


def _has_two_tasks(view: View, first: int, at: int, end: int) -> bool:
    """Whether "and" joins what an organization is for: "Department of Health and Human Services".

    Not what has a head of its own, "the Bank of Leith and the Ministry of Defence", nor somebody or a place.
    """
    office = next((i for i in range(first, at) if view.word[i] in ("of", "for", "on")), 0)
    if not office or not view.bits[office - 1] & ORGANIZATION:
        return False
    is_of = view.word[office] == "of"
    if is_of and view.bits[at - 1] & (_ALONE & ~ORGANIZATION):  # "the University of Leeds and Ana Ruiz"
        return False
    last = at + 1
    while last < end and view.bits[last] & CAPITAL:
        last += 1
    own = _ALONE if is_of or last - at > 2 else GIVEN | TITLE
    return not any(view.bits[i] & own and view.word[i] not in _TASKS for i in range(at + 1, last))


def _is_double(view: View, first: int, at: int, end: int) -> bool:
    """Whether "and" stands inside the name of one organization: "the Food and Drug Administration"."""
    begin = first
    while begin < at - 1 and (view.word[begin] == "The" or view.bits[begin] & PLACE or view.word[begin] in STATES):
        begin += 1  # "the California Health and Human Services Agency"
    is_task = view.word[at - 1] in _TASKS
    is_one = at - begin == 1 and (begin > first or (first and view.word[first - 1].lower() == "the"))
    if not is_task and (not is_one or view.bits[at - 1] & (_ALONE | FUNCTION)):
        return False
    last = at + 1
    while last < end and last < at + _MOST_TASKS and view.bits[last] & CAPITAL:
        if last > at + 1 and view.bits[last] & ORGANIZATION:
            return True
        if view.bits[last] & (_ALONE & ~ORGANIZATION):
            return False
        last += 1
    return False
