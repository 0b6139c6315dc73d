"""Headlines in the case of running text: the words that a text prints in small letters lose their capitals.

"Mayor Says Dam Is Safe" becomes "Mayor says dam is safe", of the same length, so that what was fitted to running text
reads it. A word keeps its capital where the article has it inside a sentence, or where a table knows it as a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from quotekit.attribution.tagging.wordtypes import TAGS, TypeTable
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import CALENDAR, CUE, FUNCTION, GIVEN, GROUP, ORGANIZATION, PLACE, ROLE, TITLE
from quotekit.text.paragraphs import RUNNING, ParagraphKind
from quotekit.wordtables import stable_hash

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG = 4
"""Letters from which a word has a capital in title case, whatever the house style."""
_SHARE = 0.7
"""The share of long words with a capital from which a line is in title case."""
_NAMES = frozenset(TAGS.index(tag) for tag in ("NNP", "NNPS"))
_STOP = re.compile(r"[.!?][\"”’')]? ?")
"""What stands between two sentences."""
_SPEAKS = ("i", "i'm", "i've", "i'll", "i'd")


class Habits:
    """How an article prints its words: in small letters, or with a capital inside its sentences."""

    def __init__(self, view: View, names: Iterable[Name], table: TypeTable) -> None:
        heads = {first for first, _ in view.bounds} | {pair.first for pair in view.pairs}
        inside = [range(*bounds) for bounds, kind in _paragraphs(view) if kind in RUNNING]
        running = [view.word[at] for places in inside for at in places if at not in heads]
        self._often = Counter(running)
        held = {at for places in inside for at in places}
        self._names = {word for name in names if name.first in held for word in name.words}
        self._printed = {word.casefold(): word for word in [*running, *self._names] if not word.islower()}
        self._table = table

    def of(self, word: str, is_before_name: bool) -> str:
        """A capitalized word as running text prints it; `is_before_name`: another capital follows."""
        small = word.lower()
        if small.replace("’", "'") in _SPEAKS:
            return word
        capital, plain = self._often[word] + (word in self._names), self._often[small]
        if capital or plain:
            return word if capital >= plain else small
        return small if self._is_ordinary(word, is_before_name) else word

    def shouted(self, word: str) -> str:
        """A word in capitals as running text prints it."""
        known = self._printed.get(word.casefold())
        return known if known and len(known) == len(word) and not self._often[word.lower()] else word.capitalize()

    def ends(self, word: str, between: str) -> bool:
        """Whether a sentence ends between a word and the next: "It fell.” Then", but not "U.S. warns", "Gov. Orr"."""
        is_short = len(word) == 1 or f"{word}." in self._table.lexicon.abbreviations
        return not is_short and bool(_STOP.fullmatch(between))

    def _is_ordinary(self, word: str, is_before_name: bool) -> bool:
        """Whether the tables know a word, and not as a name."""
        bits, lexicon = self._table.lexicon.properties(word), self._table.lexicon
        if word.isupper() and (len(word) > 1 or word != "A"):  # "U.S."
            return False
        if bits & FUNCTION:
            return True
        if bits & (GIVEN | PLACE | CALENDAR | ORGANIZATION) or lexicon.positions.get(word) == "whole":
            return bool(bits & CUE) and not bits & (GIVEN | PLACE | CALENDAR)
        if bits & TITLE and is_before_name:
            return False
        if bits & (CUE | ROLE | GROUP):
            return True
        tag = self._table.vocabulary.words.get(stable_hash(word.lower()), (0, 0, 0))[0]
        return tag > 0 and tag not in _NAMES


def _paragraphs(view: View) -> Iterator[tuple[list[int], ParagraphKind]]:
    return zip(view.table.paragraph_token.tolist(), view.table.paragraph_kind)


def calmed(line: str, habits: Habits) -> str:
    """A headline with the capitals of running text, of the same length; one that has them as it is.

    >>> from quotekit.models.model import Model
    >>> from quotekit.names.find import names_by_rule
    >>> from quotekit.text.document import look
    >>> view = look("The harbour lost money, Nia Bell said.")
    >>> calmed("Bell Says Harbour Is Broke", Habits(view, names_by_rule(view), Model.shipped().passes.table))
    'Bell says harbour is broke'
    """
    words = list(_WORD.finditer(line))
    long = [word[0] for word in words if len(word[0]) >= _LONG]
    if sum(not word[0].islower() for word in long) < _SHARE * len(long) or not words:
        return line
    is_shouted = line.isupper()
    found = list(line)
    for word, text in _calm(words, habits, is_shouted):
        if len(text) == len(word[0]):
            found[word.start() : word.end()] = text
    first = words[0].start()
    found[first] = line[first]
    return "".join(found)


def _calm(words: list[re.Match[str]], habits: Habits, is_shouted: bool) -> Iterator[tuple[re.Match[str], str]]:
    """The words with capitals, each with what becomes of it."""
    for before, word, following in zip([None, *words], words, [*words[1:], None]):
        text = habits.shouted(word[0]) if is_shouted else word[0]
        if not text[0].islower() and not (before and habits.ends(before[0], word.string[before.end() : word.start()])):
            text = habits.of(text, bool(following and not following[0][0].islower()))
        yield word, text
