"""Names of people, organizations and places in running text, with the roles that stand beside them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CUE,
    GIVEN,
    GROUP,
    ORGANIZATION,
    PLACE,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.name_kinds import NAMED, NameKinds, is_organization, kind_by_words
from quotekit.text.name_kinds import Name as Name
from quotekit.text.roles import (
    DROPPED,
    FUNCTION,
    POSSESSIVES,
    Reason,
    abbreviated,
    after_titles,
    gender_of,
    roles_of,
)

_PARTICLE_WORDS = "de da do dos das del della di du la le van von der den ten ter bin ibn al el y e"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_DESCRIBING = ("-born", "-based", "-backed", "-led", "-winner", "-winning")
"""Ends of words that stand before a name and are none: "South Korean-born Jin Park"."""
_PARTIES = frozenset({"Democrat", "Republican", "Conservative", "Liberal", "Independent", "Labour", "Tory", "Green"})
"""Words that tell a party before a name: "Democrat Ruth Okello"."""
_NAMING = GIVEN | PLACE | ORGANIZATION | TITLE | ROLE
_HEADLINE = 5  # capitalized words in a row that are more than a name
_LINKS = frozenset({"of", "for", "and", "&", "the", "on"})  # inside names of organizations


def with_names(view: View, kinds: NameKinds) -> tuple[View, list[Name]]:
    """The view with the tokens of names marked, and the names, those inside quotations included, in order."""
    names = kinds.typed(view, names_by_rule(view))
    named = [0] * len(view.word)
    for name in names:
        named[name.first : name.last] = [NAMED.index(name.kind)] * (name.last - name.first)
    return replace(view, named=named), names


def names_by_rule(view: View) -> list[Name]:
    """The names of an article in order, with the kinds that their words alone tell.

    >>> from quotekit.text.document import look
    >>> view = look("The Harbour Bank manager Ruth van Dyk met Mr. Diaz in Paris.")
    >>> [(" ".join(n.words), n.kind, n.role) for n in names_by_rule(view)]
    [('Harbour Bank', 'organization', None), ('Ruth van Dyk', 'person', 'Harbour Bank manager'), \
('Diaz', 'person', None), ('Paris', 'place', None)]
    """
    names: list[Name] = []
    inner = _capitalized_inside(view)
    last = 0
    for at in [at for at, bits in enumerate(view.bits) if bits & CAPITAL]:
        if at >= last:
            last = _run_end(view, at)
            names += [name for piece in _pieces(view, at, last) for name in _names_in(view, *piece, inner)]
    return names


def _capitalized_inside(view: View) -> frozenset[str]:
    """Words that stand capitalized somewhere else than at the head of a sentence, quotation or headline."""
    heads = {first for first, _ in view.bounds} | {pair.first for pair in view.pairs}
    found = set()
    for index, (lo, hi) in enumerate(view.table.paragraph_token.tolist()):
        if view.table.paragraph_kind[index] == "body":
            found |= {view.word[i] for i in range(lo, hi) if view.bits[i] & CAPITAL and i not in heads}
    return frozenset(found)


def _run_end(view: View, first: int) -> int:
    """One past the last token of a run of capitalized words, with initials, particles and organizations' "of"."""
    end = view.bounds[view.sentence[first]][1]
    at = first + 1
    while at < end:
        if view.pair[at] != view.pair[first]:
            break
        word = view.word[at]
        if (
            view.bits[at] & CAPITAL
            or (word == "." and view.glued(at) and abbreviated(view.word[at - 1], view.lexicon) and at + 1 < end)
            or (word.lower() in _PARTICLES and _leads_on(view, at, end))
            or (word in _LINKS and _links(view, first, at, end))
            or (word in POSSESSIVES and _genitive(view, at, end))
        ):
            at += 1
        else:
            break
    return at


def _leads_on(view: View, at: int, end: int) -> bool:
    """Whether particles lead to a capital: "Ursula von der Leyen"."""
    while at < end and view.word[at].lower() in _PARTICLES:
        at += 1
    return at < end and bool(view.bits[at] & CAPITAL)


def _pieces(view: View, first: int, last: int) -> list[tuple[int, int]]:
    """A run of capitalized words, a headline's divided at its verbs and function words: "Ruth Okello Says Nothing"."""
    if last - first < _HEADLINE or any(view.word[i].islower() for i in range(first, last)):
        return [(first, last)]
    stops = [i for i in range(first + 1, last) if view.bits[i] & (FUNCTION | CUE) and not view.bits[i] & _NAMING]
    stops = [i for i in stops if view.bits[i] & CAPITAL]
    bounds = [first, *stops, last]
    return [(a if a == first else a + 1, b) for a, b in pairwise(bounds) if b - a > (a != first)]


def _genitive(view: View, at: int, end: int) -> bool:
    """Whether a possessive stands inside an organization's name ("Fishermen's Association")."""
    if not view.word[at - 1].lower().endswith(("men", "people", "children")):
        return False
    return any(view.bits[i] & ORGANIZATION and view.bits[i] & CAPITAL for i in range(at + 1, min(at + 3, end)))


def _links(view: View, first: int, at: int, end: int) -> bool:
    """Whether "of" or "for" goes on with an organization's name: "Ministry of Health", "University of the Cape"."""
    if at + 1 >= end:
        return False
    behind_the = view.word[at + 1] == "the" and at + 2 < end and view.bits[at + 2] & CAPITAL
    if not view.bits[at + 1] & CAPITAL and not behind_the:
        return False
    if view.word[at] == "of" and view.bits[at - 1] & TITLE and view.bits[at + 1] & TITLE:  # "Secretary of State"
        return True
    if view.word[at] in ("of", "the"):
        return bool(view.bits[at - 1] & ORGANIZATION) or view.word[at - 1] == "of"
    return view.word[at] in ("&",) or (view.word[at] == "for" and bool(view.bits[at - 1] & ORGANIZATION))


def _names_in(view: View, first: int, last: int, inner: frozenset[str]) -> list[Name]:
    """The names in one run of capitalized words: titles and roles off, what is before a role apart."""
    head = view.bounds[view.sentence[first]][0] == first or (
        view.pair[first] >= 0 and view.pairs[view.pair[first]].first == first
    )
    begin = first
    for at in range(first, last - 1):
        begin = at + 1 if view.word[at].endswith(_DESCRIBING) else begin
    while begin < last and _opens_no_name(view, begin, last, head and begin == first, inner):
        begin += 1
    while last > begin and not view.bits[last - 1] & WORD:
        last -= 1
    if begin >= last or _is_party(view, begin):
        return []
    whole = kind_by_words(view, begin, last)
    start = after_titles(view, begin, last)
    if whole == "organization" and not _is_titled_person(view, begin, start, last):
        return [_name(view, begin, last, whole, begin)]
    if start >= last:
        return []
    end = start
    while end > begin and (view.bits[end - 1] & (TITLE | ROLE) or not view.bits[end - 1] & WORD):
        end -= 1
    named = end < start and end - begin > 1 and is_organization(view, begin, end)
    before = [_name(view, begin, end, "organization", begin)] if named else []
    kind = whole if start == begin else "person"
    return [*before, _name(view, start, last, kind, begin)]


def _is_party(view: View, at: int) -> bool:
    """Whether a word is a party with its state: "(R-Fla.)", "D-N.Y."."""
    word = view.word[at]
    return word[:2] in ("R-", "D-", "I-") or (word in ("R", "D", "I") and at > 0 and view.word[at - 1] == "(")


def _is_titled_person(view: View, first: int, start: int, last: int) -> bool:
    """Whether "House Speaker Ruth Okello" with the name from `start` is a person, although a house comes first."""
    titled = any(view.bits[i] & TITLE for i in range(max(first, start - 2), start))
    known = first < start < last and (view.bits[start] & GIVEN or titled) and 2 <= last - start <= 4
    return bool(known) and not is_organization(view, start, last)


class _Start(NamedTuple):
    """A capitalized word with which a name may begin."""

    view: View
    word: str
    bits: int
    next: int
    """The properties of the next word of the run; none where it is the last."""
    many: int
    """How many words are left of the run."""
    head: bool
    """Whether it stands at the head of a sentence or a quotation, where any word has a capital."""
    inner: bool
    """Whether it has a capital elsewhere too."""
    behind: int
    """The first token behind the run."""


def _opens_no_name(view: View, at: int, last: int, head: bool, inner: frozenset[str]) -> bool:
    """Whether a capitalized word at the beginning of a run is an ordinary word."""
    word, following = view.word[at], view.bits[at + 1] if at + 1 < last else 0
    start = _Start(view, word, view.bits[at], following, last - at, head, word in inner, last)
    for reason in REASONS:
        if reason.holds(start):
            return reason.against
    return False


def _has_a_verb(start: _Start) -> bool:
    return start.behind < len(start.view.word) and bool(start.view.bits[start.behind] & (AUXILIARY | CUE))


REASONS: tuple[Reason[_Start], ...] = (
    Reason(
        "a place of two words",
        "The ferry left New York.",  # although "New Year" is a day
        lambda start: start.bits & PLACE and start.next & PLACE,
        against=False,
    ),
    Reason("a day or a month", "Later Monday Ruth Okello left.", lambda start: start.bits & CALENDAR),
    Reason("no word", "A. Okello left.", lambda start: not start.bits & WORD),
    Reason("former", "Former Harbour Bank manager Ruth Okello left.", lambda start: start.word == "Former"),
    Reason("a letter", "In a statement on X, she was angry.", lambda start: start.many == 1 and len(start.word) == 1),
    Reason(
        "a given name or a title before more",
        "Will Okello left.",
        lambda start: start.bits & (GIVEN | TITLE) and start.many > 1,
        against=False,
    ),
    Reason(
        "a party before a given name",
        "Voters like Democrat Ruth Okello.",
        lambda start: start.word in _PARTIES and start.many > 2 and start.next & GIVEN,
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
        "a function word",
        "Later The Ruth Okello sailed.",
        lambda start: start.bits & FUNCTION and (len(start.word) > 1 or start.word in "AI"),
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
        lambda start: start.view.lexicon.positions.get(start.word) == "whole",
        against=False,
    ),
    Reason(
        "a cue before a name",
        "Says Okello.",
        lambda start: start.many > 1 and start.bits & CUE and not start.bits & (ROLE | ORGANIZATION),
    ),
    Reason("more words behind", "Anstruther Pellow left.", lambda start: start.many > 1, against=False),
    Reason(
        "a verb that goes with no one",
        "“Please do not travel,” she said.",
        lambda start: start.behind < len(start.view.word) and start.view.word[start.behind] in ("do", "be"),
    ),
    Reason("a role, a group or a cue", "Nurse was the word.", lambda start: start.bits & (ROLE | GROUP | CUE)),
    Reason(
        "an ending of other words", "Trains were late.", lambda start: start.word.endswith(("s", "ing", "ed", "ly"))
    ),
    Reason("no verb behind it", "Rain fell.", lambda start: not _has_a_verb(start)),
)
"""Why a name does not begin with a capitalized word of a run, or does; the first that holds decides."""


def _name(view: View, first: int, last: int, kind: str, run: int) -> Name:
    words = tuple(word for word in view.text(first, last).split() if word.rstrip(".,") not in DROPPED) or (
        view.word[first],
    )
    titled = run < first or (first > 0 and bool(view.bits[first - 1] & TITLE))
    if titled and kind in ("unknown", "place"):
        kind = "person"
    roles = roles_of(view, run, first, last) if kind in ("person", "unknown") else ()
    if roles and kind == "unknown":
        kind = "person"
    role = roles[0] if roles else None
    return Name(first, last, kind, words, gender_of(view, run, first, words, role), role, titled, roles)
