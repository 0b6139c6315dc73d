"""Speed and memory: articles a second, CPU time against a peer's tokenizer in the same run, start-up, peak memory.

    python benchmarks/speed.py [FOLDER]     # a folder of *.txt; default ../shared's dev articles, else corpus/

Machines are noisy: read the ratios. The peer is nltk's NLTKWordTokenizer over the same texts (`pip install
'.[test]'`), which only tokenizes; ours goes from text to quotes with speakers.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
HELP_LIMIT = 0.25
"""Seconds of CPU that `quotekit --help` may take on a warm machine."""


def main() -> int:
    default = ROOT.parent / "shared" / "data" / "polnear" / "dev" / "text"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default if default.is_dir() else ROOT / "corpus"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words / len(texts):.0f} words each, from {folder}")
    ours = best_cpu(lambda: analyze_all(texts))
    rate, each = len(texts) / ours, 1000 * ours / len(texts)
    print(f"text to quotes with speakers: {rate:.0f} articles/s of one core, {each:.2f} ms")
    peer = peer_cpu(texts)
    print(f"ratio to NLTKWordTokenizer alone: {ours / peer:.2f}" if peer else "nltk is not installed: no peer")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    cold = command_cpu(["quotes", str(next(folder.glob("*.txt"))), "--format", "jsonl"])
    print(f"one article from a cold start: {cold:.3f} s of CPU")
    help_cpu = command_cpu(["--help"])
    print(f"quotekit --help: {help_cpu:.3f} s of CPU (limit {HELP_LIMIT})")
    return 0 if help_cpu <= HELP_LIMIT else 1


def analyze_all(texts: list[str]) -> None:
    from quotekit.pipeline import analyze_each

    for _ in analyze_each(texts):
        pass


def peer_cpu(texts: list[str]) -> float | None:
    try:
        from nltk.tokenize import NLTKWordTokenizer
    except ImportError:
        return None
    tokenizer = NLTKWordTokenizer()
    return best_cpu(lambda: [tokenizer.tokenize(text) for text in texts])


def best_cpu(work: Callable[[], object]) -> float:
    """The least CPU time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def command_cpu(arguments: list[str]) -> float:
    """The least CPU time of the command in a process of its own, user and system, with compiled modules at hand."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "quotekit", *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(times)


if __name__ == "__main__":
    raise SystemExit(main())
