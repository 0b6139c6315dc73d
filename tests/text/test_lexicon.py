"""Every row of every table fires: its example sentence is read, and this row decides something in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotekit.analysis import Analysis
from quotekit.attribution.decisions.acts import listed_act
from quotekit.errors import TableError
from quotekit.pipeline import analyze
from quotekit.speakers.entities import expanded
from quotekit.summary.sentences import cut_opening, hangs
from quotekit.text import lexicon
from quotekit.text.document import look

KEYS = {
    "abbreviations": ("abbreviation",),
    "cue_phrases": ("phrase",),
    "cues": ("cue",),
    "expansions": ("short",),
    "function_words": ("word", "class"),
    "given_names": ("name",),
    "groups": ("group",),
    "openings": ("opening",),
    "organizations": ("word",),
    "places": ("place",),
    "pronouns": ("pronoun", "case"),
    "roles": ("role",),
    "rules": ("rule",),
    "titles": ("title",),
}
ALLOWED = {
    ("abbreviations", "ends"): {"never", "sometimes"},
    ("cue_phrases", "act"): {"statement", "belief"},
    ("cues", "act"): {"statement", "belief"},
    ("given_names", "gender"): {"m", "f", "u"},
    ("openings", "cut"): {"always", "comma", "never"},
    ("openings", "kind"): {"joins", "points"},
    ("organizations", "position"): {"first", "last", "any", "whole"},
    ("places", "kind"): {"country", "state", "city", "region", "demonym", "calendar"},
    ("pronouns", "gender"): {"m", "f", "n", "-"},
    ("roles", "gender"): {"m", "f", "-"},
    ("titles", "gender"): {"m", "f", "-"},
}
FRAMES = {"quote", "that", "wh", "to", "np", "hearer", "as"}


def test_every_table_is_known() -> None:
    assert {path.stem for path in lexicon.WORDS.glob("*.tsv")} == set(KEYS)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_keys_are_sorted_and_unique(name: str) -> None:
    keys = [tuple(row[key] for key in KEYS[name]) for row in lexicon.rows(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", sorted(KEYS))
def test_cells_are_filled_and_trimmed(name: str) -> None:
    for row in lexicon.rows(name):
        assert all(cell and cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize(("name", "column"), sorted(ALLOWED))
def test_values_are_allowed(name: str, column: str) -> None:
    assert {row[column] for row in lexicon.rows(name)} <= ALLOWED[name, column]


def test_cue_rows_are_sound() -> None:
    for row in lexicon.rows("cues"):
        assert set(row["frames"].split(",")) <= FRAMES, row
        assert 0 <= int(row["strength"]) <= 100, row
        assert row["forms"].split("|")[0] == row["cue"], row
        assert row["forms"] == row["forms"].lower(), row


def _deciding(example: str, forms: list[str]) -> list[str | None]:
    """What the tables say of each place in an example where one of some forms stands."""
    view = look(example)
    lower = [word.lower() for word in view.word]
    lengths = {form: form.count(" ") + 1 for form in forms}
    return [
        listed_act(view, at, at + length)
        for form, length in lengths.items()
        for at in range(len(lower) - length + 1)
        if " ".join(lower[at : at + length]) == form
    ]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["cue"]) for row in lexicon.rows("cues")])
def test_cue_decides_statement_or_belief(row: dict[str, str]) -> None:
    own = [form for form in row["forms"].split("|") if lexicon.cues()[form].lemma == row["cue"]]
    assert row["act"] in _deciding(row["example"], own)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["phrase"]) for row in lexicon.rows("cue_phrases")])
def test_cue_phrase_decides_statement_or_belief(row: dict[str, str]) -> None:
    assert row["act"] in _deciding(row["example"], [row["phrase"]])


def test_most_cues_are_cues_to_the_model() -> None:
    """The model was fitted to real news and need not read every example; if it read few, table and model differ."""
    rows = [(row["forms"].split("|"), row["example"]) for row in lexicon.rows("cues")]
    rows += [([row["phrase"]], row["example"]) for row in lexicon.rows("cue_phrases")]
    analysis = analyze([example for _, example in rows])
    cues: dict[str, str] = {}
    for quote in analysis.quotes:
        text = analysis.article_of(quote).text
        cues[quote.article] = cues.get(quote.article, "") + "".join(f" {span.of(text).lower()} " for span in quote.cue)
    read = [any(form in cues.get(one.id, "") for form in forms) for (forms, _), one in zip(rows, analysis.articles)]
    assert sum(read) >= 0.65 * len(rows), [text for (_, text), found in zip(rows, read) if not found]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["opening"]) for row in lexicon.rows("openings")])
def test_opening_fires(row: dict[str, str]) -> None:
    assert hangs(row["example"])
    assert row["example"].lower().startswith(row["opening"])
    assert bool(cut_opening(row["example"])) is (row["cut"] != "never")
    assert not hangs(f"The ferry sailed; {row['example'].lower()}")


@pytest.mark.parametrize("row", [pytest.param(row, id=row["rule"]) for row in lexicon.rows("rules")])
def test_rule_fires(row: dict[str, str]) -> None:
    analysis: Analysis = analyze(row["example"].replace("\\n", "\n"))
    assert row["rule"] in [quote.rule for quote in analysis.quotes]


def test_every_rule_in_the_code_has_a_row() -> None:
    rules = {row["rule"] for row in lexicon.rows("rules")}
    sources = " ".join(path.read_text(encoding="utf-8") for path in Path(lexicon.__file__).parents[1].rglob("*.py"))
    assert {rule for rule in rules if f'"{rule}"' not in sources} == set()


WORD_TABLES = [
    ("groups", "group", lexicon.GROUP),
    ("roles", "role", lexicon.ROLE),
    ("given_names", "name", lexicon.GIVEN),
    ("organizations", "word", lexicon.ORGANIZATION),
    ("titles", "title", lexicon.TITLE),
]


@pytest.mark.parametrize(("name", "key", "bit"), WORD_TABLES)
def test_word_is_seen_in_its_example(name: str, key: str, bit: int) -> None:
    silent = [row[key] for row in lexicon.rows(name) if not _fires(row[key], row["example"], bit)]
    assert silent == []


@pytest.mark.parametrize("row_class", sorted(lexicon.CLASSES))
def test_function_word_is_seen_in_its_example(row_class: str) -> None:
    rows = [row for row in lexicon.rows("function_words") if row["class"] == row_class]
    silent = [row["word"] for row in rows if not _fires(row["word"], row["example"], lexicon.CLASSES[row_class])]
    assert silent == []


def test_pronoun_is_seen_in_its_example() -> None:
    silent = [
        row["pronoun"]
        for row in lexicon.rows("pronouns")
        if not _fires(row["pronoun"], row["example"], lexicon.PRONOUN)
    ]
    assert silent == []


def test_place_is_seen_in_its_example() -> None:
    bits = lexicon.PLACE | lexicon.CALENDAR
    assert [row["place"] for row in lexicon.rows("places") if not _fires(row["place"], row["example"], bits)] == []


def _fires(entry: str, example: str, bit: int) -> bool:
    """Whether the last word of an entry stands in the example as a token that has the property."""
    last = entry.split(" ")[-1].rstrip(".").lower()
    return any(word.rstrip(".").lower() == last and lexicon.properties(word) & bit for word in look(example).word)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["short"]) for row in lexicon.rows("expansions")])
def test_expansion_is_seen_in_its_example(row: dict[str, str]) -> None:
    words = look(row["example"]).word
    assert row["short"] in words
    assert row["long"] in [word.lower() for word in words]
    assert row["long"] in expanded([row["short"] + "."])


def test_wrong_number_of_cells_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "roles.tsv").write_text("role\tgender\texample\ncoach\t-\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "WORDS", tmp_path)
    with pytest.raises(TableError, match=re.escape(f"{tmp_path / 'roles.tsv'}:2: 2 cells")):
        list(lexicon.rows("roles"))
