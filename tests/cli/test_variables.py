"""Variables of the environment that stand for options."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.core import ParameterSource
from commands import run

from quotekit.cli.main import cli
from quotekit.cli.running.variables import Texts, names_of, variable_of

ARTICLE = "“It held,” said Ana Reyes. “We won,” said Bill Voss."


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, of one article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def options() -> dict[str, click.Option]:
    """Every option of every command, under the command as it is typed and its longest flag."""
    found: dict[str, click.Option] = {}

    def walk(command: click.Command, place: str) -> None:
        for name, sub in command.commands.items() if isinstance(command, click.Group) else ():
            walk(sub, f"{place} {name}".strip())
        for option in command.params if place else ():
            if isinstance(option, click.Option):
                found[f"{place} {max(option.opts, key=len)}"] = option

    walk(cli, "")
    return found


TYPED = re.compile(r"store remove .*|.* (?:--output|--drop|--undo)")


@pytest.mark.parametrize("place", sorted(options()))
def test_every_option_has_a_variable_but_those_that_write_over_or_take_away(place: str) -> None:
    own = re.sub(r" --| |-", "_", f"quotekit {place}").upper()
    more = ["QUOTEKIT_JOBS"] if place.endswith(" --jobs") else []
    assert names_of(options()[place]) == ([] if TYPED.fullmatch(place) else [own, *more])


def test_no_two_options_share_a_variable_but_jobs() -> None:
    names = [name for option in options().values() for name in names_of(option) if name != "QUOTEKIT_JOBS"]
    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize(
    ("variable", "value", "arguments", "reason"),
    [
        (
            "QUOTES_FORMAT",
            "xml",
            "quotes a.txt",
            "Invalid value for '{}': 'xml' is not one of 'table', 'csv', 'json', 'jsonl'.",
        ),
        ("QUOTES_MIN_CONFIDENCE", "2", "quotes a.txt", "Invalid value for '{}': 2.0 is not in the range 0<=x<=1."),
        ("QUOTES_QUIET", "u", "quotes a.txt", "Invalid value for '{}': 'u' is not a valid boolean"),
        ("QUOTES_KIND", "direct spoken", "quotes a.txt", "Invalid value for '{}': 'spoken' is not one of"),
        ("QUOTES_SPEAKER", "Reyes; ...", "quotes a.txt", "Invalid value for '{}': '...' is no name"),
        ("STORE_ADD_OUTLET_FROM", "x", "store add a.db a.txt", "Invalid value for '{}': 'x' is not one of 'folder'"),
        ("QUOTES_JOBS", "x", "quotes a.txt", "quotekit: {}: 'x' is no whole number"),
        ("JOBS", "x", "speakers a.txt", "quotekit: {}: 'x' is no whole number"),
        ("QUOTES_EXCEL", "1", "quotes a.txt --format jsonl", "ends in .csv; --excel is set by {}\n"),
        ("QUOTES_ALIASES", "no.csv", "quotes a.txt", "no.csv: cannot be read: No such file or directory; --aliases is"),
        ("QUOTES_SHARD", "x", "quotes a.txt", "quotekit: --shard: 'x' is no share"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    news: Path, variable: str, value: str, arguments: str, reason: str
) -> None:
    name = f"QUOTEKIT_{variable}"
    result = run(*arguments.split(), env={name: value})
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason.format(name) in result.stderr
    assert name in result.stderr.splitlines()[-1]
    assert sorted(path.name for path in news.iterdir()) == ["a.txt"]


def test_a_wrong_value_that_is_typed_names_no_variable(news: Path) -> None:
    result = run("quotes", "a.txt", "--excel", "--format", "jsonl", env={"QUOTEKIT_QUOTES_EXCEL": "1"})
    assert result.exit_code == 2
    assert "QUOTEKIT" not in result.stderr


@pytest.mark.parametrize(
    ("variables", "arguments", "told"),
    [
        ({}, "quotes a.txt", ""),
        ({"QUOTEKIT_JOBS": "1", "QUOTEKIT_STORE_ADD_OUTLET_FROM": "x"}, "quotes a.txt", ""),
        ({"MYQUOTEKIT_JOB": "2", "QUOTEKITS": "1", "_QUOTEKIT_X": "1"}, "quotes a.txt", ""),
        ({"QUOTEKIT_JOB": "2"}, "quotes a.txt -q", ""),
        ({"QUOTEKIT_JOB": "2"}, "quotes a.txt", "QUOTEKIT_JOB sets nothing; like it: QUOTEKIT_JOBS"),
        ({"QUOTEKIT_ZEBRA": "2"}, "speakers a.txt", "QUOTEKIT_ZEBRA sets nothing"),
        ({"quotekit_jobs": "2"}, "quotes a.txt", "quotekit_jobs sets nothing; like it: QUOTEKIT_JOBS"),
        (
            {"QUOTEKIT_QUOTES_OUTPUT": "o"},
            "quotes a.txt",
            "QUOTEKIT_QUOTES_OUTPUT sets nothing (--output is only typed)",
        ),
        (
            {"QUOTEKIT_QUOTE_FORMAT": "x", "QUOTEKIT_ZEBRA": "1"},
            "quotes a.txt",
            "QUOTEKIT_QUOTE_FORMAT sets nothing; QUOTEKIT_ZEBRA sets nothing; like it: QUOTEKIT_QUOTES_FORMAT",
        ),
    ],
)
def test_a_variable_that_sets_nothing_is_told(news: Path, variables: dict[str, str], arguments: str, told: str) -> None:
    result = run(*arguments.split(), env=variables)
    assert (result.exit_code, result.stderr) == (0, f"quotekit: {told}\n" if told else "")


@pytest.mark.parametrize(
    ("variables", "typed", "speakers"),
    [
        ({}, "", ["Ana Reyes", "Bill Voss"]),
        ({"QUOTEKIT_QUOTES_SPEAKER": "Ana Reyes"}, "", ["Ana Reyes"]),
        ({"QUOTEKIT_QUOTES_SPEAKER": "Ana Reyes; Bill Voss;"}, "", ["Ana Reyes", "Bill Voss"]),
        ({"QUOTEKIT_QUOTES_SPEAKER": "Ana Reyes"}, "--speaker Voss", ["Bill Voss"]),
        ({"QUOTEKIT_QUOTES_SPEAKER": ""}, "", ["Ana Reyes", "Bill Voss"]),
        ({"QUOTEKIT_QUOTES_KIND": "mixed indirect"}, "", []),
        ({"QUOTEKIT_QUOTES_KIND": "mixed direct"}, "", ["Ana Reyes", "Bill Voss"]),
        ({"QUOTEKIT_QUOTES_NAMES": "Voss", "QUOTEKIT_SPEAKER": "Voss"}, "", ["Ana Reyes", "Bill Voss"]),
        ({"QUOTEKIT_SPEAKERS_SPEAKER": "Voss"}, "", ["Ana Reyes", "Bill Voss"]),
    ],
)
def test_a_variable_stands_for_its_option_where_that_is_not_typed(
    news: Path, variables: dict[str, str], typed: str, speakers: list[str]
) -> None:
    result = run("quotes", "a.txt", *typed.split(), env={"QUOTEKIT_QUOTES_FORMAT": "jsonl", **variables})
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == speakers


def test_no_variable_writes_over_a_file_or_names_a_path(news: Path) -> None:
    variables = {"QUOTEKIT_QUOTES_OUTPUT": "a.txt", "QUOTEKIT_QUOTES_O": "a.txt", "QUOTEKIT_QUOTES_PATHS": "a.txt"}
    assert run("quotes", "a.txt", env=variables).stdout.startswith("article,")
    assert "Missing argument 'PATH" in run("quotes", env=variables).stderr
    assert (news / "a.txt").read_text(encoding="utf-8") == ARTICLE


def test_the_variable_of_the_command_goes_before_that_of_all() -> None:
    context = click.Context(cli.commands["quotes"], **cli.context_settings)
    option = options()["quotes --jobs"]
    context.set_parameter_source("jobs", ParameterSource.ENVIRONMENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTEKIT_JOBS", "2")
        patch.delenv("QUOTEKIT_QUOTES_JOBS", raising=False)
        assert variable_of(context, option) == "QUOTEKIT_JOBS"
        patch.setenv("QUOTEKIT_QUOTES_JOBS", "3")
        assert (variable_of(context, option), option.resolve_envvar_value(context)) == ("QUOTEKIT_QUOTES_JOBS", "3")
    context.set_parameter_source("jobs", ParameterSource.COMMANDLINE)
    assert variable_of(context, option) is None


@pytest.mark.parametrize(("text", "texts"), [("", []), (" ; ", []), ("a b;c", ["a b", "c"]), (" a ; b;", ["a", "b"])])
def test_texts_are_divided_at_semicolons(text: str, texts: list[str]) -> None:
    assert Texts().split_envvar_value(text) == texts


def test_the_help_says_so() -> None:
    assert "QUOTEKIT_QUOTES_FORMAT=jsonl\nfor" in re.sub(r"\n +", "\n", run("-h").stdout)
