"""What an audit counts: each statement once in every division, each source once in every group, in a store as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reports import corpus
from stores import DAM, HARBOUR, analysis

from quotekit.analysis import Analysis
from quotekit.auditing.counting import audit
from quotekit.auditing.records import Audit, Group, wilson
from quotekit.auditing.sources.divisions import DIVISIONS
from quotekit.errors import UsageError
from quotekit.records import Article
from quotekit.store.store import Store

ALL_BY = ("outlet", "month", "year", "section", "author", "part", "outlet+month")
ECHO = analysis("echo", ("Ana Reyes", DAM), ("", "Nobody knows."), outlet="Echo", published="2025-04-01")
WIRE = analysis("wire", ("Ana Reyes", DAM), ("Bo Lee", HARBOUR), outlet="Wire", published="2025-04-10T08:00")
BLOG = analysis("blog", ("Bo Lee", "No."), ("a fan", "It rains?"), ("TRUST", "It held..."), outlet="echo ")
MANY = [ECHO, WIRE, BLOG]


def stored(analyses: Iterable[Analysis], folder: Path, **how: Any) -> Audit:
    with Store(folder / "news.db") as store:
        store.add(list(analyses))
        return audit(store, **how)


def lines(group: Group, division: str) -> dict[str, tuple[int, int, int]]:
    """Statements, words and sources of the values that there are."""
    found = group.division(division).lines
    return {line.value: (line.statements, line.words, line.sources) for line in found if line.statements}


def groups(found: Audit) -> Iterator[Group]:
    yield found.whole
    for breakdown in found.breakdowns:
        yield from breakdown.groups


# --- What is not allowed ---


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"by": ["outlets"]}, "by is outlet, .* or some joined as outlet\\+month, not 'outlets'"),
        ({"by": ["outlet+day"]}, "not 'outlet\\+day'"),
        ({"by": [""]}, "not ''"),
        ({"by": [3]}, "not 3"),
        ({"by": "outlet"}, "by is a list of names, such as \\['outlet'\\], not 'outlet'"),
        ({"since": "April"}, "since is a year, a month or a day"),
        ({"since": "2025-04-02", "until": "2025-04-01"}, "since is no later than until"),
        ({"kinds": ["loud"]}, "kind is 'direct', 'mixed' or 'indirect', not 'loud'"),
        ({"acts": "belief"}, "acts is 'statement' or 'all', not 'belief'"),
        ({"least": 2}, "the least confidence is a number from 0 to 1, not 2"),
        ({"genders": "missing.csv"}, "missing.csv: cannot be read: No such file"),
    ],
)
def test_what_is_not_allowed_is_said_in_a_line(how: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        audit([], **how)


def test_only_analyses_and_stores_are_audited() -> None:
    with pytest.raises(UsageError, match="an audit is of analyses or of a Store, not of 3"):
        audit(3)  # type: ignore[arg-type]


# --- What is counted ---


def test_nothing_is_an_audit_of_zeros() -> None:
    found = audit([Analysis((Article("It rained.", "a"),), (), ())], by=["outlet"])
    assert (found.whole.articles, found.whole.total.statements, found.whole.is_small) == (1, 0, True)
    assert [group.name for group in found.breakdowns[0].groups] == ["unknown"]
    assert found.whole.division("gender").share("women") is None


def test_each_division_holds_every_statement_once_and_every_source_once() -> None:
    for group in groups(audit(corpus(), by=ALL_BY)):
        for name in DIVISIONS:
            told = group.division(name).lines
            sums = tuple(sum(getattr(line, what) for line in told) for what in ("statements", "words", "sources"))
            assert sums == (group.total.statements, group.total.words, group.total.sources), (group.name, name)


def test_one_person_is_one_source_in_however_many_articles() -> None:
    found = audit(MANY, by=["outlet"])
    assert found.whole.total.sources == 2
    assert lines(found.whole, "kind") == {"person": (4, 37, 2), "unknown": (1, 2, 0)}
    # outlets that differ in case and white space are one
    assert [(one.name, one.articles, one.total.sources) for one in found.breakdowns[0].groups] == [
        ("Echo", 2, 2),
        ("Wire", 1, 2),
    ]


def test_what_is_no_statement_is_left_out_and_told() -> None:
    assert audit(MANY).left_out == {"belief": 1, "mention": 1}
    whole = audit(MANY, acts="all")
    assert (whole.left_out, whole.whole.total.statements) == ({}, 7)
    assert lines(whole.whole, "named") == {"named": (5, 39, 3), "unnamed": (1, 2, 1), "unknown": (1, 2, 0)}


def test_who_was_quoted_before_is_repeated() -> None:
    found = audit(MANY, by=["month"])
    assert lines(found.whole, "met") == {"first": (2, 24, 0), "repeated": (2, 13, 2), "unknown": (1, 2, 0)}
    april, undated = found.breakdowns[0].groups
    assert (april.name, undated.name) == ("2025-04", "unknown")
    assert lines(undated, "met") == {"repeated": (1, 1, 1)}  # an article without a day comes last
    later = audit(MANY, since="2025-04-05")  # what came before the time that is counted is known
    assert lines(later.whole, "met") == {"first": (1, 12, 1), "repeated": (1, 12, 1)}


def test_of_a_spokesman_nobody_knows_whether_he_was_quoted_before() -> None:
    told = [analysis(name, ("a fan", DAM), outlet="Echo") for name in ("one", "two")]
    assert lines(audit(told).whole, "met") == {"unknown": (2, 24, 2)}


def test_an_article_counts_for_each_of_its_authors() -> None:
    found = audit([analysis("a", ("Ana Reyes", DAM), author="Tom Bell; Ida Moss")], by=["author"])
    assert [(one.name, one.total.statements) for one in found.breakdowns[0].groups] == [
        ("Ida Moss", 1),
        ("Tom Bell", 1),
    ]


# --- Narrowing ---


@pytest.mark.parametrize(
    ("how", "statements", "articles"),
    [
        ({"since": "2026"}, 0, 0),
        ({"outlets": ["Courier"]}, 0, 0),
        ({"kinds": ["indirect"]}, 0, 3),
        ({"least": 1}, 0, 3),
        ({"since": "2025-04-10"}, 2, 1),
        ({"until": "2025-04-01"}, 2, 1),
        ({"until": "2025-04"}, 4, 2),
        ({"outlets": ["ECHO"]}, 3, 2),
        ({"kinds": ["direct"]}, 5, 3),
    ],
)
def test_what_is_narrowed_is_the_same_in_a_store(
    how: dict[str, Any], statements: int, articles: int, tmp_path: Path
) -> None:
    found = audit(MANY, by=ALL_BY, **how)
    assert (found.whole.total.statements, found.whole.articles) == (statements, articles)
    assert stored(MANY, tmp_path, by=ALL_BY, **how) == found


def test_a_store_gives_the_figures_of_its_articles(tmp_path: Path) -> None:
    found = audit(corpus(), by=ALL_BY)
    assert found.whole.total.statements > 200
    assert stored([corpus()], tmp_path, by=ALL_BY) == found


# --- Genders that the user gives ---


def given(folder: Path, *rows: str) -> Path:
    path = folder / "genders.csv"
    path.write_text("\n".join(("name,gender", *rows)) + "\n", encoding="utf-8")
    return path


def test_the_genders_of_the_user_stand_above_those_of_articles(tmp_path: Path) -> None:
    assert lines(audit(MANY).whole, "gender") == {"unknown": (5, 39, 2)}
    genders = given(tmp_path, "ana reyes,f", "Bo Lee,x", "Fan,m")
    found = audit(MANY, genders=genders)
    assert lines(found.whole, "gender") == {"women": (2, 24, 1), "another": (2, 13, 1), "unknown": (1, 2, 0)}
    assert stored(MANY, tmp_path, genders=genders) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: the header is 'name,gender', not ''"),
        ("name,sex\n", ":1: the header is 'name,gender', not 'name,sex'"),
        ("name,gender\nAna\n", ":2: 1 cells, where the header has 2"),
        ("name,gender\n?,f\n", ":2: '\\?' is no name"),
        ("name,gender\nAna Reyes,w\n", ":2: a gender is f, m, x or -, not 'w'"),
        ("name,gender\nAna Reyes,f\n\nana reyes,m\n", ":4: 'ana reyes' has the gender 'f' already, not 'm'"),
        ('name,gender\n"Ana,f\n', ":2: unexpected end of data"),
    ],
)
def test_a_wrong_table_of_genders_is_told_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "genders.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        audit([], genders=path)


# --- Shares ---


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    # by the formula of Wilson (1927), as R's prop.test(correct=FALSE) gives them
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (29, 100, 0.2101, 0.3854)],
)
def test_the_interval_is_that_of_wilson(count: int, base: int, low: float, high: float) -> None:
    share = wilson(count, base)
    assert share is not None
    assert list(share)[1:] == pytest.approx([low, high], abs=5e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert wilson(0, 0) is None
