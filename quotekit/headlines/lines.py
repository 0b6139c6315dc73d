"""The headlines of an article: the title that its record gives, and the titles and headings among its paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from quotekit.records import Article, Part
from quotekit.text.headings import folded
from quotekit.text.tokens import TokenTable

_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_POST = re.compile(r"\(@|https?://|pic\.twitter\.com")  # a post that a page shows
_LONGEST = 400
"""Code points of a headline; a longer title is a text."""


class Line(NamedTuple):
    """A headline."""

    part: Part
    """`title` or `heading`."""
    text: str
    """As printed; a line break is a space."""
    start: int
    """Where it begins: in the text of the article, or in its title where that is not in the text."""


def lines_of(article: Article, table: TokenTable) -> list[Line]:
    """The headlines of an article, the title first, then in the order of the text; a title printed twice counts once.

    >>> from quotekit.text.tokens import tokenize
    >>> article = Article("Rain expected\\n\\nThe dam held.\\n\\nWhat is next\\n\\nIt rained.", title="Dam holds")
    >>> [(line.part, line.text, line.start) for line in lines_of(article, tokenize(article.text))]
    [('title', 'Dam holds', 0), ('heading', 'Rain expected', 0), ('heading', 'What is next', 30)]
    """
    own = folded(article.title or "")
    is_apart = article.is_titled_apart
    found = [_line("title", article.title or "", 0)] if is_apart else []
    for kind, (start, end) in zip(table.paragraph_kind, table.paragraph.tolist()):
        text = table.text[start:end]
        if kind in ("title", "heading") and not (is_apart and folded(text) == own):
            found.append(_line("heading" if is_apart or kind == "heading" else "title", text, start))
    return [line for line in found if line.text.strip() and len(line.text) <= _LONGEST and not _POST.search(line.text)]


def _line(part: Part, text: str, start: int) -> Line:
    return Line(part, _BREAK.sub(" ", text), start)
