"""Fit anew who speaks in a model file: whom a source means that is no plain name.

    python benchmarks/fit_rankers.py shared/data/polnear/train shared/data/newsmix/train MORE

A FOLDER has text/ and quotes.jsonl, or PolNeAR's attributions/ and speakers.jsonl. With `--tagged`, CoNLL-U with
coreference, "he" is fitted too, to that and the first folder; with `--kinds`, what is fitted is whether a name is a
person's, an organization's or a place's, and nothing else. All else of the model stays as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quotekit.models.bundle import as_array, mapping_of
from quotekit.models.model import SHIPPED, Model, model_of
from quotekit.training.counting import conllu_files
from quotekit.training.speakers import TASKS, fit_kinds, fit_speakers


def fitted(folders: list[Path], tagged: list[Path], model: Model) -> Model:
    """The model with the rankers of speakers fitted to some folders."""
    kinds = mapping_of(mapping_of(model.bundle.described("rankers"), "weights"), "kind")
    part = fit_speakers(folders, conllu_files(tagged), model, kinds, TASKS if tagged else ("source",))
    print(part["header"]["cross-validated"])
    return model.replaced({"rankers": as_array(part)})


def with_kinds(folders: list[Path], model: Model) -> Model:
    """The model with the kinds of names fitted to some folders, the first of which tells the types of its tokens."""
    part = model.bundle.described("rankers")
    weights = mapping_of(part, "weights")
    return model.replaced({"rankers": as_array({**part, "weights": {**weights, "kind": fit_kinds(folders, model)}})})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--tagged", type=Path, nargs="*", default=[])
    parser.add_argument("--model", type=Path, help="the model file to begin with; that which the package carries")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED / "weights" / "model.npz")
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    model = model_of(options.model)
    model = with_kinds(options.folders, model) if options.kinds else fitted(options.folders, options.tagged, model)
    options.output.write_bytes(model.bundle.replaced({}))
    print(f"{options.output}: {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
