"""What the words of a person's name are: surname, "Jr."; and surnames that do not mean all who have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from quotekit.text.lexicon import GENERATIONS

if TYPE_CHECKING:
    from quotekit.names.name import Name

_NUMBER = re.compile("[ivx]{2,6}")  # behind a name
GENERATED = frozenset({"jr", "sr"})


def generation(words: Sequence[str]) -> str:
    """What a name ends with that tells father and son apart: `jr`, `sr`, `iii`, or "" for none.

    >>> generation(["Martin", "Hale", "Jr."]), generation(["Martin", "Hale", "III"])
    ('jr', 'iii')
    """
    last = words[-1].casefold().rstrip(".")
    is_number = len(words) > 2 and _NUMBER.fullmatch(last)
    return last if is_number or last.capitalize() in GENERATIONS else ""


def plural_of(names: Sequence[str]) -> frozenset[str]:
    """What two people of one surname are called, in small letters, "the Hales"; nothing for others.

    >>> sorted(plural_of(["Mark", "Patricia Hale"])), sorted(plural_of(["Mark Orr", "Ana Hale"]))
    (['hales'], [])
    """
    surnames = {name.split()[-1].casefold() for name in names if " " in name}
    return frozenset(f"{surname}s" for surname in surnames) if len(names) == 2 and len(surnames) == 1 else frozenset()


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Words as they are compared: in small letters, without accents, the point of an initial or a comma.

    >>> key_of(["Ruth", "K.", "García"])
    ('ruth', 'k', 'garcia')
    """
    return tuple([word.casefold().rstrip(".,") if word.isascii() else _plain(word) for word in words])


def _plain(word: str) -> str:
    letters = normalize("NFD", word.casefold().rstrip(".,"))
    return "".join([letter for letter in letters if not combining(letter)])


def surname_of(words: Sequence[str]) -> str:
    """The surname in a name as `key_of` gives it: not what stands behind it.

    >>> [surname_of(name.split()) for name in ("martin hale jr", "martin hale iii", "baroness hale of redmoor")]
    ['hale', 'hale', 'hale']
    """
    at = words.index("of") if "of" in words[1:] else len(words)
    while at > 1 and generation(words[:at]):
        at -= 1
    return words[at - 1]


class Parts(NamedTuple):
    """What the words of a name are, as they are compared."""

    key: tuple[str, ...]
    surname: str
    kin: str
    """`jr`, `sr`, a number, or "" for none."""


@lru_cache(20_000)  # a hundred million articles hold more names than memory
def parts_of(words: tuple[str, ...]) -> Parts:
    """The parts of a name.

    >>> parts_of(("Martin", "Hale", "Jr."))
    Parts(key=('martin', 'hale', 'jr'), surname='hale', kin='jr')
    """
    key = key_of(words)
    return Parts(key, surname_of(key), generation(key))


class Families(NamedTuple):
    """The surnames of an article that alone do not mean everybody who has them."""

    divided: frozenset[str] = frozenset()
    """Not a "Jr.", who is called "Hale Jr." here."""
    headed: frozenset[str] = frozenset()
    """Nobody who is named in full: "President Hale", where a Carl Hale Jr. is named without an office.

    Later, if it is not the president: "Carl Hale Jr., who ... Representative Hale" is one."""


def families(names: Iterable[Name]) -> Families:
    """The surnames that alone do not mean everybody in an article who has them; its names are given in order.

    >>> from quotekit.names.find import names_by_rule
    >>> from quotekit.text.document import look
    >>> families(names_by_rule(look("President Hale met Carl Hale Jr. and Ida Bell. Bell left with Bell Jr.")))
    Families(divided=frozenset({'bell'}), headed=frozenset({'hale'}))
    """
    divided, offices, known = set(), set(), set()
    firsts: dict[str, set[tuple[str, str]]] = {}
    for name in names:
        key, surname, kin = parts_of(name.words)
        if kin in GENERATED and len(key) == 2:
            divided.add(surname)
        elif len(key) > 1:
            firsts.setdefault(surname, set()).add((key[0], kin))
            known |= {surname} if name.roles else set()
        elif name.titled and name.roles and (surname not in firsts or "President" in name.roles):
            offices.add(surname)
    alone = {surname for surname in offices - known if _has_son_alone(firsts.get(surname, set()))}
    return Families(frozenset(divided), frozenset(alone))


def _has_son_alone(firsts: set[tuple[str, str]]) -> bool:
    """Whether a "Jr." is among some first names, and nobody who is called so without it."""
    return any(kin in GENERATED and (first, "") not in firsts for first, kin in firsts)


def is_full(name: Name) -> bool:
    """Whether a name is a person's with more than a surname."""
    words = len(name.words)
    return name.kind == "person" and (words > 2 or (words == 2 and not parts_of(name.words).kin))
