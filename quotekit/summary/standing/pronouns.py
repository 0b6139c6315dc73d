"""Which pronouns of some sentences mean somebody whom these sentences do not name, and who it surely is."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.speakers.cast import Entity
from quotekit.summary.standing.readings import GENDERS, Person, Reading, plain
from quotekit.text.lexicon import ADVERB, CUE, PREPOSITION, ROLE, SUBJECT, SUBORDINATOR, TITLE, WORD

_SUBJECT = frozenset({"he", "she", "he's", "she's", "he'd", "she'd", "he'll", "she'll"})
_POSSESSIVE = frozenset({"his", "her"})
_AHEAD = 6  # tokens behind a comma in which "In his speech, President Ruth Okello" names who is meant
_BACK = 3  # sentences in which nobody else may be named where a pronoun is sure


def unexplained(reading: Reading, first: int, last: int) -> Iterator[int]:
    """The tokens from `first` to `last` that are "he" or "she" of somebody not named before, once for each of both."""
    view = reading.view
    if GENDERS.keys().isdisjoint(reading.words[first:last]):
        return  # as in most passages; to look for people takes longer
    known: list[Person] = []
    coming = list(reading.people(first, last))
    given: set[str] = set()
    for at in range(first, last):
        while coming and coming[0].first < at:
            known.append(coming.pop(0))
        gender = GENDERS.get(plain(view.word[at]))
        if gender is None or gender in given:
            continue
        if not _is_explained(reading, at, gender, known) and not _is_named_ahead(reading, at, last, gender):
            yield at
        given.add(gender)


def _is_explained(reading: Reading, at: int, gender: str, known: list[Person]) -> bool:
    """Whether somebody named before in the same sentences may be meant, as a reader takes it."""
    view = reading.view
    fitting = [one for one in known if one.fits(gender)]
    here = view.bounds[view.sentence[at]][0]
    if (pair := view.pair[at]) >= 0:
        inside = [one for one in fitting if view.pair[one.first] == pair]
        before = [one for one in fitting if one.first < here]
        return bool(inside or before or len({id(one.entity) for one in fitting}) > 1)
    fitting = [one for one in fitting if view.pair[one.first] < 0]  # whom somebody speaks to is not who speaks
    if plain(view.word[at]) in _SUBJECT and _is_fronted(reading, here, at):
        fitting = [one for one in fitting if one.first < here or _opens_clause(reading, one)]
    return bool(fitting)


def _is_fronted(reading: Reading, here: int, at: int) -> bool:
    """Whether what stands before the subject is no clause of its own: "At a rally with Okello on Friday, he"."""
    view = reading.view
    if at == here:
        return True
    opens = view.bits[here] & (PREPOSITION | SUBORDINATOR | ADVERB) or view.word[here].endswith("ing")
    asked = view.word[here].endswith("ed")
    commas = [i for i in range(here, at) if view.word[i] == ","]
    return bool((opens or asked) and commas and commas[-1] == at - 1 and not _has_cue(reading, here, at))


def _has_cue(reading: Reading, first: int, last: int) -> bool:
    return any(
        reading.view.bits[at] & CUE and reading.view.word[at].endswith(("said", "says")) for at in range(first, last)
    )


def _opens_clause(reading: Reading, person: Person) -> bool:
    """Whether somebody is the subject of a clause in front: "When Okello arrived, he"."""
    view, at = reading.view, person.first - 1
    start = view.bounds[view.sentence[person.first]][0]
    while at > start and view.word[at] not in (",",) and view.word[at][0].isupper():
        at -= 1  # titles before the name
    word = view.lower(at)
    return at >= start and word in (
        "when",
        "as",
        "after",
        "before",
        "while",
        "because",
        "since",
        "if",
        "although",
        "though",
    )


def _is_named_ahead(reading: Reading, at: int, last: int, gender: str) -> bool:
    """Whether "In his speech, President Okello" names who is meant right behind."""
    view = reading.view
    start, end = view.bounds[view.sentence[at]]
    if view.pair[at] >= 0 or not view.bits[start] & (PREPOSITION | SUBORDINATOR):
        return False
    if plain(view.word[at]) not in _POSSESSIVE and any(view.word[i] == "," for i in range(start, at)):
        return False
    for one in reading.people(at + 1, min(end, last)):
        commas = [i for i in range(at, one.first) if view.word[i] == ","]
        if one.fits(gender) and view.pair[one.first] < 0 and commas and one.first - commas[-1] <= _AHEAD:
            return not any(
                view.bits[i] & (SUBJECT) and GENDERS.get(plain(view.word[i])) for i in range(at + 1, one.first)
            )
    return False


def surely(reading: Reading, at: int) -> Entity | None:
    """Whom a pronoun means where only one person can be meant; None where it is not sure.

    >>> from quotekit.models.model import Model
    >>> from quotekit.records import Article
    >>> found = Reading.of(Article("Ruth Okello won on Sunday. She thanked the crowd."), Model.shipped())
    >>> surely(found, 6).name
    'Ruth Okello'
    """
    view = reading.view
    gender = GENDERS[plain(view.word[at])]
    if view.pair[at] >= 0:
        return None
    near = [one for one in reading.people_before(at, _BACK) if one.fits(gender)]
    named = [one for one in near if one.entity]
    others = [one for one in near if one.entity is None and not _stands_beside(reading, one, named)]
    if not named or others or len({id(one.entity) for one in named}) > 1:
        return None
    entity, place = named[0].entity, next((one.first for one in named if _is_subject(reading, one)), at)
    start = view.bounds[max(view.sentence[at] - _BACK, 0)][0]
    earlier = any(GENDERS.get(plain(view.word[i])) == gender for i in range(start, place))
    assert entity is not None
    known = entity.gender == gender or (entity.gender == "-" and entity.well_named)
    return entity if known and place < at and not earlier and reading.is_full(entity) else None


def _is_subject(reading: Reading, person: Person) -> bool:
    """Whether a sentence is about somebody: the first name in it, outside of marks and behind no preposition."""
    view = reading.view
    start = view.bounds[view.sentence[person.first]][0]
    if view.pair[person.first] >= 0 or next(reading.people(start, person.first), person).entity not in (
        None,
        person.entity,
    ):
        return False
    at = person.first - 1
    while (
        at >= start
        and (view.word[at][0].isupper() or view.bits[at] & (ROLE | TITLE))
        and not view.bits[at] & PREPOSITION
    ):
        at -= 1
    return at < start or not view.bits[at] & PREPOSITION


def _stands_beside(reading: Reading, noun: Person, people: list[Person]) -> bool:
    """Whether a noun is the role of a name beside it: "the pilot, Ruth Okello,", "Ruth Okello, the pilot"."""
    view = reading.view
    for one in people:
        if one.entity is None or view.sentence[one.first] != view.sentence[noun.first]:
            continue
        between = range(noun.last, one.first) if noun.first < one.first else range(one.last, noun.first)
        words = [view.word[i] for i in between]
        if len(words) <= 7 and not any(view.bits[i] & CUE for i in between if view.bits[i] & WORD):
            if noun.first < one.first and words in ([], [","]):
                return True
            if noun.first > one.first and words[:1] == [","] and words.count(",") == 1:
                return True
    return False
