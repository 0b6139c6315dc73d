"""The shape of the package: one-way layers, quick imports, small functions."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "quotekit"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*.py"))}

# Each module may import only modules that stand before it.
LAYERS = (
    "errors records problems formats dates decoding article_ids columns lines tables objects parquet page_data "
    "webpages crawls archives inputs",
    "lexicon paragraphs outlets reading rows tokens identities stems rarity rouge",
    "wordings alignment likeness neighbours clustering renderings variants",
    "analysis marks view gold ranking aliases roster",
    "wordtypes layout contexts features crf spans logistic",
    "phrases drafts speech links contents assembly chunks sources confidence acts model edges attribution",
    "roles kinds names entities people cast descriptions story pronouns callings turns speakers",
    "candidates passages concepts echoes outline coverage methods telling picks",
    "pipeline summary contest estimator",
    "counting fitting training_passes training_decisions training rankfit coreference training_speakers",
    "training_variants",
    "selection files export_columns arrow workbooks standoff standoff_reading linked_data annotations",
    "writing pages comparing wordsets predictions evaluation evaluation_speakers",
    "store_schema store_file store_records store_people store_variants store_adding store_query store_search store",
    "exports highlights timeline badges sheets report_quotes report",
    "workers forms errands web_models web_guard web serving",
    "running cli_options cli_rows cli_compare cli_evaluate cli_export cli_report cli_serve cli_store cli_summaries",
    "cli_train cli __main__ __init__",
)
ORDER = " ".join(LAYERS).split()

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 320, 60, 12


def imported(source: str) -> set[str]:
    """The modules of the package that a source imports, wherever in it; `__init__` for the package itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(name.name.removeprefix("quotekit").strip(".") for name in node.names if _is_ours(name.name))
        elif isinstance(node, ast.ImportFrom) and (node.level or _is_ours(node.module or "")):
            home = (node.module or "") if node.level else (node.module or "").removeprefix("quotekit").strip(".")
            found.update([home] if home else [name.name if name.name in SOURCES else "" for name in node.names])
    return {name.split(".")[0] or "__init__" for name in found}


def _is_ours(name: str) -> bool:
    return name.split(".")[0] == "quotekit"


def functions(source: str) -> Iterator[tuple[str, int]]:
    """The name and the lines of every function of a source, methods and inner functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


# --- Layers ---


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import os, quotekits.cli", ""),
        ("from quotekits import cli", ""),
        ("x = 'import quotekit.cli'", ""),
        ("import quotekit", "__init__"),
        ("import os, quotekit.cli as c", "cli"),
        ("from quotekit import links, analyze", "links __init__"),
        ("from quotekit.cli import main", "cli"),
        ("from . import links, analyze", "links __init__"),
        ("from .cli import main", "cli"),
        ("def f():\n    from quotekit.cli import main", "cli"),
        ("if TYPE_CHECKING:\n    from quotekit.cli import main", "cli"),
    ],
)
def test_imports_are_seen(source: str, modules: str) -> None:
    assert imported(source) == set(modules.split())


def test_every_module_is_in_the_table_once() -> None:
    assert sorted(ORDER) == sorted(SOURCES)


@pytest.mark.parametrize("module", SOURCES)
def test_a_module_imports_only_modules_before_it(module: str) -> None:
    before = ORDER[: ORDER.index(module)]
    assert sorted(imported(SOURCES[module]) - set(before)) == []


# --- Imports ---

HEAVY = {
    *("numpy", "nltk", "sklearn", "scipy", "pandas", "rich", "jinja2", "trafilatura", "lxml"),
    *("pyarrow", "openpyxl", "warcio", "fastapi", "uvicorn", "pydantic"),
}
MODELS = {"nltk", "sklearn", "scipy", "pandas"}


def asked_for(code: str, *arguments: str) -> set[str]:
    """The top-level modules that a fresh Python asks for while it runs some code, installed or not."""
    hook = (
        "import sys\nasked = set()\n"
        "sys.addaudithook(lambda event, args: event == 'import' and asked.add(args[0].split('.')[0]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{hook}{code}\nprint('asked for', *asked, file=sys.stderr)", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("asked for ")
    return set(last.split()[2:])


RUN = "from quotekit.cli import cli\ncli(sys.argv[1:], standalone_mode=False)"


def test_what_is_asked_for_is_seen() -> None:
    assert {"json", "no_such_module"} <= asked_for(
        "import json\ntry: import no_such_module.x\nexcept ImportError: pass"
    )


def test_the_package_imports_nothing_heavy() -> None:
    asked = asked_for("import quotekit\nquotekit.Analysis")
    assert "quotekit" in asked
    assert not asked & (HEAVY | {"charset_normalizer", "click"})


@pytest.mark.parametrize(
    "command",
    [
        "",
        "quotes",
        "speakers",
        "summarize",
        "evaluate",
        "evaluate-summaries",
        "compare",
        "report",
        "serve",
        "export",
        "store add",
    ],
)
def test_help_imports_nothing_heavy(command: str) -> None:
    assert not asked_for(RUN, *command.split(), "--help") & (HEAVY | {"charset_normalizer"})


def test_finding_quotes_imports_no_library_of_models() -> None:
    asked = asked_for(RUN, "quotes", str(ROOT / "corpus" / "harbour-wire.txt"), "--format", "jsonl")
    assert "numpy" in asked  # it has found some
    assert not asked & MODELS


# --- Sizes ---


@pytest.mark.parametrize("module", SOURCES)
def test_no_module_is_long(module: str) -> None:
    assert len(SOURCES[module].splitlines()) <= LONGEST_MODULE, f"{module}.py is too long: divide it"


def test_functions_are_small() -> None:
    sizes = {(module, name, size) for module, source in SOURCES.items() for name, size in functions(source)}
    assert sorted(found for found in sizes if found[2] > LONGEST_FUNCTION) == []


def test_half_of_the_functions_are_tiny() -> None:
    assert median(size for source in SOURCES.values() for _, size in functions(source)) <= MEDIAN_FUNCTION
