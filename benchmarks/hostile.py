"""Time for hostile texts of growing size: `python benchmarks/hostile.py` prints seconds and growth of each family.

Every size is four times the one before; growth near 4 is linear, near 16 quadratic. Exit status 1 if any exceeds 8.
A family is given up after a size that takes longer than a minute.
"""

from __future__ import annotations

import sys
import time

from quotekit import analyze

LARGEST = 100_000  # characters, where nothing else is said
STEPS = 3
BIG = frozenset({"one line of words", "one line of sentences", "one line of quotations"})
FAMILIES = {
    "opening marks": "“",
    "straight marks": '"',
    "single marks": "'",
    "single opening marks": "‘",
    "two apostrophes": "'' ",
    "alternating marks": "“”",
    "spaced marks": "“ ",
    "10,000 unclosed marks": "“It rained\n",
    "10,000 unclosed paragraphs": "“It rained all day here.\n\n",
    "spaces": " ",
    "newlines": "\n",
    "commas": ", ",
    "one line of words": "word ",
    "one line of sentences": "The dam held. ",
    "one line of quotations": "“It rained all day here,” said Ann Lee. ",
    "one letter": "a",
    "one cue": "said ",
    "cues with a comma": "and said, ",
    "clauses": "he said that ",
    "pronouns": "“Hi,” he said.\n\n",
    "titles": "Mr. ",
    "appositions": "John Smith, a ",
}
LIMIT = 8.0
PATIENCE = 60.0  # seconds
NOISE = 0.05


def _sizes(family: str, unit: str) -> list[int]:
    """Characters of each step: for a count of marks, what holds so many units."""
    largest = 1_000_000 if family in BIG else 10_000 * len(unit) if family.startswith("10,000") else LARGEST
    return [largest // 4**step for step in reversed(range(STEPS))]


def _seconds(text: str) -> float:
    start = time.process_time()
    analyze(text)
    return time.process_time() - start


def _report(family: str, unit: str) -> float:
    """Print the times of one family; the greatest growth that is more than noise."""
    worst, before = 0.0, 0.0
    for size in _sizes(family, unit):
        seconds = _seconds((unit * (size // len(unit) + 1))[:size])
        growth = seconds / before if before else 0.0
        print(f"{family:28}{size:>10,} characters{seconds:9.3f} s{f'{growth:8.1f} x' if growth else ''}", flush=True)
        worst = max(worst, growth if seconds > NOISE else 0.0)
        before = max(seconds, 1e-4)
        if seconds > PATIENCE:
            break
    return worst


def main() -> int:
    """Print all families; 1 if one of them grows faster than the limit."""
    analyze("“It rained,” said Ann Lee.")  # the tables are read once
    worst = {family: _report(family, unit) for family, unit in FAMILIES.items()}
    bad = [f"{family} ({growth:.1f} x)" for family, growth in worst.items() if growth > LIMIT]
    print(f"worse than linear: {', '.join(bad) or 'none'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
