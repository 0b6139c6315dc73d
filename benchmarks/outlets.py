"""How well a fit carries over to outlets that it has not seen: every outlet of the gold labelled by a fit to others.

    python benchmarks/outlets.py [FOLDER] [--tagged PATH ...]     # default ../shared's PolNeAR train; 20 minutes

The sequence model of each fold has seen none of the fold's outlets, nor have the decisions. Where the folder is absent
this says so and passes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.stages import Weights, decide
from quotekit.attribution.verdicts import judged
from quotekit.checkpoints.steps import Steps
from quotekit.evaluation.predictions import Prediction, Predictions
from quotekit.evaluation.quotes import evaluate
from quotekit.gold import Attribution, GoldArticle, read_folder
from quotekit.models.model import Model
from quotekit.text.document import View
from quotekit.training.counting import conllu_files, words_of
from quotekit.training.decisions import fit_decisions
from quotekit.training.labels import GoldBatch, gold_batch
from quotekit.training.passes import STEPS, Settings, dealt, fit_passes

ROOT = Path(__file__).resolve().parent.parent
ROWS = ("quotes with source", "quotes, found", "source, exact", "cue, exact", "content, exact", "attribution, exact")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "data" / "polnear" / "train")
    parser.add_argument("--tagged", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder} is not here: nothing to fit to")
        return 0
    articles = list(read_folder(options.folder))
    words = words_of(options.folder, conllu_files(options.tagged), Model.shipped())
    steps = Steps()
    steps.begin("", STEPS, print)
    fitted = fit_passes(articles, words, Settings(), steps)
    report(articles, [gold_batch(*part, Model.shipped().kinds) for part in fitted.unseen])
    return 0


def report(articles: Sequence[GoldArticle], batches: Sequence[GoldBatch]) -> None:
    """Print the figures of each outlet, and of all."""
    found: Predictions = {}
    for fold in dealt(articles):
        names = {article.name for article in fold}
        inside = [one for one in batches if one.articles[0].name in names]
        weights = fit_decisions([one for one in batches if one.articles[0].name not in names])
        for one in inside:
            found |= _predictions(one, weights)
    outlets = sorted({outlet(article) for article in articles})
    print(f"{'':16}" + "".join(f"{row:>20}" for row in ROWS))
    for name in [*outlets, "all"]:
        own = [article for article in articles if name in ("all", outlet(article))]
        tallies = evaluate(own, found).tallies
        print(f"{name:16}" + "".join(f"{tallies[row].figures()['f1']:>20.1f}" for row in ROWS))


def _predictions(one: GoldBatch, weights: Weights) -> Predictions:
    found = judged(decide(Decided(one.views, one.seen), weights))
    return {
        article.name: [Prediction(draft.kind, _places(article.view, draft), None) for draft in own]
        for article, own in zip(one.articles, found)
    }


def _places(view: View, draft: QuoteDraft) -> Attribution:
    table = view.table
    ranges = {"content": draft.content, "cue": (draft.cue,), "source": (draft.source,)}
    return {
        role: [(int(table.start[one[0]]), int(table.end[one[1] - 1])) for one in several if one]
        for role, several in ranges.items()
    }


def outlet(article: GoldArticle) -> str:
    """What stands before the first "_" of an article's name."""
    return article.name.partition("_")[0]


if __name__ == "__main__":
    raise SystemExit(main())
