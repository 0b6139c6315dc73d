"""How long a store of a million quotes takes to fill, how large it is, and how quick its searches are.

`python benchmarks/store.py [QUOTES] [--keep FILE]`: synthetic articles (seeded; words by Zipf's law, 5,000 speakers,
40 outlets, ten years) are written as `quotekit store add` writes them, without the model, which takes longer than all
of this. `--groups` also groups variants. Times of searches are in milliseconds: the median and the worst of 9 runs,
each with the file opened anew, and the median of the time that the processor was at it; on a shared machine the rest
is waiting for others.

`python benchmarks/store.py --ratio FOLDER` instead says how many times the CPU of `quotekit quotes` that of `quotekit
store add` is, for the *.txt of a folder, in pairs of runs one after the other, without starting up.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import quotekit
from quotekit.analysis import Analysis
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import json_line, quote_row
from quotekit.store.store import Store

_QUOTES = 10
"""Quotes of an article."""
_VOCABULARY, _SPEAKERS, _OUTLETS, _DAYS = 60_000, 5_000, 40, 3_650
_COMMON = "the to of and a in that we is it for was i on they he with have be not said are this but people".split()

_SEARCHES: dict[str, tuple[str, dict[str, object]]] = {
    "a rare word": ("w40000", {}),
    "a word": ("w2000", {}),
    "a common word": ("people", {}),
    "the most common word": ("the", {}),
    "two words": ("people w200", {}),
    "two common words": ("the people", {}),
    "a phrase": ('"of the people"', {}),
    "a common phrase": ('"of the"', {}),
    "the beginning of a word": ("w200*", {}),
    "a word and a speaker": ("people", {"speakers": ["First7 Last7"]}),
    "the most common word and a rare speaker": ("the", {"speakers": ["First4000 Last4000"]}),
    "a word, a speaker, a year": ("people", {"speakers": ["Last7"], "since": "2020", "until": "2020"}),
    "a common word and an outlet": ("people", {"outlets": ["Outlet 30"]}),
    "a common word and a day": ("people", {"since": "2019-03-05", "until": "2019-03-05"}),
    "a speaker": ("", {"speakers": ["First7 Last7"]}),
    "an outlet": ("", {"outlets": ["Outlet 30"]}),
    "two outlets, a month, a kind": (
        "",
        {"outlets": ["Outlet 30", "Outlet 3"], "since": "2019-03", "until": "2019-03", "kinds": ["mixed"]},
    ),
    "a speaker and an outlet": ("", {"speakers": ["First1 Last1"], "outlets": ["Outlet 39"]}),
    "nothing: the newest": ("", {}),
}


def analyses(quotes: int, seed: int = 7) -> Iterator[Analysis]:
    """Articles of ten quotes each; the same every time."""
    chance = random.Random(seed)
    words = [*_COMMON, *(f"w{number}" for number in range(len(_COMMON), _VOCABULARY))]
    weights = list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))
    people = list(accumulate(1 / (rank + 10) for rank in range(_SPEAKERS)))
    outlets = list(accumulate(1 / (rank + 3) for rank in range(_OUTLETS)))
    start = date(2015, 1, 1)
    articles = quotes // _QUOTES
    for number in range(articles):
        outlet = chance.choices(range(_OUTLETS), cum_weights=outlets)[0]
        day = start + timedelta(days=number * _DAYS // articles)
        yield _analysis(str(number), f"Outlet {outlet}", day.isoformat(), chance, words, weights, people)


def _analysis(
    name: str,
    outlet: str,
    day: str,
    chance: random.Random,
    words: list[str],
    weights: list[float],
    people: list[float],
) -> Analysis:
    text, spans = "", []
    for _ in range(_QUOTES):
        said = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(5, 30)))
        aside = " ".join(chance.choices(words, cum_weights=weights, k=40))
        spans.append(Span(len(text) + 1, len(text) + 1 + len(said)))
        text += f"“{said},” somebody said. {aside}.\n\n"
    here = chance.choices(range(_SPEAKERS), cum_weights=people, k=4)
    speakers = [
        Speaker(f"{name}:s{n}", f"First{who} Last{who}", "person", roles=(f"role {who % 90}",))
        for n, who in enumerate(dict.fromkeys(here))
    ]
    quotes = [
        Quote(
            f"{name}-{n}",
            name,
            chance.choice(("direct", "mixed", "indirect")),
            "statement",
            (span,),
            speaker=chance.choice(speakers).id,
            confidence=0.9,
            rule="labelled",
        )
        for n, span in enumerate(spans, 1)
    ]
    return Analysis((Article(text, name, outlet=outlet, published=day),), tuple(quotes), tuple(speakers))


def fill(path: Path, quotes: int, groups: bool) -> None:
    """Write the store and print what that took."""
    with _timed("made up"):
        for _ in analyses(quotes):
            pass
    with Store(path) as store:
        with _timed(f"made up and {quotes:,} quotes added"):
            store.add(analyses(quotes), group=False)
        if groups:
            with _timed("grouped"):
                store.add([])
    print(f"file: {os.path.getsize(path) / 1e6:,.0f} MB; peak memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    for count in (10, 1000):
        more = list(analyses(count, seed=count))
        with Store(path) as store, _timed(f"{count:,} quotes more"):
            store.add(more, group=groups, key=lambda article: f"new {article.text[:200]}")


@contextmanager
def _timed(name: str) -> Iterator[None]:
    """Print how long what is inside takes, and how long the processor is at it."""
    started, used = time.perf_counter(), time.process_time()
    yield
    print(f"{name}: {time.perf_counter() - started:.1f} s, {time.process_time() - used:.1f} s of CPU", flush=True)


def measure(path: Path) -> None:
    """Print a row for each search: how many rows it gives, and milliseconds."""
    print(f"\n{'search':42} {'rows':>5} {'median':>8} {'worst':>8} {'CPU':>8}")
    for name, (words, asked) in _SEARCHES.items():
        _row(name, path, lambda store: store.search(words, **asked))  # noqa: B023
    _row("speakers: the first 50", path, lambda store: store.speakers(limit=50))
    _row("groups: the first 20", path, lambda store: list(store.groups(limit=20)))


def _row(name: str, path: Path, ask: object) -> None:
    times, busy, rows = [], [], 0
    for _ in range(9):
        with Store(path, write=False) as store:
            started, used = time.perf_counter(), time.process_time()
            rows = len(ask(store))  # type: ignore[operator]
            times.append(1000 * (time.perf_counter() - started))
            busy.append(1000 * (time.process_time() - used))
    median = statistics.median
    print(f"{name:42} {rows:5} {median(times):8.1f} {max(times):8.1f} {median(busy):8.1f}")


def ratio(folder: Path, pairs: int = 5) -> None:
    """Print how adding articles to a new store compares with finding their quotes and writing them as rows."""
    articles = list(quotekit.read(folder / "*.txt"))
    list(quotekit.analyze_each(articles[:50]))  # what is read once is read
    ratios, shares = [], []
    for _ in range(pairs):
        with tempfile.TemporaryDirectory() as name, Store(Path(name, "store.db")) as store:
            quotes = _busy(lambda: _rows_of(articles))
            added = _busy(lambda: store.add(articles, group=False))
            grouped = _busy(lambda: store.add([]))
        ratios.append((added + grouped) / quotes)
        shares.append(grouped / quotes)
        print(f"quotes {quotes:.2f} s, store add {added + grouped:.2f} s, of which groups {grouped:.2f} s", flush=True)
    told = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"{len(articles)} articles: {told}, groups {statistics.median(shares):.2f}")


def _rows_of(articles: list[Article]) -> None:
    with open(os.devnull, "w", encoding="utf-8") as stream:
        for found in quotekit.analyze_each(articles):
            for quote in found.quotes:
                stream.write(
                    json_line(quote_row(found.article_of(quote).told_in(quote), quote, found.speaker_of(quote)))
                )


def _busy(work: Callable[[], object]) -> float:
    """Seconds of CPU that something takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Fill a store, or take one that is there, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quotes", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, metavar="FILE")
    parser.add_argument("--groups", action="store_true")
    parser.add_argument("--ratio", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.ratio:
        ratio(options.ratio)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "store.db")
        if not path.exists():
            fill(path, options.quotes, options.groups)
        measure(path)


if __name__ == "__main__":
    main()
