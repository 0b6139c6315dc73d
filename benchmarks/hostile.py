"""Time for hostile texts and pages of growing size.

`python benchmarks/hostile.py [--largest N] [--only WORD] [--runs N]`. Each family is repeated to a quarter, a half and
all of N characters (100,000 where nothing else is said), for each task that it is hostile to: `analyze`, `summarize`,
`compare` two articles of it, `report`, and reading it as a page. Printed are seconds of CPU, what twice the text costs
(2 is linear, 4 quadratic), and the memory that it takes at most, each measured in a process of its own. Exit status 1
where twice the text costs more than 2.5 times as much, or memory grows by more than `MEMORY` bytes a character from a
quarter to all of the text. A family is given up after a size that takes longer than a minute.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from quotekit import Article, Problem, analyze, group, read, report, summarize

TEXTS = {
    "opening marks": "“",
    "straight marks": '"',
    "single marks": "'",
    "single opening marks": "‘",
    "two apostrophes": "'' ",
    "alternating marks": "“”",
    "spaced marks": "“ ",
    "unclosed marks": "“It rained\n",
    "unclosed paragraphs": "“It rained all day here.\n\n",
    "quotations in quotations": "“He said ‘no,’ ” she said. ",
    "spaces": " ",
    "newlines": "\n",
    "commas": ", ",
    "one line of words": "word ",
    "one line of sentences": "The dam held. ",
    "short sentences": "It rained. ",
    "one line of quotations": "“It rained all day here,” said Ann Lee. ",
    "one letter": "a",
    "one cue": "said ",
    "cues with a comma": "and said, ",
    "clauses": "he said that ",
    "clauses of one topic": "he said that ",
    "pronouns": "“Hi,” he said.\n\n",
    "titles": "Mr. ",
    "appositions": "John Smith, a ",
    "names": "Ana Ruiz and Tom Bell of Leith ",
    "people": "“It held,” Ana Ruiz said. “No,” said Tom Bell, the mayor. He left.\n\n",
    "turns": "BELL: It held.\n\nRUIZ: Did it?\n\n",
    "block quotes": "She said:\n\n> It held.\n\n",
    "headings": "# It held\n\n",
    "stars": "*a ",
    "bold": "**a** ",
    "links": "[a](b.c) ",
    "opening links": "[a](",
    "entities": "&amp;",
    "broken characters": "â€œNoâ€ ",
    "what is left of marks": "âNo,â she said. ",
    "lost characters": "\ufffd",
    "invisible characters": "a\u200b\u200e\xad",
    "controls": "\x93\x81",
    "joiners": "a\u200d",
    "capitals": "SHE SAID SO. ",
    "another language": "El alcalde dijo que no se abre. ",
}
PAGES = {
    "paragraphs": "<p>“It held all night,” said Ana Ruiz, the mayor of Leith.</p>",
    "open paragraphs": "<p>It held all night",
    "open divisions": "<div>",
    "open spans": "<span>",
    "open quotations": "<q>",
    "block quotes in block quotes": "<blockquote>",
    "lists in lists": "<ul><li>",
    "tables in tables": "<table><tr><td>",
    "closed only": "</div>",
    "angles": "<",
    "comments": "<!--",
    "attributes": "<p a=",
    "open marks of attributes": '<p a="',
    "entities": "&amp;&#8220;",
    "links": '<a href="/a">Ana Ruiz of Leith</a> ',
    "breaks": "It held.<br><br>",
    "bold lines": "<p><b>Why did it hold?</b></p><p>It was new.</p>",
    "articles": "<article><h2>It held</h2><p>It held all night, they said.</p></article>",
    "scripts": '<script type="application/ld+json">{"@type": "NewsArticle"</script>',
    "a live blog": '<div><time datetime="2025-05-01T10:00">10:00</time><h3>Dam</h3><p>It held, he said.</p></div>',
}
ENDS = {"clauses of one topic": "h"}
"""What stands once at the end. Quotes of articles without a rare word in common are not compared, if indirect."""
_PAGE = "<!doctype html><html><head><title>Dam</title></head><body><h1>It held</h1>{}</body></html>"


def _compared(text: str) -> object:
    return group(analyze([Article(text, name, outlet=name) for name in ("a", "b")]))


def _read(text: str) -> object:
    problems: list[Problem] = []
    stream = io.BytesIO(_PAGE.format(text).encode())
    return list(read("-", stdin=stream, input_format="html", problems=problems.append))


def _reported(text: str) -> object:
    return report(analyze(text))


TASKS: dict[str, tuple[Callable[[str], object], dict[str, str]]] = {
    "analyze": (analyze, TEXTS),
    "summarize": (summarize, TEXTS),
    "compare": (_compared, TEXTS),
    "report": (_reported, TEXTS),
    "read": (_read, PAGES),
}
"""What is done, and to what."""
LIMIT = 2.5
PATIENCE = 60.0  # seconds
NOISE = 0.1
MEMORY = 6_000
"""Bytes that a character may take."""
ROOM = 16_000_000
"""Bytes that libraries and caches may take besides, whatever the text."""


class Cost(NamedTuple):
    """What an action takes of a text of a size."""

    characters: int
    seconds: float
    memory: int
    """Bytes at most, besides those of the process before."""


def repeated(unit: str, size: int, end: str = "") -> str:
    """A unit as often as there is room for in so many characters, whole: a part of a word at the end is a rare word.

    >>> repeated("he said ", 20)
    'he said he said '
    """
    return unit * ((size - len(end)) // len(unit)) + end


def seconds(action: Callable[[str], object], text: str, runs: int) -> float:
    """CPU seconds of an action, the least of some runs where it is short."""
    times: list[float] = []
    while len(times) < runs and sum(times) < runs:
        one = " " * len(times) + text  # another text: what is kept of the first would make the second look cheap
        gc.collect()
        start = time.process_time()
        action(one)
        times.append(time.process_time() - start)
    return min(times)


def cost_of(action: Callable[[str], object], text: str, runs: int = 2) -> Cost:
    """What an action takes in a process of its own. Raises RuntimeError where that process breaks."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            before = _resident()
            took = seconds(action, text, runs)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            os.write(writing, json.dumps([took, max(0, most - before)]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        answer = told.read()
    os.waitpid(child, 0)
    if not answer:
        raise RuntimeError(f"the process broke on {len(text):,} characters")
    return Cost(len(text), *json.loads(answer))


def _resident() -> int:
    """Bytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def growth(costs: list[Cost]) -> float:
    """The most that twice the text costs; 0 where all of it is noise.

    >>> growth([Cost(1, 1.0, 0), Cost(2, 3.0, 0), Cost(4, 5.0, 0)])
    3.0
    """
    return max((b.seconds / a.seconds for a, b in pairwise(costs) if a.seconds > NOISE), default=0.0)


def bytes_each(costs: list[Cost]) -> float:
    """The bytes that one character more takes, from the shortest to the longest text, without `ROOM`.

    >>> bytes_each([Cost(1_000, 1.0, 1_000_000), Cost(4_000, 1.0, 47_000_000)])
    10000.0
    """
    first, last = costs[0], costs[-1]
    if last.characters == first.characters:
        return 0.0
    return max(0, last.memory - first.memory - ROOM) / (last.characters - first.characters)


def costs_of(task: str, family: str, largest: int, runs: int) -> list[Cost]:
    """Print what a family takes at a quarter, a half and all of a size."""
    action, families = TASKS[task]
    costs: list[Cost] = []
    for size in (largest // 4, largest // 2, largest):
        costs.append(now := cost_of(action, repeated(families[family], size, ENDS.get(family, "")), runs))
        told = f"{ratio:6.1f} x" if (ratio := growth(costs[-2:])) else " " * 8
        print(
            f"{task:10}{family:30}{size:>10,} characters{now.seconds:9.3f} s{told}{now.memory / 1e6:9,.0f} MB",
            flush=True,
        )
        if now.seconds > PATIENCE:
            break
    return costs


def main() -> int:
    """Print all families; 1 if twice the text of one costs more than the limit."""
    parser = argparse.ArgumentParser(description="Time for hostile texts and pages of growing size.")
    parser.add_argument("--largest", type=int, default=100_000, help="characters")
    parser.add_argument("--only", default="", help="the tasks and families with this in their name")
    parser.add_argument("--runs", type=int, default=2, help="of which the quickest counts, within as many seconds")
    options = parser.parse_args()
    for action, _ in TASKS.values():
        action("“It rained all day,” said Ann Lee.")  # tables and libraries are loaded once
    names = [(task, family) for task, (_, families) in TASKS.items() for family in families]
    chosen = [(task, family) for task, family in names if options.only in f"{task} {family}"]
    found = {name: costs_of(*name, options.largest, options.runs) for name in chosen}
    slow = [f"{' '.join(name)} ({growth(costs):.1f} x)" for name, costs in found.items() if growth(costs) > LIMIT]
    each = {name: bytes_each(costs) for name, costs in found.items()}
    large = [f"{' '.join(name)} ({much:,.0f})" for name, much in each.items() if much > MEMORY]
    most = max((cost.memory for costs in found.values() for cost in costs), default=0)
    print(f"{len(chosen)} pairs of task and family; over {LIMIT} x: {', '.join(slow) or 'none'}")
    print(f"{max(map(growth, found.values()), default=0):.1f} x, {most / 1e6:,.0f} MB at most", end="; ")
    print(f"{max(each.values(), default=0):,.0f} bytes a character; over {MEMORY:,}: {', '.join(large) or 'none'}")
    return 1 if slow or large else 0


if __name__ == "__main__":
    sys.exit(main())
