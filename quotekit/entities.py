"""A person or organization while its article is read: its forms, its roles, its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from quotekit import lexicon
from quotekit.names import Name
from quotekit.phrases import Range
from quotekit.records import SpeakerKind


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organization while an article is read."""

    kind: SpeakerKind
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    gender: str = "-"
    titled: bool = False
    """Whether a title tells the gender; a given name can mislead ("Marty Hale ... she")."""
    roles: dict[str, None] = field(default_factory=dict)
    """The roles, each once, in the order in which they were found."""
    role_words: set[str] = field(default_factory=set)
    places: list[Range] = field(default_factory=list)
    """Where it stands, in the order of the text."""
    sure: bool = False
    """Known to be a person by title, given name or role, or because it spoke; no other is "he" or "she"."""

    @property
    def name(self) -> str:
        """The fullest form: one that begins with a given name, of most words, then the most frequent."""
        fullest = max(self.forms, key=lambda form: (_begins_well(form), len(form), self.forms[form], form))
        return " ".join(fullest)

    def _is_surname(self, name: Name) -> bool:
        """Whether a bare word is the surname here: "Clinton" of "Hillary Clinton" is not the given name."""
        return len(name.words) == 1 and any(len(form) > 1 and form[-1] == name.words[0] for form in self.forms)

    @property
    def well_named(self) -> bool:
        """Whether some form begins with a given name."""
        return any(map(_begins_well, self.forms))

    def learn(self, name: Name) -> None:
        """Take over the form, the gender and the role of a name, but not its place."""
        self.forms[name.words] += 1
        self.sure = self.sure or name.kind == "person"
        if name.titled and name.gender != "-" and len(name.words) == 1:
            self.gender, self.titled = name.gender, True
        elif self.gender == "-" and not self._is_surname(name):
            self.gender = name.gender
        for role in name.roles:
            if role not in self.roles:
                self.roles[role] = None
                self.role_words |= expanded(role.split())


def _begins_well(form: tuple[str, ...]) -> bool:
    """Whether a form begins as a full name does: "Ruth Okello", but not "Democrat Ruth Okello"."""
    return len(form) > 1 and (bool(lexicon.properties(form[0]) & lexicon.GIVEN) or len(form[0].rstrip(".")) == 1)


def expanded(words: Iterable[str]) -> set[str]:
    """Words in small letters with what they are short for.

    >>> sorted(expanded(["Sen.", "R-Vt"]))
    ['r', 'r-vt', 'sen', 'senator', 'vermont', 'vt']
    """
    found = set()
    for word in words:
        for part in {word, *word.replace("-", " ").split()}:
            plain = part.rstrip(".,")
            found.add(plain.casefold())
            if plain in _expansions():
                found.add(_expansions()[plain])
    return found


@cache
def _expansions() -> dict[str, str]:
    return lexicon.column("expansions", "short", "long")
