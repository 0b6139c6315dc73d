"""Whether a name is a person's, an organization's or a place's: what the words and their neighbours tell, weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotekit.text.document import DOMAINS, LINKS, SUFFIXES, View, is_domain
from quotekit.text.lexicon import (
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
)
from quotekit.text.ranking import Features, Group, Names, given
from quotekit.text.remembered import Remembered


class Name(NamedTuple):
    """A name in the text: tokens `first` to `last` without title and possessive."""

    first: int
    last: int
    kind: str
    """`person`, `organization`, `place`, or `unknown` for a single word that nothing else explains."""
    words: tuple[str, ...]
    """The words of the name as printed, without commas: "Martin", "Hale", "Jr."."""
    gender: str = "-"
    """`m`, `f` or `-`, from title and given name."""
    role: str | None = None
    """What stands before or behind the name as its role, without article."""
    titled: bool = False
    roles: tuple[str, ...] = ()
    """All roles beside it."""


NAME_KINDS = ("person", "organization", "place")
NAMED = ("", *NAME_KINDS, "unknown")
"""What a token of a name belongs to; the first is no name."""
_Sums = tuple[float, float, float]
"""How well each of `NAME_KINDS` fits."""
_BITS = {
    "given": GIVEN,
    "organization": ORGANIZATION,
    "place": PLACE,
    "role": ROLE,
    "group": GROUP,
    "title": TITLE,
    "cue": CUE,
}
_TOLD = {
    (False, False): "nothing told",
    (False, True): "has a gender",
    (True, False): "has a role",
    (True, True): "has both",
}
"""What stands beside a name tells: a role, a gender."""
_BEHIND = frozenset({"who", "'s", "’s", "in", "of", "(", "himself", "herself", "itself"})
_INSIDE = frozenset({"of", "&", "for"})
"""What stands inside names of organizations only."""
_CERTAIN = 1.5
"""How much better than all others a kind must fit to be more than `unknown`."""
_MOST = 5  # mentions of a name that are looked at
_MOST_GROUPS = 50_000  # groups of features whose sums are remembered
_SURE = 0.5
"""How much better another kind must fit than the one of the rules."""


def kind_by_words(view: View, first: int, last: int) -> str:
    """What capitalized words name by themselves: a `person`, an `organization`, a `place`, or `unknown`."""
    if last - first == 1 and view.bits[first] & CAPITAL:
        word = view.word[first]
        return _kind_of_word(word, view.bits[first], view.lexicon.positions.get(word) == "whole")
    if is_organization(view, first, last):
        return "organization"
    bits = [view.bits[i] for i in range(first, last) if view.bits[i] & WORD]
    if bits[0] & PLACE and not (bits[0] & GIVEN and len(bits) > 1) and all(b & PLACE for b in bits):
        return "place"
    return "person" if len(bits) > 1 or bits[0] & GIVEN else "unknown"


@lru_cache(100_000)  # a hundred million articles hold more words than memory
def _kind_of_word(word: str, bits: int, is_known: bool) -> str:
    """What one word with a capital names by itself; `is_known` as an organization."""
    if is_known or _is_acronym(word):
        return "organization"
    return "place" if bits & PLACE else "person" if bits & GIVEN else "unknown"


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word.replace(".", "")) <= 6 and word not in SUFFIXES


def is_organization(view: View, first: int, last: int) -> bool:
    """Whether the words are an organization's: a known name, an acronym, or one that ends or begins like it."""
    where = view.lexicon.positions
    text = view.word[first] if last - first == 1 else view.text(first, last)
    if where.get(text) == "whole" or (view.word[last - 1] in DOMAINS and is_domain(view, last - 1, last)):
        return True
    words = [view.word[i] for i in range(first, last) if view.bits[i] & WORD]
    if len(words) == 1:
        return _is_acronym(words[0])
    if view.bits[first] & GIVEN and len(words) == 2 and where.get(words[-1]) != "last":
        return False
    return (
        where.get(words[-1]) in ("last", "any")
        or (where.get(words[0]) in ("first", "any") and not view.bits[first] & TITLE)
        or not _INSIDE.isdisjoint(words)
    )


class NameKinds:
    """Tells the kinds of names by fitted weights, `KIND: FEATURE` each; what it added up is remembered.

    >>> from quotekit.text.document import look
    >>> from quotekit.text.names import names_by_rule
    >>> view = look("Ruth Okello spoke about the Affordable Care Act.")
    >>> kinds = NameKinds({"organization: end act, more": 9.0})
    >>> [name.kind for name in kinds.typed(view, names_by_rule(view))]
    ['person', 'organization']
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._weights_of = Remembered(self._sums, _MOST_GROUPS).__getitem__

    def typed(self, view: View, names: Sequence[Name]) -> list[Name]:
        """The names, each with the kind that fits it and its like best; those with a title stay people."""
        article = ArticleWords.of(view, names)
        sums: dict[tuple[str, ...], list[_Sums]] = {}
        for name in names:
            rows = sums.setdefault(name.words, [])
            if len(rows) < _MOST:
                rows.append(self._scores(features(article, name)))
        kinds: dict[tuple[tuple[str, ...], str], str] = {}
        for name in names:
            key = name.words, name.kind
            if key not in kinds:
                kinds[key] = _kind(view, name, _means(sums[name.words]))
        return [_as(name, kinds[name.words, name.kind]) for name in names]

    def _scores(self, row: Features) -> _Sums:
        (a, b, c), (d, e, f), (g, h, i) = map(self._weights_of, row)
        return a + d + g, b + e + h, c + f + i

    def _sums(self, group: Group) -> _Sums:
        known = self.weights
        name, *told = group
        found = name(*told)
        sums = [sum([known.get(f"{kind}: {feature}", 0.0) for feature in found]) for kind in NAME_KINDS]
        return sums[0], sums[1], sums[2]


def _as(name: Name, kind: str) -> Name:
    if name.kind == kind or name.titled or name.words[-1].rpartition(".")[2] in DOMAINS:
        return name
    return name._replace(kind=kind)


def _means(rows: Sequence[_Sums]) -> _Sums:
    if len(rows) == 1:
        return rows[0]
    a, b, c = map(sum, zip(*rows))
    return a / len(rows), b / len(rows), c / len(rows)


def _kind(view: View, name: Name, scores: _Sums) -> str:
    """The kind that fits best, or that of the rules where no other fits much better."""
    highest = max(scores)
    best = NAME_KINDS[scores.index(highest)]
    rule = "person" if name.kind == "unknown" else name.kind
    if best == rule:
        return best if highest - sorted(scores)[-2] > _CERTAIN else name.kind
    first = name.words[0]
    is_given = view.lexicon.properties(first) & GIVEN or len(first.rstrip(".")) == 1  # "J. R. Okello"
    given = rule == "person" and len(name.words) > 1 and is_given
    return name.kind if highest - scores[NAME_KINDS.index(rule)] < (_CERTAIN if given else _SURE) else best


class ArticleWords(NamedTuple):
    """What a whole article says of its words."""

    view: View
    lower: frozenset[str]
    """The words that stand in small letters somewhere."""
    surnames: frozenset[str]
    """Last words behind a given name."""
    alone: frozenset[str]
    """Names of one word."""
    titled: frozenset[str]
    """Last words behind a title."""

    @classmethod
    def of(cls, view: View, names: Sequence[Name]) -> ArticleWords:
        """Collect them from an article and its names."""
        longer = [name.words for name in names if len(name.words) > 1]
        return cls(
            view,
            frozenset(filter(str.islower, set(view.word))),
            frozenset([words[-1] for words in longer if view.lexicon.properties(words[0]) & GIVEN]),
            frozenset([name.words[0] for name in names if len(name.words) == 1]),
            frozenset([name.words[-1] for name in names if name.titled]),
        )


def features(article: ArticleWords, name: Name) -> Features:
    """What is true of one name: its words, the article's other words, the tokens beside it."""
    told = _TOLD[bool(name.role), name.gender != "-"]
    properties, words = article.view.lexicon.properties, name.words
    return (
        (_of_words, words, name.kind, properties(words[0]), properties(words[-1])),
        _elsewhere(article, words),
        (given, _left(article.view, name), _right(article.view, name), told),
    )


def _size(words: tuple[str, ...]) -> str:
    return "one" if len(words) == 1 else "two" if len(words) == 2 else "more"


def _of_words(words: tuple[str, ...], kind: str, first: int, last: int) -> Names:
    """What the words of a name tell; `first` and `last` are the properties of its first and its last word."""
    return tuple(_each_of_words(words, kind, first, last))


def _each_of_words(words: tuple[str, ...], kind: str, first: int, last: int) -> Iterator[str]:
    size = _size(words)
    yield f"rule {kind}, {size}"
    yield f"end {words[-1][-3:].lower()}, {'one' if size == 'one' else 'more'}"
    for label, bit in _BITS.items():
        if first & bit:
            yield f"first {label}, {size}"
        if last & bit and size != "one":
            yield f"last {label}, {size}"
    if size != "one" and not (first | last) & (GIVEN | ORGANIZATION | PLACE | ROLE | GROUP | TITLE | CUE):
        yield f"words in no table, {size}"
    if words[-1].isupper() and len(words[-1]) > 1:
        yield "capitals"
    if size != "one" and any(len(word) == 1 or (word[1] == "." and word[0].isupper()) for word in words[:-1]):
        yield "initials"
    if any(word in LINKS for word in words):
        yield "link inside"
    elif any(word.islower() for word in words):
        yield "particle inside"


def _elsewhere(article: ArticleWords, words: tuple[str, ...]) -> Group:
    """How the words of a name stand elsewhere in the article."""
    last, is_one = words[-1], len(words) == 1
    is_last = last.lower() in article.lower
    is_low = is_last or (not is_one and not article.lower.isdisjoint(map(str.lower, words)))
    other = last in (article.surnames if is_one else article.alone)
    return _in_article, _size(words), is_low, is_last, other, last in article.titled


def _in_article(size: str, is_low: bool, is_last: bool, other: bool, titled: bool) -> Names:
    group = []
    if is_low:
        group.append(f"in small letters elsewhere, {size}")
    if is_last:
        group.append(f"last in small letters elsewhere, {size}")
    if other:
        group.append("surname elsewhere" if size == "one" else "last word alone elsewhere")
    if titled:
        group.append("with a title elsewhere")
    return tuple(group)


def _left(view: View, name: Name) -> str:
    at = name.first - 1
    if at < 0 or view.sentence[at] != view.sentence[name.first]:
        return "begins sentence"
    word, bits = view.word[at].lower(), view.bits[at]
    if bits & PREPOSITION or word in ("the", "a", "an"):
        return f"behind {word}"
    if bits & ROLE and not bits & CAPITAL:
        return "behind role"
    if bits & CUE:
        return "behind cue"
    return "behind word" if bits & WORD else "behind mark"


def _right(view: View, name: Name) -> str:
    if name.last >= len(view.word):
        return "ends the text"
    word, bits = view.word[name.last].lower(), view.bits[name.last]
    if bits & CUE and not bits & ROLE:
        return "before cue"
    if bits & AUXILIARY:
        return "before auxiliary"
    if word in _BEHIND:
        return f"before {word}"
    if word == "," and name.last + 1 < len(view.word):
        return f"before comma and {_behind_comma(view, name.last + 1)}"
    if bits & (ROLE | GROUP):
        return "before role"
    return "before word" if bits & WORD else "before mark"


def _behind_comma(view: View, at: int) -> str:
    word, bits = view.word[at], view.bits[at]
    if bits & NUMBER or word[0].isdigit():
        return "figure"
    if word == "who":
        return "who"
    return "article" if bits & DETERMINER else "word"
