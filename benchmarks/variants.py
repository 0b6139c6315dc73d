"""Grouping at scale: seconds, memory and recall on synthetic copies with edits, seeded.

    python benchmarks/variants.py [QUOTES ...]      # default 100000 200000, each in a process of its own

Utterances are made of words whose frequencies fall as in a language. One to nine outlets print each, whole, cut, with
words changed, dropped or added, with or without its speaker. Limits: 60 s and 1 GB for 100,000 quotes; the time
for 200,000 at most 2.3 times that.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate, combinations
from math import log

from quotekit.analysis import Analysis
from quotekit.models.model import Model
from quotekit.models.parts import rarity_arrays
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.text.rarity import Rarity
from quotekit.variants.grouping import Variants
from quotekit.wordtables import stable_hash

QUOTES = (100_000, 200_000)
SECONDS, MEGABYTES, GROWTH = 60.0, 1000.0, 2.3
IN_ARTICLE = 5
WORDS, COMMON = 34_000, 4_400


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(int(sys.argv[2]))))
        return 0
    counts = [int(count) for count in sys.argv[1:]] or list(QUOTES)
    results = []
    for count in counts:
        command = [sys.executable, __file__, "--one", str(count)]
        results.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(f"{count} quotes:", ", ".join(f"{name} {value}" for name, value in results[-1].items()))
    growth = results[-1]["seconds"] / results[0]["seconds"]
    print(f"time of the last to the first: {growth:.2f}")
    is_good = results[0]["seconds"] < SECONDS and results[0]["MB"] < MEGABYTES and growth <= GROWTH
    return 0 if is_good or counts != list(QUOTES) else 1


def measured(count: int) -> dict[str, float]:
    """Seconds of CPU, megabytes, and which of the pairs of copies come together."""
    analyses, utterances = copies(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    variants = Variants(Model.shipped().replaced(rarity_arrays("rarity_in_paragraphs", rarities(), "these words")))
    for analysis in analyses:
        variants.add(analysis)
    group = {printing.quote.id: group.number for group in variants for printing in group.read}
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    together = [
        one in group and group[one] == group.get(other) for ids in utterances for one, other in combinations(ids, 2)
    ]
    origin = {quote: number for number, ids in enumerate(utterances) for quote in ids}
    linked = [
        origin[one.quote.id] == origin[other.quote.id]
        for group_ in variants
        for one, other in combinations(group_.read[:12], 2)
    ]
    return {
        "seconds": round(seconds, 1),
        "MB": round(memory),
        "MB before": round(before),
        "recall": round(sum(together) / len(together), 4),
        "precision": round(sum(linked) / len(linked), 4),
    }


def rarities() -> Rarity:
    """The words of the articles are as rare as the words of English."""
    rare = {f"word{rank}": min(7.0, log((rank + 4) / 4)) for rank in range(COMMON)}
    return Rarity({stable_hash(word): rarity for word, rarity in rare.items()}, 7.0)


def copies(count: int) -> tuple[list[Analysis], list[list[str]]]:
    """Articles of five quotes each, and the ids of the quotes that render each utterance."""
    chance = random.Random(6)
    words = [f"word{number}" for number in range(WORDS)]
    odds = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    told: list[tuple[int, str, str]] = []
    number = 0
    while len(told) < count:
        said = chance.choices(words, cum_weights=odds, k=chance.randint(8, 40))
        name = f"Ana {chance.choice(words).capitalize()}"
        told += [(number, " ".join(edited(said, chance)), name) for _ in range(chance.randint(1, 9))]
        number += 1
    del told[count:]
    chance.shuffle(told)
    ids: list[list[str]] = [[] for _ in range(number)]
    analyses = []
    for first in range(0, count, IN_ARTICLE):
        analyses.append(article_of(f"a{first}", told[first : first + IN_ARTICLE], ids, chance))
    return analyses, ids


def edited(said: list[str], chance: random.Random) -> Iterator[str]:
    """The words of an utterance as an outlet prints them: cut at either end, one in twelve changed or dropped."""
    kept = len(said)
    first = chance.randrange(kept // 3) if chance.random() < 0.3 else 0
    last = kept - (chance.randrange(kept // 3) if chance.random() < 0.3 else 0)
    for word in said[first:last]:
        draw = chance.random()
        if draw < 0.04:
            continue
        yield chance.choice(said) if draw < 0.08 else word


def article_of(name: str, told: list[tuple[int, str, str]], ids: list[list[str]], chance: random.Random) -> Analysis:
    text = "".join(f"“{quote}”\n" for _, quote, _ in told)
    quotes, speakers, start = [], [], 1
    for place, (number, quote, who) in enumerate(told):
        speaker = f"{name}:s{place}" if chance.random() < 0.8 else None
        if speaker:
            speakers.append(Speaker(speaker, who, "person"))
        quotes.append(
            Quote(f"{name}-{place}", name, "direct", "statement", (Span(start, start + len(quote)),), speaker=speaker)
        )
        ids[number].append(quotes[-1].id)
        start += len(quote) + 3
    return Analysis((Article(text, name),), tuple(quotes), tuple(speakers))


if __name__ == "__main__":
    raise SystemExit(main())
