"""Summaries as text, Markdown, JSON, and a page of HTML that needs nothing from elsewhere: all text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import IO, TYPE_CHECKING

from quotekit.exporting.tables import harmless, print_text, write_all
from quotekit.records import Pick, Summary
from quotekit.rows import Row, json_line

if TYPE_CHECKING:
    from rich.console import Console

Section = tuple[str, Summary]
"""A heading, empty for none, and the summary under it."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|~])")
_MOST_ALSO = 3  # articles named behind a pick


def write_text(sections: Iterable[Section], console: Console) -> None:
    """Write summaries as text: each sentence on a line, in brackets where it is from and who else says it."""
    from rich.text import Text

    for number, (heading, summary) in enumerate(sections):
        if heading:
            write_all(["\n" * (number > 0)], console.file)
            print_text(Text(harmless(heading), "bold"), console)
            write_all(["\n"], console.file)
        for pick in summary.picks:
            print_text(Text.assemble(harmless(pick.text), (f" [{harmless(told_by(pick))}]", "dim")), console)


def told_by(pick: Pick) -> str:
    """Where a pick is from: who speaks where it was picked for a quote, its article, and the others that say the same.

    >>> from quotekit.records import Span
    >>> told_by(Pick("a", Span(0, 9), "It rains.", 1.0, agreement=("b", "c", "d", "e")))
    'a; also b, c and 2 more'
    """
    place = f"{pick.outlet}, {pick.article}" if pick.outlet else pick.article
    first = f"{pick.speaker} in {place}" if pick.speaker else place
    shown = pick.agreement if len(pick.agreement) <= _MOST_ALSO else pick.agreement[: _MOST_ALSO - 1]
    more = f" and {len(pick.agreement) - len(shown)} more" if len(shown) < len(pick.agreement) else ""
    return f"{first}; also {', '.join(shown)}{more}" if shown else first


def write_markdown(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as Markdown: bullets that end in what `told_by` says, its characters escaped."""
    for number, (heading, summary) in enumerate(sections):
        title = "\n" * (number > 0) + f"## {as_markdown(heading)}\n\n" if heading else ""
        write_all(
            chain([title], (f"- {as_markdown(pick.text)} ({as_markdown(told_by(pick))})\n" for pick in summary.picks)),
            stream,
        )


def as_markdown(text: str) -> str:
    r"""Text on one line, with the characters escaped that Markdown would obey.

    >>> print(as_markdown("1. *May*"))
    1\. \*May\*
    """
    escaped = _MARKDOWN.sub(r"\\\1", harmless(text))
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)  # "1. May was cold." is a sentence, not a list


def write_picks(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as one JSON array of picks, each with the heading of its summary, null for none."""
    picks = ((heading, pick) for heading, summary in sections for pick in summary.picks)
    lines = (json_line(pick_row(pick, heading)).rstrip("\n") for heading, pick in picks)
    separated = (f"{',' if number else '['}\n{line}" for number, line in enumerate(lines))
    first = next(separated, "[")
    write_all(chain([first], separated, ["\n]\n"]), stream)


def pick_row(pick: Pick, heading: str = "") -> Row:
    """A pick as the object that `write_picks` writes; positions in code points, half-open.

    >>> from quotekit.records import Span
    >>> pick_row(Pick("a", Span(0, 9), "It rains.", 1.0))["end"]
    9
    """
    return {
        "article": pick.article,
        "start": pick.span.start,
        "end": pick.span.end,
        "text": pick.text,
        "score": round(pick.score, 4),
        "heading": heading or None,
        "outlet": pick.outlet,
        "agreement": list(pick.agreement),
        "concepts": list(pick.concepts),
        "edits": [{"kind": e.kind, "start": e.span.start, "end": e.span.end, "text": e.text} for e in pick.edits],
        "quote": pick.quote,
        "speaker": pick.speaker,
    }


_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="quotekit">
<title>Summary</title>
<style>
body { font: 1.1rem/1.5 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
cite { font: .8rem system-ui, sans-serif; opacity: .65 }
ins { text-decoration: none; opacity: .65 }
</style>
"""


def write_html(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as a page: a heading for each, a paragraph for each pick with its place in the article as data.

    >>> import io
    >>> from quotekit.records import Span, Summary
    >>> stream = io.StringIO()
    >>> write_html([("Rain", Summary((Pick("a", Span(0, 9), "It rains.", 1.0),)))], stream)
    >>> stream.getvalue().splitlines()[-2]
    '<p data-article="a" data-start="0" data-end="9">It rains. <cite>a</cite></p>'
    """
    stream.write(_HEAD)
    for heading, summary in sections:
        if heading:
            stream.write(f"<h2>{_text(heading)}</h2>\n")
        stream.writelines(map(_paragraph, summary.picks))
        stream.flush()
    stream.write("</html>\n")


def _paragraph(pick: Pick) -> str:
    data = f'data-article="{_text(pick.article)}" data-start="{pick.span.start}" data-end="{pick.span.end}"'
    return f"<p {data}>{''.join(_sentence(pick))} <cite>{_text(told_by(pick))}</cite></p>\n"


def _sentence(pick: Pick) -> Iterator[str]:
    """The text of a pick, the names that were put into it marked."""
    rest = pick.text
    for edit in pick.edits:
        if edit.kind == "named" and edit.text in rest:
            before, _, rest = rest.partition(edit.text)
            yield _text(before) + " " * before.endswith(" ")
            yield f"<ins>{_text(edit.text)}</ins>" + " " * rest.startswith(" ")
    yield _text(rest)


def _text(text: str) -> str:
    return escape(harmless(text))
