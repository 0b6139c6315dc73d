"""The word tables, as a value: what is known of words before anything is fitted. `Lexicon.with_rows` adds rows.

The tables of the package are `quotekit/data/words/*.tsv`; a test demands that the example of every row fires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial, reduce
from os import PathLike
from pathlib import Path
from typing import Any

from quotekit import wordtables
from quotekit.records import Act
from quotekit.text.ranking import Remembered
from quotekit.wordtables import Forms, Row, forms_of, joined

# Properties of a word, as bits: one look at one integer answers "is it a determiner or a preposition?".
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

FUNCTION = DETERMINER | POSSESSIVE | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | ADVERB | PRONOUN | NUMBER
GENERATIONS = frozenset({"Jr", "Sr"})  # behind a name, with or without a point

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

_SUBJECTS = ("subject", "relative")
_MOST_WORDS = 100_000  # whose bits are remembered


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase that attributes."""

    lemma: str
    act: Act
    strength: int
    """0 to 100: how likely an occurrence of the word is a cue at all."""


class Lexicon:
    """The word tables of one folder, and the rows that were added to them. What is derived from them is made once.

    >>> known = Lexicon.shipped()
    >>> known.cues["said"].lemma, known.titles["Mrs."]
    ('say', 'f')
    >>> bool(known.properties("She") & SUBJECT), bool(known.properties("table") & SUBJECT)
    (True, False)
    """

    def __init__(
        self, rows_of: Callable[[str], Iterable[Row]], added: Mapping[str, tuple[Row, ...]] | None = None
    ) -> None:
        self._rows_of, self._added = rows_of, dict(added or {})
        self.properties: Callable[[str], int] = Remembered(self._properties, _MOST_WORDS).__getitem__
        """What the tables say of a word, as an `or` of the bits of this module; asked for too often for a method."""
        self._known: dict[str, tuple[Row, ...]] = {}

    @staticmethod
    def shipped() -> Lexicon:
        """The tables that the package carries; each is read when it is first needed."""
        return _shipped()

    @classmethod
    def of_texts(cls, texts: Mapping[str, str]) -> Lexicon:
        """The tables given by name as the text of a file, the others those of the package. Raises as `read` does."""
        return cls._with_shipped({name: wordtables.parsed(name, text, f"{name}.tsv") for name, text in texts.items()})

    @classmethod
    def _with_shipped(cls, known: Mapping[str, tuple[Row, ...]]) -> Lexicon:
        return cls(partial(wordtables.rows_in, known))

    def __reduce__(self) -> tuple[Any, ...]:
        """A lexicon as it is sent to another process: its tables, without what is derived from them."""
        return (_shipped, ()) if self is _shipped() else (Lexicon, (self._rows_of, self._added))

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """The tables of a folder of TABLE.tsv files, the others those of the package. Raises as `with_rows` does."""
        return cls._with_shipped(
            {path.stem: wordtables.rows_at(path.stem, path) for path in wordtables.paths_in(folder)}
        )

    def with_rows(self, table: str, path: str | PathLike[str]) -> Lexicon:
        """This lexicon with more rows in one table; where a row has the word of an older one, it takes its place.

        The file is TSV in UTF-8: a first line with the columns of the table (`wordtables.TABLES`), then a row a line;
        `example` may be left out. Raises UsageError for an unknown table, TableError that names file, line, the value
        seen and those allowed, InputError for a file that cannot be read.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder, "own.tsv")
        ...     _ = path.write_text("title\\tgender\\nBirgermester\\tm\\n", encoding="utf-8")
        ...     Lexicon.shipped().with_rows("titles", path).titles["Birgermester"]
        'm'
        """
        rows = wordtables.rows_at(table, Path(path))
        return Lexicon(self._rows_of, self._added | {table: self._added.get(table, ()) + rows})

    def with_folder(self, folder: str | PathLike[str]) -> Lexicon:
        """This lexicon with the rows of every TABLE.tsv of a folder added as `with_rows` does."""
        return reduce(lambda found, path: found.with_rows(path.stem, path), wordtables.paths_in(Path(folder)), self)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of one table by column name, those that were added last. Raises UsageError for an unknown table."""
        if table not in self._known:
            self._known[table] = (*self._rows_of(table), *self._added.get(table, ()))
        return self._known[table]

    def text(self, table: str) -> str:
        """One table as the text of a file, without examples."""
        return wordtables.printed(table, self.rows(table))

    def column(self, table: str, key: str, value: str | None = None) -> dict[str, str]:
        """One table as a mapping from column `key` to column `value` (to the key itself without one)."""
        return {row[key]: row[value or key] for row in self.rows(table)}

    # --- What the tables tell, each made once ---

    @cached_property
    def cues(self) -> dict[str, Cue]:
        """Every inflected form of every cue verb, lower case; those of several words with single spaces."""
        forms: dict[str, Cue] = {}
        for row in (*self._added.get("cues", ())[::-1], *self.rows("cues")):
            cue = Cue(row["cue"], _act(row), int(row["strength"]))
            for form in row["forms"].lower().split("|"):
                forms.setdefault(form, cue)
        return forms

    @cached_property
    def added_cues(self) -> dict[str, Cue]:
        """The forms of one word of the cue verbs that were added."""
        added = {form for row in self._added.get("cues", ()) for form in row["forms"].lower().split("|")}
        return {form: self.cues[form] for form in sorted(added) if " " not in form}

    @cached_property
    def cue_phrases(self) -> dict[str, Cue]:
        """Phrases that are followed by their source, such as "according to"."""
        return {row["phrase"]: Cue(row["phrase"], _act(row), 95) for row in self.rows("cue_phrases")}

    @cached_property
    def denials(self) -> Forms:
        """The forms of what denies: `takes` says what it denies, `negated` whether only where it is negated."""
        return forms_of(self.rows("denials"))

    @cached_property
    def denied(self) -> dict[str, str]:
        """Nouns behind a denial, each form: a `claim` that is denied, or something that is `withheld`."""
        return {form: row["kind"] for row in self.rows("denied") for form in row["forms"].split("|")}

    @cached_property
    def silences(self) -> Forms:
        """The forms of what says nothing where it is negated (`speech`) or `refused`, and of a `refusal`."""
        return forms_of(self.rows("silences"))

    @cached_property
    def mentions(self) -> Forms:
        """The forms of verbs whose object alone is no words of anybody: "praised the forward"."""
        return forms_of(self.rows("mentions"))

    @cached_property
    def passives(self) -> frozenset[str]:
        """Participles of passives whose subject somebody else speaks of: "was accused of", "is said to"."""
        return frozenset(row["participle"] for row in self.rows("passives"))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What stands as a label, lower case: a `question`, `answer`, `speaker`, or a `notice`."""
        return self.column("labels", "label", "kind")

    @cached_property
    def directions(self) -> frozenset[str]:
        """Words of stage directions, lower case: "(Laughter)"."""
        return frozenset(self.column("directions", "word"))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Abbreviations with their points, and whether one ends a sentence: `never` or `sometimes`."""
        return self.column("abbreviations", "abbreviation", "ends")

    @cached_property
    def small_abbreviations(self) -> dict[str, str]:
        """The same in small letters, without those that are function words too, as "no"."""
        every = {short.lower(): ends for short, ends in self.abbreviations.items()}
        return {short: ends for short, ends in every.items() if not self.properties(short.rstrip(".")) & FUNCTION}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Words of names and titles with capitals elsewhere than at their head, by small letters: "LeBron"."""
        return {word.lower(): word for word in self._printed_bits if not (word[1:].islower() or word.isupper())}

    @cached_property
    def expansions(self) -> dict[str, str]:
        """What short forms of roles and places stand for: "Sen" for "senator"."""
        return self.column("expansions", "short", "long")

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles and their gender: `m`, `f` or `-`."""
        return self.column("titles", "title", "gender")

    @cached_property
    def given_genders(self) -> dict[str, str]:
        """Given names that tell a gender: `m` or `f`."""
        return {row["name"]: row["gender"] for row in self.rows("given_names") if row["gender"] != "u"}

    @cached_property
    def role_genders(self) -> dict[str, str]:
        """Roles and their gender: `m`, `f` or `-`."""
        return self.column("roles", "role", "gender")

    @cached_property
    def positions(self) -> dict[str, str]:
        """Words of organizations, and where they stand in a name: `first`, `last`, `any` or `whole`."""
        return self.column("organizations", "word", "position")

    @cached_property
    def openings(self) -> dict[str, str]:
        """Words that hang at the beginning of a sentence, and whether they may be cut: always, comma, never."""
        return self.column("openings", "opening", "cut")

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Function words and pronouns: what says nothing of what a sentence is about."""
        return frozenset(self.column("function_words", "word")) | frozenset(self.column("pronouns", "pronoun"))

    def _properties(self, word: str) -> int:
        lower = word.lower()
        bits = self._lower_bits.get(lower, 0) | self._printed_bits.get(word, 0)
        if not bits and (part := _telling_part(lower)):
            bits = self._lower_bits.get(part[0], 0) & part[1]
        return bits | (CAPITAL if word[0].isupper() else 0) | (WORD if any(map(str.isalnum, word)) else 0)

    @cached_property
    def _lower_bits(self) -> dict[str, int]:
        """Bits of lower-case words, from every table whose words count in any case."""
        return joined(
            *((row["word"], CLASSES[row["class"]]) for row in self.rows("function_words")),
            *((row["pronoun"], PRONOUN | SUBJECT * (row["case"] in _SUBJECTS)) for row in self.rows("pronouns")),
            *((role.split(" ")[-1].lower(), ROLE) for role in self.role_genders),
            *((group.split(" ")[-1], GROUP) for group in self.column("groups", "group")),
            *((form.split(" ")[0], CUE) for form in (*self.cues, *self.cue_phrases)),
        )

    @cached_property
    def _printed_bits(self) -> dict[str, int]:
        """Bits of words that count only as printed, with their capital."""
        places = self.column("places", "place", "kind").items()
        return joined(
            *((title.rstrip(".").split(" ")[-1], TITLE) for title in self.titles),
            *((name, GIVEN) for name in self.column("given_names", "name")),
            *((word, CALENDAR if kind == "calendar" else PLACE) for place, kind in places for word in place.split(" ")),
            *((part, ORGANIZATION) for word in self.positions for part in word.rstrip(".").split(" ")),
        )


def _telling_part(lower: str) -> tuple[str, int] | None:
    """The part of a word that tells what it is, and what it tells: "we" of "we’re", "director" of "vice-director"."""
    if "’" in lower or "'" in lower:
        return lower.replace("’", "'").split("'")[0], PRONOUN | SUBJECT | AUXILIARY
    return (lower.partition("-")[2], ROLE) if lower.startswith(("vice-", "deputy-", "co-", "ex-")) else None


def _act(row: Row) -> Act:
    return "belief" if row["act"] == "belief" else "statement"


@cache
def _shipped() -> Lexicon:
    return Lexicon(wordtables.shipped)
