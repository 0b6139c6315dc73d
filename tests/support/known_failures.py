"""Rows of the tables that fail although their expectation is right: strict, so that none starts to pass unnoticed.

What a fitted model gets wrong changes with every fit. `tests/known/TABLE.tsv` therefore holds for each row that fails
what was found instead and, where somebody knows it, why. After a new fit, or a change that is meant to change what is
found, this writes all of these tables anew (a reason stays as long as the row fails in the same way), and
`git diff tests/known` shows what was won and lost:

    python tests/support/known_failures.py

`NAMES` is not about the model and is kept by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Row = tuple[Any, ...]
"""An id that says why the row exists, and the arguments of the test."""
Problem = Callable[..., str]
"""Takes the arguments of a row and says what is found instead of what should be; "" where all is right."""

FOLDER = Path(__file__).resolve().parents[1] / "known"
HEADER = "row\tfound instead\twhy"
TESTS = (
    "tests.attribution.test_find",
    "tests.attribution.test_cases",
    "tests.test_corpus_quotes",
    "tests.speakers.test_resolve",
    "tests.speakers.test_sources",
    "tests.layout.test_transcripts",
    "tests.layout.test_cases",
)
"""Test modules with a function `failures`: for each table what fails in it, by row."""

NAMES: dict[str, str] = {
    "hyphen-given-name": "the gender of “Jean-Paul” is that of “Jean”",
    "given-name-is-a-month": "a month is no given name",
    "role-before-with-club": "an acronym at the head of a sentence in front of a role is no name",
}


class Known(NamedTuple):
    """A row that fails."""

    found: str
    why: str


@cache
def known(table: str) -> dict[str, Known]:
    """The rows of a table that fail, by id."""
    path = FOLDER / f"{table}.tsv"
    header, *lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else [HEADER]
    assert header == HEADER, path
    return {row: Known(found, why) for row, found, why in (line.split("\t") for line in lines)}


def cases(rows: Iterable[Row], table: str | dict[str, str]) -> list[Any]:
    """The rows as parameters of a test, those that are known to fail marked so."""
    reasons = table if isinstance(table, dict) else {row: one.why or one.found for row, one in known(table).items()}
    return [
        pytest.param(*arguments, id=name, marks=_expected_failure(reasons[name]) if name in reasons else ())
        for name, *arguments in rows
    ]


def _expected_failure(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def ids(*tables: list[Row]) -> list[str]:
    """The ids of all rows of some tables."""
    return [row[0] for table in tables for row in table]


def failing(problem: Problem, *tables: Iterable[Row]) -> dict[str, str]:
    """What is found instead in every row of some tables that fails."""
    found = ((name, problem(*arguments)) for table in tables for name, *arguments in table)
    return {name: what for name, what in found if what}


def one_line(text: str, width: int = 60) -> str:
    """A text on one line, its middle left out where it is long.

    >>> one_line("It rained all the long night", 15)
    'It rain … night'
    """
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width // 2]} … {text[-(width // 3) :]}"


def _written(table: str, failures: dict[str, str]) -> str:
    """The text of the table's file."""
    before = known(table)
    whys = {
        row: before[row].why if row in before and before[row].found == found else "" for row, found in failures.items()
    }
    return "\n".join([HEADER, *(f"{row}\t{found}\t{whys[row]}" for row, found in failures.items())]) + "\n"


def main() -> None:
    """Write every table anew."""
    FOLDER.mkdir(exist_ok=True)
    for module in TESTS:
        for table, failures in import_module(module).failures().items():
            text = _written(table, failures)
            (FOLDER / f"{table}.tsv").write_text(text, encoding="utf-8")
            print(f"{table}: {len(failures)} rows fail")


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]
    import_module("known_failures").main()  # not __main__: the tests import their own copy
