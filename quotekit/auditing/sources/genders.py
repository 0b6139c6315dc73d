"""The genders that the user gives for people, by name: what an article tells wrongly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quotekit.errors import UsageError
from quotekit.speakers.people.appearances import Words, folded
from quotekit.speakers.people.names import csv_rows

Genders = Mapping[Words, str]
"""From the words of a name, without case and accents, to `f`, `m`, `x` or `-`."""
_ALLOWED = ("f", "m", "x", "-")
"""Women, men, another gender, and not to be told."""


def read_genders(path: str | Path) -> dict[Words, str]:
    """The genders of a CSV file whose first line is `name,gender`; a gender is f, m, x (another) or - (not told).

    Raises UsageError that names file and line: for a file that cannot be read, another header, a wrong number of cells,
    what is no name or no gender, and a name with two genders.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "genders.csv")
    ...     _ = path.write_text("name,gender\\nKim Hale,f\\n", encoding="utf-8")
    ...     read_genders(path)
    {('kim', 'hale'): 'f'}
    """
    found: dict[Words, str] = {}
    for place, cells in csv_rows(path, [("name", "gender")]):
        _add(found, cells, place)
    return found


def _add(found: dict[Words, str], cells: list[str], place: str) -> None:
    name, gender = cells[0].strip(), cells[1].strip().casefold()
    if not folded(name):
        raise UsageError(f"{place}: {name!r:.80} is no name")
    if gender not in _ALLOWED:
        raise UsageError(f"{place}: a gender is {', '.join(_ALLOWED[:-1])} or {_ALLOWED[-1]}, not {gender!r:.80}")
    if found.setdefault(folded(name), gender) != gender:
        raise UsageError(f"{place}: {name!r:.80} has the gender {found[folded(name)]!r} already, not {gender!r}")


def gender_given(genders: Genders, name: str, aliases: Iterable[str], kind: str) -> str | None:
    """The gender that the user gives for somebody; None where none is given, or for what is no person.

    Another form of a name counts where it has two words: a bare surname may be anybody's.

    >>> genders = {("kim", "hale"): "f", ("hale",): "m"}
    >>> gender_given(genders, "Kim J. Hale", ["Hale", "Kim Hale"], "person")
    'f'
    """
    if kind != "person" or not genders:
        return None
    forms = (folded(name), *(words for words in map(folded, aliases) if len(words) > 1))
    return next((genders[form] for form in forms if form in genders), None)
