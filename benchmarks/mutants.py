"""Would the tests notice? `python benchmarks/mutants.py ROOM [COUNT] [SEED]`, with cosmic-ray, which no extra installs.

COUNT mutants of a room, drawn by SEED of all that cosmic-ray makes, are tried in a copy of the checkout: an operator
or a number changed, a decorator or a `not` taken away. Not drawn are those of annotations, for nothing runs them, what
Python itself warns of (`is` beside a literal, which ruff refuses), and constant expressions of the same value
(`CAPITAL + ROLE` for `CAPITAL | ROLE`). All tests of the room, its doctests and some tests behind it are run once, to
learn which lines each runs. A mutant then costs a fork of a process that holds all tests ready: its function gets the
changed code, and the tests that run the changed statement are run, those first that have killed most for their time,
until one fails or uses ten times its processor time, or 45 seconds of them (as traced) have let it through. What
import runs is tried in a process that has imported nothing of the package, on eight seconds of its tests. Two processes
share the work. Hypothesis draws the same examples each time. Each survivor is told, and on the way how many
were killed so far; at the end the share that was killed, with its interval of 95 % (Wilson).
"""

from __future__ import annotations

import ast
import difflib
import functools
import gc
import os
import pickle
import random
import re
import resource
import shutil
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType
from typing import Any, TextIO

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
_SHEET = "golden/test_sheets.py::test_what_is_found_is_what_the_sheet_says"
BEHIND = {
    "text": ("golden", "names", "test_corpus_quotes.py"),
    "attribution": ("golden", "test_corpus_quotes.py"),
    "speakers": ("golden", "test_corpus_quotes.py"),
    "store": tuple(f"{_SHEET}[tables/{sheet}]" for sheet in ("store", "asked", "additions", "exported", "versions")),
}
"""By the room that is mutated, which tests beside its own are to notice."""
_MOST, _MOST_FORKED = 8.0, 45.0
"""How many seconds of tests are run at most for one mutant: by a fresh process, and by a fork that has them ready."""
_JOBS = 2
"""How many processes share the work."""
_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
_LIBRARIES = (
    "numpy",
    "scipy.sparse",
    "sklearn.linear_model",
    "sklearn.feature_extraction",
    "hypothesis",
    "coverage",
    "_pytest.doctest",
)


@dataclass(frozen=True)
class Mutant:
    """One change: its module as a path, the lines of the statement it is in, the module's text before and after."""

    path: str
    operator: str
    lines: frozenset[int]
    before: str
    after: str

    def diff(self) -> str:
        """The change, as a unified diff."""
        before, after = self.before.splitlines(), self.after.splitlines()
        return "\n".join(difflib.unified_diff(before, after, self.path, n=1, lineterm=""))


@dataclass(frozen=True)
class Run:
    """What a test cost and ran: seconds of processor time, and lines by the path of the module."""

    seconds: float
    lines: dict[str, frozenset[int]]


def drawn(room: str, count: int, seed: int) -> list[Mutant]:
    """So many mutants of a room, of all that cosmic-ray makes of what runs in it."""
    database, mutating = import_module("cosmic_ray.work_db"), import_module("cosmic_ray.mutating")
    modules = sorted(Path("quotekit", room).rglob("*.py"))
    with database.use_db("mutants.sqlite") as held:
        import_module("cosmic_ray.commands").init(modules, held, {})
        made = [item.mutations[0] for item in held.work_items]
    sources = {path: path.read_text(encoding="utf-8") for path in modules}
    silent = {path: list(annotated(source)) for path, source in sources.items()}
    running = [one for one in made if not any(a <= one.start_pos < b for a, b in silent[one.module_path])]
    print(f"{room}: {len(running)} mutants of {len(modules)} modules", flush=True)
    order = sorted(running, key=lambda one: (str(one.module_path), one.operator_name, one.occurrence))

    def mutant(one: Any) -> Mutant:
        operator = import_module("cosmic_ray.plugins").get_operator(one.operator_name)(**(one.operator_args or {}))
        source = sources[one.module_path]
        after = mutating.mutate_code(source, operator, one.occurrence)
        return Mutant(str(one.module_path), one.operator_name, statement(source, one.start_pos[0]), source, after)

    random.Random(seed).shuffle(order)
    found: list[Mutant] = []
    for one in map(mutant, order):
        if len(found) >= count:
            break
        if is_python(one.after) and not has_same_constants(one):
            found.append(one)
    return found


def is_python(source: str) -> bool:
    """Whether a module can be run, and without a warning: cosmic-ray takes the stars of `**{...}` for an operator."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(source, "", "exec")
    except (SyntaxError, SyntaxWarning):
        return False
    return True


def has_same_constants(mutant: Mutant) -> bool:
    """Whether a mutant writes the value of a constant in another way: `CAPITAL + ROLE` for `CAPITAL | ROLE`."""
    before, after = (list(constants(ast.parse(source))) for source in (mutant.before, mutant.after))
    if len(before) != len(after):
        return False
    different = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    if len(different) != 1:
        return False
    known = vars(import_module(mutant.path.removesuffix(".py").replace("/", ".")))
    try:
        one, other = (eval(text, dict(known)) for text in different[0])
    except Exception:
        return False
    return type(one) is type(other) and bool(one == other)


def constants(tree: ast.AST) -> Iterator[str]:
    """The expressions of nothing but constants and operators between them, the largest of each."""
    for node in ast.iter_child_nodes(tree):
        parts = list(ast.walk(node)) if isinstance(node, ast.BinOp) else []
        kinds = (ast.BinOp, ast.operator, ast.Constant, ast.Set, ast.Tuple, ast.expr_context)
        if parts and all(
            isinstance(p, kinds) or (isinstance(p, ast.Name) and _CONSTANT.fullmatch(p.id)) for p in parts
        ):
            yield ast.unparse(node)
        else:
            yield from constants(node)


def annotated(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations begin and end: line and column, which is counted in characters."""
    lines = source.splitlines()

    def place(line: int, column: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:column].decode())

    for node in ast.walk(ast.parse(source)):
        for one in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(one, ast.expr):
                yield place(one.lineno, one.col_offset), place(one.end_lineno or 0, one.end_col_offset or 0)


def statement(source: str, line: int) -> frozenset[int]:
    """The lines of the innermost statement that a line is of; of a loop or a condition, those of its head."""
    found = frozenset({line})
    for node in ast.walk(ast.parse(source)):  # the outer before the inner
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or 0
            if node.lineno <= line <= max(last, node.lineno):
                found = frozenset(range(node.lineno, max(last, node.lineno) + 1))
    return found


def forked(task: Callable[[], Any], seconds: float) -> Any:
    """What a task returns in a process of its own, None where it fails or uses more processor time than it may."""
    return ended(*begun(task, seconds))


def begun(task: Callable[[], Any], seconds: float) -> tuple[int, int]:
    """A process that does a task, and where it will write what the task returns."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        signal.alarm(int(20 * seconds) + 60)
        try:
            with os.fdopen(writing, "wb") as out:
                pickle.dump(task(), out)
        finally:
            os._exit(0)
    os.close(writing)
    return child, reading


def ended(child: int, reading: int) -> Any:
    """What a process that was begun has written, when it is done."""
    with os.fdopen(reading, "rb") as held:
        answer = held.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


def shared(task: Callable[[int], Any]) -> list[Any]:
    """What a task returns in each of some processes at once, which are told their numbers."""
    running = [begun(functools.partial(task, job), 36000) for job in range(_JOBS)]
    return [one for one in (ended(*each) for each in running) if one is not None]


class Session:
    """A plugin of pytest that, with all tests collected, learns what each runs and tries mutants on them."""

    def __init__(self, room: str, mutants: Sequence[Mutant]) -> None:
        self.room = room
        self.told = os.fdopen(os.dup(2), "w")
        self.mutants = mutants
        self.runs: dict[str, Run] = {}
        self.killers: dict[int, str] = {}
        self.imported: set[int] = set()
        self.done = 0
        self.caches: list[functools._lru_cache_wrapper[Any]] = []
        self.remembered: list[Any] = []
        self.tries: Counter[str] = Counter()
        self.kills: Counter[str] = Counter()
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Holds which test failed last."""
        self.failed = report.nodeid if report.failed else self.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running all tests once."""
        items = {item.nodeid: item for item in session.items}
        live: dict[tuple[str, str, int], list[FunctionType]] = {}
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                live.setdefault(place(one.__code__), []).append(one)
            elif isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith(f"quotekit.{self.room}"):
                self.caches.append(one)
            elif str(type(one).__module__).startswith("quotekit.") and (isinstance(one, dict) or known_once(type(one))):
                self.remembered.append(one)
        self.runs = forked(lambda: self.learn(list(items.values())), 3600)
        gc.freeze()
        for killers, imported, done in shared(functools.partial(self.share, items, live)):
            self.killers |= killers
            self.imported |= imported
            self.done += done
        return True

    def share(
        self, items: dict[str, pytest.Item], live: dict[tuple[str, str, int], list[FunctionType]], job: int
    ) -> tuple[dict[int, str], set[int], int]:
        """What one of the processes finds: who kills, what import runs, and how many it has tried."""
        for number in range(job, len(self.mutants), _JOBS):
            mutant = self.mutants[number]
            tests = self.in_order(touching(self.runs, mutant.path, mutant.lines))
            changes = list(changed(mutant, live))
            if not changes:
                self.imported.add(number)
            elif tests:
                chosen = [items[test] for test in tests]
                answer = forked(functools.partial(self.killer, changes, chosen), 30 + 10 * _MOST_FORKED)
                self.tries.update(tests[: tests.index(answer) + 1 if answer in tests else len(tests)])
                if answer != "":
                    self.killers[number] = answer or "the limit of time"
                    self.kills[self.killers[number]] += 1
            self.done += 1
            if number not in self.killers and number not in self.imported:
                told(number, mutant, len(tests), self.told)
            told_apart = f"{len(self.killers)} killed, {len(self.imported)} of import yet to try"
            print(f"{self.done} tried by {job}, {told_apart}", file=self.told, flush=True)
        return self.killers, self.imported, self.done

    def in_order(self, tests: Sequence[str]) -> list[str]:
        """The tests of 45 seconds, those first that are likeliest to fail for their time."""

        def worth(test: str) -> float:
            return (self.kills[test] + 0.2) / (self.tries[test] + 1) / (self.runs[test].seconds + 0.02)

        found: list[str] = []
        cost = 0.0
        for test in sorted(tests, key=worth, reverse=True):
            if found and cost + self.runs[test].seconds > _MOST_FORKED:
                continue
            cost += self.runs[test].seconds
            found.append(test)
        return found

    def learn(self, items: Sequence[pytest.Item]) -> dict[str, Run]:
        """What each test runs of the room. One that fails without a mutant is left out, and told."""
        coverage = import_module("coverage").Coverage(
            data_file=None, branch=False, source=[f"quotekit/{self.room}"], config_file=False
        )
        costs = {}
        self.forget()
        coverage.start()
        for item, following in zip(items, [*items[1:], None], strict=True):
            coverage.switch_context(item.nodeid)
            begun, self.failed = sum(os.times()[:4]), ""
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            costs[item.nodeid] = sum(os.times()[:4]) - begun
            if self.failed:
                print(f"fails without any mutant: {self.failed}", file=self.told, flush=True)
                del costs[item.nodeid]
        coverage.stop()
        data = coverage.get_data()
        lines: dict[str, dict[str, set[int]]] = {test: {} for test in costs}
        for file in data.measured_files():
            path = str(Path(file).relative_to(Path.cwd()))
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    if test in lines:
                        lines[test].setdefault(path, set()).add(line)
        return {t: Run(costs[t], {path: frozenset(held) for path, held in lines[t].items()}) for t in costs}

    def forget(self) -> None:
        """Empties what the room holds by arguments, that its functions are run anew."""
        for cache in self.caches:
            cache.cache_clear()
        for one in self.remembered:
            if isinstance(one, dict):
                one.clear()
            else:
                for name in known_once(type(one)):
                    vars(one).pop(name, None)

    def killer(self, changes: Sequence[tuple[FunctionType, CodeType]], items: Sequence[pytest.Item]) -> str:
        """Which test is the first to fail with changed code, "" where none does."""
        for function, code in changes:
            function.__code__ = code
        self.forget()
        self.failed = ""
        for item, following in zip(items, [*items[1:], None], strict=True):
            cost = self.runs[item.nodeid].seconds  # both ends of time end the process
            signal.setitimer(signal.ITIMER_PROF, 3 + 10 * cost)
            signal.alarm(int(120 + 60 * cost))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                break
        return self.failed


def known_once(kind: type) -> list[str]:
    """The names of what the objects of a class work out once, and keep."""
    return [
        name
        for each in kind.__mro__
        for name, held in vars(each).items()
        if isinstance(held, functools.cached_property)
    ]


def touching(runs: dict[str, Run], path: str, lines: frozenset[int] | None = None) -> list[str]:
    """Which tests run some of these lines of a module (of all its lines), the fastest first."""
    held = {test: run.lines.get(path, frozenset()) for test, run in runs.items()}
    return sorted((t for t, ran in held.items() if (ran & lines if lines else ran)), key=lambda t: runs[t].seconds)


def place(code: CodeType) -> tuple[str, str, int]:
    """What a function is known by: its file, name and line."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def changed(
    mutant: Mutant, live: dict[tuple[str, str, int], list[FunctionType]]
) -> Iterator[tuple[FunctionType, CodeType]]:
    """The functions that a mutant gives other code, with that code; nothing where it changes what import runs."""
    path = str(Path(mutant.path).absolute())
    old, new = ({place(c): c for c in codes(compile(text, path, "exec"))} for text in (mutant.before, mutant.after))
    if old.keys() != new.keys():
        return
    for known, code in old.items():
        if own(code) != own(new[known]):
            functions = live.get(known, [])
            while not functions and "<locals>" in known[1]:  # made anew by a function around it
                around = known[1].rpartition(".<locals>")[0]
                known = next((one for one in old if one[1] == around), ("", "", 0))
                functions = live.get(known, [])
            yield from ((f, new[known]) for f in functions if f.__code__.co_freevars == new[known].co_freevars)


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code and all codes within it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from codes(one)


def own(code: CodeType) -> tuple[object, ...]:
    """What a code does, without what codes within it do."""
    consts = [None if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts]
    return code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars


def arguments(tests: Sequence[str]) -> list[str]:
    """How pytest is called."""
    return ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *tests]


def quietly(tests: Sequence[str], plugin: object = None) -> int:
    """How pytest ends; what it prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return int(pytest.main(arguments(tests), plugins=[plugin] if plugin else []))


def tried(
    room: str, mutants: Sequence[Mutant], tests: Sequence[str]
) -> tuple[dict[str, Run], dict[int, str], set[int], int]:
    """What the tests run, which kills which mutant in a fork of one process, what import runs, how many were tried."""
    plugin = Session(room, mutants)
    quietly(tests, plugin)
    return plugin.runs, plugin.killers, plugin.imported, plugin.done


def survives(mutant: Mutant, runs: dict[str, Run], kills: Counter[str]) -> bool:
    """Whether a mutant gets past tests that touch its module, in a process that imports it so; `kills`: of others."""
    tests, cost = [], 0.0
    for test in sorted(touching(runs, mutant.path), key=lambda one: -kills[one]):
        if (cost := cost + runs[test].seconds) < _MOST:
            tests.append(test)
    Path(mutant.path).write_text(mutant.after, encoding="utf-8")
    try:
        if not tests:
            return True
        status = forked(functools.partial(quietly, tests), 30 + 10 * min(cost, _MOST))
        if status == pytest.ExitCode.USAGE_ERROR:  # a test has another name with it, and would not be missed
            files = sorted({test.partition("::")[0] for test in tests})
            status = forked(functools.partial(quietly, files), 600)
        return bool(status == 0)
    finally:
        Path(mutant.path).write_text(mutant.before, encoding="utf-8")


def imported_killed(
    numbers: Sequence[int], mutants: Sequence[Mutant], runs: dict[str, Run], kills: Counter[str], job: int
) -> list[int]:
    """Those of the mutants that import runs which one of the processes sees killed, in a copy of its own."""
    copy = Path.cwd().with_name(f"quotekit{job}")
    shutil.copytree(Path.cwd(), copy)
    os.chdir(copy)
    os.environ["PYTHONPATH"], sys.path[0] = str(copy), str(copy)
    killed = []
    for number in numbers[job::_JOBS]:
        if survives(mutants[number], runs, kills):
            told(number, mutants[number], len(touching(runs, mutants[number].path)), sys.stderr)
        else:
            killed.append(number)
        print(f"{len(killed)} of what import runs killed by {job}", file=sys.stderr, flush=True)
    return killed


def told(number: int, mutant: Mutant, tests: int, out: TextIO) -> None:
    """Prints a survivor, and how many tests let it through."""
    print(f"--- {number}: {mutant.operator}, {tests} tests\n{mutant.diff()}", file=out, flush=True)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The interval of 95 % of a share, in percent."""
    z, share = 1.96, part / whole
    middle, half = share + z * z / (2 * whole), z * ((share * (1 - share) + z * z / (4 * whole)) / whole) ** 0.5
    return 100 * (middle - half) / (1 + z * z / whole), 100 * (middle + half) / (1 + z * z / whole)


def main() -> None:
    room, (count, seed) = sys.argv[1], [*map(int, sys.argv[2:]), *(100, 1)[len(sys.argv) - 2 :]]
    tests = [f"tests/{room}", f"quotekit/{room}", *(f"tests/{name}" for name in BEHIND[room])]
    settings.register_profile(
        "mutants", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("mutants")
    with TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "quotekit"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "__pycache__"))
        os.chdir(copy)
        os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
        sys.dont_write_bytecode, sys.path[0] = True, str(copy)
        mutants = forked(functools.partial(drawn, room, count, seed), 3600)
        for library in _LIBRARIES:
            import_module(library)
        runs, killers, imported, done = forked(lambda: tried(room, mutants, tests), 36000)
        if done < len(mutants):
            print(f"pytest ended before its time: {done} of {len(mutants)} were tried", flush=True)
        mutants = mutants[:done]
        cost = sum(run.seconds for run in runs.values())
        print(f"{len(runs)} tests, {cost:.0f} s of the processor", flush=True)
        fresh = functools.partial(imported_killed, sorted(imported), mutants, runs, Counter(killers.values()))
        for number in (number for found in shared(fresh) for number in found):
            killers[number] = "a process of its own"
    killed, low, high = len(killers), *wilson(len(killers), len(mutants))
    print(f"{room}: {len(mutants)} tried, {killed} killed: {100 * killed / len(mutants):.1f} %", end=" ")
    print(f"({low:.1f} to {high:.1f}), {sum(os.times()[:4]):.0f} s of the processor")


if __name__ == "__main__":
    main()
