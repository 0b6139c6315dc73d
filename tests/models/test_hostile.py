"""Any file at all is either a model, with which texts are read, or one line that names it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from quotekit import analyze_each
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging.crf import N_LABELS
from quotekit.errors import UsageError
from quotekit.models import parts
from quotekit.models.bundle import MOST_BYTES, as_array, written
from quotekit.models.model import Model
from quotekit.text.casing import Casing
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import Rarity
from quotekit.variants.grouping import group

TEXT = "“The dam held,” said Ana Reyes. The mayor said that she hoped it would hold. He was glad."
RNG = np.random.default_rng(7)
RANKERS: dict[str, dict[str, Any]] = {"weights": {task: {"gender known": 1.0} for task in parts.TASKS}}
ODDS = {name: {"bias": -1.0, "run": 2.0} for name in parts.REGRESSIONS}
CASING = Casing(np.array([3, 9], np.uint32), np.array([1, 7], np.uint8), np.eye(16, 3, dtype=np.int8))
HEADER: dict[str, Any] = {
    "bits": 8,
    "scales": [0.01, 0.01, 0.01],
    "decisions": {stage.decision.name: [0.01, 0.5] for stage in STAGES},
}


def small() -> dict[str, NDArray[Any]]:
    """A model of a few kilobytes, with every part."""
    arrays: dict[str, NDArray[Any]] = {"header": as_array(HEADER), "rankers": as_array(RANKERS)}
    for number in range(3):
        arrays[f"rows{number}"] = np.arange(20, dtype=np.uint32) % 9
        arrays[f"weights{number}"] = RNG.integers(-127, 128, (N_LABELS, 20)).astype(np.int8)
    for number in range(2):
        arrays[f"transition{number}"] = RNG.normal(size=(N_LABELS, N_LABELS)).astype(np.float32)
        arrays[f"initial{number}"] = RNG.normal(size=N_LABELS).astype(np.float32)
    for stage in STAGES:
        arrays[stage.decision.name] = RNG.integers(-127, 128, 64).astype(np.int8)
    arrays |= {"words": np.array([3, 9], np.uint32), "word_classes": np.array([[1, 2, 3], [4, 5, 0]], np.uint8)}
    arrays |= {"endings": np.array([4], np.uint32), "ending_classes": np.array([[1, 0]], np.uint8)}
    arrays |= parts.rarity_arrays("rarity", Rarity({5: 1.0}, 6.0), "nothing")
    arrays |= parts.casing_arrays(CASING, "nothing")
    arrays |= parts.variant_arrays(ODDS, Rarity({6: 2.0}, 7.0), "nothing")
    return arrays | parts.word_arrays(Lexicon.shipped(), ("titles",))


SMALL = small()
DATA = written(SMALL)


def read_with(path: Path, data: bytes) -> None:
    """Read a text with what a file holds; only that it is no model may be raised."""
    path.write_bytes(data)
    said = ""
    try:
        model = Model.load(path)
    except UsageError as error:
        said = str(error)
    if said:
        assert said.startswith(str(path))
        assert "\n" not in said
        return
    analyses = list(analyze_each([TEXT, TEXT.replace("Ana", "Eve"), TEXT.upper()], model))
    list(group(analyses, model))


def test_the_small_model_is_one(tmp_path: Path) -> None:
    (tmp_path / "small.npz").write_bytes(DATA)
    assert Model.load(tmp_path / "small.npz").header == HEADER
    read_with(tmp_path / "small.npz", DATA)


def _raw(header: str, body: bytes = b"") -> bytes:
    """A .npy of any header."""
    text = header.encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + body


def _zipped(changed: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The small model with other members."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(file, "w", kind) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return file.getvalue()


def _header(**changed: Any) -> dict[str, Any]:
    return {"header": as_array(HEADER | changed)}


def _like(name: str, value: float) -> dict[str, Any]:
    return {name: np.full_like(SMALL[name], value)}


def _bomb() -> bytes:
    """A member that says it is small and unpacks to a gigabyte."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = b"".join([*(packed.compress(bytes(1 << 20)) for _ in range(1024)), packed.flush()])
    data = bytearray(_zipped({"words.npy": zeros}, zipfile.ZIP_STORED))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"words.npy"))
    struct.pack_into("<H", data, at + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<L", data, at + 24, 1 << 31)
    return bytes(data)


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "a shape": (lambda: written(SMALL | {"initial0": np.zeros(6, np.float32)}), r"initial0 is float32 \(6,\), not"),
    "dimensions": (lambda: written(SMALL | {"speech": np.zeros((8, 8), np.int8)}), r"speech is int8 \(8, 8\), not"),
    "a type": (lambda: written(SMALL | {"words": np.zeros(2)}), r"words is float64 \(2,\), not uint32 \(any\)"),
    "NaN": (lambda: written(SMALL | _like("transition1", np.nan)), "transition1 holds what is no number"),
    "infinity": (lambda: written(SMALL | _like("initial1", np.inf)), "initial1 holds what is no number"),
    "NaN as JSON": (lambda: written(SMALL | _header(scales=[float("nan"), 1, 1])), "header is no JSON"),
    "rows beyond": (lambda: written(SMALL | _like("rows0", 60_000)), "rows0 goes beyond 256 rows"),
    "no tag": (lambda: written(SMALL | _like("word_classes", 200)), "word_classes holds a tag or a bin that"),
    "no power of two": (lambda: written(SMALL | {"cut": np.zeros(6, np.int8)}), "cut has 6 weights, no power of two"),
    "rows of casing": (lambda: written(SMALL | {"casing.weights": np.zeros((3, 6), np.int8)}), "has 6 rows, no power"),
    "forms of casing": (lambda: written(SMALL | {"casing.weights": np.zeros((2, 8), np.int8)}), r"\(2, 8\), not"),
    "words out of order": (lambda: written(SMALL | _like("casing.words", 3)), "casing.words are not in order"),
    "no usual form": (lambda: written(SMALL | _like("casing.usual", 12)), "casing.usual holds what no word is"),
    "many bits": (lambda: written(SMALL | _header(bits=60)), "bits is a whole number from 1 to 20, not 60"),
    "bits that are true": (lambda: written(SMALL | _header(bits=True)), "bits is a whole number .* not True"),
    "no scales": (lambda: written(SMALL | _header(scales=None)), "scales is no list of three"),
    "a missing scale": (lambda: written(SMALL | _header(decisions={})), "speech is no pair of numbers"),
    "a large number": (lambda: written(SMALL | _header(scales=[1e300, 1, 1])), r"scales: 1e\+300 is no number from"),
    "a missing ranker": (lambda: written(SMALL | {"rankers": as_array({"weights": {"kind": {}}})}), "pronoun is no"),
    "a weight that is text": (
        lambda: written(SMALL | {"rankers": as_array({"weights": RANKERS["weights"] | {"kind": {"a": "b"}}})}),
        "kind: a: 'b' is no number",
    ),
    "no bias": (
        lambda: written(SMALL | {"variants": as_array({"weights": {"marked": {}, "paraphrase": {}}})}),
        "variants: marked has no bias",
    ),
    "rarities of another length": (
        lambda: written(SMALL | {"rarity.steps": np.zeros(9, np.uint8)}),
        r"rarity.steps is uint8 \(9,\), not uint8 \(1\)",
    ),
    "a table": (
        lambda: written(SMALL | {"words/titles": as_array("title\tgender\nMr.\tx\n")}),
        "titles.tsv:2: gender is m, f or -, not 'x'",
    ),
    "an unknown table": (lambda: written(SMALL | {"words/coaches": as_array("")}), "words/coaches is no table"),
    "deep JSON": (lambda: written(SMALL | {"rankers": as_array("[" * 100_000)}), "rankers is no JSON"),
    "a header of 10 ** 12 rows": (
        lambda: _zipped({"words.npy": _raw("{'descr': '<u4', 'fortran_order': False, 'shape': (1000000000000,)}")}),
        r"words: of shape \(1000000000000,\) does not fit its place",
    ),
    "a negative shape": (
        lambda: _zipped({"words.npy": _raw("{'descr': '<u4', 'fortran_order': False, 'shape': (-1, -2)}", bytes(8))}),
        "words",
    ),
    "objects": (
        lambda: _zipped({"words.npy": _raw("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", bytes(8))}),
        "words: holds object",
    ),
    "no array": (lambda: _zipped({"words.npy": b"no array"}), "words cannot be unpacked"),
    "another way of packing": (lambda: _zipped({}, zipfile.ZIP_LZMA), "is packed in a way that no model is"),
    "a bomb": (_bomb, f"bytes when unpacked, where {MOST_BYTES} are allowed"),
    "a name twice": (lambda: _twice(), r"\d+ arrays, of which \d+ are different"),
}


def _twice() -> bytes:
    file = io.BytesIO(DATA)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("words.npy", b"")
    return file.getvalue()


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named_in_one_line(kind: str, tmp_path: Path) -> None:
    make, message = WRONG[kind]
    (tmp_path / "bad.npz").write_bytes(make())
    with pytest.raises(UsageError, match=f"bad.npz: not a model that `quotekit train` wrote: .*{message}"):
        Model.load(tmp_path / "bad.npz")


@pytest.mark.parametrize("name", SMALL)
def test_without_an_array_it_is_no_model_or_the_part_is_the_shipped_one(name: str, tmp_path: Path) -> None:
    (tmp_path / "less.npz").write_bytes(written({one: array for one, array in SMALL.items() if one != name}))
    if name in ("rankers", "variants", "rarity.header", "casing.header", "words/titles"):
        model, shipped = Model.load(tmp_path / "less.npz"), Model.shipped()
        assert (model.rankers["pronoun"].weights == shipped.rankers["pronoun"].weights) == (name == "rankers")
        assert (model.odds == shipped.odds) == (name == "variants")
        assert (model.rarity == shipped.rarity) == (name == "rarity.header")
        assert (len(model.casing.words) == len(shipped.casing.words)) == (name == "casing.header")
        assert len(model.lexicon.titles) == len(shipped.lexicon.titles)
    else:
        with pytest.raises(UsageError, match=rf"less\.npz: .*{name} is missing"):
            Model.load(tmp_path / "less.npz")


SLOW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x40])  # encrypted, patched data, strong encryption
def test_flags_of_a_member_that_nobody_can_unpack(bit: int, tmp_path: Path) -> None:
    data = bytearray(DATA)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # of the file itself, of the list at the end
        at = data.find(head)
        while at >= 0:
            data[at + flags] ^= bit
            at = data.find(head, at + 4)
    (tmp_path / "flags.npz").write_bytes(data)
    with pytest.raises(UsageError, match=r"cannot be unpacked|packed in a way that no model is"):
        Model.load(tmp_path / "flags.npz")


@SLOW
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(1, 255)), min_size=1, max_size=4))
def test_flipped_bytes(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for at, bits in flips:
        data[at] ^= bits
    read_with(tmp_path / "flipped.npz", bytes(data))


def test_the_name_of_an_array_does_not_break_the_line(tmp_path: Path) -> None:
    for name in ("words/a\nb", "words/\x1b[2J", "a\rb"):
        read_with(tmp_path / "named.npz", written({name: as_array("word")}))
        with pytest.raises(UsageError, match="the name of an array cannot be printed"):
            Model.load(tmp_path / "named.npz")


@SLOW
@given(st.integers(0, len(DATA)), st.binary(max_size=40))
def test_cut_off_bytes(tmp_path: Path, size: int, end: bytes) -> None:
    read_with(tmp_path / "cut.npz", DATA[:size] + end)


@SLOW
@given(st.sampled_from(sorted(SMALL)), st.sampled_from(sorted(SMALL)))
def test_members_that_change_places(tmp_path: Path, one: str, other: str) -> None:
    read_with(tmp_path / "swapped.npz", written(SMALL | {one: SMALL[other], other: SMALL[one]}))


@SLOW
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_arrays_of_other_numbers(tmp_path: Path, name: str, data: st.DataObject) -> None:
    raw = bytearray(SMALL[name].tobytes())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=8)):
        raw[at] = data.draw(st.integers(0, 255))
    array = np.frombuffer(bytes(raw), SMALL[name].dtype).reshape(SMALL[name].shape)
    read_with(tmp_path / "other.npz", written(SMALL | {name: array}))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@SLOW
@given(st.sampled_from(["header", "rankers", "variants", "rarity.header", "casing.header"]), st.data())
def test_json_of_other_values(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = json.loads(SMALL[name].tobytes())
    place, key = content, data.draw(st.sampled_from(sorted(content)))
    while isinstance(place[key], dict) and place[key] and data.draw(st.booleans()):
        place, key = place[key], data.draw(st.sampled_from(sorted(place[key])))
    place[key] = data.draw(ANY)
    read_with(tmp_path / "other.npz", written(SMALL | {name: as_array(content)}))
