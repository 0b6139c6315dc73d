"""Summaries against human references, beside the first sentences of the articles and random ones, in one table.

    python benchmarks/summaries.py CLUSTERS.jsonl --words 220 [--limit N] [--scorer score_summaries.py]

CLUSTERS holds {"id", "documents": [{"title", "text"}], "reference"} a line. The scorer needs the rouge-score package
and explains its figures; it cuts at the number of words, so each system is asked for 15 % more. All choose from whole
sentences of 6 to 60 words.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from quotekit.records import Article
from quotekit.summary import summarize
from quotekit.tokens import tokenize

SCORER = Path(__file__).resolve().parents[2] / "shared" / "evaluate" / "score_summaries.py"
COLUMNS = ("r1", "r2", "rl", "near_duplicates", "unbalanced", "dangling")

Place = tuple[int, int, str]
"""Number of the article, of the sentence in it, and the sentence."""


def whole_sentences(number: int, article: Article) -> list[Place]:
    table = tokenize(article.text)
    kinds = [table.paragraph_kind[paragraph] for paragraph in table.sentence_paragraph]
    texts = [" ".join(article.text[start:end].split()) for start, end in table.sentence.tolist()]
    good = [
        text
        for kind, text in zip(kinds, texts)
        if kind == "body" and 6 <= len(text.split()) <= 60 and text.rstrip("\"”’')]").endswith((".", "!", "?"))
    ]
    return [(number, at, text) for at, text in enumerate(good)]


def fill(ranked: list[Place], words: int) -> list[str]:
    """Sentences in their order until the words are reached, then in reading order."""
    kept: list[Place] = []
    for place in ranked:
        if words <= 0:
            break
        kept.append(place)
        words -= len(place[2].split())
    return [text for *_, text in sorted(kept)]


def ours(articles: list[Article], words: int) -> list[str]:
    return [pick.text for pick in summarize(articles, words=words).picks]


def lead(articles: list[Article], words: int) -> list[str]:
    rounds = zip_longest(*(whole_sentences(number, article) for number, article in enumerate(articles)))
    return fill([place for place in chain.from_iterable(rounds) if place], words)


def randomly(articles: list[Article], words: int) -> list[str]:
    places = [place for number, article in enumerate(articles) for place in whole_sentences(number, article)]
    random.Random(1).shuffle(places)
    return fill(places, words)


SYSTEMS: dict[str, Callable[[list[Article], int], list[str]]] = {"quotekit": ours, "lead": lead, "random": randomly}


def articles_of(cluster: dict[str, Any]) -> list[Article]:
    return [
        Article(document["text"], id=f"{number:04}", title=document.get("title"))
        for number, document in enumerate(cluster["documents"])
    ]


def figures(clusters: list[dict[str, Any]], system: str, words: int, scorer: Path) -> dict[str, float]:
    """What the scorer prints for one system."""
    summaries = [
        {"id": cluster["id"], "summary": SYSTEMS[system](articles_of(cluster), int(words * 1.15))}
        for cluster in clusters
    ]
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "clusters.jsonl"), Path(folder, "summaries.jsonl")
        for path, rows in zip(paths, (clusters, summaries)):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), *map(str, paths), "--words", str(words), "--json"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--limit", type=int, help="only the first LIMIT clusters")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    if not options.scorer.is_file():
        parser.error(f"no scorer at {options.scorer}: name one with --scorer")
    lines = options.clusters.read_text(encoding="utf-8").splitlines()
    clusters = [json.loads(line) for line in lines if line.strip()][: options.limit]
    print(f"{'':10}" + "".join(f"{column:>17}" for column in COLUMNS))
    for system in SYSTEMS:
        found = figures(clusters, system, options.words, options.scorer)
        print(f"{system:10}" + "".join(f"{found[column]:17.2f}" for column in COLUMNS), flush=True)


if __name__ == "__main__":
    main()
