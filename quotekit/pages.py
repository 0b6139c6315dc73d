"""Summaries as a page of HTML that needs nothing from elsewhere. What articles say is escaped, always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import IO

from quotekit.records import Pick
from quotekit.writing import Section, harmless, told_by

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
