"""Noun phrases found without a parser: the one that begins at a token, and the one that a relative pronoun points at.

The phrase behind an inverted verb runs on to the first word that cannot belong to it; the antecedent of "who" runs back
to where its clause begins. Appositions ("said Ruth Okello, a marine biologist") belong to the phrase.
"""

from __future__ import annotations

from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBJECT,
    SUBORDINATOR,
    TITLE,
    WORD,
)

Range = tuple[int, int]
"""Tokens, half-open."""

RELATIVE = frozenset({"who", "which", "that"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_STOPS = frozenset({":", ";", "—", "–", "--", "…", "?", "!"})
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
LONGEST = 40
"""Tokens of a phrase; the 99.9th percentile of sources in PolNeAR train is shorter. Keeps every search bounded."""
_JOINS = frozenset({"of", "for", "from", "at", "with", "in", "on"})
_TAILS = frozenset("on in at during after before to by via through about as when while who whose which where".split())
_OBJECTS = frozenset({"by", "against", "to", "among", "between", "than", "like", "about", "into", "as"})
_OF = frozenset({"of", "for"})
_NOMINAL = CAPITAL | DETERMINER | GROUP | NUMBER | POSSESSIVE | PRONOUN | ROLE
"""What may begin a subject behind an auxiliary: "did the mayor say"."""
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def antecedent(view: View, relative: int) -> Range | None:
    """The noun phrase that the relative pronoun at a token goes back to: "Ms. Reyes, who said"."""
    found = before(view, relative, view.bounds[view.sentence[relative]][0])
    return found if found and can_speak(view, *found) else None


def nearest_antecedent(view: View, relative: int) -> Range | None:
    """The same without the verb or preposition that the phrase is the object of: "The plan angered growers, who said".

    >>> from quotekit.text.document import look
    >>> view = look("The plan angered growers, who left. It was hailed by some voters who stayed.")
    >>> [view.text(*nearest_antecedent(view, at)) for at in (5, 14)]
    ['growers', 'some voters']
    """
    begin = view.bounds[view.sentence[relative]][0]
    last = relative - 1 if relative > begin and view.word[relative - 1] == "," else relative
    if last <= begin or view.pair[last - 1] >= 0:
        return None
    found = before(view, relative, begin)
    first = last - 1
    if view.word[first].endswith("%"):  # "the 26% who"
        return (first - 1 if first > begin and view.bits[first - 1] & DETERMINER else first), last
    floor = max(begin, last - LONGEST, found[0] if found else begin)
    while first > floor and not _governs(view, first - 1):
        first -= 1
    found = (first, last) if first > begin and _governs(view, first - 1) else found
    return found if found and can_speak(view, *found) else None


def _governs(view: View, at: int) -> bool:
    """Whether what stands behind a token is its object: a finite verb, or a preposition that begins no attribute."""
    bits = view.bits[at]
    if view.word[at].lower() in _OBJECTS:
        return not (at and view.bits[at - 1] & ROLE)  # "an adviser to Tom Bell, who"
    if bits & CAPITAL or not view.word[at].endswith("ed") or not at:
        return False
    is_attribute = view.bits[at + 1] & (PREPOSITION | ADVERB) and not view.bits[at + 1] & DETERMINER
    return not is_attribute and not view.bits[at - 1] & (DETERMINER | POSSESSIVE | ADVERB | PREPOSITION)


def before(view: View, last: int, begin: int) -> Range | None:
    """The noun phrase that ends before token `last`, from `begin` on: the subject of a verb; None where none ends."""
    if last > begin and view.word[last - 1] == ",":
        last -= 1
    if last <= begin or view.pair[last - 1] >= 0:
        return None
    first = _phrase_start(view, last, begin)
    return (first, last) if first < last else None


def is_predicate(view: View, first: int, begin: int) -> bool:
    """Whether what begins at a token is what a verb in front says: "who has lost two homes said", "may rely on"."""
    follows = first > begin and (view.bits[first - 1] & AUXILIARY or view.lower(first - 1) == "who")
    return bool(follows) and not view.bits[first] & _NOMINAL


def _phrase_start(view: View, last: int, begin: int) -> int:
    """Where the noun phrase that ends before `last` begins: the clause's beginning, without an adverbial in front."""
    at = last
    while at > begin and last - at < LONGEST and not _bounds_left(view, at - 1, begin):
        at -= 1
    while at < last and (view.bits[at] & (CONJUNCTION | SUBORDINATOR | ADVERB) and not _names(view, at)):
        at += 1
    if at < last and view.bits[at] & PREPOSITION and not _names(view, at):
        at = _name_start(view, last, at)
    return at


def _names(view: View, at: int) -> bool:
    """Whether a capitalized function word is part of a name and does not merely begin its sentence."""
    return bool(view.bits[at] & CAPITAL) and at > view.bounds[view.sentence[at]][0]


def _bounds_left(view: View, at: int, begin: int) -> bool:
    """Whether the token at `at` ends the clause to the left of a noun phrase."""
    word, bits = view.word[at], view.bits[at]
    lower = word.lower()
    if view.pair[at] >= 0 or word in _STOPS or word == ",":
        return True
    if bits & SUBORDINATOR and not bits & (DETERMINER | CAPITAL):
        return True
    if lower in ("that", "but", "because") or (bits & SUBJECT and not bits & (DETERMINER | CAPITAL)):
        return True
    if bits & CONJUNCTION:
        return any(
            view.bits[i] & (AUXILIARY | SUBJECT) or is_finite(view, i) for i in range(max(begin, at - LONGEST), at)
        )
    return (bool(bits & AUXILIARY) and not bits & CAPITAL) or bool(bits & CUE and is_finite(view, at))


def is_finite(view: View, at: int) -> bool:
    """Whether a word looks like a finite verb: a cue form, or in -ed and not behind a determiner."""
    word, bits = view.word[at], view.bits[at]
    if bits & CAPITAL or not (word.endswith("ed") or (bits & CUE and not bits & (ROLE | GROUP))):
        return False
    return not (at and view.bits[at - 1] & (DETERMINER | POSSESSIVE | PREPOSITION))


def _name_start(view: View, last: int, floor: int) -> int:
    """The beginning of the capitalized words, with titles, that end before `last` ("In a statement Mr. Diaz")."""
    at = last
    while at > floor + 1 and (view.bits[at - 1] & CAPITAL or view.word[at - 1] == "."):
        at -= 1
    return at


def can_speak(view: View, first: int, last: int) -> bool:
    """Whether a phrase can be a speaker at all: it holds a name, a role, a group or a noun behind a determiner."""
    strong = ROLE | GROUP | SUBJECT | PRONOUN
    if any(view.bits[i] & strong or view.named[i] for i in range(first, last)):
        return True
    if any(view.bits[i] & CAPITAL for i in range(first + 1, last)):
        return True
    head = view.word[last - 1]
    plural = head.endswith("s") and not head.endswith("ss") and head.lower() == head
    return (bool(view.bits[first] & (DETERMINER | POSSESSIVE | NUMBER)) and last - first > 1) or plural


def after(view: View, at: int, closed: bool = False) -> Range | None:
    """The noun phrase that begins at token `at`, with its apposition; None where none begins.

    `closed` takes an apposition only if a comma ends it ("According to NATO, the ships turned back").
    """
    if at >= len(view.word) or view.pair[at] >= 0:
        return None
    end = view.bounds[view.sentence[at]][1]
    if view.bits[at] & SUBJECT and not view.bits[at] & (DETERMINER | CAPITAL):
        return at, at + 1
    if not opens_phrase(view, at) and not led_by_adjective(view, at, end):
        return None
    last = _phrase_end(view, at, end)
    if last + 1 < end and view.word[last] == "," and _opens_apposition(view, last + 1, end):
        stop = _apposition_end(view, last + 1, end)
        ended = stop < end and view.word[stop] == ","
        if (ended or not closed) and not any(view.bits[i] & AUXILIARY for i in range(last + 1, stop)):
            last = stop
    while last > at and (
        (not view.bits[last - 1] & WORD and view.word[last - 1] not in _CLOSING) or _genitive(view, last - 1)
    ):
        last -= 1
    return (at, last) if last > at else None


def _genitive(view: View, at: int) -> bool:
    return view.word[at] in POSSESSIVES


def _phrase_end(view: View, first: int, end: int) -> int:
    """One past the last token of the noun phrase from `first`: at a comma, a verb, or an adverbial."""
    at = first
    while at < end and view.named[at]:
        at += 1
    if at > first and at < end and view.word[at].islower() and not _goes_on_behind_name(view, at, end):
        return at
    common = False  # a common noun has been seen: "a farmer in Kisumu", but "said Okello in Kisumu"
    while at < end and view.pair[at] < 0 and at - first < LONGEST:
        word, bits = view.word[at], view.bits[at]
        lower = word.lower()
        if word in _OPENING:
            at = _past_bracket(view, at, end)
            continue
        if word == "," or word in _STOPS or (word == "." and at + 1 >= end):
            break
        if at > first and not bits & CAPITAL and _stops_phrase(view, at, lower, common):
            break
        if at > first and bits & CALENDAR:
            break
        common = common or (not bits & CAPITAL and not bits & (DETERMINER | POSSESSIVE | PREPOSITION | ADVERB))
        at += 1
    return at


def _goes_on_behind_name(view: View, at: int, end: int) -> bool:
    """Whether a lower-case word behind a name goes on with it: "Okello of the union", "Reyes and Diaz", a role."""
    word, bits = view.word[at], view.bits[at]
    if word in POSSESSIVES or bits & (ROLE | GROUP):
        return True
    if at + 1 >= end:
        return False
    if word in ("of", "for", "from", "at"):
        return bool(view.named[at + 1] or view.bits[at + 1] & DETERMINER)
    return word in ("and", "&") and bool(view.named[at + 1] or view.bits[at + 1] & ROLE)


def _stops_phrase(view: View, at: int, word: str, common: bool) -> bool:
    """Whether a lower-case word behind a noun phrase no longer belongs to it."""
    bits = view.bits[at]
    if word in _OF:  # "said the striker of his captain"
        return word == "of" and at + 1 < len(view.word) and view.word[at + 1].lower() in ("his", "her", "their", "its")
    if word in _JOINS and common and at + 1 < len(view.word):
        return bool(view.bits[at + 1] & CALENDAR) or (word in ("on", "in", "with") and not view.bits[at + 1] & CAPITAL)
    if word in _TAILS or (bits & (AUXILIARY | SUBORDINATOR) and not bits & DETERMINER):
        return True
    if bits & PREPOSITION or (bits & ADVERB and not bits & DETERMINER):
        return True
    return bool(bits & CUE and not bits & (ROLE | GROUP)) and is_finite(view, at)


def _past_bracket(view: View, at: int, end: int) -> int:
    for i in range(at + 1, min(end, at + 12)):
        if view.word[i] in _CLOSING:
            return i + 1
    return at + 1


def _opens_apposition(view: View, at: int, end: int) -> bool:
    """Whether what follows a name and a comma describes it ("said Ruth Okello, a marine biologist at")."""
    bits, word = view.bits[at], view.word[at].lower()
    if view.pair[at] >= 0 or word in RELATIVE or bits & (SUBJECT | CALENDAR):
        return False
    if bits & (DETERMINER | POSSESSIVE | ROLE) or word[0].isdigit():
        return True
    if view.named[at] and view.bits[at - 2] & ROLE and not view.bits[at - 2] & CAPITAL:
        return True  # "said the Thornbury manager, Joe Kettle"
    if bits & CAPITAL:
        return any(view.bits[i] & ROLE for i in range(at, min(end, at + 5)))
    return any(view.bits[i] & ROLE for i in range(at, min(end, at + 3)))


def _apposition_end(view: View, first: int, end: int) -> int:
    at = first
    while at < min(end, first + LONGEST) and view.pair[at] < 0:
        word = view.word[at]
        if word == "," or word in _STOPS or word.lower() in ("who", "which", "whose", "as", "while", "when", "after"):
            break
        at += 1
    return at


def opens_phrase(view: View, at: int) -> bool:
    """Whether a noun phrase that can speak begins here: a name, title, determiner, role, group or pronoun."""
    bits, word = view.bits[at], view.word[at]
    if bits & (CALENDAR | SUBORDINATOR) and not bits & DETERMINER:
        return False
    if word.lower() in ("that", "how", "to", "it", "him", "them", "her", "me", "us"):
        return False
    if view.named[at] or bits & (DETERMINER | POSSESSIVE | ROLE | GROUP | SUBJECT | NUMBER | TITLE):
        return True
    return (bool(bits & CAPITAL) and (at > view.bounds[view.sentence[at]][0] or word.endswith("s"))) or word == "al"


def led_by_adjective(view: View, at: int, end: int) -> bool:
    """Whether an adjective leads to a role or name: "said former governor Ana Ruiz", "said longtime fans"."""
    if view.bits[at] & (PREPOSITION | ADVERB | SUBORDINATOR | AUXILIARY | PRONOUN | CUE) or not view.word[at].islower():
        return False
    return any(
        view.bits[i] & (ROLE | GROUP) or view.named[i] for i in range(at + 1, min(at + 4, end)) if view.pair[i] < 0
    )
