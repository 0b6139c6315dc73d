"""Scraps: pieces of our texts, cut and mixed by chance, and sums of what is found in them.

A scrap begins and ends anywhere, so each rule meets the edges of a text, of a paragraph and of marks, one word more and
one less, and conditions of which one half alone holds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple
from zlib import crc32

from readings_of import CORPUS, TEXTS, text_of

from quotekit.attribution.rules import LAST, MAKERS, PROPOSERS, REPAIRS, Rule
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.names.name import Name
from quotekit.text.document import View, look
from quotekit.text.lexicon import Lexicon

_SCRAPS, _SHORTEST, _LONGEST = 30, 3, 60
"""Scraps of a text, and their words."""
_LONG_SCRAPS = 8
_BITS = (
    "and, that who which said says told the a an of to by as in not never he she they it his Bell Ana Mrs. mayor "
    "board Monday , . : ; — “ ” ? ( ) Q: 65 denied claims quoted called according"
).split(" ")
"""What is put in place of a word."""
_SENTENCES = 50
_PARTS_OF_SOURCES = (
    ("the", "a", "The", "A", "his", "her", "former", "two", "One", "", "some", "another", "old"),
    ("mayor", "spokesman", "Secretary", "Minister", "chief executive", "Sen.", "Dr.", "residents", "report", "company"),
    (
        "of",
        "of the",
        "and",
        "for",
        "for the",
        "at",
        "with",
        ",",
        ", a",
        ", the",
        "—",
        "who",
        "whose",
        "in",
        "’s",
        "from",
    ),
    ("Ana Ruiz", "Tom Bell", "Bell", "Ruiz", "Ana", "John W. Hale Jr.", "Mrs. Hale", "him", "she", "they", "it"),
    (
        "Leith",
        "Norrland Bank",
        "American",
        "Norrland",
        "Bank of Leith",
        "Work and Pensions",
        "State",
        "Labour",
        "Reuters",
    ),
    (
        "Ana Reyes",
        "Bell",
        "Tom Orr",
        "police",
        "coach",
        "Treasurer",
        "deputy",
        "44",
        "19-year-old",
        "Monday",
        "(D-Vt.)",
    ),
)
"""What the subjects of sentences are put together of."""
Line = tuple[str, str]
"""A line of a sheet, and what kind of line it is."""


class Scrap(NamedTuple):
    """A scrap cut up, with its names."""

    view: View
    names: list[Name]


def scraps_of(name: str) -> Iterator[str]:
    """Pieces of a text with up to three changes each; of examples each as it is, and twice with changes."""
    if name in EXAMPLES:
        for example in EXAMPLES[name]():
            yield example
            words = re.findall(r"\S+\s*", example)
            yield from (_changed([*words], words, Chance(f"{example} {again}")) for again in range(2))
        return
    words = re.findall(r"\S+\s*", text_of(name))
    for number in range(_SCRAPS):
        chance = Chance(f"{name} {number}")
        length = _SHORTEST + chance.below(_LONGEST - _SHORTEST)
        begin = chance.below(max(len(words) - length, 1))
        yield _changed(words[begin : begin + length], words, chance)


def long_scraps_of(name: str) -> Iterator[str]:
    """Longer pieces of a text, in which many names stand in the place of others; some as talks and transcripts."""
    words = re.findall(r"\S+\s*", text_of(name))
    names = [word for word in words if word[0].isupper() and word.strip().isalpha()] or ["Bell "]
    for number in range(_LONG_SCRAPS):
        chance = Chance(f"{name} long {number}")
        begin = chance.below(max(len(words) - 40, 1))
        own = words[begin : begin + 40 + chance.below(160)]
        for at in [at for at, word in enumerate(own) if word in names and chance.below(3) == 0]:
            own[at] = chance.one(names)
        piece = _changed(own, words, chance)
        yield piece if number % 4 < 2 else "\n\n".join(_talked(piece, number % 4 == 2, names, chance))


def _talked(piece: str, is_transcript: bool, names: list[str], chance: Chance) -> Iterator[str]:
    """The sentences of a piece as paragraphs that people say, in marks or behind labels."""
    for sentence in re.split(r"(?<=[.?!])\s+", re.sub('[“”"]', "", piece)):
        who = chance.one(names).strip()
        if is_transcript:
            labels = ("Q", "A", "Q", "A", who.upper(), who, "THE WITNESS", f"BY MR. {who.upper()}")
            yield f"{chance.one(labels)}: {sentence}"
        else:
            end = chance.one(("”", "”", "”", f"” said {who}.", "” she said.", f"” {who} asked him.", ""))
            yield chance.one(
                (f"“{sentence}{end}", f"“{sentence}{end}", f"“{sentence}{end}", sentence, f"{who} left. “{sentence}”")
            )


def _changed(words: list[str], others: list[str], chance: Chance) -> str:
    for _ in range(chance.below(4)):
        if len(words) > 1:
            _change(words, others, chance)
    return "".join(words).rstrip(" .”" if chance.below(3) == 0 else " ")


def _of_rules(part: int) -> list[str]:
    rules: list[Rule[Any]] = [*REPAIRS, *LAST, *MAKERS, *PROPOSERS]
    return [rule.example for rule in rules[part::2]]


def _of_tables(tables: str, part: int, step: int = 8) -> list[str]:
    rows = [row for table in tables.split() for row in Lexicon.shipped().rows(table)]
    return [row["example"].replace("\\n", "\n") for row in rows][part::step]


def _of_bits(part: str) -> list[str]:
    """Sentences whose subjects are put together of offices, names and what joins them."""
    return [_sentence(Chance(f"bits {part} {number}")) for number in range(_SENTENCES)]


def _sentence(chance: Chance) -> str:
    words, sort = [], chance.below(len(_PARTS_OF_SOURCES))
    for _ in range(2 + chance.below(8)):
        words.append(chance.one(_PARTS_OF_SOURCES[sort]))
        sort = chance.below(len(_PARTS_OF_SOURCES)) if chance.below(3) == 0 else (sort + 1) % len(_PARTS_OF_SOURCES)
    subject = " ".join(words).replace(" , ", ", ").replace(" ’s", "’s").strip(" ,")
    subject = " ".join(subject.split())
    told = chance.one(("said that it rained all night.", "said.", "and", "told her", "denied it.", "— it rained"))
    again = chance.one(("", f" {words[-1]} said no.", " She said that he left.", f" “It held,” {words[0]} said."))
    return f"{subject} {told}{again}"


EXAMPLES: dict[str, Callable[[], list[str]]] = {
    "rules-a": partial(_of_rules, 0),
    "rules-b": partial(_of_rules, 1),
    "denials-a": partial(_of_tables, "denials denied silences", 0),
    "denials-b": partial(_of_tables, "denials denied silences", 4),
    "cues-a": partial(_of_tables, "cue_phrases mentions passives labels", 0),
    "cues-b": partial(_of_tables, "cue_phrases mentions passives labels", 4),
    "people": partial(_of_tables, "roles titles groups role_groups documents organizations", 3, 60),
    **{f"bits-{part}": partial(_of_bits, part) for part in "abcd"},
}
"""Examples that are read as scraps, by what they are examples of."""
SOURCES = tuple(name for name in (*TEXTS, *CORPUS, *EXAMPLES) if name != "speech")


def _change(words: list[str], others: list[str], chance: Chance) -> None:
    """Takes a word away, doubles it, exchanges it with the next, puts another in its place, or begins a paragraph."""
    at, how = chance.below(len(words) - 1), chance.below(6)
    if how == 0:
        del words[at]
    elif how == 1:
        words.insert(at, words[at])
    elif how == 2:
        words[at : at + 2] = words[at : at + 2][::-1]
    elif how == 3:
        words[at] = words[at].rstrip() + "\n\n"
    elif how == 4:
        words[at] = chance.one(others)
    else:
        words[at] = chance.one(_BITS) + " "


class Chance:
    """What is drawn by a seed, the same in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def below(self, number: int) -> int:
        """A number from 0 on."""
        return int(self._random.random() * number)

    def one(self, some: Sequence[Any]) -> Any:
        """One of some."""
        return some[self.below(len(some))]


@lru_cache(maxsize=2)
def read(name: str, is_long: bool = False) -> list[Scrap]:
    """The scraps of a text, or the longer ones, cut up."""
    model, texts = Model.shipped(), long_scraps_of(name) if is_long else scraps_of(name)
    views = (look(scrap, model.lexicon, model.casing) for scrap in texts)
    return [Scrap(*with_names(view, model.kinds)) for view in views if view.word]


def summed(lines: Iterable[Line]) -> Iterator[str]:
    """For each kind of line how many there are, and their sum; those of one thing on a line."""
    sums: dict[str, int] = {}
    counts: dict[str, int] = {}
    for kind, line in lines:
        sums[kind] = crc32(line.encode(), sums.get(kind, 0))
        counts[kind] = counts.get(kind, 0) + 1
    together: dict[str, list[str]] = {}
    for kind in sorted(sums):
        of, _, part = kind.partition(": ")
        count = f" {counts[kind]}" if counts[kind] > 1 else ""
        together.setdefault(of, []).append(f"{part}{count} {sums[kind]:08x}".strip())
    for of, some in together.items():
        yield f"{of}: {', '.join(some)}"
