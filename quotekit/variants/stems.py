"""Words of a text, folded and stemmed to be compared, and as they are printed."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from quotekit.records import Span

Stems = tuple[str, ...]

WORD = re.compile(r"\w+(?:['’]\w+)*")
_PRINTED = re.compile(r"[^\s—–]+[—–]*|[—–]+")
"""What stands between spaces, but that words are parted by a dash."""
_ENDINGS = ("ing", "ed", "es", "s")
_STEMS = 1 << 16
"""Words whose stems are kept: most words of a text are among the commonest."""


@lru_cache(_STEMS)
def stem_of(word: str) -> str:
    """A word without case, apostrophes and its commonest endings: crude, but the same for what is to be the same.

    >>> [stem_of(word) for word in ("Dredgers’", "dredging", "don’t", "Miami's")]
    ['dredger', 'dredg', 'dont', 'miami']
    """
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return intern(word[:-1] if len(word) > 4 and word.endswith("e") else word)


def words_in(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """The words of some spans of a text, in order, as spans of it.

    >>> [word.of("It’s so, he said.") for word in words_in("It’s so, he said.", (Span(0, 8),))]
    ['It’s', 'so']
    """
    return [Span(*word.span()) for span in spans for word in WORD.finditer(text, span.start, span.end)]


def printed_in(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The words of some spans of a text as printed, each with its punctuation and the space behind it, if there is one.

    What stands between two spans shows as `...`, as in the text of a quote.

    >>> printed_in("“It held—for now,” he said. “We’ll see.”", (Span(1, 17), Span(29, 39)))
    ['It ', 'held—', 'for ', 'now, ... ', 'We’ll ', 'see.']
    """
    found: list[str] = []
    for span in spans:
        if found:
            found[-1] = f"{found[-1].rstrip()} ... "
        first = len(found)
        for chunk in _PRINTED.finditer(text, span.start, span.end):
            printed = chunk[0] + " " * text[chunk.end() : min(chunk.end() + 1, span.end)].isspace()
            if len(found) > first and not (WORD.search(printed) and WORD.search(found[-1])):
                found[-1] += printed
            else:
                found.append(printed)
    return found


def folded(printed: str) -> str:
    """The stems of what is printed as one word, for comparing.

    >>> folded("“Well-known,”")
    'well known'
    """
    return " ".join(map(stem_of, WORD.findall(printed)))
