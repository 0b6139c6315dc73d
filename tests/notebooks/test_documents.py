"""The notebooks of `docs/notebooks` run in a real kernel, and give what is stored in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from notebooks import FOLDER, NAMES, executed, outputs, read

PAGE = (FOLDER.parent / "notebooks.md").read_text(encoding="utf-8")


def test_there_is_one_for_each_reader() -> None:
    assert NAMES == ["features.ipynb", "first-look.ipynb", "study.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_is_what_the_cells_give(name: str, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()}
    assert outputs(executed(name, tmp_path)) == outputs(read(name)), "python tests/support/notebooks.py stores it anew"
    assert {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()} == before
    assert [path.name for path in (tmp_path / "docs" / "notebooks").iterdir()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_code_has_run_and_shows_something(name: str) -> None:
    shown = outputs(read(name))
    assert len(shown) >= 5
    assert all(shown)
    assert not [kind for cell in shown for kind, _ in cell if kind in ("error", "stderr")]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_machine_is_stored(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not [one for one in ("/tmp", "/home", " at 0x", 'execution": {', str(Path.home())) if one in text]
    assert read(name).metadata.language_info == {"name": "python"}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_on_notebooks_links_it(name: str) -> None:
    assert f"(notebooks/{name})" in PAGE


def test_pictures_count_as_shown() -> None:
    kinds = [kind for cell in outputs(read("study.ipynb")) for kind, _ in cell]
    assert kinds.count("image/png") == 1
    assert {kind for cell in outputs(read("first-look.ipynb")) for kind, _ in cell} == {"stdout", "text/html"}
