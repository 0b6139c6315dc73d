"""One speaker across articles: names that are not the same person first, then those that are."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.pipeline import analyze
from quotekit.records import Article, Quote, Span, Speaker, SpeakerKind
from quotekit.speakers.people import roster
from quotekit.speakers.people.identities import Identity, identities
from quotekit.speakers.people.names import Called, read_aliases

Told = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]
"""An article, a name, and where they are known a role and a gender."""


def speakers(told: list[Told], kind: SpeakerKind = "person") -> list[tuple[str, Speaker]]:
    found = []
    for number, one in enumerate(told):
        article, name, role, gender = (*one, "", "")[:4]
        roles = (role,) if role else ()
        found.append((article, Speaker(f"{article}:s{number}", name, kind, (), roles, (), gender or None)))
    return found


def known(told: list[Told], kind: SpeakerKind = "person") -> list[Identity]:
    given = speakers(told, kind)
    found = identities(given)
    return [found[article, speaker.id] for article, speaker in given]


APART: list[tuple[str, list[Told]]] = [
    ("other-first-name", [("a", "Bill Hale"), ("b", "Rosa Hale")]),
    ("bare-surname-without-evidence", [("a", "Rosa Hale"), ("b", "Hale")]),
    ("bare-surnames-of-nobody", [("a", "Hale"), ("b", "Hale")]),
    ("bare-surname-of-the-other-gender", [("a", "Rosa Hale", "mayor", "f"), ("b", "Hale", "mayor", "m")]),
    ("bare-surname-of-two", [("a", "Rosa Hale", "mayor"), ("b", "Bill Hale", "mayor"), ("c", "Hale", "mayor")]),
    ("one-name-two-genders", [("a", "Robin Hale", "", "f"), ("b", "Robin Hale", "", "m")]),
    ("father-and-son", [("a", "Carl Hale Jr."), ("b", "Carl Hale Sr.")]),
    ("other-middle-names", [("a", "John W. Hale"), ("b", "John H. W. Hale")]),
    ("initial-of-two", [("a", "Rosa Hale"), ("b", "Ruth Hale"), ("c", "R. Hale")]),
    ("surname-first", [("a", "Hale Rosa"), ("b", "Rosa Hale")]),
    ("the-same-organization-beside-them", [("a", "Hale", "", ""), ("b", "Hale", "", "")]),
]
TOGETHER: list[tuple[str, list[Told]]] = [
    ("same", [("a", "Rosa Hale"), ("b", "Rosa Hale")]),
    ("accents", [("a", "Luis Suárez"), ("b", "Luis Suarez")]),
    ("capitals", [("a", "Ruth Van Dyk"), ("b", "Ruth van Dyk")]),
    ("with-and-without-jr", [("a", "Carl Hale Jr."), ("b", "Carl Hale")]),
    ("middle-initial", [("a", "John W. Hale"), ("b", "John Hale")]),
    ("middle-name-and-initial", [("a", "John W. Hale"), ("b", "John William Hale")]),
    ("initial-of-one", [("a", "Rosa Hale"), ("b", "R. Hale")]),
    ("bare-with-the-role", [("a", "Rosa Hale", "mayor of Port Elgin"), ("b", "Hale", "mayor of Port Elgin")]),
    ("bare-with-the-same-others", [("a", "Rosa Hale"), ("a", "Tom Bell"), ("b", "Hale"), ("b", "Tom Bell")]),
]


@pytest.mark.parametrize("told", [pytest.param(told, id=name) for name, told in APART])
def test_these_are_not_one(told: list[Told]) -> None:
    found = known(told)
    assert len({one.id for one in found}) == len(found)


@pytest.mark.parametrize("told", [pytest.param(told, id=name) for name, told in TOGETHER])
def test_these_are_one(told: list[Told]) -> None:
    found = known(told)
    assert found[0] == next(one for one, (_, name, *_) in zip(found[1:], told[1:]) if name != "Tom Bell")


@pytest.mark.parametrize("told", [pytest.param(told, id=name) for name, told in (*APART, *TOGETHER)])
def test_order_changes_nothing(told: list[Told]) -> None:
    given = speakers(told)
    found = identities(given)
    assert all(identities(order) == found for order in permutations(given))


def test_more_articles_leave_an_id_as_it_was() -> None:
    more: list[Told] = [("a", "Luis Suarez"), ("b", "Luis Suárez"), ("c", "Luis A. Suárez"), ("d", "Tom Bell")]
    assert {known(more[:number])[0].id for number in range(1, 5)} == {"person:luis-suarez"}


def test_the_fullest_form_is_the_name_and_the_others_are_aliases() -> None:
    one = known([("a", "Luis Suarez"), ("b", "Luis Suárez"), ("c", "Luis Alberto Suárez")])[0]
    assert (one.name, one.aliases) == ("Luis Alberto Suárez", ("Luis Suarez", "Luis Suárez"))


@pytest.mark.parametrize("kind", ["group", "unnamed"])
def test_who_has_no_name_stays_in_the_article(kind: SpeakerKind) -> None:
    found = known([("a", "a spokesman"), ("b", "a spokesman")], kind)
    assert found[0] != found[1]


def test_a_few_articles_that_tell_another_gender_divide_nobody() -> None:
    told: list[Told] = [(f"a{number}", "Robin Hale", "", "f") for number in range(4)]
    assert {(one.id, one.gender) for one in known([*told, ("b", "Robin Hale", "", "m")])} == {
        ("person:robin-hale", "f")
    }


def test_a_document_stays_in_its_article() -> None:
    found = known([("a", "statement"), ("b", "statement")], "organization")
    assert found[0] != found[1]


def test_organizations_go_by_name_without_article() -> None:
    found = known([("a", "The Ministry of Health"), ("b", "Ministry of Health"), ("c", "Ministry")], "organization")
    assert found[0] == found[1] != found[2]


# --- Aliases ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names.csv:1: the header is 'name,alias' or 'name,alias,id', not ''"),
        ("alias,name\n", "names.csv:1: the header is 'name,alias' or 'name,alias,id', not 'alias,name'"),
        ("name,alias\nRosa Hale\n", "names.csv:2: 1 cells, where the header has 2"),
        ("name,alias\nRosa Hale,Rosie,Ro\n", "names.csv:2: 3 cells, where the header has 2"),
        ("name,alias\nRosa Hale,\n", "names.csv:2: '' is no name"),
        ("name,alias\n?,Rosie\n", "names.csv:2: '?' is no name"),
        ('name,alias\n"Rosa Hale,Rosie\n', "names.csv:2: unexpected end of data"),
        ("name,alias\nA B,Rosie\nC D,rosie\n", "names.csv:3: 'rosie' is an alias of 'A B' already, not of 'C D'"),
        ("name,alias\nC D,Rosie\nA B,rosie\n", "names.csv:3: 'rosie' is an alias of 'C D' already, not of 'A B'"),
        ("name,alias,id\nA B,Ro,Q1\nA B,Rosie,Q2\n", "names.csv:3: 'A B' has the id 'Q1' already, not 'Q2'"),
        ("name,alias,id\nA B,Ro,Q2\nA B,Rosie,Q1\n", "names.csv:3: 'A B' has the id 'Q2' already, not 'Q1'"),
        ("name,alias,id\nA B,Ro,Q1\nC D,Rosie,Q1\n", "names.csv:3: 'Q1' is the id of 'A B' already, not of 'C D'"),
        ("name,alias,id\nC D,Ro,Q1\nA B,Rosie,Q1\n", "names.csv:3: 'Q1' is the id of 'C D' already, not of 'A B'"),
        ("name,alias,id\n?,,Q1\n", "names.csv:2: '?' is no name"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_aliases(path)
    assert str(caught.value) == f"{tmp_path}/{message}"


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"names\.csv: cannot be read: No such file"):
        read_aliases(tmp_path / "names.csv")
    (tmp_path / "names.csv").write_bytes(b"name,alias\n\xff,x\n")
    with pytest.raises(UsageError, match=r"names\.csv: is not UTF-8"):
        read_aliases(tmp_path / "names.csv")


def test_an_alias_joins_what_nothing_else_would() -> None:
    given = speakers([("a", "Luis Suarez"), ("b", "Lucho")])
    found = identities(given, {("lucho",): Called("Luis Suárez"), ("luis", "suarez"): Called("Luis Suárez")})
    assert {(one.name, one.aliases) for one in found.values()} == {("Luis Suárez", ("Lucho", "Luis Suarez"))}


# --- Rows ---


def said(article: str, name: str, role: str = "") -> Analysis:
    speaker = Speaker(f"{article}:s1", name, "person", (), (role,) if role else ())
    quote = Quote(f"{article}-1", article, "direct", "statement", (Span(0, 1),), speaker=speaker.id)
    return Analysis((Article("“Yes.”", article),), (quote,), (speaker,))


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        (("lucho",), ["d"]),
        (("marsh",), []),
        (("luis", "suarez"), ["a", "b", "c"]),
        (("suarez",), ["a", "b", "c"]),
        (("luis",), ["a", "b", "c"]),
    ],
)
def test_the_quotes_of_somebody_under_every_name(name: tuple[str, ...], articles: list[str]) -> None:
    analyses = [said("a", "Luis Suárez", "striker"), said("b", "Luis Suarez"), said("c", "Suárez", "striker")]
    rows = roster.chosen_by([*analyses, said("d", "Lucho")], [name], lambda quote: True, Analysis.row_of)
    assert [row["article"] for row in rows] == articles


def test_one_mascherano_in_the_corpus() -> None:
    folder = Path(__file__).parents[2] / "corpus"
    texts = [Article(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]
    names = [row["name"] for row in roster.speaker_rows([analyze(texts)], "all") if row["kind"] == "person"]
    assert [name for name in names if "Mascherano" in name] == ["Javier Mascherano"]
