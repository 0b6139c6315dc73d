"""Whom a source names, people who speak as one, and the records made of it: mentions and speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quotekit.names.name import Name
from quotekit.names.roles import HONORIFICS
from quotekit.records import Mention, MentionKind, Span, Speaker
from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.descriptions import Description
from quotekit.speakers.documents import kind_of
from quotekit.speakers.genders import gender_told
from quotekit.speakers.offices import printable
from quotekit.speakers.surnames import plural_of
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, ORGANIZATION, PREPOSITION, PRONOUN, ROLE, TITLE, WORD
from quotekit.text.phrases import POSSESSIVES, Range

_BEHIND_NAME = frozenset({"of", "and", "in", "from", "at", "who"})
_ASIDE = frozenset({"who", "whom", "whose", "which", "including", "like"})
"""Behind these others are named: "several lawmakers, including Tom Bell"."""
_OF = frozenset({"of", "for", "to"})
_MOST = 6  # people in a group
_BACK = 40  # groups that are looked back on: a list of members names a hundred pairs and the couple last
_BESIDE = frozenset(
    "colleagues coauthors co-authors collaborators team parents supporters wife husband family friends students staff "
    "lawyers partner brother sister son daughter mother father coauthor co-author colleague lawyer".split()
)
"""Who may be named with somebody and "his"."""
RELATED = _BESIDE | frozenset(
    "aide aunt attorney boyfriend cousin friend girlfriend grandfather grandmother neighbor neighbour parent relatives "
    "roommate uncle widow widower".split()
)
"""Who is not the one whose they are, whatever stands before the name: "the mother of toddler Ana Ruiz"."""
_HIS = frozenset({"his", "her", "their"})
_TWO = frozenset("couple pair duo two brothers sisters twins".split())
"""What two people are called."""
_WRITERS = frozenset("researchers authors scientists team academics economists psychologists sociologists".split())
"""What people who wrote a study together are called."""

Named = tuple[Name, Entity]


def own_names(view: View, cast: Cast, first: int, last: int) -> list[Named]:
    """The names in a source that are the speaker's own, not those of others mentioned in it."""
    named = cast.at(first, last)
    if named and not _ASIDE.isdisjoint(view.word[first:last]):
        aside = next((at for at in range(first + 1, last) if view.word[at] in _ASIDE), last)
        return [
            (name, entity)
            for name, entity in named
            if (name.first < aside or _closes(view, name, last)) and _heads(view, name, first, last)
        ]
    return [(name, entity) for name, entity in named if _heads(view, name, first, last)]


def _closes(view: View, name: Name, last: int) -> bool:
    """Whether a name ends a phrase behind a comma: "the user who posted it, Ana Reyes,"."""
    return last - name.last < 2 and view.word[name.first - 1] == ","


def _heads(view: View, name: Name, first: int, last: int) -> bool:
    """Whether a name in a source is the speaker's own, not one mentioned in it ("a spokesman for Ms. Reyes")."""
    following = view.word[name.last] if name.last < last else ""
    if following in POSSESSIVES:
        return name.last + 1 == last  # "Reyes’s" of "Reyes’s claim"
    if following == "/":  # "a CNN/ORC poll"
        return False
    if name.first == first and name.kind == "person" and _goes_on(view, name, last):
        return True
    is_cut_off = following.endswith("ing") and name.last + 1 == last and name.kind == "person"  # "with Bell causing"
    if following.islower() and following not in _BEHIND_NAME and not following.endswith("self") and not is_cut_off:
        return False
    start = _office_start(view, name.first, first)
    left = view.bits[start - 1] if start > first else 0
    if left & PREPOSITION:
        return False
    if any(view.word[at] in _OF and view.word[at - 1].lower() in RELATED for at in range(first + 1, name.first)):
        return view.word[name.first - 1] == ","
    if left & DETERMINER and not left & CAPITAL:
        if name.kind == "person":  # not "a spokesman for the Center"
            return following in ("", ",") and not (start - 1 > first and view.bits[start - 2] & PREPOSITION)
        return start - 1 == first or view.word[start - 2] == ","  # not "campaigners to leave the Union"
    return True


def _goes_on(view: View, name: Name, last: int) -> bool:
    """Whether what follows a full name tells where somebody belongs: "with the guild", "spokesman for the college"."""
    at = name.last
    if len(name.words) < 2 or at + 2 >= last:
        return False
    return view.word[at] == "with" or bool(view.bits[at] & ROLE and view.word[at + 1] in ("for", "of", "at"))


def _office_start(view: View, at: int, floor: int) -> int:
    """Where the capitalized words in front of a name begin: "Secretary of State" in "Secretary of State Ana Ruiz"."""
    start = at
    while start > floor:
        linked = view.word[start - 1] in ("of", "for", "and") and floor < start - 1 and start < at
        if linked and view.bits[start - 2] & (TITLE | ROLE | ORGANIZATION) and view.word[start] not in HONORIFICS:
            start -= 2
        elif view.bits[start - 1] & CAPITAL or view.word[start - 1] == ".":
            start -= 1
        else:
            break
    return start


def are_joined(view: View, people: list[Named]) -> bool:
    """Whether the first two of the names are two speakers who say one thing: "Ana Reyes and Tom Bell"."""
    first, second = people[0][0], people[1][0]
    if people[0][1].kind != people[1][1].kind:  # "Joe Bell, president and CEO of Norrland Bank"
        return False
    between = range(first.last, second.first)
    if people[0][1].kind == "organization" and [view.word[i] for i in between] == ["and", "the"]:
        return True
    return any(view.word[i] == "and" for i in between) and not any(view.bits[i] & DETERMINER for i in between)


# --- People named together ---


@dataclass(frozen=True, slots=True)
class Group:
    """People named together, once."""

    place: Range
    """From the first token of the first name to one past the last."""
    lead: frozenset[str]
    """The words in front of the first name: "senators" of "senators Ana Ruiz and Tom Bell"."""
    size: int
    """How many people; 0 where not all are named."""
    entity: Entity


def groups_in(view: View, cast: Cast) -> list[Group]:
    """The people whom an article names together outside of quotations, in order; those named again are one entity.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Bob Orr and Alice Moss walked. Orr and Moss ran. Tom Bell and his wife sat.")
    >>> [group.entity.name for group in groups_in(view, cast_of(names_by_rule(view), view.lexicon))]
    ['Bob Orr and Alice Moss', 'Bob Orr and Alice Moss', 'Tom Bell and his wife']
    """
    known: dict[tuple[str, ...], Entity] = {}
    found = []
    for members, tail, place in sorted(_named_together(view, cast), key=lambda one: one[2]):
        name = _name_of(members, tail)
        entity = known.setdefault(name, Entity("group", view.lexicon, {name: 1}))
        lead = _lead(view, place[0]) | plural_of([member.name for member in members])
        found.append(Group(place, lead, 0 if tail else len(members), entity))
        entity.role_words |= lead | {f"{word}s" for member in members for word in member.role_words}
        if not tail and len(members) == 2:
            entity.role_words |= _TWO
    return found


def _lead(view: View, first: int) -> frozenset[str]:
    """The two words in front of a name, up to a mark."""
    words: list[str] = []
    for at in range(first - 1, max(first - 3, -1), -1):
        if not view.bits[at] & WORD:
            break
        words.append(view.word[at].lower())
    return frozenset(words)


def _name_of(members: Sequence[Entity], tail: tuple[str, ...]) -> tuple[str, ...]:
    names = [member.name for member in members] + ([" ".join(tail)] if tail else [])
    return tuple(f"{', '.join(names[:-1])} and {names[-1]}".split())


def _named_together(view: View, cast: Cast) -> Iterator[tuple[list[Entity], tuple[str, ...], Range]]:
    """People named together, what is said of those who are not named, and where."""
    people = [(name, entity) for name, entity in cast.mentions if entity.kind == "person" and view.pair[name.first] < 0]
    for at, (name, entity) in enumerate(people):
        last = _joining(view, name)
        if last is None:
            continue
        tail = _with_others(view, name) if last == name.last else None
        if tail and at + 1 < len(people) and _is_named(view, tail[1], people[at + 1][0]):
            yield [entity, people[at + 1][1]], (), (name.first, people[at + 1][0].last)
        elif tail:
            yield [entity], tuple(view.word[tail[0] : tail[1]]), (name.first, tail[1])
        elif at + 1 < len(people) and _follows(view, last, people[at + 1][0]):
            begin = at
            while begin and at - begin < _MOST - 2 and _listed(view, people[begin - 1][0], people[begin][0]):
                begin -= 1
            members = [member for _, member in people[begin : at + 2]]
            is_list = last == name.last or len(members) > 2  # not "Ana Reyes, and Tom Bell"
            if is_list and len(set(members)) == len(members):
                yield members, (), (people[begin][0].first, people[at + 1][0].last)


def _joining(view: View, name: Name) -> int | None:
    """The "and" behind a name, a comma in front of it aside; None where there is none."""
    last = name.last
    if last + 1 < len(view.word) and view.word[last] == "," and view.word[last + 1] == "and":
        last += 1
    return last if last < len(view.word) and view.word[last] == "and" else None


def _with_others(view: View, name: Name) -> Range | None:
    """Where "his coauthors" stands in "Shapiro and his coauthors", behind a name and "and"."""
    words = view.word[name.last + 1 : name.last + 3]
    if len(words) < 2 or words[0] not in _HIS or words[1] not in _BESIDE:
        return None
    return name.last + 1, name.last + 3


def _is_named(view: View, at: int, other: Name) -> bool:
    """Whether who is described in front of a token is named there: "and his wife Ana Reyes", "his wife, Ana Reyes"."""
    at += view.word[at] == "," if at < len(view.word) else 0
    return other.first == at


def _follows(view: View, last: int, other: Name) -> bool:
    """Whether the "and" or comma at a token joins a name to another, with a title or a role before that at most."""
    between = range(last + 1, other.first)
    return len(between) < 4 and all(
        view.bits[at] & (CAPITAL | TITLE | ROLE) and not view.bits[at] & DETERMINER for at in between
    )


def _listed(view: View, name: Name, other: Name) -> bool:
    return view.word[name.last] == "," and _follows(view, name.last, other)


def group_of(groups: Sequence[Group], first: int, last: int) -> Entity | None:
    """The people named together from the first name of a source on; None where there are none."""
    begin, end = (bisect_left(groups, (at, 0), key=_place) for at in (first, first + 1))
    return next((one.entity for one in groups[begin:end] if one.place[1] <= last), None)


def group_called(
    groups: Sequence[Group], description: Description, has_spoken: Callable[[Entity], bool]
) -> Entity | None:
    """The people named together before whom "the couple", "the senators" or "the authors" means."""
    counted = description.text.partition(" ")[0].lower() in ("both", "two")  # senators
    for group in groups_back(groups, description.first):
        is_two = group.size == 2 and (counted or description.head in _TWO)
        wrote = description.head in _WRITERS and ("by" in group.lead or has_spoken(group.entity))
        if is_two or description.head in group.lead or wrote:
            return group.entity
    return None


def groups_back(groups: Sequence[Group], at: int) -> Iterator[Group]:
    """The groups that end before a token, the last one first, no more than a search looks back on."""
    begun = bisect_left(groups, (at, 0), key=_place)
    return (groups[i] for i in range(begun - 1, max(begun - 1 - _BACK, -1), -1) if groups[i].place[1] <= at)


def _place(group: Group) -> Range:
    return group.place


def called_they(view: View, cast: Cast) -> Entity | None:
    """The one person of whom an article says that they use "they/them"; None where there is none."""
    if "/" not in view.table.text or "/" not in view.word:
        return None
    for at in range(1, len(view.word) - 1):
        if view.word[at] == "/" and view.word[at - 1].lower() == "they" and view.word[at + 1].lower() == "them":
            begin = view.bounds[view.sentence[at]][0]
            here = [entity for _, entity in cast.at(begin, at) if entity.kind == "person"]
            before = [entity for _, entity in cast.before(at, _MOST) if entity.kind == "person"]
            return next(iter(here or before[-1:]), None)
    return None


# --- Records ---


def mention_of(view: View, source: Range, cast: Cast) -> Mention:
    """A source as a mention: a name, a pronoun or a description."""
    first, last = source
    span = Span(int(view.table.start[first]), int(view.table.end[last - 1]))
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Mention(span, "pronoun")
    named = own_names(view, cast, first, last)
    kind: MentionKind = "name" if named else "nominal"
    return Mention(span, kind, " ".join(named[0][0].words) if named else None)


def speaker(entity: Entity, identity: str, mentions: tuple[Mention, ...]) -> Speaker:
    """The record of an entity under an id, with the mentions that are sources of quotes."""
    name = entity.name
    aliases, kind = {" ".join(form) for form in entity.forms} - {name}, kind_of(entity, name)
    gender = gender_told(entity, name) if kind in ("person", "unnamed") else None
    roles = tuple(_ranked(printable(entity.roles)))
    return Speaker(identity, name, kind, tuple(sorted(aliases)), roles, mentions, gender)


def _ranked(roles: list[str]) -> list[str]:
    """Roles with the most informative first: the first that says more than a bare title, not overlong."""
    return sorted(roles, key=lambda role: not 2 <= len(role.split()) <= 8)
