"""Score the column `denied` on sentences of ../shared/data/unlabelled that were read by hand; exit 1 below the floor.

    python benchmarks/denials.py            # the half that the rules were not fitted to
    python benchmarks/denials.py --half all # both

`denials.tsv` holds places and labels, no text: the article, the code points of what is said, whether its speaker says
that it is not so, and the half. The sentences were picked by verbs of denial, by chance, over 76 outlets; what is no
denial is in the same sentences, negated or beside one. One reader read them all, and wrote the rules by the first half.

A place is found where a quote begins within 40 code points of it and holds half of it. A denial is right where that
quote says so; what is none is right where no quote there does. Denials without a quote are counted apart, and as wrong
in the second figure: a missing row misleads nobody, and tells nothing. Without ../shared this says so and passes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quotekit.pipeline import analyze_each
from quotekit.records import Article, Quote

HERE = Path(__file__).resolve().parent
FLOOR = 90.0
"""Percent of the places with a quote that are right."""
NEAR = 40
"""Code points by which a quote may begin before its place."""


class Place(NamedTuple):
    """A place that was read."""

    article: str
    start: int
    end: int
    is_denied: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--half", choices=("first", "second", "all"), default="second")
    options = parser.parse_args()
    news = options.shared / "data/unlabelled/news.jsonl.gz"
    if not news.is_file():
        print(f"{news} is not here: denials are not scored")
        return 0
    told = Counter(outcomes(list(places(options.half)), news))
    right, wrong = told["right denial"] + told["right other"], told["wrong denial"] + told["wrong other"]
    all_told = right + wrong + told["denial without a quote"] + told["other without a quote"]
    share = 100 * right / (right + wrong)
    print(", ".join(f"{count} {name}" for name, count in sorted(told.items())))
    print(f"denied, where there is a quote: {share:.1f} % right")
    strict = 100 * (right + told["other without a quote"]) / all_told
    print(f"denied, a denial without a quote counted as wrong: {strict:.1f} % right")
    return 0 if share >= FLOOR else 1


def places(half: str) -> Iterator[Place]:
    """The places of a half, or of both."""
    with (HERE / "denials.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if half in ("all", row["half"]):
                yield Place(row["article"], int(row["start"]), int(row["end"]), row["denied"] == "yes")


def outcomes(wanted: list[Place], news: Path) -> Iterator[str]:
    """How each place came out."""
    names = {place.article for place in wanted}
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        articles = [Article(row["text"], row["id"]) for row in rows if row["id"] in names]
    quotes = {found.articles[0].id: found.quotes for found in analyze_each(articles)}
    for place in wanted:
        there = [quote.denied for quote in quotes[place.article] if _is_there(quote, place)]
        what = "denial" if place.is_denied else "other"
        right = place.is_denied in there if place.is_denied else not any(there)
        yield f"{'right' if right else 'wrong'} {what}" if there else f"{what} without a quote"


def _is_there(quote: Quote, place: Place) -> bool:
    common = sum(max(0, min(span.end, place.end) - max(span.start, place.start)) for span in quote.content)
    return 2 * common >= place.end - place.start and quote.content[0].start >= place.start - NEAR


if __name__ == "__main__":
    sys.exit(main())
