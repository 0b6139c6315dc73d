"""The documents say what the program does: every option, column, command, block of code, its output, and every link."""

from __future__ import annotations

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import click
import pytest
from command_tables import COMMANDS, COMMON, MANY, PAGE, ROWS, SHARED, made, parts_in
from desk import BLOCKS, ELSEWHERE, ROOT, Block, blocks_of, can_run, commands_in, lay, name_of, printed, seated

import quotekit
from quotekit.cli.main import cli
from quotekit.exporting.formats import EXPORTERS
from quotekit.rows import COLUMNS

OUTSIDE = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "corpus/README.md",
    "corpus/transcripts/README.md",
)
TEXTS = {
    name_of(path): path.read_text(encoding="utf-8")
    for path in [*(ROOT / name for name in OUTSIDE), *sorted((ROOT / "docs").rglob("*.md"))]
}
README, REFERENCE = TEXTS["README.md"], TEXTS["docs/reference/commands.md"]
SITE = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

SET_UP = [
    "python -m pip install . && quotekit quotes corpus/*.txt",
    "python -m pip install '.[test]' && python -m pytest -q -n auto",
]
RUN = {name: blocks for name, blocks in BLOCKS.items() if name not in ELSEWHERE and blocks}
EXAMPLES = sorted({(name, line) for name, blocks in RUN.items() for one in blocks for line in commands_in(one)})
LINKS = [(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)\s]+)\)", text)]


def flags_of(command: click.Command) -> set[str]:
    """The options of a command, as they are typed."""
    options = [option for option in command.params if isinstance(option, click.Option)]
    return {flag for option in options for flag in (*option.opts, *option.secondary_opts)}


def choices_of(command: click.Command) -> set[str]:
    """What the options of a command may be set to, where there is a choice."""
    kinds = [option.type for option in command.params]
    return {str(choice) for kind in kinds if isinstance(kind, click.Choice) for choice in kind.choices}


def in_code(text: str) -> str:
    """What stands between backticks, blocks too."""
    return "\n".join(re.findall(r"^```.*?^```$|`[^`\n]+`", text, re.M | re.S))


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def section(command: str) -> str:
    """What the page of commands says of one."""
    return REFERENCE.partition(f"\n## quotekit {command}\n")[2].partition("\n## ")[0]


# --- The reader of pages ---


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [("--rawer", "--raw", False), ("--raw", "-r", False), ("`--raw`", "--raw", True), ("-o F", "-o", True)],
)
def test_words_are_told_apart(text: str, word: str, found: bool) -> None:
    assert has_word(text, word) is found


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("```toml\na = 1\n```\n", []),
        ("```sh\nls\n```\n", [("ls\n", None, None)]),
        ("```sh\nls\n```\n\nand\n\n```text\na\n```\n", [("ls\n", None, None)]),
        ("```sh\nls\n```\n\n```text\na\n```\n", [("ls\n", "a\n", None)]),
        ("<!-- not run: it waits -->\n```sh\nls\n```\n", [("ls\n", None, "it waits")]),
        ("<!-- not run: a -->\n\ntext\n\n```sh\nls\n```\n", [("ls\n", None, None)]),
    ],
)
def test_blocks_are_seen(text: str, blocks: list[tuple[str, str | None, str | None]]) -> None:
    assert [(one.code, one.printed, one.why) for one in blocks_of(text)] == blocks


@pytest.mark.parametrize(
    ("code", "commands"),
    [
        ("ls\n# quotekit quotes a\n", []),
        (
            "cat a | quotekit quotes - # b\nquotekit speakers a | head -1\n",
            ["quotekit quotes -", "quotekit speakers a"],
        ),
    ],
)
def test_commands_are_seen(code: str, commands: list[str]) -> None:
    assert commands_in(Block("sh", code, 1, None, None)) == commands


# --- Commands, options, columns ---


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section_and_an_example(command: str) -> None:
    assert section(command)
    assert any(has_word(line, f"quotekit {command}") for _, line in EXAMPLES)


@pytest.mark.parametrize(("command", "one"), COMMANDS.items())
def test_every_option_and_every_choice_is_in_the_section_of_its_command(command: str, one: click.Command) -> None:
    told, common = in_code(section(command)), in_code("\n".join(COMMON))
    assert [flag for flag in sorted(flags_of(one) - {"--help", "-h"}) if not has_word(told, flag)] == []
    assert [word for word in sorted(choices_of(one)) if not has_word(told + common, word)] == []


@pytest.mark.parametrize(("part", "text"), made().items())
def test_what_is_made_of_the_command_line_is_in_the_page(part: str, text: str) -> None:
    """`python tests/support/command_tables.py` writes it."""
    assert parts_in(REFERENCE)[part] == text


def test_options_of_many_commands_are_those_of_many() -> None:
    assert all(sum(row in rows for rows in ROWS.values()) >= MANY for row in COMMON)
    assert f"## {SHARED[0].upper()}{SHARED[1:]}\n" in PAGE.read_text(encoding="utf-8")
    assert len(COMMON) > 10


@pytest.mark.parametrize("flag", sorted(flags_of(cli) | {"--help", "-h"}))
def test_the_options_of_the_program_are_in_the_page(flag: str) -> None:
    assert has_word(in_code(REFERENCE), flag)


@pytest.mark.parametrize(("page", "example"), EXAMPLES)
def test_the_examples_parse(page: str, example: str) -> None:
    """Also those of blocks that are not run."""
    command: click.Command = cli
    context = click.Context(cli, **cli.context_settings)  # a command keeps the help options of its first context
    words = shlex.split(example.replace("...", "a"))[1:]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context(command.name, words, context)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_in_the_table_of_data_formats(column: str) -> None:
    assert f"\n| `{column}` | " in TEXTS["docs/data-format.md"]


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_in_the_table_of_data_formats(name: str) -> None:
    assert f"\n| `{name}` | " in TEXTS["docs/data-format.md"]


@pytest.mark.parametrize("name", sorted(set(quotekit.__all__) - {"__version__"}))
def test_every_name_of_the_library_is_in_its_reference(name: str) -> None:
    assert TEXTS["docs/reference/library.md"].count(f"\n::: quotekit.{name}\n") == 1


# --- The landing page ---


def test_the_set_up_commands_are_there_once() -> None:
    [block] = re.findall(r"<!-- set-up -->\n```sh\n(.*?)```\n<!-- end -->", README, re.S)
    assert block.splitlines() == SET_UP
    assert [README.count(command) for command in SET_UP] == [1, 1]


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= 160


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").rglob("*.png")))
def test_pictures_are_small_and_shown(picture: Path) -> None:
    assert picture.stat().st_size < 200_000
    assert any(picture.name in text for text in TEXTS.values())


# --- What runs ---


@pytest.mark.parametrize("page", [name for name, blocks in RUN.items() if any(map(can_run, blocks))])
def test_the_code_of_a_page_does_what_the_page_says(page: str, tmp_path: Path) -> None:
    """`python tests/support/desk.py PAGE` writes anew what it prints."""
    with seated(tmp_path):
        lay(tmp_path)
        for block in filter(can_run, BLOCKS[page]):
            assert block.printed in (None, printed(block, tmp_path)), f"{page}:{block.line}"


@pytest.mark.parametrize(
    "line", ["pip install quotekit", "curl -s https://example.org/", "rm -r corpus", "python -c 1"]
)
def test_a_page_cannot_install_fetch_or_remove(line: str, tmp_path: Path) -> None:
    with seated(tmp_path):
        lay(tmp_path)
        with pytest.raises(RuntimeError, match="exit status 127"):
            printed(Block("sh", f"{line}\n", 1, None, None), tmp_path)


def test_there_are_blocks_that_run_and_show_what_they_print() -> None:
    blocks = [one for ones in RUN.values() for one in ones]
    assert len([one for one in blocks if can_run(one)]) > 50
    assert len([one for one in blocks if can_run(one) and one.printed]) > 15


# --- Links and the site ---


@pytest.mark.parametrize(("name", "link"), [pair for pair in LINKS if "://" not in pair[1]])
def test_relative_links_resolve(name: str, link: str) -> None:
    """Their anchors are for `mkdocs build --strict`, in `.ci/run`."""
    path = link.partition("#")[0]
    assert not path or ((ROOT / name).parent / path).exists()


@pytest.mark.parametrize("page", [name.removeprefix("docs/") for name in TEXTS if name.startswith("docs/")])
def test_every_page_is_in_the_navigation_once(page: str) -> None:
    assert re.findall(rf": ({re.escape(page)})$", SITE, re.M) == [page]


def test_the_site_asks_for_nothing_from_elsewhere() -> None:
    assert "font: false" in SITE
    assert re.findall(r"https?://", SITE) == []


def test_the_site_is_not_part_of_the_checkout() -> None:
    [folder] = re.findall(r"^site_dir: (\w+)/", SITE, re.M)
    assert f"{folder}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    assert "mkdocs" in setup["options.extras_require"]["docs"]
