"""In which language a text is, where it is plainly none of English: quotes are found in English alone.

Function words tell, as they are a third of every text and names are none of them; of some languages the script.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from quotekit.records import Article

_TABLE = Path(__file__).parent.parent / "data" / "languages.tsv"
_LOOKED_AT = 1_500
"""Characters of a text that tell: its beginning is in the language of all of it."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ALONE = re.compile(rf"\b{_WORD.pattern}\b")
"""A word with no digit beside it, as "A0V1" is no text in Czech; looked for only where a text is not English."""
_SCRIPTS = {
    "Japanese": re.compile("[\u3040-\u30ff]"),
    "Chinese": re.compile("[\u3400-\u9fff]"),
    "Korean": re.compile("[\uac00-\ud7af\u1100-\u11ff]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Hindi": re.compile("[\u0900-\u097f]"),
    "Bengali": re.compile("[\u0980-\u09ff]"),
    "Tamil": re.compile("[\u0b80-\u0bff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Georgian": re.compile("[\u10a0-\u10ff]"),
    "Armenian": re.compile("[\u0530-\u058f]"),
}
"""The letters of languages that have a script of their own, or share it with smaller ones."""
_FEWEST_LETTERS = 20
_OWN_SCRIPT = {"Japanese": 0.2}
"""The share of the letters of a text from which it is of a script, where it is not half of them: Japanese has Chinese
letters too."""
_FEWEST_WORDS = 15
_ENGLISH = 0.15
"""The share of function words of English from which a text is English: it has two to three times as many."""
_OTHER, _FEWEST_KINDS = 0.2, 4
"""The share of function words of another language from which a text is of it, and how many different ones."""


class LanguageWarning(UserWarning):
    """A text is in another language than English: hardly any quotes are found in it."""


def language_of(text: str) -> str | None:
    """The language of a text that is plainly none of English, in English; None for English, and where it is in doubt.

    >>> language_of("El alcalde dijo que el puente no se abrirá hasta mañana, pero que los vecinos están a salvo.")
    'Spanish'
    >>> language_of("Juan Carlos de la Cruz y los Reyes del Mar said so.")
    """
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head.lower())
    known, of_english = _languages()
    english = sum(map(of_english.__contains__, words))
    if english >= _ENGLISH * len(words) > 0:
        return None
    if not head.isascii() and (script := _of_script(head)):
        return script
    held = [word for word in _ALONE.findall(head.lower()) if word in known]
    counts = Counter(language for word in held for language in known[word])
    kinds = Counter(language for word in set(held) for language in known[word])
    if len(words) < _FEWEST_WORDS or not counts:
        return None
    best = max(counts, key=lambda one: (counts[one], kinds[one], one))
    is_it = counts[best] >= _OTHER * len(words) and kinds[best] >= _FEWEST_KINDS and counts[best] > 2 * english
    return best if is_it else None


def warned(articles: Iterable[Article], alone: str) -> Iterator[Article]:
    """The articles, with a warning at the first one in each language but English: what is done in English `alone`.

    Who has read them with `read`, which gives them a place, has been told.

    >>> [article.id for article in warned([Article("It rained.", "a")], "quotes are found in English alone")]
    ['a']
    """
    known: set[str] = set()
    for article in articles:
        language = None if article.place else language_of(article.text)
        if language and language not in known:
            known.add(language)
            # Without its id: Python remembers every text of a warning that there was, and a server runs for long.
            warnings.warn(f"an article is in {language}; {alone}", LanguageWarning, 2)
        yield article


def _of_script(text: str) -> str | None:
    """The language whose script most letters are of; None where that is a script of many languages."""
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS.items() if letters >= _FEWEST_LETTERS else ():
        if len(script.findall(text)) >= _OWN_SCRIPT.get(language, 0.5) * letters:
            return language
    return None


@cache
def _languages() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The other languages of which a word is a function word, and the function words of English."""
    words_of = {language: words.split() for language, words, _ in rows()}
    english = frozenset(words_of.pop("English"))
    found: dict[str, tuple[str, ...]] = {}
    for language, words in words_of.items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found, english


def rows() -> list[tuple[str, str, str]]:
    """Each language with its function words and an example.

    >>> [language for language, _, _ in rows()][:3]
    ['Afrikaans', 'Albanian', 'Arabic']
    """
    _, *lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [(language, words, example) for language, words, example in (line.split("\t") for line in lines)]
