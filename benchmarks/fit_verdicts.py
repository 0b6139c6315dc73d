"""Fit anew what the shipped model decides of whole finds: statement, mention, belief.

    python benchmarks/fit_verdicts.py ../shared/data/newsmix/train

FOLDER is gold with acts (quotes.jsonl) of articles that the sequence model and the other decisions, which stay as they
are, have not seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.verdicts import OF_FINDS
from quotekit.gold import GoldArticle, read_folder
from quotekit.models.bundle import as_array
from quotekit.models.model import SHIPPED, Model
from quotekit.training.decisions import fit_decisions
from quotekit.training.truths import GoldBatch, gold_batch

_TOGETHER = 16


def batches(articles: Sequence[GoldArticle], model: Model) -> Iterator[GoldBatch]:
    for first in range(0, len(articles), _TOGETHER):
        own = articles[first : first + _TOGETHER]
        yield gold_batch(own, label([article.view for article in own], model.passes), model.kinds)


def fitted(articles: Sequence[GoldArticle], model: Model) -> Model:
    """The model with the decisions over whole finds fitted to some articles."""
    known = {name: one for name, one in model.decisions.items() if name not in OF_FINDS}
    weights = fit_decisions(list(batches(articles, model)), known)
    scales = {name: [one.scale, one.bias] for name, one in weights.items()}
    header = {**model.header, "decisions": scales}
    arrays = {name: weights[name].weights for name in OF_FINDS}
    return model.replaced({**arrays, "header": as_array(header)})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED / "weights" / "model.npz")
    options = parser.parse_args()
    model = fitted(list(read_folder(options.folder)), Model.shipped())
    options.output.write_bytes(model.bundle.replaced({}))
    print(f"{options.output}: {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
