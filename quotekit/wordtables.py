"""The tables of words: which there are, their columns and values, how one is read and checked; words as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from quotekit.errors import InputError, TableError, UsageError

WORDS = Path(__file__).parent / "data" / "words"
"""The tables of the package."""

Row = dict[str, str]
Forms = dict[str, list[tuple[tuple[str, ...], Row]]]
"""The rows of a table by the first word of each of their forms, with the words behind it; the longest forms first."""

_CLASSES = ("determiner", "possessive", "preposition", "conjunction", "subordinator", "auxiliary", "adverb", "number")
_ACTS, _GENDERS = ("statement", "belief"), ("m", "f", "-")
_ROLE_GROUPS = (
    *("politics", "business", "police and courts", "military", "rescue", "science", "health", "education", "sport"),
    *("arts", "media", "religion", "civil society", "citizens"),
)
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "abbreviations": {"abbreviation": (), "ends": ("never", "sometimes")},
    "agencies": {"agency": (), "forms": ()},
    "cue_phrases": {"phrase": (), "act": _ACTS},
    "cues": {"cue": (), "forms": (), "act": _ACTS, "strength": tuple(map(str, range(101)))},
    "denials": {
        "cue": (),
        "forms": (),
        "takes": ("anything", "clause", "claim", "claim,clause", "claim,doing"),
        "negated": ("no", "yes"),
    },
    "denied": {"noun": (), "forms": (), "kind": ("claim", "withheld")},
    "directions": {"word": ()},
    "documents": {"document": (), "written": ("noun", "name", "none")},
    "expansions": {"short": (), "long": ()},
    "function_words": {"word": (), "class": _CLASSES},
    "given_names": {"name": (), "gender": ("m", "f", "u")},
    "groups": {"group": ()},
    "labels": {"label": (), "kind": ("question", "answer", "speaker", "notice")},
    "mentions": {"cue": (), "forms": ()},
    "name_genders": {"name": (), "gender": ("m", "f"), "certainty": tuple(map(str, range(101)))},
    "openings": {"opening": (), "kind": ("joins", "points"), "cut": ("always", "comma", "never")},
    "organizations": {"word": (), "position": ("first", "last", "any", "whole")},
    "passives": {"participle": ()},
    "places": {"place": (), "kind": ("country", "state", "city", "region", "demonym", "calendar")},
    "pronouns": {
        "pronoun": (),
        "case": ("subject", "object", "relative", "possessive", "reflexive", "indefinite", "demonstrative"),
        "number": ("singular", "plural", "either"),
        "gender": ("m", "f", "n", "-"),
    },
    "role_groups": {"word": (), "group": _ROLE_GROUPS, "strength": ("sure", "weak")},
    "roles": {"role": (), "gender": _GENDERS},
    "short_names": {"short": (), "long": ()},
    "silences": {"word": (), "forms": (), "kind": ("speech", "refused", "refusal")},
    "titles": {"title": (), "gender": _GENDERS},
}
"""Every table that there is: its columns, and the values that each may have; () for any text. There is a column
`example` besides, which tables of your own may leave out."""
_EXAMPLE = "example"


def check(table: str) -> None:
    """Raise UsageError for what is no table."""
    if table not in TABLES:
        raise UsageError(f"{table!r:.80} is no table of words; there are {', '.join(TABLES)}")


def paths_in(folder: Path) -> list[Path]:
    """The tables of a folder. Raises InputError where there are none, UsageError for one of another name."""
    found = sorted(folder.glob("*.tsv"))
    if not found:
        raise InputError(f"{folder}: no folder of word tables; they are called TABLE.tsv, of {', '.join(TABLES)}")
    for path in found:
        check(path.stem)
    return found


def shipped(table: str) -> tuple[Row, ...]:
    """The rows of a table of the package. Raises UsageError for one that there is not."""
    check(table)
    return rows_at(table, WORDS / f"{table}.tsv")


def rows_at(table: str, path: Path) -> tuple[Row, ...]:
    """The rows of a table from a file. Raises as `check` and `parsed` do, InputError for a file that cannot be read."""
    check(table)
    return parsed(table, _text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TableError(f"{path}: is not UTF-8") from None


def parsed(table: str, text: str, place: str) -> tuple[Row, ...]:
    """The rows of a table from its text; `place` is what errors call it. Raises TableError with line and value.

    >>> parsed("titles", "title\\tgender\\nDame\\tf\\n", "own.tsv")
    ({'title': 'Dame', 'gender': 'f'},)
    """
    first, *lines = text.rstrip("\n").split("\n")
    header, known = first.rstrip("\r").split("\t"), TABLES[table]
    if set(header) - {_EXAMPLE} != set(known) or len(set(header)) != len(header):
        raise TableError(f"{place}:1: the columns are {', '.join(header)!r:.80}, where {table} has {', '.join(known)}")
    checks = [(at, name, frozenset(known[name])) for at, name in enumerate(header) if known.get(name)]
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(header):
            raise TableError(f"{place}:{number}: {len(cells)} cells, where the header has {len(header)}")
        if "" in cells:
            raise TableError(f"{place}:{number}: {header[cells.index('')]} is empty")
        for at, name, allowed in checks:
            if cells[at] not in allowed:
                raise TableError(f"{place}:{number}: {name} is {_either(known[name])}, not {cells[at]!r:.80}")
        rows.append(dict(zip(header, cells)))
    return tuple(rows)


def _either(values: tuple[str, ...]) -> str:
    return ", ".join(values[:-1]) + f" or {values[-1]}" if len(values) < 20 else f"{values[0]} to {values[-1]}"


def printed(table: str, rows: Iterable[Row]) -> str:
    """Rows as the text of a file, without examples.

    >>> printed("titles", [{"title": "Dame", "gender": "f", "example": "Dame Ann left."}])
    'title\\tgender\\nDame\\tf\\n'
    """
    names = TABLES[table]
    return "\n".join(["\t".join(names), *("\t".join(row[name] for name in names) for row in rows)]) + "\n"


def forms_of(rows: Iterable[Row]) -> Forms:
    """Rows by the forms in their column `forms`, lower case; where two have one form, the last.

    >>> forms_of([{"forms": "rule out|rules out"}])["rules"]
    [(('out',), {'forms': 'rule out|rules out'})]
    """
    found: dict[str, dict[tuple[str, ...], Row]] = {}
    for row in rows:
        for first, *rest in (form.split(" ") for form in row["forms"].lower().split("|")):
            found.setdefault(first, {})[tuple(rest)] = row
    return {first: sorted(some.items(), key=lambda one: -len(one[0])) for first, some in found.items()}


def rows_in(known: Mapping[str, tuple[Row, ...]], table: str) -> tuple[Row, ...]:
    """The rows of a table, those of the package where it is not among the known ones.

    >>> rows_in({"titles": ()}, "titles")
    ()
    """
    return known[table] if table in known else shipped(table)


def joined(*pairs: tuple[str, int]) -> dict[str, int]:
    """The bits of each word, of all pairs that have it.

    >>> joined(("chief", 1), ("chief", 4))
    {'chief': 5}
    """
    bits: dict[str, int] = {}
    for word, bit in pairs:
        bits[word] = bits.get(word, 0) | bit
    return bits


def stable_hash(text: str) -> int:
    """The CRC-32 of a string: the same in every process, unlike `hash`. Half a character is taken as it is.

    >>> stable_hash("said")
    4013622486
    """
    return crc32(text.encode("utf-8", "surrogatepass"))
