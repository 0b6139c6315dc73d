"""Stems of English words: Porter (1980), "An algorithm for suffix stripping", with the corrections that NLTK makes.

ROUGE counts matches of these stems, and so do the concepts of a summary.
"""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    **dict.fromkeys(("sky", "skies"), "sky"),
    **{"dying": "die", "lying": "lie", "tying": "tie", "news": "news", "innings": "inning", "inning": "inning"},
    **{"outings": "outing", "outing": "outing", "cannings": "canning", "canning": "canning", "howe": "howe"},
    **{"proceed": "proceed", "exceed": "exceed", "succeed": "succeed"},
}
_SECOND = (
    *(("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble")),
    *(("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate")),
    *(("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al")),
    *(("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"), ("logi", "log")),
)
_THIRD = (
    *(("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")),
)
_FOURTH = (
    "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split()  # tried in this order
)


@lru_cache(50_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; words of one or two letters are their own.

    >>> [stem(word) for word in ("relational", "ponies", "hopping", "is")]
    ['relat', 'poni', 'hop', 'is']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 2:
        return word
    word = _first_c(_first_b(_first_a(word)))
    return _fifth(_fourth(_third(_second(word))))


def _shape(word: str) -> str:
    """The word as consonants and vowels: "toy" is cvc; y is a consonant at the beginning and after a vowel.

    >>> _shape("syzygy"), _shape("toy")
    ('cvcvcv', 'cvc')
    """
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant."""
    return _shape(word).count("vc")


def _ends_short(word: str) -> bool:
    """Whether it ends like "hop": consonant, vowel, consonant that is not w, x or y; or is like "at"."""
    shape = _shape(word)
    if len(word) == 2:
        return shape == "vc"
    return shape.endswith("cvc") and word[-1] not in "wxy"


def _first_a(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _first_b(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((end for end in ("ed", "ing") if word.endswith(end) and "v" in _shape(word[: -len(end)])), None)
    if ending is None:
        return word
    word = word[: -len(ending)]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if word[-1] == word[-2:-1] and _shape(word)[-1] == "c":
        return word if word[-1] in "lsz" else word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _first_c(word: str) -> str:
    ends = len(word) > 2 and word[-1] == "y" and _shape(word[:-1])[-1] == "c"
    return word[:-1] + "i" if ends else word


def _second(word: str) -> str:
    for ending, new in _SECOND:
        if word.endswith(ending):
            left = word[: -len(ending)]
            if not _measure(left + "l" if ending == "logi" else left):
                return word
            return _second(left + new) if ending == "alli" else left + new
    return word


def _third(word: str) -> str:
    for ending, new in _THIRD:
        if word.endswith(ending):
            left = word[: -len(ending)]
            return left + new if _measure(left) else word
    return word


def _fourth(word: str) -> str:
    for ending in _FOURTH:
        if word.endswith(ending):
            left = word[: -len(ending)]
            fits = _measure(left) > 1 and (ending != "ion" or left[-1] in "st")
            return left if fits else word
    return word


def _fifth(word: str) -> str:
    if word.endswith("e"):
        left = word[:-1]
        if _measure(left) > 1 or (_measure(left) == 1 and not _ends_short(left)):
            word = left
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
