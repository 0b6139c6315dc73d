"""What many articles cost: CPU time and peak memory of commands, for growing numbers of articles.

    python benchmarks/scale.py [--sizes 100 1000 10000] [--commands quotes compare speakers store] [--articles FILE]

The articles are those of FILE, JSON Lines (default: ../shared's unlabelled news, else corpus/), and beyond their number
seeded copies with other names and words. In a copy the words of one band of frequency and one ending change places,
names among names, so that no sentence comes twice; function words, verbs of speech and marks stay. As many rare words
are new as Heaps' law has it, by its exponent in the articles themselves: n words are k * n ** b different ones.
`--check` prints how the vocabulary of the articles and their copies grows, beside the law.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data" / "unlabelled" / "news.jsonl.gz"
COMMANDS = {
    "quotes": ("quotes", "{articles}", "--format", "jsonl", "-o", "{folder}/quotes.jsonl"),
    "compare": ("compare", "{articles}", "--format", "jsonl", "-o", "{folder}/compared.jsonl"),
    "speakers": ("speakers", "{articles}", "--format", "csv", "-o", "{folder}/speakers.csv"),
    "store": ("store", "add", "{folder}/news.db", "{articles}"),
}
SIZES = (100, 1_000, 10_000)
SEED = 17
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_OFTEN = 300
"""The most frequent words, which stay: function words above all."""
_RARE = 3
"""How often a word comes at most whose place a new one may take."""
_SYLLABLES = [
    first + second for first in "b d f g k l m n p r s t v z st tr br".split() for second in "a e i o u".split()
]


class Cost(NamedTuple):
    """What one run took."""

    seconds: float
    """Of CPU, user and system."""
    megabytes: float
    """At the peak."""


@dataclass(frozen=True)
class Source:
    """Articles as texts, how often each word comes, and how their vocabulary grows: k * n ** b words."""

    texts: list[str]
    often: Counter[str]
    k: float
    b: float

    @classmethod
    def of(cls, texts: list[str]) -> Source:
        often = Counter(word for text in texts for word in _WORD.findall(text))
        k, b = heaps(texts)
        return cls(texts, often, k, b)

    def expected(self, words: float) -> float:
        """The different words in a text of so many, by the law."""
        return self.k * math.pow(words, self.b)


def heaps(texts: Sequence[str]) -> tuple[float, float]:
    """k and b of Heaps' law, through what half of the texts and all of them have."""
    points = []
    seen: set[str] = set()
    words = 0
    for number, text in enumerate(texts, 1):
        found = _WORD.findall(text)
        words += len(found)
        seen.update(found)
        if number in (max(len(texts) // 2, 1), len(texts)):
            points.append((words, len(seen)))
    (n1, v1), (n2, v2) = points[0], points[-1]
    b = math.log(v2 / v1) / math.log(n2 / n1) if n2 > n1 else 0.7
    return v2 / math.pow(n2, b), b


def articles(source: Source) -> Iterator[str]:
    """The articles, then copy after copy of them, without end."""
    yield from source.texts
    for number in count(1):
        other = other_words(source, number)
        for text in source.texts:
            yield _WORD.sub(partial(_other, other), text)


def _other(other: dict[str, str], found: re.Match[str]) -> str:
    return other.get(found[0], found[0])


def other_words(source: Source, number: int) -> dict[str, str]:
    """What stands for each word in a copy: another one of its kind, and new ones for as many as the law demands."""
    chance = random.Random(SEED * 1_000 + number)
    alike: dict[tuple[int, bool, str], list[str]] = {}
    kept = {word for word, _ in source.often.most_common(_OFTEN)} | verbs_of_speech()
    for word, times in sorted(source.often.items()):
        if word not in kept and word.lower() not in kept and len(word) > 3 and "’" not in word and "'" not in word:
            alike.setdefault((int(math.log2(times)), word[0].isupper(), word[-2:]), []).append(word)
    other: dict[str, str] = {}
    for words in alike.values():
        mixed = chance.sample(words, len(words))
        other |= dict(zip(words, mixed))
    rare = [word for word in other if source.often[word] <= _RARE]
    total = source.often.total()
    new = round(source.expected(total * (number + 1)) - source.expected(total * number))
    for word in chance.sample(rare, min(new, len(rare))):
        other[word] = made_up(word, chance)
    return other


def verbs_of_speech() -> set[str]:
    from quotekit.text.lexicon import Lexicon

    return {word for form in Lexicon.shipped().cues for word in form.split()}


def made_up(word: str, chance: random.Random) -> str:
    """A word that nobody knows, with the ending and the capital of another."""
    begin = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3))))
    found = begin + word[-2:].lower()
    return found.capitalize() if word[0].isupper() else found


def write(source: Source, number: int, stream: IO[str]) -> None:
    for place, text in enumerate(islice(articles(source), number)):
        record = {"id": f"a{place}", "outlet": f"Outlet {place % 40}", "text": text}
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def cost_of(command: Sequence[str]) -> Cost:
    """What a command takes in a process of its own."""
    environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), **os.environ}
    process = subprocess.Popen([sys.executable, "-m", "quotekit", *command], env=environment, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def measured(source: Source, sizes: Sequence[int], commands: Sequence[str], tell: Callable[[str], object]) -> None:
    """Tell a row of a table for each command and size, and how much more CPU ten times the articles take."""
    tell("| command | articles | CPU, s | ms an article | of the size before, by size | peak memory, MB |")
    tell("|---|--:|--:|--:|--:|--:|")
    last: dict[str, tuple[int, Cost]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "news.jsonl")
            with path.open("w", encoding="utf-8") as stream:
                write(source, size, stream)
            for name in commands:
                cost = cost_of([part.format(articles=path, folder=folder) for part in COMMANDS[name]])
                grown = ""
                if name in last:
                    before, its = last[name]
                    grown = f"{cost.seconds / its.seconds / (size / before):.2f}"
                last[name] = size, cost
                each = 1000 * cost.seconds / size
                tell(f"| {name} | {size:,} | {cost.seconds:.1f} | {each:.1f} | {grown} | {cost.megabytes:.0f} |")


def check(source: Source, copies: int, tell: Callable[[str], object]) -> None:
    """Tell how many different words there are after each copy, and by the law."""
    seen: set[str] = set()
    words = 0
    for number, text in enumerate(islice(articles(source), (copies + 1) * len(source.texts)), 1):
        found = _WORD.findall(text)
        words += len(found)
        seen.update(found)
        if number % len(source.texts) == 0:
            by_law = source.expected(words)
            tell(f"{number:,} articles, {words:,} words, {len(seen):,} different; by the law {by_law:,.0f}")


def texts_in(path: Path | None) -> list[str]:
    if path is None and not SHARED.is_file():
        return [one.read_text(encoding="utf-8") for one in sorted((ROOT / "corpus").glob("*.txt"))]
    path = path or SHARED
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in stream]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--commands", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--check", type=int, metavar="COPIES")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    source = Source.of(texts_in(asked.articles))
    print(f"{len(source.texts):,} articles; different words: {source.k:.1f} * words ** {source.b:.3f}", flush=True)

    def tell(line: str) -> None:
        print(line, flush=True)

    if asked.check:
        check(source, asked.check, tell)
    else:
        measured(source, asked.sizes, asked.commands, tell)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
