"""Whom a bare surname means: the one person of that surname for whom role, event, outlet or week speak.

Where nothing does, it is somebody apart, of whom it is not known which one. Bare surnames of nobody known are one where
a role or the others who speak are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotekit.speakers.offices import alike
from quotekit.speakers.people.appearances import Appearance, Place, Setting, Unions, double
from quotekit.speakers.people.common import is_common
from quotekit.speakers.people.fields import Work, are_apart, joined, work_of
from quotekit.speakers.surnames import generation

_CANDIDATES = 50
"""People of one surname that a bare one is compared with: keeps the search bounded."""
_MUCH_MORE = 10
"""How many times as much must speak for one as for all others."""
_WELL_KNOWN, _KNOWN = 20, 5
"""Articles from which somebody may be called by surname alone anywhere: "Obama"; of a rare surname fewer do."""
_WEEK = 7  # days before and after


@dataclass(slots=True)
class _Known:
    """What is known of a person with a first name."""

    key: str
    articles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    """The last words of roles."""
    outlets: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    """Sorted."""
    roles_told: set[tuple[str, ...]] = field(default_factory=set)
    doubles: set[str] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)
    """The keys of whoever speaks in the same articles."""

    @property
    def work(self) -> Work:
        """What all roles tell."""
        return joined(map(work_of, self.roles_told))

    def in_week_of(self, day: int) -> int:
        """In how many articles of the week before and after a day the person speaks."""
        return bisect_right(self.days, day + _WEEK) - bisect_left(self.days, day - _WEEK)


def keys_of_bare(
    bare: Sequence[Appearance], full: Iterable[Appearance], keys: Mapping[Place, str]
) -> tuple[dict[Place, str], set[str]]:
    """The key of each person with a bare surname, and the keys of those of whom it is not known which one they are.

    `keys` are those of `full`, the people with first names.
    """
    speaking: dict[str, set[str]] = defaultdict(set)
    for place, key in keys.items():
        speaking[place[0]].add(key)
    surnames = {one.surname for one in bare}
    families = _families((one for one in full if one.surname in surnames), keys, speaking)
    found: dict[Place, str] = {}
    left: dict[str, list[Appearance]] = defaultdict(list)
    for one in bare:
        meant = _meant(one, families.get(one.surname, ()), speaking.get(one.place[0], set()))
        if meant:
            found[one.place] = meant
        else:
            left[one.surname].append(one)
    open_keys = set()
    for surname, some in left.items():
        own = _joined(surname, some, speaking)
        open_keys |= {own[one.place] for one in some if any(_may_be(one, who) for who in families.get(surname, ()))}
        found.update(own)
    return found, open_keys


def _families(
    full: Iterable[Appearance], keys: Mapping[Place, str], speaking: Mapping[str, set[str]]
) -> dict[str, list[_Known]]:
    """The people of each surname, those in most articles first, no more than are looked at."""
    people: dict[str, _Known] = {}
    by_surname: dict[str, set[str]] = defaultdict(set)
    for one in full:
        key = keys[one.place]
        known = people.setdefault(key, _Known(key))
        by_surname[one.surname].add(key)
        known.articles.add(one.place[0])
        known.genders |= {one.speaker.gender} if one.speaker.gender else set()
        roles = {alike(role) for role in one.speaker.roles}
        known.roles.update(roles)
        known.roles_told.add(one.speaker.roles)
        known.heads.update(set(map(_head, roles)))
        known.outlets.update([one.setting.outlet] if one.setting.outlet else [])
        known.days += [one.setting.day] if one.setting.day else []
        known.doubles.add(double(one.speaker.name))
        known.neighbours |= speaking[one.place[0]]
    for known in people.values():
        known.days.sort()
    return {
        surname: sorted((people[key] for key in own), key=lambda who: (-len(who.articles), who.key))[:_CANDIDATES]
        for surname, own in by_surname.items()
    }


def _head(role: str) -> str:
    """The last word of a role: "president" of "turkish president"."""
    return role.rpartition(" ")[2]


def _may_be(one: Appearance, who: _Known) -> bool:
    """Whether gender, the other half of a surname or work stands against a bare surname being somebody's."""
    if _half(one) not in who.doubles or (one.speaker.roles and are_apart(one.work, who.work)):
        return False
    return not one.speaker.gender or not who.genders or one.speaker.gender in who.genders


def _half(one: Appearance) -> str:
    """The first half of a bare surname: "Kilroy" of "Kilroy-Silk"."""
    return "-".join(one.words[:-1])


def _meant(one: Appearance, family: Sequence[_Known], here: set[str]) -> str | None:
    """The key of the person whom a bare surname means; None where nothing speaks for one of them alone."""
    may = [who for who in family if _may_be(one, who) and who.key not in here]  # the article tells them apart
    if not may or generation(one.speaker.name.split()):
        return None
    for scores in _evidence(one, may, here):
        if (best := _outstanding(scores)) is not None:
            return may[best].key
    least = _WELL_KNOWN if is_common(one.surname) else _KNOWN
    sizes = [len(who.articles) for who in may]
    return may[0].key if sizes[0] >= least and _outstanding(sizes) == 0 else None


def _evidence(one: Appearance, may: Sequence[_Known], here: set[str]) -> Iterator[list[int]]:
    """How much speaks for each of those who may be meant, the strongest kind of evidence first."""
    may_share = is_common(one.surname)
    roles = {alike(role) for role in one.speaker.roles if not may_share or _is_telling(role)}
    if roles:
        yield [sum(who.roles[role] for role in roles) for who in may]
    if here:
        yield [_shared(here & who.neighbours, may_share) for who in may]
    if one.setting.outlet or one.setting.day:
        yield [_nearby(who, one.setting, may_share) for who in may]
    if roles and not may_share:
        yield [sum(who.heads[head] for head in map(_head, roles)) for who in may]


def _nearby(who: _Known, setting: Setting, is_common: bool) -> int:
    """How often somebody speaks in the outlet or in the week; of a common surname in both at least."""
    in_outlet = who.outlets[setting.outlet] if setting.outlet else 0
    in_week = who.in_week_of(setting.day) if setting.day else 0
    if is_common and (not in_outlet or not in_week):
        return 0
    return in_outlet + in_week


def _shared(neighbours: set[str], is_common: bool) -> int:
    """How many others speak in the article who spoke where somebody did; of a common surname two at least."""
    return len(neighbours) if len(neighbours) > is_common else 0


def _outstanding(scores: Sequence[int]) -> int | None:
    """The place of a score that is ten times the sum of all others; None for none."""
    best = max(scores)
    return scores.index(best) if best and best >= _MUCH_MORE * (sum(scores) - best) else None


def _is_telling(role: str) -> bool:
    """Whether a role is more than what many share: "Pope", "mayor", "head of the port", but not "spokesman"."""
    return " " in role or role[0].isupper() or bool(work_of((role,)).fields)


def _joined(surname: str, some: list[Appearance], speaking: Mapping[str, set[str]]) -> dict[Place, str]:
    """Bare surnames of nobody known: those with a role or another speaker in common are one, named for an article."""
    sharing: dict[str, list[Appearance]] = defaultdict(list)
    for one in sorted(some, key=lambda one: one.place):
        roles = {alike(role) for role in one.speaker.roles}
        telling = {alike(role) for role in one.speaker.roles if _is_telling(role)}
        alike_here = {f"@{one.setting.outlet} {_head(role)}" for role in roles if one.setting.outlet}
        beside = speaking.get(one.place[0], set())
        for reason in telling | beside | (set() if is_common(surname) else alike_here):
            sharing[f"{_half(one)}/{reason}"].append(one)
    people = Unions()
    genders = {one.place: one.speaker.gender for one in some}
    for reason in sorted(sharing):
        for one, other in pairwise(sharing[reason]):
            roots = people.find(one.place), people.find(other.place)
            told = {genders[root] for root in roots} - {None}
            if len(told) < 2:
                genders[people.join(*roots)] = next(iter(told), None)
    return {one.place: _own_key(surname, one, people.find(one.place)[0]) for one in some}


def _own_key(surname: str, one: Appearance, article: str) -> str:
    """The key of somebody known by surname alone: `person:hale:ARTICLE`."""
    return f"person:{'-'.join(filter(None, (_half(one), surname)))}:{article}"
