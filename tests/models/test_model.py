"""The model file: what is none is refused by its path; what the package carries is whole, small and says its origin."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quotekit import analyze
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging import crf, features
from quotekit.errors import UsageError
from quotekit.models.bundle import as_array
from quotekit.models.model import SHIPPED, Model

MODEL = SHIPPED / "weights" / "model.npz"


def _arrays() -> dict[str, Any]:
    with np.load(MODEL, allow_pickle=False) as stored:
        return dict(stored)


def _saved(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def _array(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def _empty_zip() -> bytes:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    return file.getvalue()


def _damaged() -> bytes:
    data = bytearray(MODEL.read_bytes())
    for at in range(2000, len(data) - 20_000, 5000):
        data[at] ^= 0xFF
    return bytes(data)


def _with(**changed: Any) -> bytes:
    return _saved(**(_arrays() | changed))


def _without(name: str) -> bytes:
    return _saved(**{key: value for key, value in _arrays().items() if key != name})


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"no model at all\n",
    "a-zip-of-nothing": _empty_zip,
    "an-array": lambda: _array(np.zeros(3)),
    "a-pickle": lambda: _array(np.array([{"a": 1}], object)),
    "cut-short": lambda: MODEL.read_bytes()[: MODEL.stat().st_size // 2],
    "cut-to-its-first-bytes": lambda: MODEL.read_bytes()[:64],
    "damaged": _damaged,
    "pickled-header": lambda: _with(header=np.array([{"bits": 18}], object)),
    "no-header": lambda: _without("header"),
    "no-words": lambda: _without("words"),
    "no-weights": lambda: _without("weights1"),
    "no-decision": lambda: _without("link"),
    "header-is-no-json": lambda: _with(header=np.frombuffer(b"{", np.uint8)),
    "header-is-empty": lambda: _with(header=np.frombuffer(b"{}", np.uint8)),
    "header-is-a-list": lambda: _with(header=np.frombuffer(b"[]", np.uint8)),
    "rows-beyond-the-table": lambda: _with(rows0=np.full_like(_arrays()["rows0"], 65535)),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_model_is_refused_by_its_path(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(BAD[kind]())
    with pytest.raises(UsageError, match=re.escape(str(path))):
        Model.load(path)


@pytest.mark.parametrize("name", ["missing.npz", "."])
def test_what_is_not_there_is_refused_by_its_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=re.escape(str(tmp_path / name))):
        Model.load(tmp_path / name)


def test_analyze_names_the_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "bad.npz").write_text("no model", encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.npz"):
        analyze("It rained.", model=tmp_path / "bad.npz")


def test_the_shipped_model_needs_no_pickle_and_is_small() -> None:
    assert set(_arrays()) == set(Model.shipped().bundle.names)
    assert sum(file.stat().st_size for file in MODEL.parent.iterdir()) < 3_000_000


def test_the_shipped_model_says_what_it_was_fitted_on() -> None:
    header = Model.shipped().header
    assert header["articles"] >= 500
    assert header["attributions"] > header["articles"]
    assert len(header["outlets"]) >= 4
    assert all(isinstance(outlet, str) and outlet for outlet in header["outlets"])
    assert header["settings"]["bits"] == header["bits"]


def test_the_shipped_model_decides_everything() -> None:
    assert list(Model.shipped().decisions) == [stage.decision.name for stage in STAGES]
    for name, decision in Model.shipped().decisions.items():
        assert decision.weights.dtype == np.int8
        assert decision.weights.any(), name
        assert decision.scale > 0


def test_no_sum_of_weights_runs_over_its_lane() -> None:
    """A score is a sum of one byte for each template, kept in sixteen bits."""
    for templates in (features.FIRST, features.SECOND):
        assert 255 * len(templates.split()) < 1 << 16


def test_the_chains_of_the_shipped_model_are_finite() -> None:
    for chain in Model.shipped().passes.chains:
        assert chain.transition.shape == (crf.N_LABELS, crf.N_LABELS)
        assert np.isfinite(chain.transition).all()
        assert np.isfinite(chain.initial).all()


def test_a_model_by_its_path_finds_what_the_shipped_one_finds(tmp_path: Path) -> None:
    (tmp_path / "own.npz").write_bytes(MODEL.read_bytes())
    text = "“The ferry will sail,” said Ruth Okello. She added that the storm had passed."
    assert analyze(text, model=tmp_path / "own.npz") == analyze(text, model=str(tmp_path / "own.npz")) == analyze(text)


def test_a_file_from_before_a_ranker_has_that_of_the_package(tmp_path: Path) -> None:
    about = Model.shipped().bundle.described("rankers")
    del about["weights"]["source"]
    about["weights"]["pronoun"] = {"rank 0": 1.0}
    path = tmp_path / "older.npz"
    path.write_bytes(Model.shipped().bundle.replaced({"rankers": as_array(about)}))
    found = Model.load(path).rankers
    assert found["pronoun"].weights == {"rank 0": 1.0}
    assert found["source"].weights == Model.shipped().rankers["source"].weights


def test_a_line_end_in_the_name_of_a_table_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(Model.shipped().bundle.replaced({"words/tit\nes": as_array("title")}))
    with pytest.raises(UsageError) as raised:
        Model.load(path)
    assert "\n" not in str(raised.value)
