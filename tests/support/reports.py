"""What reports are made of in tests: our corpus, and hostile characters in every field."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import quotekit
from quotekit.analysis import Analysis
from quotekit.reading.origin import with_origin
from quotekit.records import Article, Mention, Quote, Span, Speaker

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "\"><script>alert(1)</script>' onload='alert(1) javascript:alert(1) {{ 7 * 7 }}{% x %} </style></title><!-- ]]>"
    " &lt;b> \x00\x1b[2J\u202egnp.\u2066\ud800\r\n\x85 end"
)


@lru_cache(1)
def corpus() -> Analysis:
    articles = quotekit.read(ROOT / "corpus" / "*.txt", origin=lambda article, _: with_origin(article))
    return quotekit.analyze(articles)


def _own(name: str) -> str:
    """So many words that no other article has that this one is no copy."""
    words = (f"word{name}{one}{other}" for one in "abcdefghijklmno" for other in "abcdefghijklmno")
    return f"\n\n{' '.join(words)}."


def hostile() -> Analysis:
    """Hostile characters in every field that there is."""
    text = f"{HOSTILE}\n\n“{HOSTILE},” said {HOSTILE}.\n\nIt rained all day in the town above the harbour."
    ids = [f"{number}{HOSTILE}" for number in range(3)]
    articles = tuple(
        Article(
            text + _own(name[0]), name, title=HOSTILE + name[0], url=url, outlet=HOSTILE + name[0], published=HOSTILE
        )
        for name, url in zip(ids, ("javascript:alert(1)", f"https://{HOSTILE}", "https://x.example/'\"><script>"))
    )
    middle = len(HOSTILE) + 3
    spans = (Span(middle, middle + len(HOSTILE)),)
    quotes = tuple(
        Quote(
            f"{HOSTILE}{name}",
            name,
            "direct",
            "statement",
            spans,
            (Span(4, 9),),
            (Span(2, 7),),
            f"{name}s1",
            0.3,
            HOSTILE,
        )
        for name in ids
    )
    names = (HOSTILE, HOSTILE, "Ana Reyes")
    speakers = tuple(
        Speaker(f"{one}s1", name, "person", (HOSTILE,), (HOSTILE,), (Mention(Span(0, 3), "name", HOSTILE),), HOSTILE)
        for one, name in zip(ids, names)
    )
    return Analysis(articles, quotes, speakers)
