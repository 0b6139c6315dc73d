"""What the first names of those with one surname are taken for: an initial, "Bill" for William."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quotekit.speakers.nicknames import FULL, fulls_of, may_be_one
from quotekit.speakers.people.appearances import Appearance
from quotekit.speakers.people.common import MANY_FIRST_NAMES, is_common
from quotekit.speakers.people.fields import joined
from quotekit.speakers.people.marks import differ, marks_of, weeks_of

_LONG, _SEVERAL = 6, 3
"""Letters of a first name of which one may be wrong, and how many more articles spell it right."""


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
        root, below = sorted((_root(found, first), _root(found, other)))
        found[below] = root
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
        for full in fulls_of(first):
            of_full[full].append(first)
    may = {(a, b) for firsts in of_full.values() for a in firsts for b in firsts if a < b and may_be_one(a, b)}
    is_rare = not is_common(surname) and len(with_first) <= MANY_FIRST_NAMES
    misspelt = set(_misspelt(with_first))
    may |= misspelt if is_rare else {pair for pair in misspelt if _shares_work(*(with_first[one] for one in pair))}
    partners = Counter(first for pair in may for first in pair)
    for first, other in sorted(may):
        one, two = with_first[first], with_first[other]
        if _disagree(one, two):
            continue
        is_only = partners[first] == partners[other] == 1
        if (is_rare and is_only) or (first, other) in misspelt or _has_evidence(one, two):
            yield first, other


def _misspelt(with_first: Mapping[str, list[Appearance]]) -> Iterator[tuple[str, str]]:
    """A first name that few articles spell with another letter than many: "Kayleign" of "Kayleigh Moss"."""
    long = [first for first in sorted(with_first) if len(first) >= _LONG]
    for often in (first for first in long if len(with_first[first]) >= _SEVERAL):
        for rare in long:
            is_rare = _SEVERAL * len(with_first[rare]) <= len(with_first[often])
            if is_rare and _is_one_letter_off(rare, often):
                yield min(rare, often), max(rare, often)


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or by one: "lindsay" and "linsey" from "lindsey"."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long)) == 1
    return len(long) - len(short) == 1 and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))


def _shares_work(one: Sequence[Appearance], other: Sequence[Appearance]) -> bool:
    works = joined(part.work for part in one), joined(part.work for part in other)
    return bool(works[0].fields & works[1].fields or works[0].links & works[1].links)


def _disagree(one: Sequence[Appearance], other: Sequence[Appearance]) -> bool:
    """Whether genders, middle initials, "Jr." or the articles of two first names stand against their being one."""
    genders, others = ({part.speaker.gender for part in some} - {None} for some in (one, other))
    marks, other_marks = ({marks_of(part, set()) for part in some} for some in (one, other))
    if all(differ(mark, another) for mark in marks for another in other_marks):
        return True
    is_beside = not {part.place[0] for part in one}.isdisjoint(part.place[0] for part in other)
    return bool(genders and others and genders.isdisjoint(others)) or (is_beside and not _has_evidence(one, other))


def _has_evidence(one: Sequence[Appearance], other: Sequence[Appearance]) -> bool:
    works = joined(part.work for part in one), joined(part.work for part in other)
    born, others = ({marks_of(part, set()).born for part in some} - {""} for some in (one, other))
    is_shared = works[0].links & works[1].links or born & others
    return bool(is_shared) or not weeks_of(one).isdisjoint(weeks_of(other))
