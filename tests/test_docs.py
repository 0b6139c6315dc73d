"""The documents say what the program does: options, columns, modules, commands, snippets and links."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quotekit.cli.main import cli
from quotekit.cli.store import store
from quotekit.rows import QUOTE_COLUMNS

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/audit.md",
    "docs/design.md",
    "docs/experiments.md",
    "docs/data-format.md",
    "docs/extending.md",
    "docs/scale.md",
    "docs/notebooks.md",
    "docs/store.md",
    "docs/serving.md",
    "docs/shell.md",
    "docs/tasks.md",
)
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS}
README, DESIGN = TEXTS["README.md"], TEXTS["docs/design.md"]

SET_UP = [
    "python -m pip install . && quotekit quotes corpus/*.txt",
    "python -m pip install '.[test]' && python -m pytest -q -n auto",
]
COMMANDS = {
    " ".join(filter(None, (group, name))): command
    for group, commands in (("", cli.commands), ("store", store.commands))
    for name, command in commands.items()
    if command is not store
}


def flags_of(command: click.Command) -> set[str]:
    """The options of a command, as they are typed."""
    options = [option for option in command.params if isinstance(option, click.Option)]
    return {flag for option in options for flag in (*option.opts, *option.secondary_opts)}


OPTIONS = sorted(set().union(*map(flags_of, (cli, *COMMANDS.values()))))
CHOICES = sorted(
    {
        str(choice)
        for command in COMMANDS.values()
        for option in command.params
        if isinstance(option.type, click.Choice)
        for choice in option.type.choices
    }
)
RUN = README + TEXTS["docs/store.md"]
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", RUN, re.M | re.S)
SHELL = "".join(re.findall(r"^```sh\n(.*?)^```$", RUN, re.M | re.S))
EXAMPLES = re.findall(r"^(?:cat \S+ \| )?(quotekit [^#\n]+?) *(?:#.*)?$", SHELL, re.M)
LINKS = [(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)\s]+)\)", text)]


def in_code(text: str) -> str:
    """What stands between backticks, blocks too."""
    return "\n".join(re.findall(r"^```.*?^```$|`[^`\n]+`", text, re.M | re.S))


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [("--rawer", "--raw", False), ("--raw", "-r", False), ("`--raw`", "--raw", True), ("-o F", "-o", True)],
)
def test_words_are_told_apart(text: str, word: str, found: bool) -> None:
    assert has_word(text, word) is found


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"### quotekit {command}\n" in README
    assert any(example.startswith(f"quotekit {command} ") for example in EXAMPLES)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_in_the_readme(option: str) -> None:
    assert has_word(in_code(README), option)


def test_the_table_of_options_names_the_commands_that_have_them() -> None:
    table = README.partition("### Options")[2].partition("### Exit")[0]
    has = {flag: {name for name, one in COMMANDS.items() if flag in flags_of(one)} for flag in OPTIONS}
    for flags, told in re.findall(r"^\| (`-[^|]*) \| ([^|]+) \|", table, re.M):
        names = set(re.split(", | and ", told.removeprefix("all but ")))
        same_as = re.fullmatch("the same as `(--[a-z]+)`", told)
        named = has[same_as[1]] if same_as else set(COMMANDS) - names if told.startswith("all but") else names
        several = re.findall(r"--[a-z-]+", flags)
        assert [(flag, has[flag]) for flag in several] == [(flag, named) for flag in several]


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_is_in_the_readme(choice: str) -> None:
    assert has_word(in_code(README), choice)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_readme_parse(example: str) -> None:
    name, *arguments = shlex.split(example)[1:]
    parent = click.Context(cli, **cli.context_settings)  # a command keeps the help options of its first context
    assert cli.commands[name].make_context(name, arguments, parent)


@pytest.mark.parametrize("column", QUOTE_COLUMNS)
def test_every_column_is_in_the_table_of_the_readme(column: str) -> None:
    rows = re.findall(r"^\| (`[^|]*`) \| x \| *x? *\|", README, re.M)
    assert f"`{column}`" in " ".join(rows)


def test_the_set_up_commands_are_there_once() -> None:
    [block] = re.findall(r"<!-- set-up -->\n```sh\n(.*?)```\n<!-- end -->", README, re.S)
    assert block.splitlines() == SET_UP
    assert [README.count(command) for command in SET_UP] == [1, 1]


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_the_snippets_of_the_readme_run(number: int, tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-c", SNIPPETS[number]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_there_are_snippets() -> None:
    assert len(SNIPPETS) >= 6


@pytest.mark.parametrize(("name", "link"), [pair for pair in LINKS if "://" not in pair[1]])
def test_relative_links_resolve(name: str, link: str) -> None:
    assert ((ROOT / name).parent / link.partition("#")[0]).exists()
