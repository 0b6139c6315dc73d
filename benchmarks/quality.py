"""Score quotes, rows, groups and summaries on the sets of ../shared and hold the figures to floors that only rise.

    python benchmarks/quality.py            # measure and compare with benchmarks/floors.json; exit 1 below a floor
    python benchmarks/quality.py --update   # raise the floors to what was measured, less the margin
    python benchmarks/quality.py --update --lower   # also lower them; say why in the commit

The figures are those of ../shared/evaluate, which is called as it is. Where less is better a floor is a ceiling, which
only falls. Where ../shared is absent this says so and passes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from quotekit.evaluation.summaries import picked, read_clusters
from quotekit.training import variants

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.3
"""Points from the measured figure at which a raised floor is set: what a harmless change of rules may cost."""
SETS = {"dev": "data/polnear/dev", "gum-news": "data/gum-news"}
ROWS = "newsmix_dev"
COLLECTIONS = {"bbc": "bbc-", "mn": "mn-", "ab": "ab-"}
"""The collections of newsmix, by what the names of their articles begin with."""
CEILINGS = frozenset({"junk", "mention"})
"""Figures of which less is better."""
SUMMARIES = {"multi_news_dev": 220, "neus_dev": 66}
"""Words of a summary."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures measured")
    parser.add_argument("--lower", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args()
    if not (options.shared / "evaluate").is_dir():
        print(f"{options.shared} is not here: no quality gate")
        return 0
    figures = {name: measure(options.shared, options.shared / folder) for name, folder in SETS.items()}
    figures[ROWS] = measure_rows(options.shared, options.shared / "data" / "newsmix" / "dev")
    figures["cases"] = measure_cases(options.shared, options.shared / "cases" / "news.txt")
    figures |= {name: measure_summaries(options.shared, name, words) for name, words in SUMMARIES.items()}
    figures["variants_dev"] = measure_variants(options.shared)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    below = [row for row in compare(figures, floors) if not row]
    if options.update:
        FLOORS.write_text(json.dumps(raised(figures, floors, options.lower), indent=1) + "\n", encoding="utf-8")
        return 0
    return 1 if below else 0


def measure(shared: Path, folder: Path) -> dict[str, float]:
    """The figures of one annotated folder, by name."""
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch) / "quotes.jsonl"
        command = [sys.executable, "-m", "quotekit", "quotes", str(folder / "text"), "--acts", "all", "-o", str(found)]
        subprocess.run(command, check=True)
        scores = run_scorer(shared, "score_attributions.py", folder, found)
        people = run_scorer(shared, "score_speakers.py", folder / "speakers.jsonl", found)
    kinds = scores["quotes"]["recall_by_kind"]
    return {
        "quotes with source": scores["sources"]["end_to_end"]["f1"],
        "quotes found": scores["quotes"]["found"]["f1"],
        **{f"{role}, exact": scores["roles"][role]["exact"]["f1"] for role in ("source", "cue", "content")},
        "content, pieces": scores["roles"]["content"]["pieces"]["f1"],
        "attribution, exact": scores["attribution_exact"]["f1"],
        "direct found": kinds["direct"]["found"],
        "mixed found": kinds["mixed"]["found"],
        "source accuracy": scores["sources"]["accuracy"],
        **{f"speakers, {group}": people[group]["same_pct"] for group in people if not group.startswith("kind")},
        "speakers, all, exact": people["all"]["exact_pct"],
    }


def measure_rows(shared: Path, folder: Path) -> dict[str, float]:
    """The figures of the rows that a reader sees by default: statements, in all and in each collection."""
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch) / "rows.jsonl"
        command = [sys.executable, "-m", "quotekit", "quotes", str(folder / "text"), "-o", str(found)]
        subprocess.run(command, check=True)
        scores = run_scorer(shared, "score_statements.py", folder / "quotes.jsonl", found)
        of_each = {name: rows_of(shared, folder, prefix, found) for name, prefix in COLLECTIONS.items()}
    return {
        "rows, all": scores["all"]["f1"],
        "rows, indirect, precision": scores["indirect"]["p"],
        "rows, indirect, recall": scores["indirect"]["r"],
        "rows, direct": scores["direct"]["f1"],
        "rows, mixed": scores["mixed"]["f1"],
        "rows with speaker": scores["speaker_all"],
        **{name: scores[name] for name in sorted(CEILINGS)},
        **{f"rows, {name}": own["all"]["f1"] for name, own in of_each.items()},
    }


def rows_of(shared: Path, folder: Path, prefix: str, found: Path) -> Any:
    """What the scorer says of the articles whose names begin with a prefix: it looks at those whose text is there."""
    with tempfile.TemporaryDirectory() as scratch:
        gold = Path(scratch, "quotes.jsonl")
        gold.write_bytes((folder / gold.name).read_bytes())
        Path(scratch, "text").mkdir()
        for text in (folder / "text").glob(f"{prefix}*.txt"):
            Path(scratch, "text", text.name).write_bytes(text.read_bytes())
        return run_scorer(shared, "score_statements.py", gold, found)


def measure_cases(shared: Path, cases: Path) -> dict[str, float]:
    """How many of the hard cases pass."""
    scorer = [sys.executable, str(shared / "evaluate" / "score_cases.py"), str(cases)]
    command = [*scorer, "--", sys.executable, "-m", "quotekit", "quotes", "--format", "jsonl"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {"passed": float(told.splitlines()[-1].partition("/")[0])}


def measure_summaries(shared: Path, name: str, words: int) -> dict[str, float]:
    """ROUGE-2, alone and over the first sentences, and the shares of what is not wrong, in percent."""
    gold = shared / "data" / "summaries" / f"{name}.jsonl"
    clusters = zip(gold.read_text(encoding="utf-8").splitlines(), read_clusters(gold))
    ids = [(json.loads(line)["id"], cluster) for line, cluster in clusters]
    scores = {}
    with tempfile.TemporaryDirectory() as scratch:
        for system in ("coverage", "lead"):
            rows = [{"id": one, "summary": picked(cluster, system, int(words * 1.15))} for one, cluster in ids]
            found = Path(scratch, system)
            found.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            scores[system] = run_scorer(shared, "score_summaries.py", gold, found, "--words", str(words))
    ours = scores["coverage"]
    wrong = ("near_duplicates", "unbalanced", "dangling")
    over = round(ours["r2"] - scores["lead"]["r2"], 2)
    return {"R-2": ours["r2"], "R-2 over lead": over, **{f"no {each}": round(100 - ours[each], 2) for each in wrong}}


def measure_variants(shared: Path) -> dict[str, float]:
    """Precision and recall of groups, for pairs of quotes in marks and for paraphrases, over the clusters with gold."""
    gold = shared / "data" / "summaries" / "variants_dev.jsonl"
    clusters = variants.read_clusters(gold.with_name("multi_news_dev.jsonl"), gold)
    with tempfile.TemporaryDirectory() as scratch:
        for article in (article for cluster in clusters for article in cluster.articles):
            Path(scratch, f"{article.id}.txt").write_text(article.text, encoding="utf-8")
        found = Path(scratch, "quotes.jsonl")
        command = [sys.executable, "-m", "quotekit", "quotes", scratch, "--acts", "all", "--groups", "-o", str(found)]
        subprocess.run(command, check=True)
        scores = run_scorer(shared, "score_variants.py", gold, found)
    return {
        f"{side}, {name}": scores[side][key]
        for side in ("pairs", "paraphrases")
        for name, key in (("precision", "p"), ("recall", "r"))
    }


def run_scorer(shared: Path, name: str, gold: Path, predictions: Path, *more: str) -> Any:
    command = [sys.executable, str(shared / "evaluate" / name), str(gold), str(predictions), *more, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(figures: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[bool]:
    """Print every figure beside its floor or ceiling; whether each holds."""
    held = []
    for name, row in figures.items():
        for figure, value in row.items():
            bound = floors.get(name, {}).get(figure)
            kind = "ceiling" if figure in CEILINGS else "floor"
            held.append(bound is None or (value <= bound if kind == "ceiling" else value >= bound))
            verdict = "" if held[-1] else f"  {'ABOVE' if kind == 'ceiling' else 'BELOW'} THE {kind.upper()}"
            print(f"{name:14} {figure:25} {value:8.2f}  {kind:7} {bound if bound is not None else '-':>7}{verdict}")
    return held


def raised(
    figures: dict[str, dict[str, float]], floors: dict[str, dict[str, float]], lower: bool
) -> dict[str, dict[str, float]]:
    """The floors after an update: never lower than before, ceilings never higher, unless `lower`."""
    new: dict[str, dict[str, float]] = {}
    for name, row in figures.items():
        old = floors.get(name, {})
        new[name] = {figure: _bound(figure, value, None if lower else old.get(figure)) for figure, value in row.items()}
    return new


def _bound(figure: str, value: float, old: float | None) -> float:
    """The floor of a figure, or its ceiling: the margin from what was measured, or the old one where that is closer."""
    if figure in CEILINGS:
        wanted = round(value + MARGIN, 2)
        return wanted if old is None else min(wanted, old)
    wanted = round(value - MARGIN, 2)
    return wanted if old is None else max(wanted, old)


if __name__ == "__main__":
    raise SystemExit(main())
