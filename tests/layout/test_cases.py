"""Hard cases of layout, `cases.txt`: first what looks like a turn, a block or an attribution and is none.

A case is a block `## id`, lines `@speaker N NAME` (`-`: nobody may be given), `@only`, and a text with tags: `[q1 ...]`
is a piece of the content of a direct or mixed quote, `[i1 ...]` of an indirect one, `[s1 ...]` its source, which is for
the reader alone. A case holds if every `q` is found word for word with the speaker, every `i` by half of the words of
both together, no other direct or mixed quote is reported, and with `@only` none at all. Texts are read as from a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from known_failures import Row, cases, failing, ids, known, one_line

from quotekit.pipeline import analyze
from quotekit.reading.reader import read

CASES = Path(__file__).with_name("cases.txt")
LEAST, LEAST_NEGATIVES = 90, 40
_TAG = re.compile(r"\[([qis]\d+) |\[|\]")
_WORD = re.compile(r"\w+")
_TITLES = frozenset("the a an mr mrs ms dr sir governor director captain judge minister harbour ferry".split())

Words = frozenset[int]
"""The words of a content, as their numbers in the text."""


class Case(NamedTuple):
    """A text, the contents of its quotes by their tags, who speaks them, and whether nothing else may be reported."""

    text: str
    contents: dict[str, Words]
    speakers: dict[str, str | None]
    only: bool


class Found(NamedTuple):
    """A quote that was reported."""

    words: Words
    kind: str
    speaker: str | None
    shown: str


def untagged(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its tags, and the spans of every tag. Other brackets are text.

    Raises ValueError for a tag that is never closed.
    """
    parts: list[str] = []
    found: dict[str, list[tuple[int, int]]] = {}
    opened: list[tuple[str, int]] = []
    last = length = 0
    for tag in _TAG.finditer(marked):
        plain = not tag[1] and not (tag[0] == "]" and opened and opened[-1][0])
        parts.append(marked[last : tag.end() if plain else tag.start()])
        length += len(parts[-1])
        last = tag.end()
        if tag[0] != "]":
            opened.append((tag[1] or "", length))
        elif opened:
            name, start = opened.pop()
            if name:
                found.setdefault(name, []).append((start, length))
    if any(name for name, _ in opened):
        raise ValueError(f"tag is never closed: {one_line(marked)!r}")
    return "".join(parts) + marked[last:], found


def words(text: str, spans: list[tuple[int, int]]) -> Words:
    places = enumerate(_WORD.finditer(text))
    return frozenset(n for n, word in places if any(a < word.end() and word.start() < b for a, b in spans))


def parsed(block: str) -> tuple[str, Case]:
    """The id and the case of a block, without its `## `."""
    name, *lines = block.splitlines()
    given = [re.fullmatch(r"@speaker (\d+) (.+)", line) for line in lines]
    speakers = {one[1]: None if one[2] == "-" else one[2] for one in given if one}
    body = [line for line, one in zip(lines, given, strict=True) if not one and line != "@only"]
    text, spans = untagged("\n".join(body).strip() + "\n")
    contents = {tag: words(text, pieces) for tag, pieces in spans.items() if tag[0] != "s"}
    return name, Case(text, contents, speakers, "@only" in lines)


def blocks(text: str) -> Iterator[str]:
    yield from re.split(r"(?m)^## ", text)[1:]


@cache
def rows() -> list[Row]:
    return [(name, name, case) for name, case in map(parsed, blocks(CASES.read_text(encoding="utf-8")))]


def reported(text: str) -> list[Found]:
    """What the command reports of a file with this text when nothing is asked for."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "case.txt")
        path.write_text(text, encoding="utf-8", newline="\n")
        analysis = analyze(read(path))
    found = []
    for quote in analysis.quotes_of("statement"):
        spans = [(span.start, span.end) for span in quote.content]
        speaker = analysis.speaker_of(quote)
        shown = " / ".join(one_line(text[start:end]) for start, end in spans)
        found.append(Found(words(text, spans), quote.kind, speaker.name if speaker else None, shown))
    return found


def name_of(speaker: str | None) -> list[str]:
    """The words of a name, without titles in front."""
    found = _WORD.findall((speaker or "").casefold())
    while len(found) > 1 and found[0] in _TITLES:
        del found[0]
    return found


def same(wanted: str | None, given: str | None) -> bool:
    """Whether somebody is who was wanted: all words of that name are there, the last one last."""
    short, long = name_of(wanted), name_of(given)
    return short == long or (bool(short) and set(short) <= set(long) and short[-1] == long[-1])


def match(tag: str, wanted: Words, quotes: list[Found]) -> Found | None:
    """The reported quote that a tagged one is."""
    if tag[0] == "q":
        return next((quote for quote in quotes if quote.kind != "indirect" and quote.words == wanted), None)
    shares = [(len(quote.words & wanted) / len(quote.words | wanted), quote) for quote in quotes]
    share, quote = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return quote if share >= 0.5 else None


def problem(name: str, case: Case) -> str:
    """What is found instead of what should be; "" where all is right."""
    quotes, problems = reported(case.text), []
    for tag, wanted in sorted(case.contents.items(), key=lambda item: min(item[1])):
        quote = match(tag, wanted, quotes)
        if quote is None:
            problems.append(f"no {tag}")
            continue
        quotes.remove(quote)
        if not same(case.speakers.get(tag[1:]), quote.speaker):
            problems.append(f"{tag} by {quote.speaker or 'nobody'}")
    problems += [f"also {quote.kind} “{quote.shown}”" for quote in quotes if case.only or quote.kind != "indirect"]
    return "; ".join(problems)


def failures() -> dict[str, dict[str, str]]:
    return {"layout_cases": failing(problem, rows())}


@pytest.mark.parametrize(("name", "case"), cases(rows(), "layout_cases"))
def test_layout(name: str, case: Case) -> None:
    assert problem(name, case) == ""


def test_known_failures_are_cases() -> None:
    names = ids(rows())
    assert len(names) == len(set(names))
    assert known("layout_cases").keys() <= set(names)


def test_there_are_enough_cases_and_the_negatives_come_first() -> None:
    quotes = [bool(case.contents) for _, _, case in rows()]
    assert len(quotes) >= LEAST
    assert quotes.count(False) >= LEAST_NEGATIVES
    assert quotes == sorted(quotes)


def test_every_quote_has_a_speaker_that_the_text_names() -> None:
    for name, _, case in rows():
        assert {tag[1:] for tag in case.contents} == case.speakers.keys(), name
        assert case.contents or case.only, name
        for speaker in filter(None, case.speakers.values()):
            assert set(name_of(speaker)) <= set(name_of(f"x {case.text}")), name


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("a [b] c", "a [b] c", {}),
        ("a] b", "a] b", {}),
        ("[q1 a] [b] [q1 c]", "a [b] c", {"q1": [(0, 1), (6, 7)]}),
        ("[q1 a [b] c]", "a [b] c", {"q1": [(0, 7)]}),
        ("[q1 a [s1 b] c]", "a b c", {"s1": [(2, 3)], "q1": [(0, 5)]}),
        ("[A](b) [s12 C]", "[A](b) C", {"s12": [(7, 8)]}),
    ],
)
def test_tags(marked: str, text: str, spans: dict[str, list[tuple[int, int]]]) -> None:
    assert untagged(marked) == (text, spans)


def test_a_tag_that_is_never_closed() -> None:
    with pytest.raises(ValueError, match="never closed"):
        untagged("[q1 a")


@pytest.mark.parametrize(
    ("wanted", "given", "is_same"),
    [
        (None, "Bo Lind", False),
        ("Bo Lind", None, False),
        ("Bo Lind", "Lind", False),
        ("Bo Lind", "Ann Lind", False),
        ("Bo Lind", "Bo Lindqvist", False),
        ("Bo Lind", "Mr. Bo Lind", True),
        ("Bo Lind", "BO A. LIND", True),
        (None, None, True),
    ],
)
def test_speakers_are_compared(wanted: str | None, given: str | None, is_same: bool) -> None:
    assert same(wanted, given) is is_same


CASE = Case("A b c d.", {"q1": frozenset({0, 1})}, {"1": "A"}, False)


@pytest.mark.parametrize(
    ("case", "quotes", "what"),
    [
        (CASE, [], "no q1"),
        (CASE, [Found(frozenset({0}), "direct", "A", "A")], "no q1; also direct “A”"),
        (CASE, [Found(frozenset({0, 1}), "indirect", "A", "A b")], "no q1"),
        (CASE, [Found(frozenset({0, 1}), "direct", None, "A b")], "q1 by nobody"),
        (
            CASE,
            [Found(frozenset({0, 1}), "mixed", "A", "A b"), Found(frozenset({3}), "mixed", "A", "d")],
            "also mixed “d”",
        ),
        (CASE, [Found(frozenset({0, 1}), "mixed", "A", "A b"), Found(frozenset({3}), "indirect", "A", "d")], ""),
        (CASE._replace(contents={}, only=True), [Found(frozenset({3}), "indirect", "A", "d")], "also indirect “d”"),
        (CASE._replace(contents={"i1": frozenset({0, 1, 2})}), [Found(frozenset({1, 2}), "indirect", "A", "b c")], ""),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, case: Case, quotes: list[Found], what: str) -> None:
    monkeypatch.setitem(problem.__globals__, "reported", lambda _: list(quotes))
    assert problem("", case) == what
