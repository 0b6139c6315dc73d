"""Whether `confidence` is the share of rows that are right: figures by collection, and reliability diagrams.

    python benchmarks/calibration.py [--model FILE] [--json]
    python benchmarks/calibration.py --svg docs/calibration.svg     # also the picture of the model card

Rows are what `quotekit quotes` prints by default: statements of every kind. On newsmix dev (bbc, mn, ab) a row is right
where score_statements.py pairs its content with a statement of the gold. The gold of PolNeAR dev and of gum-news tells
no acts: there a row is right where its content is found as score_attributions.py finds it (half of the words of both),
among all attributions, in marks or not; a row that is a belief in truth counts as right in PolNeAR.

Calibration error is the mean distance of confidence from the share right, over ten bins of equal width, or of as equal
a number of rows as equal confidences allow, weighted by rows. Both scorers are those of ../shared/evaluate; where
../shared is absent this says so and passes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.models.model import Model, model_of
from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.rows import QuoteRow

ROOT = Path(__file__).resolve().parent.parent
BINS = 10
STATED = "score_statements.py: paired with a gold statement"
FOUND = "score_attributions.py: content found; the gold tells no acts"
NEWSMIX = ("bbc", "mn", "ab")
"""The collections of newsmix: what stands before the first "-" of an article's name."""
COLLECTIONS = {**dict.fromkeys(NEWSMIX, STATED), "polnear": FOUND, "gum-news": FOUND}
"""What is measured, and what makes a row right there."""


class Judged(NamedTuple):
    """A row."""

    confidence: float
    right: bool


class Figures(NamedTuple):
    """What is told of some rows; None where there are none."""

    rows: int
    right: float | None
    """The share of them."""
    confidence: float | None
    """The mean."""
    ece: float | None
    """Expected calibration error over bins of equal width."""
    ece_by_count: float | None
    """The same over bins of equal number."""
    brier: float | None


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", help="a file that `quotekit train` wrote; default: the model of the package")
    parser.add_argument("--svg", type=Path, help="write reliability diagrams to this file")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not (options.shared / "evaluate").is_dir():
        print(f"{options.shared} is not here: calibration is not measured")
        return 0
    judged = judgements(options.shared, model_of(options.model))
    found = {name: figures(judged.get(name, [])) for name in COLLECTIONS}
    if options.svg:
        options.svg.write_text(picture(judged), encoding="utf-8")
    print(as_json(found) if options.json else table(found))
    return 0


# --- Which rows are right ---


def judgements(shared: Path, model: Model) -> dict[str, list[Judged]]:
    """The rows of each collection."""
    found = defaultdict(list)
    for name, row in newsmix(shared, model):
        found[name].append(row)
    for name, folder in (("polnear", "polnear/dev"), ("gum-news", "gum-news")):
        found[name] += attributions(shared, shared / "data" / folder, model)
    return found


def newsmix(shared: Path, model: Model) -> Iterator[tuple[str, Judged]]:
    """The rows of newsmix dev, each with its collection."""
    scorer, folder = scorer_of(shared, "score_statements"), shared / "data/newsmix/dev"
    gold = defaultdict(list)
    for line in (folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        gold[one["article"]].append(one)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "text").glob("*.txt"))}
    for name, rows in rows_of(texts, model):
        pairs = scorer.pairs(texts[name], rows, gold[name])
        stated = {ours for ours, theirs in pairs.items() if gold[name][theirs]["act"] == "statement"}
        for number, row in enumerate(rows):
            yield name.partition("-")[0], Judged(row["confidence"], number in stated)


def attributions(shared: Path, folder: Path, model: Model) -> Iterator[Judged]:
    """The rows of a folder whose gold tells no acts."""
    scorer = scorer_of(shared, "score_attributions")
    gold = scorer.read_gold(folder)
    for name, rows in rows_of({name: article["text"] for name, article in gold.items()}, model):
        places = [found.span() for found in scorer.WORD.finditer(gold[name]["text"])]
        starts, ends = [start for start, _ in places], [end for _, end in places]
        ours = [scorer.words_of(row["content"], starts, ends) for row in rows]
        theirs = [scorer.words_of(one["content"], starts, ends) for one in gold[name]["attributions"]]
        found = {number for _, number in scorer.match(theirs, ours, 0.5)}
        for number, row in enumerate(rows):
            yield Judged(row["confidence"], number in found)


def rows_of(texts: Mapping[str, str], model: Model) -> Iterator[tuple[str, list[QuoteRow]]]:
    """The name and the statements of each article."""
    for analysis in analyze_each((Article(text, name) for name, text in texts.items()), model):
        yield analysis.articles[0].id, analysis.rows()


def scorer_of(shared: Path, name: str) -> Any:
    """A scorer as a module; no compiled file is left in its folder, which is not ours."""
    folder, before = str(shared.resolve() / "evaluate"), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    try:
        return import_module(name)
    finally:
        sys.path.remove(folder)
        sys.dont_write_bytecode = before


# --- Figures ---


def figures(rows: Sequence[Judged]) -> Figures:
    if not rows:
        return Figures(0, *[None] * 5)
    brier = sum((row.confidence - row.right) ** 2 for row in rows) / len(rows)
    errors = calibration_error(by_width(rows)), calibration_error(by_count(rows))
    return Figures(len(rows), share_right(rows), mean_confidence(rows), *errors, brier)


def share_right(rows: Sequence[Judged]) -> float:
    return sum(row.right for row in rows) / len(rows)


def mean_confidence(rows: Sequence[Judged]) -> float:
    return sum(row.confidence for row in rows) / len(rows)


def calibration_error(bins: Iterable[Sequence[Judged]]) -> float | None:
    """The mean distance of confidence from the share right, weighted by rows; None without rows."""
    bins = [own for own in bins if own]
    apart = sum(len(own) * abs(mean_confidence(own) - share_right(own)) for own in bins)
    return apart / sum(map(len, bins)) if bins else None


def by_width(rows: Iterable[Judged]) -> list[list[Judged]]:
    """The rows from 0 to 0.1, from 0.1 to 0.2 ...; 1 is in the last bin."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for row in rows:
        bins[min(int(row.confidence * BINS), BINS - 1)].append(row)
    return bins


def by_count(rows: Sequence[Judged]) -> list[list[Judged]]:
    """The tenth of the rows with the lowest confidence, the next tenth ...; rows of one confidence stay together."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    before = 0
    for _, equal in groupby(sorted(rows, key=attrgetter("confidence")), key=attrgetter("confidence")):
        own = list(equal)
        bins[before * BINS // len(rows)] += own
        before += len(own)
    return bins


# --- What is printed ---


def table(found: Mapping[str, Figures]) -> str:
    lines = [f"{'':9}{'rows':>6}{'right':>8}{'confidence':>12}{'ECE':>7}{'ECE, equal counts':>19}{'Brier':>8}"]
    for name, own in found.items():
        cells = ["-" if value is None else f"{value:.3f}" for value in own[1:]]
        lines.append(f"{name:9}{own.rows:6}" + "".join(f"{cell:>{w}}" for cell, w in zip(cells, (8, 12, 7, 19, 8))))
    for means in dict.fromkeys(COLLECTIONS.values()):
        lines.append(f"right in {', '.join(name for name in found if COLLECTIONS[name] == means)}: {means}")
    return "\n".join(lines)


def as_json(found: Mapping[str, Figures]) -> str:
    rounded = {name: [value if value is None else round(value, 4) for value in own] for name, own in found.items()}
    told = {name: dict(zip(Figures._fields, own)) | {"right_is": COLLECTIONS[name]} for name, own in rounded.items()}
    return json.dumps(told, indent=1)


# --- The picture ---

SIDE, GAP, LEFT, TOP, BOTTOM = 142, 50, 56, 50, 76
"""Of the diagrams, between them, and around them."""
SAMPLES = (10, 100, 1000)
"""Numbers of rows whose dots are shown as a key."""
STYLE = """
text { font: 11px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a }
.name { font-size: 14px; font-weight: 600; fill: #1f2328 }
.page { fill: #ffffff } .frame { fill: none; stroke: #afb8c1 } .grid { stroke: #eaeef2 }
.even { stroke: #6e7781; stroke-dasharray: 4 3 } .dot { fill: #0969da; fill-opacity: .75; stroke: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #9da7b3 } .name { fill: #e6edf3 }
.page { fill: #0d1117 } .frame { stroke: #484f58 } .grid { stroke: #21262d }
.even { stroke: #8b949e } .dot { fill: #58a6ff; stroke: #0d1117 }
}"""


def picture(judged: Mapping[str, Sequence[Judged]]) -> str:
    """An SVG with a reliability diagram for each collection, side by side."""
    width = LEFT + len(COLLECTIONS) * (SIDE + GAP) - GAP + 24
    height = TOP + SIDE + BOTTOM
    told = " ".join(described(name, figures(judged.get(name, []))) for name in COLLECTIONS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        '<title id="title">Reliability of confidence, by collection</title>',
        f'<desc id="desc">Share of rows that are right by confidence, in ten bins of equal width. {told}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}" rx="6"/>',
    ]
    for number, name in enumerate(COLLECTIONS):
        parts += diagram(LEFT + number * (SIDE + GAP), name, judged.get(name, []))
    return "\n".join([*parts, *key(height - 18), "</svg>"]) + "\n"


def described(name: str, own: Figures) -> str:
    if not own.rows:
        return f"{name}: no rows."
    return f"{name}: {own.rows} rows, {own.right:.2f} right, mean confidence {own.confidence:.2f}, ECE {own.ece:.2f}."


def diagram(left: float, name: str, rows: Sequence[Judged]) -> Iterator[str]:
    """Frame, axes and diagonal of a collection, and a dot for each bin that has rows."""
    base, middle, own = TOP + SIDE, left + SIDE / 2, figures(rows)
    told = f"{own.rows:,} rows, ECE {own.ece:.2f}" if rows else "no rows"
    yield text(middle, TOP - 26, name, 'class="name"')
    yield text(middle, TOP - 10, told)
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + SIDE * tick, base - SIDE * tick
        yield f'<path class="grid" d="M{x:g} {TOP}V{base}M{left} {y:g}H{left + SIDE}"/>'
        if tick in (0, 0.5, 1):
            yield text(x, base + 15, f"{tick:g}")
            yield text(left - 6, y + 4, f"{tick:g}", anchor="end")
    yield f'<rect class="frame" x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>'
    yield f'<path class="even" d="M{left} {base}L{left + SIDE} {TOP}"/>'
    for bin_ in filter(None, by_width(rows)):
        yield dot(left + SIDE * mean_confidence(bin_), base - SIDE * share_right(bin_), len(bin_))
    yield text(middle, base + 31, "confidence")
    x, y = left - 32, TOP + SIDE / 2
    yield text(x, y, "share right", f'transform="rotate(-90 {x:g} {y:g})"')


def key(y: float) -> Iterator[str]:
    """What the dots and the broken line mean."""
    for rows, x in zip(SAMPLES, (LEFT + 6, LEFT + 46, LEFT + 106)):
        yield dot(x, y, rows)
        yield text(x + radius(rows) + 4, y + 4, str(rows), anchor="start")
    yield text(x + 52, y + 4, "rows in a tenth of the scale", anchor="start")
    yield f'<path class="even" d="M{LEFT + 400} {y:g}h32"/>'
    note = "confidence is the share right; dots below: too sure, above: too modest"
    yield text(LEFT + 438, y + 4, note, anchor="start")


def dot(x: float, y: float, rows: int) -> str:
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius(rows):.1f}"/>'


def radius(rows: int) -> float:
    """By the cube root: beside a thousand rows, ten can still be seen."""
    return float(1.2 * rows ** (1 / 3))


def text(x: float, y: float, words: str, more: str = "", anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" {more}>{words}</text>'.replace(" >", ">")


if __name__ == "__main__":
    raise SystemExit(main())
