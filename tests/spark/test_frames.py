"""`quotekit.spark` on a Spark of two cores in this process: the same as one process finds, and a job that goes on.

Needs Java 17 and the extra "spark"; run by `pytest -m spark`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quotekit.analysis import Analysis
from quotekit.cli.spark import _settings
from quotekit.errors import QuotekitError, UsageError
from quotekit.exporting.parquet import table_of
from quotekit.exporting.tables import export_row
from quotekit.models.model import SHIPPED
from quotekit.pipeline import analyze_each
from quotekit.reading.files import Wishes
from quotekit.reading.origin import with_origin
from quotekit.records import Article
from quotekit.rows import EXPORT_COLUMNS
from quotekit.spark import problems, quotes, speakers, variants
from quotekit.spark.inputs import sources
from quotekit.spark.job import Done, Task, run
from quotekit.spark.ledger import Ledger
from quotekit.spark.parts import least, parts
from quotekit.spark.worker import Way
from quotekit.speakers.people.appearances import Setting
from quotekit.speakers.people.identities import identities
from quotekit.variants.grouping import group

pytestmark = pytest.mark.spark
ROOT = Path(__file__).parents[2]
FRUGAL = {
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
}


def java() -> str | None:
    """Where Java is; None for nowhere."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")


if java() is None:
    pytest.skip("no Java: apt-get install default-jre-headless", allow_module_level=True)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="no PySpark: pip install -e '.[spark]'")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in FRUGAL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The articles of the corpus, some of them as other outlets print them, in the order of their ids."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))}
    told = [Article(text, name, outlet=name.rpartition("-")[2]) for name, text in texts.items()]
    again = [replace(one, id=f"{one.id}-again", outlet="AGAIN", published="2025-04-11") for one in told[::4]]
    again += [replace(one, id=f"{one.id}-too", outlet="again") for one in told[::8]]
    return sorted((with_origin(one) for one in (*told, *again)), key=lambda one: one.id)


@pytest.fixture(scope="module")
def found(articles: list[Article]) -> list[Analysis]:
    return list(analyze_each(articles))


@pytest.fixture(scope="module")
def quoted(spark: Any, articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The quotes as Spark finds them, with the model sent to the workers, written and read back."""
    rows = [(one.text, one.id, one.published, one.outlet, f"of {one.id}") for one in articles]
    columns = "`full text` string, ID string, `pub-date` string, outlet string, section string"
    frame = spark.createDataFrame(rows, columns)
    path = str(tmp_path_factory.mktemp("quotes") / "quotes")
    quotes(frame.repartition(3), model=str(SHIPPED / "weights" / "model.npz")).write.parquet(path)
    return spark.read.parquet(path)


def test_the_quotes_are_those_of_one_process(quoted: Any, found: list[Analysis]) -> None:
    expected = table_of([export_row(one, quote) for one in found for quote in one.quotes], EXPORT_COLUMNS)
    rows = [
        row.asDict(True) for row in quoted.drop("evidence", "section").orderBy("article", "evidence.order").collect()
    ]
    assert rows == expected.to_pylist()
    types = {"string": "string", "bool": "boolean", "int32": "int", "double": "double"}
    told = {
        name: types.get(str(kind), "array<struct<start:int,end:int>>")
        for name, kind in zip(expected.schema.names, expected.schema.types)
    }
    assert dict(quoted.drop("evidence", "section").dtypes) == told


def test_the_section_of_an_article_is_a_column(quoted: Any) -> None:
    assert quoted.columns[-2:] == ["section", "evidence"]
    assert {row["section"] for row in quoted.where("section != concat('of ', article)").collect()} == set()
    assert quoted.where("section IS NULL").count() == 0


def test_the_speakers_are_those_of_one_process(quoted: Any, found: list[Analysis]) -> None:
    settings = {one.articles[0].id: Setting.of_article(one.articles[0]) for one in found}
    told = identities([(one.articles[0].id, who) for one in found for who in one.speakers], None, settings)
    expected = {
        place: (one.id, one.name, one.kind, list(one.aliases), one.gender, one.is_open, one.ref)
        for place, one in told.items()
    }
    assert {(row[0], row[1]): tuple(row[2:]) for row in speakers(quoted).collect()} == expected
    assert len({one.id for one in told.values()}) < len(told)


def test_the_groups_are_those_of_one_process(quoted: Any, found: list[Analysis]) -> None:
    expected = {
        (printing.article.id, printing.quote.id): (one.id, len(one.outlets))
        for one in group(found)
        for printing in one.printings
    }
    assert {(row[0], row[1]): (row[2], row[3]) for row in variants(quoted).collect()} == expected
    assert any(len({place[0] for place in pair}) == 2 for pair in combinations(expected, 2))


def test_rows_without_a_text_are_told_of_and_cost_nothing_else(spark: Any) -> None:
    said = "“It held,” said Ana Reyes."
    rows = [("a", said, "soon"), ("b", None, None), ("c", "  ", None), ("d", "Rain.", None), (None, said, "2025-04-10")]
    frame = spark.createDataFrame(rows, "id string, text string, date string")
    found = quotes(frame, evidence=False).collect()
    assert [(row["article"], row["published"], row["speaker"]) for row in found] == [
        ("a", None, "Ana Reyes"),
        (Article(said, published="2025-04-10").id, "2025-04-10", "Ana Reyes"),
    ]
    assert [tuple(row) for row in problems(frame).collect()] == [
        ("a", "its date is left out: 'soon' is not clearly a day", False),
        ("b", "no text", True),
        ("c", "its text is only white space", True),
    ]
    numbers = spark.createDataFrame([("a", 7)], "id string, text int")
    assert [row["problem"] for row in problems(numbers).collect()] == ["its text is no text: 7"]


def test_mistakes_are_one_line(spark: Any) -> None:
    frame = spark.createDataFrame([("a", "It rains.")], "id string, words string")
    calls: list[tuple[Callable[[], Any], str]] = [
        (lambda: quotes(frame), "no column of texts; its columns are id, words; name it with text="),
        (lambda: quotes(frame, text="story"), "no column 'story'; its columns are id, words"),
        (lambda: quotes(frame, text="words", date="day"), "no column 'day'; its columns are id, words"),
        (lambda: quotes(frame, text="words", model="none.npz"), "none.npz: no such file; a model is a file that"),
        (lambda: quotes([]), "a data frame of Spark is needed, not []"),
        (lambda: speakers(frame), "no column 'evidence', which quotes(frame) gives; the columns are id, words"),
        (lambda: variants(frame), "no column 'evidence', which quotes(frame) gives; the columns are id, words"),
    ]
    for call, message in calls:
        with pytest.raises(UsageError) as caught:
            call()
        assert str(caught.value).startswith(message)
        assert "\n" not in str(caught.value)
        assert isinstance(caught.value, QuotekitError)


def test_many_links_are_joined_on_all_machines(spark: Any) -> None:
    chance = random.Random(17)
    links = [(chance.randrange(60), chance.randrange(60)) for _ in range(40)] + [(n, n + 1) for n in range(100, 140)]
    frame = spark.createDataFrame(links, "one long, other long")
    assert {tuple(row) for row in parts(frame, few=10).collect()} == set(least(links).items())


def test_a_job_goes_on_where_it_was(spark: Any, tmp_path: Path) -> None:
    """A file with a bad record; then, under `spark-submit`, one more, and quotes without a mark, as a crash leaves."""
    news, out = tmp_path / "news", tmp_path / "out"
    news.mkdir()
    (news / "a.jsonl").write_text(f"{json.dumps({'id': 'own', 'text': '“Yes,” said Ana Lee.'})}\n{{bad\n")
    ledger, said = Ledger(str(out)), list[str]()
    ledger.begin(_settings(Wishes(), None, False, {}, None))
    done = run(spark, sources([str(news)]), Task(Way(), Wishes(), None, ledger), said.append)
    assert done == Done(before=0, files=1, articles=1, quotes=1, rejected=1)
    assert said == [f"{news}/a.jsonl:2: bad JSON: Expecting property name enclosed in double quotes, column 2"]
    [first] = (out / "quotes").iterdir()
    before = first.stat().st_mtime_ns
    (out / "quotes" / "part-half.parquet").touch()
    (news / "b.txt").write_text("“No,” said Bo Lee.")
    submit = submitted(tmp_path, news, out, "--speakers", "--groups")
    expected = ["1 files, 1 articles, 1 quotes, 0 rejected; 1 files were done before"]
    assert (submit.returncode, told(submit)) == (0, expected)
    assert first.stat().st_mtime_ns == before
    parquet = pytest.importorskip("pyarrow.parquet")
    assert sorted(parquet.read_table(out / "quotes")["article"].to_pylist()) == ["b", "own"]
    assert sorted(parquet.read_table(out / "speakers")["name"].to_pylist()) == ["Ana Lee", "Bo Lee"]
    assert parquet.read_table(out / "groups").column_names == ["article", "id", "group", "outlets"]


def submitted(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """What `quotekit spark` does under `spark-submit`."""
    job = folder / "job.py"
    job.write_text("from quotekit.cli.main import main\n\nmain()\n")
    conf = [part for name, value in FRUGAL.items() for part in ("--conf", f"{name}={value}")]
    submit = str(Path(sys.executable).with_name("spark-submit"))
    command = [submit, "--master", "local[2]", *conf, str(job), "spark", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What quotekit itself says, which comes out of `spark-submit` on standard output."""
    lines = (done.stdout + done.stderr).splitlines()
    return [line.removeprefix("quotekit: ") for line in lines if line.startswith("quotekit: ")] or lines
