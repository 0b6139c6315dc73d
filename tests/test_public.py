"""The public names: of the package and of its rooms, lazy, listed, and none in the way of a module."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import pytest

import quotekit
from quotekit import Analysis, Article, UsageError
from quotekit.reading import problems

PACKAGE = Path(quotekit.__file__).parent
ROOMS = sorted(
    ".".join(("quotekit", *path.parent.relative_to(PACKAGE).parts))
    for path in PACKAGE.rglob("__init__.py")
    if path.parent != PACKAGE
)
MOST_NAMES = 5


def test_there_are_rooms() -> None:
    assert {"quotekit.text", "quotekit.attribution.tagging", "quotekit.web"} <= set(ROOMS)


@pytest.mark.parametrize("package", ["quotekit", "quotekit.store", "quotekit.exporting"])
def test_other_names_are_none(package: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        _ = importlib.import_module(package).nothing


def test_every_public_name_is_there_and_listed() -> None:
    assert dir(quotekit) == sorted(quotekit.__all__)
    assert [name for name in quotekit.__all__ if getattr(quotekit, name, None) is None] == []


def test_type_checkers_know_the_same_names() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    typed = {name.name for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert typed == set(quotekit._HOMES)


def test_the_version_is_that_of_the_distribution() -> None:
    assert quotekit.__version__ == version("quotekit")


def test_a_warning_of_reading_can_be_caught_by_its_public_name(tmp_path: Path) -> None:
    assert quotekit.ReadWarning is problems.ReadWarning
    (tmp_path / "a.txt").write_bytes(b"\x93It\x92s late,\x94 she said.")
    with pytest.warns(quotekit.ReadWarning, match="read as cp1252"):
        assert len(list(quotekit.read(tmp_path))) == 1


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_five_lines_what_it_is(room: str) -> None:
    said = importlib.import_module(room).__doc__ or ""
    assert len(said.strip().splitlines()) <= 5
    assert re.search(r"\bIn: .*\bOut: ", said, re.S)


@pytest.mark.parametrize("room", ROOMS)
def test_the_names_of_a_room_are_few_and_hide_no_module(room: str) -> None:
    face = importlib.import_module(room)
    names = dir(face) if "__getattr__" in vars(face) else []
    assert len(names) <= MOST_NAMES
    folder = PACKAGE.joinpath(*room.split(".")[1:])
    assert not [name for name in names if (folder / f"{name}.py").exists() or (folder / name).is_dir()]
    assert [name for name in names if getattr(face, name, None) is None] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_face_of_a_room_imports_no_module_of_it(room: str) -> None:
    code = f"import sys, {room}; print([name for name in sys.modules if name.startswith('{room}.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, timeout=60)
    assert done.stdout.strip() == "[]"


class Frame(list[str]):
    """What a data frame is: a list of the names of its columns to whoever goes through it."""

    columns = ("text",)


NO_ARTICLES = [{"text": "It rained."}, Frame(["text"]), b"It rained.", bytearray(b"a"), None, 3, io.StringIO("a\n" * 9),
               [None], [b"a"], ["a", {"text": "b"}], Path("a.txt"), Analysis((), (), ())]  # fmt: skip


@pytest.mark.parametrize("given", NO_ARTICLES, ids=lambda given: type(given).__name__)
def test_what_is_no_article_is_a_mistake_of_usage(given: Any) -> None:
    takers: list[Callable[[Any], object]] = [quotekit.analyze, lambda one: list(quotekit.analyze_each(one))]
    if not isinstance(given, Analysis):
        takers += [quotekit.summarize, quotekit.events, quotekit.report, quotekit.group, quotekit.network]
        takers.append(lambda one: quotekit.export(one, "no.csv"))
    for take in takers:
        with pytest.raises(UsageError, match=" not ") as raised:
            take(given)
        assert "\n" not in str(raised.value)
    assert not Path("no.csv").exists()


def test_what_is_meant_is_said() -> None:
    for given, said in (
        ({"text": "a"}, "an Article for each row"),
        (b"a", "decode it"),
        (io.StringIO(), "read() takes"),
    ):
        with pytest.raises(UsageError, match=re.escape(said)):
            quotekit.analyze(cast(Any, given))


@pytest.mark.parametrize("name", ["id", "title", "url", "outlet", "published", "author", "section"])
def test_what_is_told_of_an_article_is_text(name: str) -> None:
    with pytest.raises(UsageError, match=f"the {name} of an article is a str or None, not int: 3"):
        Article("It rained.", **{name: cast(Any, 3)})
