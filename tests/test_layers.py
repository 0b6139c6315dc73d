"""The shape of the package: rooms and the way between them, no circles, quick imports, small functions."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "quotekit"
SOURCES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""Every module by its dotted name below the package: `text.lexicon`, `text.__init__`, `errors`."""

GROUND = "errors records dates atomic rows wordtables analysis gold pipeline plugins __init__ __main__"
"""The files that all rooms share, and those that call the rooms."""
SHARED = "errors records dates atomic rows wordtables analysis gold plugins"
"""Those of them that any room may import."""
WAY = {
    "plain": "",
    "workers": "",
    "checkpoints": "",
    "text": "plain",
    "names": "text",
    "reading": "plain.languages text.paragraphs reading.markup",
    "reading.office": "reading",
    "reading.markup": "",
    "attribution.tagging": "text",
    "attribution.decisions": "text attribution.tagging",
    "attribution": "text names.name names.tellers attribution.tagging attribution.decisions",
    "layout": "text names.name attribution.decisions.drafts",
    "speakers": "text names attribution.decisions.drafts",
    "speakers.choice": "text names attribution.decisions.drafts speakers",
    "speakers.people": "text speakers",
    "models": "text names attribution attribution.tagging attribution.decisions",
    "headlines": "models text names attribution.decisions.drafts attribution.tagging speakers speakers.choice",
    "analyses": "plain models text attribution attribution.decisions.drafts layout names speakers speakers.choice "
    "headlines",
    "": "analyses workers plain models text reading variants stories summary summary.standing store exporting "
    "annotating annotating.webanno reporting notebooks auditing estimators speakers.people cli",
    "stories": "plain text models",
    "variants": "plain text stories models",
    "summary.standing": "text names speakers models",
    "summary": "plain text stories speakers speakers.people summary.standing pipeline models",
    "store.keeping": "speakers.people stories variants models",
    "store": "store.keeping speakers speakers.people stories variants pipeline models",
    "annotating": "reading.decoding",
    "annotating.webanno": "annotating text.tokens",
    "exporting": "stories variants models reading.decoding",
    "reporting": "plain exporting speakers speakers.people stories summary variants text models",
    "notebooks": "speakers.people variants reporting",
    "plots": "",
    "spacy": "pipeline models",
    "nltk": "reading.decoding text.tokens pipeline models",
    "estimators": "summary text.rarity pipeline models",
    "auditing.sources": "speakers.people",
    "auditing": "auditing.sources speakers speakers.people stories.event store exporting reporting models",
    "browsing": "auditing exporting reporting store variants",
    "spark": "workers reading exporting speakers.people stories.event variants pipeline models",
    "evaluation": "summary text variants.alignment models",
    "training": "checkpoints pipeline text names attribution attribution.tagging attribution.decisions speakers "
    "speakers.choice variants models",
    "web.work": "browsing",
    "web": "web.work browsing reporting summary exporting reading speakers speakers.people pipeline models",
    "cli.running": "text reading speakers speakers.people stories variants summary exporting pipeline models workers",
    "cli.counting": "cli.running speakers.people exporting auditing store pipeline models",
    "cli.storing": "cli.running reading speakers.people variants exporting store store.keeping models",
    "cli": "cli.running cli.counting cli.storing text reading attribution speakers speakers.people variants summary "
    "store store.keeping exporting reporting spark evaluation checkpoints training browsing web pipeline models",
}
"""What a room may import besides `SHARED` and its own files: rooms, or single modules. "" is the ground."""

MOST_MODULES, LONGEST_MODULE, MOST_IMPORTS = 12, 300, 12
LONGEST_FUNCTION, MEDIAN_FUNCTION, TENTH_FUNCTION = 60, 10, 20


def room_of(module: str) -> str:
    """The room that a module lies in; "" for the ground."""
    return module.rpartition(".")[0]


def imported(source: str, modules: Mapping[str, str] = SOURCES) -> set[str]:
    """The modules of the package that a source imports, wherever in it; a name with `__init__` for a room's face."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(_module(name.name, modules) for name in node.names if _is_ours(name.name))
        elif isinstance(node, ast.ImportFrom) and _is_ours(node.module or ""):
            assert node.level == 0
            for name in node.names:
                inner = f"{node.module}.{name.name}".removeprefix("quotekit.")
                found.add(inner if inner in modules else _module(node.module or "", modules))
    return found


def _module(dotted: str, modules: Mapping[str, str]) -> str:
    name = dotted.removeprefix("quotekit").strip(".")
    return name if name in modules else f"{name}.__init__".strip(".")


def _is_ours(name: str) -> bool:
    return name.split(".")[0] == "quotekit"


def functions(source: str) -> Iterator[tuple[str, int]]:
    """The name and the lines of every function of a source, methods and inner functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The names along a circle of a graph; none where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


# --- The way through the rooms ---


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import os, quotekits.cli", ""),
        ("from quotekits import cli", ""),
        ("x = 'import quotekit.cli'", ""),
        ("import quotekit", "__init__"),
        ("import os, quotekit.cli.main as c", "cli.main"),
        ("from quotekit import errors, analyze", "errors __init__"),
        ("from quotekit.cli import main, report", "cli.main cli.report"),
        ("from quotekit.cli.main import main", "cli.main"),
        ("from quotekit.text import Document", "text.__init__"),
        ("def f():\n    from quotekit.cli.main import main", "cli.main"),
        ("if TYPE_CHECKING:\n    from quotekit.cli.main import main", "cli.main"),
    ],
)
def test_imports_are_seen(source: str, modules: str) -> None:
    assert imported(source) == set(modules.split())


@pytest.mark.parametrize(
    ("graph", "names"), [({}, set()), ({"a": {"b"}, "b": set()}, set()), ({"a": {"b"}, "b": {"a"}}, {"a", "b"})]
)
def test_circles_are_seen(graph: dict[str, set[str]], names: set[str]) -> None:
    assert set(circle(graph)) == names


def test_every_module_lies_in_a_room_of_the_table() -> None:
    assert {room_of(module) for module in SOURCES} == set(WAY)
    assert {module for module in SOURCES if not room_of(module)} == set(GROUND.split())


@pytest.mark.parametrize("module", SOURCES)
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    room = room_of(module)
    allowed = {*SHARED.split(), *WAY[room].split(), *([] if room else GROUND.split())}
    for name in imported(SOURCES[module]):
        assert name == module or not name.endswith(".__init__"), f"{name}: the module, not the face of its room"
        assert {name, room_of(name)} & allowed or room_of(name) == room, name


def test_there_is_no_circle_of_modules() -> None:
    assert circle({module: imported(source) - {module} for module, source in SOURCES.items()}) == []


def test_there_is_no_circle_of_rooms() -> None:
    graph: dict[str, set[str]] = {}
    for module, source in SOURCES.items():
        if room := room_of(module):  # files on the ground are rooms of their own: some rooms stand on them
            graph.setdefault(room, set()).update({room_of(name) or name for name in imported(source)} - {room})
        elif not module.startswith("__"):
            graph[module] = {room_of(name) or name for name in imported(source)}
    assert circle(graph) == []


@pytest.mark.parametrize("room", WAY)
def test_no_room_is_crowded(room: str) -> None:
    files = [module for module in SOURCES if room_of(module) == room and (not room or not module.endswith("__init__"))]
    assert len(files) <= MOST_MODULES


@pytest.mark.parametrize(
    "module", sorted(SOURCES.keys() - {"__init__"})
)  # it imports its public names for type checkers only
def test_no_module_imports_half_of_the_house(module: str) -> None:
    assert len(imported(SOURCES[module])) <= MOST_IMPORTS


# --- Imports ---

HEAVY = {
    *("numpy", "nltk", "sklearn", "scipy", "pandas", "rich", "jinja2", "trafilatura", "lxml"),
    *("pyarrow", "pyspark", "openpyxl", "warcio", "fastapi", "uvicorn", "pydantic"),
}
MODELS = {"nltk", "sklearn", "scipy", "pandas"}
FEW = {
    room: {"numpy"}
    for room in WAY
    if room.split(".")[0] in ("text", "attribution", "speakers", "stories", "store", "auditing", "browsing", "spark")
}
"""The rooms that need a heavy library as soon as one of their modules is imported."""
LAZY = (
    "plain",
    "workers",
    "reading",
    "reading.markup",
    "variants",
    "summary",
    "store",
    "exporting",
    "reporting",
    "evaluation",
)
"""Rooms whose modules load none, but when one is needed."""


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


RUN = "from quotekit.cli.main import cli\ncli(sys.argv[1:], standalone_mode=False)"


def test_what_is_asked_for_is_seen() -> None:
    assert {"wave", "no_such_module"} <= asked_for(
        "import wave\ntry: import no_such_module.x\nexcept ImportError: pass"
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
        "audit",
        "serve",
        "export",
        "spark",
        "store add",
    ],
)
def test_help_imports_nothing_heavy(command: str) -> None:
    assert not asked_for(RUN, *command.split(), "--help") & (HEAVY | {"charset_normalizer"})


def test_finding_quotes_imports_no_library_of_models() -> None:
    asked = asked_for(RUN, "quotes", str(ROOT / "corpus" / "harbour-wire.txt"), "--format", "jsonl")
    assert "numpy" in asked  # it has found some
    assert not asked & MODELS


@pytest.mark.parametrize("room", [*FEW, *LAZY])
def test_a_room_loads_only_what_it_stands_on(room: str) -> None:
    modules = [name for name in SOURCES if room_of(name) == room]
    asked = asked_for("; ".join(f"import quotekit.{name}" for name in modules if not name.endswith("__init__")))
    assert asked & HEAVY <= FEW.get(room, set())


# --- Sizes ---


@pytest.mark.parametrize("module", SOURCES)
def test_no_module_is_long(module: str) -> None:
    assert len(SOURCES[module].splitlines()) <= LONGEST_MODULE, f"{module} is too long: divide it"


def test_functions_are_small() -> None:
    sizes = {(module, name, size) for module, source in SOURCES.items() for name, size in functions(source)}
    assert sorted(found for found in sizes if found[2] > LONGEST_FUNCTION) == []


def test_most_functions_are_tiny() -> None:
    sizes = [size for source in SOURCES.values() for _, size in functions(source)]
    assert median(sizes) <= MEDIAN_FUNCTION
    assert quantiles(sizes, n=10)[-1] <= TENTH_FUNCTION
