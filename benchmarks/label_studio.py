"""Whether Label Studio takes what is exported to it: `python benchmarks/label_studio.py [PATH...]`.

The quotes of all articles, by default of `corpus`, and a few texts that are hard to carry, go through the checks of
Label Studio's own SDK, in an environment that uv makes for it (it holds numpy below 2.3): the interface against the
SDK's schema of interfaces, each task's data against the interface, each prediction's regions and relations. What was
damaged on purpose must be refused, or the check says nothing. Exit status 1 where anything is not as it should be.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SDK = "label-studio-sdk>=2.0"
HARD = (
    "😀 “It held 😀,” said Ana.",
    "“A\u2028b\x85c\td,” he said.\r\n\r\n“E\x0bf.”",
    "“\ufeffIt held,” <b>said</b> &amp; Ana.",
)


def export(paths: list[str], folder: Path) -> None:
    """Write what is to be checked."""
    import quotekit
    from quotekit.annotating.label_studio import interface

    hard = (quotekit.Article(text, f"hard-{number}") for number, text in enumerate(HARD, 1))
    found = [*quotekit.analyze_each(quotekit.read(*paths), headlines=True), *quotekit.analyze_each(hard)]
    quotekit.export(found, folder / "tasks.json", "label-studio", acts="all")
    (folder / "interface.xml").write_text(interface(), encoding="utf-8")


def check(folder: Path) -> int:
    """Ask the SDK, whose Python this is; the exit status."""
    from label_studio_sdk.label_interface import LabelInterface

    config = (folder / "interface.xml").read_text(encoding="utf-8")
    asked = LabelInterface(config)
    asked.validate()  # raises
    tasks: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    # Given predictions too, validate_task of SDK 2.1 calls validate_prediction without one.
    lacking = [number for number, task in enumerate(tasks, 1) if not asked.validate_task({"data": task["data"]})]
    predictions = [one for task in tasks for one in task["predictions"]]
    wrong = [error for one in predictions for error in asked.validate_prediction(one, return_errors=True)]
    damaged = list(_damaged(next(one for one in predictions if one["result"])))
    missed = [name for name, one in damaged if not asked.validate_prediction(one, return_errors=True)]
    items = [item for one in predictions for item in one["result"]]
    relations = sum(item["type"] == "relation" for item in items)
    print(f"{len(tasks)} tasks, {len(items) - relations:,} regions, {relations:,} relations")
    print(f"lacking data: {lacking}; wrong: {len(wrong)} {wrong[:3]}; damaged: {len(damaged)}, not refused: {missed}")
    return int(bool(lacking or wrong or missed or not tasks))


def _damaged(prediction: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The prediction with one thing wrong in it, each time another."""
    found = []
    for name in ("label", "control", "type", "end of a relation"):
        one = deepcopy(prediction)
        region = next(item for item in one["result"] if item["type"] == "labels")
        if name == "label":
            region["value"]["labels"] = ["Person"]
        elif name == "control":
            region["from_name"] = "nobody"
        elif name == "type":
            region["type"] = "choices"
        else:
            one["result"].append({"type": "relation", "from_id": region["id"], "to_id": "no", "labels": ["cue"]})
        found.append((name, one))
    return found


def main() -> int:
    """Export, and check with the SDK; the exit status."""
    if sys.argv[1:2] == ["--check"]:
        return check(Path(sys.argv[2]))
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory() as name:
        export(sys.argv[1:] or [str(ROOT / "corpus")], Path(name))
        command = [uv, "run", "--quiet", "--no-project", "--isolated", "--with", SDK, "python", __file__]
        return subprocess.run([*command, "--check", name], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
