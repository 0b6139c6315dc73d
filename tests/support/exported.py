"""What the tests of exports write: an analysis of every shape, drawn by hypothesis, and a small one by hand."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from quotekit.analysis import Analysis
from quotekit.records import ACTS, Article, Mention, MentionKind, Quote, Span, Speaker, SpeakerKind

# Line ends of every kind, what XML, CSV, brat or a reader of lines would trip over, astral characters, surrogates.
HOSTILE = "a =+-@'\",;<&\t\r\n\0\x0b\x0c\x1c\x1e\x85\u2028\u2029\ufeff\ufffe\x1b“”é😀\ud800\udc80T1\tE1#"
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two surrogates that JSON reads as one character: only lone ones come back."""
_any = st.characters(codec=None) | st.sampled_from(HOSTILE)
texts = st.text(_any, min_size=1, max_size=40).map(lambda text: _PAIR.sub("é😀", text))
names = st.text(_any, max_size=12).map(lambda text: _PAIR.sub("é😀", text))
optional = st.none() | names
ids = names.filter(bool) | st.sampled_from(
    ["news/a", "news_a", "News/A", "CON", "..", "a.txt", "é", "e\u0301", "x" * 300]
)


def said(text: str = "“It held,” said Ana.", identity: str = "a", **known: str) -> Analysis:
    """An analysis of an article whose words between curly marks are quotes of Ana."""
    ana = Speaker(f"{identity}:s1", "Ana", "person", roles=("mayor",))
    quotes, end = list[Quote](), 0
    while (start := text.find("“", end)) >= 0:
        end = text.index("”", start)
        number = len(quotes) + 1
        content = (Span(start + 1, end),)
        quotes.append(
            Quote(f"{identity}-{number}", identity, "direct", "statement", content, (), (), ana.id, 0.9, "labelled")
        )
    return Analysis((Article(text, identity, **known),), tuple(quotes), (ana,) if quotes else ())


@st.composite
def spans(draw: st.DrawFn, text: str, least: int = 0) -> tuple[Span, ...]:
    """Places in a text, sorted and disjoint."""
    cuts = draw(st.sets(st.integers(0, len(text)), min_size=2 * least, max_size=6))
    ordered = sorted(cuts)[: len(cuts) // 2 * 2]
    return tuple(Span(start, end) for start, end in zip(ordered[::2], ordered[1::2]))


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """An article with its quotes and speakers."""
    text, identity = draw(texts), draw(ids)
    article = Article(text, identity, *(draw(optional) for _ in range(4)))
    kinds: st.SearchStrategy[SpeakerKind] = st.sampled_from(["person", "organization", "group", "document", "unnamed"])
    mentions: st.SearchStrategy[MentionKind] = st.sampled_from(["name", "pronoun", "nominal"])
    speakers = []
    for number in range(draw(st.integers(0, 2))):
        places = [Mention(span, draw(mentions), draw(optional)) for span in draw(spans(text))]
        several = tuple(draw(st.lists(names, max_size=2)))
        speakers.append(
            Speaker(
                f"{identity}:s{number + 1}", draw(names), draw(kinds), several, several, tuple(places), draw(optional)
            )
        )
    quotes = [
        Quote(
            id=f"{identity}-{number}",
            article=identity,
            kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
            act=draw(st.sampled_from(ACTS)),
            content=draw(spans(text, least=1)),
            cue=draw(spans(text)),
            source=draw(spans(text)),
            speaker=draw(st.sampled_from([None, *(one.id for one in speakers)])),
            confidence=draw(st.integers(0, 1000)) / 1000,
            rule=draw(names),
            denied=draw(st.booleans()),
            via=draw(optional),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    return Analysis((article,), tuple(quotes), tuple(speakers))
