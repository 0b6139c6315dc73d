"""Would the tests notice? `python benchmarks/mutants.py ROOM [COUNT] [SEED]`, with cosmic-ray, which no extra installs.

A room is copied with everything around it, and COUNT of its mutants, drawn by SEED, are tried one after the other: an
operator or a number changed, a decorator or a `not` taken away. First its own tests and doctests are run, then, on what
they let through, those of the rooms behind it. Printed is the share that was killed, and of each survivor the change.
Mutants of annotations are not drawn: nothing runs them.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
BEHIND = {
    "text": ("names", "attribution", "analyses", "layout", "headlines", "test_corpus_quotes.py"),
    "attribution": ("analyses", "layout", "headlines", "test_corpus.py", "test_corpus_quotes.py"),
    "speakers": ("analyses", "layout", "store", "test_corpus.py", "test_corpus_quotes.py"),
    "store": ("exporting", "cli"),
}
"""By the room that is mutated, which tests beside its own are to notice."""
_SECONDS = 300.0


def mutants(room: str, count: int, seed: int) -> list[Any]:
    """So many mutants of a room, drawn of all that cosmic-ray makes of what runs in it."""
    database = import_module("cosmic_ray.work_db")
    modules = sorted(Path("quotekit", room).rglob("*.py"))
    with database.use_db("mutants.sqlite") as held:
        import_module("cosmic_ray.commands").init(modules, held, {})
        made = [item.mutations for item in held.work_items]
    silent = {path: list(annotated(path.read_text(encoding="utf-8"))) for path in modules}
    running = [one for one in made if not any(a <= one[0].start_pos < b for a, b in silent[one[0].module_path])]
    print(f"{room}: {len(running)} mutants of {len(modules)} modules", flush=True)
    order = sorted(running, key=lambda one: (str(one[0].module_path), one[0].operator_name, one[0].occurrence))
    return random.Random(seed).sample(order, min(count, len(order)))


def annotated(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations begin and end: line and column, which is counted in characters."""
    lines = source.splitlines()

    def place(line: int, column: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:column].decode())

    for node in ast.walk(ast.parse(source)):
        for one in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(one, ast.expr):
                yield place(one.lineno, one.col_offset), place(one.end_lineno or 0, one.end_col_offset or 0)


def survives(mutations: Sequence[Any], tests: Sequence[str]) -> str | None:
    """What a mutant changed, as a diff, where some tests do not notice it."""
    command = f"{sys.executable} -m pytest -q -x -n 0 -p no:cacheprovider {' '.join(tests)}"
    result = import_module("cosmic_ray.mutating").mutate_and_test(mutations, command, _SECONDS)
    if result.worker_outcome != "normal":
        raise SystemExit(f"{mutations}: {result.output}")
    return None if result.is_killed else str(result.diff)


def main() -> None:
    room, (count, seed) = sys.argv[1], [*map(int, sys.argv[2:]), *(100, 1)[len(sys.argv) - 2 :]]
    own, behind = [f"tests/{room}", f"quotekit/{room}"], [f"tests/{name}" for name in BEHIND[room]]
    with TemporaryDirectory() as folder:
        copy = Path(folder, "quotekit")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git"))
        os.chdir(copy)
        os.environ["PYTHONPATH"] = str(copy)
        drawn, survivors, first = mutants(room, count, seed), 0, 0
        if survives([], [*own, *behind]) is None:
            raise SystemExit("the tests fail without any mutant")
        for number, one in enumerate(drawn, 1):
            print(f"{number} of {len(drawn)}, {survivors} survived", file=sys.stderr, flush=True)
            if survives(one, own) is None:
                continue
            first += 1
            if diff := survives(one, behind):
                survivors += 1
                print(f"--- {number}: {one[0].operator_name}\n{diff}", flush=True)
        print(f"{room}: {len(drawn)} tried, {len(drawn) - first} killed by its own tests", end=", ")
        print(f"{len(drawn) - survivors} by any: {100 * (len(drawn) - survivors) / len(drawn):.1f} %")


if __name__ == "__main__":
    main()
