"""Summaries against human references, ours beside the baselines and the installed peers, in one table, with times.

    python benchmarks/summaries.py CLUSTERS.jsonl --words 220 [--limit N] [--scorer score_summaries.py]

    python benchmarks/summaries.py shared/data/gum --words 50 --systems coverage lead

CLUSTERS holds {"id", "documents": [{"title", "text"}], "reference"} a line. The scorer needs the rouge-score package
and explains its figures; it cuts at the number of words, so each system is asked for 15 % more. Baselines and peers
choose from the same whole sentences of 6 to 60 words. Peers (sumy) have rows where they are installed; they get our
sentences, and words by a regular expression, so that nothing has to be downloaded. Seconds are those of choosing, from
text to sentences, in this one process; the baselines know the sentences from the rows before. Of a folder of GUM's
.conllu files each document is a cluster of one, with its summaries that people wrote: those with five, or with `--one`
those with fewer, which may be fitted to.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quotekit.evaluation.summaries import BASELINES, Cluster, picked
from quotekit.records import Article
from quotekit.summary.methods import METHODS
from quotekit.summary.sentences import sentences_of

SCORER = Path(__file__).resolve().parents[2] / "shared" / "evaluate" / "score_summaries.py"
COLUMNS = ("r1", "r2", "rl", "near_duplicates", "unbalanced", "dangling")
SUMY = {
    "LexRank": "lex_rank",
    "TextRank": "text_rank",
    "Luhn": "luhn",
    "Reduction": "reduction",
    "SumBasic": "sum_basic",
}
_WORD = re.compile(r"\w+")
_HUMAN = re.compile(r"# meta::summary\d = \(human\d?\) (.*)")

System = Callable[[Cluster, int], list[str]]


class _Words:
    """The part of sumy's tokenizer that its summarizers use."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(text))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(import_module("sumy.utils").get_stop_words("english"))


def sumy(name: str, cluster: Cluster, words: int) -> list[str]:
    """What one of sumy's summarizers ranks first, until the words are reached, in reading order."""
    dom = import_module("sumy.models.dom")
    home = import_module(f"sumy.summarizers.{SUMY[name]}")
    summarizer = getattr(home, f"{name}Summarizer")(import_module("sumy.nlp.stemmers").Stemmer("english"))
    summarizer.stop_words = _stop_words()
    found = [one for article in cluster.articles for one in sentences_of(article) if one.pickable]
    document = dom.ObjectDocumentModel([dom.Paragraph([dom.Sentence(one.text, _Words()) for one in found])])

    def enough(infos: Any) -> list[Any]:
        kept, left = [], words
        for info in infos:
            if left > 0:
                kept.append(info)
                left -= len(str(info.sentence).split())
        return kept

    return [str(sentence) for sentence in summarizer(document, enough)]


def systems() -> dict[str, System]:
    ours = {name: partial(_picked, name) for name in (*METHODS, *BASELINES)}
    peers = {f"sumy {name}": partial(sumy, name) for name in SUMY} if find_spec("sumy") else {}
    return {**ours, **peers}


def _picked(name: str, cluster: Cluster, words: int) -> list[str]:
    return picked(cluster, name, words)


def cluster_of(row: dict[str, Any]) -> Cluster:
    articles = (
        Article(document["text"], id=f"{number:04}", title=document.get("title"))
        for number, document in enumerate(row["documents"])
    )
    return Cluster(tuple(articles), tuple(row.get("references") or [row["reference"]]))


def gum_rows(folder: Path, five: bool) -> list[dict[str, Any]]:
    """GUM's documents as clusters of one, each with the summaries that people wrote: five of them, or fewer."""
    rows = []
    for path in sorted(folder.glob("*.conllu")):
        title, references, paragraphs = "", [], [[]]  # type: ignore[var-annotated]
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# meta::title = "):
                title = line.partition(" = ")[2]
            elif human := _HUMAN.match(line):
                references.append(human[1].strip())
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraphs.append([])
            elif line.startswith("# text = "):
                paragraphs[-1].append(line.partition(" = ")[2].strip())
        text = "\n\n".join(" ".join(one) for one in paragraphs if one)
        if references and (len(references) == 5) is five:
            rows.append({"id": path.stem, "documents": [{"title": title, "text": text}], "references": references})
    return rows


def figures(rows: list[dict[str, Any]], system: System, words: int, scorer: Path) -> tuple[float, dict[str, float]]:
    """The seconds that one system takes, and what the scorer prints for it."""
    began = time.perf_counter()
    summaries = [{"id": row["id"], "summary": system(cluster_of(row), int(words * 1.15))} for row in rows]
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "clusters.jsonl"), Path(folder, "summaries.jsonl")
        for path, lines in zip(paths, (rows, summaries)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(scorer), *map(str, paths), "--words", str(words), "--json"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return seconds, found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--one", action="store_true", help="of GUM the documents with fewer than five human summaries")
    parser.add_argument("--limit", type=int, help="only the first LIMIT clusters")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--systems", nargs="+", metavar="NAME", help="only these rows")
    options = parser.parse_args()
    if not options.scorer.is_file():
        parser.error(f"no scorer at {options.scorer}: name one with --scorer")
    known = systems()
    if unknown := set(options.systems or ()) - set(known):
        parser.error(f"--systems: {', '.join(sorted(unknown))} unknown; there are {', '.join(known)}")
    if options.clusters.is_dir():
        rows = gum_rows(options.clusters, not options.one)[: options.limit]
    else:
        lines = options.clusters.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()][: options.limit]
    print(f"{'':15}" + "".join(f"{column:>17}" for column in (*COLUMNS, "seconds")))
    for name in options.systems or known:
        seconds, found = figures(rows, known[name], options.words, options.scorer)
        print(f"{name:15}" + "".join(f"{found[column]:17.2f}" for column in COLUMNS) + f"{seconds:17.1f}", flush=True)


if __name__ == "__main__":
    main()
