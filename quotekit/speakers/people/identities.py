"""One identity from the speakers of many articles: "Luis Suárez", "Luis Suarez" and a bare "Suárez" who is him.

Two people are never one because they share a surname. First and last name must agree, and no middle name, gender or
work may stand against it; a bare surname needs a role, another speaker, an outlet or a week in common with the one
person it may be. What is left open stays apart and says so. Every step looks a speaker up by its words, so the cost
grows with the number of speakers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotekit.records import Speaker, SpeakerKind
from quotekit.speakers.people.appearances import NOWHERE, Appearance, Place, Setting, Words, folded, kin, words_of
from quotekit.speakers.people.bare import keys_of_bare
from quotekit.speakers.people.names import Called, rename
from quotekit.speakers.people.namesakes import keys_of_full

_OFTEN_ENOUGH = 5
"""A fuller name is shown where one in so many articles that name somebody in full has it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who is quoted, in whatever article."""

    id: str
    """`person:luis-suarez`: made of kind and name, so that it is the same in whatever order the articles come."""
    name: str
    """The fullest form that is no exception."""
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    """Other forms, sorted."""
    gender: str | None = None
    is_open: bool = False
    """Whether it is a bare surname that people with first names have too, and not known which of them it is."""
    ref: str | None = None
    """The id that the user gave; None where there is none."""


def identities(
    speakers: Iterable[tuple[str, Speaker]],
    aliases: Mapping[Words, Called] | None = None,
    settings: Mapping[str, Setting] | None = None,
) -> dict[Place, Identity]:
    """The identity of each speaker, given with its article; `aliases` maps folded names to the name to use.

    `settings` tells of articles where and when they stood. The order of the speakers changes nothing.

    >>> found = identities([
    ...     ("a", Speaker("a:s1", "Luis Suárez", "person", roles=("striker for Leith",))),
    ...     ("b", Speaker("b:s1", "Luis Suarez", "person")),
    ...     ("c", Speaker("c:s1", "Suárez", "person", roles=("striker for Leith",))),
    ...     ("d", Speaker("d:s1", "Suárez", "person")),
    ... ])
    >>> [found[place].id for place in sorted(found)]
    ['person:luis-suarez', 'person:luis-suarez', 'person:luis-suarez', 'person:suarez:d']
    >>> found["d", "d:s1"].is_open
    True
    """
    met = appearances(speakers, aliases, settings)
    names = {called.name for called in (aliases or {}).values()}
    return gathered(met, keys_of_full(one for one in met if one.is_full), names)


def appearances(
    speakers: Iterable[tuple[str, Speaker]],
    aliases: Mapping[Words, Called] | None = None,
    settings: Mapping[str, Setting] | None = None,
) -> list[Appearance]:
    """Speakers as they are compared, each once, under the names and ids that `aliases` gives them.

    >>> [one.words for one in appearances([("a", Speaker("a:s1", "Luis Suárez", "person"))])]
    [('luis', 'suarez')]
    """
    where = settings or {}
    given = {(article, speaker.id): rename(speaker, aliases or {}) for article, speaker in speakers}
    return [Appearance(place, one, words_of(one), where.get(place[0], NOWHERE)) for place, one in given.items()]


def gathered(
    met: Sequence[Appearance], of_full: Mapping[Place, str], names: Collection[str] = ()
) -> dict[Place, Identity]:
    """The identity of each appearance, where `of_full` has the keys of those with first names, as `keys_of_full` does.

    `of_full` may have more of them: those who speak in the same articles tell whom a bare surname means. Of several
    forms one in `names` is shown.

    >>> met = appearances([("a", Speaker("a:s1", "Luis Suárez", "person"))])
    >>> gathered(met, {("a", "a:s1"): "person:luis-suarez"})["a", "a:s1"].name
    'Luis Suárez'
    """
    full = [one for one in met if one.is_full]
    bare = [one for one in met if one.speaker.kind == "person" and not one.is_full]
    of_bare, open_keys = keys_of_bare(bare, full, of_full)
    keys = {one.place: _key_of_other(one) for one in met if one.speaker.kind != "person"}
    keys |= {one.place: of_full[one.place] for one in full}
    given = {one.place: one.speaker for one in met}
    keys = _with_given({**keys, **of_bare}, given)
    members: dict[str, list[Speaker]] = defaultdict(list)
    for place in sorted(keys):
        members[keys[place]].append(given[place])
    made = {key: _identity(key, some, names, key in open_keys) for key, some in members.items()}
    return {place: made[key] for place, key in keys.items()}


def _key_of_other(one: Appearance) -> str:
    """The key of an organization, and of who is another one in each article."""
    return kin(one.speaker) or f"{one.speaker.kind}:{'-'.join(one.words)}:{one.place[0]}"


def _with_given(keys: dict[Place, str], given: Mapping[Place, Speaker]) -> dict[Place, str]:
    """The keys with one for all who have an id of the user's."""
    own: dict[str, str] = {}
    for place, key in keys.items():
        if identity := given[place].ref:
            own[identity] = min(key, own.get(identity, key))
    return {place: own.get(given[place].ref or "", key) for place, key in keys.items()}


def _identity(key: str, members: list[Speaker], wanted: Collection[str], is_open: bool) -> Identity:
    forms = Counter(speaker.name for speaker in members)
    name = _shown([form for form in forms if form in wanted] or list(forms), forms)
    others = {*forms, *(alias for speaker in members for alias in speaker.aliases)} - {name}
    told = Counter(speaker.gender for speaker in members if speaker.gender)
    gender = max(told, key=lambda one: (told[one], one)) if told else None
    ids = sorted({speaker.ref for speaker in members if speaker.ref})
    return Identity(key, name, members[0].kind, tuple(sorted(others)), gender, is_open, ids[0] if ids else None)


def _shown(names: list[str], often: Mapping[str, int]) -> str:
    """The fullest of some names; one that is rare among those with a first name does not count."""
    full = [name for name in names if len(folded(name)) > 1] or names
    most = max(often[name] for name in full)
    usual = [name for name in full if _OFTEN_ENOUGH * often[name] >= most]
    return max(usual, key=lambda name: (len(folded(name)), often[name], not name.isascii(), name))
