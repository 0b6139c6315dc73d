"""Marked text: expectations written as tags in the text itself, instead of counted offsets.

A tag opens with a brace, one or more ids and one space, and closes with a brace: `“{q1 No,}” {s1 she} {c1 said}.`
q is the content of a quote, c its cue, s its source; `{s1s2 he}` serves two quotes. Tags nest. Everything else is the
text. All offsets are code points of that text, half-open.

`python tests/support/marked.py corpus` checks the gold articles of a folder; `corpus/README.md` says how they were
annotated, `corpus/transcripts/README.md` what is told by the layout: the quotes whose `rule` is turn.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Span = tuple[int, int]
Spans = dict[str, list[Span]]

RULE = "=====\n"
COLUMNS = ["quote", "kind", "act", "speaker", "speaker_kind", "role", "utterance"]
TURN_COLUMNS = [*COLUMNS, "rule"]
KINDS = ("direct", "mixed", "indirect")
ACTS = ("statement", "belief", "asks")
RULES = (None, "turn")
SPEAKER_KINDS = (None, "person", "organization", "group", "document", "unnamed")

_TAG = re.compile(r"\{((?:[qcs][0-9]+)+) |[{}]")
_ID = re.compile(r"[qcs][0-9]+")
_WORD = re.compile(r"\w+")
# Two apostrophes first: 'our ''plan'' failed' is not three single-marked stretches. A single mark opens before a word
# and closes after one, so that the apostrophe of "the boats' crews can't" neither opens nor closes.
_BETWEEN_MARKS = re.compile(r"''.*?''|“.*?”|\".*?\"|(?<!\w)[‘'](?=\w).*?(?<!\s)[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated quotation; None where the article leaves something open, or no other quote shares the utterance."""

    id: str
    kind: str
    act: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    speaker_kind: str | None
    role: str | None
    utterance: str | None
    rule: str | None = None


def parse(marked: str) -> tuple[str, Spans]:
    """The text without its tags, and the spans of every id in the order of the text.

    Raises ValueError, with the number of the line, for a tag that is malformed, empty, never closed or never opened.

    >>> parse("“{q1 No,}” {s1s2 she} {c1 said}.")
    ('“No,” she said.', {'q1': [(1, 4)], 's1': [(6, 9)], 's2': [(6, 9)], 'c1': [(10, 14)]})
    """
    parts: list[str] = []
    found: list[tuple[int, int, list[str]]] = []
    open_tags: list[tuple[int, list[str], int]] = []
    length = last = 0
    for tag in _TAG.finditer(marked):
        parts.append(marked[last : tag.start()])
        length += tag.start() - last
        last = tag.end()
        if tag[1]:
            open_tags.append((length, _ID.findall(tag[1]), tag.start()))
        else:
            found.append(_closed(marked, tag, open_tags, length))
    if open_tags:
        raise _fault(marked, open_tags[-1][2], "tag is never closed")
    return "".join(parts) + marked[last:], _by_id(found)


def _closed(
    marked: str, tag: re.Match[str], open_tags: list[tuple[int, list[str], int]], end: int
) -> tuple[int, int, list[str]]:
    """Start, end and ids of the tag that this brace closes."""
    if tag[0] == "{":
        raise _fault(marked, tag.start(), "brace opens no tag such as '{q1 '")
    if not open_tags:
        raise _fault(marked, tag.start(), "brace closes no tag")
    start, ids, _ = open_tags.pop()
    if start == end:
        raise _fault(marked, tag.start(), "tag is empty")
    return start, end, ids


def _by_id(found: list[tuple[int, int, list[str]]]) -> Spans:
    """The spans of each id, ids and spans in the order of the text."""
    spans: Spans = {}
    for start, end, ids in sorted(found, key=lambda tag: (tag[0], -tag[1])):
        for name in ids:
            spans.setdefault(name, []).append((start, end))
    return spans


def _fault(marked: str, offset: int, what: str) -> ValueError:
    """The error for a fault at this offset of the marked text."""
    line = marked.count("\n", 0, offset) + 1
    return ValueError(f"line {line}: {what}: {marked[offset : offset + 20]!r}")


def read_gold(path: str | Path) -> tuple[str, list[GoldQuote]]:
    """The text of an annotated article and its quotes in the order of the table.

    Raises ValueError for unbalanced tags, a missing or malformed table, and tags and rows that do not agree.
    """
    marked, rule, table = Path(path).read_bytes().decode("utf-8").partition("\n" + RULE)
    if not rule:
        raise ValueError(f"no line {RULE.strip()!r} between text and table")
    text, spans = parse(marked + "\n")
    rows = _rows(table)
    _compare_ids(spans, [row["quote"] for row in rows])
    return text, [_quote(row, spans) for row in rows]


def _rows(table: str) -> list[dict[str, str]]:
    """The rows of the table by column name."""
    header, *lines = table.splitlines() or [""]
    columns = header.split("\t")
    if columns not in (COLUMNS, TURN_COLUMNS):
        raise ValueError(f"table header is {header!r}, not {' '.join(COLUMNS)!r} with tabs, nor that and 'rule'")
    for line in lines:
        if line.count("\t") != len(columns) - 1:
            raise ValueError(f"table row has not {len(columns)} cells: {line!r}")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def _compare_ids(spans: Spans, row_ids: list[str]) -> None:
    """Raise ValueError unless tags and rows name the same quotes, each once."""
    tagged = {name for name in spans if name[0] == "q"}
    for name in spans:
        if "q" + name[1:] not in tagged:
            raise ValueError(f"tag {name} belongs to no content q{name[1:]}")
    for name in sorted(tagged ^ set(row_ids)):
        raise ValueError(f"quote {name} has {'no row' if name in tagged else 'a row and no content'}")
    if len(set(row_ids)) < len(row_ids):
        raise ValueError("a quote has two rows")


def _quote(row: dict[str, str], spans: Spans) -> GoldQuote:
    """The quote of one row, with the spans of its three parts."""
    number = row["quote"][1:]
    content, cue, source = (tuple(spans.get(part + number, ())) for part in "qcs")
    return GoldQuote(
        id=row["quote"],
        kind=row["kind"],
        act=row["act"],
        content=content,
        cue=cue,
        source=source,
        speaker=row["speaker"] or None,
        speaker_kind=row["speaker_kind"] or None,
        role=row["role"] or None,
        utterance=row["utterance"] or None,
        rule=row.get("rule") or None,
    )


def kind_by_marks(text: str, content: tuple[Span, ...]) -> str:
    """direct if at least 90 % of the content's words stand between marks, indirect if none, else mixed.

    >>> kind_by_marks("She said the wall was 'a disgrace'.", ((9, 34),))
    'mixed'
    """
    words = sum(len(_WORD.findall(text[start:end])) for start, end in content)
    inside = sum(_words_inside(text, start, end) for start, end in content)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * words else "mixed"


def _words_inside(text: str, start: int, end: int) -> int:
    """Words of the piece between marks: all of them if a mark bounds it, else those of the marked stretches in it."""
    piece = text[start:end]
    if _opens(text, start) or text[end : end + 1] in tuple("”\"’'"):
        return len(_WORD.findall(piece))
    return sum(len(_WORD.findall(stretch)) for stretch in _BETWEEN_MARKS.findall(piece))


def _opens(text: str, start: int) -> bool:
    """Whether a mark stands directly before the offset."""
    return start > 0 and text[start - 1] in "“\"‘'"


def validate(folder: str | Path) -> list[str]:
    """The problems of all gold articles in a folder, one line each; empty if there are none."""
    folder = Path(folder)
    names = sorted({path.stem for suffix in ("*.txt", "*.html", "*.gold") for path in folder.glob(suffix)})
    problems = [] if names else [f"{folder}: no articles"]
    uses: Counter[tuple[str, str]] = Counter()
    for name in names:
        try:
            text, quotes = read_gold(folder / f"{name}.gold")
            plain = _plain(folder / name, text)
        except (OSError, ValueError) as error:
            problems.append(f"{name}: {error}")
            continue
        problems += [f"{name}: {problem}" for problem in _article_problems(text, plain, quotes)]
        uses.update((name.split("-")[0], quote.utterance) for quote in quotes if quote.utterance)
    return problems + [f"{event}: utterance {name!r} is used once" for (event, name), n in uses.items() if n < 2]


def _plain(path: Path, text: str) -> str:
    """The article as it comes in: of a page this text, if what is read of it holds that, behind whatever title."""
    page = path.with_suffix(".html")
    if not page.exists():
        return path.with_suffix(".txt").read_bytes().decode("utf-8")
    from quotekit.reading.reader import read

    [article] = read(page)
    return text if text.rstrip("\n") in article.text else article.text


def _article_problems(text: str, plain: str, quotes: list[GoldQuote]) -> Iterator[str]:
    """What is wrong with one article."""
    if text != plain:
        yield "the gold without its tags is not the .txt"
    if not text.endswith("\n") or text.endswith("\n\n") or "\r" in text:
        yield "the text does not end in one newline, or has a carriage return"
    if [quote.id for quote in quotes] != [f"q{n}" for n in range(1, len(quotes) + 1)]:
        yield "rows are not numbered q1, q2, ... without a gap"
    starts = [quote.content[0][0] for quote in quotes]
    if starts != sorted(starts):
        yield "quotes are not numbered in the order of the text"
    for quote in quotes:
        for problem in (*_value_problems(quote), *_span_problems(text, quote), *_word_problems(text, quote)):
            yield f"{quote.id}: {problem}"


def _value_problems(quote: GoldQuote) -> Iterator[str]:
    """Values outside the allowed ones."""
    values = ((quote.kind, KINDS), (quote.act, ACTS), (quote.speaker_kind, SPEAKER_KINDS), (quote.rule, RULES))
    for value, allowed in values:
        if value not in allowed:
            yield f"{value!r} is none of {allowed}"
    if quote.act == "asks" and quote.rule != "turn":
        yield "only a turn asks"
    if quote.rule == "turn" and quote.cue:
        yield "a turn has no cue"
    if (quote.speaker is None) != (quote.speaker_kind is None):
        yield "speaker and speaker_kind go together"
    if quote.role and quote.speaker_kind != "person":
        yield "only a person has a role"


def _span_problems(text: str, quote: GoldQuote) -> Iterator[str]:
    """Spans that overlap or are untidy, and a kind that the marks deny."""
    spans = sorted(quote.content + quote.cue + quote.source)
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            yield f"content, cue and source overlap at {text[after[0] : before[1]]!r}"
    for start, end in spans:
        line_break = "\n\n" if quote.rule == "turn" else "\n"  # the lines of a court's transcript are short
        if text[start:end] != text[start:end].strip() or line_break in text[start:end]:
            yield f"span has outer space or a line break: {text[start:end]!r}"
    if quote.rule == "turn" and quote.kind != "direct":
        yield f"kind is {quote.kind}, of a turn it is direct"
    if quote.rule != "turn" and quote.kind != (kind := kind_by_marks(text, quote.content)):
        yield f"kind is {quote.kind}, by its marks {kind}"


def _word_problems(text: str, quote: GoldQuote) -> Iterator[str]:
    """Words of the speaker or the role which the article never uses."""
    known = {word.lower() for word in _WORD.findall(text)}
    for value in (quote.speaker, quote.role):
        missing = [word for word in _WORD.findall(value or "") if word.lower() not in known]
        if missing:
            yield f"the article never says {missing}"


def main(arguments: list[str]) -> int:
    """Print the problems of the folder; the exit status."""
    if len(arguments) != 1:
        print("usage: python tests/support/marked.py FOLDER", file=sys.stderr)
        return 2
    problems = validate(arguments[0])
    print("\n".join(problems) or "no problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
