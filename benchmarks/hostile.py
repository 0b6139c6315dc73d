"""Time for hostile texts and pages of growing size: `python benchmarks/hostile.py [--largest N] [--only WORD]`.

Each family is repeated to a quarter, a half and all of N characters (100,000 where nothing else is said), for each task
that it is hostile to: `analyze`, `summarize`, `compare` two articles of it, `report`, and reading it as a page. Printed
are seconds of CPU and what twice the text costs: 2 is linear, 4 quadratic. Exit status 1 where that is more than 2.5.
A family is given up after a size that takes longer than a minute.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import sys
import time
from collections.abc import Callable

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


def repeated(unit: str, size: int) -> str:
    """A unit as often as it takes to be so many characters."""
    return (unit * (size // len(unit) + 1))[:size]


def seconds(action: Callable[[str], object], text: str) -> float:
    """CPU seconds of an action, the less of two runs where it is short."""
    times = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        action(text)
        times.append(time.process_time() - start)
        if times[0] > 1:
            break
    return min(times)


def growth_of(task: str, family: str, largest: int) -> float:
    """Print the times of a family; the most that twice the text costs, 0 where all of it is noise."""
    action, families = TASKS[task]
    worst, before = 0.0, 0.0
    for size in (largest // 4, largest // 2, largest):
        now = seconds(action, repeated(families[family], size))
        growth = now / before if before > NOISE else 0.0
        told = f"{growth:6.1f} x" if growth else ""
        print(f"{task:10}{family:30}{size:>10,} characters{now:9.3f} s{told}", flush=True)
        worst, before = max(worst, growth), now
        if now > PATIENCE:
            break
    return worst


def main() -> int:
    """Print all families; 1 if twice the text of one costs more than the limit."""
    parser = argparse.ArgumentParser(description="Time for hostile texts and pages of growing size.")
    parser.add_argument("--largest", type=int, default=100_000, help="characters")
    parser.add_argument("--only", default="", help="the tasks and families with this in their name")
    options = parser.parse_args()
    for action, _ in TASKS.values():
        action("“It rained all day,” said Ann Lee.")  # tables and libraries are loaded once
    names = [(task, family) for task, (_, families) in TASKS.items() for family in families]
    chosen = [(task, family) for task, family in names if options.only in f"{task} {family}"]
    worst = {name: growth_of(*name, options.largest) for name in chosen}
    bad = [f"{task}, {family} ({growth:.1f} x)" for (task, family), growth in worst.items() if growth > LIMIT]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(chosen)} pairs of task and family, {memory:,.0f} MB at most; over {LIMIT} x: {', '.join(bad) or 'none'}"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
