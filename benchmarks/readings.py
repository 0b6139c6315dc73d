"""Make gold of what was read by hand in ../shared/data/unlabelled: a folder that `quotekit train --also` reads.

    python benchmarks/readings.py OUTPUT

`readings.tsv` holds places and labels, no text: 9,510 quotes of 893 articles of 143 outlets, read by the rules of
../shared/annotate over the rows of a quotekit of their day. A line is a quote: its article's id, the round, kind, act,
the code points of content, cue and source (pieces apart by a space), who speaks and what that is; an article in which
nobody speaks has one line without a quote. The 653 articles of round 1 were drawn by chance, of the 240 of round 2 most
for doubtful finds; `--round 1` writes those of that round alone. A blind second reading of 72 of them agrees in 98.4 %
of the statements (F1 of score_statements.py) and 97.8 % of their speakers.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
PREFIX = "more-"
"""In front of the ids, so that the name of an article tells where it is from."""
ROLES = ("content", "source", "cue")
Row = Mapping[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--round", choices=("1", "2"), help="only the articles of this round of reading")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options = parser.parse_args()
    rows = read(options.round)
    for part in ("text", "attributions"):
        (options.output / part).mkdir(parents=True, exist_ok=True)
    for name, text in texts(options.shared / "data/unlabelled/news.jsonl.gz", rows):
        (options.output / "text" / f"{PREFIX}{name}.txt").write_text(text, encoding="utf-8")
        annotated = "".join(brat_lines(text, rows[name]))
        (options.output / "attributions" / f"{PREFIX}{name}_gold.ann").write_text(annotated, encoding="utf-8")
    quotes = [quote(row) for own in rows.values() for row in own]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in quotes)
    (options.output / "quotes.jsonl").write_text(lines, encoding="utf-8")
    print(f"{options.output}: {len(rows)} articles, {len(quotes)} quotes")


def read(only: str | None = None) -> dict[str, list[Row]]:
    """The rows of each article, of one round where it is told; none for an article in which nobody speaks."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with (HERE / "readings.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if only in (None, row["round"]):
                rows[row["article"]] += [row] if row["content"] else []
    return rows


def texts(news: Path, names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The articles with these ids, each with its text."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in names:
                yield article["id"], article["text"]


def spans(cell: str) -> list[list[int]]:
    """Half-open ranges of code points: "3-9 12-20".

    >>> spans("3-9 12-20"), spans("")
    ([[3, 9], [12, 20]], [])
    """
    return [[int(end) for end in span.split("-")] for span in cell.split()]


def quote(row: Row) -> dict[str, object]:
    """A row as a line of quotes.jsonl."""
    told = {role: spans(row[role]) for role in ROLES}
    speaker = {name: row[name] or None for name in ("speaker", "speaker_kind")}
    return {"article": PREFIX + row["article"], "kind": row["kind"], "act": row["act"], **told, **speaker}


def brat_lines(text: str, rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a brat file: a T line for each piece, an E line for each quote."""
    number = 0
    for event, row in enumerate(rows, 1):
        names = []
        for role in ROLES:
            pieces = spans(row[role])
            if pieces:
                number += 1
                places = ";".join(f"{start} {end}" for start, end in pieces)
                covered = " ".join(text[start:end] for start, end in pieces).replace("\n", " ")
                names.append(f"{role.title()}:T{number}")
                yield f"T{number}\t{role.title()} {places}\t{covered}\n"
        yield f"E{event}\t{' '.join(names)}\n"


if __name__ == "__main__":
    main()
