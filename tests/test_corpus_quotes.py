"""The articles of corpus/ against their gold: every direct and mixed quotation, its extent, kind and speaker.

A quotation over several paragraphs is one gold quote a paragraph, the later ones without cue and source: they are
carried. The model, like the corpus it was fitted to, may join them to what they go on with, so a gold quote is right
alone and as a part of such a chain: what was found has all of its pieces, and beside them nothing but whole quotes
right before or behind it in the chain.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from known_failures import Row, cases, failing, known, one_line
from marked import GoldQuote, Span, kind_by_marks, read_gold

from quotekit.analysis import Analysis
from quotekit.pipeline import analyze
from quotekit.records import Article, Quote

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
NAMES = [path.stem for path in sorted(CORPUS.glob("*.gold"))]


@cache
def gold(name: str) -> tuple[str, list[GoldQuote]]:
    return read_gold(CORPUS / f"{name}.gold")


@cache
def analysis(name: str) -> Analysis:
    return analyze(Article(gold(name)[0], name))


def carries(text: str, quote: GoldQuote, following: GoldQuote) -> bool:
    """Whether a quote goes on with the one before it in the next paragraph."""
    between = text[quote.content[-1][1] : following.content[0][0]]
    return (
        not following.cue
        and not following.source
        and quote.kind != "indirect"
        and quote.speaker == following.speaker
        and len(re.findall(r"\n\s*\n", between)) == 1
    )


def chains(text: str, quotes: list[GoldQuote]) -> list[list[GoldQuote]]:
    """The quotes in order, those that are carried with what they go on with."""
    found: list[list[GoldQuote]] = []
    for quote in quotes:
        if found and carries(text, found[-1][-1], quote):
            found[-1].append(quote)
        else:
            found.append([quote])
    return found


class Reading(NamedTuple):
    """A way in which a gold quote may be found."""

    content: list[Span]
    kind: str


@cache
def readings(name: str) -> dict[str, list[Reading]]:
    """For each gold quote all ways in which it may be found: alone, and with its neighbours in its chain."""
    text, quotes = gold(name)
    found: dict[str, list[Reading]] = {quote.id: [] for quote in quotes}
    for chain in chains(text, quotes):
        for first, last in combinations(range(len(chain) + 1), 2):
            content = [span for quote in chain[first:last] for span in quote.content]
            kind = kind_by_marks(text, tuple(content)) if last - first > 1 else chain[first].kind
            for quote in chain[first:last]:
                found[quote.id].append(Reading(content, kind))
    return found


def positions(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def content(quote: Quote) -> list[Span]:
    return [(span.start, span.end) for span in quote.content]


def overlap(one: list[Span], other: list[Span]) -> float:
    """What two contents share of all they cover."""
    a, b = positions(one), positions(other)
    return len(a & b) / len(a | b)


def best(name: str, quote: GoldQuote) -> tuple[Reading, Quote] | None:
    """The reading of a gold quote and the quote found that share most, at least half of what they cover."""
    pairs = [(reading, got) for reading in readings(name)[quote.id] for got in analysis(name).quotes]
    scored = [(overlap(reading.content, content(got)), reading, got) for reading, got in pairs]
    score, reading, got = max(scored, key=lambda item: item[0], default=(0.0, None, None))
    return (reading, got) if reading and got and score >= 0.5 else None


def plain(name: str | None) -> str:
    return re.sub(r"^(the|a|an) ", "", name.casefold()) if name else "nobody"


def said(text: str, spans: list[Span]) -> str:
    return " / ".join(one_line(text[start:end]) for start, end in spans)


def problem(name: str, quote: GoldQuote) -> str:
    """What was found instead of a gold quote; "" where it is right."""
    pair, text = best(name, quote), gold(name)[0]
    if pair is None:
        return "no quote"
    reading, got = pair
    speaker = analysis(name).speaker_of(got)
    spoken_by = speaker.name if speaker else None
    wrong = {
        f"content “{said(text, content(got))}”": content(got) != reading.content,
        f"{got.kind} {got.act}": (got.kind, got.act) != (reading.kind, quote.act),
        f"speaker {spoken_by or 'nobody'}": plain(spoken_by) != plain(quote.speaker),
    }
    return "; ".join(what for what, is_wrong in wrong.items() if is_wrong)


def marked_quotes() -> list[Row]:
    return [
        (f"{name} {quote.id}", name, quote) for name in NAMES for quote in gold(name)[1] if quote.kind != "indirect"
    ]


def extras() -> dict[str, str]:
    """What is taken for speech in marks and stands for no gold quote, by article and where the content begins."""
    found = {}
    for name in NAMES:
        matched = {pair[1].id for quote in gold(name)[1] if (pair := best(name, quote))}
        for quote in analysis(name).quotes:
            if quote.kind != "indirect" and quote.id not in matched:
                found[f"{name} {quote.content[0].start}"] = f"{quote.kind} “{said(gold(name)[0], content(quote))}”"
    return found


def failures() -> dict[str, dict[str, str]]:
    return {"corpus": failing(problem, marked_quotes()), "corpus_extras": extras()}


@pytest.mark.parametrize(("name", "quote"), cases(marked_quotes(), "corpus"))
def test_quote_is_found_whole_with_its_speaker(name: str, quote: GoldQuote) -> None:
    assert problem(name, quote) == ""


def test_known_failures_name_quotes() -> None:
    assert known("corpus").keys() <= {row[0] for row in marked_quotes()}


def test_nothing_else_in_marks_is_taken_for_speech() -> None:
    assert extras().keys() == known("corpus_extras").keys()


CHAIN = """{s1 Bell} {c1 said}: “{q1 No.}

“{q2 Never.}

“{q3 Not I.}” Rain.

“{q4 Well.}” It rained.

A.

“{q5 B.}”
"""


def test_quotes_are_carried_over_one_paragraph_break(tmp_path: Path) -> None:
    table = "quote\tkind\tact\tspeaker\tspeaker_kind\trole\tutterance\n"
    rows = "".join(
        f"q{n}\tdirect\tstatement\t{'Bell' if n != 4 else ''}\t{'person' if n != 4 else ''}\t\t\n" for n in range(1, 6)
    )
    (tmp_path / "a.gold").write_text(f"{CHAIN}=====\n{table}{rows}", encoding="utf-8")
    text, quotes = read_gold(tmp_path / "a.gold")
    assert [[quote.id for quote in chain] for chain in chains(text, quotes)] == [["q1", "q2", "q3"], ["q4"], ["q5"]]
