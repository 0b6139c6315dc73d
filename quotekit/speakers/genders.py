"""The gender of a person as an article tells it by title, pronouns, given name and role, each as far as it is trusted.

The evidence is added up as logarithms of odds; None where it is too little, or stands against itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log

from quotekit.speakers.entities import Entity
from quotekit.text.lexicon import PREPOSITION, Lexicon

_ENOUGH = log(2)
"""The sum from which a gender is told: odds of two to one."""
_TITLE = 4.0
"""What "Mrs." or "Sir" is worth: more than any pronouns."""
_PRONOUN = 2.0
"""What a "she" is worth that means or is near somebody; nine in ten are read right."""
_MOST = 1.9
"""Pronouns that count at most: more than most names ("Marty Hale ... she"), less than one that is hardly ever of the
other gender, so that a "he" read wrongly makes no man of Kamala."""
_ROLE = 2.5
"""What a role is worth that women or men have: "spokeswoman"."""
_WEAK_ROLES = frozenset({"chairman", "vice chairman", "spokesman", "foreman"})
"""Roles that are said of women too."""
_WEAK_ROLE = 1.0
_LISTED = 95
"""The certainty of a name that the table of given names has as a man's or a woman's, in percent."""
_CERTAIN = 80
"""The certainty below which a name tells nothing."""
_ALONE = 0.5
"""What a name that stands alone is worth, which may be a surname: "Kelly", "Jordan"."""


def gender_told(entity: Entity, name: str) -> str | None:
    """`m` or `f` for a person of that name, as an article tells it; None where it does not.

    >>> somebody = Entity("person", Lexicon.shipped())
    >>> [gender_told(somebody, name) for name in ("Amy Hale", "Eric Hale", "Kim Hale")]
    ['f', 'm', None]
    """
    heard = max(-_MOST, min(_MOST, entity.heard))
    told = _TITLE * _sign(entity.by_title) + _PRONOUN * heard + sum(_of_roles(entity))
    told += _of_name(name.split(), entity.lexicon) if entity.kind == "person" else _of_unnamed(entity)
    return None if abs(told) < _ENOUGH else "m" if told > 0 else "f"


def _sign(gender: str) -> int:
    return {"m": 1, "f": -1}.get(gender, 0)


def _of_name(words: list[str], lexicon: Lexicon) -> float:
    """The logarithm of the odds that a name is a man's."""
    first = next((word for word in words if len(word.rstrip(".")) > 1 and "." not in word[:-1]), words[0])
    if len(words) > 1 and first == words[-1]:  # initials and a surname
        return 0.0
    for part in (first, first.partition("-")[0]):
        if gender := _genders(lexicon).get(part):
            return gender if len(words) > 1 else _ALONE * gender
    return 0.0


def _of_unnamed(entity: Entity) -> float:
    """What the description of somebody unnamed tells by its role."""
    return _ROLE * _sign(entity.gender)


def _of_roles(entity: Entity) -> Iterator[float]:
    """What the heads of the roles tell: "chairwoman" of "chairwoman of the board", not of its members."""
    genders = entity.lexicon.role_genders
    for role in entity.roles:
        words = role.split()
        end = next((at for at, word in enumerate(words) if at and entity.lexicon.properties(word) & PREPOSITION), None)
        head = words[:end][-1].lower()
        yield (_WEAK_ROLE if head in _WEAK_ROLES else _ROLE) * _sign(genders.get(head, "-"))


@lru_cache(16)  # lexicons, of which most programs have one
def _genders(lexicon: Lexicon) -> Mapping[str, float]:
    """The logarithm of the odds that a given name is a man's, by the name; those that tell nothing are left out."""
    found = {name: _odds(gender, _LISTED) for name, gender in lexicon.given_genders.items()}
    rows = [(row["name"], row["gender"], int(row["certainty"])) for row in lexicon.rows("name_genders")]
    return found | {name: _odds(gender, certainty) for name, gender, certainty in rows if certainty >= _CERTAIN}


def _odds(gender: str, certainty: int) -> float:
    return _sign(gender) * log(certainty / (100 - certainty))
