"""Growing hostile input: four times the text may take at most about four times as long, whatever the text is."""

from __future__ import annotations

import gc
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages

import pytest

import quotekit
from quotekit import Article, analyze

# What is repeated. Every unit once made, or could make, a loop run on from every place where it stands.
FAMILIES = {
    "opening marks": "“",
    "closing marks": "”",
    "straight marks": '"',
    "two apostrophes": "'' ",
    "backticks": "``",
    "single quotes": "'",
    "single opening": "‘",
    "single closing": "’",
    "guillemets": "«",
    "low marks": "„",
    "pairs": "“”",
    "nested": "“‘",
    "spaced opening": "“ ",
    "opening words": "“a ",
    "single opening words": "‘a ",
    "straight single words": " 'a",
    "plural possessives": "as' ",
    "inches": '"1" ',
    "attributes": '="',
    "unclosed paragraphs": "“It rained all day here\n\n",
    "bare quotations": "“It rained all day here.”\n\n",
    "spaces": " ",
    "newlines": "\n",
    "carriage returns": "\r",
    "no-break spaces": "\u00a0",
    "a": "a",
    "capitals": "A",
    "words": "word ",
    "capitalized": "Word ",
    "wrapped": "word word\n",
    "hyphens": "-",
    "hyphened": "a-",
    "apostrophed": "a'",
    "digits": "1",
    "decimals": "1.",
    "periods": ".",
    "spaced periods": ". ",
    "ellipses": "…",
    "commas": ",",
    "spaced commas": ", ",
    "colons": ": ",
    "dashes": "— ",
    "brackets": "( ",
    "bracketed": "(a ",
    "crumbs": ">\n",
    "crumb trail": "a > ",
    "dates": "2025-04-10 ",
    "initials": "A. ",
    "acronyms": "U.",
    "titles": "Mr. ",
    "said": "said ",
    "and said": "and said, ",
    "said the mayor": "said the mayor, ",
    "pair said": "Bob Orr and Alice Moss said so. ",
    "the couple said": "Bob Orr and Alice Moss ran. The couple said that it rained. The authors said so. ",
    "listed": "Bob Orr, Alice Moss, ",
    "said and": "said and ",
    "adding": "adding ",
    "said colon": "said: ",
    "told by": "told by ",
    "that": "he said that ",
    "which said": "which said ",
    "who said": "Ann, who said, ",
    "says": "“Hi,” says ",
    "citing": "Citing “costs,” ",
    "according": "according to ",
    "he said": "“Hi,” he said.\n\n",
    "the coach said": "“Hi,” the coach said. ",
    "the company said": "“Hi,” the company said. ",
    "names": "John Smith ",
    "appositions": "John Smith, a ",
    "name said": "“Hi,” John Smith said. ",
    "possessive names": "Smith’s ",
    "organizations": "University of ",
    "determiners": "the ",
    "stars": "*",
    "lines below": "_",
    "slanted": "*a ",
    "bold": "**a** ",
    "struck": "~~a",
    "links": "[a](b.c) ",
    "opening links": "[a](",
    "square brackets": "[",
    "pictures": "![](",
    "references": "[a]: b.c\n",
    "headings": "# a\n",
    "quoted lines": "> a\n",
    "signs of quotation": ">",
    "items": "* a\n",
    "escapes": "\\*",
    "entities": "&amp;",
    "ampersands": "&",
    "broken": "â€",
    "broken twice": "Ã¢â‚¬",
    "left of marks": "âNo,â ",
    "lost": "\ufffd",
    "controls of C1": "\x93\x81",
    "marks of direction": "a\u200e\u200d",
    "loud words": "SAID ",
    "loud sentences": "SHE SAID SO. ",
    "loud lines": "SHE SAID\n",
    "surrogates": "\ud800",
    "astral": "\U0001f600",
}
RATIO = 8.0  # of time for four times the text: 4 is linear, 16 quadratic
NOISE = 0.05  # seconds; less is not measured
TRIES = 3


def repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _seconds(action: Callable[[str], object], text: str, runs: int) -> float:
    """The least CPU time of some runs, without what the garbage collector does with the heap of other tests."""
    gc.freeze()
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        action(text)
        best = min(best, time.process_time() - start)
    gc.unfreeze()
    return best


def assert_linear(action: Callable[[str], object], unit: str, sizes: tuple[int, ...]) -> None:
    """Each size takes at most `RATIO` times as long as a quarter of it. Retried, as clocks are noisy."""
    for size in sizes:
        small, large = repeated(unit, size // 4), repeated(unit, size)
        for runs in range(1, TRIES + 1):
            after = _seconds(action, large, runs)
            if after < NOISE or after < RATIO * _seconds(action, small, runs):
                break
        else:
            pytest.fail(f"{after:.2f} s for {size} characters of {unit!r}, over {RATIO:g} times that of a quarter")


@pytest.mark.parametrize("family", FAMILIES)
def test_analyze_is_linear(family: str) -> None:
    """Small sizes first, so that a cubic loop fails within seconds."""
    assert_linear(analyze, FAMILIES[family], (800, 3_200, 25_600))


LAYOUTS = {
    "turns": "HOLLIS: Will you pay?\n\nREYES: I will pay.\n\n",
    "turns by name": "Ana Ruiz: I will pay.\n\nTom Bell: So will we.\n\n",
    "questions and answers": "Q: Why?\n\nA: I was cold.\n\n",
    "a court": "BY MR. HOLT:\n\nQ. Why?\n\nA. I was cold.\n\nTHE COURT: I see.\n\nANA RUIZ, sworn, testified.\n\n",
    "initials": "Ana Ruiz (AR) came.\n\nAR: I will pay.\n\nTB: Will you?\n\n",
    "labels alone": "Mara\nIs it a duck?\n\nDev\nIt was.\n\n",
    "questions in bold": "**Why?**\n\nI was cold.\n\n",
    "block quotes": "She said:\n\n> It held.\n\n",
    "posts": "We sail. — Ana Ruiz (@ruiz) May 3, 2025\n\nRT @bell: Stay home.\n\n",
    "signed": "“It held well.”\n\n— Ana Ruiz, mayor\n\n",
    "letters": "Dear editor, I saw it.\n\nAna Ruiz, Leith\n\n",
    "dialogue in dashes": "— It held, said Ana Ruiz.\n\n",
    "asides in dashes": "“It held”—she paused—“well,” said Bell. ",
    "pull quotes": "“It held well for all of us,” said Bell.\n\n“It held well for all of us.”\n\n",
}


@pytest.mark.parametrize("family", LAYOUTS)
def test_layout_is_linear(family: str) -> None:
    assert_linear(analyze, LAYOUTS[family], (800, 3_200, 25_600))


HEADLINES = {
    "headings": "Ana Ruiz: ‘It Held’\n\nIt rained.\n\n",
    "headings that say": "Ruiz says dam held\n\n“It held,” Ana Ruiz said.\n\n",
    "headings of roles": "Dam held: minister\n\nThe minister said so.\n\n",
    "marks": "‘It held well’ ‘it held’ - Ruiz\n\nIt rained.\n\n",
    "captions": "Ana Ruiz waves. (Tom Orr/Wire)\n\n",
}


@pytest.mark.parametrize("family", HEADLINES)
def test_headlines_are_linear(family: str) -> None:
    assert_linear(lambda text: analyze(text, headlines=True), HEADLINES[family], (800, 3_200, 12_800))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_title_is_linear(family: str) -> None:
    """As long as the longest that is read, and longer."""
    text = "Ana Ruiz left."
    assert_linear(lambda title: analyze(Article(text, title=title), headlines=True), FAMILIES[family], (400, 25_600))


def test_particles_in_front_of_a_name_are_linear() -> None:
    assert_linear(lambda text: analyze(f"Ana {text}Bell ran."), "de ", (800, 3_200, 25_600))


def _found(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The text patterns in a module's value, containers included."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict) and depth < 2:
        for item in value.values():
            yield from _found(item, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < 2:
        for item in value:
            yield from _found(item, depth + 1)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package, by module and name."""
    names = [module.name for module in walk_packages(quotekit.__path__, "quotekit.")]
    modules = {name.removeprefix("quotekit."): import_module(name) for name in names if "__main__" not in name}
    return {
        f"{name}.{key}": pattern
        for name, module in modules.items()
        for key, value in vars(module).items()
        if not key.startswith("__")
        for pattern in _found(value)
    }


def test_patterns_are_found() -> None:
    assert {"text.tokens._TOKEN", "text.paragraphs._CRUMB", "text.paragraphs._DATE_LINE"} <= set(patterns())


def _apply(name: str) -> Callable[[str], object]:
    """What the package does with a pattern: tried at every place, or, where it is only matched, at the first alone."""
    pattern = patterns()[name]
    module, _, key = name.rpartition(".")
    uses = set(re.findall(rf"\b{key}\.(\w+)", getsource(import_module(f"quotekit.{module}"))))
    if uses and uses <= {"match", "fullmatch"}:
        return lambda text: [getattr(pattern, use)(text) for use in sorted(uses)]
    return lambda text: [pattern.fullmatch(text), deque(pattern.finditer(text), 0)]


@pytest.mark.parametrize("name", patterns())
def test_pattern_is_linear(name: str) -> None:
    for unit in FAMILIES.values():
        assert_linear(_apply(name), unit, (20_000,))
