"""The blocks of code of the documents, and a folder in which they run as a reader would run them.

A block in `sh` or `python` is run; the block in `text`, `csv` or `json` right below it is what it prints, exactly.
Above a block that cannot be run stands `<!-- not run: why -->`. Blocks of one page run in their order, in one folder.
`python tests/support/desk.py` writes anew what they print.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands import run

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ELSEWHERE = {"docs/extending.md"}
"""Pages whose examples have a test of their own."""
TOOLS = ("cat", "grep", "head", "jq", "sort", "sqlite3", "uniq", "wc")
"""All that the shell of a page finds besides `quotekit`: nothing that installs, fetches or removes."""
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>[^\n]+) -->\n+(?:<!-- set-up -->\n)?)?^```(?P<language>sh|python)\n(?P<code>.*?)^```$"
    r"(?:\n\n```(?:text|csv|json)\n(?P<printed>.*?)^```$)?",
    re.M | re.S,
)


@dataclass(frozen=True)
class Block:
    """A block of code; `printed` is None where the page does not show it, `why` where it is run."""

    language: str
    code: str
    line: int
    printed: str | None
    why: str | None


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page, in their order."""
    return [
        Block(one["language"], one["code"], text.count("\n", 0, one.start("code")), one["printed"], one["why"])
        for one in _BLOCK.finditer(text)
    ]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


BLOCKS = {name_of(page): blocks_of(page.read_text(encoding="utf-8")) for page in PAGES}


def commands_in(block: Block) -> list[str]:
    """The lines of a shell block that begin with `quotekit`, without comments; behind a pipe, too."""
    code = block.code.replace("\\\n", "")
    return re.findall(r"^(?:[^#\n|]*\| )?(quotekit [^#|>\n]+?) *(?:[#|>].*)?$", code, re.M)


# --- The folder ---


def lay(folder: Path) -> None:
    """Put the files that the pages speak of into an empty folder: `corpus/`, and articles of it under other names."""
    corpus = ROOT / "corpus"
    (folder / "corpus").symlink_to(corpus, target_is_directory=True)
    articles = [path for event in ("tie", "reef") for path in sorted(corpus.glob(f"{event}-*.txt"))]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in articles}
    for name, text in texts.items():
        event, outlet = name.split("-")
        _put(folder / "news" / outlet / f"{event}.txt", text)
    _put(folder / "article.txt", texts["tie-sentinel"])
    paragraphs = "".join(f"<p>{line}</p>" for line in texts["tie-courant"].splitlines() if line)
    _put(folder / "saved-pages" / "tie.html", f"<html><body><article>{paragraphs}</article></body></html>")
    with gzip.open(folder / "news.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.writelines(json.dumps({"nr": name, "story": text}) + "\n" for name, text in texts.items())
    for name, columns in {"export.csv": ("text", "Publish Date"), "news.csv": ("text", "topic")}.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([columns, *((text, "2025-04-10") for text in texts.values())])
    _put(folder / "names.csv", "name,alias,id\nJavier Mascherano,Mascherano,Q189587\nLuis Suárez,Lucho,\n")
    _put(folder / "genders.csv", "name,gender\nRuth Okello,f\n")
    cluster = {"id": "tie", "documents": [{"title": "", "text": text} for text in list(texts.values())[:3]]}
    _put(folder / "clusters.jsonl", json.dumps({**cluster, "reference": "Inter Miami beat Los Angeles FC."}) + "\n")
    (folder / "bin").mkdir()
    for tool in TOOLS:
        if path := shutil.which(tool):
            (folder / "bin" / tool).symlink_to(path)
    command = folder / "bin" / "quotekit"
    _put(command, f'#!/bin/sh\nexec "{sys.executable}" -m quotekit "$@"\n')
    command.chmod(0o755)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@contextlib.contextmanager
def seated(folder: Path) -> Iterator[None]:
    """In that folder, with lines of 100 characters, whatever terminal there is."""
    before = {name: os.environ.get(name) for name in ("COLUMNS", "MPLBACKEND")}
    os.environ |= {"COLUMNS": "100", "MPLBACKEND": "agg"}
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


# --- Running ---


def printed(block: Block, folder: Path) -> str:
    """What a block prints on standard output, without spaces at ends of lines. RuntimeError where it fails.

    Commands that need no shell run in this process, and so does Python: what is loaded is loaded once.
    """
    if block.language == "python":
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block.code, "a page", "exec"), {"__name__": "__main__"})
        return _bare(out.getvalue())
    lines = re.sub(r"(\\|\|)\n", r"\1\0", block.code).splitlines()  # a line that goes on stays one
    return _bare("".join(_line(line.replace("\0", "\n"), folder) for line in lines if line.strip()))


def _line(line: str, folder: Path) -> str:
    command = _plain(line)
    return _here(*command) if command else _in_shell(line, folder)


def _bare(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text, flags=re.M)


def _plain(line: str) -> tuple[list[str], int | None] | None:
    """The arguments of a line that is one `quotekit` and nothing else, but for `| head -N`, and N; else None."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.wordchars += "*:=+,"
    words = list(lexer)
    count = None
    if len(words) > 3 and words[-3:-1] == ["|", "head"]:
        *words, _, _, last = words
        count = int(last.removeprefix("-"))
    if words[:1] != ["quotekit"] or set("|&;<>$`") & set("".join(words)) or "-" in words:
        return None
    return words[1:], count


def _here(arguments: list[str], count: int | None) -> str:
    result = run(*arguments)
    if result.exit_code:
        raise RuntimeError(f"{shlex.join(arguments)}: exit status {result.exit_code}\n{result.stderr}") from (
            result.exception
        )
    return "".join(result.stdout.splitlines(keepends=True)[:count])


def _in_shell(code: str, folder: Path) -> str:
    done = subprocess.run(
        [shutil.which("sh") or "sh", "-e", "-c", code],
        env={**os.environ, "PATH": str(folder / "bin"), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(f"exit status {done.returncode}\n{code}\n{done.stderr}")
    return done.stdout


def can_run(block: Block) -> bool:
    """Whether it is to be run, and the programs of others that it calls are on this machine."""
    return not block.why and not any(
        re.search(rf"\b{tool}\b", block.code) and not shutil.which(tool) for tool in ("jq", "sqlite3")
    )


def rewritten(page: str) -> str:
    """The text of a page with what its blocks print now."""
    text = (ROOT / page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, seated(Path(name)):
        lay(Path(name))
        for block in filter(can_run, BLOCKS[page]):
            now = printed(block, Path(name))
            if block.printed is not None and now != block.printed:
                before = f"```{block.language}\n{block.code}```\n\n```"
                head, middle, tail = text.partition(before)
                text = head + middle + tail.replace(block.printed, now, 1)
    return text


if __name__ == "__main__":
    for one in sys.argv[1:] or sorted(BLOCKS.keys() - ELSEWHERE):
        (ROOT / one).write_text(rewritten(one), encoding="utf-8")
