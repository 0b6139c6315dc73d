"""The rows of the tables of quotations: a text with its quotes tagged, against what is found in it.

The kind of a tagged quote is `direct`, `mixed` or `indirect`, with `-belief` or `-mention` behind it where it is no
statement, or `carried`: a direct quote that goes on with the one before it in the next paragraph, and may be found
alone or joined to it. A colon at the end of a cue is passed over: PolNeAR, which the model was fitted to, counts it to
the cue; these tables do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from known_failures import one_line
from marked import Spans, parse

from quotekit import Quote, analyze

PARTS = {"q": "content", "c": "cue", "s": "source"}
Parts = dict[str, str | list[tuple[int, str]]]
"""Kind, and content, cue and source as offsets and words."""


def of_nobody(text: str) -> str:
    """What is found in a text that quotes nobody; "" where that is nothing."""
    return "; ".join(_shown(found(text, quote)) for quote in analyze(text).quotes)


def of_marked(kinds: str, marked: str) -> str:
    """What is found in a text instead of the quotes that are tagged; "" where all is right."""
    text, spans = parse(marked)
    quotes = [found(text, quote) for quote in analyze(text).quotes]
    problems = [
        "; ".join(filter(None, map(_difference, zip_longest(quotes, reading))))
        for reading in readings(kinds.split(), expected(text, kinds.split(), spans))
    ]
    return min(problems, key=len)


def readings(kinds: list[str], quotes: list[Parts]) -> Iterator[list[Parts]]:
    """Every way in which carried quotes may be joined to those before them, or not."""
    if not quotes:
        yield []
        return
    for reading in readings(kinds[:-1], quotes[:-1]):
        yield [*reading, quotes[-1]]
        if kinds[-1] == "carried":
            before = reading[-1]["content"]
            assert isinstance(before, list)
            yield [*reading[:-1], reading[-1] | {"content": [*before, *quotes[-1]["content"]]}]


def found(text: str, quote: Quote) -> Parts:
    """Kind and parts of a quote."""
    kind = quote.kind + ("" if quote.act == "statement" else f"-{quote.act}")
    parts = {part: [(span.start, span.of(text)) for span in getattr(quote, part)] for part in PARTS.values()}
    parts["cue"] = [(start, words.removesuffix(":").rstrip() or words) for start, words in parts["cue"]]
    return {"kind": kind} | parts


def expected(text: str, kinds: list[str], spans: Spans) -> list[Parts]:
    """What the tags say; cue and source are absent where the row does not tag them."""
    return [
        {"kind": "direct" if kind == "carried" else kind}
        | {
            part: [(start, text[start:end]) for start, end in spans[f"{tag}{n}"]]
            for tag, part in PARTS.items()
            if f"{tag}{n}" in spans
        }
        for n, kind in enumerate(kinds, 1)
    ]


def _difference(pair: tuple[Parts | None, Parts | None]) -> str:
    """The parts that differ, as they were found."""
    got, wanted = pair
    if got is None:
        return "no quote"
    if wanted is None:
        return f"also {_shown(got)}"
    return ", ".join(f"{name} {_words(got[name])}" for name in wanted if got[name] != wanted[name])


def _shown(quote: Parts) -> str:
    content, cue = _words(quote["content"]), quote["cue"]
    return f"{quote['kind']} {content}" + (f" with {_words(cue)}" if cue else "")


def _words(part: str | list[tuple[int, str]]) -> str:
    if isinstance(part, str):
        return part
    return " / ".join(f"“{one_line(words)}”" for _, words in part) or "missing"
