"""The transcripts of corpus/transcripts: their gold holds what its README promises, and what is found of it.

Every turn is a quotation: kind direct, its source the label, a piece a paragraph, stage directions left out. What fails
is listed in `tests/known/transcripts.tsv`, what is taken for direct speech beside the gold in `transcripts_extras.tsv`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from known_failures import Row, cases, failing, known
from marked import TURN_COLUMNS, GoldQuote, validate
from transcripts import FOLDER, NAMES, Figures, analysis, extras, figures, gold, plain, problem, spans, together, words

FLOOR_FOUND, FLOOR_SPEAKERS = 97, 95
TURNS = 'ANN LEE: {q1 We can\'t.\nNot now.}\n\n{q1 He said "no".}\n\nQ: {q2 Why?}\n'
TURN_ROWS = ("q1|direct|statement|Ann Lee|person|||turn", "q2|direct|asks|||||turn")

# What is changed in the good turns, and what the validator then says. Bars stand for tabs.
SEEDED = [
    ("direct|statement", "mixed|statement", "q1: kind is mixed, of a turn it is direct"),
    ("|||turn", "|||", "q1: span has outer space or a line break"),
    ("|||||turn", "|||||", "q2: only a turn asks"),
    ("|||turn", "|||block", "q1: 'block' is none of (None, 'turn')"),
    ("ANN LEE", "{c1 ANN LEE}", "q1: a turn has no cue"),
    ("now.}\n\n{q1 He", "now.\n\nHe", "q1: span has outer space or a line break"),
    ("|||turn", "||turn", "table row has not 8 cells"),
    ("|rule", "|layout", "table header is"),
]


def _folder(folder: Path, old: str = "", new: str = "") -> Path:
    """A folder with the good turns as gold, one thing of it changed, and their text."""
    table = "\n".join(["|".join(TURN_COLUMNS), *TURN_ROWS, ""])
    changed = f"{TURNS}=====\n{table}".replace(old, new, 1) if old else f"{TURNS}=====\n{table}"
    (folder / "lee-court.gold").write_bytes(changed.replace("|", "\t").encode())
    (folder / "lee-court.txt").write_bytes(re.sub(r"\{\w+ |\}", "", TURNS).encode())
    return folder


def test_turns_without_a_fault(tmp_path: Path) -> None:
    assert validate(_folder(tmp_path)) == []


@pytest.mark.parametrize(("old", "new", "message"), SEEDED)
def test_validator_finds_seeded_faults_of_turns(tmp_path: Path, old: str, new: str, message: str) -> None:
    problems = validate(_folder(tmp_path, old, new))
    assert any(message in problem for problem in problems), problems


def test_a_page_holds_its_gold_behind_a_title(tmp_path: Path) -> None:
    sun, snow = (f"There was {what} on the hills, and by the evening it lay on the roofs." for what in ("sun", "snow"))
    (tmp_path / "a.gold").write_text(f"{sun}\n=====\n" + "\t".join(TURN_COLUMNS) + "\n", encoding="utf-8")
    page = "<html><head><title>Rain</title></head><body><article><h1>Rain</h1><p>{}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page.format(sun), encoding="utf-8")
    assert validate(tmp_path) == []
    (tmp_path / "a.html").write_text(page.format(snow), encoding="utf-8")
    assert validate(tmp_path) == ["a: the gold without its tags is not the .txt"]


def test_transcripts_validate() -> None:
    assert validate(FOLDER) == []


@pytest.mark.parametrize("name", NAMES)
def test_transcripts_have_the_length_of_an_interview(name: str) -> None:
    assert 400 <= len(gold(name)[0].split()) <= 900


# What can be seen in the characters of the gold, tags and all: one pattern each.
PATTERNS = {
    "name with a role in the label": r"(?m)^\{s\d+ NORA ILVES, HOST\}:",
    "name alone from then on": r"(?m)^\{s\d+ ILVES\}:",
    "office and name": r"(?m)^\{s\d+ The Minister of Harbours \(Inés Calder\)\}:",
    "rank and surname": r"(?m)^\{s\d+ DS INNES\}:",
    "office that stands for a name": r"(?m)^\{s\d+ THE WITNESS\}:",
    "Q. and A.": r"(?m)^\{s\d+ Q\}\. .*\n\n\{s\d+ A\}\. ",
    "Q: and A:": r"(?m)^\{s\d+ Q\}: .*\n\n\{s\d+ A\}: ",
    "initials": r"(?m)^\{s\d+ NB\}:",
    "outlet": r"(?m)^\{s\d+ The Meridian\}:",
    "given name": r"(?m)^\{s\d+ Mara\} \[00:",
    "label alone on its line": r"(?m)^\{s\d+ Dev\} .*\n\{q",
    "label alone in its paragraph": r"(?m)^\{s\d+ NORA ILVES, HOST\}:\n\n\{q",
    "turns on single lines": r"(?m)^\{s\d+ DC PRYCE\}: .*\n\{s\d+ LUNN\}:",
    "short lines": r"(?m)^\{s\d+ A\}\. \{q\d+ [^}\n]+\n[^}\n]+\n",
    "direction in brackets": r"\} \[pause\] \{q",
    "direction in parentheses": r"\} \(Laughter\.\) \{q",
    "direction in front": r"(?m)^\{s\d+ GRELL\}: \(Laughter\) \{q",
    "nothing but a direction": r"(?m)^A\. \(No audible response\.\)$",
    "brackets that are content": r"them \[the uncles\] are",
    "marks inside a turn": r"\{q\d+ [^}]*“[^}”]+”[^}]*\}",
    "a turn that is in marks": r"(?m)^\{s\d+ [^}]+\}: “\{q",
    "a colon inside a turn": r"\{q\d+ [^}]*\w: [^}]*\}",
    "narration with speech": r"(?m)^[A-Z][^{}]*\. “\{q\d+ [^}]+\}” \{s\d+ she\} \{c",
    "a header of labels": r"(?m)^Place of interview: ",
    "a label that is no turn": r"(?m)^Note: ",
}


@pytest.mark.parametrize("phenomenon", PATTERNS)
def test_phenomenon_in_the_characters(phenomenon: str) -> None:
    texts = [(FOLDER / f"{name}.gold").read_text(encoding="utf-8") for name in NAMES]
    assert any(re.search(PATTERNS[phenomenon], text) for text in texts)


@pytest.mark.parametrize("field", ["act", "speaker_kind", "rule"])
def test_readme_counts(field: str) -> None:
    """The table of counts in corpus/transcripts/README.md is as the transcripts are."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for value, n in Counter(getattr(quote, field) for name in NAMES for quote in gold(name)[1]).items():
        assert f"| {field} | {value or '(empty)'} | {n} |" in readme


def test_readme_names_every_transcript() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `(\S+)` \|", readme) == NAMES


def rows() -> list[Row]:
    """The quotes of the transcripts that are not indirect."""
    return [(f"{name} {quote.id}", name, quote) for name in NAMES for quote in gold(name)[1] if quote.kind == "direct"]


def all_extras() -> dict[str, str]:
    return {where: what for name in NAMES for where, what in extras(name).items()}


def failures() -> dict[str, dict[str, str]]:
    return {"transcripts": failing(problem, rows()), "transcripts_extras": all_extras()}


@pytest.mark.parametrize(("name", "quote"), cases(rows(), "transcripts"))
def test_quote_is_found_whole_with_its_speaker(name: str, quote: GoldQuote) -> None:
    assert problem(name, quote) == ""


def test_known_failures_name_quotes() -> None:
    assert known("transcripts").keys() <= {row[0] for row in rows()}


def test_nothing_else_is_taken_for_direct_speech() -> None:
    assert all_extras().keys() == known("transcripts_extras").keys()


@pytest.mark.parametrize("name", NAMES)
def test_questions_of_the_outlet_are_not_reported(name: str) -> None:
    text, quotes = gold(name)
    asked = [words(text, list(quote.content)) for quote in quotes if quote.act == "asks"]
    direct = [quote for quote in analysis(name).quotes_of("statement") if quote.kind == "direct"]
    reported = [words(text, spans(name, "content", quote)) for quote in direct]
    assert not [one for one in asked for held in reported if 2 * len(one & held) >= len(one | held)]


def test_turns_are_found_and_given_to_their_speakers() -> None:
    total = together(map(figures, NAMES))
    assert total.f1 >= FLOOR_FOUND
    assert total.speakers >= FLOOR_SPEAKERS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Mr. Speaker", "Ann Speaker", False), ("The clerk", "clerk", True), ("Mr. Speaker", "SPEAKER", True)],
)
def test_names_are_compared_without_titles(one: str, other: str, same: bool) -> None:
    assert (plain(one) == plain(other)) is same


def test_figures_of_turns() -> None:
    total = together([Figures(4, 6, 4, 3), Figures(4, 2, 2, 1)])
    assert total == (8, 8, 6, 4)
    assert (total.f1, total.speakers) == (75.0, 50.0)
