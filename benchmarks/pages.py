"""How fast the pages over a store are: `python benchmarks/pages.py [ARTICLES] [--keep FILE]`, with the extra `web`.

A store of made-up rows (those of `benchmarks/store.py`, ten quotes an article, by default 10,000 articles; every third
quote is in a group of two to five) is served, and 2,000 different addresses are asked for, forty at once: searches,
speakers, utterances, articles, lists, the first page. A row for each kind of page, and the memory of the server and of
its workers before and after. Whoever asks keeps the connection, as browsers do, and reads each page to its end. On a
machine that others use, the time of the processor says more: it is that of the server and its workers for each request,
and of who asks, who is on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import parse_qsl, urlencode, urlsplit

from serve import ROOT, memory  # type: ignore[import-not-found]  # beside this file
from store import analyses  # type: ignore[import-not-found]

from quotekit.browsing.pages import PAGES
from quotekit.browsing.shelf import Shelf
from quotekit.store.store import Store

_REQUESTS, _AT_ONCE = 2000, 40
_TICKS = 100
"""Of the clock of Linux in a second."""


def fill(path: Path, articles: int) -> None:
    """Make the store."""
    with Store(path) as store:
        store.add(analyses(articles * 10), group=False)
    group(path)


def group(path: Path) -> None:
    """Let quotes that follow each other be groups: to find those of so many takes hours."""
    chance = random.Random(3)
    with closing(sqlite3.connect(path)) as connection:
        quotes = connection.execute("SELECT id, day FROM quotes ORDER BY day, id").fetchall()
        at = 0
        while at + 15 < len(quotes):
            members = quotes[at : at + chance.randint(2, 5)]
            row = (len(members), len(members), len(members), members[0][1], members[0][0])
            query = (
                "INSERT INTO variants (quotes, outlets, voices, is_disputed, day, quote_id) VALUES (?, ?, ?, 0, ?, ?)"
            )
            group = connection.execute(query, row).lastrowid
            connection.executemany(
                "UPDATE quotes SET variant_id = ? WHERE id = ?", [(group, one) for one, _ in members]
            )
            at += 15
        connection.execute("UPDATE quotes SET is_grouped = 1")
        connection.commit()


def addresses(path: Path) -> Iterator[tuple[str, str]]:
    """So many different addresses as there are requests, each with the kind of its page."""
    chance = random.Random(5)
    with closing(sqlite3.connect(path)) as connection:
        quotes = connection.execute("SELECT max(id) FROM quotes").fetchone()[0]
        keys = [row[0] for row in connection.execute("SELECT key FROM articles LIMIT 5000")]
        people = [row[0] for row in connection.execute("SELECT key FROM speakers ORDER BY quotes DESC LIMIT 3000")]
    kinds: dict[str, Callable[[], str]] = {
        "a rare word": lambda: f"/search?words=w{chance.randint(20_000, 59_000)}",
        "a word": lambda: f"/search?words=w{chance.randint(30, 3000)}",
        "two words": lambda: f"/search?words=people+w{chance.randint(30, 3000)}",
        "a common word": lambda: f"/search?words=people&since=20{chance.randint(15, 24)}-{chance.randint(1, 12):02}",
        "a speaker's quotes": lambda: "/search?" + urlencode({"speaker": chance.choice(people)}),
        "an outlet's": lambda: f"/search?outlet=Outlet+{chance.randint(0, 39)}&page={chance.randint(1, 50)}",
        "a speaker": lambda: "/speaker?" + urlencode({"id": chance.choice(people)}),
        "an utterance": lambda: f"/quote/{chance.randint(1, quotes)}",
        "an article": lambda: "/article?" + urlencode({"key": chance.choice(keys)}),
        "speakers": lambda: f"/speakers?page={chance.randint(1, 40)}",
        "the first page": lambda: "/",
    }
    names = list(kinds)
    for number in range(_REQUESTS):
        kind = names[number % len(names)]
        yield kind, kinds[kind]()


def processor(process: int) -> float:
    """Seconds that the processor was at a process and at those that it has started."""
    children = [one for at in Path(f"/proc/{process}/task").glob("*/children") for one in at.read_text().split()]
    stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in [str(process), *children])
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / _TICKS


def make(path: Path) -> None:
    """Print what the processor is at one page, without a server: the mean and the worst of each kind."""
    shelf = Shelf(str(path))
    used: dict[str, list[float]] = defaultdict(list)
    for kind, place in [*addresses(path)][: _REQUESTS // 2]:
        parts = urlsplit(place)
        asked = {"today": date.today().isoformat(), **dict(parse_qsl(parts.query))}
        at, _, number = parts.path[1:].partition("/")
        began = time.process_time()
        with shelf.snapshot() as connection:
            PAGES[f"/{at}"](connection, {**asked, "number": number})
        used[kind].append(time.process_time() - began)
    print("one page, milliseconds of CPU: mean, worst but for the first")
    for kind, some in {**used, "all": [each for several in used.values() for each in several[1:]]}.items():
        print(f"  {kind:20} {1000 * sum(some[1:]) / len(some[1:]):6.1f} {1000 * max(some[1:]):6.1f}")


def measure(path: Path) -> None:
    """Serve the store and print what the requests took."""
    asked = list(addresses(path))
    command = [sys.executable, "-m", "quotekit", "serve", "--port", "0", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        port = int(server.stderr.readline().partition("127.0.0.1:")[2].partition("/")[0])
        print(f"memory at first: {memory(server.pid)} MB")
        try:
            for name, at_once in (("one by one", 1), (f"{_AT_ONCE} at once", _AT_ONCE)):
                part = asked[: _REQUESTS // 10] if at_once == 1 else asked
                _measured(name, part, at_once, port, server.pid)
        finally:
            server.terminate()


def _measured(name: str, asked: list[tuple[str, str]], at_once: int, port: int, process: int) -> None:
    used, own, began = processor(process), time.process_time(), time.perf_counter()
    times = asyncio.run(_asked([place for _, place in asked], at_once, port))
    rate, used = len(asked) / (time.perf_counter() - began), processor(process) - used
    each, own = 1000 * used / len(asked), 1000 * (time.process_time() - own) / len(asked)
    print(f"\n{name}: {rate:.0f} a second, {each:.2f} ms of CPU each and {own:.2f} to ask; memory {memory(process)} MB")
    by_kind: dict[str, list[float]] = defaultdict(list)
    for (kind, _), seconds in zip(asked, times):
        by_kind[kind].append(seconds)
    for kind, some in {**by_kind, "all": times}.items():
        late = quantiles(some, n=100)[98]
        print(f"  {kind:20} median {1000 * median(some):6.1f} ms, 99 % within {1000 * late:6.1f} ms")


async def _asked(places: list[str], at_once: int, port: int) -> list[float]:
    """Seconds until each page was there as a whole, so many asked for at once; who has one asks for the next."""
    times = [0.0] * len(places)
    left = iter(enumerate(places))

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        for number, place in left:
            began = time.perf_counter()
            writer.write(f"GET {place} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if not head.startswith(b"http/1.1 200 "):
                raise SystemExit(f"{place}: {head.decode()}")
            await reader.readexactly(int(head.partition(b"content-length:")[2].split()[0]))
            times[number] = time.perf_counter() - began
        writer.close()

    await asyncio.gather(*(ask() for _ in range(at_once)))
    return times


def main() -> None:
    """Make a store, or take one that is there, and measure its pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "store.db")
        if not path.exists():
            fill(path, options.articles)
        make(path)
        measure(path)


if __name__ == "__main__":
    main()
