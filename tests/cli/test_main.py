"""The command: options, exit statuses, what goes where, and what happens when something goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.shell_completion import ShellComplete
from commands import HEARD, run

import quotekit.cli.main
import quotekit.cli.running.progress
from quotekit.analysis import Analysis
from quotekit.checkpoints.steps import Steps
from quotekit.cli.main import cli
from quotekit.errors import InputError, QuotekitError
from quotekit.models.model import SHIPPED, Given, model_of
from quotekit.records import Article, Headline, Pick, Quote, QuoteKind, Span, Speaker, Summary
from quotekit.speakers.people.appearances import folded
from quotekit.summary.wish import ASKED, Wish
from quotekit.training.model import Material

ROOT = Path(quotekit.cli.main.__file__).parents[2]
LUCIA = Speaker("s1", "Lucía Ødegaard O’Neil", "person", ("Ødegaard", "Dr. Lucy"), ("coach",))
CLUB = Speaker("s2", "Inter Miami", "organization")
KINDS: dict[str, QuoteKind] = {"“": "direct", "‹": "mixed", "(": "indirect"}


# --- Stand-ins: every “...”, ‹...› and (...) is a quote; L, C or nothing behind it says whose ---


def fake_analysis(article: Article) -> Analysis:
    if "explode" in article.text:
        raise ZeroDivisionError("our fault")
    found = re.finditer(r"([“‹(])([^“”‹›()]+)[”›)]([LC]?)(\?)?", article.text)
    quotes = tuple(
        Quote(
            id=f"{article.id}-{number}",
            article=article.id,
            kind=KINDS[match[1]],
            act="belief" if match[4] else "statement",
            content=(Span(*match.span(2)),),
            speaker={"L": "s1", "C": "s2"}.get(match[3]),
            confidence=0.9 if match[3] else 0.4,
            rule="marks",
        )
        for number, match in enumerate(found, 1)
    )
    return Analysis((article,), quotes, (LUCIA, CLUB))


def fake_each(
    articles: Iterable[Article], model: Given = None, headlines: bool = False, jobs: int = 1
) -> Iterator[Analysis]:
    model_of(model)
    return map(fake_analysis, articles)


def fake_summarize(articles: Iterable[Article], wish: Wish, **options: Any) -> Summary:
    """The budget, the length of each text, and what else is not the default."""
    asked = {name: getattr(wish, name) for name in ASKED if name not in ("sentences", "words")}
    more = "".join(f" {name}={value}" for name, value in sorted(asked.items()) if ASKED[name].default != value)
    picks = [
        Pick(article.id, Span(0, 1), f"{wish.sentences} {wish.words} {len(article.text)}{more}", 0.5)
        for article in articles
    ]
    return Summary(tuple(picks), Headline("a", "All quiet"))


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, of two articles and an empty one."""
    import_module("quotekit.evaluation.summaries")  # it keeps the first `summarize` that it finds: not the one below
    monkeypatch.setitem(sys.modules, "quotekit.pipeline", SimpleNamespace(analyze_each=fake_each))
    monkeypatch.setitem(sys.modules, "quotekit.summary.summarize", SimpleNamespace(summarize=fake_summarize))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("“One.”L ‹Two.›C (three) “Four.”L?", encoding="utf-8")
    (tmp_path / "b.txt").write_text("“=Five.”L", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def found(*arguments: str) -> list[str]:
    """The words of the quotes found."""
    result = run("quotes", "--format", "jsonl", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["quote"] for line in result.stdout.splitlines()]


# --- Usage ---


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("quotes", "Missing argument 'PATH"),
        ("quotes a.txt --kind spoken", "'spoken' is not one of 'direct', 'mixed', 'indirect'"),
        ("quotes a.txt --acts belief", "'belief' is not one of 'statement', 'all'"),
        ("quotes a.txt --format xml", "'xml' is not one of"),
        ("quotes a.txt --min-confidence 1.1", "0<=x<=1"),
        ("quotes a.txt --min-confidence -0.1", "0<=x<=1"),
        ("quotes a.txt --speaker ...", "'...' is no name"),
        ("quotes a.txt --excel --format jsonl", "quotekit: --excel is for csv, not jsonl: add --format csv"),
        ("quotes a.txt --excel --format table", "--excel is for csv, not table"),
        ("quotes a.txt --excel -o out.json", "--excel is for csv, not json"),
        ("speakers a.txt --excel", "No such option"),
        ("summarize a.txt --sentences 0", "x>=1"),
        ("summarize a.txt --words -3", "x>=1"),
        ("summarize a.txt --percent 0", "0<x<=100"),
        ("summarize a.txt --quotes -1", "x>=0"),
        ("summarize a.txt --method lsa", "'lsa' is not one of 'coverage', 'centroid'"),
        ("summarize a.txt --format csv", "'csv' is not one of 'text', 'markdown', 'json', 'html'"),
        ("summarize a.txt -o out.pdf", "out.pdf: .pdf files are not written; use one of .html, .json, .markdown"),
        ("quotes a.txt -o out.html", "out.html: .html files are not written"),
        ("quotes a.txt -o out.html", "or name a --format; quotekit report writes a page"),
        ("speakers a.txt -o out.md", "out.md: .md files are not written; use one of .csv, .json"),
        ("quotes a.txt -o out.tsv", "or name a --format; quotekit export writes it"),
        ("quotes a.txt -o out.xlsx", "or name a --format; quotekit export writes it"),
        ("evaluate-summaries a.txt", "Missing option '--words'"),
        ("evaluate-summaries a.txt --words 9", "a.txt:1: is not an object with documents"),
        ("evaluate-summaries no.jsonl --words 9", "no.jsonl: cannot be read: No such file"),
        ("evaluate-summaries a.txt --words 9 --method lead", "--method is one of coverage, centroid"),
        ("qoutes a.txt", "No such command 'qoutes'"),
        ("quotes a.txt -o .", "quotekit: .: cannot be written: it is a folder"),
        ("quotes a.txt -o no/out.csv", "quotekit: no/out.csv: cannot be written: its folder does not exist"),
        ("quotes a.txt -o a.txt", "quotekit: a.txt: is an input; choose another file for the output"),
    ],
)
def test_a_wrong_value_is_named_and_the_status_is_2(news: Path, arguments: str, reason: str) -> None:
    before = sorted(news.iterdir())
    result = run(*arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert sorted(news.iterdir()) == before
    assert (news / "a.txt").read_text(encoding="utf-8").startswith("“One.”")


@pytest.mark.parametrize(
    "arguments",
    ["quotes {}", "quotes good.txt --model {}", "quotes good.txt --lexicon {}", "quotes good.txt -o {}", "evaluate {}"],
)
def test_a_name_that_no_file_can_have_is_a_mistake(news: Path, arguments: str) -> None:
    """Before, that of a model, of word tables or of gold was our fault: exit status 1."""
    result = run(*arguments.format("a" * 300).split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("quotekit: aaaa")
    assert "ile name too long" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [[], ["quotes"], ["speakers"], ["summarize"], ["evaluate"], ["evaluate-summaries"], ["export"]]
)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_examples(command: list[str], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == 0
    assert re.search(r"^  quotekit [\w-]+ \S+", result.stdout, re.M)
    assert result.stdout.isascii()  # for terminals that know no more


def test_help_says_how_to_complete_and_what_the_statuses_mean() -> None:
    text = run("-h").stdout
    assert 'eval "$(_QUOTEKIT_COMPLETE=bash_source quotekit)"' in text
    assert all(f"{status} " in text for status in (0, 1, 2, 3, 130, 141))


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("quotes --kind ", ["plain", "plain", "plain"]),
        ("quotes --speaker ", []),
        ("quotes ", ["file"]),
        ("quotes news -o ", ["file"]),
        ("quotes news --model ", ["file"]),
        ("summarize news -o ne", ["file"]),
        ("train gold -o ", ["file"]),
        ("store add ", ["file"]),
        ("store search news.db rain -o ", ["file"]),
    ],
)
def test_the_shell_completes_names_of_files_where_files_are_named(line: str, completed: list[str]) -> None:
    *before, begun = line.split(" ")
    completions = ShellComplete(cli, {}, "quotekit", "_QUOTEKIT_COMPLETE").get_completions(before, begun)
    assert [item.type for item in completions] == completed


def test_version_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"quotekit": "1.2.3"}.__getitem__)
    assert run("--version").stdout == "quotekit 1.2.3\n"


# --- What is asked for ---


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--kind direct --kind mixed", "One. Two. =Five."),
        ("--kind indirect", "three"),
        ("--acts all", "One. Two. three Four. =Five."),
        ("--min-confidence 0.5", "One. Two. =Five."),
        ("--min-confidence 1", ""),
        ("", "One. Two. three =Five."),
        ("--speaker mascherano", ""),
        ("--speaker luc", ""),
        ("--speaker Lucy", ""),
        ("--speaker Lucía_Smith", ""),
        ("--speaker lucia", "One. =Five."),
        ("--speaker ODEGAARD", "One. =Five."),
        ("--speaker Ødegaard_Lucía", "One. =Five."),
        ("--speaker O'Neil", "One. =Five."),
        ("--speaker dr_lucy", "One. =Five."),
        ("--speaker miami", "Two."),
        ("--speaker miami --speaker lucia --kind direct", "One. =Five."),
    ],
)
def test_filters(news: Path, arguments: str, words: str) -> None:
    options = [argument.replace("_", " ") for argument in arguments.split()]
    assert found("a.txt", "b.txt", *options) == words.split()


def test_names_fold_case_accents_and_letters_that_do_not_decompose() -> None:
    assert folded("José ÆØ Łukasz-Straße Þór") == ("jose", "aeo", "lukasz", "strasse", "thor")


def test_standard_input_is_an_article(news: Path) -> None:
    result = run("quotes", "-", "--format", "jsonl", input="“Hm.”")
    assert (result.exit_code, json.loads(result.stdout)["quote"]) == (0, "Hm.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a.txt", None),
        ("records.json --text-column story", None),
        ("a.txt records.json --text-column story", None),
        (". --text-column story", None),
        ("plain --input-format jsonl --text-column story", None),
        ("a.txt --text-column story -q", None),
        ("a.txt --text-column story", "--text-column"),
        ("a.txt b.txt --id-column nr --text-column story", "--text-column, --id-column"),
    ],
)
def test_columns_of_what_has_none_are_told(news: Path, line: str, said: str | None) -> None:
    (news / "empty.txt").unlink()
    for name in ("records.json", "plain"):
        (news / name).write_text('{"story": "“Six.”L", "id": "7"}', encoding="utf-8")
    result = run("quotes", *line.split())
    told = f"quotekit: {said}: nothing that was read has columns, which are for tables and JSON: left aside\n"
    assert (result.exit_code, result.stderr) == (0, told if said else "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--acts all", None),
        ("--kind direct", None),
        ("--speaker mascherano", None),
        ("--speaker nobody -q", None),
        ("--speaker nobody", "--speaker nobody: 2 quotes seen, of 2 speakers; most quoted: Bo Lee, Javier Mascherano"),
        ("--speaker Mascerano", "--speaker mascerano: 2 quotes seen, of 2 speakers; called alike: Javier Mascherano"),
        (
            "--speaker lee --kind mixed",
            "--speaker lee --kind mixed: 2 quotes seen, of 2 speakers; called alike: Bo Lee",
        ),
        ("--kind mixed", "--kind mixed: 2 quotes seen, of 2 speakers"),
        ("--min-confidence 1", "--min-confidence 1: 2 quotes seen, of 2 speakers"),
    ],
)
@pytest.mark.parametrize(
    "command", ["quotes", "export --format csv", "export --format schema", "report", "quotes --groups"]
)
def test_filters_that_leave_nothing_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, options: str, said: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "“The keeper was late,” said Javier Mascherano, the coach.\n\n“It will hold,” Bo Lee said.\n"
    Path("two.txt").write_text(text, encoding="utf-8")
    result = run(*command.split(), "two.txt", *options.split())
    assert (result.exit_code, result.stderr) == (0, f"quotekit: nothing found for {said}\n" if said else "")


# --- Formats ---


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ("", "article,id,kind"),
        ("-o -", "article,id,kind"),
        ("-o out.csv", "article,id,kind"),
        ("-o out", "article,id,kind"),
        ("-o out.jsonl", '{"article": "a"'),
        ("-o out.JSON", '[\n{"article": "a"'),
        ("-o out.json --format jsonl", '{"article": "a"'),
        ("--format json", '[\n{"article": "a"'),
        ("-o out.json --format csv", "article,id,kind"),
        ("-o out.csv --format table", "speaker "),
        ("--format table", "speaker "),
    ],
)
def test_the_suffix_chooses_the_format_unless_an_option_does(news: Path, options: str, first: str) -> None:
    result = run("quotes", "a.txt", *options.split())
    written = [path for path in news.iterdir() if path.stem == "out"]
    text = written[0].read_text(encoding="utf-8") if written else result.stdout
    assert (result.exit_code, result.stderr, bool(result.stdout)) == (0, "", not written)
    assert text.startswith(first)


def test_json_is_one_list_of_what_json_lines_have(news: Path) -> None:
    for name, end in ("one", "Nobody was hurt in the night."), ("two", "The mayor of Leith will see it on Monday."):
        (news / f"{name}.txt").write_text(f"“The old dam above Telford held,” said Bo Lee. {end}\n", encoding="utf-8")
    commands = ("quotes a.txt b.txt", "speakers a.txt b.txt", "compare one.txt two.txt", "export a.txt")
    for command in commands:
        told = run(*command.split(), "--format", "json").stdout
        lines = run(*command.split(), "--format", "jsonl").stdout.splitlines()
        assert json.loads(told) == [json.loads(line) for line in lines] != []
        assert told.splitlines() == ["[", *(f"{line}," for line in lines[:-1]), lines[-1], "]"]


def test_a_list_of_nothing_is_a_list_and_one_of_what_cannot_be_read_is_not_there(news: Path) -> None:
    assert json.loads(run("quotes", "b.txt", "--kind", "mixed", "--format", "json").stdout) == []
    result = run("quotes", "empty.txt", "-o", "out.json")
    assert (result.exit_code, (news / "out.json").exists()) == (2, False)


def test_a_list_of_quotes_is_passed_over_among_articles(news: Path) -> None:
    assert run("quotes", "a.txt", "-o", "out.json").exit_code == 0
    result = run("quotes", "a.txt", "out.json", "--format", "jsonl")
    assert "out.json: holds quotes as quotekit writes them, not articles: passed over" in result.stderr


@pytest.mark.parametrize(("option", "cell"), [([], "'=Five."), (["--raw"], "=Five.")])
def test_csv_is_safe_unless_raw(news: Path, option: list[str], cell: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("quotes", "b.txt", *option).stdout)))
    assert [row["quote"] for row in rows] == [cell]


@pytest.mark.parametrize("options", ["", "-o out.csv", "--format csv -o out.jsonl"])
def test_excel_adds_a_byte_order_mark_and_nothing_else(news: Path, options: str) -> None:
    def written(*more: str) -> bytes:
        result = run("quotes", "a.txt", *options.split(), *more)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout_bytes or next(news.glob("out.*")).read_bytes()

    plain = written()
    assert plain.startswith(b"article,")
    assert written("--excel") == b"\xef\xbb\xbf" + plain


def test_excel_writes_nothing_where_nothing_was_readable(news: Path) -> None:
    result = run("quotes", "empty.txt", "--excel")
    assert (result.exit_code, result.stdout) == (2, "")


def test_table_in_a_pipe_is_plain_text(news: Path) -> None:
    for command in "quotes", "speakers":
        text = run(command, "a.txt", "--format", "table").stdout
        assert "\x1b" not in text
        assert "Inter Miami" in text


def test_speakers_are_counted_across_articles(news: Path) -> None:
    result = run("speakers", "a.txt", "b.txt", "--format", "jsonl")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "name": "Lucía Ødegaard O’Neil",
            "kind": "person",
            "gender": None,
            "quotes": 2,
            "articles": ["a", "b"],
            "aliases": ["Dr. Lucy", "Ødegaard"],
            "roles": ["coach"],
            "open": False,
            "ref": None,
            "id": "person:lucia-oneil",
        },
        {
            "name": "Inter Miami",
            "kind": "organization",
            "gender": None,
            "quotes": 1,
            "articles": ["a"],
            "aliases": [],
            "roles": [],
            "open": False,
            "ref": None,
            "id": "organization:inter-miami",
        },
    ]
    assert ",3," in run("speakers", "a.txt", "b.txt", "--acts", "all").stdout


def test_aliases_rename_and_find(news: Path) -> None:
    (news / "names.csv").write_text("name,alias\nThe Club,Inter Miami\n", encoding="utf-8")
    assert '"The Club","' not in run("speakers", "a.txt").stdout
    row = json.loads(run("speakers", "a.txt", "--aliases", "names.csv", "--format", "jsonl").stdout.splitlines()[-1])
    assert (row["name"], row["aliases"]) == ("The Club", ["Inter Miami"])
    for name in "the club", "inter miami":
        result = run("quotes", "a.txt", "--aliases", "names.csv", "--speaker", name, "--format", "jsonl")
        assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == ["The Club"]
    (news / "names.csv").write_text("name,alias\nInter Miami,The Herons\n", encoding="utf-8")
    result = run("quotes", "a.txt", "--aliases", "names.csv", "--speaker", "herons", "--format", "jsonl")
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == ["Inter Miami"]


def test_ids_of_the_user_are_in_every_row(news: Path) -> None:
    (news / "names.csv").write_text("name,alias,id\nThe Club,Inter Miami,Q7\n", encoding="utf-8")
    club = ["--aliases", "names.csv", "--format", "jsonl"]
    rows = [json.loads(line) for line in run("quotes", "a.txt", *club).stdout.splitlines()]
    assert {(row["speaker"], row["speaker_ref"]) for row in rows} >= {("The Club", "Q7")}
    assert {row["speaker_ref"] for row in rows if row["speaker"] != "The Club"} <= {None}
    assert [json.loads(line)["ref"] for line in run("speakers", "a.txt", *club).stdout.splitlines()] == [None, "Q7"]


@pytest.mark.parametrize("command", ["quotes", "speakers"])
def test_a_wrong_file_of_aliases_is_named_with_its_line(news: Path, command: str) -> None:
    (news / "names.csv").write_text("name,alias\nOne\n", encoding="utf-8")
    result = run(command, "a.txt", "--aliases", "names.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "names.csv:2: 1 cells, where the header has 2" in result.stderr


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("", "None None 33 [a]\nNone None 9 [b]\n"),
        ("--sentences 2", "2 None 33 [a]\n2 None 9 [b]\n"),
        ("--words 9", "None 9 33 [a]\nNone 9 9 [b]\n"),
        ("--sentences 2 --words 9", "2 9 33 [a]\n2 9 9 [b]\n"),
        ("--by-article", "a\n\nNone None 33 [a]\n\nb\n\nNone None 9 [b]\n"),
        ("--headline", "All quiet\n\nNone None 33 [a]\nNone None 9 [b]\n"),
        (
            "--percent 9 --method mmr",
            "None None 33 method=mmr percent=9.0 [a]\nNone None 9 method=mmr percent=9.0 [b]\n",
        ),
        ("--only --resolve", "None None 33 only=True resolve=True [a]\nNone None 9 only=True resolve=True [b]\n"),
        ("--focus x --quotes 2", "None None 33 focus=x quotes=2 [a]\nNone None 9 focus=x quotes=2 [b]\n"),
        (
            "--speaker y --position 0",
            "None None 33 position=0.0 speaker=y [a]\nNone None 9 position=0.0 speaker=y [b]\n",
        ),
        ("--format markdown", "- None None 33 (a)\n- None None 9 (b)\n"),
        ("--format markdown --by-article", "## a\n\n- None None 33 (a)\n\n## b\n\n- None None 9 (b)\n"),
    ],
)
def test_summaries(news: Path, options: str, text: str) -> None:
    assert run("summarize", "a.txt", "b.txt", *options.split()).stdout == text


@pytest.mark.parametrize(
    ("name", "first"), [("s.md", "- None"), ("s.json", "[\n{"), ("s.txt", "None None"), ("s.html", "<!doctype")]
)
def test_summaries_follow_the_suffix(news: Path, name: str, first: str) -> None:
    assert run("summarize", "a.txt", "-o", name).exit_code == 0
    assert (news / name).read_text(encoding="utf-8").startswith(first)


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_standings(tmp_path: Path, form: str) -> None:
    text = "The old dam above Telford held on Sunday night. Nobody of the town below it was hurt."
    (tmp_path / "x.jsonl").write_text(json.dumps({"documents": [{"text": text}], "references": [text, "Rain fell."]}))
    result = run("evaluate-summaries", str(tmp_path / "x.jsonl"), "--words", "20", "--method", "mmr", "--format", form)
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.strip()]
    assert [re.search(r"mmr|lead|random|oracle", line).group() for line in lines[-4:]] == [  # type: ignore[union-attr]
        *("mmr", "lead", "random", "oracle")
    ]


# --- What cannot be read ---


@pytest.mark.parametrize(
    ("arguments", "status", "articles"),
    [
        ("missing.txt", 2, ""),
        ("empty.txt", 2, ""),
        ("empty.txt missing.txt", 2, ""),
        ("empty.txt a.txt --strict", 2, ""),
        ("b.txt empty.txt a.txt --strict", 3, "b"),
        ("b.txt empty.txt", 3, "b"),
        ("empty.txt b.txt", 3, "b"),
        (".", 3, "a b"),
        ("a.txt b.txt --strict", 0, "a b"),
        ("a.txt", 0, "a"),
    ],
)
@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_rejected_inputs(news: Path, arguments: str, status: int, articles: str, quiet: list[str]) -> None:
    result = run("quotes", "--format", "jsonl", *arguments.split(), *quiet)
    assert result.exit_code == status
    assert sorted({json.loads(line)["article"] for line in result.stdout.splitlines()}) == articles.split()
    said = result.stderr.splitlines()
    assert bool(said) == bool(status)
    assert all(line.startswith("quotekit: ") for line in said)
    assert not status or re.search(r"(empty|missing)\.txt: \w+", said[0])


FAILING = [("missing.txt", 2), ("b.txt empty.txt --strict", 3), ("b.txt explode.txt", 1)]


@pytest.mark.parametrize(
    ("command", "arguments", "status"),
    [
        (command, *failing)
        for command in ("quotes", "speakers", "summarize")
        for failing in FAILING
        if (command, failing[1]) != ("summarize", 1)  # its stand-in does not explode
    ],
)
def test_a_run_that_fails_leaves_the_old_output(news: Path, command: str, arguments: str, status: int) -> None:
    (news / "explode.txt").write_text("explode")
    for old in (None, "old"):
        if old is not None:
            (news / "out.csv").write_text(old)
        before = {path: path.read_bytes() for path in news.iterdir()}
        assert run(command, *arguments.split(), "-o", "out.csv").exit_code == status
        assert {path: path.read_bytes() for path in news.iterdir()} == before


def test_some_rejected_still_replaces_the_output(news: Path) -> None:
    assert run("quotes", "b.txt", "empty.txt", "-o", "out.csv").exit_code == 3
    assert "Five" in (news / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("options", "warned"), [(["-q"], False), ([], True)])
def test_quiet_leaves_out_warnings_about_encodings(news: Path, options: list[str], warned: bool) -> None:
    (news / "old.txt").write_bytes("“It’s late.”".encode("cp1252"))
    result = run("quotes", "old.txt", *options)
    assert (result.exit_code, "cp1252" in result.stderr) == (0, warned)


def test_messages_are_one_harmless_line(news: Path) -> None:
    result = run("quotes", "no\x1b[31m\nsuch.txt")
    assert "\x1b" not in result.stderr
    assert all(line.startswith("quotekit: ") for line in result.stderr.splitlines())


def test_an_error_of_the_caller_is_one_line(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise QuotekitError("words must be 1 or more, not 0")

    monkeypatch.setitem(sys.modules, "quotekit.summary.summarize", SimpleNamespace(summarize=refuse))
    result = run("summarize", "a.txt")
    assert (result.exit_code, result.stderr) == (2, "quotekit: words must be 1 or more, not 0\n")


def test_an_error_of_ours_is_a_traceback(news: Path) -> None:
    (news / "explode.txt").write_text("explode")
    result = run("quotes", "explode.txt")
    assert (result.exit_code, type(result.exception)) == (1, ZeroDivisionError)


# --- Progress ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "term", "quiet", "shown"),
    [
        (False, "xterm", False, False),
        (True, "dumb", False, False),
        (True, "xterm", True, False),
        (True, "xterm", False, True),
    ],
)
def test_progress(
    news: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool, term: str, quiet: bool, shown: bool
) -> None:
    stderr = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(quotekit.cli.running.progress, "_PATIENCE", -1)
    cli(["quotes", "a.txt", "b.txt", *["-q"] * quiet], standalone_mode=False)
    assert ("articles" in stderr.getvalue()) == shown


def test_short_work_shows_no_progress(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    cli(["quotes", "a.txt"], standalone_mode=False)
    assert stderr.getvalue() == ""


@pytest.mark.parametrize(("no_color", "escapes"), [("1", False), ("", True)])
def test_no_color(news: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, escapes: bool) -> None:
    stdout = Terminal()
    monkeypatch.setattr(sys, "stdout", stdout)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_color)
    cli(["quotes", "a.txt"], standalone_mode=False)
    assert "Inter Miami" in stdout.getvalue()
    assert ("\x1b" in stdout.getvalue()) == escapes


# --- Real processes ---

ARTICLE = "“We gave it our all,” coach Javier Mascherano said. “I think it showed.”\n"


def command(*arguments: str, **how: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **how.pop("env", {})}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.Popen([sys.executable, "-m", "quotekit", *arguments], env=environment, **pipes, **HEARD)


def outcome(process: subprocess.Popen[bytes], data: bytes | None = None) -> tuple[int, str, str]:
    stdout, stderr = process.communicate(data, timeout=60)
    return process.returncode, (stdout or b"").decode(), (stderr or b"").decode()


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}])
@pytest.mark.parametrize("form", ["csv", "jsonl", "table"])
def test_any_locale_and_any_folder(tmp_path: Path, locale: dict[str, str], form: str) -> None:
    status, stdout, stderr = outcome(
        command("quotes", "-", "--format", form, env=locale, cwd=tmp_path), ARTICLE.replace("I", "Í").encode()
    )
    assert (status, stderr) == (0, "")
    assert "Mascherano" in stdout
    assert form == "table" or "Í think" in stdout


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes")
@pytest.mark.parametrize("form", ["csv", "jsonl", "table"])
def test_a_reader_that_leaves_is_no_error(tmp_path: Path, form: str) -> None:
    (tmp_path / "long.txt").write_text((ARTICLE + "\n") * 2_000, encoding="utf-8")
    process = command("quotes", str(tmp_path / "long.txt"), "--format", form)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read()
    process.stdin.close()
    process.stderr.close()
    assert (process.wait(60), stderr) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="POSIX shell")
@pytest.mark.parametrize(("asked", "more"), [("quotes -", b"; name a file with -o"), ("store info any.db", b"")])
def test_a_closed_output_is_named(asked: str, more: bytes) -> None:
    """Before, `store info` said nothing at all and ended with 0."""
    line = f'"{sys.executable}" -m quotekit {asked} >&-'
    done = subprocess.run(line, shell=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, input=b"", capture_output=True)
    assert (done.returncode, done.stderr) == (2, b"quotekit: standard output is closed" + more + b"\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        status, _, stderr = outcome(command("quotes", "-", stdout=full), ARTICLE.encode())
    assert (status, stderr) == (1, "quotekit: output: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_interrupted(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    process = command("quotes", "-", "-o", str(tmp_path / "out.csv"))
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)  # until it has opened its output and waits for standard input
    process.send_signal(signal.SIGINT)
    status, stdout, stderr = outcome(process)
    assert (status, stdout, stderr.strip()) == (130, "", "")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.csv", "old")]


@pytest.mark.skipif(os.name != "posix", reason="POSIX devices")
def test_dev_stdout_is_written_directly(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("before\n")
    with path.open("a") as log:
        status, _, stderr = outcome(command("quotes", "-", "-o", "/dev/stdout", stdout=log), ARTICLE.encode())
    assert (status, stderr) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("before\narticle,id,")


def test_a_suffix_that_is_not_written_is_refused(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    result = run("quotes", article, "-o", tmp_path / "x.xlsx")
    assert (result.exit_code, (tmp_path / "x.xlsx").exists()) == (2, False)


def test_nan_is_no_confidence(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("“It rained,” Ann Lee said.", encoding="utf-8")
    assert run("quotes", article, "--min-confidence", "nan").exit_code == 2


# --- Models ---


def test_a_model_of_ones_own_is_read(news: Path) -> None:
    (news / "own.npz").write_bytes((SHIPPED / "weights" / "model.npz").read_bytes())
    assert found("a.txt", "--model", "own.npz") == found("a.txt")


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_what_is_no_model_is_an_error_of_the_callers(content: bytes | None, news: Path) -> None:
    if content is not None:
        (news / "own.npz").write_bytes(content)
    result = run("quotes", "a.txt", "-o", "out.csv", "--model", "own.npz")
    assert result.exit_code == 2
    assert "own.npz: no" in result.stderr
    assert "that `quotekit train` wrote" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (news / "out.csv").exists()


def fake_train(material: Material, say: Callable[[str], None], base: Given, steps: Steps) -> bytes:
    """The bytes of the arguments."""
    folder, tagged, variants, also, _ = material
    if not folder.exists():
        raise InputError(f"{folder}: no such folder")
    say("fitting")
    return repr([folder.name, [path.name for path in tagged], variants, base, [path.name for path in also]]).encode()


@pytest.mark.parametrize(("options", "said"), [((), "fitting"), (("--quiet",), "")])
def test_train_writes_what_was_fitted(
    options: tuple[str, ...], said: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotekit.training.model.train", fake_train)
    result = run("train", ".", "-o", "own.npz", "--tagged", "a.conllu", "--tagged", "b", "--also", "c", *options)
    assert (result.exit_code, result.stdout) == (0, "")
    assert said in result.stderr
    assert bool(result.stderr) == bool(said)
    assert (news / "own.npz").read_bytes() == b"['', ['a.conllu', 'b'], None, None, ['c']]"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("train",), "Missing argument 'FOLDER'"),
        (("train", "."), "Missing option '-o'"),
        (("train", ".", "-o", "own.bin"), "own.bin: a model is written as .npz"),
        (("train", "missing", "-o", "own.npz"), "missing: no such folder"),
    ],
)
def test_train_says_what_is_wrong(
    arguments: tuple[str, ...], message: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotekit.training.model.train", fake_train)
    (news / "own.npz").write_bytes(b"old")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (news / "own.npz").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("a.txt", ""),
        ("b.txt", "quotekit: the articles: not summarized: no whole sentence tells anything"),
        ("b.txt --quiet", ""),
        ("a.txt --focus moon", "quotekit: the articles: not summarized: no whole sentence is about 'moon'"),
        ("a.txt b.txt --by-article", "quotekit: b: not summarized: no whole sentence tells anything"),
    ],
)
def test_an_empty_summary_says_why(arguments: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("It rained. He left.")
    Path("b.txt").write_text("Rain")
    result = run("summarize", *arguments.split())
    assert (result.exit_code, result.stderr.strip()) == (0, said)
