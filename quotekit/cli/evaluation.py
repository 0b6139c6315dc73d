"""`quotekit evaluate-summaries`: how good summaries are beside those of people."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotekit import plugins
from quotekit.cli.running import options
from quotekit.cli.running.output import write_rows
from quotekit.cli.running.run import Run
from quotekit.errors import UsageError
from quotekit.summary.methods import METHODS

if TYPE_CHECKING:
    from quotekit.models.model import Model


@click.command("evaluate-summaries")
@click.argument("clusters", type=click.Path(path_type=Path), metavar="CLUSTERS")
@click.option("--words", type=click.IntRange(min=1), metavar="N", required=True, help="The length of the references.")
@click.option(
    "--method",
    "methods",
    type=options.Known(METHODS, plugins.METHODS),
    multiple=True,
    help="Repeatable.  [default: coverage]",
)
@options.model
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How the figures are written.",
)
def evaluate_summaries(clusters: Path, words: int, methods: tuple[str, ...], model: Model | None, form: str) -> None:
    """Score summaries against human references, beside the first sentences, random ones and a ceiling.

    CLUSTERS is a file of JSON Lines: {"id", "documents": [{"title", "text"}], "reference"} or "references". Figures are
    in percent: ROUGE F1, stemmed, with the bounds of 95 % of bootstrap samples for R-2, and what is wrong with them.

    \b
    quotekit evaluate-summaries clusters.jsonl --words 220
    quotekit evaluate-summaries clusters.jsonl --words 220 --method coverage --method lexrank --format csv
    """
    from quotekit.evaluation.summaries import BASELINES, read_clusters, standing

    if "lead" in methods:
        others = ", ".join(name for name in METHODS if name != "lead")
        raise UsageError(f"--method is one of {others} here, not lead, which has a row anyway")
    found = read_clusters(clusters)
    rows = (asdict(standing(found, system, words, model)) for system in (*(methods or ("coverage",)), *BASELINES))
    run = Run((str(clusters),), None, strict=False, quiet=False)
    with run.stream(exact=form != "table") as stream:
        columns = dict.fromkeys(_FIGURES, 0.1) | {"system": 0.14, "near_duplicates": 0.14, "unbalanced": 0.12}
        write_rows(rows, stream, form, columns, _FIGURES)


_FIGURES = ("system", "r1", "r2", "r2_low", "r2_high", "rl", "near_duplicates", "unbalanced", "dangling")
