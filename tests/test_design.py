"""The documents on the inside say what is there: the table of rooms, every name and path, the answers of the design."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import quotekit
from quotekit.models.model import Model
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import Rarity
from quotekit.training.variants import Example
from quotekit.variants.wordings import Rarities, Wording, wording_of
from tests.test_layers import ROOT, SHARED, SOURCES, WAY, room_of

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "corpus/README.md")),
        *(ROOT / "docs").rglob("*.md"),
    ]
)
LOG = ROOT / "docs" / "experiments.md"
"""It keeps the names of its days."""
FIRST = {name.split(".")[0] for name in SOURCES} - {"__init__", "__main__"}
SUFFIXES = {"csv", "db", "html", "json", "jsonl", "jsonld", "md", "npz", "py", "tsv", "txt", "xlsx", "zip"}
OURS = ("quotekit", "tests", "docs", "benchmarks", "corpus", ".ci", ".github")


def names_in(text: str) -> list[str]:
    """The names between backticks that begin with a room or a file of the ground: `text.lexicon.Lexicon`."""
    names = re.findall(r"`([a-z_]+(?:\.\w+)+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
    return [name for name in names if name.split(".")[0] in FIRST and name.rpartition(".")[2] not in SUFFIXES]


def paths_in(text: str) -> list[str]:
    """The paths in the checkout between backticks, patterns too."""
    paths = re.findall(r"`([\w.*][\w.*/-]*)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
    return [path for path in paths if "/" in path and path.split("/")[0] in OURS]


def found(name: str) -> Any:
    """What a dotted name below the package stands for: a module, or what it holds. AttributeError for nothing."""
    module, rest = name, list[str]()
    while module not in SOURCES and f"{module}.__init__" not in SOURCES:
        module, _, last = module.rpartition(".")
        if not module:
            raise AttributeError(name)
        rest.insert(0, last)
    value = import_module(f"quotekit.{module}")
    for part in rest:
        value = getattr(value, part)
    return value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("text.lexicon", []),
        ("`speakers.jsonl` and `os.path`", []),
        ("`text`", []),
        ("```sh\n`text.lexicon`\n```", []),
        ("`text.lexicon` in `rows.COLUMNS`", ["text.lexicon", "rows.COLUMNS"]),
    ],
)
def test_names_are_seen(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize("name", ["text.no_such", "rows.NO_SUCH", "text.lexicon.Lexicon.no_such", "nothing.at.all"])
def test_names_that_are_not_there_are_seen(name: str) -> None:
    with pytest.raises(AttributeError):
        found(name)


NAMES = [(path.name, name) for path in DOCUMENTS if path != LOG for name in names_in(path.read_text(encoding="utf-8"))]
PATHS = [(path.name, name) for path in DOCUMENTS if path != LOG for name in paths_in(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("document", "name"), NAMES)
def test_every_name_in_the_documents_is_there(document: str, name: str) -> None:
    found(name)


@pytest.mark.parametrize(("document", "path"), PATHS)
def test_every_path_in_the_documents_is_there(document: str, path: str) -> None:
    assert list(ROOT.glob(path.rstrip("/")))


def test_there_are_names_and_paths() -> None:
    assert len(NAMES) > 60
    assert len(PATHS) > 20


def test_the_shared_files_are_those_of_the_layers() -> None:
    [told] = re.findall(r"the shared files on the ground \(([^)]*)\)", DESIGN)
    assert re.findall(r"`(\w+)`", told) == SHARED.split()


def test_the_table_of_rooms_is_that_of_the_layers() -> None:
    rows = re.findall(r"^\| (?:`([\w.]+)`|\*ground\*) \| [^|]+ \| [^|]+ \| (.+) \|$", DESIGN, re.M)
    assert [(room, " ".join(re.findall(r"`([\w.]+)`", told))) for room, told in rows] == list(WAY.items())


@pytest.mark.parametrize("module", SOURCES)
def test_files_named_in_the_code_are_there(module: str) -> None:
    """`lexicon.py` in a comment or docstring is a file beside or above, else a path in the package or the checkout."""
    folder = (ROOT / "quotekit").joinpath(*room_of(module).split("."))
    for name in re.findall(r"`([\w/]+\.py)`", SOURCES[module]):
        assert any((place / name).is_file() for place in (folder, folder.parent, ROOT / "quotekit", ROOT)), name


# --- The answers of the design are what happens ---


def answer_to(question: str) -> str:
    """The first name or path in the answer that the design gives."""
    [answer] = re.findall(rf"^\| {re.escape(question)} \| `([^`]+)`", DESIGN, re.M)
    return str(answer)


def called(action: Callable[[], Any]) -> set[str]:
    """The functions of the package that an action calls, as `names.find.with_names`."""
    calls: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("quotekit."):
            calls.add(f"{module.removeprefix('quotekit.')}.{frame.f_code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


SAID = "Ana Reyes spoke on Monday. “The dam held,” {} said."
PAGE = b"<html><body><article><p>%s</p></article></body></html>" % ("“The dam held,” said Ana Reyes. " * 9).encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://echo.example/a\r\nWARC-Date: 2025-04-01T00:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTTP), HTTP)
)


def export(name: str) -> Callable[[Path], object]:
    return lambda folder: quotekit.export(quotekit.analyze(SAID.format("she")), folder / name)


def read(name: str, data: bytes) -> Callable[[Path], object]:
    def action(folder: Path) -> None:
        (folder / name).write_bytes(data)
        [article] = quotekit.read(folder / name)
        assert "The dam held" in article.text

    return action


@pytest.mark.parametrize(
    ("question", "without", "doing"),
    [
        (
            "Where is “he” resolved?",
            lambda _: quotekit.analyze(SAID.format("Ana Reyes")),
            lambda _: quotekit.analyze(SAID.format("she")),
        ),
        ("Where is the CSV written?", export("a.jsonl"), export("a.csv")),
        ("Where is a WARC read?", read("a.html", PAGE), read("a.warc", WARC)),
    ],
)
def test_what_the_design_names_is_what_is_called(
    question: str, without: Callable[[Path], object], doing: Callable[[Path], object], tmp_path: Path
) -> None:
    answer = answer_to(question)
    assert answer not in called(lambda: without(tmp_path))
    assert answer in called(lambda: doing(tmp_path))


def test_the_table_that_the_design_names_is_where_a_cue_verb_is_added() -> None:
    path = ROOT / answer_to("Where is a cue verb added?")
    text = path.read_text(encoding="utf-8")
    assert "burbled" not in Lexicon.shipped().cues
    assert Lexicon.of_texts({path.stem: text}).cues == Lexicon.shipped().cues
    row = dict.fromkeys(text.partition("\n")[0].split("\t"), "") | {"cue": "burble", "forms": "burble|burbled"}
    row |= {"act": "statement", "strength": "90", "example": "“It held,” Ana Reyes burbled."}
    lexicon = Lexicon.of_texts({path.stem: "\t".join(row) + "\n" + "\t".join(row.values()) + "\n"})
    assert lexicon.cues["burbled"].lemma == "burble"


def wording(kind: quotekit.records.QuoteKind, text: str) -> Wording:
    quote = quotekit.Quote("a-1", "a", kind, "statement", (quotekit.Span(0, len(text)),))
    return wording_of(text, quote, None, Rarities(Rarity({}, 7.0)))


def test_the_function_that_the_design_names_fits_the_odds_of_variants() -> None:
    texts = ("The old dredger sank near the pier", "The old dredger sank", "Nobody resigned on Monday")
    pairs = [
        Example(wording(kind, one), wording("direct", other), is_one)
        for kind in ("direct", "indirect")
        for one, other, is_one in ((texts[0], texts[1], True), (texts[0], texts[2], False), (texts[1], texts[2], False))
    ]
    fitted = found(answer_to("Where are the odds of variants fitted?"))(pairs)
    shipped = Model.shipped().odds
    assert set(fitted) == set(shipped)
    assert all({"bias"} < set(fitted[kind]) <= set(shipped[kind]) for kind in shipped)
