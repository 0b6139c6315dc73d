"""The same input gives the same output: whatever the order of files, the seed of hashes, processes and threads."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from quotekit import Analysis, Article, Store, analyze, events, export, group, read, report, summarize

CORPUS = sorted((Path(__file__).resolve().parent.parent / "corpus").glob("*.txt"))[:6]
SEEDS = ["0", "1", "2", "3", "4294967295"]


def outputs(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Everything that is made of an analysis, as text, by name."""
    yield "rows", analysis.to_json(acts="all")
    yield "csv", analysis.to_csv(acts="all")
    yield "speakers", repr(analysis.people)
    yield "groups", repr([(one.speaker, [printing.quote.id for printing in one.printings]) for one in group(analysis)])
    yield "summary", repr(summarize(analysis, sentences=4, quotes=1))
    yield "events", repr([[article.id for article in event.articles] for event in events(analysis)])
    yield "page", report(analysis, acts="all")
    with TemporaryDirectory() as folder:
        for name in ("q.jsonld", "q.zip"):
            export(analysis, f"{folder}/{name}")
            yield name, Path(folder, name).read_bytes().hex()
        with Store(f"{folder}/news.db") as store:
            store.add(analysis)
            yield "store", repr(sorted(map(repr, store.search("the"))))


def digests(analysis: Analysis) -> dict[str, str]:
    """A digest of each output."""
    return {name: sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for name, text in outputs(analysis)}


def articles(paths: list[Path]) -> list[Article]:
    return [Article(path.read_text(encoding="utf-8"), path.stem, outlet=path.stem) for path in paths]


@cache
def usual() -> dict[str, str]:
    return digests(analyze(articles(CORPUS), headlines=True))


def test_outputs_are_many() -> None:
    assert len(usual()) == 10


@pytest.mark.parametrize("seed", SEEDS)
def test_no_seed_of_hashes_changes_anything(seed: str) -> None:
    code = "import test_determinism as t; print(t.digests(t.analyze(t.articles(t.CORPUS), headlines=True)))"
    where = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": where}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{usual()}\n", "")


def test_no_number_of_processes_changes_anything() -> None:
    assert digests(analyze(articles(CORPUS), headlines=True, jobs=2)) == usual()


def test_threads_beside_each_other_change_nothing() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: digests(analyze(articles(CORPUS), headlines=True)), range(4)))
    assert found == [usual()] * 4


def test_no_order_of_articles_changes_more_than_order() -> None:
    given = articles(CORPUS)
    random.Random(1).shuffle(given)
    one, other = analyze(articles(CORPUS)), analyze(given)
    assert sorted(map(repr, one.quotes)) == sorted(map(repr, other.quotes))
    assert sorted(map(repr, one.speakers)) == sorted(map(repr, other.speakers))
    assert {person.id: person.name for person in one.people} == {person.id: person.name for person in other.people}
    assert summarize(one) == summarize(other)
    assert {frozenset(article.id for article in event.articles) for event in events(one)} == {
        frozenset(article.id for article in event.articles) for event in events(other)
    }


def test_the_order_in_which_a_disk_names_files_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in reversed(CORPUS):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    named = [article.id for article in read(tmp_path)]
    listed = os.scandir

    class Backwards:
        """A listing of a folder, the last file first."""

        def __init__(self, folder: str) -> None:
            self._entries = sorted(listed(folder), key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self._entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert [article.id for article in read(tmp_path)] == named == sorted(named)
