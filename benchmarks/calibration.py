"""How far the confidence of quotes can be trusted: the share that is right, by confidence, as a table and a plot.

    python benchmarks/calibration.py [--shared DIR] [--plot docs/calibration.svg]

Right is an attribution whose content shares at least half of the words of both with one of the gold, source included
(a word in common, or neither has one). Direct, mixed and indirect, statements and beliefs. Where ../shared is absent
this says so and passes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from quotekit.evaluation.wordsets import paired, words_of
from quotekit.gold import GoldArticle, read_folder
from quotekit.pipeline import analyze_each
from quotekit.records import Article, Span

ROOT = Path(__file__).resolve().parent.parent
SETS = {"dev": "data/polnear/dev", "gum-news": "data/gum-news"}
EDGES = (0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SIDE, MARGIN = 320, 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        print(f"{options.shared} is not here: nothing to compare with")
        return 0
    curves = {}
    for name, folder in SETS.items():
        judged = list(judgements(list(read_folder(options.shared / folder))))
        curves[name] = bins(judged)
        print(f"{name}: {len(judged)} attributions")
        for mean, share, count in curves[name]:
            print(f"  confidence {mean:.2f}: {share:.2f} right of {count}")
    if options.plot:
        options.plot.write_text(plot(curves), encoding="utf-8")
    return 0


def judgements(articles: list[GoldArticle]) -> Iterator[tuple[float, bool]]:
    """The confidence of every quote found, and whether it is right."""
    by_name = {article.name: article for article in articles}
    for analysis in analyze_each(Article(article.text, article.name) for article in articles):
        gold = by_name[analysis.articles[0].id]
        words = words_of(gold.text)
        of_gold = [words.under(one["content"]) for one in gold.attributions]
        of_ours = [words.under(places(quote.content)) for quote in analysis.quotes]
        partner = {ours: theirs for theirs, ours in paired(of_gold, of_ours)}
        for number, quote in enumerate(analysis.quotes):
            if number not in partner:
                yield quote.confidence, False
                continue
            source = words.under(gold.attributions[partner[number]]["source"])
            own = words.under(places(quote.source))
            yield quote.confidence, bool(source & own) or not (source or own)


def places(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def bins(judged: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Mean confidence, share that is right and number of quotes, for each range of confidence that has twenty."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [one for one in judged if low <= one[0] < high]
        if len(inside) >= 20:
            found.append(
                (sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside), len(inside))
            )
    return found


def plot(curves: dict[str, list[tuple[float, float, int]]]) -> str:
    """An SVG with the diagonal and a line of dots for each set."""

    def at(x: float, y: float) -> str:
        return f"{MARGIN + SIDE * x:.1f},{MARGIN + SIDE * (1 - y):.1f}"

    size = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#bbb" stroke-dasharray="4" fill="none"/>',
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence</text>',
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">share right</text>',
    ]
    for tick in (0, 0.5, 1):
        x, y = at(tick, tick).split(",")
        parts.append(f'<text x="{x}" y="{size - MARGIN + 16}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{MARGIN - 6}" y="{float(y) + 4}" text-anchor="end">{tick}</text>')
    for number, (name, points) in enumerate(curves.items()):
        color = ("#1b6ca8", "#c2571a")[number % 2]
        line = " ".join(at(x, y) for x, y, _ in points)
        parts.append(f'<polyline points="{line}" stroke="{color}" fill="none" stroke-width="2"/>')
        parts += [f'<circle cx="{p[0]}" cy="{p[1]}" r="3" fill="{color}"/>' for p in map(pair, line.split())]
        parts.append(f'<text x="{MARGIN + 10}" y="{MARGIN + 20 + 16 * number}" fill="{color}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def pair(point: str) -> list[str]:
    return point.split(",")


if __name__ == "__main__":
    raise SystemExit(main())
