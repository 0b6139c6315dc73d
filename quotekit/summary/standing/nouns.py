"""What else points out of some sentences: "the operator" of whom they do not tell, "this error", the writer's "we"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quotekit.speakers.cast import COMPANY
from quotekit.summary.standing.readings import Reading
from quotekit.text.lexicon import CALENDAR, CONJUNCTION, CUE, FUNCTION, GROUP, PREPOSITION, ROLE, WORD
from quotekit.text.stems import stem

_FIRST = frozenset("i we my our us me mine ours myself ourselves i'm i've i'd i'll we're we've we'd we'll".split())
_THINGS = frozenset("list test tweet post video photo letter memo book bill incident error".split())
_OF_ALL = frozenset("species planet solar galaxy ancestors universe sun world time times".split())
"""What is everybody's: "our ancestors"."""
_DEMONSTRATIVES = frozenset({"this", "these", "those"})
_ONE_OF_A_KIND = frozenset(
    "world country nation state city town public press media police government president internet economy sun moon "
    "sea sky future past present end way top rest right left north south east west day week month year night morning "
    "evening afternoon weekend summer winter spring autumn fall time moment season decade century house senate "
    "congress pope queen king military army law war peace people poor rich weather climate home ground air water "
    "street road first second third last same other others latter former following next most least only best worst "
    "administration capital border economy market left-wing democrats republicans party court bible".split()
)
"""What "the" may stand before although no sentence has told of it."""
_OUTFITS = frozenset(
    "company firm agency group charity organization organisation association airline carrier retailer broadcaster "
    "manufacturer carmaker chipmaker automaker drugmaker insurer lender brewer bookmaker chain startup newspaper "
    "magazine network university school ministry department foundation club team watchdog regulator".split()
)
"""What "the company" stands for has been told by name."""
_TIMES = frozenset(
    "week month year day morning evening afternoon night weekend summer winter spring autumn fall season time century "
    "decade term quarter country nation state city world days weeks months years".split()
)
VERBS = frozenset(
    "caught got went came left took made gave saw found began ran won lost felt kept held led met paid sent set shot "
    "sold spent stood fell grew drew drove flew hit struck broke rose brought bought built fought sat threw".split()
)
"""Verbs behind "the operator" that do not look like it."""
_DESCRIBED = 12
"""Tokens of a description behind which a name may stand: "the former chief justice of the state, Ruth Okello"."""
_OPENS_MORE = frozenset({"of", "that", "who", "which", "where", "whose", "to", "for", "in", "on", "with", "from", "at"})
"""What stands behind a noun and says more of it."""


def voices_of_writer(reading: Reading, first: int, last: int) -> bool:
    """Whether "I" or "we" stands outside of quotation marks.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> texts = "“We won,” Ruth Okello said.", "We do not know who won.", "The US won."
    >>> found = [Reading.of(Article(text), Model.shipped()) for text in texts]
    >>> [voices_of_writer(one, 0, len(one.view.word)) for one in found]
    [False, True, False]
    """
    view = reading.view
    for at, word in enumerate(reading.words[first:last], first):
        is_own = word in _FIRST and view.pair[at] < 0 and view.word[at] != "US"
        if is_own and not (word == "our" and at + 1 < last and view.lower(at + 1) in _OF_ALL):
            return True
    return False


def describes_somebody_else(reading: Reading, first: int, last: int) -> bool:
    """Whether "the former mayor" or "the mayor, 41," stands for somebody whom its sentence does not name.

    A reader takes it for whoever was named last, although it is a passage of another article.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> texts = "The mayor, 41, fell.", "The former mayor, Ruth Okello, fell.", "The former Okello aide fell."
    >>> found = [Reading.of(Article(text), Model.shipped()) for text in texts]
    >>> [describes_somebody_else(one, *one.tokens(0)) for one in found]
    [True, False, True]
    """
    view, words = reading.view, reading.words
    for at, (word, following) in enumerate(pairwise(words[first:last]), first):
        is_pointed_at = following == "former" or _is_aged(reading, at + 1)
        if is_pointed_at and word == "the" and view.pair[at] < 0:
            start, end = view.bounds[view.sentence[at]]
            people = (name for name, entity in reading.mentions(start, end) if entity.kind == "person")
            if not any(_names_whom(reading, at, name.first, name.last) for name in people):
                return True
    return False


def _is_aged(reading: Reading, at: int) -> bool:
    """Whether an age in commas stands behind a word: "the actor, 41, said so" of whoever was named before."""
    word = reading.view.word
    return (
        at + 3 < len(word) and word[at + 1] == word[at + 3] == "," and word[at + 2].isdigit() and len(word[at + 2]) < 4
    )


def _names_whom(reading: Reading, at: int, first: int, last: int) -> bool:
    """Whether a name before it, or soon behind it, may be that of "the former mayor"; not that in "Okello aide"."""
    bits = reading.view.bits
    is_part = last < len(bits) and bool(bits[last] & (ROLE | GROUP)) and last - first == 1
    return first < at + _DESCRIBED and not (is_part and first > at)


def unexplained_nouns(reading: Reading, first: int, last: int) -> Iterator[tuple[str, bool]]:
    """The stems of nouns from token `first` to `last` that point at what the article has told before.

    Each with whether it stands for a person.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> text = "An authorized operator of the account shared it. The operator caught the error."
    >>> found = Reading.of(Article(text), Model.shipped())
    >>> list(unexplained_nouns(found, *found.tokens(1)))
    [('oper', True)]
    """
    view = reading.view
    said: set[str] = set()
    for at in range(first, last - 1):
        word = view.word[at + 1]
        noun = word.lower()
        determiner = view.word[at].lower()
        if view.pair[at] < 0 and word.islower() and word.isalpha() and not view.bits[at + 1] & (FUNCTION | CALENDAR):
            root = stem(noun)
            if root not in said and (
                (determiner == "the" and _matters(reading, at) and _points_back(reading, first, at))
                or (determiner in _DEMONSTRATIVES and noun not in _TIMES and not _is_whoever(determiner, noun))
            ):
                yield root, _is_somebody(reading, at + 1)
            elif determiner == "the" and noun in _OUTFITS and root not in said:
                yield from ((name, True) for name in _outfit_before(reading, first, at))
        if view.bits[at] & WORD:
            said.add(stem(view.word[at].lower()))


def _is_somebody(reading: Reading, at: int) -> bool:
    """Whether a noun stands for people."""
    return bool(reading.view.bits[at] & (ROLE | GROUP)) or reading.view.word[at] in ("boy", "girl")


def _is_whoever(determiner: str, noun: str) -> bool:
    """Whether "those" are whoever the next word says: "those killed", "those living nearby"."""
    return determiner == "those" and noun.endswith(("ed", "ing", "n"))


def _matters(reading: Reading, at: int) -> bool:
    """Whether a reader asks which one is meant: of who or what acts, of what a sentence begins with or was told of."""
    view = reading.view
    head = view.bounds[view.sentence[at]][0]
    noun = view.word[at + 1]
    if at - head <= 1 or _is_somebody(reading, at + 1) or noun in COMPANY or noun in _THINGS:
        return True
    place = reading.first_places[noun]  # "a spacewalk", and "no word on the spacewalk" behind it
    return 0 < place < at and view.lower(place - 1) in ("a", "an")


def _points_back(reading: Reading, first: int, at: int) -> bool:
    """Whether "the operator" at a token is one of whom the article has told more before `first`."""
    view = reading.view
    noun = view.word[at + 1]
    place = reading.first_places[noun]
    if noun in _ONE_OF_A_KIND or not first:
        return False
    opens = at - first <= 1 and place == at + 1  # "The list includes carmakers", told of in other words before
    if not opens and (place >= first or not place or view.lower(place - 1) == "the"):
        return False
    return _ends_there(reading, at + 2)


def _outfit_before(reading: Reading, first: int, at: int) -> Iterator[str]:
    """The stem of the organization that "the company" at a token is taken for; none where its own passage names one.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> text = "Arken Chemicals closed. On Friday the company said it was sorry. Nordwell Ltd won, the firm said."
    >>> found = Reading.of(Article(text), Model.shipped())
    >>> [list(unexplained_nouns(found, *found.tokens(one))) for one in (1, 2)]
    [[('chemic', True)], []]
    """
    kinds = [(name, entity.kind) for name, entity in reading.mentions(0, at)]
    names = [name for name, kind in kinds if kind not in ("person", "place")]
    if names and names[-1].last <= first and _ends_there(reading, at + 2):
        yield stem(names[-1].words[-1].lower())


def _ends_there(reading: Reading, behind: int) -> bool:
    """Whether nothing behind a noun says which one it is."""
    view = reading.view
    if behind >= len(view.word) or not view.bits[behind] & WORD:
        return True
    if view.word[behind].lower() in _OPENS_MORE or view.bits[behind] & PREPOSITION:
        return False
    is_verb = view.word[behind] in VERBS or view.word[behind].endswith(("ed", "s"))
    return is_verb or bool(view.bits[behind] & (FUNCTION | CONJUNCTION | CUE))
