"""`quotekit evaluate`: how good the quotes of a model are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import write_rows
from quotekit.cli.running.run import Run, say
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.evaluation.predictions import Predictions
    from quotekit.gold import GoldArticle
    from quotekit.models.model import Model


@click.command()
@click.argument("gold", type=click.Path())
@click.argument("predictions", type=click.Path(), required=False)
@click.option("--speakers", is_flag=True, help="Also how often GOLD/speakers.jsonl and the quotes name one speaker.")
@click.option(
    "--agreement",
    is_flag=True,
    help="How far the annotators of GOLD agree with each other, instead: brat, WebAnno TSV or a JSON of Label Studio.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@options.model
@options.output
def evaluate(
    gold: str,
    predictions: str | None,
    speakers: bool,
    agreement: bool,
    as_json: bool,
    model: Model | None,
    output: str | None,
) -> None:
    """Compare quotes with gold: precision, recall and F1, counted over words.

    GOLD is a folder with text/NAME.txt and brat-style attributions/NAME_ANNOTATOR.ann (the first annotator is the
    gold), or with NAME.tsv as `quotekit export --format webanno` writes them. PREDICTIONS is a file of quotes
    in JSON Lines, or in one list of JSON; without it the articles of GOLD are analyzed first.

    \b
    quotekit evaluate gold/
    quotekit quotes gold/text --acts all -o found.jsonl
    quotekit evaluate gold/ found.jsonl --speakers
    quotekit evaluate gold/ --agreement
    """
    if agreement:
        _agreement(gold, output, as_json, unused={"PREDICTIONS": predictions, "--speakers": speakers})
        return
    from quotekit.evaluation.quotes import evaluate as evaluation_of
    from quotekit.gold import read_folder

    run = Run((gold, predictions or gold), output, strict=True, quiet=True)
    articles = list(read_folder(Path(gold)))
    _tell_contradictions(articles)
    with run.stream(exact=True) as stream:
        found = _predictions(articles, predictions, model)
        result = evaluation_of(articles, found)
        people = _speakers(articles, found, Path(gold, "speakers.jsonl")) if speakers else None
        if as_json:
            text = json.dumps(result.as_dict() | ({} if people is None else {"speakers": people}), indent=1)
        else:
            text = result.table() + ("" if people is None else f"\n\n{_table(people)}")
        stream.write(text + "\n")


def _agreement(gold: str, output: str | None, as_json: bool, unused: Mapping[str, object]) -> None:
    """Write how far the annotators of a folder agree."""
    from quotekit.evaluation.agreement import AGREEMENT_COLUMNS, agreement, read_annotators

    if given := [name for name, value in unused.items() if value]:
        raise UsageError(f"--agreement compares the annotators of GOLD with each other: leave out {given[0]}")
    run = Run((gold,), output, strict=True, quiet=True)
    rows = agreement(read_annotators(Path(gold)))
    with run.stream(exact=True) as stream:
        if as_json:
            stream.write(json.dumps(rows, indent=1) + "\n")
        else:
            write_rows(rows, stream, "table", dict.fromkeys(AGREEMENT_COLUMNS, 1 / len(AGREEMENT_COLUMNS)), ())


def _predictions(articles: Sequence[GoldArticle], path: str | None, model: Model | None) -> Predictions:
    from quotekit.evaluation.predictions import predictions_of, read_predictions

    if path is not None:
        others: list[str] = []
        found = read_predictions(Path(path), _lengths(articles), others.append)
        if others:
            told = f"{len(others):,} quotes of articles that the gold does not have"
            say(f"{path}: {told}: left out, as those of {others[0]!r:.80}")
        return found
    from quotekit.pipeline import analyze_each
    from quotekit.records import Article

    return predictions_of(analyze_each((Article(article.text, article.name) for article in articles), model))


def _tell_contradictions(articles: Sequence[GoldArticle]) -> None:
    """Say on standard error where annotations are of other texts: their figures are worth little."""
    places = [place for article in articles for place in article.contradicted]
    if places:
        more = f", and at {len(places) - 1:,} more places" if len(places) > 1 else ""
        say(f"{places[0]}: has other words than the text at its place{more}: the figures are worth little")


def _lengths(articles: Sequence[GoldArticle]) -> dict[str, int]:
    return {article.name: len(article.text) for article in articles}


def _speakers(articles: Sequence[GoldArticle], predictions: Predictions, path: Path) -> dict[str, Any]:
    from quotekit.evaluation.speakers import read_speakers, score_speakers

    return score_speakers(read_speakers(path, _lengths(articles)), predictions)


def _table(people: Mapping[str, Mapping[str, Any]]) -> str:
    from quotekit.evaluation.speakers import speaker_table

    return speaker_table(people)
