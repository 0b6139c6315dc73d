"""Whether a name is a person's, an organization's or a place's: what the words and their neighbours tell, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from quotekit.lexicon import (
    AUXILIARY,
    CAPITAL,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    NUMBER,
    ORGANIZATION,
    PLACE,
    PREPOSITION,
    ROLE,
    TITLE,
    WORD,
    properties,
)
from quotekit.ranking import Features, score
from quotekit.view import View

class Name(NamedTuple):
    """A name in the text: tokens `first` to `last` without title and possessive."""

    first: int
    last: int
    kind: str
    """`person`, `organization`, `place`, or `unknown` for a single word that nothing else explains."""
    words: tuple[str, ...]
    """The words of the name as printed, without suffixes such as "Jr."."""
    gender: str = "-"
    """`m`, `f` or `-`, from title and given name."""
    role: str | None = None
    """What stands before or behind the name as its role, without article."""
    titled: bool = False


KINDS = ("person", "organization", "place")
_BITS = {
    "given": GIVEN,
    "organization": ORGANIZATION,
    "place": PLACE,
    "role": ROLE,
    "group": GROUP,
    "title": TITLE,
    "cue": CUE,
}
_LINKS = frozenset({"of", "for", "and", "&", "the", "on"})
_CERTAIN = 1.5
"""How much better than all others a kind must fit to be more than `unknown`."""
_SURE = 0.5
"""How much better another kind must fit than the one of the rules."""


def typed(view: View, names: Sequence[Name]) -> list[Name]:
    """The names, each with the kind that fits it and its like best; those with a title stay people.

    >>> from quotekit.names import find_names
    >>> from quotekit.view import look
    >>> [name.kind for name in find_names(look("Ruth Okello spoke about the Affordable Care Act."))]
    ['person', 'organization']
    """
    known = _Article(view, names)
    sums: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        totals = sums.setdefault(name.words, Counter())
        found = features(known, name)
        for kind in KINDS:
            totals[kind] += score(f"kind {kind}", found)
    counts = Counter(name.words for name in names)
    return [_as(name, {kind: sums[name.words][kind] / counts[name.words] for kind in KINDS}) for name in names]


def _as(name: Name, scores: dict[str, float]) -> Name:
    if name.titled:
        return name
    best = max(KINDS, key=lambda kind: scores[kind])
    rule = "person" if name.kind == "unknown" else name.kind
    if best == rule:
        others = max(scores[kind] for kind in KINDS if kind != best)
        return name._replace(kind=best) if scores[best] - others > _CERTAIN else name
    given = rule == "person" and len(name.words) > 1 and properties(name.words[0]) & GIVEN
    if scores[best] - scores[rule] < (_CERTAIN if given else _SURE):
        return name
    return name._replace(kind=best)


class _Article:
    """What the whole article says of its words."""

    def __init__(self, view: View, names: Sequence[Name]) -> None:
        self.view = view
        self.lower = {word for word in view.word if word.islower()}
        self.surnames = {
            name.words[-1] for name in names if len(name.words) > 1 and properties(name.words[0]) & GIVEN
        }
        self.alone = {name.words[0] for name in names if len(name.words) == 1}
        self.titled = {name.words[-1] for name in names if name.titled}


def features(known: _Article, name: Name) -> Features:
    """What is true of one name."""
    words = name.words
    size = "one" if len(words) == 1 else "two" if len(words) == 2 else "more"
    row = [f"rule {name.kind}, {size}", f"end {words[-1][-3:].lower()}, {'one' if size == 'one' else 'more'}"]
    _add_words(words, row, size)
    _add_article(known, words, row, size)
    _add_left(known.view, name, row)
    _add_right(known.view, name, row)
    return row


def _add_words(words: tuple[str, ...], row: Features, size: str) -> None:
    first, last = properties(words[0]), properties(words[-1])
    for label, bit in _BITS.items():
        if first & bit:
            row.append(f"first {label}, {size}")
        if last & bit and size != "one":
            row.append(f"last {label}, {size}")
    if size != "one" and not (first | last) & (GIVEN | ORGANIZATION | PLACE | ROLE | GROUP | TITLE | CUE):
        row.append(f"words in no table, {size}")
    if words[-1].isupper() and len(words[-1]) > 1:
        row.append("capitals")
    if len(words) == 3 and len(words[1].rstrip(".")) == 1:
        row.append("initial in the middle")
    if any(word in _LINKS for word in words):
        row.append("link inside")
    elif any(word.islower() for word in words):
        row.append("particle inside")


def _add_article(known: _Article, words: tuple[str, ...], row: Features, size: str) -> None:
    if any(word.lower() in known.lower for word in words):
        row.append(f"in small letters elsewhere, {size}")
    if words[-1].lower() in known.lower:
        row.append(f"last in small letters elsewhere, {size}")
    if len(words) > 1 and words[-1] in known.alone:
        row.append("last word alone elsewhere")
    if len(words) == 1 and words[0] in known.surnames:
        row.append("surname elsewhere")
    if words[-1] in known.titled:
        row.append("with a title elsewhere")


def _add_left(view: View, name: Name, row: Features) -> None:
    at = name.first - 1
    if at < 0 or view.sentence[at] != view.sentence[name.first]:
        row.append("begins sentence")
        return
    word, bits = view.word[at].lower(), view.bits[at]
    if bits & PREPOSITION or word in ("the", "a", "an"):
        row.append(f"behind {word}")
    elif bits & ROLE and not bits & CAPITAL:
        row.append("behind role")
    elif bits & CUE:
        row.append("behind cue")
    elif bits & WORD:
        row.append("behind word")
    else:
        row.append("behind mark")


def _add_right(view: View, name: Name, row: Features) -> None:
    if name.last >= len(view.word):
        return
    word, bits = view.word[name.last].lower(), view.bits[name.last]
    if bits & CUE and not bits & ROLE:
        row.append("before cue")
    elif bits & AUXILIARY:
        row.append("before auxiliary")
    elif word in ("who", "'s", "’s", "in", "of", "(", "himself", "herself", "itself"):
        row.append(f"before {word}")
    elif word == "," and name.last + 1 < len(view.word):
        after = view.bits[name.last + 1]
        row.append("before comma and " + ("figure" if after & NUMBER or view.word[name.last + 1][0].isdigit() else "who" if view.word[name.last + 1] == "who" else "article" if after & DETERMINER else "word"))
    elif bits & (ROLE | GROUP):
        row.append("before role")
    elif bits & WORD:
        row.append("before word")
    else:
        row.append("before mark")
    if name.role:
        row.append("has a role")
    if name.gender != "-":
        row.append("has a gender")
