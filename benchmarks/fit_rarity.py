"""Fit the table of rarities of the shipped model anew.

    python benchmarks/fit_rarity.py ../shared/data/polnear/train/text ../shared/data/gum

Each argument is a folder of *.txt or *.conllu files, one text a file; each folder weighs the same. The documents that
GUM's own split holds out for testing are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from quotekit.models.model import SHIPPED, Model
from quotekit.models.parts import rarity_arrays
from quotekit.text.rarity import fit_rarity

HELD_OUT = frozenset(
    "GUM_news_nasa GUM_news_sensitive GUM_interview_hill GUM_interview_libertarian GUM_bio_byron GUM_bio_dvorak"
    " GUM_bio_jespersen GUM_speech_austria GUM_speech_newzealand".split()
)


def texts(folder: Path) -> Iterator[str]:
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.conllu")]):
        if path.stem not in HELD_OUT:
            yield _text(path)


def _text(path: Path) -> str:
    written = path.read_text(encoding="utf-8")
    if path.suffix != ".conllu":
        return written
    return "\n".join(line.removeprefix("# text = ") for line in written.split("\n") if line.startswith("# text = "))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED / "weights" / "model.npz")
    options = parser.parse_args()
    sizes = [sum(1 for _ in texts(folder)) for folder in options.folders]
    table = fit_rarity(texts(folder) for folder in options.folders)
    names = [f"{'/'.join(folder.parts[-3:])} ({size} texts)" for folder, size in zip(options.folders, sizes)]
    arrays = rarity_arrays("rarity", table, ", ".join(names))
    options.output.write_bytes(Model.shipped().bundle.replaced(arrays))
    print(f"{options.output}: {len(table.by_hash)} stems, {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
