"""Who of those with a first name and the same surname are one person: William and Bill Hale, Ida Hale and Ida K. Hale.

First, what may never be one is told apart: other middle initials, "Jr." and "III", "Hale" and "Bell-Hale", two genders
of a name that may have either. What lacks one of these joins whom its roles, outlet or week speak for. Two of one
name with a common surname are two where their work is as different as a baker's and a senator's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quotekit.speakers.people.appearances import Appearance, Place, Unions, double, folded, without_generation
from quotekit.speakers.people.common import MANY_FIRST_NAMES, is_common
from quotekit.speakers.people.fields import Work, are_apart, joined
from quotekit.speakers.people.first_names import first_names, is_known_by_middle
from quotekit.speakers.people.marks import Marks, differ, marks_of, weeks_of
from quotekit.speakers.surnames import GENERATED
from quotekit.text.lexicon import Lexicon

_MUCH_MORE = 3
"""How many times as many articles somebody has whom a name means although nothing else speaks for it."""
_FEW = 2
"""Articles of somebody who is taken for another one by work alone: who is met often has had more than one."""
_WELL_KNOWN = 5
"""Articles from which a father is so well known that his "Jr." is not called without it."""


@dataclass(slots=True)
class _Cell:
    """Those of one first name and surname with one more mark, or some of them."""

    marks: set[Marks]
    members: list[Appearance] = field(default_factory=list)

    @property
    def work(self) -> Work:
        return joined(one.work for one in self.members)


def keys_of_full(appearances: Iterable[Appearance]) -> dict[Place, str]:
    """The key of each person with a first name and a surname, `person:ida-hale`; who is one has one.

    The order changes nothing.
    """
    families: dict[str, list[Appearance]] = defaultdict(list)
    for one in sorted(appearances, key=lambda one: one.place):
        families[one.surname].append(one)
    keys: dict[Place, str] = {}
    for family in families.values():
        keys.update(_keys_of_family(family))
    return keys


def _keys_of_family(family: list[Appearance]) -> Iterator[tuple[Place, str]]:
    first_of = first_names(family)
    groups: dict[str, list[Appearance]] = defaultdict(list)
    for one in family:
        groups[first_of[one.words[0], is_known_by_middle(one)]].append(one)
    may_share = is_common(family[0].surname) or len(groups) >= MANY_FIRST_NAMES
    for first, group in groups.items():
        for name, members in _divided(first, group, may_share):
            yield from ((one.place, f"person:{name}") for one in members)


# --- Those with one first name ---


def _divided(first: str, group: list[Appearance], may_share: bool) -> Iterator[tuple[str, list[Appearance]]]:
    """The people of one first name and surname, each with the name in its key."""
    cells = _cells(group)
    people = _joined_cells(cells, may_share) if len(cells) > 1 else cells
    for cell in people:
        own = _mark(cell, people)
        name = "-".join(filter(None, (first, min(cell.marks).double, group[0].surname)))
        for mark, members in _by_gender(cell.members):
            for work, some in _by_work(members) if may_share else [("", members)]:
                yield name + own + mark + work, some


def _mark(cell: _Cell, people: Sequence[_Cell]) -> str:
    """What stands behind the name in a key to tell people of one name apart: ":hw", ":jr"; who lacks it has none."""
    if len(people) == 1:
        return ""
    own = {one.middle for one in cell.marks}, {one.born for one in cell.marks}
    others = [one for person in people if person is not cell for one in person.marks]
    theirs = {one.middle for one in others}, {one.born for one in others}
    return "".join(f":{min(marks)}" for marks, other in zip(own, theirs) if "" not in marks and marks != other)


def _cells(group: Iterable[Appearance]) -> list[_Cell]:
    """Those of one first name by their other marks, most articles first."""
    group = list(group)
    doubles = {double(one.speaker.name) for one in group} - {""}
    cells: dict[Marks, _Cell] = {}
    for one in group:
        marks = marks_of(one, doubles)
        cells.setdefault(marks, _Cell({marks})).members.append(one)
    return sorted(cells.values(), key=lambda cell: (-len(cell.members), min(cell.marks)))


def _joined_cells(cells: list[_Cell], may_share: bool) -> list[_Cell]:
    """Cells put together where nothing stands against it, and something speaks for it where it might be another one.

    Of a common surname, John Bell Hale is somebody else than John Hale until something speaks for it.
    """
    people: list[_Cell] = []
    for cell in cells:
        may = [person for person in people if not _conflict(cell, person)]
        is_doubted = may_share and any(_have_other_names(cell, person) for person in may)
        is_contested = is_doubted or any(_conflict(cell, other) for other in cells)
        best = _best(cell, may, is_contested, is_doubted)
        if best is None:
            people.append(_Cell(set(cell.marks), list(cell.members)))
        else:
            best.marks |= cell.marks
            best.members += cell.members
    return people


def _have_other_names(cell: _Cell, person: _Cell) -> bool:
    """Whether one of two has a name between first and last that the other, as rarely met, has not."""
    is_rare = max(len(cell.members), len(person.members)) <= _FEW
    return is_rare and _has_more_names(cell) != _has_more_names(person)


def _has_more_names(cell: _Cell) -> bool:
    """Whether all names of a cell have a word between first and last name that is no initial."""
    between = (without_generation(one.speaker.name).split()[1:-1] for one in cell.members)
    return all(any(len(word.rstrip(".")) > 1 for word in words) for words in between)


def _conflict(cell: _Cell, person: _Cell) -> bool:
    if any(differ(one, other) for one in cell.marks for other in person.marks):
        return True
    return _are_father_and_son(cell, person) or _are_father_and_son(person, cell)


def _are_father_and_son(plain: _Cell, young: _Cell) -> bool:
    """Whether somebody is not the "Jr." of the same name: both speak in one article, the son is called "Hale Jr.".

    Or the father is well known and nothing joins their roles; not where an article calls the son without "Jr." too.
    """
    born = {one.born for one in young.marks}
    if any(one.born for one in plain.marks) or not born & GENERATED:
        return False
    aliases = {folded(alias) for one in young.members for alias in one.speaker.aliases}
    if any(len(alias) == 2 and alias[-1] in GENERATED for alias in aliases):
        return True
    if not {one.place[0] for one in plain.members}.isdisjoint(one.place[0] for one in young.members):
        return True
    if any(len(alias) > 1 and alias[-1] not in GENERATED for alias in aliases):
        return False
    return len(plain.members) >= _WELL_KNOWN and not plain.work.links & young.work.links


def _best(cell: _Cell, people: Sequence[_Cell], is_contested: bool, is_doubted: bool) -> _Cell | None:
    """Whom a cell belongs to; None for nobody so far."""
    if not people or not is_contested:
        return max(people, key=lambda person: len(person.members), default=None)
    scores = [_evidence(cell, person) for person in people]
    if max(scores) > 0 and scores.count(max(scores)) == 1:
        return people[scores.index(max(scores))]
    sizes = sorted((len(person.members) for person in people), reverse=True)
    is_plain = not any(one.middle or one.born for one in cell.marks) and not is_doubted
    if is_plain and len(people) > 1 and sizes[0] >= _MUCH_MORE * sizes[1]:
        return max(people, key=lambda person: len(person.members))
    return people[0] if is_plain and len(people) == 1 else None


def _evidence(cell: _Cell, person: _Cell) -> int:
    """How much speaks for two cells being one: shared words and fields of roles, outlets, outlets in one week."""
    own, other = cell.work, person.work
    outlets, others = ({one.setting.outlet for one in part.members} - {None} for part in (cell, person))
    return (
        2 * len(own.links & other.links)
        + len(own.fields & other.fields)
        + bool(outlets & others)
        + 2 * (not weeks_of(cell.members).isdisjoint(weeks_of(person.members)))
    )


# --- Gender and work ---


def _by_gender(members: list[Appearance]) -> list[tuple[str, list[Appearance]]]:
    """The people of one name by gender, where the name may have either and enough articles tell each."""
    told = Counter(one.speaker.gender for one in members if one.speaker.gender)
    least, total = min(told.values(), default=0), sum(told.values())
    is_told_by_name = _gender_of(members[0].words[0]) is not None
    if len(told) < 2 or is_told_by_name or 4 * least < total or (least < 2 < total):
        return [("", members)]
    found: dict[str, list[Appearance]] = defaultdict(list)
    for one in members:
        found[f":{one.speaker.gender or 'open'}"].append(one)
    return sorted(found.items())


def _gender_of(first: str) -> str | None:
    """The gender that a first name in small letters tells."""
    return Lexicon.shipped().given_genders.get(first.capitalize())


def _by_work(members: list[Appearance]) -> Iterator[tuple[str, list[Appearance]]]:
    """The people of one name by what they do; whose work is not told belongs to the one with most articles."""
    clusters = _linked(members)
    if len(clusters) < 2:
        yield "", members
        return
    main, *others = sorted(clusters, key=lambda some: (-len(some), some[0].place))
    apart: dict[str, list[Appearance]] = defaultdict(list)
    for some in others:
        work = joined(one.work for one in some)
        is_another = len(some) <= _FEW and are_apart(work, joined(one.work for one in main))
        apart[_mark_of_work(work) if is_another else ""] += some
    rest = apart.pop("", [])
    silent = [one for one in members if not one.speaker.roles]
    yield "", main + rest + silent
    yield from sorted(apart.items())


def _mark_of_work(work: Work) -> str:
    places = sorted(place for _, place in work.offices)
    return ":" + "-".join(folded((places or sorted(work.fields))[0]))


def _linked(members: Iterable[Appearance]) -> list[list[Appearance]]:
    """Those of whose work something is told, together where a word of it is in common."""
    lots = Unions()
    seen: dict[str, Place] = {}
    told = [one for one in members if one.speaker.roles]
    for one in told:
        for word in one.work.links:
            lots.join(one.place, seen.setdefault(word, one.place))
    clusters: dict[Place, list[Appearance]] = defaultdict(list)
    for one in told:
        clusters[lots.find(one.place)].append(one)
    return list(clusters.values())
