"""The names that stand in labels, in ordinary letters: "Dana Reyes", a host, of "DANA REYES, HOST:"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from operator import attrgetter

from quotekit.layout.labels import SMALL, Label, named_in
from quotekit.names.name import NAMED, Name
from quotekit.text.document import View
from quotekit.text.lexicon import GROUP, ROLE, WORD

_LONGEST_INITIALS = 3
_JUDGES = frozenset({"HONORABLE", "HONOURABLE", "JUDGE", "JUSTICE"})
_SWORN = frozenset("sworn testified testifies testifying witness affirmed".split())
"""What is said of a witness."""
_LONGEST_NAME = 5


def with_label_names(view: View, names: Sequence[Name], labels: Iterable[Label]) -> tuple[View, list[Name]]:
    """The view and the names of an article with those that its labels are, instead of what was found in them."""
    labels = list(labels)
    places = {at for label in labels for at in range(label.first, label.last)}
    labels = [label for label in labels if label.kind == "name"]
    keys = {label.key for label in labels}
    kept = [_as_person(name, keys) for name in names if name.first not in places]
    printed = _as_printed(view)
    surnames = {label.key.split()[-1] for label in labels if " " in label.key} | printed.keys()
    own = [
        name for label in labels if not _is_initials(view, label, surnames) for name in _name_of(view, label, printed)
    ]
    named = view.named.copy()
    for name in own:
        named[name.first : name.last] = [NAMED.index(name.kind)] * (name.last - name.first)
    return replace(view, named=named), sorted([*kept, *own], key=attrgetter("first"))


def _as_person(name: Name, keys: Set[str]) -> Name:
    """A name as that of a person, where a label is that name or a part of it: "Ilka" of "Ilka Brand", no firm."""
    words = [word.lower() for word in name.words]
    if name.kind == "person" or not 1 < len(words) < 4 or keys.isdisjoint({words[0], words[-1], " ".join(words)}):
        return name
    return name._replace(kind="person")


def _as_printed(view: View) -> dict[str, str]:
    """Words with a capital, not all of them in capitals, by their small letters: "McDonald" for "MCDONALD"."""
    return {word.lower(): word for word in dict.fromkeys(view.word) if word[0].isupper() and not word.isupper()}


def calm(word: str, printed: dict[str, str]) -> str:
    """A word of a label in ordinary letters.

    >>> [calm(word, {"mcdonald": "McDonald"}) for word in ("MCDONALD", "O’BRIEN", "VAN", "Ana")]
    ['McDonald', 'O’Brien', 'van', 'Ana']
    """
    if not word.isupper() or len(word) < 2:
        return word
    lower = word.lower()
    return printed.get(lower) or (lower if lower in SMALL else _capitalized(lower))


def _capitalized(word: str) -> str:
    letters = [
        letter.upper() if not at or (word[at - 1] in "-'’" and len(word) - at > 1) else letter
        for at, letter in enumerate(word)
    ]
    return "".join(letters)


def _name_of(view: View, label: Label, printed: dict[str, str]) -> Iterator[Name]:
    """The name that a label is; none where it is an office ("KHOU REPORTER") or initials."""
    first, last = label.name
    words = tuple(calm(view.word[at], printed) for at in range(first, last) if view.bits[at] & WORD)
    is_office = (
        words[-1].isdigit()
        or _is_seat(view, words)
        or (len(words) > 1 and view.lexicon.properties(words[-1].lower()) & (ROLE | GROUP))
    )
    if is_office:
        return
    titles = [calm(view.word[at], printed) for at in range(label.first, first) if view.bits[at] & WORD]
    given = view.lexicon.given_genders.get(words[0], "-") if len(words) > 1 else "-"
    gender = next(
        (view.lexicon.titles[key] for title in titles for key in (title, f"{title}.") if key in view.lexicon.titles),
        given,
    )
    kind = "organization" if view.lexicon.positions.get(" ".join(words)) == "whole" else "person"
    role = _role(view, label, printed)
    yield Name(first, last, kind, words, gender, role, bool(titles), (role,) if role else ())


def _is_seat(view: View, words: Sequence[str]) -> bool:
    """Whether words are an office with what it is over: "Minister of Harbours"."""
    lower = [word.lower() for word in words]
    return bool(view.lexicon.properties(lower[0]) & ROLE) and not {"of", "for"}.isdisjoint(lower)


def _is_initials(view: View, label: Label, surnames: Set[str]) -> bool:
    """Whether a label may be somebody's initials: "JB", but not "LUNN" where a Lunn is named."""
    first, last = label.name
    word = view.word[first]
    return last - first == 1 and word.isupper() and len(word) <= _LONGEST_INITIALS and word.lower() not in surnames


def _role(view: View, label: Label, printed: dict[str, str]) -> str | None:
    """The description behind a name in a label, in ordinary letters: "chair of the Harbour Trust"."""
    behind = range(label.name[1], label.last)
    in_brackets = label.name[0] > label.first and view.word[label.name[0] - 1] in ("(", "[")
    words = [view.word[at] for at in (range(label.first, label.name[0] - 1) if in_brackets else behind)]
    while words and words[0].lower() == "the":
        words = words[1:]
    while words and not any(map(str.isalnum, words[0])):
        words = words[1:]
    while words and not any(map(str.isalnum, words[-1])):
        words = words[:-1]
    if not words or any(not any(map(str.isalnum, word)) for word in words):
        return None
    return " ".join(_calm_in_role(view, word, printed) for word in words)


def _calm_in_role(view: View, word: str, printed: dict[str, str]) -> str:
    lower = word.lower()
    is_common = word.isupper() and view.lexicon.properties(lower) & (ROLE | GROUP) and lower not in printed
    return lower if is_common else calm(word, printed)


def judges_of(view: View) -> list[Label]:
    """Whom a court's transcript calls judge in capitals: "THE HONORABLE MARTA VELL"."""
    found = []
    for at in (at for at, word in enumerate(view.word) if word in _JUDGES):
        end = at + 1
        while end < min(len(view.word), at + _LONGEST_NAME) and view.word[end].isupper() and view.word[end].isalpha():
            end += 1
        if end - at > 2:
            found.append(named_in(view, at, at + 1, end))
    return found


def witnesses_of(view: View) -> list[Label]:
    """The witnesses whom paragraphs of a transcript name in capitals: "PETRA SOLANO, having been sworn, ..."."""
    found = []
    for lo, hi in view.table.paragraph_token.tolist():
        end = next((at for at in range(lo, min(hi, lo + _LONGEST_NAME)) if not view.word[at].isupper()), lo)
        if end - lo > 1 and view.word[end] == "," and any(view.lower(at) in _SWORN for at in range(end, hi)):
            found.append(named_in(view, lo, lo, end))
    return found
