"""What is installed: every library that is imported is declared, every data file travels, one version everywhere."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETUP = ConfigParser(interpolation=None)
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")
DISTRIBUTIONS = {"sklearn": "scikit-learn", "pydantic_core": "pydantic", "docx": "python-docx"}
"""Who brings a library, where that is not its own name; pydantic_core is pinned by pydantic."""
OURS = {"quotekit", "tests", "benchmarks", "__future__", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}


def lines(text: str) -> list[str]:
    """The lines of a value of setup.cfg."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def names(requirements: str) -> set[str]:
    """The distributions that some requirements name; in place of `quotekit[extra]` those of the extra."""
    found: set[str] = set()
    for name, extras in re.findall(r"^([\w-]+)(?:\[([\w,]+)\])?", "\n".join(lines(requirements)), re.M):
        found |= set().union(*(names(EXTRAS[extra]) for extra in extras.split(","))) if extras else {name}
    return found


CORE = SETUP["options"]["install_requires"]
EXTRAS = dict(SETUP["options.extras_require"])


def libraries(source: str) -> Iterator[str]:
    """The top-level names of the libraries of others that a source imports, by `import_module("...")` too."""
    for node in ast.walk(ast.parse(source)):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module":
            modules = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        for name in {module.split(".")[0] for module in modules} - OURS - sys.stdlib_module_names:
            yield DISTRIBUTIONS.get(name, name.replace("_", "-"))


def imported(folder: str) -> dict[str, str]:
    """Each library that a folder imports, with a file that does; not what stands beside it."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    own = {path.stem for path in paths if path.parent == ROOT / folder}
    return {
        name: path.name for path in paths for name in libraries(path.read_text(encoding="utf-8")) if name not in own
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os, sys", ""),
        ("from quotekit import errors", ""),
        ("import_module(name)", ""),
        ("import numpy as np, lxml.html", "numpy lxml"),
        ("def f():\n    from sklearn.svm import SVC", "scikit-learn"),
        ("import_module('openpyxl.utils')", "openpyxl"),
        ("import charset_normalizer", "charset-normalizer"),
    ],
)
def test_libraries_are_seen(source: str, found: str) -> None:
    assert set(libraries(source)) == set(found.split())


@pytest.mark.parametrize(
    ("requirements", "found"),
    [
        ("", ""),
        ("\nnumpy >= 1\nlxml-html-clean >= 0.4", "numpy lxml-html-clean"),
        ("quotekit[warc,frame]", "warcio pandas"),
    ],
)
def test_requirements_are_read(requirements: str, found: str) -> None:
    assert names(requirements) == set(found.split())


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("quotekit", "excel frame network office parquet plots spacy spark warc web"),
        ("tests", "test browser spark"),
        ("benchmarks", "test spark dev"),
    ],
)
def test_every_library_that_is_imported_is_declared(folder: str, extras: str) -> None:
    declared = names(CORE).union(*(names(EXTRAS[extra]) for extra in extras.split()))
    declared |= {"sumy", "ftfy"}  # peers in benchmarks, which pass them over where they are not installed
    declared.add("label-studio-sdk")  # in an environment that its benchmark makes for it
    assert {name: where for name, where in imported(folder).items() if name not in declared} == {}


def test_whatever_is_declared_is_imported_or_needed_by_what_is() -> None:
    unseen = {
        "lxml-html-clean",  # trafilatura fails to import without it, and pip before 23.3 does not see that
        "pytest-xdist",  # -n auto
        "ipykernel",  # what nbclient runs
    }
    declared = names(CORE).union(*(names(EXTRAS[extra]) for extra in EXTRAS if extra not in ("dev", "docs")))
    assert declared - set(imported("quotekit")) - set(imported("tests")) == unseen


def test_the_tests_need_every_extra_of_the_program() -> None:
    [ours] = [line for line in lines(EXTRAS["test"]) if line.startswith("quotekit[")]
    assert set(ours[len("quotekit[") : -1].split(",")) == set(EXTRAS) - {"test", "browser", "spark", "docs", "dev"}


@pytest.mark.parametrize("requirement", lines("\n".join([CORE, *EXTRAS.values()])))
def test_every_requirement_has_a_lowest_version_and_no_highest(requirement: str) -> None:
    assert re.fullmatch(r"[\w-]+ >= [\d.]+|quotekit\[[a-z,]+\]", requirement)


def test_every_data_file_is_installed() -> None:
    package = ROOT / "quotekit"
    listed = {path for glob in lines(SETUP["options.package_data"]["quotekit"]) for path in package.glob(glob)}
    there = {path for path in package.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert there <= listed
    assert len(there) > 20


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "quotekit").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize(("key", "own"), [("version", "version"), ("license", "license_expression"), ("title", "name")])
def test_the_citation_says_what_the_package_says(key: str, own: str) -> None:
    cited = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M))
    assert cited[key] == SETUP["metadata"][own]
