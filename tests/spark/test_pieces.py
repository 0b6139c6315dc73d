"""The pieces of `quotekit.spark` that need no Spark: evidence, keys and pairs, parts, files and marks."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.errors import InputError, UsageError, WorkerError
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.reading.files import Wishes
from quotekit.records import Article
from quotekit.spark import candidates, parts
from quotekit.spark.engine import complaints, whole_groups
from quotekit.spark.evidence import evidence_of, packed, unpacked
from quotekit.spark.inputs import Lot, Source, lots, sources
from quotekit.spark.job import Task, _stream, _work, _write
from quotekit.spark.ledger import Ledger, Mark
from quotekit.spark.shipped import Shipped, digest_of
from quotekit.spark.worker import Way, each
from quotekit.variants.index import TRIED, Neighbours
from quotekit.variants.wordings import Rarities, wording_of

ROOT = Path(__file__).parents[2]
TEXT = "“The dam held through the night,” said Ana Reyes, the mayor of Leith. She said that it would be rebuilt."


def rarities() -> Rarities:
    return Rarities(Model.shipped().rarity_in_paragraphs)


# --- Evidence ---


def test_a_wording_is_the_same_after_its_way() -> None:
    known, found = rarities(), analyze(Article(TEXT, "a"))
    for quote, row in zip(found.quotes, evidence_of(found, known)):
        wording = wording_of(TEXT, quote, found.speaker_of(quote), known)
        back = unpacked(row["wording"], known)
        assert (back.stems, back.marked, back.speaker, back.mass) == (
            wording.stems,
            wording.marked,
            wording.speaker,
            wording.mass,
        )
        assert unpacked(packed(back), known).topic == back.topic
    assert found.quotes


class Bad:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "evidence that is none"),
        (pickle.dumps(Bad()), "is part of no wording"),
        (pickle.dumps((("stems",), ("it",))), "another version"),
    ],
)
def test_other_evidence_is_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        unpacked(data, rarities())


# --- Groups, candidates, parts ---


@settings(deadline=None)  # pyarrow is imported in the first
@given(st.lists(st.integers(0, 5), max_size=40).map(sorted), st.integers(1, 7), st.integers(1, 9))
def test_groups_are_whole_however_batches_are_cut(keys: list[int], size: int, least: int) -> None:
    table = pyarrow.table({"k": pyarrow.array(keys, pyarrow.int64())})
    found = [one["k"].to_pylist() for one in whole_groups("k", table.to_batches(size), least)]
    assert [key for one in found for key in one] == keys
    assert all(one[-1] < other[0] for one, other in pairwise(found))


class Told:
    """A wording of which only the keys count."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = set(keys)


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=60))
def test_candidates_are_those_of_the_index(held: list[set[int]]) -> None:
    index, expected = Neighbours(), set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quotekit.variants.index.keys_of", lambda told: told.keys)
        for number, keys in enumerate(held):
            expected |= {(number, other) for other in index.add(number, Told(keys))}  # type: ignore[arg-type]
    number = pyarrow.int64()
    types = {"node": number, "keys": pyarrow.list_(number)}
    held_keys = pyarrow.table(
        [pyarrow.array(range(len(held)), number), pyarrow.array(map(list, held), types["keys"])], list(types)
    )
    dealt = candidates._dealt(3, held_keys)
    pairs = [row for table in candidates._pairs(dealt) for row in table.to_pylist()]
    told = [(row["node"], *pair) for row in pairs for pair in zip(row["others"], row["shared"])]
    node, other = candidates.best(*(numpy.array([one[place] for one in told], int) for place in range(3)))
    assert set(zip(node.tolist(), other.tolist())) == expected
    assert TRIED == 24


def test_keys_are_the_same_in_every_process() -> None:
    code = f"""if True:
        from quotekit.records import Quote, Span
        from quotekit.text.rarity import Rarity
        from quotekit.variants.index import wide_keys_of
        from quotekit.variants.wordings import Rarities, wording_of
        quote = Quote("a-1", "a", "direct", "statement", (Span(1, 34),))
        print(sorted(wide_keys_of(wording_of({TEXT!r}, quote, None, Rarities(Rarity({{}}, 7.0))))))"""
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "12"
    }
    assert len(found) == 1
    assert found.pop().count(",") > 5


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=20))
def test_parts_are_told_by_their_least_number(links: list[tuple[int, int]]) -> None:
    found = parts.least(links)
    assert found.keys() == {number for link in links for number in link}
    assert all(found[one] == found[other] for one, other in links)
    assert all(found[found[number]] == found[number] <= number for number in found)


# --- Articles ---


def test_one_article_that_breaks_the_pipeline_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(articles: list[Article] | Article, *rest: object) -> Iterable[object]:
        some = [articles] if isinstance(articles, Article) else articles
        if any(article.id == "bad" for article in some):
            raise ZeroDivisionError("no such luck")
        return (article.id for article in some)

    monkeypatch.setattr("quotekit.spark.worker.analyze_each", broken)
    said: list[object] = []
    found: list[object] = list(each([Article("It rains.", name) for name in ("a", "bad", "b")], Way(), said.append))
    assert found == ["a", "b"]
    assert list(map(str, said)) == ["bad: our fault: ZeroDivisionError: no such luck"]


def test_a_model_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        digest_of(tmp_path / "none.npz")
    with pytest.raises(UsageError, match="the model is the path of one"):
        digest_of(Model.shipped())  # type: ignore[arg-type]


# --- Files and marks ---


@pytest.mark.parametrize(
    ("files", "named", "message"),
    [
        ([], "none", "none: no such file or directory"),
        (["x.png", ".hidden.txt", "_quotekit/a.json"], "", "no files in this folder that can be read"),
        ([], "nowhere://a", "nowhere://a: "),
    ],
)
def test_paths_where_nothing_is(tmp_path: Path, files: list[str], named: str, message: str) -> None:
    written(tmp_path, files)
    with pytest.raises(InputError, match=message):
        sources([named if "://" in named else f"{tmp_path}/{named}".rstrip("/")])


def test_files_of_one_stem_are_named_with_their_folders(tmp_path: Path) -> None:
    written(tmp_path, ["x/a.txt", "x/b.txt", "y/b.jsonl.gz", "c.warc.gz"])
    assert [one.name for one in sources([str(tmp_path)])] == ["c.warc.gz", "a.txt", "x/b.txt", "y/b.jsonl.gz"]


def test_a_uri_is_read_like_a_path(tmp_path: Path) -> None:
    written(tmp_path, ["x/a.txt", "x/b c.txt"])
    [one, other] = sources([f"{tmp_path.as_uri()}/x/"])
    assert (one.path, one.name, one.size) == (f"{tmp_path.as_uri()}/x/a.txt", "a.txt", 1)
    with _stream(other.path) as stream:
        assert stream.read() == b"x"


def written(folder: Path, files: Iterable[str]) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_small_files_are_read_by_one_task() -> None:
    files = [Source(f"{number}.txt", f"{number}.txt", 1_000) for number in range(2_500)]
    assert [len(lot.sources) for lot in lots(files)] == [1_000, 1_000, 500]


def test_what_has_no_mark_is_taken_out_and_other_settings_are_refused(tmp_path: Path) -> None:
    ledger, lot = Ledger(str(tmp_path / "out")), Lot((Source("a.txt", "a.txt", 1),))
    ledger.begin({"headlines": False})
    for name in (lot.name, "part-half"):
        Path(ledger.output, "quotes", f"{name}.parquet").touch()
    ledger.done(lot, Mark(("a.txt",), 1, 2, 0, ()))
    ledger.begin({"headlines": False})
    assert [path.stem for path in Path(ledger.output, "quotes").iterdir()] == [lot.name]
    assert ledger.marks() == [Mark(("a.txt",), 1, 2, 0, ())]
    with pytest.raises(UsageError, match="was begun with headlines False, not True"):
        ledger.begin({"headlines": True})
    (tmp_path / "other").mkdir()
    written(tmp_path, ["other/mine.txt", "file"])
    with pytest.raises(UsageError, match="files that `quotekit spark` did not write"):
        Ledger(str(tmp_path / "other")).begin({})
    with pytest.raises(UsageError, match="is a file"):
        Ledger(str(tmp_path / "file")).begin({})


def test_a_lot_is_read_as_quotekit_reads_files(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "own", "text": "“Yes,” said Ana Lee."}\n{bad\n', encoding="utf-8")
    ledger = Ledger(str(tmp_path / "out"))
    ledger.begin({})
    [lot] = lots(sources([str(tmp_path / "b.jsonl"), str(tmp_path / "x")]))
    _write(lot, Task(Way(Shipped()), Wishes(), "folder", ledger))
    rows = pyarrow.parquet.read_table(Path(ledger.output, "quotes", f"{lot.name}.parquet")).to_pylist()
    assert {(row["article"], row["outlet"]) for row in rows} == {("own", tmp_path.name), ("x/b", "x")}
    mark = ledger.mark(lot)
    assert (mark.articles, mark.quotes, mark.rejected) == (2, len(rows), 1)
    assert mark.problems[0].startswith(f"{tmp_path}/b.jsonl:2: bad JSON")


def test_a_lot_that_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ledger = Ledger(str(tmp_path / "out"))
    ledger.begin({})
    [lot] = lots(sources([str(tmp_path / "a.txt")]))
    task, batch = Task(Way(Shipped()), Wishes(), None, ledger), pyarrow.RecordBatch.from_pydict({"id": [0]})

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pyarrow.parquet.ParquetWriter.write_table", fails)
        assert [one.to_pydict() for one in _work([lot], task, [batch])] == [{"error": [errno.ENOSPC]}]
    assert [path.name for path in Path(ledger.output).rglob("*") if path.is_file()] == ["settings.json"]
    assert [one.to_pydict() for one in _work([lot], task, [batch])] == [{"error": [None]}]
    assert ledger.marks()[0].quotes == 2


def test_what_a_killed_worker_left_is_taken_out(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "out"))
    ledger.begin({})
    left = Path(ledger.output, "_quotekit", "0123.tmp")
    left.touch()
    ledger.begin({})
    assert not left.exists()


@pytest.mark.parametrize(
    ("module", "said", "line"),
    [
        (
            "py4j.protocol",
            "An error occurred\nCaused by: java.io.IOException: a\n\tat b\nCaused by: c: full\n\tat d",
            "c: full",
        ),
        ("pyspark.errors", "no cause at all\n", "no cause at all"),
    ],
)
def test_what_spark_complains_of_is_one_line(module: str, said: str, line: str) -> None:
    error = type("Error", (Exception,), {"__module__": module})(said)
    with pytest.raises(WorkerError) as found, complaints():
        raise error
    assert str(found.value) == f"Spark: {line}"


def test_what_is_our_fault_stays_so() -> None:
    with pytest.raises(KeyError), complaints():
        raise KeyError


# --- The command, without Spark ---


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; {code}; from quotekit.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_without_pyspark_it_is_one_line(tmp_path: Path) -> None:
    done = run("sys.modules['pyspark'] = None", "spark", str(ROOT / "corpus"), str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (2, "quotekit: Spark needs pyspark: pip install 'quotekit[spark]'\n")
