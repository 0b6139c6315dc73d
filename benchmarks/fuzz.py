"""Any text and any bytes at all: what docs/data-format.md promises holds, and nothing but our own errors is raised.

`python benchmarks/fuzz.py --count 1000000 --seed 1` draws so many texts and files with hypothesis, a third of them for
each of three properties, prints how many it tried, and ends with 1 at the first that breaks a promise, which it prints
as small as hypothesis can make it. The same seed draws the same. The tests draw 2,000.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
import time
import warnings
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from quotekit import Analysis, Article, Problem, analyze, events, group, read, report, summarize
from quotekit.reading.problems import printable
from quotekit.records import ACTS, PARTS, QUOTE_KINDS

TOGETHER = 10
"""Texts or files that an example has."""
_RULES = set(
    "labelled marked label dash standing behind in-front inside headline turn block signed post letter dialogue".split()
)
_SPEAKERS = {"person", "organization", "group", "document", "unnamed"}
_MARKS = ["“", "”", '"', "'", "‘", "’", "''", "«", "»", "„", "(", ")", "[", "> ", "* ", "**", "# ", "_", "— ", "– "]
_STOPS = [". ", ", ", ": ", "? ", "… ", ".” ", ",” ", "\n", "\n\n", "\r\n", "\u2028", "\x1f", "\x85", "\t"]
_BROKEN = [
    "&ldquo;",
    "&amp;rdquo;",
    "&#8217;",
    "â€œ",
    "â€",
    "â",
    "Ã©",
    "Â",
    "\x93",
    "\x97",
    "вЂњ",
    "ΓÇ£",
    "\ufffd",
    "&",
]
_UNSEEN = [
    "\xad",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u202e",
    "\u061c",
    "\ufeff",
    "\0",
    "\x1b[2J",
    "\ud800",
    "\udc80",
    "😀",
]
_WORDS = """
said says told asked according to that who he she they it her the a and by from not denied hopes mayor police report
Ana Ruiz Tom Bell Ms. Dr. Corp University of Leith Monday SAID MAYOR Q: A: BELL: Bell: @bell 6'2" 2025-05-01 https://a.b
el que de la und der nicht les des the said
""".split()
_pieces = st.lists(st.sampled_from([*_MARKS, *_STOPS, *_BROKEN, *_UNSEEN, *_WORDS, *_WORDS]), max_size=60)
_spoken = st.sampled_from(
    ["“It held,” said Ana Ruiz.", "Tom Bell said that it rained.", "“No.”\n\n“Yes,” she said.", "‘Why?’ he asked.",
     "&ldquo;It&rsquo;s late,&rdquo; said **Ana Ruiz**.", "BELL: It held.\n\nRUIZ: Did it?", "> It held.\n\n— Tom Bell"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=200),
    _pieces.map(" ".join),
    _pieces.map("".join),
    st.lists(_spoken | _pieces.map(" ".join), max_size=4).map("\n\n".join),
    _pieces.map(lambda pieces: " ".join(pieces).upper()),
)
TITLES = st.none() | _pieces.map(lambda pieces: " ".join(pieces[:12])) | _spoken

_RECORD = json.dumps({"id": 7, "text": "“It held,” said Ana Ruiz.", "date": "2025-05-01"})
_FORMS = {
    ".txt": "“It held,” said Ana Ruiz.\n\n“No,” said Bell.",
    ".md": "---\ntitle: Dam\n---\n# Dam\n\n“It held,” said **Ana Ruiz**.",
    ".html": "<html><body><article><p>“It held all night,” said Ana Ruiz of Leith.</p></article></body></html>",
    ".jsonl": f"{_RECORD}\n{_RECORD}\n",
    ".json": f"[{_RECORD}, {_RECORD}]",
    ".csv": 'id,text\n1,"“It held,” said Ana Ruiz."\n2,No.\n',
    ".tsv": "id\ttext\n1\tIt held, said Ana Ruiz.\n2\tNo.\n",
}
_junk = st.binary(max_size=12) | st.sampled_from(
    [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"{", b"]", b"\r", b"\n\0\n"]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A suffix and the bytes of a file: any, or a good file that was cut, filled, overwritten, packed."""
    suffix = draw(st.sampled_from(sorted(_FORMS)))
    data = draw(st.just(_FORMS[suffix].encode()) | st.binary(max_size=200) | TEXTS.map(_utf8))
    is_packed = draw(st.booleans())
    data = gzip.compress(data, mtime=0) if is_packed else data
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        change, junk = draw(st.sampled_from("cut fill over flip".split())), draw(_junk)
        if change == "flip":
            data = data[:at] + bytes(255 - byte for byte in data[at : at + 1]) + data[at + 1 :]
        else:
            data = data[:at] + (b"" if change == "cut" else junk) + data[at + len(junk) * (change == "over") :]
            data = data[:at] if change == "cut" else data
    return suffix + ".gz" * is_packed, data


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- What holds of any text ---


def texts_hold(several: list[tuple[str, str | None]]) -> None:
    """What the data format promises of the quotes of articles, given as texts and titles."""
    articles = [Article(text, f"n{number}", title) for number, (text, title) in enumerate(several)]
    analysis = _analyzed(articles)
    assert analysis.articles == tuple(articles), "an article was changed"
    rows = analysis.rows("all")
    assert len({row["id"] for row in rows}) == len(rows), "two quotes have one id"
    for quote, row in zip(analysis.quotes_of("all"), rows, strict=True):
        row_holds(analysis.article_of(quote).told_in(quote), dict(row))
    assert list(csv.DictReader(io.StringIO(analysis.to_csv(acts="all", raw=True), newline=""))) == _cells(rows)
    lines = analysis.to_json(acts="all").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(rows)), "JSON Lines read back are others"


def _analyzed(articles: list[Article]) -> Analysis:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of languages
        return analyze(articles, headlines=True)


def row_holds(text: str, row: dict[str, Any]) -> None:
    """What the data format promises of a quote whose positions are of a text."""
    assert row["id"].startswith(f"{row['article']}-")
    assert row["kind"] in QUOTE_KINDS
    assert row["act"] in ACTS
    assert row["part"] in PARTS
    assert row["rule"] in _RULES, row["rule"]
    assert 0 <= row["confidence"] == round(row["confidence"], 3) <= 1
    assert row["content"], "no piece"
    for spans in (row["content"], row["cue"], row["source"]):
        assert all(0 <= start < end <= len(text) for start, end in spans), "outside of the text"
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), "not sorted, or not disjoint"
        assert all(text[start:end] == text[start:end].strip() for start, end in spans), "begins or ends with space"
    assert (row["source_text"] is None) == (not row["source"])
    assert row["speaker"] is None or (row["speaker"].strip() and row["speaker"] not in ("â", "Unknown")), row["speaker"]
    assert (row["speaker"] is None) == (row["speaker_kind"] is None)
    assert row["speaker_kind"] is None or row["speaker_kind"] in _SPEAKERS
    assert row["quote"], "no words"
    assert not set("\r\n") & set(row["quote"]), "not on one line"


def _cells(rows: list[Any]) -> list[dict[str, str]]:
    """Rows as CSV has them, read back as text."""
    cells = []
    for row in rows:
        whole = {**row, "start": row["content"][0][0], "end": row["content"][-1][1]}
        cells.append({name: _cell(whole[name]) for name in _columns()})
    return cells


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return text.encode("utf-8", "backslashreplace").decode()


@cache
def _columns() -> tuple[str, ...]:
    return tuple(next(csv.reader([Analysis((), (), ()).to_csv()])))


def outputs_hold(several: list[tuple[str, str | None]]) -> None:
    """What summaries, events, groups and pages of any articles promise."""
    articles = [Article(text, f"n{number}", title, outlet=f"o{number}") for number, (text, title) in enumerate(several)]
    analysis = _analyzed(articles)
    texts = {article.id: article.text for article in articles}
    for pick in summarize(analysis, sentences=3, quotes=1).picks:
        assert 0 <= pick.span.start < pick.span.end <= len(texts[pick.article])
        assert pick.text == " ".join(pick.text.split())
        assert 0 <= pick.score <= 1
    told = [article.id for event in events(articles) for article in event.articles]
    assert sorted(told) == sorted(texts), "an article is in no event, or in two"
    ids = [printing.quote.id for one in group(analysis) for printing in one.printings]
    assert len(ids) == len(set(ids)), "a quote is in two groups"
    page = report(analysis, acts="all")
    page.encode()
    assert page.startswith("<!doctype html>")
    assert page.count("<script") == 0


def files_hold(several: list[tuple[str, bytes]]) -> None:
    """What reading promises of any files: an article or a line that says why not, each printable, and no NUL."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"n{number}{suffix}") for number, (suffix, _) in enumerate(several)]
        for path, (_, data) in zip(paths, several):
            path.write_bytes(data)
        for path in paths:
            problems: list[Problem] = []
            articles = list(read(path, problems=problems.append))
            assert articles or any(problem.rejected for problem in problems) or _is_passed_over(problems), "silence"
            assert all(printable(str(problem)) == str(problem) for problem in problems)
            assert len({article.id for article in articles}) == len(articles)
            for article in articles:
                assert article.text.strip()
                assert not set("\0\r\ud800\udc80") & set(article.text)


def _is_passed_over(problems: list[Problem]) -> bool:
    return any("passed over" in problem.message for problem in problems)


_articles = st.lists(st.tuples(TEXTS, TITLES), min_size=TOGETHER, max_size=TOGETHER)
PROPERTIES: dict[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    "texts": (texts_hold, _articles),
    "files": (files_hold, st.lists(files(), min_size=TOGETHER, max_size=TOGETHER)),
    "outputs": (outputs_hold, st.lists(st.tuples(TEXTS, TITLES), min_size=TOGETHER, max_size=TOGETHER)),
}
"""What holds, and of what."""


def tried(name: str, count: int, number: int) -> None:
    """Try a property on so many texts or files, in tens, with a seed. Raises what the smallest bad example raises."""
    holds, drawn = PROPERTIES[name]
    how = settings(
        max_examples=-(-count // TOGETHER),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(how(given(drawn)(holds)))()


def main() -> int:
    """Try each property on a third of the texts and files."""
    parser = argparse.ArgumentParser(description="Any text and any bytes at all.")
    parser.add_argument("--count", type=int, default=30_000, help="texts and files altogether")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PROPERTIES, help="one property instead of all")
    options = parser.parse_args()
    chosen = [options.only] if options.only else list(PROPERTIES)
    for name in chosen:
        started = time.perf_counter()
        tried(name, options.count // len(chosen), options.seed)
        print(f"{name}: {options.count // len(chosen):,} hold, {time.perf_counter() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
