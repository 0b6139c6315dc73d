"""The notebooks of `docs/notebooks`, run in a real kernel: `python tests/support/notebooks.py` stores what they give.

A notebook stands with its outputs, so that it can be read where nothing runs it; a test keeps them true. Pictures are
stored, and compared only in that there is one: their bytes change with every version of matplotlib.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))


def read(name: str) -> Any:
    """A notebook as it stands."""
    return nbformat.read(FOLDER / name, as_version=4)  # type: ignore[no-untyped-call]


def executed(name: str, scratch: Path) -> Any:
    """A notebook run anew, from a folder where the corpus stands as it does in the checkout, and nothing else does.

    Raises CellExecutionError where a cell does.
    """
    place = scratch / "docs" / "notebooks"
    place.mkdir(parents=True)
    (scratch / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    own = {"IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "runtime", "MPLCONFIGDIR": "matplotlib"}
    env = {**os.environ, "PYTHONPATH": str(ROOT), **{name: str(scratch / folder) for name, folder in own.items()}}
    notebook = read(name)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(place)}},
    )
    client.execute(env=env)
    return notebook


def outputs(notebook: Any) -> list[list[tuple[str, str]]]:
    """What each cell of code shows: kinds and texts, in the place of a picture nothing."""
    return [
        _joined(shown for one in cell.outputs for shown in _shown(one))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _joined(several: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is printed in one go, in however many pieces the kernel handed it on."""
    found: list[tuple[str, str]] = []
    for kind, text in several:
        if found and found[-1][0] == kind and kind in ("stdout", "stderr"):
            found[-1] = (kind, found[-1][1] + text)
        else:
            found.append((kind, text))
    return found


def _shown(output: Any) -> list[tuple[str, str]]:
    if output.output_type == "stream":
        return [(output.name, output.text)]
    if output.output_type == "error":
        return [("error", output.evalue)]
    kinds = set(output.data)
    if "image/png" in kinds:
        return [("image/png", "")]
    return (
        [("text/html", output.data["text/html"])]
        if "text/html" in kinds
        else [("text/plain", output.data["text/plain"])]
    )


def _without_marks(notebook: Any) -> Any:
    """The same without what changes from one machine to another: the version of Python, the repr of objects shown."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if set(output.get("data", ())) & {"text/html", "image/png"}:
                output.data["text/plain"] = f"<{'picture' if 'image/png' in output.data else 'page'}>"
    return notebook


def main(names: list[str]) -> None:
    """Run notebooks, all without `names`, and store them with what they give."""
    for name in names or NAMES:
        with TemporaryDirectory() as scratch:
            notebook = _without_marks(executed(name, Path(scratch)))
            nbformat.write(notebook, FOLDER / name)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(sys.argv[1:])
