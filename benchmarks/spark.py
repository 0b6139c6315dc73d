"""Spark on two cores against one process: the same quotes, speakers and groups, and how much more CPU.

    python benchmarks/spark.py [FOLDER ...]     # folders of *.txt; default ../shared's PolNeAR, train and dev

Needs Java 17 and the extra "spark". Each run is a process of its own. What a run over sixteen articles costs is the
start, of both: interpreter, imports and model, of Spark also the virtual machine, its workers and the compiling of its
plans. Exit status 1 where anything differs, under 99 % of the pairs of groups are the same, or Spark takes over 1.3
times the CPU of one process, without the start.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FEW = 16
SAME, MORE = 0.99, 1.3
FRUGAL = {
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps({"process": in_one_process, "spark": on_spark}[sys.argv[2]](sys.argv[3], int(sys.argv[4]))))
        return 0
    polnear = ROOT.parent / "shared" / "data" / "polnear"
    folders = sys.argv[1:] or [str(polnear / part / "text") for part in ("train", "dev")]
    with TemporaryDirectory() as scratch:
        path = f"{scratch}/articles.parquet"
        count = write_articles(folders, path)
        runs = {(way, size): measured(way, path, size) for way in ("process", "spark") for size in (FEW, count)}
    one, other = runs["process", count], runs["spark", count]
    print(f"{count} articles, {len(one['quotes'])} quotes, {len(one['speakers'])} speakers of articles")
    for name in ("quotes", "speakers"):
        print(f"{name}: {sum(a == b for a, b in zip(one[name], other[name]))} of {len(one[name])} the same")
    ours, theirs = pairs(one["groups"]), pairs(other["groups"])
    share = len(ours & theirs) / (len(ours | theirs) or 1)
    print(f"pairs of groups: {len(ours)} and {len(theirs)}, {share:.1%} the same")
    for (way, size), run in runs.items():
        print(f"{way}, {size} articles: {run['cpu']:.1f} s of CPU, {run['seconds']:.1f} s")
    net = {way: runs[way, count]["cpu"] - runs[way, FEW]["cpu"] for way in ("process", "spark")}
    ratio = net["spark"] / net["process"]
    print(f"without the start: {net['process']:.1f} and {net['spark']:.1f} s, {ratio:.2f} times")
    print(f"CPU of one article in one process: {1000 * net['process'] / (count - FEW):.1f} ms")
    is_same = one["quotes"] == other["quotes"] and one["speakers"] == other["speakers"]
    return 0 if is_same and share >= SAME and ratio <= MORE else 1


def write_articles(folders: Iterable[str], path: str) -> int:
    import pyarrow
    import pyarrow.parquet

    paths = sorted((path for folder in folders for path in Path(folder).glob("*.txt")), key=lambda path: path.stem)
    rows = [
        {"id": one.stem, "text": one.read_text(encoding="utf-8"), "outlet": one.stem.split("_")[0]} for one in paths
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return len(rows)


def measured(way: str, path: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", __file__, "--one", way, path, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "OMP_NUM_THREADS": "1"}
    started = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return {**json.loads(done.stdout.splitlines()[-1]), "seconds": time.monotonic() - started}


def pairs(groups: Iterable[tuple[str, str]]) -> set[tuple[str, ...]]:
    members: dict[str, list[str]] = {}
    for quote, group in groups:
        members.setdefault(group, []).append(quote)
    return {tuple(sorted(pair)) for ids in members.values() for pair in combinations(ids, 2)}


# --- One run ---


def in_one_process(path: str, count: int) -> dict[str, Any]:
    import pyarrow.parquet

    from quotekit.exporting.parquet import write_parquet
    from quotekit.exporting.tables import export_row
    from quotekit.pipeline import analyze_each
    from quotekit.reading.origin import with_origin
    from quotekit.records import Article
    from quotekit.rows import EXPORT_COLUMNS
    from quotekit.speakers.people.appearances import Setting
    from quotekit.speakers.people.identities import identities
    from quotekit.variants.grouping import group

    rows = pyarrow.parquet.read_table(path).to_pylist()[:count]
    articles = [with_origin(Article(row["text"], row["id"], outlet=row["outlet"])) for row in rows]
    found = list(analyze_each(articles))
    with open(f"{path}.quotes", "wb") as stream:
        write_parquet((export_row(one, quote) for one in found for quote in one.quotes), stream, EXPORT_COLUMNS)
    settings = {article.id: Setting.of_article(article) for article in articles}
    people = identities([(one.articles[0].id, who) for one in found for who in one.speakers], None, settings)
    groups = list(group(found))
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "cpu": used.ru_utime + used.ru_stime,
        "quotes": sorted(map(repr, pyarrow.parquet.read_table(f"{path}.quotes").to_pylist())),
        "speakers": sorted([*place, one.id, one.name] for place, one in people.items()),
        "groups": [[printing.quote.id, one.id] for one in groups for printing in one.printings],
    }


def on_spark(path: str, count: int) -> dict[str, Any]:
    from pyspark.sql import SparkSession

    from quotekit.spark import quotes, speakers, variants

    builder = SparkSession.builder.master("local[2]")
    for name, value in FRUGAL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    out = f"{path}.spark"
    frame = session.read.parquet(path).orderBy("id").limit(count).repartition(4)
    quotes(frame).write.mode("overwrite").parquet(f"{out}/quotes")
    told = session.read.parquet(f"{out}/quotes")
    speakers(told).write.mode("overwrite").parquet(f"{out}/speakers")
    variants(told).write.mode("overwrite").parquet(f"{out}/groups")
    cpu = cpu_of_family()
    session.stop()
    return {"cpu": cpu, **written(out)}


def written(out: str) -> dict[str, Any]:
    """What Spark wrote, in the order in which one process has it."""
    import pyarrow.dataset

    rows = pyarrow.dataset.dataset(f"{out}/quotes").to_table().drop_columns(["evidence", "section"]).to_pylist()
    people = pyarrow.dataset.dataset(f"{out}/speakers").to_table().to_pylist()
    groups = pyarrow.dataset.dataset(f"{out}/groups").to_table().to_pylist()
    return {
        "quotes": sorted(map(repr, rows)),
        "speakers": sorted([row["article"], row["speaker"], row["identity"], row["name"]] for row in people),
        "groups": [[row["id"], row["group"]] for row in groups],
    }


def cpu_of_family() -> float:
    """Seconds of CPU of this process and of all below it, those that have ended too, as /proc has it."""
    below: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        below.setdefault(int(fields[1]), []).append(int(place.name))
        used[int(place.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    family = [os.getpid()]
    for process in family:  # grows meanwhile
        family += below.get(process, [])
    return sum(used.get(process, 0.0) for process in family)


if __name__ == "__main__":
    sys.exit(main())
