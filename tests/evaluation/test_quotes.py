"""`quotekit evaluate`: mistakes of the caller, single figures, whole tables, the scorer of ../shared beside them."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import commands
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import parse

from quotekit.evaluation.predictions import Prediction, predictions_of
from quotekit.evaluation.quotes import Tally, evaluate, tally
from quotekit.evaluation.speakers import fits, words_of_name
from quotekit.evaluation.wordsets import paired, words_of
from quotekit.gold import ROLES, Attribution, GoldArticle, Places, read_folder
from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.rows import json_line
from quotekit.training.labels import labels_of, pieces_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ROLE = {"s": "source", "c": "cue", "q": "content"}

# Marked text: what the gold says, and what somebody predicts of the same text.
TEXTS = {
    "dam": (
        "“{q1 It held,}” {c1 said} {s1 Ana Reyes}, the mayor.\n"
        "{s2 She} {c2 called} {q2 it “a wonder}” and {s3 Tom Hale} {c3 hopes} {q3 it will last}.\n"
        "“{q4 No comment.}”\n",
        "“{q1 It held},” {c1 said} {s1 Ana Reyes}, the mayor.\n"
        "{s2 She} called it {q2 “a wonder}” and Tom {s3 Hale} {c3 hopes} it {q3 will last}.\n"
        "“{q4 No comment.}”\n",
    ),
    "reef": (
        "{c1 According to} {s1 the ministry}, {q1 corals} died, {q1 many of them}. ''{q2 Sad,}'' {s2 it} {c2 added}.\n",
        "{c1 According to} {s1 the ministry}, {q1 corals died, many of them}. ''Sad,'' it added.\n",
    ),
}
KINDS = {"dam": "direct mixed indirect direct", "reef": "indirect"}
SPEAKERS = {"dam": ("Reyes", "Tom Hale", "Tom Hale", None), "reef": ("Ministry of Reefs",)}
PEOPLE = [
    ("dam", 1, "Ana Reyes", "person", "name"),
    ("dam", 2, "Ana Reyes", "person", "pronoun"),
    ("dam", 3, "Tom Hale", "person", "name"),
    ("dam", 4, None, "unknown", "none"),
    ("reef", 1, "The ministry", "organization", "nominal"),
    ("reef", 2, "The ministry", "organization", "pronoun"),
]
TABLE = """\
                         P      R     F1  predicted  gold
source, exact        75.00  60.00  66.67          4     5
source, pieces       75.00  60.00  66.67          4     5
source, overlap     100.00  75.00  85.71          6     8
cue, exact          100.00  60.00  75.00          3     5
cue, pieces         100.00  60.00  75.00          3     5
cue, overlap        100.00  66.67  80.00          4     6
content, exact       40.00  33.33  36.36          5     6
content, pieces      40.00  28.57  33.33          5     7
content, overlap     92.31  80.00  85.71         13    15
attribution, exact   40.00  33.33  36.36          5     6
quotes, found       100.00  75.00  85.71          3     4
quotes, exact        66.67  50.00  57.14          3     4
quotes with source  100.00  75.00  85.71          3     4
quotes found by kind: direct 2/3, mixed 1/1
source accuracy on found quotes: 100.00 of 2
articles: 2, with predictions: 2
"""
SPEAKER_TABLE = """\
                          asked  found  exact %   same %  given found %
all                           5      4    20.00    40.00          50.00
kind organization             2      1     0.00     0.00           0.00
kind person                   3      3    33.33    66.67          66.67
mention name                  2      2    50.00   100.00         100.00
mention nominal               1      1     0.00     0.00           0.00
mention pronoun               2      1     0.00     0.00           0.00
"""


# --- Gold and predictions from marked text ---


def attributions(marked: str) -> tuple[str, list[Attribution]]:
    """The text and its attributions, in the order of their numbers."""
    text, spans = parse(marked)
    numbers = sorted({int(name[1:]) for name in spans})
    return text, [{role: spans.get(f"{sign}{n}", []) for sign, role in ROLE.items()} for n in numbers]


def annotation(text: str, several: Iterable[Mapping[str, Places]]) -> str:
    """The attributions of a text as an .ann file."""
    places: list[str] = []
    events = []
    for number, attribution in enumerate(several, 1):
        event = f"E{number}\t"
        for role, spans in attribution.items():
            if spans:
                words = " ".join(text[a:b] for a, b in spans).replace("\n", " ")
                where = ";".join(f"{a} {b}" for a, b in spans)
                places.append(f"T{len(places) + 1}\t{role.title()} {where}\t{words}")
                event += f" {role.title()}:T{len(places)}"
        events.append(event)
    return "\n".join([*places, *events, ""])


def row(name: str, places: Mapping[str, Places], kind: str | None, speaker: str | None = None) -> dict[str, Any]:
    return {"article": name, "kind": kind, **places, "speaker": speaker}


def write_gold(folder: Path, articles: Mapping[str, tuple[str, list[Attribution]]]) -> None:
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, (text, several) in articles.items():
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "attributions" / f"{name}_ann.ann").write_text(annotation(text, several), encoding="utf-8")


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(map(json_line, rows)), encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with the hand-made gold and its predictions."""
    monkeypatch.chdir(tmp_path)
    gold = {name: attributions(marked) for name, (marked, _) in TEXTS.items()}
    write_gold(tmp_path / "gold", gold)
    rows = [
        row(name, places, kind, speaker)
        for name, (_, marked) in TEXTS.items()
        for places, kind, speaker in zip(attributions(marked)[1], KINDS[name].split(), SPEAKERS[name], strict=True)
    ]
    write_rows(tmp_path / "found.jsonl", rows)
    people = [
        {"article": name, "content": gold[name][1][n - 1]["content"], "speaker": who, "kind": kind, "mention": mention}
        for name, n, who, kind, mention in PEOPLE
    ]
    write_rows(tmp_path / "gold" / "speakers.jsonl", people)
    return tmp_path


run = partial(commands.run, "evaluate")


def printed(*arguments: object) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


# --- Mistakes of the caller ---

NEEDED = "gold has text/NAME.txt and attributions/NAME_ANNOTATOR.ann"
DAM = "gold/attributions/dam_ann.ann"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("", "Missing argument 'GOLD'"),
        ("nowhere", f"quotekit: nowhere: no such folder; {NEEDED}\n"),
        ("found.jsonl", f"quotekit: found.jsonl: a file; {NEEDED}\n"),
        ("gold/text", f"quotekit: gold/text: no gold, 0 texts and annotations of 0; {NEEDED}\n"),
        ("gold nowhere.jsonl", "quotekit: nowhere.jsonl: no such file or directory\n"),
        ("gold gold", "quotekit: gold: is a directory\n"),
        ("gold found.jsonl -o found.jsonl", "quotekit: found.jsonl: is an input; choose another file"),
        ("gold found.jsonl -o no/such.txt", "quotekit: no/such.txt: cannot be written: its folder does not exist\n"),
    ],
)
def test_a_wrong_argument_is_named_and_the_status_is_2(here: Path, arguments: str, reason: str) -> None:
    result = run(*arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T9 Content 1 5", "no tab behind the name of the annotation: 'T9 Content 1 5'"),
        ("T9\tContent", "not LABEL START END, or LABEL START END;START END ...: 'Content'"),
        ("T9\tContent 1", "not LABEL START END, or LABEL START END;START END ...: 'Content 1'"),
        ("T9\tContent 1 5;8\tIt", "not LABEL START END, or LABEL START END;START END ...: 'Content 1 5;8'"),
        ("T9\tContent one 5", "not LABEL START END, or LABEL START END;START END ...: 'Content one 5'"),
        ("T9\tContent 1 900", "1 to 900 is no place in a text of 110 characters: 0 <= start < end <= 110"),
        ("T9\tContent 5 5", "5 to 5 is no place in a text of 110 characters: 0 <= start < end <= 110"),
        ("T9\tContent -1 5", "-1 to 5 is no place in a text of 110 characters: 0 <= start < end <= 110"),
        ("E9\tContent:T99", "'Content:T99' names no place of this file, which has 10"),
        ("E9\tSource", "'Source' names no place of this file, which has 10"),
        ("\0" * 40, "has NUL bytes"),
    ],
)
def test_a_bad_annotation_is_named_with_its_line(here: Path, line: str, reason: str) -> None:
    before = (here / DAM).read_text(encoding="utf-8")
    (here / DAM).write_text(f"{before}{line}\n", encoding="utf-8")
    result = run("gold", "found.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"quotekit: {DAM}:{before.count(chr(10)) + 1}: {reason}\n"


def test_annotations_of_another_text_are_told(here: Path) -> None:
    path = here / DAM
    path.write_text(path.read_text(encoding="utf-8") + "T98\tContent 0 2\tIt\nT99\tCue 0 2\tNo\n", encoding="utf-8")
    heard = run("gold", "found.jsonl").stderr
    where = f"{DAM}:{path.read_text(encoding='utf-8').count(chr(10)) - 1}"
    assert heard == (
        f"quotekit: {where}: has other words than the text at its place, and at 1 more places: the figures are worth "
        "little\n"
    )


@pytest.mark.parametrize("words", ["“It held,”", "“It held", "It  held", "“It", ""])
def test_what_may_differ_from_the_text(here: Path, words: str) -> None:
    path = here / DAM
    path.write_text(path.read_text(encoding="utf-8") + f"T99\tContent 0 10\t{words}\n", encoding="utf-8")
    assert run("gold", "found.jsonl").stderr == ""


def test_predictions_for_other_articles_are_told(here: Path) -> None:
    before = run("gold", "found.jsonl").stdout
    with (here / "found.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"article": "weir"}\n' * 3)
    result = run("gold", "found.jsonl")
    assert (result.exit_code, result.stdout) == (0, before)
    assert result.stderr == (
        "quotekit: found.jsonl: 3 quotes of articles that the gold does not have: left out, as those of 'weir'\n"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("article,id,kind", "not JSON, one object a line: Expecting value: 'article,id,kind'"),
        ('{"article": "dam"', "not JSON, one object a line: Expecting ',' delimiter: '{\"article\": \"dam\"'"),
        ("[" * 100_000, f"not JSON, one object a line: nested too deeply, or too long: '{'[' * 59}"),
        ('["dam"]', "a JSON object is needed, not '[\"dam\"]'"),
        ("{}", "article is None, not the name of one"),
        ('{"article": 3}', "article is 3, not a text or null"),
        ('{"article": "dam", "kind": "Direct"}', "kind is 'Direct', not one of direct, mixed, indirect"),
        ('{"article": "dam", "speaker": ["Ana"]}', "speaker is ['Ana'], not a text or null"),
        ('{"article": "dam", "content": "0-4"}', "content is '0-4', not a list of [start, end]"),
        ('{"article": "dam", "cue": [3, 7]}', "cue has 3, not [start, end] in whole code points"),
        ('{"article": "dam", "cue": [[3, 7, 9]]}', "cue has [3, 7, 9], not [start, end] in whole code points"),
        ('{"article": "dam", "cue": [[3, 7.5]]}', "cue has [3, 7.5], not [start, end] in whole code points"),
        ('{"article": "dam", "cue": [[false, true]]}', "cue has [False, True], not [start, end] in whole code points"),
        (
            '{"article": "dam", "source": [[0, 3], [100, 111]]}',
            "source: 100 to 111 is no place in a text of 110 characters: 0 <= start < end <= 110",
        ),
        ('{"article": "other", "source": [[7, 3]]}', "source: 7 to 3 is no place"),
    ],
)
def test_a_bad_prediction_is_named_with_its_line(here: Path, line: str, reason: str) -> None:
    (here / "bad.jsonl").write_text(f'{{"article": "dam"}}\n\n{line}\n', encoding="utf-8")
    result = run("gold", "bad.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotekit: bad.jsonl:3: {reason}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"article": "other"}', "article is 'other', not one of the 2 that are annotated"),
        ("{}", "article is None, not one of the 2 that are annotated"),
        ('{"article": "dam", "kind": "person"}', "kind is 'person' and mention None, but both must be texts"),
        (
            '{"article": "dam", "kind": "person", "mention": "name", "content": [[0, 111]]}',
            "content: 0 to 111 is no place in a text of 110 characters: 0 <= start < end <= 110",
        ),
    ],
)
def test_a_bad_speaker_is_named_with_its_line(here: Path, line: str, reason: str) -> None:
    (here / "gold" / "speakers.jsonl").write_text(line, encoding="utf-8")
    result = run("gold", "found.jsonl", "--speakers")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"quotekit: gold/speakers.jsonl:1: {reason}\n"


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("gold/text/dam.txt", b"\x93It held", "gold/text/dam.txt: not UTF-8: byte 0 is 0x93"),
        (DAM, b"T1\xff", f"{DAM}: not UTF-8: byte 2 is 0xff"),
        ("found.jsonl", b"\xff\xfe{", "found.jsonl: not UTF-8: byte 0 is 0xff"),
        ("gold/speakers.jsonl", None, "gold/speakers.jsonl: no such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(here: Path, path: str, content: bytes | None, reason: str) -> None:
    (here / path).unlink()
    if content is not None:
        (here / path).write_bytes(content)
    result = run("gold", "found.jsonl", "--speakers")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"quotekit: {reason}\n")


# --- What is read ---


def test_what_is_not_annotated_or_not_in_the_gold_counts_for_nothing(here: Path) -> None:
    (here / "gold" / "text" / "alone.txt").write_text("“Nobody asked.”", encoding="utf-8")
    (here / "gold" / "attributions" / "nowhere_ann.ann").write_text("T1 is not read", encoding="utf-8")
    with open("found.jsonl", "a", encoding="utf-8") as stream:
        stream.write(json_line(row("alone", {"content": [(0, 10**9)]}, "direct")))
    result = run("gold", "found.jsonl")
    assert (result.exit_code, result.stdout) == (0, TABLE)
    assert "quotes of articles that the gold does not have: left out, as those of 'alone'" in result.stderr


def test_the_first_annotator_is_the_gold(here: Path) -> None:
    (here / "gold" / "attributions" / "dam_zoe.ann").write_text("T1 is not read", encoding="utf-8")
    assert printed("gold", "found.jsonl") == TABLE


def test_notes_marks_of_order_line_ends_and_paths_do_not_matter(here: Path) -> None:
    before = (here / DAM).read_bytes()
    more = (
        b"\xef\xbb\xbfThe words go on\n\n#1\tAnnotatorNotes T1\tWhy?\nT99\tSource 1 3\tIt\nE99\tSource:T99 Content:E1\n"
    )
    (here / DAM).write_bytes((more + before).replace(b"\n", b"\r\n"))
    found = (here / "found.jsonl").read_text(encoding="utf-8").replace('"dam"', '"news/dam.txt"')
    (here / "found.jsonl").write_bytes(b"\xef\xbb\xbf" + found.encode().replace(b"\n", b"\r\n"))
    assert printed("gold", "found.jsonl") == TABLE


def test_reading_takes_no_tokens(here: Path) -> None:
    code = "import sys, pathlib, quotekit.gold as g; list(g.read_folder(pathlib.Path('gold'))); print(*sys.modules)"
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=where, capture_output=True, text=True, check=True)
    assert not {"quotekit.text.tokens", "quotekit.text.document", "quotekit.text.lexicon"} & set(done.stdout.split())


def test_gold_as_labels_of_tokens() -> None:
    text, several = attributions("“{q1 It\n\nheld},” {c1 said} {s1 Ana} {s1 Reyes}.")
    article = GoldArticle("a", text, several)
    assert labels_of(article).tolist() == [0, 5, 5, 0, 0, 3, 1, 2, 0]
    assert [(piece.role, piece.first, piece.last) for piece in pieces_of(article)[0]] == [
        (0, 6, 8),
        (1, 5, 6),
        (2, 1, 3),
    ]


# --- Single figures ---


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said so.", ""),
        ("It’s 'fine' here", ""),
        ("“one\ntwo”", "one"),
        ('"one" two "three', "one three"),
        ('"one\n"two" three', "one two"),
        ("``one'' two", "one"),
        ("''one'' two", "one"),
        ("'''one''' two", ""),
        ("“one “two” three”", "one two"),
        ("«one» two” three", "one"),
        ('“one" two', "one"),
    ],
)
def test_words_between_marks(text: str, quoted: str) -> None:
    table = words_of(text)
    inside = [text[a:b] for n, (a, b) in enumerate(zip(table.start, table.end)) if table.quoted >> n & 1]
    assert inside == quoted.split()


@pytest.mark.parametrize(
    ("place", "words"),
    [((0, 1), ""), ((3, 4), ""), ((3, 5), "b"), ((1, 2), "aa"), ((2, 5), "aa b"), ((0, 9), "aa b c"), ((8, 9), "")],
)
def test_words_that_a_place_touches(place: tuple[int, int], words: str) -> None:
    table = words_of(" aa b, c!")  # 012345678
    found = table.under([place])
    assert [w for n, w in enumerate("aa b c".split()) if found >> n & 1] == words.split()


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        ("", "1", ""),
        ("1", "", ""),
        ("1100", "0011", ""),
        ("111", "1", ""),
        ("11", "1", "00"),
        ("11 11", "11", "00"),
        ("11", "11 11", "00"),
        ("111 110", "110", "10"),
        ("1100 0011", "0011 1110", "10 01"),
    ],
)
def test_pairs(gold: str, predicted: str, pairs: str) -> None:
    left, right = ([int(bits, 2) for bits in side.split()] for side in (gold, predicted))
    assert paired(left, right) == [(int(pair[0]), int(pair[1])) for pair in pairs.split()]


def counts(gold: str, predicted: str, kinds: str) -> dict[str, Tally]:
    """The figures of one text, marked twice."""
    text, asked = attributions(gold)
    same, given_ = attributions(predicted)
    assert text == same
    given_kinds = kinds.split()
    return tally(GoldArticle("a", text, asked), [Prediction(k, p, None) for k, p in zip(given_kinds, given_)])


@pytest.mark.parametrize(
    ("gold", "predicted", "kind", "figure", "expected"),
    [
        ("He {c1 said} {q1 so}.", "He said so.", "", "cue, exact", (0, 0, 1)),
        ("He said so.", "He {c1 said} {q1 so}.", "indirect", "cue, exact", (0, 1, 0)),
        ("He {c1 said} {q1 so}.", "{c1 He said} {q1 so}.", "indirect", "cue, exact", (0, 1, 1)),
        ("He {c1 said} {q1 so}.", "{c1 He said} {q1 so}.", "indirect", "cue, overlap", (1, 2, 1)),
        ("He {c1 said} {q1 so}.", "He {c1 said} {q1 so.}", "indirect", "attribution, exact", (1, 1, 1)),
        ("He {c1 said} {q1 so}.", "{s1 He} {c1 said} {q1 so.}", "indirect", "attribution, exact", (0, 1, 1)),
        ("{q1 a} b {q1 c}", "{q1 a b} {q1 c}", "indirect", "content, exact", (0, 1, 1)),
        ("{q1 a} b {q1 c}", "{q1 a b} {q1 c}", "indirect", "content, pieces", (1, 2, 2)),
        ("{q1 a} {q2 b}", "{q1 a}{q2  }b", "indirect indirect", "content, exact", (1, 1, 2)),
        ("He said so: {q1 it}", "He said so: {q1 it}", "direct", "quotes, found", (0, 1, 0)),
        ("“{q1 It}”", "“{q1 It}”", "indirect", "quotes, found", (0, 0, 1)),
        ("“{q1 It}”", "“{q1 It}”", "mixed", "quotes, found", (1, 1, 1)),
        ("“{q1 a b}”", "“a {q1 b}”", "direct", "quotes, found", (1, 1, 1)),
        ("“{q1 a b c}”", "“a b {q1 c}”", "direct", "quotes, found", (0, 1, 1)),
        ("“{q1 a b}”", "“a {q1 b}”", "direct", "quotes, exact", (0, 1, 1)),
        ("“{q1 a}”", "“{q1 a}”", "direct", "direct", (1, 1, 1)),
        ("{q1 a “b”}", "{q1 a “b”}", "mixed", "direct", (0, 0, 0)),
        ("{q1 a “b”}", "{q1 a “b”}", "direct", "mixed", (1, 1, 1)),
        ("“{q1 a}” he said", "“{q1 a}” {s1 he} said", "direct", "quotes with source", (0, 1, 1)),
        ("“{q1 a}” {s1 he} said", "“{q1 a}” he said", "direct", "quotes with source", (0, 1, 1)),
        ("“{q1 a}” he said", "“{q1 a}” he said", "direct", "quotes with source", (1, 1, 1)),
        ("“{q1 a}” {s1 the man}", "“{q1 a}” the {s1 man}", "direct", "quotes with source", (1, 1, 1)),
        ("“{q1 a}” {s1 the man}", "“{q1 a}” the {s1 man}", "direct", "sources", (1, 1, 1)),
        ("“{q1 a}” he said", "“{q1 a}” he said", "direct", "sources", (0, 0, 0)),
    ],
)
def test_a_figure(gold: str, predicted: str, kind: str, figure: str, expected: tuple[int, int, int]) -> None:
    assert counts(gold, predicted, kind)[figure] == expected


@pytest.mark.parametrize(
    ("name", "other", "fit"),
    [
        (None, None, False),
        ("Mr. President", "Mr. Mayor", False),
        ("President", "Mr.", False),
        ("...", "Obama", False),
        ("Barack", "Barack Obama", False),
        ("Clinton", "Hillary Clintons", False),
        ("Obama", "Barack Obama", True),
        ("President Barack Obama's", "OBAMA", True),
        ("the President", "President", True),
    ],
)
def test_forms_of_a_name(name: str | None, other: str | None, fit: bool) -> None:
    assert fits(words_of_name(name), words_of_name(other)) is fit


# --- Whole tables ---


def test_the_table_of_the_hand_made_gold(here: Path) -> None:
    assert printed("gold", "found.jsonl") == TABLE
    assert printed("gold", "found.jsonl", "--speakers") == f"{TABLE}\n{SPEAKER_TABLE}"


def test_json_holds_the_same_figures(here: Path) -> None:
    figures = json.loads(printed("gold", "found.jsonl", "--json"))
    assert figures["roles"]["cue"]["overlap"] == {"p": 100.0, "r": 66.67, "f1": 80.0, "predicted": 4, "gold": 6}
    assert figures["quotes"]["recall_by_kind"] == {
        "direct": {"found": 2, "gold": 3, "r": 66.67},
        "mixed": {"found": 1, "gold": 1, "r": 100.0},
    }
    assert figures["sources"]["accuracy"] == 100.0
    assert (figures["articles"], figures["articles_predicted"]) == (2, 2)
    both = json.loads(printed("gold", "found.jsonl", "--speakers", "--json"))
    assert both.pop("speakers")["mention name"]["same_pct"] == 100.0
    assert both == figures


def test_nothing_at_all_is_a_table_of_noughts() -> None:
    assert evaluate([], {}).table().count(" 0.00") == 3 * 13 + 1


def test_no_predictions_are_no_error(here: Path) -> None:
    (here / "none.jsonl").touch()
    last = printed("gold", "none.jsonl").splitlines()[-1]
    assert last == "articles: 2, with predictions: 0"


def test_without_predictions_the_articles_are_analyzed(here: Path) -> None:
    result = commands.run("quotes", "gold/text", "--acts", "all", "-o", "ours.jsonl")
    assert result.exit_code == 0
    assert printed("gold", "--speakers") == printed("gold", "ours.jsonl", "--speakers")
    assert commands.run("quotes", "gold/text", "--acts", "all", "-o", "ours.json").exit_code == 0  # a list
    assert printed("gold", "--speakers") == printed("gold", "ours.json", "--speakers")
    assert "quotes, found" in printed("gold") != TABLE


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[[1]]", "found.json: 1: a JSON object is needed"), ("[{", "found.json:1: not JSON"), ("[7", "not JSON")],
)
def test_a_bad_list_is_named(here: Path, text: str, reason: str) -> None:
    (here / "found.json").write_text(text, encoding="utf-8")
    result = commands.run("evaluate", "gold", "found.json")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert reason in result.stderr


def test_output_goes_to_a_file(here: Path) -> None:
    assert printed("gold", "found.jsonl", "-o", "table.txt") == ""
    assert (here / "table.txt").read_text(encoding="utf-8") == TABLE


# --- What holds for any gold ---

WORDS = st.sampled_from(["one", "two", "”", "“", '"', ",", ".", "'s", "''", "\n", "é", "x_y"])
TEXT = st.lists(WORDS, max_size=30).map(lambda words: " ".join(["“ one", *words]))


@st.composite
def gold_articles(draw: st.DrawFn, name: str = "a") -> GoldArticle:
    """Attributions whose contents have no word in common, so that no two quotes can be taken for each other."""
    text = draw(TEXT)
    place = st.sampled_from([found.span() for found in re.finditer(r"\S+", text)])
    cuts = sorted({start for start, _ in draw(st.lists(place, max_size=6))})
    attributions = [
        {"source": draw(st.lists(place, max_size=2)), "cue": draw(st.lists(place, max_size=1)), "content": [content]}
        for content in pairwise([*cuts, len(text)])
    ]
    return GoldArticle(name, text, attributions)


def as_predicted(article: GoldArticle, chance: random.Random) -> list[Prediction]:
    """The gold as somebody who makes no mistake predicts it, in any order."""
    table = words_of(article.text)
    return [
        Prediction("mixed" if table.under(places["content"]) & table.quoted else "indirect", places, None)
        for places in chance.sample(article.attributions, len(article.attributions))
    ]


@settings(max_examples=100, deadline=None)
@given(gold_articles(), st.randoms(use_true_random=False))
def test_the_gold_itself_scores_100(article: GoldArticle, chance: random.Random) -> None:
    for name, (hits, predicted, gold) in tally(article, as_predicted(article, chance)).items():
        assert hits == predicted == gold, name


@settings(max_examples=100, deadline=None)
@given(gold_articles(), gold_articles("b"), st.randoms(use_true_random=False))
def test_order_does_not_matter(article: GoldArticle, other: GoldArticle, chance: random.Random) -> None:
    found = as_predicted(article, chance)[::2]
    swapped = [quote._replace(places={**quote.places, "source": found[-1].places["source"]}) for quote in found]
    shuffled = chance.sample(swapped, len(swapped))
    gold = GoldArticle("a", article.text, article.attributions[::-1])
    more = as_predicted(other, chance)
    assert evaluate([article, other], {"a": swapped, "b": more}) == evaluate([other, gold], {"b": more, "a": shuffled})


# --- The scorer of ../shared ---


def theirs(script: str, *arguments: object) -> str:
    command = [sys.executable, SHARED / "evaluate" / script, *arguments]
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, encoding="utf-8").stdout


def assert_same_as_theirs(gold: Path, found: Path) -> None:
    """All figures as table and as JSON; where ../shared is absent there is nothing to compare with."""
    ours, ours_json = printed(gold, found, "--speakers"), json.loads(printed(gold, found, "--speakers", "--json"))
    if not (SHARED / "evaluate").is_dir():
        return
    people = gold / "speakers.jsonl"
    scorer, speakers = "score_attributions.py", "score_speakers.py"
    assert ours == f"{theirs(scorer, gold, found)}\n{theirs(speakers, people, found)}"
    assert ours_json.pop("speakers") == json.loads(theirs(speakers, people, found, "--json"))
    assert ours_json == json.loads(theirs(scorer, gold, found, "--json"))


def test_the_hand_made_gold_scores_the_same(here: Path) -> None:
    assert_same_as_theirs(here / "gold", here / "found.jsonl")


def any_places(chance: random.Random, length: int, most: int) -> Places:
    starts = [chance.randrange(length - 1) for _ in range(chance.randint(0, most))]
    return [(start, min(length, start + chance.randint(1, 40))) for start in starts]


def near(chance: random.Random, places: Places, length: int) -> Places:
    """The places, some of them moved a little or lost."""
    moved = [
        (max(0, a + chance.choice([0, 0, 0, -6, 5])), min(length, b + chance.choice([0, 0, 4]))) for a, b in places
    ]
    return [(a, b) for a, b in moved if a < b and chance.random() < 0.9]


NAMES = ["Ana Reyes", "Mr. Reyes", "Reyes", "Tom Hale", "Ana Hale", "Hale", "the mayor", "The Mayor’s", "...", "", None]
PARTS = [
    "one",
    "two",
    "x_y",
    "naïve",
    "it's",
    "“",
    "”",
    '"',
    "''",
    "``",
    "«",
    "»",
    ",",
    ".",
    "—",
    "\n",
    "\n\n",
    "3,000",
]


def generated(chance: random.Random, folder: Path) -> None:
    """Random gold, and predictions that are partly like it."""
    articles: dict[str, tuple[str, list[Attribution]]] = {}
    rows: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    for name in ("a", "b.c", "d_e", "empty"):
        text = " ".join(chance.choices(PARTS, k=150))
        several = [
            {role: any_places(chance, len(text), 3 if role == "content" else 2) for role in ROLES}
            for _ in range(0 if name == "empty" else 15)
        ]
        articles[name] = text, several
        for places in several + several[:3]:
            kind = chance.choice(["direct", "mixed", "indirect", None])
            made = {role: near(chance, places[role], len(text)) for role in ROLES}
            rows.append(row(chance.choice([name, f"x/{name}.txt"]), made, kind, chance.choice(NAMES)))
            who, what = chance.choice(NAMES), chance.choice(["name", "pronoun"])
            people.append({"article": name, "content": places["content"], "speaker": who, "kind": "person"})
            people[-1] |= {"mention": what} | ({"unsure": True} if chance.random() < 0.1 else {})
    write_gold(folder / "gold", articles)
    write_rows(folder / "found.jsonl", chance.sample(rows, len(rows)))
    write_rows(folder / "gold" / "speakers.jsonl", people)


@pytest.mark.parametrize("seed", range(6))
def test_generated_gold_scores_the_same(seed: int, tmp_path: Path) -> None:
    generated(random.Random(seed), tmp_path)
    assert_same_as_theirs(tmp_path / "gold", tmp_path / "found.jsonl")


def test_the_wikinews_gold_scores_the_same(tmp_path: Path) -> None:
    gold = SHARED / "data" / "gum-news"
    if gold.is_dir():
        articles = list(read_folder(gold))
        found = list(analyze_each(Article(article.text, article.name) for article in articles))
        write_rows(tmp_path / "found.jsonl", (line for analysis in found for line in analysis.rows("all")))
        assert_same_as_theirs(gold, tmp_path / "found.jsonl")
        assert printed(gold) == printed(gold, tmp_path / "found.jsonl")
        assert evaluate(articles, predictions_of(found)).articles == 24
