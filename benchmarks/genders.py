"""The gender of 200 speakers of ../shared/data/unlabelled against what a reader of their articles says.

    python benchmarks/genders.py                     # precision, recall and F for women and men; exit 1 below a floor
    python benchmarks/genders.py --keep news.pickle  # what was found is kept there, as by benchmarks/people.py

`genders.tsv` has the article, the name as found and `f`, `m`, or `-` where the article does not tell, or the name is
nobody's. The 200 were drawn at random from the people found in every second article; one reader read title, pronouns
and name of each. A speaker whose name has changed since is looked up by the last word of it. No text is kept. Without
../shared this says so and passes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from people import found_in  # type: ignore[import-not-found]  # beside this file

from quotekit.analysis import Analysis

HERE = Path(__file__).resolve().parent
FLOORS = {"f": 88.0, "m": 92.0}
"""The least F in percent."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true", help="who is read otherwise")
    options = parser.parse_args()
    news = options.shared / "data/unlabelled/news.jsonl.gz"
    if not news.is_file():
        print(f"{news} is not here: genders are not scored")
        return 0
    with (HERE / "genders.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wanted = {row["article"] for row in rows}
    articles = {one.articles[0].id: one for one in found_in(news, options.keep) if one.articles[0].id in wanted}
    told = [(row["gender"], gender_in(articles[row["article"]], row["name"]), row["name"]) for row in rows]
    for gold, found, name in told if options.show else ():
        if gold != found:
            print(f"  {name}: {gold}, found {found}")
    held = [score(gender, Counter((gold, found) for gold, found, _ in told)) for gender in FLOORS]
    return 0 if all(held) else 1


def gender_in(analysis: Analysis, name: str) -> str:
    """The gender found for somebody of a name; `-` for none, or where nobody is called so any more."""
    people = [one for one in analysis.speakers if one.kind == "person"]
    named = [one for one in people if name in (one.name, *one.aliases)]
    alike = [one for one in people if one.name.split()[-1] == name.split()[-1]]
    return next((one.gender or "-" for one in named or alike), "-")


def score(gender: str, told: Counter[tuple[str, str]]) -> bool:
    """Print the figures of one gender; whether its floor is held."""
    right = told[gender, gender]
    precision = 100 * right / max(1, sum(n for (_, found), n in told.items() if found == gender))
    recall = 100 * right / max(1, sum(n for (gold, _), n in told.items() if gold == gender))
    both = 2 * precision * recall / max(1.0, precision + recall)
    print(f"{gender}: precision {precision:.1f}, recall {recall:.1f}, F {both:.1f}, floor {FLOORS[gender]}")
    return both >= FLOORS[gender]


if __name__ == "__main__":
    sys.exit(main())
