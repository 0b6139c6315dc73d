"""Short forms of given names: "Bill" may be William, "Joe" Joseph. Two spellings of one name are here too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quotekit.speakers.people.appearances import Appearance
from quotekit.speakers.people.common import MANY_FIRST_NAMES, is_common
from quotekit.speakers.people.fields import joined
from quotekit.speakers.people.marks import marks_of, weeks_of

_SHORT = """
abby: abigail
abe: abraham
al: albert alan alfred alexander alvin
alex: alexander alexandra alexandria alejandro
alf: alfred
andy: andrew
angie: angela
ann: anne anna
annie: anne ann anna
archie: archibald
art: arthur
barb: barbara
bart: bartholomew
becky: rebecca
ben: benjamin benedict
bernie: bernard
bert: albert herbert bertram robert
beth: elizabeth bethany
betsy: elizabeth
betty: elizabeth
bill: william
billy: william
bob: robert
bobby: robert
brad: bradley
cal: calvin
cathy: catherine kathleen
charlie: charles charlotte
chaz: charles
chip: charles
chris: christopher christine christina christian
chuck: charles
cindy: cynthia
cliff: clifford
dan: daniel
danny: daniel
dave: david
deb: deborah
debbie: deborah
dick: richard
dom: dominic
don: donald
doug: douglas
drew: andrew
ed: edward edwin edmund
eddie: edward edwin
ellie: eleanor ellen
ernie: ernest
fran: frances francis
frank: francis franklin
fred: frederick alfred
freddie: frederick
gabe: gabriel
gene: eugene
geoff: geoffrey
geoffrey: jeffrey
gerry: gerald gerard geraldine
ginny: virginia
greg: gregory
hal: harold henry
hank: henry
harry: harold henry
herb: herbert
ike: isaac
jack: john jackson
jackie: jacqueline
jake: jacob
jamie: james
jeff: jeffrey geoffrey
jen: jennifer
jenny: jennifer
jerry: gerald jerome jerrold jeremy
jess: jessica
jill: gillian
jim: james
jimmy: james
jo: joanna josephine joanne
joe: joseph
joey: joseph
johnny: john
jon: jonathan john
josh: joshua
judy: judith
kate: katherine catherine kathryn
kathy: katherine kathleen kathryn
katie: katherine catherine kathryn
ken: kenneth
kenny: kenneth
kim: kimberly
larry: lawrence laurence
len: leonard
lenny: leonard
leo: leonard leopold
les: leslie lester
liz: elizabeth
lou: louis louise
maggie: margaret
mandy: amanda
marty: martin
matt: matthew
max: maxwell maximilian
meg: margaret megan
mel: melvin melanie
mick: michael
mickey: michael
mike: michael
mitch: mitchell
moe: maurice
nate: nathan nathaniel
ned: edward
nell: eleanor helen
nick: nicholas
nicky: nicholas nicola
norm: norman
pam: pamela
pat: patrick patricia
patty: patricia
peggy: margaret
penny: penelope
pete: peter
phil: philip phillip
philip: phillip
rafe: ralph
randy: randall randolph
ray: raymond
reggie: reginald
rich: richard
rick: richard frederick
ricky: richard
rob: robert
robbie: robert
rod: rodney roderick
ron: ronald
ronnie: ronald
roz: rosalind
rudy: rudolph
russ: russell
sally: sarah
sam: samuel samantha
sandy: sandra alexander
sarah: sara
shelly: michelle rochelle
sid: sidney sydney
stan: stanley
stephen: steven
steve: stephen steven
stu: stuart stewart
stuart: stewart
sue: susan suzanne
susie: susan suzanne
ted: edward theodore
teddy: edward theodore
terry: terence teresa
theo: theodore
tim: timothy
tina: christina
toby: tobias
tom: thomas
tommy: thomas
tony: anthony antonio
trish: patricia
val: valerie
vic: victor victoria
vicky: victoria
vince: vincent
wally: walter
walt: walter
wendy: gwendolyn
will: william
willie: william
woody: woodrow
zach: zachary
"""
FULL = {short: tuple(full.split()) for short, _, full in (line.partition(": ") for line in _SHORT.strip().splitlines())}
"""The full names that a short one may stand for, in small letters."""


def may_be_one(first: str, other: str) -> bool:
    """Whether two given names in small letters may be one: a short form and its full name, or two forms of one.

    >>> may_be_one("bill", "william"), may_be_one("bob", "bobby"), may_be_one("bill", "robert")
    (True, True, False)
    """
    own, others = {first, *FULL.get(first, ())}, {other, *FULL.get(other, ())}
    return not own.isdisjoint(others)


def is_known_by_middle(one: Appearance) -> bool:
    """Whether an initial stands before the name that somebody goes by: "A. E. Ida Hale" is no Anna.

    >>> from quotekit.records import Speaker
    >>> is_known_by_middle(Appearance(("a", "a:s1"), Speaker("a:s1", "A. Ida Hale", "person"), ("a", "ida", "hale")))
    True
    """
    return len(one.words[0]) == 1 and any(len(word) > 1 for word in one.words[1:-1])


def first_names(family: Sequence[Appearance]) -> dict[tuple[str, bool], str]:
    """What each first name of a family is taken for: an initial for the only name with it, "Bill" for William.

    Keys are a first name and whether it is the initial of somebody who goes by a middle name.

    >>> first_names([])
    {}
    """
    with_first: dict[str, list[Appearance]] = defaultdict(list)
    for one in family:
        if not is_known_by_middle(one):
            with_first[one.words[0]].append(one)
    found = {first: first for first in with_first}
    for first, other in _pairs(with_first, family[0].surname if family else ""):
        one, two = sorted((_root(found, first), _root(found, other)))
        found[two] = one
    groups = {first: _root(found, first) for first in found}
    names = _named(groups, with_first)
    initials: dict[str, set[str]] = defaultdict(set)
    for first, group in groups.items():
        if len(first) > 1:
            initials[first[0]].add(names[group])
    taken = {(first, False): names[group] for first, group in groups.items()}
    for first in with_first:
        if len(first) == 1 and len(initials[first]) == 1:
            taken[first, False] = next(iter(initials[first]))
    taken.update({(one.words[0], True): one.words[0] for one in family if is_known_by_middle(one)})
    return taken


def _root(found: Mapping[str, str], first: str) -> str:
    while found[first] != first:
        first = found[first]
    return first


def _named(groups: Mapping[str, str], with_first: Mapping[str, list[Appearance]]) -> dict[str, str]:
    """The first name under which a group goes: the full one of most articles."""
    found: dict[str, list[str]] = defaultdict(list)
    for first, group in groups.items():
        found[group].append(first)
    return {group: min(firsts, key=lambda f: (f in FULL, -len(with_first[f]), f)) for group, firsts in found.items()}


def _pairs(with_first: Mapping[str, list[Appearance]], surname: str) -> Iterator[tuple[str, str]]:
    """Two first names of a family that are one: roles, outlet and week speak for it, or nothing else comes in question.

    "Bill Taylor, the ambassador to Norland" and "William Taylor, a diplomat in Norland".
    """
    of_full: dict[str, list[str]] = defaultdict(list)
    for first in with_first:
        for full in {first, *FULL.get(first, ())}:
            of_full[full].append(first)
    may = {(a, b) for firsts in of_full.values() for a in firsts for b in firsts if a < b and may_be_one(a, b)}
    partners = Counter(first for pair in may for first in pair)
    is_rare = not is_common(surname) and len(with_first) <= MANY_FIRST_NAMES
    for first, other in sorted(may):
        one, two = with_first[first], with_first[other]
        if _disagree(one, two):
            continue
        if (is_rare and partners[first] == partners[other] == 1) or _has_evidence(one, two):
            yield first, other


def _disagree(one: Sequence[Appearance], other: Sequence[Appearance]) -> bool:
    """Whether the genders, the middle initials or the articles of two first names stand against their being one."""
    genders, others = ({part.speaker.gender for part in some} - {None} for some in (one, other))
    middles, initials = ({marks_of(part, set()).middle for part in some} - {""} for some in (one, other))
    return bool(
        (genders and others and genders.isdisjoint(others))
        or (middles and initials and middles.isdisjoint(initials))
        or not {part.place[0] for part in one}.isdisjoint(part.place[0] for part in other)
    )


def _has_evidence(one: Sequence[Appearance], other: Sequence[Appearance]) -> bool:
    works = joined(part.work for part in one), joined(part.work for part in other)
    return bool(works[0].links & works[1].links) or not weeks_of(one).isdisjoint(weeks_of(other))
