"""What somebody's roles are about: the field of work, the place. Two of one name may be told apart by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quotekit.speakers.offices import alike

_FIELDS = {
    "politics": (
        "alderman ambassador assemblyman assemblywoman candidate chancellor congressman congresswoman councillor "
        "councilman councilwoman democrat diplomat gov governor lawmaker legislator mayor mep minister mp msp "
        "politician premier president-elect rep representative republican secretary sen senator senate supervisor "
        "taoiseach undersecretary whip"
    ),
    "law": ("attorney barrister judge justice lawyer magistrate paralegal prosecutor solicitor counsel"),
    "police": (
        "capt constable cop detective inspector police policeman policewoman sheriff superintendent trooper warden"
    ),
    "military": ("admiral adm army col colonel gen general lieutenant lt marine navy sgt sergeant soldier"),
    "science": (
        "anthropologist archaeologist astronomer biologist botanist chemist climatologist criminologist ecologist "
        "economist geneticist geologist historian lecturer linguist mathematician meteorologist physicist prof "
        "professor psychologist researcher scholar scientist seismologist sociologist statistician university "
        "zoologist"
    ),
    "medicine": (
        "cardiologist dentist doctor epidemiologist immunologist midwife neurologist nurse paramedic pathologist "
        "pharmacist physician psychiatrist surgeon therapist virologist"
    ),
    "business": (
        "accountant auditor banker broker businessman businesswoman ceo cfo coo entrepreneur executive fund "
        "financier hotelier investor merchant partner retailer stockbroker trader vendor"
    ),
    "media": ("anchor blogger broadcaster columnist correspondent journalist newsreader photographer pundit reporter"),
    "sport": (
        "athlete batsman bowler boxer coach cricketer cyclist fly-half footballer fullback goalkeeper golfer "
        "gymnast hooker jockey midfielder pitcher player prop quarterback referee rower runner skier sprinter "
        "striker swimmer umpire winger wrestler"
    ),
    "arts": (
        "actor actress artist choreographer comedian composer conductor dancer drummer filmmaker guitarist "
        "musician novelist painter pianist playwright poet rapper screenwriter sculptor singer songwriter soprano "
        "violinist"
    ),
    "religion": (
        "archbishop bishop cardinal cleric imam monk nun pastor pope preacher priest rabbi rev reverend vicar"
    ),
    "trade": (
        "baker barber beekeeper bricklayer builder butcher carpenter cashier cleaner cook driver electrician "
        "farmer fisherman gardener hairdresser mechanic miner plumber potter shepherd shopkeeper trucker waiter "
        "waitress welder"
    ),
    "school": ("headmaster headmistress headteacher pupil schoolboy schoolgirl student teacher"),
    "fire": ("firefighter fireman"),
}
"""Words of roles by field; a word for any field ("manager", "director") is in none."""
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_ALIKE = frozenset(
    frozenset(pair.split())
    for pair in (
        "politics law",
        "politics military",
        "politics media",
        "politics religion",
        "politics science",
        "media arts",
        "media sport",
        "media science",
        "law police",
        "military police",
        "science medicine",
        "science school",
        "medicine politics",
    )
)
"""Fields that one life has often: a senator was a general, a professor is a physician."""
_OF_NO_FIELD = re.compile(r"\b[Ee]xecutive (?=director|editor|producer|secretary)", re.IGNORECASE)
_HEADS_OF_STATE = frozenset({"president", "former president", "vice president", "former vice president"})
_PLACE = re.compile(r"\b(?:of|in|from|for|at|near) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_WORD = re.compile(r"[\w’'-]+")
_EMPTY = frozenset(
    "a an the of for and in at on to with from by as or former then new senior chief deputy acting top leading "
    "longtime his her its their now late first vice general head director manager member spokesman spokeswoman "
    "spokesperson leader chairman chairwoman chair officer official adviser advisor analyst expert founder editor "
    "author president sir mr mrs dr who is was said boss us".split()
)
"""Words of roles that many share."""
_NAMED = re.compile(r"[A-Z]")


class Work(NamedTuple):
    """What some roles tell."""

    fields: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()
    """Words for what somebody is, each with the place that is told behind it: (mayor, leith)."""
    links: frozenset[str] = frozenset()
    """Names and telling words, by which two mentions may be known to be of one person."""


@lru_cache(100_000)
def work_of(roles: tuple[str, ...]) -> Work:
    """What roles tell of somebody's work.

    >>> found = work_of(("mayor of Leith",))
    >>> sorted(found.fields), sorted(found.offices), sorted(found.links)
    (['politics'], [('mayor', 'leith')], ['leith'])
    """
    fields, offices, links = set(), set(), set()
    for role in roles:
        words = _WORD.findall(_OF_NO_FIELD.sub("", role))
        kinds = {_FIELD_OF[word] for word in map(str.casefold, words) if word in _FIELD_OF}
        fields |= kinds | ({"politics"} if alike(role) in _HEADS_OF_STATE else set())
        heads = [word.casefold() for word in words if word.casefold() in _FIELD_OF]
        places = [place.casefold() for place in _PLACE.findall(role)]
        offices |= {(heads[0], places[0])} if heads and places else set()
        links |= {word.casefold() for word in words if _tells(word)}
        links |= {alike(role)} if len(kinds) and len(words) > 1 and not places else set()
    return Work(frozenset(fields), frozenset(offices), frozenset(links))


def _tells(word: str) -> bool:
    low = word.casefold()
    return low not in _EMPTY and low not in _FIELD_OF and (bool(_NAMED.match(word)) or len(low) > 6)


def are_apart(one: Work, other: Work) -> bool:
    """Whether two lots of roles are hardly one person's: a baker and a senator; the mayors of two places.

    >>> are_apart(work_of(("mayor of Leith",)), work_of(("mayor of Perth",)))
    True
    >>> are_apart(work_of(("senator",)), work_of(("general",)))
    False
    """
    if one.links & other.links:
        return False
    places, others = dict(one.offices), dict(other.offices)
    if any(places[office] != others[office] for office in places.keys() & others):
        return True
    pairs = [frozenset((a, b)) for a in one.fields for b in other.fields]
    return bool(pairs) and all(len(pair) == 2 and pair not in _ALIKE for pair in pairs)


def joined(works: Iterable[Work]) -> Work:
    """What several lots of roles tell together.

    >>> joined([]) == Work()
    True
    """
    parts = list(works)
    return Work(
        frozenset().union(*(part.fields for part in parts)),
        frozenset().union(*(part.offices for part in parts)),
        frozenset().union(*(part.links for part in parts)),
    )
