"""Rows of the linguistic tables that fail although their expectation is right, each with a word why.

They are strict: a row that passes again breaks the build until it leaves this list. A row that is no longer in a table
breaks it too.
"""

from __future__ import annotations

from typing import Any

import pytest

Row = tuple[Any, ...]
"""An id that says why the row exists, and the arguments of the test."""

ATTRIBUTION: dict[str, str] = {
    # no quotation
    "nickname-straight": "a nickname between given name and surname is read as a mixed quotation in front of “opened”",
    "declined-to-comment": "“declined” takes a to-clause, and this one has no content",
    "keeper-claimed-the-ball": "“claimed” takes any noun phrase",
    "referee-pointed": "“pointed to” takes any noun phrase",
    # direct
    "after-inverted-relative": "a relative clause at the sentence's end stays outside the inverted source",
    "split-british-comma-outside": "two words with the comma outside do not stand alone",
    "colon-noun": "“one regret:” is read as a verb with the subject “one”",
    # indirect
    "according-back": "the source stops before “by the institute”",
    "bare-with-hearer": "a hearer in front of a clause that no pronoun begins is read as a part of it",
    "bare-source-of-three-places": "a list of places behind a preposition is cut to its last",
    "in-the-middle": "a parenthesis keeps only the piece in front of it",
    "mixed-interrupted": "a parenthesis keeps only the piece with marks",
    "relative-who-verb": "a content inside a relative clause runs on over the main verb",
    "relative-then-own-verb": "a content inside a relative clause runs on over the main verb",
    "coordinated": "“that” behind a coordinated cue is no part of its content",
    "coordinated-act-first": "the source of a second verb is the whole first half of the sentence",
    "gerund-saying": "the subject of the clause in front is not found for the gerund",
    "passive-by": "“it was argued by X that” is not read",
    "passive-told": "“were told by X that” is not read",
    "belief-thinks-bare": "“think” is too weak in the table of cues for a bare clause",
}
NAMES: dict[str, str] = {
    "particle-van-der": "two particles in a row end the name",
    "particle-de-la": "two particles in a row end the name",
    "particle-al": "a particle with a hyphen ends the name",
    "suffix-jr": "the point of “Jr.” stays outside",
    "hyphen-given-name": "the gender of “Jean-Paul” is that of “Jean”",
    "given-name-is-a-month": "a month is no given name",
    "role-before-with-club": "an acronym at the head of a sentence in front of a role is no name",
    "role-with-a-word-that-can-be-a-cue": "“harbour” is a verb in the table of cues",
}
SPEAKERS: dict[str, str] = {
    "label": "a name in capitals is an organization",
    "the-company": "“Harlow Foods” is a person",
    "residents": "a capitalized “Residents” has the properties of “Residents Association”",
    "they-are-the-group": "a capitalized “Residents” has the properties of “Residents Association”",
    "who-of-a-group": "the antecedent of “who” takes in the verb in front of it",
}


def cases(rows: list[Row], known: dict[str, str]) -> list[Any]:
    """The rows as parameters of a test, those that are known to fail marked so."""
    return [
        pytest.param(*arguments, id=name, marks=_expected_failure(known[name]) if name in known else ())
        for name, *arguments in rows
    ]


def _expected_failure(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def ids(*tables: list[Row]) -> list[str]:
    """The ids of all rows of some tables."""
    return [row[0] for table in tables for row in table]
