"""How fast inputs are read, and in how much memory: pages, records, packed or not. Made up, so nothing is needed.

    python benchmarks/reading.py [--records 100000] [--pages 1000]      # two minutes

Each file is read in a process of its own, whose peak memory is that of reading it; the first row is one text. Memory is
flat where a row of ten times the records has the same.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
_READ = """
import resource, sys, time
from quotekit.reading.reader import read
started, articles, characters = time.process_time(), 0, 0
for article in read(sys.argv[1:], problems=lambda problem: print(problem, file=sys.stderr)):
    articles, characters = articles + 1, characters + len(article.text)
print(articles, characters, time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_WORDS = "harbour trust fund mayor dam river council flood vote budget court judge town coast repair plan".split()
_NAMES = ("Ana Reyes", "Tom Bell", "Ruth Okello", "Martin Pellow")
Record = dict[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=1_000)
    options = parser.parse_args()
    print(f"{'what':34}{'articles':>10}{'MB':>8}{'seconds':>10}{'a second':>10}{'peak MB':>10}")
    with TemporaryDirectory() as folder:
        for name, path in made(Path(folder), options.records, options.pages):
            print_row(name, path)
    return 0


def made(folder: Path, many: int, pages: int) -> Iterator[tuple[str, Path]]:
    """Inputs as they are asked for, each with what it is called."""
    (folder / "one.txt").write_text("It rained.")
    yield "one text", folder / "one.txt"
    (folder / "pages").mkdir()
    with zipfile.ZipFile(folder / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, record in enumerate(records(pages)):
            (folder / "pages" / f"{number:05}.html").write_text(page(record), encoding="utf-8")
            archive.writestr(f"{number:05}.html", page(record))
    yield f"{pages:,} pages", folder / "pages"
    yield f"{pages:,} pages in a ZIP", folder / "pages.zip"
    for count in (many // 10, many):
        with open(folder / f"{count}.jsonl", "w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(record) + "\n" for record in records(count))
        yield f"{count:,} JSON Lines", folder / f"{count}.jsonl"
    yield from _other_forms(folder, many)


def _other_forms(folder: Path, many: int) -> Iterator[tuple[str, Path]]:
    with gzip.open(folder / "a.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as stream:
        stream.writelines(json.dumps(record) + "\n" for record in records(many))
    yield f"{many:,} JSON Lines, gzip", folder / "a.jsonl.gz"
    with zipfile.ZipFile(folder / "lines.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(folder / f"{many}.jsonl", "a.jsonl")
    yield f"{many:,} JSON Lines in a ZIP", folder / "lines.zip"
    with open(folder / "a.json", "w", encoding="utf-8") as stream:
        stream.write("[")
        for number, record in enumerate(records(many)):
            stream.write("," * (number > 0) + json.dumps(record))
        stream.write("]")
    yield f"{many:,} objects, a list in a line", folder / "a.json"
    for suffix, delimiter in ((".csv", ","), (".tsv", "\t")):
        with open(folder / f"a{suffix}", "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(next(records(1))), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(records(many))
        yield f"{many:,} rows of {suffix[1:].upper()}", folder / f"a{suffix}"
    if parquet_written(folder / "a.parquet", many):
        yield f"{many:,} rows of Parquet", folder / "a.parquet"


def parquet_written(path: Path, many: int) -> bool:
    """Whether the file could be written; without pyarrow its row is left out."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        print("Parquet: pyarrow is not installed")
        return False
    found = records(many)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in next(records(1))])
    with ParquetWriter(path, schema) as writer:
        while rows := [record for _, record in zip(range(1000), found)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))
    return True


def records(count: int) -> Iterator[Record]:
    """Articles of about 2,500 characters, the same each time."""
    chance = random.Random(7)
    for number in range(count):
        paragraphs = [f"“{_words(chance, 12)},” said {chance.choice(_NAMES)}. {_words(chance, 25)}." for _ in range(10)]
        title = _words(chance, 7)
        yield {
            "id": f"a{number}",
            "title": title,
            "date": "2025-04-10",
            "outlet": "Echo",
            "text": "\n".join(paragraphs),
        }


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count)).capitalize()


def page(record: Record) -> str:
    """A page around an article: head, navigation, related links, foot."""
    links = "".join(f'<li><a href="/{number}">“More” about {number}</a></li>' for number in range(40))
    body = "".join(f"<p>{escape(line)}</p>" for line in record["text"].split("\n"))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{record["title"]}</title>'
        f'<meta property="og:site_name" content="Echo"><meta property="article:published_time" content="2025-04-10">'
        f"<style>{'p{margin:0}' * 400}</style></head><body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f"<h1>{record['title']}</h1>{body}</article></main><aside><ul>{links}</ul></aside></body></html>"
    )


def print_row(name: str, path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    articles, characters, seconds, peak = (float(value) for value in done.stdout.split())
    rate = articles / max(seconds, 1e-9)
    print(f"{name:34}{articles:>10,.0f}{characters / 1e6:>8.1f}{seconds:>10.2f}{rate:>10,.0f}{peak / 1024:>10.0f}")
    print(done.stderr, end="", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
