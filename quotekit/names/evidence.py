"""What is true of a name, as features for its kind: its words, the article's other words, the tokens beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from quotekit.names.name import Name
from quotekit.names.runs import LINKS
from quotekit.text.document import View
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
    PRONOUN,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.ranking import Features, Group, Names, given

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
_PRONOUNS = {
    **dict.fromkeys(("he", "his", "him", "himself", "she", "her", "hers", "herself"), "he or she behind"),
    **dict.fromkeys(("it", "its", "itself"), "it behind"),
}
_PRINTED = frozenset(form for word in _PRONOUNS for form in (word, word.capitalize(), word.upper()))
_APART = frozenset({"and", "but", "or", "while", ";"})
_WITHIN = 20
"""Tokens behind a name among which the pronoun for it is looked for."""
_JOINED = re.compile("[a-z][A-Z]")
_PATRONYMIC = re.compile("(Mc|Mac|De|Di|Du|La|Le|Van|O’|O'|D’|D')[A-Z]")
_BEHIND = frozenset({"who", "'s", "’s", "in", "of", "(", "himself", "herself", "itself"})


class ArticleWords(NamedTuple):
    """What a whole article says of its words."""

    view: View
    words: frozenset[str]
    """As printed."""
    surnames: frozenset[str]
    """Last words behind a given name."""
    alone: frozenset[str]
    """Names of one word."""
    titled: frozenset[str]
    """Last words behind a title."""
    pronouns: list[int]
    """The tokens that are "he", "her", "its" and the like, in order."""

    @classmethod
    def of(cls, view: View, names: Sequence[Name]) -> ArticleWords:
        """Collect them from an article and its names."""
        told = compress(range(len(view.word)), map(_PRINTED.__contains__, view.word))
        longer = [name.words for name in names if len(name.words) > 1]
        return cls(
            view,
            frozenset(view.word),
            frozenset([words[-1] for words in longer if view.lexicon.properties(words[0]) & GIVEN]),
            frozenset([name.words[0] for name in names if len(name.words) == 1]),
            frozenset([name.words[-1] for name in names if name.titled]),
            [at for at in told if view.bits[at] & PRONOUN],
        )


def features(article: ArticleWords, name: Name) -> Features:
    """What is true of one name: its words, the article's other words, the tokens beside it."""
    told = _TOLD[bool(name.role), name.gender != "-"]
    properties, words = article.view.lexicon.properties, name.words
    return (
        (_of_words, words, name.kind, properties(words[0]), properties(words[-1])),
        _elsewhere(article, words),
        (given, _left(article.view, name), _right(article.view, name), told, _pronoun_behind(article, name)),
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
    if any(_is_joined(word) for word in words):
        yield "capital inside a word"
    if size != "one" and any(len(word) == 1 or (word[1] == "." and word[0].isupper()) for word in words[:-1]):
        yield "initials"
    if any(word in LINKS for word in words):
        yield "link inside"
    elif any(word.islower() for word in words):
        yield "particle inside"


def _is_joined(word: str) -> bool:
    """Whether a capital stands behind a small letter: "ProPublica"; not "McCain"."""
    return not word.isupper() and bool(_JOINED.search(word)) and not _PATRONYMIC.match(word)


def _pronoun_behind(article: ArticleWords, name: Name) -> str:
    """Which pronoun comes first behind a name in its sentence: "Intara said it", "Okello said she".

    None behind "and", where somebody else may begin: "She speaks Welsh, and he".
    """
    view, at = article.view, bisect_left(article.pronouns, name.last)
    end = min(view.bounds[view.sentence[name.first]][1], name.last + _WITHIN)
    if at == len(article.pronouns) or article.pronouns[at] >= end:
        return "no pronoun behind"
    pronoun = article.pronouns[at]
    return "no pronoun behind" if view.word[pronoun - 1] in _APART else _PRONOUNS[view.word[pronoun].lower()]


def _elsewhere(article: ArticleWords, words: tuple[str, ...]) -> Group:
    """How the words of a name stand elsewhere in the article."""
    last, is_one = words[-1], len(words) == 1
    is_last = _in_small_letters(article, last)
    is_low = is_last or (not is_one and any(_in_small_letters(article, word) for word in words[:-1]))
    other = last in (article.surnames if is_one else article.alone)
    return _in_article, _size(words), is_low, is_last, other, last in article.titled


def _in_small_letters(article: ArticleWords, word: str) -> bool:
    small = word.lower()
    return small in article.words and small.islower()  # which no "&" is


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
