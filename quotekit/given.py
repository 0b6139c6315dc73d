"""Articles as callers give them: one or several, as records or as plain text, and whatever is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import IOBase

from quotekit.errors import UsageError
from quotekit.records import Article


def each_article(articles: Article | str | Iterable[Article | str]) -> Iterator[Article]:
    """The articles one by one, those given as plain text made an `Article`. Raises UsageError for anything else.

    >>> [article.text for article in each_article(["Nobody spoke.", Article("It rained.")])]
    ['Nobody spoke.', 'It rained.']
    """
    if not isinstance(articles, Article | str | Iterable) or _is_no_list(articles):
        raise UsageError(f"articles are an Article, a str, or several of them, not {_shown(articles)}")
    for article in [articles] if isinstance(articles, Article | str) else articles:
        if not isinstance(article, Article | str):
            raise UsageError(f"an article is an Article or a str, not {type(article).__name__}: {article!r:.80}")
        yield Article(article) if isinstance(article, str) else article


def _is_no_list(several: object) -> bool:
    """Whether it gives something else than articles when it is gone through: keys, names of columns, bytes, lines."""
    return isinstance(several, Mapping | bytes | bytearray | memoryview | IOBase) or hasattr(several, "columns")


def _shown(given: object) -> str:
    """What was given instead of articles, and what is meant where that can be told."""
    shown = " ".join(f"{type(given).__name__}: {given!r:.80}".split())
    if isinstance(given, IOBase):
        return f"{shown}; read() takes files"
    if isinstance(given, Mapping) or hasattr(given, "columns"):
        return f"{shown}; give the texts in it, or an Article for each row"
    return f"{shown}; decode it" if isinstance(given, bytes | bytearray | memoryview) else shown
