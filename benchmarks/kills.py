"""What a kill leaves behind: `python benchmarks/kills.py [KILLS] [SEED]` kills commands at random moments.

SIGKILL, SIGTERM and SIGINT by turns, in the middle of `store add`, `export` into every kind of file, `report` and
`train`, on made-up articles; four in a row in one folder, then the command once more to its end. Told is whatever is
not as promised: a file that is half-written, what SIGTERM or SIGINT left lying about, another exit status than 143 or
130, a word on standard error, and a last run that ends otherwise than a first one does, byte by byte (a store: by
all that can be asked of it). Exit status 1 if there is any.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
IN_A_ROW = 4
TOPICS = "ferry harbour bakery quarry school orchard reef bridge museum clinic".split()
COMMANDS = {
    "store": "store add out/x.db news",
    "csv": "export news -o out/x.csv",
    "excel": "export news -o out/x.xlsx",
    "sqlite": "export news -o out/x.db",
    "zip": "export news -o out/x.zip",
    "folder": "export news -o out/gold/",
    "parquet": "export news -o out/x.parquet",
    "report": "report news -o out/x.html",
    "train": "train gold -o out/x.npz -q",
}
"""What is killed, each in a folder with `news`, `gold` and an empty `out`."""
ASKED = ("search x.db --limit 0 --acts all --format jsonl", "speakers x.db --limit 0", "groups x.db --limit 0")


class Fault(NamedTuple):
    """Something that is not as promised."""

    command: str
    signal: str
    """Empty for a run that was left alone."""
    what: str


def write_input(folder: Path, articles: int) -> None:
    """Made-up articles in `news`, and ten of gold in `gold`."""
    chance = random.Random(5)
    (folder / "news").mkdir()
    for number in range(articles):
        topic, who = chance.choice(TOPICS), chance.choice(("Ana Reyes", "Bo Lee", "Lee", "Cy Young"))
        paragraphs = (
            f"“The {topic} at mile {chance.randrange(40)} held,” said {who}, the mayor.\n\n" for _ in range(8)
        )
        (folder / "news" / f"a{number}.txt").write_text("".join(paragraphs), encoding="utf-8")
    for name in ("text", "attributions"):
        (folder / "gold" / name).mkdir(parents=True)
    for number, topic in enumerate(TOPICS):
        line = f"“The {topic} is safe and stays open,” said Ruth Okello.\n\nNobody has seen the {topic} since.\n\n"
        spans = {"Content": (1, line.index("”")), "Cue": _place(line, "said"), "Source": _place(line, "Ruth Okello")}
        texts = [f"T{at}\t{role} {start} {end}\t-" for at, (role, (start, end)) in enumerate(spans.items(), 1)]
        event = "E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3\n"
        (folder / f"gold/text/o{number % 5}_{topic}.txt").write_text(line * 3, encoding="utf-8")
        path = folder / f"gold/attributions/o{number % 5}_{topic}_me.ann"
        path.write_text("\n".join([*texts, event]), encoding="utf-8")


def _place(line: str, words: str) -> tuple[int, int]:
    return line.index(words), line.index(words) + len(words)


def started(command: str, folder: Path) -> subprocess.Popen[str]:
    """A command as a process of its own, which hears Ctrl-C whatever this one does."""
    return subprocess.Popen(
        [sys.executable, "-m", "quotekit", *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def ended(command: str, folder: Path) -> tuple[float, int, str]:
    """Seconds, exit status and what is said on standard error, when nobody kills it."""
    began, process = time.monotonic(), started(command, folder)
    _, said = process.communicate()
    return time.monotonic() - began, process.returncode, said


def written(command: str, folder: Path) -> dict[str, bytes]:
    """What lies in `out` as a whole, by the path; of a store what it answers: its pages may lie in another order."""
    out = folder / "out"
    if command.startswith("store"):
        there = (out / "x.db").exists()
        return {line: started(f"store {line}", out).communicate()[0].encode() for line in ASKED} if there else {}
    files = {str(path.relative_to(out)): path for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: _read(path) for name, path in files.items() if ".quotekit-" not in name}


def _read(path: Path) -> bytes:
    """The bytes of a file; of a workbook, which knows when it was made, those of the sheets."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/"))


def litter(folder: Path) -> set[str]:
    """What lies in `out` and was not asked for: temporary files, journals."""
    signs = (".tmp", ".old", "-journal", "-wal", "-shm")
    return {path.name for path in (folder / "out").rglob("*") if path.name.endswith(signs)}


class Trial:
    """One command in a folder of its own: killed again and again, then left alone."""

    def __init__(self, name: str, folder: Path, whole: dict[str, bytes], seconds: tuple[float, float]) -> None:
        self.name, self.command, self.folder, self.whole = name, COMMANDS[name], folder, whole
        self.seconds = seconds
        """When there is something to kill, and when it is over."""

    def killed(self, how: signal.Signals, moment: float) -> Iterator[str]:
        """What is not as promised once a signal has come at a moment."""
        before = litter(self.folder)
        process = started(self.command, self.folder)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.send_signal(how)
        _, said = process.communicate()
        status = process.returncode
        if how == signal.SIGINT and _is_early(said):
            return
        if status not in (0, -how, 128 + how):  # -how before Python has started, as a shell tells it 128 + how
            yield f"exit status {status}"
        if status and (odd := [line for line in said.splitlines() if not line.startswith("quotekit: ")]):
            yield f"said {' / '.join(odd)}"
        if how != signal.SIGKILL:
            yield from (f"left {name}" for name in sorted(litter(self.folder) - before))
        if not self.command.startswith(("store", "train")):  # whose half is kept on purpose, out of sight or as a whole
            there = written(self.command, self.folder)
            if there not in ({}, self.whole):
                yield f"half-written: {', '.join(there)}"

    def left_alone(self) -> Iterator[str]:
        """What is not as promised once it has come to its end."""
        _, status, said = ended(self.command, self.folder)
        if status:
            yield f"exit status {status}: {said}"
        there = written(self.command, self.folder)
        if there != self.whole:
            yield f"another end than without a kill: {', '.join(there)}"


def faults(names: Sequence[str], kills: int, seed: int, folder: Path, articles: int = 40) -> Iterator[Fault | str]:
    """Kill commands so many times in all; yields the name of a command for each kill, and whatever is wrong."""
    chance = random.Random(seed)
    write_input(folder, articles)
    imports = ended("--version", folder)[0]  # before that there is nobody who could hear a signal
    whole: dict[str, tuple[dict[str, bytes], tuple[float, float]]] = {}
    for number in range(0, kills, IN_A_ROW):
        name = names[number // IN_A_ROW % len(names)]
        if name not in whole:
            first = _fresh(folder, f"{name}-first")
            seconds, status, said = ended(COMMANDS[name], first)
            if status:
                raise SystemExit(f"{COMMANDS[name]}: {said}")
            whole[name] = written(COMMANDS[name], first), (imports, seconds)
        trial = Trial(name, _fresh(folder, f"{name}-{number}"), *whole[name])
        for _ in range(min(IN_A_ROW, kills - number)):
            how = chance.choice(SIGNALS)
            yield f"{name} {how.name}"
            yield from (Fault(name, how.name, what) for what in trial.killed(how, chance.uniform(*trial.seconds)))
        yield from (Fault(name, "", what) for what in trial.left_alone())


def _is_early(said: str) -> bool:
    """Whether Ctrl-C came while Python was starting or still loading the package: it has an answer of its own."""
    return "KeyboardInterrupt" in said and "/cli/" not in said


def _fresh(folder: Path, name: str) -> Path:
    """A folder with the input and an empty `out`."""
    made = folder / name
    (made / "out").mkdir(parents=True)
    for given in ("news", "gold"):
        (made / given).symlink_to(folder / given)
    return made


def told(found: Iterable[Fault | str]) -> tuple[Counter[str], list[Fault]]:
    """How often each command was killed by each signal, and what was wrong, which is printed as it comes."""
    counts, wrong = Counter[str](), list[Fault]()
    with suppress(KeyboardInterrupt):  # what was found till then is told
        for one in found:
            if isinstance(one, Fault):
                wrong.append(one)
                print(f"{one.command} {one.signal}: {one.what}", flush=True)
            else:
                counts[one] += 1
                if counts.total() % 100 == 0:
                    print(f"{counts.total()} kills, {len(wrong)} faults", file=sys.stderr, flush=True)
    return counts, wrong


def main() -> None:
    kills, seed = [*map(int, sys.argv[1:]), *(300, 1)[len(sys.argv) - 1 :]]
    with TemporaryDirectory() as folder:
        counts, wrong = told(faults(list(COMMANDS), kills, seed, Path(folder)))
    for name in COMMANDS:
        print(f"{name:8}", *(f"{how.name} {counts[f'{name} {how.name}']:4}" for how in SIGNALS))
    print(f"{counts.total()} kills, {len(wrong)} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
