"""What is found in the transcripts of `corpus/transcripts`, against their gold.

The command prints for each how many of its turns are found word for word, how many of those that are reported are
turns, and for how many the right speaker is given, in percent:

    python tests/support/transcripts.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from known_failures import one_line
from marked import GoldQuote, Span, read_gold

from quotekit.analysis import Analysis
from quotekit.pipeline import analyze
from quotekit.reading.reader import read
from quotekit.records import Article, Quote

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "transcripts"
NAMES = [path.stem for path in sorted(FOLDER.glob("*.gold"))]
_WORD = re.compile(r"\w+")
_TITLE = re.compile(r"^(the|an?|mrs?|ms)\b\.? ", re.I)


class Figures(NamedTuple):
    """Turns that are statements: in the gold, reported, found word for word, and given to the right speaker."""

    gold: int
    reported: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares found of the gold and of what is reported, in percent."""
        return 200 * self.found / (self.gold + self.reported)

    @property
    def speakers(self) -> float:
        """The share of the gold that is found with the right speaker, in percent."""
        return 100 * self.right / self.gold


def together(counted: Iterable[Figures]) -> Figures:
    """The figures of several transcripts as one."""
    return Figures(*map(sum, zip(*counted, strict=True)))


@cache
def gold(name: str) -> tuple[str, list[GoldQuote]]:
    """The text of a transcript, of a page that of its body, and its quotes."""
    return read_gold(FOLDER / f"{name}.gold")


@cache
def article(name: str) -> Article:
    """The transcript as it is read."""
    page = FOLDER / f"{name}.html"
    [found] = read(page if page.exists() else page.with_suffix(".txt"))
    return found


@cache
def analysis(name: str) -> Analysis:
    """What is found in the transcript, questions too."""
    return analyze(article(name))


def spans(name: str, part: str, quote: Quote) -> list[Span]:
    """Content or source of a quote that was found, in offsets of the gold's text."""
    before = article(name).text.index(gold(name)[0].rstrip("\n"))
    return [(span.start - before, span.end - before) for span in getattr(quote, part)]


def words(text: str, content: list[Span]) -> frozenset[int]:
    """The words of a content, as their numbers in the text."""
    places = enumerate(_WORD.finditer(text))
    return frozenset(n for n, word in places if any(a < word.end() and word.start() < b for a, b in content))


def plain(speaker: str | None) -> str:
    """A name as it is compared: without an article or "Mr." in front, in small letters."""
    return _TITLE.sub("", speaker).casefold() if speaker else "nobody"


def given(name: str, quote: Quote) -> str:
    """The speaker of a quote that was found, as the name is compared."""
    speaker = analysis(name).speaker_of(quote)
    return plain(speaker.name if speaker else None)


def problem(name: str, quote: GoldQuote) -> str:
    """What was found instead of a gold quote; "" where it is right."""
    text = gold(name)[0]
    wanted = words(text, list(quote.content))
    shared = [(words(text, spans(name, "content", got)), got) for got in analysis(name).quotes]
    scored = [(len(wanted & held) / len(wanted | held), got) for held, got in shared]
    score, got = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if got is None or score < 0.5:
        return "no quote"
    content, source = spans(name, "content", got), spans(name, "source", got)
    wrong = {
        f"content “{said(text, content)}”": content != list(quote.content),
        f"{got.kind} {got.act}": (got.kind, got.act) != (quote.kind, quote.act),
        f"source “{said(text, source)}”": label(text, source) != label(text, list(quote.source)),
        f"speaker {given(name, got)}": given(name, got) != plain(quote.speaker),
    }
    return "; ".join(what for what, is_wrong in wrong.items() if is_wrong)


def label(text: str, source: list[Span]) -> list[str]:
    """A source, as it is compared: the point of "A." and the colon belong to it or not."""
    return [text[start:end].rstrip(".:") for start, end in source]


def said(text: str, content: list[Span]) -> str:
    """The words of a content, on one line."""
    return " / ".join(one_line(text[start:end]) for start, end in content)


def extras(name: str) -> dict[str, str]:
    """What is taken for direct or mixed speech and shares no half with a gold quote, by where it begins."""
    text, quotes = gold(name)
    known = [words(text, list(quote.content)) for quote in quotes]
    found = {}
    for quote in analysis(name).quotes:
        content = spans(name, "content", quote)
        held = words(text, content)
        if quote.kind != "indirect" and not any(2 * len(held & one) >= len(held | one) for one in known):
            found[f"{name} {content[0][0]}"] = f"{quote.kind} “{said(text, content)}”"
    return found


def figures(name: str) -> Figures:
    """The figures of a transcript. Quotes of the narration between the turns count neither way."""
    text, quotes = gold(name)
    turns = {words(text, list(q.content)): q for q in quotes if q.rule == "turn" and q.act == "statement"}
    narrated = {words(text, list(q.content)) for q in quotes if q.rule != "turn"}
    reported = [
        (words(text, spans(name, "content", quote)), quote)
        for quote in analysis(name).quotes_of("statement")
        if quote.kind != "indirect"
    ]
    found = {held: quote for held, quote in reported if held in turns}
    right = sum(given(name, quote) == plain(turns[held].speaker) for held, quote in found.items())
    return Figures(len(turns), sum(held not in narrated for held, _ in reported), len(found), right)


def main() -> None:
    """Print the figures of each transcript, and of all."""
    counted = {name: figures(name) for name in NAMES}
    for name, one in [*counted.items(), ("all", together(counted.values()))]:
        counts = f"{one.gold:4} turns, {one.reported:4} reported"
        print(f"{name:18} {counts}, F1 {one.f1:5.1f}, speakers {one.speakers:5.1f}")


if __name__ == "__main__":
    main()
