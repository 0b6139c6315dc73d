"""The pages of `quotekit serve`: the form, what was filled into it, and a report with the form above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit.analysis import Analysis
from quotekit.browsing import pages
from quotekit.errors import UsageError
from quotekit.exporting.tables import harmless
from quotekit.reading.decoding import decoded
from quotekit.reporting import page

if TYPE_CHECKING:
    from markupsafe import Markup

    from quotekit.models.model import Given

SENTENCES, MOST_SENTENCES = 5, 50
TEXT, FILES, BUDGET = "Text of an article", "Text files", "Sentences in the summary"
"""The labels of the form; a line about a field begins with its label."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled into the form."""

    text: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    """The name and the bytes of each file chosen."""
    sentences: str = str(SENTENCES)
    """As it was typed."""


def articles_in(text: str, files: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """The articles of a form, as their fields. The bytes of a file are a text of code points below 256.

    Raises UsageError where there is none, or a file holds no text.
    """
    pasted = [{"id": "Pasted text", "text": text}] if text and not text.isspace() else []
    found = [*pasted, *({"id": Path(name).stem, "text": _text_of(name, data)} for name, data in files)]
    if not found:
        raise UsageError(f"{TEXT}: paste one, or choose a file")
    return found


def _text_of(name: str, data: str) -> str:
    try:
        return decoded(data.encode("latin-1"))[0]
    except ValueError as error:
        raise UsageError(f"{FILES}: {harmless(name):.80}: {error}") from None


def sentences_of(typed: str) -> int:
    """How many sentences the summary is to have. Raises UsageError for what is no such number.

    >>> sentences_of("51")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: Sentences in the summary: a whole number from 1 to 50, not '51'
    """
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    if not 1 <= number <= MOST_SENTENCES:
        raise UsageError(f"{BUDGET}: a whole number from 1 to {MOST_SENTENCES}, not {typed!r:.40}")
    return number


def policy() -> str:
    """The content security policy of the pages: that of a report, but that they may send their form to their server.

    >>> "form-action 'self'" in policy(), "script" in policy()
    (True, False)
    """
    ours = "form-action 'self'; frame-ancestors 'none'; img-src data:"
    return pages.policy().replace("form-action 'none'", ours)


def first_page(example: bool = False, ways: Iterable[tuple[str, str]] = ()) -> str:
    """The form alone, empty or with an article of ours filled in, with `ways` to other pages.

    >>> "Port Allard" in first_page(), "Port Allard" in first_page(example=True)
    (False, True)
    """
    return _alone(Filled(text=_example()) if example else Filled(), ways=ways)


def page_again(given: Filled, problem: str) -> str:
    """The form as it was filled in, and what is wrong with it; files have to be chosen again, browsers want it so.

    >>> 'aria-invalid' in page_again(Filled(text="<b>"), "Text of an article: is empty")
    True
    """
    labels = {TEXT: "text", FILES: "files", BUDGET: "sentences"}
    return _alone(given, problem, next((field for label, field in labels.items() if problem.startswith(label)), None))


def report_page(
    analysis: Analysis, given: Filled | None = None, sentences: int = SENTENCES, model: Given = None
) -> str:
    """The report of an analysis with the form above it, folded; without `given` it is the page that is shown first."""
    form = _rendered("serve_folded.html.j2", given=given or Filled(), first=given is None)
    return page.report(analysis, sentences=sentences, form=form, model=model)


def _alone(
    given: Filled, problem: str | None = None, wrong: str | None = None, ways: Iterable[tuple[str, str]] = ()
) -> str:
    told = {"given": given, "problem": problem, "wrong": wrong, "ways": tuple(ways)}
    return _rendered("serve.html.j2", **told, sheet=page.styles())


def _rendered(template: str, **values: Any) -> Markup:
    from markupsafe import Markup

    labels = {"text": TEXT, "files": FILES, "sentences": BUDGET}
    found = page.templates(Path(__file__).parent).get_template(template)
    filled = found.render(**values, labels=labels, most_sentences=MOST_SENTENCES)
    return Markup(filled)  # everything in it has been escaped


@cache
def _example() -> str:
    return Path(__file__).with_name("example.txt").read_text(encoding="utf-8")
