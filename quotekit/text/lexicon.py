"""The word tables of `quotekit/data/*.tsv`, read once, and the properties of a word that they give.

Each table has a header line and an `example` column; `tests/test_lexicon.py` demands that every row's example fires.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quotekit.errors import TableError
from quotekit.records import Act

DATA = Path(__file__).parents[1] / "data"
WORDS, WEIGHTS = DATA / "words", DATA / "weights"

# Properties of a word, as bits, so that one look at one integer answers "is it a determiner or a preposition?".
DETERMINER = 1 << 0
POSSESSIVE = 1 << 1
PREPOSITION = 1 << 2
CONJUNCTION = 1 << 3
SUBORDINATOR = 1 << 4
AUXILIARY = 1 << 5
ADVERB = 1 << 6
NUMBER = 1 << 7
SUBJECT = 1 << 8  # he, she, they, who: pronouns that can be the subject of a cue
PRONOUN = 1 << 9  # any pronoun
CAPITAL = 1 << 10  # begins with a capital letter
ROLE = 1 << 11
GROUP = 1 << 12
CUE = 1 << 13  # a form of a cue verb, or the first word of one
TITLE = 1 << 14
GIVEN = 1 << 15
PLACE = 1 << 16
CALENDAR = 1 << 17
ORGANIZATION = 1 << 18
WORD = 1 << 19  # holds a letter or a digit: no punctuation mark

CLASSES = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "auxiliary": AUXILIARY,
    "adverb": ADVERB,
    "number": NUMBER,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase that attributes."""

    lemma: str
    act: Act
    frames: frozenset[str]
    """The constructions that carry its content: quote, that, wh, to, np, hearer, as."""
    strength: int
    """0 to 100: how likely an occurrence of the word is a cue at all."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table by column name. Raises TableError with file and line on a wrong number of cells."""
    path = WORDS / f"{name}.tsv"
    with path.open(encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        for number, line in enumerate(lines, 2):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != len(header):
                raise TableError(f"{path}:{number}: {len(cells)} cells, where the header has {len(header)}")
            yield dict(zip(header, cells))


@cache
def column(name: str, key: str, value: str | None = None) -> dict[str, str]:
    """One table as a mapping from column `key` to column `value` (to the key itself without one).

    >>> column("titles", "title", "gender")["Mrs."]
    'f'
    """
    return {row[key]: row[value or key] for row in rows(name)}


def _act(row: dict[str, str]) -> Act:
    return "belief" if row["act"] == "belief" else "statement"


@cache
def cues() -> dict[str, Cue]:
    """Every inflected form of every cue verb, lower case; those of several words with single spaces.

    >>> cues()["said"].lemma
    'say'
    """
    forms: dict[str, Cue] = {}
    for row in rows("cues"):
        cue = Cue(row["cue"], _act(row), frozenset(row["frames"].split(",")), int(row["strength"]))
        for form in row["forms"].split("|"):
            forms.setdefault(form, cue)
    return forms


@cache
def cue_phrases() -> dict[str, Cue]:
    """Phrases that are followed by their source, such as "according to"."""
    return {row["phrase"]: Cue(row["phrase"], _act(row), frozenset({"phrase"}), 95) for row in rows("cue_phrases")}


@cache
def _lower_properties() -> dict[str, int]:
    """Bits of lower-case words, from every table whose words count in any case."""
    bits: dict[str, int] = {}

    def add(words: Iterator[str] | list[str], bit: int) -> None:
        for word in words:
            bits[word] = bits.get(word, 0) | bit

    for row in rows("function_words"):
        add([row["word"]], CLASSES[row["class"]])
    for row in rows("pronouns"):
        add([row["pronoun"]], PRONOUN | (SUBJECT if row["case"] in ("subject", "relative") else 0))
    add([role.split(" ")[-1].lower() for role in column("roles", "role")], ROLE)
    add([group.split(" ")[-1] for group in column("groups", "group")], GROUP)
    add([form.split(" ")[0] for form in cues()], CUE)
    add([phrase.split(" ")[0] for phrase in cue_phrases()], CUE)
    return bits


@cache
def _printed_properties() -> dict[str, int]:
    """Bits of words that count only as printed, with their capital."""
    bits: dict[str, int] = {}

    def add(word: str, bit: int) -> None:
        bits[word] = bits.get(word, 0) | bit

    for title in column("titles", "title"):
        add(title.rstrip(".").split(" ")[-1], TITLE)
    for name in column("given_names", "name"):
        add(name, GIVEN)
    for place, kind in column("places", "place", "kind").items():
        for word in place.split(" "):
            add(word, CALENDAR if kind == "calendar" else PLACE)
    for word in column("organizations", "word"):
        for part in word.rstrip(".").split(" "):
            add(part, ORGANIZATION)
    return bits


_cache: dict[str, int] = {}


def properties(word: str) -> int:
    """What the tables say of a word, as an `or` of the bits of this module; cached for the life of the process.

    >>> bool(properties("She") & SUBJECT), bool(properties("table") & SUBJECT)
    (True, False)
    """
    bits = _cache.get(word)
    if bits is None:
        lower = word.lower()
        bits = _lower_properties().get(lower, 0) | _printed_properties().get(word, 0)
        if not bits and ("’" in word or "'" in word):  # "We’re" is a pronoun like "we"
            bits = _lower_properties().get(lower.replace("’", "'").split("'")[0], 0) & (PRONOUN | SUBJECT | AUXILIARY)
        bits |= CAPITAL if word[0].isupper() else 0
        bits |= WORD if any(map(str.isalnum, word)) else 0
        if len(_cache) > 500_000:  # a hundred million articles hold more word types than memory
            _cache.clear()
        _cache[word] = bits
    return bits
