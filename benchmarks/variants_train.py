"""Near-identical quotes of PolNeAR train, found by brute force: how many come into one group; and links to be read.

    python benchmarks/variants_train.py               # recall against brute force, by three measures of sameness
    python benchmarks/variants_train.py --sample      # 100 links, seeded, to be read: ids, offsets and words

Every pair of direct or mixed quotes of six words or more from two articles is compared by its longest common
subsequence; pairs whose words, in any order, cannot reach 80 % are left out beforehand. `variants_train_read.tsv` holds
the links that were read and the verdicts: articles and offsets only. Needs scipy.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import sparse

from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.variants.alignment import common_length
from quotekit.variants.grouping import Variants
from quotekit.variants.groups import Printing

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" if (ROOT.parent / "shared").is_dir() else Path("/work/shared")
TRAIN = SHARED / "data" / "polnear" / "train" / "text"
SHARE, WORDS = 0.8, 6
FLOOR = 0.97
LINKS = 100


def main() -> int:
    variants = Variants()
    found = list(analyze_each(map(article_of, sorted(TRAIN.glob("*.txt")))))
    for analysis in found:
        variants.add(analysis)
    if "--sample" in sys.argv[1:]:
        show(variants)
        return 0
    group = {printing.quote.id: group.id for group in variants for printing in group.read}
    printings = [
        Printing(analysis.article_of(quote), quote, None)
        for analysis in found
        for quote in analysis.quotes
        if quote.kind != "indirect"
    ]
    printings = [each for each in printings if len(each.words) >= WORDS]
    print(f"{len(printings)} direct and mixed quotes of {WORDS} words or more, {len(list(variants))} groups")
    right: dict[str, list[bool]] = {"longer": [], "both": [], "shorter": []}
    for one, other, shares in alike(printings):
        together = group.get(one.quote.id, "one") == group.get(other.quote.id, "other")
        for name, share in shares.items():
            if share >= SHARE:
                right[name].append(together)
        if not together and shares["both"] >= SHARE and "--missed" in sys.argv[1:]:
            print("missed", one.quote.id, other.quote.id, {name: round(share, 2) for name, share in shares.items()})
            print("   ", " ".join(one.words)[:300], "\n   ", " ".join(other.words)[:300])
    for name, hits in right.items():
        print(f"80 % of the words of {name}: {sum(hits)} of {len(hits)} pairs together, {sum(hits) / len(hits):.4f}")
    return 0 if sum(right["both"]) >= FLOOR * len(right["both"]) else 1


def article_of(path: Path) -> Article:
    """The article of a file whose name tells outlet and day."""
    outlet, day, _ = path.stem.split("_", 2)
    return Article(path.read_text(encoding="utf-8"), path.stem, outlet=outlet, published=day)


def alike(printings: list[Printing]) -> Iterator[tuple[Printing, Printing, dict[str, float]]]:
    """Pairs of two articles that share 80 % of the shorter one's words in order, with their shares."""
    words = [[word.casefold().replace("’", "'") for word in each.words] for each in printings]
    for one, other in reachable(words):
        if printings[one].article.id != printings[other].article.id:
            short, long = sorted((len(words[one]), len(words[other])))
            common = common_length(words[one], words[other])
            if common >= SHARE * short:
                shares = {"longer": common / long, "both": 2 * common / (short + long), "shorter": common / short}
                yield printings[one], printings[other], shares


def reachable(words: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Pairs whose words in common, each as often as both have it, are 80 % of the shorter one's."""
    columns: dict[tuple[str, int], int] = {}
    rows, places = [], []
    for number, said in enumerate(words):
        often: Counter[str] = Counter()
        for word in said:
            often[word] += 1
            rows.append(number)
            places.append(columns.setdefault((word, often[word]), len(columns)))
    lengths = np.array([len(said) for said in words])
    table = sparse.csr_matrix((np.ones(len(rows), np.int32), (rows, places)), (len(words), len(columns)))
    for first in range(0, len(words), 500):
        common = (table[first : first + 500] @ table.T).toarray()
        least = SHARE * np.minimum(lengths[first : first + 500, None], lengths[None, :])
        for one, other in zip(*np.nonzero(common >= least)):
            if first + one < other:
                yield int(first + one), int(other)


def show(variants: Variants) -> None:
    """A sample of the links between direct or mixed quotes of two articles, one link a group at most."""
    links = []
    for group in variants:
        marked = [each for each in group.printings if each.quote.kind != "indirect"]
        pairs = [pair for pair in combinations(marked, 2) if pair[0].article.id != pair[1].article.id]
        links += pairs
    print(len(links), "links")
    for number, (one, other) in enumerate(random.Random(6).sample(sorted(links, key=_key), LINKS), 1):
        print(f"{number}\t" + "\t".join(place(each) for each in (one, other)))
        for each in (one, other):
            print(
                f"    {each.speaker.name if each.speaker else None} | {each.quote.kind} | {' '.join(each.words)[:400]}"
            )


def _key(pair: tuple[Printing, Printing]) -> tuple[str, str]:
    return pair[0].quote.id, pair[1].quote.id


def place(each: Printing) -> str:
    return f"{each.article.id} {each.quote.content[0].start}-{each.quote.content[-1].end}"


if __name__ == "__main__":
    raise SystemExit(main())
