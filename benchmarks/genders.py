"""The gender of 500 speakers of ../shared/data against what a reader of their articles says.

    python benchmarks/genders.py                     # precision, recall and F for women and men; exit 1 below a floor
    python benchmarks/genders.py --keep news.pickle  # what was found is kept there, as by benchmarks/people.py

`genders.tsv` has 200 people of the unlabelled news: the article, the name as found and `f`, `m`, or `-` where the
article does not tell, or the name is nobody's. They were drawn at random from the people found in every second article.
`genders_newsmix.tsv` has 300 of the 402 people who speak in the train part of newsmix, drawn at random by its gold, so
that nobody had looked at what quotekit says of them. One reader read title, pronouns and name of each. Who has another
name here is looked up by the last word of it; who is not found, or is no person here, has `-`. No text is kept. Without
../shared this says so and passes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from people import found_in  # type: ignore[import-not-found]  # beside this file

from quotekit.analysis import Analysis
from quotekit.pipeline import analyze_each
from quotekit.records import Article

HERE = Path(__file__).resolve().parent
FLOORS = {"genders.tsv": {"f": 88.0, "m": 92.0}, "genders_newsmix.tsv": {"f": 84.0, "m": 88.0}}
"""The least F in percent, by table."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true", help="who is read otherwise")
    options = parser.parse_args()
    news, texts = options.shared / "data/unlabelled/news.jsonl.gz", options.shared / "data/newsmix/train/text"
    if not news.is_file():
        print(f"{news} is not here: genders are not scored")
        return 0
    newsmix = (Article(path.read_text(encoding="utf-8"), path.stem) for path in sorted(texts.glob("*.txt")))
    held = [
        score("genders_newsmix.tsv", analyze_each(newsmix), options.show),
        score("genders.tsv", found_in(news, options.keep), options.show),
    ]
    return 0 if all(held) else 1


def score(table: str, found: Iterable[Analysis], show: bool) -> bool:
    """Print the figures of the people of a table; whether its floors are held."""
    with (HERE / table).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wanted = {row["article"] for row in rows}
    articles = {one.articles[0].id: one for one in found if one.articles[0].id in wanted}
    told = [(row["gender"], gender_in(articles[row["article"]], row["name"]), row["name"]) for row in rows]
    for gold, own, name in told if show else ():
        if gold != own:
            print(f"  {name}: {gold}, found {own}")
    counts = Counter((gold, own) for gold, own, _ in told)
    print(f"{table}: {len(rows)} people")
    held = [is_held(gender, floor, counts) for gender, floor in FLOORS[table].items()]  # each prints its line
    return all(held)


def gender_in(analysis: Analysis, name: str) -> str:
    """The gender found for somebody of a name; `-` for none, or where nobody is called so."""
    people = [one for one in analysis.speakers if one.kind == "person"]
    named = [one for one in people if name in (one.name, *one.aliases)]
    alike = [one for one in people if one.name.split()[-1] == name.split()[-1]]
    return next((one.gender or "-" for one in named or alike), "-")


def is_held(gender: str, floor: float, told: Counter[tuple[str, str]]) -> bool:
    """Print the figures of one gender; whether its floor is held."""
    right = told[gender, gender]
    precision = 100 * right / max(1, sum(n for (_, found), n in told.items() if found == gender))
    recall = 100 * right / max(1, sum(n for (gold, _), n in told.items() if gold == gender))
    both = 2 * precision * recall / max(1.0, precision + recall)
    print(f"{gender}: precision {precision:.1f}, recall {recall:.1f}, F {both:.1f}, floor {floor}")
    return both >= floor


if __name__ == "__main__":
    sys.exit(main())
