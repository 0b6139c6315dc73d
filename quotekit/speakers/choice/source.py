"""A source, and what its words tell of whom it means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from quotekit.speakers.cast import Cast
from quotekit.speakers.descriptions import DEFINITE, Description, describe
from quotekit.speakers.discourse import contractions_of
from quotekit.speakers.mentions import Named, own_names
from quotekit.text.document import View
from quotekit.text.lexicon import (
    CALENDAR,
    CAPITAL,
    CUE,
    DETERMINER,
    FUNCTION,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    TITLE,
    WORD,
    Lexicon,
)
from quotekit.text.phrases import POSSESSIVES

_OTHERS = frozenset({"his", "her", "their", "its", "my", "our"})
_SAYING = WORD | DETERMINER | POSSESSIVE
_ONE = frozenset({"the", "a", "an", "one", "another"})
_PARTISANS = frozenset({"Republican", "Democrat"})
_OF_MANY = ("ch", "ese", "sh")
"""Ends of words for all of a country."""
_LEADING = frozenset({",", ";", ":"})
_DASHES = frozenset({"—", "–", "--", "-"})
_TRAILING = frozenset(
    {"himself", "herself", "itself", "themselves", "each", "both", "all", "alone", ",", "—", "too", "also"}
)
_TIMES = frozenset("afterwards afterward later yesterday today tonight earlier recently".split())
_PRONOUNS = {"its": "it", "their": "they", "my": "i", "our": "we"}
_PRONOUNS |= {contracted: word for word in ("i", "we", "you", "they") for contracted in contractions_of(word)}
"""What a word alone is a form of: "its claim", "they’ve said"."""
_WHOSESOEVER = frozenset({"government"})
"""What is not called by whose it is: "the government" is not "the Reyes government" that an article names once."""
_LOOK_BACK = 400
"""Tokens that are searched for where something was called more than "the report"."""
_LONGEST = 6
"""Tokens that tell which report it is."""
_NO_ADVERBS = frozenset("family assembly supply daily weekly monthly quarterly monopoly reply rally ally".split())
"""Words in -ly that are no adverbs."""


class Source(NamedTuple):
    """A source, and what its words tell of whom it means."""

    first: int
    last: int
    form: str
    """The pronoun, else `named`, `definite`, `possessive`, `bare` or `indefinite`."""
    description: Description
    words: frozenset[str]
    """What it says besides its determiner, in small letters."""
    age: str
    """"29-year-old" of "the 29-year-old", else empty."""
    named: tuple[Named, ...]
    """The names in it, whosesoever."""
    own: tuple[Named, ...]
    """Those that look like the speaker's own."""


def source_of(view: View, cast: Cast, first: int, last: int) -> Source:
    """A source with what its words tell.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("the chief of the firm")
    >>> source = source_of(view, cast_of([], view.lexicon), 0, 5)
    >>> source.form, sorted(source.words), source.description.head
    ('definite', ['chief'], 'chief')
    """
    while last - first > 1 and view.word[first] in _LEADING:
        first += 1
    last = _trimmed(view, cast, first, last)
    description = describe(view, first, last)
    named = tuple(cast.at(first, last))
    if is_partisan(view, first, last):
        description = description._replace(kind="unnamed", role=description.head)
        named = ()
    own = tuple(own_names(view, cast, first, last)) if named else ()
    pronoun = view.lower(first)
    if last - first == 1 and (view.bits[first] & PRONOUN or pronoun in _PRONOUNS):
        return Source(first, last, _PRONOUNS.get(pronoun, pronoun), description, frozenset(), "", named, own)
    words = frozenset(
        [view.word[i].casefold() for i in description.words if view.bits[i] & _SAYING == WORD]  # no determiner
    )
    headed = any(name.first <= description.words[-1] < name.last for name, _ in named)
    age = next((word for word in sorted(words) if "year-old" in word), "")
    return Source(first, last, "named" if headed else shape(view, description), description, words, age, named, own)


def _trimmed(view: View, cast: Cast, first: int, last: int) -> int:
    """Where a source ends without what is no part of a name or description: "Reyes herself", "Reyes — the mayor —".

    In "the head of the CEI (Italian bishops), Nunzio Galantino" the name comes behind the bracket.
    """
    for at in range(first + 1, last):
        is_bracket = view.word[at] in ("(", "[")
        if is_bracket and any(entity.kind == "person" for _, entity in cast.at(at, last)):
            continue
        if view.word[at] in _DASHES or (is_bracket and not view.glued(at) and not _goes_on(view, at, last)):
            last = at
            break
    while last - first > 1 and (view.word[last - 1].lower() in _TRAILING or _trails_a_name(view, last - 1)):
        last -= 1
    if last - first > 1 and view.word[last - 1] in POSSESSIVES:  # "the president’s" of "the president’s claim"
        last -= 1
    return last


def behind_dash(view: View, cast: Cast, first: int, last: int) -> int:
    """Where a name begins behind a dash and what somebody is: "another resident — Ana Ruiz, a clerk"; else `first`.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("another resident — Ana Ruiz, a clerk")
    >>> behind_dash(view, cast_of(names_by_rule(view), view.lexicon), 0, 8)
    3
    """
    if _DASHES.isdisjoint(view.word[first:last]):
        return first
    for at in range(first + 1, last - 1):
        if view.word[at] in _DASHES:
            named = cast.at(at + 1, last)
            front = range(at + 1, named[0][0].first) if named else ()
            is_name = bool(named) and all(view.bits[i] & TITLE or view.word[i] == "." for i in front)  # "— Mrs. Ruiz"
            return at + 1 if is_name and all(entity.kind != "person" for _, entity in cast.at(first, at)) else first
    return first


def _trails_a_name(view: View, at: int) -> bool:
    """Whether a word behind a name tells how or when: "Josie flatly", "Nadal afterwards"; not "the Kelly family"."""
    word = view.word[at]
    if not view.bits[at - 1] & CAPITAL or not word.islower():
        return False
    return word in _TIMES or (word.endswith("ly") and word not in _NO_ADVERBS and not view.bits[at] & (ROLE | CUE))


def _goes_on(view: View, at: int, last: int) -> bool:
    """Whether a phrase goes on behind the bracket that opens at a token: "three-quarters (74%) of the voters"."""
    behind = next((i + 1 for i in range(at + 1, last) if view.word[i] in (")", "]")), last)
    return behind < last and bool(view.bits[behind] & (WORD | PREPOSITION)) and view.word[behind].islower()


def is_partisan(view: View, first: int, last: int) -> bool:
    """Whether a source is somebody of a party or a country, whatever looks like a name in it.

    "The Kentucky Republican" and "the American" are somebody, "the French" are many.
    """
    word = view.word[last - 1]
    if last - first < 2 or view.word[first].lower() not in _ONE:
        return False
    is_citizen = last - first == 2 and is_demonym((word,), view.lexicon) and not word.endswith(_OF_MANY)
    return word in _PARTISANS or is_citizen


def is_demonym(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a name is what somebody or something of a place is called: "American", "South Korean".

    >>> [is_demonym((word,), Lexicon.shipped()) for word in ("Indian", "India")]
    [True, False]
    """
    return _kinds_of_places(lexicon).get(" ".join(words)) == "demonym"


@lru_cache(16)  # lexicons, of which most programs have one
def _kinds_of_places(lexicon: Lexicon) -> Mapping[str, str]:
    return lexicon.column("places", "place", "kind")


def shape(view: View, description: Description) -> str:
    """How a description begins: `definite`, `possessive`, `bare` or `indefinite`."""
    word = view.word[description.first].lower()
    if word in _OTHERS or not POSSESSIVES.isdisjoint(view.word[description.first : description.words[-1] + 1]):
        return "possessive"
    if word in DEFINITE:
        return "definite"
    return "indefinite" if view.bits[description.first] & (DETERMINER | NUMBER | POSSESSIVE) else "bare"


def introduced(view: View, source: Source) -> Description:
    """The description of a source, that of one word with the capitals that stood before it last: "the report".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("A new Leith Bank report came out. The report said no.")
    >>> introduced(view, source_of(view, cast_of([], view.lexicon), 8, 10)).text
    'Leith Bank report'
    """
    description, head = source.description, source.description.head
    if source.form != "definite" or source.words != {head} or description.kind == "group" or head in _WHOSESOEVER:
        return description
    for at in range(source.first - 1, max(source.first - _LOOK_BACK, 0), -1):
        if view.word[at] == head and view.bits[at - 1] & CAPITAL:
            first, floor = at, max(view.bounds[view.sentence[at]][0], at - _LONGEST)
            while first > floor and _tells_whose(view, first - 1):
                first -= 1
            if first < at and view.bits[first] & WORD:
                return description._replace(text=" ".join(view.text(first, at + 1).split()))
    return description


def _tells_whose(view: View, at: int) -> bool:
    """Whether a word in front of a noun is of a name that tells which one it is: "Robert Mueller’s report"."""
    bits = view.bits[at]
    return bool(bits & CAPITAL and not bits & (FUNCTION | CALENDAR)) or view.word[at] in POSSESSIVES
