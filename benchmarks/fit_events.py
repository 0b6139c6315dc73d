"""Fits what decides whether articles report one event, and measures the fit on events that it has not seen.

    python benchmarks/fit_events.py                  # two folds over the events of neus_dev and multi_news_dev
    python benchmarks/fit_events.py --write          # then on all of them, into quotekit/data/weights/events.npz

Stems are counted in ../shared/data: unlabelled news without the articles of neus_dev, multi_news_dev, PolNeAR train.
What days say is fitted on the dated articles of the unlabelled news, which nobody has grouped. Runs in two minutes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.extmath import randomized_svd

from quotekit.dates import day_of
from quotekit.models.model import SHIPPED, Model
from quotekit.records import Article
from quotekit.stories import likeness, saying, tree
from quotekit.stories.likeness import Pairs, pairs_of, raw_places
from quotekit.stories.telling import Telling, telling_of
from quotekit.stories.weights import Kin, Weights, as_file
from quotekit.summary.outline import Overlap
from quotekit.summary.sentences import sentences_of
from quotekit.text.rarity import words_of
from quotekit.text.stems import stem

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" if (ROOT.parent / "shared").is_dir() else Path("/work/shared")
DATA = SHARED / "data"
FILE = SHIPPED / "weights" / "events.npz"
DIMENSIONS, FEWEST, WINDOW, TELLING = 48, 15, 8, 0.3
NOTICE = re.compile(
    r"Starting in 1996, Alexa|Tweet with a location|These crawls are|Add a location|This is a set of web"
    r"|The interactive transcript|Breaking News Emails|You must enter"
)
"""What stands in the place of an article in Multi-News, in several clusters."""
SHORTEST = 60
RARITY = cache(Model.shipped().rarity.of)
WEEK, MOST_COST = 7, -12.0
SHARED_PAIRS, FEWEST_PAIRS = 0.12, 3
FAR = 14

Mask = NDArray[np.bool_]


# --- Stems that stand among the same words ---


def news() -> list[dict[str, Any]]:
    """The unlabelled news, without what neus_dev has too."""
    known = {one["title"].rstrip(".").lower() for row in rows("neus_dev") for one in row["documents"]}
    with gzip.open(DATA / "unlabelled" / "news.jsonl.gz", "rt", encoding="utf-8") as stream:
        found = [json.loads(line) for line in stream]
    return [one for one in found if (one["title"] or "").rstrip(".").lower() not in known]


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / "summaries" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts() -> Iterator[str]:
    yield from (f"{one['title'] or ''}. {one['text']}" for one in news())
    yield from (one["text"] for row in rows("multi_news_dev") for one in row["documents"])
    yield from (path.read_text(encoding="utf-8") for path in sorted((DATA / "polnear/train/text").glob("*.txt")))


def kin() -> Kin:
    """The vectors of stems, by their singular values, as whole numbers."""
    roots = [[stem(word) for word in words_of(text)] for text in texts()]
    counts = Counter(root for one in roots for root in one)
    known = [root for root, count in sorted(counts.items()) if count >= FEWEST and RARITY(root) > TELLING]
    number = {root: place for place, root in enumerate(known)}
    counted = csr_matrix((len(known), len(known)))
    for start in range(0, len(roots), 500):
        counted = counted + beside(roots[start : start + 500], number)
    vectors = decomposed(counted.tocoo())
    hashes = np.array([zlib.crc32(root.encode()) for root in known], np.uint32)
    order = np.unique(hashes, return_index=True)[1]
    found = Kin(hashes[order], vectors[order], np.zeros((2, DIMENSIONS)))
    return replace(found, usual=usual(found))


def beside(roots: list[list[str]], number: dict[str, int]) -> Any:
    """How often each two stems stand within so many words of each other."""
    one, other = [], []
    for words in roots:
        places = np.array([number.get(word, -1) for word in words])
        for distance in range(1, WINDOW + 1):
            a, b = places[:-distance], places[distance:]
            both = (a >= 0) & (b >= 0)
            one += [a[both], b[both]]
            other += [b[both], a[both]]
    where = np.concatenate(one), np.concatenate(other)
    return csr_matrix((np.ones(len(where[0])), where), shape=(len(number), len(number)))


def decomposed(counted: Any) -> NDArray[np.int8]:
    held = np.asarray(counted.sum(axis=1)).ravel()
    usual_of = held**0.75 / (held**0.75).sum()
    gained = np.log(counted.data / (held[counted.row] * usual_of[counted.col]))
    kept = gained > 0
    positive = csr_matrix((gained[kept], (counted.row[kept], counted.col[kept])), shape=counted.shape)
    left, values, _ = randomized_svd(positive, DIMENSIONS, n_iter=4, random_state=0)
    found = left * np.sqrt(values)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    rounded: NDArray[np.int8] = np.round(found / np.abs(found).max() * 127).astype(np.int8)
    return rounded


def usual(found: Kin) -> NDArray[np.float64]:
    told = [telling_of(Article(one["text"], title=one["title"]), RARITY) for one in news()[::3]]
    each = [raw_places([getattr(one, kind) for one in told], RARITY, found).mean(axis=0) for kind in ("stems", "deeds")]
    return np.array(each)


# --- Articles whose events are known ---


@dataclass(eq=False)
class Collection:
    """Articles with the number of the event of each."""

    name: str
    articles: list[Article]
    events: NDArray[np.int64]
    weight: float
    kin: Kin
    are_days: bool = False
    """Whether `events` are the days of articles that nobody has grouped: what is `FAR` apart is of two events."""

    def same_of(self, first: Any, second: Any) -> tuple[Mask, Mask]:
        """Which pairs are of one event, and of which that is known."""
        one, other = self.events[first], self.events[second]
        if self.are_days:
            known = np.abs(one - other) > FAR
            return np.zeros(known.shape, bool), known
        return one == other, np.ones(np.shape(one == other), bool)

    @cached_property
    def told(self) -> list[Telling]:
        return [telling_of(article, RARITY) for article in self.articles]

    @cached_property
    def pairs(self) -> Pairs:
        return pairs_of(self.told, RARITY, self.kin)

    @cached_property
    def same(self) -> Mask:
        return self.same_of(self.pairs.first, self.pairs.second)[0]

    def touching(self, chosen: Mask) -> Mask:
        """The pairs of which one article at least is among those chosen, and of which the truth is known."""
        known = self.same_of(self.pairs.first, self.pairs.second)[1]
        return (chosen[self.pairs.first] | chosen[self.pairs.second]) & known


def collections(found: Kin) -> list[Collection]:
    """What is fitted on: articles whose events are known, whole, cut and thinned, and news weeks apart."""
    neus = collection("neus_dev", 1.0, found, lambda one: one["text"])
    full = collection("multi_news_dev", 0.5, found, lambda one: one["text"])
    cut = collection("multi_news_dev", 0.5, found, lambda one: " ".join(one["text"].split()[:90]))
    return [neus, thinned(neus, 0.5), full, thinned(full, 0.3), cut, dated(found, 0.03)]


def thinned(given: Collection, weight: float) -> Collection:
    """Of each event one, two or three articles: in most folders few articles have another one of their event."""
    chance = np.random.RandomState(2)
    most = chance.choice([1, 1, 1, 2, 3], int(given.events.max()) + 1)
    kept: list[int] = []
    seen: Counter[int] = Counter()
    for number in chance.permutation(len(given.articles)).tolist():
        event = int(given.events[number])
        seen[event] += 1
        if seen[event] <= most[event]:
            kept.append(number)
    kept.sort()
    articles = [given.articles[number] for number in kept]
    return Collection(f"{given.name}, thinned", articles, given.events[kept], weight, given.kin)


def dated(found: Kin, weight: float) -> Collection:
    """The dated news: counterexamples, of one subject and weeks apart."""
    dates = [(one, day_of(one["published"])) for one in news()]
    kept = [(one, day) for one, day in dates if day]
    articles = [Article(one["text"], f"{number:04}", title=one["title"]) for number, (one, _) in enumerate(kept)]
    days = np.array([day.toordinal() for _, day in kept])
    return Collection("dated news", articles, days - days.min(), weight, found, are_days=True)


def collection(name: str, weight: float, found: Kin, text_of: Callable[[dict[str, Any]], str]) -> Collection:
    articles: list[Article] = []
    events: list[int] = []
    for event, row in enumerate(rows(name)):
        for one in row["documents"]:
            if name == "neus_dev" or (len(one["text"].split()) >= SHORTEST and not NOTICE.match(one["text"])):
                articles.append(Article(text_of(one), f"{len(articles):04}", title=one["title"]))
                events.append(event)
    return Collection(name, articles, np.array(events), weight, found)


# --- The fit ---


def linear(x: Any, y: Any, weights: Any, names: Sequence[str]) -> dict[str, float]:
    """A logistic regression on standardized features, as weights of the features as they are."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=5000))
    model.fit(x, y, logisticregression__sample_weight=weights)
    scaler, regression = model[0], model[-1]
    each = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - each @ scaler.mean_)
    return {name: round(float(value), 5) for name, value in zip(names, each)} | {"bias": round(bias, 5)}


def fit_pair(given: list[tuple[Collection, Mask]]) -> dict[str, float]:
    parts = [(one.pairs.features[mask], one.same[mask], np.full(mask.sum(), one.weight)) for one, mask in given]
    features, same, weights = (np.concatenate(part) for part in zip(*parts))
    return linear(features, same, weights, likeness.FEATURES)


def odds(one: Collection, pair: dict[str, float]) -> list[tuple[int, int, float]]:
    found = one.pairs.features @ np.array([pair[name] for name in likeness.FEATURES]) + pair["bias"]
    return list(zip(one.pairs.first.tolist(), one.pairs.second.tolist(), found.tolist()))


def fit(given: list[tuple[Collection, Mask]]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of pairs, and those of groups by trees over pairs whose weights have not seen their events."""
    x, y, weight = [], [], []
    for fold in (0, 1):
        held = [mask & (half(one, 1) == fold) for one, mask in given]
        pair = fit_pair([(one, one.touching(mask) & ~one.touching(out)) for (one, mask), out in zip(given, held)])
        for (one, _), out in zip(given, held):
            nodes = tree.grown(len(one.articles), iter(odds(one, pair)))
            members: list[list[int]] = []
            for node in nodes:
                members.append([m for part in node.parts for m in members[part]] or [node.first])
                if node.parts and out[members[-1]].any():
                    a, b = (np.array(members[part]) for part in node.parts)
                    same, known = one.same_of(a[:, None], b[None])
                    if known.mean() > 0.5:
                        x.append(tree.measured(node, nodes))
                        y.append(same.mean() > 0.5)
                        weight.append(one.weight)
    pair = fit_pair([(one, one.touching(mask)) for one, mask in given])
    return pair, linear(np.array(x), np.array(y), np.array(weight), tree.FEATURES)


def half(one: Collection, seed: int) -> NDArray[np.int64]:
    numbers = np.unique(one.events, return_inverse=True)[1]
    return (np.random.RandomState(seed).rand(int(one.events.max()) + 1) < 0.5).astype(int)[
        one.events if not one.are_days else numbers
    ]


def counted(one: Collection, groups: Iterable[list[int]], held: Mask) -> NDArray[np.int64]:
    """Pairs of articles that are rightly in one group, that are in one, and that ought to be, with one held out."""
    group = np.zeros(len(one.articles), int)
    for number, members in enumerate(groups):
        group[members] = number
    first, second = np.triu_indices(len(group), 1)
    counts = held[first] | held[second]
    together, (same, known) = group[first] == group[second], one.same_of(first, second)
    counts &= known
    return np.array([(mask & counts).sum() for mask in (together & same, together, same)])


def main() -> int:
    found = kin()
    given = collections(found)
    print([(one.name, len(one.articles), len(one.same), int(one.same.sum())) for one in given])
    shifts = (-1.0, -0.5, 0.0, 0.5, 1.0)
    total = np.zeros((len(given), len(shifts), 3), int)
    for fold in (0, 1):
        pair, join = fit([(one, half(one, 0) == fold) for one in given])
        for number, one in enumerate(given):
            nodes = tree.grown(len(one.articles), iter(odds(one, pair)))
            for place, shift in enumerate(shifts):
                groups = tree.groups(nodes, join | {"bias": join["bias"] - shift})
                total[number, place] += counted(one, groups, half(one, 0) != fold)
    for one, of_shift in zip(given, total):
        print(
            one.name,
            " ".join(
                f"{s}:{100 * a / max(b, 1):.1f}/{100 * a / max(c, 1):.1f} ({b})"
                for s, (a, b, c) in zip(shifts, of_shift)
            ),
        )
    same = sentence_pairs(given[0])[1]
    print("sentences that share words:", len(same), "of one event:", int(same.sum()))
    if "--write" in sys.argv[1:]:
        pair, join = fit([(one, np.ones(len(one.articles), bool)) for one in given])
        weights = Weights(found, pair, join | {"bias": round(join["bias"] - SURE, 5)}, (), {})
        weights = replace(weights, days=fit_days(weights), saying=fit_saying(given))
        FILE.write_bytes(as_file(weights))
        print(pair, weights.join, weights.days, weights.saying, sep="\n")
    return 0


SURE = 0.3
"""How far the odds of two groups to be one must be above even: precision is worth more than recall."""


def fit_saying(given: list[Collection]) -> dict[str, float]:
    """What tells sentences of one event that say the same from those of two that share as many words.

    Pairs of one cluster that share few words are not in the fit, and of those that share more, most say the same.
    """
    x, y, weight = [], [], []
    for one in given[0], given[2]:
        found, same = sentence_pairs(one)
        x.append(found)
        y.append(same)
        weight.append(np.full(len(same), 1000 / len(same)))
    return linear(np.concatenate(x), np.concatenate(y), np.concatenate(weight), saying.FEATURES)


def sentence_pairs(one: Collection) -> tuple[NDArray[np.float64], Mask]:
    """What is measured of pairs of sentences of two articles that share some words, and which are of one event."""
    told = [
        (number, said) for number, article in enumerate(one.articles) for said in sentences_of(article) if said.pickable
    ]
    words = [saying.said_in(said.text, RARITY) for _, said in told]
    sharing = Overlap(SHARED_PAIRS, FEWEST_PAIRS)
    found, same = [], []
    for place, (number, _) in enumerate(told):
        for other in sharing.with_items(words[place].pairs):
            if told[other][0] != number:
                found.append(saying.measured(words[other], words[place], RARITY))
                same.append(one.events[told[other][0]] == one.events[number])
        sharing.note(place, words[place].pairs)
    return np.array(found), np.array(same)


def fit_days(weights: Weights) -> tuple[float, ...]:
    """What each day between two articles costs, by the pairs of dated news whose words speak for one event.

    Their days are taken for two-sided geometric: the mean of those within a week gives the rate. A folder of one week
    has no pairs that are far apart, one of ten years few others; what a day costs beside the same day holds in both.
    """
    one = dated(weights.kin, 1.0)
    apart = np.abs(one.events[one.pairs.first] - one.events[one.pairs.second])
    near = apart[(one.pairs.odds(weights) > 1) & (apart <= WEEK)]
    mean = float(near.mean())
    rate = (np.sqrt(1 + mean**2) - 1) / mean
    print("days of likely pairs within a week:", np.bincount(near).tolist(), "rate", round(rate, 3))
    return tuple(round(max(MOST_COST, float(day * np.log(rate))), 4) for day in range(WEEK * 4 + 1))


if __name__ == "__main__":
    raise SystemExit(main())
