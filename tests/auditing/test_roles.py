"""Which group a role is of, row by row of the table."""

from __future__ import annotations

import pytest

from quotekit.auditing.sources.roles import ROLE_GROUPS, groups_of, role_group, role_of, shipped_groups
from quotekit.records import SpeakerKind
from quotekit.wordtables import shipped

ROWS = shipped("role_groups")


def test_every_row_fires_in_its_example_and_decides_it() -> None:
    wrong = []
    for row in ROWS:
        others = groups_of(other for other in ROWS if other is not row)
        if role_group([row["example"]]) != row["group"] or role_group([row["example"]], others) == row["group"]:
            wrong.append((row["word"], row["example"]))
    assert wrong == []


def test_no_word_stands_twice_and_every_group_has_words() -> None:
    assert len({row["word"] for row in ROWS}) == len(ROWS)
    assert {row["group"] for row in ROWS} == set(ROLE_GROUPS)


@pytest.mark.parametrize(
    ("roles", "group"),
    [
        ([], None),
        ([""], None),
        (["the"], None),
        (["idol of his time"], None),
        (["Mayoral"], None),  # only whole words
        (["mayor of Leith"], "politics"),
        (["Mayors"], "politics"),
        (["lawmakers who left"], "politics"),
        (["policemen"], "police and courts"),
        (["idol", "mayor"], "politics"),  # the first that tells
        (["president"], "politics"),
        (["president of Leith University"], "science"),
        (["football club chairman"], "sport"),
        (["police officer"], "police and courts"),
        (["chief financial officer"], "business"),
        (["wife of the mayor"], "citizens"),  # the head before what it is of
        (["treasurer's wife of thirty years"], "citizens"),
        (["spokeswoman for the hospital"], "health"),
        (["Republican Sen."], "politics"),
        (["university student"], "citizens"),
        (["bus driver"], "citizens"),
    ],
)
def test_the_group_of_roles(roles: list[str], group: str | None) -> None:
    assert role_group(roles) == group


@pytest.mark.parametrize(
    ("kind", "name", "roles", "group"),
    [
        ("person", "Margaret Court", (), None),  # a name is no role
        ("person", "Margaret Court", ("tennis champion",), "sport"),
        ("organization", "Supreme Court", (), "police and courts"),
        ("group", "residents of Quay Street", (), "citizens"),
        ("unnamed", "a senior ministry official", (), "politics"),
        ("document", "study", (), "science"),
    ],
)
def test_a_description_is_a_role_too(kind: SpeakerKind, name: str, roles: tuple[str, ...], group: str | None) -> None:
    assert role_of(kind, name, roles, shipped_groups()) == group
