"""Fits the odds of variants of the shipped model anew, with their rarities, and measures the fit on other clusters.

    python benchmarks/fit_variants.py                 # ten folds over the clusters, scored by ../shared's scorer
    python benchmarks/fit_variants.py --write         # then on all of them, into the file

Words are counted in ../shared/data: the articles of multi_news_dev and of PolNeAR train. Runs in a minute.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotekit.analysis import Analysis
from quotekit.exporting.variants import informed, with_groups
from quotekit.gold import read_folder
from quotekit.models.model import SHIPPED, Model
from quotekit.models.parts import variant_arrays
from quotekit.pipeline import analyze_each
from quotekit.rows import json_line
from quotekit.training.variants import (
    Cluster,
    Example,
    are_far,
    by_day,
    examples,
    fit,
    rarities_in_paragraphs,
    read_clusters,
    strangers,
)
from quotekit.variants.wordings import Rarities

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" if (ROOT.parent / "shared").is_dir() else Path("/work/shared")
DOCUMENTS = SHARED / "data" / "summaries" / "multi_news_dev.jsonl"
GOLD = SHARED / "data" / "summaries" / "variants_dev.jsonl"
TRAIN = SHARED / "data" / "polnear" / "train"
FITTED_ON = "paragraphs of summaries/multi_news_dev.jsonl and polnear/train"
FOLDS = 10


def main() -> int:
    rare = rarities_in_paragraphs([news(), train()])
    rarity = Rarities(rare)
    everything = {cluster.name: list(analyze_each(cluster.articles)) for cluster in read_clusters(DOCUMENTS)}
    clusters = list(read_clusters(DOCUMENTS, GOLD))
    pairs = {cluster.name: examples(cluster, everything[cluster.name], rarity) for cluster in clusters}
    told = ((name, analysis) for name, analyses in everything.items() for analysis in analyses)
    strange = [*strangers(told, rarity), *strangers(by_day(read_folder(TRAIN), Model.shipped()), rarity, are_far)]
    rows = []
    for fold in range(FOLDS):
        held = clusters[fold::FOLDS]
        model = Model.shipped().replaced(variant_arrays(fit(without(pairs, held), strange), rare, FITTED_ON))
        rows += [row for cluster in held for row in grouped(everything[cluster.name], model)]
    print(score(rows))
    model = Model.shipped().replaced(variant_arrays(fit(without(pairs, []), strange), rare, FITTED_ON))
    if "--write" in sys.argv[1:]:
        (SHIPPED / "weights" / "model.npz").write_bytes(model.bundle.replaced({}))
    rows = [row for cluster in clusters for row in grouped(everything[cluster.name], model)]
    print("fitted to all of them:", score(rows), sep="\n")
    return 0


def news() -> Iterator[str]:
    return (article.text for cluster in read_clusters(DOCUMENTS) for article in cluster.articles)


def train() -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in sorted((TRAIN / "text").glob("*.txt")))


def without(pairs: Mapping[str, list[Example]], held: Iterable[Cluster]) -> list[Example]:
    names = {cluster.name for cluster in held}
    return [pair for name, found in pairs.items() if name not in names for pair in found]


def grouped(analyses: Iterable[Analysis], model: Model) -> list[dict[str, Any]]:
    """The quotes of a cluster as the scorer reads them."""
    held = list(analyses)
    return [
        dict(row) for row in with_groups((row for one in held for row in one.rows("all")), informed(held, model)[1])
    ]


def score(rows: list[dict[str, Any]]) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder, "groups.jsonl")
        path.write_text("".join(map(json_line, rows)), encoding="utf-8")
        scorer = SHARED / "evaluate" / "score_variants.py"
        command = [sys.executable, str(scorer), str(GOLD), str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    raise SystemExit(main())
